"""Answers to a notice, and substitutes who are asked to serve."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from samspel.kit.enums import choices_of
from samspel.kit.models import PublicId
from samspel.meetings.enums.calling import Answer, CallState
from samspel.meetings.models.meetings import Meeting
from samspel.people.models import Person


class NoticeAnswer(models.Model):
    """Svar på kallelsen: whether somebody comes, and if not, why. Working table.

    One row per person and meeting; a new answer takes the place of the old, and the
    trail keeps both. ``entered_by`` is set where the secretary took the answer.
    """

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="answers")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    kind = models.CharField(max_length=12, choices=choices_of(Answer))
    reason = models.CharField(max_length=200, blank=True)
    clock = models.TimeField(null=True, blank=True)
    answered_at = models.DateTimeField()
    entered_by = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        verbose_name = "svar på kallelse"
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "person"], name="notice_answered_once_per_person"
            ),
            models.CheckConstraint(
                condition=Q(clock__isnull=True)
                | Q(kind__in=[Answer.LATE, Answer.LEAVES_EARLY]),
                name="notice_answer_clock_only_for_part_of_a_meeting",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person}, {self.meeting}"

    @property
    def answer(self) -> Answer:
        """The answer as the enum that knows its words."""
        return Answer(self.kind)


class SubstituteCall(PublicId):
    """Inkallelse: a substitute is asked to serve for somebody. Working table.

    One question is open per absent member at a time, and a substitute serves for one
    only. ``turn`` is the place in the order in which substitutes were to be asked, and
    ``order_ground`` the rule that the order came of, as it was said then.
    """

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="calls")
    absent = models.ForeignKey(Person, models.PROTECT, related_name="+")
    substitute = models.ForeignKey(Person, models.PROTECT, related_name="+")
    turn = models.PositiveSmallIntegerField()
    state = models.CharField(
        max_length=12, choices=choices_of(CallState), default=CallState.ASKED
    )
    order_ground = models.CharField(max_length=200, blank=True)
    asked_at = models.DateTimeField()
    settled_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = "inkallelse av ersättare"
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "absent"],
                condition=Q(state__in=[CallState.ASKED, CallState.ACCEPTED]),
                name="substitute_call_one_open_per_absent",
            ),
            models.UniqueConstraint(
                fields=["meeting", "substitute"],
                condition=Q(state__in=[CallState.ASKED, CallState.ACCEPTED]),
                name="substitute_call_one_seat_per_substitute",
            ),
            models.CheckConstraint(
                condition=~Q(absent=F("substitute")), name="substitute_call_for_somebody_else"
            ),
            models.CheckConstraint(
                condition=Q(state=CallState.ASKED, settled_at__isnull=True)
                | (~Q(state=CallState.ASKED) & Q(settled_at__isnull=False)),
                name="substitute_call_settled_at_a_time",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.substitute} för {self.absent}, {self.meeting}"

    @property
    def status(self) -> CallState:
        """The state as the enum that knows its words."""
        return CallState(self.state)
