"""The agenda: items, where they have been, their papers, who is invited, what was asked."""

from __future__ import annotations

from django.db import models
from django.db.models import Deferrable, Q
from django.utils.translation import gettext

from samspel.cases.models import Case
from samspel.documents.models import Document
from samspel.kit.enums import choices_of
from samspel.kit.models import PublicId
from samspel.meetings.enums import ItemKind, ItemState, Leaving, Purpose, Route
from samspel.meetings.models.meetings import Meeting
from samspel.people.models import Body, Person


class AgendaItem(PublicId):
    """Ärende på föredragningslistan: waits under its body or stands on one meeting.

    Working table. ``key`` is given by whoever opens the item, so that the same cause
    never opens two. ``case`` is the matter in the register that it is about; a case stands
    once at a time with a body. A closed item is seen only by those who take part in the body's
    meetings behind closed doors (KL 6 kap. 25 §) and by whoever is invited to it.
    """

    body = models.ForeignKey(Body, models.PROTECT, related_name="agenda_items")
    meeting = models.ForeignKey(
        Meeting, models.PROTECT, null=True, blank=True, related_name="items"
    )
    position = models.PositiveIntegerField(null=True, blank=True)
    case = models.ForeignKey(
        Case, models.PROTECT, null=True, blank=True, related_name="agenda_items"
    )
    kind = models.CharField(
        max_length=12, choices=choices_of(ItemKind), default=ItemKind.MATTER
    )
    title = models.CharField(max_length=200)
    text = models.TextField(blank=True)
    state = models.CharField(
        max_length=12, choices=choices_of(ItemState), default=ItemState.WAITING
    )
    ready_at = models.DateTimeField()
    route = models.CharField(
        max_length=20, choices=choices_of(Route), default=Route.NEXT_MEETING
    )
    key = models.CharField(max_length=160, unique=True)
    is_closed = models.BooleanField(default=False)
    closed_because = models.CharField(max_length=200, blank=True)
    handled_at = models.DateTimeField(null=True, blank=True)
    paragraph = models.CharField(max_length=12, blank=True)
    outcome = models.TextField(blank=True)
    withdrawn_reason = models.CharField(max_length=300, blank=True)

    class Meta:
        verbose_name = "ärende på föredragningslistan"
        ordering = ["meeting_id", "position", "id"]
        indexes = [models.Index(fields=["body", "state"], name="agenda_item_body_state")]
        constraints = [
            models.CheckConstraint(
                condition=Q(
                    state__in=[ItemState.WAITING, ItemState.WITHDRAWN],
                    meeting__isnull=True,
                    position__isnull=True,
                )
                | Q(
                    state__in=[ItemState.PLACED, ItemState.HANDLED],
                    meeting__isnull=False,
                    position__isnull=False,
                ),
                name="agenda_item_waits_or_stands_on_one_meeting",
            ),
            models.CheckConstraint(
                condition=Q(state=ItemState.HANDLED, handled_at__isnull=False)
                | (~Q(state=ItemState.HANDLED) & Q(handled_at__isnull=True, paragraph="")),
                name="agenda_item_handled_at_a_time",
            ),
            models.CheckConstraint(
                condition=Q(is_closed=True) | Q(closed_because=""),
                name="agenda_item_open_needs_no_ground",
            ),
            models.UniqueConstraint(
                fields=["meeting", "position"],
                deferrable=Deferrable.DEFERRED,
                name="agenda_item_one_per_place",
            ),
            models.UniqueConstraint(
                fields=["body", "case"],
                condition=Q(
                    case__isnull=False, state__in=[ItemState.WAITING, ItemState.PLACED]
                ),
                name="agenda_item_of_a_case_once_at_a_time",
            ),
            models.UniqueConstraint(
                fields=["meeting", "paragraph"],
                condition=~Q(paragraph=""),
                name="agenda_item_paragraph_once_a_meeting",
            ),
        ]

    def __str__(self) -> str:
        return gettext("Slutet ärende") if self.is_closed else self.title

    @property
    def number(self) -> int | None:
        """The number on the agenda, or None where the item does not stand on one."""
        return self.position

    @property
    def status(self) -> ItemState:
        """The state as the enum that knows its words and moves."""
        return ItemState(self.state)


