"""A case's way over the agendas: put up, prepared, moved, tabled, passed on, closed."""

from __future__ import annotations

import datetime as dt
import hashlib

import pytest
from django.db import transaction
from django.urls import reverse

from samspel.audit.models import AuditEntry
from samspel.cases import queries as cases_read
from samspel.cases import services as cases
from samspel.cases.enums import CaseKind, CaseState, Exemption, StepKind
from samspel.cases.errors import NotPrepared, PreparationReasonNeeded
from samspel.cases.models import CaseStep
from samspel.cases.start import todo_for
from samspel.meetings import services
from samspel.meetings.enums import ItemState, ProposalKind
from samspel.meetings.errors import ItemRefused, MeetingsNotAllowed
from samspel.meetings.models import AgendaItem, Decision, MinutesSettings
from samspel.meetings.queries.duties import Execution, standing_of
from samspel.messaging.models import Message
from tests.cases.acting import PDF, opened, upload, written
from tests.meetings.acting import NOW, clock, planned
from tests.meetings.minutes.playing import Room, approved, seat_the_council, serve_everybody

DAY = dt.timedelta(days=1)
BEFORE = clock(10, 1)
SENT = "Kommunstyrelsen 2026-11-03 § 138"


def _case(town, body="KS", **facts):
    facts = {"responsible": town.person("johan"), "at": BEFORE, **facts}
    return opened(town, body, **facts)


def _put(town, case, body, *, by="ingrid", at=NOW, **facts):
    return services.put_case(case, town.body(body), at=at, actor=town.actor(by), **facts)


def _chain(case):
    rows = CaseStep.objects.filter(case=case).order_by("order")
    return [(row.kind, row.body.short_name if row.body else "") for row in rows]


def test_an_item_brings_the_cases_papers_report_and_number_and_the_chain_follows(town):
    case = _case(town)
    cases.add_paper(case, upload(), title="Instruktion", actor=town.actor("ingrid"), at=BEFORE)
    report = written(town, case)
    cases.finish_report(report, actor=town.actor("ingrid"), at=NOW)
    meeting = planned(town, 12, 8, body="KS")

    item = _put(town, case, "KS", meeting=meeting, at=NOW + DAY)

    papers = list(item.attachments.order_by("order"))
    place = cases_read.place_of(case)
    assert (item.case, item.meeting, item.title) == (case, meeting, case.title)
    assert [each.title for each in papers] == [
        "Kansliets tjänsteskrivelse 2026-11-12",
        "Instruktion",
    ]
    assert {each.document.owner_type for each in papers} == {"meetings.agendaitem"}
    assert papers[0].document.file_type == "pdf"
    assert item.handling.case_number == case.registry_number
    assert item.handling.draft_points == ["Överenskommelsen antas."]
    assert item.handling.summary == "Det viktigaste."
    assert (place.kind, place.body, "december 2026" in place.text) == (
        StepKind.BOARD,
        town.body("KS"),
        True,
    )
    assert CaseStep.objects.get(case=case, kind="board").url.endswith(f"{item.uuid}/")


def test_what_comes_to_the_case_afterwards_is_pointed_out_and_brought_once(town, as_person):
    case, ingrid = _case(town), town.actor("ingrid")
    plan = cases.add_paper(case, upload(), title="Karta", actor=ingrid, at=BEFORE)
    item = _put(town, case, "KS", meeting=planned(town, 12, 8, body="KS"))
    other = PDF + b"% en annan karta"
    cases.replace_paper(plan, upload(content=other), actor=ingrid, at=NOW)
    cases.finish_report(written(town, case), actor=ingrid, at=NOW)
    page = reverse("meetings:item", args=[item.uuid])
    client = as_person("ingrid")

    said = client.get(page).content.decode()
    client.post(reverse("meetings:bring-papers", args=[item.uuid]))
    after = client.get(page).content.decode()
    item = AgendaItem.objects.get(pk=item.pk)
    papers = [(each.title, each.document.sha256) for each in item.attachments.all()]

    assert "sedan ärendet sattes upp: Kansliets tjänsteskrivelse" in said
    assert ", Karta" in said
    assert "sedan ärendet sattes upp" not in after
    assert [title for title, _sum in papers] == [
        "Karta",
        "Kansliets tjänsteskrivelse 2026-11-12",
    ]
    assert papers[0][1] == hashlib.sha256(other).hexdigest()
    assert item.handling.draft_points == ["Överenskommelsen antas."]
    with pytest.raises(ItemRefused, match="inga nya handlingar"):
        services.bring_new_papers(item, at=NOW, actor=ingrid)


