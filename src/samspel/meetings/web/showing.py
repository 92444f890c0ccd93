"""Rows for the meetings' pages: facts, agenda lines, the story of an item."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from samspel.foundation.dates import local_day, say_date, say_day_long, say_day_short, say_span
from samspel.kit import filters
from samspel.kit.enums import label_of
from samspel.kit.language import current
from samspel.kit.rows import Event, Fact, FileRow
from samspel.kit.web import address_of
from samspel.meetings.calculation.appeal import announce_by
from samspel.meetings.enums import ItemKind, ItemState, Leaving, MeetingState, Purpose
from samspel.meetings.models import (
    AgendaAttachment,
    AgendaInvitee,
    AgendaItem,
    AgendaPlacement,
    Meeting,
)
from samspel.meetings.queries import AgendaLine
from samspel.meetings.queries.moves import Move, day_at, moves_of

_KINDS_NOTED = {ItemKind.REPORT, ItemKind.NOTICE}


@dataclass(frozen=True, slots=True)
class AgendaRow:
    """A line of an agenda as it is drawn."""

    number: int
    title: str
    url: str
    notes: tuple[str, ...]
    papers: tuple[FileRow, ...]
    paragraph: str
    outcome: str


def meeting_words(meeting: Meeting) -> str:
    """Say when a meeting is, to choose it by; and where an item would come after the notice."""
    said = say_span(meeting.starts_at, meeting.ends_at, now=None, lang=current())
    if meeting.takes_papers(timezone.now()):
        return said
    if meeting.dispatched_at is None:
        late = _("%(when)s (efter sista dag för handlingar, ärendet märks som tillkommet)")
    else:
        late = _("%(when)s (efter utskicket, ärendet märks som tillkommet)")
    return late % {"when": said}


def meeting_facts(meeting: Meeting, *, is_going_on: bool = False) -> list[Fact]:
    """Give a meeting's facts: where it stands, where it is held, and its chain of deadlines."""
    state = _("Pågår") if is_going_on else label_of(MeetingState, meeting.state)
    paused = getattr(meeting, "paused", None)
    facts = [
        Fact(_("Läge"), state, meeting.cancelled_reason)
        if paused is None
        else Fact(_("Läge"), _("Ajournerat"), paused),
        Fact(_("Plats"), meeting.place or filters.NOTHING),
        Fact(
            _("Möte"),
            _("Nummer %(number)s under %(year)s")
            % {"number": meeting.number, "year": meeting.year},
            "" if meeting.is_ordinary else _("Extra möte"),
        ),
    ]
    if meeting.presidium_on:
        facts.append(Fact(_("Presidiet går igenom"), filters.day(meeting.presidium_on)))
    return [
        *facts,
        Fact(_("Handlingar inne senast"), filters.moment(meeting.dispatch_deadline_at)),
        Fact(_("Kallelse senast"), filters.day(meeting.notice_on), _sent(meeting)),
        Fact(_("Protokollet justeras senast"), filters.day(meeting.approval_on)),
        Fact(_("Protokollet anslås senast"), filters.day(announce_by(meeting.approval_on))),
    ]


def _sent(meeting: Meeting) -> str:
    if meeting.dispatched_at is None:
        has_passed = meeting.is_ahead and meeting.notice_on < timezone.localdate()
        return _("Dagen har passerat, och kallelsen är inte skickad") if has_passed else ""
    return _("Skickad %(day)s") % {
        "day": say_day_short(local_day(meeting.dispatched_at), current())
    }


def agenda_row(line: AgendaLine, dispatched_at: datetime | None) -> AgendaRow:
    """Give a line of an agenda as it is drawn; when the notice went out, if it has."""
    item = line.item
    return AgendaRow(
        number=line.number,
        title=item.title,
        url=address_of("meetings:item", item.uuid),
        notes=tuple(_notes(line, dispatched_at)),
        papers=tuple(paper_row(each) for each in line.attachments),
        paragraph=item.paragraph,
        outcome=item.outcome,
    )


def late_words(line: AgendaLine, dispatched_at: datetime | None) -> str:
    """Say what an item came too late for: the notice, or only the day for papers."""
    if _is_after(line.placed_at, dispatched_at):
        return _("Tillkom efter utskicket")
    return _("Tillkom efter sista dag för handlingar")


def _is_after(placed_at: datetime | None, dispatched_at: datetime | None) -> bool:
    """Whether an item was placed when the notice had gone out; else it came with the notice."""
    return placed_at is not None and dispatched_at is not None and placed_at >= dispatched_at


def _notes(line: AgendaLine, dispatched_at: datetime | None) -> list[str]:
    """Say what else is worth knowing of an item, each in a few words."""
    item = line.item
    notes = [label_of(ItemKind, item.kind)] if item.kind in _KINDS_NOTED else []
    if item.case is not None:
        notes.append(item.case.registry_number)
    if item.is_closed:
        notes.append(_("Slutet ärende"))
    if line.is_late:
        notes.append(late_words(line, dispatched_at))
    notes += [invited_words(each) for each in line.invitees]
    if line.decision_count:
        notes.append(_decisions(line.decision_count))
    return notes


