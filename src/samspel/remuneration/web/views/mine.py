"""The elected person's own pages: the year's duties with fee and reason, and each of them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from functools import partial
from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from samspel.audit.actors import Actor
from samspel.kit import tables, web
from samspel.kit.filters import kronor
from samspel.people.models import Body
from samspel.remuneration.enums import DutyOrigin, DutyState
from samspel.remuneration.models import Duty
from samspel.remuneration.payroll_policies import may_pay, may_read_overview
from samspel.remuneration.queries.certifiers import waiting_bodies
from samspel.remuneration.queries.controls import reviewed
from samspel.remuneration.queries.duties import (
    certifications_of,
    next_payday,
    own_bodies,
    paid_for,
    recent_decisions,
)
from samspel.remuneration.queries.links import clause_links
from samspel.remuneration.queries.rates import KnownRules, rules_known
from samspel.remuneration.queries.together import is_shared
from samspel.remuneration.queries.years import Years, settled_years
from samspel.remuneration.services import claiming
from samspel.remuneration.services.keeping import room_for_reply
from samspel.remuneration.services.preparing import awaits_hours
from samspel.remuneration.web import forms, showing
from samspel.remuneration.web.errand import Errand, carry_out, confirm, posted
from samspel.remuneration.web.fetching import actor_of, my_duty
from samspel.remuneration.web.showing_year import months_of, says, year_asked, year_of
from samspel.rules.amounts.claiming import claim_by
from samspel.rules.errors import NoRuleInForce

PAGE = ["GET", "HEAD", "POST"]
YEAR = "ar"
_YEARS_BACK = 3
# As long as somebody is still to look at it, what they will see is shown.
_LOOKED_AT = (DutyState.OPEN, DutyState.SUBMITTED, DutyState.CHECKED)


def known_rules() -> KnownRules | None:
    """Give the council's rules, or nothing when it has none."""
    try:
        return rules_known()
    except NoRuleInForce:
        return None


def claimed_bodies(actor: Actor, rules: KnownRules | None) -> list[Body]:
    """Give the bodies where the actor may claim today."""
    return own_bodies(actor, timezone.localdate(), None if rules is None else rules.timeline)


@login_required
@require_safe
def mine(request: HttpRequest) -> HttpResponse:
    """Show the year's duties with what each gives and why, and how far each has come."""
    actor, today = actor_of(request), timezone.localdate()
    year, rules = year_asked(request.GET.get(YEAR, ""), today), known_rules()
    bodies, certifies = claimed_bodies(actor, rules), bool(waiting_bodies(actor, today))
    persons = [] if actor.person_id is None else [actor.person_id]
    end = today if year == today.year else dt.date(year, 12, 31)
    years = (
        settled_years(persons, [year], rules.timeline, today=end, handed_in=today)
        if rules is not None
        else Years(())
    )
    if not bodies and not years.rows and (certifies or may_pay(actor)):
        return redirect("remuneration:certify" if certifies else "remuneration:runs")
    context = {
        "months": months_of(
            years,
            year,
            rules=None if rules is None else rules.timeline,
            links=clause_links(rules),
            paid=paid_for(each.pk for each in years.rows),
            payday=next_payday(),
        ),
        "year": year,
        "total": kronor(years.total),
        "years": tables.filters(request, YEAR, _years(today)),
        "has_rules": rules is not None,
        "open": sum(each.state == DutyState.OPEN for each in years.rows),
        "may_claim": bool(bodies),
        "certifies": certifies,
        "reads_overview": may_read_overview(actor),
    }
    return web.page(request, "remuneration/mine.html", context)


def _years(today: dt.date) -> list[tuple[str, str]]:
    earlier = [str(today.year - back) for back in range(1, _YEARS_BACK)]
    return [("", str(today.year)), *((each, each) for each in earlier)]


