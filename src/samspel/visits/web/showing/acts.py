"""What the viewer can do with a visit: the quiet acts beside the main one."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from samspel.audit.actors import Actor
from samspel.visits import policies
from samspel.visits.enums import Demand, VisitKind, VisitorState, VisitState
from samspel.visits.models import Visit, Visitor
from samspel.visits.web.showing.people import own_visitor

_ASKING = (VisitState.OFFERED, VisitState.PROPOSED)
_LEFT = (VisitorState.DECLINED, VisitorState.WITHDRAWN)


@dataclass(frozen=True, slots=True)
class Act:
    """A way on: words and address."""

    label: str
    url: str


def acts_on(visit: Visit, actor: Actor, now: dt.datetime, *, has_more: bool) -> tuple[Act, ...]:
    """Give the quiet acts that the viewer may do with the visit as it stands.

    ``has_more`` is whether there is anybody more to ask along.
    """
    state = VisitState(visit.state)
    if state is VisitState.HELD:
        return _after(visit, actor)
    if state in _ASKING:
        acts = _before_a_time(visit, actor, state)
    elif state is VisitState.BOOKED and visit.ends_at is not None and visit.ends_at > now:
        acts = _with_a_time(visit, actor)
    else:
        return ()
    return (*acts, *_for_keepers(visit, actor, has_more=has_more))


def _act(label: str, route: str, visit: Visit) -> Act:
    return Act(label, reverse(f"visits:{route}", args=[visit.uuid]))


def _after(visit: Visit, actor: Actor) -> tuple[Act, ...]:
    """Give what is left when the visit is held.

    What the unit wanted lifted is noted from the report's page; where no report need be
    written the account is oral, and it is noted from here.
    """
    needs_none = visit.report_demand != Demand.REQUIRED and visit.kind != VisitKind.PARTY
    if needs_none and policies.may_note_follow_up(visit, actor):
        return (_act(_("Notera något att följa upp"), "note-follow-up", visit),)
    return ()


def _before_a_time(visit: Visit, actor: Actor, state: VisitState) -> list[Act]:
    acts = []
    mine = own_visitor(visit, actor)
    if mine is not None and mine.state not in _LEFT and _answerable(visit, mine):
        acts.append(_act(_("Svara på varje tid"), "answer", visit))
    if policies.may_suggest_time(visit, actor):
        acts.append(_act(_("Föreslå en annan tid"), "suggest", visit))
    if mine is not None and mine.state not in _LEFT:
        words = _("Dra tillbaka förslaget") if _is_own(visit, mine) else _("Tacka nej")
        acts.append(_act(words, "decline", visit))
    if state is VisitState.PROPOSED and policies.may_decline_proposal(visit, actor):
        acts.append(_act(_("Tacka nej"), "decline-proposal", visit))
    return acts


def _answerable(visit: Visit, mine: Visitor) -> bool:
    """Whether there is a time that somebody else has put forward, to answer."""
    return any(each.suggested_by_id != mine.person_id for each in visit.options.all())


def _is_own(visit: Visit, mine: Visitor) -> bool:
    return visit.state == VisitState.PROPOSED and visit.started_by_id == mine.person_id


def _for_keepers(visit: Visit, actor: Actor, *, has_more: bool) -> list[Act]:
    acts = []
    is_open = has_more and visit.kind != VisitKind.PARTY
    if is_open and policies.may_draw_in(visit, actor):
        acts.append(_act(_("Bjud in fler"), "draw-in", visit))
    if visit.decision_id is None and policies.may_book_for_others(visit.body_id, actor):
        acts.append(_act(_("Skriv in organets beslut"), "attach-decision", visit))
    if policies.may_cancel(visit, actor):
        acts.append(_act(_("Ställ in"), "cancel", visit))
    return acts


def _with_a_time(visit: Visit, actor: Actor) -> list[Act]:
    acts = []
    mine = own_visitor(visit, actor)
    if policies.sees_place(visit, actor):
        acts.append(_act(_("Lägg i kalendern"), "calendar", visit))
    if visit.participants_decided_at and policies.may_decide_participants(visit, actor):
        acts.append(_act(_("Ändra vilka som är med"), "participants", visit))
    if policies.may_move(visit, actor):
        acts.append(_act(_("Flytta besöket"), "move", visit))
    if mine is not None and mine.state == VisitorState.ACCEPTED:
        acts.append(_act(_("Lämna återbud"), "decline", visit))
    elif mine is not None and mine.state == VisitorState.ASKED:
        acts.append(_act(_("Tacka nej"), "decline", visit))
    return acts
