"""Two who keep a body write the same thing: what the first wrote stands, the second is told."""

from __future__ import annotations

import re
from uuid import uuid4

import pytest
from django.urls import reverse

from samspel.audit.models import AuditEntry
from samspel.cases import services as cases
from samspel.meetings import services
from samspel.meetings.calculation.minutes import PartKey
from samspel.meetings.calculation.record import Recipient
from samspel.meetings.models import DecidingSettings, Decision, DecisionHold, Minutes, SeatPlace
from samspel.meetings.queries.minutes import phrases_of
from samspel.meetings.services import PlaceOfSeat
from tests.cases.acting import opened, upload
from tests.meetings.acting import NOW
from tests.meetings.minutes.playing import approved, ready, small_meeting
from tests.stages import staged

PHRASE = "proposal.rejection"
SAID = "De yrkar avslag: %(movers)s, %(draft)s."
_READ = re.compile(r'name="(version|as_read)" value="([^"]*)"')


class Desk:
    """What the two write on, and what the first of them writes."""

    def __init__(self, town):
        room, self.item = small_meeting(town)
        self.body, self.meeting = room.body, room.meeting
        self.minutes = ready(town, room, "perolof")
        self.decision = Decision.objects.get(item=self.item)
        case = opened(town)
        ingrid = town.actor("ingrid")
        self.paper = cases.add_paper(case, upload(), title="Plan", at=NOW, actor=ingrid)
        self.mandate = town.person("lena").mandates.get(body=self.body)
        self.approver = town.person("ulla")

    def first(self, name, ingrid):
        """Write as the first of the two."""
        by = {"actor": ingrid}
        at = {"at": NOW, **by}
        word = {"part": PartKey.DESCRIPTION, "text": "Först"}
        rename = {"title": "Först", "dated_on": None, "is_basis": True}
        seats = [PlaceOfSeat(self.mandate.pk, constituency="Först")]
        given = {"citation": {"citations": {"remote": "Först"}, "remote": "some"}}
        acts = {
            "name-recipients": lambda: services.describe_item(
                self.item, recipients=[Recipient("Först")], **at
            ),
            "name-approvers": lambda: services.name_approvers(
                self.minutes, [self.approver], **at
            ),
            "word-part": lambda: services.word_part(self.minutes, self.item, **word, **at),
            "send-out": lambda: services.word_part(self.minutes, self.item, **word, **at),
            "phrase": lambda: services.write_phrase(self.body, key=PHRASE, text=SAID, **by),
            "hold-decision": lambda: services.hold_decision(
                self.decision, reason="Först", **at
            ),
            "seats": lambda: services.place_seats(self.body, seats, citation="Först", **at),
            "deciding-settings": lambda: services.change_deciding_settings(
                self.body, **given["citation"], **by
            ),
            "rename-paper": lambda: cases.rename_paper(self.paper, **rename, **by),
        }
        acts[name]()

    def address(self, name):
        """Give where the second writes."""
        if name == "rename-paper":
            return reverse("cases:rename-paper", args=[self.paper.case.uuid, self.paper.uuid])
        args = {
            "name-recipients": [self.item.uuid],
            "phrase": [self.body.uuid, PHRASE],
            "hold-decision": [self.decision.uuid],
            "seats": [self.body.uuid],
            "deciding-settings": [self.body.uuid],
        }
        return reverse(f"meetings:{name}", args=args.get(name, [self.minutes.uuid]))

    def stands(self):
        """Give all that the two write, as it stands."""
        self.paper.refresh_from_db()
        minutes = Minutes.objects.get(pk=self.minutes.pk)
        return {
            "recipients": [each.name for each in self.item.recipients.all()],
            "approvers": sorted(each.person_id for each in minutes.approvers.all()),
            "wordings": [each.text for each in minutes.wordings.all()],
            "state": minutes.state,
            "phrase": phrases_of(self.body.pk).own.get(PHRASE),
            "hold": list(DecisionHold.objects.values_list("reason", flat=True)),
            "seats": list(SeatPlace.objects.values_list("constituency", flat=True)),
            "settings": list(DecidingSettings.objects.values_list("citations", flat=True)),
            "paper": self.paper.title,
        }


