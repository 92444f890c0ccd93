"""Lists that a guideline lays down: topics, duties, sections. One row per point."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from samspel.foundation.numbers import whole
from samspel.rulebooks.calculation.drafting import new_id
from samspel.rules.catalogue import Kind, SettingKind
from samspel.rules.writing import Plain

_EMPTY_ROWS = 3
_MOST = 60


class ItemForm(forms.Form):
    """A point: what it is called, help for whoever answers, and its place in the list."""

    key = forms.CharField(required=False, widget=forms.HiddenInput)
    label = forms.CharField(label=_("Punkt"), required=False, max_length=300)
    help = forms.CharField(label=_("Hjälptext"), required=False, max_length=500)
    place = forms.IntegerField(
        label=_("Plats"),
        required=False,
        min_value=1,
        widget=forms.NumberInput(attrs={"data-width": "auto"}),
    )


class SectionForm(ItemForm):
    """A section, which may be one that must be filled in."""

    required = forms.BooleanField(label=_("Måste fyllas i"), required=False)


class ItemRows:
    """The rows of a list, bound to what was sent or to what stands in the draft."""

    def __init__(
        self, setting: SettingKind, value: Plain | None, data: QueryDict | None = None
    ) -> None:
        self.is_sections = setting.kind is Kind.SECTIONS
        form = SectionForm if self.is_sections else ItemForm
        present = (
            [each for each in value if isinstance(each, dict)]
            if isinstance(value, list)
            else []
        )
        count = len(present) + _EMPTY_ROWS
        if data is not None:
            count = min(_count(data), _MOST)
        self.forms = [
            form(data, prefix=f"item-{number}", initial=_initial(present, number))
            for number in range(count)
        ]

    @property
    def count(self) -> int:
        """How many rows the page shows."""
        return len(self.forms)

    def is_valid(self) -> bool:
        """Whether every row can be read."""
        return all(each.is_valid() for each in self.forms)

    def plain(self) -> Plain:
        """Give the points in their order, as they are written in a rule file."""
        filled = [each.cleaned_data for each in self.forms if each.cleaned_data.get("label")]
        ordered = sorted(
            enumerate(filled), key=lambda row: (row[1].get("place") or row[0] + 1, row[0])
        )
        taken = {row["key"] for row in filled if row["key"]}
        points: list[Plain] = []
        for _number, row in ordered:
            key = row["key"] or new_id(row["label"], taken)
            taken.add(key)
            points.append(_point(key, row, is_section=self.is_sections))
        return points


def _count(data: QueryDict) -> int:
    return whole(data.get("item-count", "")) or 0


def _initial(present: list[dict[str, Plain]], number: int) -> dict[str, Any]:
    if number >= len(present):
        return {}
    point = present[number]
    return {
        "key": point.get("key", ""),
        "label": point.get("label", ""),
        "help": point.get("help", ""),
        "place": number + 1,
        "required": point.get("required") in {"ja", "yes", "true"},
    }


def _point(key: str, row: dict[str, Any], *, is_section: bool) -> Plain:
    point: dict[str, Plain] = {"key": key, "label": row["label"]}
    if row["help"]:
        point["help"] = row["help"]
    if is_section:
        point["required"] = "ja" if row["required"] else "nej"
    return point
