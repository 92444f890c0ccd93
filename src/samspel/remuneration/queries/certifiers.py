"""Who certifies: the steps that the rule set names, and who takes each on a day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import F, FilteredRelation, OuterRef, Q
from django.db.models.functions import JSONObject
from django.utils import timezone

from samspel.audit.actors import Actor
from samspel.kit.models import in_force
from samspel.people.enums import PRESIDIUM_ORDER, PositionRole
from samspel.people.models import Body, Mandate, Person
from samspel.people.queries import secretaries_of
from samspel.remuneration.enums import Certifier, DutyState, Role
from samspel.remuneration.models import Certification, Duty, StandIn
from samspel.rules.amounts.claiming import certifiers
from samspel.rules.amounts.model import Certifying
from samspel.rules.amounts.rates import Rules
from samspel.rules.errors import NoRuleInForce

CHECK = "remuneration.duty.check"
CERTIFY = "remuneration.duty.certify"
CLAIM = "remuneration.duty.claim"
_VICE = PRESIDIUM_ORDER[1:]
_ORDER = {Certifier.CHAIR: PRESIDIUM_ORDER, Certifier.VICE_CHAIR: _VICE}


def steps_for(duty: Duty, rules: Rules) -> tuple[tuple[Certifier, ...], Certifying]:
    """Give the steps of certification for the duty, and the rule. Raises NoRuleInForce."""
    return certifiers(Role(duty.role), duty.on, rules)


def next_step(duty: Duty, taken: Iterable[Certification], rules: Rules) -> Certifier | None:
    """Give the step that the duty stands before, or nothing when all are taken."""
    done = {each.step for each in taken if each.facts == duty.version}
    steps, _rule = steps_for(duty, rules)
    return next((each for each in steps if each not in done), None)


def standing_before(duty: Duty, rules: Rules | None) -> Certifier | None:
    """Give the step that a duty waits for, also one that arrived before there were rules."""
    if duty.awaits:
        return Certifier(duty.awaits)
    if rules is None or duty.standing is not DutyState.SUBMITTED:
        return None
    try:
        return steps_for(duty, rules)[0][0]
    except NoRuleInForce:
        return None


@dataclass(frozen=True, slots=True)
class Taker:
    """Somebody who takes a step; with whose place they take, if it isn't their own."""

    person_id: int
    instead_of: int | None = None


class Takers:
    """Who takes which step in some bodies on a day. One statement."""

    def __init__(
        self,
        body_ids: Iterable[int],
        on: dt.date,
        stand_ins: Iterable[tuple[int, str, int, int]] | None = None,
    ) -> None:
        seats = _seats(body_ids, on)
        self.listed = list({each.pk: each for each in seats}.values())
        self.bodies = frozenset(each.pk for each in self.listed)
        self._seats: dict[tuple[int, str], int] = {
            (each.pk, each.seat_role): each.seat_person  # type: ignore[attr-defined]  # given by the query
            for each in seats
        }
        found = _named_in(self.listed) if stand_ins is None else stand_ins
        self._stand_ins = [row for row in found if row[0] in self.bodies]

    @classmethod
    def around(cls, actor: Actor, on: dt.date) -> Takers:
        """Give who takes the steps in the bodies where something may wait for the actor."""
        named = _stand_ins(on)
        own = actor.bodies_with(CHECK) | actor.bodies_with(CERTIFY)
        stood = {row[0] for row in named if row[2] == actor.person_id}
        return cls(own | stood, on, named)

    @classmethod
    def on_today(cls, body_ids: Iterable[int]) -> Takers:
        """Give who takes the steps today, for what is asked outside an act."""
        return cls(body_ids, timezone.localdate())

    def stands_in(self, body_id: int, person_id: int | None) -> bool:
        """Tell whether the person stands in for somebody in the body."""
        return any(row[0] == body_id and row[2] == person_id for row in self._stand_ins)

    def taker(self, duty: Duty, step: Certifier, actor: Actor) -> Taker | None:
        """Give the actor as the one who takes the step, or nothing.

        Never the one whom the duty is about. Whoever comes next in the presidium takes
        the step of a chair who may not; a stand-in has been named by the body.
        """
        person = actor.person_id
        if person is None or person == duty.person_id:
            return None
        if self._has_the_step(duty, step, actor, person):
            return Taker(person)
        for body, named, stand_in, instead_of in self._stand_ins:
            if (body, named, stand_in) == (duty.body_id, step, person):
                return Taker(person, instead_of)
        return None

    def _has_the_step(self, duty: Duty, step: Certifier, actor: Actor, person: int) -> bool:
        if step is Certifier.SECRETARY:
            return actor.can(CHECK, body_id=duty.body_id)
        if not actor.can(CERTIFY, body_id=duty.body_id):
            return False
        if step is Certifier.OFFICER:
            return self._role_of(duty.body_id, person) is None
        return self._seated(duty, step) == person

    def _seated(self, duty: Duty, step: Certifier) -> int | None:
        """Give who in the presidium takes the step: the first who isn't the duty's own person."""
        seats = (self._seats.get((duty.body_id, role)) for role in _ORDER[step])
        return next((each for each in seats if each not in (None, duty.person_id)), None)

    def _role_of(self, body_id: int, person: int) -> PositionRole | None:
        return next(
            (
                role
                for role in PRESIDIUM_ORDER
                if self._seats.get((body_id, role.value)) == person
            ),
            None,
        )