def test_without_a_meeting_the_case_waits_and_the_chain_follows_where_it_lands(town):
    case = _case(town)

    item = _put(town, case, "KS")
    waiting = cases_read.place_of(case)
    meeting = planned(town, 12, 8, body="KS", at=NOW + DAY)
    item.refresh_from_db()
    landed = cases_read.place_of(case)
    services.cancel_meeting(meeting, reason="Snö", at=NOW + 2 * DAY, actor=town.actor("ingrid"))
    off = cases_read.place_of(case)

    assert (waiting.text, item.meeting) == ("Väntar på ett möte.", meeting)
    assert "december" in landed.text
    assert "inställt" in off.text
    assert "Väntar" in off.text
    # It came to the board once, however often the meeting changes.
    assert waiting.since == landed.since == off.since


def test_a_meeting_that_is_moved_takes_the_case_along(town):
    case = _case(town)
    meeting = planned(town, 12, 8, body="KS")
    item = _put(town, case, "KS", meeting=meeting)

    services.move_meeting(
        meeting,
        starts_at=clock(12, 15, 13),
        ends_at=clock(12, 15, 16),
        at=NOW + DAY,
        actor=town.actor("ingrid"),
    )

    step = CaseStep.objects.filter(case=case).latest("order")
    assert (step.kind, step.ref) == ("board", f"meetings.moved:{item.pk}:1")
    assert "flyttat till 15" in step.text


def test_5_26_a_case_that_is_not_prepared_never_stands_on_the_councils_agenda(town):
    serve_everybody(town)
    case = _case(town, deciding_body=town.body("KF"))
    written_before = AuditEntry.objects.count()

    with pytest.raises(NotPrepared, match=r"Varken en nämnd.*5 kap. 26 §") as refused:
        _put(town, case, "KF")

    assert "Lämna ärendet till den nämnd" in str(refused.value.args[0])
    assert AgendaItem.objects.count() == 0
    assert AuditEntry.objects.count() == written_before


def test_5_26_a_prepared_case_stands_there_with_the_boards_decision(town):
    serve_everybody(town)
    case = _case(town, deciding_body=town.body("KF"))
    _put(town, case, "KS")

    item = _put(town, case, "KF", citation=SENT)

    assert item.body == town.body("KF")
    assert _chain(case)[-1] == ("council", "KF")
    assert CaseStep.objects.get(case=case, kind="council").citation == SENT


@pytest.mark.parametrize("kind", [CaseKind.ELECTION, CaseKind.RESIGNATION])
def test_5_29_an_election_and_a_resignation_need_no_preparation(town, kind):
    serve_everybody(town)
    case = _case(town, deciding_body=town.body("KF"), kind=kind)

    item = _put(town, case, "KF")

    assert item.case == case


def test_5_33_an_urgent_case_stands_there_only_with_a_reason(town):
    serve_everybody(town)
    case = _case(town, deciding_body=town.body("KF"), exemption=Exemption.URGENT)

    with pytest.raises(PreparationReasonNeeded, match=r"5 kap. 33 §"), transaction.atomic():
        _put(town, case, "KF")
    item = _put(town, case, "KF", reason="Vattnet måste stängas av.")

    assert item.case == case


