"""The officer's report: which sections it has, and what it still lacks."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from samspel.foundation.text import one_line, slugify


@dataclass(frozen=True, slots=True)
class TemplateSection:
    """A section of a template: its heading, a word on what it holds, whether it is needed."""

    key: str
    heading: str
    hint: str = ""
    required: bool = False

    def as_data(self) -> dict[str, Any]:
        """Give the section as it is stored."""
        return {
            "key": self.key,
            "heading": self.heading,
            "hint": self.hint,
            "required": self.required,
        }

    @classmethod
    def from_data(cls, data: Mapping[str, Any]) -> TemplateSection:
        """Read a section as it is stored."""
        return cls(
            data["key"], data["heading"], data.get("hint", ""), bool(data.get("required"))
        )


# What a body has until it sets its own. The report is written in Swedish whatever the
# language of the page, so the headings are the document's own words.
USUAL_SECTIONS = (
    TemplateSection(
        "sammanfattning", "Sammanfattning", "Det viktigaste på några rader.", required=True
    ),
    TemplateSection("bakgrund", "Bakgrund", "Varför ärendet finns och vad som har hänt."),
    TemplateSection(
        "overvaganden", "Överväganden", "Vilka vägar som finns och varför den här föreslås."
    ),
    TemplateSection(
        "ekonomi", "Ekonomiska konsekvenser", "Vad det kostar och hur det betalas."
    ),
    TemplateSection("barn", "Konsekvenser för barn", "Vad det innebär för barn och unga."),
)
USUAL_CHECKLIST = (
    "Ekonomin är stämd med ekonomifunktionen.",
    "Barnens bästa är prövat.",
    "Det framgår vem som ska få beslutet.",
)


def sections_from_text(text: str) -> list[TemplateSection]:
    """Read sections as they are written in a form: one a line, "Rubrik *: vad det handlar om".

    A star says that the section must not be empty.
    """
    sections: list[TemplateSection] = []
    for line in text.splitlines():
        heading, _colon, hint = line.partition(":")
        name = one_line(heading.replace("*", ""))
        if name:
            key = _free_key(slugify(name, length=40) or "avsnitt", {s.key for s in sections})
            sections.append(TemplateSection(key, name, one_line(hint), "*" in heading))
    return sections


def _free_key(wanted: str, taken: set[str]) -> str:
    key, count = wanted, 1
    while key in taken:
        count += 1
        key = f"{wanted}-{count}"
    return key


def text_of_sections(sections: Iterable[TemplateSection]) -> str:
    """Write sections as they are edited: the reverse of ``sections_from_text``."""
    lines = []
    for each in sections:
        star = " *" if each.required else ""
        hint = f": {each.hint}" if each.hint else ""
        lines.append(f"{each.heading}{star}{hint}")
    return "\n".join(lines)


def points_of(text: str) -> list[str]:
    """Read a proposal for decision as points: one a paragraph or line, numbers taken away."""
    points = []
    for line in text.splitlines():
        cleaned = one_line(line).lstrip("•-–* ")
        number, dot, rest = cleaned.partition(".")
        if dot and number.isdigit() and len(number) < 3:
            cleaned = rest.strip()
        if cleaned:
            points.append(cleaned)
    return points


@dataclass(frozen=True, slots=True)
class Lacks:
    """What a report lacks to be ready: the proposal, headings of empty sections, checks."""

    proposal: bool
    sections: tuple[str, ...]
    checks: tuple[str, ...]

    @property
    def is_ready(self) -> bool:
        """Whether nothing is lacking."""
        return not (self.proposal or self.sections or self.checks)


def lacks_of(
    sections: Sequence[Mapping[str, Any]],
    proposal: Sequence[str],
    checklist: Sequence[Mapping[str, Any]],
) -> Lacks:
    """Tell what stands between a report and being ready."""
    return Lacks(
        proposal=not any(point.strip() for point in proposal),
        sections=tuple(
            each["heading"]
            for each in sections
            if each.get("required") and not str(each.get("text", "")).strip()
        ),
        checks=tuple(each["text"] for each in checklist if not each.get("is_done")),
    )
