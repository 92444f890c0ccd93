"""What a visit's own page asks: all that hangs on nothing but the visit, as one statement."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from samspel.foundation.dates import local_day
from samspel.kit.prepared import Ask, Prepared, together
from samspel.people.models import Person
from samspel.rulebooks.queries import ask_rulesets_on
from samspel.visits.facts.standing import ask_standing
from samspel.visits.models import ExtraVisitRequest, Visit
from samspel.visits.queries.coverage import ask_holders
from samspel.visits.queries.quotas import ask_quota, reckoned_on
from samspel.visits.queries.ruling import rules_known

# Who answers for the place on the day: a unit's own manager, else its operation's; where
# two share the post, the one who has had it longest.
_ASK_HOST = Prepared(
    "visits_host",
    """
SELECT p.id, p.given_name, p.family_name, p.is_protected, e.unit_id IS NOT NULL
  FROM people_employment e JOIN people_person p ON p.id = e.person_id
 WHERE e.valid_from <= %(on)s AND (e.valid_to IS NULL OR e.valid_to > %(on)s)
   AND ((e.operation_id = %(operation)s AND e.function = 'operation_manager')
        OR (e.unit_id = %(unit)s AND e.function = 'unit_manager'))
 ORDER BY e.unit_id ASC NULLS LAST, e.valid_from, e.id
 LIMIT 1
""",
    gives="bigint text text boolean boolean",
    on="date",
    operation="bigint",
    unit="bigint",
)
_ASK_WAITING = Prepared(
    "visits_extra_waiting",
    """
SELECT x.uuid, x.year FROM visits_extravisitrequest x
 WHERE x.person_id = %(person)s AND x.operation_id = %(operation)s AND x.state = 'asked'
 ORDER BY x.requested_at DESC, x.id DESC
""",
    gives="uuid bigint",
    person="bigint",
    operation="bigint",
)


@dataclass(frozen=True, slots=True)
class Host:
    """Who receives a visit: the person, and whether as the unit's own manager."""

    person: Person
    is_of_unit: bool


def host_of(visit: Visit, on: dt.date) -> Host | None:
    """Give who receives the visit on the day, if the register knows; one statement."""
    ask, given = _ask_host(visit, on)
    for key, first, last, protected, of_unit in ask.rows(given):
        named = {"given_name": first, "family_name": last, "is_protected": protected}
        return Host(Person(pk=key, **named), of_unit)
    return None


def _ask_host(visit: Visit, on: dt.date) -> Ask:
    given = {"on": on, "operation": visit.operation_id, "unit": visit.unit_id}
    return _ASK_HOST, given


def own_requests_waiting(person_id: int, operation_id: int) -> dict[int, ExtraVisitRequest]:
    """Give the person's own questions to the chair that wait about the operation, by year.

    Only their addresses and years are read. One statement.
    """
    ask, given = _ask_waiting(person_id, operation_id)
    return {year: ExtraVisitRequest(uuid=uuid, year=year) for uuid, year in ask.rows(given)}


def _ask_waiting(person_id: int, operation_id: int) -> Ask:
    return _ASK_WAITING, {"person": person_id, "operation": operation_id}


def year_reckoned(visit: Visit, today: dt.date) -> int:
    """Give the year whose visits are counted beside the visit."""
    return local_day(visit.starts_at).year if visit.starts_at else today.year


def reckoned_day(visit: Visit) -> dt.date:
    """Give the day whose rules the visit is under: its own, or of the first time offered."""
    first = visit.starts_at or min(
        (each.starts_at for each in visit.options.all()), default=visit.created_at
    )
    return local_day(first)


@contextmanager
def asked_together(
    visit: Visit,
    *,
    person_id: int | None,
    on: dt.date,
    today: dt.date,
    judged: Iterable[dt.datetime],
) -> Iterator[None]:
    """Ask for the page of a visit as one statement; inside, what reads it asks no more.

    ``person_id`` is the viewer, where the viewer is one of the visitors; ``judged`` are the
    times that the page tries.
    """
    days = {local_day(each) for each in judged}
    asks = [ask_holders([visit.body_id], on), _ask_host(visit, on)]
    if days:
        asks.append(ask_standing(visit.body_id, [visit.operation_id], days))
    ruled = {reckoned_day(visit), *days}
    if person_id is not None:
        year = year_reckoned(visit, today)
        ruled.add(reckoned_on(year, today))
        asks.append(_ask_waiting(person_id, visit.operation_id))
        asks += ask_quota(person_id, visit.body_id, visit.operation_id, year)
    with together([*asks, ask_rulesets_on(visit.body_id, ruled)]):
        with rules_known(visit.body_id, ruled):
            yield
