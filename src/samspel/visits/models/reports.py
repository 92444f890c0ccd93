"""The report: sections written together, the guard's findings, remarks before the meeting."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from samspel.foundation.privacy import FindingKind
from samspel.kit.enums import choices_of
from samspel.kit.models import PublicId
from samspel.visits.enums import Channel, GuardAnswer, Publication, ReportState
from samspel.visits.models.visits import Visit


class Report(PublicId):
    """Rapport: one per visit, written together. Frozen when submitted (see the triggers)."""

    visit = models.OneToOneField(Visit, models.PROTECT, related_name="report")
    state = models.CharField(
        max_length=12, choices=choices_of(ReportState), default=ReportState.DRAFT.value
    )
    channel = models.CharField(
        max_length=16, choices=choices_of(Channel), default=Channel.E_SERVICE.value
    )
    started_at = models.DateTimeField()
    submitted_at = models.DateTimeField(null=True, blank=True)
    submitted_by = models.ForeignKey(
        "people.Person", models.PROTECT, null=True, blank=True, related_name="+"
    )
    is_late = models.BooleanField(null=True, blank=True)
    unit_manager_writes = models.BooleanField(default=False)
    unit_manager_took_part = models.BooleanField(default=False)
    publication = models.CharField(max_length=16, choices=choices_of(Publication), blank=True)
    published_at = models.DateTimeField(null=True, blank=True)
    ruleset_sha256 = models.CharField(max_length=64, blank=True)

    class Meta:
        verbose_name = "rapport"
        constraints = [
            models.CheckConstraint(
                condition=Q(state=ReportState.DRAFT.value, submitted_at__isnull=True)
                | Q(state=ReportState.SUBMITTED.value, submitted_at__isnull=False),
                name="report_submitted_has_its_moment",
            ),
            models.CheckConstraint(
                condition=Q(published_at__isnull=True) | Q(state=ReportState.SUBMITTED.value),
                name="report_published_only_when_submitted",
            ),
        ]
        indexes = [
            models.Index(fields=["published_at"], name="report_published"),
            models.Index(fields=["-submitted_at"], name="report_submitted_lately"),
        ]

    def __str__(self) -> str:
        return f"Rapport: {self.visit}"


class ReportAuthor(models.Model):
    """Författare: a visitor, or the unit's manager where the report is made together."""

    report = models.ForeignKey(Report, models.PROTECT, related_name="authors")
    person = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    last_written_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["report", "person"], name="report_author_once")
        ]

    def __str__(self) -> str:
        return f"{self.person}"


class ReportSection(models.Model):
    """Avsnitt: one section as the rules named it when the report was begun.

    ``version`` grows with each save: whoever saves on top of an older one is shown both
    texts. Label and order are kept here, so that the report reads the same in ten years.
    """

    report = models.ForeignKey(Report, models.PROTECT, related_name="sections")
    key = models.CharField(max_length=64)
    label = models.CharField(max_length=300)
    help = models.CharField(max_length=500, blank=True)
    position = models.PositiveSmallIntegerField()
    is_required = models.BooleanField(default=False)
    text = models.TextField(blank=True)
    version = models.PositiveIntegerField(default=0)
    updated_by = models.ForeignKey(
        "people.Person", models.PROTECT, null=True, blank=True, related_name="+"
    )
    updated_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["position", "id"]
        constraints = [
            models.UniqueConstraint(fields=["report", "key"], name="report_section_once")
        ]

    def __str__(self) -> str:
        return self.label


class SectionAside(models.Model):
    """Undanlagd text: words saved on top of somebody else's newer ones, until they are joined."""

    section = models.ForeignKey(ReportSection, models.PROTECT, related_name="asides")
    author = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    text = models.TextField()
    written_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["section", "author"], name="section_aside_once_per_author"
            )
        ]

    def __str__(self) -> str:
        return f"{self.section}"


class GuardChoice(models.Model):
    """Val vid en markering: what an author decided about a place. Holds no words of the text."""

    report = models.ForeignKey(Report, models.PROTECT, related_name="guard_choices")
    section_key = models.CharField(max_length=64)
    finding_key = models.CharField(max_length=64)
    kind = models.CharField(max_length=20, choices=choices_of(FindingKind))
    choice = models.CharField(max_length=8, choices=choices_of(GuardAnswer))
    chosen_by = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    chosen_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["report", "section_key", "finding_key"], name="guard_choice_once"
            )
        ]

    def __str__(self) -> str:
        return self.kind


class FactualRemark(PublicId):
    """Sakupplysning: what the unit's manager adds to a report before the meeting. Kept as it is."""

    report = models.ForeignKey(Report, models.PROTECT, related_name="remarks")
    author = models.ForeignKey("people.Person", models.PROTECT, related_name="+")
    text = models.TextField()
    written_at = models.DateTimeField()

    class Meta:
        verbose_name = "sakupplysning"
        ordering = ["written_at", "id"]

    def __str__(self) -> str:
        return f"Sakupplysning: {self.report}"
