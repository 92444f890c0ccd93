"""The parts around the decision: the matter and its past, who took part, who gets an extract."""

from __future__ import annotations

from collections.abc import Iterable

from samspel.foundation.dates import local_day, plain, say_moment, say_time
from samspel.meetings.calculation.minutes.layout import Layout
from samspel.meetings.calculation.minutes.naming import full_stop, persons
from samspel.meetings.calculation.minutes.parts import Block, PartKey, Points, Prose, Quote
from samspel.meetings.calculation.minutes.phrases import Phrases
from samspel.meetings.calculation.record import (
    Adjournment,
    ConflictRecord,
    CouncilQuestion,
    ItemRecord,
    PreparationStep,
    Serving,
)
from samspel.meetings.enums import ConflictState, ItemKind, ItemState, PreparationKind

# What stands behind a matter before anybody prepared it goes with the description.
_BACKGROUND = {PreparationKind.ASSIGNMENT, PreparationKind.EARLIER_DECISION}
_STEP = {
    PreparationKind.ASSIGNMENT: "step.decided",
    PreparationKind.EARLIER_DECISION: "step.decided",
    PreparationKind.PREPARING_BODY: "step.prepared",
    PreparationKind.TABLED: "step.tabled",
    PreparationKind.REFERRED_BACK: "step.referred",
}


def description(item: ItemRecord, layout: Layout, phrases: Phrases) -> tuple[Block, ...]:
    """Describe the matter, with what led to it; its whole past where the layout has it here."""
    background = [each for each in item.preparation if each.kind in _BACKGROUND]
    rest = [each for each in item.preparation if each.kind not in _BACKGROUND]
    before = _steps(background, layout, phrases)
    own = tuple(
        Prose(text) for text in (item.summary.strip(), item.description.strip()) if text
    )
    shown = _shown(item, phrases)
    if layout.earlier_steps is PartKey.DESCRIPTION:
        return (*before, *own, *_steps(rest, layout, phrases), *shown)
    return (*before, *own, *shown)


def _shown(item: ItemRecord, phrases: Phrases) -> tuple[Block, ...]:
    """Say that something was laid before the body, where it decided nothing of it."""
    is_shown = item.kind is ItemKind.NOTICE and item.state is ItemState.HANDLED
    return (Prose(phrases.say("notice.shown")),) if is_shown and item.decision is None else ()


def preparation(item: ItemRecord, layout: Layout, phrases: Phrases) -> tuple[Block, ...]:
    """Say who prepared the matter, where the layout gives that a part of its own."""
    if layout.earlier_steps is PartKey.DESCRIPTION:
        return ()
    rest = [each for each in item.preparation if each.kind not in _BACKGROUND]
    return _steps(rest, layout, phrases)


def _steps(
    steps: Iterable[PreparationStep], layout: Layout, phrases: Phrases
) -> tuple[Block, ...]:
    blocks: list[Block] = []
    for step in steps:
        if step.kind is PreparationKind.OFFICERS_REPORT:
            blocks.extend(_report(step, layout, phrases))
        elif step.kind is PreparationKind.REFERRAL:
            blocks.append(Prose(phrases.say("step.referral", text=full_stop(step.text))))
        else:
            blocks.append(Prose(_handled(step, layout, phrases)))
    return tuple(blocks)


def _report(step: PreparationStep, layout: Layout, phrases: Phrases) -> tuple[Block, ...]:
    body = step.body_name or "Förvaltningen"
    text = step.text.strip() if layout.quotes_reports else ""
    if step.on is None:
        said = phrases.say("step.report_undated", body=body)
    else:
        key = "step.report_quoted" if text else "step.report"
        said = phrases.say(key, body=body, day=layout.day(step.on))
    return (Prose(said), Quote(text)) if text else (Prose(said),)


def _handled(step: PreparationStep, layout: Layout, phrases: Phrases) -> str:
    """Say that a body handled the matter: which, when, under which §, and what it gave."""
    between = " " if layout.date_style == "iso" else ", "
    key = _STEP[step.kind]
    if key == "step.prepared" and not step.text.strip():
        key = "step.prepared_only"
    written = phrases.say(
        key,
        body=step.body_name,
        day=layout.day(step.on) if step.on else "tidigare",
        paragraph=f"{between}{step.paragraph}" if step.paragraph else "",
        text=step.text.strip(),
    )
    return full_stop(written.rstrip(":").replace(": att ", " att ", 1))


def basis(item: ItemRecord) -> tuple[Block, ...]:
    """List the documents that the decision rests on, in their order."""
    titles = tuple(each.title for each in item.basis)
    return (Points(titles),) if titles else ()


def dispatch(item: ItemRecord) -> tuple[Block, ...]:
    """List who gets an extract; names only, since addresses are nobody else's business."""
    names = [each.name for each in item.recipients]
    return (Prose("\n".join(names)),) if names else ()


