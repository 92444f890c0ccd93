"""Answers to a visit that has no time yet, or that one can't come to: from either side."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from samspel.people.models import Person
from samspel.visits import policies, services
from samspel.visits.addresses import visit_url
from samspel.visits.enums import VisitState
from samspel.visits.models import Visit
from samspel.visits.queries.answering import answers_to
from samspel.visits.queries.page import reckoned_day
from samspel.visits.queries.trials import who_would_be_asked
from samspel.visits.web.doors import (
    PAGE,
    actor_of,
    posted,
    reason_of,
    require,
    seen_visit,
)
from samspel.visits.web.errand import Errand, carry_out
from samspel.visits.web.forms.visit import AnswerForm, DeclineForm, DrawInForm, SuggestForm
from samspel.visits.web.showing.page import decline_reasons
from samspel.visits.web.showing.people import own_visitor


def errand_on(visit: Visit, heading: str, button: str, lead: str = "") -> Errand:
    """Give the shape of an errand about a visit, which leads back to its page."""
    return Errand(
        heading=heading,
        button=button,
        lead=lead,
        back_label=visit.where,
        back_url=visit_url(visit.uuid),
    )


@login_required
@require_http_methods(PAGE)
def answer(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Say at which of the times one can, without settling any."""
    one, actor = seen_visit(request, uuid), actor_of(request)
    require(policies.is_coming(one, actor), policies.ONLY_VISITORS)
    mine = own_visitor(one, actor)
    options = [each for each in one.options.all() if each.suggested_by_id != actor.person_id]
    own = mine.pk if mine is not None else 0
    given = {option.pk: answers_to(option).get(own) for option in options}
    said = {key: each for key, each in given.items() if each is not None}
    form = AnswerForm(posted(request), options=options, said=said)
    lead = _(
        "Enheten ser vad du svarar. Ingen tid bokas förrän någon av er tackar ja till den."
    )
    return carry_out(
        request,
        errand_on(one, _("Vilka tider kan du?"), _("Skicka svaret"), lead),
        form,
        lambda: services.answer_options(
            one, answers=form.answers, actor=actor, at=timezone.now()
        ),
        to=visit_url(one.uuid),
        say=_("Ditt svar är skickat."),
    )


@login_required
@require_http_methods(PAGE)
def suggest(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Put another time forward."""
    one, actor = seen_visit(request, uuid), actor_of(request)
    require(policies.may_suggest_time(one, actor), policies.ONLY_THOSE_CONCERNED)
    form = SuggestForm(posted(request))
    lead = (
        _("Enhetschefen får ditt förslag och säger ja, föreslår något annat eller tackar nej.")
        if policies.is_coming(one, actor)
        else _("Besökarna får förslaget och kan tacka ja till det.")
    )
    return carry_out(
        request,
        errand_on(one, _("Föreslå en annan tid"), _("Skicka förslaget"), lead),
        form,
        lambda: services.suggest_time(
            one,
            starts_at=form.time[0],
            ends_at=form.time[1],
            note=form.cleaned_data["note"],
            actor=actor,
            at=timezone.now(),
        ),
        to=visit_url(one.uuid),
        say=_("Förslaget är skickat."),
    )


@login_required
@require_http_methods(PAGE)
def decline(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Decline as visitor; on a booked visit, leave it."""
    one, actor = seen_visit(request, uuid), actor_of(request)
    require(policies.is_coming(one, actor), policies.ONLY_VISITORS)
    form = DeclineForm(posted(request), reasons=decline_reasons(one))
    is_booked = one.state == VisitState.BOOKED
    mine = own_visitor(one, actor)
    leaves = is_booked and mine is not None and mine.booked_from is not None
    heading = _("Lämna återbud") if leaves else _("Tacka nej till besöket")
    button = _("Lämna återbud") if leaves else _("Tacka nej")
    lead = _("Enheten får veta det. Är du den enda som skulle komma blir besöket inte av.")
    return carry_out(
        request,
        errand_on(one, heading, button, lead),
        form,
        lambda: services.decline_invitation(
            one, **_why(request, form), actor=actor, at=timezone.now()
        ),
        to=visit_url(one.uuid),
        say=_("Enheten har fått veta att du inte kommer."),
    )


@login_required
@require_http_methods(PAGE)
def decline_proposal(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Decline a proposed visit for the unit."""
    one, actor = seen_visit(request, uuid), actor_of(request)
    require(policies.may_decline_proposal(one, actor), policies.ONLY_UNIT)
    form = DeclineForm(posted(request), reasons=decline_reasons(one))
    lead = _(
        "Den som föreslog besöket får veta varför. Passar bara tiden illa kan du föreslå en "
        "annan i stället."
    )
    return carry_out(
        request,
        errand_on(one, _("Tacka nej till besöket"), _("Tacka nej"), lead),
        form,
        lambda: services.decline_proposal(
            one, **_why(request, form), actor=actor, at=timezone.now()
        ),
        to=visit_url(one.uuid),
        say=_("Den som föreslog besöket har fått ditt svar."),
    )


def _why(request: HttpRequest, form: DeclineForm) -> dict[str, Any]:
    """Give why the visit is declined: the guideline's reason, and words that stand for one."""
    note = form.cleaned_data["note"]
    return {
        "reason_key": form.cleaned_data.get("reason_key", ""),
        "note": note,
        "reason": reason_of(request) or note,
    }


@login_required
@require_http_methods(PAGE)
def draw_in(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Ask further contact politicians to come on the same visit."""
    one, actor = seen_visit(request, uuid), actor_of(request)
    require(policies.may_draw_in(one, actor), policies.ONLY_THOSE_CONCERNED)
    there = {each.person_id for each in one.visitors.all()}
    place = one.unit or one.operation
    appointed = who_would_be_asked(place, body_id=one.body_id, on=reckoned_day(one))
    more = [each for each in appointed if each.pk not in there]
    keeps = policies.keeps(one.body_id, actor)
    form = DrawInForm(
        posted(request),
        persons=more,
        words=lambda each: _words(each, keeps=keeps),
        initial={"persons": [str(each.pk) for each in more]},
    )
    lead = (
        _("De får en inbjudan till samma besök och svarar själva.")
        if more
        else _("Alla kontaktpolitiker för verksamheten är redan inbjudna.")
    )
    return carry_out(
        request,
        errand_on(one, _("Bjud in fler"), _("Bjud in"), lead),
        form,
        lambda: services.draw_in_others(
            one, persons=form.cleaned_data["persons"], actor=actor, at=timezone.now()
        ),
        to=visit_url(one.uuid),
        say=lambda added: (
            ngettext(
                "%(count)s person är inbjuden.", "%(count)s personer är inbjudna.", len(added)
            )
            % {"count": len(added)}
        ),
    )


def _words(person: Person, *, keeps: bool) -> str:
    """Name somebody who may be asked; a protected name only to whoever keeps the visits."""
    if person.is_protected and not keeps:
        return _("Person med skyddade personuppgifter")
    return person.name
