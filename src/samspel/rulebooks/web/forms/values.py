"""Inputs for values of the catalogue: each by its kind, read as the engine reads them.

What a field gives is plain: a text or a list of texts, as it is written in a rule file.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext

from samspel.foundation.swedish import capitalise
from samspel.rules.catalogue import Kind
from samspel.rules.values import BadValue, Described, read_one, read_yes_no
from samspel.rules.writing import Plain

KeyChoices = Mapping[str, Sequence[tuple[str, str]]]
"""Keys of the register to choose among, by the name of the fact or setting."""

_FEW = 6
_INPUTS: dict[Kind, dict[str, str]] = {
    Kind.COUNT: {"inputmode": "numeric", "size": "6", "data-width": "auto"},
    Kind.NUMBER: {"inputmode": "decimal", "size": "6", "data-width": "auto"},
    Kind.DATE: {"type": "date", "data-width": "auto"},
    Kind.TIME: {"type": "time", "data-width": "auto"},
}


class TypedField(forms.CharField):
    """One value, written as people write it and read as the engine reads it."""

    def __init__(self, described: Described, **options: Any) -> None:
        self.described = described
        attrs = {"autocomplete": "off", **_INPUTS.get(described.kind, {})}
        options.setdefault("widget", forms.TextInput(attrs=attrs))
        super().__init__(**options)

    def clean(self, value: Any) -> Any:
        """Give the text as it is written in a rule file. Refuses what can't be read."""
        text = super().clean(value)
        if text:
            read_or_refuse(text, self.described)
        return text


class LinesField(forms.CharField):
    """Several keys, one on each line."""

    def __init__(self, described: Described, **options: Any) -> None:
        self.described = described
        options.setdefault("widget", forms.Textarea(attrs={"rows": 3, "cols": None}))
        super().__init__(**options)

    def prepare_value(self, value: Any) -> Any:
        """Write the keys under each other."""
        return "\n".join(value) if isinstance(value, list | tuple) else value

    def clean(self, value: Any) -> Any:
        """Give the keys as a list. Refuses what is no key."""
        lines = [line.strip() for line in super().clean(value).splitlines() if line.strip()]
        for line in lines:
            read_or_refuse(line, self.described)
        return lines


def read_or_refuse(text: str, described: Described) -> None:
    """Refuse, as a form does, a text that the engine can't read as that kind."""
    try:
        read_one(text, described)
    except BadValue as error:
        raise ValidationError(error.right.through(gettext)) from None


def value_field(
    described: Described,
    *,
    keys: KeyChoices | None = None,
    several: bool = False,
    **options: Any,
) -> forms.Field:
    """Give the input for a value of a kind; ``several`` for a list of what is one."""
    options.setdefault("label", gettext(described.label))
    choices = choices_of_kind(described, keys or {})
    many = several or described.kind.is_many
    if choices is None:
        return LinesField(described, **options) if many else TypedField(described, **options)
    if many:
        options.setdefault("widget", forms.CheckboxSelectMultiple)
        return forms.MultipleChoiceField(choices=choices, **options)
    empty = [] if options.get("required", True) else [("", gettext("Inget valt"))]
    few = len(choices) <= _FEW and not empty
    options.setdefault(
        "widget", forms.RadioSelect if few else forms.Select(attrs={"data-width": "auto"})
    )
    return forms.ChoiceField(choices=[*empty, *choices], **options)


def choices_of_kind(described: Described, keys: KeyChoices) -> list[tuple[str, str]] | None:
    """Give what can be chosen among, or None for what is written."""
    if described.kind is Kind.YES_NO:
        return [("ja", gettext("Ja")), ("nej", gettext("Nej"))]
    if described.choices is not None:
        return [(each.value, capitalise(gettext(each.label))) for each in described.choices]
    found = keys.get(described.name)
    return list(found) if found else None


def with_present(choices: KeyChoices, name: str, present: Sequence[str]) -> KeyChoices:
    """Let keys that stand in the guideline be chosen, also when the register lacks them."""
    listed = choices.get(name)
    if not listed:
        return choices
    known = {key for key, _label in listed}
    return {**choices, name: [*listed, *((key, key) for key in present if key not in known)]}


def initial_value(described: Described, value: Plain | None) -> object:
    """Give what the input shows for a plain value."""
    if isinstance(value, str) and described.kind is Kind.YES_NO:
        return _yes_no(value)
    if isinstance(value, str) and described.kind is Kind.TIME:
        return value.replace(".", ":")
    return value


def _yes_no(text: str) -> str:
    try:
        return "ja" if read_yes_no(text) else "nej"
    except BadValue:
        return text
