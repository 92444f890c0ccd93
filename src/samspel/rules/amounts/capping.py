"""Caps across duties: what a day, a month or a year holds, and which line gives way."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal

from samspel.foundation.labels import mark as _

from .choices import At, DutyKind, GivesWay, LineState, Measure, Window
from .duties import NOTHING, Duty
from .lines import Line
from .model import Total
from .spans import ReadyCap, Span
from .working import Kr, step

_COUNTING = frozenset({LineState.PAID, LineState.LOWERED})
_ONE = Decimal(1)


def keep_caps(lines: list[Line], spans: Sequence[Span]) -> None:
    """Keep every cap, in the order in which the rule set has them. Changes the list."""
    gathered = _gathered(lines, spans)
    for key in sorted(gathered):
        for cap, places in gathered[key].values():
            # Most often it counts a single line, which fits.
            if len(places) > 1 or _SIZES[cap.rule.measure](lines[places[0]]) > cap.limit:
                _keep(cap, places, lines, spans)


_Bucket = tuple[ReadyCap, list[int]]
_Buckets = dict[tuple[int, str], dict[object, _Bucket]]


def _gathered(lines: Sequence[Line], spans: Sequence[Span]) -> _Buckets:
    """Gather the lines that a cap counts together; the latest day's limit is the one kept."""
    found: _Buckets = {}
    for place, (line, span) in enumerate(zip(lines, spans, strict=True)):
        caps = span.caps.get(line.rule.id)
        if caps is None or line.state not in _COUNTING:
            continue
        for cap in caps:
            key = (cap.place, cap.rule.id)
            if key not in found:
                found[key] = {}
            windows, window = found[key], _WINDOWS[cap.rule.per](line)
            if window in windows:
                windows[window][1].append(place)
                windows[window] = (cap, windows[window][1])
            else:
                windows[window] = (cap, [place])
    return found


_WINDOWS: Mapping[Window, Callable[[Line], object]] = {
    Window.OCCASION: lambda line: line.duty.key,
    Window.DAY: lambda line: line.on,
    Window.MONTH: lambda line: line.on.year * 12 + line.on.month,
    Window.YEAR: lambda line: line.on.year,
}


def _keep(cap: ReadyCap, places: list[int], lines: list[Line], spans: Sequence[Span]) -> None:
    """Keep a cap over the lines that it counts together. Most often all of them fit."""
    size, left = _SIZES[cap.rule.measure], cap.limit
    counted = [place for place in places if lines[place].state in _COUNTING]
    sizes = {place: size(lines[place]) for place in counted}
    if sum(sizes.values()) <= left:
        return
    for place in _order(cap, counted, lines):
        if sizes[place] <= left:
            left -= sizes[place]
            continue
        lines[place] = _lowered(cap, lines[place], left, spans[place])
        left = NOTHING


def _order(cap: ReadyCap, places: list[int], lines: list[Line]) -> list[int]:
    """Give the lines in the order in which they get their share; the last ones give way."""
    way = cap.rule.gives_way
    if way is GivesWay.LOWEST or cap.rule.measure is Measure.HIGHEST:
        return sorted(places, key=lambda place: -lines[place].amount)
    return places[::-1] if way is GivesWay.FIRST else places


def _one_if_paid(line: Line) -> Decimal:
    return _ONE if line.amount else NOTHING


_SIZES: Mapping[Measure, Callable[[Line], Decimal]] = {
    Measure.HOURS: lambda line: Decimal(line.minutes),
    Measure.AMOUNT: lambda line: line.amount,
    Measure.MULTIPLE: lambda line: line.amount,
    Measure.FEES: _one_if_paid,
    Measure.HIGHEST: _one_if_paid,
}


def _lowered(cap: ReadyCap, line: Line, left: Decimal, span: Span) -> Line:
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
        chain = span.chains[line.rule.id]
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


def rounded_totals(lines: Sequence[Line], spans: Sequence[Span]) -> list[Line]:
    """Give a line per day or month for each rounding of a sum, where it changes anything."""
    groups: dict[tuple[str, object], tuple[Total, list[Line]]] = {}
    for line, span in zip(lines, spans, strict=True):
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
