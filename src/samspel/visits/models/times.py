"""Times: offered, answered, said to be possible, and set aside in the meeting plan."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from samspel.kit.enums import choices_of
from samspel.kit.models import PublicId
from samspel.visits.enums import AnswerState, Place
from samspel.visits.models.visits import Visit, Visitor


class TimeOption(PublicId):
    """Föreslagen tid: one of the times that a visit could have.

    ``suggested_by`` is the visitor who proposed it; the unit's own offers have none.
    """

    visit = models.ForeignKey(Visit, models.PROTECT, related_name="options")
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    note = models.CharField(max_length=200, blank=True)
    suggested_by = models.ForeignKey(
        "people.Person", models.PROTECT, null=True, blank=True, related_name="+"
    )
    is_chosen = models.BooleanField(default=False)

    class Meta:
        verbose_name = "föreslagen tid"
        ordering = ["starts_at", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("starts_at")), name="option_ends_after_it_begins"
            ),
            models.UniqueConstraint(fields=["visit", "starts_at"], name="option_offered_once"),
            models.UniqueConstraint(
                fields=["visit"], condition=Q(is_chosen=True), name="option_one_is_chosen"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.starts_at:%Y-%m-%d %H:%M}"


class OptionAnswer(models.Model):
    """Svar: whether one visitor can at one offered time."""

    option = models.ForeignKey(TimeOption, models.CASCADE, related_name="answers")
    visitor = models.ForeignKey(Visitor, models.PROTECT, related_name="answers")
    answer = models.CharField(max_length=12, choices=choices_of(AnswerState))
    answered_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["option", "visitor"], name="option_answered_once")
        ]

    def __str__(self) -> str:
        return f"{self.visitor}: {self.answer}"


class Availability(models.Model):
    """Möjlig tid: when a person has said that visits suit, each week or on one day."""

    person = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    weekday = models.PositiveSmallIntegerField(null=True, blank=True)
    on = models.DateField(null=True, blank=True)
    starts = models.TimeField()
    ends = models.TimeField()

    class Meta:
        verbose_name = "möjlig tid"
        constraints = [
            models.CheckConstraint(
                condition=Q(weekday__isnull=False, on__isnull=True)
                | Q(weekday__isnull=True, on__isnull=False),
                name="availability_weekly_or_on_one_day",
            ),
            models.CheckConstraint(
                condition=Q(weekday__isnull=True) | Q(weekday__lte=6),
                name="availability_weekday_exists",
            ),
            models.CheckConstraint(
                condition=Q(ends__gt=F("starts")), name="availability_ends_after_it_begins"
            ),
        ]
        indexes = [models.Index(fields=["person"], name="availability_person")]

    def __str__(self) -> str:
        return f"{self.starts:%H:%M}–{self.ends:%H:%M}"


class VisitDay(models.Model):
    """Besöksdag: a day that the body's meeting plan sets aside for visits."""

    body = models.ForeignKey("people.Body", models.PROTECT, related_name="+")
    on = models.DateField()
    label = models.CharField(max_length=80, blank=True)

    class Meta:
        verbose_name = "besöksdag"
        ordering = ["on"]
        constraints = [
            models.UniqueConstraint(fields=["body", "on"], name="visit_day_once_per_body")
        ]

    def __str__(self) -> str:
        return f"{self.on}"


class UnitTerms(models.Model):
    """Enhetens förutsättningar: what the rules ask about a unit before it is visited."""

    unit = models.OneToOneField("people.Unit", models.PROTECT, related_name="+")
    is_school = models.BooleanField(default=False)
    agreement_allows_visits = models.BooleanField(null=True, blank=True)
    strained_until = models.DateField(null=True, blank=True)
    strained_because = models.CharField(max_length=300, blank=True)
    usual_room = models.CharField(max_length=12, choices=choices_of(Place), blank=True)

    class Meta:
        verbose_name = "enhetens förutsättningar"

    def __str__(self) -> str:
        return str(self.unit)
