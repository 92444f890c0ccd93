"""Errands about ties: declared, and no longer there."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext

from samspel.kit.filters import today
from samspel.kit.models import in_force
from samspel.people import policies, services
from samspel.people.models import Operation, Person, Tie
from samspel.people.web.doors import actor_of, errand, found, posted, require, signed_in
from samspel.people.web.forms import LastDayForm, TieForm


@signed_in
def declare(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Declare a tie: for oneself, or by whoever keeps the register."""
    person, actor = found(Person, uuid), actor_of(request)
    require(policies.may_declare_tie(person, actor))
    operations = list(Operation.objects.filter(in_force(today())))
    form = TieForm(posted(request), initial={"valid_from": today()}, operations=operations)
    return errand(
        request,
        form,
        lambda values: services.declare_tie(person, actor=actor, **values),
        heading=gettext("Anmäl en anknytning"),
        submit=gettext("Anmäl anknytningen"),
        back=(person.name, reverse("people:person", args=[person.uuid])),
        said=gettext("Anknytningen är anmäld."),
        intro=gettext(
            "Ange bara verksamheten och vad det gäller. Skriv aldrig vem det är. Riktlinjerna "
            "avgör vad anknytningen betyder för dina uppdrag som kontaktpolitiker."
        ),
    )


@signed_in
def withdraw(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Say that a tie no longer holds."""
    tie, actor = found(Tie, uuid, "person", "operation"), actor_of(request)
    require(policies.may_declare_tie(tie.person, actor))
    form = LastDayForm(posted(request))
    return errand(
        request,
        form,
        lambda values: services.withdraw_tie(tie, valid_to=values["valid_to"], actor=actor),
        heading=gettext("Anknytningen har upphört"),
        submit=gettext("Spara sista dagen"),
        back=(tie.person.name, reverse("people:person", args=[tie.person.uuid])),
        said=gettext("Anknytningen har fått en sista dag."),
        intro=tie.operation.name,
    )
