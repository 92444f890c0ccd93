"""Entering planned rows by the register's own acts, and keeping account of what was made."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from samspel.audit.actors import Actor
from samspel.foundation.refusal import Refused
from samspel.people.enums import BodyKind
from samspel.people.models import (
    Body,
    Department,
    Operation,
    Party,
    Person,
    Term,
    Versioned,
)
from samspel.people.queries.imports import (
    EmploymentPlan,
    MandatePlan,
    OrganisationPlan,
    PersonPlan,
    Problem,
    RowPlan,
)
from samspel.people.services.mandates import elect
from samspel.people.services.organisation import open_department, open_operation, open_unit
from samspel.people.services.persons import register_person
from samspel.people.services.staffing import Staffing


class Entering:
    """One import under way: what it has made, and what it has looked up already."""

    def __init__(self, actor: Actor, rows: Sequence[RowPlan]) -> None:
        self.actor = actor
        self.changes: list[dict[str, Any]] = []
        self._persons: dict[str, Person] = {}
        self._bodies = Body.objects.select_related("parent").in_bulk()
        self._parties = Party.objects.in_bulk()
        self._terms = Term.objects.in_bulk()
        self._known: dict[tuple[str, ...], Any] = {}
        posts = [row.plan for row in rows if isinstance(row.plan, EmploymentPlan)]
        self._staffing = Staffing(posts, actor) if posts else None
        self._row = 0

    def enter(self, rows: Sequence[RowPlan]) -> list[RowPlan]:
        """Enter some rows; give those that the acts refused, with why noted on each."""
        if self._staffing is not None:
            return self._enter_employments(rows, self._staffing)
        return [row for row in rows if not self._entered(row)]

    def _enter_employments(self, rows: Sequence[RowPlan], staffing: Staffing) -> list[RowPlan]:
        """Enter employments together; a refused one is left out, and the others go in."""
        refused, drafts = [], []
        for row in rows:
            if not isinstance(row.plan, EmploymentPlan):
                continue
            try:
                drafts.append((row.number, staffing.draft(row.plan)))
            except Refused as refusal:
                refused.append(_noted(row, refusal))
        for self._row, made in staffing.write(drafts):
            self._made(made)
        return refused

    def _entered(self, row: RowPlan) -> bool:
        """Enter one row; a refusal is noted on it, and undoes only that row."""
        before = len(self.changes)
        try:
            with transaction.atomic():
                self._enter(row)
        except Refused as refusal:
            self._back_to(before)
            _noted(row, refusal)
            return False
        return True

    def _back_to(self, mark: int) -> None:
        """Forget what a refused row made."""
        gone = {(each["model"], each["pk"]) for each in self.changes[mark:]}
        del self.changes[mark:]
        self._persons = {
            key: person
            for key, person in self._persons.items()
            if ("person", person.pk) not in gone
        }
        self._known = {
            key: place
            for key, place in self._known.items()
            if (place._meta.model_name, place.pk) not in gone
        }

    def in_turn(self, rows: Iterable[RowPlan]) -> list[RowPlan]:
        """Give the rows in the order to enter them: who sits in a committee of another last."""
        return sorted(rows, key=self._is_of_a_working_committee)

    def _is_of_a_working_committee(self, row: RowPlan) -> bool:
        if not isinstance(row.plan, MandatePlan):
            return False
        return self._bodies[row.plan.body_id].kind == BodyKind.WORKING_COMMITTEE

    def _enter(self, row: RowPlan) -> None:
        """Enter one row; refused as the act it does is refused."""
        self._row = row.number
        if isinstance(row.plan, MandatePlan):
            self._enter_mandate(row.plan)
        elif isinstance(row.plan, OrganisationPlan):
            self._enter_place(row.plan)

    def _enter_mandate(self, plan: MandatePlan) -> None:
        self._made(
            elect(
                self._person(plan.person),
                self._bodies[plan.body_id],
                plan.role,
                valid_from=plan.valid_from,
                valid_to=plan.valid_to,
                party=self._parties.get(plan.party_id or 0),
                term=self._terms.get(plan.term_id or 0),
                substitute_order=plan.order,
                elected_by=plan.elected_by,
                elected_on=plan.elected_on,
                elected_paragraph=plan.elected_paragraph,
                actor=self.actor,
            )
        )

    def _enter_place(self, plan: OrganisationPlan) -> None:
        department = self._department(plan)
        if not plan.operation:
            return
        operation = self._operation(plan, department)
        if plan.unit:
            self._made(
                open_unit(
                    plan.unit,
                    operation,
                    valid_from=plan.valid_from,
                    address=plan.address,
                    entrance=plan.entrance,
                    provider=plan.provider,
                    actor=self.actor,
                )
            )

    def _department(self, plan: OrganisationPlan) -> Department:
        key = ("department", plan.department.casefold())
        if key not in self._known:
            self._known[key] = (
                Department.objects.select_related("body").get(pk=plan.department_id)
                if plan.department_id
                else self._made(
                    open_department(
                        plan.department,
                        self._bodies[plan.body_id or 0],
                        valid_from=plan.valid_from,
                        actor=self.actor,
                    )
                )
            )
        found: Department = self._known[key]
        return found

    def _operation(self, plan: OrganisationPlan, department: Department) -> Operation:
        key = ("operation", plan.department.casefold(), plan.operation.casefold())
        if key not in self._known:
            self._known[key] = (
                Operation.objects.select_related("department__body").get(pk=plan.operation_id)
                if plan.operation_id
                else self._made(
                    open_operation(
                        plan.operation, department, valid_from=plan.valid_from, actor=self.actor
                    )
                )
            )
        found: Operation = self._known[key]
        return found

    def _person(self, plan: PersonPlan) -> Person:
        """Give the person of a row: from the register, an earlier row, or registered now."""
        if plan.key not in self._persons:
            self._persons[plan.key] = (
                Person.objects.get(pk=plan.person_id)
                if plan.person_id
                else self._made(
                    register_person(
                        plan.given_name,
                        plan.family_name,
                        email=plan.email,
                        phone=plan.phone,
                        is_protected=plan.is_protected,
                        is_someone_else=True,  # looked up when the row was planned
                        actor=self.actor,
                    )
                )
            )
        return self._persons[plan.key]

    def _made(self, row: Any) -> Any:
        """Keep account of a row that was made."""
        assert isinstance(row, Versioned)  # noqa: S101  everything that is imported has one
        self.changes.append(
            {
                "model": row._meta.model_name,
                "pk": row.pk,
                "version": row.version,
                "row": self._row,
            }
        )
        return row


def _noted(row: RowPlan, refusal: Refused) -> RowPlan:
    """Note on the row why the act refused it."""
    row.problems.append(Problem(_("Raden"), refusal.message))
    return row
