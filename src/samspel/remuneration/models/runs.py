"""Runs: a month's payment, frozen when it is closed, and the rows that it pays."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from samspel.kit.enums import choices_of
from samspel.kit.models import PublicId
from samspel.people.models import Body, Person
from samspel.remuneration.enums import EntryReason, LineState, Pays, RunState
from samspel.remuneration.models.duties import Duty
from samspel.remuneration.models.payees import KeptFigures
from samspel.rulebooks.models import RulesetVersion


class Run(PublicId):
    """Lönekörning: what is paid on one payday. Frozen from the day it is closed.

    ``month`` is its first day. ``facts_up_to`` is the last row of facts that it knew, so
    that it can be settled again; its rule sets stand in ``RunVersion``.
    """

    month = models.DateField(unique=True)
    closes_on = models.DateField()
    pays_on = models.DateField()
    state = models.CharField(
        max_length=8, choices=choices_of(RunState), default=RunState.OPEN.value
    )
    facts_up_to = models.BigIntegerField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_by = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="+"
    )
    paid_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = "lönekörning"
        ordering = ["-month"]
        constraints = [
            models.CheckConstraint(
                condition=Q(month__day=1), name="run_month_is_its_first_day"
            ),
            models.CheckConstraint(
                condition=Q(state=RunState.OPEN, closed_at__isnull=True)
                | (
                    ~Q(state=RunState.OPEN)
                    & Q(closed_at__isnull=False, facts_up_to__isnull=False)
                ),
                name="run_closed_has_its_moment_and_facts",
            ),
            models.UniqueConstraint(
                fields=["state"],
                condition=Q(state=RunState.OPEN),
                name="run_one_open_at_a_time",
            ),
            models.CheckConstraint(
                condition=Q(pays_on__gte=F("closes_on")), name="run_paid_after_it_closes"
            ),
        ]

    def __str__(self) -> str:
        return f"Lönekörning {self.month:%Y-%m}"

    @property
    def standing(self) -> RunState:
        """The state as the enum that knows its next states."""
        return RunState(self.state)


class RunVersion(models.Model):
    """Regelversion i en körning: a rule set that the run was settled by. Ledger.

    ``rates_sha256`` is the hash of the rule set and the national figures together;
    ``figures`` are the latter, by which the run can be settled again.
    """

    run = models.ForeignKey(Run, models.PROTECT, related_name="versions")
    version = models.ForeignKey(RulesetVersion, models.PROTECT, related_name="+")
    rates_sha256 = models.CharField(max_length=64)
    figures = models.ForeignKey(KeptFigures, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = "regelversion i körning"
        constraints = [
            models.UniqueConstraint(fields=["run", "version"], name="run_version_once")
        ]

    def __str__(self) -> str:
        return f"{self.run}: {self.version}"


class Entry(models.Model):
    """Rad i en körning: an amount that is paid, or paid back. Ledger: never changed.

    ``rule`` is the payment's key in the rule set and ``on`` the day of the event. Rows of
    the same duty, rule and day over all runs add up to what it is worth: a correction is
    the difference, with ``was_amount`` and the row that it ``corrects``. ``working`` is
    what the person reads behind "Varför?".
    """

    run = models.ForeignKey(Run, models.PROTECT, related_name="entries")
    person = models.ForeignKey(Person, models.PROTECT, related_name="remuneration_entries")
    body = models.ForeignKey(Body, models.PROTECT, related_name="+")
    duty = models.ForeignKey(Duty, models.PROTECT, related_name="entries")
    on = models.DateField()
    rule = models.CharField(max_length=60)
    title = models.CharField(max_length=160)
    pays = models.CharField(max_length=16, choices=choices_of(Pays))
    amount = models.DecimalField(max_digits=12, decimal_places=2)
    tax_free = models.DecimalField(max_digits=12, decimal_places=2, default=0)
    minutes = models.IntegerField(default=0)
    was_amount = models.DecimalField(max_digits=12, decimal_places=2, null=True, blank=True)
    corrects = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="corrected_by"
    )
    reason = models.CharField(
        max_length=8, choices=choices_of(EntryReason), default=EntryReason.NEW.value
    )
    state = models.CharField(
        max_length=12, choices=choices_of(LineState), default=LineState.PAID.value
    )
    clause = models.CharField(max_length=60, blank=True)
    working = models.JSONField(default=list)
    version = models.ForeignKey(RulesetVersion, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = "rad i lönekörning"
        verbose_name_plural = "rader i lönekörning"
        ordering = ["id"]
        indexes = [
            models.Index(fields=["run", "person"], name="entry_run_person"),
            models.Index(fields=["person", "on"], name="entry_person_day"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["run", "duty", "rule", "on"], name="entry_one_row_per_line_and_run"
            ),
            models.CheckConstraint(
                condition=Q(reason=EntryReason.NEW, was_amount__isnull=True)
                | (~Q(reason=EntryReason.NEW) & Q(was_amount__isnull=False)),
                name="entry_a_correction_shows_what_it_was",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title}: {self.amount}"
