"""Before the visit: the unit's manager writes, the visitor reads and confirms the conduct."""

from __future__ import annotations

from dataclasses import replace
from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from samspel.foundation.dates import say_time
from samspel.foundation.refusal import NotAllowed, Refused
from samspel.kit import web
from samspel.kit.language import current
from samspel.rulebooks.errors import ReasonNeeded, RuleStops
from samspel.rulebooks.queries import Judgement
from samspel.visits import policies, services
from samspel.visits.addresses import preparation_url
from samspel.visits.models import Visit
from samspel.visits.queries.unit_page import page_sections
from samspel.visits.web.clauses import LaidDown
from samspel.visits.web.doors import PAGE, actor_of, reason_of, require, seen_in_short
from samspel.visits.web.forms.reports import ConfirmForm
from samspel.visits.web.saving import Clash, Saved, answer_to_autosave, sent_sections
from samspel.visits.web.showing import preparation as shown
from samspel.visits.web.showing.report import joined

READY = "klar"


def _visit(request: HttpRequest, uuid: UUID) -> Visit:
    """Give the visit for those who may know where and when it is."""
    visit = seen_in_short(request, uuid)
    require(policies.sees_place(visit, actor_of(request)), policies.ONLY_THOSE_CONCERNED)
    return visit


@login_required
@never_cache
@require_http_methods(PAGE)
def preparation(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Show the page before the visit; sent, what the unit has written is saved."""
    visit = _visit(request, uuid)
    if request.method != "POST":
        return _show(request, visit)
    require(policies.may_write_preparation(visit, actor_of(request)), policies.ONLY_UNIT)
    try:
        saved = _save(request, visit)
    except Refused as refusal:
        return _show(request, visit, refusal=refusal)
    if saved.conflicts:
        return _show(request, visit, conflicts=saved.conflicts)
    if request.POST.get(READY):
        return _ready(request, visit)
    return web.act(request, lambda: None, preparation_url(uuid), _("Det du skrev är sparat."))


def _ready(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Tell the visitors that the page is ready; or show what the rules say against it."""
    try:
        services.mark_preparation_ready(
            visit, actor=actor_of(request), at=timezone.now(), reason=reason_of(request)
        )
    except (RuleStops, ReasonNeeded) as refusal:
        return _show(request, visit, refusal=refusal, judgement=refusal.judgement)
    except Refused as refusal:
        return _show(request, visit, refusal=refusal)
    said = _("Besökarna har fått besked om att sidan är klar.")
    return web.act(request, lambda: None, preparation_url(visit.uuid), said)


def _save(request: HttpRequest, visit: Visit) -> Saved:
    """Save what was sent of the unit's page."""
    saved = Saved()
    named = LaidDown(visit, "visit.prepare").value("preparation.unit_sections")
    for key, text, version in sent_sections(
        request, [each.key for each in page_sections(named)]
    ):
        outcome = services.save_preparation(
            visit,
            key=key,
            text=text,
            version=version,
            actor=actor_of(request),
            at=timezone.now(),
        )
        saved.add(key, outcome.version, outcome.conflict)
    return saved


@login_required
@require_POST
def save(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Save what the page sends by itself while somebody writes."""
    visit = _visit(request, uuid)
    require(policies.may_write_preparation(visit, actor_of(request)), policies.ONLY_UNIT)
    try:
        saved = _save(request, visit)
    except Refused as refusal:
        status = 403 if isinstance(refusal, NotAllowed) else web.UNPROCESSABLE
        return JsonResponse({"say": web.refusal_text(refusal)}, status=status)
    return answer_to_autosave(saved, say_time(timezone.now(), current()))


@login_required
@require_POST
def confirm(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Confirm, for oneself, the points of conduct."""
    visit, actor = _visit(request, uuid), actor_of(request)
    require(policies.may_confirm_conduct(visit, actor), policies.ONLY_VISITORS)
    form = ConfirmForm(request.POST)
    return web.act(
        request,
        lambda: services.confirm_conduct(
            visit, secrecy=form.cleaned_data["secrecy"], actor=actor, at=timezone.now()
        ),
        preparation_url(uuid),
        _("Du har bekräftat förhållningssättet."),
        form=form,
        again=lambda: _show(
            request, visit, wrong=" ".join(str(each) for each in form.non_field_errors())
        ),
    )


def _show(
    request: HttpRequest,
    visit: Visit,
    *,
    refusal: Refused | None = None,
    judgement: Judgement | None = None,
    conflicts: list[Clash] | None = None,
    wrong: str = "",
) -> HttpResponse:
    """Draw the page; refused, with what was written still there."""
    context = shown.context(visit, actor_of(request), timezone.now())
    context |= {"judgement": judgement, "reason": reason_of(request)}
    context["refusal"] = web.refusal_text(refusal) if refusal and not judgement else wrong
    context["sections"] = [
        _as_sent(request, each, refusal, conflicts or []) for each in context["sections"]
    ]
    context["back_url"] = reverse("visits:visit", args=[visit.uuid])
    status = 200
    if refusal is not None or conflicts or wrong:
        status = 403 if isinstance(refusal, NotAllowed) else web.UNPROCESSABLE
    return web.page(request, "visits/preparation.html", context, status=status)


def _as_sent(
    request: HttpRequest, page: shown.Page, refusal: Refused | None, conflicts: list[Clash]
) -> shown.Page:
    """Give a section with what was sent; both texts where somebody else saved in between."""
    for clash in conflicts:
        if clash.key == page.key:
            given: Any = clash.conflict
            return replace(
                page,
                text=joined(given.theirs, given.yours),
                theirs=given.theirs,
                mine=given.yours,
                their_name=given.their_name,
            )
    sent = request.POST.get(f"text-{page.key}")
    return replace(page, text=sent) if refusal is not None and sent is not None else page
