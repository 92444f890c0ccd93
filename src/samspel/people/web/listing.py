"""What the lists and the person's page show, as rows and words for the templates."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from samspel.audit.actors import Actor
from samspel.foundation.dates import say_period
from samspel.kit import exports, tables
from samspel.kit.enums import label_of
from samspel.kit.filters import words_list
from samspel.kit.language import current
from samspel.kit.rows import Event, Fact, Word
from samspel.people import policies
from samspel.people.enums import EndReason, PositionRole, TieKind
from samspel.people.models import Body, Employment, Mandate
from samspel.people.queries.lists import PersonRow
from samspel.people.queries.pages import PersonPage, StoryRow

SHOW, BODY = "visa", "organ"


def person_columns() -> list[tables.Column]:
    """Give the columns of the list of persons."""
    return [
        tables.Column("namn", gettext("Namn"), sortable=True),
        tables.Column("uppdrag", gettext("Uppdrag")),
        tables.Column("parti", gettext("Parti"), sortable=True),
        tables.Column("anstallning", gettext("Anställning")),
        tables.Column("epost", gettext("E-post")),
        tables.Column("telefon", gettext("Telefon")),
    ]


def person_cells(row: PersonRow, prefix: str) -> list[tables.Cell | str | None]:
    """Give a person's cells; ``prefix`` is the address of the list, which theirs begin with."""
    return [
        tables.Cell(row.name, url=f"{prefix}{row.uuid}/"),
        "; ".join(row.mandates) or None,
        ", ".join(row.parties) or None,
        "; ".join(row.posts) or None,
        row.email or None,
        row.phone or None,
    ]


def exported(
    request: HttpRequest, rows: Sequence[PersonRow], prefix: str
) -> HttpResponse | None:
    """Give the list as a file when the address asks for one, with every column apart."""
    cells = [person_cells(row, prefix) for row in rows]
    return exports.export(request, "personer", person_columns(), cells)


def shown_columns() -> list[tables.Column]:
    """Give the columns as the page shows them: fewer and fuller than in a file."""
    return [
        tables.Column("namn", gettext("Namn"), sortable=True),
        tables.Column("uppdrag", gettext("Uppdrag")),
        tables.Column("anstallning", gettext("Anställning")),
        tables.Column("kontakt", gettext("Kontakt")),
    ]


def shown_cells(row: PersonRow, prefix: str) -> list[tables.Cell | str | None]:
    """Give a person's cells as the page shows them."""
    return [
        tables.Cell(row.name, url=f"{prefix}{row.uuid}/", note=", ".join(row.parties)),
        "; ".join(row.mandates) or None,
        "; ".join(row.posts) or None,
        tables.Cell(row.email or row.phone or None, note=row.phone if row.email else ""),
    ]


def person_words(request: HttpRequest, rows: Sequence[PersonRow]) -> tuple[Word, ...]:
    """Give the filters of the list: everybody, elected, employed, neither."""
    counts = {
        "": len(rows),
        "fortroendevalda": sum(bool(row.mandates) for row in rows),
        "anstallda": sum(row.has_post for row in rows),
        "utan": sum(not row.mandates and not row.has_post for row in rows),
    }
    choices = [
        ("", gettext("Alla")),
        ("fortroendevalda", gettext("Förtroendevalda")),
        ("anstallda", gettext("Anställda")),
        ("utan", gettext("Utan uppdrag och anställning")),
    ]
    return tables.filters(request, SHOW, choices, counts)


def body_words(request: HttpRequest, bodies: Sequence[Body]) -> tuple[Word, ...]:
    """Give the filter by body."""
    choices = [("", gettext("Alla organ")), *((b.short_name, b.short_name) for b in bodies)]
    return tables.filters(request, BODY, choices)


def matches(request: HttpRequest, row: PersonRow, bodies: Sequence[Body]) -> bool:
    """Tell whether a person is in the list that the address asks for."""
    shown = {
        "fortroendevalda": bool(row.mandates),
        "anstallda": row.has_post,
        "utan": not row.mandates and not row.has_post,
    }.get(request.GET.get(SHOW, ""), True)
    wanted = request.GET.get(BODY, "")
    keys = {body.pk for body in bodies if body.short_name == wanted}
    return shown and (not keys or bool(keys & row.bodies))