@login_required
@require_safe
def duty(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Show one's own duty: what it gives and why, what can be added, what has happened."""
    return web.page(request, "remuneration/duty.html", duty_context(my_duty(request, uuid)))


def duty_context(found: Duty) -> dict[str, Any]:
    """Give what the page of one's own duty shows."""
    today, rules = timezone.localdate(), known_rules()
    end, year = max(today, found.on), year_of(found, today)
    years = (
        settled_years([found.person_id], [year], rules.timeline, today=end, handed_in=today)
        if rules is not None
        else Years(())
    )
    timeline, links = None if rules is None else rules.timeline, clause_links(rules)
    is_open, deadline = found.state == DutyState.OPEN, _deadline(years, found, rules)
    is_looked_at = found.state in _LOOKED_AT
    same = years if year == found.on.year else None
    checks = (
        reviewed([found], person_id=None, today=end, links=links, years=same)
        if is_looked_at
        else []
    )
    return {
        "duty": found,
        "shown": showing.shown_duty(
            found,
            years.of(found),
            rules=timeline,
            links=links,
            says=says(years, found),
            paid=paid_for([found.pk]).get(found.pk, ()),
            payday=next_payday() if found.state == DutyState.CERTIFIED else None,
        ),
        "facts": showing.duty_facts(found, with_income=True),
        "costs": showing.cost_rows(found),
        "has_lost": getattr(found, "lost_earnings", None) is not None,
        "has_journey": getattr(found, "journey", None) is not None,
        "has_nights": getattr(found, "nights_away", None) is not None,
        "verdict": next((each.judgement for each in checks), None),
        "notes": [words for each in checks for words in showing.remarks(each)],
        "deadline": deadline,
        "is_late": deadline is not None and deadline < today,
        "is_open": is_open,
        "reply_room": room_for_reply(found),
        "answer": showing.answer_words(found),
        "awaits_hours": awaits_hours(found) and not found.minutes,
        "is_claim": found.origin == DutyOrigin.CLAIM,
        "is_shared": is_shared(found),
        "is_office": found.origin == DutyOrigin.OFFICE,
        "may_change": found.state != DutyState.WITHDRAWN and found.origin != DutyOrigin.OFFICE,
        "story": showing.story_of(found, certifications_of(found)),
    }


def _deadline(years: Years, found: Duty, rules: KnownRules | None) -> dt.date | None:
    """Give the first day after which something more can't be claimed for the duty."""
    lines = years.of(found)
    if rules is None or not lines:
        return None
    try:
        days = claim_by(lines[0].duty, rules.timeline)
    except NoRuleInForce:
        return None
    return min((day for day, _rule in days.values()), default=None)


@login_required
@require_http_methods(PAGE)
def claim(request: HttpRequest) -> HttpResponse:
    """Claim a duty that the system does not know of."""
    actor, today = actor_of(request), timezone.localdate()
    bodies = claimed_bodies(actor, known_rules())
    decisions = recent_decisions([each.pk for each in bodies], today)
    form = forms.ClaimForm(posted(request), bodies=bodies, decisions=decisions)
    errand = Errand(
        heading=_("Begär ersättning"),
        button=_("Gå vidare"),
        back_label=_("Min ersättning"),
        back_url=reverse("remuneration:mine"),
        lead=_(
            "Sammanträden, besök och justering kommer av sig själva. Här begär du för det "
            "som kommunen inte känner till. Kostnader och förlorad inkomst lägger du till sedan."
        ),
    )
    return carry_out(
        request,
        errand,
        form,
        lambda: claiming.claim_duty(
            **form.asked,
            body=form.cleaned_data["body"],
            actor=actor,
            at=timezone.now(),
        ),
        to=lambda made: reverse("remuneration:duty", args=[made.uuid]),
        say=_("Uppdraget är sparat. Lägg till det som hör till och lämna in det."),
    )


@login_required
@require_http_methods(PAGE)
def change(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Change one's own claim."""
    found = my_duty(request, uuid)
    decisions = recent_decisions([found.body_id], timezone.localdate())
    end = found.starts + found.minutes
    initial = {
        "subject": found.subject,
        "on": found.on,
        "from_at": forms.clock(found.starts) if found.minutes else None,
        "to_at": forms.clock(min(end, 24 * 60 - 1)) if found.minutes else None,
        "decision": found.decision_id,
        "note": found.note,
    }
    form = forms.ClaimForm(
        posted(request), initial=initial, decisions=decisions, kind=found.kind
    )
    return carry(
        request,
        found,
        form,
        lambda: claiming.change_claim(found, **form.asked, **acting(request)),
        heading=_("Ändra uppdraget"),
        button=_("Spara ändringen"),
        say=_("Ändringen är sparad. Lämna in uppdraget när du är klar."),
    )


def acting(request: HttpRequest) -> dict[str, Any]:
    """Give who acts and when."""
    return {"actor": actor_of(request), "at": timezone.now()}


def page_of(found: Duty) -> str:
    """Give the address of one's own duty."""
    return reverse("remuneration:duty", args=[found.uuid])


def carry(
    request: HttpRequest,
    found: Duty,
    form: Any,
    call: Any,
    *,
    heading: str,
    button: str,
    say: str,
    lead: str = "",
) -> HttpResponse:
    """Carry out an errand on one's own duty, and lead back to its page."""
    errand = Errand(
        heading=heading,
        button=button,
        back_label=found.subject,
        back_url=page_of(found),
        lead=lead,
    )
    return carry_out(request, errand, form, call, to=page_of(found), say=say)


@login_required
@require_POST
def hand_in(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Hand in one's own duty."""
    words = _("Uppdraget är inlämnat. Du ser här när det är granskat, attesterat och betalt.")
    reply = request.POST.get("svar", "")
    return _act(request, uuid, partial(claiming.hand_in, reply=reply), words)


@login_required
@require_http_methods(PAGE)
def take_back(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Ask whether to take back one's own claim or what was added, and do it."""
    found = my_duty(request, uuid)
    is_claim = found.origin == DutyOrigin.CLAIM
    lead = (
        _(
            "Då betalas inget för uppdraget, och det du har lagt till går inte att få "
            "tillbaka. Vill du ändra något lägger du till eller ändrar på uppdragets sida i stället."
        )
        if is_claim
        else _("Det du har lagt till tas bort. Själva uppdraget och arvodet finns kvar.")
    )
    heading = _("Ta tillbaka kravet") if is_claim else _("Ångra det du har lagt till")
    errand = Errand(
        heading=heading,
        button=heading,
        back_label=found.subject,
        back_url=page_of(found),
        lead=lead,
    )
    return confirm(
        request,
        errand,
        lambda: claiming.take_back(found, **acting(request)),
        _("Kravet är återtaget.") if is_claim else _("Det du hade lagt till är borttaget."),
    )


@login_required
@require_POST
def remove(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Take away something that was added to one's own duty."""
    asked, part = request.POST.get("kostnad", ""), request.POST.get("del", "")

    def call(found: Duty, **acting: Any) -> Duty:
        cost = next((each for each in found.costs.all() if str(each.uuid) == asked), None)
        return claiming.remove_part(found, part=part, cost=cost, **acting)

    return _act(request, uuid, call, _("Borttaget. Lämna in uppdraget när du är klar."))


def _act(request: HttpRequest, uuid: UUID, call: Callable[..., Duty], say: str) -> HttpResponse:
    """Do the act on one's own duty and lead back; a refusal is said on the duty's own page."""
    found = my_duty(request, uuid)
    return web.act(request, lambda: call(found, **acting(request)), page_of(found), say)
