"""Answers to a notice, and substitutes asked in their order (KL 5 kap. 17–21 §§, 6 kap. 17 §).

Whoever says that they can't come sets the question to the next substitute going; a
substitute who declines passes it on. Nobody is asked out of turn.
"""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from samspel.audit import services as audit
from samspel.audit.actors import Actor
from samspel.meetings import policies
from samspel.meetings.enums.calling import Answer, CallState
from samspel.meetings.errors import MeetingRefused, MeetingsNotAllowed
from samspel.meetings.models import Meeting
from samspel.meetings.models.calling import NoticeAnswer, SubstituteCall
from samspel.meetings.queries.calling import substitutes_in_turn
from samspel.meetings.services.locks import locked_meeting
from samspel.messaging.services import notify
from samspel.people.models import Person
from samspel.people.queries import MemberRow, members_of, secretaries_of

CALL = "meetings.call"


@transaction.atomic
def answer_notice(
    meeting: Meeting,
    person: Person,
    *,
    kind: Answer,
    at: dt.datetime,
    actor: Actor,
    reason: str = "",
    clock: dt.time | None = None,
) -> NoticeAnswer:
    """Answer the notice: yes, later, leaves early or no, for oneself or by the secretary.

    With a member's no the next substitute in turn is asked; with a yes after a no the
    question is withdrawn. Refuses somebody else's answer, whoever is not in the body on
    the day, a meeting that has begun or is off, and anything but a yes without a reason.
    """
    meeting = locked_meeting(meeting)
    _require_may_answer(meeting, person, actor)
    _require_ahead(meeting, at)
    seat = _seat_of(meeting, person)
    if kind.needs_reason and not reason.strip():
        raise MeetingRefused(_("Skriv kort varför, så att sekreteraren vet."))
    row = _write_answer(meeting, person, kind, reason, clock, at, actor)
    audit.record(
        "meetings.notice.answered",
        subject=meeting,
        actor=actor,
        facts={"person": person.pk, "answer": kind.value},
        reason=reason,
    )
    if seat.is_substitute:
        _follow_up_substitute(meeting, person, kind, at=at, actor=actor)
    elif kind is Answer.NO:
        _ask_next(meeting, person, at=at, actor=actor)
    else:
        _withdraw_for(meeting, person, at=at, actor=actor)
    return row


def _write_answer(
    meeting: Meeting,
    person: Person,
    kind: Answer,
    reason: str,
    clock: dt.time | None,
    at: dt.datetime,
    actor: Actor,
) -> NoticeAnswer:
    own = actor.person_id == person.pk
    row, _new = NoticeAnswer.objects.update_or_create(
        meeting=meeting,
        person=person,
        defaults={
            "kind": kind,
            "reason": reason.strip() if kind.needs_reason else "",
            "clock": clock if kind in {Answer.LATE, Answer.LEAVES_EARLY} else None,
            "answered_at": at,
            "entered_by_id": None if own else actor.person_id,
        },
    )
    return row


def _follow_up_substitute(
    meeting: Meeting, person: Person, kind: Answer, *, at: dt.datetime, actor: Actor
) -> None:
    """Let a substitute who can't come pass on the question that they have."""
    if kind is not Answer.NO:
        return
    call = _open_calls(meeting).filter(substitute=person).first()
    if call is not None:
        _settle(call, CallState.DECLINED, at=at, actor=actor)
        _ask_next(meeting, call.absent, at=at, actor=actor)


@transaction.atomic
def ask_substitute(
    meeting: Meeting, absent: Person, *, at: dt.datetime, actor: Actor
) -> SubstituteCall:
    """Ask the substitute who is next in turn, as the secretary does.

    Refuses whoever does not keep the body, a seat that somebody is asked for already,
    and a seat for which nobody is left to ask.
    """
    meeting = locked_meeting(meeting)
    policies.require_may_keep(meeting.body, actor)
    _require_ahead(meeting, at)
    _seat_of(meeting, absent)
    if _open_calls(meeting).filter(absent=absent).exists():
        raise MeetingRefused(_("En ersättare är redan tillfrågad. Läs in sidan på nytt."))
    call = _ask_next(meeting, absent, at=at, actor=actor)
    if call is None:
        raise MeetingRefused(_("Det finns ingen ersättare kvar att fråga."))
    return call


def _ask_next(
    meeting: Meeting, absent: Person, *, at: dt.datetime, actor: Actor
) -> SubstituteCall | None:
    """Put the question to the next in turn; the secretary is told when nobody is left."""
    if _open_calls(meeting).filter(absent=absent).exists():
        return None
    in_turn = substitutes_in_turn(meeting, absent)
    # A substitute who can't come is not asked to stand in for themselves.
    turns = [each for each in in_turn if each.member.person_id != absent.pk]
    if not turns:
        _tell_secretaries(meeting, absent, actor=actor, at=at)
        return None
    turn = turns[0]
    call = SubstituteCall.objects.create(
        meeting=meeting,
        absent=absent,
        substitute_id=turn.member.person_id,
        turn=turn.place,
        order_ground=turn.ground,
        asked_at=at,
    )
    audit.record(
        "meetings.substitute.asked",
        subject=meeting,
        actor=actor,
        facts={"absent": absent.pk, "substitute": call.substitute_id, "turn": turn.place},
    )
    _tell(
        call,
        subject=_("Kan du tjänstgöra? %(body)s %(when)s"),
        body=_(
            "%(absent)s kan inte komma till %(body)s %(when)s, och du står i tur att "
            "tjänstgöra. Svara om du kan."
        ),
        actor=actor,
        at=at,
    )
    return call


