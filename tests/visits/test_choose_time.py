"""Choosing a time: the quota, who comes along, two visits at once, the clock's change."""

from __future__ import annotations

import datetime as dt

from samspel.audit.models import AuditEntry
from samspel.foundation.refusal import NotAllowed
from samspel.messaging.models import Delivery, Message
from samspel.rulebooks.errors import RuleStops
from samspel.rulebooks.models import JudgedAct
from samspel.visits import services
from samspel.visits.enums import AnswerState, VisitorState, VisitState
from samspel.visits.errors import BookingRefused, PersonBusy, StalePage, WrongState
from samspel.visits.queries import verdicts_on_options
from tests.visits.acting import NOW, appointed, booked, clock, offered
from tests.visits.nothing import refused


def choose(town, visit, name, number=0, **more):
    option = visit.options.order_by("starts_at")[number]
    return services.choose_time(visit, option=option, actor=town.actor(name), at=NOW, **more)


def state_of(visit, town, name):
    return visit.visitors.get(person=town.person(name)).state


def test_a_visitor_takes_a_time_and_the_visit_is_booked(town, board):
    visit = choose(town, offered(town), "anna")

    assert visit.state == VisitState.BOOKED
    assert (visit.starts_at, visit.ends_at) == (clock(11, 24, 13), clock(11, 24, 15))
    assert state_of(visit, town, "anna") == VisitorState.ACCEPTED
    assert state_of(visit, town, "perolof") == VisitorState.ASKED
    mine = visit.visitors.get(person=town.person("anna"))
    assert (mine.booked_from, mine.booked_to) == (visit.starts_at, visit.ends_at)
    assert AuditEntry.objects.get(act="visits.visit.booked").facts["persons"] == [
        mine.person_id
    ]
    assert JudgedAct.objects.filter(act="visit.book").count() == 1


def test_the_visitor_and_the_unit_get_it_in_their_calendars_under_one_uid(town, board):
    visit = choose(town, offered(town), "anna")

    sent = Delivery.objects.filter(event_uid=visit.ical_uid)
    assert {each.recipient for each in sent} == {town.person("anna"), town.person("maria")}
    assert {(each.event["method"], each.event["sequence"]) for each in sent} == {("REQUEST", 0)}


def test_those_who_have_said_that_they_can_come_along(town, board):
    visit = offered(town)
    option = visit.options.order_by("starts_at").first()
    services.answer_options(
        visit,
        answers={option.pk: AnswerState.POSSIBLE},
        actor=town.actor("perolof"),
        at=NOW,
    )

    visit = choose(town, visit, "anna")

    assert state_of(visit, town, "perolof") == VisitorState.ACCEPTED


def test_those_who_have_said_that_they_can_not_are_let_go(town, board):
    visit = offered(town)
    option = visit.options.order_by("starts_at").first()
    services.answer_options(
        visit,
        answers={option.pk: AnswerState.IMPOSSIBLE},
        actor=town.actor("perolof"),
        at=NOW,
    )

    visit = choose(town, visit, "anna")

    assert state_of(visit, town, "perolof") == VisitorState.DECLINED


def test_whoever_has_not_answered_is_told_that_there_is_a_time(town, board):
    choose(town, offered(town), "anna")

    told = Message.objects.filter(recipient=town.person("perolof")).order_by("-id").first()
    assert "fått en tid" in told.subject


def test_the_third_visit_of_the_year_is_stopped_with_the_clause(town, board):
    for day in (16, 17):
        booked(town, times=(clock(11, day),), chooser="anna")
    third = offered(town)

    with refused("redan 2 besök", RuleStops) as caught:
        choose(town, third, "anna")

    finding = caught.value.judgement.verdict.stopping[0]
    assert finding.clause.id == "ersattning-3"


def test_the_quota_is_that_of_the_visits_own_year(town, board):
    appointed(
        town,
        "KS",
        "lena",
        places=[town.operation("kost")],
    )
    for day in (16, 17):
        booked(town, times=(clock(11, day),), chooser="anna")
    january = offered(
        town,
        "anna",
        times=(clock(12, 31, 23),),
        reason="Bara Anna.",
        unit="kvarn",
        host="peter",
    )
    with refused("redan 2 besök", RuleStops):
        choose(town, january, "anna", reason="Bara Anna.")

    assert [
        each.visits_this_year
        for each in verdicts_on_options(january, person_id=town.person("anna").pk, at=NOW)
    ] == [2]


def test_for_whom_the_rules_stop_it_stays_asked_when_another_chooses(town, board):
    for day in (16, 17):
        booked(town, "perolof", times=(clock(11, day),), reason="Bara Per-Olof.")
    visit = offered(town)
    option = visit.options.order_by("starts_at").first()
    services.answer_options(
        visit, answers={option.pk: "possible"}, actor=town.actor("perolof"), at=NOW
    )

    visit = choose(town, visit, "anna")

    assert state_of(visit, town, "perolof") == VisitorState.ASKED


