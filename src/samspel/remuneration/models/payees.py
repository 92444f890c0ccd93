"""What payroll knows of those who are paid, and the figures that old runs were settled by."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from samspel.people.models import Person


class PayeeNumber(models.Model):
    """Löneuppgift: a person's identity number and employee number. Working table.

    Kept here and nowhere else, for the file to payroll. Read by those who pay, each time
    as a disclosure in the trail; weeded when the retention rule says so.
    """

    person = models.OneToOneField(Person, models.PROTECT, related_name="payee_number")
    identity_number = models.CharField(max_length=12, blank=True)
    employee_number = models.CharField(max_length=20, blank=True)

    class Meta:
        verbose_name = "löneuppgift"
        constraints = [
            models.UniqueConstraint(
                fields=["identity_number"],
                condition=~Q(identity_number=""),
                name="payee_identity_number_once",
            ),
            models.UniqueConstraint(
                fields=["employee_number"],
                condition=~Q(employee_number=""),
                name="payee_employee_number_once",
            ),
            models.CheckConstraint(
                condition=Q(identity_number="") | Q(identity_number__regex=r"^[0-9]{12}$"),
                name="payee_identity_number_has_twelve_digits",
            ),
        ]

    def __str__(self) -> str:
        # Printed in the trail: never the number.
        return str(self.person)


class KeptFigures(models.Model):
    """Riksbelopp: the national figures that a run was settled by. Ledger, by their hash.

    The shipped ones change with the product; an old run is settled again by its own.
    """

    sha256 = models.CharField(max_length=64, unique=True)
    files = models.JSONField()

    class Meta:
        verbose_name = "riksbelopp i körning"

    def __str__(self) -> str:
        return self.sha256
