"""Keeping a verdict: the same that guards the act is kept, with its facts."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db import IntegrityError, transaction

from samspel.rulebooks.errors import ReasonNeeded, RuleStops
from samspel.rulebooks.models import JudgedAct
from samspel.rulebooks.queries import judge
from samspel.rulebooks.services import enforce
from tests.rulebooks.conftest import AT

DAY = dt.date(2026, 11, 12)
FITTING = {
    "appointee.is_member": True,
    "appointee.is_ordinary_member": True,
    "appointee.is_substitute": False,
    "appointee.employed_in_operation": False,
    "appointee.close_employed_in_operation": False,
    "appointment.has_body_decision": True,
    "operation.department": "valfard-och-service",
    "operation.key": "kost",
}


def _judged(town, **facts):
    return judge(
        "contact_politician.appoint", {**FITTING, **facts}, body_id=town.body("KS").pk, on=DAY
    )


def _known_facts_only():
    from samspel.rules.catalogue import FACTS

    return {name: value for name, value in FITTING.items() if name in FACTS}


@pytest.fixture(autouse=True)
def _facts(monkeypatch):
    monkeypatch.setitem(globals(), "FITTING", _known_facts_only())


def test_an_allowed_act_is_kept_with_its_facts_and_version(town, in_force):
    kept = enforce(_judged(town), subject=town.body("KS"), actor=town.actor("ingrid"), at=AT)

    assert (kept.outcome, kept.unmet, kept.version) == ("allowed", [], in_force)
    assert kept.facts["appointee.is_member"] is True


def test_a_stopped_act_says_why_and_keeps_nothing(town, in_force):
    judgement = _judged(town, **{"appointee.employed_in_operation": True})

    with pytest.raises(RuleStops, match="anställd i verksamheten"):
        enforce(
            judgement,
            subject=town.body("KS"),
            actor=town.actor("ingrid"),
            at=AT,
            reason="Ändå.",
        )

    assert list(JudgedAct.objects.all()) == []


def test_a_warned_act_asks_for_a_reason_and_keeps_nothing_without_it(town, in_force):
    judgement = _judged(town, **{"appointee.close_employed_in_operation": True})

    with pytest.raises(ReasonNeeded, match="Skriv varför"):
        enforce(
            judgement, subject=town.body("KS"), actor=town.actor("ingrid"), at=AT, reason=" "
        )

    assert list(JudgedAct.objects.all()) == []


def test_a_warned_act_goes_on_with_its_reason_kept(town, in_force):
    judgement = _judged(town, **{"appointee.close_employed_in_operation": True})

    kept = enforce(
        judgement,
        subject=town.body("KS"),
        actor=town.actor("ingrid"),
        at=AT,
        reason="Ingen annan kan.",
    )

    assert (kept.outcome, kept.reason) == ("warned", "Ingen annan kan.")
    assert kept.unmet == ["ingen-narstaende"]


def test_each_finding_is_drawn_with_its_clause_in_words_and_its_address(town, in_force):
    judgement = _judged(town, **{"appointee.employed_in_operation": True})

    finding = next(each for each in judgement.findings if each["id"] == "inte-anstalld")

    assert finding["strength"] == "ska"
    assert finding["state"] == "unmet"
    assert finding["citation"] == "kommunstyrelsen 2023-02-14 § 18"
    assert finding["clause_heading"].startswith(
        "Riktlinjer för kommunstyrelsens kontaktpolitiker, "
    )
    assert finding["clause_text"]
    assert str(in_force.uuid) in finding["url"]


def test_the_database_refuses_to_change_a_kept_verdict(town, in_force):
    kept = enforce(_judged(town), subject=town.body("KS"), actor=town.actor("ingrid"), at=AT)

    with pytest.raises(IntegrityError, match="får bara fyllas på"), transaction.atomic():
        JudgedAct.objects.filter(pk=kept.pk).update(outcome="stopped")
