"""Days and times as plain words, for labels and sentences that hold more than the time."""

from __future__ import annotations

import datetime as dt

from django.utils import timezone
from django.utils.translation import gettext_lazy

from samspel.foundation import dates
from samspel.foundation.swedish import capitalise
from samspel.kit.filters import today
from samspel.kit.language import current


def span_words(start: dt.datetime, end: dt.datetime) -> str:
    """Say a time to choose: "Tisdag 24 november kl. 13.00–15.00"."""
    return capitalise(dates.say_span(start, end, now=timezone.now(), lang=current()))


def span_inside(start: dt.datetime, end: dt.datetime) -> str:
    """Say a time inside a sentence: "tisdag 24 november kl. 13.00–15.00"."""
    return dates.say_span(start, end, now=timezone.now(), lang=current())


def body_inside(name: str) -> str:
    """Write a body's name inside a sentence: "kommunstyrelsen"; in English as a proper name."""
    return name if dates.is_english(current()) else name[:1].lower() + name[1:]


def moment_words(at: dt.datetime) -> str:
    """Say an instant inside a sentence: "tisdag 24 november kl. 13.00"."""
    return dates.say_moment(at, now=timezone.now(), lang=current())


def day_words(day: dt.date) -> str:
    """Say a day inside a sentence: "i morgon", "tisdag 24 november"."""
    return dates.say_day(day, today=today(), lang=current())


_NUMBERS = (
    gettext_lazy("noll"),
    gettext_lazy("en"),
    gettext_lazy("två"),
    gettext_lazy("tre"),
    gettext_lazy("fyra"),
    gettext_lazy("fem"),
    gettext_lazy("sex"),
    gettext_lazy("sju"),
    gettext_lazy("åtta"),
    gettext_lazy("nio"),
    gettext_lazy("tio"),
    gettext_lazy("elva"),
    gettext_lazy("tolv"),
)


def number_word(number: int) -> str:
    """Say a number of things in a sentence: "sex", and in figures from thirteen."""
    return str(_NUMBERS[number]) if 0 <= number < len(_NUMBERS) else str(number)


def period_words(first: dt.date | None, end: dt.date | None) -> str:
    """Say from when to when something holds; the end is the first day it does not."""
    return dates.say_period(first, end, current())
