"""Who serves: members who are there, and for the others the right substitute.

KL 5 kap. 17–21 §§ for the council. For committees KL 6 kap. 16 and 17 §§ leave the order
to the council of the municipality, so it is given by the body's settings: the order of
election, or the member's own party first and then the parties that the council named.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from samspel.foundation.dates import local_day
from samspel.meetings.calculation.record import Presence
from samspel.meetings.enums import PresenceEnd

_LAST = 1_000_000


@dataclass(frozen=True, slots=True)
class SubstituteRule:
    """How the body's substitutes are called in.

    ``is_council`` binds to KL 5 kap. 17–21 §§: only the party's own. In a committee
    ``own_party_first`` and ``turns`` (party of the absent: parties in turn) are the
    council's decision; without them only the order of election counts.
    """

    is_council: bool
    own_party_first: bool = True
    turns: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    begun_goes_first: bool = True
    return_same_day: bool = False
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

    A member who is there always serves (KL 5 kap. 19 §). Whom the meeting has chosen comes
    first, with the reason in the record; then a substitute keeps the place that he or she
    has, and vacant places are filled in the order of the rule. Nobody serves for two, and
    nobody is served for twice.
    """
    everyone = sorted(seated, key=lambda each: (each.order, each.key))
    serving: dict[int, int | None] = {
        each.key: None for each in everyone if each.is_member and each.may_serve
    }
    vacant = {each.key: each for each in everyone if each.is_member and not each.may_serve}
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
    begun = 0 if each.has_begun and rule.begun_goes_first else 1
    if not rule.is_council:
        # The balance between the parties goes before whoever has begun.
        return _turn(absent.party, each.party, rule), begun, 0, each.order, each.key
    if each.party != absent.party:
        return None
    first_place = min((places.get(key, _LAST) for key in each.lists), default=_LAST)
    if each.constituency != absent.constituency:  # 5 kap. 21 § third paragraph
        return begun, 2, _rank(each.constituency, rule), first_place, each.order
    if not each.lists or absent.key in each.lists:
        return begun, 0, 0, each.order, each.key
    return begun, 1, first_place, each.order, each.key


def _turn(absent_party: str, party: str, rule: SubstituteRule) -> int:
    """Give the party's turn when a member of another is away; 0 is first."""
    if rule.own_party_first and party == absent_party:
        return 0
    turns = rule.turns.get(absent_party, ())
    if party in turns:
        return 1 + turns.index(party)
    return 1 + len(turns) if rule.own_party_first or turns else 0


def _rank(constituency: str, rule: SubstituteRule) -> int:
    """Give the constituency's turn: where the party's vote is highest comes first."""
    known = rule.constituencies
    return known.index(constituency) if constituency in known else len(known)


def is_barred(intervals: Sequence[Presence], at: dt.datetime, rule: SubstituteRule) -> bool:
    """Whether somebody who left may not serve again that day (KL 5 kap. 20 §).

    It binds whoever broke off service for anything but a conflict of interest; a
    substitute who never served may come and go. For a committee the body's settings say.
    """
    if rule.return_same_day and not rule.is_council:
        return False
    return any(
        each.serving
        and each.ended is PresenceEnd.LEFT
        and each.to_at is not None
        and each.to_at <= at
        and local_day(each.to_at) == local_day(at)
        for each in intervals
    )
