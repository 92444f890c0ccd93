"""Reading one row by its fields, collecting what is wrong instead of stopping at it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping, Sequence
from functools import lru_cache
from typing import Any, TypeVar

from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator, validate_email
from django.utils.translation import gettext

from samspel.foundation.swedish import search_key
from samspel.people.calculation.cells import read_day, read_yes_no, split_name
from samspel.people.calculation.columns import FIELDS
from samspel.people.calculation.guessing import Guesses
from samspel.people.enums import ImportKind, PositionRole
from samspel.people.queries.imports.directory import Directory
from samspel.people.queries.imports.plans import PersonPlan, Problem, RowPlan

Row = TypeVar("Row")
_LONGEST_NAME = 80
_FITS = MaxLengthValidator(254)  # what the register has room for

# Places and roles come again on row after row; names of persons are not kept.
searched = lru_cache(maxsize=4096)(search_key)


class RowReader:
    """The cells of one row by field, with the problems found while reading them."""

    def __init__(
        self,
        row: RowPlan,
        mapping: Mapping[str, int],
        kind: ImportKind,
        options: Mapping[str, Any],
        guesses: Guesses,
    ) -> None:
        self.row = row
        self.mapping = mapping
        self.options = options
        self.kind = kind
        self.guesses = guesses

    def text(self, key: str) -> str:
        """Give a cell's text, or nothing where no column fills the field."""
        at = self.mapping.get(key)
        return self.row.cells[at] if at is not None and at < len(self.row.cells) else ""

    def wrong(self, key: str, what: str, right: str = "") -> None:
        """Note a problem in a field."""
        self.row.problems.append(Problem(self._label(key), what, right))

    def _label(self, key: str) -> str:
        """Give a field's words; asked for only where something is wrong."""
        found = next((each.label for each in FIELDS[self.kind] if each.key == key), None)
        return gettext(found) if found else key

    def day(self, key: str) -> dt.date | None:
        """Read a day; an empty cell is None, a wrong one is noted."""
        text = self.text(key)
        if not text:
            return None
        found = read_day(text)
        if found is None:
            self.wrong(
                key,
                gettext("”%(text)s” är inget datum.") % {"text": text},
                gettext("Skriv till exempel 2027-01-01."),
            )
        return found

    def first_day(self) -> dt.date | None:
        """Read the first day, or the one that was chosen for the whole file."""
        found = self.day("valid_from")
        if found or self.text("valid_from"):
            return found
        chosen = self.options.get("valid_from")
        if not chosen:
            self.wrong(
                "valid_from",
                gettext("Första dagen saknas."),
                gettext("Fyll i den, eller välj en dag för hela filen."),
            )
        return dt.date.fromisoformat(chosen) if chosen else None

    def period(self, otherwise: dt.date | None = None) -> tuple[dt.date, dt.date | None] | None:
        """Read first and last day; the end is exclusive, as in the register."""
        begins, last = self.first_day(), self.day("last_day")
        if begins is None:
            return None
        ends = last + dt.timedelta(days=1) if last else otherwise
        if ends is not None and ends <= begins:
            self.wrong(
                "last_day",
                gettext("Sista dagen ligger före första dagen."),
                gettext("Ändra någon av dem."),
            )
            return None
        return begins, ends

    def choice(self, key: str, words: Mapping[str, PositionRole]) -> PositionRole | None:
        """Read a word for a role or a function; a wrong one is noted."""
        text = searched(self.text(key))
        if not text:
            return None
        for word, role in words.items():
            if searched(word) == text:
                return role
        self.unknown(key, self.text(key), words)
        return None

    def found(self, key: str, text: str, among: Mapping[str, Sequence[Row]]) -> Row | None:
        """Look a name up; one that is unknown, or that several have, is noted."""
        rows = among.get(searched(text), [])
        if not rows:
            self.unknown(key, text, among)
        elif len(rows) > 1:
            self.wrong(
                key,
                gettext("Det finns %(count)s som heter ”%(text)s”.")
                % {"count": len(rows), "text": text},
                gettext("Skriv in raden för hand i registret."),
            )
        return rows[0] if len(rows) == 1 else None

    def unknown(self, key: str, text: str, among: Collection[str]) -> None:
        """Note a word that nobody knows, with the one that was likely meant."""
        near = self.guesses.nearest(key, search_key(text), among)
        self.wrong(
            key,
            gettext("”%(text)s” finns inte.") % {"text": text},
            gettext("Menade du ”%(near)s”?") % {"near": _as_written(near, among)}
            if near
            else gettext("Lägg upp det först, eller rätta stavningen."),
        )

    def yes_no(self, key: str) -> bool:
        """Read yes or no; anything else is noted."""
        found = read_yes_no(self.text(key))
        if found is None:
            self.wrong(
                key,
                gettext("”%(text)s” är varken ja eller nej.") % {"text": self.text(key)},
                gettext("Skriv ja eller nej."),
            )
        return bool(found)

    def person(self, directory: Directory) -> PersonPlan | None:
        """Read who the row is about: somebody in the register, or a new person."""
        given, family = self.text("given_name"), self.text("family_name")
        if not (given and family):
            given, family = split_name(self.text("name"))
        if not (given and family):
            self.wrong(
                "name" if "name" in self.mapping else "family_name",
                gettext("Namnet saknas eller är bara ett ord."),
                gettext("Skriv både förnamn och efternamn."),
            )
            return None
        if max(len(given), len(family)) > _LONGEST_NAME:
            self.wrong("name", gettext("Namnet är orimligt långt."), gettext("Korta det."))
            return None
        key = search_key(f"{given} {family}")
        same = directory.persons.get(key, [])
        if len(same) > 1:
            self.wrong(
                "name",
                gettext("Det finns %(count)s personer som heter %(name)s.")
                % {"count": len(same), "name": f"{given} {family}"},
                gettext("Skriv in raden för hand i registret."),
            )
            return None
        return PersonPlan(
            given,
            family,
            key,
            person_id=same[0] if same else None,
            email=self._email(),
            phone=self.text("phone")[:40],
            is_protected=self.yes_no("is_protected"),
        )

    def _email(self) -> str:
        """Read an e-mail address; a wrong one is noted."""
        text = self.text("email")
        try:
            if text:
                validate_email(text)
                _FITS(text)
        except ValidationError:
            self.wrong(
                "email",
                gettext("”%(text)s” är ingen e-postadress.") % {"text": text},
                gettext("Rätta den, eller lämna cellen tom."),
            )
            return ""
        return text


def _as_written(near: str, among: Collection[str]) -> str:
    """Give a name as the register writes it, and not as it is looked for."""
    rows = among.get(near) if isinstance(among, Mapping) else None
    return str(getattr(rows[0], "name", near)) if isinstance(rows, list) and rows else near
