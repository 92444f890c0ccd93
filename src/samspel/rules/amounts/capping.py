"""Caps across duties: what a day, a month or a year holds, and which line gives way."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from decimal import Decimal

from samspel.foundation.labels import mark as _

from .choices import At, DutyKind, GivesWay, LineState, Measure, Window
from .duties import NOTHING, Duty
from .lines import Draft, Line
from .model import Total
from .spans import ReadyCap
from .working import Kr, step

_COUNTING = (LineState.PAID, LineState.LOWERED)


def keep_caps(drafts: Sequence[Draft]) -> list[Line]:
    """Keep every cap, in the order in which the rule set has them."""
    lines = [draft.line for draft in drafts]
    for cap, places in _buckets(drafts):
        _keep(cap, places, lines, drafts)
    return lines


def _buckets(drafts: Sequence[Draft]) -> Iterable[tuple[ReadyCap, list[int]]]:
    """Gather the lines that a cap counts together; the latest day's limit is the one kept."""
    found: dict[tuple[int, str, object], tuple[ReadyCap, list[int]]] = {}
    for place, (line, span) in enumerate(drafts):
        for cap in span.caps.get(line.rule.id, ()):
            key = (cap.place, cap.rule.id, _window(cap.rule.per, line))
            known = found.get(key)
            places = [] if known is None else known[1]
            places.append(place)
            found[key] = (cap, places)
    return [found[key] for key in sorted(found, key=lambda each: each[:2])]


def _window(per: Window, line: Line) -> object:
    if per is Window.DAY:
        return line.on
    if per is Window.MONTH:
        return (line.on.year, line.on.month)
    return line.on.year if per is Window.YEAR else line.duty.key


def _keep(cap: ReadyCap, places: list[int], lines: list[Line], drafts: Sequence[Draft]) -> None:
    counted = [place for place in places if lines[place].state in _COUNTING]
    sizes = {place: _size(cap, lines[place]) for place in counted}
    left = cap.limit
    if sum(sizes.values()) <= left:
        return
    for place in _order(cap, counted, lines):
        if sizes[place] <= left:
            left -= sizes[place]
            continue
        lines[place] = _lowered(cap, lines[place], left, drafts[place])
        left = NOTHING


def _order(cap: ReadyCap, places: list[int], lines: list[Line]) -> list[int]:
    """Give the lines in the order in which they get their share; the last ones give way."""
    way = cap.rule.gives_way
    if way is GivesWay.LOWEST or cap.rule.measure is Measure.HIGHEST:
        return sorted(places, key=lambda place: -lines[place].amount)
    return places[::-1] if way is GivesWay.FIRST else places


def _size(cap: ReadyCap, line: Line) -> Decimal:
    measure = cap.rule.measure
    if measure is Measure.HOURS:
        return Decimal(line.minutes)
    if measure in (Measure.AMOUNT, Measure.MULTIPLE):
        return line.amount
    return Decimal(1) if line.amount else NOTHING


def _lowered(cap: ReadyCap, line: Line, left: Decimal, draft: Draft) -> Line:
    marks = (*line.marks, (cap.rule.id, "acted"), *cap.marks)
    if left <= 0 or cap.rule.measure in (Measure.FEES, Measure.HIGHEST):
        return line._replace(
            amount=NOTHING,
            minutes=0,
            tax_free=NOTHING,
            state=LineState.CAPPED,
            working=(*line.working, cap.step),
            marks=marks,
        )
    if cap.rule.measure is Measure.HOURS:
        chain = draft.span.chains[line.rule.id]
        again = chain.reckon(line.duty, int(left))
        amount, minutes, working = min(again.amount, line.amount), again.minutes, again.working
    else:
        amount, minutes, working = left, line.minutes, line.working
    said = step(_("sänkt till %(amount)s"), amount=Kr(amount))
    return line._replace(
        amount=amount,
        minutes=minutes,
        tax_free=min(line.tax_free, amount),
        state=LineState.LOWERED,
        working=(*working, cap.step, said),
        marks=marks,
    )


def rounded_totals(lines: Sequence[Line], drafts: Sequence[Draft]) -> list[Line]:
    """Give a line per day or month for each rounding of a sum, where it changes anything."""
    groups: dict[tuple[str, object], tuple[Total, list[Line]]] = {}
    for line, (_before, span) in zip(lines, drafts, strict=True):
        for total in span.totals:
            key = (total.id, _group(total.at, line.on))
            groups.setdefault(key, (total, []))[1].append(line)
    found = (_rounding(total, group) for total, group in groups.values())
    return [each for each in found if each is not None]


def _group(at: At, day: dt.date) -> object:
    return day if at is At.DAY else (day.year, day.month)


def _rounding(total: Total, lines: list[Line]) -> Line | None:
    whole = sum((line.amount for line in lines), NOTHING)
    amount = total.rounding.of(whole) - whole
    if not amount:
        return None
    last = lines[-1]
    duty = Duty(key=f"{total.id}:{last.on}", on=last.on, kind=DutyKind.OTHER)
    said = step(_("avrundning av %(sum)s"), sum=Kr(whole))
    marks = ((total.id, "acted"),)
    return Line(duty, last.on, total, amount, 0, NOTHING, (said,), LineState.PAID, marks)
