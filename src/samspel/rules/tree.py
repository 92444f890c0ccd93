"""Trees: a rule file as nested texts, lists and blocks, each with its line.

YAML is read event by event, so that nothing is interpreted on the way (1.6 stays
a text, and so do *no* and 2026-01-01), every part knows its line, and what could blow
up in memory (aliases, depth, size) is refused before it is built.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import yaml

from samspel.foundation.labels import mark as _

from .errors import Problem
from .sentence import Sentence, sentence

MAX_CHARACTERS = 262_144
MAX_PARTS = 20_000
MAX_DEPTH = 24
MAX_LINE = 20_000
_KEPT = 40  # files: one guideline at its largest

# A line break, and the space that holds a number and its word together.
_ALSO = "\n\N{NO-BREAK SPACE}"
_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True, slots=True)
class Scalar:
    """A text, exactly as written."""

    text: str
    line: int


@dataclass(frozen=True, slots=True)
class Listing:
    """A list of parts."""

    parts: tuple[Node, ...]
    line: int


@dataclass(frozen=True, slots=True)
class Block:
    """Named parts, in the order in which they are written."""

    parts: dict[str, Node]
    lines: dict[str, int]
    line: int


Node = Scalar | Listing | Block


class Unreadable(Exception):
    """The file is not YAML that we accept. Holds the line, what is wrong and what is right."""

    def __init__(self, line: int, what: Sentence, right: Sentence) -> None:
        super().__init__(str(what))
        self.line = line
        self.what = what
        self.right = right

    def in_file(self, name: str) -> Problem:
        """Give the problem as found in the named file."""
        return Problem(name, self.line, self.what, self.right)


@lru_cache(maxsize=_KEPT)
def read_tree(text: str) -> Node:
    """Read one file's text as a tree. Refuses what is not plain, single-document YAML.

    Who edits a guideline reads all its files again at every step, all but one unchanged:
    the latest are kept. A tree is never changed by who has been given it.
    """
    if len(text) > MAX_CHARACTERS:
        raise Unreadable(
            1,
            sentence(_("Filen är för stor.")),
            sentence(_("Dela upp den i flera. En fil får ha högst 262 144 tecken.")),
        )
    try:
        return _Builder(iter(yaml.parse(text, Loader=_Loader))).document()
    except yaml.MarkedYAMLError as error:
        raise _not_yaml(_line_of(error.problem_mark)) from error
    except (yaml.YAMLError, UnicodeError) as error:
        raise _not_yaml(1) from error


def _line_of(mark: Any) -> int:
    return mark.line + 1 if mark is not None else 1


def _not_yaml(line: int) -> Unreadable:
    return Unreadable(
        line,
        sentence(_("Raden går inte att läsa som YAML.")),
        sentence(
            _(
                "Se efter indrag, kolon och citattecken. "
                "En text med kolon i ska stå inom citattecken."
            )
        ),
    )


class _Builder:
    """Builds a tree from YAML's events and refuses what a rule file never needs."""

    def __init__(self, events: Iterator[Any]) -> None:
        self.events = events
        self.count = 0

    def document(self) -> Node:
        """Build the file's one document."""
        next(self.events)  # the stream begins
        if isinstance(next(self.events), yaml.StreamEndEvent):
            raise Unreadable(1, sentence(_("Filen är tom.")), sentence(_("Ta bort den.")))
        tree = self.node(next(self.events), 1)
        next(self.events)  # the document ends
        after = next(self.events)
        if not isinstance(after, yaml.StreamEndEvent):
            raise Unreadable(
                _line_of(after.start_mark),
                sentence(_("Filen innehåller mer än ett dokument.")),
                sentence(_("Ta bort raden med tre streck.")),
            )
        return tree

    def node(self, event: Any, depth: int) -> Node:
        """Build the part that begins with the event."""
        line = _line_of(event.start_mark)
        self.refuse(event, line, depth)
        if isinstance(event, yaml.ScalarEvent):
            return Scalar(_tidy(event.value, line), line)
        if isinstance(event, yaml.SequenceStartEvent):
            return Listing(tuple(self.listed(depth)), line)
        return self.block(line, depth)

    def refuse(self, event: Any, line: int, depth: int) -> None:
        """Refuse aliases, anchors, tags and what is too deep or too much."""
        self.count += 1
        if isinstance(event, yaml.AliasEvent) or event.anchor is not None:
            raise Unreadable(
                line,
                sentence(_("Filen använder & eller * för att återanvända en del.")),
                sentence(_("Skriv ut delen i sin helhet.")),
            )
        if event.tag not in (None, "!"):
            raise Unreadable(
                line,
                sentence(_("Filen använder en YAML-tagg: %(tag)s."), tag=event.tag),
                sentence(_("Ta bort taggen.")),
            )
        if depth > MAX_DEPTH or self.count > MAX_PARTS:
            raise Unreadable(
                line,
                sentence(_("Filen har för många delar eller för många nivåer.")),
                sentence(_("Förenkla den eller dela upp den i flera filer.")),
            )

    def listed(self, depth: int) -> Iterator[Node]:
        """Build the parts of a list."""
        while not isinstance(event := next(self.events), yaml.SequenceEndEvent):
            yield self.node(event, depth + 1)

    def block(self, line: int, depth: int) -> Block:
        """Build the named parts of a block. Refuses a name given twice."""
        parts: dict[str, Node] = {}
        lines: dict[str, int] = {}
        while not isinstance(event := next(self.events), yaml.MappingEndEvent):
            key = self.node(event, depth + 1)
            if not isinstance(key, Scalar):
                raise _not_yaml(key.line)
            if key.text in parts:
                raise Unreadable(
                    key.line,
                    sentence(_("”%(key)s” står två gånger."), key=key.text),
                    sentence(_("Ta bort den ena.")),
                )
            lines[key.text] = key.line
            parts[key.text] = self.node(next(self.events), depth + 1)
        return Block(parts, lines, line)


def _tidy(text: str, line: int) -> str:
    text = text.strip()
    if len(text) > MAX_LINE or not all(each.isprintable() or each in _ALSO for each in text):
        raise Unreadable(
            line,
            sentence(_("Texten är för lång eller har tecken som inte syns.")),
            sentence(_("Korta texten, och skriv om den i stället för att klistra in den.")),
        )
    return text
