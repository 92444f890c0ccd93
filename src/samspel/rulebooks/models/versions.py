"""Adopted guidelines: one rulebook per body and area, with its versions."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from samspel.kit.enums import choices_of
from samspel.kit.models import PublicId
from samspel.people.models import Body, Person
from samspel.rulebooks.enums import VersionState


class Rulebook(PublicId):
    """Regelbok: the guideline of one body in one area, through all its versions."""

    body = models.ForeignKey(Body, models.PROTECT, related_name="rulebooks")
    area = models.CharField(max_length=40)

    class Meta:
        verbose_name = "regelbok"
        constraints = [
            models.UniqueConstraint(
                fields=["body", "area"], name="rulebook_once_per_body_and_area"
            )
        ]

    def __str__(self) -> str:
        return f"{self.body}: {self.area}"


class RulesetVersion(PublicId):
    """Version av en riktlinje: its files, its decision and the two who put it in force.

    Frozen from the day it is proposed (a trigger in the migrations): the next
    version replaces it from its own day. ``confirmed_at`` is the second clock:
    what was known when.
    """

    rulebook = models.ForeignKey(Rulebook, models.PROTECT, related_name="versions")
    state = models.CharField(
        max_length=12, choices=choices_of(VersionState), default=VersionState.DRAFT
    )
    title = models.CharField(max_length=200)
    files = models.JSONField()
    sha256 = models.CharField(max_length=64)
    based_on = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="drafts"
    )
    decided_by = models.CharField(max_length=120, blank=True)
    decided_on = models.DateField(null=True, blank=True)
    decided_paragraph = models.CharField(max_length=20, blank=True)
    effective_from = models.DateField(null=True, blank=True)
    effective_to = models.DateField(null=True, blank=True)
    drafted_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    drafted_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    proposed_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    proposed_at = models.DateTimeField(null=True)
    confirmed_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    confirmed_at = models.DateTimeField(null=True)
    rejected_because = models.CharField(max_length=500, blank=True)

    class Meta:
        verbose_name = "version av riktlinje"
        ordering = ["-effective_from", "-id"]
        indexes = [
            models.Index(
                fields=["rulebook", "state", "effective_from"], name="version_in_force"
            )
        ]
        constraints = [
            models.CheckConstraint(
                condition=~Q(state=VersionState.CONFIRMED)
                | Q(
                    confirmed_by__isnull=False,
                    proposed_by__isnull=False,
                    confirmed_at__isnull=False,
                    decided_on__isnull=False,
                    effective_from__isnull=False,
                ),
                name="version_in_force_has_its_decision_and_two_persons",
            ),
            models.CheckConstraint(
                condition=Q(confirmed_by__isnull=True) | ~Q(confirmed_by=F("proposed_by")),
                name="version_never_confirmed_by_its_proposer",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def citation(self) -> str:
        """The adopting body, day and §, as they are cited."""
        parts = [self.decided_by, str(self.decided_on or ""), self.decided_paragraph]
        return " ".join(part for part in parts if part)
