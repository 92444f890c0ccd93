"""Forms made from the parts of a rule file: each part an input, nested parts by their path.

``for.kinds`` is the list *kinds* under *for*, and ``rows.0.value`` the *value* of the first
of *rows*. What a form gives is plain, as it is written; the engine then reads it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.http import QueryDict
from django.utils.translation import gettext

from samspel.foundation.labels import LabelledEnum
from samspel.foundation.numbers import whole
from samspel.foundation.swedish import capitalise
from samspel.kit.formfields import DateField
from samspel.rules.amounts.units import Unit, convertible
from samspel.rules.editing import Entry
from samspel.rules.writing import Plain

Choices = Sequence[tuple[str, str]]

_MOST_ROWS = 100
"""How many rows of a list a form takes: a number in a field's name decides nothing more."""


@dataclass(frozen=True)
class Offered:
    """What a rule can point at: the values with their units, and the payments."""

    values: Sequence[tuple[str, str, Unit]] = ()
    payments: Choices = ()
    rules: Choices = ()

    def told_in(self, units: Iterable[Unit]) -> list[tuple[str, str]]:
        """Give the values that can be told in one of the units; all of them without any."""
        wanted = tuple(units)
        return [
            (id_, title)
            for id_, title, unit in self.values
            if not wanted or any(convertible(unit, each) for each in wanted)
        ]


@dataclass(frozen=True)
class Part:
    """One part: its path, its label, and how its input is made."""

    path: str
    label: str
    make: Callable[[Part, Offered], forms.Field]
    help: str = ""
    is_list: bool = False

    def field(self, offered: Offered) -> forms.Field:
        """Give the input."""
        return self.make(self, offered)


def _options(part: Part, **more: Any) -> dict[str, Any]:
    return {
        "label": gettext(part.label),
        "help_text": gettext(part.help) if part.help else "",
        "required": False,
        **more,
    }


def _select(part: Part, choices: Choices) -> forms.Field:
    empty = ("", gettext("Inget valt"))
    widget = forms.Select(attrs={"data-width": "auto"})
    return forms.ChoiceField(**_options(part, choices=[empty, *choices], widget=widget))


def _checks(part: Part, choices: Choices) -> forms.Field:
    widget = forms.CheckboxSelectMultiple
    return forms.MultipleChoiceField(**_options(part, choices=choices, widget=widget))


def labelled(kind: type[LabelledEnum]) -> list[tuple[str, str]]:
    """Give the choices of a closed list, in words."""
    return [(each.value, capitalise(gettext(each.label))) for each in kind]


def text(path: str, label: str, help_text: str = "", *, size: str = "12") -> Part:
    """Give a part that is written: a number, a length of time, a name."""

    def make(part: Part, _offered: Offered) -> forms.Field:
        attrs = {"autocomplete": "off", "size": size, "data-width": "auto"}
        return forms.CharField(**_options(part, widget=forms.TextInput(attrs=attrs)))

    return Part(path, label, make, help_text)


def names(path: str, label: str, help_text: str) -> Part:
    """Give a part that is a list of names or days, written with commas between."""
    part = text(path, label, help_text, size="40")
    return Part(path, label, part.make, help_text, is_list=True)


def day(path: str, label: str, help_text: str = "") -> Part:
    """Give a part that is a day."""
    return Part(path, label, lambda part, _: DateField(**_options(part)), help_text)


def choice(path: str, label: str, kind: type[LabelledEnum], help_text: str = "") -> Part:
    """Give a part that is one of a closed list."""
    return Part(path, label, lambda part, _: _select(part, labelled(kind)), help_text)


def some(path: str, label: str, kind: type[LabelledEnum], help_text: str = "") -> Part:
    """Give a part that is some of a closed list."""
    return Part(path, label, lambda part, _: _checks(part, labelled(kind)), help_text)


def yes_no(path: str, label: str, help_text: str = "") -> Part:
    """Give a part that is yes or no, or not said."""

    def make(part: Part, _offered: Offered) -> forms.Field:
        return _select(part, [("ja", gettext("Ja")), ("nej", gettext("Nej"))])

    return Part(path, label, make, help_text)


def ref(path: str, label: str, *units: Unit, help_text: str = "") -> Part:
    """Give a part that points at a dated value told in one of the units."""

    def make(part: Part, offered: Offered) -> forms.Field:
        return _select(part, offered.told_in(units))

    return Part(path, label, make, help_text)


def payments(path: str, label: str, help_text: str = "") -> Part:
    """Give a part that is some of the payments."""
    return Part(path, label, lambda part, offered: _checks(part, offered.payments), help_text)


def rules(path: str, label: str, help_text: str = "") -> Part:
    """Give a part that is some of the caps, exclusions, deadlines and totals."""
    return Part(path, label, lambda part, offered: _checks(part, offered.rules), help_text)


def among(path: str, label: str, words: Mapping[str, str], help_text: str = "") -> Part:
    """Give a part that is some of a list of keys, each with its words."""

    def make(part: Part, _offered: Offered) -> forms.Field:
        return _checks(part, [(key, capitalise(gettext(said))) for key, said in words.items()])

    return Part(path, label, make, help_text)


