"""Afterwards: what a unit wanted lifted is noted, given to somebody, followed and closed.

The unit sees every step. What is closed is never opened again: a new one is noted.
"""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from samspel.audit import services as audit
from samspel.audit.actors import Actor
from samspel.foundation.dates import local_day
from samspel.people.models import Person
from samspel.visits import kinds, policies
from samspel.visits.addresses import follow_up_url
from samspel.visits.enums import FollowUpState, VisitState
from samspel.visits.errors import FollowUpRefused
from samspel.visits.models import FollowUp, FollowUpNote, Visit
from samspel.visits.services.letters import Letter, host_of, tell
from samspel.visits.services.locks import acting_person, locked_visit

_LONGEST = 4000


@transaction.atomic
def note_follow_up(
    visit: Visit,
    *,
    text: str,
    actor: Actor,
    at: dt.datetime,
    owner: Person | None = None,
    due_on: dt.date | None = None,
) -> FollowUp:
    """Note one thing that the unit wanted lifted, with an owner and a day if they are known.

    The unit is told, and the owner. Refuses a visit that is not held, an empty text, a
    day that has passed, and an owner named by somebody who may not give it to anybody.
    """
    visit = locked_visit(visit)
    policies.require(policies.may_note_follow_up(visit, actor), policies.ONLY_FOLLOWERS)
    if visit.state != VisitState.HELD:
        raise FollowUpRefused(_("Besöket är inte genomfört, så det finns inget att följa upp."))
    _require_text(text)
    follow_up = FollowUp(visit=visit, text=text.strip(), noted_at=at)
    if owner is not None or due_on is not None:
        policies.require(
            policies.may_assign_follow_up(follow_up, actor), policies.ONLY_FOLLOWERS
        )
        _require_day(due_on, at)
    follow_up.owner, follow_up.due_on = owner, due_on
    follow_up.save()
    _record(
        "visits.follow_up.noted",
        follow_up,
        actor,
        text,
        owner=owner.pk if owner else None,
        due_on=due_on,
    )
    _tell(
        follow_up,
        [host_of(visit, at)],
        _("Det ni ville lyfta följs upp: %(place)s"),
        _("Det ni tog upp på besöket följs nu upp: %(place)s. Du ser på sidan vad som händer."),
        actor=actor,
        at=at,
    )
    _tell_owner(follow_up, actor=actor, at=at)
    return follow_up


@transaction.atomic
def assign_follow_up(
    follow_up: FollowUp,
    *,
    owner: Person,
    due_on: dt.date,
    actor: Actor,
    at: dt.datetime,
) -> FollowUp:
    """Say who has it and until when. The owner and the unit are told.

    Refuses a day that has passed, and what is closed.
    """
    follow_up = _locked(follow_up)
    policies.require(policies.may_assign_follow_up(follow_up, actor), policies.ONLY_FOLLOWERS)
    _require_not_closed(follow_up)
    _require_day(due_on, at)
    follow_up.owner, follow_up.due_on = owner, due_on
    follow_up.save(update_fields=["owner", "due_on"])
    _record("visits.follow_up.assigned", follow_up, actor, owner=owner.pk, due_on=due_on)
    _tell_owner(follow_up, actor=actor, at=at)
    _tell(
        follow_up,
        [host_of(follow_up.visit, at)],
        _("En ansvarig är utsedd: %(place)s"),
        _("Det ni ville lyfta har fått en ansvarig: %(place)s. Det ska vara klart %(due)s."),
        actor=actor,
        at=at,
        due=due_on,
    )
    return follow_up


@transaction.atomic
def write_follow_up_note(
    follow_up: FollowUp, *, text: str, actor: Actor, at: dt.datetime
) -> FollowUpNote:
    """Write what has happened. Refuses an empty note, and what is closed."""
    follow_up = _locked(follow_up)
    policies.require(policies.may_write_follow_up(follow_up, actor), policies.ONLY_FOLLOWERS)
    _require_not_closed(follow_up)
    _require_text(text)
    note = FollowUpNote.objects.create(
        follow_up=follow_up, author_id=acting_person(actor), text=text.strip(), written_at=at
    )
    _record("visits.follow_up.written", follow_up, actor, text, note=note.pk)
    return note


@transaction.atomic
def mark_follow_up_done(
    follow_up: FollowUp, *, actor: Actor, at: dt.datetime, text: str = ""
) -> FollowUp:
    """Say that it is done, so that it can be closed. Refuses what is done or closed."""
    follow_up = _move(follow_up, FollowUpState.DONE, actor)
    if text.strip():
        FollowUpNote.objects.create(
            follow_up=follow_up,
            author_id=acting_person(actor),
            text=text.strip(),
            written_at=at,
        )
    _record("visits.follow_up.done", follow_up, actor, text)
    return follow_up