def test_a_case_stands_once_with_a_body_and_never_when_it_is_closed_or_not_seen(town):
    case, closed = _case(town), _case(town, title="Avslutat")
    cases.close_case(closed, reason="Återtaget", actor=town.actor("ingrid"), at=NOW)
    secret = _case(town, title="Hemligt", secrecy_ground="OSL 26 kap. 1 §")
    _put(town, case, "KS")
    count = AuditEntry.objects.count()

    for wanted, by, error, say in (
        (case, "ingrid", ItemRefused, "väntar redan"),
        (closed, "ingrid", ItemRefused, "avslutat"),
        (case, "anna", MeetingsNotAllowed, "sekreterare"),
        (secret, "pia", MeetingsNotAllowed, "sekreterare"),
    ):
        with pytest.raises(error, match=say), transaction.atomic():
            _put(town, wanted, "KS", by=by)

    assert AgendaItem.objects.count() == 1
    assert AuditEntry.objects.count() == count


def test_a_secret_case_becomes_a_closed_item_with_its_ground(town):
    case = _case(town, secrecy_ground="OSL 26 kap. 1 §")

    item = _put(town, case, "KS")

    assert (item.is_closed, item.closed_because) == (True, "OSL 26 kap. 1 §")


def test_a_withdrawn_item_gives_the_case_back_to_its_official(town):
    case = _case(town)
    item = _put(town, case, "KS")

    services.withdraw_item(
        item, reason="Mer underlag behövs", at=NOW + DAY, actor=town.actor("ingrid")
    )

    place = cases_read.place_of(case)
    assert (place.kind, place.person) == (StepKind.OFFICERS_REPORT, town.person("johan"))
    assert "Mer underlag behövs" in place.text
    assert _put(town, case, "KS", at=NOW + 2 * DAY).state == ItemState.WAITING


def _decided(item, room, kind, found="draft", mover="karin", text=""):
    room.begin()
    room.take_up(item)
    room.propose(item, kind, mover, text=text)
    room.put(item, found)
    room.conclude(item)


def _board(town, case, day=11):
    room = Room(town, "KS", day=day, present="karin perolof lena ulla")
    item = _put(town, case, "KS", meeting=room.meeting, at=BEFORE + DAY)
    services.describe_item(
        item,
        draft_origin="förvaltningen",
        draft_points=["Överenskommelsen antas."],
        at=BEFORE + DAY,
        actor=town.actor("ingrid"),
    )
    item.refresh_from_db()
    return room, item


def test_kl_5_51_a_tabled_case_comes_up_at_the_next_meeting_by_itself(town):
    case = _case(town)
    room, item = _board(town, case)
    after = planned(town, 12, 8, body="KS", at=BEFORE)

    _decided(item, room, ProposalKind.TABLING, "tabling")

    again = AgendaItem.objects.get(case=case, state=ItemState.PLACED)
    assert again.meeting == after
    assert again.handling.draft_points == ["Överenskommelsen antas."]
    assert (
        again.preparation.get(kind="tabled").paragraph
        == item.__class__.objects.get(pk=item.pk).paragraph
    )
    assert _chain(case)[-2:] == [("tabled", "KS"), ("board", "KS")]
    tabled = CaseStep.objects.get(case=case, kind="tabled")
    assert tabled.citation.startswith("Kommunstyrelsen 2026-11-11 § ")


def test_a_case_referred_back_is_with_its_official_and_can_be_put_up_again(town):
    case = _case(town)
    room, item = _board(town, case)

    why = "Barnen ska få yttra sig."
    _decided(item, room, ProposalKind.REFERRAL_BACK, "referral_back", text=why)
    place = cases_read.place_of(case)
    todo = [each.verb_object for each in todo_for(town.actor("johan"), NOW)]
    room.close()
    again = _put(town, case, "KS", at=NOW + DAY)

    assert (place.kind, place.person, place.round) == (
        StepKind.REFERRED_BACK,
        town.person("johan"),
        2,
    )
    assert again.pk != item.pk
    assert place.text.endswith(why)
    assert todo == [f"Bered det återremitterade ärendet: {case.title}"]
    assert todo_for(town.actor("johan"), NOW) == [], "it has been put up again"
    told = Message.objects.filter(recipient=town.person("johan"), about_id=case.pk)
    subjects = told.values_list("subject", flat=True)
    assert f"Ärende {case.registry_number} är återremitterat" in subjects
    put_off = Decision.objects.get(item=item)
    assert standing_of(put_off).state is Execution.NOTHING, "KL 13:14: nothing is settled"