def test_nobody_is_on_two_visits_at_once(town, board):
    booked(town, chooser="anna")
    other = offered(town, unit="kvarn", host="peter", times=(clock(11, 24, 14),))

    with refused("Anna Ekelöf har redan ett besök bokat den tiden", PersonBusy):
        choose(town, other, "anna")


def test_to_meet_end_to_end_is_no_clash(town, board):
    booked(town, chooser="anna")
    other = offered(town, unit="kvarn", host="peter", times=(clock(11, 24, 15),))

    assert choose(town, other, "anna").state == VisitState.BOOKED


def test_a_time_that_has_passed_meanwhile_is_refused(town, board):
    visit = offered(town)

    with refused("redan passerat", BookingRefused):
        services.choose_time(
            visit, option=visit.options.first(), actor=town.actor("anna"), at=clock(11, 25)
        )


def test_a_visit_that_has_its_time_is_not_chosen_again(town, board):
    visit = choose(town, offered(town), "anna")

    with refused("bokat", WrongState):
        choose(town, visit, "perolof", 1)


def test_an_option_of_another_visit_is_refused(town, board):
    visit, other = offered(town), offered(town)

    with refused("inte längre föreslagen", BookingRefused):
        services.choose_time(
            visit, option=other.options.first(), actor=town.actor("anna"), at=NOW
        )


def test_a_stale_page_is_refused(town, board):
    visit = offered(town)
    read = visit.version
    services.suggest_time(
        visit,
        starts_at=clock(12, 7),
        ends_at=clock(12, 7, 12),
        actor=town.actor("perolof"),
        at=NOW,
    )

    with refused("sedan du öppnade sidan", StalePage):
        choose(town, visit, "anna", version=read)


def test_a_stranger_does_not_choose(town, board):
    visit = offered(town)

    with refused("varken besökare", NotAllowed):
        choose(town, visit, "lena")


def test_the_unit_settles_a_time_only_when_somebody_has_said_that_they_can(town, board):
    visit = offered(town)

    with refused("Ingen besökare har sagt", BookingRefused):
        choose(town, visit, "maria")


def test_a_time_that_a_visitor_suggested_is_agreed_to_by_the_unit(town, board):
    visit = offered(town)
    option = services.suggest_time(
        visit,
        starts_at=clock(12, 7),
        ends_at=clock(12, 7, 12),
        actor=town.actor("anna"),
        at=NOW,
    )

    with refused("Enhetschefen måste säga ja", NotAllowed):
        services.choose_time(visit, option=option, actor=town.actor("anna"), at=NOW)
    visit = services.choose_time(visit, option=option, actor=town.actor("maria"), at=NOW)

    assert visit.starts_at == clock(12, 7)
    assert state_of(visit, town, "anna") == VisitorState.ACCEPTED


def test_over_the_night_of_the_clock_change_an_hour_counts_as_it_passes(town, board):
    """Three hours on the wall in March are two that pass."""
    from samspel.foundation.dates import minutes_between
    from samspel.foundation.refusal import Refused
    from tests.visits.acting import clock as wall

    start, end = wall(3, 28, 1, year=2027), wall(3, 28, 4, year=2027)
    assert minutes_between(start, end) == 120
    with refused("finns inte", Refused):
        wall(3, 28, 2, 30, year=2027)


def test_what_the_rules_say_about_each_time_is_told_in_as_many_statements_for_one_as_for_three(
    town, board, statement_count
):
    person = town.person("anna").pk

    def asked(count):
        visit = offered(town, times=tuple(clock(11, 23 + n) for n in range(count)))
        visit = (
            visit.__class__.objects.select_related("operation__department", "unit")
            .prefetch_related("options__answers__visitor", "visitors")
            .get(pk=visit.pk)
        )
        with statement_count() as captured:
            found = verdicts_on_options(visit, person_id=person, at=NOW)
        assert len(found) == count
        return len(captured)

    assert asked(1) == asked(3)


def test_the_days_of_december_and_january_belong_to_different_years(town, board):
    from samspel.visits.enums import Initiator
    from samspel.visits.facts import BookingPlan, Place, gather
    from samspel.visits.facts.booking import visitor_facts

    booked(town, times=(clock(12, 30),), chooser="anna")
    anna = town.person("anna").pk
    last = (clock(12, 31, 23), clock(12, 31, 23) + dt.timedelta(minutes=30))
    new = (clock(1, 1, 0, 30, year=2027), clock(1, 1, 1, year=2027))
    ground = gather(
        body_id=town.body("KS").pk,
        place=Place.of(town.unit("bjork")),
        persons=[anna],
        times=[last, new],
    )

    counted = [
        visitor_facts(ground, BookingPlan(start, end, frozenset({anna}), Initiator.UNIT), anna)[
            "visitor.visits_this_year"
        ]
        for start, end in (last, new)
    ]

    assert counted == [1, 0]
