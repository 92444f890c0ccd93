"""Employments from a file, many at a time: checked against what was read once, written at once.

The checks are those of employing one (``employments.py``), and so are the entries in the
log. What differs is how the register is asked: a constant number of statements for each
so many rows, however many rows the file has.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from samspel.audit.actors import Actor
from samspel.audit.services import Act, record_many
from samspel.foundation.refusal import Refused
from samspel.people import events, policies
from samspel.people.models import (
    Body,
    Department,
    Employment,
    Mandate,
    Operation,
    Person,
    Unit,
    Versioned,
)
from samspel.people.policies import Place
from samspel.people.queries.imports import EmploymentPlan, PersonPlan
from samspel.people.queries.imports.directory import Period, clashes
from samspel.people.services.eligibility import require_may_hold_post
from samspel.people.services.employments import (
    facts_of,
    refuse_doubled,
    unwritten_employment,
)
from samspel.people.services.persons import acts_of_registering, unwritten_person

_PLACES: tuple[tuple[str, type[Place], str], ...] = (
    ("department", Department, "body"),
    ("operation", Operation, "department__body"),
    ("unit", Unit, "operation__department__body"),
)
_Who = tuple[int | str, str, tuple[str, int]]


class Staffing:
    """One file's employments: what they are checked against, and what is written of them."""

    def __init__(self, plans: Sequence[EmploymentPlan], actor: Actor) -> None:
        """Read the register once; the places are held until the transaction is over."""
        policies.require_may_keep(actor)
        self._actor = actor
        self._bodies = Body.objects.select_related("parent").in_bulk()
        self._places = _held({plan.place for plan in plans})
        known = {plan.person.person_id for plan in plans if plan.person.person_id}
        managers = {plan.manager_id for plan in plans if plan.manager_id}
        self._persons = Person.objects.in_bulk(known | managers)
        self._new: dict[str, Person] = {}
        self._served: dict[int, tuple[int, ...]] = {}
        self._periods = _periods_of(known)
        self._elected = set(
            Mandate.objects.filter(person_id__in=known).values_list("person_id", flat=True)
        )

    def draft(self, plan: EmploymentPlan) -> Employment:
        """Give one row's employment, not written yet; refuses as ``employ`` does."""
        is_first = plan.person.key not in self._new
        try:
            return self._checked(plan)
        except Refused:
            # Who was only in a row that is refused is not put in the register.
            if is_first:
                self._new.pop(plan.person.key, None)
            raise

    def write(self, drafts: Sequence[tuple[int, Employment]]) -> list[tuple[int, Versioned]]:
        """Write drafts, their persons and their entries; give what was made, by row number."""
        employments = [employment for _number, employment in drafts]
        new = {id(each.person): each.person for each in employments if each.person.pk is None}
        Person.objects.bulk_create(new.values())
        Employment.objects.bulk_create(employments)
        served = Employment.serves.through
        served._default_manager.bulk_create(
            served(employment_id=each.pk, body_id=body_id)
            for each in employments
            for body_id in self._served.pop(id(each), ())
        )
        made, acts = _account(drafts, set(new))
        record_many(acts, actor=self._actor)
        events.employments_begun.send(Employment, rows=employments, actor=self._actor)
        return made

    def _checked(self, plan: EmploymentPlan) -> Employment:
        """Draft the employment, and see whether what is there already lets it be."""
        employment = unwritten_employment(
            self._person(plan.person),
            self._places[plan.place],
            title=plan.title,
            function=plan.function,
            valid_from=plan.valid_from,
            valid_to=plan.valid_to,
            manager=self._persons[plan.manager_id] if plan.manager_id else None,
            serves=[self._bodies[body_id] for body_id in plan.serves],
            actor=self._actor,
        )
        who = plan.person.person_id or plan.person.key
        others = self._periods[who, str(plan.function), plan.place]
        period = (employment.valid_from, employment.valid_to)
        for other in others:
            if clashes(period, [other]):
                refuse_doubled(employment, *other)
        if plan.person.person_id in self._elected:
            require_may_hold_post(employment, list(plan.serves))
        others.append(period)
        if plan.serves:
            self._served[id(employment)] = tuple(dict.fromkeys(plan.serves))
        return employment

    def _person(self, plan: PersonPlan) -> Person:
        """Give the person of a row: from the register, of an earlier row, or not written yet."""
        if plan.person_id:
            return self._persons[plan.person_id]
        if plan.key not in self._new:
            self._new[plan.key] = unwritten_person(
                plan.given_name,
                plan.family_name,
                email=plan.email,
                phone=plan.phone,
                is_protected=plan.is_protected,
            )
        return self._new[plan.key]


def _account(
    drafts: Iterable[tuple[int, Employment]], new: set[int]
) -> tuple[list[tuple[int, Versioned]], list[Act]]:
    """Give what was made, and the acts that it is recorded as, in the order of the rows."""
    made: list[tuple[int, Versioned]] = []
    acts: list[Act] = []
    for number, employment in drafts:
        person = employment.person
        if id(person) in new:
            new.discard(id(person))
            made.append((number, person))
            acts += [Act(name, person) for name in acts_of_registering(person)]
        made.append((number, employment))
        acts.append(Act("people.employment.begun", employment, facts_of(employment), (person,)))
    return made, acts


def _held(wanted: set[tuple[str, int]]) -> dict[tuple[str, int], Place]:
    """Lock every place that somebody is to be employed at, with what it lies under."""
    found: dict[tuple[str, int], Place] = {}
    for kind, model, above in _PLACES:
        keys = [key for each, key in wanted if each == kind]
        rows = model._default_manager.select_for_update(of=("self",)).select_related(above)
        for place in rows.filter(pk__in=keys).order_by("pk") if keys else ():
            found[kind, place.pk] = place
    return found


def _periods_of(person_ids: set[int]) -> dict[_Who, list[Period]]:
    """Give when the persons are employed already: by person, function and place."""
    found: dict[_Who, list[Period]] = defaultdict(list)
    for each in Employment.objects.filter(person_id__in=person_ids):
        key = each.unit_id or each.operation_id or each.department_id or 0
        kind = "unit" if each.unit_id else "operation" if each.operation_id else "department"
        period = (each.valid_from, each.valid_to)
        found[each.person_id, each.function, (kind, key)].append(period)
    return found
