"""Assignments: the list that an auditor asks for, and what is said of each."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_http_methods, require_safe

from samspel.cases import policies, queries, services
from samspel.cases.enums import AssignmentState
from samspel.cases.models import Assignment
from samspel.cases.queries import AssignmentFilter
from samspel.cases.queries.officials import officials_on
from samspel.cases.web import forms
from samspel.cases.web import tables as columns
from samspel.cases.web.errand import Errand, posted
from samspel.cases.web.fetching import (
    actor_of,
    prepared_assignment,
    prepared_case,
    reported_assignment,
    seen_assignment,
)
from samspel.cases.web.views.case import PAGE, carry
from samspel.cases.web.views.listing import BODY, LATE, MINE, WHICH, chosen
from samspel.kit import errands, exports, filters, tables, web
from samspel.kit.enums import label_of
from samspel.kit.rows import Event, Fact

_ALL, _DONE = "alla", "klara"
_WITHDRAWN = "utgar"


@login_required
@require_safe
def assignments(request: HttpRequest) -> HttpResponse:
    """List what decisions have asked for: who, by when, and what came of it."""
    actor, today = actor_of(request), timezone.localdate()
    bodies = queries.bodies_with_cases(actor, today)
    rows = columns.assignment_rows(
        queries.assignments_visible_to(actor, _asked(request, bodies), on=today), today
    )
    file = exports.export(request, "uppdrag", columns.assignment_columns(), rows)
    if file is not None:
        return file
    words = [("", _("Alla organ")), *((str(body.uuid), body.name) for body in bodies)]
    context = {
        "which": tables.filters(request, WHICH, _choices()),
        "bodies": tables.filters(request, BODY, words) if len(bodies) > 1 else (),
        "today": today,
        "query": tables.saved_view(request),
        "table": tables.table(
            request,
            columns.assignment_columns(),
            rows,
            caption=_("Uppdrag ur beslut"),
            empty=_("Här finns inga uppdrag."),
            per_page=queries.MOST,
        ),
    }
    return web.page(request, "cases/assignments.html", context)


def _choices() -> list[tuple[str, str]]:
    return [
        ("", _("Pågår")),
        (LATE, _("Försenade")),
        (MINE, _("Mina")),
        (_DONE, _("Återrapporterade")),
        (_WITHDRAWN, _("Utgår")),
        (_ALL, _("Alla")),
    ]


def _asked(request: HttpRequest, bodies: list[Any]) -> AssignmentFilter:
    """Read what the address asks for; what goes on, where it asks for nothing."""
    which = request.GET.get(WHICH, "")
    ended = {_DONE: AssignmentState.REPORTED, _WITHDRAWN: AssignmentState.WITHDRAWN}
    return AssignmentFilter(
        body=chosen(request, bodies),
        state=None if which == _ALL else ended.get(which, AssignmentState.OPEN),
        is_mine=which == MINE,
        is_late=which == LATE,
    )


@login_required
@require_safe
def assignment(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Show an assignment with what was said of it."""
    found, actor = seen_assignment(request, uuid), actor_of(request)
    is_open = found.status is AssignmentState.OPEN
    context = {
        "assignment": found,
        "facts": _facts(found),
        "story": _story(found),
        "reports_back": is_open and policies.may_report_back(found, actor),
        "prepares": is_open and policies.may_prepare(found.case, actor),
    }
    return web.page(request, "cases/assignment.html", context)


def _facts(found: Assignment) -> list[Fact]:
    late = _("Försenat") if columns.is_late(found, timezone.localdate()) else ""
    return [
        Fact(_("Läge"), label_of(AssignmentState, found.state), found.withdrawn_reason),
        Fact(_("Vem"), found.owner.name),
        Fact(_("Återrapporteras senast"), filters.day(found.due_on), late),
        Fact(_("Beslut"), filters.hold(found.citation)),
        Fact(_("Återrapporteras till"), found.body.name),
        Fact(
            pgettext("case", "Ärende"),
            f"{found.case.registry_number} {found.case.title}",
            url=reverse("cases:case", args=[found.case.uuid]),
        ),
    ]


def _story(found: Assignment) -> list[Event]:
    """Give what was said of it, newest first, and that it was given."""
    said = [
        Event(each.reported_at, f"{each.reported_by_name}: {each.text}")
        for each in reversed(list(found.reports.all()))
    ]
    return [*said, Event(found.given_at, _("Uppdraget gavs."), clause_heading=found.citation)]


@login_required
@require_http_methods(PAGE)
def give(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Enter an assignment that a decision gives."""
    found = prepared_case(request, uuid)
    form = forms.AssignmentForm(posted(request), people=officials_on(timezone.localdate()))
    return carry(
        request,
        found,
        form,
        lambda at, actor: services.give_assignment(
            found, **form.cleaned_data, at=at, actor=actor
        ),
        heading=_("Nytt uppdrag ur beslut"),
        button=_("Lägg upp uppdraget"),
        say=_("Uppdraget är upplagt, och den som har fått det har fått besked."),
    )


def _carry(
    request: HttpRequest, found: Assignment, form: Any, call: Any, *, say: str, **facts: Any
) -> HttpResponse:
    """Carry an act on an assignment out, and lead back to it."""
    errand = Errand(
        back_label=_("Uppdraget"),
        back_url=reverse("cases:assignment", args=[found.uuid]),
        **facts,
    )
    return errands.carry(request, errand, form, call, say=say)


@login_required
@require_http_methods(PAGE)
def report_back(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Say how it goes with an assignment."""
    found = reported_assignment(request, uuid)
    form = forms.ReportBackForm(posted(request), initial={"version": found.version})
    return _carry(
        request,
        found,
        form,
        lambda at, actor: services.report_back(found, **form.cleaned_data, at=at, actor=actor),
        heading=_("Återrapportera uppdraget"),
        button=_("Återrapportera"),
        lead=found.text,
        say=_("Återrapporten är sparad."),
    )


@login_required
@require_http_methods(PAGE)
def change(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Give an assignment another owner or day."""
    found = prepared_assignment(request, uuid)
    people = officials_on(timezone.localdate())
    if all(person.pk != found.owner_id for person, _title in people):
        people.insert(0, (found.owner, _("har uppdraget nu")))
    initial = {"version": found.version, "owner": found.owner_id, "due_on": found.due_on}
    form = forms.ChangeAssignmentForm(posted(request), initial=initial, people=people)
    return _carry(
        request,
        found,
        form,
        lambda at, actor: services.change_assignment(
            found, **form.cleaned_data, at=at, actor=actor
        ),
        heading=_("Ändra uppdraget"),
        button=_("Spara"),
        say=_("Uppdraget är ändrat."),
    )


@login_required
@require_http_methods(PAGE)
def withdraw(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """End an assignment that is no longer wanted."""
    found = prepared_assignment(request, uuid)
    form = forms.WithdrawForm(posted(request))
    return _carry(
        request,
        found,
        form,
        lambda at, actor: services.withdraw_assignment(
            found, **form.cleaned_data, at=at, actor=actor
        ),
        heading=_("Låt uppdraget utgå"),
        button=_("Låt uppdraget utgå"),
        say=_("Uppdraget utgår."),
    )
