"""The notice board (KL 8 kap. 9–12 §§), its outages, and the version of minutes for the web."""

from __future__ import annotations

import datetime as dt

from django.db import models
from django.db.models import F, Q

from samspel.documents.models import Document
from samspel.kit.enums import choices_of
from samspel.kit.models import PublicId
from samspel.meetings.calculation.appeal import appeal_ends, may_come_down
from samspel.meetings.calculation.posting import starts_appeal
from samspel.meetings.enums.minutes import NoticeKind, PublicationState
from samspel.meetings.models.decisions import DelegatedDecision
from samspel.meetings.models.meetings import Meeting
from samspel.meetings.models.minutes import Minutes
from samspel.people.models import Body, Person


class BoardNotice(PublicId):
    """Anslag: a notice on the municipality's board. Frozen table: what it says stands.

    Posted by a person or the system, taken down by a person, never before the time for
    appeal has ended. ``announces_again`` is the notice in whose place it stands, where
    that one's time became uncertain. That a decision has become final (laga kraft) is
    confirmed by a person, and never by the clock alone. ``must_stay_to`` is the last day
    that the law asks for, as it was when the notice was posted; the database holds to it.
    """

    kind = models.CharField(max_length=24, choices=choices_of(NoticeKind))
    body = models.ForeignKey(Body, models.PROTECT, related_name="board_notices")
    minutes = models.ForeignKey(
        Minutes, models.PROTECT, null=True, blank=True, related_name="notices"
    )
    meeting = models.ForeignKey(
        Meeting, models.PROTECT, null=True, blank=True, related_name="board_notices"
    )
    delegated_decision = models.ForeignKey(
        DelegatedDecision, models.PROTECT, null=True, blank=True, related_name="notices"
    )
    title = models.CharField(max_length=200)
    text = models.TextField(blank=True)
    statute = models.CharField(max_length=200, blank=True)
    meeting_on = models.DateField(null=True, blank=True)
    approved_on = models.DateField(null=True, blank=True)
    paragraphs = models.CharField(max_length=200, blank=True)
    available_at = models.CharField(max_length=200, blank=True)
    posted_at = models.DateTimeField()
    announced_on = models.DateField()
    stays_to = models.DateField(null=True, blank=True)
    must_stay_to = models.DateField(null=True, blank=True)
    posted_by = models.CharField(max_length=160)
    announces_again = models.OneToOneField(
        "self", models.PROTECT, null=True, blank=True, related_name="announced_again_by"
    )
    removed_at = models.DateTimeField(null=True, blank=True)
    removed_by = models.CharField(max_length=160, blank=True)
    final_confirmed_at = models.DateTimeField(null=True, blank=True)
    final_confirmed_by = models.CharField(max_length=160, blank=True)
    final_note = models.CharField(max_length=300, blank=True)
    proof = models.OneToOneField(
        Document, models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        verbose_name = "anslag"
        ordering = ["-posted_at", "-id"]
        indexes = [models.Index(fields=["removed_at", "announced_on"], name="board_notice_up")]
        constraints = [
            models.CheckConstraint(
                condition=~Q(kind=NoticeKind.MINUTES_APPROVED)
                | (
                    Q(minutes__isnull=False, approved_on__isnull=False)
                    & ~Q(available_at="")
                    & ~Q(paragraphs="")
                ),
                name="board_notice_of_minutes_says_where_they_are",
            ),
            models.CheckConstraint(
                condition=~Q(kind=NoticeKind.DELEGATED_DECISION)
                | Q(delegated_decision__isnull=False),
                name="board_notice_of_a_delegated_decision",
            ),
            models.CheckConstraint(
                condition=~Q(kind=NoticeKind.BY_OTHER_STATUTE) | ~Q(statute=""),
                name="board_notice_by_statute_names_it",
            ),
            models.CheckConstraint(
                condition=Q(removed_at__isnull=True, removed_by="")
                | (Q(removed_at__gte=F("posted_at")) & ~Q(removed_by="")),
                name="board_notice_taken_down_by_somebody",
            ),
            models.CheckConstraint(
                condition=Q(final_confirmed_at__isnull=True, final_confirmed_by="")
                | (Q(final_confirmed_at__isnull=False) & ~Q(final_confirmed_by="")),
                name="board_notice_final_by_a_person",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def starts_appeal(self) -> bool:
        """Whether the time for appeal is counted from the notice."""
        return starts_appeal(NoticeKind(self.kind), self.announced_on)

    @property
    def appeal_ends_on(self) -> dt.date | None:
        """The last day for an appeal, where one is counted from the notice."""
        return appeal_ends(self.announced_on) if self.starts_appeal else None

    @property
    def may_come_down_on(self) -> dt.date:
        """The first day on which the notice may be taken down."""
        if self.starts_appeal:
            return may_come_down(self.announced_on)
        return self.stays_to or self.announced_on


class BoardSettings(models.Model):
    """Anslagstavlans innehåll: what the board carries of a body, where the law leaves the choice.

    Configuration, one row per body, with the decision that it rests on (KL 8 kap. 11 §).
    A body without a row has decided nothing, and its board carries all that the law lets.
    """

    body = models.OneToOneField(Body, models.PROTECT, related_name="board_settings")
    carries = models.JSONField(default=list, blank=True)
    decided = models.CharField(max_length=200)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        verbose_name = "anslagstavlans innehåll"
        constraints = [
            models.CheckConstraint(
                condition=~Q(decided=""), name="board_settings_rest_on_a_decision"
            )
        ]

    def __str__(self) -> str:
        return f"Anslagstavlans innehåll, {self.body}"


class BoardOutage(PublicId):
    """Avbrott: a stretch when the notice board could not be read. Working table."""

    from_at = models.DateTimeField()
    to_at = models.DateTimeField(null=True, blank=True)
    cause = models.CharField(max_length=200)
    noted_by = models.CharField(max_length=160)

    class Meta:
        verbose_name = "avbrott på anslagstavlan"
        ordering = ["-from_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(to_at__isnull=True) | Q(to_at__gt=F("from_at")),
                name="board_outage_ends_after_it_begins",
            )
        ]

    def __str__(self) -> str:
        return f"Avbrott {self.from_at:%Y-%m-%d %H:%M}"


class Publication(PublicId):
    """Publicering: approved minutes as they stand on the web, with what is masked.

    Working table until it is published; then the text and the file are frozen, and the row
    stays for good. One that is withdrawn is followed by a row of its own when the minutes
    are published anew: of each minutes at most one is not withdrawn. Where the body asks
    for it the one who checks is another than the one who masked (a constraint). Personal
    names of those with a protected identity are covered by the product itself, always.
    ``version`` grows with each mask, so that whoever checks publishes what they have read.
    """

    minutes = models.ForeignKey(Minutes, models.PROTECT, related_name="publications")
    state = models.CharField(
        max_length=12, choices=choices_of(PublicationState), default=PublicationState.MASKING
    )
    masked_by = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="+"
    )
    masked_at = models.DateTimeField(null=True, blank=True)
    checked_by = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="+"
    )
    checked_at = models.DateTimeField(null=True, blank=True)
    needs_check = models.BooleanField(default=True)
    text = models.JSONField(null=True, blank=True)
    document = models.OneToOneField(
        Document, models.PROTECT, null=True, blank=True, related_name="+"
    )
    published_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_reason = models.CharField(max_length=300, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        verbose_name = "publicering"
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["minutes"],
                condition=~Q(state=PublicationState.WITHDRAWN),
                name="publication_one_of_the_minutes_at_a_time",
            ),
            models.CheckConstraint(
                condition=~Q(state=PublicationState.WITHDRAWN)
                | (Q(withdrawn_at__isnull=False) & ~Q(withdrawn_reason="")),
                name="publication_withdrawn_says_why",
            ),
            models.CheckConstraint(
                condition=Q(needs_check=False)
                | Q(checked_by__isnull=True)
                | ~Q(checked_by=F("masked_by")),
                name="publication_checked_by_another",
            ),
            models.CheckConstraint(
                condition=~Q(state=PublicationState.PUBLISHED)
                | (
                    Q(text__isnull=False, document__isnull=False, published_at__isnull=False)
                    & (Q(needs_check=False) | Q(checked_by__isnull=False))
                ),
                name="publication_published_is_whole_and_checked",
            ),
        ]

    def __str__(self) -> str:
        return f"Publicering, {self.minutes}"


class PublicationMask(models.Model):
    """Maskning: a piece of text that is covered on the web, and why. Working table.

    ``is_kept`` is the opposite: a finding of the machine that a person lets stand.
    """

    publication = models.ForeignKey(Publication, models.PROTECT, related_name="masks")
    text = models.CharField(max_length=500)
    reason = models.CharField(max_length=200)
    is_kept = models.BooleanField(default=False)
    made_by = models.CharField(max_length=160)
    made_at = models.DateTimeField()

    class Meta:
        verbose_name = "maskning"
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["publication", "text"], name="publication_mask_once"
            )
        ]

    def __str__(self) -> str:
        return f"Maskning {self.pk}"
