"""The outbox: messages to persons, and their ways out of the product."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from samspel.kit.enums import choices_of, label_of
from samspel.kit.models import PublicId
from samspel.messaging.enums import Channel, DeliveryState
from samspel.people.models import Person


class Message(PublicId):
    """Meddelande: what a person is told, in the person's language. Working table.

    Written in the transaction of the act that it tells of. Only ``read_at`` changes,
    and the words of one about what has become secret (``services.cover_messages``).
    """

    recipient = models.ForeignKey(Person, models.PROTECT, related_name="+")
    kind = models.CharField(max_length=60)
    language = models.CharField(max_length=2)
    subject = models.CharField(max_length=300)
    body = models.TextField()
    link = models.CharField(max_length=500)
    about_type = models.CharField(max_length=60)
    about_id = models.BigIntegerField()
    due_on = models.DateField(null=True)
    dedupe = models.CharField(max_length=200, blank=True)
    created_at = models.DateTimeField()
    read_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = "meddelande"
        ordering = ["-created_at", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["recipient", "dedupe"],
                condition=~Q(dedupe=""),
                name="message_once_per_recipient",
            )
        ]
        indexes = [
            models.Index(fields=["recipient", "-created_at", "-id"], name="message_newest"),
            models.Index(
                fields=["recipient"], condition=Q(read_at__isnull=True), name="message_unread"
            ),
        ]

    def __str__(self) -> str:
        return self.kind


class Delivery(PublicId):
    """Utskick: one mail to one recipient, sent by the worker. Working table.

    It carries a message, a letter that Django rendered (sign-in's mails), or a day's
    digest, whose items are the deliveries bundled in it. The address is looked up when
    it is sent; ``address`` holds one only where the recipient is not in the register,
    and only until the mail is sent. ``trying_since`` is when the first of the present
    tries was made.
    ``mail_id`` (its Message-ID) is the same however many times it is sent. ``handed_over_at`` is when
    the mail server was last given the content: a worker that dies after that may have
    sent it, which ``uncertain_count`` counts.
    """

    message = models.ForeignKey(Message, models.PROTECT, null=True, related_name="deliveries")
    recipient = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    address = models.EmailField(blank=True)
    channel = models.CharField(max_length=10, choices=choices_of(Channel))
    state = models.CharField(
        max_length=10, choices=choices_of(DeliveryState), default=DeliveryState.WAITING
    )
    letter = models.JSONField(null=True)
    event = models.JSONField(null=True)
    event_uid = models.CharField(max_length=255, blank=True)
    bundle = models.ForeignKey("self", models.PROTECT, null=True, related_name="items")
    mail_id = models.CharField(max_length=200, unique=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    uncertain_count = models.PositiveSmallIntegerField(default=0)
    created_at = models.DateTimeField()
    next_try_at = models.DateTimeField()
    trying_since = models.DateTimeField(null=True)
    claim = models.UUIDField(null=True)
    claimed_at = models.DateTimeField(null=True)
    handed_over_at = models.DateTimeField(null=True)
    sent_at = models.DateTimeField(null=True)
    last_error = models.CharField(max_length=500, blank=True)

    class Meta:
        verbose_name = "utskick"
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(address="") | Q(recipient__isnull=True),
                name="delivery_address_only_of_strangers",
            ),
            models.CheckConstraint(
                condition=Q(recipient__isnull=False)
                | ~Q(address="")
                | Q(state=DeliveryState.SENT),
                name="delivery_has_a_recipient",
            ),
            models.CheckConstraint(
                condition=Q(message__isnull=True) | Q(letter__isnull=True),
                name="delivery_carries_one_thing",
            ),
            models.CheckConstraint(
                condition=~Q(state=DeliveryState.SENT) | Q(sent_at__isnull=False),
                name="delivery_sent_at_a_time",
            ),
            models.CheckConstraint(
                condition=Q(state=DeliveryState.SENDING, claim__isnull=False)
                | (~Q(state=DeliveryState.SENDING) & Q(claim__isnull=True)),
                name="delivery_claimed_while_sending",
            ),
            models.CheckConstraint(
                condition=Q(channel=Channel.CALENDAR, event__isnull=False)
                | (~Q(channel=Channel.CALENDAR) & Q(event__isnull=True)),
                name="delivery_event_in_calendar_mail",
            ),
        ]
        indexes = [
            models.Index(
                fields=["next_try_at", "id"],
                condition=Q(state=DeliveryState.WAITING),
                name="delivery_due",
            ),
            models.Index(
                fields=["claimed_at"],
                condition=Q(state=DeliveryState.SENDING),
                name="delivery_claimed",
            ),
            models.Index(fields=["state", "-id"], name="delivery_by_state"),
            models.Index(
                fields=["recipient", "event_uid"],
                condition=~Q(event_uid=""),
                name="delivery_of_event",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.channel} {self.uuid}"

    @property
    def is_digest(self) -> bool:
        """Whether this is a day's mail, which others are bundled in."""
        return self.message_id is None and self.letter is None

    @property
    def state_in_words(self) -> str:
        """The words of the state, in the language that is on."""
        return label_of(DeliveryState, self.state)

    @property
    def channel_in_words(self) -> str:
        """The words of the channel, in the language that is on."""
        return label_of(Channel, self.channel)

    @property
    def may_be_sent_again(self) -> bool:
        """Whether an administrator may ask for another try."""
        return self.state in {DeliveryState.FAILED, DeliveryState.WAITING}


class CalendarEntry(models.Model):
    """Kalenderpost: the last form of an event that a person was sent. Working table."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    uid = models.CharField(max_length=255)
    sequence = models.PositiveIntegerField()
    method = models.CharField(max_length=8)
    changed_at = models.DateTimeField()

    class Meta:
        verbose_name = "kalenderpost"
        constraints = [
            models.UniqueConstraint(fields=["person", "uid"], name="calendar_entry_once")
        ]

    def __str__(self) -> str:
        return self.uid
