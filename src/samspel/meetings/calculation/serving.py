"""Who serves: members who are there, and for the others the right substitute.

What the law lays down of it (KL 5 kap. 17–21 §§, 6 kap. 16 and 17 §§) is data and comes as
a ``SubstituteLaw`` (``calculation.turns``); the parties in turn and the constituencies by
votes are the body's own. Here is only how the seats are filled by it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from samspel.foundation.dates import local_day
from samspel.meetings.calculation.record import Presence
from samspel.meetings.calculation.turns import SubstituteLaw
from samspel.meetings.enums import PresenceEnd

_LAST = 1_000_000


@dataclass(frozen=True, slots=True)
class SubstituteRule:
    """How the body's substitutes are called in: by what law, and in whose turn.

    ``turns`` (party of the absent: parties in turn) and ``constituencies`` (the one where
    the party has most votes first) are what the body has entered.
    """

    law: SubstituteLaw
    turns: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    constituencies: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Seated:
    """A member or substitute as things stand at an instant.

    ``may_serve`` is false for whoever is away, out for a conflict of interest, or barred
    for the day. ``order`` is a member's place for the party in the constituency, or the
    substitute's own turn. ``lists`` names the members whose list a substitute stands on
    (empty: any of the party). ``serving_for`` is whom a substitute serves for already,
    ``has_begun`` that the substitute has served earlier at the meeting, ``chosen_for``
    whom the meeting has let him or her serve for in spite of the order.
    """

    key: int
    is_member: bool
    party: str
    order: int
    may_serve: bool
    constituency: str = ""
    lists: frozenset[int] = frozenset()
    serving_for: int | None = None
    has_begun: bool = False
    chosen_for: int | None = None


def who_serves(seated: Iterable[Seated], rule: SubstituteRule) -> dict[int, int | None]:
    """Give who serves, each with whom they serve for (None: as member).

    A member who is there serves, where the law lets them take the place back. Whom the
    meeting has chosen comes first, with the reason in the record; then a substitute keeps
    the place that he or she has, and vacant places are filled in the order of the rule.
    Nobody serves for two, and nobody is served for twice.
    """
    everyone = sorted(seated, key=lambda each: (each.order, each.key))
    taken = set() if rule.law.yield_to_member else _held(everyone)
    serving: dict[int, int | None] = {
        each.key: None
        for each in everyone
        if each.is_member and each.may_serve and each.key not in taken
    }
    vacant = {each.key: each for each in everyone if each.is_member and each.key not in serving}
    free = {each.key: each for each in everyone if not each.is_member and each.may_serve}
    for held in ("chosen_for", "serving_for"):
        for each in list(free.values()):
            absent_key = getattr(each, held)
            if absent_key in vacant:
                serving[each.key] = absent_key
                del vacant[absent_key], free[each.key]
    places = _places(everyone)
    for substitute, absent in _offers(vacant.values(), free.values(), rule, places):
        if substitute in free and absent in vacant:
            serving[substitute] = absent
            del vacant[absent], free[substitute]
    return serving


def _held(everyone: Iterable[Seated]) -> set[int]:
    """Give the members whose places a substitute has and can keep."""
    return {
        each.serving_for
        for each in everyone
        if not each.is_member and each.may_serve and each.serving_for is not None
    }


def calling_order(
    absent: Seated,
    substitutes: Iterable[Seated],
    members: Iterable[Seated],
    rule: SubstituteRule,
) -> list[int]:
    """Give the substitutes who may serve for the absent member, in the order to ask them."""
    places = _places(members)
    rated = [
        (rating, each.key)
        for each in substitutes
        if (rating := _rating(absent, each, rule, places)) is not None
    ]
    return [key for _rated, key in sorted(rated)]


def _places(members: Iterable[Seated]) -> dict[int, int]:
    """Give each member's place for the party, by key (KL 5 kap. 21 § second paragraph)."""
    return {each.key: each.order for each in members if each.is_member}


def _offers(
    vacant: Iterable[Seated],
    free: Iterable[Seated],
    rule: SubstituteRule,
    places: Mapping[int, int],
) -> list[tuple[int, int]]:
    """Give every pair of substitute and absent member that is allowed, the best first."""
    free = list(free)
    rated = []
    for absent in vacant:
        for each in free:
            rating = _rating(absent, each, rule, places)
            if rating is not None:
                first, second, *turn = rating
                rated.append(((first, second, absent.order, *turn), each.key, absent.key))
    return [(substitute, absent) for _rated, substitute, absent in sorted(rated)]


def _rating(
    absent: Seated, each: Seated, rule: SubstituteRule, places: Mapping[int, int]
) -> tuple[int, int, int, int, int] | None:
    """Rate a substitute for an absent member, lowest first; None when it can't be."""
    law = rule.law
    begun = 0 if each.has_begun and law.begun_goes_first else 1
    if not law.only_own_party:
        # The balance between the parties goes before whoever has begun.
        return _turn(absent.party, each.party, rule), begun, 0, each.order, each.key
    if each.party != absent.party:
        return None
    first_place = min((places.get(key, _LAST) for key in each.lists), default=_LAST)
    if law.constituency_first and each.constituency != absent.constituency:
        rank = _rank(each.constituency, rule) if law.by_votes_of_party else 0
        return begun, 2, rank, first_place, each.order
    if not law.by_place_in_party or not each.lists or absent.key in each.lists:
        return begun, 0, 0, each.order, each.key
    return begun, 1, first_place, each.order, each.key


def _turn(absent_party: str, party: str, rule: SubstituteRule) -> int:
    """Give the party's turn when a member of another is away; 0 is first."""
    own_party_first = rule.law.own_party_first
    if own_party_first and party == absent_party:
        return 0
    turns = rule.turns.get(absent_party, ())
    if party in turns:
        return 1 + turns.index(party)
    return 1 + len(turns) if own_party_first or turns else 0


def _rank(constituency: str, rule: SubstituteRule) -> int:
    """Give the constituency's turn: where the party's vote is highest comes first."""
    known = rule.constituencies
    return known.index(constituency) if constituency in known else len(known)


def is_barred(intervals: Sequence[Presence], at: dt.datetime, rule: SubstituteRule) -> bool:
    """Whether somebody who broke off may not serve again that day (KL 5 kap. 18 and 20 §§).

    The law says whether leaving bars, and whether having been out for a conflict does.
    """
    law = rule.law
    left = not law.return_after_leaving and broke_off(intervals, at)
    return left or (
        not law.return_after_conflict and broke_off(intervals, at, PresenceEnd.CONFLICT)
    )


def broke_off(
    intervals: Sequence[Presence], at: dt.datetime, how: PresenceEnd = PresenceEnd.LEFT
) -> bool:
    """Whether somebody served earlier the same day and broke it off.

    A substitute who never served has broken nothing off, and may come and go.
    """
    return any(
        each.serving
        and each.ended is how
        and each.to_at is not None
        and each.to_at <= at
        and local_day(each.to_at) == local_day(at)
        for each in intervals
    )
