"""Noting that a visit was held: its true times, who was there, whom they met."""

from __future__ import annotations

from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from samspel.people.models import Person
from samspel.visits import policies, services
from samspel.visits.addresses import report_url, visit_url
from samspel.visits.enums import Demand
from samspel.visits.models import Visit
from samspel.visits.web.doors import PAGE, actor_of, posted, reason_of, require, seen_in_short
from samspel.visits.web.errand import Errand, carry_out
from samspel.visits.web.forms.reports import HeldForm
from samspel.visits.web.showing.people import names_in


@login_required
@require_http_methods(PAGE)
def held(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Note that the visit was held."""
    visit, actor = seen_in_short(request, uuid), actor_of(request)
    require(policies.may_record_held(visit, actor), policies.ONLY_THOSE_CONCERNED)
    names = names_in(visit, actor)
    persons: list[Person] = [each.person for each in visit.visitors.all()]
    form = HeldForm(
        posted(request),
        persons=persons,
        words=lambda person: names[person.pk],
        initial=HeldForm.values_of(visit),
    )
    errand = Errand(
        heading=_("Notera att besöket är genomfört"),
        button=_("Notera besöket"),
        lead=_(
            "%(place)s. Rätta tiderna om besöket blev kortare eller längre än det var bokat."
        )
        % {"place": visit.where},
        back_label=_("Besöket"),
        back_url=reverse("visits:visit", args=[visit.uuid]),
    )
    return carry_out(
        request,
        errand,
        form,
        lambda: _record(request, visit, form),
        to=lambda done: _after(done, actor.person_id),
        say=_("Besöket är noterat som genomfört."),
    )


def _record(request: HttpRequest, visit: Visit, form: HeldForm) -> Visit:
    given = form.cleaned_data
    return services.record_held(
        visit,
        held_from=given["starts_at"],
        held_to=given["ends_at"],
        attended=given["attended"],
        staff_met=given["staff_met"],
        users_met=given["users_met"],
        version=given["version"],
        actor=actor_of(request),
        at=timezone.now(),
        reason=reason_of(request),
    )


def _after(visit: Visit, person_id: int | None) -> str:
    """Lead whoever was there on to the report that is asked for; others to the visit."""
    was_there = visit.visitors.filter(person_id=person_id or 0, state="attended").exists()
    if was_there and visit.report_demand != Demand.NONE:
        return report_url(visit.uuid)
    return visit_url(visit.uuid)
