"""Who is at a meeting: one row per person, presence in stretches, conflicts of interest."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from samspel.kit.enums import choices_of
from samspel.kit.models import PublicId
from samspel.meetings.enums import ConflictGround, ConflictState, PresenceEnd, SeatKind
from samspel.meetings.models.agenda import AgendaItem
from samspel.meetings.models.meetings import Meeting
from samspel.people.models import Mandate, Person
from samspel.rules.catalogue.choices import Disregard


class Participation(PublicId):
    """Deltagande: that somebody is, or was to be, at a meeting. Working table.

    Name, party and role are copied when the list is made, since the minutes print what
    held that day. ``order`` is a member's place in the roll, or a substitute's turn;
    ``lists`` names the persons whose list a substitute in the council stands on, and
    ``list_place`` is which place a member got for the party in the constituency.
    """

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="participations")
    person = models.ForeignKey(Person, models.PROTECT, related_name="participations")
    mandate = models.ForeignKey(
        Mandate, models.PROTECT, null=True, blank=True, related_name="+"
    )
    seat = models.CharField(max_length=16, choices=choices_of(SeatKind))
    name = models.CharField(max_length=160)
    party = models.CharField(max_length=12, blank=True)
    role = models.CharField(max_length=24, blank=True)
    function = models.CharField(max_length=120, blank=True)
    order = models.PositiveSmallIntegerField(default=0)
    constituency = models.CharField(max_length=60, blank=True)
    lists = models.JSONField(default=list, blank=True)
    list_place = models.PositiveSmallIntegerField(null=True, blank=True)
    is_full_time = models.BooleanField(default=False)
    excuse = models.CharField(max_length=200, blank=True)

    class Meta:
        verbose_name = "deltagande"
        ordering = ["seat", "order", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "person"], name="participation_once_per_meeting"
            ),
            models.CheckConstraint(condition=~Q(name=""), name="participation_has_a_name"),
            models.CheckConstraint(
                condition=Q(seat__in=[SeatKind.MEMBER, SeatKind.SUBSTITUTE])
                | Q(mandate__isnull=True),
                name="participation_only_a_seat_in_the_body_has_a_mandate",
            ),
        ]

    def __str__(self) -> str:
        return self.printed

    @property
    def printed(self) -> str:
        """Name and party as the minutes print them: "Karin Sundell (M)"."""
        return f"{self.name} ({self.party})" if self.party else self.name

    @property
    def seat_kind(self) -> SeatKind:
        """The seat as the enum that knows its words."""
        return SeatKind(self.seat)


class PresenceInterval(models.Model):
    """Närvaro: one stretch during which somebody was there, serving or not.

    ``serving`` is computed from who is there and the body's order of substitutes.
    Working table until the meeting is closed. Two stretches of a person never overlap,
    and nobody is served for by two at once (exclusion constraints in the migrations).
    """

    participation = models.ForeignKey(Participation, models.PROTECT, related_name="intervals")
    from_at = models.DateTimeField()
    to_at = models.DateTimeField(null=True, blank=True)
    remote = models.BooleanField(default=False)
    serving = models.BooleanField(default=False)
    serving_for = models.ForeignKey(
        Participation, models.PROTECT, null=True, blank=True, related_name="served_by"
    )
    ended = models.CharField(max_length=12, choices=choices_of(PresenceEnd), blank=True)

    class Meta:
        verbose_name = "närvaro"
        ordering = ["from_at", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(to_at__isnull=True, ended="")
                | (Q(to_at__gt=F("from_at")) & ~Q(ended="")),
                name="presence_ends_after_it_begins_for_a_reason",
            ),
            models.UniqueConstraint(
                fields=["participation"],
                condition=Q(to_at__isnull=True),
                name="presence_one_open_per_person",
            ),
            models.UniqueConstraint(
                fields=["serving_for"],
                condition=Q(to_at__isnull=True, serving_for__isnull=False),
                name="presence_one_serves_for_each",
            ),
            models.CheckConstraint(
                condition=Q(serving_for__isnull=True) | Q(serving=True),
                name="presence_whoever_stands_in_serves",
            ),
            models.CheckConstraint(
                condition=Q(serving_for__isnull=True) | ~Q(serving_for=F("participation")),
                name="presence_nobody_serves_for_themselves",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.participation}, {self.from_at:%H:%M}"


class ConflictOfInterest(models.Model):
    """Jäv: that somebody takes no part in an item, on which ground. Working table.

    Declared by the person, or raised by somebody else and settled by the body
    (KL 5 kap. 47–49 §§, 6 kap. 28–32 §§). ``disregarded_as`` is the reason in law why the
    body found that there is none (6 kap. 29 and 31 §§), and ``concerned_took_part`` whether
    the person settled it with the others (6 kap. 30 § third paragraph; None where it is not
    settled, or was before that was noted).
    """

    item = models.ForeignKey(AgendaItem, models.PROTECT, related_name="conflicts")
    participation = models.ForeignKey(Participation, models.PROTECT, related_name="conflicts")
    ground = models.CharField(max_length=16, choices=choices_of(ConflictGround))
    state = models.CharField(max_length=12, choices=choices_of(ConflictState))
    disregarded_as = models.CharField(
        max_length=16, choices=choices_of(Disregard), default=Disregard.NONE
    )
    raised_by = models.ForeignKey(
        Participation, models.PROTECT, null=True, blank=True, related_name="+"
    )
    concerned_took_part = models.BooleanField(null=True, blank=True)
    raised_at = models.DateTimeField()
    out_at = models.DateTimeField(null=True, blank=True)
    in_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = "jäv"
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["item", "participation"], name="conflict_once_per_item_and_person"
            ),
            models.CheckConstraint(
                condition=Q(in_at__isnull=True) | Q(in_at__gt=F("out_at")),
                name="conflict_in_after_out",
            ),
            models.CheckConstraint(
                condition=Q(state=ConflictState.RAISED, raised_by__isnull=False)
                | ~Q(state=ConflictState.RAISED),
                name="conflict_raised_by_somebody",
            ),
            models.CheckConstraint(
                condition=Q(out_at__isnull=True)
                | Q(state__in=[ConflictState.DECLARED, ConflictState.UPHELD]),
                name="conflict_out_only_where_it_stands",
            ),
            models.CheckConstraint(
                condition=Q(disregarded_as=Disregard.NONE) | Q(state=ConflictState.DISMISSED),
                name="conflict_disregarded_is_dismissed",
            ),
            models.CheckConstraint(
                condition=Q(concerned_took_part__isnull=True)
                | Q(state__in=[ConflictState.UPHELD, ConflictState.DISMISSED]),
                name="conflict_settled_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.participation}: {self.item}"
