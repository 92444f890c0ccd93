"""Booked for others: fixed days of the meeting plan, groups, study visits, the body's decision."""

from __future__ import annotations

import datetime as dt

from samspel.foundation.refusal import NotAllowed, Refused
from samspel.rulebooks.errors import RuleStops
from samspel.visits import services
from samspel.visits.enums import VisitorState, VisitState
from samspel.visits.errors import BookingRefused
from samspel.visits.models import Visit
from samspel.visits.services import FixedVisit
from tests.stages import staged
from tests.visits.acting import (
    KS_RULES,
    NOW,
    agreed,
    amended,
    appointed,
    clock,
    decided,
    in_force,
    proposed,
)
from tests.visits.nothing import refused


def book(town, *names, by="ingrid", unit="bjork", **more):
    return services.book_visit(
        town.unit(unit),
        starts_at=more.pop("starts_at", clock(11, 24)),
        ends_at=more.pop("ends_at", clock(11, 24, 12)),
        persons=[town.person(name) for name in names],
        initiator=more.pop("initiator", "unit"),
        actor=town.actor(by),
        at=NOW,
        **more,
    )


@staged
def fixed(town):
    """The board's guideline, but with fixed days in the meeting plan."""
    in_force(town, "KS", amended(KS_RULES, besok=("- unit\n", "- schedule\n")), key=910_002)
    appointed(town, "KS", "anna", places=[town.operation("kost")])
    services.set_visit_days(
        town.body("KS"),
        days={dt.date(2026, 12, 1): "Höstens besök"},
        year=2026,
        actor=town.actor("ingrid"),
    )


def row(town, on=dt.date(2026, 12, 1), starts=dt.time(9)):
    return FixedVisit(town.unit("bjork"), on, starts, dt.time(11), (town.person("anna"),))


def test_a_study_visit_needs_no_appointment(town, rules):
    visit = book(town, "lena", kind="study")

    assert visit.state == VisitState.BOOKED
    assert visit.visitors.get().state == VisitorState.ACCEPTED
    assert visit.visitors.get().appointment is None


def test_a_contact_visit_needs_one(town, rules):
    with refused("inte kontaktpolitiker för verksamheten", RuleStops):
        book(town, "lena")


def test_a_group_visit_books_everybody(town, board):
    visit = book(town, "anna", "perolof", kind="group")

    assert visit.visitors.filter(booked_from__isnull=False).count() == 2


def test_study_visits_do_not_count_against_the_quota(town, board):
    for day in (16, 17, 18):
        book(
            town,
            "anna",
            kind="study",
            reason="Studiebesök.",
            starts_at=clock(11, day),
            ends_at=clock(11, day, 12),
        )

    visit = book(town, "anna", "perolof")
    assert visit.state == VisitState.BOOKED


def test_the_bodys_own_decision_opens_a_fourth_visit(town, committee):
    for day in (16, 17, 18):
        agreed(town, proposed(town, start=clock(11, day)))
    decision = decided(town, "SN", paragraph="88")

    visit = book(town, "larsake", unit="ekgarden", initiator="politician", decision=decision)

    assert visit.decision == decision


def test_a_decision_is_attached_to_a_visit_that_waits(town, committee):
    visit = proposed(town)
    decision = decided(town, "SN", paragraph="88")

    visit = services.attach_decision(
        visit, decision=decision, actor=town.actor("ingrid"), at=NOW
    )

    assert visit.decision == decision


def test_a_decision_of_another_body_is_not_attached(town, committee):
    visit = proposed(town)
    other = decided(town, "KS", paragraph="88")

    with refused("ett annat organ", BookingRefused):
        services.attach_decision(visit, decision=other, actor=town.actor("ingrid"), at=NOW)


def test_another_bodys_decision_books_nothing(town, board):
    other = decided(town, "SN", paragraph="88")

    with refused("ett annat organ", BookingRefused):
        book(town, "anna", decision=other)


def test_nobody_is_booked_for_nobody(town, board):
    with refused("minst en person", BookingRefused):
        book(town)


def test_a_party_visit_is_booked_in_another_way(town, board):
    with refused("partibesök bokas inte så här", BookingRefused):
        book(town, "anna", kind="party")


def test_only_the_secretary_books_for_others(town, board):
    with refused("sekreterare", NotAllowed):
        book(town, "anna", by="maria")


def test_fixed_days_become_visits(town, fixed):
    visits = services.plan_fixed_visits(
        town.body("KS"), rows=[row(town)], actor=town.actor("ingrid"), at=NOW
    )

    assert [(each.initiator, each.starts_at) for each in visits] == [
        ("schedule", clock(12, 1, 9))
    ]


def test_a_day_that_the_plan_does_not_set_aside_books_none_of_them(town, fixed):
    with refused("ingen besöksdag", BookingRefused):
        services.plan_fixed_visits(
            town.body("KS"),
            rows=[row(town), row(town, on=dt.date(2026, 12, 2))],
            actor=town.actor("ingrid"),
            at=NOW,
        )
    assert Visit.objects.count() == 0


def test_an_hour_that_the_clock_skips_is_no_time_for_a_visit(town, fixed):
    services.set_visit_days(
        town.body("KS"),
        days={dt.date(2027, 3, 28): ""},
        year=2027,
        actor=town.actor("ingrid"),
    )

    with refused("ställs klockan fram", Refused):
        services.plan_fixed_visits(
            town.body("KS"),
            rows=[row(town, on=dt.date(2027, 3, 28), starts=dt.time(2, 30))],
            actor=town.actor("ingrid"),
            at=NOW,
        )


def test_only_the_secretary_plans_fixed_visits(town, fixed):
    with refused("sekreterare", NotAllowed):
        services.plan_fixed_visits(
            town.body("KS"), rows=[row(town)], actor=town.actor("anna"), at=NOW
        )
