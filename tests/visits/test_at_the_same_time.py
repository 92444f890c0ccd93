"""Two at the same moment: the database lets one through, and the other is told why."""

from __future__ import annotations

import threading
from collections.abc import Callable

import pytest
from django.db import connections

from samspel.foundation.refusal import Refused
from samspel.visits import services
from samspel.visits.enums import RequestState, VisitState
from samspel.visits.errors import ExtraVisitRefused, PersonBusy, WrongState
from samspel.visits.models import ExtraVisitRequest, Report, Visit, Visitor
from tests import cast
from tests.visits.acting import (
    KS_RULES,
    NOW,
    adopt,
    appointed,
    booked,
    clock,
    held,
    offered,
)


@pytest.fixture
def place(committed_db):
    """A town whose commits are real, with Anna as contact politician of Kost."""
    town = cast.town()
    adopt(town, "KS", KS_RULES)
    appointed(town, "KS", "anna", places=[town.operation("kost")])
    return town


def both(*calls: Callable[[], object]) -> list[object]:
    """Do the calls at the same moment on connections of their own; give what came of each."""
    barrier, outcomes = threading.Barrier(len(calls)), [None] * len(calls)

    def run(number: int, call: Callable[[], object]) -> None:
        try:
            barrier.wait()
            outcomes[number] = call()
        except Refused as refusal:
            outcomes[number] = refusal
        finally:
            connections.close_all()

    threads = [
        threading.Thread(target=run, args=(number, call)) for number, call in enumerate(calls)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return outcomes


def test_two_managers_booking_the_same_politician_at_once_get_one_visit(place):
    """The check beforehand sees neither; the exclusion constraint sees both."""
    visits = [
        offered(place),
        offered(place, unit="kvarn", host="peter", times=(clock(11, 24, 14),)),
    ]
    for visit in visits:
        services.answer_options(
            visit,
            answers={visit.options.order_by("starts_at").first().pk: "possible"},
            actor=place.actor("anna"),
            at=NOW,
        )
    options = [visit.options.order_by("starts_at").first() for visit in visits]
    hosts = [place.actor("maria"), place.actor("peter")]

    outcomes = both(
        *(
            lambda visit=visit, option=option, host=host: services.choose_time(
                visit, option=option, actor=host, at=NOW
            )
            for visit, option, host in zip(visits, options, hosts, strict=True)
        )
    )

    refusals = [each for each in outcomes if isinstance(each, Refused)]
    assert [type(each) for each in refusals] == [PersonBusy]
    assert "Anna Ekelöf har redan ett besök bokat den tiden" in refusals[0].message
    assert Visit.objects.filter(state=VisitState.BOOKED).count() == 1
    assert Visitor.objects.filter(booked_from__isnull=False).count() == 1


def test_a_time_chosen_twice_at_once_is_booked_once(place):
    visit = offered(place)
    first, second = visit.options.order_by("starts_at")
    anna = place.actor("anna")

    outcomes = both(
        lambda: services.choose_time(visit, option=first, actor=anna, at=NOW),
        lambda: services.choose_time(visit, option=second, actor=anna, at=NOW),
    )

    assert [type(each) for each in outcomes if isinstance(each, Refused)] == [WrongState]
    assert Visitor.objects.filter(booked_from__isnull=False).count() == 1


def test_an_extra_visit_decided_twice_at_once_is_decided_once(place):
    request = services.request_extra_visit(
        person=place.person("anna"),
        operation=place.operation("kost"),
        year=2026,
        actor=place.actor("anna"),
        at=NOW,
    )
    karin = place.actor("karin")

    outcomes = both(
        lambda: services.decide_extra_visit(request, grant=True, actor=karin, at=NOW),
        lambda: services.decide_extra_visit(request, grant=False, actor=karin, at=NOW),
    )

    refusals = [each for each in outcomes if isinstance(each, Refused)]
    assert [type(each) for each in refusals] == [ExtraVisitRefused]
    assert ExtraVisitRequest.objects.exclude(state=RequestState.ASKED).count() == 1


def test_the_chair_asked_twice_at_once_has_one_question(place):
    anna = place.actor("anna")

    def ask() -> object:
        return services.request_extra_visit(
            person=place.person("anna"),
            operation=place.operation("kost"),
            year=2026,
            actor=anna,
            at=NOW,
        )

    outcomes = both(ask, ask)

    assert [type(each) for each in outcomes if isinstance(each, Refused)] == [ExtraVisitRefused]
    assert ExtraVisitRequest.objects.count() == 1


def test_a_report_begun_on_two_devices_at_once_is_one_report(place):
    visit = held(place, booked(place))
    anna = place.actor("anna")

    both(
        lambda: services.start_report(visit, actor=anna, at=visit.held_noted_at),
        lambda: services.start_report(visit, actor=anna, at=visit.held_noted_at),
    )

    assert Report.objects.count() == 1


def test_a_section_saved_on_two_devices_at_once_loses_no_words(place):
    visit = held(place, booked(place))
    report = services.start_report(visit, actor=place.actor("anna"), at=visit.held_noted_at)
    anna = place.actor("anna")

    def save(text: str) -> Callable[[], object]:
        return lambda: services.save_report_section(
            report,
            key="styrkor",
            text=text,
            version=0,
            actor=anna,
            at=visit.held_noted_at,
        )

    one, two = both(save("På mobilen."), save("På datorn."))

    kept = report.sections.get(key="styrkor").text
    put_aside = [each.conflict.yours for each in (one, two) if each.conflict]
    assert {kept, *put_aside} == {"På mobilen.", "På datorn."}
