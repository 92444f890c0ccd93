"""What every act here begins and ends with: the row as it stands now, its state, its version."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext

from samspel.audit.actors import Actor
from samspel.foundation.refusal import NotAllowed
from samspel.people.models import Person
from samspel.visits.enums import VisitorState, VisitState
from samspel.visits.errors import PersonBusy, StalePage, WrongState
from samspel.visits.models import Report, Visit, Visitor
from samspel.visits.policies import ONLY_VISITORS

BUSY = "visitor_never_on_two_visits_at_once"


def locked_visit(visit: Visit, version: int | None = None) -> Visit:
    """Lock the visit and give it as it stands now, with place and body.

    Refuses (StalePage) when it has changed since the version that the person read.
    """
    fresh = (
        Visit.objects.select_for_update(of=("self",))
        .select_related("body", "operation__department", "unit", "agenda_item")
        .get(pk=visit.pk)
    )
    if version is not None and fresh.version != version:
        raise StalePage
    return fresh


def locked_report(report: Report) -> Report:
    """Lock the report, and give it with its visit as they stand now."""
    fresh = Report.objects.select_for_update(of=("self",)).get(pk=report.pk)
    fresh.visit = Visit.objects.select_related(
        "body", "operation__department", "unit", "agenda_item"
    ).get(pk=fresh.visit_id)
    return fresh


def require_state(visit: Visit, to: VisitState) -> None:
    """Refuse (WrongState) unless the visit may move to the state."""
    if to not in VisitState(visit.state).next_states:
        raise WrongState(gettext(VisitState(visit.state).label).lower())


def require_in(visit: Visit, *states: VisitState) -> None:
    """Refuse (WrongState) unless the visit is in one of the states."""
    if visit.state not in states:
        raise WrongState(gettext(VisitState(visit.state).label).lower())


def save(visit: Visit, **changes: Any) -> Visit:
    """Write the changes and let the visit's version grow."""
    for name, value in changes.items():
        setattr(visit, name, value)
    visit.version += 1
    visit.save(update_fields=[*changes, "version"])
    return visit


def move_visitor(visitor: Visitor, to: VisitorState, **changes: Any) -> Visitor:
    """Write a visitor's new state. Refuses (WrongState) a move that the state does not allow."""
    now = VisitorState(visitor.state)
    if to not in now.next_states:
        raise WrongState(gettext(now.label).lower())
    for name, value in {"state": to.value, **changes}.items():
        setattr(visitor, name, value)
    visitor.save(update_fields=["state", *changes])
    return visitor


def acting_person(actor: Actor) -> int:
    """Give the key of the person who acts. Refuses (NotAllowed) whoever is no person."""
    if actor.person_id is None:
        raise NotAllowed(ONLY_VISITORS)
    return actor.person_id


@contextmanager
def one_visit_at_a_time(person: Person) -> Iterator[None]:
    """Refuse (PersonBusy) where the database says that the person is on another visit then.

    The check that shows clashes beforehand can be overtaken by somebody who books at the
    same moment; the exclusion constraint can't.
    """
    try:
        with transaction.atomic():
            yield
    except IntegrityError as error:
        if BUSY not in str(error):
            raise
        raise PersonBusy(person.name) from None
