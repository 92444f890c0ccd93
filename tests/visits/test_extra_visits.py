"""Visits beyond the usual number: asked for, decided on delegation, numbered, used once."""

from __future__ import annotations

import pytest

from samspel.audit.models import AuditEntry
from samspel.foundation.refusal import NotAllowed
from samspel.meetings.models import DelegatedDecision
from samspel.messaging.models import Message
from samspel.rulebooks.errors import RuleStops
from samspel.visits import services
from samspel.visits.enums import RequestState, VisitState
from samspel.visits.errors import ExtraVisitRefused
from samspel.visits.models import ExtraVisitRequest
from samspel.visits.queries import extra_requests_awaiting
from tests.stages import staged
from tests.visits.acting import NOW, booked, clock, offered
from tests.visits.nothing import refused


def request(town, by="anna", person="anna", operation="kost", year=2026, **more):
    return services.request_extra_visit(
        person=town.person(person),
        operation=town.operation(operation),
        year=year,
        actor=town.actor(by),
        at=NOW,
        **more,
    )


def decide(town, asked, by="karin", grant=True, **more):
    return services.decide_extra_visit(asked, grant=grant, actor=town.actor(by), at=NOW, **more)


@staged
def third(town, board):
    """Anna has two visits this year, and is invited to a third."""
    for day in (16, 17):
        booked(town, times=(clock(11, day),), chooser="anna")
    return offered(town)


def choose(town, visit):
    return services.choose_time(
        visit,
        option=visit.options.order_by("starts_at").first(),
        actor=town.actor("anna"),
        at=NOW,
    )


def test_the_chair_is_asked_and_sees_it_waiting(town, third):
    asked = request(town, visit=third, why="Köket öppnar på nytt.")

    assert extra_requests_awaiting(town.actor("karin")) == [asked]
    told = Message.objects.get(kind="visits.extra")
    assert told.recipient == town.person("karin")
    assert AuditEntry.objects.filter(act="visits.extra.requested").count() == 1


def test_with_the_chairs_yes_the_third_visit_is_booked(town, third):
    with refused("redan 2 besök", RuleStops):
        choose(town, third)
    decide(town, request(town, visit=third))

    assert choose(town, third).state == VisitState.BOOKED


def test_the_decision_is_numbered_and_listed_for_the_body(town, third):
    asked = decide(town, request(town, visit=third), note="Gärna efter nyår.")

    decision = DelegatedDecision.objects.get()
    assert asked.delegated_decision == decision
    assert decision.label == "D 2026:1"
    assert decision.decided_by == town.person("karin")
    assert decision.item is not None
    assert decision.text == (
        "Anna Ekelöf får göra ett extra besök i Kost under 2026. Gärna efter nyår."
    )
    assert (
        "Nu kan det bokas"
        in Message.objects.filter(recipient=town.person("anna")).latest("id").body
    )


def test_a_no_is_a_decision_too_and_opens_nothing(town, third):
    asked = decide(town, request(town, visit=third), grant=False)

    assert asked.state == RequestState.REFUSED
    assert DelegatedDecision.objects.count() == 1
    with refused("redan 2 besök", RuleStops):
        choose(town, third)


def test_a_yes_without_a_visit_is_used_by_the_next_one_and_only_that(town, third):
    asked = decide(town, request(town))
    choose(town, third)

    asked.refresh_from_db()
    assert asked.visit == third
    fourth = offered(town, times=(clock(12, 15),))
    with refused("redan 3 besök", RuleStops):
        choose(town, fourth)


def test_only_one_question_at_a_time(town, third):
    request(town)

    with refused("redan fått frågan", ExtraVisitRefused):
        request(town)


def test_a_question_can_be_taken_back_and_asked_again(town, third):
    asked = services.withdraw_extra_request(request(town), actor=town.actor("anna"), at=NOW)

    assert asked.state == RequestState.WITHDRAWN
    assert request(town).state == RequestState.ASKED


def test_a_question_that_is_taken_back_is_not_decided(town, third):
    asked = services.withdraw_extra_request(request(town), actor=town.actor("anna"), at=NOW)

    with refused("redan avgjord", ExtraVisitRefused):
        decide(town, asked)


def test_it_is_decided_once(town, third):
    asked = decide(town, request(town))

    with refused("redan avgjord", ExtraVisitRefused):
        decide(town, asked)


def test_nobody_asks_for_another(town, third):
    with refused("bara göra det här för dig själv", NotAllowed):
        request(town, by="perolof")


def test_the_secretary_asks_for_somebody(town, third):
    assert request(town, by="ingrid").requested_by == town.person("ingrid")


def test_nobody_takes_anothers_question_back(town, third):
    asked = request(town)

    with refused("bara göra det här för dig själv", NotAllowed):
        services.withdraw_extra_request(asked, actor=town.actor("perolof"), at=NOW)


@pytest.mark.parametrize("name", ["perolof", "anna", "ingrid", "gunnar"])
def test_only_the_chair_of_the_body_decides(town, third, name):
    asked = request(town)

    with refused("Du kan inte besluta om extra besök", NotAllowed):
        decide(town, asked, by=name)


def test_a_visit_that_is_called_off_is_asked_nothing_about(town, third):
    services.cancel_visit(third, because="Nej.", actor=town.actor("maria"), at=NOW)

    with refused("går inte längre att boka", ExtraVisitRefused):
        request(town, visit=third)
    assert ExtraVisitRequest.objects.count() == 0


def test_under_a_guideline_where_the_body_decides_the_chair_may_ask_but_it_opens_nothing(
    town, committee
):
    """SN: whether the chair has decided is a fact that its rules do not ask about."""
    from tests.visits.acting import agreed, proposed

    for day in (16, 17, 18):
        agreed(town, proposed(town, start=clock(11, day)))
    asked = request(town, by="larsake", person="larsake", operation="aldreomsorg")
    decide(town, asked, by="gunnar")

    with refused("redan 3 besök", RuleStops):
        proposed(town)
