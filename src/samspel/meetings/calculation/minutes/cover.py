"""The cover page: place and time, who served and for which paragraphs, who signs."""

from __future__ import annotations

from collections.abc import Iterable

from samspel.foundation.dates import local_day, plain, say_span, say_time
from samspel.foundation.swedish import capitalise
from samspel.meetings.calculation.minutes.parts import Block, Facts, Prose, Signatory, Table
from samspel.meetings.calculation.minutes.phrases import Phrases
from samspel.meetings.calculation.record import (
    MeetingRecord,
    Participant,
    PersonRef,
    Serving,
)
from samspel.meetings.enums import SeatKind
from samspel.people.enums import PositionRole

Row = tuple[str, tuple[str, ...]]
Served = dict[int | None, list[str]]
_ROLES = {each.value: each.label for each in PositionRole}


def cover(
    record: MeetingRecord, approval: tuple[str, ...], phrases: Phrases
) -> tuple[Block, ...]:
    """Give the cover: the lines over the tables, and who served (KL 5 kap. 66 §)."""
    rows: list[Row] = [
        (phrases.say("cover.place"), _place(record)),
        *_breaks(record, phrases),
        *_listed(phrases.say("cover.chair"), record.chairs),
        *_listed(
            phrases.say("cover.secretary"), [record.secretary] if record.secretary else []
        ),
        *_listed(phrases.say("cover.approvers"), record.approvers),
        (phrases.say("cover.paragraphs"), (paragraph_span(record.paragraphs),)),
    ]
    if approval:
        rows.append((phrases.say("cover.approval"), approval))
    open_meeting = (Prose(f"{phrases.say('cover.open')}."),) if record.is_public else ()
    return (Facts(tuple(rows)), *open_meeting, *_tables(record, phrases))


def signatories(record: MeetingRecord, phrases: Phrases) -> tuple[Signatory, ...]:
    """Give who signs: the secretary as keeper, the chairs and the approvers."""
    lines = [
        (phrases.say("cover.secretary"), [record.secretary] if record.secretary else []),
        (phrases.say("cover.chair"), list(record.chairs)),
        ("Justerare", list(record.approvers)),
    ]
    return tuple(Signatory(role, each.printed) for role, people in lines for each in people)


def paragraph_span(paragraphs: Iterable[str]) -> str:
    """Write §§ as a span: "§§ 132–146", "§ 7", "§§ 1–5 och 7"."""
    found = [each.removeprefix("§").strip() for each in paragraphs]
    if not found:
        return "–"
    runs: list[list[str]] = []
    for each in found:
        if runs and _follows(runs[-1][-1], each):
            runs[-1].append(each)
        else:
            runs.append([each])
    said = [run[0] if len(run) == 1 else f"{run[0]}–{run[-1]}" for run in runs]
    listed = " och ".join([", ".join(said[:-1]), said[-1]]) if len(said) > 1 else said[0]
    return f"§ {listed}" if len(found) == 1 else f"§§ {listed}"


def _follows(one: str, other: str) -> bool:
    return one.isdecimal() and other.isdecimal() and int(other) == int(one) + 1


def _place(record: MeetingRecord) -> tuple[str, ...]:
    start = record.opened_at or record.scheduled_from
    end = record.closed_at or record.scheduled_to
    when = capitalise(plain(say_span(start, end, now=None)))
    return (record.place, when) if record.place else (when,)


def _breaks(record: MeetingRecord, phrases: Phrases) -> list[Row]:
    said = tuple(
        plain(say_span(each.from_at, each.to_at, now=None))
        if local_day(each.from_at) != local_day(each.to_at)
        else f"kl. {say_time(each.from_at)}–{say_time(each.to_at)}"
        for each in record.adjournments
        if each.to_at is not None
    )
    return [(phrases.say("cover.adjourned"), said)] if said else []


def _listed(term: str, people: Iterable[PersonRef]) -> list[Row]:
    names = tuple(each.printed for each in people)
    return [(term, names)] if names else []


def _tables(record: MeetingRecord, phrases: Phrases) -> tuple[Block, ...]:
    members = [each for each in record.participants if each.seat is SeatKind.MEMBER]
    substitutes = [each for each in record.participants if each.seat is SeatKind.SUBSTITUTE]
    others = [each for each in record.participants if not each.seat.is_elected_to_body]
    served = [each for each in substitutes if each.served]
    groups = (
        ("cover.serving", [each for each in members if each.was_there]),
        ("cover.substitutes", served),
        ("cover.not_serving", [e for e in substitutes if e.was_there and not e.served]),
        ("cover.absent", [each for each in members if not each.was_there]),
        ("cover.others", [each for each in others if each.was_there]),
    )
    return tuple(_table(phrases.say(key), people, record) for key, people in groups if people)


def _table(caption: str, people: list[Participant], record: MeetingRecord) -> Table:
    """List participants with what is worth saying; a column that nobody fills is left out."""
    served = paragraphs_served(record)
    rows = [_row(each, served, len(record.paragraphs)) for each in people]
    heads = ("Namn", "Parti", "Uppdrag", "Tjänstgör för", "Anmärkning")
    used = [0, *(place for place in range(1, 5) if any(row[place] for row in rows))]
    return Table(
        caption=caption,
        heads=tuple(heads[place] for place in used),
        rows=tuple(tuple(row[place] or "–" for place in used) for row in rows),
        shares=tuple((4, 1, 3, 4, 4)[place] for place in used),
    )


def _row(each: Participant, served: Served, count: int) -> tuple[str, str, str, str, str]:
    role = each.function or _ROLES.get(each.person.role, each.person.role)
    served_for = dict.fromkeys(
        stretch.serving_for.printed for stretch in each.intervals if stretch.serving_for
    )
    return (
        each.person.name,
        each.person.party,
        "" if role in {"Ledamot", "Ersättare"} else role,
        ", ".join(served_for),
        ", ".join(_remarks(each, served.get(each.person.person_id, []), count)),
    )


def _remarks(each: Participant, served: list[str], count: int) -> list[str]:
    """Say what differs from having been there in the room from beginning to end."""
    said = []
    if any(stretch.remote for stretch in each.intervals):
        said.append("på distans")
    if each.was_there and each.seat.is_elected_to_body:
        if served and len(served) < count:
            said.append(paragraph_span(served))
    elif each.excuse and not each.was_there:
        said.append(each.excuse)
    return said


def paragraphs_served(record: MeetingRecord) -> Served:
    """Give the §§ at which each person served, in order, by the person's key."""
    found: Served = {}
    serving: tuple[Serving, ...] = ()
    keys: dict[int | None, None] = {}
    for item in record.items:
        if item.serving is not serving:
            serving = item.serving
            keys = dict.fromkeys(each.person.person_id for each in serving)
        for key in keys if item.paragraph else ():
            found.setdefault(key, []).append(item.paragraph)
    return found
