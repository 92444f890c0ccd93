"""What a journey with a night away is told by, so that traktamente can be reckoned."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from samspel.remuneration.models.duties import Duty


class NightsAway(models.Model):
    """Förrättning med övernattning: when the person left and came back, and where. Working table.

    Times are minutes after midnight. ``breakfasts``, ``lunches`` and ``dinners`` are the days
    (ISO) on which somebody else paid for the meal; ``own_nights`` the nights that the person
    has arranged for themself.
    """

    duty = models.OneToOneField(Duty, models.PROTECT, related_name="nights_away")
    left_on = models.DateField()
    left_at = models.PositiveSmallIntegerField()
    back_on = models.DateField()
    back_at = models.PositiveSmallIntegerField()
    place = models.CharField(max_length=200)
    km = models.DecimalField(max_digits=7, decimal_places=1)
    own_nights = models.PositiveSmallIntegerField(default=0)
    breakfasts = models.JSONField(default=list)
    lunches = models.JSONField(default=list)
    dinners = models.JSONField(default=list)

    class Meta:
        verbose_name = "förrättning med övernattning"
        constraints = [
            models.CheckConstraint(
                condition=Q(back_on__gt=F("left_on")), name="nights_away_has_a_night"
            ),
            models.CheckConstraint(
                condition=Q(left_at__lt=1440) & Q(back_at__lt=1440),
                name="nights_away_times_on_the_clock",
            ),
            models.CheckConstraint(condition=~Q(place=""), name="nights_away_has_its_place"),
        ]

    def __str__(self) -> str:
        return f"{self.place}, {self.left_on}–{self.back_on}"
