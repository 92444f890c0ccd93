"""Days, times and instants as people in Sweden say them, and the way back.

Everything that has legal effect happens on a day and at a time on the clock in
Sweden. This module is the only place that knows the zone, the names of days and
months, and what happens in the two nights a year when the clock is moved.
Nothing here reads the clock: ``today`` and ``now`` are always passed in.

Texts come in Swedish (``lang="sv"``) and English (``lang="en"``), in lower case
as inside a sentence; ``swedish.capitalise`` begins a sentence with them. A number
never parts from its word at the end of a line: the space between is a no-break
space, which ``plain`` takes out for a calendar file or a CSV column.
"""

from __future__ import annotations

from calendar import monthrange
from datetime import UTC, date, datetime, time, timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo

from samspel.foundation.labels import mark as _
from samspel.foundation.refusal import Refused

STOCKHOLM = ZoneInfo("Europe/Stockholm")
"""The zone of every time on the clock in Samspel."""

NBSP = "\u00a0"
"""No-break space: holds a number and its word together."""

DASH = "\u2060–\u2060"
"""En dash that no line breaks at: the dash of a span."""


FIRST_DAY, LAST_DAY = date(1900, 1, 1), date(2199, 12, 31)
"""The days that Samspel reckons with. Beyond them a year more or less is no day at all."""


class NoSuchTime(Refused):
    """The time on the clock does not exist: the night in March when it is moved forward."""


class AmbiguousTime(Refused):
    """The time on the clock comes twice: the night in October when it is moved back."""


class _Words(NamedTuple):
    """The words of one language."""

    weekdays: tuple[str, ...]
    last_weekdays: tuple[str, ...]
    months: tuple[str, ...]
    near: dict[int, str]
    at: str
    span_at: str
    to: str
    since: str
    earlier_today: str
    from_on: str
    until_on: str
    always: str


_SWEDISH = _Words(
    weekdays=("måndag", "tisdag", "onsdag", "torsdag", "fredag", "lördag", "söndag"),
    last_weekdays=(
        *("i måndags", "i tisdags", "i onsdags", "i torsdags"),
        *("i fredags", "i lördags", "i söndags"),
    ),
    months=(
        *("januari", "februari", "mars", "april", "maj", "juni"),
        *("juli", "augusti", "september", "oktober", "november", "december"),
    ),
    near={-1: "i går", 0: "i dag", 1: "i morgon"},
    at=f" kl.{NBSP}",
    span_at=f" kl.{NBSP}",
    to=" till ",
    since="sedan ",
    earlier_today="tidigare i dag",
    from_on="från och med ",
    until_on="till och med ",
    always="tills vidare",
)

_ENGLISH = _Words(
    weekdays=(
        *("Monday", "Tuesday", "Wednesday", "Thursday"),
        *("Friday", "Saturday", "Sunday"),
    ),
    last_weekdays=(
        *("last Monday", "last Tuesday", "last Wednesday", "last Thursday"),
        *("last Friday", "last Saturday", "last Sunday"),
    ),
    months=(
        *("January", "February", "March", "April", "May", "June"),
        *("July", "August", "September", "October", "November", "December"),
    ),
    near={-1: "yesterday", 0: "today", 1: "tomorrow"},
    at=f" at{NBSP}",
    span_at=", ",
    to=" to ",
    since="since ",
    earlier_today="earlier today",
    from_on="from ",
    until_on="until ",
    always="until further notice",
)


def _words(lang: str) -> _Words:
    """Give the words of a language; anything that is not English is Swedish."""
    return _ENGLISH if lang.lower().startswith("en") else _SWEDISH


def is_english(lang: str) -> bool:
    """Tell whether a language code ("en", "en-GB") means English text."""
    return _words(lang) is _ENGLISH


def plain(text: str) -> str:
    """Give the text with ordinary spaces, and no marks of where it may or must not break."""
    return text.replace(NBSP, " ").replace("\u2060", "").replace("\u200b", "")


def is_reckoned(day: date) -> bool:
    """Tell whether a day is one that Samspel reckons with."""
    return FIRST_DAY <= day <= LAST_DAY


