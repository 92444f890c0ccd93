"""What decisions ask somebody to do, and what came of it."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from samspel.cases.enums import AssignmentState
from samspel.cases.models.cases import Case
from samspel.kit.enums import choices_of
from samspel.kit.models import PublicId
from samspel.people.models import Body, Person


class Assignment(PublicId):
    """Uppdrag som ett beslut ger: what, who, by when, by which decision.

    Working table. ``body`` is the one that decided and wants to hear how it went; the
    ``key`` is given by whoever opens it, so that one decision never makes two.
    """

    case = models.ForeignKey(Case, models.PROTECT, related_name="assignments")
    body = models.ForeignKey(Body, models.PROTECT, related_name="assignments_given")
    text = models.TextField()
    owner = models.ForeignKey(Person, models.PROTECT, related_name="assignments")
    due_on = models.DateField()
    citation = models.CharField(max_length=200)
    state = models.CharField(
        max_length=12, choices=choices_of(AssignmentState), default=AssignmentState.OPEN
    )
    given_at = models.DateTimeField()
    ended_on = models.DateField(null=True, blank=True)
    withdrawn_reason = models.CharField(max_length=300, blank=True)
    key = models.CharField(max_length=160, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        verbose_name = "uppdrag ur beslut"
        ordering = ["due_on", "id"]
        indexes = [models.Index(fields=["state", "due_on"], name="assignment_state_due")]
        constraints = [
            models.UniqueConstraint(
                fields=["key"], condition=~Q(key=""), name="assignment_one_per_cause"
            ),
            models.CheckConstraint(
                condition=Q(state=AssignmentState.OPEN, ended_on__isnull=True)
                | (~Q(state=AssignmentState.OPEN) & Q(ended_on__isnull=False)),
                name="assignment_ended_on_a_day",
            ),
            models.CheckConstraint(
                condition=~Q(citation=""), name="assignment_rests_on_a_decision"
            ),
        ]

    def __str__(self) -> str:
        return f"{self._meta.verbose_name} {self.pk}"

    @property
    def status(self) -> AssignmentState:
        """The state as the enum that knows its words."""
        return AssignmentState(self.state)


class AssignmentReport(models.Model):
    """Återrapport: what was said of an assignment. Append-only ledger (a trigger refuses
    changes); a new word on it is a new row."""

    assignment = models.ForeignKey(Assignment, models.PROTECT, related_name="reports")
    text = models.TextField()
    is_final = models.BooleanField()
    reported_by = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="+"
    )
    reported_by_name = models.CharField(max_length=200)
    reported_at = models.DateTimeField()

    class Meta:
        verbose_name = "återrapport"
        ordering = ["id"]

    def __str__(self) -> str:
        return f"Återrapport {self.pk}"
