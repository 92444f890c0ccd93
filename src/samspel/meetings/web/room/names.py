"""People to choose among: written once a page, and drawn in each of its forms."""

from __future__ import annotations

from collections.abc import Iterable, Set
from dataclasses import dataclass
from html import escape

from markupsafe import Markup

from samspel.meetings.calculation.room import Attendant


@dataclass(frozen=True, slots=True)
class Names:
    """Some of those on the list, as the choices of a select and as buttons."""

    people: tuple[Attendant, ...]
    options: Markup

    def __bool__(self) -> bool:
        """Whether there is anybody to choose."""
        return bool(self.people)

    def chosen(self, pks: object) -> Markup:
        """Give the choices with one, or those of a list, chosen."""
        if not pks:
            return self.options
        several = pks if isinstance(pks, list) else [pks]
        return _options(self.people, frozenset(map(str, several)))

    @property
    def buttons(self) -> Markup:
        """A button for each, that sends the form with who it is."""
        return _drawn(_BUTTON.format(each.pk, escape(each.printed)) for each in self.people)


_BUTTON = (
    '<button class="sp-linkbutton ds-link" type="submit" name="person" value="{}">{}</button>'
)


def names_of(people: Iterable[Attendant]) -> Names:
    """Give people to choose among, in the order that they come."""
    chosen = tuple(people)
    return Names(chosen, _options(chosen))


def _options(people: Iterable[Attendant], chosen: Set[str] = frozenset()) -> Markup:
    return _drawn(_option(each, chosen) for each in people)


def _option(each: Attendant, chosen: Set[str]) -> str:
    mark = " selected" if str(each.pk) in chosen else ""
    return f'<option value="{each.pk}"{mark}>{escape(each.printed)}</option>'


def _drawn(parts: Iterable[str]) -> Markup:
    return Markup("".join(parts))  # noqa: S704 (each name is escaped above)
