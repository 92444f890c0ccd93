"""Everything that a visit's page shows, for the viewer, as of a day."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from samspel.audit.actors import Actor
from samspel.audit.queries import entries_about
from samspel.foundation.dates import local_day
from samspel.kit.enums import label_of
from samspel.rules.errors import NoRuleInForce
from samspel.rules.values import Item
from samspel.visits import policies, queries
from samspel.visits.enums import ReportState, VisitorState, VisitState
from samspel.visits.models import Visit
from samspel.visits.queries.page import asked_together, reckoned_day
from samspel.visits.queries.trials import tried_for
from samspel.visits.web.showing.acts import acts_on
from samspel.visits.web.showing.choosing import (
    Choosing,
    Filled,
    Stopped,
    choosing_for,
    waiting_requests,
)
from samspel.visits.web.showing.facts import facts_of, holders_for, quota_shown
from samspel.visits.web.showing.people import own_visitor, visitor_rows
from samspel.visits.web.showing.story import Hidden, story_of
from samspel.visits.web.verdicts import busy_verdict, chair_can_decide
from samspel.visits.web.words import day_words, span_inside, span_words

_ASKING = (VisitState.OFFERED, VisitState.PROPOSED)
_KIND = {
    VisitState.OFFERED: "half",
    VisitState.PROPOSED: "half",
    VisitState.BOOKED: "half",
    VisitState.HELD: "done",
}
_REACHED = {
    "visits.visit.offered": VisitState.OFFERED,
    "visits.visit.proposed": VisitState.PROPOSED,
    "visits.visit.booked": VisitState.BOOKED,
    "visits.visit.held": VisitState.HELD,
    "visits.visit.cancelled": VisitState.CANCELLED,
    "visits.visit.declined": VisitState.DECLINED,
    "visits.party_visit.registered": VisitState.BOOKED,
}


@dataclass(frozen=True, slots=True)
class Joining:
    """What the rules say about coming along to a visit that has its time."""

    verdict: object
    stopped: Stopped | None = None

    @property
    def is_stopped(self) -> bool:
        """Whether the viewer can't come along, as things are."""
        return self.stopped is not None


def context(
    visit: Visit, actor: Actor, *, now: dt.datetime, on: dt.date, filled: Filled
) -> dict[str, Any]:
    """Give what the page draws. On an earlier day only what had happened by then."""
    mine = own_visitor(visit, actor)
    with asked_together(
        visit,
        person_id=None if mine is None else mine.person_id,
        on=on,
        today=local_day(now),
        judged=_times_tried(visit, now) if on >= local_day(now) else (),
    ):
        return _context(visit, actor, now=now, on=on, filled=filled)


def _times_tried(visit: Visit, now: dt.datetime) -> list[dt.datetime]:
    """Give when the times begin that the page may try for the viewer."""
    if visit.state in _ASKING:
        return [each.starts_at for each in visit.options.all()]
    ahead = _time_ahead(visit, now)
    return [ahead[0]] if ahead else []


def _context(
    visit: Visit, actor: Actor, *, now: dt.datetime, on: dt.date, filled: Filled
) -> dict[str, Any]:
    today = local_day(now)
    mine = own_visitor(visit, actor)
    holders = holders_for(visit, on)
    sees_place = policies.sees_place(visit, actor)
    is_past_view = on < today
    story = story_of(visit, on=on if is_past_view else None, hidden=_hidden(visit, actor))
    shown: dict[str, Any] = {
        "visit": visit,
        "title": visit.where if sees_place else visit.operation.name,
        "sees_place": sees_place,
        "on": on,
        "is_past_view": is_past_view,
        "story": story,
        "facts": facts_of(visit, actor, on, holders),
        "visitors": visitor_rows(visit, actor, decline_reasons(visit)),
        "quota": quota_shown(visit, mine, today) if mine is not None else None,
        "choosing": Choosing(),
        "joining": None,
        "acts": (),
        "state": _state_then(visit, on) if is_past_view else state_words(visit, actor, now),
    }
    if is_past_view:
        return shown
    there = {each.person_id for each in visit.visitors.all()}
    has_more = any(each.person_id not in there for each in holders)
    return {**shown, **_now(visit, actor, now, filled, has_more=has_more)}


def day(now: dt.datetime) -> dt.date:
    """Give today, beyond which no page is shown."""
    return local_day(now)


def _now(
    visit: Visit, actor: Actor, now: dt.datetime, filled: Filled, *, has_more: bool
) -> dict[str, Any]:
    """Give what can be done with the visit as it stands."""
    mine = own_visitor(visit, actor)
    choosing = Choosing()
    if visit.state in _ASKING and policies.sees_place(visit, actor):
        choosing = choosing_for(visit, actor, now, filled)
    return {
        "choosing": choosing,
        "joining": _joining(visit, actor, now),
        "acts": acts_on(visit, actor, now, has_more=has_more),
        "is_reported": _is_reported(visit),
        "main_act": main_act(visit, actor, now),
        "reminds": [
            (each.person.name, each.person.uuid)
            for each in visit.visitors.all()
            if each.state == VisitorState.ASKED
            and not each.person.is_protected
            and VisitState(visit.state).is_open
            and policies.may_remind(visit.body_id, actor)
        ],
        "is_coming": mine is not None and mine.state == VisitorState.ACCEPTED,
    }


def _is_reported(visit: Visit) -> bool:
    """Whether the report of a visit that has been held is submitted."""
    if visit.state != VisitState.HELD:
        return False
    report = getattr(visit, "report", None)
    return report is not None and report.state == ReportState.SUBMITTED


