"""Group and presidium meetings: the list, one of them, and what whoever calls it does."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from samspel.foundation.dates import local, local_day
from samspel.kit import web
from samspel.kit.denied import or_404
from samspel.people.models import Mandate
from samspel.remuneration import policies
from samspel.remuneration.enums import GatheringState
from samspel.remuneration.gathering_entries import address_of
from samspel.remuneration.models import Gathering, GatheringSeat
from samspel.remuneration.queries import gatherings as queries
from samspel.remuneration.queries.duties import recent_decisions
from samspel.remuneration.services import gatherings as services
from samspel.remuneration.web import forms_gatherings as forms
from samspel.remuneration.web import showing_gatherings as showing
from samspel.remuneration.web.errand import Errand, carry_out, confirm, posted
from samspel.remuneration.web.fetching import actor_of
from samspel.remuneration.web.views.mine import PAGE, acting

_MINUTES = 60


def _seen(request: HttpRequest, uuid: UUID) -> Gathering:
    """Give a meeting that the person sees; 404 for others."""
    return or_404(queries.gathering_seen(uuid, actor_of(request)))


def _called_by(request: HttpRequest, uuid: UUID) -> Gathering:
    """Give a meeting that the person calls; 404 for others."""
    found, today = _seen(request, uuid), timezone.localdate()
    if not queries.may_call(actor_of(request), found.body, found.party, today):
        raise Http404
    return found


@login_required
@require_safe
def gatherings(request: HttpRequest) -> HttpResponse:
    """List the meetings that the person sees, those to come first."""
    actor, now = actor_of(request), timezone.now()
    rows = queries.gatherings_seen(actor, local_day(now))
    callings = queries.callings_of(actor, local_day(now))
    kept = {each.body.pk: each.body for each in callings}.values()
    context = {
        "groups": showing.listed(rows, now),
        "may_plan": bool(callings),
        "kept": [each for each in kept if policies.may_name_stand_in(each, actor)],
    }
    return web.page(request, "remuneration/gatherings.html", context)


@login_required
@require_http_methods(PAGE)
def plan(request: HttpRequest) -> HttpResponse:
    """Plan a meeting that the person may call."""
    actor, today = actor_of(request), timezone.localdate()
    callings = queries.callings_of(actor, today)
    if not callings:
        raise Http404
    decisions = recent_decisions({each.body.pk for each in callings}, today)
    form = forms.PlanForm(posted(request), callings=callings, decisions=decisions)
    errand = Errand(
        heading=_("Planera ett möte"),
        button=_("Kalla till mötet"),
        back_label=_("Gruppmöten och presidiemöten"),
        back_url=reverse("remuneration:gatherings"),
        lead=_(
            "Alla som hör till mötet får en kallelse. Ersättare kallas när reglementet ersätter "
            "dem. Efter mötet anger du vilka som var med, så kommer ersättningen av sig själv."
        ),
    )
    return carry_out(
        request,
        errand,
        form,
        lambda: services.plan_gathering(**form.asked, **acting(request)),
        to=address_of,
        say=_("Mötet är planerat och kallelsen är skickad."),
    )


@login_required
@require_safe
def gathering(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Show a meeting: when and where, who is called, and who took part."""
    found, now = _seen(request, uuid), timezone.now()
    seats = queries.seats_of(found)
    calls = queries.may_call(actor_of(request), found.body, found.party, local_day(now))
    planned, is_over = found.standing is GatheringState.PLANNED, found.ends_at <= now
    context = {
        "gathering": found,
        "gathering_name": showing.name_of(found),
        "facts": showing.facts_of(found),
        "seats": showing.seat_rows(found, seats),
        "says": showing.pay_words(found, seats),
        "state": showing.state_words(found),
        "mark": showing.mark_of(found),
        "tells": calls and is_over and found.standing is not GatheringState.CANCELLED,
        "changes": calls and planned,
        "is_told": found.standing is GatheringState.HELD,
    }
    return web.page(request, "remuneration/gathering.html", context)


