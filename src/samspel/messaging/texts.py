"""Texts of a message, written in the language of whoever gets it.

A text is a Swedish msgid, lazy or marked, with ``%(name)s`` placeholders. Days and
moments among the values are said in words, in the same language.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext, override

from samspel.foundation import dates
from samspel.foundation.labels import LabelledEnum


def said(text: object, params: Mapping[str, Any] | None, language: str) -> str:
    """Give the text in the language, with its placeholders filled in.

    Without ``params`` nothing is filled in, so that a person's own words may hold a
    per cent sign. Raises KeyError where a value is missing.
    """
    with override(language):
        words = _translated(text)
        if params is None:
            return words
        return words % {name: _value(each, language) for name, each in params.items()}


def last_day(due_on: dt.date | None, body: str, language: str) -> str:
    """Say the last day of what a message asks; empty where the words say it already."""
    day = dates.plain(dates.say_day_long(due_on, language)) if due_on else ""
    return "" if day in body else day


def _translated(text: object) -> str:
    """Translate a text; a lazy one does it by itself, and an empty one is not a msgid."""
    if isinstance(text, Promise) or not text:
        return str(text or "")
    return gettext(str(text))


def _value(value: object, language: str) -> object:
    if isinstance(value, dt.datetime):
        return dates.plain(dates.say_moment(value, now=None, lang=language))
    if isinstance(value, dt.date):
        return dates.plain(dates.say_day_long(value, language))
    if isinstance(value, dt.time):
        return dates.plain(dates.say_time(value, language))
    if isinstance(value, LabelledEnum):
        return gettext(value.label)
    return value
