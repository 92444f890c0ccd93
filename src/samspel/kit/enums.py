"""Choices: enums of ours as choices of a model field."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy

if TYPE_CHECKING:
    from samspel.foundation.labels import LabelledEnum


def choices_of(enum: type[LabelledEnum]) -> list[tuple[str, Any]]:
    """Give the enum's members as (value, translated label) pairs, in their order."""
    return [(member.value, gettext_lazy(member.label)) for member in enum]


def label_of(enum: type[LabelledEnum], value: str) -> str:
    """Give the translated label of a stored value."""
    return str(gettext_lazy(enum(value).label))