@transaction.atomic
def answer_call(
    call: SubstituteCall,
    *,
    accepts: bool,
    at: dt.datetime,
    actor: Actor,
    reason: str = "",
) -> SubstituteCall:
    """Answer as a substitute whether one serves; a no passes the question on.

    Refuses somebody else's answer, a question that is settled, and a meeting that has
    begun. The answer counts as an answer to the notice too.
    """
    meeting = locked_meeting(call.meeting)
    call = SubstituteCall.objects.select_related("absent", "substitute").get(pk=call.pk)
    _require_may_answer(meeting, call.substitute, actor)
    _require_ahead(meeting, at)
    if call.state != CallState.ASKED:
        raise MeetingRefused(
            _("Frågan är redan besvarad eller återtagen. Läs in sidan på nytt.")
        )
    if not accepts and not reason.strip():
        raise MeetingRefused(_("Skriv kort varför, så att sekreteraren vet."))
    _settle(call, CallState.ACCEPTED if accepts else CallState.DECLINED, at=at, actor=actor)
    kind = Answer.YES if accepts else Answer.NO
    _write_answer(meeting, call.substitute, kind, reason, None, at, actor)
    if not accepts:
        _ask_next(meeting, call.absent, at=at, actor=actor)
    return call


@transaction.atomic
def withdraw_call(call: SubstituteCall, *, at: dt.datetime, actor: Actor) -> SubstituteCall:
    """Take the question to a substitute back; they are told that they need not serve.

    Refuses whoever does not keep the body, and a question that is not open.
    """
    meeting = locked_meeting(call.meeting)
    policies.require_may_keep(meeting.body, actor)
    call = SubstituteCall.objects.select_related("absent", "substitute").get(pk=call.pk)
    if not call.status.is_open:
        raise MeetingRefused(
            _("Frågan är redan besvarad eller återtagen. Läs in sidan på nytt.")
        )
    call.meeting = meeting
    _withdraw(call, at=at, actor=actor)
    return call


def _withdraw_for(meeting: Meeting, absent: Person, *, at: dt.datetime, actor: Actor) -> None:
    for call in _open_calls(meeting).filter(absent=absent):
        call.meeting = meeting
        _withdraw(call, at=at, actor=actor)


def _withdraw(call: SubstituteCall, *, at: dt.datetime, actor: Actor) -> None:
    _settle(call, CallState.WITHDRAWN, at=at, actor=actor)
    _tell(
        call,
        subject=_("Du behöver inte tjänstgöra: %(body)s %(when)s"),
        body=_(
            "%(absent)s kommer till %(body)s %(when)s, så du behöver inte tjänstgöra. "
            "Du får alltid vara med."
        ),
        actor=actor,
        at=at,
    )


def _settle(call: SubstituteCall, state: CallState, *, at: dt.datetime, actor: Actor) -> None:
    call.state, call.settled_at = state, at
    call.save(update_fields=["state", "settled_at"])
    audit.record(
        "meetings.substitute.settled",
        subject=call.meeting,
        actor=actor,
        facts={
            "absent": call.absent_id,
            "substitute": call.substitute_id,
            "state": state.value,
        },
    )


def _open_calls(meeting: Meeting) -> QuerySet[SubstituteCall]:
    open_states = [CallState.ASKED, CallState.ACCEPTED]
    calls = SubstituteCall.objects.filter(meeting=meeting, state__in=open_states)
    return calls.select_related("absent", "substitute")


def _require_may_answer(meeting: Meeting, person: Person, actor: Actor) -> None:
    if actor.person_id == person.pk or policies.may_keep(meeting.body_id, actor):
        return
    raise MeetingsNotAllowed(
        _("Du kan bara svara för dig själv. Be den det gäller, eller sekreteraren, att svara.")
    )


def _require_ahead(meeting: Meeting, at: dt.datetime) -> None:
    if not meeting.is_ahead or meeting.starts_at <= at:
        raise MeetingRefused(
            _("Mötet har redan börjat, är hållet eller inställt. Hör av dig till sekreteraren.")
        )


def _seat_of(meeting: Meeting, person: Person) -> MemberRow:
    members = members_of(meeting.body_id, meeting.day)
    found = next((each for each in members if each.person_id == person.pk), None)
    if found is None:
        raise MeetingRefused(
            _("%(name)s har inget uppdrag i %(body)s den dagen."),
            name=person.name,
            body=meeting.body.name,
        )
    return found


def _tell(
    call: SubstituteCall, *, subject: object, body: object, actor: Actor, at: dt.datetime
) -> None:
    meeting = call.meeting
    notify(
        [call.substitute],
        kind=CALL,
        subject=subject,
        body=body,
        params={
            "absent": call.absent.name,
            "body": meeting.body.name,
            "when": meeting.starts_at,
        },
        link=reverse("meetings:answer-notice", args=[meeting.uuid]),
        actor=actor,
        about=meeting,
        at=at,
    )


def _tell_secretaries(
    meeting: Meeting, absent: Person, *, actor: Actor, at: dt.datetime
) -> None:
    notify(
        secretaries_of(meeting.body_id, meeting.day),
        kind=CALL,
        subject=_("Ingen ersättare kvar: %(body)s %(when)s"),
        body=_(
            "%(absent)s kan inte komma till %(body)s %(when)s, och det finns ingen ersättare "
            "kvar att fråga."
        ),
        params={"absent": absent.name, "body": meeting.body.name, "when": meeting.starts_at},
        link=reverse("meetings:expected", args=[meeting.uuid]),
        actor=actor,
        about=meeting,
        at=at,
    )