def _errand_on(found: Gathering, heading: str, button: str, **more: Any) -> Errand:
    return Errand(
        heading=heading,
        button=button,
        back_label=showing.name_of(found),
        back_url=address_of(found),
        **more,
    )


@login_required
@require_http_methods(PAGE)
def move(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Move a planned meeting."""
    found = _called_by(request, uuid)
    form = forms.WhenForm(posted(request), initial=forms.when_initial(found))
    errand = _errand_on(
        found,
        _("Ändra tid eller plats"),
        _("Spara ändringen"),
        lead=_("Alla som är kallade får veta det."),
    )
    return confirm(
        request,
        errand,
        lambda: services.move_gathering(found, **form.when, **acting(request)),
        _("Mötet är ändrat och de kallade har fått veta det."),
        form,
    )


@login_required
@require_http_methods(PAGE)
def cancel(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Ask whether to cancel a planned meeting, and do it."""
    found = _called_by(request, uuid)
    errand = _errand_on(
        found,
        _("Ställ in mötet"),
        _("Ställ in mötet"),
        lead=_("Alla som är kallade får veta det. Det går inte att ångra."),
    )
    return confirm(
        request,
        errand,
        lambda: services.cancel_gathering(found, **acting(request)),
        _("Mötet är inställt och de kallade har fått veta det."),
    )


@login_required
@require_http_methods(PAGE)
def attendance(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Tell who took part in a meeting that has been held, or put that right."""
    found = _called_by(request, uuid)
    form = _attendance_form(request, found)
    errand = _errand_on(
        found,
        _("Vilka var med?"),
        _("Spara närvaron"),
        lead=_(
            "Ersättningen kommer in hos var och en som var med, och attesteras som vanligt. "
            "Ändra klockslagen för den som kom senare eller gick tidigare."
        ),
        template="remuneration/attendance.html",
    )
    return carry_out(
        request,
        errand,
        form,
        lambda: services.tell_attendance(found, **form.asked, **acting(request)),
        to=errand.back_url,
        say=_told_words,
    )


def _attendance_form(request: HttpRequest, found: Gathering) -> forms.AttendanceForm:
    """Give the form with who belongs to the meeting; before it is told, all called were there."""
    is_again = found.standing is GatheringState.HELD
    known = {each.person_id: each for each in queries.seats_of(found)}
    belongs = _belongs(found, known)
    first = local(found.starts_at)
    came = first.hour * _MINUTES + first.minute
    times = (came, int((found.ends_at - found.starts_at).total_seconds()) // _MINUTES)
    told: dict[int, tuple[int, int] | None] = {}
    for mandate in belongs:
        seat = known.get(mandate.person_id)
        if seat is not None and not is_again:
            told[mandate.pk] = times if seat.is_called else None
        elif seat is not None and seat.came_at is not None:
            told[mandate.pk] = (seat.came_at, seat.minutes or 0)
    return forms.AttendanceForm(
        posted(request),
        seats=belongs,
        told=told,
        times=times,
        is_again=is_again,
        is_minuted=found.is_minuted,
        version=found.version,
    )


def _belongs(found: Gathering, known: dict[int, GatheringSeat]) -> list[Mandate]:
    """Give the mandates to tell of: those of the day, and of who is told to have been there."""
    belongs = queries.members_of_gathering(found.body, found.party, found.day)
    persons = {each.person_id for each in belongs}
    for seat in known.values():
        if seat.was_there and seat.person_id not in persons:
            seat.mandate.person = seat.person
            belongs.append(seat.mandate)
    return belongs


def _told_words(told: services.Told) -> str:
    words = _("Närvaron är sparad.")
    if told.paid and told.is_again:
        return _("Närvaron är rättad. Det som har ändrats granskas och attesteras igen.")
    if not told.paid:
        return f"{words} {showing.not_paid_words(told.gathering)}" if told.there else words
    more = ngettext(
        "%(count)s uppdrag har kommit in och väntar på attest.",
        "%(count)s uppdrag har kommit in och väntar på attest.",
        told.paid,
    )
    return f"{words} {more % {'count': told.paid}}"
