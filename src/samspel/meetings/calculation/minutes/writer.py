"""Writes the minutes: the record of a meeting becomes a tree of parts.

Every sentence comes from the phrase library and every fact from the record; nothing is
typed twice. Where the secretary and the approvers have agreed on other words for a part
of running text, those stand in its place.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace

from samspel.foundation.dates import plain, say_date
from samspel.meetings.calculation.minutes import cover, deciding, describing
from samspel.meetings.calculation.minutes.layout import Layout
from samspel.meetings.calculation.minutes.naming import inside
from samspel.meetings.calculation.minutes.parts import (
    Block,
    Facts,
    MinutesText,
    ParagraphText,
    Part,
    PartKey,
    Prose,
)
from samspel.meetings.calculation.minutes.phrases import Phrases
from samspel.meetings.calculation.record import ItemRecord, MeetingRecord, Serving

Wordings = Mapping[tuple[int, PartKey], str]

# What may be put in other words: running text. Facts are changed in the record.
WORDED = frozenset(
    {PartKey.DESCRIPTION, PartKey.PREPARATION, PartKey.DECISION, PartKey.PUTTING}
)


@dataclass(frozen=True, slots=True)
class Frame:
    """How to write: layout, phrases, agreed wordings, and what is said of the approval."""

    layout: Layout
    phrases: Phrases
    wordings: Wordings = field(default_factory=dict)
    approval: tuple[str, ...] = ()
    is_approved: bool = False
    contents: bool = True


def write(record: MeetingRecord, frame: Frame) -> MinutesText:
    """Write the minutes of a whole meeting (KL 5 kap. 65–68 §§)."""
    phrases = frame.phrases
    day = plain(say_date(record.day))
    return MinutesText(
        title=f"{phrases.say('cover.minutes')} {record.body.name} {record.day.isoformat()}",
        body=record.body.name,
        day=day,
        cover=cover.cover(record, frame.approval, phrases),
        paragraphs=tuple(_paragraphs(record, frame)),
        signatories=cover.signatories(record, phrases),
        contents_heading=phrases.say("cover.contents") if frame.contents else "",
        closing=(phrases.say("cover.digital"),),
    )


def extract_of(record: MeetingRecord, item_id: int, frame: Frame) -> MinutesText:
    """Write an extract: one paragraph, with what an extract has to say of its meeting.

    KeyError when the item is not on the meeting.
    """
    item, phrases = record.item(item_id), frame.phrases
    found = next(each for each in _paragraphs(record, frame) if each.item_id == item_id)
    said = (
        "approval.done"
        if frame.is_approved or item.is_immediately_approved
        else "approval.waiting"
    )
    if found.part(PartKey.APPROVAL) is None:
        line = Part(PartKey.APPROVAL, "", (Prose(phrases.say(said)),))
        found = replace(found, parts=(*found.parts, line))
    rows = (
        ("Organ", (record.body.name,)),
        ("Sammanträdesdag", (record.day.isoformat(),)),
    )
    return MinutesText(
        title=f"{phrases.say('cover.extract')} {record.body.name} {item.paragraph}",
        body=record.body.name,
        day=plain(say_date(record.day)),
        cover=(Facts(rows),),
        paragraphs=(found,),
    )


def _paragraphs(record: MeetingRecord, frame: Frame) -> Iterable[ParagraphText]:
    before: tuple[Serving, ...] | None = None
    for item in record.items:
        if item.paragraph:
            yield _paragraph(item, record, before, frame)
        if item.serving:
            before = item.serving


def _paragraph(
    item: ItemRecord, record: MeetingRecord, before: tuple[Serving, ...] | None, frame: Frame
) -> ParagraphText:
    layout, phrases = frame.layout, frame.phrases
    title = phrases.say("closed.title") if item.is_hidden else item.title
    case = "" if item.is_hidden else item.case_number
    parts = (
        (Part(PartKey.DESCRIPTION, "", (Prose(phrases.say("closed.hidden")),)),)
        if item.is_hidden
        else tuple(_parts(item, record, before, frame))
    )
    return ParagraphText(
        item_id=item.item_id,
        uuid=item.uuid,
        paragraph=item.paragraph,
        heading=layout.top(item.paragraph, title, case),
        title=title,
        parts=parts,
        is_closed=item.is_closed,
        is_hidden=item.is_hidden,
        is_immediate=item.is_immediately_approved,
    )


def _parts(
    item: ItemRecord, record: MeetingRecord, before: tuple[Serving, ...] | None, frame: Frame
) -> Iterable[Part]:
    at_hand = _AtHand(item, record, before, frame, inside(record.body.name))
    for key in frame.layout.order:
        worded = frame.wordings.get((item.item_id, key), "") if frame.wordings else ""
        blocks = (Prose(worded),) if worded else _BLOCKS[key](at_hand)
        if blocks:
            yield Part(key, frame.layout.heading(key), blocks)


@dataclass(frozen=True, slots=True)
class _AtHand:
    """What a part is written from: the item, the meeting, who served before, the frame."""

    item: ItemRecord
    record: MeetingRecord
    before: tuple[Serving, ...] | None
    frame: Frame
    body: str

    @property
    def phrases(self) -> Phrases:
        return self.frame.phrases


_BLOCKS: Mapping[PartKey, Callable[[_AtHand], tuple[Block, ...]]] = {
    PartKey.DECISION: lambda h: deciding.decision(h.item, h.body, h.phrases),
    PartKey.PARTICIPATION: lambda h: describing.participation(h.item, h.phrases),
    PartKey.CONFLICT: lambda h: describing.conflicts(h.item, h.body, h.phrases),
    PartKey.ATTENDANCE: lambda h: describing.attendance(
        h.before, h.item, h.record.adjournments, h.phrases
    ),
    PartKey.DESCRIPTION: lambda h: describing.description(h.item, h.frame.layout, h.phrases),
    PartKey.PREPARATION: lambda h: describing.preparation(h.item, h.frame.layout, h.phrases),
    PartKey.COUNCIL_QUESTIONS: lambda h: describing.council_questions(
        h.item, h.body, h.phrases
    ),
    PartKey.PROPOSALS: lambda h: deciding.proposals(h.item, h.phrases),
    PartKey.PUTTING: lambda h: deciding.putting(h.item, h.body, h.phrases),
    PartKey.VOTE: lambda h: deciding.votes(h.item, h.body, h.phrases),
    PartKey.RESERVATION: lambda h: deciding.reservations(h.item, h.phrases),
    PartKey.NOTE: lambda h: describing.notes(h.item, h.phrases),
    PartKey.DISPATCH: lambda h: describing.dispatch(h.item),
    PartKey.BASIS: lambda h: describing.basis(h.item),
    PartKey.APPROVAL: lambda h: _approval(h.item, h.phrases),
}
"""What each part is written by; nothing where the record has nothing of the kind."""


def _approval(item: ItemRecord, phrases: Phrases) -> tuple[Block, ...]:
    return (Prose(phrases.say("approval.immediate")),) if item.is_immediately_approved else ()
