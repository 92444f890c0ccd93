"""What is noted after or beside a decision: reservations, notes, recipients, questions."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from samspel.kit.enums import choices_of
from samspel.meetings.enums import CouncilQuestionKind
from samspel.meetings.models.agenda import AgendaItem
from samspel.meetings.models.deciding import Proposal
from samspel.meetings.models.participation import Participation
from samspel.people.models import Person


class Reservation(models.Model):
    """Reservation: somebody who took part dissents (KL 4 kap. 27 §). Working table.

    Announced before the meeting is closed; the written motivation may come later.
    """

    item = models.ForeignKey(AgendaItem, models.PROTECT, related_name="reservations")
    participation = models.ForeignKey(
        Participation, models.PROTECT, related_name="reservations"
    )
    proposal = models.ForeignKey(
        Proposal, models.PROTECT, null=True, blank=True, related_name="+"
    )
    announced_at = models.DateTimeField()
    motivation = models.TextField(blank=True)
    motivation_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = "reservation"
        ordering = ["announced_at", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["item", "participation"], name="reservation_once_per_item"
            ),
            models.CheckConstraint(
                condition=Q(motivation="", motivation_at__isnull=True)
                | (~Q(motivation="") & Q(motivation_at__isnull=False)),
                name="reservation_motivated_at_a_time",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.participation}: {self.item}"


class ProtocolNote(models.Model):
    """Protokollsanteckning: an opinion noted in the minutes. Working table."""

    item = models.ForeignKey(AgendaItem, models.PROTECT, related_name="protocol_notes")
    participation = models.ForeignKey(
        Participation, models.PROTECT, related_name="protocol_notes"
    )
    announced_at = models.DateTimeField()
    text = models.TextField(blank=True)
    text_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = "protokollsanteckning"
        ordering = ["announced_at", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(text="", text_at__isnull=True)
                | (~Q(text="") & Q(text_at__isnull=False)),
                name="protocol_note_written_at_a_time",
            )
        ]

    def __str__(self) -> str:
        return f"{self.participation}: {self.item}"


class NotDeciding(models.Model):
    """Deltar inte i beslutet: somebody who serves abstains (KL 4 kap. 25 §)."""

    item = models.ForeignKey(AgendaItem, models.PROTECT, related_name="not_deciding")
    participation = models.ForeignKey(Participation, models.PROTECT, related_name="abstentions")
    declared_at = models.DateTimeField()

    class Meta:
        verbose_name = "deltar inte i beslutet"
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["item", "participation"], name="not_deciding_once_per_item"
            )
        ]

    def __str__(self) -> str:
        return f"{self.participation}: {self.item}"


class ItemRecipient(models.Model):
    """Mottagare: who gets an extract of the item's paragraph. Working table."""

    item = models.ForeignKey(AgendaItem, models.PROTECT, related_name="recipients")
    name = models.CharField(max_length=160)
    address = models.CharField(max_length=200, blank=True)
    is_internal = models.BooleanField(default=True)

    class Meta:
        verbose_name = "mottagare"
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["item", "name"], name="recipient_once_per_item")
        ]

    def __str__(self) -> str:
        return self.name


class CouncilAsking(models.Model):
    """Interpellation or fråga: what a member of the council asks, and of whom.

    KL 5 kap. 59–64 and 68 §§: the council decides without debate whether it may be put,
    and the minutes say which were put and which were answered. Working table.
    """

    item = models.OneToOneField(AgendaItem, models.PROTECT, related_name="asking")
    kind = models.CharField(max_length=16, choices=choices_of(CouncilQuestionKind))
    asker = models.ForeignKey(Participation, models.PROTECT, related_name="askings")
    answerer = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="+"
    )
    answerer_role = models.CharField(max_length=120, blank=True)
    subject = models.TextField()
    allowed = models.BooleanField(null=True, blank=True)
    put_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True, blank=True)
    speakers = models.ManyToManyField(Participation, related_name="+", blank=True)

    class Meta:
        verbose_name = "interpellation eller fråga"
        constraints = [
            models.CheckConstraint(
                condition=Q(answered_at__isnull=True) | Q(allowed=True),
                name="council_asking_answered_only_if_allowed",
            ),
            models.CheckConstraint(
                condition=~Q(subject=""), name="council_asking_asks_something"
            ),
        ]

    def __str__(self) -> str:
        return str(self.item)
