"""Who decides a case: some the law keeps for the council (KL 5 kap. 1 and 2 §§)."""

from __future__ import annotations

import pytest

from samspel.cases import services
from samspel.cases.enums import Exemption
from samspel.cases.errors import OnlyTheCouncil
from samspel.cases.models import Case
from samspel.rules.catalogue.choices import CouncilMatter
from tests.meetings.acting import NOW

ONLY = [each for each in CouncilMatter if each is not CouncilMatter.NONE]


def _open(town, **more):
    given = {"title": "Mål för verksamheten", "at": NOW, "actor": town.actor("ingrid")}
    return services.open_case(town.body("KS"), **given | more)


@pytest.mark.parametrize("matter", ONLY)
def test_kl_5_1_and_5_2_only_the_council_decides_some_things(town, matter):
    with pytest.raises(OnlyTheCouncil, match=r"kommunallagen 5 kap\. [12] §"):
        _open(town, council_matter=matter, deciding_body=town.body("KS"))
    assert Case.objects.count() == 0

    assert _open(town, council_matter=matter).deciding_body == town.body("KF")


def test_kl_5_2_anything_else_the_council_may_leave_to_a_committee(town):
    case = _open(town, deciding_body=town.body("KS"))

    assert case.deciding_body == town.body("KS")


def test_kl_5_1_what_turns_out_to_be_the_councils_goes_to_the_council(town):
    case = _open(town)
    given = {
        "title": case.title,
        "responsible": None,
        "due_on": None,
        "exemption": Exemption.NONE,
        "council_matter": CouncilMatter.GOALS,
        "at": NOW,
        "actor": town.actor("ingrid"),
    }

    with pytest.raises(OnlyTheCouncil):
        services.change_case(case, **given, deciding_body=town.body("KS"))
    changed = services.change_case(case, **given, deciding_body=town.body("KF"))

    assert (changed.council_matter, changed.deciding_body) == ("goals", town.body("KF"))
