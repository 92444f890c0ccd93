"""What the start page says: the greeting, how much waits, and since when news is new."""

from __future__ import annotations

import datetime as dt

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from samspel.foundation.dates import local, local_day, say_day, say_day_short, weekday_name
from samspel.foundation.swedish import capitalise, count_word
from samspel.kit.language import current
from samspel.messaging.todo import Todo

_SOON = dt.timedelta(days=7)
_AT_FIRST = dt.timedelta(days=28)


def greeting(now: dt.datetime, name: str) -> str:
    """Greet by the time of day: «God förmiddag, Anna»."""
    hour = local(now).hour
    if hour < 5 or hour >= 18:
        words = _("God kväll, %(name)s")
    elif hour < 9:
        words = _("God morgon, %(name)s")
    elif hour < 12:
        words = _("God förmiddag, %(name)s")
    else:
        words = _("God eftermiddag, %(name)s")
    return words % {"name": name}


def summary(todos: list[Todo], now: dt.datetime) -> str:
    """Say the day, how much waits, and what is closest: one line under the greeting."""
    today, lang = local_day(now), current()
    day = capitalise(f"{weekday_name(today, lang)} {say_day_short(today, lang)}.")
    return f"{day} {_how_much(todos, today)}"


def _how_much(todos: list[Todo], today: dt.date) -> str:
    if not todos:
        return _("Inget väntar på dig just nu.")
    count = capitalise(count_word(len(todos), current()))
    waits = ngettext(
        "%(count)s sak väntar på dig", "%(count)s saker väntar på dig", len(todos)
    ) % {"count": count}
    closest = _closest(todos, today)
    return f"{waits}{', ' + closest if closest else ''}."


def _closest(todos: list[Todo], today: dt.date) -> str:
    """Say how many have passed their day; if none, how many fall on the nearest one."""
    days = [todo.when for todo in todos if todo.when]
    late = sum(day < today for day in days)
    if len(todos) == 1:
        return _the_only_one(days, today)
    if late:
        return ngettext(
            "och %(count)s skulle ha varit klar", "och %(count)s skulle ha varit klara", late
        ) % {"count": count_word(late, current())}
    if not days or min(days) > today + _SOON:
        return ""
    nearest = min(days)
    number = days.count(nearest)
    return ngettext(
        "och %(count)s ska vara klar %(day)s", "och %(count)s ska vara klara %(day)s", number
    ) % {
        "count": count_word(number, current()),
        "day": say_day(nearest, today=today, lang=current()),
    }


def _the_only_one(days: list[dt.date], today: dt.date) -> str:
    """Say when the one thing that waits is due: "och den ska vara klar i morgon"."""
    if not days or days[0] > today + _SOON:
        return ""
    if days[0] < today:
        return _("och den skulle ha varit klar")
    return _("och den ska vara klar %(day)s") % {
        "day": say_day(days[0], today=today, lang=current())
    }


def news_since(kept: str, now: dt.datetime) -> dt.datetime:
    """Give since when news is new: since the sign-in before this one.

    ``kept`` is what this sign-in remembers, so that the news does not go away when the
    page is read a second time. Without it, four weeks': about from one meeting to the next.
    """
    return dt.datetime.fromisoformat(kept) if kept else now - _AT_FIRST
