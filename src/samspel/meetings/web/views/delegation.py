"""Decisions on delegation: the numbered list, and the chair's own page to decide."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from samspel.foundation.dates import say_day_long
from samspel.foundation.numbers import whole
from samspel.kit import exports, tables, web
from samspel.kit.language import current
from samspel.meetings import policies, queries, services
from samspel.meetings.drafts import draft_for
from samspel.meetings.models import DelegatedDecision
from samspel.meetings.web import forms
from samspel.meetings.web import tables as columns
from samspel.meetings.web.errand import Errand, carry, posted
from samspel.meetings.web.fetching import actor_of, deciding_body
from samspel.meetings.web.views.listing import body_filter, chosen_body
from samspel.people.models import Body

if TYPE_CHECKING:
    from samspel.audit.actors import Actor

YEAR = "ar"


@login_required
@require_safe
def delegated(request: HttpRequest) -> HttpResponse:
    """List a body's decisions on delegation of a year, in their numbers' order."""
    actor = actor_of(request)
    bodies = queries.bodies_read_by(actor, timezone.localdate())
    body = chosen_body(request, bodies) or _nearest(bodies, actor)
    years = queries.delegated_years(body) if body else []
    year = _asked_year(request, years)
    found = queries.delegated_decisions_of(body, year) if body else []
    rows = columns.delegated_rows(found)
    file = exports.export(request, "delegationsbeslut", columns.delegated_columns(), rows)
    if file is not None:
        return file
    context = {
        "bodies": body_filter(request, bodies)[1:],
        "body": body,
        "year": year,
        "years": tables.filters(request, YEAR, [(str(each), str(each)) for each in years]),
        "decides": body is not None and policies.may_decide_on_delegation(body.pk, actor),
        "query": tables.saved_view(request),
        "table": tables.table(
            request,
            columns.delegated_columns(),
            rows,
            caption=_("Delegationsbeslut"),
            empty=_("Inga beslut har fattats på delegation det här året."),
        ),
    }
    return web.page(request, "meetings/delegated.html", context)


def _nearest(bodies: list[Body], actor: Actor) -> Body | None:
    """Give the body that the viewer comes for: where they decide, else where some are taken."""
    if len(bodies) < 2:
        return next(iter(bodies), None)
    own = [each for each in bodies if policies.may_decide_on_delegation(each.pk, actor)]
    if own:
        return own[0]
    deciding = queries.bodies_with_delegated_decisions()
    return next((each for each in bodies if each.pk in deciding), bodies[0])


def _asked_year(request: HttpRequest, years: list[int]) -> int:
    asked = whole(request.GET.get(YEAR, ""))
    if asked in years:
        return asked
    return years[0] if years else timezone.localdate().year


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def decide(request: HttpRequest, body: UUID) -> HttpResponse:
    """Decide on the body's behalf; what another module has drafted is filled in."""
    found = deciding_body(request, body)
    form = forms.DelegatedDecisionForm(posted(request), initial=_draft(request, found))
    errand = Errand(
        heading=_("Besluta på delegation"),
        button=_("Besluta"),
        lead=_("Beslutet får ett nummer och anmäls på nästa möte."),
        back_label=_("Delegationsbeslut"),
        back_url=reverse("meetings:delegated") + f"?organ={found.uuid}",
    )
    return carry(
        request,
        errand,
        form,
        lambda at, actor: services.decide_on_delegation(
            found, **form.cleaned_data, at=at, actor=actor
        ),
        to=errand.back_url,
        say=_receipt,
    )


def _draft(request: HttpRequest, body: Body) -> dict[str, Any]:
    """Fill in what a module has drafted under the reference, or what the address says."""
    reference = request.GET.get("galler", "")
    draft = draft_for(reference, body, actor_of(request)) if reference else None
    if draft is None:
        names = {"subject": "rubrik", "text": "text", "ground": "grund"}
        return {field: request.GET.get(name, "") for field, name in names.items()}
    return {
        "subject": draft.subject,
        "text": draft.text,
        "ground": draft.ground,
        "reference": reference,
    }


def _receipt(decision: DelegatedDecision) -> str:
    """Say the number, and where the decision is reported."""
    said = _("Beslutet är fattat och har nummer %(label)s.") % {"label": decision.label}
    meeting = decision.item.meeting if decision.item else None
    if meeting is None:
        return f"{said} " + _("Det anmäls när nästa möte är planerat.")
    return f"{said} " + _("Det anmäls på mötet %(day)s.") % {
        "day": say_day_long(meeting.day, current())
    }
