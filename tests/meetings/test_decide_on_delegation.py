"""Decisions on delegation: numbered without gaps, reported at the next meeting (KL 6:40, 7:8)."""

import threading

import pytest
from django.db import IntegrityError, connection, transaction

from samspel.audit.actors import Actor
from samspel.foundation.refusal import NotAllowed
from samspel.meetings import events, services
from samspel.meetings.calculation.statute import is_reported_at_next
from samspel.meetings.enums import ItemKind, ItemState, Route
from samspel.meetings.errors import DelegationRefused
from samspel.meetings.models import AgendaItem, DelegatedDecision
from samspel.meetings.queries import delegated_decisions_of, delegated_years
from tests import cast
from tests.law import amended
from tests.meetings.acting import NOW, acts, clock, opened, planned


def _decide(
    town, text="Anna Ekelöf får göra ett tredje besök.", at=NOW, actor="karin", **facts
):
    return services.decide_on_delegation(
        town.body(facts.pop("body", "KS")),
        text=text,
        ground="Riktlinjer för kontaktpolitiker, Uppdraget",
        at=at,
        actor=town.actor(actor),
        **facts,
    )


def test_decisions_are_numbered_per_body_and_year(town):
    labels = [
        _decide(town).label,
        _decide(town).label,
        _decide(town, actor="gunnar", body="SN").label,
        _decide(town, at=clock(1, 2, year=2027)).label,
    ]

    assert labels == ["D 2026:1", "D 2026:2", "D 2026:1", "D 2027:1"]


def test_the_year_is_that_of_the_day_in_sweden(town):
    new_years_night = clock(1, 1, 0, 15, year=2027)

    assert _decide(town, at=new_years_night).year == 2027


def test_who_decided_in_which_role_and_on_what_ground_is_kept(town):
    decision = _decide(town, subject="Extra besök")

    assert decision.decided_by == town.person("karin")
    assert decision.decided_as == "Kommunstyrelsen, ordförande"
    assert decision.subject == "Extra besök"
    assert acts()[0] == "meetings.delegation.decided"


def test_kl_6_40_the_decision_is_listed_on_the_next_meeting_under_one_item(town):
    meeting = planned(town, 12, 1)

    first, second = _decide(town), _decide(town)

    item = meeting.items.get()
    assert (item.kind, item.title) == (ItemKind.DELEGATED, "Anmälan av delegationsbeslut")
    assert [first.item, second.item] == [item, item]


def test_with_no_meeting_planned_the_report_waits_and_lands_by_itself(town):
    first = _decide(town)
    second = _decide(town)

    meeting = planned(town, 12, 1)

    assert first.item == second.item
    assert meeting.items.get() == first.item


def test_after_the_deadline_decisions_gather_under_the_meeting_after(town):
    planned(town, 12, 1)
    after = planned(town, 12, 15)
    early = _decide(town)

    late = _decide(town, at=clock(11, 19, 12, 1))

    assert late.item != early.item
    assert late.item.meeting == after


def test_an_urgent_decision_is_reported_at_the_very_next_meeting_also_after_the_notice(town):
    meeting = planned(town, 12, 1)
    services.dispatch_meeting(meeting, at=NOW, actor=town.actor("ingrid"))

    decision = _decide(town, is_urgent=True)

    assert decision.item.meeting == meeting
    assert decision.item.placements.get().is_late


def test_an_urgent_decision_makes_the_whole_report_go_to_the_very_next(town):
    planned(town, 12, 1)
    first = _decide(town)

    _decide(town, is_urgent=True)

    first.item.refresh_from_db()
    assert first.item.route == Route.VERY_NEXT


def test_a_report_on_a_cancelled_meeting_is_carried_along(town):
    meeting = planned(town, 12, 1)
    decision = _decide(town)
    after = planned(town, 12, 15)

    services.cancel_meeting(meeting, reason="Snö", at=NOW, actor=town.actor("ingrid"))

    decision.item.refresh_from_db()
    assert decision.item.meeting == after


def test_a_report_that_is_carried_to_a_meeting_with_another_joins_that_one(town):
    meeting = planned(town, 12, 1)
    early = _decide(town)
    after = planned(town, 12, 15)
    late = _decide(town, at=clock(11, 19, 12, 1))
    assert early.item.meeting == meeting
    assert late.item.meeting == after

    services.cancel_meeting(meeting, reason="Snö", at=clock(11, 20), actor=town.actor("ingrid"))

    early.refresh_from_db()
    late.refresh_from_db()
    assert early.item == late.item == after.items.get()
    left = AgendaItem.objects.exclude(pk=late.item_id).get()
    assert (left.state, left.meeting) == (ItemState.WITHDRAWN, None)
    assert "meetings.item.gathered" in acts()


def test_what_was_urgent_stays_urgent_when_two_reports_become_one(town):
    meeting = planned(town, 12, 1)
    _decide(town, is_urgent=True)
    after = planned(town, 12, 15)
    late = _decide(town, at=clock(11, 19, 12, 1))

    services.cancel_meeting(meeting, reason="Snö", at=clock(11, 20), actor=town.actor("ingrid"))

    assert after.items.get().pk == late.item_id
    assert after.items.get().route == Route.VERY_NEXT


