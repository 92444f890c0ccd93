"""The states: every act in every state of a visit, and the legal moves as they are drawn."""

from __future__ import annotations

import pytest
from django.utils.translation import gettext

from samspel.foundation.refusal import Refused
from samspel.visits import services
from samspel.visits.enums import (
    FollowUpState,
    ReportState,
    RequestState,
    VisitorState,
    VisitState,
)
from tests.visits.acting import NOW, booked, clock, held, offered
from tests.visits.nothing import everything

LATER = clock(11, 24, 20)
# Which acts go through in which state of the visit, for whoever may do them.
GOES_THROUGH = {
    "answer_options": {"offered", "proposed"},
    "suggest_time": {"offered", "proposed"},
    "choose_time": {"offered", "proposed"},
    "draw_in_others": {"offered", "proposed", "booked"},
    "join_visit": {"booked"},
    "decline_invitation": {"offered", "proposed", "booked"},
    "decline_proposal": {"proposed"},
    "move_visit": {"booked"},
    "cancel_visit": {"offered", "proposed", "booked"},
    "decide_participants": {"offered", "proposed", "booked"},
    "confirm_conduct": {"offered", "proposed", "booked", "held"},
    "record_held": {"booked"},
    "start_report": {"held"},
    "note_follow_up": {"held"},
}


def _in_state(town, state):
    """A visit of Anna's in the state, to which Per-Olof has not been asked."""
    alone = {"reason": "Bara Anna."}
    if state is VisitState.BOOKED:
        return booked(town, "anna", **alone)
    if state is VisitState.HELD:
        return held(town, booked(town, "anna", **alone), "anna")
    visit = offered(town, "anna", **alone)
    if state is VisitState.PROPOSED:
        visit.options.update(suggested_by=town.person("anna"))
        visit.__class__.objects.filter(pk=visit.pk).update(state=state)
    if state is VisitState.CANCELLED:
        services.cancel_visit(visit, because="Nej.", actor=town.actor("maria"), at=NOW)
    if state is VisitState.DECLINED:
        services.decline_invitation(visit, actor=town.actor("anna"), at=NOW)
    visit.refresh_from_db()
    return visit


def _do(town, act, visit):
    anna, maria = town.actor("anna"), town.actor("maria")
    option = visit.options.order_by("starts_at").first()
    times = {"starts_at": clock(12, 7), "ends_at": clock(12, 7, 12)}
    acts = {
        "answer_options": lambda: services.answer_options(
            visit, answers={option.pk: "possible"}, actor=anna, at=NOW
        ),
        "suggest_time": lambda: services.suggest_time(visit, actor=anna, at=NOW, **times),
        "choose_time": lambda: _choose(town, visit, option),
        "draw_in_others": lambda: services.draw_in_others(visit, actor=maria, at=NOW),
        "join_visit": lambda: _join(town, visit),
        "decline_invitation": lambda: services.decline_invitation(visit, actor=anna, at=NOW),
        "decline_proposal": lambda: services.decline_proposal(
            visit, note="Nej.", actor=maria, at=NOW
        ),
        "move_visit": lambda: services.move_visit(
            visit, actor=maria, at=NOW, reason="Bara Anna.", **times
        ),
        "cancel_visit": lambda: services.cancel_visit(
            visit, because="Nej.", actor=maria, at=NOW
        ),
        "decide_participants": lambda: services.decide_participants(
            visit, staff=True, users=False, on_floor=False, actor=maria, at=NOW
        ),
        "confirm_conduct": lambda: services.confirm_conduct(visit, actor=anna, at=NOW),
        "record_held": lambda: services.record_held(
            visit,
            held_from=clock(11, 24, 13),
            held_to=clock(11, 24, 15),
            attended=[town.person("anna")],
            actor=maria,
            at=LATER,
        ),
        "start_report": lambda: services.start_report(visit, actor=anna, at=LATER),
        "note_follow_up": lambda: services.note_follow_up(
            visit, text="Ugnar.", actor=town.actor("ingrid"), at=LATER
        ),
    }
    return acts[act]()


def _choose(town, visit, option):
    chooser = "maria" if option and option.suggested_by_id else "anna"
    if chooser == "maria" and visit.state == VisitState.PROPOSED:
        services.answer_options(
            visit, answers={option.pk: "possible"}, actor=town.actor("anna"), at=NOW
        )
    return services.choose_time(
        visit, option=option, actor=town.actor(chooser), at=NOW, reason="Bara Anna."
    )


def _join(town, visit):
    if visit.state == VisitState.BOOKED:
        services.draw_in_others(visit, actor=town.actor("maria"), at=NOW)
    return services.join_visit(visit, actor=town.actor("perolof"), at=NOW)


@pytest.mark.parametrize("state", list(VisitState))
@pytest.mark.parametrize("act", sorted(GOES_THROUGH))
@pytest.mark.soak(still=True)
def test_every_act_in_every_state(town, board, act, state):
    visit = _in_state(town, state)
    before = everything()

    said = ""
    try:
        _do(town, act, visit)
    except Refused as refusal:
        said = refusal.message

    assert (said == "") == (state.value in GOES_THROUGH[act]), said
    assert (everything() == before) == (said != "")


def test_what_has_ended_leads_nowhere():
    ends = [
        VisitState.HELD,
        VisitState.CANCELLED,
        VisitState.DECLINED,
        VisitorState.ATTENDED,
        VisitorState.ABSENT,
        RequestState.GRANTED,
        RequestState.REFUSED,
        RequestState.WITHDRAWN,
        ReportState.SUBMITTED,
        FollowUpState.CLOSED,
    ]
    for states in (VisitState, VisitorState, RequestState, ReportState, FollowUpState):
        for state in states:
            assert (state.next_states == frozenset()) == any(state is each for each in ends)


def test_open_and_counted_states_are_told_by_the_state_itself():
    assert {each for each in VisitState if each.is_open} == {
        VisitState.OFFERED,
        VisitState.PROPOSED,
        VisitState.BOOKED,
    }
    assert {each for each in VisitState if each.counts} == {VisitState.BOOKED, VisitState.HELD}
    assert {each for each in VisitorState if each.is_coming} == {
        VisitorState.ASKED,
        VisitorState.ACCEPTED,
        VisitorState.ATTENDED,
    }


def test_the_drawn_states_are_those_of_the_code():
    """The reference page names every state and every move."""
    from pathlib import Path

    page = Path("docs/reference/visits-states.md").read_text(encoding="utf-8")
    for states in (VisitState, VisitorState, RequestState, ReportState, FollowUpState):
        for state in states:
            assert f"| `{state.value}` | {gettext(state.label)} |" in page
            moves = ", ".join(f"`{each.value}`" for each in states if each in state.next_states)
            assert f"| `{state.value}` | {gettext(state.label)} | {moves or '–'} |" in page
