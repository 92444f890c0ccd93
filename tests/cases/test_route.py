"""Who decides a case: some the law keeps for the council (KL 5 kap. 1 and 2 §§)."""

from __future__ import annotations

import pytest

from samspel.cases import services
from samspel.cases.calculation.preparation import STATUTE, judged, needs_no_preparation
from samspel.cases.enums import CaseKind, Exemption
from samspel.cases.errors import OnlyTheCouncil
from samspel.cases.models import Case
from samspel.rules.catalogue.choices import CouncilMatter
from samspel.rules.catalogue.council import COUNCIL_CASE
from samspel.rules.provisions import Outcome
from tests.law import amended
from tests.meetings.acting import NOW

UNKNOWN = {each.name: None for each in COUNCIL_CASE}
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


def test_kl_5_23_what_is_raised_in_the_council_is_decided_there(town):
    motion = {
        "kind": CaseKind.COUNCIL_MOTION,
        "raised_on": NOW.date(),
        "raised_by": "Anna Lund",
    }

    assert _open(town, **motion).deciding_body == town.body("KF")
    with amended(
        (
            "vackt-i-fullmaktige",
            "  strength: bör\n",
            "  valid_to: 2020-01-01\n  strength: bör\n",
        ),
        name=STATUTE,
    ):
        assert _open(town, **motion).deciding_body == town.body("KS")


def test_kl_5_29_what_needs_no_preparation_is_what_the_laws_data_say():
    election = {
        "council_case.is_for_decision": True,
        "council_case.exemption": Exemption.ELECTION.value,
        "council_case.prepared_by_committee": False,
        "council_case.prepared_by_drafting_committee": False,
    }
    assert not judged(UNKNOWN | election, NOW.date()).is_stopped

    with amended(
        ("behover-inte-beredas", "[election, resignation", "[resignation"), name=STATUTE
    ):
        assert Exemption.ELECTION.value not in needs_no_preparation(NOW.date())
        stopping = judged(UNKNOWN | election, NOW.date()).stopping
        assert [each.id for each in stopping] == ["berett"]


def _judged(exemption, **facts):
    known = {"council_case.is_for_decision": True, "council_case.exemption": exemption}
    named = {f"council_case.{name}": value for name, value in facts.items()}
    return judged({**UNKNOWN, **known, **named}, NOW.date()).outcome


def test_kl_5_30_only_a_newly_elected_council_changes_the_number_unprepared():
    new, old, unknown = (
        _judged(Exemption.NEW_COUNCIL, council_is_newly_elected=each)
        for each in (True, False, None)
    )

    assert (new, old) == (Outcome.ALLOWED, Outcome.STOPPED)
    assert unknown is not Outcome.ALLOWED


def test_kl_5_32_a_remark_is_explained_before_the_council_takes_it_up():
    def report(remark, explained):
        facts = {"has_audit_remark": remark, "explanation_is_obtained": explained}
        return _judged(Exemption.AUDIT_REPORT, **facts)

    assert report(remark=False, explained=False) is Outcome.ALLOWED
    assert report(remark=True, explained=True) is Outcome.ALLOWED
    assert report(remark=True, explained=False) is Outcome.STOPPED
    assert report(remark=None, explained=None) is Outcome.WARNED
