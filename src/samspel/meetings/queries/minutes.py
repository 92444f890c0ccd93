"""Reading minutes: the text as it stands, what is missing, who is to sign, who may see."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import replace
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet, Subquery
from django.utils.translation import gettext

from samspel.audit.actors import Actor
from samspel.foundation.dates import local_day
from samspel.kit.prepared_query import JsonRows
from samspel.meetings.calculation.approving import approval_judged
from samspel.meetings.calculation.minutes import (
    Frame,
    Layout,
    MinutesText,
    Missing,
    PartKey,
    Phrases,
    extract_of,
    layout_named,
    missing_from,
    restored,
    write,
)
from samspel.meetings.calculation.minutes.parts import Facts, Prose, Signatory
from samspel.meetings.calculation.record import MeetingRecord, PersonRef
from samspel.meetings.enums import SeatKind
from samspel.meetings.enums.minutes import (
    ApprovalState,
    ApproverRole,
    CannotSign,
    MinutesKind,
    MinutesState,
    WordingState,
)
from samspel.meetings.models import (
    AgendaItem,
    Approver,
    DecidingSettings,
    Meeting,
    Minutes,
    MinutesPhrase,
    MinutesSettings,
    MinutesWording,
    Participation,
    Publication,
)
from samspel.meetings.queries.record import record_of
from samspel.meetings.queries.sight import KEEP, inside_bodies
from samspel.people.models import Body
from samspel.people.queries import members_of
from samspel.rules.explanation import Finding

_LAST = "beslut_sist"


_PHRASES = JsonRows(MinutesPhrase, "key text", "body", order="key")


def minutes_settings_of(body: Body) -> MinutesSettings:
    """Give the body's settings; while it has set none, the order that it decides by."""
    return _set_by(body)[0]


def _set_by(body: Body) -> tuple[MinutesSettings, Phrases]:
    """Give what the body has set of its minutes, and its own sentences; one statement."""
    rows = Body.objects.select_related("minutes_settings", "deciding_settings")
    found: Any = rows.annotate(phrases=_PHRASES.column()).get(pk=body.pk)
    phrases = Phrases({each["key"]: each["text"] for each in found.phrases})
    settings: MinutesSettings | None = getattr(found, "minutes_settings", None)
    if settings is not None:
        settings.body = body
        return settings, phrases
    unset = MinutesSettings(body=body)
    deciding: DecidingSettings | None = getattr(found, "deciding_settings", None)
    if deciding is not None and not deciding.decision_first:
        unset.layout = _LAST
    return unset, phrases


def layout_of(settings: MinutesSettings) -> Layout:
    """Give the layout that the settings name, with the body's own headings."""
    return layout_named(settings.layout, settings.headings)


def phrases_of(body_id: int) -> Phrases:
    """Give the library with the body's own sentences."""
    rows = MinutesPhrase.objects.filter(body_id=body_id).values_list("key", "text")
    return Phrases(dict(rows))


def minutes_visible_to(actor: Actor) -> QuerySet[Minutes]:
    """Give the minutes that the viewer may read whole, closed items too.

    Whoever keeps the body and whoever is to sign read them from the first draft; those
    who take part in the body or serve it when they are approved. Others read the
    version that is published.
    """
    found = Minutes.objects.select_related("meeting__body", "item", "document")
    if actor.is_system:
        return found
    signs = Approver.objects.filter(minutes=OuterRef("pk"), person_id=actor.person_id or 0)
    return found.filter(
        Q(meeting__body_id__in=actor.bodies_with(KEEP))
        | Q(Exists(signs))
        | Q(meeting__body_id__in=inside_bodies(actor), state=MinutesState.APPROVED)
    )


def minutes_seen(actor: Actor, uuid: UUID) -> Minutes | None:
    """Give the minutes at the address, if the viewer may read them, with what hangs on them.

    ``web_state`` is how the newest version for the web stands, or None.
    """
    wordings = MinutesWording.objects.select_related("item", "proposed_by")
    newest = Publication.objects.filter(minutes=OuterRef("pk")).order_by("-pk")
    rows = (
        minutes_visible_to(actor)
        .select_related("meeting__sitting__chair", "meeting__sitting__secretary")
        .annotate(web_state=Subquery(newest.values("state")[:1]))
    )
    rows = rows.prefetch_related("approvers", "signatures", Prefetch("wordings", wordings))
    return rows.filter(uuid=uuid).first()


