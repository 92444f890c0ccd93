"""What is handed in with a duty: lost earnings, journeys, costs, certificates of income."""

from __future__ import annotations

import datetime as dt

from django.db import models
from django.db.models import F, Q

from samspel.documents.models import Document
from samspel.kit.enums import choices_of
from samspel.kit.models import PublicId
from samspel.people.models import Person
from samspel.remuneration.enums import CertificateState, CostKind, Income
from samspel.remuneration.models.duties import Duty


class IncomeCertificate(PublicId):
    """Inkomstintyg: what somebody earns, certified by the employer. Working table.

    Read by the person and by those who pay, nobody else. The employer answers on a page
    whose address carries a secret, of which only the hash is kept; ``answer_by`` is the last
    day on which it leads anywhere. One of the three incomes is told when the certificate
    holds.
    """

    person = models.ForeignKey(Person, models.PROTECT, related_name="income_certificates")
    state = models.CharField(max_length=10, choices=choices_of(CertificateState))
    employer = models.CharField(max_length=120)
    employer_email = models.EmailField(blank=True)
    hourly = models.DecimalField(max_digits=10, decimal_places=2, null=True, blank=True)
    monthly = models.DecimalField(max_digits=10, decimal_places=2, null=True, blank=True)
    yearly = models.DecimalField(max_digits=12, decimal_places=2, null=True, blank=True)
    has_lost_holiday_pay = models.BooleanField(default=False)
    works_from = models.PositiveSmallIntegerField(null=True, blank=True)
    works_to = models.PositiveSmallIntegerField(null=True, blank=True)
    works_weekends = models.BooleanField(default=False)
    valid_from = models.DateField()
    valid_until = models.DateField()
    document = models.ForeignKey(
        Document, models.PROTECT, null=True, blank=True, related_name="+"
    )
    secret_hash = models.CharField(max_length=64, blank=True, db_index=True)
    asked_at = models.DateTimeField()
    answer_by = models.DateField(null=True, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.CharField(max_length=120, blank=True)
    answer = models.CharField(max_length=500, blank=True)

    class Meta:
        verbose_name = "inkomstintyg"
        ordering = ["-valid_from", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_until__gte=F("valid_from")),
                name="certificate_ends_after_it_begins",
            ),
            models.CheckConstraint(
                condition=~Q(state=CertificateState.UPLOADED) | Q(document__isnull=False),
                name="certificate_uploaded_has_its_file",
            ),
        ]

    def __str__(self) -> str:
        return f"Inkomstintyg {self.valid_from}"

    def has_run_out(self, today: dt.date) -> bool:
        """Whether the employer's address no longer leads anywhere, though nobody has answered."""
        return self.answer_by is not None and self.answer_by < today


class LostEarnings(models.Model):
    """Förlorad arbetsinkomst: the earnings that one duty cost. Working table."""

    duty = models.OneToOneField(Duty, models.PROTECT, related_name="lost_earnings")
    income = models.CharField(max_length=14, choices=choices_of(Income))
    starts = models.PositiveSmallIntegerField(default=0)
    minutes = models.PositiveIntegerField()
    certificate = models.ForeignKey(
        IncomeCertificate, models.PROTECT, null=True, blank=True, related_name="claims"
    )

    class Meta:
        verbose_name = "förlorad arbetsinkomst"
        constraints = [
            models.CheckConstraint(
                condition=Q(minutes__gt=0) & Q(minutes__lte=1440),
                name="lost_earnings_within_a_day",
            )
        ]

    def __str__(self) -> str:
        return f"{self.duty}: {self.minutes} min"


class Journey(models.Model):
    """Resa: the road to a duty and back. Working table."""

    duty = models.OneToOneField(Duty, models.PROTECT, related_name="journey")
    km = models.DecimalField(max_digits=7, decimal_places=1)
    minutes = models.PositiveIntegerField(default=0)
    route = models.CharField(max_length=200)

    class Meta:
        verbose_name = "resa"
        constraints = [
            models.CheckConstraint(condition=Q(km__gte=0), name="journey_not_negative"),
            models.CheckConstraint(condition=~Q(route=""), name="journey_has_its_route"),
        ]

    def __str__(self) -> str:
        return f"{self.route}, {self.km} km"


class Cost(PublicId):
    """Kostnad: something paid for a duty, with its receipt. Working table."""

    duty = models.ForeignKey(Duty, models.PROTECT, related_name="costs")
    kind = models.CharField(max_length=20, choices=choices_of(CostKind))
    amount = models.DecimalField(max_digits=9, decimal_places=2)
    note = models.CharField(max_length=200, blank=True)
    receipt = models.ForeignKey(
        Document, models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        verbose_name = "kostnad"
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(condition=Q(amount__gt=0), name="cost_above_zero")
        ]

    def __str__(self) -> str:
        return f"{self.kind}: {self.amount}"