@transaction.atomic
def reopen_follow_up(follow_up: FollowUp, *, actor: Actor, at: dt.datetime) -> FollowUp:
    """Say that it is not done after all. Refuses what is not marked as done."""
    follow_up = _move(follow_up, FollowUpState.OPEN, actor)
    _record("visits.follow_up.reopened", follow_up, actor)
    _tell_owner(follow_up, actor=actor, at=at)
    return follow_up


@transaction.atomic
def close_follow_up(
    follow_up: FollowUp, *, outcome: str, actor: Actor, at: dt.datetime
) -> FollowUp:
    """Close it with what became of it, which the unit is told.

    Refuses a close without a word on the outcome, what is closed, and whoever only has
    it: those who gave it close it.
    """
    if not outcome.strip():
        raise FollowUpRefused(_("Skriv vad det blev av det. Enheten får läsa svaret."))
    locked = _locked(follow_up)
    policies.require(policies.may_assign_follow_up(locked, actor), policies.ONLY_FOLLOWERS)
    follow_up = _move(
        locked, FollowUpState.CLOSED, actor, closed_at=at, outcome=outcome.strip()
    )
    _record("visits.follow_up.closed", follow_up, actor, outcome)
    _tell(
        follow_up,
        [host_of(follow_up.visit, at), follow_up.owner],
        _("Avslutat: %(place)s"),
        _("Det ni ville lyfta är avslutat: %(place)s. På sidan ser du vad det blev av det."),
        actor=actor,
        at=at,
    )
    return follow_up


def _locked(follow_up: FollowUp) -> FollowUp:
    return (
        FollowUp.objects.select_for_update(of=("self",))
        .select_related("visit__body", "visit__operation__department", "visit__unit", "owner")
        .get(pk=follow_up.pk)
    )


def _move(follow_up: FollowUp, to: FollowUpState, actor: Actor, **changes: object) -> FollowUp:
    locked = _locked(follow_up)
    policies.require(policies.may_write_follow_up(locked, actor), policies.ONLY_FOLLOWERS)
    if to not in FollowUpState(locked.state).next_states:
        raise FollowUpRefused(_("Det går inte längre. Läs in sidan på nytt och se läget."))
    for name, value in {"state": to.value, **changes}.items():
        setattr(locked, name, value)
    locked.save(update_fields=["state", *changes])
    return locked


def _require_not_closed(follow_up: FollowUp) -> None:
    if follow_up.state == FollowUpState.CLOSED:
        raise FollowUpRefused(_("Uppföljningen är avslutad. Notera en ny om det behövs."))


def _require_text(text: str) -> None:
    if not text.strip():
        raise FollowUpRefused(_("Skriv något först."))
    if len(text) > _LONGEST:
        raise FollowUpRefused(
            _("Texten är för lång. Korta den till högst %(most)s tecken."), most=_LONGEST
        )


def _require_day(due_on: dt.date | None, at: dt.datetime) -> None:
    if due_on is not None and due_on < local_day(at):
        raise FollowUpRefused(_("Dagen har redan passerat. Välj en dag som ligger framåt."))


def _record(
    act: str, follow_up: FollowUp, actor: Actor, text: str = "", **facts: object
) -> None:
    audit.record(
        act, subject=follow_up, actor=actor, facts=facts, reason=text, also=[follow_up.visit]
    )


def _tell_owner(follow_up: FollowUp, *, actor: Actor, at: dt.datetime) -> None:
    _tell(
        follow_up,
        [follow_up.owner],
        _("Du ansvarar för en uppföljning: %(place)s"),
        _("Du har fått en uppföljning efter ett besök: %(place)s. Den ska vara klar %(due)s."),
        actor=actor,
        at=at,
        due=follow_up.due_on or _("så snart det går"),
        due_on=follow_up.due_on,
    )


def _tell(
    follow_up: FollowUp,
    recipients: list[Person | None],
    subject: object,
    body: object,
    *,
    actor: Actor,
    at: dt.datetime,
    due_on: dt.date | None = None,
    **params: object,
) -> None:
    letter = Letter(
        kinds.FOLLOW_UP,
        subject,
        body,
        params,
        link=follow_up_url(follow_up.uuid),
        due_on=due_on,
    )
    tell(follow_up.visit, recipients, letter, actor=actor, at=at)
