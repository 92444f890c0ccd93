"""Reading quantities and references to values, checked against the units asked for."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import TypeVar

from samspel.foundation.labels import LabelledEnum
from samspel.foundation.labels import mark as _
from samspel.rules.schema.reader import Notes
from samspel.rules.sentence import sentence
from samspel.rules.tree import Node, Scalar
from samspel.rules.values import BadValue, read_choice, read_key

from .looking import Quantity, Ref
from .units import Unit, convertible

C = TypeVar("C", bound=LabelledEnum)
Units = Mapping[str, Unit]

_LENGTH = re.compile(r"([0-9]{1,4}(?:[.,][0-9]{1,2})?) (h|min)")
_MEASURED = re.compile(r"([0-9]{1,6}(?:[.,][0-9]{1,4})?)(?: (km|%|h))?")
_SUFFIX = {Unit.KM: "km", Unit.PERCENT: "%", Unit.HOURS: "h"}


def read_length(text: str) -> Decimal:
    """Read a length of time, 4 h or 30 min, in minutes."""
    match = _LENGTH.fullmatch(text)
    if match is None:
        raise BadValue(
            sentence(_("Skriv en tid, till exempel 4 h eller 30 min, eller ett värdes id."))
        )
    number = Decimal(match[1].replace(",", "."))
    return number * 60 if match[2] == "h" else number


def choice(kind: type[C]) -> Callable[[str], C]:
    """Give a reader of one of the choices."""
    return lambda text: kind(read_choice(text, kind))


class Quantities:
    """Reads quantities and references, and checks their units against what is asked for."""

    def __init__(self, units: Units, notes: Notes) -> None:
        self.units = units
        self.notes = notes

    def ref(self, node: Node | None, *wanted: Unit) -> Ref | None:
        """Read the id of a value that can be told in (one of) the units."""
        if node is None:
            return None
        text = self.notes.read(node, read_key)
        return None if text is None else self.checked(text, node.line, wanted)

    def checked(self, text: str, line: int, wanted: tuple[Unit, ...]) -> Ref | None:
        """Give the reference, or note that there is no such value or that its unit is another."""
        unit = self.units.get(text)
        if unit is None:
            self.notes.unknown(
                line,
                sentence(_("Det finns inget värde som heter ”%(id)s”."), id=text),
                text,
                self.units,
            )
            return None
        if not any(convertible(unit, each) for each in wanted):
            self.notes.add(
                line,
                sentence(
                    _("”%(id)s” är i %(unit)s och kan inte användas här."),
                    id=text,
                    unit=sentence(unit.label),
                ),
                sentence(
                    _("Använd ett värde i: %(units)s."),
                    units=tuple(sentence(each.label) for each in wanted),
                ),
            )
            return None
        return Ref(text)

    def quantity(self, node: Node | None, unit: Unit) -> Quantity | None:
        """Read a number written out (4 h, 50 km, 40 %), or the id of a value."""
        if node is None:
            return None
        if isinstance(node, Scalar) and not node.text[:1].isdigit():
            return self.ref(node, unit)
        return self.notes.read(node, read_length if unit is Unit.MINUTES else _reader(unit))

    def per(self, ref: Ref | None, *wanted: Unit) -> Unit:
        """Give the first of the units that the value can be told in."""
        unit = Unit.SEK if ref is None else self.units[ref.id]
        return next((each for each in wanted if convertible(unit, each)), wanted[-1])


def _reader(unit: Unit) -> Callable[[str], Decimal]:
    suffix = _SUFFIX.get(unit)

    def read(text: str) -> Decimal:
        match = _MEASURED.fullmatch(text)
        if match is None or match[2] != suffix:
            example = f"50 {suffix}" if suffix else "2"
            raise BadValue(
                sentence(
                    _("Skriv ett tal, till exempel %(example)s, eller ett värdes id."),
                    example=example,
                )
            )
        return Decimal(match[1].replace(",", "."))

    return read


def read_body(text: str) -> str:
    """Read a body's abbreviation, which is the same in small letters and in capitals."""
    return read_key(text.lower())
