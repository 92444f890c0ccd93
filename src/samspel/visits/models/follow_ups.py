"""Afterwards: what a unit wanted lifted, who has it, and what became of it."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from samspel.kit.enums import choices_of
from samspel.kit.models import PublicId
from samspel.visits.enums import FollowUpState
from samspel.visits.models.visits import Visit


class FollowUp(PublicId):
    """Uppföljning: one thing that a unit wanted lifted, until it is closed. Working table."""

    visit = models.ForeignKey(Visit, models.PROTECT, related_name="follow_ups")
    text = models.TextField()
    owner = models.ForeignKey(
        "people.Person", models.PROTECT, null=True, blank=True, related_name="+"
    )
    due_on = models.DateField(null=True, blank=True)
    state = models.CharField(
        max_length=8, choices=choices_of(FollowUpState), default=FollowUpState.OPEN.value
    )
    noted_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True, blank=True)
    outcome = models.TextField(blank=True)

    class Meta:
        verbose_name = "uppföljning"
        ordering = ["noted_at", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state=FollowUpState.CLOSED.value, closed_at__isnull=False)
                | (~Q(state=FollowUpState.CLOSED.value) & Q(closed_at__isnull=True)),
                name="follow_up_closed_has_its_moment",
            )
        ]
        indexes = [
            models.Index(
                fields=["owner", "due_on"],
                condition=~Q(state=FollowUpState.CLOSED.value),
                name="follow_up_open_owner",
            )
        ]

    def __str__(self) -> str:
        return f"Uppföljning: {self.visit}"


class FollowUpNote(models.Model):
    """Anteckning: what somebody wrote about a follow-up on its way."""

    follow_up = models.ForeignKey(FollowUp, models.PROTECT, related_name="notes")
    author = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    text = models.TextField()
    written_at = models.DateTimeField()

    class Meta:
        ordering = ["written_at", "id"]

    def __str__(self) -> str:
        return f"{self.follow_up}"
