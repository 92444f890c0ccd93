"""Who may do what with meetings: each act with its page, a form that is right, and whom it is for.

The scene is the social committee's (SN). Everybody else of the cast is refused.
"""

from __future__ import annotations

from dataclasses import dataclass, field

SECRETARY = frozenset({"ingrid"})
CHAIR = frozenset({"gunnar"})


@dataclass(frozen=True)
class Act:
    """An act: the name in the trail, the route, what fills its address, the form, who may."""

    name: str
    route: str
    args: tuple[str, ...]
    data: dict[str, object] = field(default_factory=dict)
    allowed: frozenset[str] = SECRETARY
    query: str = ""


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
    Act("meetings.item.moved", "place-item", ("item",), {"meeting": "after.pk"}),
    Act("meetings.item.withdrawn", "withdraw-item", ("item",), {"reason": "Dubblett"}),
    Act("meetings.item.handled", "handle-item", ("begun_item",), {"paragraph": "12"}),
    Act("meetings.item.attached", "attach", ("item",), {"file": "plan.txt"}),
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
        "meetings.delegation.decided",
        "decide",
        ("body",),
        {"subject": "Extra besök", "text": "Anna får göra ett till.", "ground": "4.2"},
        CHAIR,
    ),
]
