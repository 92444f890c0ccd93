"""What the law asks of a body: to meet, to wait with a decision, to make an ordinance known."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from samspel.kit.models import PublicId
from samspel.meetings.models.decisions import Decision
from samspel.meetings.models.meetings import Meeting
from samspel.people.models import Body, Person


class MeetingRequest(PublicId):
    """Begäran om extra möte: that enough have asked for one (KL 5 kap. 12 §, 6 kap. 23 §).

    Working table. Only a request that binds the body is kept. It waits until an extra
    meeting is planned, which is then the answer to it.
    """

    body = models.ForeignKey(Body, models.PROTECT, related_name="meeting_requests")
    reason = models.TextField()
    asked_on = models.DateField()
    supporters = models.ManyToManyField(Person, related_name="+")
    by_chair = models.BooleanField(default=False)
    by_board = models.BooleanField(default=False)
    needed_count = models.PositiveSmallIntegerField()
    meeting = models.ForeignKey(
        Meeting, models.PROTECT, null=True, blank=True, related_name="requests"
    )
    entered_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")

    class Meta:
        verbose_name = "begäran om extra möte"
        ordering = ["asked_on", "id"]
        constraints = [
            models.CheckConstraint(condition=~Q(reason=""), name="meeting_request_says_why"),
            models.UniqueConstraint(
                fields=["body"],
                condition=Q(meeting__isnull=True),
                name="meeting_request_one_waits_per_body",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.body}, {self.asked_on.isoformat()}"


class DecisionHold(models.Model):
    """Avvaktan: special reasons to wait with a decision until it is final (KL 13 kap. 14 §).

    Working table. Whether it is final is told by the notice board; this only says why it
    should not be executed before that.
    """

    decision = models.OneToOneField(Decision, models.PROTECT, related_name="hold")
    reason = models.CharField(max_length=300)
    noted_at = models.DateTimeField()
    noted_by = models.CharField(max_length=160)

    class Meta:
        verbose_name = "avvaktan med beslut"
        constraints = [
            models.CheckConstraint(condition=~Q(reason=""), name="decision_hold_says_why")
        ]

    def __str__(self) -> str:
        return str(self.decision)


class Ordinance(PublicId):
    """Kommunal föreskrift: a rule of the municipality's own that binds people (KL 8 kap. 13 §).

    Working table. It is announced by the notice of the minutes that hold its decision, and
    stands in the public register with its text for as long as it holds; ``valid_to`` is
    exclusive.
    """

    decision = models.OneToOneField(Decision, models.PROTECT, related_name="ordinance")
    title = models.CharField(max_length=200)
    text = models.TextField()
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)
    ended_by = models.CharField(max_length=200, blank=True)

    class Meta:
        verbose_name = "kommunal föreskrift"
        ordering = ["title", "id"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(title="") & ~Q(text=""), name="ordinance_says_something"
            ),
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True, ended_by="")
                | (Q(valid_to__gte=F("valid_from")) & ~Q(ended_by="")),
                name="ordinance_ends_by_a_decision",
            ),
        ]

    def __str__(self) -> str:
        return self.title
