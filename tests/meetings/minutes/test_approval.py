"""From the closed meeting to approved minutes: the gate, wordings, refusals, signatures."""

from __future__ import annotations

import datetime as dt

import pikepdf
import pytest
from django.db import DatabaseError, transaction
from django.urls import reverse

from samspel.audit.models import AuditEntry
from samspel.documents import storage
from samspel.foundation.refusal import NotAllowed, Stale
from samspel.meetings import services, start_minutes
from samspel.meetings.calculation.minutes import PartKey, digest_of_text, restored
from samspel.meetings.enums import SeatKind
from samspel.meetings.enums.minutes import ApprovalState, CannotSign, MinutesState, WordingState
from samspel.meetings.errors import (
    MinutesIncomplete,
    MinutesRefused,
    RecordRefused,
    SigningRefused,
)
from samspel.meetings.models import (
    Minutes,
    Participation,
    PresenceInterval,
    ProtocolNote,
    Reservation,
    Signature,
)
from samspel.meetings.queries.minutes import (
    approved_paragraph,
    hindered_said,
    late_approval,
    minutes_visible_to,
    text_of,
)
from samspel.meetings.services.dispatching import extract_text
from tests.meetings.acting import NOW, told
from tests.meetings.minutes.playing import Room, approve, ready, sign, small_meeting
from tests.meetings.minutes.tools import run, signatures_in


@pytest.fixture
def out(town):
    """Minutes that are out to be signed by Ingrid, Karin and Per-Olof."""
    room, item = small_meeting(town)
    minutes = ready(town, room, "perolof")
    services.send_out(minutes, at=NOW, actor=town.actor("ingrid"))
    minutes.refresh_from_db()
    return minutes, item


def content_of(minutes: Minutes) -> bytes:
    return storage.path_of(minutes.document.sha256).read_bytes()


def test_sending_out_waits_for_what_is_being_written_in_the_room(town, statement_count):
    room, _item = small_meeting(town)
    minutes = ready(town, room, "perolof")

    with statement_count() as counted:
        services.send_out(minutes, at=NOW, actor=town.actor("ingrid"))

    said = [each["sql"] for each in counted.captured_queries]
    (room,) = (
        place
        for place, sql in enumerate(said)
        if 'FROM "meetings_sitting"' in sql and "FOR NO KEY UPDATE" in sql
    )
    read = [place for place, sql in enumerate(said) if "meetings_items_whole" in sql]
    assert read
    assert room < min(read), "the record is read when nobody writes in it"


def test_minutes_lacking_what_the_act_asks_for_are_not_sent_out(town):
    room, _item = small_meeting(town)
    minutes = ready(town, room)
    before = AuditEntry.objects.count()

    with pytest.raises(MinutesIncomplete) as refusal:
        services.send_out(minutes, at=NOW, actor=town.actor("ingrid"))

    assert [each.what for each in refusal.value.missing] == ["justerare-utsedda"]
    minutes.refresh_from_db()
    assert minutes.state == MinutesState.DRAFT
    assert AuditEntry.objects.count() == before


def test_sending_out_freezes_the_text_makes_the_file_and_tells_who_signs(out, town):
    minutes, _item = out

    assert minutes.state == MinutesState.OUT
    assert minutes.text_sha256 == digest_of_text(minutes.text)
    assert minutes.document.file_type == "pdf"
    roles = [(each.role, each.printed) for each in minutes.approvers.all()]
    assert roles == [
        ("secretary", "Ingrid Falk"),
        ("chair", "Karin Sundell (M)"),
        ("approver", "Per-Olof Hägg (S)"),
    ]
    for name in ("ingrid", "karin", "perolof"):
        assert told(name, town=town, kind="meetings.approval") != []


def test_the_frozen_text_does_not_follow_the_record(out, town):
    minutes, item = out
    item.handling.summary = "Något annat."
    item.handling.save()

    said = str(text_of(minutes, town.actor("ingrid")))

    assert "Torget behöver regler." in said
    assert "Något annat." not in said


def test_a_reservations_motivation_comes_until_the_minutes_go_out_and_no_later(out, town):
    minutes, item = out
    given = {"announced_at": NOW, "participation": item.meeting.participations.first()}
    dissent = Reservation.objects.create(item=item, **given)
    note = ProtocolNote.objects.create(item=item, **given)
    who = {"at": NOW, "actor": town.actor("ingrid")}

    for late in (
        lambda: services.motivate_reservation(dissent, motivation="Skäl.", **who),
        lambda: services.write_note(note, text="Mening.", **who),
    ):
        with pytest.raises(RecordRefused, match="gått ut för justering"):
            late()
    Minutes.objects.filter(pk=minutes.pk).update(state=MinutesState.RETURNED)

    assert services.motivate_reservation(dissent, motivation="Skäl.", **who).motivation_at
    assert services.write_note(note, text="Mening.", **who).text_at


