"""What the catalogue is made of: kinds of value, facts, settings and acts."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal

from samspel.foundation.labels import LabelledEnum
from samspel.foundation.labels import mark as _

FactValue = bool | int | Decimal | dt.date | dt.time | str | frozenset[str]


class Kind(LabelledEnum):
    """What sort of value a fact or a setting holds."""

    YES_NO = "yes_no", _("ja eller nej")
    COUNT = "count", _("heltal")
    NUMBER = "number", _("tal")
    DATE = "date", _("datum")
    TIME = "time", _("klockslag")
    CHOICE = "choice", _("ett av flera val")
    CHOICES = "choices", _("några av flera val")
    KEY = "key", _("nyckelord")
    KEYS = "keys", _("några nyckelord")
    TEXT = "text", _("text")
    ITEMS = "items", _("lista med punkter")
    SECTIONS = "sections", _("lista med avsnitt")

    @property
    def is_ordered(self) -> bool:
        """Whether two values can be compared as less and more."""
        return self in (Kind.COUNT, Kind.NUMBER, Kind.DATE, Kind.TIME)

    @property
    def is_many(self) -> bool:
        """Whether a value is a set of keys."""
        return self in (Kind.CHOICES, Kind.KEYS, Kind.ITEMS, Kind.SECTIONS)


class Unit(LabelledEnum):
    """What a number counts. A closed list, so that two guidelines mean the same."""

    VISITS_PER_YEAR = "visits/year", _("besök per kalenderår")
    VISITS_PER_HALF_YEAR = "visits/half-year", _("besök per halvår")
    HOURS_PER_YEAR = "hours/year", _("timmar per kalenderår")
    HOURS_PER_VISIT = "hours/visit", _("timmar per besök")
    DAYS = "days", _("dagar")
    MONTHS = "months", _("månader")
    PERSONS = "persons", _("personer")
    OPERATIONS = "operations", _("verksamheter")
    UNITS = "units", _("enheter")
    TIMES = "times", _("tider")
    MEETINGS = "meetings", _("sammanträden")


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing that an act can tell about itself: a key, a kind and what it means.

    A fact may be unknown (``None``). ``english`` holds the label and the meaning.
    """

    name: str
    kind: Kind
    label: str
    meaning: str
    english: tuple[str, str]
    choices: type[LabelledEnum] | None = None
    unit: Unit | None = None


@dataclass(frozen=True, slots=True)
class SettingKind:
    """One thing that a guideline can lay down: a number, a choice, a list or a text."""

    name: str
    act: str
    kind: Kind
    label: str
    meaning: str
    english: tuple[str, str]
    choices: type[LabelledEnum] | None = None
    unit: Unit | None = None


@dataclass(frozen=True, slots=True)
class Act:
    """Something that a person is about to do and that a guideline has a say in."""

    key: str
    label: str
    meaning: str
    english: tuple[str, str]
    facts: tuple[str, ...]
