"""Every act by everybody of the cast: whoever may does it, and who may not writes nothing."""

from __future__ import annotations

import pytest

from samspel.audit.models import AuditEntry
from samspel.documents.models import Document
from samspel.messaging.models import Delivery, Message
from samspel.remuneration import models
from tests.acts import Trial, rows_of, unlike_refusals
from tests.cast import PERSONS
from tests.remuneration.acting import PNG
from tests.remuneration.permissions import ACTS
from tests.remuneration.scene import scene
from tests.stages import staged

TABLES = [
    models.Certification,
    models.Cost,
    models.Duty,
    models.DutyFacts,
    models.Gathering,
    models.GatheringSeat,
    models.GroupLeader,
    models.IncomeCertificate,
    models.Journey,
    models.LostEarnings,
    models.NightsAway,
    models.StandIn,
    AuditEntry,
    Delivery,
    Document,
    Message,
]


@staged
def place(town):
    return scene(town)


@pytest.fixture
def trial(place, as_person):
    return Trial(ACTS, "remuneration", place, as_person, {"png": (PNG, "image/png")})


def test_who_may_not_is_refused_every_act_and_nothing_is_written(trial, settings):
    settings.SAMSPEL_SHELL = ""  # the pages round a refusal are tested elsewhere
    before = rows_of(TABLES)

    answers = trial.refused(sorted(PERSONS))

    assert unlike_refusals(answers) == {}
    assert len(answers) > 250
    assert rows_of(TABLES) == before


def test_who_may_does_every_act_and_it_is_told_in_the_trail(trial):
    assert trial.not_done() == {}
