"""What a pack of papers is made of, as plain values: no database, and files by their place."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Paper:
    """One paper of an item.

    ``sheets`` are the sizes of its pages in points, where it is a PDF. ``words`` is the
    content of a plain text, ``picture`` the name of an image among the pack's pictures.
    Where neither is given, ``note`` says where the paper is to be read. ``starts`` fixes
    the page number, ``hidden`` leaves it out.
    """

    key: str
    title: str
    sheets: tuple[tuple[float, float], ...] = ()
    words: str = ""
    picture: str = ""
    note: str = ""
    hidden: bool = False
    starts: int | None = None
    ends: int | None = None


@dataclass(frozen=True, slots=True)
class Item:
    """One item of the agenda, with its papers."""

    key: str
    number: str
    title: str
    text: str = ""
    notes: tuple[str, ...] = ()
    papers: tuple[Paper, ...] = ()
    late: bool = False
    hidden: bool = False
    starts: int | None = None
    ends: int | None = None

    @property
    def has_sheet(self) -> bool:
        """Whether the item has a page of its own: something is to be read, or it came late."""
        return bool(self.text or self.papers) or self.hidden or self.late


@dataclass(frozen=True, slots=True)
class Words:
    """The fixed words of a pack, in the language it is made in."""

    lang: str
    agenda: str
    papers: str
    page: str
    late: str
    left_out: str
    nothing: str
    continues: str


@dataclass(frozen=True, slots=True)
class Pack:
    """A whole pack: the head, the items, and the page that it begins at."""

    title: str
    body: str
    when: str
    place: str
    lead: str
    foot: str
    words: Words
    items: tuple[Item, ...]
    first_page: int = 1
    files: dict[str, Path] = field(default_factory=dict)
    pictures: dict[str, bytes] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Made:
    """A pack as made: the file, and the pages of each part by its key."""

    content: bytes
    pages: dict[str, tuple[int, int]]
    last_page: int
