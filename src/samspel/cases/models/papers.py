"""The papers of a case: its files in order, and the officer's reports written here."""

from __future__ import annotations

from django.db import models
from django.db.models import Deferrable, F, Q
from django.utils.translation import gettext

from samspel.cases.enums import ReportState
from samspel.cases.models.cases import TITLE_LENGTH, Case
from samspel.documents.models import Document
from samspel.kit.enums import choices_of
from samspel.kit.models import PublicId
from samspel.people.models import Body, Person


class ReportTemplate(PublicId):
    """Mall för tjänsteskrivelse: the sections that a body wants. Configuration.

    ``sections`` is a list of ``{"key", "heading", "hint", "required"}``; ``checklist``
    what the writer has to think of before the report is ready.
    """

    body = models.OneToOneField(Body, models.PROTECT, related_name="report_template")
    sections = models.JSONField(default=list)
    checklist = models.JSONField(default=list)
    decided = models.CharField(max_length=200, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        verbose_name = "mall för tjänsteskrivelse"

    def __str__(self) -> str:
        return f"Mall för tjänsteskrivelse, {self.body}"


class OfficersReport(PublicId):
    """Tjänsteskrivelse: what the official writes, with a proposal for decision.

    Working table until it is ready, then frozen (a trigger refuses every change); what
    has to be said otherwise is a new report that replaces it. ``sections`` is a list of
    ``{"key", "heading", "text"}``, ``proposal`` a list of points, ``checklist`` a list of
    ``{"text", "is_done"}``.
    """

    case = models.ForeignKey(Case, models.PROTECT, related_name="reports")
    number = models.PositiveSmallIntegerField(default=1)
    title = models.CharField(max_length=TITLE_LENGTH)
    to_body = models.ForeignKey(Body, models.PROTECT, related_name="+")
    sections = models.JSONField(default=list)
    proposal = models.JSONField(default=list)
    checklist = models.JSONField(default=list)
    state = models.CharField(
        max_length=12, choices=choices_of(ReportState), default=ReportState.DRAFT
    )
    writer = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="officers_reports"
    )
    writer_name = models.CharField(max_length=200)
    writer_title = models.CharField(max_length=200, blank=True)
    reviewer = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="+"
    )
    review_remark = models.TextField(blank=True)
    begun_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    dated_on = models.DateField(null=True, blank=True)
    sha256 = models.CharField(max_length=64, blank=True)
    replaces = models.OneToOneField(
        "self", models.PROTECT, null=True, blank=True, related_name="replaced_by"
    )
    version = models.PositiveIntegerField(default=1)

    class Meta:
        verbose_name = "tjänsteskrivelse"
        ordering = ["case_id", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["case", "number"], name="report_number_once_a_case"
            ),
            models.CheckConstraint(
                condition=(Q(state=ReportState.READY, dated_on__isnull=False) & ~Q(sha256=""))
                | (~Q(state=ReportState.READY) & Q(dated_on__isnull=True, sha256="")),
                name="report_ready_is_dated_and_sealed",
            ),
            models.CheckConstraint(
                condition=Q(replaces__isnull=True) | ~Q(replaces=F("id")),
                name="report_never_replaces_itself",
            ),
        ]

    def __str__(self) -> str:
        return gettext("Tjänsteskrivelse %(number)s") % {"number": self.number}

    @property
    def status(self) -> ReportState:
        """The state as the enum that knows its words and moves."""
        return ReportState(self.state)

    @property
    def is_ready(self) -> bool:
        """Whether the report is finished and frozen."""
        return self.state == ReportState.READY


class CaseDocument(PublicId):
    """Handling i ärendet: a file or a report, under its title and place. Working table.

    ``number`` is given once and never reused; ``order`` is the place among the basis for
    decision and can be changed. ``document`` is the newest version of the file; the
    earlier ones are those that it replaces.
    """

    case = models.ForeignKey(Case, models.PROTECT, related_name="papers")
    number = models.PositiveIntegerField()
    order = models.PositiveIntegerField()
    document = models.OneToOneField(
        Document, models.PROTECT, null=True, blank=True, related_name="+"
    )
    report = models.OneToOneField(
        OfficersReport, models.PROTECT, null=True, blank=True, related_name="paper"
    )
    title = models.CharField(max_length=TITLE_LENGTH)
    dated_on = models.DateField(null=True, blank=True)
    is_basis = models.BooleanField(default=True)
    attached_by = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="+"
    )
    attached_at = models.DateTimeField()
    removed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = "handling i ärendet"
        ordering = ["order", "id"]
        constraints = [
            models.UniqueConstraint(fields=["case", "number"], name="case_paper_number_once"),
            models.UniqueConstraint(
                fields=["case", "order"],
                deferrable=Deferrable.DEFERRED,
                name="case_paper_one_per_place",
            ),
            models.CheckConstraint(
                condition=Q(document__isnull=False, report__isnull=True)
                | Q(document__isnull=True, report__isnull=False),
                name="case_paper_is_a_file_or_a_report",
            ),
        ]

    def __str__(self) -> str:
        return gettext("Handling %(number)s") % {"number": self.number}
