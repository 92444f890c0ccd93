"""Afterwards: what units wanted lifted, who has it, and what became of it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django import forms
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from samspel.audit.actors import Actor
from samspel.foundation.swedish import capitalise
from samspel.kit import exports, tables, web
from samspel.kit.denied import or_404
from samspel.kit.enums import label_of
from samspel.kit.filters import today
from samspel.kit.rows import Event, Fact
from samspel.people.models import Person
from samspel.people.queries import (
    head_of_administration_for,
    member_persons,
    name_at_place,
    officers_of,
)
from samspel.visits import policies, queries, services
from samspel.visits.addresses import follow_up_url, report_url, visit_url
from samspel.visits.enums import FollowUpState, VisitState
from samspel.visits.models import FollowUp, Visit
from samspel.visits.services.letters import manager_of
from samspel.visits.web.doors import PAGE, actor_of, posted, require, seen_in_short
from samspel.visits.web.errand import Errand, carry_out
from samspel.visits.web.forms.following import (
    AssignForm,
    CloseForm,
    DoneForm,
    NoteForm,
    TextForm,
)
from samspel.visits.web.showing import following as shown
from samspel.visits.web.words import day_words

SHOW = "visa"


@login_required
@require_safe
def follow_ups(request: HttpRequest) -> HttpResponse:
    """List the follow-ups: those that are going on, or all."""
    actor = actor_of(request)
    asked = request.GET.get(SHOW, "")
    found = queries.follow_ups_visible_to(actor)
    counts = {
        "": sum(each.state != FollowUpState.CLOSED for each in found),
        "sena": sum(_is_late(each) for each in found),
        "mina": sum(_is_mine(each, actor) for each in found),
        "avslutade": sum(each.state == FollowUpState.CLOSED for each in found),
    }
    chosen = [each for each in found if _is_wanted(each, asked, actor)]
    columns = [
        tables.Column("what", _("Vad enheten ville lyfta")),
        tables.Column("place", _("Plats"), sub=True, sortable=True),
        tables.Column("state", _("Läge"), sortable=True),
        tables.Column("owner", _("Ansvarig"), sortable=True),
        tables.Column("due", _("Klart senast"), number=True, wide=True, sortable=True),
    ]
    rows = [_row(each, actor) for each in chosen]
    if (file := exports.export(request, "uppfoljningar", columns, rows)) is not None:
        return file
    choices = [
        ("", _("Pågår")),
        ("sena", _("Sena")),
        ("mina", _("Mina")),
        ("avslutade", _("Avslutade")),
    ]
    context = {
        "words": tables.filters(request, SHOW, choices, counts),
        "query": tables.saved_view(request),
        "table": tables.table(
            request,
            columns,
            rows,
            caption=_("Uppföljningar"),
            empty=_("Här finns inget att följa upp. Det som enheter vill lyfta hamnar här."),
        ),
        "count": len(rows),
    }
    return web.page(request, "visits/follow_ups.html", context)


def _is_late(each: FollowUp) -> bool:
    return (
        each.state == FollowUpState.OPEN and each.due_on is not None and each.due_on < today()
    )


def _is_mine(each: FollowUp, actor: Actor) -> bool:
    return each.owner_id == actor.person_id and each.state != FollowUpState.CLOSED


def _is_wanted(each: FollowUp, asked: str, actor: Actor) -> bool:
    if asked == "sena":
        return _is_late(each)
    if asked == "mina":
        return _is_mine(each, actor)
    if asked == "avslutade":
        return each.state == FollowUpState.CLOSED
    return each.state != FollowUpState.CLOSED


def _row(each: FollowUp, actor: Actor) -> tuple[Any, ...]:
    due = capitalise(day_words(each.due_on)) if each.due_on else None
    return (
        tables.Cell(each.text, follow_up_url(each.uuid)),
        shown.place_of(each, actor),
        tables.Cell(label_of(FollowUpState, each.state), state=shown.kind_of(each)),
        shown.owner_name(each.owner, actor),
        tables.Cell(due, sort=each.due_on),
    )


def _seen(request: HttpRequest, uuid: UUID) -> FollowUp:
    """Give the follow-up at the address, if the person may see it; else 404."""
    return or_404(queries.follow_up_visible_to(actor_of(request), uuid))


@login_required
@require_safe
def follow_up(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Show a follow-up with what has happened."""
    found, actor = _seen(request, uuid), actor_of(request)
    visit = found.visit
    place = shown.place_of(found, actor)
    is_closed = found.state == FollowUpState.CLOSED
    context = {
        "follow_up": found,
        "place": place,
        "state": (label_of(FollowUpState, found.state), shown.kind_of(found)),
        "facts": _facts(found, actor, place),
        "story": _story(found, actor),
        "writes": not is_closed and policies.may_write_follow_up(found, actor),
        "gives": not is_closed and policies.may_assign_follow_up(found, actor),
        "is_done": found.state == FollowUpState.DONE,
        "sees_visit": policies.sees(visit, actor),
    }
    return web.page(request, "visits/follow_up.html", context)


def _facts(found: FollowUp, actor: Actor, place: str) -> list[Fact]:
    visit = found.visit
    due = capitalise(day_words(found.due_on)) if found.due_on else _("Ingen dag är bestämd")
    facts = [
        Fact(_("Ansvarig"), shown.owner_name(found.owner, actor)),
        Fact(_("Klart senast"), due),
        Fact(
            pgettext("one", "Besök"),
            place,
            "",
            visit_url(visit.uuid) if policies.sees(visit, actor) else "",
        ),
        Fact(_("Organ"), visit.body.name),
    ]
    if found.outcome:
        facts.insert(0, Fact(_("Vad det blev av det"), found.outcome))
    return facts


