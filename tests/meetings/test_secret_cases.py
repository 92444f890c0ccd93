"""A case and its secrecy on the agendas: who may put it up, and what becomes hidden."""

from __future__ import annotations

import datetime as dt

import pytest
from django.urls import reverse

from samspel.audit.models import AuditEntry
from samspel.cases import services as cases
from samspel.documents.policies import may_read_document
from samspel.meetings import queries, services
from samspel.meetings.calculation.record import Recipient
from samspel.meetings.enums import Purpose
from samspel.meetings.enums.minutes import NoticeKind, PublicationState
from samspel.meetings.errors import ItemRefused
from samspel.meetings.queries import following
from samspel.meetings.queries.case_items import places_for
from samspel.meetings.queries.publishing import findings_in
from samspel.meetings.services import packing
from samspel.meetings.services.agenda import open_item
from samspel.messaging.models import Delivery, Message
from samspel.messaging.queries import is_outdated
from tests.cases.acting import opened, upload
from tests.meetings.acting import NOW, clock, planned
from tests.meetings.minutes.playing import Room, approved

DAY = dt.timedelta(days=1)
BEFORE = clock(10, 1)
GROUND = "OSL 26 kap. 1 §"
LONG = "Avtal om vård i hemmet med Solgläntan"


def _case(town, **facts):
    return opened(town, responsible=town.person("johan"), at=BEFORE, **facts)


def _put(town, case, meeting, at=NOW):
    return services.put_case(
        case, town.body("KS"), meeting=meeting, at=at, actor=town.actor("ingrid")
    )


def test_a_case_that_becomes_secret_takes_its_item_its_papers_and_the_open_pack_along(town):
    ingrid, auditor = town.actor("ingrid"), town.actor("margareta")
    meeting = planned(town, 12, 8, body="KS")
    case = _case(town)
    cases.add_paper(case, upload(), title="Instruktion", actor=ingrid, at=BEFORE)
    item, other = _put(town, case, meeting), _put(town, _case(town), meeting)
    packing.send_notice(meeting, at=NOW, actor=ingrid, version=meeting.version)
    (paper,) = item.attachments.all()
    (open_pack,) = following.open_packs(auditor, meeting)

    def known(actor):
        shown = [line.item for line in queries.agenda_visible_to(actor, meeting)]
        files = [paper.document, open_pack.document]
        for each in files:
            each.refresh_from_db()
        return shown, [may_read_document(each, actor) for each in files]

    before = known(auditor)
    cases.mark_case_secret(case, ground=GROUND, actor=town.actor("johan"))
    marked, packs = known(auditor), following.open_packs(auditor, meeting)
    item.refresh_from_db()

    assert before == ([item, other], [True, True])
    assert (marked, packs) == (([other], [False, False]), [])
    assert following.packs_visible_to(auditor, meeting) == []
    assert known(ingrid) == ([item, other], [True, True])
    assert (item.is_closed, item.closed_because) == (True, GROUND)

    cases.open_up_case(case, reason="Upphandlingen är klar.", actor=ingrid)

    assert known(auditor) == ([item, other], [True, False])
    made = AuditEntry.objects.filter(
        act__in=["meetings.item.closed", "meetings.item.opened_up"]
    )
    assert list(made.values_list("act", "subject_id").order_by("pk")) == [
        ("meetings.item.closed", item.pk),
        ("meetings.item.opened_up", item.pk),
    ]


def _approved(town, case, *, summary=""):
    """Approved minutes of KS with the case in one § and something else in another."""
    ingrid = town.actor("ingrid")
    room = Room(town, present="karin perolof lena ulla")
    item = _put(town, case, room.meeting, at=BEFORE + DAY)
    services.describe_item(
        item, draft_points=["Överenskommelsen antas."], at=BEFORE + DAY, actor=ingrid
    )
    other = room.item("Taxa för bygglov 2027", draft_points=["Taxan antas."], summary=summary)
    room.begin()
    for each in (item, other):
        each.refresh_from_db()
        room.take_up(each)
        room.put(each, "draft")
        room.conclude(each)
    room.close()
    return approved(town, room), item, other


