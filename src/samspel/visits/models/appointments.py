"""Who is contact politician for what, by which decision, and what the body granted them."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from samspel.kit.enums import choices_of
from samspel.kit.models import Dated, PublicId, dated_constraint
from samspel.visits.enums import EndReason, FlagResolution, Role


class Appointment(PublicId, Dated):
    """Uppdrag som kontaktpolitiker: one person or a named group, for a time. Working table.

    Never deleted and never moved in time once it has begun: it ends. The hash names the
    version of the guideline that it was judged by.
    """

    body = models.ForeignKey("people.Body", models.PROTECT, related_name="+")
    decision = models.ForeignKey(
        "meetings.Decision", models.PROTECT, null=True, blank=True, related_name="+"
    )
    decided_by = models.CharField(
        max_length=24, choices=choices_of(Role), default=Role.BODY.value
    )
    is_group = models.BooleanField(default=False)
    group_name = models.CharField(max_length=80, blank=True)
    end_reason = models.CharField(max_length=16, choices=choices_of(EndReason), blank=True)
    end_decision = models.ForeignKey(
        "meetings.Decision", models.PROTECT, null=True, blank=True, related_name="+"
    )
    ruleset_sha256 = models.CharField(max_length=64, blank=True)
    appointed_at = models.DateTimeField()

    class Meta:
        verbose_name = "uppdrag som kontaktpolitiker"
        constraints = [
            dated_constraint("appointment_ends_after_it_begins"),
            models.CheckConstraint(
                condition=Q(is_group=True) | Q(group_name=""),
                name="appointment_only_a_group_has_a_group_name",
            ),
            models.CheckConstraint(
                condition=Q(is_group=False) | ~Q(group_name=""),
                name="appointment_a_group_has_a_name",
            ),
        ]
        indexes = [models.Index(fields=["body", "valid_from"], name="appointment_body_from")]

    def __str__(self) -> str:
        return self.group_name or f"Kontaktpolitiker från {self.valid_from}"


class AppointmentMember(models.Model):
    """Person i uppdraget: one person in an appointment; a group's member may leave before the group ends."""

    appointment = models.ForeignKey(Appointment, models.PROTECT, related_name="members")
    person = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    left_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["appointment", "person"], name="appointment_holds_a_person_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.person}"


class AppointmentScope(models.Model):
    """Uppdragets verksamhet: what it covers, an operation with all its units, or one of its units."""

    appointment = models.ForeignKey(Appointment, models.PROTECT, related_name="scopes")
    operation = models.ForeignKey("people.Operation", models.PROTECT, related_name="+")
    unit = models.ForeignKey(
        "people.Unit", models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["appointment", "operation", "unit"],
                nulls_distinct=False,
                name="appointment_covers_a_place_once",
            )
        ]

    def __str__(self) -> str:
        return str(self.unit or self.operation)


class AppointmentFlag(PublicId):
    """Flagga: an appointment that no longer agrees with the rules. Never ends anything itself."""

    appointment = models.ForeignKey(Appointment, models.PROTECT, related_name="flags")
    person = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    operation = models.ForeignKey(
        "people.Operation", models.PROTECT, null=True, blank=True, related_name="+"
    )
    provision_id = models.CharField(max_length=120)
    is_shall = models.BooleanField(default=True)
    text = models.CharField(max_length=500)
    raised_at = models.DateTimeField()
    resolved_at = models.DateTimeField(null=True, blank=True)
    resolution = models.CharField(max_length=12, choices=choices_of(FlagResolution), blank=True)
    resolution_note = models.CharField(max_length=500, blank=True)

    class Meta:
        verbose_name = "flagga på ett uppdrag"
        constraints = [
            models.UniqueConstraint(
                fields=["appointment", "person", "operation", "provision_id"],
                condition=Q(resolved_at__isnull=True),
                nulls_distinct=False,
                name="appointment_flag_raised_once",
            ),
            models.CheckConstraint(
                condition=Q(resolved_at__isnull=True, resolution="")
                | (Q(resolved_at__isnull=False) & ~Q(resolution="")),
                name="appointment_flag_resolved_with_a_resolution",
            ),
        ]

    def __str__(self) -> str:
        return self.text


class QuotaDecision(PublicId):
    """Beslut om antal: visits and paid hours for a year. Superseded by a later decision."""

    body = models.ForeignKey("people.Body", models.PROTECT, related_name="+")
    decision = models.ForeignKey("meetings.Decision", models.PROTECT, related_name="+")
    person = models.ForeignKey(
        "people.Person", models.PROTECT, null=True, blank=True, related_name="+"
    )
    operation = models.ForeignKey(
        "people.Operation", models.PROTECT, null=True, blank=True, related_name="+"
    )
    year = models.PositiveSmallIntegerField()
    visits_count = models.PositiveSmallIntegerField(null=True, blank=True)
    paid_hours = models.DecimalField(max_digits=6, decimal_places=2, null=True, blank=True)
    decided_at = models.DateTimeField()
    replaced_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = "beslut om antal besök"
        constraints = [
            models.CheckConstraint(
                condition=Q(visits_count__isnull=False) | Q(paid_hours__isnull=False),
                name="quota_decision_says_something",
            ),
            models.CheckConstraint(
                condition=Q(paid_hours__isnull=True) | Q(paid_hours__gte=0),
                name="quota_hours_not_negative",
            ),
            models.UniqueConstraint(
                fields=["body", "person", "operation", "year"],
                condition=Q(replaced_at__isnull=True),
                nulls_distinct=False,
                name="quota_decided_once_until_replaced",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.year}"
