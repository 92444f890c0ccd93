"""Where a seat of the council stands: constituency, place, lists; and departures from turn."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from samspel.meetings.models.meetings import Meeting
from samspel.meetings.models.participation import Participation
from samspel.people.models import Mandate, Person


class SeatPlace(models.Model):
    """Valkrets och plats: what the election said of a seat in the council. Working table.

    ``place`` is which place the member got for the party in the constituency (KL 5 kap.
    21 §); ``lists`` are the members for whom a substitute has been appointed, none where
    the substitute is the party's in the whole constituency. ``citation`` is the decision
    of the county administrative board that it rests on.
    """

    mandate = models.OneToOneField(Mandate, models.PROTECT, related_name="seat_place")
    constituency = models.CharField(max_length=60, blank=True)
    place = models.PositiveSmallIntegerField(null=True, blank=True)
    lists = models.ManyToManyField(Mandate, blank=True, related_name="+")
    citation = models.CharField(max_length=160)

    class Meta:
        verbose_name = "valkrets och plats"
        constraints = [
            models.CheckConstraint(condition=~Q(citation=""), name="seat_place_is_cited"),
            models.CheckConstraint(
                condition=Q(place__isnull=True) | Q(place__gte=1),
                name="seat_place_counts_from_one",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.mandate}: {self.constituency}"


class TurnDeparture(models.Model):
    """Avsteg från turordningen: who serves for somebody in spite of the order, and why.

    Decided at the meeting by whoever leads it. It holds for that meeting as long as both
    are where they were; the reason stands in the trail and beside the name.
    """

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="turn_departures")
    absent = models.OneToOneField(Participation, models.PROTECT, related_name="departure")
    substitute = models.OneToOneField(Participation, models.PROTECT, related_name="departs_as")
    reason = models.CharField(max_length=200)
    decided_at = models.DateTimeField()
    decided_by = models.ForeignKey(Person, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = "avsteg från turordningen"
        constraints = [
            models.CheckConstraint(condition=~Q(reason=""), name="turn_departure_has_a_reason"),
            models.CheckConstraint(
                condition=~Q(absent=F("substitute")), name="turn_departure_for_somebody_else"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.substitute} för {self.absent}"
