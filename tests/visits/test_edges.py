"""The edges: operations without units, missing chairs, other years, too much of something."""

from __future__ import annotations

import datetime as dt

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError

from samspel.audit.actors import Actor
from samspel.documents.models import Document
from samspel.foundation.refusal import NotAllowed
from samspel.messaging.models import Message
from samspel.people.models import Mandate
from samspel.visits import papers, policies, services
from samspel.visits.calculation import Window
from samspel.visits.enums import VisitorState, VisitState
from samspel.visits.errors import BookingRefused, ReportRefused
from samspel.visits.models import ConductConfirmation, UnitTerms, Visit
from samspel.visits.services import OfferedTime
from samspel.visits.services.locks import acting_person, one_visit_at_a_time
from tests.visits.acting import (
    NOW,
    booked,
    clock,
    held,
    meeting,
    offered,
    submitted,
)
from tests.visits.nothing import refused
from tests.visits.scenes import PDF


def test_an_operation_without_units_is_visited_as_a_whole(town, board):
    visit = services.offer_times(
        town.operation("kost"),
        options=[OfferedTime(clock(11, 24), clock(11, 24, 12))],
        actor=town.actor("peter"),
        at=NOW,
    )

    visit = services.choose_time(
        visit, option=visit.options.get(), actor=town.actor("anna"), at=NOW
    )

    assert (str(visit), visit.place) == ("Kost", "")
    assert Message.objects.filter(
        recipient=town.person("peter"), kind="visits.booking"
    ).exists()


def test_a_manager_of_one_unit_does_not_invite_for_the_whole_operation(town, board):
    with refused("enhetschefen eller organets sekreterare", NotAllowed):
        services.offer_times(
            town.operation("kost"),
            options=[OfferedTime(clock(11, 24), clock(11, 24, 12))],
            actor=town.actor("maria"),
            at=NOW,
        )


def test_too_many_possible_times_are_refused(town):
    windows = [
        Window(dt.time(8), dt.time(12), on=dt.date(2026, 1, 1) + dt.timedelta(days=day))
        for day in range(101)
    ]

    with refused("för många tider", BookingRefused):
        services.set_availability(
            town.person("anna"), windows=windows, actor=town.actor("anna")
        )


def test_a_units_usual_room_is_kept(town):
    services.set_unit_terms(
        town.unit("bjork"), usual_room="meeting_room", actor=town.actor("maria"), at=NOW
    )

    assert UnitTerms.objects.get().usual_room == "meeting_room"


def test_a_body_without_a_chair_can_be_asked_all_the_same(town, board):
    Mandate.objects.filter(body=town.body("KS"), role="chair").update(valid_to=NOW.date())

    request = services.request_extra_visit(
        person=town.person("anna"),
        operation=town.operation("kost"),
        year=2026,
        actor=town.actor("anna"),
        at=NOW,
    )

    assert request.state == "asked"
    assert not Message.objects.filter(kind="visits.extra").exists()


@pytest.mark.parametrize("about", ["booked", "other_year", "nothing"])
def test_the_chair_decides_on_a_booked_visit_and_on_another_year_too(town, board, about):
    visit = booked(town, chooser="anna") if about == "booked" else None
    if about == "other_year":
        visit = offered(town)
    request = services.request_extra_visit(
        person=town.person("anna"),
        operation=town.operation("kost"),
        year=2026 if about == "booked" else 2027,
        visit=visit,
        actor=town.actor("anna"),
        at=NOW,
    )

    decided = services.decide_extra_visit(
        request, grant=True, actor=town.actor("karin"), at=NOW
    )

    assert decided.delegated_decision.label == "D 2026:1"


def test_the_secrecy_is_added_to_what_was_confirmed(town, board):
    visit = booked(town, chooser="anna")
    services.confirm_conduct(visit, actor=town.actor("anna"), at=NOW)
    services.confirm_conduct(visit, actor=town.actor("anna"), at=NOW, secrecy=True)

    assert ConductConfirmation.objects.get().secrecy_confirmed


def test_whoever_had_declined_and_was_not_there_has_declined_still(town, board):
    visit = booked(town, chooser="anna")
    services.decline_invitation(visit, actor=town.actor("perolof"), at=NOW)
    visit.refresh_from_db()

    visit = held(town, visit, "anna")

    assert visit.visitors.get(person=town.person("perolof")).state == VisitorState.WITHDRAWN


def test_an_extra_file_too_many_is_refused(town, board):
    visit = held(town, booked(town, chooser="anna"), "anna")
    report = services.start_report(visit, actor=town.actor("anna"), at=clock(11, 24, 20))
    Document.objects.bulk_create(
        Document(
            owner_type="visits.report",
            owner_id=report.pk,
            name=f"{number}.pdf",
            file_type="pdf",
            size=1,
            sha256="0" * 64,
            uploaded_by_name="Anna Ekelöf",
            uploaded_at=NOW,
        )
        for number in range(20)
    )

    with refused("högst 20 bilagor", ReportRefused):
        services.attach_file(
            report,
            upload=SimpleUploadedFile("en-till.pdf", PDF, "application/pdf"),
            actor=town.actor("anna"),
            at=clock(11, 24, 20),
        )