def takes_step(body: Body, step: Certifier, person: Person, on: dt.date) -> bool:
    """Tell whether somebody may take a step by a position of their own, so that others can stand in.

    A named officer is anybody whom the municipality has given the right: not told here.
    """
    if step is Certifier.OFFICER:
        return True
    if step is Certifier.SECRETARY:
        return person.pk in {each.pk for each in secretaries_of(body, on)}
    seats = Mandate.objects.filter(in_force(on), body=body, person=person)
    return seats.filter(role__in=_ORDER[step]).exists()


def waiting_bodies(actor: Actor, on: dt.date) -> frozenset[int]:
    """Give the bodies where something may wait for the actor to certify. One statement."""
    own = actor.bodies_with(CHECK) | actor.bodies_with(CERTIFY)
    if actor.person_id is None:
        return frozenset(own)
    named = StandIn.objects.on(on).filter(person_id=actor.person_id)
    return frozenset(own) | frozenset(named.values_list("body_id", flat=True))


def _seats(body_ids: Iterable[int], on: dt.date) -> list[Body]:
    """Give the bodies in order, each once for everybody who is in its presidium on the day.

    ``stand_ins`` are those that each has named.
    """
    presidium = in_force(on, "mandates__") & Q(mandates__role__in=PRESIDIUM_ORDER)
    named = StandIn.objects.on(on).filter(body=OuterRef("pk")).order_by("pk")
    read = JSONObject(step="step", person="person_id", instead_of="instead_of_id")
    rows = Body.objects.filter(pk__in=set(body_ids)).annotate(
        seat=FilteredRelation("mandates", condition=presidium),
        seat_role=F("seat__role"),
        seat_person=F("seat__person_id"),
        stand_ins=ArraySubquery(named.values(row=read)),
    )
    return list(rows.order_by("sort_key", "pk"))


def _named_in(bodies: Iterable[Body]) -> list[tuple[int, str, int, int]]:
    return [
        (body.pk, each["step"], each["person"], each["instead_of"])
        for body in bodies
        for each in body.stand_ins  # type: ignore[attr-defined]  # given by the query
    ]


def _stand_ins(on: dt.date) -> list[tuple[int, str, int, int]]:
    rows = StandIn.objects.on(on).order_by("pk")
    return list(rows.values_list("body_id", "step", "person_id", "instead_of_id"))


WAITING = (DutyState.SUBMITTED, DutyState.CHECKED)
