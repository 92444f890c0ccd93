"""Pages of planning: one meeting, a year's, moved, the deadline, a body's settings."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from samspel.foundation import dates
from samspel.kit import web
from samspel.kit.language import current
from samspel.meetings import queries, services
from samspel.meetings.calculation import SeriesDay, chain_of
from samspel.meetings.models import BodyMeetingSettings, Meeting
from samspel.meetings.web import forms
from samspel.meetings.web.errand import carry, carry_out, errand_at, errand_of, posted
from samspel.meetings.web.fetching import actor_of, kept_body, kept_meeting
from samspel.people.models import Body

_PAGE = ["GET", "HEAD", "POST"]


@login_required
@require_http_methods(_PAGE)
def plan(request: HttpRequest, body: UUID) -> HttpResponse:
    """Plan one meeting."""
    found = kept_body(request, body)
    usual = queries.meeting_settings_of(found)
    form = forms.MeetingForm(
        posted(request), initial=_usual(usual, is_ordinary="extra" not in request.GET)
    )
    errand = errand_of(
        found,
        heading=_("Planera ett möte"),
        button=_("Planera mötet"),
        template="meetings/plan.html",
        opens=True,
        more={"body": found, "usual": usual},
    )
    return carry(
        request,
        errand,
        form,
        lambda at, actor: services.plan_meeting(
            found,
            **form.times,
            is_ordinary=form.cleaned_data["is_ordinary"],
            at=at,
            actor=actor,
        ),
        to=_page_of,
        say=_("Mötet är planerat."),
    )


@login_required
@require_http_methods(_PAGE)
def move(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Move a meeting in time or place."""
    found = kept_meeting(request, uuid)
    form = forms.MeetingForm(posted(request), initial=forms.MeetingForm.values_of(found))
    del form.fields["is_ordinary"]
    errand = errand_at(
        found,
        heading=_("Flytta mötet"),
        button=_("Flytta mötet"),
        lead=_(
            "Ärendena följer med, och ledamöter, ersättare och inbjudna får besked. "
            "Sista dag för handlingar räknas om."
        ),
    )
    return carry(
        request,
        errand,
        form,
        lambda at, actor: services.move_meeting(
            found, **form.times, at=at, actor=actor, version=form.cleaned_data["version"]
        ),
        to=_page_of,
        say=_("Mötet är flyttat."),
    )


