"""A whole year: from attendance to twelve exported runs, reconciled to the öre.

The board meets every month and the social committee four times, with each member's own
times; three fixed fees run; Lena drives, and others lose earnings, spend nights away and pay
for costs. Three times something is put right afterwards, and in September a raise is put in
force backwards from June. Each month's run is closed, exported and paid. The files are read
back and say the same as the duties are worth, and as ``BY_HAND`` and ``BY_MONTH``: those have
been reckoned with pen and paper from the text of the rule set, never by the product.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass, field
from decimal import Decimal

import time_machine
from lxml import etree

from samspel.meetings import services as meetings
from samspel.meetings.models import Participation
from samspel.remuneration.calculation.facts import from_json
from samspel.remuneration.enums import DutyKind, DutyState, Presence, RunState
from samspel.remuneration.models import (
    Duty,
    DutyFacts,
    Entry,
    PayeeNumber,
    PayrollFile,
    Run,
)
from samspel.remuneration.queries.rates import rates_known
from samspel.remuneration.queries.settling import settled_again
from samspel.remuneration.services import close_run, export_run, mark_paid, open_run
from samspel.remuneration.services.arriving import correct_duty
from samspel.remuneration.services.certifying import certify_duty
from samspel.remuneration.services.offices import register_office
from samspel.rules.amounts.settling import settle
from tests.meetings.acting import clock
from tests.remuneration.acting import seat
from tests.remuneration.by_hand import BY_HAND, BY_MONTH, CLAIMS, MORE_NUMBERS
from tests.remuneration.ledger import (
    NUMBERS,
    adopt_raise,
    adopt_rules,
    certified,
    numbers,
    paxml_layout,
    pay_types,
)
from tests.stages import staged

BOARD = ("karin", "perolof", "lena", "ulla")
COMMITTEE = ("gunnar", "larsake", "anna", "sofia")
MONTHS = [dt.date(2026, month, 1) for month in range(1, 13)]
TAX_FREE_CODES = ("551", "561", "571")
RAISED_IN = dt.date(2026, 9, 1)


@dataclass
class Year:
    """The year as it is played: who acts, and what each month's file said."""

    town: object
    files: list[PayrollFile] = field(default_factory=list)

    def at(self, month: dt.date, day: int, hour: int = 9, minute: int = 0) -> dt.datetime:
        return clock(month.month, day, hour, minute)

    def meet(self, body: str, month: dt.date, day: int, names: tuple[str, ...]) -> None:
        """Hold a meeting from 18 to 20.30; Lena always leaves at 19."""
        secretary = self.town.actor("ingrid")
        meeting = meetings.plan_meeting(
            self.town.body(body),
            starts_at=self.at(month, day, 18),
            ends_at=self.at(month, day, 22),
            place="Sessionssalen",
            at=self.at(month, 1),
            actor=secretary,
        )
        meetings.prepare_attendance(meeting, at=self.at(month, day, 17), actor=secretary)
        seats = {each.person_id: each for each in Participation.objects.filter(meeting=meeting)}
        there = [seats[self.town.person(name).pk] for name in names]
        meetings.note_arrivals(there, at=self.at(month, day, 18), actor=secretary)
        meetings.open_meeting(meeting, at=self.at(month, day, 18, 1), actor=secretary)
        if "lena" in names:
            meetings.note_departure(
                seats[self.town.person("lena").pk],
                at=self.at(month, day, 19),
                actor=secretary,
            )
        meetings.close_meeting(meeting, at=self.at(month, day, 20, 30), actor=secretary)

    def certify(self, at: dt.datetime) -> None:
        """Let the secretary and the chair certify all that waits; the vice chair the chair's."""
        waiting = Duty.objects.filter(state=DutyState.SUBMITTED).order_by("pk")
        for duty in waiting.select_related("body", "person"):
            chair, vice = (
                ("karin", "perolof") if duty.body.short_name == "KS" else ("gunnar", "larsake")
            )
            is_chair = duty.person == self.town.person(chair)
            who = vice if is_chair else chair
            certify_duty(duty, actor=self.town.actor("ingrid"), at=at)
            certify_duty(duty, actor=self.town.actor(who), at=at)

    def correct(self, name: str, month: dt.date, minutes: int, at: dt.datetime) -> None:
        """Let the secretary put somebody's time at the board's meeting right."""
        duty = Duty.objects.get(
            person=self.town.person(name), on__month=month.month, kind=DutyKind.BOARD_MEETING
        )
        correct_duty(
            duty,
            starts=18 * 60,
            minutes=minutes,
            presence=Presence.SERVING,
            reason="Enligt protokollet",
            actor=self.town.actor("ingrid"),
            at=at,
        )

    def pay(self, layout: object, month: dt.date) -> None:
        """Close the month's run, export it and see it paid."""
        at = self.at(month, 20)
        payroll = self.town.actor("yvonne")
        run = close_run(Run.objects.get(state=RunState.OPEN), actor=payroll, at=at)
        assert run.month == month
        self.files.append(export_run(run, layout, actor=payroll, at=at))
        mark_paid(run, actor=payroll, at=self.at(month, 27))