def test_5_28_what_a_committee_proposes_to_the_council_goes_to_the_board_first(town):
    serve_everybody(town)
    case = _case(town, "SN", deciding_body=town.body("KF"))
    room = Room(town, "SN", present="gunnar larsake anna")
    item = _put(town, case, "SN", meeting=room.meeting, at=BEFORE + DAY)
    assert item.handling.proposes_to == "Kommunfullmäktige"
    services.describe_item(
        item,
        draft_points=["Riktlinjen antas."],
        draft_origin="förvaltningen",
        at=BEFORE + DAY,
        actor=town.actor("ingrid"),
    )

    _decided(item, room, ProposalKind.APPROVAL, mover="gunnar")
    room.close()
    approved(town, room, "larsake")

    at_board = AgendaItem.objects.get(case=case, state=ItemState.WAITING)
    assert at_board.body == town.body("KS")
    assert at_board.handling.proposes_to == "Kommunfullmäktige"
    assert at_board.handling.draft_points == ["Riktlinjen antas."]
    assert _chain(case)[-1] == ("board", "KS")


def test_what_a_committee_has_proposed_is_the_draft_where_the_board_puts_the_case_up(town):
    serve_everybody(town)
    case = _case(town, "SN", deciding_body=town.body("KF"))
    room = Room(town, "SN", present="gunnar larsake anna")
    item = _put(town, case, "SN", meeting=room.meeting, at=BEFORE + DAY)
    services.describe_item(
        item,
        draft_points=["Riktlinjen antas."],
        draft_origin="förvaltningen",
        at=BEFORE + DAY,
        actor=town.actor("ingrid"),
    )
    _decided(item, room, ProposalKind.APPROVAL, mover="gunnar")

    by_hand = _put(town, case, "KS", at=NOW)  # before the committee's minutes are approved

    drafted = by_hand.handling
    assert (drafted.draft_origin, drafted.draft_points) == (
        "Socialnämnden",
        ["Riktlinjen antas."],
    )
    last = by_hand.preparation.last()
    assert (last.kind, last.body_name) == ("preparing_body", "Socialnämnden")


def test_a_case_that_the_council_has_decided_is_closed_when_nothing_is_left(town):
    serve_everybody(town)
    seat_the_council(town)
    case = _case(town, deciding_body=town.body("KF"))
    _put(town, case, "KS", at=BEFORE)
    room = Room(town, "KF", present="karin perolof lena ulla")
    item = _put(town, case, "KF", meeting=room.meeting, citation=SENT, at=BEFORE + DAY)
    services.describe_item(
        item,
        draft_points=["Överenskommelsen antas."],
        draft_origin="Kommunstyrelsen",
        at=BEFORE + DAY,
        actor=town.actor("ingrid"),
    )
    services.note_assignment(
        item,
        text="Följ upp",
        owner=town.person("johan"),
        due_on=dt.date(2027, 6, 1),
        at=NOW,
        actor=town.actor("ingrid"),
    )

    _decided(item, room, ProposalKind.APPROVAL)
    room.close()
    approved(town, room)
    case.refresh_from_db()
    decided = case.state
    assignment = case.assignments.get()
    cases.report_back(
        assignment, text="Klart.", is_final=True, actor=town.actor("johan"), at=NOW + DAY
    )
    case.refresh_from_db()

    assert (decided, case.state) == (CaseState.DECIDED, CaseState.CLOSED)
    assert assignment.citation.startswith("Kommunfullmäktige 2026-11-11 § ")
    assert _chain(case)[-2:] == [("decided", "KF"), ("closed", "")]


