"""The privacy guard on a report: what it marks, and what the authors have decided."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import BooleanField, Value

from samspel.foundation.privacy import Finding, findings
from samspel.people.models import Operation, Unit
from samspel.people.queries import serving_names
from samspel.visits.enums import GuardAnswer
from samspel.visits.models import Report, ReportSection


@dataclass(frozen=True, slots=True)
class Marked:
    """A marked place in a section, with what an author has decided about it, if anything."""

    section_key: str
    finding: Finding
    choice: GuardAnswer | None

    @property
    def is_open(self) -> bool:
        """Whether nobody has let it stand: it is unanswered, or was to be changed."""
        return self.choice is not GuardAnswer.KEEP


def salt_of(report: Report, section_key: str) -> str:
    """Give what makes the keys of one section of one report its own."""
    return f"{report.uuid}:{section_key}"


def may_stand(on: dt.date) -> set[str]:
    """Give the names that point nobody out: of officials and elected persons, and of places
    with their addresses; one statement.
    """
    place = Value(True, BooleanField())
    persons = serving_names(on).annotate(is_place=Value(False, BooleanField()))
    operations = Operation.objects.order_by().annotate(address=Value(""), is_place=place)
    units = Unit.objects.order_by().annotate(is_place=place)
    rows = persons.union(
        operations.values_list("name", "address", "is_place"),
        units.values_list("name", "address", "is_place"),
        all=True,
    )
    found: set[str] = set()
    for first, second, is_place in rows:
        found |= {first, second} if is_place else {f"{first} {second}".strip()}
    return found - {""}


def choices_in(report: Report) -> dict[tuple[str, str], GuardAnswer]:
    """Give what the authors have decided, by section and place."""
    kept = getattr(report, "kept_choices", None)
    if kept is not None:
        return {(row["section"], row["finding"]): GuardAnswer(row["choice"]) for row in kept}
    return {
        (row.section_key, row.finding_key): GuardAnswer(row.choice)
        for row in report.guard_choices.all()
    }


def marked_in(
    report: Report, *, on: dt.date, sections: Iterable[ReportSection] | None = None
) -> list[Marked]:
    """Give what the guard marks in the report, or in some of its sections; two statements
    at most, and none where nothing is written.
    """
    written = [each for each in sections or report.sections.all() if each.text.strip()]
    if not written:
        return []
    known = may_stand(on)
    chosen = choices_in(report)
    return [
        Marked(section.key, finding, chosen.get((section.key, finding.key)))
        for section in written
        for finding in _findings(report, section, known)
    ]


def found_in(report: Report, section: ReportSection, *, on: dt.date) -> list[Finding]:
    """Give what the guard marks in one section; one statement."""
    return _findings(report, section, may_stand(on))


def _findings(report: Report, section: ReportSection, known: set[str]) -> list[Finding]:
    return findings(section.text, known_names=known, salt=salt_of(report, section.key))