def day_written(text: str) -> date:
    """Give the day that a text in an address or a form is (2026-12-09).

    Raises ValueError for what is no day, and for one that Samspel doesn't reckon with.
    """
    day = date.fromisoformat(text)
    if not is_reckoned(day):
        raise ValueError(text)
    return day


# --- Names of days and months ---------------------------------------------------------


def weekday_name(day: date, lang: str = "sv") -> str:
    """Give the name of the day's weekday: "tisdag"."""
    return _words(lang).weekdays[day.weekday()]


def month_name(month: int, lang: str = "sv") -> str:
    """Give the name of a month by its number, 1 to 12: "december"."""
    if not 1 <= month <= 12:
        raise ValueError(month)
    return _words(lang).months[month - 1]


# --- Days -----------------------------------------------------------------------------


def say_day_short(day: date, lang: str = "sv") -> str:
    """Say a day without weekday and year: "9 december"."""
    return f"{day.day}{NBSP}{month_name(day.month, lang)}"


def say_date(day: date, lang: str = "sv") -> str:
    """Say a day with its year and without weekday: "9 december 2026"."""
    return f"{say_day_short(day, lang)} {day.year}"


def say_day_long(day: date, lang: str = "sv") -> str:
    """Say a day in full, so that it stands by itself: "onsdag 9 december 2026"."""
    return f"{weekday_name(day, lang)} {say_date(day, lang)}"


def say_day(day: date, *, today: date, lang: str = "sv") -> str:
    """Say a day as seen from today.

    Gives "i går", "i dag" or "i morgon" when it is; else weekday and date, "onsdag
    9 december", with the year when it is another year than today's. A weekday alone
    is never given: on a page that is read again next week it would mean another day.
    """
    near = _words(lang).near.get((day - today).days)
    if near is not None:
        return near
    if day.year == today.year:
        return f"{weekday_name(day, lang)} {say_day_short(day, lang)}"
    return say_day_long(day, lang)


def say_since(day: date, *, today: date, lang: str = "sv") -> str:
    """Say since when, for what is new: "sedan i går", "sedan i tisdags", "sedan 3 november".

    Takes a day that is not later than today; a later one is said as a date. A day in
    another year gets its year.
    """
    words = _words(lang)
    age = (today - day).days
    if age == 0:
        return words.since + words.earlier_today
    if age == 1:
        return words.since + words.near[-1]
    if 2 <= age <= 6:
        return words.since + words.last_weekdays[day.weekday()]
    said = say_day_short(day, lang) if day.year == today.year else say_date(day, lang)
    return words.since + said


def say_period(valid_from: date | None, valid_to: date | None = None, lang: str = "sv") -> str:
    """Say a dated row's period; ``valid_to`` is exclusive, the text is inclusive.

    Gives "1–30 november 2026", "1 november 2026–31 mars 2027", "från och med 1 januari
    2027", "till och med 31 december 2026", one date for one day, and "tills vidare"
    when neither end is set. Refuses (ValueError) a period that holds no day.
    """
    words = _words(lang)
    last = None if valid_to is None else valid_to - timedelta(days=1)
    if valid_from is None:
        return words.always if last is None else words.until_on + say_date(last, lang)
    if last is None:
        return words.from_on + say_date(valid_from, lang)
    if last < valid_from:
        raise ValueError((valid_from, valid_to))
    if last == valid_from:
        return say_date(last, lang)
    return _shortest(valid_from, last, lang) + DASH + say_date(last, lang)


def _shortest(first: date, last: date, lang: str) -> str:
    """Say the first day of a period without repeating what the last day says."""
    if first.year != last.year:
        return say_date(first, lang)
    if first.month != last.month:
        return say_day_short(first, lang)
    return str(first.day)


def add_months(day: date, months: int) -> date:
    """Give the day so many months later (or earlier), at most the month's last day.

    31 January and one month is 28 or 29 February, as 1930:173 § 1 counts.
    """
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


# --- Times ----------------------------------------------------------------------------


def say_time(at: time | datetime, lang: str = "sv") -> str:
    """Say a time on the clock: "13.00" in Swedish, "13:00" in English.

    The hour has no leading zero except after midnight ("9.05", "00.15"). An instant is
    first put on the clock in Sweden.
    """
    if isinstance(at, datetime):
        at = local(at).time()
    hour = "00" if at.hour == 0 else str(at.hour)
    return f"{hour}{':' if is_english(lang) else '.'}{at.minute:02d}"


