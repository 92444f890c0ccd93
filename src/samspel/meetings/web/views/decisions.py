"""Decisions: the list, one decision, and to enter and correct them."""

from __future__ import annotations

from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from samspel.kit import exports, tables, web
from samspel.kit.enums import label_of
from samspel.kit.filters import date_short, paragraphs
from samspel.kit.rows import Fact
from samspel.meetings import policies, queries, services
from samspel.meetings.enums import DecisionKind
from samspel.meetings.models import Decision
from samspel.meetings.queries.duties import standing_of, why_not_appealed
from samspel.meetings.queries.sight import seen_decisions
from samspel.meetings.web import forms
from samspel.meetings.web import tables as columns
from samspel.meetings.web.errand import Errand, carry, posted
from samspel.meetings.web.fetching import actor_of, kept_body, kept_decision, seen_decision
from samspel.meetings.web.views.listing import body_filter, chosen_body

_PAGE = ["GET", "HEAD", "POST"]


@login_required
@require_safe
def decisions(request: HttpRequest) -> HttpResponse:
    """List the decisions of the bodies that the viewer reads."""
    actor, today = actor_of(request), timezone.localdate()
    bodies = queries.bodies_read_by(actor, today)
    body = chosen_body(request, bodies)
    shown = [body] if body else bodies
    found = queries.decisions_standing().filter(seen_decisions(actor), body__in=shown)[:1000]
    rows = columns.decision_rows(found)
    file = exports.export(request, "beslut", columns.decision_columns(), rows)
    if file is not None:
        return file
    kept = queries.bodies_kept_by(actor, today)
    context = {
        "bodies": body_filter(request, bodies),
        "kept": [each for each in kept if body is None or each.pk == body.pk],
        "query": tables.saved_view(request),
        "table": tables.table(
            request,
            columns.decision_columns(),
            rows,
            caption=_("Beslut"),
            empty=_("Här finns inga beslut införda än."),
        ),
    }
    return web.page(request, "meetings/decisions.html", context)


@login_required
@require_safe
def decision(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Show one decision, and what it corrects or was corrected by."""
    found = seen_decision(request, uuid)
    context = {
        "decision": found,
        "facts": _facts(found),
        "keeps": policies.may_keep(found.body_id, actor_of(request)) and found.stands,
        "newer": getattr(found, "replaced_by", None),
        "ordinance": getattr(found, "ordinance", None),
    }
    return web.page(request, "meetings/decision.html", context)


def _facts(found: Decision) -> list[Fact]:
    facts = [
        Fact(_("Vad det handlar om"), label_of(DecisionKind, found.kind)),
        Fact(_("Beslut"), paragraphs(found.text)),
        Fact(
            _("Infört"),
            date_short(timezone.localdate(found.entered_at)),
            found.entered_by.name if found.entered_by else "",
        ),
    ]
    if found.replaces is not None:
        address = reverse("meetings:decision", args=[found.replaces.uuid])
        facts.append(Fact(_("Rättar"), found.correction_reason, "", address))
    if found.stands:
        standing = standing_of(found)
        facts.append(Fact(_("Verkställighet"), _(standing.state.label), standing.reason))
        if not_appealed := why_not_appealed(found):
            facts.append(Fact(_("Överklagande"), not_appealed))
    known = getattr(found, "ordinance", None)
    if known is not None:
        until = date_short(known.valid_to) if known.valid_to else ""
        ended = _("Upphör att gälla %(day)s.") % {"day": until} if until else ""
        facts.append(Fact(_("Föreskrift"), known.title, ended, reverse("portal:ordinances")))
    return facts


@login_required
@require_http_methods(_PAGE)
def record(request: HttpRequest, body: UUID) -> HttpResponse:
    """Enter a decision."""
    found = kept_body(request, body)
    form = forms.DecisionForm(posted(request))
    errand = Errand(
        heading=_("För in ett beslut"),
        button=_("För in beslutet"),
        lead=_(
            "Skriv av det justerade protokollet. Ett infört beslut ändras aldrig, bara rättas."
        ),
        back_label=_("Beslut"),
        back_url=reverse("meetings:decisions") + f"?organ={found.uuid}",
    )
    return carry(
        request,
        errand,
        form,
        lambda at, actor: services.record_decision(
            found, **form.cleaned_data, at=at, actor=actor
        ),
        to=_page_of,
        say=_("Beslutet är infört."),
    )


@login_required
@require_http_methods(_PAGE)
def correct(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Correct a decision that was entered wrong."""
    found = kept_decision(request, uuid)
    form = forms.CorrectionForm(posted(request), initial=forms.CorrectionForm.values_of(found))
    errand = Errand(
        heading=_("Rätta beslutet"),
        button=_("För in rättelsen"),
        lead=_("Det gamla blir kvar och visar vad det ersattes av."),
        back_label=found.citation,
        back_url=_page_of(found),
    )
    return carry(
        request,
        errand,
        form,
        lambda at, actor: services.correct_decision(
            found, **form.cleaned_data, at=at, actor=actor
        ),
        to=_page_of,
        say=_("Beslutet är rättat."),
    )


def _page_of(found: Decision) -> str:
    return reverse("meetings:decision", args=[found.uuid])