def main_act(visit: Visit, actor: Actor, now: dt.datetime) -> tuple[str, str] | None:
    """Give the one main act of a visit that has its time, or has been held: words, address."""
    if visit.state == VisitState.BOOKED and visit.ends_at is not None:
        if visit.ends_at <= now:
            if policies.may_record_held(visit, actor):
                return _("Notera att besöket är genomfört"), _url("held", visit)
            return None
        return _before_it(visit, actor)
    if visit.state == VisitState.HELD:
        return _("Till rapporten"), _url("report", visit)
    return None


def _before_it(visit: Visit, actor: Actor) -> tuple[str, str] | None:
    if policies.may_decide_participants(visit, actor):
        if visit.participants_decided_at is None:
            return _("Bestäm vilka som är med"), _url("participants", visit)
        return _("Skriv inför besöket"), _url("preparation", visit)
    mine = own_visitor(visit, actor)
    if mine is not None and mine.state == VisitorState.ACCEPTED:
        return _("Förbered dig"), _url("preparation", visit)
    return None


def _url(route: str, visit: Visit) -> str:
    return reverse(f"visits:{route}", args=[visit.uuid])


def _time_ahead(visit: Visit, now: dt.datetime) -> tuple[dt.datetime, dt.datetime] | None:
    """Give the time of a booked visit that is not over yet."""
    if visit.state != VisitState.BOOKED or visit.starts_at is None or visit.ends_at is None:
        return None
    return (visit.starts_at, visit.ends_at) if visit.ends_at > now else None


def _joining(visit: Visit, actor: Actor, now: dt.datetime) -> Joining | None:
    """Judge whether the viewer can come along to a visit that has its time."""
    mine = own_visitor(visit, actor)
    time = _time_ahead(visit, now)
    if mine is None or mine.state == VisitorState.ACCEPTED or time is None:
        return None
    coming = {
        each.person_id for each in visit.visitors.all() if each.state == VisitorState.ACCEPTED
    }
    try:
        trial = tried_for(visit, coming | {mine.person_id}, time, is_host=False, at=now)
    except NoRuleInForce:
        return None
    label = span_words(*time)
    year = local_day(time[0]).year
    if mine.person_id in trial.busy:
        return Joining(None, Stopped(label, busy_verdict(), year=year))
    if trial.judgement.is_stopped:
        asked = waiting_requests(visit, mine.person_id).get(year)
        asks = chair_can_decide(trial.judgement)
        return Joining(None, Stopped(label, trial.judgement, "", year, asks, asked))
    return Joining(trial.judgement)


def state_words(visit: Visit, actor: Actor, now: dt.datetime) -> tuple[str, str]:
    """Say where the visit stands for the viewer, and how it is marked."""
    state = VisitState(visit.state)
    kind = _KIND.get(state, "")
    mine = own_visitor(visit, actor)
    if state in _ASKING and mine is not None and mine.state == VisitorState.ASKED:
        return _waits_for_me(visit, mine.answered_at is not None), kind
    sees_time = visit.starts_at is not None and policies.sees_place(visit, actor)
    if state is VisitState.BOOKED and sees_time:
        if visit.ends_at is not None and visit.ends_at <= now:
            return _("Tiden har passerat, men ingen har noterat att besöket blev av"), kind
        time = span_inside(visit.starts_at, visit.ends_at)  # type: ignore[arg-type]  # what is booked has both times
        return _("Bokat: %(time)s") % {"time": time}, kind
    if state is VisitState.HELD and visit.held_from is not None and sees_time:
        return _("Genomfört %(day)s") % {"day": day_words(local_day(visit.held_from))}, kind
    return label_of(VisitState, state), kind


def _waits_for_me(visit: Visit, has_answered: bool) -> str:
    if visit.state == VisitState.PROPOSED:
        return _("Förslaget väntar på svar")
    if has_answered:
        return _("Du har svarat. Ingen tid är bestämd än")
    if visit.answer_by is None:
        return _("Inbjudan väntar på ditt svar")
    return _("Inbjudan väntar på ditt svar, senast %(day)s") % {
        "day": day_words(visit.answer_by)
    }


def _state_then(visit: Visit, on: dt.date) -> tuple[str, str]:
    """Say where the visit stood by the end of a day, as the trail tells."""
    acts = [each for each in _acts_by(visit, on) if each in _REACHED]
    if not acts:
        return _("Besöket fanns inte än"), ""
    state = _REACHED[acts[0]]
    return label_of(VisitState, state), _KIND.get(state, "")


def _acts_by(visit: Visit, on: dt.date) -> list[str]:
    rows = entries_about(visit).values_list("act", "recorded_at")
    return [act for act, at in rows if local_day(at) <= on]


def _hidden(visit: Visit, actor: Actor) -> Hidden:
    """Give whose names the story leaves out: protected visitors', for whoever is outside."""
    if policies.sees_place(visit, actor):
        return Hidden()
    protected = {each.person_id for each in visit.visitors.all() if each.person.is_protected}
    return Hidden(frozenset(protected), _("Någon som är med på besöket"))


def decline_reasons(visit: Visit) -> dict[str, str]:
    """Give the reasons to decline that the guideline names, by key."""
    day = reckoned_day(visit)
    named = queries.rule_if_any("decline.reasons", body_id=visit.body_id, on=day)
    if not isinstance(named, tuple):
        return {}
    return {each.key: each.label for each in named if isinstance(each, Item)}
