"""How a person wants to be told."""

from __future__ import annotations

from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import Q

from samspel.kit.enums import choices_of
from samspel.messaging.enums import EmailChoice
from samspel.people.models import Person


class Preferences(models.Model):
    """Så får du besked: what holds for all of a person's messages. Working table.

    Who has chosen nothing has no row, and gets what the defaults say.
    """

    person = models.OneToOneField(Person, models.PROTECT, related_name="+")
    takes_calendar = models.BooleanField(default=True)
    digest_hour = models.PositiveSmallIntegerField(
        default=7, validators=[MaxValueValidator(23)]
    )

    class Meta:
        verbose_name = "val av besked"
        constraints = [
            models.CheckConstraint(
                condition=Q(digest_hour__lte=23), name="preferences_hour_of_a_day"
            )
        ]

    def __str__(self) -> str:
        return str(self.person_id)


class ChannelChoice(models.Model):
    """Val av kanal: how a person wants to hear of one group of messages. Working table."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    group = models.CharField(max_length=40)
    email = models.CharField(max_length=8, choices=choices_of(EmailChoice))

    class Meta:
        verbose_name = "val av kanal"
        constraints = [
            models.UniqueConstraint(fields=["person", "group"], name="channel_choice_once")
        ]

    def __str__(self) -> str:
        return f"{self.group}: {self.email}"


class FeedAddress(models.Model):
    """Kalenderadress: the secret address of a person's feed. Working table.

    Only the hash of the secret is kept. The secret itself is worked out again from
    ``nonce`` and the installation's key, so that the owner can read it any day.
    """

    person = models.OneToOneField(Person, models.PROTECT, related_name="+")
    nonce = models.UUIDField()
    token_hash = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()

    class Meta:
        verbose_name = "kalenderadress"

    def __str__(self) -> str:
        return str(self.person_id)
