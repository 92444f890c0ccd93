"""An appointment's page: who, for what, by which decision, and what needs looking over."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from samspel.audit.actors import Actor
from samspel.foundation.swedish import capitalise
from samspel.kit import filters
from samspel.kit.enums import label_of
from samspel.kit.filters import today
from samspel.kit.rows import Fact
from samspel.people.models import Person
from samspel.people.queries import public_name
from samspel.visits import policies
from samspel.visits.enums import EndReason, Role
from samspel.visits.models import Appointment, AppointmentMember
from samspel.visits.web.showing.story import Hidden, story_of
from samspel.visits.web.words import period_words


@dataclass(frozen=True, slots=True)
class FlagRow:
    """Something that no longer agrees with the rules, and the way to settle it."""

    words: str
    name: str
    is_shall: bool
    raised_at: dt.datetime
    url: str


def seen_name(person: Person, body_id: int, actor: Actor) -> str:
    """Give the name as it may stand beside what the person has been appointed for."""
    if person.pk == actor.person_id or policies.may_appoint(body_id, actor):
        return person.name
    return public_name(person)


def title_of(appointment: Appointment) -> str:
    """Give what the appointment is called: the group's name, or for what it is."""
    return appointment.group_name or places_of(appointment)


def places_of(appointment: Appointment) -> str:
    """Say for what the appointment is."""
    return filters.words_list(str(each) for each in appointment.scopes.all())


def members_on(appointment: Appointment, on: dt.date) -> list[AppointmentMember]:
    """Give who has the appointment on the day."""
    return [
        each for each in appointment.members.all() if each.left_on is None or each.left_on > on
    ]


def context(appointment: Appointment, actor: Actor, on: dt.date) -> dict[str, Any]:
    """Give what the page draws, as of the day."""
    keeps = policies.may_end_appointment(appointment, actor)
    past = on if on < today() else None
    return {
        "appointment": appointment,
        "title": title_of(appointment),
        "on": on,
        "stands": appointment.is_in_force(on),
        "state": _state(appointment, on),
        "facts": _facts(appointment, actor, on),
        "flags": _flags(appointment, actor) if past is None else [],
        "keeps": keeps and past is None,
        "may_end": keeps and past is None and not appointment.end_reason,
        "story": story_of(appointment, on=past, hidden=_hidden(appointment, actor)),
    }


def _state(appointment: Appointment, on: dt.date) -> str:
    if on < appointment.valid_from:
        return _("Börjar gälla senare")
    if not appointment.is_in_force(on):
        return _("Har upphört")
    return pgettext("state", "Gäller")


def _facts(appointment: Appointment, actor: Actor, on: dt.date) -> list[Fact]:
    body_id = appointment.body_id
    now = members_on(appointment, on)
    names = filters.words_list(seen_name(each.person, body_id, actor) for each in now)
    gone = [each for each in appointment.members.all() if each not in now]
    facts = [
        Fact(_("Vem"), names or _("Ingen"), _left(gone, body_id, actor)),
        Fact(_("Kontaktpolitiker för"), places_of(appointment)),
        Fact(_("Organ"), appointment.body.name),
        Fact(_("Gäller"), period_words(appointment.valid_from, appointment.valid_to)),
        Fact(_("Utsedd av"), capitalise(label_of(Role, appointment.decided_by))),
        _decision(pgettext("one", "Beslut"), appointment.decision),
    ]
    if appointment.end_reason:
        facts.append(Fact(_("Varför det slutar"), label_of(EndReason, appointment.end_reason)))
    if appointment.end_decision is not None:
        facts.append(_decision(_("Beslut om slutet"), appointment.end_decision))
    return facts


def _left(gone: Iterable[AppointmentMember], body_id: int, actor: Actor) -> str:
    said = [
        _("%(name)s lämnade %(day)s.")
        % {
            "name": seen_name(each.person, body_id, actor),
            "day": each.left_on.isoformat() if each.left_on else "",
        }
        for each in gone
    ]
    return " ".join(said)


def _decision(term: str, decision: Any) -> Fact:
    if decision is None:
        return Fact(term, _("Inget beslut är inskrivet"))
    return Fact(term, decision.citation, "", reverse("meetings:decision", args=[decision.uuid]))


def _flags(appointment: Appointment, actor: Actor) -> list[FlagRow]:
    if not policies.may_resolve_flag(appointment, actor):
        return []
    return [
        FlagRow(
            flag.text,
            flag.person.name,
            flag.is_shall,
            flag.raised_at,
            reverse("visits:resolve-flag", args=[flag.uuid]),
        )
        for flag in appointment.open_flags  # type: ignore[attr-defined]  # given by the query
    ]


def _hidden(appointment: Appointment, actor: Actor) -> Hidden:
    if policies.may_appoint(appointment.body_id, actor):
        return Hidden()
    protected = frozenset(
        each.person_id
        for each in appointment.members.all()
        if each.person.is_protected and each.person_id != actor.person_id
    )
    return Hidden(protected, _("Person med skyddade personuppgifter"))
