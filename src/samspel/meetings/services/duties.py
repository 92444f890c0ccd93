"""What the law asks of a body: to meet when enough ask, to wait with a decision, to make an
ordinance known.

KL 5 kap. 12 §, 6 kap. 23 §, 8 kap. 13 § and 13 kap. 14 §.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from samspel.audit import services as audit
from samspel.audit.actors import Actor
from samspel.foundation.as_read import require_as_read
from samspel.foundation.dates import local_day
from samspel.foundation.text import one_line
from samspel.meetings import policies
from samspel.meetings.calculation.statute import count_laid_down
from samspel.meetings.calculation.voting import is_enough, part_of
from samspel.meetings.errors import DecisionRefused, MeetingRefused
from samspel.meetings.models import (
    Decision,
    DecisionHold,
    Meeting,
    MeetingRequest,
    Ordinance,
)
from samspel.meetings.queries.duties import final_notices
from samspel.meetings.services.locks import lock_body
from samspel.meetings.services.room import require_lawful
from samspel.people.enums import MEMBER_ROLES, BodyKind
from samspel.people.models import Body, Person
from samspel.people.queries import members_of


@transaction.atomic
def request_meeting(
    body: Body,
    *,
    reason: str,
    supporters: Iterable[Person] = (),
    by_chair: bool = False,
    by_board: bool = False,
    at: dt.datetime,
    actor: Actor,
) -> MeetingRequest:
    """Enter that an extra meeting is asked for: the body then has to meet.

    A third of the members binds the body, and so does its chair; in the council the
    executive board too. Secretary and chair are reminded until an extra meeting is
    planned. Refuses whoever neither leads nor keeps the body, a request that does not say
    why, one beside another that waits, and (UnlawfulAct) too few.
    """
    lock_body(body)
    policies.require_may_lead(body, actor)
    if not reason.strip():
        raise MeetingRefused(_("Skriv vad det extra mötet ska handla om."))
    if MeetingRequest.objects.filter(body=body, meeting__isnull=True).exists():
        raise MeetingRefused(_("Ett extra möte är redan begärt. Planera det först."))
    members = _members(body, local_day(at))
    asking = {each.pk for each in supporters} & members
    is_council = body.kind == BodyKind.COUNCIL
    one_in = count_laid_down(
        "meeting.request", "request.one_in", local_day(at), is_council=is_council
    )
    third = part_of(len(members), one_in=one_in)
    require_lawful(
        "meeting.request",
        {
            "body.is_council": is_council,
            "request.supporters_count": len(asking),
            "request.third_count": third,
            "request.third_is_met": is_enough(len(asking), len(members), one_in=one_in),
            "request.by_chair": by_chair,
            "request.by_board": by_board,
        },
        at,
    )
    made = MeetingRequest.objects.create(
        body=body,
        reason=reason.strip(),
        asked_on=local_day(at),
        by_chair=by_chair,
        by_board=by_board,
        needed_count=third,
        entered_by_id=actor.person_id,
    )
    made.supporters.set(asking)
    audit.record(
        "meetings.meeting.requested",
        subject=made,
        actor=actor,
        facts={
            "supporters": sorted(asking),
            "needed": third,
            "by_chair": by_chair,
            "by_board": by_board,
        },
        also=[body],
    )
    return made


def _members(body: Body, on: dt.date) -> set[int]:
    """Give the persons who are members of the body on the day; substitutes do not count."""
    return {each.person_id for each in members_of(body, on) if each.role in MEMBER_ROLES}


def answer_request(meeting: Meeting) -> None:
    """Let an extra meeting that has just been planned be the answer to what was asked."""
    if not meeting.is_ordinary:
        waiting = MeetingRequest.objects.filter(body=meeting.body_id, meeting__isnull=True)
        waiting.update(meeting=meeting)


def ask_again(meeting: Meeting) -> None:
    """Let what was asked wait again when the meeting that answered it is off."""
    for asked in MeetingRequest.objects.filter(meeting=meeting):
        others = MeetingRequest.objects.filter(body=asked.body_id, meeting__isnull=True)
        if not others.exists():
            asked.meeting = None
            asked.save(update_fields=["meeting"])


@transaction.atomic
def hold_decision(
    decision: Decision,
    *,
    reason: str,
    at: dt.datetime,
    actor: Actor,
    read: str | None = None,
) -> DecisionHold | None:
    """Enter the special reasons to wait until a decision is final, or that there are none.

    KL 13 kap. 14 §: it may be executed at once unless there are such reasons. An empty
    ``reason`` takes them away. Refuses whoever does not keep the body, a decision that is
    replaced, reasons for one that is final already, to take away what is not there, and
    (Stale) whoever has ``read`` other reasons than those that stand.
    """
    lock_body(decision.body)
    policies.require_may_keep(decision.body, actor)
    stands = DecisionHold.objects.filter(decision=decision).values_list("reason", flat=True)
    require_as_read(read, stands.first() or "")
    if not decision.stands:
        raise DecisionRefused(_("Beslutet är rättat. Öppna det som gäller nu."))
    words = one_line(reason)
    if not words and not DecisionHold.objects.filter(decision=decision).exists():
        raise DecisionRefused(_("Skriv vilka skäl som finns att vänta, eller gå tillbaka."))
    if words and final_notices([decision]):
        raise DecisionRefused(
            _("Beslutet har redan fått laga kraft, så det finns inget att vänta på.")
        )
    if words:
        hold, _is_new = DecisionHold.objects.update_or_create(
            decision=decision,
            defaults={"reason": words[:300], "noted_at": at, "noted_by": actor.name},
        )
    else:
        hold = None
        DecisionHold.objects.filter(decision=decision).delete()
    audit.record(
        "meetings.decision.held" if words else "meetings.decision.released",
        subject=decision,
        actor=actor,
        reason=words,
        also=[decision.body],
    )
    return hold


@transaction.atomic
def keep_ordinance(
    decision: Decision,
    *,
    title: str,
    text: str,
    valid_from: dt.date,
    actor: Actor,
) -> Ordinance:
    """Take an ordinance that was decided into the municipality's register (KL 8 kap. 13 §).

    It is announced by the notice of the minutes; from then everybody can read it. Refuses
    whoever does not keep the body, a decision that is replaced or has its ordinance, a day
    before the decision, and what says nothing.
    """
    lock_body(decision.body)
    policies.require_may_keep(decision.body, actor)
    if not decision.stands or Ordinance.objects.filter(decision=decision).exists():
        raise DecisionRefused(
            _("Beslutet är rättat, eller har redan sin föreskrift i samlingen.")
        )
    if not title.strip() or not text.strip():
        raise DecisionRefused(_("Skriv vad föreskriften heter och hur den lyder."))
    if valid_from < decision.decided_on:
        raise DecisionRefused(_("Föreskriften kan inte gälla före den dag då den beslutades."))
    made = Ordinance.objects.create(
        decision=decision, title=one_line(title), text=text.strip(), valid_from=valid_from
    )
    audit.record(
        "meetings.ordinance.kept",
        subject=made,
        actor=actor,
        facts={"valid_from": valid_from},
        also=[decision, decision.body],
    )
    return made


@transaction.atomic
def end_ordinance(
    ordinance: Ordinance, *, valid_to: dt.date, ended_by: str, actor: Actor
) -> Ordinance:
    """Enter that an ordinance no longer holds from a day on, by which decision.

    Refuses whoever does not keep the body, one that has ended, a day before it held, and no
    decision.
    """
    body = ordinance.decision.body
    lock_body(body)
    policies.require_may_keep(body, actor)
    ordinance = Ordinance.objects.get(pk=ordinance.pk)
    if ordinance.valid_to is not None:
        raise DecisionRefused(_("Föreskriften har redan upphört."))
    if valid_to < ordinance.valid_from:
        raise DecisionRefused(_("Föreskriften kan inte upphöra innan den började gälla."))
    if not ended_by.strip():
        raise DecisionRefused(_("Ange det beslut som upphäver föreskriften."))
    ordinance.valid_to, ordinance.ended_by = valid_to, one_line(ended_by)[:200]
    ordinance.save(update_fields=["valid_to", "ended_by"])
    audit.record(
        "meetings.ordinance.ended",
        subject=ordinance,
        actor=actor,
        facts={"valid_to": valid_to},
        also=[body],
    )
    return ordinance
