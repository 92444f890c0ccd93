"""Minutes at every stage, a notice and an extract: an address of every page about them."""

from __future__ import annotations

from samspel.meetings import services
from samspel.meetings.calculation.minutes.parts import PartKey
from samspel.meetings.calculation.record import Recipient
from samspel.meetings.enums import ProposalKind
from samspel.meetings.models import AgendaItem, Dispatch, Minutes
from tests.browser.pages import Sample, Samples
from tests.cast import Town
from tests.meetings.acting import NOW, clock
from tests.meetings.minutes.playing import Room, approve, ready, small_meeting

OF_THE_DRAFT = ("minutes", "note-hindered", "name-approvers", "word-part", "send-out")
OF_THE_SENT = ("sign", "refuse-approval", "propose-wording", "call-back")
OF_THE_APPROVED = (
    *("correct-minutes", "announce", "extracts", "begin-publication", "publication"),
    "withdraw",
)
OF_A_NOTICE = ("notice", "announce-again", "take-down", "confirm-final", "prove-posting")


def samples(town: Town) -> Samples:
    """Let one meeting's minutes be a draft, another's be out, and a third's be on the board."""
    secretary = town.actor("ingrid")
    room, item = small_meeting(town)
    county = [Recipient("Registrator", "reg@lan.example", is_internal=False)]
    services.describe_item(item, recipients=county, at=NOW, actor=secretary)
    done = ready(town, room, "perolof")
    services.send_out(done, at=NOW, actor=secretary)
    done = approve(town, done)
    notice = services.announce_minutes(done, at=NOW, actor=secretary)
    outage = services.note_outage(
        from_at=clock(11, 12, 8), cause="Driftstopp", at=NOW, actor=secretary, body=room.body
    )
    services.change_minutes_settings(room.body, actor=secretary, second_checks_masking=False)
    publication = services.begin_publication(done, at=NOW, actor=secretary)
    services.publish_minutes(publication, at=NOW, actor=secretary)
    extract = services.make_extract(done, item, at=NOW, actor=secretary)
    services.send_extract(extract, county, at=NOW, actor=secretary)
    out, draft = _minutes(town, 10), _minutes(town, 9)
    services.send_out(out, at=NOW, actor=secretary)
    wording = services.propose_wording(
        out,
        AgendaItem.objects.get(title="Ärende den 10"),
        part=PartKey.DESCRIPTION,
        text="Det här är ärendet.",
        at=NOW,
        actor=town.actor("perolof"),
    )
    body = room.body.uuid
    return {
        **_all(OF_THE_DRAFT, "ingrid", uuid=draft.uuid),
        **_all(OF_THE_SENT, "perolof", uuid=out.uuid),
        **_all(OF_THE_APPROVED, "ingrid", uuid=done.uuid),
        **_all(OF_A_NOTICE, "ingrid", uuid=notice.uuid),
        "meetings:minutes": [_by("ingrid", uuid=each.uuid) for each in (draft, out, done)],
        "meetings:call-back": [_by("ingrid", uuid=out.uuid)],
        "meetings:end-outage": [_by("ingrid", uuid=outage.uuid)],
        "meetings:answer-wording": [_by("ingrid", uuid=out.uuid, wording=wording.uuid)],
        **_all(
            ("receipt", "receipt-file"), "nobody", uuid=Dispatch.objects.earliest("pk").uuid
        ),
        "meetings:send-extract-again": [
            _by("ingrid", uuid=Dispatch.objects.earliest("pk").uuid)
        ],
        "meetings:note-assignment": [_by("ingrid", uuid=item.uuid)],
        "meetings:name-recipients": [_by("ingrid", uuid=item.uuid)],
        "meetings:paragraph": [_by("ingrid", uuid=item.uuid)],
        "meetings:send-extract": [_by("ingrid", uuid=done.uuid, item=item.uuid)],
        "meetings:minutes-file": [_by("ingrid", uuid=done.uuid)],
        "meetings:phrase": [_by("ingrid", body=body, key="vote.result")],
        "meetings:begin-immediate": [_by("ingrid", uuid=room.meeting.uuid, item=item.uuid)],
        "portal:minutes": [_by("nobody", uuid=publication.uuid)],
    }


def _minutes(town: Town, day: int) -> Minutes:
    room = Room(town, day=day, present="karin perolof lena ulla")
    item: AgendaItem = room.item(f"Ärende den {day}", draft_points=["Förslaget antas."])
    room.begin()
    room.take_up(item)
    room.propose(item, ProposalKind.APPROVAL, "ulla")
    room.put(item, "draft")
    room.conclude(item)
    room.close()
    return ready(town, room, "perolof")


def _all(names: tuple[str, ...], reader: str, **parameters: object) -> Samples:
    return {f"meetings:{name}": [_by(reader, **parameters)] for name in names}


def _by(name: str, **parameters: object) -> Sample:
    return Sample(parameters, name)
