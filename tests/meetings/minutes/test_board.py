"""KL 8 kap. 9–12 §§, 13 kap. 5 §: what the board may hold, when it comes down, and outages."""

from __future__ import annotations

import datetime as dt
from contextlib import closing

import pypdfium2 as pdfium
import pytest
from django.db import DatabaseError, transaction
from django.urls import reverse
from django.utils.html import strip_tags

from samspel.audit.models import AuditEntry
from samspel.documents import storage
from samspel.foundation.dates import at_wall_clock
from samspel.foundation.refusal import NotAllowed
from samspel.meetings import services
from samspel.meetings.enums.minutes import NoticeKind, NoticeState
from samspel.meetings.errors import BoardRefused
from samspel.meetings.models import BoardNotice
from samspel.meetings.queries.board import (
    approved_not_announced,
    outages,
    public_board,
    row_of,
)
from samspel.meetings.start_minutes import todo_for
from tests.meetings.acting import NOW
from tests.meetings.minutes.playing import AVAILABLE, Room, approve, ready, small_meeting
from tests.meetings.minutes.tools import signatures_in
from tests.pages import said

END = dt.date(2026, 12, 3)  # three weeks after Thursday 12 November


def on(day: dt.date, hour: int = 9) -> dt.datetime:
    return at_wall_clock(day, dt.time(hour))


@pytest.fixture
def approved(town):
    room, _item = small_meeting(town)
    minutes = ready(town, room, "perolof")
    services.send_out(minutes, at=NOW, actor=town.actor("ingrid"))
    return approve(town, minutes)


@pytest.fixture
def notice(approved, town):
    return services.announce_minutes(approved, at=NOW, actor=town.actor("ingrid"))


def test_kl_8_12_the_notice_says_where_the_minutes_are_and_which_day(notice, approved):
    assert notice.kind == NoticeKind.MINUTES_APPROVED
    assert notice.available_at == AVAILABLE
    assert notice.announced_on == dt.date(2026, 11, 12)
    assert notice.approved_on == dt.date(2026, 11, 12)
    assert notice.appeal_ends_on == END
    assert notice.may_come_down_on == dt.date(2026, 12, 4)
    assert notice.paragraphs == "§ 1"
    assert approved_not_announced([notice.body_id]) == []


def test_kl_8_12_what_is_approved_and_not_announced_is_due_the_second_day(approved):
    due = approved_not_announced([approved.meeting.body_id])

    assert [(each.pk, by) for each, by in due] == [(approved.pk, dt.date(2026, 11, 14))]


def test_kl_8_12_a_body_that_has_not_said_where_its_minutes_are_announces_nothing(
    approved, town
):
    services.change_minutes_settings(
        town.body("KS"), actor=town.actor("ingrid"), available_at=""
    )

    with pytest.raises(BoardRefused, match="var protokollen finns"):
        services.announce_minutes(approved, at=NOW, actor=town.actor("ingrid"))


def test_only_who_keeps_the_body_touches_its_notices(notice, approved, town):
    before = AuditEntry.objects.count()
    later = on(dt.date(2026, 12, 10))

    for name in ("karin", "anna", "pia", "tomas", "elisabet"):
        actor = town.actor(name)
        for act in (
            lambda a: services.announce_minutes(approved, at=NOW, actor=a),
            lambda a: services.take_down(notice, at=later, actor=a),
            lambda a: services.announce_again(notice, reason="x", at=NOW, actor=a),
            lambda a: services.confirm_final(notice, note="x", at=later, actor=a),
            lambda a: services.prove_posting(notice, at=later, actor=a),
            lambda a: services.post_notice(
                town.body("KS"), kind=NoticeKind.COMMITTEE_MEETING, title="x", at=NOW, actor=a
            ),
        ):
            with pytest.raises(NotAllowed):
                act(actor)

    assert AuditEntry.objects.count() == before


def test_kl_8_12_the_notice_stays_the_last_day_and_comes_down_the_day_after(notice, town):
    secretary = town.actor("ingrid")

    with pytest.raises(BoardRefused, match="får inte tas ned"):
        services.take_down(notice, at=on(END, 23), actor=secretary)
    down = services.take_down(notice, at=on(dt.date(2026, 12, 4), 0), actor=secretary)

    assert down.removed_by == "Ingrid Falk"
    assert public_board() == []


