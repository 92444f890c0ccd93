"""Errands about employments: begun, put right, another manager, ended."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext

from samspel.kit.filters import today
from samspel.kit.models import in_force
from samspel.people import policies, services
from samspel.people.models import Department, Employment, Operation, Person, Unit
from samspel.people.policies import Place
from samspel.people.queries import bodies_on
from samspel.people.web.doors import actor_of, errand, found, keeper, posted, require
from samspel.people.web.forms import LastDayForm
from samspel.people.web.listing import place_url
from samspel.people.web.placeforms import EmploymentCorrectionForm, EmploymentForm, ManagerForm
from samspel.people.web.views.organisation import place_of


@keeper
def employ_here(request: HttpRequest, uuid: UUID, kind: str) -> HttpResponse:
    """Enter that somebody is employed at the place."""
    place, actor = place_of(kind, uuid), actor_of(request)
    require(policies.may_keep_place(place, actor))
    return errand(
        request,
        EmploymentForm(
            posted(request), initial={"valid_from": today()}, bodies=bodies_on(today())
        ),
        lambda values: services.employ(values.pop("person"), place, actor=actor, **values),
        heading=gettext("Lägg in en anställning på %(place)s") % {"place": place.name},
        submit=gettext("Lägg in anställningen"),
        back=(place.name, place_url(place)),
        said=lambda made: gettext("%(name)s är inlagd.") % {"name": made.person.name},
    )


@keeper
def employ_person(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Enter that a person is employed somewhere that the keeper keeps."""
    person, actor = found(Person, uuid), actor_of(request)
    require(not policies.is_self(person, actor))
    places = _places(request)
    choices = [
        (label, [(key, place.name) for key, place in listed.items()])
        for label, listed in places
        if listed
    ]
    by_key = {key: place for _label, listed in places for key, place in listed.items()}
    return errand(
        request,
        EmploymentForm(
            posted(request),
            initial={"valid_from": today()},
            bodies=bodies_on(today()),
            places=choices,
        ),
        lambda values: services.employ(
            person, by_key[values.pop("place")], actor=actor, **values
        ),
        heading=gettext("Lägg in en anställning för %(name)s") % {"name": person.name},
        submit=gettext("Lägg in anställningen"),
        back=(person.name, reverse("people:person", args=[person.uuid])),
        said=gettext("Anställningen är inlagd."),
    )


@keeper
def correct(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Put right an employment's title, or whom the employee works for."""
    employment, actor = _employment(request, uuid), actor_of(request)
    form = EmploymentCorrectionForm(
        posted(request),
        initial={
            "title": employment.title,
            "version": employment.version,
            "serves": [body.pk for body in employment.serves.all()],
        },
        bodies=bodies_on(today()),
    )
    return errand(
        request,
        form,
        lambda values: services.correct_employment(employment, actor=actor, **values),
        heading=gettext("Rätta anställningen"),
        submit=gettext("Spara rättelsen"),
        back=_back(employment),
        said=gettext("Anställningen är rättad."),
        intro=gettext(
            "Byter personen arbetsplats eller funktion avslutar du anställningen och lägger "
            "in en ny."
        ),
    )


@keeper
def manager(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Give an employee another nearest manager from a day."""
    employment, actor = _employment(request, uuid), actor_of(request)
    initial = {"valid_from": today(), "version": employment.version}
    return errand(
        request,
        ManagerForm(posted(request), initial=initial),
        lambda values: services.change_manager(
            employment,
            values["manager"],
            valid_from=values["valid_from"],
            version=values["version"],
            actor=actor,
        ),
        heading=gettext("Byt närmaste chef"),
        submit=gettext("Spara bytet"),
        back=_back(employment),
        said=gettext("Bytet är sparat."),
    )


@keeper
def end(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Give an employment its last day."""
    employment, actor = _employment(request, uuid), actor_of(request)
    return errand(
        request,
        LastDayForm(posted(request), initial={"version": employment.version}),
        lambda values: services.end_employment(employment, actor=actor, **values),
        heading=gettext("Avsluta anställningen"),
        submit=gettext("Avsluta anställningen"),
        back=_back(employment),
        said=gettext("Anställningen har fått en sista dag."),
        intro=str(employment),
    )


def _employment(request: HttpRequest, uuid: UUID) -> Employment:
    """Give an employment that the actor may change."""
    employment = found(
        Employment,
        uuid,
        "person",
        "department__body__parent",
        "operation__department__body__parent",
        "unit__operation__department__body__parent",
    )
    actor, place = actor_of(request), employment.place
    require(place is not None and policies.may_keep_place(place, actor))
    require(not policies.is_self(employment.person, actor))
    return employment


def _places(request: HttpRequest) -> list[tuple[str, dict[str, Place]]]:
    """Give the places of today that the actor keeps, by kind."""
    actor, on = actor_of(request), today()
    rows: list[tuple[str, str, Any]] = [
        (gettext("Avdelningar"), "d", Department.objects.select_related("body__parent")),
        (
            gettext("Verksamheter"),
            "o",
            Operation.objects.select_related("department__body__parent"),
        ),
        (
            gettext("Enheter"),
            "u",
            Unit.objects.select_related("operation__department__body__parent"),
        ),
    ]
    return [
        (
            label,
            {
                f"{letter}{place.pk}": place
                for place in places.filter(in_force(on))
                if policies.may_keep_place(place, actor)
            },
        )
        for label, letter, places in rows
    ]


def _back(employment: Employment) -> tuple[str, str]:
    """Give the way back from an employment: its person."""
    return employment.person.name, reverse("people:person", args=[employment.person.uuid])
