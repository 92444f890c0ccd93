"""Choices: enums of ours as choices of a model field."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.functional import lazy
from django.utils.translation import gettext, gettext_lazy

from samspel.foundation import swedish

if TYPE_CHECKING:
    from collections.abc import Iterable

    from samspel.foundation.labels import LabelledEnum


def choices_of(enum: type[LabelledEnum]) -> list[tuple[str, Any]]:
    """Give the enum's members as (value, translated label) pairs, in their order."""
    return [(member.value, gettext_lazy(member.label)) for member in enum]


def capital_choices(members: Iterable[LabelledEnum]) -> list[tuple[str, Any]]:
    """Give members as (value, translated label) pairs, where labels begin with a small letter.

    Such labels also stand inside sentences; in a list each of them begins with a capital.
    """
    return [(member.value, _capital(member.label)) for member in members]


def label_of(enum: type[LabelledEnum], value: str) -> str:
    """Give the translated label of a stored value."""
    return str(gettext_lazy(enum(value).label))


def _capitalised(label: str) -> str:
    return swedish.capitalise(gettext(label))


_capital = lazy(_capitalised, str)
