"""Writing together: a section is saved on top of the version that was read, or not at all."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Generic, TypeVar

from django.utils.translation import gettext

from samspel.audit.actors import Actor
from samspel.visits.models import PreparationSection, ReportSection

LONGEST = 20_000

SectionRow = TypeVar("SectionRow", PreparationSection, ReportSection)


@dataclass(frozen=True, slots=True)
class Conflict:
    """Two texts for one section: mine, and what somebody else saved meanwhile."""

    yours: str
    theirs: str
    their_name: str


@dataclass(frozen=True, slots=True)
class SectionSave(Generic[SectionRow]):
    """What came of saving a section: the text and version that stand, and any conflict."""

    section: SectionRow
    text: str
    version: int
    saved_at: dt.datetime | None
    conflict: Conflict | None = None


def saved(
    section: SectionRow, text: str, version: int, *, actor: Actor, at: dt.datetime
) -> SectionSave[SectionRow]:
    """Write the section unless it has a newer version than the one read.

    The same text saved again is no conflict and no new version.
    """
    if text == section.text:
        return SectionSave(section, section.text, section.version, section.updated_at)
    if version != section.version:
        return SectionSave(
            section,
            section.text,
            section.version,
            section.updated_at,
            Conflict(text, section.text, _name(section)),
        )
    section.text = text
    section.version += 1
    section.updated_by_id = actor.person_id
    section.updated_at = at
    section.save(update_fields=["text", "version", "updated_by", "updated_at"])
    return SectionSave(section, text, section.version, at)


def _name(section: PreparationSection | ReportSection) -> str:
    return str(section.updated_by) if section.updated_by else gettext("Någon annan")