def test_the_cases_page_shows_its_items_and_leads_to_the_agenda(town, as_person):
    case = _case(town)
    meeting = planned(town, 12, 8, body="KS")
    page = reverse("cases:case", args=[case.uuid])
    put = reverse("meetings:put-case", args=[case.uuid])

    before = as_person("ingrid").get(page).content.decode()
    asked = as_person("ingrid").get(put).content.decode()
    sent = as_person("ingrid").post(put, {"place": f"meeting-{meeting.pk}"})
    after = as_person("ingrid").get(page).content.decode()
    item = AgendaItem.objects.get(case=case)
    other = as_person("anna").get(page).content.decode()

    assert put in before
    assert "inte på någon föredragningslista" in before
    assert f'value="meeting-{meeting.pk}"' in asked
    assert (sent.status_code, sent["Location"]) == (
        302,
        reverse("meetings:item", args=[item.uuid]),
    )
    assert item.meeting == meeting
    assert "Ärende 1 på listan" in after
    assert put not in other
    assert (
        reverse("cases:case", args=[case.uuid])
        in as_person("ingrid").get(sent["Location"]).content.decode()
    )


def test_the_page_says_by_which_clause_the_council_may_not_take_it_up(town, as_person):
    serve_everybody(town)
    case = _case(town, deciding_body=town.body("KF"))
    put = reverse("meetings:put-case", args=[case.uuid])

    asked = as_person("ingrid").get(put).content.decode()
    sent = as_person("ingrid").post(put, {"place": f"body-{town.body('KF').pk}"})

    assert "Får fullmäktige ta upp det?" in asked
    assert "Först ska ärendet behandlas i: Kommunstyrelsen" in asked.replace("\u00a0", " ")
    assert sent.status_code == 422
    assert "5 kap. 26 §" in sent.content.decode().replace("\u00a0", " ")
    assert "Varken en nämnd" in sent.content.decode()
    assert AgendaItem.objects.count() == 0


def test_a_case_of_another_committee_is_put_up_by_its_number(town, as_person):
    case = _case(town, "SN")
    meeting = planned(town, 12, 8, body="KS")
    add = reverse("meetings:add-case", args=[meeting.uuid])

    neither = as_person("ingrid").post(add, {"case": "", "number": ""})
    unknown = as_person("ingrid").post(add, {"number": "SN 1999/1"})
    sent = as_person("ingrid").post(add, {"number": f"dnr {case.registry_number.lower()}"})

    assert (neither.status_code, unknown.status_code) == (422, 422)
    assert "inget ärende med det numret" in unknown.content.decode()
    assert sent.status_code == 302
    assert AgendaItem.objects.get(meeting=meeting).case == case


def test_the_parts_of_the_minutes_have_the_names_that_the_body_gives_them(town, as_person):
    address = reverse("meetings:minutes-headings", args=[town.body("KS").uuid])
    client = as_person("ingrid")

    shown = client.get(address).content.decode()
    sent = client.post(address, {"version": "1", "decision": "Kommunstyrelsens beslut"})
    again = client.get(address).content.decode()

    assert "Beslutsunderlag" in shown
    assert sent.status_code == 302
    assert MinutesSettings.objects.get(body=town.body("KS")).headings == {
        "decision": "Kommunstyrelsens beslut"
    }
    assert 'value="Kommunstyrelsens beslut"' in again
    assert as_person("anna").get(address).status_code == 403


def test_an_officers_report_is_a_file_with_the_proposal_first(town, as_person):
    case = _case(town)
    report = written(town, case)

    answer = as_person("ingrid").get(reverse("cases:report-file", args=[report.uuid]))

    assert answer["Content-Type"] == "application/pdf"
    assert answer.content.startswith(b"%PDF-")
    assert as_person("larsake").get(answer.request["PATH_INFO"]).status_code == 404
