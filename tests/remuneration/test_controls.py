"""Each control, on both sides of its border."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest

from samspel.remuneration.calculation.controls import (
    Lost,
    Paper,
    Timed,
    found,
    is_double,
    overlap,
)
from samspel.rules.amounts.choices import CostKind, DutyKind, Income
from samspel.rules.amounts.duties import Cost, Duty, Loss
from samspel.rules.amounts.rates import compile_amounts
from samspel.rules.amounts.settling import settle
from samspel.rules.rulebook import load_shipped

MONDAY, SATURDAY = dt.date(2026, 3, 9), dt.date(2026, 3, 7)
EPIPHANY = dt.date(2026, 1, 6)
HOUR = 60


def timed(key="1", *, on=MONDAY, starts=13 * HOUR, minutes=120, **facts):
    given = {"kind": DutyKind.ERRAND, "body": "KS", "subject": "Förrättning", **facts}
    return Timed(key, on, starts=starts, minutes=minutes, **given)


def seen(duty, *others, lines=(), lost=None, is_own=False):
    facts = found(duty, others, lines, lost, is_own=is_own).facts
    return {name.partition(".")[2] for name, is_so in facts.items() if is_so}


def lines_of(**facts):
    duty = Duty(
        **{
            "key": "1",
            "on": MONDAY,
            "kind": DutyKind.ERRAND,
            "minutes": 120,
            "claimed_on": MONDAY,
            **facts,
        }
    )
    return settle([duty], compile_amounts(load_shipped("lindakra/arvoden"))).lines


def test_a_duty_with_nothing_odd_shows_nothing():
    assert seen(timed(), lines=lines_of()) == set()


@pytest.mark.parametrize(
    ("starts", "odd"),
    [
        (15 * HOUR, set()),
        (15 * HOUR - 1, {"overlaps"}),
        (11 * HOUR, set()),
        (11 * HOUR + 1, {"overlaps"}),
    ],
)
def test_a_duty_that_begins_as_another_ends_does_not_overlap_it(starts, odd):
    other = timed("2", starts=starts, body="SN", kind=DutyKind.COMMITTEE_MEETING)

    assert seen(timed(), other) == odd


def test_overlap_is_seen_across_bodies_and_across_midnight():
    late = timed(starts=23 * HOUR, minutes=120, body="SN")
    morning = timed("2", on=MONDAY + dt.timedelta(days=1), starts=30, minutes=60)

    assert overlap(late, morning)
    assert not overlap(late, morning._replace(starts=60))


@pytest.mark.parametrize(
    ("facts", "double"),
    [
        ({}, True),
        ({"starts": 15 * HOUR}, False),
        ({"body": "SN"}, False),
        ({"kind": DutyKind.COURSE}, False),
        ({"on": MONDAY + dt.timedelta(days=7)}, False),
    ],
)
def test_the_same_duty_twice_is_the_same_kind_body_and_time(facts, double):
    assert is_double(timed(), timed("2")._replace(**facts)) is double


@pytest.mark.parametrize(
    ("subject", "double"), [("Handlingar i mars", True), ("I april", False)]
)
def test_without_a_time_the_same_duty_is_the_same_day_and_name(subject, double):
    reading = timed(kind=DutyKind.OTHER, minutes=0, subject="Handlingar i mars")

    assert is_double(reading, reading._replace(key="2", subject=subject)) is double


def test_one_prepares_for_a_bodys_meeting_once_whatever_it_is_called():
    reading = timed(kind=DutyKind.PREPARATION, minutes=0, subject="Inläsning till mötet")
    other = reading._replace(key="2", minutes=90, subject="Läsning")

    assert is_double(reading, other)
    assert not is_double(reading, other._replace(on=MONDAY + dt.timedelta(days=1)))


@pytest.mark.parametrize(("starts", "odd"), [(12 * HOUR, set()), (12 * HOUR - 1, {"overlaps"})])
def test_the_same_hour_is_not_lost_for_two_duties(starts, odd):
    morning = timed(starts=9 * HOUR, minutes=60)._replace(
        lost_from=8 * HOUR, lost_minutes=4 * HOUR
    )
    later = timed("2", starts=15 * HOUR, minutes=60, subject="Kurs")._replace(
        lost_from=starts, lost_minutes=HOUR
    )

    notes = [str(each) for each in found(morning, [later], [], None, is_own=False).beside]

    assert seen(morning, later) == odd
    assert notes == (["Förlorad inkomst för samma tid: Kurs."] if odd else [])


@pytest.mark.parametrize(("first", "double"), [(30, True), (31, False)])
def test_two_fixed_fees_of_the_same_office_are_double_while_both_run(first, double):
    fee = timed(
        kind=DutyKind.OFFICE, minutes=0, office="gruppledare", until=dt.date(2026, 3, 31)
    )
    on = dt.date(2026, 3, first)

    assert is_double(fee, fee._replace(key="2", on=on, until=None)) is double
    assert not overlap(fee, timed("3"))


def test_a_double_is_told_once_and_not_as_an_overlap():
    assert seen(timed(), timed("2")) == {"is_double"}


def test_ones_own_is_seen():
    assert seen(timed(), is_own=True) == {"is_own"}


@pytest.mark.parametrize(
    ("claimed_on", "odd"),
    [(dt.date(2026, 9, 9), set()), (dt.date(2026, 9, 10), {"is_late"})],
)
def test_six_months_to_the_day_is_in_time(claimed_on, odd):
    assert seen(timed(), lines=lines_of(claimed_on=claimed_on)) == odd


@pytest.mark.parametrize(("km", "odd"), [("3.0", set()), ("2.9", {"is_near"})])
def test_a_journey_of_exactly_the_threshold_is_far_enough(km, odd):
    assert seen(timed(), lines=lines_of(km=Decimal(km))) == odd


@pytest.mark.parametrize(
    ("has_receipt", "odd"), [(True, set()), (False, {"receipt_is_missing"})]
)
def test_a_cost_without_its_receipt_is_seen(has_receipt, odd):
    costs = (Cost(CostKind.PARKING, Decimal(40), has_receipt),)

    assert seen(timed(), lines=lines_of(costs=costs)) == odd


def _loss(until=dt.date(2026, 12, 31), hourly="300", minutes=120):
    return Loss(minutes, Income.EMPLOYED, hourly=Decimal(hourly), proved_until=until)


@pytest.mark.parametrize(("until", "odd"), [(9, set()), (8, {"certificate_has_expired"})])
def test_a_certificate_holds_on_its_last_day(until, odd):
    day = dt.date(2026, 3, until)
    paper = Paper(True, dt.date(2026, 1, 1), day)

    lines = lines_of(loss=_loss(day))

    assert seen(timed(), lines=lines, lost=Lost(13 * HOUR, 120, paper)) == odd


@pytest.mark.parametrize("paper", [None, Paper(False, MONDAY, MONDAY)])
def test_no_certificate_or_one_that_nobody_has_answered_is_missing(paper):
    lines = lines_of(loss=Loss(120))

    assert seen(timed(), lines=lines, lost=Lost(13 * HOUR, 120, paper)) == {
        "certificate_is_missing"
    }


@pytest.mark.parametrize(
    ("starts", "minutes", "odd"),
    [
        (8 * HOUR, 540, set()),
        (8 * HOUR - 1, 60, {"loss_outside_hours"}),
        (16 * HOUR, 60, set()),
        (16 * HOUR, 61, {"loss_outside_hours"}),
    ],
)
def test_lost_time_lies_within_the_working_hours_of_the_certificate(starts, minutes, odd):
    paper = Paper(True, MONDAY, MONDAY, works_from=8 * HOUR, works_to=17 * HOUR)

    assert seen(timed(), lost=Lost(starts, minutes, paper)) == odd


@pytest.mark.parametrize(
    ("on", "weekends", "odd"),
    [
        (MONDAY, False, set()),
        (SATURDAY, False, {"loss_on_free_day"}),
        (EPIPHANY, False, {"loss_on_free_day"}),
        (SATURDAY, True, set()),
    ],
)
def test_lost_time_on_a_free_day_is_seen_for_whoever_does_not_work_then(on, weekends, odd):
    paper = Paper(True, on, on, works_weekends=weekends)

    assert seen(timed(on=on), lost=Lost(13 * HOUR, 60, paper)) == odd


@pytest.mark.parametrize(("hourly", "odd"), [("592", set()), ("593", {"is_over_cap"})])
def test_over_a_cap_is_only_what_a_cap_lowers(hourly, odd):
    lines = lines_of(loss=_loss(hourly="592", minutes=480))
    many = lines_of(loss=_loss(hourly="592", minutes=481)) if odd else lines
    paper = Paper(True, MONDAY, dt.date(2026, 12, 31))

    assert seen(timed(), lines=many, lost=Lost(0, 480, paper)) == odd


@pytest.mark.parametrize(("share", "odd"), [("39.99", set()), ("40", {"is_excluded"})])
def test_whoever_has_a_substantial_part_of_full_time_is_excluded(share, odd):
    assert seen(timed(), lines=lines_of(occupancy=Decimal(share))) == odd


def test_a_fee_that_nobody_has_asked_for_is_not_odd_when_the_rules_give_none():
    meeting = {"kind": DutyKind.BOARD_MEETING, "is_known": True, "occupancy": Decimal(100)}

    came = lines_of(**meeting, claimed_on=None)
    asked = lines_of(**meeting, loss=_loss())

    assert [line.amount for line in came] == [0]
    assert seen(timed(), lines=came) == set()
    assert seen(timed(), lines=asked) == {"is_excluded"}


def test_what_is_odd_is_also_said_in_words():
    other = timed("2", body="SN", subject="Socialnämnden", kind=DutyKind.COMMITTEE_MEETING)

    notes = found(timed(), [other], lines_of(km=Decimal(2)), None, is_own=False).notes

    assert str(notes[0]) == "Samtidigt: Socialnämnden."
    assert str(notes[1]).startswith("Resa med egen bil: ")
