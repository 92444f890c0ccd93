"""A seat that is left during the term: who fills it, and whether anything is to be done.

KL 6 kap. 20 § for committees, where the council elects; 14 kap. vallagen for the council's
own seats, where the county administrative board counts the votes anew. Which bodies, which
reasons and which seats is data (``seat.fill``); here the facts are gathered.
"""

from __future__ import annotations

import datetime as dt

from django.db.models import Count, Q

from samspel.meetings.calculation.statute import judged
from samspel.meetings.enums import ItemState, MeetingState
from samspel.meetings.models import AgendaItem, Meeting
from samspel.people.enums import MEMBER_ROLES, BodyKind, EndReason
from samspel.people.models import Body, Mandate
from samspel.rules.facts import Facts
from samspel.rules.law import remembered

BY_ELECTION = "meetings.by_election:"
"""How the key of an item begins that opened since a seat was left; the mandate follows."""


def _section(facts: Facts, on: dt.date) -> str:
    found = judged("seat.fill", facts, on).stopping
    return found[0].clause.heading if found else ""


@remembered
def filled_by(on: dt.date) -> dict[str, str]:
    """Give by kind of body the section by which its members' seats are filled.

    Kinds whose members the law lets their own body replace are not among them.
    """
    facts: dict[str, bool | str] = {
        "seat.left_because": EndReason.RESIGNED.value,
        "seat.is_of_member": True,
        "seat.can_be_filled_in_time": True,
        "seat.is_vacant": True,
    }
    asked = {
        kind.value: _section(
            {
                **facts,
                "body.is_council": kind is BodyKind.COUNCIL,
                "seat.body": kind.value,
            },
            on,
        )
        for kind in BodyKind
    }
    return {kind: section for kind, section in asked.items() if section}


def filling_asked(mandate: Mandate, council: Body, on: dt.date) -> str:
    """Give the section by which the seat that the mandate leaves is to be filled, or nothing.

    Nothing where the mandate never began or its term is over with it, and where the seat
    is filled already. Five statements.
    """
    end = mandate.valid_to
    term_ends = mandate.term.valid_to if mandate.term is not None else None
    if end is None or term_ends is None or not mandate.valid_from < end < term_ends:
        return ""
    if not mandate.ended_because:
        return ""
    facts: Facts = {
        "body.is_council": mandate.body.kind == BodyKind.COUNCIL,
        "seat.body": str(mandate.body.kind),
        "seat.left_because": str(mandate.ended_because),
        "seat.is_of_member": mandate.role in MEMBER_ROLES,
        "seat.can_be_filled_in_time": _in_time(council, term_ends, on),
        "seat.is_vacant": _is_vacant(mandate, end, term_ends, on),
    }
    return _section(facts, on)


def _in_time(council: Body, term_ends: dt.date, on: dt.date) -> bool:
    """Whether the council meets before the term is over; one without a plan may still do it."""
    coming = Meeting.objects.filter(body=council, starts_at__date__gte=on)
    first = coming.exclude(state=MeetingState.CANCELLED).order_by("starts_at").first()
    return on < term_ends and (first is None or first.day < term_ends)


def _is_vacant(mandate: Mandate, end: dt.date, term_ends: dt.date, on: dt.date) -> bool:
    """Whether the body has fewer members than before, whoever is elected already counted.

    Each seat that is left on the same day is asked for once: those that the council's
    agenda has an item for are not vacant a second time.
    """
    members = Mandate.objects.filter(body_id=mandate.body_id, role__in=MEMBER_ROLES)
    day = max(end, on)
    counts = members.aggregate(
        before=Count("pk", filter=Q(valid_from__lt=end) & _lasts(Q(valid_to__gte=end))),
        after=Count("pk", filter=Q(valid_from__lt=term_ends) & _lasts(Q(valid_to__gt=day))),
    )
    same_day = members.filter(valid_to=end).exclude(pk=mandate.pk).values_list("pk", flat=True)
    asked = AgendaItem.objects.filter(
        key__in=[f"{BY_ELECTION}{pk}" for pk in same_day],
        state__in=[ItemState.WAITING, ItemState.PLACED],
    ).count()
    return bool(counts["before"] - counts["after"] > asked)


def _lasts(ends: Q) -> Q:
    return Q(valid_to__isnull=True) | ends
