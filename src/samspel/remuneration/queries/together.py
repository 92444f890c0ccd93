"""Who else belongs to a meeting that the municipality doesn't keep: a party's group, a presidium."""

from __future__ import annotations

from django.db.models import QuerySet

from samspel.kit.models import in_force
from samspel.people.enums import PositionRole
from samspel.people.models import Mandate
from samspel.remuneration.enums import DutyKind, DutyOrigin, DutyState
from samspel.remuneration.models import Duty

TOGETHER = (DutyKind.GROUP_MEETING, DutyKind.PRESIDIUM_MEETING)
_PRESIDIUM = (
    PositionRole.CHAIR,
    PositionRole.FIRST_VICE_CHAIR,
    PositionRole.SECOND_VICE_CHAIR,
)


def is_shared(duty: Duty) -> bool:
    """Tell whether the duty is a claimed meeting that others are paid for in the same way."""
    return duty.origin == DutyOrigin.CLAIM and duty.kind in TOGETHER


def companions(duty: Duty) -> list[Mandate]:
    """Give the mandates of those who may have been there too and have no such duty yet.

    Of a group meeting those of the same party in the body that day, of a presidium's those
    who sit in it. Two statements; none for what is no such meeting.
    """
    if not is_shared(duty) or duty.mandate is None:
        return []
    same = Duty.objects.filter(
        body_id=duty.body_id, kind=duty.kind, on=duty.on, starts=duty.starts
    ).exclude(state=DutyState.WITHDRAWN)
    seats = Mandate.objects.filter(in_force(duty.on), body_id=duty.body_id)
    seats = seats.exclude(person_id__in=same.values("person_id"))
    seats = seats.exclude(person_id=duty.person_id)
    return list(_of_kind(seats, duty).select_related("person").order_by("person__sort_key"))


def _of_kind(seats: QuerySet[Mandate], duty: Duty) -> QuerySet[Mandate]:
    if duty.kind == DutyKind.PRESIDIUM_MEETING:
        return seats.filter(role__in=_PRESIDIUM)
    party = None if duty.mandate is None else duty.mandate.party_id
    return seats.none() if party is None else seats.filter(party_id=party)
