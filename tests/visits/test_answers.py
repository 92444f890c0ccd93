"""Answering offered times, and putting others forward."""

from __future__ import annotations

from samspel.audit.models import AuditEntry
from samspel.foundation.refusal import NotAllowed
from samspel.messaging.models import Message
from samspel.visits import services
from samspel.visits.errors import BookingRefused, WrongState
from tests.visits.acting import NOW, booked, clock, offered
from tests.visits.nothing import refused


def answer(town, visit, name, said="possible", **more):
    keys = visit.options.values_list("pk", flat=True)
    return services.answer_options(
        visit, answers=dict.fromkeys(keys, said), actor=town.actor(name), at=NOW, **more
    )


def suggest(town, visit, name, day=7):
    return services.suggest_time(
        visit,
        starts_at=clock(12, day),
        ends_at=clock(12, day, 12),
        actor=town.actor(name),
        at=NOW,
    )


def test_a_visitor_says_which_times_are_possible_and_the_unit_is_told(town, board):
    visit = offered(town)

    visitor = answer(town, visit, "anna")

    assert visitor.answers.count() == 2
    assert visitor.answered_at == NOW
    told = Message.objects.filter(recipient=town.person("maria")).get()
    assert "Anna Ekelöf har svarat" in told.body
    assert AuditEntry.objects.get(act="visits.options.answered").facts["possible"] == 2


def test_an_answer_can_be_changed(town, board):
    visit = offered(town)
    answer(town, visit, "anna")

    visitor = answer(town, visit, "anna", "impossible")

    assert set(visitor.answers.values_list("answer", flat=True)) == {"impossible"}


def test_the_secretary_answers_for_a_visitor(town, board):
    visitor = answer(town, offered(town), "ingrid", person=town.person("anna"))

    assert visitor.person == town.person("anna")


def test_whoever_is_not_asked_does_not_answer(town, board):
    visit = offered(town)

    with refused("Bara den som är med", NotAllowed):
        answer(town, visit, "lena")


def test_a_visitor_does_not_answer_for_another(town, board):
    visit = offered(town)

    with refused("Bara den som är med", NotAllowed):
        answer(town, visit, "anna", person=town.person("perolof"))


def test_times_of_another_visit_are_refused(town, board):
    visit, other = offered(town), offered(town)

    with refused("Tiderna har ändrats", BookingRefused):
        services.answer_options(
            visit,
            answers={other.options.first().pk: "possible"},
            actor=town.actor("anna"),
            at=NOW,
        )


def test_a_visit_that_has_its_time_takes_no_answers(town, board):
    visit = booked(town)

    with refused("bokat", WrongState):
        answer(town, visit, "anna")


def test_a_visitor_suggests_another_time_and_can_at_it(town, board):
    visit = offered(town)

    option = suggest(town, visit, "anna")

    assert option.suggested_by == town.person("anna")
    assert [each.answer for each in option.answers.all()] == ["possible"]
    assert Message.objects.filter(recipient=town.person("maria")).count() == 1


def test_the_unit_suggests_another_time_and_the_visitors_are_told(town, board):
    visit = offered(town)

    option = suggest(town, visit, "maria")

    assert option.suggested_by is None
    assert Message.objects.filter(subject__contains="En annan tid").count() == 2


def test_a_time_is_suggested_once(town, board):
    visit = offered(town)
    suggest(town, visit, "anna")

    with refused("redan föreslagen", BookingRefused):
        suggest(town, visit, "maria")


def test_a_stranger_suggests_nothing(town, board):
    visit = offered(town)

    with refused("varken besökare", NotAllowed):
        suggest(town, visit, "lena")


def test_a_booked_visit_is_moved_and_takes_no_suggestions(town, board):
    visit = booked(town)

    with refused("bokat", WrongState):
        suggest(town, visit, "anna")
