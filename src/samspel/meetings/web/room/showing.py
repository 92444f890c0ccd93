"""The workbench's context: everything that the page draws, evaluated."""

from __future__ import annotations

import datetime as dt
from typing import Any
from uuid import uuid4

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from samspel.foundation.dates import local_day
from samspel.kit.enums import choices_of
from samspel.meetings.calculation.procedure import NotAskedYet, Result
from samspel.meetings.calculation.record import DRAFT, REJECT, TODAY
from samspel.meetings.calculation.room import Attendant, ItemNow, counted
from samspel.meetings.calculation.spending import spending_facts
from samspel.meetings.calculation.statute import (
    disregards_of,
    grounds_of,
    judged,
    majority_of,
    quorum_part,
    section_of,
)
from samspel.meetings.calculation.voting import needed_of
from samspel.meetings.enums import (
    BallotMethod,
    ConflictGround,
    CouncilQuestionKind,
    Outcome,
    ProposalKind,
    QuestionKind,
    RefusalGround,
    SeatKind,
    VoteChoice,
)
from samspel.meetings.queries.room import needs_word_of_notice
from samspel.meetings.queries.workbench import Bench
from samspel.meetings.web.room import agenda, rows
from samspel.meetings.web.room.more_forms import offices
from samspel.meetings.web.room.names import Names, names_of
from samspel.people.enums import BodyKind
from samspel.rules.catalogue.choices import TieBreak


def people_choices(bench: Bench) -> list[tuple[int, str]]:
    """Give everybody on the list, to choose among."""
    return [(each.pk, each.printed) for each in bench.people]


def context_of(bench: Bench, now: dt.datetime) -> dict[str, Any]:
    """Give all that the workbench shows."""
    people = {each.pk: each for each in bench.people}
    lines = agenda.lines_of(bench)
    return {
        "meeting": bench.meeting,
        "room_url": reverse("meetings:room", args=[bench.meeting.uuid]),
        "stage": stage_of(bench),
        "now": now,
        "sitting": bench.sitting,
        "pause_words": bench.pause_words,
        "goes_on_another_day": bench.pause and _was_adjourned_before_today(bench),
        "agenda": agenda.drawn(lines),
        "items_count": len(lines),
        "around": _around(bench, lines),
        "roll": rows.roll_of(bench),
        "here": rows.here_not_serving(bench),
        "away": rows.away(bench),
        "serving_count": len(bench.serving),
        "needed": _needed(bench),
        "is_uncalled": needs_word_of_notice(bench.meeting),
        "seats": bench.seats,
        **_choices(bench),
        "quorum_section": _quorum_section(bench),
        **(_item_context(bench.item, bench, people) if bench.item else {"item": None}),
    }


def _choices(bench: Bench) -> dict[str, Names]:
    """Give the people that the page's forms let the secretary choose among."""
    everybody = bench.people
    return {
        "coming": names_of(each for each in everybody if not each.is_here),
        "present": names_of(each for each in everybody if each.is_here),
        "everybody": names_of(everybody),
        "substitutes_here": names_of(
            each for each in everybody if each.seat is SeatKind.SUBSTITUTE and each.is_here
        ),
        "members_away": names_of(
            each for each in everybody if each.seat is SeatKind.MEMBER and not each.serves
        ),
        "servers": names_of(bench.serving),
    }


def _was_adjourned_before_today(bench: Bench) -> bool:
    """Whether the meeting was adjourned on an earlier day, so that the roll is called anew."""
    assert bench.sitting is not None  # noqa: S101  there is no pause before the opening
    began = bench.sitting.adjournments.filter(to_at__isnull=True).values_list("from_at")
    return any(local_day(from_at) < timezone.localdate() for (from_at,) in began)


def stage_of(bench: Bench) -> str:
    """Tell how far the meeting has come: list, opening, open, paused or closed."""
    sitting = bench.sitting
    if sitting is None:
        return "list"
    if sitting.closed_at is not None:
        return "closed"
    if sitting.opened_at is None:
        return "opening"
    return "paused" if bench.pause else "open"


def _needed(bench: Bench) -> int:
    is_council = bench.meeting.body.kind == BodyKind.COUNCIL
    part = quorum_part(bench.meeting.day, is_council=is_council)
    return needed_of(bench.seats, more_than_one_in=part)


def _quorum_section(bench: Bench) -> str:
    is_council = bench.meeting.body.kind == BodyKind.COUNCIL
    section = section_of(
        "meeting.handle_item",
        "quorum.more_than_one_in",
        bench.meeting.day,
        is_council=is_council,
    )
    return _("Kommunallagen (2017:725), %(section)s") % {"section": section}


