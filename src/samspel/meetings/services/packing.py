"""To make the notice and its supplements into files, in an edition for each reader.

The full edition is drawn first and gives every page number; the open one keeps the
numbers and leaves out closed items and secret papers, so that a page that is spoken of
in the room is the same for all who have it.
"""

from __future__ import annotations

import datetime as dt

from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samspel.audit import services as audit
from samspel.audit.actors import Actor
from samspel.documents.services import store
from samspel.kit.pdf import forget_soon
from samspel.meetings import policies
from samspel.meetings.enums import MeetingState
from samspel.meetings.enums.calling import Edition
from samspel.meetings.errors import MeetingRefused
from samspel.meetings.models import AgendaItem, Meeting
from samspel.meetings.models.packs import NoticePack, PackPart
from samspel.meetings.pack import compose
from samspel.meetings.pack.shape import Made, Pack
from samspel.meetings.queries.packing import PackSource, for_the_open, gathered
from samspel.meetings.services.holding import dispatch_meeting
from samspel.meetings.services.locks import locked_meeting
from samspel.meetings.services.telling import tell_members

_CLOSED = gettext_lazy("Innehåller slutna ärenden eller handlingar med sekretess")


@transaction.atomic
def send_notice(
    meeting: Meeting, *, at: dt.datetime, actor: Actor, version: int | None = None
) -> Meeting:
    """Send the notice and make its pack, both or neither; refuses as ``dispatch_meeting``."""
    meeting = dispatch_meeting(meeting, at=at, actor=actor, version=version)
    make_pack(meeting, at=at, actor=actor)
    return meeting


@transaction.atomic
def make_pack(meeting: Meeting, *, at: dt.datetime, actor: Actor) -> NoticePack:
    """Make the notice's pack, or a supplement of what has come since the last one.

    A supplement goes on at the page after the last, and the members are told of it once
    instead of getting papers one by one. Refuses whoever does not keep the body, a
    meeting that has not been called or is over, and a supplement with nothing in it.
    """
    meeting = locked_meeting(meeting)
    policies.require_may_keep(meeting.body, actor)
    if meeting.state != MeetingState.CALLED:
        raise MeetingRefused(
            gettext_lazy("Handlingarna görs till ett paket när kallelsen skickas.")
        )
    last = meeting.packs.order_by("-number").first()
    source = gathered(meeting, since=last)
    if last is not None and not source.pack.items:
        raise MeetingRefused(gettext_lazy("Ingenting har tillkommit sedan förra paketet."))
    full = _write(meeting, source, last, at=at, actor=actor)
    audit.record(
        "meetings.pack.made",
        subject=meeting,
        actor=actor,
        facts={"number": full.number, "from": full.first_page, "to": full.last_page},
    )
    if full.is_supplement:
        _tell(meeting, full, actor=actor, at=at)
    return full


def _write(
    meeting: Meeting,
    source: PackSource,
    last: NoticePack | None,
    *,
    at: dt.datetime,
    actor: Actor,
) -> NoticePack:
    """Draw both editions and keep them; the parts belong to the full one."""
    whole = compose.made(source.pack)
    number = last.number + 1 if last else 1
    ground = str(_CLOSED) if source.closed else ""
    full = _kept(meeting, number, Edition.FULL, source.pack, whole, ground, at=at, actor=actor)
    PackPart.objects.bulk_create(_parts(full, source, whole))
    open_pack = for_the_open(source, whole.pages)
    if open_pack is source.pack:
        _kept(meeting, number, Edition.OPEN, source.pack, whole, "", at=at, actor=actor)
    else:
        drawn = compose.made(open_pack)
        same = Made(drawn.content, drawn.pages, whole.last_page)
        _kept(meeting, number, Edition.OPEN, open_pack, same, "", at=at, actor=actor)
    forget_soon()
    return full


def _kept(
    meeting: Meeting,
    number: int,
    edition: Edition,
    pack: Pack,
    drawn: Made,
    ground: str,
    *,
    at: dt.datetime,
    actor: Actor,
) -> NoticePack:
    row = NoticePack.objects.create(
        meeting=meeting,
        number=number,
        edition=edition,
        first_page=pack.first_page,
        last_page=drawn.last_page,
        made_at=at,
    )
    # Said in the name too, since a file is taken along and sent on without its page.
    closed = _(", med slutna ärenden") if ground else ""
    body, day = meeting.body.short_name, meeting.day.isoformat()
    name = f"{file_title(row)} {body} {day}{closed}.pdf"
    row.document = store(
        SimpleUploadedFile(name, drawn.content, "application/pdf"),
        owner=row,
        actor=actor,
        secrecy=ground,
        name=name,
        at=at,
    )
    row.save(update_fields=["document"])
    return row


def file_title(pack: NoticePack) -> str:
    """Give what a pack is called: the notice, or which supplement."""
    if not pack.is_supplement:
        return _("Kallelse")
    return _("Tilläggskallelse %(number)s") % {"number": pack.number - 1}


def _parts(full: NoticePack, source: PackSource, whole: Made) -> list[PackPart]:
    found = []
    for key, (first, last) in whole.pages.items():
        item_id, paper_id = source.keys[key]
        found.append(
            PackPart(
                pack=full,
                item_id=item_id,
                attachment_id=paper_id,
                first_page=first,
                page_count=last - first + 1,
            )
        )
    return found


def _tell(meeting: Meeting, pack: NoticePack, *, actor: Actor, at: dt.datetime) -> None:
    tell_members(
        meeting,
        subject=gettext_lazy("Tillkommande handlingar: %(body)s %(when)s"),
        body=gettext_lazy(
            "Handlingar har tillkommit till mötet med %(body)s %(when)s. De finns i Samspel "
            "på sidorna %(first)s–%(last)s."
        ),
        first=pack.first_page,
        last=pack.last_page,
        actor=actor,
        at=at,
    )


def late_items(meeting: Meeting) -> list[AgendaItem]:
    """Give the items with something that no pack of the meeting holds yet."""
    last = meeting.packs.order_by("-number").first()
    return gathered(meeting, since=last, sizes=False).items