def _corrections(year: Year, month: dt.date) -> None:
    """Put right, after they were paid: Lena in March stayed longer, Ulla in May left early,
    and Per-Olof in July too, which is found in November."""
    at = year.at(month, 10)
    if month.month == 4:
        year.correct("lena", dt.date(2026, 3, 1), 150, at)
    if month.month == 6:
        year.correct("ulla", dt.date(2026, 5, 1), 60, at)
    if month.month == 11:
        year.correct("perolof", dt.date(2026, 7, 1), 120, at)


@staged
def played(town):
    adopt_rules(town)
    numbers(town)
    for name, number in MORE_NUMBERS.items():
        PayeeNumber.objects.create(person=town.person(name), identity_number=number)
    pay_types()
    layout, year = paxml_layout(), Year(town)
    open_run(MONTHS[0], actor=town.actor("yvonne"), at=year.at(MONTHS[0], 2))
    certified(
        town.person("karin"),
        town.body("KS"),
        MONTHS[0],
        kind=DutyKind.OFFICE,
        minutes=0,
        office="kommunalrad",
        until=dt.date(2027, 1, 1),
        occupancy=Decimal(0),
    )
    for month in MONTHS:
        with time_machine.travel(year.at(month, 15), tick=False):
            _play(year, month)
            year.pay(layout, month)
    return year


def _play(year: Year, month: dt.date) -> None:
    town = year.town
    if month.month == 1:
        register_office(
            seat(town, "gunnar", "SN"),
            office="namndordforande",
            on=MONTHS[0],
            until=dt.date(2027, 1, 1),
            occupancy=Decimal(25),
            actor=town.actor("yvonne"),
            at=year.at(month, 3),
        )
    if month == RAISED_IN:
        adopt_raise(town, year.at(month, 4))
    year.meet("KS", month, 11, BOARD)
    if month.month % 3 == 0:
        year.meet("SN", month, 12, COMMITTEE)
    if month.month % 2 == 0:
        certified(
            town.person("lena"),
            town.body("KS"),
            month.replace(day=13),
            kind=DutyKind.ERRAND,
            km=Decimal(37),
        )
    for when, name, body, kind, facts in CLAIMS:
        if when == month.month:
            certified(
                town.person(name), town.body(body), month.replace(day=13), kind=kind, **facts
            )
    if month.month == 3:
        certified(
            town.person("bo"),
            town.body("BUN"),
            month.replace(day=15),
            kind=DutyKind.OFFICE,
            minutes=0,
            office="vice-ordforande",
            until=dt.date(2027, 1, 1),
        )
    _corrections(year, month)
    year.certify(year.at(month, 14))


def _read(file: PayrollFile) -> dict[str, Decimal]:
    """Read a file back: what each identity number gets in it."""
    found: dict[str, Decimal] = defaultdict(Decimal)
    for row in etree.fromstring(bytes(file.content)).iter("lonetrans"):
        found[row.get("persnr")] += Decimal(row.findtext("belopp"))
    return found