def _published(town, minutes):
    by = {"at": NOW, "actor": town.actor("ingrid")}
    services.change_minutes_settings(
        minutes.meeting.body, actor=by["actor"], second_checks_masking=False
    )
    publication = services.begin_publication(minutes, **by)
    for each in findings_in(publication):
        services.keep_text(publication, text=each.text, reason="Får stå", **by)
    return services.publish_minutes(publication, **by)


def test_nothing_secret_stays_on_the_web_or_waits_to_be_sent(town, client, as_person):
    case, ingrid = _case(town, title=LONG), town.actor("ingrid")
    minutes, item, _other = _approved(town, case, summary=f"Se även {LONG}.")
    extract = services.make_extract(minutes, item, at=NOW, actor=ingrid)
    outside = Recipient("Grannkommunen", "kansli@granne.example", is_internal=False)
    (dispatch,) = services.send_extract(extract, [outside], at=NOW, actor=ingrid)
    services.post_notice(
        town.body("KS"),
        kind=NoticeKind.COMMITTEE_MEETING,
        title=f"Sammanträde om {LONG.lower()}",
        at=NOW,
        actor=ingrid,
    )
    first = _published(town, minutes)
    page = reverse("portal:minutes", args=[first.uuid])
    file = reverse("documents:download", args=[first.document.uuid])
    receipt = reverse("meetings:receipt-file", args=[dispatch.uuid])
    frozen = minutes.text
    before = [client.get(each).status_code for each in (page, file, receipt)]
    auditor = as_person("margareta")
    seen = reverse("meetings:item", args=[item.uuid])
    assert auditor.get(seen).status_code == 200

    cases.mark_case_secret(case, ground=GROUND, actor=town.actor("johan"))

    assert before == [200, 200, 200]
    assert [client.get(each).status_code for each in (page, file)] == [410, 410]
    assert "ligger inte längre på webben" in client.get(file).content.decode()
    assert as_person("margareta").get(file).status_code == 410
    assert client.get(receipt).headers["Location"] == reverse(
        "meetings:receipt", args=[dispatch.uuid]
    )
    assert "har fått sekretess" in client.get(receipt, follow=True).content.decode()
    board = client.get(reverse("portal:board")).content.decode()
    assert LONG.lower() not in board.lower()
    assert "Sammanträde om [sekretess]" in board
    inner = reverse("meetings:board")
    assert LONG.lower() not in auditor.get(inner).content.decode().lower()
    assert LONG.lower() in as_person("ingrid").get(inner).content.decode().lower()
    assert auditor.get(seen).status_code == 404
    letter = Delivery.objects.get(address=outside.address)
    assert is_outdated(letter)
    assert reverse("meetings:receipt", args=[dispatch.uuid]) not in letter.letter["text"]
    first.refresh_from_db()
    minutes.refresh_from_db()
    assert first.withdrawn_reason == "Ett ärende i protokollet har fått sekretess."
    assert minutes.text == frozen
    told = Message.objects.filter(recipient=town.person("ingrid")).latest("pk")
    assert "avpublicerat" in told.subject
    assert "maskera" in told.body
    assert LONG not in told.subject + told.body

    anew = _published(town, minutes)

    shown = client.get(reverse("portal:minutes", args=[anew.uuid])).content.decode()
    assert LONG not in shown
    assert "Överenskommelsen antas" not in shown
    assert "Taxan antas" in shown
    assert "Se även [skyddad uppgift]" in shown
    assert client.get(file).headers["Location"] == reverse("portal:minutes", args=[anew.uuid])


def test_minutes_that_say_nothing_of_a_secret_case_stay_on_the_web(town):
    minutes, _item, _other = _approved(town, _case(town))
    publication = _published(town, minutes)
    elsewhere = _case(town, title=LONG)

    cases.mark_case_secret(elsewhere, ground=GROUND, actor=town.actor("johan"))

    publication.refresh_from_db()
    assert publication.state == PublicationState.PUBLISHED


