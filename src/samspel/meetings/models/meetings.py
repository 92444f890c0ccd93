"""Meetings, and what a body has set for its own."""

from __future__ import annotations

import datetime as dt

from django.db import models
from django.db.models import F, Q

from samspel.foundation.dates import local_day, say_date
from samspel.kit.enums import choices_of
from samspel.kit.language import current
from samspel.kit.models import PublicId
from samspel.meetings.calculation import DeadlineRule
from samspel.meetings.enums import MeetingState
from samspel.people.models import Body


class BodyMeetingSettings(models.Model):
    """Mötesinställningar: how many days before a body's meetings things are due.

    Configuration, one row per body, with the decision that it rests on. The row is
    also what every act that numbers or places something in the body locks first.
    """

    body = models.OneToOneField(Body, models.PROTECT, related_name="meeting_settings")
    presidium_days = models.PositiveSmallIntegerField(null=True, blank=True)
    dispatch_days = models.PositiveSmallIntegerField(default=8)
    dispatch_time = models.TimeField(default=dt.time(12))
    notice_days = models.PositiveSmallIntegerField(default=5)
    approval_days = models.PositiveSmallIntegerField(default=14)
    counts_weekdays = models.BooleanField(default=True)
    usual_start = models.TimeField(default=dt.time(13))
    usual_end = models.TimeField(default=dt.time(16))
    usual_place = models.CharField(max_length=120, blank=True)
    decided = models.CharField(max_length=200, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        verbose_name = "mötesinställningar"
        constraints = [
            models.CheckConstraint(
                condition=Q(dispatch_days__gte=F("notice_days")),
                name="meeting_settings_papers_are_in_before_the_notice",
            ),
            models.CheckConstraint(
                condition=Q(presidium_days__isnull=True)
                | Q(presidium_days__gte=F("notice_days")),
                name="meeting_settings_presidium_before_the_notice",
            ),
            models.CheckConstraint(
                condition=Q(approval_days__gte=1),
                name="meeting_settings_approval_after_the_meeting",
            ),
            models.CheckConstraint(
                condition=Q(usual_end__gt=F("usual_start")),
                name="meeting_settings_end_after_start",
            ),
        ]

    def __str__(self) -> str:
        return f"Mötesinställningar, {self.body}"

    @property
    def rule(self) -> DeadlineRule:
        """How the chain of deadlines is counted."""
        return DeadlineRule(
            dispatch_days=self.dispatch_days,
            notice_days=self.notice_days,
            presidium_days=self.presidium_days,
            approval_days=self.approval_days,
            weekdays=self.counts_weekdays,
        )


class Meeting(PublicId):
    """Sammanträde: a body's meeting from plan to held or cancelled. Working table.

    ``dispatch_deadline_at`` is the last moment when papers are taken in: what is ready
    by then lands here. Two meetings of a body never overlap (an exclusion constraint
    in the migrations). Numbers run per body and year; a cancelled meeting keeps its own.
    """

    body = models.ForeignKey(Body, models.PROTECT, related_name="meetings")
    year = models.PositiveSmallIntegerField()
    number = models.PositiveSmallIntegerField()
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    place = models.CharField(max_length=120, blank=True)
    is_ordinary = models.BooleanField(default=True)
    state = models.CharField(
        max_length=12, choices=choices_of(MeetingState), default=MeetingState.PLANNED
    )
    presidium_on = models.DateField(null=True, blank=True)
    dispatch_deadline_at = models.DateTimeField()
    notice_on = models.DateField()
    approval_on = models.DateField()
    dispatched_at = models.DateTimeField(null=True, blank=True)
    held_at = models.DateTimeField(null=True, blank=True)
    cancelled_reason = models.CharField(max_length=300, blank=True)
    calendar_sequence = models.PositiveIntegerField(default=0)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        verbose_name = "möte"
        ordering = ["starts_at", "id"]
        indexes = [models.Index(fields=["starts_at"], name="meeting_starts_at")]
        constraints = [
            models.UniqueConstraint(
                fields=["body", "year", "number"], name="meeting_number_once_a_year"
            ),
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("starts_at")), name="meeting_ends_after_it_starts"
            ),
            models.CheckConstraint(
                condition=Q(dispatch_deadline_at__lte=F("starts_at")),
                name="meeting_papers_are_in_before_it_starts",
            ),
            models.CheckConstraint(
                condition=(Q(state=MeetingState.CANCELLED) & ~Q(cancelled_reason=""))
                | (~Q(state=MeetingState.CANCELLED) & Q(cancelled_reason="")),
                name="meeting_cancelled_for_a_reason",
            ),
            models.CheckConstraint(
                condition=~Q(state=MeetingState.CALLED) | Q(dispatched_at__isnull=False),
                name="meeting_called_has_been_dispatched",
            ),
            models.CheckConstraint(
                condition=Q(state=MeetingState.HELD, held_at__isnull=False)
                | (~Q(state=MeetingState.HELD) & Q(held_at__isnull=True)),
                name="meeting_held_at_a_time",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.body}, {say_date(self.day, current())}"

    @property
    def day(self) -> dt.date:
        """The day on which the meeting begins, in Sweden."""
        return local_day(self.starts_at)

    @property
    def status(self) -> MeetingState:
        """The state as the enum that knows its words and moves."""
        return MeetingState(self.state)

    @property
    def is_ahead(self) -> bool:
        """Whether the meeting is planned or called, and so still to be held."""
        return self.status.is_ahead

    @property
    def has_been_called(self) -> bool:
        """Whether the notice has gone out, and with it the members' calendar entries."""
        return self.dispatched_at is not None

    def takes_papers(self, at: dt.datetime) -> bool:
        """Whether what is ready at the instant lands here; the deadline itself is in time."""
        return self.state == MeetingState.PLANNED and at <= self.dispatch_deadline_at