def _around(bench: Bench, lines: list[agenda.Line]) -> dict[str, str]:
    """Give the addresses of the items before and after the one shown, and of the one handled."""
    here = next((place for place, line in enumerate(lines) if line.is_current), 0)
    going_on = next(
        (
            line.url
            for line, entry in zip(lines, bench.entries, strict=True)
            if entry.is_going_on
        ),
        "",
    )
    return {
        "before": lines[here - 1].url if lines and here else "",
        "after": lines[here + 1].url if here + 1 < len(lines) else "",
        "going_on": going_on,
    }


def _item_context(item: ItemNow, bench: Bench, people: dict[int, Attendant]) -> dict[str, Any]:
    entry = item.entry
    is_council = bench.meeting.body.kind == BodyKind.COUNCIL
    return {
        "item": item,
        "entry": entry,
        "number": entry.paragraph or f"{entry.position}.",
        "papers": rows.papers_of(item),
        "motions": rows.motions_of(item, people),
        "asked": rows.asked_of(item, people),
        "putting": _putting(item, bench, people),
        "proposed": _proposed(item, people),
        "reservations": rows.remarks_of(item.reservations, people),
        "remarks": rows.remarks_of(item.notes, people),
        "conflicts": rows.conflicts_of(item, people),
        "disregards": rows.disregards(disregards_of(bench.meeting.day, is_council=is_council)),
        "refusals": choices_of(RefusalGround),
        "advice": _advice(item, people, is_council=is_council, on=bench.meeting.day),
        "abstaining": [people[pk].printed for pk in item.abstaining if pk in people],
        "wishes": rows.wishes_of(item, bench),
        "kinds": choices_of(ProposalKind),
        "grounds": _grounds(bench),
        "mains": _mains(item, people),
        "outcome": _(Outcome(item.decision["outcome"]).label) if item.decision else "",
        "is_council": is_council,
        "election": _election(item),
        "asking": rows.asking_of(item, bench),
        "asking_kinds": choices_of(CouncilQuestionKind),
    }


def _election(item: ItemNow) -> dict[str, Any] | None:
    """Give what an election by papers needs, where the item is one and nothing is put yet."""
    if not item.entry.is_going_on or item.questions or not item.facts.get("is_election"):
        return None
    return {"key": uuid4(), "offices": offices()}


def _grounds(bench: Bench) -> list[tuple[str, str]]:
    is_council = bench.meeting.body.kind == BodyKind.COUNCIL
    return [
        (key, f"{_(ConflictGround(key).label)} ({ConflictGround(key).section})")
        for key in grounds_of(bench.meeting.day, is_council=is_council)
    ]


def _mains(item: ItemNow, people: dict[int, Attendant]) -> list[rows.Side]:
    """Give the proposals that the chair may make the main one, where there is a choice."""
    sides = rows.sides_of(item.procedure(people).substantive, item, people)
    known = {DRAFT, REJECT}
    return [side for side in sides if side.key in known or side.key.startswith("p")]


def _putting(
    item: ItemNow, bench: Bench, people: dict[int, Attendant]
) -> dict[str, Any] | None:
    """Give the question that is open, or the next one to put; None when none is left."""
    pending = item.open_question
    if pending is not None:
        return _pending(pending, item, bench, people)
    if not item.entry.is_going_on or item.is_tabled_by_law:
        return None
    planned = item.next_question(people)
    if planned is None:
        return None
    sides = rows.sides_of(planned.alternatives, item, people)
    return {
        "is_open": False,
        "kind": planned.kind.value,
        "words": rows.question_words(planned.kind.value, sides),
        "sides": sides,
        "may_be_minority": planned.kind is QuestionKind.WHEN or _was_found_today(item),
    }


def _was_found_today(item: ItemNow) -> bool:
    """Whether a majority has just said that the item is decided today: a third may undo it."""
    return [(each["kind"], each["result"]) for each in item.questions] == [
        (QuestionKind.WHEN, TODAY)
    ]


def _pending(
    row: dict[str, Any], item: ItemNow, bench: Bench, people: dict[int, Attendant]
) -> dict[str, Any]:
    sides = [
        rows.Side(each["key"], rows.side_words(each["key"], each["label"], item, people))
        for each in row["alternatives"]
    ]
    ballot = item.ballots.get(row["id"])
    return {
        "is_open": True,
        "kind": row["kind"],
        "words": rows.question_words(row["kind"], sides),
        "sides": sides,
        "found": next((side.words for side in sides if side.key == row["found"]), ""),
        "may_be_minority": row["kind"] == QuestionKind.WHEN and ballot is None,
        "methods": _methods(
            is_election=bool(item.facts.get("is_election")), on=bench.meeting.day
        ),
        "ballot": _ballot(ballot, sides, item, bench) if ballot else None,
        "key": uuid4(),
    }