def minutes_of(meeting: Meeting, actor: Actor) -> list[Minutes]:
    """Give a meeting's minutes that the viewer may read, the whole ones first."""
    rows = minutes_visible_to(actor).filter(meeting=meeting)
    return sorted(rows, key=lambda each: (each.kind != MinutesKind.WHOLE, each.pk))


def record_for(minutes: Minutes, actor: Actor, *, is_fresh: bool = False) -> MeetingRecord:
    """Give the record that the minutes are written from, with who signs put in.

    They are ``is_fresh`` where ``minutes_seen`` has just given them.
    """
    record = record_of(minutes.meeting, actor, is_fresh=is_fresh)
    named = [
        PersonRef(each.person_id, *_split(each.printed))
        for each in minutes.approvers.all()
        if each.role == ApproverRole.APPROVER
    ]
    return replace(record, approvers=tuple(named)) if named else record


def _split(printed: str) -> tuple[str, str]:
    name, bracket, party = printed.partition(" (")
    return name, party.rstrip(")") if bracket else ""


def frame_of(minutes: Minutes, *, is_approved: bool = False) -> Frame:
    """Give how the minutes are written: layout, phrases, and the wordings taken in."""
    settings, phrases = _set_by(minutes.meeting.body)
    wordings = {
        (each.item_id, PartKey(each.part)): each.text
        for each in minutes.wordings.all()
        if each.state == WordingState.ACCEPTED
    }
    return Frame(
        layout=layout_of(settings),
        phrases=phrases,
        wordings=wordings,
        approval=_approval_lines(settings),
        is_approved=is_approved,
    )


def _approval_lines(settings: MinutesSettings) -> tuple[str, ...]:
    # Minutes are written in Swedish, whatever language the secretary reads the product in.
    if settings.approval_rests_on:
        return (f"Elektroniskt, enligt {settings.approval_rests_on}",)
    return ("Elektroniskt",)


def written_text(minutes: Minutes, record: MeetingRecord) -> MinutesText:
    """Write the text anew from the record, as it stands now."""
    frame = frame_of(minutes)
    if minutes.kind == MinutesKind.IMMEDIATE and minutes.item_id is not None:
        return _signed_by(_immediate(minutes.item_id, record, frame), minutes)
    return _signed_by(write(record, frame), minutes)


def _signed_by(text: MinutesText, minutes: Minutes) -> MinutesText:
    """Give the text without the places of those who can't sign, and with what is said of it."""
    if not minutes.hindered:
        return text
    out = {each["printed"] for each in minutes.hindered}
    return replace(
        text,
        signatories=tuple(each for each in text.signatories if each.name not in out),
        closing=(*hindered_said(minutes), *text.closing),
    )


def hindered_said(minutes: Minutes) -> tuple[str, ...]:
    """Say who does not sign the minutes and why, and who or what stands in their place.

    In Swedish, as the minutes are.
    """
    said = []
    for each in minutes.hindered:
        role = ApproverRole(each["role"]).label.lower()
        why = CannotSign(each["why"])
        line = f"{each['printed']} ({role}) {why.label}"
        line += "." if why is CannotSign.DEAD else " och skriver inte under."
        if each["instead"]:
            line += f" {each['instead']} skriver under i stället"
            line += f", enligt {each['decided']}." if each["decided"] else "."
        else:
            line += (
                f" Protokollet är godkänt av {minutes.meeting.body.name}: {each['decided']}."
            )
        said.append(line)
    return tuple(said)


def may_stand_in(
    minutes: Minutes, at: dt.datetime, *, for_secretary: bool = True
) -> list[tuple[int, str]]:
    """Give who may sign in another's place, as printed: who was there, then who sits now.

    Those elected to the body answer for what it decided; an official who was there can
    sign in the place of nobody but the secretary.
    """
    seats = [SeatKind.MEMBER, SeatKind.SUBSTITUTE]
    there = Participation.objects.filter(
        meeting_id=minutes.meeting_id,
        seat__in=[*seats, SeatKind.OFFICIAL] if for_secretary else seats,
        intervals__isnull=False,
        person__isnull=False,
    ).distinct()
    found = {each.person_id: each.printed for each in there.order_by("order", "pk")}
    for row in members_of(minutes.meeting.body_id, local_day(at)):
        found.setdefault(row.person_id, row.name)
    return [(key, name) for key, name in found.items() if key is not None]


