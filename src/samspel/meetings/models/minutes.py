"""The minutes: settings, phrases, wordings, who signs, the signatures."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from samspel.documents.models import Document
from samspel.kit.enums import choices_of
from samspel.kit.models import PublicId
from samspel.meetings.calculation.minutes import PartKey
from samspel.meetings.enums.minutes import (
    ApprovalState,
    ApproverRole,
    MinutesKind,
    MinutesState,
    WordingState,
)
from samspel.meetings.models.agenda import AgendaItem
from samspel.meetings.models.meetings import Meeting
from samspel.people.models import Body, Person


class MinutesSettings(models.Model):
    """Protokollsinställningar: how a body's minutes are laid out, approved and published.

    Configuration, one row per body. ``approval_rests_on`` is the decision of the council
    that lets minutes be approved electronically (KL 5 kap. 69 §); without one the page
    says so. ``headings`` are the body's own names of the parts.
    """

    body = models.OneToOneField(Body, models.PROTECT, related_name="minutes_settings")
    layout = models.CharField(max_length=40, default="beslut_forst")
    headings = models.JSONField(default=dict, blank=True)
    available_at = models.CharField(max_length=200, blank=True)
    publishes = models.BooleanField(default=True)
    second_checks_masking = models.BooleanField(default=True)
    appeal_court = models.CharField(max_length=120, blank=True)
    approval_rests_on = models.CharField(max_length=200, blank=True)
    decided = models.CharField(max_length=200, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        verbose_name = "protokollsinställningar"

    def __str__(self) -> str:
        return f"Protokollsinställningar, {self.body}"


class MinutesPhrase(models.Model):
    """Fras: a body's own sentence in place of the library's. Working table."""

    body = models.ForeignKey(Body, models.PROTECT, related_name="minutes_phrases")
    key = models.CharField(max_length=60)
    text = models.CharField(max_length=500)

    class Meta:
        verbose_name = "fras"
        ordering = ["key"]
        constraints = [
            models.UniqueConstraint(fields=["body", "key"], name="minutes_phrase_once_per_body")
        ]

    def __str__(self) -> str:
        return self.key


class Minutes(PublicId):
    """Protokoll: the minutes of a meeting, of one paragraph, or a correction of them.

    Working table until they are sent out; then ``text`` is the frozen tree, ``record``
    what it was written from, and ``document`` the file that is signed. What is approved
    is never changed (a trigger in the migrations): a correction is a row of its own,
    with the decision that it cites. ``hindered`` is who was to sign and can't, with why
    and who signs instead or which decision stands in its place (``services.hindering``).
    """

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="minutes")
    kind = models.CharField(
        max_length=12, choices=choices_of(MinutesKind), default=MinutesKind.WHOLE
    )
    item = models.ForeignKey(
        AgendaItem, models.PROTECT, null=True, blank=True, related_name="minutes"
    )
    state = models.CharField(
        max_length=12, choices=choices_of(MinutesState), default=MinutesState.DRAFT
    )
    round = models.PositiveSmallIntegerField(default=0)
    text = models.JSONField(null=True, blank=True)
    record = models.JSONField(null=True, blank=True)
    text_sha256 = models.CharField(max_length=64, blank=True)
    document = models.ForeignKey(
        Document, models.PROTECT, null=True, blank=True, related_name="+"
    )
    sent_at = models.DateTimeField(null=True, blank=True)
    approved_at = models.DateTimeField(null=True, blank=True)
    corrects = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="corrections"
    )
    correction_cites = models.CharField(max_length=200, blank=True)
    correction_text = models.TextField(blank=True)
    hindered = models.JSONField(default=list, blank=True)
    created_at = models.DateTimeField()
    version = models.PositiveIntegerField(default=1)

    class Meta:
        verbose_name = "protokoll"
        ordering = ["meeting_id", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["meeting"],
                condition=Q(kind=MinutesKind.WHOLE),
                name="minutes_whole_once_per_meeting",
            ),
            models.UniqueConstraint(
                fields=["item"],
                condition=Q(kind=MinutesKind.IMMEDIATE),
                name="minutes_immediate_once_per_item",
            ),
            models.CheckConstraint(
                condition=Q(kind=MinutesKind.WHOLE, item__isnull=True)
                | Q(kind=MinutesKind.IMMEDIATE, item__isnull=False)
                | (
                    Q(kind=MinutesKind.CORRECTION, corrects__isnull=False)
                    & ~Q(correction_cites="")
                    & ~Q(correction_text="")
                ),
                name="minutes_of_a_kind",
            ),
            models.CheckConstraint(
                condition=Q(state__in=[MinutesState.DRAFT, MinutesState.RETURNED])
                | Q(text__isnull=False, document__isnull=False, sent_at__isnull=False),
                name="minutes_sent_are_frozen",
            ),
            models.CheckConstraint(
                condition=Q(state=MinutesState.APPROVED, approved_at__isnull=False)
                | (~Q(state=MinutesState.APPROVED) & Q(approved_at__isnull=True)),
                name="minutes_approved_at_a_time",
            ),
        ]

    def __str__(self) -> str:
        return f"Protokoll, {self.meeting}"

    @property
    def status(self) -> MinutesState:
        """The state as the enum that knows its words and moves."""
        return MinutesState(self.state)

    @property
    def is_approved(self) -> bool:
        """Whether everybody has signed."""
        return self.state == MinutesState.APPROVED


class MinutesWording(PublicId):
    """Ordalydelse: other words for a part of a paragraph, proposed by somebody who signs.

    Working table. The secretary takes it in or not, with a reason; what is taken in
    stands in the next text that is sent out.
    """

    minutes = models.ForeignKey(Minutes, models.PROTECT, related_name="wordings")
    item = models.ForeignKey(AgendaItem, models.PROTECT, related_name="wordings")
    part = models.CharField(max_length=20, choices=choices_of(PartKey))
    text = models.TextField()
    proposed_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField()
    state = models.CharField(
        max_length=12, choices=choices_of(WordingState), default=WordingState.PROPOSED
    )
    answer = models.CharField(max_length=300, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = "ordalydelse"
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["minutes", "item", "part"],
                condition=Q(state=WordingState.ACCEPTED),
                name="minutes_wording_one_in_place",
            ),
            models.CheckConstraint(
                condition=~Q(text=""), name="minutes_wording_says_something"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.minutes}: {self.part}"


class Approver(models.Model):
    """Justerare: somebody who is to sign the minutes, and what they answered.

    Working table; names are printed as they were. A refusal has a comment, and brings
    the minutes back to the secretary.
    """

    minutes = models.ForeignKey(Minutes, models.PROTECT, related_name="approvers")
    person = models.ForeignKey(Person, models.PROTECT, related_name="approvals")
    role = models.CharField(max_length=12, choices=choices_of(ApproverRole))
    printed = models.CharField(max_length=160)
    state = models.CharField(
        max_length=12, choices=choices_of(ApprovalState), default=ApprovalState.WAITING
    )
    comment = models.TextField(blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    order = models.PositiveSmallIntegerField(default=1)

    class Meta:
        verbose_name = "justerare"
        ordering = ["order", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["minutes", "person"], name="minutes_approver_once_per_person"
            ),
            models.CheckConstraint(
                condition=~Q(state=ApprovalState.REFUSED) | ~Q(comment=""),
                name="minutes_approver_refuses_for_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return self.printed


class Signature(models.Model):
    """Underskrift: that somebody signed this text in this file. Ledger: never changed.

    ``text_sha256`` is of the frozen text, ``file_sha256`` of the file with the signature
    in it, ``certificate_sha256`` of the certificate that the file was sealed with.
    ``round`` tells apart what was signed before and after the text came back.
    """

    minutes = models.ForeignKey(Minutes, models.PROTECT, related_name="signatures")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    printed = models.CharField(max_length=160)
    role = models.CharField(max_length=12, choices=choices_of(ApproverRole))
    round = models.PositiveSmallIntegerField()
    signed_at = models.DateTimeField()
    text_sha256 = models.CharField(max_length=64)
    file_sha256 = models.CharField(max_length=64)
    field_name = models.CharField(max_length=60)
    certificate = models.CharField(max_length=300)
    certificate_sha256 = models.CharField(max_length=64)
    is_demo = models.BooleanField(default=False)

    class Meta:
        verbose_name = "underskrift"
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["minutes", "person", "round"], name="signature_once_per_round"
            )
        ]

    def __str__(self) -> str:
        return f"{self.printed}, {self.minutes}"


class DecisionAssignment(PublicId):
    """Uppdrag i beslut: what a decision asks somebody to do, noted before the approval.

    Working table. When the minutes are approved the assignment opens by itself in the
    case, or stays here where the item has none.
    """

    item = models.ForeignKey(AgendaItem, models.PROTECT, related_name="assignments")
    text = models.TextField()
    owner = models.ForeignKey(Person, models.PROTECT, related_name="+")
    due_on = models.DateField()
    opened_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = "uppdrag i beslut"
        ordering = ["due_on", "id"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(text=""), name="decision_assignment_says_something"
            ),
            models.CheckConstraint(
                condition=Q(opened_at__isnull=True) | Q(due_on__isnull=False),
                name="decision_assignment_has_a_day",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.item}: {self.due_on}"


class Extract(PublicId):
    """Protokollsutdrag: one paragraph as a file of its own. Frozen table."""

    minutes = models.ForeignKey(Minutes, models.PROTECT, related_name="extracts")
    item = models.ForeignKey(AgendaItem, models.PROTECT, related_name="extracts")
    document = models.OneToOneField(Document, models.PROTECT, related_name="+")
    sha256 = models.CharField(max_length=64)
    made_at = models.DateTimeField()

    class Meta:
        verbose_name = "protokollsutdrag"
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["minutes", "item"], name="extract_once_per_minutes_and_item"
            )
        ]

    def __str__(self) -> str:
        return f"Protokollsutdrag {self.item.paragraph}, {self.minutes}"


class Dispatch(PublicId):
    """Expediering: that an extract was sent to a recipient, and that it was received.

    Working table. Whoever has an account reads it there; to others goes a letter with
    the file and an address of its own where they acknowledge it.
    """

    extract = models.ForeignKey(Extract, models.PROTECT, related_name="dispatches")
    name = models.CharField(max_length=160)
    address = models.CharField(max_length=200, blank=True)
    person = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+")
    is_internal = models.BooleanField(default=True)
    sent_at = models.DateTimeField()
    received_at = models.DateTimeField(null=True, blank=True)
    received_by = models.CharField(max_length=160, blank=True)

    class Meta:
        verbose_name = "expediering"
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["extract", "name"], name="dispatch_once_per_recipient"
            ),
            models.CheckConstraint(
                condition=Q(received_at__isnull=True) | Q(received_at__gte=F("sent_at")),
                name="dispatch_received_after_it_was_sent",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.extract}: {self.name}"

    @property
    def is_sent(self) -> bool:
        """Whether it went to an account or an address; else it is handed over by somebody."""
        return bool(self.person_id or self.address)
