"""The officer's report: begun, written, seen as it will look, reviewed, made ready."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from samspel.cases import policies, queries, services
from samspel.cases.enums import ReportState
from samspel.cases.models import OfficersReport
from samspel.cases.queries.officials import officials_on
from samspel.cases.queries.printing import report_pdf
from samspel.cases.web import forms, showing
from samspel.cases.web.errand import Errand, carry, posted
from samspel.cases.web.fetching import (
    actor_of,
    prepared_case,
    prepared_report,
    reviewed_report,
    seen_report,
)
from samspel.cases.web.views.case import PAGE
from samspel.foundation.dates import local, say_time
from samspel.foundation.refusal import Refused
from samspel.kit import web
from samspel.kit.language import current
from samspel.people.queries import bodies_on

_CONFLICT = 409


@login_required
@require_POST
def begin(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Begin a report from the body's template, or from the last one where there is one."""
    found = prepared_case(request, uuid)
    ready = [each for each in queries.reports_of(found) if each.is_ready]
    return web.act(
        request,
        lambda: services.begin_report(
            found,
            replaces=ready[0] if ready else None,
            at=timezone.now(),
            actor=actor_of(request),
        ),
        lambda begun: reverse("cases:write-report", args=[begun.uuid]),
    )


@login_required
@require_safe
def report(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Show a report as it will look on paper, with what it lacks."""
    found, actor = seen_report(request, uuid), actor_of(request)
    is_reviewer = actor.person_id is not None and actor.person_id == found.reviewer_id
    context = {
        "report": found,
        "case": found.case,
        "state": showing.report_state(found.state),
        "lacks": queries.lacks_in(found),
        "prepares": policies.may_prepare(found.case, actor) and not found.is_ready,
        "reviews": is_reviewer and found.status is ReportState.IN_REVIEW,
        "in_review": found.status is ReportState.IN_REVIEW,
        "today": timezone.localdate(),
    }
    return web.page(request, "cases/report.html", context)


@login_required
@require_safe
def file(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Give a report as a PDF; one that is not ready says that it is a draft."""
    found = seen_report(request, uuid)
    content = report_pdf(found, case=found.case, at=timezone.now())
    name = f"Tjänsteskrivelse {found.case.registry_number}.pdf"
    return web.download(content, name, "application/pdf", inline=True)


def _form(request: HttpRequest, found: OfficersReport) -> forms.ReportForm:
    bodies = bodies_on(timezone.localdate())
    return forms.ReportForm(posted(request), report=found, bodies=bodies)


@login_required
@require_http_methods(PAGE)
def write(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Write in a report; what is written is also saved by itself."""
    found = prepared_report(request, uuid)
    if found.is_ready:
        return redirect(_page_of(found))
    form = _form(request, found)
    errand = Errand(
        heading=_("Tjänsteskrivelse"),
        button=_("Spara och förhandsgranska"),
        back_label=found.case.registry_number,
        back_url=reverse("cases:case", args=[found.case.uuid]),
        template="cases/write_report.html",
        more={"report": found, "case": found.case},
    )
    return carry(
        request,
        errand,
        form,
        lambda at, actor: services.write_report(found, **form.written, at=at, actor=actor),
        to=_page_of(found),
        say="",
    )


@login_required
@require_POST
def autosave(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Save what is being written; 409 where somebody else has saved in between."""
    found = prepared_report(request, uuid)
    form = _form(request, found)
    if not form.is_valid():
        return HttpResponse(status=422)
    now = timezone.now()
    try:
        kept = services.write_report(found, **form.written, at=now, actor=actor_of(request))
    except Refused:
        return HttpResponse(status=_CONFLICT)
    response = HttpResponse(status=204)
    response["X-Saved-At"] = say_time(local(now), current())
    response["X-Versions"] = f"report={kept.version}"
    return response


def _carry(
    request: HttpRequest, found: OfficersReport, form: Any, call: Any, *, say: str, **facts: Any
) -> HttpResponse:
    """Carry an act on a report out, and lead back to it."""
    errand = Errand(back_label=_("Tjänsteskrivelse"), back_url=_page_of(found), **facts)
    return carry(request, errand, form, call, say=say)


@login_required
@require_http_methods(PAGE)
def review(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Leave a report to somebody to review."""
    found = prepared_report(request, uuid)
    people = [
        each for each in officials_on(timezone.localdate()) if each[0].pk != found.writer_id
    ]
    form = forms.ReviewForm(posted(request), initial={"version": found.version}, people=people)
    return _carry(
        request,
        found,
        form,
        lambda at, actor: services.send_for_review(
            found, **form.cleaned_data, at=at, actor=actor
        ),
        heading=_("Lämna till granskning"),
        button=_("Lämna till granskning"),
        say=_("Tjänsteskrivelsen är lämnad till granskning."),
    )


@login_required
@require_http_methods(PAGE)
def send_back(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Give a report back to its writer with a remark."""
    found = reviewed_report(request, uuid)
    form = forms.RemarkForm(posted(request), initial={"version": found.version})
    return _carry(
        request,
        found,
        form,
        lambda at, actor: services.send_back(found, **form.cleaned_data, at=at, actor=actor),
        heading=_("Lämna tillbaka till handläggaren"),
        button=_("Lämna tillbaka"),
        say=_("Tjänsteskrivelsen är tillbaka hos handläggaren."),
    )


@login_required
@require_http_methods(PAGE)
def finish(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Make a report ready."""
    found = reviewed_report(request, uuid)
    form = forms.VersionForm(posted(request), initial={"version": found.version})
    return _carry(
        request,
        found,
        form,
        lambda at, actor: services.finish_report(
            found, **form.cleaned_data, at=at, actor=actor
        ),
        heading=_("Gör tjänsteskrivelsen klar"),
        button=_("Gör klar"),
        lead=_(
            "Tjänsteskrivelsen dateras i dag, låses och blir en handling i ärendet. Efter det "
            "ändras den aldrig; en ny tjänsteskrivelse får i så fall ersätta den."
        ),
        say=_("Tjänsteskrivelsen är klar och ligger bland ärendets handlingar."),
    )


def _page_of(found: OfficersReport) -> str:
    return reverse("cases:report", args=[found.uuid])