def _worth() -> dict[int, Decimal]:
    """Reckon, apart from every run, what each person's last certified facts are worth."""
    last: dict[int, DutyFacts] = {}
    for row in DutyFacts.objects.order_by("pk"):
        last[row.duty_id] = row
    duties = defaultdict(list)
    for row in last.values():
        if row.facts is not None:
            duties[row.person_id].append(from_json(row.facts))
    rules = rates_known()
    return {person: settle(given, rules).total for person, given in duties.items()}


def test_the_year_reconciles_to_the_ore(played, town):
    read = [_read(file) for file in played.files]
    known = {**NUMBERS, **MORE_NUMBERS}
    names = {number: town.person(name).pk for name, number in known.items()}
    by_file = {
        names[number]: sum((each.get(number, Decimal(0)) for each in read), Decimal(0))
        for number in {key for each in read for key in each}
    }

    assert [file.run.month for file in played.files] == MONTHS
    assert Run.objects.filter(state=RunState.PAID).count() == 12
    assert by_file == _worth()
    assert [file.total for file in played.files] == [
        sum(each.values(), Decimal(0)) for each in read
    ]


def test_the_files_are_what_was_reckoned_by_hand_person_by_person(played):
    read = [_read(file) for file in played.files]
    known = {**NUMBERS, **MORE_NUMBERS}

    paid = {
        name: sum((each.get(number, Decimal(0)) for each in read), Decimal(0))
        for name, number in known.items()
    }

    assert paid == {name: Decimal(whole) for name, (whole, _free) in BY_HAND.items()}


def test_the_files_are_what_was_reckoned_by_hand_month_by_month(played):
    assert [sum(_read(file).values(), Decimal(0)) for file in played.files] == [
        Decimal(amount) for amount in BY_MONTH
    ]
    assert sum(map(Decimal, BY_MONTH)) == sum(Decimal(whole) for whole, _ in BY_HAND.values())


def test_what_is_tax_free_goes_under_pay_types_of_its_own(played):
    free: dict[str, Decimal] = defaultdict(Decimal)
    for file in played.files:
        for row in etree.fromstring(bytes(file.content)).iter("lonetrans"):
            if row.findtext("lonart") in TAX_FREE_CODES:
                free[row.get("persnr")] += Decimal(row.findtext("belopp"))
    known = {**NUMBERS, **MORE_NUMBERS}

    assert {name: free[number] for name, number in known.items()} == {
        name: Decimal(tax_free) for name, (_whole, tax_free) in BY_HAND.items()
    }


def test_each_month_settled_again_is_what_its_file_said(played):
    assert [settled_again(file.run).total for file in played.files] == [
        file.total for file in played.files
    ]


def test_the_three_corrections_and_the_raise_stand_where_they_were_found(played):
    rows = Entry.objects.exclude(reason="new").order_by("run__month", "pk")
    by_month = defaultdict(list)
    for row in rows:
        by_month[row.run.month.month, row.reason].append(
            (row.person.given_name, row.on.month, row.amount, row.was_amount)
        )

    assert by_month.keys() == {(4, "facts"), (6, "facts"), (9, "rules"), (11, "facts")}
    assert by_month[4, "facts"] == [("Lena", 3, Decimal("260.00"), Decimal("1210.00"))]
    assert by_month[6, "facts"] == [("Ulla", 5, Decimal("-260.00"), Decimal("1470.00"))]
    assert by_month[11, "facts"] == [("Per-Olof", 7, Decimal("-260.00"), Decimal("1560.00"))]
    # The board met in June, July and August, the committee in June: four members each.
    assert len(by_month[9, "rules"]) == 16
    assert {amount for _who, _month, amount, _was in by_month[9, "rules"]} == {Decimal("90.00")}


def test_what_a_member_got_can_be_added_up_by_hand(played, town):
    ulla = Entry.objects.filter(person=town.person("ulla"))

    # Four months at 1 470 kr, May put right to 1 210 kr, seven after the raise at 1 560 kr.
    assert sum(ulla.values_list("amount", flat=True)) == 4 * 1470 + 1210 + 7 * 1560


def test_the_fixed_fees_add_up_to_the_year(played, town):
    fees = Entry.objects.filter(pays="annual_fee")

    assert sum(fees.filter(person=town.person("karin")).values_list("amount", flat=True)) == (
        12 * 69_900
    )
    assert fees.filter(person=town.person("gunnar")).count() == 12
