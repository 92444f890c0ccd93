"""A meeting while it is held, and what the council has set for a body's decisions."""

from __future__ import annotations

import datetime as dt

from django.db import models
from django.db.models import F, Q

from samspel.kit.enums import choices_of
from samspel.meetings.calculation.rights import LocalRights
from samspel.meetings.calculation.serving import SubstituteRule
from samspel.meetings.calculation.turns import LocalOrder, substitute_law
from samspel.meetings.enums import Numbering, RemoteExtent
from samspel.meetings.models.agenda import AgendaItem
from samspel.meetings.models.meetings import Meeting
from samspel.people.enums import BodyKind
from samspel.people.models import Body, Person
from samspel.rules.catalogue.choices import LocalDecision


class DecidingSettings(models.Model):
    """Beslutsordning: what the council of the municipality has set for a body.

    Configuration, one row per body: order of substitutes (KL 6 kap. 16 and 17 §§), who
    may speak and have an opinion noted (4 kap. 28 §, 6 kap. 17 §), remote participation
    (5 kap. 16 §, 6 kap. 24 §), and how the minutes are numbered and laid out. ``citations``
    names the decision that each setting rests on, by the setting's name.
    """

    body = models.OneToOneField(Body, models.PROTECT, related_name="deciding_settings")
    own_party_first = models.BooleanField(default=True)
    party_turns = models.JSONField(default=dict, blank=True)
    begun_goes_first = models.BooleanField(default=True)
    return_same_day = models.BooleanField(default=False)
    constituencies = models.JSONField(default=list, blank=True)
    seat_count = models.PositiveSmallIntegerField(null=True, blank=True)
    substitutes_speak = models.BooleanField(default=True)
    substitutes_note = models.BooleanField(default=False)
    attending_note = models.BooleanField(default=False)
    called_speak = models.BooleanField(default=True)
    remote = models.CharField(
        max_length=12, choices=choices_of(RemoteExtent), default=RemoteExtent.NONE
    )
    is_public = models.BooleanField(default=False)
    answers_without_quorum = models.BooleanField(default=False)
    decision_first = models.BooleanField(default=True)
    numbering = models.CharField(
        max_length=12, choices=choices_of(Numbering), default=Numbering.YEAR
    )
    citations = models.JSONField(default=dict, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        verbose_name = "beslutsordning"
        constraints = [
            models.CheckConstraint(
                condition=Q(seat_count__isnull=True) | Q(seat_count__gte=1),
                name="deciding_settings_at_least_one_seat",
            )
        ]

    def __str__(self) -> str:
        return f"Beslutsordning, {self.body}"

    @property
    def is_council(self) -> bool:
        """Whether KL 5 kap. governs the body and not 6 kap."""
        return self.body.kind == BodyKind.COUNCIL

    def decided(self, name: str) -> LocalDecision:
        """Give what has been decided of a setting; nothing where no decision is cited."""
        if name not in self.citations:
            return LocalDecision.UNDECIDED
        return LocalDecision.YES if getattr(self, name) else LocalDecision.NO

    def substitute_rule(self, on: dt.date) -> SubstituteRule:
        """How substitutes are called in on a day, by the law and what the council decided."""
        return SubstituteRule(
            substitute_law(on, is_council=self.is_council, local=self.local_order),
            turns={party: tuple(turn) for party, turn in self.party_turns.items()},
            constituencies=tuple(self.constituencies),
        )

    @property
    def local_order(self) -> LocalOrder:
        """What has been decided of the body's substitutes."""
        return LocalOrder(
            own_party_first=self.decided("own_party_first"),
            begun_goes_first=self.decided("begun_goes_first"),
            return_same_day=self.decided("return_same_day"),
        )

    @property
    def local_rights(self) -> LocalRights:
        """What has been decided of those who do not serve."""
        return LocalRights(
            substitutes_speak=self.decided("substitutes_speak"),
            substitutes_note=self.decided("substitutes_note"),
            attending_note=self.decided("attending_note"),
            called_speak=self.decided("called_speak"),
        )


class Sitting(models.Model):
    """Sammanträdets gång: when it was opened and closed, and who leads it. Working table.

    One row per meeting, made when attendance is first taken. It is also the lock of the
    room: whatever changes the record takes it first, so that two who write at the same
    time write one after the other.
    """

    meeting = models.OneToOneField(Meeting, models.PROTECT, related_name="sitting")
    opened_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    is_public = models.BooleanField(default=False)
    seat_count = models.PositiveSmallIntegerField()
    chair = models.ForeignKey(
        "meetings.Participation", models.PROTECT, null=True, blank=True, related_name="+"
    )
    secretary = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="+"
    )
    remote_checked_by = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="+"
    )
    remote_checked_at = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        verbose_name = "sammanträdets gång"
        constraints = [
            models.CheckConstraint(
                condition=Q(closed_at__isnull=True)
                | Q(opened_at__isnull=False, closed_at__gt=F("opened_at")),
                name="sitting_closed_after_it_was_opened",
            ),
            models.CheckConstraint(condition=Q(seat_count__gte=1), name="sitting_has_a_seat"),
            models.CheckConstraint(
                condition=Q(remote_checked_by__isnull=True, remote_checked_at__isnull=True)
                | Q(remote_checked_by__isnull=False, remote_checked_at__isnull=False),
                name="sitting_remote_checked_by_somebody_at_a_time",
            ),
        ]

    def __str__(self) -> str:
        return str(self.meeting)

    @property
    def is_open(self) -> bool:
        """Whether the meeting has been opened and not closed."""
        return self.opened_at is not None and self.closed_at is None


class Adjournment(models.Model):
    """Ajournering: a break in a meeting, with the item that was being handled."""

    sitting = models.ForeignKey(Sitting, models.PROTECT, related_name="adjournments")
    item = models.ForeignKey(
        AgendaItem, models.PROTECT, null=True, blank=True, related_name="+"
    )
    from_at = models.DateTimeField()
    to_at = models.DateTimeField(null=True, blank=True)
    reason = models.CharField(max_length=200, blank=True)

    class Meta:
        verbose_name = "ajournering"
        ordering = ["from_at", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(to_at__isnull=True) | Q(to_at__gt=F("from_at")),
                name="adjournment_ends_after_it_begins",
            ),
            models.UniqueConstraint(
                fields=["sitting"],
                condition=Q(to_at__isnull=True),
                name="adjournment_one_at_a_time",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.sitting}: {self.from_at:%H:%M}"