@login_required
@require_http_methods(_PAGE)
def deadline(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Change the last moment when papers are taken in."""
    found = kept_meeting(request, uuid)
    now = dates.local(found.dispatch_deadline_at)
    form = forms.DeadlineForm(
        posted(request),
        initial={
            "deadline_day": now.date(),
            "deadline_time": now.time(),
            "version": found.version,
        },
    )
    errand = errand_at(
        found,
        heading=_("Ändra sista dag för handlingar"),
        button=_("Ändra sista dag"),
        lead=_("Ärenden som väntar på möte hamnar på det här mötet om de hinner."),
    )
    return carry(
        request,
        errand,
        form,
        lambda at, actor: services.change_deadline(
            found,
            dispatch_deadline_at=form.cleaned_data["dispatch_deadline_at"],
            at=at,
            actor=actor,
            version=form.cleaned_data["version"],
        ),
        to=_page_of,
        say=_("Sista dag för handlingar är ändrad."),
    )


@login_required
@require_http_methods(_PAGE)
def plan_year(request: HttpRequest, body: UUID) -> HttpResponse:
    """Plan a year's meetings: first the rhythm, then the days it gives, to choose among."""
    found = kept_body(request, body)
    usual = queries.meeting_settings_of(found)
    rhythm = forms.YearForm(
        request.GET if "year" in request.GET else None, initial=_year_usual(usual)
    )
    if not rhythm.is_bound or not rhythm.is_valid():
        errand = errand_of(
            found,
            heading=_("Planera ett år"),
            button=_("Visa dagarna"),
            template="meetings/rhythm.html",
        )
        status = 422 if rhythm.is_bound else 200
        return web.page(request, errand.template, {"errand": errand, "form": rhythm}, status)
    return _choose_days(request, found, usual, rhythm)


def _choose_days(
    request: HttpRequest, body: Body, usual: BodyMeetingSettings, rhythm: forms.YearForm
) -> HttpResponse:
    """Show the days that a rhythm gives, and plan those that are chosen."""
    days = rhythm.days
    initial = {name: rhythm.cleaned_data[name] for name in ("start", "end", "place")}
    form = forms.YearPlanForm(
        posted(request),
        initial={**initial, "days": [each.day.isoformat() for each in days]},
        days=[(each.day.isoformat(), _words_of(each, usual)) for each in days],
    )
    errand = errand_of(
        body,
        heading=_("Välj dagar"),
        button=_("Planera mötena"),
        lead=_(
            "Ta bort markeringen för de dagar som inte ska vara med. Efter varje dag står när "
            "handlingarna ska vara inne, kallelsen gå ut och protokollet vara justerat, senast."
        ),
    )
    return carry(
        request,
        errand,
        form,
        lambda at, actor: services.plan_year(body, **form.cleaned_data, at=at, actor=actor),
        to=errand.back_url,
        say=lambda made: (
            ngettext("%(count)s möte är planerat.", "%(count)s möten är planerade.", len(made))
            % {"count": len(made)}
        ),
    )


def _words_of(each: SeriesDay, usual: BodyMeetingSettings) -> str:
    """Say a day of the series, its chain of deadlines, and why it is not the usual day."""
    chain, lang = chain_of(each.day, usual.rule), current()
    said = _(
        "%(day)s: handlingar %(deadline)s, kallelse %(notice)s, protokollet justerat %(approval)s"
    ) % {
        "day": dates.say_day_long(each.day, lang),
        "deadline": dates.say_day_short(chain.dispatch_on, lang),
        "notice": dates.say_day_short(chain.notice_on, lang),
        "approval": dates.say_day_short(chain.approval_on, lang),
    }
    if chain.presidium_on is not None:
        presidium = dates.say_day_short(chain.presidium_on, lang)
        said += ", " + _("presidiet %(day)s") % {"day": presidium}
    if each.moved_from is None:
        return said
    moved = _("flyttat från %(day)s (%(why)s)") % {
        "day": dates.say_day_short(each.moved_from, current()),
        "why": _(each.because),
    }
    return f"{said}, {moved}"


@login_required
@require_http_methods(_PAGE)
def settings(request: HttpRequest, body: UUID) -> HttpResponse:
    """Change a body's settings."""
    found = kept_body(request, body)
    usual = queries.meeting_settings_of(found)
    form = forms.SettingsForm(
        posted(request),
        initial=forms.SettingsForm.values_of(usual),
        on=timezone.localdate(),
    )
    errand = errand_of(
        found,
        heading=_("Inställningar för möten"),
        button=_("Spara inställningarna"),
        lead=_("Möten som redan är planerade behåller sina dagar."),
    )
    return carry_out(
        request,
        errand,
        form,
        lambda: services.change_settings(
            found, on=timezone.localdate(), actor=actor_of(request), **form.cleaned_data
        ),
        to=errand.back_url,
        say=_("Inställningarna är sparade."),
    )


def _page_of(meeting: Meeting) -> str:
    return reverse("meetings:meeting", args=[meeting.uuid])


def _usual(settings: BodyMeetingSettings, **more: Any) -> dict[str, Any]:
    return {
        "start": settings.usual_start,
        "end": settings.usual_end,
        "place": settings.usual_place,
        **more,
    }


def _year_usual(settings: BodyMeetingSettings) -> dict[str, Any]:
    """Suggest next year, and July without a meeting."""
    year = timezone.localdate().year + 1
    return _usual(settings, year=year, weekday=1, week=2, skip=[7])