def _story(found: FollowUp, actor: Actor) -> list[Event]:
    """Give what has happened, newest first."""
    events = [Event(found.noted_at, _("Noterat efter besöket."))]
    events += [
        Event(each.written_at, f"{name_at_place(each.author, actor)}: {each.text}")
        for each in found.notes.all()
    ]
    if found.closed_at is not None:
        events.append(Event(found.closed_at, _("Avslutat.")))
    return sorted(events, key=lambda each: str(each.at), reverse=True)


def _candidates(visit: Visit, owner: Person | None = None) -> list[Person]:
    """Give those who may have it: the body's members and officers, and those who lead the place."""
    on = today()
    found = [
        owner,
        manager_of(visit.unit or visit.operation, on),
        head_of_administration_for(visit.body, on),
        *(each.person for each in officers_of(visit.body, on)),
        *member_persons(visit.body, on),
    ]
    return list(dict.fromkeys(each for each in found if each is not None))


def _words(actor: Actor) -> Callable[[Person], str]:
    return lambda person: name_at_place(person, actor)


@login_required
@require_http_methods(PAGE)
def note(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Note one thing that the unit wanted lifted."""
    visit, actor = seen_in_short(request, uuid), actor_of(request)
    require(policies.may_note_follow_up(visit, actor), policies.ONLY_FOLLOWERS)
    gives = policies.may_assign_follow_up(FollowUp(visit=visit), actor)
    form = NoteForm(
        posted(request), persons=_candidates(visit) if gives else None, words=_words(actor)
    )
    is_held = visit.state == VisitState.HELD
    errand = Errand(
        heading=_("Notera något att följa upp"),
        button=_("Notera"),
        lead=_("%(place)s. Det följs upp tills det är avslutat.") % {"place": visit.where},
        back_label=_("Rapporten"),
        back_url=report_url(visit.uuid) if is_held else visit_url(visit.uuid),
    )
    return carry_out(
        request,
        errand,
        form,
        lambda: services.note_follow_up(
            visit, **form.cleaned_data, actor=actor, at=timezone.now()
        ),
        to=lambda made: follow_up_url(made.uuid),
        say=_("Det är noterat, och enheten har fått besked."),
    )


@login_required
@require_http_methods(PAGE)
def assign(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Say who has it and until when."""
    found, actor = _seen(request, uuid), actor_of(request)
    require(policies.may_assign_follow_up(found, actor), policies.ONLY_FOLLOWERS)
    persons = _candidates(found.visit, found.owner)
    form = AssignForm(
        posted(request),
        persons=persons,
        words=_words(actor),
        initial={"owner": found.owner_id, "due_on": found.due_on},
    )
    return _carry(
        request,
        found,
        form,
        lambda: services.assign_follow_up(
            found, **form.cleaned_data, actor=actor, at=timezone.now()
        ),
        _("Utse ansvarig"),
        _("Den som ansvarar har fått besked."),
    )


@login_required
@require_http_methods(PAGE)
def write(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Write what has happened."""
    found, actor = _seen(request, uuid), actor_of(request)
    require(policies.may_write_follow_up(found, actor), policies.ONLY_FOLLOWERS)
    form = TextForm(posted(request))
    return _carry(
        request,
        found,
        form,
        lambda: services.write_follow_up_note(
            found, **form.cleaned_data, actor=actor, at=timezone.now()
        ),
        _("Skriv vad som har hänt"),
        _("Anteckningen är sparad."),
    )


@login_required
@require_http_methods(PAGE)
def done(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Say that it is done."""
    found, actor = _seen(request, uuid), actor_of(request)
    require(policies.may_write_follow_up(found, actor), policies.ONLY_FOLLOWERS)
    form = DoneForm(posted(request))
    return _carry(
        request,
        found,
        form,
        lambda: services.mark_follow_up_done(
            found, **form.cleaned_data, actor=actor, at=timezone.now()
        ),
        _("Markera som klart"),
        _("Uppföljningen är klar och kan avslutas."),
    )


@login_required
@require_POST
def reopen(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Say that it is not done after all."""
    found, actor = _seen(request, uuid), actor_of(request)
    require(policies.may_write_follow_up(found, actor), policies.ONLY_FOLLOWERS)
    return web.act(
        request,
        lambda: services.reopen_follow_up(found, actor=actor, at=timezone.now()),
        follow_up_url(uuid),
        _("Uppföljningen pågår igen."),
    )


@login_required
@require_http_methods(PAGE)
def close(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Close it with what became of it."""
    found, actor = _seen(request, uuid), actor_of(request)
    require(policies.may_assign_follow_up(found, actor), policies.ONLY_FOLLOWERS)
    form = CloseForm(posted(request))
    return _carry(
        request,
        found,
        form,
        lambda: services.close_follow_up(
            found, **form.cleaned_data, actor=actor, at=timezone.now()
        ),
        _("Avsluta uppföljningen"),
        _("Uppföljningen är avslutad, och enheten har fått svaret."),
    )


def _carry(
    request: HttpRequest,
    found: FollowUp,
    form: forms.Form,
    call: Callable[[], object],
    heading: str,
    say: str,
) -> HttpResponse:
    """Ask for the act under its own name, and lead back to the follow-up."""
    errand = Errand(
        heading=heading,
        button=heading,
        lead=found.text,
        back_label=_("Uppföljningen"),
        back_url=reverse("visits:follow-up", args=[found.uuid]),
    )
    return carry_out(request, errand, form, call, to=errand.back_url, say=say)
