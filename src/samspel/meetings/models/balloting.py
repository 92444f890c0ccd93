"""Votes: a ballot with its counts, and who voted how where the vote was open."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from samspel.kit.enums import choices_of
from samspel.kit.models import PublicId
from samspel.meetings.enums import BallotMethod, VoteChoice
from samspel.meetings.models.deciding import PutQuestion
from samspel.meetings.models.participation import Participation
from samspel.people.models import Person


class Ballot(PublicId):
    """Omröstning: a question settled by a vote. Working until confirmed, then frozen.

    Of a secret vote only the counts exist: the database refuses a row that ties a
    person to a choice (a trigger in the migrations; KL 5 kap. 54 §). ``key`` is the
    sender's own, so that a vote sent twice is held once.
    """

    question = models.OneToOneField(PutQuestion, models.PROTECT, related_name="ballot")
    method = models.CharField(max_length=16, choices=choices_of(BallotMethod))
    yes_key = models.CharField(max_length=24)
    no_key = models.CharField(max_length=24)
    yes_count = models.PositiveSmallIntegerField(default=0)
    no_count = models.PositiveSmallIntegerField(default=0)
    abstained_count = models.PositiveSmallIntegerField(default=0)
    absent_count = models.PositiveSmallIntegerField(default=0)
    blank_count = models.PositiveSmallIntegerField(default=0)
    candidates = models.JSONField(default=list, blank=True)
    places = models.PositiveSmallIntegerField(default=1)
    requested_by = models.ForeignKey(
        Participation, models.PROTECT, null=True, blank=True, related_name="+"
    )
    casting_vote = models.ForeignKey(
        Participation, models.PROTECT, null=True, blank=True, related_name="+"
    )
    by_lot = models.BooleanField(default=False)
    lot_witness = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="+"
    )
    opened_at = models.DateTimeField()
    confirmed_at = models.DateTimeField(null=True, blank=True)
    key = models.UUIDField(unique=True)

    class Meta:
        verbose_name = "omröstning"
        constraints = [
            models.CheckConstraint(
                condition=~Q(method=BallotMethod.ACCLAMATION),
                name="ballot_acclamation_is_no_vote",
            ),
            models.CheckConstraint(
                condition=Q(by_lot=False) | Q(casting_vote__isnull=True),
                name="ballot_lots_or_casting_vote",
            ),
            models.CheckConstraint(
                condition=Q(confirmed_at__isnull=True)
                | Q(yes_count__gt=0)
                | Q(no_count__gt=0)
                | Q(by_lot=True)
                | Q(casting_vote__isnull=False)
                | ~Q(candidates=[]),
                name="ballot_confirmed_with_somebody_voting",
            ),
        ]

    def __str__(self) -> str:
        return str(self.question)

    @property
    def is_secret(self) -> bool:
        """Whether nobody may know who voted how."""
        return self.method == BallotMethod.SECRET


class BallotVote(models.Model):
    """Röst: how one who serves voted, in an open vote. Frozen when the ballot is confirmed.

    ``key`` is the sender's own: the same key again is the same vote, not another, also
    when the choice has been changed since (``earlier_keys``).
    """

    ballot = models.ForeignKey(Ballot, models.PROTECT, related_name="votes")
    participation = models.ForeignKey(Participation, models.PROTECT, related_name="votes")
    serving_for = models.ForeignKey(
        Participation, models.PROTECT, null=True, blank=True, related_name="+"
    )
    choice = models.CharField(max_length=8, choices=choices_of(VoteChoice))
    cast_at = models.DateTimeField()
    key = models.UUIDField(unique=True)
    earlier_keys = models.JSONField(default=list, blank=True)

    class Meta:
        verbose_name = "röst"
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["ballot", "participation"], name="ballot_one_vote_each"
            )
        ]

    def __str__(self) -> str:
        return f"{self.participation}: {self.ballot}"
