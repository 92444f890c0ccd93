"""Values: read from the text of a rule file, shown in Swedish, kept as JSON.

Nothing here guesses. A text is read by the kind that the catalogue gives, so that
1.6 is a decimal, 2026-01-01 is a day only where a day is asked for, and *no* is a text.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from decimal import Decimal

from samspel.foundation.labels import LabelledEnum
from samspel.foundation.labels import mark as _

from .catalogue import Fact, FactValue, Kind, SettingKind
from .sentence import Sentence, Translate, sentence, untranslated
from .sentence import listed as listed  # noqa: PLC0414  asked for here by those who show values


@dataclass(frozen=True, slots=True)
class Item:
    """One point of a list that a guideline lays down, such as a topic."""

    key: str
    label: str
    help: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    """One section of a report or a page, and whether it must be filled in."""

    key: str
    label: str
    help: str
    required: bool


SettingValue = FactValue | tuple[Item, ...] | tuple[Section, ...]
Described = Fact | SettingKind

MONTHS = (
    _("januari"),
    _("februari"),
    _("mars"),
    _("april"),
    _("maj"),
    _("juni"),
    _("juli"),
    _("augusti"),
    _("september"),
    _("oktober"),
    _("november"),
    _("december"),
)

_YES = frozenset({"ja", "yes", "true"})
_NO = frozenset({"nej", "no", "false"})
_KEY = re.compile(r"[a-zåäö0-9][a-zåäö0-9_-]{0,63}")
_COUNT = re.compile(r"[0-9]{1,9}")
_NUMBER = re.compile(r"[0-9]{1,9}(?:[.,][0-9]{1,4})?")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_TIME = re.compile(r"([01][0-9]|2[0-3])[:.]([0-5][0-9])")


class BadValue(ValueError):
    """A text that cannot be read as its kind. Holds what would be right."""

    def __init__(self, right: Sentence) -> None:
        super().__init__(str(right))
        self.right = right


def swedish_day(day: dt.date) -> str:
    """Give the day as people write it: 4 mars 2026."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def read_yes_no(text: str) -> bool:
    """Read *ja* or *nej* (or their English). Refuses anything else."""
    if text in _YES:
        return True
    if text in _NO:
        return False
    raise BadValue(sentence(_("Skriv ja eller nej.")))


def read_count(text: str) -> int:
    """Read a whole number, 0 or more."""
    if not _COUNT.fullmatch(text):
        raise BadValue(sentence(_("Skriv ett heltal, till exempel 2.")))
    return int(text)


def read_number(text: str) -> Decimal:
    """Read a number with a point or a comma as a decimal, never as a float."""
    if not _NUMBER.fullmatch(text):
        raise BadValue(sentence(_("Skriv ett tal, till exempel 1,5.")))
    return Decimal(text.replace(",", "."))


def read_day(text: str) -> dt.date:
    """Read a day written as 2026-03-04."""
    try:
        if _DAY.fullmatch(text):
            return dt.date.fromisoformat(text)
    except ValueError:
        pass  # the right form but no such day, as 2026-02-30
    raise BadValue(sentence(_("Skriv en dag som finns, till exempel 2026-03-04.")))


def read_time(text: str) -> dt.time:
    """Read a time of day written as 08.30 or 08:30."""
    match = _TIME.fullmatch(text)
    if match is None:
        raise BadValue(sentence(_("Skriv ett klockslag, till exempel 08.30.")))
    return dt.time(int(match[1]), int(match[2]))


def read_key(text: str) -> str:
    """Read a key: small letters, digits, hyphen and underscore."""
    if not _KEY.fullmatch(text):
        raise BadValue(
            sentence(_("Skriv ett nyckelord med små bokstäver, siffror och bindestreck."))
        )
    return text


def read_text(text: str) -> str:
    """Read a text that is not empty."""
    if not text.strip():
        raise BadValue(sentence(_("Skriv en text.")))
    return text


def read_choice(text: str, choices: type[LabelledEnum]) -> LabelledEnum:
    """Read one of the choices by its key."""
    try:
        return choices(text)
    except ValueError:
        named = ", ".join(f"{each.value} ({each.label})" for each in choices)
        raise BadValue(sentence(_("Skriv något av: %(choices)s."), choices=named)) from None


_READERS: dict[Kind, Callable[[str], FactValue]] = {
    Kind.YES_NO: read_yes_no,
    Kind.COUNT: read_count,
    Kind.NUMBER: read_number,
    Kind.DATE: read_day,
    Kind.TIME: read_time,
    Kind.KEY: read_key,
    Kind.KEYS: read_key,
    Kind.TEXT: read_text,
}


def read_one(text: str, described: Described) -> FactValue:
    """Read one value (of a set, one of its members) as the catalogue describes it."""
    if described.choices is not None:
        return read_choice(text, described.choices)
    return _READERS[described.kind](text)


def keys_of(value: SettingValue) -> frozenset[str]:
    """Give the keys a set or list stands for; of sections, those that are required."""
    if isinstance(value, frozenset):
        return value
    if not isinstance(value, tuple):
        raise TypeError(f"{value!r} holds no keys")
    return frozenset(
        each.key for each in value if not isinstance(each, Section) or each.required
    )


def show(
    value: SettingValue | None, described: Described, translate: Translate = untranslated
) -> str:
    """Show a value in words, as a councillor would write it."""
    if value is None:
        return translate(_("okänt"))
    if isinstance(value, tuple):
        return listed((each.label for each in value), translate)
    if isinstance(value, frozenset):
        return listed(_members(value, described, translate), translate)
    if described.choices is not None:
        return translate(described.choices(str(value)).label)
    return _show_one(value, translate)


def _show_one(value: FactValue, translate: Translate) -> str:
    if isinstance(value, bool):
        return translate(_("ja")) if value else translate(_("nej"))
    if isinstance(value, dt.date):
        return f"{value.day} {translate(MONTHS[value.month - 1])} {value.year}"
    if isinstance(value, dt.time):
        return f"{value:%H.%M}"
    return str(value).replace(".", ",") if isinstance(value, Decimal) else str(value)


def _members(value: Iterable[str], described: Described, translate: Translate) -> list[str]:
    if described.choices is None:
        return sorted(value)
    return [translate(each.label) for each in described.choices if each.value in value]


def plain(value: SettingValue | None) -> object:
    """Give the value as JSON can hold it."""
    if isinstance(value, frozenset):
        return sorted(str(each) for each in value)
    if isinstance(value, tuple):
        return [_plain_part(each) for each in value]
    if isinstance(value, dt.time):
        return f"{value:%H:%M}"
    if isinstance(value, (dt.date, Decimal, str)):
        return str(value)
    return value


def _plain_part(part: Item | Section) -> dict[str, object]:
    told: dict[str, object] = {"key": part.key, "label": part.label, "help": part.help}
    if isinstance(part, Section):
        told["required"] = part.required
    return told
