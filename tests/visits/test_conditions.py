"""Possible times, a unit's terms, visit days, granted numbers."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction

from samspel.foundation.refusal import NotAllowed
from samspel.visits import services
from samspel.visits.calculation import Window, is_possible
from samspel.visits.enums import Initiator
from samspel.visits.errors import AppointmentRefused, BookingRefused
from samspel.visits.facts import BookingPlan, Place, all_booking_facts, gather
from samspel.visits.models import QuotaDecision, UnitTerms
from samspel.visits.queries import own_windows, visit_days_of
from tests.visits.acting import NOW, clock, decided
from tests.visits.nothing import refused

MORNING = Window(dt.time(8), dt.time(12), weekday=1)


def say(town, *windows, who="anna", by="anna"):
    return services.set_availability(town.person(who), windows=windows, actor=town.actor(by))


def quota(town, decision=None, by="ingrid", **more):
    return services.decide_quota(
        town.body("SN"),
        decision=decision or decided(town, "SN"),
        year=2026,
        actor=town.actor(by),
        at=NOW,
        **more,
    )


def booking_facts(town, start, person="larsake", unit="ekgarden"):
    key = town.person(person).pk
    end = start + dt.timedelta(hours=2)
    ground = gather(
        body_id=town.body("SN").pk,
        place=Place.of(town.unit(unit)),
        persons=[key],
        times=[(start, end)],
    )
    plan = BookingPlan(start, end, frozenset({key}), Initiator.POLITICIAN)
    return all_booking_facts(ground, plan, key, at=NOW)


def test_what_is_said_replaces_what_was_said(town):
    say(town, MORNING)
    say(town, Window(dt.time(18), dt.time(20), on=dt.date(2026, 12, 1)))

    assert own_windows(town.person("anna")) == [
        Window(dt.time(18), dt.time(20), on=dt.date(2026, 12, 1))
    ]


def test_nobody_says_it_for_another(town):
    with refused("bara göra det här för dig själv", NotAllowed):
        say(town, MORNING, by="ingrid")


def test_a_window_ends_after_it_begins(town):
    with refused("slutar innan den börjar", BookingRefused):
        say(town, Window(dt.time(12), dt.time(8), weekday=1))


def test_a_window_is_weekly_or_on_one_day(town):
    with refused("antingen en veckodag eller ett datum", BookingRefused):
        say(town, Window(dt.time(8), dt.time(12)))


def test_windows_that_meet_are_one(town):
    windows = [MORNING, Window(dt.time(12), dt.time(17), weekday=1)]

    assert is_possible(windows, clock(11, 24, 11), clock(11, 24, 14)) is True
    assert is_possible(windows, clock(11, 24, 16), clock(11, 24, 18)) is False
    assert is_possible(windows, clock(11, 25, 9), clock(11, 25, 10)) is False
    assert is_possible([], clock(11, 24, 9), clock(11, 24, 10)) is None


def test_on_the_night_of_the_clock_change_a_window_that_is_skipped_holds_nothing():
    window = Window(dt.time(2, 15), dt.time(2, 45), on=dt.date(2027, 3, 28))

    assert (
        is_possible([window], clock(3, 28, 1, year=2027), clock(3, 28, 3, year=2027)) is False
    )


def test_a_strained_unit_is_a_fact_of_the_booking(town, rules):
    services.set_unit_terms(
        town.unit("ekgarden"),
        strained_until=dt.date(2026, 12, 1),
        strained_because="Vinterkräksjuka",
        actor=town.actor("birgit"),
        at=NOW,
    )

    assert booking_facts(town, clock(12, 1))["booking.operation_is_strained"] is True
    assert booking_facts(town, clock(12, 2))["booking.operation_is_strained"] is False


def test_a_strain_has_a_reason_and_can_be_lifted(town):
    unit = town.unit("ekgarden")
    with refused("Skriv kort varför", BookingRefused):
        services.set_unit_terms(
            unit, strained_until=dt.date(2026, 12, 1), actor=town.actor("birgit"), at=NOW
        )
    services.set_unit_terms(unit, is_school=True, actor=town.actor("birgit"), at=NOW)

    assert UnitTerms.objects.get().is_school is True


def test_a_private_providers_agreement_is_a_fact(town, rules):
    linden = town.unit("linden")
    assert (
        booking_facts(town, clock(12, 1), unit="linden")["operation.agreement_allows_visits"]
        is None
    )

    services.set_unit_terms(
        linden, agreement_allows_visits=True, actor=town.actor("ingrid"), at=NOW
    )

    facts = booking_facts(town, clock(12, 1), unit="linden")
    assert facts["operation.is_private"] is True
    assert facts["operation.agreement_allows_visits"] is True


def test_a_stranger_says_nothing_about_a_unit(town):
    unit = town.unit("ekgarden")

    with refused("enhetschefen eller organets sekreterare", NotAllowed):
        services.set_unit_terms(unit, is_school=True, actor=town.actor("sara"), at=NOW)


def test_the_years_visit_days_replace_the_earlier(town):
    body, actor = town.body("SN"), town.actor("ingrid")
    services.set_visit_days(body, days={dt.date(2027, 3, 1): "Vår"}, year=2027, actor=actor)
    services.set_visit_days(body, days={dt.date(2027, 3, 8): ""}, year=2027, actor=actor)

    assert [each.on for each in visit_days_of(body.pk, 2027)] == [dt.date(2027, 3, 8)]
    with refused("måste ligga i år 2027", BookingRefused):
        services.set_visit_days(body, days={dt.date(2028, 3, 1): ""}, year=2027, actor=actor)
    with refused("sekreterare", NotAllowed):
        services.set_visit_days(body, days={}, year=2027, actor=town.actor("gunnar"))


def test_a_day_of_the_meeting_plan_is_a_fact_of_the_booking(town, rules):
    services.set_visit_days(
        town.body("SN"),
        days={dt.date(2026, 12, 1): ""},
        year=2026,
        actor=town.actor("ingrid"),
    )

    assert booking_facts(town, clock(12, 1))["booking.is_in_meeting_plan"] is True
    assert booking_facts(town, clock(12, 2))["booking.is_in_meeting_plan"] is False


def test_what_the_committee_has_decided_for_somebody_is_a_fact(town, rules):
    decision = decided(town, "SN")
    quota(town, decision, visits_count=4, paid_hours=Decimal(6))
    quota(town, decision, person=town.person("larsake"), visits_count=2)

    facts = booking_facts(town, clock(12, 1))
    assert facts["visitor.allowed_visits"] == 2
    assert facts["visitor.allowed_hours"] is None
    assert booking_facts(town, clock(12, 1), person="anna")["visitor.allowed_hours"] == 6


def test_a_later_decision_replaces_the_earlier_which_is_kept(town, rules):
    decision = decided(town, "SN")
    first = quota(town, decision, visits_count=4)
    second = quota(town, decision, visits_count=5)

    first.refresh_from_db()
    assert first.replaced_at == NOW
    assert second.replaced_at is None
    assert booking_facts(town, clock(12, 1))["visitor.allowed_visits"] == 5


def test_a_decision_on_numbers_says_something(town):
    decision, other = decided(town, "SN"), decided(town, "KS")

    with refused("Ange antal besök", AppointmentRefused):
        quota(town, decision)
    with refused("mindre än noll", AppointmentRefused):
        quota(town, decision, paid_hours=Decimal(-1))
    with refused("ett annat organ", AppointmentRefused):
        quota(town, other, visits_count=2)
    with refused("sekreterare", NotAllowed):
        quota(town, decision, by="gunnar", visits_count=2)


def test_the_database_keeps_one_decision_for_the_same(town):
    quota(town, visits_count=4)
    row = QuotaDecision.objects.get()
    row.pk, row.uuid = None, __import__("uuid").uuid4()

    with pytest.raises(IntegrityError), transaction.atomic():
        row.save(force_insert=True)
