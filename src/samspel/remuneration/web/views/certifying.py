"""The certifiers' pages: what waits, the odd first; one duty; stand-ins."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from samspel.kit import tables, web
from samspel.kit.filters import kronor
from samspel.people.models import Body, Person
from samspel.people.queries import members_of, secretaries_of
from samspel.remuneration import policies
from samspel.remuneration.enums import Certifier, DutyState, Presence
from samspel.remuneration.models import Duty
from samspel.remuneration.queries.certifiers import Takers, standing_before
from samspel.remuneration.queries.controls import odd_first, reviewed
from samspel.remuneration.queries.duties import (
    certifications_of,
    stand_ins_of,
    waiting_for,
)
from samspel.remuneration.queries.links import clause_links
from samspel.remuneration.queries.rates import KnownRules
from samspel.remuneration.services import certifying as services
from samspel.remuneration.services.arriving import correct_duty
from samspel.remuneration.services.lapsing import REPORTED, strike_duty
from samspel.remuneration.web import forms, showing
from samspel.remuneration.web.errand import Errand, carry_out, posted
from samspel.remuneration.web.fetching import (
    actor_of,
    certified_body,
    named_stand_in,
    seen_duty,
)
from samspel.remuneration.web.views.mine import PAGE, acting, known_rules
from samspel.rules.amounts.duties import NOTHING

BODY = "organ"
_LAST = 24 * 60 - 1


@login_required
@require_safe
def waiting(request: HttpRequest) -> HttpResponse:
    """List what waits for the person to check or certify, with the odd ones first."""
    actor, today, rules = actor_of(request), timezone.localdate(), known_rules()
    takers, links = Takers.around(actor, today), clause_links(rules)
    bodies = takers.listed
    chosen = next((each for each in bodies if str(each.uuid) == request.GET.get(BODY)), None)
    timeline = None if rules is None else rules.timeline
    rows = waiting_for(actor, today=today, body=chosen, takers=takers, rules=timeline).rows
    found = odd_first(reviewed(rows, person_id=actor.person_id, today=today, links=links))
    shown = [showing.shown_review(each, timeline, links) for each in found]
    words = [("", _("Alla organ")), *((str(each.uuid), each.name) for each in bodies)]
    context = {
        "odd": [each for each in shown if not each.may_be_taken_at_once],
        "plain": [each for each in shown if each.may_be_taken_at_once],
        "total": kronor(sum((each.amount for each in found), NOTHING)),
        "count": len(found),
        "hides_a_loss": any(each.hides_a_loss for each in shown),
        "has_rules": rules is not None,
        "bodies": tables.filters(request, BODY, words) if len(bodies) > 1 else (),
        "kept": [each for each in bodies if policies.may_name_stand_in(each, actor)],
    }
    return web.page(request, "remuneration/waiting.html", context)


@login_required
@require_POST
def certify_many(request: HttpRequest) -> HttpResponse:
    """Certify those that are ticked, as they were seen; what wants a look of its own is left."""
    actor, now = actor_of(request), timezone.now()
    asked = set(request.POST.getlist("uppdrag"))
    rules = known_rules()
    timeline = None if rules is None else rules.timeline
    rows = waiting_for(actor, today=timezone.localdate(), rules=timeline).rows
    chosen = [each for each in rows if showing.as_seen(each) in asked]
    return web.act(
        request,
        lambda: services.certify_many(chosen, actor=actor, at=now),
        reverse("remuneration:certify"),
        _many_words,
    )


def _many_words(result: tuple[list[Duty], list[services.Left]]) -> str:
    done, left = len(result[0]), len(result[1])
    words = ngettext("%(count)s uppdrag är klart.", "%(count)s uppdrag är klara.", done)
    said = words % {"count": done}
    if left:
        more = ngettext(
            "%(count)s är kvar och behöver ses för sig.",
            "%(count)s är kvar och behöver ses för sig.",
            left,
        )
        said += " " + more % {"count": left}
    return said


@login_required
@require_http_methods(PAGE)
def review(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Show a duty to those who certify in the body; take its step when it is sent."""
    found, takers = seen_duty(request, uuid)
    form = forms.StepForm(posted(request), initial={"seen_at": found.submitted_at})

    def show() -> HttpResponse:
        context = _review_context(request, found, takers, known_rules())
        return web.page(request, "remuneration/review.html", {**context, "form": form})

    if request.method != "POST":
        return show()
    return web.act(
        request,
        lambda: services.certify_duty(found, **form.cleaned_data, **acting(request)),
        reverse("remuneration:certify"),
        _said,
        form=form,
        again=show,
    )


def _said(duty: Duty) -> str:
    if duty.state == DutyState.CERTIFIED:
        return _("Uppdraget är attesterat och betalas i nästa lönekörning.")
    return _("Uppdraget är granskat och går vidare till nästa steg.")


def _review_context(
    request: HttpRequest, found: Duty, takers: Takers, rules: KnownRules | None
) -> dict[str, Any]:
    actor, today = actor_of(request), timezone.localdate()
    links, end = clause_links(rules), max(today, found.on)
    rows = reviewed([found], person_id=actor.person_id, today=end, links=links)
    timeline = None if rules is None else rules.timeline
    shown = [showing.shown_review(each, timeline, links) for each in rows]
    step = standing_before(found, timeline)
    takes = step is not None and takers.taker(found, step, actor) is not None
    return {
        "duty": found,
        "review": shown[0] if shown else None,
        "gives": any(line.amount for each in rows for line in each.lines),
        "verdict": rows[0].judgement if rows else None,
        "facts": showing.duty_facts(found, with_income=False),
        "costs": showing.cost_rows(found),
        "takes": takes,
        "corrects": policies.may_correct(found, actor)
        and found.origin in REPORTED
        and (found.is_lapsed or found.state != DutyState.WITHDRAWN),
        "strikes": found.state not in (DutyState.WITHDRAWN, DutyState.REFUSED),
        "story": showing.story_of(found, certifications_of(found)),
    }