def test_files_follow_their_report(town, board):
    visit = held(town, booked(town, chooser="anna"), "anna")
    report = services.start_report(visit, actor=town.actor("anna"), at=clock(11, 24, 20))
    document = services.attach_file(
        report,
        upload=SimpleUploadedFile("meny.pdf", PDF, "application/pdf"),
        actor=town.actor("anna"),
        at=clock(11, 24, 20),
    )

    assert papers.may_change(document, town.actor("anna"))
    assert not papers.may_change(document, town.actor("maria"))
    assert not papers.may_change(document, None)
    assert not papers.may_read(document, None)


def test_when_the_meeting_is_cancelled_the_manager_may_remark_again(town, board):
    from samspel.meetings.services import cancel_meeting

    planned = meeting(town, "KS", 12, 16)
    report = submitted(town, held(town, booked(town, chooser="anna"), "anna"), "anna")
    cancel_meeting(planned, reason="Sjukdom.", at=clock(12, 15), actor=town.actor("ingrid"))

    assert services.add_factual_remark(
        report, text="Sju.", actor=town.actor("maria"), at=clock(12, 20)
    )


def test_when_the_item_is_handled_it_is_too_late(town, board):
    from samspel.meetings.services import handle_item

    meeting(town, "KS", 12, 16)
    visit = held(town, booked(town, chooser="anna"), "anna")
    report = submitted(town, visit, "anna")
    visit.refresh_from_db()
    handle_item(
        visit.agenda_item,
        paragraph="120",
        at=clock(12, 16, 11),
        actor=town.actor("ingrid"),
    )

    with refused("Sammanträdet har börjat", ReportRefused):
        services.add_factual_remark(
            report, text="Sju.", actor=town.actor("maria"), at=clock(12, 16, 12)
        )


def test_a_last_day_that_is_the_same_is_not_moved(town, board):
    meeting(town, "KS", 12, 16)
    held(town, booked(town, chooser="anna"), "anna")

    assert (
        services.move_report_deadlines(
            town.body("KS").pk, actor=Actor.system("Prov"), at=clock(11, 25)
        )
        == []
    )


def test_other_faults_of_the_database_are_not_taken_for_a_busy_person(town, board):
    visit = offered(town)

    with (
        pytest.raises(IntegrityError, match="visit_booked_has_a_time"),
        one_visit_at_a_time(town.person("anna")),
    ):
        Visit.objects.filter(pk=visit.pk).update(state=VisitState.BOOKED)


def test_the_system_is_nobody_who_writes_or_hosts(town, board):
    system = Actor.system("Prov")

    with refused("Bara den som är med", NotAllowed):
        acting_person(system)
    assert not policies.hosts_place(town.unit("bjork"), system)
    assert not policies.may_propose(town.body("KS").pk, system)


def test_when_somebody_can_is_seen_by_them_and_by_whoever_offers_times(town):
    anna = town.person("anna").pk
    seers = {
        name
        for name in ("anna", "perolof", "maria", "ingrid", "karin", "bo")
        if policies.may_see_availability(anna, town.actor(name))
    }

    assert seers == {"anna", "maria", "ingrid"}


def test_a_report_is_read_by_the_policy_as_by_the_query(town, board):
    visit = held(town, booked(town, chooser="anna"), "anna")
    draft = services.start_report(visit, actor=town.actor("anna"), at=clock(11, 24, 20))
    assert policies.may_read_report(draft, town.actor("anna"))
    assert not policies.may_read_report(draft, town.actor("karin"))
    assert not policies.may_read_report(draft, None)

    report = submitted(town, visit, "anna")
    assert policies.may_read_report(report, town.actor("karin"))
    assert not policies.may_read_report(report, town.actor("birgit"))


def test_a_follow_up_is_seen_by_the_unit_and_by_whoever_has_it(town, board):
    visit = held(town, booked(town, chooser="anna"), "anna")
    follow_up = services.note_follow_up(
        visit, text="Ugnar.", actor=town.actor("anna"), at=clock(11, 25)
    )

    assert policies.may_see_follow_up(follow_up, town.actor("maria"))
    assert policies.may_see_follow_up(follow_up, town.actor("karin"))
    assert not policies.may_see_follow_up(follow_up, town.actor("birgit"))


def test_the_place_of_an_ordinary_visit_is_seen_with_the_visit(town, board):
    visit = offered(town)

    assert policies.sees_place(visit, town.actor("karin"))
    assert not policies.sees_place(visit, town.actor("birgit"))