class PartsForm(forms.Form):
    """The inputs of some parts, bound to what was sent or to what stands in the draft."""

    def __init__(
        self,
        parts: Sequence[Part],
        plain: Plain,
        offered: Offered,
        data: QueryDict | None = None,
        prefix: str = "",
    ) -> None:
        super().__init__(data, prefix=prefix or None)
        self.parts = parts
        standing = flat(plain)
        for part in parts:
            field = part.field(offered)
            name = part.path or "value"
            self.fields[name] = field
            found = _standing(standing, part.path)
            _keep_present(field, found)
            is_text = part.is_list and isinstance(found, list)
            self.initial[name] = ", ".join(map(str, found)) if is_text and found else found

    def named(self, paths: Iterable[str]) -> list[BoundField]:
        """Give some inputs, as the page lays them out."""
        return [self[path] for path in paths]

    @property
    def bound(self) -> list[BoundField]:
        """Every input, in order."""
        return [self[part.path or "value"] for part in self.parts]

    def plain(self) -> Plain:
        """Give what is filled in, as it is written in a rule file."""
        found: dict[str, Plain] = {}
        for part in self.parts:
            value = self._sent(part)
            if value:
                found[part.path] = value
        if list(found) == [""]:
            return found[""]
        return nested(found)

    def _sent(self, part: Part) -> Plain:
        name = part.path or "value"
        field = self.fields[name]
        sent = field.widget.value_from_datadict(self.data, self.files, self.add_prefix(name))
        if isinstance(sent, list):
            return [str(each) for each in sent]
        words = str(sent or "").strip()
        if part.is_list:
            return [each.strip() for each in words.split(",") if each.strip()]
        return words


def _standing(standing: Mapping[str, Plain], path: str) -> Plain | None:
    """Give what stands at a path; one of a list of texts by its number."""
    if path in standing:
        return standing[path]
    above, _dot, last = path.rpartition(".")
    held = standing.get(above)
    number = whole(last)
    if isinstance(held, list) and number is not None and number < len(held):
        return held[number]
    return None


def _keep_present(field: forms.Field, found: Plain | None) -> None:
    """Let what stands in the draft be chosen, also when it is not among what is offered."""
    if not isinstance(field, forms.ChoiceField) or not found:
        return
    choices = [(str(key), str(words)) for key, words in _flat_choices(field)]
    known = {key for key, _words in choices}
    held = found if isinstance(found, list) else [found]
    missing = [str(each) for each in held if str(each) not in known]
    field.choices = [*choices, *((each, each) for each in missing)]


def _flat_choices(field: forms.ChoiceField) -> Choices:
    """Give a field's choices, which here are never in groups."""
    return list(field.choices)  # type: ignore[arg-type]  # never in groups


def flat(plain: Plain, path: str = "") -> dict[str, Plain]:
    """Give a tree as its leaves by their paths; a list of texts is a leaf."""
    if isinstance(plain, Mapping):
        parts = plain.items()
    elif isinstance(plain, list) and any(isinstance(each, dict) for each in plain):
        parts = {str(number): each for number, each in enumerate(plain)}.items()
    else:
        return {path: plain}
    found: dict[str, Plain] = {}
    for key, part in parts:
        found |= flat(part, f"{path}.{key}" if path else key)
    return found


def nested(leaves: Mapping[str, Plain]) -> Plain:
    """Give leaves by their paths as a tree; parts that are numbered become a list."""
    if list(leaves) == [""]:
        return leaves[""]
    groups: dict[str, dict[str, Plain]] = {}
    for path, value in leaves.items():
        key, _dot, rest = path.partition(".")
        groups.setdefault(key, {})[rest] = value
    tree: Entry = {key: nested(parts) for key, parts in groups.items()}
    if tree and all(key.isdecimal() for key in tree):
        return [tree[key] for key in sorted(tree, key=int)]
    return tree


def listed(path: str, count: int, make: Callable[[str], Sequence[Part]]) -> list[Part]:
    """Give the parts of each of some rows: ``path.0.…``, ``path.1.…``."""
    return [
        part
        for number in range(count)
        for part in make(f"{path}.{number}" if path else str(number))
    ]


def row_count(plain: Plain, path: str, spare: int = 1) -> int:
    """Give how many rows a list is shown with: those that stand, and some to spare."""
    held: Plain = plain
    for key in filter(None, path.split(".")):
        held = held.get(key, []) if isinstance(held, dict) else []
    return (len(held) if isinstance(held, list) else 0) + spare


def sent_rows(data: QueryDict, path: str) -> list[Plain]:
    """Give as many empty rows as were sent under a path, the spare one aside."""
    after = (key.removeprefix(path).partition(".")[0] for key in data if key.startswith(path))
    numbers = [number for each in after if (number := whole(each)) is not None]
    return [{} for _each in range(min(max(numbers, default=-1), _MOST_ROWS))]
