"""The organisation: the tree, one place's page, and the errands about places."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext

from samspel.kit import exports, web
from samspel.kit.filters import today
from samspel.people import policies, services
from samspel.people.models import Department, Operation, Unit
from samspel.people.policies import Place
from samspel.people.queries import bodies_on
from samspel.people.queries.lists import organisation_tree
from samspel.people.web import placepage
from samspel.people.web.doors import actor_of, errand, found, keeper, posted, reader, require
from samspel.people.web.forms import LastDayForm
from samspel.people.web.listing import place_url
from samspel.people.web.placeforms import NewPlaceForm, NewUnitForm, PlaceNameForm, UnitForm

_MODELS: dict[str, tuple[type[Place], tuple[str, ...]]] = {
    "department": (Department, ("body__parent",)),
    "operation": (Operation, ("department__body__parent",)),
    "unit": (Unit, ("operation__department__body__parent",)),
}
_CORRECT: dict[str, Any] = {
    "department": services.correct_department,
    "operation": services.correct_operation,
    "unit": services.correct_unit,
}
_CLOSE: dict[str, Any] = {
    "department": services.close_department,
    "operation": services.close_operation,
    "unit": services.close_unit,
}


@reader
def tree(request: HttpRequest) -> HttpResponse:
    """Show the departments of the day with their operations, units and managers."""
    on, actor = web.as_of(request), actor_of(request)
    departments = organisation_tree(on, actor)
    columns, cells = placepage.tree_columns(), placepage.tree_cells(departments)
    if (file := exports.export(request, "organisation", columns, cells)) is not None:
        return file
    context = {"tree": departments, "on": on, "keeps": policies.may_keep(actor)}
    return web.page(request, "people/organisation.html", context)


@reader
def place(request: HttpRequest, uuid: UUID, kind: str) -> HttpResponse:
    """Show a place as it is on the day."""
    one, on = place_of(kind, uuid), web.as_of(request)
    context = placepage.context(one, on, actor_of(request))
    return web.page(request, "people/place.html", context)


@keeper
def open_department(request: HttpRequest) -> HttpResponse:
    """Set up a department."""
    actor = actor_of(request)
    bodies = [each for each in bodies_on(today()) if policies.may_keep_body(each, actor)]
    form = NewPlaceForm(posted(request), initial={"valid_from": today()}, bodies=bodies)
    return errand(
        request,
        form,
        lambda values: services.open_department(actor=actor, **values),
        heading=gettext("Lägg upp en avdelning"),
        submit=gettext("Lägg upp avdelningen"),
        back=(gettext("Organisationen"), reverse("people:organisation")),
        done=place_url,
        said=_said,
    )


@keeper
def open_operation(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Set up an operation in a department."""
    above, actor = _kept(request, "department", uuid), actor_of(request)
    return errand(
        request,
        NewPlaceForm(posted(request), initial={"valid_from": today()}),
        lambda values: services.open_operation(department=above, actor=actor, **values),
        heading=gettext("Lägg upp en verksamhet"),
        submit=gettext("Lägg upp verksamheten"),
        back=(above.name, place_url(above)),
        done=place_url,
        said=_said,
    )


@keeper
def open_unit(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Set up a unit in an operation."""
    above, actor = _kept(request, "operation", uuid), actor_of(request)

    def call(values: dict[str, Any]) -> Unit:
        values.pop("version")
        return services.open_unit(operation=above, actor=actor, **values)

    return errand(
        request,
        NewUnitForm(posted(request), initial={"valid_from": today()}),
        call,
        heading=gettext("Lägg upp en enhet"),
        submit=gettext("Lägg upp enheten"),
        back=(above.name, place_url(above)),
        done=place_url,
        said=_said,
    )


@keeper
def correct(request: HttpRequest, uuid: UUID, kind: str) -> HttpResponse:
    """Correct what is said of a place."""
    one, actor = _kept(request, kind, uuid), actor_of(request)
    form_type = UnitForm if kind == "unit" else PlaceNameForm
    initial = {name: getattr(one, name) for name in form_type.base_fields}
    return errand(
        request,
        form_type(posted(request), initial=initial),
        lambda values: _CORRECT[kind](one, actor=actor, **values),
        heading=gettext("Ändra %(place)s") % {"place": one.name},
        submit=gettext("Spara ändringen"),
        back=(one.name, place_url(one)),
        said=gettext("Ändringen är sparad."),
    )


@keeper
def close(request: HttpRequest, uuid: UUID, kind: str) -> HttpResponse:
    """Give a place its last day."""
    one, actor = _kept(request, kind, uuid), actor_of(request)
    return errand(
        request,
        LastDayForm(posted(request), initial={"version": one.version}),
        lambda values: _CLOSE[kind](one, actor=actor, **values),
        heading=gettext("Avsluta %(place)s") % {"place": one.name},
        submit=gettext("Spara sista dagen"),
        back=(one.name, place_url(one)),
        said=gettext("%(place)s har fått en sista dag.") % {"place": one.name},
    )


def place_of(kind: str, uuid: UUID) -> Place:
    """Give a department, an operation or a unit with all above it; else 404."""
    model, related = _MODELS[kind]
    return found(model, uuid, *related)


def _kept(request: HttpRequest, kind: str, uuid: UUID) -> Any:
    """Give a place that the actor keeps."""
    one = place_of(kind, uuid)
    require(policies.may_keep_place(one, actor_of(request)))
    return one


def _said(made: Place) -> str:
    """Say that a place is set up."""
    return gettext("%(place)s finns nu i registret.") % {"place": made.name}
