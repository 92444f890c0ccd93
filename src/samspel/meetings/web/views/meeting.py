"""A meeting's own page, and the acts on it: the notice, held, cancelled."""

from __future__ import annotations

from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from samspel.kit import web
from samspel.meetings import policies, queries, services
from samspel.meetings.enums import ItemState
from samspel.meetings.queries.duties import announcing_advice
from samspel.meetings.queries.minutes import minutes_of
from samspel.meetings.queries.news import is_elected_to
from samspel.meetings.services import packing
from samspel.meetings.web import forms, showing
from samspel.meetings.web.errand import carry, errand_at, posted
from samspel.meetings.web.fetching import actor_of, kept_meeting, seen_meeting


@login_required
@require_safe
def meeting(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Show a meeting with as much of its agenda as the viewer may see."""
    found, actor = seen_meeting(request, uuid), actor_of(request)
    agenda = queries.whole_agenda_visible_to(actor, found)
    reads = queries.reads_body(actor, found.body_id)
    lines = [showing.agenda_row(line, found.dispatched_at) for line in agenda.lines]
    going_on = found.is_ahead and any(line.paragraph for line in lines)
    context = {
        "meeting": found,
        "facts": showing.meeting_facts(found, is_going_on=going_on),
        "lines": lines,
        "departures": agenda.departures,
        "waiting": agenda.waiting if found.is_ahead else (),
        "reads": reads,
        "keeps": policies.may_keep(found.body_id, actor),
        "has_begun": found.starts_at <= timezone.now(),
        "leads": policies.may_lead(found.body_id, actor),
        "is_elected": is_elected_to(actor, found.body_id),
    }
    context["minutes"] = minutes_of(found, actor)
    return web.page(request, "meetings/meeting.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def dispatch(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Send the notice."""
    found = kept_meeting(request, uuid)
    form = forms.VersionForm(posted(request), initial={"version": found.version})
    lead = _(
        "Ledamöter och ersättare får besked med en länk och en kalenderinbjudan. "
        "Nya ärenden hamnar därefter på mötet efter detta."
    )
    errand = errand_at(
        found,
        heading=_("Skicka kallelsen"),
        button=_("Skicka kallelsen"),
        lead=f"{lead} {announcing_advice(found, timezone.localdate())}".strip(),
        points=showing.item_titles(found),
    )
    return carry(
        request,
        errand,
        form,
        lambda at, actor: packing.send_notice(
            found, at=at, actor=actor, version=form.cleaned_data["version"]
        ),
        say=_("Kallelsen är skickad."),
    )


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def hold(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Note that the meeting has been held."""
    found = kept_meeting(request, uuid)
    form = forms.VersionForm(posted(request), initial={"version": found.version})
    errand = errand_at(
        found,
        heading=_("Avsluta mötet"),
        button=_("Avsluta mötet"),
        lead=_(
            "Ärenden som inte är införda som behandlade går vidare till nästa möte. "
            "De här är inte behandlade än:"
        ),
        points=showing.item_titles(found, ItemState.PLACED),
    )
    return carry(
        request,
        errand,
        form,
        lambda at, actor: services.hold_meeting(
            found, at=at, actor=actor, version=form.cleaned_data["version"]
        ),
        say=_("Mötet är avslutat."),
    )


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def cancel(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Cancel the meeting."""
    found = kept_meeting(request, uuid)
    form = forms.CancelForm(posted(request), initial={"version": found.version})
    errand = errand_at(
        found,
        heading=_("Ställ in mötet"),
        button=_("Ställ in mötet"),
        lead=_(
            "Ledamöter, ersättare och inbjudna får besked. Ärendena går vidare till nästa "
            "möte som tar emot handlingar, eller väntar tills ett är planerat:"
        ),
        points=showing.item_titles(found, ItemState.PLACED),
    )
    return carry(
        request,
        errand,
        form,
        lambda at, actor: services.cancel_meeting(
            found, at=at, actor=actor, **form.cleaned_data
        ),
        say=_("Mötet är inställt."),
    )
