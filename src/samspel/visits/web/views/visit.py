"""A visit's own page, and the acts of those who come: which time, join, calendar."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_POST, require_safe

from samspel.foundation import calendar_objects
from samspel.kit import web
from samspel.kit.denied import or_404
from samspel.messaging.mail import absolute
from samspel.people.models import Person
from samspel.visits import policies, services
from samspel.visits.addresses import visit_url
from samspel.visits.models import Visit
from samspel.visits.web.doors import actor_of, found, posted, reason_of, seen_visit
from samspel.visits.web.forms.visit import ChooseForm
from samspel.visits.web.showing import page
from samspel.visits.web.showing.choosing import Filled
from samspel.visits.web.words import span_inside


@login_required
@require_safe
def visit(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Show a visit as the viewer may see it, as of a day."""
    found_visit = seen_visit(request, uuid)
    return _shown(request, found_visit, ChooseForm(), Filled())


def _shown(
    request: HttpRequest, one: Visit, form: ChooseForm, filled: Filled, **more: Any
) -> HttpResponse:
    now = timezone.now()
    context = page.context(
        one,
        actor_of(request),
        now=now,
        on=min(web.as_of(request), page.day(now)),
        filled=filled,
    )
    return web.page(request, "visits/visit.html", {**context, "form": form, **more})


@login_required
@require_POST
def choose(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Take one of the times, or agree to it for the unit."""
    one = seen_visit(request, uuid)
    form = ChooseForm(posted(request), options=one.options.all())

    def again() -> HttpResponse:
        reasons = {
            name.removeprefix("reason-"): request.POST.get(name, "")
            for name in request.POST
            if name.startswith("reason-")
        }
        filled = Filled(request.POST.get("tid", ""), reasons)
        return _shown(request, seen_visit(request, uuid), form, filled)

    return web.act(
        request,
        lambda: services.choose_time(
            one,
            option=form.option,
            actor=actor_of(request),
            at=timezone.now(),
            reason=form.reason,
            version=form.cleaned_data["version"],
        ),
        visit_url(one.uuid),
        _booked_words,
        form=form,
        again=again,
    )


def _booked_words(booked: Visit) -> str:
    if booked.starts_at is None or booked.ends_at is None:
        return _("Besöket är bokat.")
    time = span_inside(booked.starts_at, booked.ends_at)
    return _(
        "Besöket är bokat: %(time)s. Du får en inbjudan till din kalender om du har valt det."
    ) % {"time": time}


@login_required
@require_POST
def join(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Say yes to a visit that has its time."""
    one = seen_visit(request, uuid)
    form = _nothing(request)

    def attempt() -> object:
        return services.join_visit(
            one, actor=actor_of(request), at=timezone.now(), reason=reason_of(request)
        )

    return web.act(
        request,
        attempt,
        visit_url(one.uuid),
        _("Du är med på besöket."),
        form=form,
        again=lambda: _shown(
            request, seen_visit(request, uuid), form, Filled(), reason=reason_of(request)
        ),
    )


@login_required
@require_POST
def remind_visitor(request: HttpRequest, uuid: UUID, person: UUID) -> HttpResponse:
    """Remind a visitor who has not answered."""
    one = seen_visit(request, uuid)
    asked = found(Person, person)
    visitor = or_404(
        next((each for each in one.visitors.all() if each.person_id == asked.pk), None)
    )
    visitor.visit = one
    form = _nothing(request)
    return web.act(
        request,
        lambda: services.remind_visitor(visitor, actor=actor_of(request), at=timezone.now()),
        visit_url(one.uuid),
        lambda told: (
            _("Påminnelsen är skickad.")
            if told
            else _("Personen har redan fått en påminnelse i dag.")
        ),
        form=form,
        again=lambda: _shown(request, seen_visit(request, uuid), form, Filled()),
    )


def _nothing(request: HttpRequest) -> ChooseForm:
    """Give a form without fields, to carry a refusal."""
    form = ChooseForm(request.POST)
    form.fields.clear()
    return form


@login_required
@require_safe
def calendar(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Give the visit as a calendar file, to whoever may see where it is."""
    one = seen_visit(request, uuid)
    if one.starts_at is None or one.ends_at is None:
        raise Http404
    if not policies.sees_place(one, actor_of(request)):
        raise Http404
    word = pgettext("one", "Besök")
    event = calendar_objects.CalendarEvent(
        uid=one.ical_uid,
        sequence=one.ical_sequence,
        summary=word if one.has_protected else f"{word}: {one.where}",
        start=one.starts_at,
        end=one.ends_at,
        stamp=one.closed_at or one.created_at,
        place="" if one.has_protected else one.place,
        url=absolute(visit_url(one.uuid)),
        is_cancelled=one.closed_at is not None,
    )
    content = calendar_objects.feed(_("Besök"), [event])
    return web.download(content, "besok.ics", "text/calendar; charset=utf-8")
