"""Both guidelines in force, and somebody appointed under each."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from samspel.visits.web import urls as pages
from tests.stages import staged
from tests.visits.acting import KS_RULES, SN_RULES, adopt, appointed


@pytest.fixture(autouse=True)
def _addresses(settings):
    """Until the pages are there, their names lead to blank ones."""
    if not pages.urlpatterns:
        settings.ROOT_URLCONF = "tests.visits.urls"


@staged
def rules(town):
    """The executive board under one guideline, the social committee under another."""
    adopt(town, "KS", KS_RULES)
    adopt(town, "SN", SN_RULES)


@staged
def board(town, rules):
    """KS: Anna and Per-Olof for Kost."""
    kost = town.operation("kost")
    return SimpleNamespace(
        anna=appointed(town, "KS", "anna", places=[kost]),
        perolof=appointed(town, "KS", "perolof", places=[kost]),
    )


@staged
def committee(town, rules):
    """SN: Lars-Åke for Äldreomsorg, and Sofia, who has a protected identity."""
    care = town.operation("aldreomsorg")
    return SimpleNamespace(
        larsake=appointed(town, "SN", "larsake", places=[care]),
        sofia=appointed(town, "SN", "sofia", places=[care]),
    )
