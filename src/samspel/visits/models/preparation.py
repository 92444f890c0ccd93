"""Before the visit: the unit's page, and that a visitor has confirmed the conduct."""

from __future__ import annotations

from django.db import models

from samspel.kit.models import PublicId
from samspel.visits.models.visits import Visit, Visitor


class Preparation(PublicId):
    """Enhetens sida inför besöket: written by the unit's manager, saved as it is written."""

    visit = models.OneToOneField(Visit, models.PROTECT, related_name="preparation")
    started_at = models.DateTimeField()
    ready_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = "sida inför besöket"

    def __str__(self) -> str:
        return f"Inför besöket: {self.visit}"


class PreparationSection(models.Model):
    """Avsnitt i underlaget: as the rules name it. Versioned, so that two may write."""

    preparation = models.ForeignKey(Preparation, models.PROTECT, related_name="sections")
    key = models.CharField(max_length=64)
    text = models.TextField(blank=True)
    version = models.PositiveIntegerField(default=0)
    updated_by = models.ForeignKey(
        "people.Person", models.PROTECT, null=True, blank=True, related_name="+"
    )
    updated_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["preparation", "key"], name="preparation_section_once"
            )
        ]

    def __str__(self) -> str:
        return self.key


class ConductConfirmation(PublicId):
    """Bekräftat förhållningssätt: that a visitor has read the points in force. Kept as it is."""

    visitor = models.OneToOneField(Visitor, models.PROTECT, related_name="confirmation")
    confirmed_at = models.DateTimeField()
    points = models.JSONField(default=list)
    secrecy_confirmed = models.BooleanField(default=False)
    ruleset_sha256 = models.CharField(max_length=64)

    class Meta:
        verbose_name = "bekräftat förhållningssätt"

    def __str__(self) -> str:
        return f"{self.visitor}"
