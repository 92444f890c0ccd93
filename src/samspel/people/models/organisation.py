"""The administration: departments, operations and units, and who works there."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from samspel.kit.enums import choices_of, label_of
from samspel.kit.models import Dated, PublicId, dated_constraint
from samspel.people.enums import FUNCTIONS, PositionRole
from samspel.people.models.bodies import Body
from samspel.people.models.persons import Person, Versioned


class Department(PublicId, Dated, Versioned):
    """Avdelning eller förvaltning: answers to a body. Working table, dated."""

    name = models.CharField(max_length=120)
    key = models.SlugField(max_length=60, unique=True)
    body = models.ForeignKey(Body, models.PROTECT, related_name="departments")
    sort_key = models.CharField(max_length=400, editable=False, db_index=True)

    class Meta:
        verbose_name = "avdelning"
        ordering = ["sort_key", "id"]
        constraints = [dated_constraint("department_ends_after_it_begins")]

    def __str__(self) -> str:
        return self.name


class Operation(PublicId, Dated, Versioned):
    """Verksamhet: a field of work within a department, with its units. Dated."""

    name = models.CharField(max_length=120)
    key = models.SlugField(max_length=60, unique=True)
    department = models.ForeignKey(Department, models.PROTECT, related_name="operations")
    sort_key = models.CharField(max_length=400, editable=False, db_index=True)

    class Meta:
        verbose_name = "verksamhet"
        ordering = ["sort_key", "id"]
        constraints = [dated_constraint("operation_ends_after_it_begins")]

    def __str__(self) -> str:
        return self.name


class Unit(PublicId, Dated, Versioned):
    """Enhet: a school kitchen, a home for the elderly; own or run by a private provider."""

    name = models.CharField(max_length=120)
    operation = models.ForeignKey(Operation, models.PROTECT, related_name="units")
    address = models.CharField(max_length=200, blank=True)
    entrance = models.CharField(max_length=200, blank=True)
    is_private = models.BooleanField(default=False)
    provider = models.CharField(max_length=120, blank=True)
    sort_key = models.CharField(max_length=400, editable=False, db_index=True)

    class Meta:
        verbose_name = "enhet"
        ordering = ["sort_key", "id"]
        constraints = [
            dated_constraint("unit_ends_after_it_begins"),
            models.CheckConstraint(
                condition=Q(is_private=False) | ~Q(provider=""),
                name="unit_private_has_a_provider",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Employment(PublicId, Dated, Versioned):
    """Anställning: title, function, place and manager, for a time. Working table.

    Placed in exactly one department, operation or unit. A secretary or a head
    of administration also serves bodies.
    """

    person = models.ForeignKey(Person, models.PROTECT, related_name="employments")
    title = models.CharField(max_length=120)
    function = models.CharField(
        max_length=24,
        choices=[each for each in choices_of(PositionRole) if each[0] in FUNCTIONS],
        default=PositionRole.EMPLOYEE,
    )
    department = models.ForeignKey(
        Department, models.PROTECT, null=True, blank=True, related_name="employments"
    )
    operation = models.ForeignKey(
        Operation, models.PROTECT, null=True, blank=True, related_name="employments"
    )
    unit = models.ForeignKey(
        Unit, models.PROTECT, null=True, blank=True, related_name="employments"
    )
    manager = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="reports"
    )
    serves = models.ManyToManyField(Body, blank=True, related_name="servants")

    class Meta:
        verbose_name = "anställning"
        constraints = [
            dated_constraint("employment_ends_after_it_begins"),
            models.CheckConstraint(
                condition=Q(department__isnull=False, operation__isnull=True, unit__isnull=True)
                | Q(department__isnull=True, operation__isnull=False, unit__isnull=True)
                | Q(department__isnull=True, operation__isnull=True, unit__isnull=False),
                name="employment_in_exactly_one_place",
            ),
            models.CheckConstraint(
                condition=Q(manager__isnull=True) | ~Q(manager=models.F("person")),
                name="employment_nobody_is_their_own_manager",
            ),
        ]

    def __str__(self) -> str:
        # Printed in the audit trail: the title may name the place, the function never does.
        return f"{self.person}, {self.function_label}"

    @property
    def function_label(self) -> str:
        """The function in words, without the place."""
        return label_of(PositionRole, self.function).lower()

    @property
    def place(self) -> Department | Operation | Unit | None:
        """Where the person is employed."""
        return self.unit or self.operation or self.department
