"""Whatever the calculations ask the Act, it is the Act that answers.

Each provision is taken away, or its value is made another, and something that the product
says must then be something else: who may speak, who serves, what a vote asks for, what
stands on the notice board.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from itertools import product
from typing import Any

import pytest

from samspel.meetings.calculation.appeal import announce_by, appeal_ends
from samspel.meetings.calculation.approving import approval_judged
from samspel.meetings.calculation.doors import doors_are_open
from samspel.meetings.calculation.posting import (
    announcing_judged,
    lawful_kinds,
    posting_judged,
    starts_appeal,
    taking_down_judged,
)
from samspel.meetings.calculation.rights import LocalRights, Place, rights_of
from samspel.meetings.calculation.statute import (
    disregards_of,
    grounds_of,
    is_laid_down,
    is_reported_at_next,
    majority_of,
    quorum_part,
)
from samspel.meetings.calculation.turns import LocalOrder, ServeFacts, substitute_law
from samspel.meetings.enums import SeatKind
from samspel.meetings.enums.minutes import NoticeKind
from samspel.rules.catalogue.choices import LocalDecision
from samspel.rules.elections import election_day_in
from samspel.rules.explanation import Verdict
from samspel.rules.law import judged
from samspel.rules.rulebook import load_statute
from tests.law import amended, changed

DAY = dt.date(2026, 11, 12)
EITHER = (True, False)
DECIDED = tuple(LocalDecision)

# What no calculation asks alone: acts in the room, where the service gives the facts.
IN_THE_ROOM = {
    "inget-nytt-arende",
    "anteckning-under-motet",
    "sluten-lista",
    "kallelse-i-tid",
}


def _rights() -> Iterator[Any]:
    for seat, council, serves, full_time in product(SeatKind, EITHER, EITHER, EITHER):
        for decided in DECIDED:
            local = LocalRights(decided, decided, decided, decided)
            yield rights_of(Place(seat, council, serves, full_time, local=local), DAY)


def _substitutes() -> Iterator[Any]:
    for council, decided in product(EITHER, DECIDED):
        order = LocalOrder(decided, decided, decided)
        yield substitute_law(DAY, is_council=council, local=order)
        for serves, own, left in product(EITHER, EITHER, EITHER):
            facts = ServeFacts(council, order).of(
                member_serves=serves, is_of_same_party=own, broke_off_today=left
            )
            yield _refused(judged("seat.serve", facts, DAY))


def _conflicts() -> Iterator[Any]:
    for council in EITHER:
        yield grounds_of(DAY, is_council=council)
        yield disregards_of(DAY, is_council=council)
        for name in ("conflict.takes_no_part", "conflict.serves_again"):
            yield is_laid_down("conflict.raise", name, DAY, is_council=council)


def _votes() -> Iterator[Any]:
    for council, election, anew in product(EITHER, EITHER, EITHER):
        yield majority_of(DAY, is_council=council, is_election=election, is_extra_election=anew)


def _quorum() -> Iterator[Any]:
    for council in EITHER:
        yield quorum_part(DAY, is_council=council)
        yield is_laid_down(
            "meeting.handle_item", "quorum.excepts_conflicts", DAY, is_council=council
        )


def _board() -> Iterator[Any]:
    for council in EITHER:
        yield lawful_kinds(DAY, is_council=council)
        for approved, where in product((None, DAY, DAY - dt.timedelta(9)), EITHER):
            yield _refused(
                announcing_judged(
                    DAY, is_council=council, approved_on=approved, says_where=where
                )
            )
    for kind in NoticeKind:
        yield starts_appeal(kind, DAY)
        for council, chosen, named, reported in product(EITHER, EITHER, EITHER, EITHER):
            yield _refused(
                posting_judged(
                    kind,
                    DAY,
                    is_council=council,
                    is_chosen=chosen,
                    statute="5 kap. 18 §" if named else " ",
                    names_decision=named,
                    decision_is_reported=reported,
                )
            )


def _taken_down() -> Iterator[Any]:
    for kind, uncertain, late in product(NoticeKind, EITHER, (0, 1)):
        first = DAY + dt.timedelta(late)
        yield _refused(
            taking_down_judged(kind, DAY, may_come_down_on=first, is_uncertain=uncertain)
        )


def _doors() -> Iterator[Any]:
    for council, lets_in in product(EITHER, EITHER):
        yield doors_are_open(DAY, is_council=council, lets_public_in=lets_in)


def _days() -> Iterator[Any]:
    yield from (appeal_ends(DAY + dt.timedelta(each)) for each in range(7))
    yield announce_by(DAY)
    yield from (_refused(approval_judged(DAY, DAY + dt.timedelta(each))) for each in (14, 15))


def _refused(verdict: Verdict) -> tuple[str, ...]:
    return tuple(each.id for each in (*verdict.stopping, *verdict.warning))


ANSWERS: dict[str, Callable[[], Iterator[Any]]] = {
    "seat.attend": _rights,
    "seat.speak": _rights,
    "seat.decide": _rights,
    "meeting.propose": _rights,
    "meeting.note": _rights,
    "seat.serve": _substitutes,
    "substitute.call": _substitutes,
    "conflict.raise": _conflicts,
    "board.post": _board,
    "board.take_down": _taken_down,
    "meeting.let_in": _doors,
    "minutes.approve": _days,
}
SETTINGS: dict[str, Callable[[], Iterator[Any]]] = {
    "vote.count": _votes,
    "meeting.handle_item": _quorum,
    "delegation.report": lambda: iter(
        [is_reported_at_next(DAY, is_urgent=each) for each in EITHER]
    ),
    "matter.table": lambda: iter(
        [
            is_laid_down("matter.table", "tabling.comes_up_at_next", DAY, is_council=each)
            for each in EITHER
        ]
    ),
    "election.hold": lambda: iter([election_day_in(each) for each in range(2022, 2050, 4)]),
}
ASKED = [
    (each.id, ANSWERS.get(each.act) or SETTINGS[each.act])
    for each in load_statute("riket/kommunallagen").provisions
    if each.id not in IN_THE_ROOM
    and (each.act in ANSWERS or (each.act in SETTINGS and each.setting))
]


@pytest.mark.parametrize(("id_", "answers"), ASKED, ids=[each[0] for each in ASKED])
def test_another_law_is_another_answer(id_, answers):
    as_it_stands = list(answers())

    with changed(id_):
        assert list(answers()) != as_it_stands
    assert list(answers()) == as_it_stands


def test_kl_8_11_a_kind_that_the_law_no_longer_names_is_refused():
    papers = {
        "is_council": False,
        "is_chosen": True,
        "statute": "",
        "names_decision": False,
        "decision_is_reported": False,
    }

    assert not posting_judged(NoticeKind.MEETING_PAPERS, DAY, **papers).is_stopped
    with amended(("sluten-lista", "      - meeting_papers\n", "")):
        assert posting_judged(NoticeKind.MEETING_PAPERS, DAY, **papers).is_stopped
