"""Plain rows for the components: what a view hands to the lists of a page.

Built in the view (or a query's caller), evaluated and complete, so that drawing them
asks nothing of the database. Texts may be ``Markup`` where they hold a link.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date, datetime


@dataclass(frozen=True, slots=True)
class Todo:
    """Something to do: one verb and one object, by when, and for whom."""

    label: str
    url: str
    due: date | None = None
    who: str = ""


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened (or stands now), for a timeline."""

    at: date | datetime
    text: str
    now: bool = False
    clause_heading: str = ""
    citation: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class Fact:
    """One fact: its name, what it is, and a smaller line under it."""

    term: str
    text: object
    note: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer to check before it is sent, and the page where it is changed."""

    question: str
    text: object
    change_url: str = ""


@dataclass(frozen=True, slots=True)
class FileRow:
    """A file to open: its name, kind and size, and what else is worth knowing."""

    name: str
    url: str
    kind: str = ""
    size: int | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Step:
    """A step of an errand: "done", "now" or "todo"."""

    label: str
    state: str = "todo"
    url: str = ""


@dataclass(frozen=True, slots=True)
class Word:
    """A filter as a word that can be linked to."""

    label: str
    url: str
    current: bool = False
    count: int | None = None


@dataclass(frozen=True, slots=True)
class WorkingLine:
    """One line of a working: what, how much, and the clause it rests on."""

    label: str
    amount: str
    clause: str = ""


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of a text that is read back; numbered where it is marked."""

    text: str
    number: int = 0


@dataclass(frozen=True, slots=True)
class Mark:
    """A marked place in a text: which words, why, and what the person has chosen."""

    number: int
    words: str
    why: str
    name: str
    keep: bool = False


@dataclass(frozen=True, slots=True)
class Choice:
    """One choice in an errand, with what the rules say about it."""

    value: str
    label: str
    verdict: object = None
    say: str = ""
    note: str = ""
    checked: bool = False
    reason: str = ""
    reason_error: str = ""
