"""Visits beyond the usual number: asked for, and decided by the chair in two taps."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_http_methods, require_POST

from samspel.foundation.dates import local_day
from samspel.foundation.numbers import whole
from samspel.kit import web
from samspel.kit.enums import label_of
from samspel.kit.filters import today
from samspel.kit.rows import Fact
from samspel.people.models import Person
from samspel.people.queries import name_at_place
from samspel.rulebooks.errors import ReasonNeeded, RuleStops
from samspel.rulebooks.queries import Judgement
from samspel.rules.errors import NoRuleInForce
from samspel.visits import policies, services
from samspel.visits.addresses import extra_url, visit_url
from samspel.visits.enums import RequestState
from samspel.visits.facts import Place
from samspel.visits.models import ExtraVisitRequest, Visit
from samspel.visits.queries.page import reckoned_day
from samspel.visits.queries.quotas import quota_of
from samspel.visits.web.doors import (
    PAGE,
    actor_of,
    found,
    posted,
    reason_of,
    require,
    seen_request,
    seen_visit,
)
from samspel.visits.web.errand import carry_out
from samspel.visits.web.forms.visit import DecideForm, WhyForm
from samspel.visits.web.showing.facts import QuotaShown, drawn
from samspel.visits.web.showing.story import story_of
from samspel.visits.web.views.answers import errand_on
from samspel.visits.web.words import span_words


@login_required
@require_http_methods(PAGE)
def request_extra(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Ask the chair for a visit beyond the usual number."""
    one, actor = seen_visit(request, uuid), actor_of(request)
    require(policies.is_coming(one, actor), policies.ONLY_ONESELF)
    year = _year(request, one)
    form = WhyForm(posted(request), initial={"why": _prefilled(one)})
    lead = _("Ordföranden får frågan direkt och beslutar på delegation. Du får besked.")
    return carry_out(
        request,
        errand_on(one, _("Be ordföranden om beslut"), _("Skicka frågan"), lead),
        form,
        lambda: services.request_extra_visit(
            person=found(Person, _own_uuid(one, actor.person_id)),
            operation=one.operation,
            year=year,
            visit=one,
            why=form.cleaned_data["why"],
            actor=actor,
            at=timezone.now(),
        ),
        to=visit_url(one.uuid),
        say=_("Ordföranden har fått frågan. Du får besked när det är beslutat."),
    )


def _own_uuid(visit: Visit, person_id: int | None) -> UUID:
    own = next(each for each in visit.visitors.all() if each.person_id == person_id)
    return own.person.uuid


def _year(request: HttpRequest, visit: Visit) -> int:
    """Give the year that the address asks about, if the visit has a time in it."""
    asked = whole(request.GET.get("ar", ""))
    times = [each.starts_at for each in visit.options.all()]
    years = {local_day(each).year for each in (*times, visit.starts_at) if each is not None}
    return asked if asked in years else reckoned_day(visit).year


def _prefilled(visit: Visit) -> str:
    """Begin the question: most need not add anything."""
    return _("Enheten har bjudit in mig till ett besök till: %(place)s.") % {
        "place": visit.where
    }


@login_required
@require_http_methods(PAGE)
def extra(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Show a question to the chair; the chair decides here."""
    one, actor = seen_request(request, uuid), actor_of(request)
    form = DecideForm(posted(request))
    stopped: list[Judgement] = []
    if request.method != "POST":
        return _shown(request, one, form)
    require(policies.may_decide_extra(one, actor), policies.ONLY_CHAIR)

    def attempt() -> ExtraVisitRequest:
        try:
            return services.decide_extra_visit(
                one,
                grant=form.grants,
                note=form.cleaned_data["note"],
                actor=actor,
                at=timezone.now(),
                reason=reason_of(request),
            )
        except (RuleStops, ReasonNeeded) as refusal:
            stopped.append(refusal.judgement)
            raise

    return web.act(
        request,
        attempt,
        extra_url(one.uuid),
        _decided_words,
        form=form,
        again=lambda: _shown(
            request, seen_request(request, uuid), form, judgement=next(iter(stopped), None)
        ),
    )


def _decided_words(decided: ExtraVisitRequest) -> str:
    number = decided.delegated_decision.label if decided.delegated_decision else ""
    if decided.state == RequestState.GRANTED:
        said = _("Du har beslutat om det extra besöket. Beslutet har nummer %(number)s.")
    else:
        said = _("Du har sagt nej till det extra besöket. Beslutet har nummer %(number)s.")
    return said % {"number": number}


def _shown(
    request: HttpRequest,
    one: ExtraVisitRequest,
    form: DecideForm,
    judgement: Judgement | None = None,
) -> HttpResponse:
    actor = actor_of(request)
    is_open = one.state == RequestState.ASKED
    context = {
        "extra": one,
        "form": form,
        "judgement": judgement,
        "reason": reason_of(request),
        "name": name_at_place(one.person, actor),
        "facts": _facts(one, actor),
        "quota": _quota(one),
        "decides": is_open and policies.may_decide_extra(one, actor),
        "withdraws": is_open and policies.may_withdraw_extra(one, actor),
        "state": label_of(RequestState, one.state),
        "story": story_of(one),
    }
    return web.page(request, "visits/extra.html", context)


def _quota(one: ExtraVisitRequest) -> QuotaShown | None:
    """Give how many visits the person has in the year, and the clause on more than that."""
    place = Place(one.operation, one.visit.unit if one.visit else None)
    try:
        quota = quota_of(one.person, place, body_id=one.body_id, year=one.year, today=today())
    except NoRuleInForce:
        return None
    return drawn(quota, today(), of_another=True)


def _facts(one: ExtraVisitRequest, actor: Any) -> list[Fact]:
    facts = [
        Fact(_("Vem"), name_at_place(one.person, actor)),
        Fact(_("Verksamhet"), one.operation.name),
        Fact(_("År"), str(one.year)),
    ]
    visit = one.visit
    if visit is not None and policies.sees_place(visit, actor):
        times = [(visit.starts_at, visit.ends_at)] if visit.starts_at else []
        offered = times or [(each.starts_at, each.ends_at) for each in visit.options.all()]
        words = [span_words(start, end) for start, end in offered if start and end]
        facts.append(
            Fact(pgettext("one", "Besök"), visit.where, "; ".join(words), visit_url(visit.uuid))
        )
    if one.reason:
        facts.append(Fact(_("Varför"), one.reason))
    decision = one.delegated_decision
    if decision is not None:
        address = reverse("meetings:delegated") + f"?organ={one.body.uuid}&ar={decision.year}"
        facts.append(Fact(_("Delegationsbeslut"), decision.label, decision.text, address))
    return facts


@login_required
@require_POST
def withdraw_extra(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Take a question back before it is decided."""
    one = seen_request(request, uuid)
    form = WhyForm(request.POST)
    form.fields.clear()
    return web.act(
        request,
        lambda: services.withdraw_extra_request(
            one, actor=actor_of(request), at=timezone.now()
        ),
        extra_url(one.uuid),
        _("Frågan är återtagen."),
        form=form,
        again=lambda: _shown(request, seen_request(request, uuid), DecideForm()),
    )
