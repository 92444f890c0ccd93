"""Filters for templates: days, times, money and names as people say them.

Here, and in views and tasks, the clock may be read: a page says "i morgon" as seen
from when it is shown.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any, NamedTuple

from django.utils import timezone
from django.utils.translation import gettext
from markupsafe import Markup, escape

from samspel.foundation import dates, money, swedish
from samspel.kit.language import current

NOTHING = "–"
NBSP = dates.NBSP
_PARTICLES = frozenset({"af", "av", "da", "de", "den", "der", "la", "le", "van", "von"})
_PLACE = re.compile(r"(\d{4}-\d{2}-\d{2}.*|\d{1,2} kap\. \d+(?: [a-z])? §§?)$")
_HELD = re.compile(
    r"(?:(?<=§)|(?<=à)|(?<=kl\.)|(?<=kap\.)|(?<=nr)|(?<=s\.)|(?<=\d)) (?=\d)"
    r"|(?<=\w) (?=\([A-ZÅÄÖ]{1,5}\))"  # a name and its party
    r"|(?<=[A-ZÅÄÖ]{2}) (?=\d{4}/\d)"  # a registry number: KS 2026/11
    r"|(?<=\d) (?=(?:kr|%|st|§|kap|januari|februari|mars|april|maj|juni|juli|augusti"
    r"|september|oktober|november|december)\b|[%§])"
)
# In the text of a page, never within a tag: the browser would break it at a hyphen. Looked
# for from its first hyphen, which is quick in the longest of documents.
_ISO_DAY = re.compile(r"-(?<=\d{4}-)(?<![\w./=-]\d{4}-)\d\d-\d\d(?![\w-])(?=[^<>]*(?:<|\Z))")
_YEAR = 4
_BLANK_LINES = re.compile(r"\n\s*\n")
_SPAN = re.compile(r"(?<=\d)–(?=\d)")
_KILO = 1024


def today() -> date:
    """Give the day in Sweden now."""
    return dates.local_day(timezone.now())


def day(value: date | datetime | None, *, first: bool = False) -> Markup | str:
    """Say a day ("i morgon", "tisdag 9 december"), with the full date on pointing at it."""
    if value is None:
        return NOTHING
    on = _swedish_day(value)
    said = dates.say_day(on, today=today(), lang=current())
    return _time(on.isoformat(), on, said, first=first)


def _swedish_day(value: date | datetime) -> date:
    """Give a day; of an instant the day in Sweden, which at night is another than in UTC."""
    return dates.local_day(value) if isinstance(value, datetime) else value


def day_long(value: date | datetime | None, *, first: bool = False) -> Markup | str:
    """Say a day in full: "onsdag 9 december 2026"."""
    if value is None:
        return NOTHING
    on = _swedish_day(value)
    return _time(on.isoformat(), on, dates.say_day_long(on, current()), first=first)


def date_short(value: date | datetime | None) -> Markup | str:
    """Say a day as in a table: "9 december", with the year when it is another."""
    if value is None:
        return NOTHING
    on = _swedish_day(value)
    same = on.year == today().year
    say = dates.say_day_short if same else dates.say_date
    return _time(on.isoformat(), on, say(on, current()))


def moment(value: date | datetime | None, *, first: bool = False) -> Markup | str:
    """Say an instant: "i morgon 13.00", "onsdag 9 december kl. 13.00"; a day as a day."""
    if not isinstance(value, datetime):
        return day(value, first=first)
    said = dates.say_moment(value, now=timezone.now(), lang=current())
    return _time(dates.local(value).isoformat(), dates.local_day(value), said, first=first)


def event_time(value: date | datetime | None) -> Markup | str:
    """Say when something happened, in a timeline: "I går 10.41", "9 november 14.12"."""
    if not isinstance(value, datetime):
        return day(value, first=True) if _is_near(value) else date_short(value)
    on = dates.local_day(value)
    if _is_near(on):
        return moment(value, first=True)
    said = dates.say_date(on, current())
    if on.year == today().year:
        said = dates.say_day_short(on, current()) + NBSP + dates.say_time(value, current())
    return _time(dates.local(value).isoformat(), on, said)


def _is_near(on: date | None) -> bool:
    """Tell whether a day is yesterday, today or tomorrow."""
    return on is not None and abs((on - today()).days) <= 1


def span(start: datetime | None, end: datetime | None, *, first: bool = False) -> Markup | str:
    """Say a span: "tisdag 24 november kl. 13.00–15.00"."""
    if start is None or end is None:
        return NOTHING
    said = dates.say_span(start, end, now=timezone.now(), lang=current())
    return _time(dates.local(start).isoformat(), dates.local_day(start), said, first=first)


def clock(value: time | datetime | None) -> str:
    """Say a time on the clock: "13.00"."""
    return NOTHING if value is None else dates.say_time(value, current())


def period(valid_from: date | None, valid_to: date | None = None) -> str:
    """Say from when to when a dated row holds."""
    return dates.say_period(valid_from, valid_to, current())


def since(value: date) -> str:
    """Say since when: "sedan i tisdags"."""
    return dates.say_since(value, today=today(), lang=current())


class DayParts(NamedTuple):
    """A day laid out large: its number, its month, and weekday with times."""

    number: str
    month: str
    rest: str


def day_parts(start: date | datetime, end: datetime | None = None) -> DayParts:
    """Give the parts of a day block: 18, november, "onsdag kl. 13.00–16.30"."""
    lang = current()
    if not isinstance(start, datetime):
        weekday = dates.weekday_name(start, lang)
        return DayParts(str(start.day), dates.month_name(start.month, lang), weekday)
    on = dates.local_day(start)
    times = dates.say_time(start, lang)
    if end is not None and dates.local_day(end) == on:
        times += dates.DASH + dates.say_time(end, lang)
    at = f" at{NBSP}" if lang == "en" else f" kl.{NBSP}"
    rest = dates.weekday_name(on, lang) + at + times
    return DayParts(str(on.day), dates.month_name(on.month, lang), rest)


def due_parts(due: date | None) -> tuple[str, str]:
    """Give a day to do something by, in two lines: "I morgon", "13 november"."""
    if due is None:
        return gettext("När du kan"), ""
    near = abs((due - today()).days) <= 1
    lang = current()
    said = dates.say_day(due, today=today(), lang=lang)
    first = said if near else dates.weekday_name(due, lang)
    short = dates.say_day_short if due.year == today().year else dates.say_date
    return swedish.capitalise(first), short(due, lang)


def _time(machine: str, on: date, said: str, *, first: bool = False) -> Markup:
    """Give the ``time`` element, which carries the full date for whoever asks."""
    words = swedish.capitalise(said) if first else said
    return Markup('<time datetime="{}" title="{}">{}</time>').format(
        machine, dates.say_day_long(on, current()), words
    )


def kronor(amount: Decimal | int | None) -> str:
    """Say an amount: "1 730 kr"."""
    return NOTHING if amount is None else money.kronor(Decimal(amount), current())


def number(value: Decimal | float | None, decimals: int = 0) -> str:
    """Write a number with its thousands held together and a decimal comma."""
    if value is None:
        return NOTHING
    text = f"{value:,.{decimals}f}".replace("-", "−")
    if current() == "en":
        return text
    return text.replace(",", NBSP).replace(".", ",")


def share(value: float | Decimal | None) -> str:
    """Write a share between 0 and 1 as a percentage: "78 %"."""
    return NOTHING if value is None else f"{number(value * 100)}{NBSP}%"


def file_size(count: int | None) -> str:
    """Say how large a file is: "840 kB", "1,2 MB"."""
    if count is None:
        return NOTHING
    if count < _KILO * _KILO:
        return f"{number(max(1, round(count / _KILO)))}{NBSP}kB"
    return f"{number(count / (_KILO * _KILO), 1)}{NBSP}MB"


def initials(name: str) -> str:
    """Give the first and last initial of a name: "Lars-Åke von Norén (S)" becomes "LN"."""
    words = [word for word in name.partition(" (")[0].split() if word not in _PARTICLES]
    picked = words[:1] + words[1:][-1:]
    return "".join(word[0].upper() for word in picked)


def capital(text: str) -> str:
    """Begin with a capital and leave the rest."""
    return swedish.capitalise(str(text))


def paragraphs(text: str | None) -> Markup:
    """Give free text as paragraphs, escaped, with numbers and their words held together."""
    return in_paragraphs(hold_drawn(text or ""))


def hold_days(html: str) -> str:
    """Keep each day written "2026-11-12" on one line, in markup that is written already."""
    drawn, at = "", 0
    for found in _ISO_DAY.finditer(html):
        begins = found.start() - _YEAR
        drawn += f'{html[at:begins]}<span class="sp-nowrap">{html[begins : found.end()]}</span>'
        at = found.end()
    return drawn + html[at:]


def hold_drawn(text: object) -> str:
    """Hold what ``hold`` does, and days as they are written in decisions, for a page."""
    held = hold(text)
    if "-" not in held or _ISO_DAY.search(held) is None:
        return held
    return Markup(hold_days(str(escape(held))))  # noqa: S704 (escaped first)


def in_paragraphs(text: str) -> Markup:
    """Give text as paragraphs, escaped: blank lines part them, line ends break lines."""
    whole = str(escape(text.replace("\r\n", "\n").strip()))
    blocks = [block.replace("\n", "<br>") for block in _BLANK_LINES.split(whole) if block]
    return Markup("".join(f"<p>{block}</p>" for block in blocks))  # noqa: S704 (escaped first)


def hold(text: object) -> str:
    """Hold numbers and their words together by no-break spaces: § 33, kl. 13.00, 1 730 kr.

    Markup stays markup; what is not text is given back as text.
    """
    held = _HELD.sub(NBSP, "" if text is None else str(text))
    held = _SPAN.sub(dates.DASH, held)
    return Markup(held) if isinstance(text, Markup) else held  # noqa: S704 (was safe before)


def hold_place(text: str | None) -> Markup:
    """Keep the end of a citation on one line: "kommunstyrelsen 2023-01-31 § 33", "6 kap. 27 §"."""
    found = _PLACE.search(text or "")
    if found is None:
        return escape(text or "")
    held = Markup('<span class="sp-nowrap">{}</span>').format(found[1])
    return escape((text or "")[: found.start()]) + held


def sv_sort(items: Iterable[Any], attribute: str = "") -> list[Any]:
    """Sort in Swedish order, by the text itself or by an attribute."""

    def key(item: object) -> str:
        return swedish.sort_key(str(getattr(item, attribute) if attribute else item))

    return sorted(items, key=key)


def plural(count: int, one: str, many: str) -> str:
    """Give a count with its word, held together: "1 besök", "3 rapporter"."""
    return f"{number(count)}{NBSP}{swedish.plural(count, one, many)}"


def words_list(items: Iterable[object], last: str = "") -> str:
    """Join as in a sentence: "a, b och c"."""
    return swedish.join_words([str(item) for item in items], current(), last=last)


FILTERS: dict[str, Callable[..., Any]] = {
    "capital": capital,
    "clock": clock,
    "date_short": date_short,
    "day": day,
    "day_long": day_long,
    "day_parts": day_parts,
    "due_parts": due_parts,
    "event_time": event_time,
    "file_size": file_size,
    "hold": hold_drawn,
    "hold_place": hold_place,
    "initials": initials,
    "kronor": kronor,
    "moment": moment,
    "number": number,
    "paragraphs": paragraphs,
    "period": period,
    "plural": plural,
    "share": share,
    "since": since,
    "span": span,
    "sv_sort": sv_sort,
    "words_list": words_list,
}