class AgendaPlacement(models.Model):
    """Placering: that an item has stood on a meeting's agenda, and why it left.

    Working table: a row is written when the item lands and closed when it leaves."""

    item = models.ForeignKey(AgendaItem, models.PROTECT, related_name="placements")
    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="placements")
    placed_at = models.DateTimeField()
    is_late = models.BooleanField(default=False)
    left_at = models.DateTimeField(null=True, blank=True)
    left_because = models.CharField(max_length=12, choices=choices_of(Leaving), blank=True)

    class Meta:
        verbose_name = "placering"
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["item"],
                condition=Q(left_at__isnull=True),
                name="agenda_placement_one_at_a_time",
            ),
            models.CheckConstraint(
                condition=Q(left_at__isnull=True, left_because="")
                | (Q(left_at__isnull=False) & ~Q(left_because="")),
                name="agenda_placement_left_for_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.item}: {self.meeting}"


class AgendaAttachment(models.Model):
    """Handling: a file, or a page of the product, that belongs to an item. Working table."""

    item = models.ForeignKey(AgendaItem, models.PROTECT, related_name="attachments")
    document = models.ForeignKey(
        Document, models.PROTECT, null=True, blank=True, related_name="+"
    )
    title = models.CharField(max_length=200)
    url = models.CharField(max_length=300, blank=True)
    order = models.PositiveSmallIntegerField(default=1)

    class Meta:
        verbose_name = "handling"
        ordering = ["order", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(document__isnull=False, url="")
                | (Q(document__isnull=True) & ~Q(url="")),
                name="agenda_attachment_is_a_file_or_a_page",
            ),
            models.UniqueConstraint(
                fields=["item", "order"], name="agenda_attachment_one_per_place"
            ),
        ]

    def __str__(self) -> str:
        return gettext("Handling till slutet ärende") if self.item.is_closed else self.title


class AgendaInvitee(PublicId):
    """Inbjuden: somebody asked to one item (KL 6 kap. 26 §). Working table.

    The UUID is the UID of the calendar entry; ``calendar_sequence`` counts what has
    been sent of it, and ``in_calendar`` whether an invitation stands out.
    """

    item = models.ForeignKey(AgendaItem, models.PROTECT, related_name="invitees")
    person = models.ForeignKey(Person, models.PROTECT, related_name="agenda_invitations")
    purpose = models.CharField(max_length=12, choices=choices_of(Purpose))
    invited_at = models.DateTimeField()
    cancelled_at = models.DateTimeField(null=True, blank=True)
    calendar_sequence = models.PositiveIntegerField(default=0)
    in_calendar = models.BooleanField(default=False)

    class Meta:
        verbose_name = "inbjuden till ärende"
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["item", "person"], name="agenda_invitee_once_per_item"
            )
        ]

    def __str__(self) -> str:
        return f"{self.person}: {self.item}"


class AgendaQuestion(PublicId):
    """Fråga: what was asked about an item at the meeting, and the answer. Working table."""

    item = models.ForeignKey(AgendaItem, models.PROTECT, related_name="questions")
    asked_by = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="+"
    )
    asked_by_name = models.CharField(max_length=120, blank=True)
    question = models.TextField()
    asked_at = models.DateTimeField()
    answer = models.TextField(blank=True)
    answered_by = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="+"
    )
    answered_by_name = models.CharField(max_length=120, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = "fråga"
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(asked_by__isnull=True) | Q(asked_by_name=""),
                name="agenda_question_asked_by_one",
            ),
            models.CheckConstraint(
                condition=Q(asked_by__isnull=False) | ~Q(asked_by_name=""),
                name="agenda_question_asked_by_somebody",
            ),
            models.CheckConstraint(
                condition=Q(answered_at__isnull=True, answer="")
                | (Q(answered_at__isnull=False) & ~Q(answer="")),
                name="agenda_question_answered_at_a_time",
            ),
            models.CheckConstraint(
                condition=Q(answered_by__isnull=True) | Q(answered_by_name=""),
                name="agenda_question_answered_by_one",
            ),
        ]

    def __str__(self) -> str:
        return f"Fråga {self.pk}"
