"""Duties arrive by themselves, once, with each person's own times."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest

from samspel.audit.actors import Actor
from samspel.audit.models import AuditEntry
from samspel.foundation.refusal import NotAllowed
from samspel.meetings.models.minutes import Approver, Minutes
from samspel.meetings.services import close_meeting
from samspel.people.enums import EndReason
from samspel.people.services import end_mandate
from samspel.remuneration.enums import (
    Certifier,
    CostKind,
    DutyKind,
    DutyOrigin,
    DutyState,
    Income,
    Presence,
    Role,
)
from samspel.remuneration.errors import DutyRefused
from samspel.remuneration.models import Duty, DutyFacts
from samspel.remuneration.queries.facts import with_parts
from samspel.remuneration.queries.rates import rates_known
from samspel.remuneration.queries.years import settled_years
from samspel.remuneration.services import preparing
from samspel.remuneration.services.arriving import (
    arrive_from_approval,
    arrive_from_meeting,
    arrive_from_visit,
    correct_duty,
)
from samspel.remuneration.services.claiming import (
    add_cost,
    change_claim,
    hand_in,
    set_journey,
    set_lost_earnings,
    take_back,
)
from samspel.remuneration.services.offices import end_office, register_office
from samspel.rules.amounts.rates import Timeline
from samspel.visits.models import QuotaDecision
from tests.meetings.room import Room, assembly, at
from tests.remuneration.acting import (
    NOW,
    adopted,
    certified,
    decision,
    duty,
    fresh,
    seat,
)
from tests.rules.amounts.small import payment, rates
from tests.stages import staged
from tests.visits import acting as visiting

SYSTEM = Actor.system("Prov")


@staged
def evening(town):
    """KS meets 18 to 20.30: Karin, Per-Olof and Ulla all of it, Lena leaves at 19, Anna is there."""
    adopted(town)
    room = Room(town, "KS").open("karin", "perolof", "lena", "ulla", "anna")
    room.leave("lena", at(19))
    close_meeting(room.meeting, at=at(20, 30), actor=room.actor)
    return room


def _of(town, name):
    return Duty.objects.get(person=town.person(name))


def test_attendance_becomes_a_duty_with_the_members_own_times(evening, town):
    lena, karin = _of(town, "lena"), _of(town, "karin")

    assert (lena.starts, lena.minutes, lena.scheduled) == (18 * 60, 60, 240)
    assert (karin.starts, karin.minutes) == (18 * 60, 150)
    assert (karin.kind, karin.role) == (DutyKind.BOARD_MEETING, Role.CHAIR)
    assert (lena.role, lena.origin) == (Role.MEMBER, DutyOrigin.ATTENDANCE)
    assert (karin.state, karin.claimed_on) == (DutyState.SUBMITTED, None)
    assert (lena.awaits, karin.awaits) == (Certifier.SECRETARY, Certifier.SECRETARY)


def test_a_substitute_who_took_over_served_and_whoever_never_came_gets_nothing(evening, town):
    anna = _of(town, "anna")

    assert (anna.role, anna.presence) == (Role.SUBSTITUTE, Presence.SERVING)
    assert not Duty.objects.filter(person=town.person("mikael")).exists()


def test_reading_for_the_council_is_paid_with_the_meeting_and_nobody_asks_for_it(town):
    adopted(town)
    place = assembly(town, 3)
    close_meeting(place.room.meeting, at=at(20), actor=place.room.actor)

    rows = Duty.objects.filter(body=town.body("KF"))
    persons, on = {row.person_id for row in rows}, place.room.meeting.day
    years = settled_years(persons, [on.year], rates_known(), today=on)

    assert len(persons) == 3
    assert {
        tuple((line.rule.id, line.amount) for line in years.of(row)) for row in years.rows
    } == {(("sammantradesarvode", Decimal(1210)), ("inlasningsarvode", Decimal(450)))}


def _reading(chain):
    """Rules that pay reading of its own for the board, to those who sit there."""
    paid = payment(chain, scope="{kinds: [preparation], bodies: [ks], roles: [chair, member]}")
    return Timeline([rates(paid)])


def test_reading_that_is_a_duty_of_its_own_arrives_with_the_meeting_it_prepares(
    evening, town, monkeypatch
):
    monkeypatch.setattr(preparing, "rates_known", lambda: _reading("{once: grund}"))

    made = arrive_from_meeting(evening.meeting, actor=SYSTEM, at=NOW)

    assert {each.person.given_name for each in made} == {"Karin", "Lena", "Ulla"}
    assert {(each.kind, each.state, each.on, each.is_approved) for each in made} == {
        (DutyKind.PREPARATION, DutyState.SUBMITTED, evening.meeting.day, True)
    }
    assert arrive_from_meeting(evening.meeting, actor=SYSTEM, at=NOW) == []
    take_back(made[0], actor=town.actor("karin"), at=NOW)
    assert arrive_from_meeting(evening.meeting, actor=SYSTEM, at=NOW) == []


def test_reading_that_is_paid_by_the_hour_is_told_by_the_person(evening, monkeypatch):
    monkeypatch.setattr(
        preparing, "rates_known", lambda: _reading("{time: {}}, {hours: timme}")
    )

    assert arrive_from_meeting(evening.meeting, actor=SYSTEM, at=NOW) == []


def test_a_meeting_told_twice_gives_one_duty_each_and_no_entry(evening, town):
    before = list(Duty.objects.order_by("pk").values())
    told = AuditEntry.objects.count()

    again = arrive_from_meeting(evening.meeting, actor=SYSTEM, at=NOW)

    assert again == []
    assert list(Duty.objects.order_by("pk").values()) == before
    assert AuditEntry.objects.count() == told


def test_attendance_corrected_after_certification_gives_a_new_version(evening, town):
    made = certified(town, _of(town, "lena"))
    stretch = evening.who("lena").intervals.get()
    stretch.to_at = at(20)
    stretch.save()

    (changed,) = arrive_from_meeting(evening.meeting, actor=SYSTEM, at=NOW)

    assert (changed.pk, changed.minutes, changed.version) == (made.pk, 120, 1)
    assert changed.state == DutyState.SUBMITTED
    assert [row.facts["minutes"] for row in DutyFacts.objects.filter(duty=made)] == [60]
    certified(town, changed)
    assert [
        (row.version, row.facts["minutes"]) for row in DutyFacts.objects.filter(duty=made)
    ] == [(0, 60), (1, 120)]


def test_the_secretary_corrects_times_with_a_reason_and_nobody_else_does(evening, town):
    made = _of(town, "lena")
    given = {"starts": 18 * 60, "minutes": 90, "presence": Presence.SERVING, "at": NOW}

    for name in ("karin", "lena", "pia"):
        with pytest.raises(NotAllowed):
            correct_duty(made, **given, reason="Protokollet", actor=town.actor(name))
    ingrid = {"reason": "Protokollet", "actor": town.actor("ingrid")}
    for one, facts, why in (
        (made, {"reason": " "}, "varför"),
        (made, {"minutes": 0}, "när personen kom och gick"),
        (made, {"starts": 24 * 60}, "när personen kom och gick"),
        (duty(town, "ulla"), {}, "Bara tider från"),
    ):
        with pytest.raises(DutyRefused, match=why):
            correct_duty(one, **{**given, **ingrid, **facts})
    assert fresh(made).minutes == 60

    correct_duty(made, **given, reason="Protokollet", actor=town.actor("ingrid"))

    assert (fresh(made).minutes, fresh(made).note) == (
        90,
        "2026-11-12 rättade Ingrid Falk tiderna (var 18.00–19.00). Protokollet",
    )


def test_what_arrived_is_taken_back_to_how_it_came_and_its_fee_stays(evening, town):
    made, lena = _of(town, "lena"), {"actor": town.actor("lena"), "at": NOW}
    set_journey(made, km=Decimal(38), route="Norrby–kommunhuset", **lena)
    set_lost_earnings(made, minutes=60, income=Income.EMPLOYED, **lena)
    add_cost(made, kind=CostKind.PARKING, amount=Decimal(40), **lena)
    with pytest.raises(DutyRefused, match="kommer från protokollet"):
        change_claim(
            made, subject="X", on=made.on, starts=0, minutes=1, decision=None, note="", **lena
        )

    take_back(hand_in(made, **lena), **lena)

    left = with_parts(Duty.objects.filter(pk=made.pk)).get()
    assert (left.state, left.claimed_on, left.minutes) == (DutyState.SUBMITTED, None, 60)
    assert not any(hasattr(left, part) for part in ("journey", "lost_earnings", "nights_away"))
    assert not left.costs.exists()


def _visited(town):
    """Anna has been to the kitchen at Björkskolan."""
    visiting.adopt(town, "KS", visiting.KS_RULES)
    visiting.appointed(town, "KS", "anna", places=[town.operation("kost")])
    return visiting.held(town, visiting.booked(town, "anna"))


def test_a_visit_becomes_a_duty_of_each_who_was_there(town):
    adopted(town)
    visit = _visited(town)

    rows = Duty.objects.filter(origin=DutyOrigin.VISIT)

    assert {row.person_id for row in rows} == set(
        visit.visitors.filter(state="attended").values_list("person_id", flat=True)
    )
    assert {row.minutes for row in rows} == {
        int((visit.held_to - visit.held_from).total_seconds() // 60)
    }
    assert arrive_from_visit(visit, actor=SYSTEM, at=NOW) == []


def test_the_hours_that_the_body_has_decided_cap_a_visit_and_never_raise_it(town):
    adopted(town)
    visit = _visited(town)
    row = Duty.objects.filter(origin=DutyOrigin.VISIT).first()
    assert row.limit is None
    QuotaDecision.objects.create(
        body=visit.body,
        decision=decision(town, visit.body.short_name),
        year=row.on.year,
        paid_hours=Decimal("0.5"),
        decided_at=NOW,
    )

    arrive_from_visit(visit, actor=SYSTEM, at=NOW)

    assert fresh(row).limit == 30


def test_approval_of_minutes_becomes_a_duty_of_each_elected_who_signed(evening, town):
    minutes = Minutes.objects.create(meeting=evening.meeting, created_at=NOW)
    for name in ("karin", "perolof"):
        Approver.objects.create(
            minutes=minutes, person=town.person(name), role="chair", printed=name
        )
    Approver.objects.create(
        minutes=minutes, person=town.person("ingrid"), role="secretary", printed="ingrid"
    )

    made = arrive_from_approval(minutes, actor=SYSTEM, at=NOW)

    assert [(row.kind, row.person_id) for row in made] == [
        (DutyKind.APPROVAL, town.person("karin").pk),
        (DutyKind.APPROVAL, town.person("perolof").pk),
    ]
    assert arrive_from_approval(minutes, actor=SYSTEM, at=NOW) == []


def _office(town, **given):
    given = {
        "office": "namndordforande",
        "on": dt.date(2026, 1, 1),
        "until": dt.date(2027, 1, 1),
        "occupancy": Decimal(25),
        "actor": town.actor("yvonne"),
        "at": NOW,
        **given,
    }
    return register_office(seat(town, "gunnar", "SN"), **given)


def test_a_fixed_fee_is_entered_by_payroll_once_and_within_the_mandate(town):
    adopted(town)

    with pytest.raises(NotAllowed):
        _office(town, actor=town.actor("ingrid"))
    with pytest.raises(DutyRefused, match="utanför uppdraget"):
        _office(town, until=dt.date(2027, 1, 2))
    with pytest.raises(DutyRefused, match="inget fast arvode"):
        _office(town, office="borgmastare")
    made = _office(town)
    with pytest.raises(DutyRefused, match="redan inskrivet"):
        _office(town, on=dt.date(2026, 6, 1))

    assert (made.kind, made.awaits, made.subject) == (
        DutyKind.OFFICE,
        Certifier.SECRETARY,
        "Nämndordförandes arvode",
    )
    assert Duty.objects.count() == 1


def test_a_fixed_fee_ends_with_its_mandate_and_the_facts_at_once(town):
    adopted(town)
    made = certified(town, _office(town), chair="larsake")

    end_mandate(
        seat(town, "gunnar", "SN"),
        valid_to=dt.date(2026, 12, 1),
        reason=EndReason.RESIGNED,
        actor=town.actor("ingrid"),
    )

    assert fresh(made).until == dt.date(2026, 12, 1)
    assert fresh(made).state == DutyState.CERTIFIED
    assert [row.facts["until"] for row in DutyFacts.objects.order_by("pk")] == [
        "2027-01-01",
        "2026-12-01",
    ]


def test_a_fixed_fee_that_never_began_is_taken_back_with_its_facts(town):
    adopted(town)
    made = certified(town, _office(town), chair="larsake")

    end_office(made, on=made.on, actor=town.actor("yvonne"), at=NOW)

    assert fresh(made).state == DutyState.WITHDRAWN
    assert DutyFacts.objects.order_by("-pk").first().facts is None


def test_what_is_certified_is_kept_anew_when_the_share_of_full_time_changes(town):
    adopted(town)
    errand = certified(town, duty(town, "gunnar", "SN"), chair="larsake")
    assert DutyFacts.objects.get(duty=errand).facts["occupancy"] == "0"

    _office(town, occupancy=Decimal(40))

    assert [row.facts["occupancy"] for row in DutyFacts.objects.filter(duty=errand)] == [
        "0",
        "40.00",
    ]
