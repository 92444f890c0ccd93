"""What one object's page shows: a person, a body, a place, with its story."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef

from samspel.audit import registry
from samspel.audit.queries import entries_about
from samspel.people.models import Body, Employment, Mandate, Person, Tie
from samspel.people.queries.names import ContactDetails, contact_details, is_hidden_from

if TYPE_CHECKING:
    from django.db.models import Model

    from samspel.audit.actors import Actor

_NEWEST = 50


@dataclass(frozen=True, slots=True)
class StoryRow:
    """One act in an object's story: when, what, on what, by whom."""

    at: dt.datetime
    act: str
    subject: str
    actor: str
    role: str


@dataclass(frozen=True, slots=True)
class PersonPage:
    """All that a viewer may see of a person."""

    person: Person
    contacts: ContactDetails
    mandates: list[Mandate]
    employments: list[Employment]
    hides_employments: bool
    ties: list[Tie] | None
    story: list[StoryRow]


def person_page(person: Person, viewer: Actor, *, with_ties: bool) -> PersonPage:
    """Give what the viewer may see of a person; five statements at most.

    ``with_ties`` is whether the viewer may see that there are ties (see policies). Of a
    protected person employments are seen by nobody else, since they tell the place.
    """
    hidden = person.is_protected and is_hidden_from(person.pk, viewer)
    mandates = Mandate.objects.filter(person=person).select_related("body", "party", "person")
    employments = Employment.objects.filter(person=person).select_related(
        "unit", "operation", "department", "manager", "person"
    )
    served = Body.objects.filter(servants=OuterRef("pk")).order_by("sort_key", "id")
    employments = employments.annotate(served_bodies=ArraySubquery(served.values("name")))
    ties = Tie.objects.filter(person=person).select_related("operation").order_by("valid_from")
    return PersonPage(
        person=person,
        contacts=contact_details(person, viewer),
        mandates=list(mandates.order_by("-valid_from", "body__sort_key")),
        employments=[] if hidden else list(employments.order_by("-valid_from", "id")),
        hides_employments=hidden,
        ties=list(ties) if with_ties else None,
        story=story_of(person),
    )


def body_mandates(body: Body) -> list[Mandate]:
    """Give all mandates of a body that have ended or not begun, for its history."""
    rows = Mandate.objects.filter(body=body).select_related("person", "party", "body")
    return list(rows.order_by("-valid_from", "person__sort_key"))


def story_of(subject: Model) -> list[StoryRow]:
    """Give the newest acts that concern the object; one statement."""
    rows = entries_about(subject).values_list(
        "recorded_at", "act", "subject_name", "actor_name", "actor_role", "id"
    )
    seen: set[int] = set()
    story = []
    for at, act, subject_name, actor, role, key in rows[: _NEWEST * 2]:
        if key not in seen:
            seen.add(key)
            story.append(StoryRow(at, registry.label_of(act), subject_name, actor, role))
    return story[:_NEWEST]
