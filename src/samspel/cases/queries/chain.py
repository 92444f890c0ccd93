"""Where a case is: at which station, who has it, since when, and what comes next."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from samspel.cases.calculation.chain import Station, Way, next_station, round_of
from samspel.cases.enums import StepKind
from samspel.cases.models import Case, CaseStep
from samspel.foundation.dates import local_day
from samspel.kit.models import in_force
from samspel.people.enums import BodyKind
from samspel.people.models import Body, Person

_WORKING = {BodyKind.WORKING_COMMITTEE, BodyKind.DRAFTING_COMMITTEE}


@dataclass(frozen=True, slots=True)
class Place:
    """Where a case is now. ``round`` counts how many times it has come round again."""

    kind: StepKind
    body: Body | None
    person: Person | None
    since: dt.datetime
    text: str
    next_kind: StepKind | None
    next_body: Body | None
    round: int

    def days_on(self, day: dt.date) -> int:
        """How many days it has been here on the day."""
        return max((day - local_day(self.since)).days, 0)


class Bodies:
    """The municipality's bodies, read once, for the ways of many cases."""

    def __init__(self, on: dt.date, bodies: Iterable[Body] | None = None) -> None:
        """Read the bodies of the day in one statement, or take those that have been read."""
        of_the_day = Body.objects.filter(in_force(on)) if bodies is None else bodies
        self.by_key = {body.pk: body for body in of_the_day}

    def way_of(self, case: Case) -> Way:
        """Give the bodies that the case passes, from its own to the one that decides."""
        council = self.by_key.get(case.deciding_body_id)
        is_council = council is not None and council.kind == BodyKind.COUNCIL
        board = self._first(BodyKind.EXECUTIVE_BOARD) if is_council else None
        return Way(
            body=case.body_id,
            working_committee=self._under(case.body_id),
            board=board,
            board_working_committee=self._under(board) if board else None,
            council=case.deciding_body_id if is_council else None,
        )

    def get(self, key: int | None) -> Body | None:
        """Give a body of the day by its key."""
        return self.by_key.get(key) if key is not None else None

    def _first(self, kind: BodyKind) -> int | None:
        return next((key for key, body in self.by_key.items() if body.kind == kind), None)

    def _under(self, key: int) -> int | None:
        under = (each for each in self.by_key.values() if each.parent_id == key)
        return next((each.pk for each in under if each.kind in _WORKING), None)


def steps_of(case: Case) -> list[CaseStep]:
    """Give the case's steps in order, with body and person; one statement."""
    return list(case.steps.select_related("body", "person").order_by("order"))


def place_of(case: Case, *, on: dt.date | None = None) -> Place | None:
    """Give where the case is now; None only for a case without steps. Two statements."""
    steps = steps_of(case)
    return (
        place_among(case, steps, Bodies(on or local_day(steps[-1].begun_at))) if steps else None
    )


def _came(passed: list[CaseStep]) -> dt.datetime:
    """Give when the case came where it is, not when it was last put on another meeting."""
    now = passed[-1]
    since = now.begun_at
    for step in reversed(passed):
        if (step.kind, step.body_id, step.person_id) != (now.kind, now.body_id, now.person_id):
            break
        since = step.begun_at
    return since


def place_among(case: Case, steps: Iterable[CaseStep], bodies: Bodies) -> Place:
    """Give where a case is, from its steps in order and the bodies; asks nothing."""
    passed = list(steps)
    now = passed[-1]
    stations = [Station(each.station, each.body_id) for each in passed]
    then = next_station(bodies.way_of(case), stations[-1], stations[:-1])
    return Place(
        kind=now.station,
        body=now.body,
        person=now.person,
        since=_came(passed),
        text=now.text,
        next_kind=then.kind if then else None,
        next_body=bodies.get(then.body) if then else None,
        round=round_of([each.station for each in passed]),
    )
