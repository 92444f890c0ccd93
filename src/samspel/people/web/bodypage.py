"""A body's page: the seats of the day, what is under the body, what has been and will be."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext

from samspel.audit.actors import Actor
from samspel.foundation.dates import say_period
from samspel.kit import tables
from samspel.kit.enums import label_of
from samspel.kit.language import current
from samspel.kit.rows import Fact
from samspel.people import policies
from samspel.people.enums import BodyKind, PositionRole, Side
from samspel.people.models import Body, Employment, Mandate
from samspel.people.queries import (
    MemberRow,
    child_bodies_of,
    members_of,
    officers_of,
)
from samspel.people.queries.pages import StoryRow, body_mandates, story_of
from samspel.people.web.listing import mandate_item, story


@dataclass(frozen=True, slots=True)
class BodyPage:
    """What is read for a body's page."""

    body: Body
    on: dt.date
    seats: list[MemberRow]
    children: list[Body]
    officers: list[Employment]
    others: list[Mandate]
    story: list[StoryRow]

    def cells(self) -> list[list[str | int | dt.date | None]]:
        """Give the seats as the rows of a file, in seat order."""
        return [_file_cells(row) for row in self.seats]


def read(body: Body, on: dt.date) -> BodyPage:
    """Read what a body's page shows as of a day; five statements."""
    here = members_of(body, on)
    now = {row.mandate_id for row in here}
    return BodyPage(
        body=body,
        on=on,
        seats=here,
        children=child_bodies_of(body, on),
        officers=officers_of(body, on),
        others=[each for each in body_mandates(body) if each.pk not in now],
        story=story_of(body),
    )


def columns() -> list[tables.Column]:
    """Give the columns of the seats as a file."""
    return [
        tables.Column("namn", gettext("Namn")),
        tables.Column("roll", gettext("Roll")),
        tables.Column("plats", gettext("Plats")),
        tables.Column("parti", gettext("Parti")),
        tables.Column("sida", gettext("Ställning")),
        tables.Column("fran", gettext("Första dag")),
        tables.Column("till", gettext("Sista dag")),
    ]


def _shown_columns() -> list[tables.Column]:
    """Give the columns of the seats as the page shows them."""
    return [
        tables.Column("namn", gettext("Namn")),
        tables.Column("roll", gettext("Roll")),
        tables.Column("parti", gettext("Parti")),
        tables.Column("tid", gettext("Tid")),
    ]


def context(page: BodyPage, actor: Actor, request: HttpRequest) -> dict[str, Any]:
    """Give what the template shows, and which errands it offers the viewer."""
    body = page.body
    others = [mandate_item(each, actor, page.on) for each in page.others]
    return {
        "body": body,
        "on": page.on,
        "is_closed": not body.is_in_force(page.on),
        "about": _facts(page),
        "listed": tables.table(
            request,
            _shown_columns(),
            [_shown_cells(row) for row in page.seats],
            caption=gettext("Ledamöter och ersättare"),
            empty=gettext("Ingen har uppdrag i organet den dagen."),
            per_page=200,
        ),
        "count": len(page.seats),
        "children": [
            (child.name, reverse("people:body", args=[child.uuid])) for child in page.children
        ],
        "ahead": [item for item in others if item["is_ahead"]],
        "earlier": [item for item in others if item["is_over"]],
        "story": story(page.story),
        "query": tables.saved_view(request),
        "keeps": policies.may_keep_body(body, actor),
        "may_close": policies.may_open_body(body.parent, actor) and body.valid_to is None,
        "has_substitutes": any(row.is_substitute for row in page.seats),
    }


def _facts(page: BodyPage) -> list[Fact]:
    """Give the facts on top: kind, what it belongs to, who works for it, the balance."""
    body = page.body
    named = [
        Fact(gettext("Slag"), label_of(BodyKind, body.kind)),
        Fact(gettext("Finns"), say_period(body.valid_from, body.valid_to, current())),
    ]
    if body.parent:
        url = reverse("people:body", args=[body.parent.uuid])
        named.append(Fact(gettext("Hör till"), body.parent.name, url=url))
    named.extend(_officers(page.officers))
    if balance := _balance(page.seats):
        named.append(Fact(gettext("Ledamöter"), balance))
    return named


def _officers(employments: list[Employment]) -> list[Fact]:
    """Give who works for the body. Of a protected person that would tell the place."""
    shown = [each for each in employments if not each.person.is_protected]
    facts = []
    for function in (PositionRole.SECRETARY, PositionRole.HEAD_OF_ADMINISTRATION):
        names = [each.person.name for each in shown if each.function == function]
        if names:
            facts.append(Fact(label_of(PositionRole, function), ", ".join(names)))
    return facts


def _balance(seats: list[MemberRow]) -> str:
    """Say how the members are divided: "5 majoritet, 2 opposition"."""
    members = [row for row in seats if not row.is_substitute]
    sides = [(side, sum(row.side == side for row in members)) for side in Side]
    said = [f"{count} {gettext(side.label).lower()}" for side, count in sides if count]
    return ", ".join(said)


def _shown_cells(row: MemberRow) -> list[tables.Cell | str | None]:
    """Give the cells of one seat as the page shows them."""
    role = label_of(PositionRole, row.role)
    if row.order:
        role = gettext("%(role)s, plats %(order)s") % {"role": role, "order": row.order}
    side = label_of(Side, row.side) if row.side else ""
    return [
        tables.Cell(row.name, url=reverse("people:person", args=[row.person_uuid])),
        role,
        tables.Cell(row.party or None, note=side),
        say_period(row.valid_from, row.valid_to, current()),
    ]


def _file_cells(row: MemberRow) -> list[str | int | dt.date | None]:
    """Give the cells of one seat as a file holds them."""
    return [
        row.name,
        label_of(PositionRole, row.role),
        row.order,
        row.party or None,
        label_of(Side, row.side) if row.side else None,
        row.valid_from,
        row.valid_to - dt.timedelta(days=1) if row.valid_to else None,
    ]
