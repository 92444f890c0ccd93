"""Visits found by a search, only those that the searcher may see."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.db.models import F, Q
from django.utils.translation import gettext as _

from samspel.audit.actors import Actor
from samspel.foundation.dates import say_moment
from samspel.kit.language import current
from samspel.visits.addresses import visit_url
from samspel.visits.queries.lists import VisitFilter, filtered
from samspel.visits.queries.sight import KEEP, hosted, own_visit


@dataclass(frozen=True, slots=True)
class Hit:
    """One thing found: what it is, a line about it, and its address."""

    title: str
    detail: str
    url: str


def visits_found(actor: Actor, text: str, *, today: dt.date, limit: int = 10) -> list[Hit]:
    """Give the visits whose unit or operation is like the text, newest first; one statement.

    A visit with a protected visitor is found only by those who take part in it or keep it.
    """
    words = text.split()
    if not words:
        return []
    found = filtered(actor, VisitFilter(), today)
    for word in words:
        found = found.filter(Q(unit__name__icontains=word) | Q(operation__name__icontains=word))
    inside = hosted(actor) | Q(own_visit(actor)) | Q(body_id__in=actor.bodies_with(KEEP))
    found = found.filter(Q(has_protected=False) | inside).select_related(
        "unit", "operation", "body"
    )
    return [
        Hit(
            _("Besök: %(where)s") % {"where": visit.where},
            _detail(visit.starts_at, visit.body.name),
            visit_url(visit.uuid),
        )
        for visit in found.order_by(F("day").desc(), "pk")[:limit]
    ]


def _detail(starts_at: dt.datetime | None, body: str) -> str:
    return f"{body}, {say_moment(starts_at, now=None, lang=current())}" if starts_at else body
