"""What search finds: persons, bodies, operations, units, decisions, visits.

Each gives only what the viewer may see, by the same conditions as the lists of its
module. Guidelines register their own.
"""

from __future__ import annotations

from typing import cast

from django.db.models import Prefetch, Value
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from samspel.audit.actors import Actor
from samspel.kit.enums import label_of
from samspel.kit.models import in_force
from samspel.kit.search import ENOUGH, MOST, Hit, register_search, score
from samspel.meetings.queries.decisions import decisions_standing
from samspel.meetings.queries.sight import seen_decisions
from samspel.people.enums import BodyKind, PositionRole
from samspel.people.models import Body, Mandate, Operation, Person, Unit
from samspel.people.queries import reads_register
from samspel.people.queries.search import ranked_by_name
from samspel.visits.queries import visits_found

_KEPT = 3 * MOST
_LATEST = 2000
_VISITS_LAST = 0.5  # a place is found by its own name; its visits follow


def register_all() -> None:
    """Register the providers; called once when the product starts."""
    register_search("persons", _("Personer"), found_persons)
    register_search("bodies", pgettext_lazy("several", "Organ"), found_bodies)
    register_search("places", _("Verksamheter och enheter"), found_places)
    register_search("decisions", _("Beslut"), found_decisions)
    register_search("visits", _("Besök"), found_visits)


def found_persons(words: str, viewer: Actor) -> list[Hit]:
    """Find persons by name, with the bodies that they sit in today. Never by place."""
    if not reads_register(viewer):
        return []
    scores = dict(ranked_by_name(words)[:_KEPT])
    today = timezone.localdate()
    sitting = Mandate.objects.filter(in_force(today)).select_related("body").order_by("id")
    persons = Person.objects.filter(pk__in=scores).prefetch_related(
        Prefetch("mandates", sitting, to_attr="sitting")
    )
    return [
        Hit(
            title=person.name,
            url=reverse("people:person", args=[person.uuid]),
            detail="; ".join(_seat(mandate) for mandate in _sitting(person)),
            score=scores[person.pk],
        )
        for person in persons
    ]


def _sitting(person: Person) -> list[Mandate]:
    """Give the mandates of today, as they were fetched with the person."""
    return cast("list[Mandate]", getattr(person, "sitting", []))


def _seat(mandate: Mandate) -> str:
    """Say where somebody sits: «Socialnämnden, ledamot»."""
    return f"{mandate.body.name}, {label_of(PositionRole, mandate.role).lower()}"


def found_bodies(words: str, viewer: Actor) -> list[Hit]:
    """Find bodies in force today, by name or by the letters they are known by."""
    if not reads_register(viewer):
        return []
    bodies = Body.objects.filter(in_force(timezone.localdate())).values_list(
        "uuid", "name", "short_name", "kind"
    )
    scored = [
        (max(score(words, name), score(words, short)), uuid, name, kind)
        for uuid, name, short, kind in bodies
    ]
    return [
        Hit(name, reverse("people:body", args=[uuid]), label_of(BodyKind, kind), fits)
        for fits, uuid, name, kind in scored
        if fits >= ENOUGH
    ]


def found_places(words: str, viewer: Actor) -> list[Hit]:
    """Find operations and units in force today; one statement."""
    if not reads_register(viewer):
        return []
    today = in_force(timezone.localdate())
    operations = Operation.objects.filter(today).values_list(
        Value("people:operation"), "uuid", "name", "department__name"
    )
    units = Unit.objects.filter(today).values_list(
        Value("people:unit"), "uuid", "name", "operation__name"
    )
    rows = operations.order_by().union(units.order_by(), all=True)
    scored = [
        (score(words, name), route, uuid, name, above) for route, uuid, name, above in rows
    ]
    return [
        Hit(name, reverse(route, args=[uuid]), above, fits)
        for fits, route, uuid, name, above in scored
        if fits >= ENOUGH
    ]


def found_decisions(words: str, viewer: Actor) -> list[Hit]:
    """Find decisions that stand by their title, body or § («ks § 33»), newest first."""
    rows = (
        decisions_standing()
        .filter(seen_decisions(viewer))
        .order_by("-decided_on")
        .values_list(
            "uuid", "title", "body__name", "body__short_name", "decided_on", "paragraph"
        )[:_LATEST]
    )
    return [
        Hit(title, reverse("meetings:decision", args=[uuid]), f"{body} {day} {paragraph}", fits)
        for uuid, title, body, short, day, paragraph in rows
        if (fits := score(words, f"{title} {body} {short} {paragraph} {day}")) >= ENOUGH
    ]


def found_visits(words: str, viewer: Actor) -> list[Hit]:
    """Find visits by their place; with a protected visitor only by those who take part."""
    found = visits_found(viewer, words, today=timezone.localdate(), limit=_KEPT)
    return [Hit(each.title, each.url, each.detail, _VISITS_LAST) for each in found]
