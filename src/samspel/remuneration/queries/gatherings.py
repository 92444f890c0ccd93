"""Group and presidium meetings: who may call them, who belongs to them, which somebody sees."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from samspel.audit.actors import Actor
from samspel.kit.models import in_force
from samspel.people.enums import PRESIDIUM_ORDER, PRESIDIUM_ROLES, PositionRole
from samspel.people.models import Body, Mandate, Party
from samspel.remuneration.enums import DutyKind
from samspel.remuneration.models import Gathering, GatheringSeat, GroupLeader
from samspel.remuneration.queries.certifiers import CHECK
from samspel.remuneration.queries.facts import body_key
from samspel.remuneration.queries.rates import rates_known
from samspel.remuneration.queries.roles import role_of
from samspel.rules.amounts import duties as engine
from samspel.rules.amounts.rates import Rules
from samspel.rules.amounts.settling import settle
from samspel.rules.errors import NoRuleInForce

_BACK = dt.timedelta(days=365)
_HOUR = 60


@dataclass(frozen=True, slots=True)
class Calling:
    """A meeting that somebody may call: a party's group in a body, or the body's presidium."""

    body: Body
    party: Party | None = None

    @property
    def kind(self) -> DutyKind:
        """What such a meeting is paid as."""
        return DutyKind.PRESIDIUM_MEETING if self.party is None else DutyKind.GROUP_MEETING

    @property
    def key(self) -> str:
        """What a form calls it."""
        return f"{self.body.pk}-{'' if self.party is None else self.party.pk}"


def callings_of(actor: Actor, on: dt.date) -> list[Calling]:
    """Give the meetings that the actor may call: as secretary, in a presidium, as group leader.

    Two statements.
    """
    if actor.person_id is None:
        return []
    kept = actor.bodies_with(CHECK)
    seats = (
        Mandate.objects.filter(in_force(on))
        .filter(Q(body_id__in=kept) | Q(person_id=actor.person_id))
        .select_related("body", "party")
        .order_by("body__sort_key", "party__sort_key", "pk")
    )
    led = set(_led(actor.person_id, on).values_list("mandate_id", flat=True))
    found: dict[str, Calling] = {}
    for seat in seats:
        may_all = seat.body_id in kept
        if may_all or seat.role in PRESIDIUM_ROLES:
            found.setdefault(Calling(seat.body).key, Calling(seat.body))
        if seat.party is not None and (may_all or seat.pk in led):
            group = Calling(seat.body, seat.party)
            found.setdefault(group.key, group)
    return list(found.values())


def _led(person_id: int, on: dt.date) -> QuerySet[GroupLeader]:
    rows = GroupLeader.objects.on(on).filter(mandate__person_id=person_id)
    return rows.filter(in_force(on, "mandate__"))


def may_call(actor: Actor, body: Body, party: Party | None, on: dt.date) -> bool:
    """Tell whether the actor calls and tells of such meetings. One statement at most."""
    if actor.person_id is None:
        return False
    if actor.can(CHECK, body_id=body.pk):
        return True
    if party is None:
        return any(
            each.body_id == body.pk and each.role in PRESIDIUM_ROLES for each in actor.positions
        )
    return _led(actor.person_id, on).filter(mandate__body=body, mandate__party=party).exists()


def members_of_gathering(body: Body, party: Party | None, on: dt.date) -> list[Mandate]:
    """Give the mandates of those who belong to the group or the presidium that day; one statement."""
    seats = Mandate.objects.filter(in_force(on), body=body).select_related("person", "body")
    if party is None:
        chosen = seats.filter(role__in=PRESIDIUM_ORDER)
    else:
        chosen = seats.filter(party=party)
    return list(chosen.order_by("person__sort_key", "pk"))


def called(seats: Iterable[Mandate], kind: DutyKind, on: dt.date) -> list[Mandate]:
    """Give those who are called: all but the substitutes whom the rule set does not pay."""
    rules = known_rules()
    return [
        each
        for each in seats
        if each.role != PositionRole.SUBSTITUTE or _is_paid(each, kind, on, rules)
    ]


def known_rules() -> Rules | None:
    """Give the council's rules, or nothing when it has none."""
    try:
        return rates_known()
    except NoRuleInForce:
        return None


def _is_paid(seat: Mandate, kind: DutyKind, on: dt.date, rules: Rules | None) -> bool:
    duty = engine.Duty(
        key="",
        on=on,
        kind=kind,
        role=role_of(seat.role),
        body=body_key(seat.body.short_name),
        minutes=_HOUR,
        scheduled=_HOUR,
    )
    return pays_for(duty, rules)


def pays_for(duty: engine.Duty, rules: Rules | None) -> bool:
    """Tell whether some rule pays for such a duty at all."""
    if rules is None:
        return False
    settled = settle([duty], rules)
    return bool(settled.lines) and not settled.refused


def _seen(actor: Actor) -> QuerySet[Gathering]:
    """Give the meetings that the actor sees: called to, planned, or led by them, or in their care.

    A party's group meets by itself: whoever chairs the body sees no more of it than others.
    """
    person = actor.person_id or 0
    own = GatheringSeat.objects.filter(gathering=OuterRef("pk"), person_id=person)
    led = GroupLeader.objects.filter(
        mandate__person_id=person,
        mandate__body=OuterRef("body_id"),
        mandate__party=OuterRef("party_id"),
    )
    rows = Gathering.objects.filter(
        Q(Exists(own))
        | Q(Exists(led))
        | Q(body_id__in=actor.bodies_with(CHECK))
        | Q(planned_by_id=person)
    )
    return rows.select_related("body", "party", "decision", "planned_by")


def gatherings_seen(actor: Actor, on: dt.date) -> list[Gathering]:
    """Give the meetings of the last year and to come that the actor sees, the latest first."""
    rows = _seen(actor).filter(starts_at__date__gte=on - _BACK)
    return list(rows.order_by("-starts_at", "-pk"))


def gathering_seen(uuid: UUID, actor: Actor) -> Gathering | None:
    """Give a meeting by its address, if the actor sees it."""
    return _seen(actor).filter(uuid=uuid).first()


def seats_of(gathering: Gathering) -> list[GatheringSeat]:
    """Give who is called to a meeting and who took part, in order of name; one statement."""
    rows = gathering.seats.select_related("person", "mandate", "duty")
    return list(rows.order_by("person__sort_key", "pk"))


def leaders_of(body: Body, on: dt.date) -> list[GroupLeader]:
    """Give the body's group leaders that have not ended, nor left the body."""
    rows = GroupLeader.objects.not_ended(on).filter(
        Q(mandate__valid_to__isnull=True) | Q(mandate__valid_to__gt=on), mandate__body=body
    )
    return list(
        rows.select_related("mandate__person", "mandate__party", "mandate__body").order_by(
            "mandate__party__sort_key", "pk"
        )
    )