def none_found(text: str) -> str:
    """Say why the list is empty."""
    if text:
        return gettext("Ingen i registret har ett namn som liknar ”%(text)s”.") % {"text": text}
    return gettext("Här finns ingen att visa.")


def person_context(page: PersonPage, actor: Actor, today: dt.date) -> dict[str, Any]:
    """Give what a person's page shows, and which errands it offers the viewer."""
    person = page.person
    return {
        "person": person,
        "is_self": policies.is_self(person, actor),
        "contacts": _contact_facts(page),
        "mandates": [mandate_item(each, actor, today) for each in page.mandates],
        "employments": [_employment_item(each, actor, today) for each in page.employments],
        "hides_employments": page.hides_employments,
        "ties": None if page.ties is None else [_tie_item(each, today) for each in page.ties],
        "story": story(page.story),
        "keeps": policies.may_keep(actor),
        "may_change_contacts": policies.may_change_contacts(person, actor),
        "may_unprotect": policies.may_keep_everything(actor),
        "may_give_positions": policies.may_keep(actor) and not policies.is_self(person, actor),
    }


def mandate_item(mandate: Mandate, actor: Actor, today: dt.date) -> dict[str, Any]:
    """Give a mandate as the pages list it."""
    may = policies.may_keep_body(mandate.body, actor) and not policies.is_self(
        mandate.person, actor
    )
    over = mandate.valid_to is not None and mandate.valid_to <= today
    return {
        "mandate": mandate,
        "role": label_of(PositionRole, mandate.role),
        "period": say_period(mandate.valid_from, mandate.valid_to, current()),
        "is_over": over,
        "is_ahead": mandate.valid_from > today,
        "because": label_of(EndReason, mandate.ended_because) if mandate.ended_because else "",
        "elected": _election(mandate),
        "may_change": may and not over,
    }


def story(rows: Sequence[StoryRow]) -> list[Event]:
    """Give the story as a timeline."""
    return [
        Event(
            row.at,
            gettext("%(act)s: %(subject)s. Av %(who)s.")
            % {
                "act": row.act,
                "subject": row.subject,
                "who": f"{row.actor} ({row.role})" if row.role else row.actor,
            },
        )
        for row in rows
    ]


def _election(mandate: Mandate) -> str:
    """Say by which decision somebody was elected: "Kommunfullmäktige 2022-11-28 § 102"."""
    day = mandate.elected_on.isoformat() if mandate.elected_on else ""
    return " ".join(
        part for part in (mandate.elected_by, day, mandate.elected_paragraph) if part
    )


def _employment_item(employment: Employment, actor: Actor, today: dt.date) -> dict[str, Any]:
    """Give an employment as the person's page lists it."""
    place = employment.place
    may = (
        place is not None
        and policies.may_keep_place(place, actor)
        and not policies.is_self(employment.person, actor)
    )
    over = employment.valid_to is not None and employment.valid_to <= today
    return {
        "employment": employment,
        "function": label_of(PositionRole, employment.function),
        "place": place,
        "place_url": place_url(place) if place else "",
        "manager": employment.manager,
        "serves": words_list(employment.served_bodies),  # type: ignore[attr-defined]  # given by the query
        "period": say_period(employment.valid_from, employment.valid_to, current()),
        "is_over": over,
        "may_change": may and not over,
    }


def place_url(place: policies.Place) -> str:
    """Give the address of a place's page."""
    return reverse(f"people:{type(place).__name__.lower()}", args=[place.uuid])


def _tie_item(tie: Any, today: dt.date) -> dict[str, Any]:
    """Give a tie as the person's page lists it: to which operation, and of which kind."""
    return {
        "tie": tie,
        "kind": label_of(TieKind, tie.kind),
        "period": say_period(tie.valid_from, tie.valid_to, current()),
        "is_over": tie.valid_to is not None and tie.valid_to <= today,
    }


def _contact_facts(page: PersonPage) -> list[Fact]:
    """Give the contact details that are filled in and may be seen."""
    contacts = page.contacts
    facts = [
        Fact(str(_("E-post")), contacts.email, url=f"mailto:{contacts.email}"),
        Fact(str(_("Telefon")), contacts.phone),
        Fact(str(_("Postadress")), contacts.address),
    ]
    return [fact for fact in facts if fact.text]