def notes(item: ItemRecord, phrases: Phrases) -> tuple[Block, ...]:
    """Give the opinions that were noted, word for word."""
    blocks: list[Block] = []
    for each in item.notes:
        who = persons((each.person, *each.others))
        blocks.extend((Prose(phrases.say("note.one", persons=who)), Quote(each.text.strip())))
    return tuple(blocks)


def participation(item: ItemRecord, phrases: Phrases) -> tuple[Block, ...]:
    """Say who was there and took no part in the decision (4 kap. 25 § kommunallagen)."""
    if not item.not_deciding:
        return ()
    return (Prose(phrases.say("participation.none", persons=persons(item.not_deciding))),)


def conflicts(item: ItemRecord, body: str, phrases: Phrases) -> tuple[Block, ...]:
    """Say who had a conflict of interest, on what ground, and who took the place."""
    said = []
    for each in item.conflicts:
        said.append(_conflict(each, body, phrases))
        if each.concerned_took_part is not None:
            key = "settled_with" if each.concerned_took_part else "settled_without"
            who = each.person.printed
            said.append(phrases.say(f"conflict.{key}", body=body, person=who))
        if each.state.keeps_out and each.replaced_by:
            said.append(
                phrases.say(
                    "conflict.replaced",
                    substitute=each.replaced_by.printed,
                    person=each.person.printed,
                )
            )
    return (Prose("\n\n".join(said)),) if said else ()


def _conflict(each: ConflictRecord, body: str, phrases: Phrases) -> str:
    who = each.person.printed
    if each.state is ConflictState.UPHELD:
        return phrases.say(
            "conflict.upheld", body=body, person=who, section=each.ground.section
        )
    if each.state is ConflictState.DECLARED:
        return phrases.say("conflict.declared", person=who, section=each.ground.section)
    return phrases.say("conflict.dismissed", body=body, person=who)


def _adjourned(each: Adjournment, phrases: Phrases) -> str:
    assert each.to_at is not None  # noqa: S101  the caller has chosen those that have ended
    start = say_time(each.from_at)
    if local_day(each.from_at) == local_day(each.to_at):
        return phrases.say("attendance.adjourned", start=start, end=say_time(each.to_at))
    end = plain(say_moment(each.to_at, now=None))
    return phrases.say("attendance.adjourned_to", start=start, end=end)


def attendance(
    before: tuple[Serving, ...] | None,
    item: ItemRecord,
    breaks: Iterable[Adjournment],
    phrases: Phrases,
) -> tuple[Block, ...]:
    """Say who serves from this paragraph on, where it is not as at the one before.

    Whoever is out for a conflict of interest is said under that heading and not here.
    """
    said = [
        _adjourned(each, phrases)
        for each in breaks
        if each.item_id == item.item_id and each.to_at is not None
    ]
    if before is not None and item.serving and before != item.serving:
        said.extend(_changes(before, item, phrases))
    return (Prose("\n\n".join(said)),) if said else ()


def _changes(before: tuple[Serving, ...], item: ItemRecord, phrases: Phrases) -> list[str]:
    out = {each.person.printed for each in item.conflicts if each.state.keeps_out}
    stands_in = {
        each.replaced_by.printed
        for each in item.conflicts
        if each.state.keeps_out and each.replaced_by
    }
    was = {each.person.printed: each for each in before}
    now = {each.person.printed: each for each in item.serving}
    said, replaced = [], set()
    for name, each in now.items():
        if name in was or name in stands_in:
            continue
        if each.serving_for is not None:
            replaced.add(each.serving_for.printed)
            said.append(
                phrases.say("attendance.in", substitute=name, person=each.serving_for.printed)
            )
        else:
            said.append(phrases.say("attendance.back", person=name))
    relieved = {each.serving_for.printed for each in was.values() if each.serving_for}
    for name, each in was.items():
        returned = each.serving_for is not None and each.serving_for.printed in now
        if name not in now and name not in out | replaced | relieved and not returned:
            said.append(phrases.say("attendance.out", person=name))
    return said


def council_questions(item: ItemRecord, body: str, phrases: Phrases) -> tuple[Block, ...]:
    """Say which interpellations and questions were put and answered (KL 5 kap. 68 §)."""
    said = [" ".join(_asked(each, body, phrases)) for each in item.council_questions]
    return (Prose("\n\n".join(said)),) if said else ()


def _asked(each: CouncilQuestion, body: str, phrases: Phrases) -> list[str]:
    answerer = each.answerer.printed if each.answerer else "den som den är ställd till"
    said = [
        phrases.say(
            "question.put",
            asker=each.asker.printed,
            kind=each.kind.label.lower(),
            answerer=answerer,
            subject=each.subject.strip().rstrip("."),
        )
    ]
    if each.allowed is False:
        return [*said, phrases.say("question.refused", body=body)]
    answered = phrases.say("question.answered", answerer=answerer[:1].upper() + answerer[1:])
    said.append(answered if each.is_answered else phrases.say("question.open"))
    if each.speakers:
        said.append(phrases.say("question.speakers", speakers=persons(each.speakers)))
    return said