def test_what_messages_have_said_of_a_case_is_covered_when_it_becomes_secret(town, as_person):
    case = _case(town, title=LONG)
    item = _put(town, case, planned(town, 12, 8, body="KS"))
    services.invite_to_item(
        item, town.person("maria"), purpose=Purpose.ACCOUNT, at=NOW, actor=town.actor("ingrid")
    )
    told = Message.objects.filter(body__contains=LONG)
    kinds = set(told.values_list("kind", flat=True))
    links = dict(told.values_list("pk", "link"))

    cases.mark_case_secret(case, ground=GROUND, actor=town.actor("ingrid"))

    assert {"cases.case", "meetings.invitation"} <= kinds
    assert not told.exists()
    rows = Message.objects.filter(pk__in=links)
    assert {row.pk: row.link for row in rows} == links
    inbox = as_person("maria").get(reverse("messaging:list")).content.decode()
    assert LONG not in inbox
    assert "ärendet har fått sekretess" in inbox


def test_an_item_without_a_case_is_closed_and_opened_on_its_own_page(town, as_person):
    minutes, of_case, item = _approved(town, _case(town))
    publication = _published(town, minutes)
    ingrid, auditor = as_person("ingrid"), as_person("margareta")
    page = reverse("meetings:item", args=[item.uuid])
    errand = reverse("meetings:item-secrecy", args=[item.uuid])
    assert auditor.get(page).status_code == 200

    again = open_item(
        item.body,
        title=item.title,
        ready_at=NOW,
        at=NOW,
        actor=town.actor("ingrid"),
        key=f"meetings.tabled:{item.pk}",
    )

    closed = ingrid.post(errand, {"ground": GROUND})
    second = ingrid.post(errand, {"ground": "OSL 31 kap. 16 §"})

    assert (closed.status_code, second.status_code) == (302, 422)
    assert "Ärendet är redan slutet." in second.content.decode()
    again.refresh_from_db()
    assert again.is_closed, "the same matter, that was tabled"
    item.refresh_from_db()
    assert (item.is_closed, item.closed_because) == (True, GROUND)
    assert auditor.get(page).status_code == 404
    publication.refresh_from_db()
    assert publication.state == PublicationState.WITHDRAWN
    assert ingrid.post(errand, {"reason": "Avtalet är slutet."}).status_code == 302
    assert auditor.get(page).status_code == 200
    last = AuditEntry.objects.filter(subject_id=item.pk, act__startswith="meetings.item.")
    assert last.latest("pk").act == "meetings.item.opened_up"
    with pytest.raises(ItemRefused, match="finns i diariet"):
        services.close_item(of_case, ground=GROUND, at=NOW, actor=town.actor("ingrid"))


def test_a_number_leads_only_to_an_open_case_that_the_secretary_may_see(town):
    pia, body = town.actor("pia"), town.body("BUN")
    unseen = _case(town, secrecy_ground=GROUND)
    closed, own, secret = (opened(town, "BUN", by="pia", at=BEFORE) for _each in range(3))
    cases.close_case(closed, reason="Återtaget", actor=pia, at=NOW)
    cases.mark_case_secret(secret, ground=GROUND, actor=pia)
    found = []

    for case in (unseen, closed, own, secret):
        item = services.enter_item(body, title="Ett ärende", at=NOW, actor=pia)
        services.describe_item(item, case_number=case.registry_number, at=NOW, actor=pia)
        item.refresh_from_db()
        found.append((item.case, item.closed_because))

    assert found == [(None, ""), (None, ""), (own, ""), (secret, GROUND)]


def test_a_case_is_put_up_only_where_the_secretary_writes_the_agenda(town):
    case = _case(town)

    places = {
        name: {
            body.short_name
            for body, _meetings in places_for(town.actor(name), case, NOW, NOW.date())
        }
        for name in ("ingrid", "pia", "anna")
    }

    assert places == {"ingrid": {"KS", "SN"}, "pia": {"BUN"}, "anna": set()}
