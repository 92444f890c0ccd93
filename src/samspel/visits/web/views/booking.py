"""To begin a visit: the unit invites, the politician proposes, the secretary books."""

from __future__ import annotations

import datetime as dt
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from samspel.foundation.dates import day_written
from samspel.kit import web
from samspel.kit.filters import today
from samspel.people.models import Body, Operation, Person, Unit
from samspel.people.queries import member_persons
from samspel.visits import policies, services
from samspel.visits.addresses import visit_url
from samspel.visits.enums import Initiator, VisitState
from samspel.visits.models import Visit
from samspel.visits.queries.trials import (
    Booking,
    tried_booking,
    tried_invitation,
    who_would_be_asked,
)
from samspel.visits.web.doors import (
    PAGE,
    actor_of,
    kept_body,
    place_asked_for,
    place_query,
    posted,
    reason_of,
    require,
)
from samspel.visits.web.errand import STEP, Errand, carry_out
from samspel.visits.web.forms.booking import BookForm, InviteForm, ProposeForm
from samspel.visits.web.forms.decision import decision_in_mind, decision_of
from samspel.visits.web.forms.times import MORE, rows_wanted
from samspel.visits.web.showing.places import (
    Place,
    places_appointed,
    places_hosted,
    places_under,
    seats_in_words,
    words_for,
)
from samspel.visits.web.verdicts import Tried, asked_once, tried_row

MORE_ROWS = "fler"


@login_required
@require_http_methods(PAGE)
def invite(request: HttpRequest) -> HttpResponse:
    """Invite a place's contact politicians to a visit, with several times to choose among."""
    actor = actor_of(request)
    place = place_asked_for(request)
    if place is None:
        places = places_hosted(actor, today())
        require(bool(places), policies.ONLY_UNIT_OR_SECRETARY)
        if len(places) > 1:
            return _pick(request, _("Vilken enhet bjuder in?"), "visits:invite", places)
        place = places[0]
    require(policies.may_offer(place, actor), policies.ONLY_UNIT_OR_SECRETARY)
    return _invite(request, place)


def _pick(request: HttpRequest, heading: str, route: str, places: list[Place]) -> HttpResponse:
    """Let the person say which place the errand is about."""
    context = {
        "heading": heading,
        "places": [
            (str(each), _above(each), reverse(route) + place_query(each)) for each in places
        ],
    }
    return web.page(request, "visits/pick.html", context)


def _above(place: Place) -> str:
    return place.operation.name if isinstance(place, Unit) else _("Hela verksamheten")


def _first_day(request: HttpRequest, name: str) -> dt.date:
    """Give the first day that is asked about, or today: appointments may begin later."""
    try:
        return max(day_written(request.POST.get(name, "")), today())
    except ValueError:
        return today()


def _invite(request: HttpRequest, place: Place) -> HttpResponse:
    actor, body_id = actor_of(request), policies.body_of(place)
    on = _first_day(request, "day1")
    persons = who_would_be_asked(place, body_id=body_id, on=on)
    form = _invite_form(request, place, persons, on)
    errand = Errand(
        heading=_("Bjud in till besök"),
        button=_("Skicka inbjudan"),
        try_button=_("Pröva tiderna"),
        lead="" if persons else _nobody(place),
        back_label=_("Besök"),
        back_url=reverse("visits:list"),
        template="visits/invite.html",
        more={"place": place, "terms_url": _terms_url(place)},
    )
    if request.POST.get(STEP) == MORE_ROWS:
        context = {"errand": errand, "form": form, "judgement": None, "reason": ""}
        return web.page(
            request,
            errand.template,
            {**context, "trial": None, "trial_stops": False, **errand.more},
        )
    return carry_out(
        request,
        errand,
        form,
        lambda: services.offer_times(
            place,
            options=form.cleaned_data["options"],
            persons=form.cleaned_data["persons"],
            message=form.cleaned_data["message"],
            where=form.cleaned_data["where"],
            answer_by=form.cleaned_data["answer_by"],
            actor=actor,
            at=timezone.now(),
            reason=reason_of(request),
        ),
        to=lambda made: visit_url(made.uuid),
        say=_("Inbjudan är skickad."),
        tried=lambda: _tried_invitation(request, place, form),
    )


def _terms_url(place: Place) -> str:
    """Give the page of what a visit to the unit has to reckon with; an operation has none."""
    return reverse("visits:unit-terms", args=[place.uuid]) if isinstance(place, Unit) else ""


def _invite_form(
    request: HttpRequest, place: Place, persons: list[Person], on: dt.date
) -> InviteForm:
    """Give the form: as it was sent, with more rows, or with everybody marked from the start."""
    words = words_for(place, policies.body_of(place), persons, on, actor_of(request))
    if request.POST.get(STEP) == MORE_ROWS:
        filled = {**request.POST.dict(), "persons": request.POST.getlist("persons")}
        rows = rows_wanted(request.POST) + MORE
        return InviteForm(initial=filled, persons=persons, words=words, rows=rows)
    return InviteForm(
        posted(request),
        initial={"persons": [str(each.pk) for each in persons]},
        persons=persons,
        words=words,
        rows=rows_wanted(posted(request)),
    )


def _nobody(place: Place) -> str:
    return _(
        "%(place)s har ingen kontaktpolitiker, så det finns ingen att bjuda in. Be sekreteraren "
        "att se till att någon utses."
    ) % {"place": str(place)}