def say_moment(at: datetime, *, now: datetime | None, lang: str = "sv") -> str:
    """Say an instant as seen from now: "i morgon 13.00", "onsdag 9 december kl. 13.00".

    With ``now=None`` the text stands by itself, with the year, as in a document.
    """
    day, near = _day_from(at, now, lang)
    return f"{day}{NBSP if near else _words(lang).at}{say_time(at, lang)}"


def say_span(start: datetime, end: datetime, *, now: datetime | None, lang: str = "sv") -> str:
    """Say a span of time: "tisdag 24 november kl. 13.00–15.00", "i morgon 13.00–15.00".

    A span that ends on another day says both: "... till onsdag 25 november kl. 9.00".
    Midnight at the end belongs to the day that closes ("24.00" is never said).
    """
    if local_day(start) != local_day(end):
        first = say_moment(start, now=now, lang=lang)
        return first + _words(lang).to + say_moment(end, now=now, lang=lang)
    day, near = _day_from(start, now, lang)
    glue = NBSP if near else _words(lang).span_at
    return f"{day}{glue}{say_time(start, lang)}{DASH}{say_time(end, lang)}"


def _day_from(at: datetime, now: datetime | None, lang: str) -> tuple[str, bool]:
    """Say an instant's day, and whether it came out as yesterday, today or tomorrow."""
    day = local_day(at)
    if now is None:
        return say_day_long(day, lang), False
    today = local_day(now)
    return say_day(day, today=today, lang=lang), abs((day - today).days) <= 1


# --- The clock on the wall and the instant ---------------------------------------------


def local(at: datetime) -> datetime:
    """Put an instant on the clock in Sweden. Refuses (ValueError) one without a zone."""
    if at.tzinfo is None:
        raise ValueError(at)
    return at.astimezone(STOCKHOLM)


def local_day(at: datetime) -> date:
    """Give the day in Sweden on which an instant falls."""
    return local(at).date()


def at_wall_clock(day: date, at: time, *, fold: int | None = None) -> datetime:
    """Give the instant when the clock in Sweden shows ``at`` on ``day``.

    Refuses with NoSuchTime the hour that is skipped in March, and with AmbiguousTime
    the hour that comes twice in October unless ``fold`` says which: 0 the first time
    (summer time), 1 the second (normal time). On all other times ``fold`` is ignored.
    """
    first = datetime.combine(day, at.replace(tzinfo=None, fold=0), STOCKHOLM)
    second = first.replace(fold=1)
    if first.utcoffset() == second.utcoffset():
        return first
    if local(first.astimezone(UTC)).replace(tzinfo=None) != first.replace(tzinfo=None):
        raise NoSuchTime(
            _(
                "Klockan %(time)s finns inte den %(day)s, för då ställs klockan fram "
                "en timme. Välj en annan tid."
            ),
            time=say_time(at),
            day=say_date(day),
        )
    if fold is None:
        raise AmbiguousTime(
            _(
                "Klockan är %(time)s två gånger den %(day)s, för då ställs klockan tillbaka "
                "en timme. Välj om det gäller sommartid eller normaltid, eller en annan tid."
            ),
            time=say_time(at),
            day=say_date(day),
        )
    return second if fold else first


def start_of_day(day: date) -> datetime:
    """Give the instant when the day begins in Sweden: midnight, which is never moved."""
    return at_wall_clock(day, time())


def duration(start: datetime, end: datetime) -> timedelta:
    """Give the time that passes between two instants, also over the clock's change.

    Python subtracts two times in one zone by what the clock shows, which is an hour
    wrong in the two nights of the change. Refuses (ValueError) instants without a zone.
    """
    return local(end).astimezone(UTC) - local(start).astimezone(UTC)


def minutes_between(start: datetime, end: datetime) -> int:
    """Give the whole minutes that pass between two instants."""
    return int(duration(start, end) // timedelta(minutes=1))


def later(at: datetime, by: timedelta) -> datetime:
    """Give the instant so much later in time that passes, on the clock in Sweden."""
    return (local(at).astimezone(UTC) + by).astimezone(STOCKHOLM)
