"""Meetings without a roll call of the municipality's: a party's group, a body's presidium."""

from __future__ import annotations

import datetime as dt

from django.db import models
from django.db.models import F, Q

from samspel.foundation.dates import local_day
from samspel.kit.enums import choices_of
from samspel.kit.models import Dated, PublicId, dated_constraint
from samspel.meetings.models import Decision
from samspel.people.models import Body, Mandate, Party, Person
from samspel.remuneration.enums import GATHERINGS, DutyKind, GatheringState


class GroupLeader(PublicId, Dated):
    """Gruppledare: who calls a party's group in a body, by their own mandate there.

    Working table: it may end sooner, and ends with the mandate. The body's secretary
    enters what the group has told.
    """

    mandate = models.ForeignKey(Mandate, models.PROTECT, related_name="group_leaderships")

    class Meta:
        verbose_name = "gruppledare"
        ordering = ["-valid_from", "id"]
        constraints = [dated_constraint("group_leader_ends_after_it_begins")]

    def __str__(self) -> str:
        return str(self.mandate)


class Gathering(PublicId):
    """Grupp- eller presidiemöte: planned, then told who took part. Working table.

    It prepares the work of ``body``; of a group meeting ``party`` says whose. ``decision``
    is the one that allows it, where the rule set asks for that. ``is_minuted`` is told when
    it has been held. ``sequence`` is that of its calendar entry.
    """

    body = models.ForeignKey(Body, models.PROTECT, related_name="gatherings")
    kind = models.CharField(
        max_length=24, choices=[each for each in choices_of(DutyKind) if each[0] in GATHERINGS]
    )
    party = models.ForeignKey(
        Party, models.PROTECT, null=True, blank=True, related_name="gatherings"
    )
    state = models.CharField(
        max_length=10,
        choices=choices_of(GatheringState),
        default=GatheringState.PLANNED.value,
    )
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    place = models.CharField(max_length=120, blank=True)
    decision = models.ForeignKey(
        Decision, models.PROTECT, null=True, blank=True, related_name="+"
    )
    is_minuted = models.BooleanField(default=False)
    planned_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    planned_at = models.DateTimeField()
    held_noted_at = models.DateTimeField(null=True, blank=True)
    sequence = models.PositiveIntegerField(default=0)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        verbose_name = "grupp- eller presidiemöte"
        ordering = ["starts_at", "id"]
        indexes = [models.Index(fields=["body", "starts_at"], name="gathering_body_start")]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("starts_at")), name="gathering_ends_after_it_begins"
            ),
            models.CheckConstraint(
                condition=Q(kind=DutyKind.GROUP_MEETING, party__isnull=False)
                | Q(kind=DutyKind.PRESIDIUM_MEETING, party__isnull=True),
                name="gathering_of_a_party_or_a_presidium",
            ),
            models.CheckConstraint(
                condition=~Q(state=GatheringState.HELD) | Q(held_noted_at__isnull=False),
                name="gathering_held_has_its_moment",
            ),
        ]

    def __str__(self) -> str:
        whose = f" {self.party.abbreviation}" if self.party is not None else ""
        name = DutyKind(self.kind).label.capitalize()
        return f"{name}{whose}, {self.body.name}"[:200]

    @property
    def standing(self) -> GatheringState:
        """The state as the enum that knows its next states."""
        return GatheringState(self.state)

    @property
    def day(self) -> dt.date:
        """The day on which it begins, in Sweden."""
        return local_day(self.starts_at)


class GatheringSeat(models.Model):
    """Plats vid gruppmöte: who is called to the meeting, and when they took part. Working table.

    Times are minutes after midnight and minutes; none until told, and for who was not there.
    """

    gathering = models.ForeignKey(Gathering, models.PROTECT, related_name="seats")
    mandate = models.ForeignKey(Mandate, models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, models.PROTECT, related_name="gathering_seats")
    is_called = models.BooleanField(default=True)
    came_at = models.PositiveSmallIntegerField(null=True, blank=True)
    minutes = models.PositiveSmallIntegerField(null=True, blank=True)

    class Meta:
        verbose_name = "plats vid grupp- eller presidiemöte"
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["gathering", "person"], name="gathering_seat_once_per_person"
            ),
            models.CheckConstraint(
                condition=Q(came_at__isnull=True, minutes__isnull=True)
                | Q(came_at__lt=1440, minutes__gt=0, minutes__lte=1440),
                name="gathering_seat_times_on_the_clock",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person}, {self.gathering}"

    @property
    def was_there(self) -> bool:
        """Whether the person took part."""
        return self.came_at is not None