def test_whoever_is_not_to_sign_is_refused_and_nothing_is_written(out, town):
    minutes, _item = out
    before = AuditEntry.objects.count()

    for name in ("lena", "ulla", "tomas", "anna"):
        with pytest.raises(NotAllowed):
            sign(town, minutes, name)

    assert AuditEntry.objects.count() == before
    assert Signature.objects.count() == 0


@pytest.mark.parametrize(
    "shown", [None, NOW - dt.timedelta(minutes=11), NOW + dt.timedelta(hours=1)]
)
def test_nobody_signs_without_having_just_shown_the_second_step(out, town, shown):
    minutes, _item = out

    with pytest.raises(SigningRefused, match="Visa först att det är du"):
        services.sign_minutes(
            minutes,
            text_sha256=minutes.text_sha256,
            second_step_at=shown,
            at=NOW,
            actor=town.actor("karin"),
        )

    assert Signature.objects.count() == 0


def test_whoever_read_another_text_does_not_sign_it(out, town):
    minutes, _item = out

    with pytest.raises(Stale):
        services.sign_minutes(
            minutes, text_sha256="0" * 64, second_step_at=NOW, at=NOW, actor=town.actor("karin")
        )


def test_each_signature_is_added_and_the_last_one_approves(out, town):
    minutes, _item = out

    approve(town, minutes)

    assert minutes.state == MinutesState.APPROVED
    assert minutes.approved_at == NOW
    signatures = list(Signature.objects.order_by("id"))
    assert [each.printed for each in signatures] == [
        "Ingrid Falk",
        "Karin Sundell (M)",
        "Per-Olof Hägg (S)",
    ]
    assert {each.text_sha256 for each in signatures} == {minutes.text_sha256}
    assert signatures[-1].file_sha256 == minutes.document.sha256
    assert all(each.is_demo for each in signatures)
    assert told("ingrid", town=town, kind="meetings.approval")[-1].startswith("Justerat")


def test_the_signed_file_holds_by_foreign_tools(out, town, tmp_path):
    minutes, _item = out
    approve(town, minutes)
    path = tmp_path / "protokoll.pdf"
    path.write_bytes(content_of(minutes))

    checked, signed = run("qpdf", "--check", path), signatures_in(path)

    assert checked.returncode == 0, checked.stdout
    assert signed.count("Signature is Valid.") == 3
    assert signed.count("ETSI.CAdES.detached") == 3
    assert "Total document signed" in signed
    with pikepdf.open(path) as file:
        assert file.Root.MarkInfo.Marked
        assert list(file.attachments) == ["protokoll.json"]


