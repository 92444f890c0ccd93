"""The visit, who comes to it, and the chair's decision on visits beyond the usual number."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Coalesce

from samspel.kit.enums import choices_of
from samspel.kit.models import PublicId
from samspel.visits.enums import (
    Demand,
    Initiator,
    Opener,
    Place,
    RequestState,
    VisitKind,
    VisitorState,
    VisitState,
)

_TIMED = [VisitState.BOOKED.value, VisitState.HELD.value]


class Visit(PublicId):
    """Besök: from the first offer to the report, and what the rules said. Working table.

    ``version`` grows with every act that changes what people see, so that an old page
    can be told from a new one. ``ical_uid`` stays for the visit's whole life. With
    ``has_protected`` a visitor has a protected identity, and the place is never printed
    where others than those who take part could read it.
    """

    body = models.ForeignKey("people.Body", models.PROTECT, related_name="+")
    operation = models.ForeignKey("people.Operation", models.PROTECT, related_name="+")
    unit = models.ForeignKey(
        "people.Unit", models.PROTECT, null=True, blank=True, related_name="+"
    )
    kind = models.CharField(
        max_length=12, choices=choices_of(VisitKind), default=VisitKind.CONTACT.value
    )
    initiator = models.CharField(max_length=12, choices=choices_of(Initiator))
    state = models.CharField(max_length=12, choices=choices_of(VisitState))
    started_by = models.ForeignKey(
        "people.Person", models.PROTECT, null=True, blank=True, related_name="+"
    )
    created_at = models.DateTimeField()
    message = models.TextField(blank=True)
    answer_by = models.DateField(null=True, blank=True)
    starts_at = models.DateTimeField(null=True, blank=True)
    ends_at = models.DateTimeField(null=True, blank=True)
    place = models.CharField(max_length=200, blank=True)
    room = models.CharField(max_length=12, choices=choices_of(Place), blank=True)
    decision = models.ForeignKey(
        "meetings.Decision", models.PROTECT, null=True, blank=True, related_name="+"
    )
    party = models.ForeignKey(
        "people.Party", models.PROTECT, null=True, blank=True, related_name="+"
    )

    staff_take_part = models.BooleanField(null=True, blank=True)
    users_take_part = models.BooleanField(null=True, blank=True)
    users_consented = models.BooleanField(null=True, blank=True)
    on_floor = models.BooleanField(null=True, blank=True)
    participants_decided_at = models.DateTimeField(null=True, blank=True)
    participants_decided_by = models.ForeignKey(
        "people.Person", models.PROTECT, null=True, blank=True, related_name="+"
    )
    moments = models.JSONField(default=list, blank=True)

    held_from = models.DateTimeField(null=True, blank=True)
    held_to = models.DateTimeField(null=True, blank=True)
    held_noted_at = models.DateTimeField(null=True, blank=True)
    staff_met = models.BooleanField(null=True, blank=True)
    users_met = models.BooleanField(null=True, blank=True)
    item_opened_by = models.CharField(max_length=20, choices=choices_of(Opener), blank=True)
    agenda_item = models.ForeignKey(
        "meetings.AgendaItem", models.PROTECT, null=True, blank=True, related_name="+"
    )
    report_demand = models.CharField(max_length=12, choices=choices_of(Demand), blank=True)
    report_due_on = models.DateField(null=True, blank=True)

    declined_reason = models.CharField(max_length=64, blank=True)
    closed_note = models.CharField(max_length=500, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)

    has_protected = models.BooleanField(default=False)
    ical_uid = models.CharField(max_length=120, unique=True)
    ical_sequence = models.PositiveIntegerField(default=0)
    version = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = "besök"
        constraints = [
            models.CheckConstraint(
                condition=Q(starts_at__isnull=True, ends_at__isnull=True)
                | Q(starts_at__isnull=False, ends_at__isnull=False, ends_at__gt=F("starts_at")),
                name="visit_ends_after_it_begins",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=_TIMED) | Q(starts_at__isnull=False),
                name="visit_booked_has_a_time",
            ),
            models.CheckConstraint(
                condition=Q(
                    state=VisitState.HELD.value,
                    held_from__isnull=False,
                    held_to__isnull=False,
                    held_to__gt=F("held_from"),
                )
                | (
                    ~Q(state=VisitState.HELD.value)
                    & Q(held_from__isnull=True, held_to__isnull=True)
                ),
                name="visit_held_has_its_true_times",
            ),
            models.CheckConstraint(
                condition=Q(kind=VisitKind.PARTY.value, party__isnull=False)
                | (~Q(kind=VisitKind.PARTY.value) & Q(party__isnull=True)),
                name="visit_of_a_party_names_the_party",
            ),
        ]
        indexes = [
            models.Index(
                Coalesce("held_from", "starts_at", "created_at").desc(),
                F("id").asc(),
                name="visit_by_its_day",
            ),
            models.Index(fields=["body", "-starts_at"], name="visit_body_time"),
            models.Index(fields=["body", "state", "created_at"], name="visit_body_state"),
            models.Index(fields=["operation", "-starts_at"], name="visit_operation_time"),
            models.Index(fields=["unit", "state", "-starts_at"], name="visit_unit_time"),
            models.Index(
                fields=["report_due_on"],
                condition=Q(state=VisitState.HELD.value, report_due_on__isnull=False),
                name="visit_report_due",
            ),
        ]

    def __str__(self) -> str:
        return "Besök" if self.has_protected else self.where

    @property
    def where(self) -> str:
        """The unit that is visited, or the operation where it has no units."""
        return str(self.unit or self.operation)


class Visitor(models.Model):
    """Besökare: one elected person in one visit. Working table.

    ``booked_from`` and ``booked_to`` repeat the visit's time while the person is
    expected there, so that the database can refuse two visits at once (an exclusion
    constraint in the migrations). ``party`` is the party on the day of the offer.
    """

    visit = models.ForeignKey(Visit, models.PROTECT, related_name="visitors")
    person = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    appointment = models.ForeignKey(
        "visits.Appointment", models.PROTECT, null=True, blank=True, related_name="+"
    )
    party = models.ForeignKey(
        "people.Party", models.PROTECT, null=True, blank=True, related_name="+"
    )
    state = models.CharField(
        max_length=12, choices=choices_of(VisitorState), default=VisitorState.ASKED.value
    )
    offered_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True, blank=True)
    was_possible = models.BooleanField(null=True, blank=True)
    decline_reason = models.CharField(max_length=64, blank=True)
    decline_note = models.CharField(max_length=500, blank=True)
    wants_to_speak = models.BooleanField(null=True, blank=True)
    booked_from = models.DateTimeField(null=True, blank=True)
    booked_to = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = "besökare"
        constraints = [
            models.UniqueConstraint(fields=["visit", "person"], name="visitor_once_per_visit"),
            models.CheckConstraint(
                condition=Q(booked_from__isnull=True, booked_to__isnull=True)
                | Q(
                    booked_from__isnull=False,
                    booked_to__isnull=False,
                    booked_to__gt=F("booked_from"),
                ),
                name="visitor_booked_time_is_whole",
            ),
        ]
        indexes = [
            models.Index(fields=["person", "state", "visit"], name="visitor_person_state"),
        ]

    def __str__(self) -> str:
        return f"{self.person}"


class ExtraVisitRequest(PublicId):
    """Begäran om extra besök: what the chair is asked, and the delegated decision."""

    body = models.ForeignKey("people.Body", models.PROTECT, related_name="+")
    person = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    operation = models.ForeignKey("people.Operation", models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField()
    visit = models.ForeignKey(
        Visit, models.PROTECT, null=True, blank=True, related_name="extra_requests"
    )
    state = models.CharField(
        max_length=12, choices=choices_of(RequestState), default=RequestState.ASKED.value
    )
    reason = models.CharField(max_length=500, blank=True)
    requested_at = models.DateTimeField()
    requested_by = models.ForeignKey(
        "people.Person", models.PROTECT, null=True, blank=True, related_name="+"
    )
    delegated_decision = models.ForeignKey(
        "meetings.DelegatedDecision", models.PROTECT, null=True, blank=True, related_name="+"
    )
    decided_at = models.DateTimeField(null=True, blank=True)
    decision_note = models.CharField(max_length=500, blank=True)

    class Meta:
        verbose_name = "begäran om extra besök"
        constraints = [
            models.UniqueConstraint(
                fields=["person", "operation", "year"],
                condition=Q(state=RequestState.ASKED.value),
                name="extra_visit_asked_once_at_a_time",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=[RequestState.GRANTED.value, RequestState.REFUSED.value])
                | Q(delegated_decision__isnull=False, decided_at__isnull=False),
                name="extra_visit_decided_by_a_decision",
            ),
        ]
        indexes = [models.Index(fields=["body", "state"], name="extra_visit_body_state")]

    def __str__(self) -> str:
        """A name for the trail: where somebody protected wants to go is told nobody."""
        return str(self.year) if self.person.is_protected else f"{self.operation} {self.year}"