def _tried_invitation(
    request: HttpRequest, place: Place, form: InviteForm
) -> tuple[Tried, ...]:
    """Try each time for everybody asked: the verdict, the clashes, and whom it suits."""
    how = Booking(Initiator.UNIT, is_host=policies.hosts_place(place, actor_of(request)))
    persons = form.cleaned_data["persons"]
    body_id = policies.body_of(place)
    trials = tried_invitation(
        place, persons, form.times, how, body_id=body_id, at=timezone.now()
    )
    names = {each.pk: _hidden(each) for each in persons}
    return asked_once(tried_row(each, names, _("Tiden kan föreslås.")) for each in trials)


def _hidden(person: Person) -> str:
    return _("Person med skyddade personuppgifter") if person.is_protected else person.name


@login_required
@require_http_methods(PAGE)
def propose(request: HttpRequest) -> HttpResponse:
    """Propose a visit to the unit, as contact politician."""
    actor = actor_of(request)
    require(
        actor.person_id is not None and bool(actor.bodies_with(policies.BOOK)),
        policies.ONLY_ELECTED,
    )
    place = place_asked_for(request)
    if place is None:
        places = places_appointed(actor.person_id or 0, today())
        if len(places) != 1:
            heading = _("Vart vill du åka på besök?")
            return _pick(request, heading, "visits:propose", places)
        place = places[0]
    require(policies.may_propose(policies.body_of(place), actor), policies.ONLY_ELECTED)
    return _propose(request, place)


def _propose(request: HttpRequest, place: Place) -> HttpResponse:
    actor, body_id = actor_of(request), policies.body_of(place)
    on = _first_day(request, "day")
    asked = who_would_be_asked(place, body_id=body_id, on=on)
    others = [each for each in asked if each.pk != actor.person_id]
    words = words_for(place, body_id, others, on, actor)
    form = ProposeForm(posted(request), others=others, words=words)
    errand = Errand(
        heading=_("Föreslå ett besök"),
        button=_("Skicka förslaget"),
        try_button=_("Pröva tiden"),
        lead=str(place),
        back_label=_("Besök"),
        back_url=reverse("visits:list"),
        template="visits/propose.html",
    )
    return carry_out(
        request,
        errand,
        form,
        lambda: services.propose_time(
            place,
            starts_at=form.time[0],
            ends_at=form.time[1],
            persons=form.cleaned_data.get("persons") or None,
            message=form.cleaned_data["message"],
            actor=actor,
            at=timezone.now(),
            reason=reason_of(request),
        ),
        to=lambda made: visit_url(made.uuid),
        say=_proposed_words,
        tried=lambda: _tried_proposal(request, place, form),
    )


def _proposed_words(made: Visit) -> str:
    if made.state == VisitState.BOOKED:
        return _("Besöket är bokat.")
    return _("Förslaget är skickat till enhetschefen. Du får besked när svaret har kommit.")


def _tried_proposal(request: HttpRequest, place: Place, form: ProposeForm) -> tuple[Tried, ...]:
    me = Person.objects.get(pk=actor_of(request).person_id or 0)
    persons = [me, *(form.cleaned_data.get("persons") or [])]
    trials = tried_booking(
        place,
        persons,
        [form.time],
        Booking(Initiator.POLITICIAN),
        body_id=policies.body_of(place),
        at=timezone.now(),
    )
    names = {each.pk: each.name if each.pk == me.pk else _hidden(each) for each in persons}
    return asked_once(tried_row(each, names, _("Tiden kan föreslås.")) for each in trials)


@login_required
@require_http_methods(PAGE)
def book(request: HttpRequest, body: UUID) -> HttpResponse:
    """Book a visit for others: a group, a study visit, a supervision visit."""
    one = kept_body(request, body)
    persons = member_persons(one, today())
    form = BookForm(
        posted(request),
        body=one,
        places=places_under(one, today()),
        persons=persons,
        words=seats_in_words(one, today()),
    )
    errand = Errand(
        heading=_("Boka ett besök"),
        button=_("Boka besöket"),
        try_button=_("Pröva"),
        lead=_("De som ska göra besöket och enheten får besked och en kalenderinbjudan."),
        back_label=_("Besök"),
        back_url=reverse("visits:list") + f"?organ={one.uuid}",
    )
    return carry_out(
        request,
        errand,
        form,
        lambda: _booked(request, form, one),
        to=lambda made: visit_url(made.uuid),
        say=_("Besöket är bokat."),
        tried=lambda: _tried_booking(form, one),
    )


def _booked(request: HttpRequest, form: BookForm, body: Body) -> Visit:
    given, actor, now = form.cleaned_data, actor_of(request), timezone.now()
    return services.book_visit(
        given["place"],
        starts_at=given["starts_at"],
        ends_at=given["ends_at"],
        persons=given["persons"],
        initiator=given["initiator"],
        kind=given["kind"],
        body=body,
        decision=decision_of(form, actor=actor, at=now),
        where=given["where"],
        room=given.get("room") or "",
        message=given["message"],
        actor=actor,
        at=now,
        reason=reason_of(request),
    )


def _tried_booking(form: BookForm, body: Body) -> tuple[Tried, ...]:
    given = form.cleaned_data
    place: Unit | Operation = given["place"]
    how = Booking(
        given["initiator"],
        given["kind"],
        given.get("room") or "",
        has_decision=decision_in_mind(form) is not None,
    )
    trials = tried_booking(
        place,
        given["persons"],
        [form.time],
        how,
        body_id=body.pk,
        at=timezone.now(),
    )
    names = {each.pk: each.name for each in given["persons"]}
    return asked_once(tried_row(each, names, _("Besöket kan bokas.")) for each in trials)