def test_one_changed_byte_breaks_the_signature(out, town, tmp_path):
    minutes, _item = out
    approve(town, minutes)
    content = bytearray(content_of(minutes))
    content[len(content) // 20] ^= 1
    path = tmp_path / "andrad.pdf"
    path.write_bytes(bytes(content))

    signed = signatures_in(path)

    assert "Signature is Valid." not in signed


def test_nobody_signs_twice(out, town):
    minutes, _item = out
    sign(town, minutes, "karin")

    with pytest.raises(MinutesRefused, match="redan skrivit under"):
        sign(town, minutes, "karin")


def test_an_approver_refuses_with_a_comment_and_everybody_signs_anew(out, town):
    minutes, _item = out
    sign(town, minutes, "karin")

    with pytest.raises(MinutesRefused, match="Skriv vad som är fel"):
        services.refuse_approval(minutes, comment=" ", at=NOW, actor=town.actor("perolof"))
    services.refuse_approval(
        minutes, comment="Fel paragraf.", at=NOW, actor=town.actor("perolof")
    )
    minutes.refresh_from_db()

    assert minutes.state == MinutesState.RETURNED
    services.send_out(minutes, at=NOW, actor=town.actor("ingrid"))
    assert {each.state for each in minutes.approvers.all()} == {ApprovalState.WAITING}
    approve(town, minutes)
    assert [each.round for each in Signature.objects.order_by("id")] == [1, 2, 2, 2]
    assert minutes.state == MinutesState.APPROVED


def test_a_proposed_wording_is_taken_in_and_calls_the_minutes_back(out, town):
    minutes, item = out
    wording = services.propose_wording(
        minutes,
        item,
        part=PartKey.DESCRIPTION,
        text="Torget får regler.",
        at=NOW,
        actor=town.actor("perolof"),
    )

    services.answer_wording(wording, accept=True, at=NOW, actor=town.actor("ingrid"))
    minutes.refresh_from_db()

    assert minutes.state == MinutesState.RETURNED
    said = str(text_of(minutes, town.actor("ingrid")))
    assert "Torget får regler." in said
    assert "Torget behöver regler." not in said


def test_a_wording_is_declined_with_a_reason_and_the_minutes_stay_out(out, town):
    minutes, item = out
    wording = services.propose_wording(
        minutes, item, part=PartKey.DESCRIPTION, text="X.", at=NOW, actor=town.actor("karin")
    )

    with pytest.raises(MinutesRefused, match="varför"):
        services.answer_wording(wording, accept=False, at=NOW, actor=town.actor("ingrid"))
    services.answer_wording(
        wording, accept=False, answer="Stämmer inte.", at=NOW, actor=town.actor("ingrid")
    )

    wording.refresh_from_db()
    assert wording.state == WordingState.DECLINED
    minutes.refresh_from_db()
    assert minutes.state == MinutesState.OUT


@pytest.mark.parametrize("part", [PartKey.VOTE, PartKey.PROPOSALS, PartKey.RESERVATION])
def test_facts_are_not_put_in_other_words(out, town, part):
    minutes, item = out

    with pytest.raises(MinutesRefused, match="Rätta uppgiften i sammanträdet"):
        services.propose_wording(
            minutes, item, part=part, text="Nej.", at=NOW, actor=town.actor("karin")
        )


def test_approved_minutes_are_never_changed_by_any_way_in(out, town):
    minutes, item = out
    approve(town, minutes)

    with pytest.raises(MinutesRefused, match="ändras aldrig"):
        services.word_part(
            minutes,
            item,
            part=PartKey.DESCRIPTION,
            text="X",
            at=NOW,
            actor=town.actor("ingrid"),
        )
    for change in (
        lambda: Minutes.objects.filter(pk=minutes.pk).update(text={}),
        lambda: Minutes.objects.filter(pk=minutes.pk).update(state="draft", approved_at=None),
        lambda: Signature.objects.update(printed="Någon annan"),
        lambda: Signature.objects.all().delete(),
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            change()


def test_the_text_that_is_out_is_held_by_the_database(out):
    minutes, _item = out

    with pytest.raises(DatabaseError), transaction.atomic():
        Minutes.objects.filter(pk=minutes.pk).update(text={})


def test_a_correction_is_a_new_cited_act_that_the_same_persons_sign(out, town):
    minutes, item = out
    assert approved_paragraph(item) == (None, [])
    approve(town, minutes)
    assert "rättat" not in str(extract_text(minutes, item.pk).cover)
    first = minutes.document.sha256

    with pytest.raises(MinutesRefused, match="beslut"):
        services.begin_correction(
            minutes, cites="", text="Fel namn.", at=NOW, actor=town.actor("ingrid")
        )
    correction = services.begin_correction(
        minutes,
        cites="Kommunstyrelsen 2026-12-01 § 3",
        text="I § 1 ska det stå Lena Strnd (V).",
        at=NOW,
        actor=town.actor("ingrid"),
    )
    reworded = {"cites": correction.correction_cites, "at": NOW, "actor": town.actor("ingrid")}
    services.begin_correction(correction, text="I § 1 ska det stå Lena Strand (V).", **reworded)
    services.send_out(correction, at=NOW, actor=town.actor("ingrid"))
    with pytest.raises(MinutesRefused, match="justerat"):
        services.begin_correction(correction, text="Annat.", **reworded)
    correction = approve(town, correction)

    assert correction.state == MinutesState.APPROVED
    minutes.refresh_from_db()
    assert minutes.document.sha256 == first
    said = str(text_of(correction, town.actor("ingrid")))
    assert "Kommunstyrelsen 2026-12-01 § 3" in said
    assert "Lena Strand (V)" in said
    assert first in said
    # At the old text: where the paragraph is read, and in an extract of it.
    assert approved_paragraph(item)[1] == [correction]
    cover = str(extract_text(minutes, item.pk).cover)
    assert "Protokollet är rättat" in cover
    assert "2026-11-12, enligt Kommunstyrelsen 2026-12-01 § 3" in cover
    assert "Lena Strand" not in cover, "it may be of another paragraph, with secrecy"


def test_a_paragraph_approved_at_once_has_minutes_and_signatures_of_its_own(town):
    room = Room(town, present="karin perolof lena ulla")
    item = room.item("Brådskande avtal", draft_points=["Avtalet godkänns."])
    room.begin()
    room.take_up(item)
    room.put(item, "draft")
    room.conclude(item)
    services.approve_at_once(item, at=room.now(), actor=room.secretary)
    item.refresh_from_db()

    minutes = services.begin_minutes(
        room.meeting,
        item=item,
        approvers=[town.person("perolof")],
        at=NOW,
        actor=town.actor("ingrid"),
    )
    services.send_out(minutes, at=NOW, actor=town.actor("ingrid"))
    approve(town, minutes)

    assert minutes.state == MinutesState.APPROVED
    text = text_of(minutes, town.actor("ingrid"))
    assert [each.paragraph for each in text.paragraphs] == [item.paragraph]
    assert "omedelbart justerad" in str(text)
    paragraph, corrections = approved_paragraph(item)
    assert paragraph["paragraph"] == item.paragraph, "before the rest of the minutes is"
    assert corrections == []


@pytest.mark.parametrize(("days", "warned"), [(14, []), (15, ["justerat-i-tid"])])
def test_kl_5_69_an_approval_on_the_fifteenth_day_is_kept_as_late_and_on_the_fourteenth_not(
    out, town, days, warned
):
    minutes, _item = out
    at = NOW.replace(day=11) + dt.timedelta(days=days)

    approve(town, minutes, at)

    kept = AuditEntry.objects.get(act="meetings.minutes.approved")
    assert kept.facts["warned"] == warned
    assert [each.id for each in late_approval(minutes, at.date())] == warned


def test_kl_5_69_the_secretary_is_asked_for_the_minutes_until_they_are_approved(town):
    def asked(day):
        at = NOW.replace(day=day)
        tasks = start_minutes.todo_for(town.actor("ingrid"), at)
        return [(each.verb_object, each.urgent) for each in tasks if "rotokoll" in each.url]

    room, _item = small_meeting(town)
    begun = asked(25)
    minutes = ready(town, room, "perolof")
    written = asked(26)
    services.send_out(minutes, at=NOW, actor=town.actor("ingrid"))
    out_in_time, out_late = asked(25), asked(26)
    approve(town, minutes)

    of = "Kommunstyrelsen"
    assert begun == [(f"Skriv protokollet: {of}", False)]
    assert written == [(f"Skriv klart protokollet: {of}", True)]
    assert out_in_time == [(f"Justera protokollet: {of}", False)]
    assert out_late == [
        (f"Justera protokollet: {of}", True),
        (f"Få protokollet justerat: {of}", True),
    ]
    assert [each for each, _urgent in asked(26)] == [f"Tillkännage justeringen: {of}"]


def test_an_item_that_was_not_declared_approved_at_once_has_to_wait(town):
    room, item = small_meeting(town)

    with pytest.raises(MinutesRefused, match="omedelbart justerad"):
        services.begin_minutes(room.meeting, item=item, at=NOW, actor=town.actor("ingrid"))


def test_who_reads_the_minutes_before_and_after_the_approval(out, town):
    minutes, _item = out

    def readers():
        names = ("ingrid", "karin", "perolof", "lena", "anna", "gunnar", "helena", "tomas")
        return [
            name
            for name in names
            if minutes_visible_to(town.actor(name)).filter(pk=minutes.pk).exists()
        ]

    assert readers() == ["ingrid", "karin", "perolof"]
    approve(town, minutes)
    assert readers() == ["ingrid", "karin", "perolof", "lena", "anna"]


def test_somebody_else_signs_for_a_chair_who_can_not_and_the_minutes_say_so(
    out, town, as_person
):
    minutes, _item = out
    karin, ulla = town.person("karin").pk, town.person("ulla")
    by = {"at": NOW, "actor": town.actor("ingrid")}
    ingrid = as_person("ingrid")
    sign(town, minutes, "perolof")
    minutes.refresh_from_db()
    page = reverse("meetings:minutes", args=[minutes.uuid])
    errand = reverse("meetings:note-hindered", args=[minutes.uuid])

    alone = ingrid.post(
        errand, {"version": minutes.version, "person": karin, "why": "hindered"}
    )
    stranger = {"person": karin, "why": "hindered", "instead": town.person("bo").pk}
    outside = ingrid.post(errand, {"version": minutes.version, **stranger})
    told = {
        "person": karin,
        "why": "hindered",
        "instead": ulla.pk,
        "decided": "Ks 2026-11-12 § 3",
    }
    noted = ingrid.post(errand, {"version": minutes.version, **told})

    assert [each.status_code for each in (alone, outside, noted)] == [422, 422, 302]
    assert "Ange vem som skriver under i stället" in alone.content.decode()
    minutes.refresh_from_db()
    assert minutes.state == MinutesState.RETURNED
    assert [each.person_id for each in minutes.approvers.all()] == [
        town.person("ingrid").pk,
        ulla.pk,
        town.person("perolof").pk,
    ]
    said = "Karin Sundell (M) (ordförande) är förhindrad och skriver inte under."
    assert said in ingrid.get(page).content.decode()
    services.name_approvers(minutes, [town.person("perolof")], **by)
    services.send_out(minutes, **by)
    minutes.refresh_from_db()
    text = restored(minutes.text)
    assert [each.name for each in text.signatories] == [
        "Ingrid Falk",
        "Ulla Granath (M)",
        "Per-Olof Hägg (S)",
    ]
    assert f"{said} Ulla Granath (M) skriver under i stället" in str(text.closing)
    approve(town, minutes)
    minutes.refresh_from_db()
    assert minutes.is_approved
    with pytest.raises(MinutesRefused, match="justerat"):
        services.take_back_hindered(minutes, karin, **by)


def test_the_body_approves_the_minutes_itself_where_nobody_stands_in(out, town):
    minutes, _item = out
    karin = town.person("karin").pk
    by = {"at": NOW, "actor": town.actor("ingrid")}

    services.note_hindered(
        minutes, karin, why=CannotSign.DEAD, decided="Ks 2026-12-08 § 2", **by
    )

    minutes.refresh_from_db()
    assert "har avlidit. Protokollet är godkänt av" in str(hindered_said(minutes))
    with pytest.raises(MinutesRefused, match="Någon mer än sekreteraren"):
        services.note_hindered(
            minutes, town.person("perolof").pk, why=CannotSign.LEFT, decided="§ 2", **by
        )
    with pytest.raises(MinutesRefused, match="Någon mer än sekreteraren"):
        services.name_approvers(minutes, [], **by)
    services.take_back_hindered(minutes, karin, **by)
    assert [each.role for each in minutes.approvers.all()] == ["secretary", "chair", "approver"]
    acts = AuditEntry.objects.filter(act__contains="hindered").order_by("pk")
    assert [each.act.rpartition(".")[2] for each in acts] == ["hindered", "not_hindered"]


def test_an_official_signs_in_nobodys_place_but_the_secretarys(out, town):
    minutes, _item = out
    by = {"why": CannotSign.HINDERED, "at": NOW, "actor": town.actor("ingrid")}
    ingrid, karin, perolof, johan = (
        town.person(name) for name in ("ingrid", "karin", "perolof", "johan")
    )
    there = Participation.objects.create(
        meeting=minutes.meeting,
        person=johan,
        name=johan.name,
        seat=SeatKind.OFFICIAL,
        order=90,
    )
    PresenceInterval.objects.create(
        participation=there, from_at=NOW - dt.timedelta(days=1), to_at=NOW, ended="closed"
    )

    with pytest.raises(MinutesRefused, match="en ledamot eller ersättare"):
        services.note_hindered(minutes, karin.pk, instead=johan, **by)
    services.note_hindered(minutes, ingrid.pk, instead=johan, **by)
    services.note_hindered(minutes, karin.pk, decided="Ks 2026-12-08 § 2", **by)

    # With Per-Olof gone too only whoever signs for the secretary would be left.
    with pytest.raises(MinutesRefused, match="Någon mer än sekreteraren"):
        services.note_hindered(minutes, perolof.pk, decided="Ks 2026-12-08 § 2", **by)


def test_who_stands_in_for_two_still_signs_for_the_other(out, town):
    minutes, _item = out
    by = {"at": NOW, "actor": town.actor("ingrid")}
    karin, perolof, ulla = (town.person(name) for name in ("karin", "perolof", "ulla"))
    for each in (karin, perolof):
        services.note_hindered(minutes, each.pk, why=CannotSign.HINDERED, instead=ulla, **by)

    services.take_back_hindered(minutes, karin.pk, **by)
    signing = {each.person_id for each in minutes.approvers.all()}
    services.take_back_hindered(minutes, perolof.pk, **by)

    assert signing == {town.person("ingrid").pk, karin.pk, ulla.pk}
    assert ulla.pk not in {each.person_id for each in minutes.approvers.all()}
