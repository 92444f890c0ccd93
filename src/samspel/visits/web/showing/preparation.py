"""What is read and written before a visit: the unit's page, and the visitor's sheet."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from samspel.audit.actors import Actor
from samspel.foundation.dates import local_day, say_day_short, say_time
from samspel.kit.language import current
from samspel.visits import policies, queries
from samspel.visits.enums import VisitState
from samspel.visits.models import ConductConfirmation, Preparation, Visit
from samspel.visits.queries import Sheet, WrittenSection
from samspel.visits.queries.unit_page import page_sections
from samspel.visits.web.clauses import LaidDown
from samspel.visits.web.showing import following
from samspel.visits.web.showing.people import own_visitor
from samspel.visits.web.words import day_words, span_inside

_OPEN = (VisitState.OFFERED, VisitState.PROPOSED, VisitState.BOOKED)


@dataclass(frozen=True, slots=True)
class Page:
    """One section of the unit's page: what is asked, what is written, what was said last time."""

    key: str
    label: str
    help: str
    is_required: bool
    text: str
    version: int
    last_time: str
    theirs: str = ""
    their_name: str = ""
    mine: str = ""
    guarded: None = None

    @property
    def rows(self) -> int:
        """How many lines the field is from the start."""
        return min(max(4, len(self.text) // 60 + 2), 14)


@dataclass(frozen=True, slots=True)
class Line:
    """One thing on the sheet, with where it is read."""

    text: str
    detail: str = ""
    url: str = ""


def is_written(visit: Visit, actor: Actor) -> bool:
    """Whether the viewer writes the unit's page now."""
    return visit.state in _OPEN and policies.may_write_preparation(visit, actor)


def pages(guideline: LaidDown, written: dict[str, WrittenSection]) -> list[Page]:
    """Give the sections of the unit's page, with what is written in each."""
    empty = WrittenSection("", "", 0, None, "")
    return [
        Page(
            each.key,
            each.label,
            each.help,
            each.required,
            written.get(each.key, empty).text,
            written.get(each.key, empty).version,
            written.get(each.key, empty).last_time,
        )
        for each in page_sections(guideline.value("preparation.unit_sections"))
    ]


def context(visit: Visit, actor: Actor, now: dt.datetime) -> dict[str, Any]:
    """Give all that the page draws for the viewer: to write, or to read."""
    guideline = LaidDown(visit, "visit.prepare")
    preparation: Preparation | None = getattr(visit, "preparation", None)
    writes = is_written(visit, actor)
    kept = queries.preparation_sections_of(visit) if writes else _as_read(visit)
    written = pages(guideline, kept)
    shown: dict[str, Any] = {
        "visit": visit,
        "lead": _lead(visit),
        "writes": writes,
        "sections": written,
        "is_silent": guideline.is_silent,
        "is_asked": bool(guideline.sections("preparation.unit_sections")),
        "ready_words": _ready(preparation),
        "saved_words": _saved(kept),
        "topics": guideline.items("preparation.topics"),
        "tells": guideline.items("preparation.visitor_tells"),
        "topics_clause": guideline.clause("preparation.topics"),
        "sheet": None,
        "conduct": None,
    }
    if not writes and (policies.visits(visit, actor) or policies.keeps(visit.body_id, actor)):
        shown |= _sheet(visit, actor, now)
        shown["conduct"] = _conduct(visit, actor, guideline)
    return shown


def _as_read(visit: Visit) -> dict[str, WrittenSection]:
    """Give what the unit has written, for those who only read."""
    rows: list[dict[str, str]] = getattr(visit, "unit_page", [])
    return {row["key"]: WrittenSection(row["key"], row["text"], 0, None, "") for row in rows}


def _lead(visit: Visit) -> str:
    if visit.starts_at and visit.ends_at:
        return f"{visit.where}, {span_inside(visit.starts_at, visit.ends_at)}"
    return visit.where


def _ready(preparation: Preparation | None) -> str:
    if preparation is None or preparation.ready_at is None:
        return ""
    return _("Besökarna fick besked %(day)s om att sidan är klar. Du kan skriva vidare.") % {
        "day": day_words(local_day(preparation.ready_at))
    }


def _saved(kept: dict[str, WrittenSection]) -> str:
    times = [each.updated_at for each in kept.values() if each.updated_at and each.text]
    if not times:
        return ""
    last = max(times)
    return _("Sparat %(day)s kl. %(time)s.") % {
        "day": day_words(local_day(last)),
        "time": say_time(last, current()),
    }


def _sheet(visit: Visit, actor: Actor, now: dt.datetime) -> dict[str, Any]:
    """Give the visitor's sheet: what is coming, what was decided, what the last report raised."""
    sheet = queries.sheet_for(visit, actor, today=local_day(now))
    return {
        "sheet": True,
        "coming": [
            Line(
                each.title,
                _("Tas upp %(day)s") % {"day": day_words(each.meeting.day)}
                if each.meeting
                else _("Väntar på ett sammanträde"),
                reverse("meetings:item", args=[each.uuid]),
            )
            for each in sheet.coming_items
        ],
        "decisions": [
            Line(
                each.title,
                f"{say_day_short(each.decided_on, current())} {each.paragraph}",
                reverse("meetings:decision", args=[each.uuid]),
            )
            for each in sheet.recent_decisions
        ],
        "last": _last(sheet),
        "raised": following.rows(sheet.follow_ups, actor),
    }


def _last(sheet: Sheet) -> dict[str, Any] | None:
    """Give what the last report said, section by section."""
    if sheet.last_visit is None or sheet.last_visit.held_from is None:
        return None
    return {
        "day": day_words(local_day(sheet.last_visit.held_from)),
        "sections": [(label, text) for label, text in sheet.last_words if text.strip()],
        "url": reverse("visits:report", args=[sheet.last_visit.uuid]),
    }


def _conduct(visit: Visit, actor: Actor, guideline: LaidDown) -> dict[str, Any] | None:
    """Give the points of conduct, and whether the viewer has confirmed or should."""
    points = guideline.items("conduct.points")
    mine = own_visitor(visit, actor)
    if not points:
        return None
    confirmation: ConductConfirmation | None = getattr(mine, "confirmation", None)
    # A guideline that only names the points leaves it to the visitor to confirm them.
    asks = guideline.value("conduct.confirm") is not False
    may = policies.may_confirm_conduct(visit, actor) and visit.state in (
        *_OPEN,
        VisitState.HELD,
    )
    return {
        "points": [each.label for each in points],
        "clause": guideline.clause("conduct.points"),
        "asks_secrecy": guideline.value("secrecy.confirm") is True,
        "may_confirm": asks and may and confirmation is None,
        "confirmed": day_words(local_day(confirmation.confirmed_at)) if confirmation else "",
    }
