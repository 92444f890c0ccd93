"""Who may do what with meetings: each act with its page, a form that is right, and whom it is for.

The scene is the social committee's (SN). Everybody else of the cast is refused.
"""

from __future__ import annotations

from dataclasses import dataclass

from tests import acts

SECRETARY = frozenset({"ingrid"})
CHAIR = frozenset({"gunnar"})


@dataclass(frozen=True)
class Act(acts.Act):
    """An act on a meeting: the secretary's unless said otherwise."""

    allowed: frozenset[str] = SECRETARY


TIMES = {"day": "2026-12-22", "start": "13:00", "end": "16:00", "place": "Salen"}
DECISION = {
    "decided_on": "2026-11-10",
    "paragraph": "77",
    "title": "Val",
    "text": "Nämnden utser Anna Ekelöf.",
    "kind": "other",
}

ACTS = [
    Act("meetings.meeting.planned", "plan", ("body",), {**TIMES, "is_ordinary": "on"}),
    Act(
        "meetings.meeting.planned",
        "plan-year",
        ("body",),
        {"days": ["2027-01-12"], "start": "13:00", "end": "16:00", "place": ""},
        query="?year=2027&weekday=1&week=2&start=13:00&end=16:00&place=",
    ),
    Act(
        "meetings.settings.changed",
        "settings",
        ("body",),
        {
            "dispatch_days": "9",
            "dispatch_time": "12:00",
            "notice_days": "5",
            "approval_days": "14",
            "counts_weekdays": "on",
            "usual_start": "13:00",
            "usual_end": "16:00",
        },
    ),
    Act("meetings.meeting.moved", "move", ("meeting",), TIMES),
    Act(
        "meetings.meeting.deadline_changed",
        "deadline",
        ("meeting",),
        {"deadline_day": "2026-11-30", "deadline_time": "12:00"},
    ),
    Act("meetings.meeting.called", "dispatch", ("meeting",)),
    Act("meetings.meeting.held", "hold", ("begun",)),
    Act("meetings.meeting.cancelled", "cancel", ("meeting",), {"reason": "Snö"}),
    Act(
        "meetings.item.opened",
        "enter-item",
        ("body",),
        {"title": "Budget", "kind": "matter", "route": "waiting"},
    ),
    Act(
        "meetings.case.put_up",
        "put-case",
        ("case",),
        {"place": "body-{scene.body.pk}", "citation": ""},
    ),
    Act("meetings.case.put_up", "add-case", ("meeting",), {"case": "{scene.case.pk}"}),
    Act("meetings.item.moved", "place-item", ("item",), {"meeting": "after.pk"}),
    Act("meetings.item.withdrawn", "withdraw-item", ("item",), {"reason": "Dubblett"}),
    Act("meetings.item.closed", "item-secrecy", ("item",), {"ground": "OSL 26 kap. 1 §"}),
    Act("meetings.item.handled", "handle-item", ("begun_item",), {"paragraph": "12"}),
    Act("meetings.item.attached", "attach", ("item",), {"file": "plan.txt"}),
    Act("meetings.item.attached", "bring-papers", ("of_case",)),
    Act(
        "meetings.item.invited",
        "invite",
        ("item",),
        {"person": "sara.pk", "purpose": "account"},
        query="?namn=Sara",
    ),
    Act("meetings.item.uninvited", "uninvite", ("item", "invitee")),
    Act(
        "meetings.item.question_noted",
        "ask",
        ("begun_item",),
        {"question": "Räcker det?", "name": "Lars-Åke Norén"},
    ),
    Act(
        "meetings.item.question_answered",
        "answer",
        ("begun_item", "question"),
        {"answer": "Ja."},
    ),
    Act("meetings.decision.recorded", "record-decision", ("body",), DECISION),
    Act(
        "meetings.decision.corrected",
        "correct-decision",
        ("decision",),
        {**DECISION, "reason": "Fel §"},
    ),
    Act(
        "meetings.decision.held",
        "hold-decision",
        ("decision",),
        {"reason": "Det går inte att rätta."},
    ),
    Act(
        "meetings.ordinance.kept",
        "ordinance",
        ("decision",),
        {"title": "Taxa", "text": "1 § Taxan är 10 kr.", "valid_from": "2026-12-01"},
    ),
    Act(
        "meetings.delegation.decided",
        "decide",
        ("body",),
        {
            "subject": "Extra besök",
            "text": "Anna får göra ett till.",
            "ground": "4.2",
            "matter": "ordinary",
        },
        CHAIR,
    ),
]

# What is done round a meeting, by the name of the act's service: before it, with its
# minutes, on the notice board, and with a body's own order. What is done in the room is
# for whoever presides and the secretary (test_two_secretaries.py).
CHAIRS = frozenset({"ingrid", "karin", "perolof"})
ROUND = {
    "answer_notice": frozenset({"ingrid", "lena"}),
    "ask_substitute": SECRETARY,
    "answer_call": frozenset({"ingrid", "mikael"}),
    "withdraw_call": SECRETARY,
    "send_notice": SECRETARY,
    "make_pack": SECRETARY,
    "raise_matter": frozenset({"ingrid", "lena"}),
    "report_citizens_proposals": SECRETARY,
    "request_meeting": CHAIRS,
    "place_seats": SECRETARY,
    "change_deciding_settings": SECRETARY,
    "depart_from_turn": CHAIRS,
    "elect_proportionally": CHAIRS,
    "begin_minutes": SECRETARY,
    "name_approvers": SECRETARY,
    "word_part": SECRETARY,
    "send_out": SECRETARY,
    "call_back": SECRETARY,
    "note_hindered": SECRETARY,
    "take_back_hindered": SECRETARY,
    "propose_wording": CHAIRS,
    "answer_wording": SECRETARY,
    "refuse_approval": CHAIRS,
    "sign_minutes": CHAIRS,
    "begin_correction": SECRETARY,
    "change_minutes_settings": SECRETARY,
    "change_board_settings": SECRETARY,
    "write_phrase": SECRETARY,
    "begin_publication": SECRETARY,
    "mask_text": SECRETARY,
    "keep_text": SECRETARY,
    "unmask_text": SECRETARY,
    "hand_over_for_check": SECRETARY,
    "publish_minutes": SECRETARY,
    "withdraw_publication": SECRETARY,
    "announce_minutes": SECRETARY,
    "post_notice": SECRETARY,
    "announce_again": SECRETARY,
    "take_down": SECRETARY,
    "confirm_final": SECRETARY,
    "prove_posting": SECRETARY,
    "note_outage": SECRETARY,
    "end_outage": SECRETARY,
    "make_extract": SECRETARY,
    "send_extract": SECRETARY,
    "send_again": SECRETARY,
    "note_assignment": SECRETARY,
}