def _errand_on(found: Duty, heading: str, button: str, lead: str = "") -> Errand:
    return Errand(
        heading=heading,
        button=button,
        back_label=found.subject,
        back_url=reverse("remuneration:review", args=[found.uuid]),
        lead=lead,
    )


@login_required
@require_http_methods(PAGE)
def give_back(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Give a duty back to the person, with what is to be put right."""
    lead = _("Personen får veta varför, rättar och lämnar in igen.")
    found, _takers = seen_duty(request, uuid)
    errand = _errand_on(found, _("Lämna tillbaka"), _("Lämna tillbaka"), lead)
    return _answer(request, found, services.return_duty, errand, _("Uppdraget är återlämnat."))


@login_required
@require_http_methods(PAGE)
def refuse(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Refuse a duty."""
    lead = _(
        "Då betalas ingenting för uppdraget. Är det bara något som ska rättas lämnar du "
        "tillbaka det i stället."
    )
    found, _takers = seen_duty(request, uuid)
    errand = _errand_on(found, _("Avslå"), _("Avslå ersättningen"), lead)
    return _answer(request, found, services.refuse_duty, errand, _("Ersättningen är avslagen."))


def _answer(
    request: HttpRequest,
    found: Duty,
    service: Callable[..., Duty],
    errand: Errand,
    say: str,
    kind: type[forms.ReasonForm] = forms.AnswerForm,
) -> HttpResponse:
    """Answer a duty with a reason, and lead back to what waits."""
    form = kind(posted(request), initial={"seen_at": found.submitted_at})
    return carry_out(
        request,
        errand,
        form,
        lambda: service(found, **form.cleaned_data, **acting(request)),
        to=reverse("remuneration:certify"),
        say=say,
    )


@login_required
@require_http_methods(PAGE)
def correct(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Correct the times that the system reported."""
    found, _takers = seen_duty(request, uuid)
    initial = {
        "from_at": forms.clock(found.starts),
        "to_at": forms.clock(min(found.starts + found.minutes, _LAST)),
        "presence": found.presence,
    }
    form = forms.CorrectForm(posted(request), initial=initial)
    errand = _errand_on(
        found,
        _("Rätta tiderna"),
        _("Rätta tiderna"),
        _(
            "Uppdraget granskas och attesteras igen. Är det redan betalt blir skillnaden en "
            "rättelse i nästa lönekörning."
        ),
    )
    return carry_out(
        request,
        errand,
        form,
        lambda: correct_duty(
            found,
            starts=form.starts,
            minutes=form.minutes,
            presence=Presence(form.cleaned_data["presence"]),
            reason=form.cleaned_data["reason"],
            **acting(request),
        ),
        to=errand.back_url,
        say=_("Tiderna är rättade."),
    )


@login_required
@require_http_methods(PAGE)
def strike(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Take back what the system reported of somebody who was not there."""
    found, _takers = seen_duty(request, uuid)
    lead = _(
        "Uppdraget tas bort med allt som hör till det, även inläsning inför samma möte. Är "
        "något betalt blir det en rättelse i nästa lönekörning. Blir det fel rättar du "
        "tiderna, så kommer uppdraget tillbaka."
    )
    errand = _errand_on(found, _("Personen var inte med"), _("Ta bort uppdraget"), lead)
    say = _("Uppdraget är borttaget.")
    return _answer(request, found, strike_duty, errand, say, kind=forms.ReasonForm)


@login_required
@require_http_methods(PAGE)
def stand_ins(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Show who stands in for whom in a body, and enter another."""
    body, today = certified_body(request, uuid), timezone.localdate()
    form = forms.StandInForm(posted(request), people=_people(body))
    errand = Errand(
        heading=_("Attestersättare: %(body)s") % {"body": body.name},
        button=_("Skriv in ersättaren"),
        back_label=_("Granska och attestera"),
        back_url=reverse("remuneration:certify"),
        template="remuneration/stand_ins.html",
        more={"rows": stand_ins_of(body, today), "body": body},
    )

    def call() -> Any:
        given = dict(form.cleaned_data)
        last = given.pop("last_day")
        return services.name_stand_in(
            body,
            **{**given, "step": Certifier(given["step"])},
            valid_to=None if last is None else _day_after(last),
            **acting(request),
        )

    to = reverse("remuneration:stand-ins", args=[body.uuid])
    return carry_out(request, errand, form, call, to=to, say=_("Ersättaren är inskriven."))


def _day_after(day: dt.date) -> dt.date:
    return day + dt.timedelta(days=1)


def _people(body: Body) -> list[Person]:
    """Give those who may be named: the body's members and its secretaries."""
    today = timezone.localdate()
    keys = {each.person_id for each in members_of(body, today)}
    keys |= {each.pk for each in secretaries_of(body, today)}
    return list(Person.objects.filter(pk__in=keys).order_by("sort_key"))


@login_required
@require_POST
def end_stand_in(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """End a stand-in's time, today."""
    row = named_stand_in(request, uuid)
    return web.act(
        request,
        lambda: services.end_stand_in(row, on=timezone.localdate(), **acting(request)),
        reverse("remuneration:stand-ins", args=[row.body.uuid]),
        _("Ersättaren är avslutad."),
    )
