"""How a body's minutes are laid out: the order of the parts and what they are called.

Two families are in use in the country, the decision first and the decision last
(layouts.yaml). A body chooses one, and may call its parts what it always has.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from importlib.resources import files
from typing import Any

import yaml

from samspel.foundation.dates import say_date
from samspel.meetings.calculation.minutes.parts import PartKey


@dataclass(frozen=True, slots=True)
class Layout:
    """A layout: order and headings, how case numbers and days are written."""

    key: str
    name: str
    order: tuple[PartKey, ...]
    headings: Mapping[PartKey, str]
    title_line: str
    paragraph_line: str
    case: str
    date_style: str
    earlier_steps: PartKey
    quotes_reports: bool

    def heading(self, key: PartKey) -> str:
        """Give what the part is called here."""
        return self.headings.get(key, key.label)

    def day(self, day: date) -> str:
        """Write a day inside a sentence: "den 7 februari 2022" or "2022-02-07"."""
        return day.isoformat() if self.date_style == "iso" else f"den {_plain(day)}"

    def top(self, paragraph: str, title: str, case_number: str) -> tuple[str, ...]:
        """Give the lines over a paragraph: its §, its title and its case number."""
        case = self.case % {"number": case_number} if case_number else ""
        given = {"paragraph": paragraph, "title": title, "case": case}
        return (self.paragraph_line % given, self.title_line % given)

    def renamed(self, headings: Mapping[str, str]) -> Layout:
        """Give the layout with other headings where the body has its own."""
        own = {PartKey(key): text for key, text in headings.items() if text.strip()}
        return replace(self, headings={**self.headings, **own})


def _plain(day: date) -> str:
    return say_date(day).replace("\u00a0", " ")


def _layout(key: str, given: Mapping[str, Any]) -> Layout:
    order = tuple(PartKey(each) for each in given["order"])
    return Layout(
        key=key,
        name=given["name"],
        order=order,
        headings={part: given["headings"][part.value] for part in order},
        title_line=given["title_line"],
        paragraph_line=given["paragraph_line"],
        case=given["case"],
        date_style=given["date_style"],
        earlier_steps=PartKey(given["earlier_steps"]),
        quotes_reports=given["quotes_reports"],
    )


def _loaded() -> dict[str, Layout]:
    text = files(__package__).joinpath("layouts.yaml").read_text(encoding="utf-8")
    return {
        key: _layout(key, given)
        for key, given in yaml.load(text, Loader=yaml.CSafeLoader).items()
    }


LAYOUTS = _loaded()
"""The layouts that the product knows, by key."""

USUAL = "beslut_forst"


def layout_named(key: str, headings: Mapping[str, str] | None = None) -> Layout:
    """Give a layout by its key, with the body's own headings. KeyError for an unknown one."""
    layout = LAYOUTS[key]
    return layout.renamed(headings) if headings else layout
