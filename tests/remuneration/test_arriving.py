"""Duties arrive by themselves, once, with each person's own times."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest
from django.urls import reverse

from samspel.audit.actors import Actor
from samspel.audit.models import AuditEntry
from samspel.foundation.refusal import NotAllowed
from samspel.meetings.enums import PresenceEnd
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
from samspel.remuneration.services.keeping import keep_facts
from samspel.remuneration.services.lapsing import strike_duty
from samspel.remuneration.services.offices import end_office, register_office
from samspel.remuneration.services.preparing import tell_reading
from samspel.rules.amounts.rates import Timeline
from samspel.visits.models import QuotaDecision
from tests.meetings.room import Room, assembly, at
from tests.pages import said
from tests.remuneration.acting import (
    NOW,
    TODAY,
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


def test_reading_paid_by_the_hour_comes_as_a_proposal_and_the_person_tells_only_how_long(
    evening, town, as_person, monkeypatch
):
    rules = _reading("{time: {}}, {hours: timme}")
    monkeypatch.setattr(preparing, "rates_known", lambda: rules)

    made = arrive_from_meeting(evening.meeting, actor=SYSTEM, at=NOW)

    assert {(each.state, each.minutes) for each in made} == {(DutyState.OPEN, 0)}
    own = next(each for each in made if each.person == town.person("lena"))
    page, lena = reverse("remuneration:reading", args=[own.uuid]), as_person("lena")
    assert "Ange tid och lämna in" in said(
        lena.get(reverse("remuneration:duty", args=[own.uuid]))
    )
    assert lena.post(page, {"hours": "0"}).status_code == 422
    assert lena.post(page, {"hours": "1,5"}).status_code == 302
    assert (fresh(own).state, fresh(own).minutes, fresh(own).claimed_on) == (
        DutyState.SUBMITTED,
        90,
        TODAY,
    )
    assert lena.get(page).status_code == 404
    mine = next(each for each in made if each.person == town.person("ulla"))
    with pytest.raises(NotAllowed):
        tell_reading(mine, minutes=60, actor=town.actor("lena"), at=NOW)
    with pytest.raises(DutyRefused, match="Bara tid för inläsning"):
        tell_reading(
            duty(town, "lena", handed_in=False), minutes=60, actor=town.actor("lena"), at=NOW
        )


def _put_right(room, name, until):
    """Let the roll say that somebody left then, or was never there at all."""
    stretches = room.who(name).intervals.all()
    if until is None:
        stretches.delete()
    else:
        stretches.update(to_at=until)
    return arrive_from_meeting(room.meeting, actor=SYSTEM, at=NOW)


def test_who_turns_out_not_to_have_been_there_loses_all_that_came_of_it(
    evening, town, monkeypatch
):
    monkeypatch.setattr(preparing, "rates_known", lambda: _reading("{once: grund}"))
    arrive_from_meeting(evening.meeting, actor=SYSTEM, at=NOW)
    sat, read = Duty.objects.filter(person=town.person("lena")).order_by("pk")
    lena = {"actor": town.actor("lena"), "at": NOW}
    set_journey(sat, km=Decimal(38), route="Norrby–kommunhuset", **lena)
    set_lost_earnings(sat, minutes=60, income=Income.EMPLOYED, **lena)
    add_cost(sat, kind=CostKind.CHILD_CARE, amount=Decimal(300), **lena)
    hand_in(sat, **lena)
    for each in (sat, read):
        keep_facts(each, NOW)

    gone = _put_right(evening, "lena", None)

    assert {(each.pk, each.state, each.is_lapsed) for each in gone} == {
        (sat.pk, DutyState.WITHDRAWN, True),
        (read.pk, DutyState.WITHDRAWN, True),
    }
    assert fresh(sat).answer == "Närvaron är rättad: du var inte med."
    assert [row.facts for row in DutyFacts.objects.order_by("-pk")[:2]] == [None, None]
    years = settled_years([sat.person_id], [sat.on.year], rates_known(), today=sat.on)
    assert (years.total, years.of(sat), years.of(read)) == (0, [], [])
    assert AuditEntry.objects.filter(act="remuneration.duty.lapsed").count() == 2
    assert _put_right(evening, "lena", None) == []

    evening.who("lena").intervals.create(
        from_at=at(18), to_at=at(20), serving=True, ended=PresenceEnd.CLOSED
    )
    back = arrive_from_meeting(evening.meeting, actor=SYSTEM, at=NOW)

    assert {(each.pk, each.state, each.is_lapsed) for each in back} == {
        (sat.pk, DutyState.SUBMITTED, False),
        (read.pk, DutyState.SUBMITTED, False),
    }
    assert fresh(sat).minutes == 120


def test_what_the_secretary_takes_away_is_not_told_back_by_the_roll_that_was_wrong(
    evening, town, monkeypatch, as_person
):
    monkeypatch.setattr(preparing, "rates_known", lambda: _reading("{once: grund}"))
    arrive_from_meeting(evening.meeting, actor=SYSTEM, at=NOW)
    sat, read = Duty.objects.filter(person=town.person("lena")).order_by("pk")
    told, ingrid = {"reason": "Fel person i listan.", "at": NOW}, town.actor("ingrid")
    for name in ("lena", "karin"):
        with pytest.raises(NotAllowed):
            strike_duty(sat, actor=town.actor(name), **told)
    for one, facts, why in (
        (sat, {"reason": " "}, "Skriv varför"),
        (read, {}, "Bara det som kom från"),
    ):
        with pytest.raises(DutyRefused, match=why):
            strike_duty(one, actor=ingrid, **{**told, **facts})

    strike_duty(sat, actor=ingrid, **told)

    assert [fresh(each).is_lapsed for each in (sat, read)] == [True, True]
    assert arrive_from_meeting(evening.meeting, actor=SYSTEM, at=NOW) == []
    page = said(as_person("lena").get(reverse("remuneration:duty", args=[sat.uuid])))
    assert "Borttaget: Fel person i listan." in page
    with pytest.raises(DutyRefused, match="bara en gång"):
        strike_duty(sat, actor=ingrid, **told)

    right = {"starts": 18 * 60, "minutes": 30, "presence": Presence.SERVING}
    correct_duty(sat, **right, reason="Hon kom 18.", actor=ingrid, at=NOW)

    assert [fresh(each).state for each in (sat, read)] == [DutyState.SUBMITTED] * 2
    assert arrive_from_meeting(evening.meeting, actor=SYSTEM, at=NOW) == []
    assert fresh(sat).minutes == 30


def test_who_is_found_only_to_have_been_called_keeps_the_meeting_and_not_the_reading(
    evening, town, monkeypatch
):
    monkeypatch.setattr(preparing, "rates_known", lambda: _reading("{once: grund}"))
    arrive_from_meeting(evening.meeting, actor=SYSTEM, at=NOW)
    sat, read = Duty.objects.filter(person=town.person("lena")).order_by("pk")
    right = {"starts": 18 * 60, "minutes": 60, "presence": Presence.INVITED}

    correct_duty(sat, **right, reason="Kallad.", actor=town.actor("ingrid"), at=NOW)

    assert (fresh(sat).state, fresh(read).is_lapsed) == (DutyState.SUBMITTED, True)


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
