"""The unit invites: times, who is asked, and what the guideline says of it."""

from __future__ import annotations

import datetime as dt

from samspel.audit.models import AuditEntry
from samspel.foundation.refusal import NotAllowed
from samspel.messaging.models import Message
from samspel.rulebooks.errors import ReasonNeeded, RuleStops
from samspel.rulebooks.models import JudgedAct
from samspel.visits import services
from samspel.visits.calculation import Window
from samspel.visits.enums import VisitorState, VisitState
from samspel.visits.errors import BookingRefused
from samspel.visits.models import Visit
from samspel.visits.queries import clashes_at
from samspel.visits.services import OfferedTime
from tests.visits.acting import NOW, booked, clock, meeting, offered
from tests.visits.nothing import refused


def test_everybody_who_is_appointed_is_asked_and_told(town, board):
    visit = offered(town, message=" Vi lagar jullunch. ", answer_by=dt.date(2026, 11, 16))

    assert visit.state == VisitState.OFFERED
    assert visit.place == "Skolgatan 4"
    assert visit.message == "Vi lagar jullunch."
    assert visit.options.count() == 2
    assert {each.person for each in visit.visitors.all()} == {
        town.person("anna"),
        town.person("perolof"),
    }
    assert {each.state for each in visit.visitors.all()} == {VisitorState.ASKED}
    assert {each.party.abbreviation for each in visit.visitors.all()} == {"C", "S"}
    assert visit.visitors.get(person=town.person("anna")).appointment == board.anna
    told = Message.objects.filter(kind="visits.invitation")
    assert {each.recipient for each in told} == {town.person("anna"), town.person("perolof")}
    assert {each.due_on for each in told} == {dt.date(2026, 11, 16)}
    assert AuditEntry.objects.get(act="visits.visit.offered").actor_name == "Maria Lindqvist"
    assert JudgedAct.objects.filter(act="visit.invite").count() == 2


def test_to_ask_only_one_of_two_needs_a_reason(town, board):
    with refused("alla är inte inbjudna", ReasonNeeded):
        offered(town, "anna")

    visit = offered(town, "anna", reason="Per-Olof var här i går.")
    assert visit.visitors.count() == 1


def test_the_secretary_can_not_invite_where_only_the_unit_invites(town, board):
    with refused("Bara verksamheten själv", RuleStops):
        offered(town, host="ingrid")


def test_a_manager_of_another_unit_does_not_invite(town, board):
    with refused("enhetschefen eller organets sekreterare", NotAllowed):
        offered(town, host="birgit")


def test_the_operations_manager_acts_for_the_unit(town, board):
    assert offered(town, host="peter").state == VisitState.OFFERED


def test_a_place_without_anybody_appointed_is_refused(town, rules):
    with refused("har ingen kontaktpolitiker den dagen", BookingRefused):
        offered(town)


def test_no_times_are_refused(town, board):
    with refused("Föreslå minst en tid", BookingRefused):
        services.offer_times(town.unit("bjork"), options=[], actor=town.actor("maria"), at=NOW)


def test_a_time_that_has_passed_is_refused(town, board):
    with refused("redan passerat", BookingRefused):
        offered(town, times=(clock(11, 12, 9),))


def test_the_same_time_twice_is_refused(town, board):
    with refused("två gånger", BookingRefused):
        offered(town, times=(clock(11, 24), clock(11, 24)))


def test_a_time_that_ends_before_it_begins_is_refused(town, board):
    with refused("slutar innan det börjar", BookingRefused):
        offered(town, hours=-1)


def test_more_than_half_a_day_is_refused(town, board):
    with refused("högst tolv timmar", BookingRefused):
        offered(town, hours=13)


def test_more_times_than_anybody_reads_are_refused(town, board):
    with refused("högst 12 tider", BookingRefused):
        offered(town, times=tuple(clock(11, day) for day in range(14, 28)))


def test_a_unit_that_is_closed_then_is_refused(town, board):
    town.unit("bjork").__class__.objects.filter(pk=town.unit("bjork").pk).update(
        valid_to=dt.date(2026, 11, 20)
    )

    with refused("finns inte den dagen", BookingRefused):
        offered(town)


def test_another_body_than_the_places_own_is_refused(town, board):
    with refused("hör inte till Socialnämnden", BookingRefused):
        offered(town, body=town.body("SN"))


def test_whether_a_time_suits_what_each_has_said_is_noted_when_it_is_offered(town, board):
    services.set_availability(
        town.person("anna"),
        windows=[Window(dt.time(12), dt.time(17), weekday=1)],
        actor=town.actor("anna"),
    )
    suits = offered(town)
    does_not = offered(town, times=(clock(11, 25, 9),))

    anna = {"person": town.person("anna")}
    assert suits.visitors.get(**anna).was_possible is True
    assert does_not.visitors.get(**anna).was_possible is False
    assert suits.visitors.get(person=town.person("perolof")).was_possible is None


def test_the_hour_that_comes_twice_in_october_is_two_different_times(town, board):
    first = dt.datetime(2027, 10, 31, 0, 30, tzinfo=dt.UTC)
    at = dt.datetime(2027, 10, 1, 8, tzinfo=dt.UTC)
    with refused("har ingen kontaktpolitiker", BookingRefused):
        services.offer_times(
            town.unit("bjork"),
            options=[
                OfferedTime(first, first + dt.timedelta(hours=1)),
                OfferedTime(first + dt.timedelta(hours=1), first + dt.timedelta(hours=2)),
            ],
            actor=town.actor("maria"),
            at=at,
        )


def test_clashes_with_meetings_and_visits_are_told_before_a_time_is_offered(town, board):
    meeting(town, "KS", 11, 24)
    booked(town, times=(clock(11, 26, 13),), chooser="anna")

    found = clashes_at(
        town.unit("kvarn"),
        [town.person("anna"), town.person("perolof")],
        [
            (clock(11, 24, 11), clock(11, 24, 13)),
            (clock(11, 26, 14), clock(11, 26, 15)),
            (clock(11, 27, 14), clock(11, 27, 15)),
        ],
        body_id=town.body("KS").pk,
    )

    assert [[(each.kind.value, each.title) for each in row] for row in found] == [
        [("meeting", "Kommunstyrelsen")] * 2,
        [("visit", "")] * 2,
        [],
    ]


def test_looking_for_clashes_takes_as_many_statements_for_one_time_as_for_three(
    town, board, statement_count
):
    def asked(count):
        times = [(clock(11, 24 + n, 11), clock(11, 24 + n, 13)) for n in range(count)]
        with statement_count() as captured:
            clashes_at(
                town.unit("kvarn"), [town.person("anna")], times, body_id=town.body("KS").pk
            )
        return len(captured)

    assert asked(1) == asked(3)
    assert Visit.objects.count() == 0
