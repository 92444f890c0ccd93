"""The pages of minutes, board and extracts: shown to whom they are for, acted on by form."""

from __future__ import annotations

from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.html import strip_tags

from samspel.meetings import services
from samspel.meetings.calculation.record import Recipient
from samspel.meetings.enums.minutes import MinutesState
from samspel.meetings.models import BoardNotice, Dispatch, Minutes, Signature
from samspel.meetings.web.forms.minutes import RecipientsForm
from tests.meetings.acting import NOW
from tests.meetings.minutes.playing import approve, ready, small_meeting
from tests.stages import staged


def at(name: str, *args: object) -> str:
    return reverse(f"meetings:{name}", args=args)


def post(client: Client, url: str, **data: object):
    return client.post(url, {"form_key": str(uuid4()), **data})


@staged
def scene(town):
    room, item = small_meeting(town)
    services.describe_item(
        item,
        recipients=[Recipient("Registrator", "reg@lan.example", is_internal=False)],
        at=NOW,
        actor=town.actor("ingrid"),
    )
    return room, item


def test_the_whole_way_by_forms_from_the_meeting_to_the_receipt(town, scene, as_person):
    room, item = scene
    ingrid, body = as_person("ingrid"), room.body.uuid
    settings = {
        "layout": "beslut_forst",
        "available_at": "Kansliet",
        "publishes": "on",
        "version": 1,
    }

    assert post(ingrid, at("minutes-settings", body), **settings).status_code == 302
    begun = post(ingrid, at("begin-minutes", room.meeting.uuid))
    minutes = Minutes.objects.get()
    assert begun["Location"] == at("minutes", minutes.uuid)
    page = ingrid.get(at("minutes", minutes.uuid))
    assert "Utsedda justerare" in page.content.decode()
    refused = post(ingrid, at("send-out", minutes.uuid))
    assert refused.status_code == 422
    people = [town.person("perolof").pk]
    post(ingrid, at("name-approvers", minutes.uuid), people=people)
    minutes.refresh_from_db()
    worded = at("word-part", minutes.uuid)
    asked = ingrid.get(f"{worded}?arende={item.pk}&del=decision").content.decode()
    assert ">\nRiktlinjen antas.</textarea>" in asked
    as_it_stood = {"item": item.pk, "part": "decision", "version": minutes.version}
    kept = post(ingrid, worded, text="Riktlinjen antas.", **as_it_stood)
    assert (kept.status_code, minutes.wordings.count()) == (422, 0)
    assert post(ingrid, at("send-out", minutes.uuid)).status_code == 302
    minutes.refresh_from_db()
    assert minutes.state == MinutesState.OUT

    for name in ("ingrid", "karin", "perolof"):
        client = as_person(name)
        assert client.get(at("sign", minutes.uuid)).status_code == 200
        signed = post(client, at("sign", minutes.uuid), text=minutes.text_sha256)
        assert signed.status_code == 302
    minutes.refresh_from_db()
    assert minutes.state == MinutesState.APPROVED
    assert Signature.objects.count() == 3
    shown = ingrid.get(at("minutes", minutes.uuid)).content.decode()
    assert "ingen går i god för dem" in shown
    assert minutes.document.sha256 in shown

    assert post(ingrid, at("announce", minutes.uuid)).status_code == 302
    notice = BoardNotice.objects.get()
    for name in ("board",):
        assert ingrid.get(at(name)).status_code == 200
    posted = ingrid.get(at("notice", notice.uuid)).content.decode()
    assert "enligt 8 kap. 10 §" in posted.replace("\u00a0", " ").replace("&nbsp;", " ")
    everybody = Client().get(reverse("portal:board"))
    assert "Kommunstyrelsen 2026-11-11" in strip_tags(everybody.content.decode())

    assert post(ingrid, at("begin-publication", minutes.uuid)).status_code == 302
    assert ingrid.get(at("publication", minutes.uuid)).status_code == 200
    post(ingrid, at("publish", minutes.uuid))
    public = reverse("portal:minutes", args=[minutes.publications.get().uuid])
    assert "Riktlinje för torget" in Client().get(public).content.decode()
    assert Client().get(reverse("portal:minutes-list")).status_code == 200

    name = f"{at('name-recipients', item.uuid)}?protokoll={minutes.uuid}"
    wrong = post(ingrid, name, recipients="Registrator, registrator@")
    twice = post(ingrid, name, recipients="Registrator\nRegistrator")
    named = post(ingrid, name, recipients="Registrator, registrator@lan.example\n")
    assert (wrong.status_code, twice.status_code) == (422, 422)
    assert named["Location"] == at("extracts", minutes.uuid)
    post(ingrid, at("send-extract", minutes.uuid, item.uuid))
    assert "Registrator" in ingrid.get(at("extracts", minutes.uuid)).content.decode()
    dispatch = Dispatch.objects.get()
    outside = Client()
    assert outside.get(at("receipt", dispatch.uuid)).status_code == 200
    file = outside.get(at("receipt-file", dispatch.uuid))
    assert file["Content-Type"] == "application/pdf"
    post(outside, at("receipt", dispatch.uuid), by="Rut Ek")
    dispatch.refresh_from_db()
    assert dispatch.received_by == "Rut Ek"
    assert ingrid.get(at("paragraph", item.uuid)).status_code == 200