@staged
def desk(town):
    return Desk(town)


SECOND = {
    "name-recipients": {"recipients": "Sedan"},
    "name-approvers": {"people": []},
    "word-part": {"text": "Sedan", "part": "description"},
    "send-out": {},
    "phrase": {"text": "[de som yrkar] yrkar avslag på [förslaget]."},
    "hold-decision": {"reason": "Sedan"},
    "seats": {"rows": "", "citation": "Sedan"},
    "deciding-settings": {"citation": "Sedan", "remote": "none", "numbering": "year"},
    "rename-paper": {"title": "Sedan"},
}


@pytest.mark.parametrize("name", sorted(SECOND))
def test_the_second_is_refused_and_what_the_first_wrote_stands(desk, name, town, as_person):
    client, url = as_person("ingrid"), desk.address(name)
    before = desk.stands()
    read = dict(_READ.findall(client.get(url).content.decode()))
    assert read, "the page says which version it shows"
    desk.first(name, town.actor("ingrid"))
    stands, entries = desk.stands(), AuditEntry.objects.count()
    assert stands != before
    more = {
        "word-part": {"item": desk.item.pk},
        "seats": {"rows": f"{desk.mandate.person.name}; Sedan"},
    }.get(name, {})

    answer = client.post(url, {"form_key": str(uuid4()), **read, **SECOND[name], **more})

    assert answer.status_code == 422
    assert "Någon annan har ändrat det här sedan du öppnade sidan" in answer.content.decode()
    assert desk.stands() == stands
    assert AuditEntry.objects.count() == entries


def test_the_second_is_refused_also_after_the_approval(town, as_person):
    room, _item = small_meeting(town)
    minutes = approved(town, room)
    ingrid, client = {"at": NOW, "actor": town.actor("ingrid")}, as_person("ingrid")
    said = {"cites": "Ks § 9", "text": "Beloppet är 100 kronor."}
    correction = services.begin_correction(minutes, **said, **ingrid)
    publication = services.begin_publication(minutes, **ingrid)

    def stands():
        for each in (correction, publication):
            each.refresh_from_db()
        masks = list(publication.masks.values_list("text", "is_kept", "reason"))
        return correction.correction_text, correction.hindered, publication.state, masks

    def mask(text):
        services.mask_text(publication, text=text, reason="Först", **ingrid)

    webpage = reverse("meetings:publication", args=[minutes.uuid])
    on_web = {"text": "Torget", "reason": "Sedan"}
    # Route: the page that is read, what the first writes, what the second sends.
    acts = {
        "correct-minutes": (
            "",
            lambda: services.begin_correction(correction, cites="§ 9", text="Först", **ingrid),
            {"cites": "Ks § 10", "text": "Sedan"},
        ),
        "note-hindered": (
            "",
            lambda: services.begin_correction(correction, cites="§ 9", text="Åter", **ingrid),
            {"person": town.person("karin").pk, "why": "left", "decided": "Sedan"},
        ),
        "mask": (webpage, lambda: mask("regler"), on_web),
        "mask keep": (webpage, lambda: mask("Torget"), {**on_web, "keep": "1"}),
        "hand-over": (webpage, lambda: mask("behöver"), {}),
        "publish": (webpage, lambda: mask("behöver regler"), {}),
    }
    for name, (shown, first, form) in acts.items():
        of = minutes if shown else correction
        url = reverse(f"meetings:{name.partition(' ')[0]}", args=[of.uuid])
        read = dict(_READ.findall(client.get(shown or url).content.decode()))
        assert read, name
        first()
        before, entries = stands(), AuditEntry.objects.count()

        answer = client.post(url, {"form_key": str(uuid4()), **read, **form})

        assert answer.status_code == 422, name
        assert "har ändrat det här sedan du öppnade sidan" in answer.content.decode(), name
        assert stands() == before, name
        assert AuditEntry.objects.count() == entries, name