def _decisions(count: int) -> str:
    """Say how many decisions are reported."""
    return ngettext("%(count)s beslut", "%(count)s beslut", count) % {"count": count}


def invited_words(invitee: AgendaInvitee) -> str:
    """Say who is invited, and for what: "Birgit Malmsten redogör"."""
    purpose = label_of(Purpose, invitee.purpose)
    return f"{invitee.person.name} {purpose[:1].lower()}{purpose[1:]}"


def paper_row(attachment: AgendaAttachment) -> FileRow:
    """Give a paper as a row to open."""
    document = attachment.document
    if document is None:
        return FileRow(attachment.title, attachment.url)
    return FileRow(
        attachment.title,
        address_of("documents:download", document.uuid),
        document.type_in_words,
        document.size,
    )


def item_titles(meeting: Meeting, state: ItemState | None = None) -> tuple[str, ...]:
    """Give the titles of the meeting's items, for whoever keeps it."""
    items = meeting.items.order_by("position")
    if state is not None:
        items = items.filter(state=state)
    return tuple(items.values_list("title", flat=True))


def item_page(item: AgendaItem) -> str:
    """Give the address of an item's page."""
    return reverse("meetings:item", args=[item.uuid])


def said_where(item: AgendaItem) -> str:
    """Say where a new item landed."""
    if item.meeting is None:
        return _("Ärendet väntar på att ett möte planeras.")
    return _("Ärendet är med på mötet %(day)s.") % {
        "day": say_day_long(item.meeting.day, current())
    }


def item_facts(item: AgendaItem, *, sees_case: bool = False) -> list[Fact]:
    """Give an item's facts: its case, where it stands, and what came of it."""
    facts = [Fact(_("Organ"), item.body.name), *_case_fact(item, sees_case=sees_case)]
    if item.meeting is not None:
        facts.append(
            Fact(
                _("Möte"),
                filters.span(item.meeting.starts_at, item.meeting.ends_at, first=True),
                item.meeting.place,
                reverse("meetings:meeting", args=[item.meeting.uuid]),
            )
        )
    facts.append(Fact(_("Läge"), label_of(ItemState, item.state), item.withdrawn_reason))
    if item.is_closed:
        facts.append(Fact(_("Slutet ärende"), item.closed_because or _("Ja")))
    if item.paragraph:
        facts.append(Fact(_("Behandlat"), filters.hold(item.paragraph)))
    if item.outcome:
        facts.append(Fact(_("Vad det blev"), filters.paragraphs(item.outcome)))
    return facts


def _case_fact(item: AgendaItem, *, sees_case: bool) -> list[Fact]:
    """Give the case's number, as a link for whoever may see the case."""
    handling = getattr(item, "handling", None)
    if item.case is not None:
        number = item.case.registry_number
        url = reverse("cases:case", args=[item.case.uuid]) if sees_case else ""
        return [Fact(_("Diarienummer"), filters.hold(number), url=url)]
    if handling is not None and handling.case_number:
        return [Fact(_("Diarienummer"), filters.hold(handling.case_number))]
    return []


def assignment_rows(item: AgendaItem) -> list[Fact]:
    """Give what the decision asks somebody to do, as it is noted; one statement."""
    rows = item.assignments.select_related("owner").order_by("due_on", "id")
    return [
        Fact(
            each.owner.name,
            each.text,
            _("senast %(day)s") % {"day": say_date(each.due_on, current())},
        )
        for each in rows
    ]


def story_of(item: AgendaItem, placements: list[AgendaPlacement]) -> list[Event]:
    """Give an item's story, newest first: when it was ready, where it has stood, why it left."""
    story = [(item.ready_at, _("Klart för möte"))]
    moves = moves_of(each.meeting for each in placements)
    for each in placements:
        story += _of_placement(each, moves.get(each.meeting_id, ()))
    if item.handled_at:
        handled = _("Behandlat, %(paragraph)s") % {"paragraph": item.paragraph}
        story.append((item.handled_at, handled))
    told = sorted(story, key=lambda event: event[0])
    return [Event(at, text) for at, text in reversed(told)]


def _of_placement(
    placement: AgendaPlacement, moves: Sequence[Move]
) -> list[tuple[datetime, str]]:
    """Say when the item came to a meeting, how that was moved, and when and why it left.

    The days are those that were the meeting's then.
    """
    meeting, begun, left = placement.meeting, placement.placed_at, placement.left_at
    came = _("Lades på mötet %(day)s")
    if placement.is_late and _is_after(begun, meeting.dispatched_at):
        came = _("Kom efter utskicket med på mötet %(day)s")
    elif placement.is_late:
        came = _("Kom efter sista dag för handlingar med på mötet %(day)s")
    events = [(begun, came % {"day": _said(day_at(meeting, begun, moves))})]
    events += [
        (
            each.at,
            _("Mötet %(day)s flyttades till %(new)s")
            % {"day": _said(each.from_day), "new": _said(each.to_day)},
        )
        for each in moves
        if begun < each.at and (left is None or each.at <= left)
    ]
    if left:
        why = label_of(Leaving, placement.left_because)
        events.append((left, f"{why} ({_said(day_at(meeting, left, moves))})"))
    return events


def _said(day: date) -> str:
    return say_date(day, current())