def test_every_page_of_the_keeper_opens_and_is_closed_to_others(
    town, scene, as_person, statement_count
):
    room, item = scene
    minutes = ready(town, room, "perolof")
    services.send_out(minutes, at=NOW, actor=town.actor("ingrid"))
    approve(town, minutes)
    notice = services.announce_minutes(minutes, at=NOW, actor=town.actor("ingrid"))
    services.begin_publication(minutes, at=NOW, actor=town.actor("ingrid"))
    body = room.body.uuid
    kept = [
        at("minutes-settings", body),
        at("minutes-headings", body),
        at("phrases", body),
        at("phrase", body, "vote.result"),
        at("post-notice", body),
        at("board-settings", body),
        at("note-assignment", item.uuid),
        at("name-recipients", item.uuid),
        at("extracts", minutes.uuid),
        at("publication", minutes.uuid),
        at("correct-minutes", minutes.uuid),
        at("notice", notice.uuid),
        at("announce-again", notice.uuid),
        at("take-down", notice.uuid),
        at("confirm-final", notice.uuid),
        at("prove-posting", notice.uuid),
    ]
    for name, wanted in (("ingrid", {200}), ("bo", {403, 404}), ("tomas", {403, 404})):
        client = as_person(name)
        assert {client.get(url).status_code for url in kept} <= wanted, name

    with statement_count() as counted:
        as_person("ingrid").get(at("extracts", minutes.uuid))
    assert len(counted) <= 12
    assert as_person("ingrid").get(at("note-outage")).status_code == 200
    assert as_person("anna").get(at("note-outage")).status_code == 403
    assert as_person("bo").get(at("minutes", minutes.uuid)).status_code == 404
    assert as_person("anna").get(at("minutes", minutes.uuid)).status_code == 200


def test_the_pdf_is_the_signed_file_and_large_print_is_made_of_the_same_text(
    town, scene, as_person
):
    room, _item = scene
    minutes = ready(town, room, "perolof")
    services.send_out(minutes, at=NOW, actor=town.actor("ingrid"))
    approve(town, minutes)
    client = as_person("ingrid")

    signed = client.get(at("minutes-file", minutes.uuid))
    large = client.get(at("minutes-file", minutes.uuid) + "?stor=1")

    assert b"ETSI.CAdES.detached" in signed.content
    assert large.content.startswith(b"%PDF")
    assert b"ETSI.CAdES.detached" not in large.content


def test_outside_the_demo_signing_asks_for_the_second_step(town, scene, as_person, settings):
    room, _item = scene
    minutes = ready(town, room, "perolof")
    services.send_out(minutes, at=NOW, actor=town.actor("ingrid"))
    settings.DEMO = False
    client = as_person("karin")

    page = client.get(at("sign", minutes.uuid)).content.decode()
    answer = post(client, at("sign", minutes.uuid), text=minutes.text_sha256)

    assert "andra steg" in page
    assert answer.status_code == 422
    assert Signature.objects.count() == 0


def test_an_outage_is_noted_and_ended_by_form(town, scene, as_person):
    client = as_person("ingrid")
    data = {"from_day": "2026-11-10", "from_time": "08:00", "cause": "Driftstopp"}

    assert post(client, at("note-outage"), **data).status_code == 302
    board = client.get(at("board")).content.decode()

    assert "Driftstopp" in board
    assert "pågår" in board


def test_a_phrase_that_loses_a_fact_is_refused_on_its_page(town, scene, as_person):
    room, _item = scene
    url = at("phrase", room.body.uuid, "proposal.rejection")

    answer = post(as_person("ingrid"), url, text="Avslag.")

    assert answer.status_code == 422
    assert "[de som yrkar]" in answer.content.decode()


@pytest.mark.parametrize(
    ("line", "named"),
    [
        ("Nämnden för barn, unga", [("Nämnden för barn, unga", "")]),
        ("Skolverket, 106 20 Stockholm.", [("Skolverket, 106 20 Stockholm.", "")]),
        ("Anna Ek, anna@lan.example", [("Anna Ek", "anna@lan.example")]),
        ("Anna Ek, anna.lan.example", None),
    ],
)
def test_a_recipients_name_may_have_a_comma_and_an_address_is_checked(line, named):
    form = RecipientsForm({"recipients": line})

    read = form.cleaned_data["recipients"] if form.is_valid() else None

    assert named == (read and [(each.name, each.address) for each in read])
