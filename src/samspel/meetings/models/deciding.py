"""What happens at an item: its handling, proposals, questions put, and the decision."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from samspel.kit.enums import choices_of
from samspel.kit.models import PublicId
from samspel.meetings.enums import (
    Outcome,
    PreparationKind,
    ProposalKind,
    QuestionKind,
    RefusalGround,
)
from samspel.meetings.models.agenda import AgendaItem
from samspel.meetings.models.decisions import Decision
from samspel.meetings.models.participation import Participation


class ItemHandling(models.Model):
    """Behandling: an item as it is handled at its meeting. Working table.

    Holds what the item came with (summary, description, the draft and whose it is) and
    where it stands. ``urgent_agreed_at`` is when all present agreed to decide a matter that
    had not been announced (KL 5 kap. 52 §). ``is_authority`` is the exercise of authority
    against somebody (4 kap. 26 §, 6 kap. 25 and 31 §§). ``version`` grows with each change, so that whoever writes from an
    old page is told. ``main`` is the key of the proposal that the chair made main one.
    """

    item = models.OneToOneField(AgendaItem, models.PROTECT, related_name="handling")
    case_number = models.CharField(max_length=60, blank=True)
    summary = models.TextField(blank=True)
    description = models.TextField(blank=True)
    draft_origin = models.CharField(max_length=120, blank=True)
    draft_points = models.JSONField(default=list, blank=True)
    is_election = models.BooleanField(default=False)
    is_authority = models.BooleanField(default=False)
    proposes_to = models.CharField(max_length=120, blank=True)
    main = models.CharField(max_length=24, blank=True)
    urgent_agreed_at = models.DateTimeField(null=True, blank=True)
    begun_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    immediately_approved_at = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        verbose_name = "behandling"
        constraints = [
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True)
                | Q(begun_at__isnull=False, ended_at__gte=F("begun_at")),
                name="handling_ends_after_it_begins",
            ),
            models.CheckConstraint(
                condition=Q(immediately_approved_at__isnull=True) | Q(ended_at__isnull=False),
                name="handling_approved_after_it_has_ended",
            ),
        ]
        indexes = [models.Index(fields=["case_number"], name="handling_case_number")]

    def __str__(self) -> str:
        return str(self.item)

    @property
    def is_going_on(self) -> bool:
        """Whether the item has been begun and not concluded."""
        return self.begun_at is not None and self.ended_at is None


class PreparationNote(models.Model):
    """Beredning: one step of the preparation behind an item, in order. Working table."""

    item = models.ForeignKey(AgendaItem, models.PROTECT, related_name="preparation")
    order = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=20, choices=choices_of(PreparationKind))
    body_name = models.CharField(max_length=120, blank=True)
    on = models.DateField(null=True, blank=True)
    paragraph = models.CharField(max_length=12, blank=True)
    text = models.TextField()

    class Meta:
        verbose_name = "beredning"
        ordering = ["order", "id"]
        constraints = [
            models.UniqueConstraint(fields=["item", "order"], name="preparation_one_per_place")
        ]

    def __str__(self) -> str:
        return f"{self.item}: {self.order}"


class Proposal(PublicId):
    """Yrkande: what somebody asked the body to decide. Working table; never deleted.

    An amendment says in ``text`` what it changes and in ``becomes`` how the whole decision
    reads with the change, point by point; an own wording is the decision as it is to read.
    ``supports`` is the proposal that an approval speaks of; empty means what the item came
    with.
    """

    item = models.ForeignKey(AgendaItem, models.PROTECT, related_name="proposals")
    number = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=16, choices=choices_of(ProposalKind))
    text = models.TextField(blank=True)
    becomes = models.JSONField(default=list, blank=True)
    mover = models.ForeignKey(Participation, models.PROTECT, related_name="proposals")
    by_chair = models.BooleanField(default=False)
    supports = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="supported_by"
    )
    made_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    refused_because = models.CharField(max_length=200, blank=True)
    refused_as = models.CharField(max_length=12, choices=choices_of(RefusalGround), blank=True)
    seconders = models.ManyToManyField(
        Participation, through="Seconding", related_name="seconded"
    )

    class Meta:
        verbose_name = "yrkande"
        ordering = ["number", "id"]
        constraints = [
            models.UniqueConstraint(fields=["item", "number"], name="proposal_number_once"),
            models.CheckConstraint(
                condition=~Q(text="")
                | Q(
                    kind__in=[
                        ProposalKind.APPROVAL,
                        ProposalKind.REJECTION,
                        ProposalKind.REFERRAL_BACK,
                        ProposalKind.TABLING,
                    ]
                ),
                name="proposal_of_own_wording_says_something",
            ),
            models.CheckConstraint(
                condition=Q(supports__isnull=True)
                | (Q(kind=ProposalKind.APPROVAL) & ~Q(supports=F("id"))),
                name="proposal_only_an_approval_supports_another",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=True) | Q(refused_because=""),
                name="proposal_withdrawn_or_refused_not_both",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.item}: {self.number}"

    @property
    def key(self) -> str:
        """How questions point to it."""
        return f"p{self.pk}"

    @property
    def stands(self) -> bool:
        """Whether it is neither withdrawn nor refused."""
        return self.withdrawn_at is None and not self.refused_because


class Seconding(models.Model):
    """Instämmande: that somebody joins a proposal. Working table."""

    proposal = models.ForeignKey(Proposal, models.PROTECT, related_name="secondings")
    participation = models.ForeignKey(Participation, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = "instämmande"
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["proposal", "participation"], name="seconding_once")
        ]

    def __str__(self) -> str:
        return f"{self.participation}: {self.proposal}"


class PutQuestion(PublicId):
    """Proposition: alternatives set against each other, and what won. Working table.

    ``alternatives`` holds key, label and proposals of each side, as they were then.
    """

    item = models.ForeignKey(AgendaItem, models.PROTECT, related_name="questions_put")
    number = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=12, choices=choices_of(QuestionKind))
    alternatives = models.JSONField()
    wording = models.TextField(blank=True)
    found = models.CharField(max_length=24)
    result = models.CharField(max_length=24, blank=True)
    by_minority = models.BooleanField(default=False)
    minority_reason = models.TextField(blank=True)
    put_at = models.DateTimeField()

    class Meta:
        verbose_name = "proposition"
        ordering = ["number", "id"]
        constraints = [
            models.UniqueConstraint(fields=["item", "number"], name="question_number_once"),
            models.UniqueConstraint(
                fields=["item"], condition=Q(result=""), name="question_one_open_at_a_time"
            ),
            models.CheckConstraint(
                condition=Q(by_minority=False) | Q(kind=QuestionKind.WHEN),
                name="question_minority_settles_only_when",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.item}: {self.number}"

    @property
    def is_settled(self) -> bool:
        """Whether it is known what won."""
        return self.result != ""


class ItemDecision(models.Model):
    """Beslutet i ett ärende: points as computed and confirmed. Frozen table.

    ``decision`` is the row that others refer to; here is how it reads in the minutes.
    """

    item = models.OneToOneField(AgendaItem, models.PROTECT, related_name="decided")
    decision = models.OneToOneField(
        Decision, models.PROTECT, null=True, blank=True, related_name="handled_as"
    )
    outcome = models.CharField(max_length=16, choices=choices_of(Outcome))
    introduction = models.CharField(max_length=200, blank=True)
    points = models.JSONField()
    winner = models.CharField(max_length=24, blank=True)
    additions = models.JSONField(default=list, blank=True)
    by_minority = models.BooleanField(default=False)
    minority_reason = models.TextField(blank=True)
    quorum = models.JSONField()
    serving = models.JSONField()
    taken_at = models.DateTimeField()

    class Meta:
        verbose_name = "beslut i ärende"
        constraints = [
            models.CheckConstraint(
                condition=Q(by_minority=False)
                | (
                    Q(outcome__in=[Outcome.REFERRED_BACK, Outcome.TABLED])
                    & (~Q(outcome=Outcome.REFERRED_BACK) | ~Q(minority_reason=""))
                ),
                name="item_decision_minority_defers_and_says_why",
            )
        ]

    def __str__(self) -> str:
        return str(self.item)
