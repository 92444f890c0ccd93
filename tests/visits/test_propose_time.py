"""The politician books with the unit's manager, after the body's decision on who visits what."""

from __future__ import annotations

import datetime as dt

from samspel.foundation.refusal import NotAllowed
from samspel.messaging.models import Message
from samspel.rulebooks.errors import RuleStops
from samspel.visits import services
from samspel.visits.enums import VisitorState, VisitState
from samspel.visits.errors import BookingRefused, PersonBusy
from samspel.visits.models import Visit
from tests.visits.acting import (
    NOW,
    SN_RULES,
    agreed,
    amended,
    appointed,
    clock,
    in_force,
    proposed,
)
from tests.visits.nothing import refused


def test_a_proposal_waits_for_the_managers_yes(town, committee):
    visit = proposed(town)

    assert visit.state == VisitState.PROPOSED
    assert visit.starts_at is None
    told = Message.objects.get(recipient=town.person("birgit"))
    assert "Lars-Åke Norén vill komma på besök" in told.body

    visit = agreed(town, visit)
    assert visit.state == VisitState.BOOKED
    assert visit.visitors.get().state == VisitorState.ACCEPTED


def test_where_the_rules_book_with_nobody_it_is_booked_at_once(town):
    rules = amended(SN_RULES, bokning=("value: unit_manager", "value: nobody"))
    in_force(town, "SN", rules, key=910_001)
    appointed(town, "SN", "larsake", places=[town.operation("aldreomsorg")])

    assert proposed(town).state == VisitState.BOOKED


def test_under_the_boards_guideline_the_politician_does_not_start(town, board):
    with refused("inte på någon inbjudan", RuleStops):
        proposed(town, "anna", unit="bjork")


def test_without_a_decision_on_who_visits_what_it_is_stopped(town, rules):
    with refused("inget beslut av nämnden", RuleStops):
        proposed(town)


def test_the_number_that_the_committee_has_decided_holds(town, committee):
    for day in (16, 17, 18):
        agreed(town, proposed(town, start=clock(11, day)))

    with refused("redan 3 besök", RuleStops):
        proposed(town)


def test_the_rule_of_the_visits_own_year_holds(town, committee):
    """In 2025 the committee had decided on two, since 2026 it is three."""
    from samspel.visits.queries import rule

    sn = town.body("SN").pk
    name = "visits.per_year_at_most"
    assert rule(name, body_id=sn, on=dt.date(2025, 12, 31)) == 2
    assert rule(name, body_id=sn, on=dt.date(2026, 1, 1)) == 3


def test_others_are_asked_along(town, committee):
    visit = proposed(town, persons=[town.person("sofia")])

    assert visit.visitors.count() == 2
    assert visit.visitors.get(person=town.person("sofia")).state == VisitorState.ASKED
    assert visit.has_protected


def test_the_unit_agrees_only_to_its_own_visits(town, committee):
    visit = proposed(town)

    with refused("varken besökare", NotAllowed):
        agreed(town, visit, host="sara")


def test_whoever_has_no_mandate_in_the_body_proposes_nothing(town, committee):
    with refused("inget uppdrag där", NotAllowed):
        proposed(town, "lena")


def test_a_unit_manager_does_not_propose(town, committee):
    with refused("inget uppdrag där", NotAllowed):
        proposed(town, "birgit")


def test_a_time_that_has_passed_is_refused(town, committee):
    with refused("redan passerat", BookingRefused):
        proposed(town, start=clock(11, 11))


def test_two_proposals_for_the_same_time_end_in_one_visit(town, committee):
    first, second = proposed(town), proposed(town, unit="linden")
    agreed(town, first)

    with refused("Lars-Åke Norén har redan ett besök", PersonBusy):
        services.choose_time(
            second,
            option=second.options.get(),
            actor=town.actor("ingrid"),
            at=NOW,
        )
    assert Visit.objects.filter(state=VisitState.BOOKED).count() == 1
