"""A place's page, and the organisation as a table for export."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext

from samspel.audit.actors import Actor
from samspel.foundation.dates import say_period
from samspel.kit import tables
from samspel.kit.enums import label_of
from samspel.kit.language import current
from samspel.kit.models import in_force
from samspel.kit.rows import Fact
from samspel.people import policies
from samspel.people.enums import PositionRole
from samspel.people.models import Department, Operation, Unit
from samspel.people.policies import Place
from samspel.people.queries.lists import PlaceRow, StaffRow, staff_at
from samspel.people.queries.pages import story_of
from samspel.people.web.listing import place_url, story


def context(place: Place, on: dt.date, actor: Actor) -> dict[str, Any]:
    """Give what a place's page shows, and which errands it offers the viewer."""
    kind = type(place).__name__.lower()
    below = _below(place, on)
    return {
        "place": place,
        "kind": kind,
        "on": on,
        "is_closed": not place.is_in_force(on),
        "above": _above(place),
        "about": _facts(place),
        "below": [(each.name, place_url(each)) for each in below],
        "below_heading": {
            "department": gettext("Verksamheter"),
            "operation": gettext("Enheter"),
        }.get(kind, ""),
        "staff": [_staff(row) for row in staff_at(place, on, actor)],
        "story": story(story_of(place)),
        "keeps": policies.may_keep_place(place, actor),
        "urls": _urls(place, kind),
    }


def tree_columns() -> list[tables.Column]:
    """Give the columns of the organisation as a table."""
    names = (
        ("organ", gettext("Organ")),
        ("avdelning", gettext("Avdelning")),
        ("verksamhet", gettext("Verksamhet")),
        ("enhet", gettext("Enhet")),
        ("utforare", gettext("Privat utförare")),
        ("chef", gettext("Chef")),
    )
    return [tables.Column(key, label) for key, label in names]


def tree_cells(departments: list[PlaceRow]) -> list[list[str]]:
    """Give the tree as rows, one for each place."""
    rows = []
    for top in departments:
        rows.append([top.body_name, top.name, "", "", "", top.manager])
        for operation in top.below:
            rows.append([top.body_name, top.name, operation.name, "", "", operation.manager])
            rows.extend(
                [top.body_name, top.name, operation.name, unit.name, unit.note, unit.manager]
                for unit in operation.below
            )
    return rows


def _below(place: Place, on: dt.date) -> list[Operation] | list[Unit]:
    """Give what lies directly under the place on the day."""
    if isinstance(place, Department):
        return list(place.operations.filter(in_force(on)))
    return list(place.units.filter(in_force(on))) if isinstance(place, Operation) else []


def _above(place: Place) -> list[tuple[str, str]]:
    """Give the way from the top down to the place."""
    department = policies.department_of(place)
    links = [(gettext("Organisationen"), reverse("people:organisation"))]
    if not isinstance(place, Department):
        links.append((department.name, place_url(department)))
    if isinstance(place, Unit):
        links.append((place.operation.name, place_url(place.operation)))
    return links


def _facts(place: Place) -> list[Fact]:
    """Give the facts of a place."""
    body = policies.department_of(place).body
    facts = [
        Fact(gettext("Hör till"), body.name, url=reverse("people:body", args=[body.uuid])),
        Fact(gettext("Finns"), say_period(place.valid_from, place.valid_to, current())),
    ]
    if isinstance(place, Unit):
        more = [
            Fact(gettext("Besöksadress"), place.address),
            Fact(gettext("Ingång"), place.entrance),
            Fact(gettext("Drivs av"), place.provider),
        ]
        facts.extend(fact for fact in more if fact.text)
    else:
        facts.append(Fact(gettext("Nyckelord i riktlinjerna"), place.key))
    return facts


def _staff(row: StaffRow) -> dict[str, Any]:
    """Give somebody employed there as the page lists them."""
    return {
        "name": row.name,
        "url": reverse("people:person", args=[row.person_uuid]),
        "title": row.title,
        "function": label_of(PositionRole, row.function),
        "period": say_period(row.valid_from, row.valid_to, current()),
    }


def _urls(place: Place, kind: str) -> dict[str, str]:
    """Give the addresses of the errands about the place."""
    urls = {
        name: reverse(f"people:{name}-{kind}", args=[place.uuid])
        for name in ("correct", "close", "employ")
    }
    under = {"department": "open-operation", "operation": "open-unit"}.get(kind)
    return {**urls, "open": reverse(f"people:{under}", args=[place.uuid]) if under else ""}
