"""Persons: the list, one person's page, and the errands about a person."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext

from samspel.kit import tables, web
from samspel.kit.filters import today
from samspel.people import policies, services
from samspel.people.errors import PersonExists
from samspel.people.models import Person
from samspel.people.queries import bodies_on
from samspel.people.queries.lists import persons_listed
from samspel.people.queries.pages import person_page
from samspel.people.web import listing
from samspel.people.web.doors import (
    actor_of,
    errand,
    found,
    keeper,
    posted,
    reader,
    require,
    signed_in,
)
from samspel.people.web.forms import ContactForm, NameForm, NewPersonForm, VersionForm


@reader
def persons(request: HttpRequest) -> HttpResponse:
    """List the persons of the day, filtered by words, searched by name."""
    on, text = web.as_of(request), request.GET.get("q", "").strip()[:100]
    everybody = persons_listed(on, actor_of(request), text=text)
    bodies = bodies_on(on)
    rows = [row for row in everybody if listing.matches(request, row, bodies)]
    prefix = reverse("people:persons")
    if (file := listing.exported(request, rows, prefix)) is not None:
        return file
    context = {
        "listed": tables.table(
            request,
            listing.shown_columns(),
            [listing.shown_cells(row, prefix) for row in rows],
            caption=gettext("Personer"),
            empty=listing.none_found(text),
        ),
        "words": listing.person_words(request, everybody),
        "body_words": listing.body_words(request, bodies),
        "text": text,
        "on": on,
        "query": tables.saved_view(request),
        "keeps": policies.may_keep(actor_of(request)),
    }
    return web.page(request, "people/persons.html", context)


@signed_in
def me(request: HttpRequest) -> HttpResponse:
    """Lead to one's own page."""
    own = get_object_or_404(Person, pk=actor_of(request).person_id)
    return redirect("people:person", own.uuid)


@signed_in
def person(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Show a person: how to reach them, what they are, and the story."""
    one, actor = found(Person, uuid), actor_of(request)
    require(policies.is_self(one, actor) or policies.may_read_register(actor))
    with_ties = policies.may_see_ties(one, actor)
    page = person_page(one, actor, with_ties=with_ties)
    return web.page(request, "people/person.html", listing.person_context(page, actor, today()))


@keeper
def register(request: HttpRequest) -> HttpResponse:
    """Put a person in the register."""
    form = NewPersonForm(
        posted(request), asks_if_someone_else="is_someone_else" in request.POST
    )

    def call(values: dict[str, object]) -> Person:
        values.pop("version", None)
        try:
            return services.register_person(actor=actor_of(request), **values)  # type: ignore[arg-type]  # the form has checked the values
        except PersonExists as exists:
            form.ask_if_someone_else()
            form.namesakes = exists.namesakes  # type: ignore[attr-defined]  # kept for the template
            raise

    return errand(
        request,
        form,
        call,
        heading=gettext("Lägg upp en person"),
        submit=gettext("Lägg upp personen"),
        back=(gettext("Personer"), reverse("people:persons")),
        done=lambda person: reverse("people:person", args=[person.uuid]),
        said=lambda person: gettext("%(name)s finns nu i registret.") % {"name": person.name},
        template="people/register_person.html",
    )


@keeper
def correct(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Correct a person's name."""
    one = found(Person, uuid)
    initial = {
        "given_name": one.given_name,
        "family_name": one.family_name,
        "version": one.version,
    }
    form = NameForm(
        posted(request),
        initial=initial,
        asks_if_someone_else="is_someone_else" in request.POST,
    )

    def call(values: dict[str, object]) -> Person:
        try:
            return services.correct_person(one, actor=actor_of(request), **values)  # type: ignore[arg-type]  # the form has checked the values
        except PersonExists as exists:
            form.ask_if_someone_else()
            form.namesakes = exists.namesakes  # type: ignore[attr-defined]  # kept for the template
            raise

    return errand(
        request,
        form,
        call,
        heading=gettext("Ändra namnet"),
        submit=gettext("Spara namnet"),
        back=(one.name, reverse("people:person", args=[one.uuid])),
        said=gettext("Namnet är ändrat."),
        template="people/register_person.html",
    )


@signed_in
def contacts(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Change how a person is reached."""
    one, actor = found(Person, uuid), actor_of(request)
    require(policies.may_change_contacts(one, actor))
    initial = {
        "email": one.email,
        "phone": one.phone,
        "address": one.address,
        "version": one.version,
    }
    return errand(
        request,
        ContactForm(posted(request), initial=initial),
        lambda values: services.change_contact_details(one, actor=actor, **values),
        heading=gettext("Ändra kontaktuppgifterna"),
        submit=gettext("Spara uppgifterna"),
        back=(one.name, reverse("people:person", args=[one.uuid])),
        said=gettext("Kontaktuppgifterna är ändrade."),
        intro=gettext(
            "Uppgifterna visas för dem som får läsa registret, aldrig för allmänheten."
        ),
    )


@keeper
def protection(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Protect a person's identity, or take the protection away."""
    one, actor = found(Person, uuid), actor_of(request)
    form = VersionForm(posted(request), initial={"version": one.version})
    back = (one.name, reverse("people:person", args=[one.uuid]))
    if not one.is_protected:
        return errand(
            request,
            form,
            lambda values: services.protect_person(one, actor=actor, **values),
            heading=gettext("Skydda personuppgifterna"),
            submit=gettext("Skydda uppgifterna"),
            back=back,
            said=gettext("Personuppgifterna är skyddade från och med nu."),
            template="people/protect.html",
        )
    require(policies.may_keep_everything(actor))
    return errand(
        request,
        form,
        lambda values: services.unprotect_person(one, actor=actor, **values),
        heading=gettext("Ta bort skyddet"),
        submit=gettext("Ta bort skyddet"),
        back=back,
        said=gettext("Personuppgifterna är inte längre skyddade."),
        intro=gettext(
            "Kontaktuppgifter och arbetsplats blir synliga igen för dem som får läsa "
            "registret. Gör det bara när du vet att personen inte längre har skydd."
        ),
    )
