"""The tree of the minutes: paragraphs, their parts under headings, and blocks of text."""

from __future__ import annotations

from dataclasses import dataclass, field

from samspel.foundation.labels import LabelledEnum
from samspel.foundation.labels import mark as _


class PartKey(LabelledEnum):
    """What a part of a paragraph holds, whatever its heading is in the body's layout."""

    DECISION = "decision", _("Beslut")
    PARTICIPATION = "participation", _("Deltagande i beslutet")
    CONFLICT = "conflict", _("Jäv")
    ATTENDANCE = "attendance", _("Närvaro")
    DESCRIPTION = "description", _("Beskrivning av ärendet")
    PREPARATION = "preparation", _("Beredning")
    COUNCIL_QUESTIONS = "council_questions", _("Interpellationer och frågor")
    PROPOSALS = "proposals", _("Yrkanden")
    PUTTING = "putting", _("Beslutsgång")
    VOTE = "vote", _("Omröstning")
    RESERVATION = "reservation", _("Reservation")
    NOTE = "note", _("Protokollsanteckning")
    DISPATCH = "dispatch", _("Expediering")
    BASIS = "basis", _("Beslutsunderlag")
    APPROVAL = "approval", _("Justering")


@dataclass(frozen=True, slots=True)
class Prose:
    """Running text; a blank line begins a new paragraph."""

    text: str


@dataclass(frozen=True, slots=True)
class Quote:
    """What somebody has written, word for word."""

    text: str


@dataclass(frozen=True, slots=True)
class Points:
    """A list, with numbers where the points are referred to by them."""

    items: tuple[str, ...]
    numbered: bool = False


@dataclass(frozen=True, slots=True)
class Facts:
    """Terms with what they are: the lines of a cover page."""

    rows: tuple[tuple[str, tuple[str, ...]], ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A table with a heading for every column; ``shares`` is how wide they are, 0 as needed."""

    caption: str
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    shares: tuple[int, ...]


Block = Prose | Quote | Points | Facts | Table


@dataclass(frozen=True, slots=True)
class Part:
    """One part under its heading; an empty heading is a line of its own (approval)."""

    key: PartKey
    heading: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class ParagraphText:
    """One paragraph of the minutes: the item, as it is printed."""

    item_id: int
    uuid: str
    paragraph: str
    heading: tuple[str, ...]
    title: str
    parts: tuple[Part, ...]
    is_closed: bool = False
    is_hidden: bool = False
    is_immediate: bool = False

    def part(self, key: PartKey) -> Part | None:
        """Give the part, if the paragraph has it."""
        return next((each for each in self.parts if each.key is key), None)

    @property
    def anchor(self) -> str:
        """The paragraph's name in an address: "p138"."""
        return "p" + "".join(char for char in self.paragraph if char.isalnum())


@dataclass(frozen=True, slots=True)
class Signatory:
    """Somebody who signs: in what capacity, and the name as printed."""

    role: str
    name: str


@dataclass(frozen=True, slots=True)
class MinutesText:
    """The whole minutes, or an extract: cover, paragraphs, signatures."""

    title: str
    body: str
    day: str
    cover: tuple[Block, ...]
    paragraphs: tuple[ParagraphText, ...]
    signatories: tuple[Signatory, ...] = ()
    contents_heading: str = ""
    closing: tuple[str, ...] = field(default=())
