"""A new term: choose the bodies, look through the list of seats, confirm."""

from __future__ import annotations

import datetime as dt
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext, ngettext

from samspel.foundation.numbers import whole
from samspel.kit import web
from samspel.people import policies, services
from samspel.people.enums import MANDATE_ROLES, PositionRole
from samspel.people.models import Body, Mandate, Party, Person, Term
from samspel.people.queries import bodies_on
from samspel.people.queries.bodies import MemberRow, seats_in
from samspel.people.web.doors import actor_of, errand, found, keeper, posted
from samspel.people.web.forms import ElectionDecisionForm, RolloverBodiesForm


@keeper
def choose(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Choose which bodies' seats go on to the term."""
    term = found(Term, uuid)
    bodies = _kept_bodies(request, term)
    form = RolloverBodiesForm(request.GET if "organ" in request.GET else None, bodies=bodies)
    if form.is_bound and form.is_valid():
        picked = "&".join(f"organ={body.pk}" for body in form.cleaned_data["organ"])
        return redirect(f"{reverse('people:rollover-list', args=[term.uuid])}?{picked}")
    context = {"form": form, "term": term, "has_bodies": bool(bodies)}
    return web.page(request, "people/rollover_choose.html", context)


@keeper
def confirm(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Look through the seats, untick and change, and elect all that are left."""
    term, actor = found(Term, uuid), actor_of(request)
    bodies = {body.pk: body for body in _kept_bodies(request, term)}
    wanted = [
        bodies[int(key)] for key in request.GET.getlist("organ") if _is_known(key, bodies)
    ]
    seats = _draft(wanted, term)
    initial = {"elected_by": gettext("Kommunfullmäktige")}
    return errand(
        request,
        ElectionDecisionForm(posted(request), initial=initial),
        lambda values: services.roll_over(
            term, _confirmed(request, seats, bodies), actor=actor, **values
        ),
        heading=gettext("För över uppdrag till %(term)s") % {"term": term.name},
        submit=gettext("Lägg in uppdragen"),
        back=(gettext("Partier och mandatperioder"), reverse("people:parties")),
        done=reverse("people:bodies") + f"?dag={term.valid_from.isoformat()}",
        said=_said,
        template="people/rollover_list.html",
        context={
            "term": term,
            "groups": _groups(request, seats, wanted, term),
            "roles": _roles(),
        },
    )


def _kept_bodies(request: HttpRequest, term: Term) -> list[Body]:
    """Give the bodies that exist when the term begins and that the actor keeps."""
    actor = actor_of(request)
    return [body for body in bodies_on(term.valid_from) if policies.may_keep_body(body, actor)]


def _is_known(key: str, bodies: dict[int, Body]) -> bool:
    """Tell whether the address names a body that is among the keeper's."""
    return whole(key) in bodies


def _draft(bodies: list[Body], term: Term) -> list[MemberRow]:
    """Give the seats as they stand on the last day before the term."""
    return seats_in([body.pk for body in bodies], term.valid_from - dt.timedelta(days=1))


def _groups(
    request: HttpRequest, seats: list[MemberRow], bodies: list[Body], term: Term
) -> list[dict[str, Any]]:
    """Give the seats by body, with those already elected for the term marked."""
    already = {
        (row.person_id, row.body_id)
        for row in seats_in([body.pk for body in bodies], term.valid_from)
    }
    sent = request.POST if request.method == "POST" else None
    return [
        {
            "body": body,
            "rows": [
                {
                    "seat": row,
                    "is_there": (row.person_id, row.body_id) in already,
                    "checked": sent is None or f"med_{row.mandate_id}" in sent,
                    "role": _role(request, row),
                }
                for row in seats
                if row.body_id == body.pk
            ],
        }
        for body in bodies
    ]


def _confirmed(
    request: HttpRequest, seats: list[MemberRow], bodies: dict[int, Body]
) -> list[services.Seat]:
    """Give the seats that are ticked, with the roles chosen for them."""
    ticked = [row for row in seats if f"med_{row.mandate_id}" in request.POST]
    persons = Person.objects.in_bulk([row.person_id for row in ticked])
    parties = Party.objects.in_bulk()
    found_seats = []
    for row in ticked:
        role = PositionRole(_role(request, row))
        found_seats.append(
            services.Seat(
                person=persons[row.person_id],
                body=bodies[row.body_id],
                role=role,
                party=parties.get(row.party_id or 0),
                substitute_order=row.order if role == PositionRole.SUBSTITUTE else None,
            )
        )
    return found_seats


def _role(request: HttpRequest, row: MemberRow) -> str:
    """Give the role chosen for a seat; anything unknown is the role it has."""
    chosen = request.POST.get(f"roll_{row.mandate_id}", "")
    return chosen if chosen in set(MANDATE_ROLES) else row.role


def _roles() -> list[tuple[str, str]]:
    """Give the roles to choose among."""
    return [(role.value, gettext(role.label)) for role in MANDATE_ROLES]


def _said(mandates: list[Mandate]) -> str:
    """Say how many were elected."""
    return ngettext(
        "%(count)s uppdrag är inlagt.", "%(count)s uppdrag är inlagda.", len(mandates)
    ) % {"count": len(mandates)}
