import datetime as dt

import pytest
from django.db import IntegrityError, connection, transaction

from samspel.foundation.refusal import NotAllowed
from samspel.meetings import events, services
from samspel.meetings.enums import DecisionKind
from samspel.meetings.errors import DecisionRefused
from samspel.meetings.models import Decision
from samspel.meetings.queries import decisions_of, find_decision
from tests.meetings.acting import NOW, acts

DAY = dt.date(2026, 2, 10)


def _record(town, paragraph="14", actor="ingrid", on=DAY, **facts):
    return services.record_decision(
        town.body(facts.pop("body", "KS")),
        decided_on=on,
        paragraph=paragraph,
        title="Val av kontaktpolitiker",
        text="Kommunstyrelsen utser Anna Ekelöf till kontaktpolitiker för Kost.",
        kind=facts.pop("kind", DecisionKind.APPOINTMENT),
        at=NOW,
        actor=town.actor(actor),
        **facts,
    )


def _correct(town, decision, reason="Fel §", **changed):
    values = {
        "decided_on": DAY,
        "paragraph": "15",
        "title": "Val",
        "text": "Anna Ekelöf utses.",
        "kind": DecisionKind.APPOINTMENT,
    }
    actor = town.actor(changed.pop("actor", "ingrid"))
    return services.correct_decision(
        decision, reason=reason, at=NOW, actor=actor, **{**values, **changed}
    )


def test_a_decision_is_cited_by_body_day_and_paragraph(town):
    decision = _record(town)

    assert decision.citation == "Kommunstyrelsen 2026-02-10 § 14"
    assert decision.entered_by == town.person("ingrid")
    assert acts() == ["meetings.decision.recorded"]


def test_others_hear_that_a_decision_is_entered(town):
    heard = []
    events.decision_recorded.connect(
        lambda **sent: heard.append(sent), weak=False, dispatch_uid="t"
    )

    try:
        decision = _record(town)
    finally:
        events.decision_recorded.disconnect(dispatch_uid="t")

    assert [(sent["decision"], sent["replaced"]) for sent in heard] == [(decision, None)]


@pytest.mark.parametrize(
    ("changed", "match"),
    [
        ({"paragraph": "fjorton"}, "som ett nummer"),
        ({"on": dt.date(2026, 11, 13)}, "inte varit än"),
    ],
)
def test_what_is_no_paragraph_and_a_day_to_come_are_refused(town, changed, match):
    with pytest.raises(DecisionRefused, match=match):
        _record(town, **changed)

    assert acts() == []
    assert Decision.objects.count() == 0


def test_a_decision_of_today_may_be_entered(town):
    assert _record(town, on=dt.date(2026, 11, 12)).stands


def test_body_day_and_paragraph_are_entered_once(town):
    _record(town)

    with pytest.raises(DecisionRefused, match=r"Kommunstyrelsen 2026-02-10 § 14 är redan"):
        _record(town, paragraph="§14")

    assert Decision.objects.count() == 1


def test_the_same_paragraph_is_free_in_another_body_and_on_another_day(town):
    _record(town)

    _record(town, body="SN")
    _record(town, on=dt.date(2026, 3, 10))

    assert Decision.objects.count() == 3


def test_a_correction_is_a_new_row_that_replaces_the_old_one(town):
    old = _record(town)

    new = _correct(town, old)

    old.refresh_from_db()
    assert (new.replaces, old.replaced_at, old.paragraph) == (old, NOW, "§ 14")
    assert decisions_of(town.body("KS")) == [new]
    assert acts()[-1] == "meetings.decision.corrected"


def test_a_correction_may_keep_the_paragraph(town):
    assert _correct(town, _record(town), paragraph="14").paragraph == "§ 14"


def test_a_correction_does_not_take_another_decisions_paragraph(town):
    _record(town, paragraph="15")
    old = _record(town)

    with pytest.raises(DecisionRefused, match="§ 15 är redan"):
        _correct(town, old)

    old.refresh_from_db()
    assert old.stands


def test_a_decision_is_corrected_once_and_for_a_reason(town):
    old = _record(town)

    with pytest.raises(DecisionRefused, match="vad som var fel"):
        _correct(town, old, reason=" ")
    _correct(town, old)
    with pytest.raises(DecisionRefused, match="redan rättat"):
        _correct(town, old, paragraph="16")


def test_only_the_bodys_secretary_enters_and_corrects(town):
    decision = _record(town)
    before = acts()

    for name in ("karin", "anna", "pia", "helena", "tomas"):
        with pytest.raises(NotAllowed):
            _record(town, paragraph="20", actor=name)
        with pytest.raises(NotAllowed):
            _correct(town, decision, actor=name)

    assert acts() == before


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE meetings_decision SET text = 'annat'",
        "UPDATE meetings_decision SET paragraph = '§ 99'",
        "UPDATE meetings_decision SET decided_on = '2020-01-01'",
        "DELETE FROM meetings_decision",
        "TRUNCATE meetings_decision CASCADE",
    ],
)
def test_a_decision_is_frozen_whoever_writes(town, change):
    _record(town)

    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"SET CONSTRAINTS ALL IMMEDIATE; {change}")

    assert Decision.objects.get().paragraph == "§ 14"


def test_when_a_decision_was_replaced_is_written_once(town):
    old = _record(town)
    _correct(town, old)

    with pytest.raises(IntegrityError, match="replaced_at är redan"), transaction.atomic():
        Decision.objects.filter(pk=old.pk).update(replaced_at=None)


def test_a_citation_finds_its_decision_however_it_is_written(town):
    decision = _record(town)

    assert find_decision(town.body("KS"), DAY, "§14") == decision
    assert find_decision(town.body("KS"), DAY, "15") is None
    assert find_decision(town.body("KS"), DAY, "?") is None


def test_decisions_are_listed_newest_first_by_kind_and_year(town):
    older = _record(town, on=dt.date(2025, 5, 6), paragraph="3")
    newer = _record(town)
    other = _record(town, paragraph="16", kind=DecisionKind.OTHER)

    body = town.body("KS")
    assert decisions_of(body) == [other, newer, older]
    assert decisions_of(body, kinds=[DecisionKind.APPOINTMENT], year=2026) == [newer]
    assert decisions_of(town.body("SN")) == []
