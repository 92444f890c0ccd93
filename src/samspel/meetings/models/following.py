"""What a member has beside the agenda: own notes, what was read, what is asked for."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from samspel.kit.enums import choices_of
from samspel.kit.models import PublicId
from samspel.meetings.enums.calling import WishKind, WishState
from samspel.meetings.models.agenda import AgendaItem
from samspel.meetings.models.meetings import Meeting
from samspel.people.models import Person


class PrivateNote(models.Model):
    """Egen anteckning: what a person writes to themselves about an item. Working table.

    The text is kept sealed (meetings.sealing), so that nobody reads it beside the
    writer: no page, search, log or dump of the database shows it.
    """

    item = models.ForeignKey(AgendaItem, models.CASCADE, related_name="+")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    sealed = models.BinaryField()
    saved_at = models.DateTimeField()

    class Meta:
        verbose_name = "egen anteckning"
        constraints = [
            models.UniqueConstraint(
                fields=["item", "person"], name="private_note_one_per_item_and_person"
            )
        ]

    def __str__(self) -> str:
        return "Egen anteckning"


class Reading(models.Model):
    """Läsning: when somebody last had a meeting's papers before them. Working table."""

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    read_at = models.DateTimeField()

    class Meta:
        verbose_name = "läsning"
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "person"], name="reading_one_per_meeting_and_person"
            )
        ]

    def __str__(self) -> str:
        return "Läsning"


class Wish(PublicId):
    """Anmälan: a member asks to reserve or to have something noted. Working table.

    It is no reservation by itself: the secretary takes it into the record, or says why
    not. A reservation is to be notified before the meeting closes (KL 4 kap. 27 §).
    """

    item = models.ForeignKey(AgendaItem, models.PROTECT, related_name="wishes")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    kind = models.CharField(max_length=12, choices=choices_of(WishKind))
    text = models.TextField(blank=True)
    state = models.CharField(
        max_length=12, choices=choices_of(WishState), default=WishState.WAITING
    )
    answer = models.CharField(max_length=300, blank=True)
    asked_at = models.DateTimeField()
    settled_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = "anmälan från en ledamot"
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["item", "person", "kind"],
                condition=Q(state=WishState.WAITING),
                name="wish_one_waiting_of_a_kind",
            ),
            models.CheckConstraint(
                condition=Q(state=WishState.WAITING, settled_at__isnull=True)
                | (~Q(state=WishState.WAITING) & Q(settled_at__isnull=False)),
                name="wish_settled_at_a_time",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person}: {self.item}"