def _methods(*, is_election: bool, on: dt.date) -> list[tuple[str, str]]:
    """Give how a vote may be held: what the law stops (an open matter in secret) is left out."""
    facts = {"ballot.is_secret": True, "item.is_election": is_election}
    stopped = {BallotMethod.SECRET} if judged("meeting.vote", facts, on).stopping else set()
    left_out = {BallotMethod.ACCLAMATION, *stopped}
    return [each for each in choices_of(BallotMethod) if each[0] not in left_out]


def _by_lot(item: ItemNow, bench: Bench) -> bool:
    """Whether the law lets lots settle a tie in the item, and not the chair's vote."""
    is_election = bool(item.facts.get("is_election"))
    is_council = bench.meeting.body.kind == BodyKind.COUNCIL
    asked = majority_of(bench.meeting.day, is_council=is_council, is_election=is_election)
    return asked.tie is TieBreak.LOT


def _ballot(
    ballot: dict[str, Any], sides: list[rows.Side], item: ItemNow, bench: Bench
) -> dict[str, Any]:
    votes = item.votes.get(ballot["id"], {})
    waiting = [each for each in bench.serving if each.pk not in votes]
    sums = counted(votes)
    by_key = {side.key: side.words for side in sides}
    is_roll_call = ballot["method"] == BallotMethod.ROLL_CALL
    return {
        "is_roll_call": is_roll_call,
        "method": _(BallotMethod(ballot["method"]).label),
        "yes_words": by_key.get(ballot["yes_key"], ""),
        "no_words": by_key.get(ballot["no_key"], ""),
        "next": _next_voter(waiting, bench) if is_roll_call else None,
        "left": len(waiting),
        "yes": sums[VoteChoice.YES],
        "no": sums[VoteChoice.NO],
        "abstained": sums[VoteChoice.ABSTAIN],
        "is_tied": is_roll_call and not waiting and sums[VoteChoice.YES] == sums[VoteChoice.NO],
        "chair_voted": _chair_voted(votes, bench),
        "by_lot": _by_lot(item, bench),
        "choices": [
            (each.value, _(each.label), str(number))
            for number, each in enumerate(
                (VoteChoice.YES, VoteChoice.NO, VoteChoice.ABSTAIN), 1
            )
        ],
        "key": uuid4(),
    }


def _chair_voted(votes: dict[int, str], bench: Bench) -> str:
    """Say which side the chair of the meeting has voted for; empty when for neither."""
    chair = bench.sitting.chair_id if bench.sitting else None
    choice = votes.get(chair) if chair else None
    return str(_(VoteChoice(choice).label)) if choice in {VoteChoice.YES, VoteChoice.NO} else ""


def _next_voter(waiting: list[Attendant], bench: Bench) -> Attendant | None:
    """Give who is to be called next: the chair last, as is the custom."""
    chair = bench.sitting.chair_id if bench.sitting else None
    others = [each for each in waiting if each.pk != chair]
    return next(iter([*others, *waiting]), None)


def _proposed(item: ItemNow, people: dict[int, Attendant]) -> list[str] | None:
    """Give the decision's points as computed, when all questions have been answered."""
    if not item.entry.is_going_on or item.open_question:
        return None
    if item.is_tabled_by_law:
        return [_("Ärendet bordläggs.")]
    if _awaits_election(item):
        return None
    procedure = item.procedure(people)
    try:
        result = procedure.result(item.answers)
    except NotAskedYet:
        return None
    points = [each.text for each in procedure.points(result)]
    return points or [_phrase(result)]


def _awaits_election(item: ItemNow) -> bool:
    """Tell of an election in which nobody is proposed and no papers have been counted."""
    facts = item.facts
    said = item.questions or item.proposals or facts.get("draft_points")
    return bool(facts.get("is_election")) and not said


def _advice(
    item: ItemNow, people: dict[int, Attendant], *, is_council: bool, on: dt.date
) -> list[tuple[str, str]]:
    """Give what the law advises of the decision as it is proposed: what to do, the section."""
    points = _proposed(item, people) if is_council else None
    if not points:
        return []
    facts = {
        "body.is_council": True,
        "item.is_extra_election": False,
        "item.was_tabled_before": False,
        "decision.is_tabling": False,
        **spending_facts(points),
    }
    found = judged("meeting.decide", facts, on).warning
    return [(f"{each.say} {each.instead}", each.clause.heading) for each in found]


def _phrase(result: Result) -> str:
    """Say a decision that no proposal words."""
    if result.winner == REJECT:
        return _("Förslaget avslås.")
    said = {
        Outcome.REFERRED_BACK: _("Ärendet återremitteras."),
        Outcome.TABLED: _("Ärendet bordläggs."),
        Outcome.NOTED: _("Informationen antecknas till protokollet."),
        Outcome.DECIDED: _("Valet är infört. De valda står i propositionen ovan."),
    }
    return said[result.outcome]
