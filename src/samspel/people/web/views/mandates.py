"""Errands about mandates: elected, put right, ended, withdrawn."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext

from samspel.kit import web
from samspel.kit.filters import today
from samspel.people import policies, services
from samspel.people.enums import EndReason
from samspel.people.models import Body, Mandate, Party, Person
from samspel.people.queries import bodies_on, newest_term_in
from samspel.people.queries.lists import terms_listed
from samspel.people.web.doors import actor_of, errand, found, keeper, posted, require
from samspel.people.web.forms import ElectionForm, EndMandateForm, MandateForm, VersionForm


def _election_form(
    request: HttpRequest, term_id: int | None = None, **options: Any
) -> ElectionForm:
    """Give the form, filled with what is usual today."""
    terms, day = terms_listed(), today()
    running = (each.pk for each in terms if each.is_in_force(day))
    initial = {
        "role": "member",
        "valid_from": day,
        "term": term_id or next(running, None),
        "elected_by": gettext("Kommunfullmäktige"),
    }
    return ElectionForm(
        posted(request),
        initial=initial,
        parties=list(Party.objects.all()),
        terms=terms,
        **options,
    )


@keeper
def elect_to_body(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Enter that somebody is elected to a body."""
    body, actor = found(Body, uuid, "parent"), actor_of(request)
    require(policies.may_keep_body(body, actor))
    return errand(
        request,
        _election_form(request, newest_term_in(body)),
        lambda values: services.elect(values.pop("person"), body, actor=actor, **values),
        heading=gettext("Lägg in ett uppdrag i %(body)s") % {"body": body.name},
        submit=gettext("Lägg in uppdraget"),
        back=(body.name, reverse("people:body", args=[body.uuid])),
        said=lambda mandate: gettext("%(name)s är inlagd.") % {"name": mandate.person.name},
    )


@keeper
def elect_person(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Enter that a person is elected to some body that the keeper keeps."""
    person, actor = found(Person, uuid), actor_of(request)
    require(not policies.is_self(person, actor))
    bodies = [
        body for body in bodies_on(web.as_of(request)) if policies.may_keep_body(body, actor)
    ]
    return errand(
        request,
        _election_form(request, bodies=bodies),
        lambda values: services.elect(person, values.pop("body"), actor=actor, **values),
        heading=gettext("Lägg in ett uppdrag för %(name)s") % {"name": person.name},
        submit=gettext("Lägg in uppdraget"),
        back=(person.name, reverse("people:person", args=[person.uuid])),
        said=gettext("Uppdraget är inlagt."),
    )


@keeper
def correct(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Put right what was entered wrong about a mandate."""
    mandate, actor = _mandate(request, uuid), actor_of(request)
    fields = (
        "substitute_order",
        "occupancy_percent",
        "elected_by",
        "elected_on",
        "elected_paragraph",
        "version",
    )
    initial = {name: getattr(mandate, name) for name in fields}
    form = MandateForm(
        posted(request),
        initial={**initial, "party": mandate.party_id, "term": mandate.term_id},
        parties=list(Party.objects.all()),
        terms=terms_listed(),
    )
    return errand(
        request,
        form,
        lambda values: services.correct_mandate(mandate, actor=actor, **values),
        heading=gettext("Rätta uppdraget"),
        submit=gettext("Spara rättelsen"),
        back=_back(mandate),
        said=gettext("Uppdraget är rättat."),
        intro=gettext(
            "Rättelsen gäller hela uppdragets tid. Har personen fått en annan roll avslutar "
            "du uppdraget och lägger in ett nytt."
        ),
    )


@keeper
def end(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Give a mandate its last day, with the reason."""
    mandate, actor = _mandate(request, uuid), actor_of(request)
    form = EndMandateForm(posted(request), initial={"version": mandate.version})
    return errand(
        request,
        form,
        lambda values: services.end_mandate(mandate, actor=actor, **values),
        heading=gettext("Avsluta uppdraget"),
        submit=gettext("Avsluta uppdraget"),
        back=_back(mandate),
        said=gettext("Uppdraget har fått en sista dag."),
        intro=gettext("%(name)s, %(body)s")
        % {"name": mandate.person.name, "body": mandate.body.name},
        template="people/end_mandate.html",
        context={
            "reasons": [(gettext(each.label), gettext(each.explanation)) for each in EndReason]
        },
    )


@keeper
def withdraw(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Take away a mandate that has not begun."""
    mandate, actor = _mandate(request, uuid), actor_of(request)
    form = VersionForm(posted(request), initial={"version": mandate.version})
    return errand(
        request,
        form,
        lambda values: services.withdraw_mandate(mandate, on=today(), actor=actor, **values),
        heading=gettext("Ta bort uppdraget"),
        submit=gettext("Ta bort uppdraget"),
        back=_back(mandate),
        said=gettext("Uppdraget är borttaget."),
        intro=gettext(
            "%(name)s har inte börjat i %(body)s än. Uppdraget försvinner ur registret och "
            "står kvar i händelseloggen."
        )
        % {"name": mandate.person.name, "body": mandate.body.name},
    )


def _mandate(request: HttpRequest, uuid: UUID) -> Mandate:
    """Give a mandate that the actor may change."""
    mandate = found(Mandate, uuid, "person", "body__parent", "party", "term")
    actor = actor_of(request)
    require(policies.may_keep_body(mandate.body, actor))
    require(not policies.is_self(mandate.person, actor))
    return mandate


def _back(mandate: Mandate) -> tuple[str, str]:
    """Give the way back from a mandate: its person."""
    return mandate.person.name, reverse("people:person", args=[mandate.person.uuid])
