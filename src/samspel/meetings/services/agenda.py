"""Acts on an agenda: to open an item, to let it land, to place, withdraw and handle it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any, NamedTuple
from uuid import uuid4

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from samspel.audit import services as audit
from samspel.audit.actors import Actor
from samspel.cases.models import Case
from samspel.documents.models import Document
from samspel.documents.services import store
from samspel.foundation.dates import local_day
from samspel.foundation.text import one_line, truncate
from samspel.meetings import events, policies
from samspel.meetings.calculation import paragraph_of
from samspel.meetings.calculation.statute import judged
from samspel.meetings.enums import ItemKind, ItemState, Leaving, Purpose, Route
from samspel.meetings.errors import ItemRefused
from samspel.meetings.models import AgendaAttachment, AgendaItem, Meeting
from samspel.meetings.services import case_chain
from samspel.meetings.services.gathering import gathered
from samspel.meetings.services.invitations import require_open, write_invitation
from samspel.meetings.services.landing import (
    carry_on,
    land,
    land_waiting,
    leave,
    put_on,
)
from samspel.meetings.services.locks import lock_body, locked_item
from samspel.meetings.services.telling import tell_invited, tell_uninvited
from samspel.people.models import Body, Person

_TITLE_LENGTH = 200


class NewAttachment(NamedTuple):
    """Something to attach: a page of the product, or a stored file."""

    title: str
    url: str = ""
    document: Document | None = None


@transaction.atomic
def open_item(
    body: Body,
    *,
    title: str,
    ready_at: dt.datetime,
    actor: Actor,
    key: str,
    at: dt.datetime | None = None,
    route: Route | str = Route.NEXT_MEETING,
    kind: ItemKind = ItemKind.MATTER,
    text: str = "",
    invitees: Iterable[tuple[Person, Purpose | str]] = (),
    attachments: Iterable[NewAttachment | tuple[str, str]] = (),
    is_closed: bool = False,
    closed_because: str = "",
    case: Case | None = None,
    citation: str = "",
    meeting: Meeting | None = None,
) -> AgendaItem:
    """Open an item in consequence of another act, which has judged who may do it.

    ``key`` names the cause: the same key never opens two items, the first is given
    back. The item lands on the meeting that is named, or that its route says, counted
    from ``ready_at``, or waits under the body. The invited are told when it lands. The
    chain of its ``case`` gets a step, with the citation of the decision that sent it.
    """
    lock_body(body)
    known = AgendaItem.objects.select_related("body", "meeting").filter(key=key).first()
    if known is not None:
        return known
    item = AgendaItem.objects.create(
        body=body,
        key=key,
        title=truncate(one_line(title), _TITLE_LENGTH),
        text=text,
        kind=kind,
        ready_at=ready_at,
        route=Route(route),
        is_closed=is_closed,
        closed_because=closed_because,
        case=case,
    )
    audit.record(
        "meetings.item.opened",
        subject=item,
        actor=actor,
        facts={"body": body.pk, "kind": item.kind, "route": item.route, "ready_at": ready_at},
        also=[body],
    )
    now = at or ready_at
    for number, given in enumerate(attachments, start=1):
        _write_attachment(item, NewAttachment(*given), number)
    for person, purpose in invitees:
        write_invitation(item, person, Purpose(purpose), at=now, actor=actor)
    if meeting is not None:
        _put_on(item, meeting, at=now, actor=actor, citation=citation)
    elif not land(item, at=now, actor=actor, citation=citation):
        if case is not None:
            case_chain.note_waiting(item, at=now, actor=actor, citation=citation)
        tell_invited(item, actor=actor, at=now)
    return item


@transaction.atomic
def enter_item(
    body: Body,
    *,
    title: str,
    at: dt.datetime,
    actor: Actor,
    text: str = "",
    kind: ItemKind = ItemKind.MATTER,
    route: Route = Route.NEXT_MEETING,
    is_closed: bool = False,
    closed_because: str = "",
    meeting: Meeting | None = None,
) -> AgendaItem:
    """Enter an item by hand, as the secretary does: on the meeting that is named, if any.

    Refuses whoever does not keep the body, and a meeting that is over.
    """
    policies.require_may_keep(body, actor)
    return open_item(
        body,
        title=title,
        text=text,
        kind=kind,
        ready_at=at,
        route=route,
        is_closed=is_closed,
        closed_because=closed_because,
        key=f"meetings.entered:{uuid4()}",
        actor=actor,
        meeting=meeting,
    )


@transaction.atomic
def place_waiting_items(body: Body, *, at: dt.datetime, actor: Actor) -> list[AgendaItem]:
    """Let what waits in the body land where it now can; gives the items that landed.

    Done by itself whenever a meeting is planned, moved or gets another deadline.
    """
    lock_body(body)
    return land_waiting(body.pk, at=at, actor=actor)


@transaction.atomic
def place_item(
    item: AgendaItem, meeting: Meeting, *, at: dt.datetime, actor: Actor
) -> AgendaItem:
    """Place an item on a meeting that the secretary chooses, also after the dispatch.

    After the deadline it is marked as late, also where the meeting has begun: a matter may
    be raised there. Refuses another body's meeting, one that is held or off, and the
    meeting where the item stands already.
    """
    item = locked_item(item)
    policies.require_may_keep(item.body, actor)
    require_open(item)
    meeting = Meeting.objects.select_related("body").get(pk=meeting.pk)
    _require_may_stand_on(item, meeting)
    if item.meeting is not None:
        carry_on(item, to=meeting, why=Leaving.MOVED, at=at, actor=actor)
        return item
    if not gathered(item, meeting, actor=actor):
        put_on(item, meeting, at=at, actor=actor)
    return item


def _put_on(
    item: AgendaItem, meeting: Meeting, *, at: dt.datetime, actor: Actor, citation: str
) -> None:
    """Put a new item on the meeting that was chosen for it."""
    _require_may_stand_on(item, meeting)
    put_on(item, meeting, at=at, actor=actor, citation=citation)


def _require_may_stand_on(item: AgendaItem, meeting: Meeting) -> None:
    if meeting.body_id != item.body_id:
        raise ItemRefused(
            _("Ärendet hör till %(body)s och kan bara tas upp där."), body=item.body.name
        )
    if not meeting.is_ahead:
        raise ItemRefused(_("Mötet är hållet eller inställt. Välj ett kommande möte."))
    if item.meeting_id == meeting.pk:
        raise ItemRefused(_("Ärendet står redan på det mötets föredragningslista."))


def _require_nothing_to_report(item: AgendaItem, at: dt.datetime) -> None:
    """Refuse what the law stops: decisions on delegation that must reach the body."""
    facts = {
        "delegation.is_urgent": item.route == Route.VERY_NEXT,
        "report.holds_decisions": item.delegated_decisions.exists(),
        "report.is_withdrawn": True,
    }
    for stopping in judged("delegation.report", facts, local_day(at)).stopping:
        raise ItemRefused(
            "%(said)s (%(cited)s)",
            said=f"{stopping.say} {stopping.instead}",
            cited=stopping.clause.heading,
        )


@transaction.atomic
def withdraw_item(
    item: AgendaItem, *, reason: str, at: dt.datetime, actor: Actor
) -> AgendaItem:
    """Withdraw an item before it is taken up; the invited are told that they need not come.

    Refuses an item that is closed off, and one under which decisions on delegation are
    reported, since those must reach the body (KL 6 kap. 40 §).
    """
    item = locked_item(item)
    policies.require_may_keep(item.body, actor)
    require_open(item)
    _require_nothing_to_report(item, at)
    previous = leave(item, Leaving.WITHDRAWN, at=at) if item.meeting else None
    item.state = ItemState.WITHDRAWN
    item.withdrawn_reason = reason
    item.save(update_fields=["state", "withdrawn_reason"])
    audit.record(
        "meetings.item.withdrawn",
        subject=item,
        actor=actor,
        reason=reason,
        also=[previous] if previous else [],
    )
    case_chain.note_withdrawn(item, at=at, actor=actor)
    for invitee in item.invitees.filter(cancelled_at__isnull=True).select_related("person"):
        tell_uninvited(invitee, item, actor=actor, at=at)
    events.item_withdrawn.send(AgendaItem, item=item, actor=actor)
    return item


@transaction.atomic
def handle_item(
    item: AgendaItem, *, paragraph: str, outcome: str = "", at: dt.datetime, actor: Actor
) -> AgendaItem:
    """Note that the item was taken up at its meeting, under which §, and what came of it.

    What is reported under it counts as reported from then on. Refuses an item that does
    not stand on a meeting that has begun, and a § that another item of the meeting has.
    """
    item = locked_item(item)
    policies.require_may_keep(item.body, actor)
    require_open(item)
    written = _require_paragraph(item, paragraph, at)
    item.state = ItemState.HANDLED
    item.handled_at = at
    item.paragraph = written
    item.outcome = outcome
    item.save(update_fields=["state", "handled_at", "paragraph", "outcome"])
    audit.record(
        "meetings.item.handled",
        subject=item,
        actor=actor,
        facts={"meeting": item.meeting_id, "paragraph": written},
        also=[item.meeting] if item.meeting else [],
    )
    case_chain.note_entered(item, at=at, actor=actor)
    events.item_handled.send(AgendaItem, item=item, actor=actor)
    return item


def _require_paragraph(item: AgendaItem, paragraph: str, at: dt.datetime) -> str:
    if item.meeting is None or at < item.meeting.starts_at:
        raise ItemRefused(
            _("Ärendet kan inte föras in som behandlat innan dess möte har börjat.")
        )
    written = paragraph_of(paragraph)
    if written is None:
        raise ItemRefused(_("Skriv paragrafen som ett nummer, till exempel § 33."))
    if item.meeting.items.filter(paragraph=written).exists():
        raise ItemRefused(
            _("%(paragraph)s är redan ett annat ärende på mötet. Kontrollera numret."),
            paragraph=written,
        )
    return written


@transaction.atomic
def attach(
    item: AgendaItem,
    *,
    title: str,
    actor: Actor,
    url: str = "",
    document: Document | None = None,
) -> AgendaAttachment:
    """Attach a stored file or a page in consequence of another act, which judged who may.

    Refuses an item that is closed off.
    """
    item = locked_item(item)
    require_open(item)
    last = item.attachments.aggregate(last=Max("order"))["last"] or 0
    attachment = _write_attachment(item, NewAttachment(title, url, document), last + 1)
    audit.record(
        "meetings.item.attached",
        subject=item,
        actor=actor,
        facts={"attachment": attachment.pk},
        also=[item.meeting] if item.meeting else [],
    )
    return attachment


@transaction.atomic
def attach_upload(
    item: AgendaItem,
    upload: UploadedFile[Any],
    *,
    at: dt.datetime,
    actor: Actor,
    title: str = "",
    secrecy: str = "",
) -> AgendaAttachment:
    """Keep an uploaded file and attach it to the item, both or neither, as the secretary does.

    Refuses whoever does not keep the body, what ``attach`` refuses, and a file that
    documents do not take.
    """
    item = locked_item(item)
    policies.require_may_keep(item.body, actor)
    require_open(item)
    document = store(upload, owner=item, actor=actor, secrecy=secrecy, at=at)
    return attach(item, title=title or document.name, document=document, actor=actor)


def _write_attachment(item: AgendaItem, given: NewAttachment, order: int) -> AgendaAttachment:
    return AgendaAttachment.objects.create(
        item=item,
        title=truncate(one_line(given.title), _TITLE_LENGTH),
        url=given.url,
        document=given.document,
        order=order,
    )
