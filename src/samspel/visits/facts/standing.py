"""Who stands appointed where on given days, and on which side; who holds which seat."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from samspel.kit.prepared import Ask, Prepared
from samspel.people.enums import PRESIDIUM_ROLES

# Everybody who is contact politician in the operations on the days, with the side of the
# party that their mandate in the body is held for. A group's members are counted one by one.
_ASK_STANDING = Prepared(
    "visits_standing",
    """
SELECT d.day, s.operation_id, s.unit_id, m.person_id, a.id, a.decision_id, a.is_group,
       COALESCE(st.side, '')
  FROM unnest(%(days)s::date[]) AS d(day)
  JOIN visits_appointment a
       ON a.body_id = %(body)s AND a.valid_from <= d.day
      AND (a.valid_to IS NULL OR a.valid_to > d.day)
  JOIN visits_appointmentscope s
       ON s.appointment_id = a.id AND s.operation_id = ANY(%(operations)s)
  JOIN visits_appointmentmember m
       ON m.appointment_id = a.id AND (m.left_on IS NULL OR m.left_on > d.day)
  LEFT JOIN people_mandate pm
       ON pm.person_id = m.person_id AND pm.body_id = a.body_id AND pm.valid_from <= d.day
      AND (pm.valid_to IS NULL OR pm.valid_to > d.day)
  LEFT JOIN people_partystanding st
       ON st.party_id = pm.party_id AND st.valid_from <= d.day
      AND (st.valid_to IS NULL OR st.valid_to > d.day)
 ORDER BY a.id, m.id, s.id
""",
    gives="date bigint bigint bigint bigint bigint boolean text",
    days="date[]",
    body="bigint",
    operations="bigint[]",
)

_ASK_SEATS = Prepared(
    "visits_seats",
    """
SELECT p.person_id, d.day, m.role, m.party_id, COALESCE(st.side, '')
  FROM unnest(%(persons)s::bigint[]) AS p(person_id)
 CROSS JOIN unnest(%(days)s::date[]) AS d(day)
  JOIN people_mandate m
       ON m.person_id = p.person_id AND m.body_id = %(body)s AND m.valid_from <= d.day
      AND (m.valid_to IS NULL OR m.valid_to > d.day)
  LEFT JOIN people_partystanding st
       ON st.party_id = m.party_id AND st.valid_from <= d.day
      AND (st.valid_to IS NULL OR st.valid_to > d.day)
""",
    gives="bigint date text bigint text",
    persons="bigint[]",
    days="date[]",
    body="bigint",
)


@dataclass(frozen=True, slots=True)
class Standing:
    """One person's appointment for one place, as it stands on a day."""

    day: dt.date
    operation_id: int
    unit_id: int | None
    person_id: int
    appointment_id: int
    decision_id: int | None
    is_group: bool
    side: str

    def covers(self, operation_id: int, unit_id: int | None) -> bool:
        """Tell whether it covers the place: the whole operation, or that very unit."""
        if self.operation_id != operation_id:
            return False
        return unit_id is None or self.unit_id in (None, unit_id)


@dataclass(frozen=True, slots=True)
class Seat:
    """A person's mandate in the body on a day."""

    role: str
    party_id: int | None
    side: str

    @property
    def in_presidium(self) -> bool:
        """Whether the person is chair or vice chair."""
        return self.role in PRESIDIUM_ROLES


def standing_on(
    body_id: int, operation_ids: Iterable[int], days: Iterable[dt.date]
) -> list[Standing]:
    """Give every appointment that stands in the operations on the days; one statement."""
    ask, given = ask_standing(body_id, operation_ids, days)
    return [Standing(*row) for row in ask.rows(given)]


def ask_standing(body_id: int, operation_ids: Iterable[int], days: Iterable[dt.date]) -> Ask:
    """Give what ``standing_on`` asks, to be asked together with more."""
    operations = sorted(set(operation_ids))
    given = {"body": body_id, "operations": operations, "days": sorted(set(days))}
    return _ASK_STANDING, given


def seats_of(
    person_ids: Iterable[int], body_id: int, days: Iterable[dt.date]
) -> dict[tuple[int, dt.date], Seat]:
    """Give the persons' seats in the body on the days, where they have one; one statement."""
    ask, given = ask_seats(person_ids, body_id, days)
    return {(person, day): Seat(*rest) for person, day, *rest in ask.rows(given)}


def ask_seats(person_ids: Iterable[int], body_id: int, days: Iterable[dt.date]) -> Ask:
    """Give what ``seats_of`` asks, to be asked together with more."""
    persons = sorted(set(person_ids))
    return _ASK_SEATS, {"body": body_id, "persons": persons, "days": sorted(set(days))}


def persons_in(rows: Iterable[Standing]) -> set[int]:
    """Give the persons, each once however many appointments they have."""
    return {row.person_id for row in rows}


def sides_in(rows: Iterable[Standing]) -> frozenset[str]:
    """Give the sides of the body that are among them."""
    return frozenset(row.side for row in rows if row.side)
