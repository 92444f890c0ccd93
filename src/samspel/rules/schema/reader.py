"""Reading a tree with care: every problem is noted with its line, and reading goes on."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from difflib import get_close_matches
from typing import TypeVar

from samspel.foundation.labels import mark as _
from samspel.rules.errors import Problem, RulesetInvalid
from samspel.rules.sentence import Sentence, sentence
from samspel.rules.tree import Block, Listing, Node, Scalar
from samspel.rules.values import BadValue

T = TypeVar("T")

MAX_PROBLEMS = 200
_MAX_NAME = 80


class Notes:
    """The problems found so far, noted for one file at a time."""

    def __init__(self, file: str, problems: list[Problem]) -> None:
        self.file = file
        self.problems = problems

    def add(self, line: int, what: Sentence, right: Sentence) -> None:
        """Note one problem. When there are too many to be of use, reading stops."""
        self.problems.append(Problem(self.file, line, what, right))
        if len(self.problems) >= MAX_PROBLEMS:
            raise RulesetInvalid(self.problems)

    def unknown(self, line: int, what: Sentence, wrong: str, right: Iterable[str]) -> None:
        """Note a name that does not exist, with the nearest that does."""
        names = sorted(right)
        near = get_close_matches(wrong[:_MAX_NAME], names, n=1)
        if near:
            self.add(line, what, sentence(_("Menade du ”%(near)s”?"), near=near[0]))
        else:
            self.add(
                line, what, sentence(_("Det som finns är: %(names)s."), names=", ".join(names))
            )

    def parts(self, node: Node | None) -> tuple[Node, ...]:
        """Give the parts of a list, or note that a list was expected."""
        if isinstance(node, Listing):
            return node.parts
        if node is not None:
            self.add(
                node.line,
                sentence(_("Här ska det vara en lista.")),
                sentence(_("Skriv en punkt per rad, med bindestreck först.")),
            )
        return ()

    def text(self, node: Node) -> str | None:
        """Give the text of a part, or note that a text was expected."""
        if isinstance(node, Scalar):
            return node.text
        self.add(
            node.line,
            sentence(_("Här ska det vara ett enda värde.")),
            sentence(_("Skriv värdet på samma rad som namnet.")),
        )
        return None

    def read(self, node: Node, reader: Callable[[str], T]) -> T | None:
        """Read the text of a part, or note what would be right."""
        text = self.text(node)
        if text is None:
            return None
        try:
            return reader(text)
        except BadValue as error:
            self.add(
                node.line, sentence(_("”%(text)s” går inte att läsa."), text=text), error.right
            )
            return None


class Fields:
    """The named parts of a block, read one by one. A name not allowed is a problem."""

    def __init__(
        self, node: Node, notes: Notes, thing: Sentence, allowed: Sequence[str]
    ) -> None:
        self.notes = notes
        self.thing = thing
        self.line = node.line
        self.block = node if isinstance(node, Block) else Block({}, {}, node.line)
        if not isinstance(node, Block):
            notes.add(
                node.line,
                sentence(_("%(thing)s ska bestå av namn och värden."), thing=thing),
                sentence(_("Skriv ett namn, ett kolon och ett värde på varje rad.")),
            )
        for key in self.block.parts.keys() - set(allowed):
            notes.unknown(
                self.block.lines[key],
                sentence(_("%(thing)s har inget som heter ”%(key)s”."), thing=thing, key=key),
                key,
                allowed,
            )

    def __contains__(self, key: str) -> bool:
        return key in self.block.parts

    def line_of(self, key: str) -> int:
        """Give the line of the name, or of the whole block if it is not there."""
        return self.block.lines.get(key, self.line)

    def node(self, key: str, *, required: bool = False) -> Node | None:
        """Give the part by its name, and note it as missing if it must be there."""
        part = self.block.parts.get(key)
        if part is None and required and self.block.parts:
            self.missing(key)
        return part

    def missing(self, key: str) -> None:
        """Note that a part is missing."""
        self.notes.add(
            self.line,
            sentence(_("%(thing)s saknar ”%(key)s”."), thing=self.thing, key=key),
            sentence(_("Lägg till en rad som börjar med ”%(key)s:”."), key=key),
        )

    def read(self, key: str, reader: Callable[[str], T], *, required: bool = False) -> T | None:
        """Read a part's text by the reader."""
        part = self.node(key, required=required)
        return None if part is None else self.notes.read(part, reader)