def test_the_database_keeps_the_notice_up_and_unchanged(notice):
    rows = BoardNotice.objects.filter(pk=notice.pk)

    for change in (
        {"removed_at": on(END), "removed_by": "x"},
        {"title": "Annat"},
        {"announced_on": dt.date(2026, 11, 1)},
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            rows.update(**change)
    with pytest.raises(DatabaseError), transaction.atomic():
        rows.delete()


def test_kl_13_5_an_outage_makes_the_end_uncertain_until_it_is_announced_again(
    notice, town, client
):
    secretary = town.actor("ingrid")
    services.note_outage(
        from_at=on(dt.date(2026, 11, 20), 8),
        to_at=on(dt.date(2026, 11, 20), 9),
        cause="Webbplatsen låg nere",
        at=on(dt.date(2026, 11, 20), 10),
        actor=secretary,
        body=town.body("KS"),
    )
    later = on(dt.date(2026, 12, 10))

    row = row_of(notice, on=dt.date(2026, 12, 10), known=outages())
    assert row.state is NoticeState.UNCERTAIN
    assert "osäkert om dagen stämmer" in said(client.get(reverse("portal:board")))
    with pytest.raises(BoardRefused, match="osäkert"):
        services.take_down(notice, at=later, actor=secretary)
    with pytest.raises(BoardRefused, match="osäker"):
        services.confirm_final(notice, note="Besked", at=later, actor=secretary)
    again = services.announce_again(
        notice, reason="Avbrott 20 november", at=later, actor=secretary
    )

    assert again.announces_again == notice
    assert again.appeal_ends_on == dt.date(2027, 1, 4)  # 31 December is nyårsafton
    old = BoardNotice.objects.select_related("announced_again_by").get(pk=notice.pk)
    assert row_of(old, on=later.date(), known=outages()).state is NoticeState.POSTED_AGAIN
    fresh = row_of(again, on=later.date(), known=outages())
    assert fresh.state is NoticeState.POSTED
    shown = said(client.get(reverse("portal:board"))).replace("\u00a0", " ")
    assert "torsdag 10 december 2026</time>. Räkna tiden från den dagen." in shown
    assert "osäkert" not in shown


def test_kl_13_5_an_outage_known_after_the_taking_down_counts_too(notice, town):
    secretary, later = town.actor("ingrid"), on(dt.date(2026, 12, 10))
    services.take_down(notice, at=on(dt.date(2026, 12, 4)), actor=secretary)
    services.note_outage(
        from_at=on(dt.date(2026, 11, 20), 8),
        to_at=on(dt.date(2026, 11, 20), 9),
        cause="Upptäckt i efterhand",
        at=later,
        actor=secretary,
        body=town.body("KS"),
    )

    notice.refresh_from_db()
    assert row_of(notice, on=later.date(), known=outages()).is_uncertain
    with pytest.raises(BoardRefused, match="osäker"):
        services.confirm_final(notice, note="Besked", at=later, actor=secretary)


def test_nothing_is_announced_again_without_an_outage(notice, town):
    with pytest.raises(BoardRefused, match="inte legat nere"):
        services.announce_again(notice, reason="x", at=NOW, actor=town.actor("ingrid"))


def test_kl_13_5_final_is_confirmed_by_a_person_who_says_how_and_never_before_the_end(
    notice, town
):
    secretary = town.actor("ingrid")

    with pytest.raises(BoardRefused, match="inte gått ut"):
        services.confirm_final(notice, note="Besked", at=on(END), actor=secretary)
    with pytest.raises(BoardRefused, match="hur du vet"):
        services.confirm_final(notice, note=" ", at=on(dt.date(2026, 12, 4)), actor=secretary)
    done = services.confirm_final(
        notice,
        note="Förvaltningsrätten 2026-12-04: inget har kommit in.",
        at=on(dt.date(2026, 12, 4)),
        actor=secretary,
    )

    assert done.final_confirmed_by == "Ingrid Falk"


def test_the_clock_alone_makes_nothing_final(notice):
    row = row_of(notice, on=dt.date(2028, 1, 1), known=[])

    assert row.time_is_out
    assert row.notice.final_confirmed_at is None


@pytest.mark.parametrize(
    ("outage", "words"),
    [
        (None, ["utan kända avbrott hela tiden"]),
        (((11, 12, 8), (11, 12, 9)), ["utan kända avbrott hela tiden"]),
        (((12, 4, 10), (12, 4, 11)), ["utan kända avbrott hela tiden"]),
        (((12, 4, 8), (12, 4, 11)), ["har haft avbrott", "4 december 2026 kl. 8.00"]),
        (((11, 20, 8), (11, 20, 9)), ["har haft avbrott", "går därför inte att säga säkert"]),
    ],
)
def test_the_proof_says_what_stood_there_and_what_the_board_was(notice, town, outage, words):
    secretary, down = town.actor("ingrid"), on(dt.date(2026, 12, 4))
    services.take_down(notice, at=down, actor=secretary)
    if outage is not None:
        start, end = (on(dt.date(2026, *day), hour) for *day, hour in outage)
        later = on(dt.date(2026, 12, 4), 12)
        given = {"cause": "Driftstopp", "at": later, "actor": secretary}
        services.note_outage(from_at=start, to_at=end, body=town.body("KS"), **given)

    proved = services.prove_posting(notice, at=on(dt.date(2026, 12, 5)), actor=secretary)

    path = storage.path_of(proved.proof.sha256)
    with closing(pdfium.PdfDocument(path)) as file:
        printed = "".join(page.get_textpage().get_text_range() for page in file)
    text = " ".join(printed.replace("\u00a0", " ").split())
    told = [
        "2026-12-03",
        "12 november 2026 kl. 10.30",
        "4 december 2026 kl. 9.00",
        "Ingrid Falk",
    ]
    assert [each for each in (*words, *told, AVAILABLE) if each not in text] == []


def test_the_proof_of_posting_is_a_signed_file(notice, town, tmp_path):
    secretary, later = town.actor("ingrid"), on(dt.date(2026, 12, 4))
    with pytest.raises(BoardRefused, match="när anslaget har tagits ned"):
        services.prove_posting(notice, at=later, actor=secretary)
    services.take_down(notice, at=later, actor=secretary)

    proved = services.prove_posting(notice, at=later, actor=secretary)

    path = tmp_path / "bevis.pdf"
    path.write_bytes(storage.path_of(proved.proof.sha256).read_bytes())
    assert "Signature is Valid." in signatures_in(path)
    with pytest.raises(BoardRefused, match="redan utfärdat"):
        services.prove_posting(notice, at=later, actor=secretary)


@pytest.mark.parametrize(
    ("kind", "body", "words"),
    [
        (NoticeKind.COUNCIL_MEETING, "KS", "fullmäktiges sammanträden"),
        (NoticeKind.BY_OTHER_STATUTE, "KS", "författning"),
        (NoticeKind.DELEGATED_DECISION, "KS", "delegationsbeslut"),
        (NoticeKind.MINUTES_APPROVED, "KS", "protokollets sida"),
    ],
)
def test_kl_8_10_and_11_a_notice_fits_its_kind(town, kind, body, words):
    with pytest.raises(BoardRefused, match=words):
        services.post_notice(
            town.body(body), kind=kind, title="Möte", at=NOW, actor=town.actor("ingrid")
        )

    assert BoardNotice.objects.count() == 0


def test_kl_8_9_everybody_reads_the_board_on_a_page_of_its_own(notice, client):
    text = said(client.get(reverse("portal:board")))

    assert notice.title in strip_tags(text)
    assert notice.available_at in text
    assert "torsdag 12 november 2026" in text.replace("\u00a0", " ")


def test_kl_13_4_the_board_says_where_and_how_a_decision_is_appealed(town, client):
    services.change_minutes_settings(
        town.body("KS"), actor=town.actor("ingrid"), appeal_court="Förvaltningsrätten i Lund"
    )

    text = said(client.get(reverse("portal:board")))

    assert "Förvaltningsrätten i Lund" in text
    assert "överklagar skriftligt" in text


def test_each_paragraph_approved_at_once_has_a_notice_and_a_clock_of_its_own(town):
    room = Room(town, present="karin perolof lena ulla")
    first = room.item("Brådskande avtal", draft_points=["Avtalet godkänns."])
    second = room.item("Taxa", draft_points=["Taxan antas."])
    room.begin()
    for item in (first, second):
        room.take_up(item)
        room.put(item, "draft")
        room.conclude(item)
    services.approve_at_once(first, at=room.now(), actor=room.secretary)
    room.close()
    todo, whole_too = todo_for(town.actor("ingrid"), NOW)
    assert whole_too.verb_object == "Skriv protokollet: Kommunstyrelsen"
    assert todo.detail.startswith("§ 1. ")
    assert str(first.uuid) in todo.url
    whole = ready(town, room, "perolof")
    alone = services.begin_minutes(
        room.meeting,
        item=first,
        approvers=[town.person("perolof")],
        at=NOW,
        actor=town.actor("ingrid"),
    )
    for each in (alone, whole):
        services.send_out(each, at=NOW, actor=town.actor("ingrid"))
        approve(town, each)

    early = services.announce_minutes(alone, at=NOW, actor=town.actor("ingrid"))
    late = services.announce_minutes(
        whole, at=on(dt.date(2026, 11, 14)), actor=town.actor("ingrid")
    )

    assert (early.paragraphs, early.appeal_ends_on) == ("§ 1", END)
    assert (late.paragraphs, late.appeal_ends_on) == ("§ 2", dt.date(2026, 12, 7))


def test_the_secretary_is_asked_to_take_a_notice_down_when_the_law_lets_it(notice, town):
    ingrid = town.actor("ingrid")

    def asked(day):
        found = todo_for(town.actor("ingrid"), on(day))
        return [each for each in found if each.verb_object.startswith("Ta ned anslaget")]

    assert asked(END) == []
    (todo,) = asked(notice.may_come_down_on)
    assert todo.verb_object == "Ta ned anslaget: Kommunstyrelsen"
    assert todo.detail.endswith("Får tas ned sedan fredag 4\u00a0december 2026.")
    assert todo.url == reverse("meetings:take-down", args=[notice.uuid])
    assert (todo.when, todo.urgent) == (None, False), "the law sets no last day"
    assert todo_for(town.actor("karin"), on(notice.may_come_down_on)) == []

    outage = services.note_outage(
        from_at=on(END),
        to_at=on(END, 10),
        cause="Driftstopp",
        body=notice.body,
        at=on(END, 11),
        actor=ingrid,
    )
    assert asked(notice.may_come_down_on) == [], "its time is uncertain"
    outage.delete()

    services.take_down(notice, at=on(notice.may_come_down_on), actor=ingrid)
    assert asked(notice.may_come_down_on) == []
