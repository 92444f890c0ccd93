"""Duties: what somebody elected has done, until it may be paid; and the facts kept of it."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from samspel.kit.enums import choices_of
from samspel.kit.models import PublicId
from samspel.meetings.models import Decision, Participation
from samspel.meetings.models.minutes import Approver
from samspel.people.models import Body, Mandate, Person
from samspel.remuneration.enums import (
    Certifier,
    DutyKind,
    DutyOrigin,
    DutyState,
    Presence,
    Role,
)
from samspel.remuneration.models.gatherings import GatheringSeat
from samspel.visits.models import Visitor


class Duty(PublicId):
    """Ersättningsgrundande uppdrag: one thing that somebody is paid for. Working table.

    It arrives by itself (attendance, visit, approval, fixed fee) or is claimed. Times are
    the person's own: ``starts`` and ``minutes`` in minutes, the first after midnight.
    ``limit`` is the paid time that the body has decided for it. A fixed fee runs from
    ``on`` until the day before ``until``. What is handed in with it (lost earnings,
    journeys, costs) hangs on it. ``subject`` is what the page calls it; ``awaits`` is the step
    of certification that it stands before. Reading names the meeting's duty that it
    ``prepares``. ``told`` is the hash of what the meeting or the visit last said, so that what
    somebody has put right stands until that says something new. ``is_lapsed`` tells that
    what it rested on is gone, which ``answer`` says in words.
    """

    person = models.ForeignKey(Person, models.PROTECT, related_name="duties")
    body = models.ForeignKey(Body, models.PROTECT, related_name="duties")
    mandate = models.ForeignKey(
        Mandate, models.PROTECT, null=True, blank=True, related_name="+"
    )
    origin = models.CharField(max_length=12, choices=choices_of(DutyOrigin))
    kind = models.CharField(max_length=24, choices=choices_of(DutyKind))
    role = models.CharField(max_length=20, choices=choices_of(Role), default=Role.MEMBER)
    presence = models.CharField(
        max_length=8, choices=choices_of(Presence), default=Presence.SERVING
    )
    subject = models.CharField(max_length=200)
    on = models.DateField()
    until = models.DateField(null=True, blank=True)
    starts = models.PositiveSmallIntegerField(default=0)
    minutes = models.PositiveIntegerField(default=0)
    scheduled = models.PositiveIntegerField(default=0)
    limit = models.PositiveIntegerField(null=True, blank=True)
    office = models.CharField(max_length=60, blank=True)
    times = models.PositiveSmallIntegerField(default=1)
    occupancy = models.DecimalField(max_digits=5, decimal_places=2, default=0)
    is_minuted = models.BooleanField(default=True)
    is_approved = models.BooleanField(default=True)
    decision = models.ForeignKey(
        Decision, models.PROTECT, null=True, blank=True, related_name="+"
    )
    participation = models.OneToOneField(
        Participation, models.PROTECT, null=True, blank=True, related_name="duty"
    )
    visitor = models.OneToOneField(
        Visitor, models.PROTECT, null=True, blank=True, related_name="duty"
    )
    approver = models.OneToOneField(
        Approver, models.PROTECT, null=True, blank=True, related_name="duty"
    )
    seat = models.OneToOneField(
        GatheringSeat, models.PROTECT, null=True, blank=True, related_name="duty"
    )
    prepares = models.OneToOneField(
        "self", models.PROTECT, null=True, blank=True, related_name="reading"
    )
    told = models.CharField(max_length=64, blank=True)
    is_lapsed = models.BooleanField(default=False)
    state = models.CharField(
        max_length=10, choices=choices_of(DutyState), default=DutyState.OPEN.value
    )
    awaits = models.CharField(max_length=12, choices=choices_of(Certifier), blank=True)
    note = models.CharField(max_length=500, blank=True)
    arrived_at = models.DateTimeField()
    submitted_at = models.DateTimeField(null=True, blank=True)
    claimed_on = models.DateField(null=True, blank=True)
    certified_at = models.DateTimeField(null=True, blank=True)
    answer = models.CharField(max_length=500, blank=True)
    version = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = "uppdrag som ersätts"
        ordering = ["-on", "starts", "id"]
        indexes = [
            models.Index(fields=["person", "on"], name="duty_person_day"),
            models.Index(fields=["body", "state", "on"], name="duty_body_state"),
            models.Index(
                fields=["body", "awaits"],
                condition=~Q(awaits=""),
                name="duty_body_awaits",
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(origin=DutyOrigin.ATTENDANCE, participation__isnull=False)
                | Q(origin=DutyOrigin.VISIT, visitor__isnull=False)
                | Q(origin=DutyOrigin.APPROVAL, approver__isnull=False)
                | Q(origin=DutyOrigin.GATHERING, seat__isnull=False)
                | Q(
                    origin__in=[DutyOrigin.OFFICE, DutyOrigin.CLAIM],
                    participation__isnull=True,
                    visitor__isnull=True,
                    approver__isnull=True,
                    seat__isnull=True,
                ),
                name="duty_points_at_where_it_came_from",
            ),
            models.CheckConstraint(
                condition=Q(kind=DutyKind.OFFICE, until__gt=F("on"))
                | (~Q(kind=DutyKind.OFFICE) & Q(until__isnull=True)),
                name="duty_only_a_fixed_fee_has_an_end",
            ),
            models.CheckConstraint(
                condition=Q(state=DutyState.OPEN)
                | Q(state=DutyState.WITHDRAWN)
                | Q(submitted_at__isnull=False),
                name="duty_handed_in_before_it_is_certified",
            ),
            models.CheckConstraint(
                condition=~Q(state=DutyState.CERTIFIED) | Q(certified_at__isnull=False),
                name="duty_certified_has_its_moment",
            ),
            models.CheckConstraint(
                condition=Q(starts__lt=1440), name="duty_starts_within_its_day"
            ),
            models.CheckConstraint(
                condition=Q(is_lapsed=False) | Q(state=DutyState.WITHDRAWN),
                name="duty_that_has_lapsed_is_withdrawn",
            ),
            models.UniqueConstraint(
                fields=["mandate", "office", "on"],
                condition=Q(origin=DutyOrigin.OFFICE) & ~Q(state=DutyState.WITHDRAWN),
                name="duty_one_fixed_fee_per_mandate_office_and_first_day",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.subject}, {self.on}"

    @property
    def standing(self) -> DutyState:
        """The state as the enum that knows its next states."""
        return DutyState(self.state)


class Certification(models.Model):
    """Attest: that somebody has certified a duty, as what. Ledger: never changed.

    ``facts`` is the version of the duty's facts that was certified; a later change needs
    a new certification. ``reason`` answers a warning.
    """

    duty = models.ForeignKey(Duty, models.PROTECT, related_name="certifications")
    facts = models.PositiveIntegerField()
    step = models.CharField(max_length=12, choices=choices_of(Certifier))
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    on_behalf_of = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="+"
    )
    reason = models.CharField(max_length=500, blank=True)
    clause = models.CharField(max_length=120, blank=True)
    certified_at = models.DateTimeField()

    class Meta:
        verbose_name = "attest"
        ordering = ["certified_at", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["duty", "facts", "step"], name="certification_once_per_step_and_facts"
            )
        ]

    def __str__(self) -> str:
        return f"{self.duty}: {self.step}"


class DutyFacts(models.Model):
    """Underlag: what a certified duty is settled by, frozen. Ledger: never changed.

    ``facts`` is the rule engine's duty as JSON (``calculation.facts``); empty when the
    duty no longer stands. A run counts, for every duty, the last row that was kept before
    it was closed: so an old run can be settled again.
    """

    duty = models.ForeignKey(Duty, models.PROTECT, related_name="kept_facts")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField()
    version = models.PositiveIntegerField()
    facts = models.JSONField(null=True)
    kept_at = models.DateTimeField()

    class Meta:
        verbose_name = "underlag"
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["duty", "version"], name="duty_facts_one_row_per_version"
            )
        ]
        indexes = [models.Index(fields=["year", "duty", "-id"], name="duty_facts_year")]

    def __str__(self) -> str:
        return f"{self.duty}, {self.version}"
