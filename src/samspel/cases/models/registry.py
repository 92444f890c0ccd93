"""How a body writes its registry numbers."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from samspel.people.models import Body

DEFAULT_PATTERN = "{organ} {år}/{nummer}"


class RegistryPattern(models.Model):
    """Diarienummer: how a body writes the numbers of its cases.

    Configuration, one row per body, with the decision that it rests on. The row is also
    what every registration in the body locks first, so that numbers come without gaps.
    ``code`` is the body's sign in the number ("KS", "SLK"), ``class_code`` the plan's
    class where the pattern has one, and ``first_number`` the first number in
    ``first_series``, for whoever begins in the middle of a series.
    """

    body = models.OneToOneField(Body, models.PROTECT, related_name="registry_pattern")
    code = models.CharField(max_length=20, blank=True)
    pattern = models.CharField(max_length=60, default=DEFAULT_PATTERN)
    class_code = models.CharField(max_length=20, blank=True)
    starts_every_year = models.BooleanField(default=True)
    first_series = models.PositiveSmallIntegerField(default=0)
    first_number = models.PositiveIntegerField(default=1)
    decided = models.CharField(max_length=200, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        verbose_name = "diarienummer"
        constraints = [
            models.CheckConstraint(
                condition=Q(first_number__gte=1), name="registry_pattern_counts_from_one"
            )
        ]

    def __str__(self) -> str:
        return f"Diarienummer, {self.body}"