def _immediate(item_id: int, record: MeetingRecord, frame: Frame) -> MinutesText:
    """Give one paragraph with the cover and the signatures of the minutes."""
    whole = write(record, replace(frame, contents=False))
    only = extract_of(record, item_id, replace(frame, is_approved=True)).paragraphs
    return replace(whole, title=f"{whole.title} {only[0].paragraph}", paragraphs=only)


def correction_text(minutes: Minutes) -> MinutesText:
    """Write a correction: what is corrected, the decision that it rests on, who signs."""
    first = minutes.corrects or minutes
    body, day = minutes.meeting.body.name, minutes.meeting.day.isoformat()
    rows = (
        ("Organ", (body,)),
        ("Sammanträdesdag", (day,)),
        ("Rättelsen vilar på", (minutes.correction_cites,)),
        ("Det justerade protokollets fil (SHA-256)", (_hash_of(first),)),
    )
    return MinutesText(
        title=f"Rättelse av protokoll {body} {day}",
        body=body,
        day=day,
        cover=(Facts(rows), Prose(minutes.correction_text.strip())),
        paragraphs=(),
        signatories=tuple(
            Signatory(ApproverRole(each.role).label, each.printed)
            for each in minutes.approvers.all()
        ),
        closing=(
            *hindered_said(minutes),
            phrases_of(minutes.meeting.body_id).say("cover.digital"),
        ),
    )


def _hash_of(minutes: Minutes) -> str:
    return minutes.document.sha256 if minutes.document else ""


def text_of(minutes: Minutes, actor: Actor) -> MinutesText:
    """Give the text: frozen from when it was sent out, else as the record stands now."""
    if not minutes.status.is_open and minutes.text is not None:
        return restored(minutes.text)
    if minutes.kind == MinutesKind.CORRECTION:
        return correction_text(minutes)
    return written_text(minutes, record_for(minutes, actor))


def missing_in(minutes: Minutes, record: MeetingRecord) -> list[Missing]:
    """Give what the Local Government Act still asks for, before these may be sent out."""
    is_of_one = minutes.kind == MinutesKind.IMMEDIATE
    return missing_from(record, minutes.item_id if is_of_one else None)


def approved_paragraph(item: AgendaItem) -> tuple[dict[str, Any] | None, list[Minutes]]:
    """Give an item's paragraph as it was approved, and what has corrected its minutes since.

    A paragraph that was approved at once stands in minutes of its own before the meeting's.
    """
    rows = Minutes.objects.filter(
        Q(kind=MinutesKind.IMMEDIATE, item=item)
        | Q(kind=MinutesKind.WHOLE, meeting=item.meeting_id),
        state=MinutesState.APPROVED,
    )
    found = list(rows.order_by("kind"))  # immediate before whole
    held = (each for minutes in found for each in (minutes.text or {}).get("paragraphs", ()))
    paragraph = next((each for each in held if each["item_id"] == item.pk), None)
    return paragraph, corrections_of(found)


def corrections_of(minutes: Iterable[Minutes]) -> list[Minutes]:
    """Give what corrects the minutes and is approved itself, with what corrects that."""
    corrected = [each.pk for each in minutes]
    found: list[Minutes] = []
    while corrected:
        rows = Minutes.objects.filter(corrects__in=corrected, state=MinutesState.APPROVED)
        later = list(rows.order_by("approved_at", "pk"))
        corrected = [each.pk for each in later]
        found += later
    return found


def late_approval(minutes: Minutes, on: dt.date) -> tuple[Finding, ...]:
    """Give what the law warns of where minutes are not approved in time (KL 5 kap. 69 §).

    A correction has no such time: what it corrects was approved within it.
    """
    if minutes.kind == MinutesKind.CORRECTION:
        return ()
    return approval_judged(minutes.meeting.day, on).warning


def state_in_words(minutes: Minutes) -> str:
    """Say how far the approval has come: "2 av 3 har skrivit under"."""
    if minutes.state != MinutesState.OUT:
        return gettext(minutes.status.label)
    rows = list(minutes.approvers.all())
    signed = sum(1 for each in rows if each.state == ApprovalState.SIGNED)
    return gettext("%(signed)s av %(all)s har skrivit under") % {
        "signed": signed,
        "all": len(rows),
    }