def test_a_decision_that_has_been_reported_stays_where_it_was_reported(town):
    planned(town, 12, 1)
    decision = _decide(town)
    services.handle_item(
        decision.item, paragraph="9", at=clock(12, 1, 14), actor=town.actor("ingrid")
    )
    other = _decide(town, at=clock(12, 2))

    with pytest.raises(IntegrityError, match="redan anmält"), transaction.atomic():
        DelegatedDecision.objects.filter(pk=decision.pk).update(item=other.item)


def test_the_list_says_when_each_decision_is_reported(town):
    meeting = planned(town, 12, 1)
    decision = _decide(town)
    services.handle_item(
        decision.item, paragraph="9", at=clock(12, 1, 14), actor=town.actor("ingrid")
    )
    waiting = _decide(town, at=clock(12, 2))

    rows = delegated_decisions_of(town.body("KS"), 2026)

    assert [(r.decision, r.meeting, r.is_reported) for r in rows] == [
        (decision, meeting, True),
        (waiting, None, False),
    ]
    assert delegated_years(town.body("KS")) == [2026]


def test_others_hear_of_the_decision_with_its_reference(town):
    heard = []
    events.delegated_decision_taken.connect(
        lambda **sent: heard.append(sent["decision"].reference), weak=False, dispatch_uid="t"
    )

    try:
        _decide(town, reference="visits.extra:1")
    finally:
        events.delegated_decision_taken.disconnect(dispatch_uid="t")

    assert heard == ["visits.extra:1"]


def test_the_same_matter_is_not_decided_twice(town):
    _decide(town, reference="visits.extra:1")
    before = acts()

    with pytest.raises(DelegationRefused, match=r"redan beslutat.*D 2026:1"):
        _decide(town, reference="visits.extra:1")

    assert acts() == before


def test_a_decision_says_something(town):
    with pytest.raises(DelegationRefused, match="Skriv vad du beslutar"):
        _decide(town, text="  ")

    assert DelegatedDecision.objects.count() == 0


@pytest.mark.parametrize("name", ["perolof", "anna", "gunnar", "ingrid", "elisabet", "tomas"])
def test_kl_6_37_and_7_5_only_whom_the_body_lets_decides(town, name):
    with pytest.raises(NotAllowed, match="ordföranden"):
        _decide(town, actor=name)

    assert acts() == []
    assert DelegatedDecision.objects.count() == 0


def test_kl_6_40_what_is_reported_at_the_very_next_meeting_is_what_the_law_says():
    assert is_reported_at_next(NOW.date(), is_urgent=True)
    assert not is_reported_at_next(NOW.date(), is_urgent=False)
    with amended(("annat-anmals-som-namnden-bestammer", "value: nej", "value: ja")):
        assert is_reported_at_next(NOW.date(), is_urgent=False)


def test_the_system_never_decides(town):
    with pytest.raises(NotAllowed):
        services.decide_on_delegation(
            town.body("KS"), text="Ja", at=NOW, actor=Actor.system("nattens jobb")
        )


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE meetings_delegateddecision SET text = 'annat'",
        "UPDATE meetings_delegateddecision SET number = 7",
        "UPDATE meetings_delegateddecision SET item_id = NULL",
        "DELETE FROM meetings_delegateddecision",
        "TRUNCATE meetings_delegateddecision CASCADE",
    ],
)
def test_a_decision_on_delegation_is_frozen_whoever_writes(town, change):
    _decide(town)

    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"SET CONSTRAINTS ALL IMMEDIATE; {change}")


def test_the_database_refuses_a_gap_in_the_numbers(town):
    _decide(town)

    with pytest.raises(IntegrityError, match="inte nästa nummer"), transaction.atomic():
        DelegatedDecision.objects.create(
            body=town.body("KS"),
            year=2026,
            number=3,
            decided_by=town.person("karin"),
            decided_as="x",
            decided_at=NOW,
            subject="x",
            text="x",
        )


def test_a_decision_that_is_undone_leaves_its_number_to_the_next(town):
    _decide(town)
    with transaction.atomic():
        _decide(town)
        transaction.set_rollback(True)

    assert _decide(town).number == 2


def test_decisions_at_the_same_time_get_numbers_without_gaps_under_one_item(committed_db):
    town = cast.town()
    planned(town, 12, 1)
    problems = []

    def decide():
        try:
            for _ in range(5):
                _decide(town)
        except Exception as problem:  # noqa: BLE001  shown by the assertion below
            problems.append(problem)
        finally:
            connection.close()

    threads = [threading.Thread(target=decide) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    numbers = sorted(DelegatedDecision.objects.values_list("number", flat=True))
    assert problems == []
    assert numbers == list(range(1, 21))
    assert DelegatedDecision.objects.values("item").distinct().count() == 1


def test_items_and_a_cancellation_at_the_same_time_lose_nothing(committed_db):
    town = cast.town()
    meeting = planned(town, 12, 1)
    after = planned(town, 12, 15)
    problems = []

    def run(act):
        try:
            act()
        except Exception as problem:  # noqa: BLE001  shown by the assertion below
            problems.append(problem)
        finally:
            connection.close()

    def open_ten(name):
        for number in range(10):
            opened(town, f"{name}:{number}")

    def cancel():
        services.cancel_meeting(meeting, reason="Snö", at=NOW, actor=town.actor("ingrid"))

    threads = [
        threading.Thread(target=run, args=(act,))
        for act in (lambda: open_ten("a"), cancel, lambda: open_ten("b"))
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert problems == []
    assert after.items.filter(state=ItemState.PLACED).count() == 20
    assert meeting.items.count() == 0
