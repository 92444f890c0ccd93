"""Imports from files: what was read, how it was mapped, what it made."""

from __future__ import annotations

from django.db import models
from django.db.models.functions import Now

from samspel.kit.enums import choices_of
from samspel.kit.models import PublicId
from samspel.people.enums import ImportKind, ImportState, RunWork


class ImportBatch(PublicId):
    """Import: one file from upload to entry, and its way back. Working table.

    ``rows`` holds the file's cells until the batch is entered or thrown away;
    ``changes`` what was made (model, key, version, values before), so that it can be
    undone. ``read_as`` says how the file was understood: encoding, delimiter, sheet
    and the row of the headings.
    """

    kind = models.CharField(max_length=16, choices=choices_of(ImportKind))
    state = models.CharField(
        max_length=12, choices=choices_of(ImportState), default=ImportState.UPLOADED
    )
    file_name = models.CharField(max_length=200)
    file_sha256 = models.CharField(max_length=64)
    read_as = models.JSONField(default=dict)
    header = models.JSONField(default=list)
    rows = models.JSONField(default=list)
    mapping = models.JSONField(default=dict)
    options = models.JSONField(default=dict)
    changes = models.JSONField(default=list)
    row_count = models.PositiveIntegerField(default=0)
    entered_count = models.PositiveIntegerField(default=0)
    uploaded_by_id = models.BigIntegerField(null=True)
    uploaded_by_name = models.CharField(max_length=200, blank=True)
    uploaded_at = models.DateTimeField(auto_now_add=True)
    committed_at = models.DateTimeField(null=True)
    undone_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = "import"

    def __str__(self) -> str:
        return self.file_name


class ImportRun(models.Model):
    """Körning: a large file that is entered, or undone, in the background. Working table.

    Beside the batch and not in it: the batch's row is locked while its rows go in, and
    how far that has come is told meanwhile. ``touched_at`` is the database's own clock;
    ``said`` is how it ended, in the words of whoever asked for it.
    """

    batch = models.OneToOneField(ImportBatch, models.CASCADE, related_name="run")
    work = models.CharField(max_length=8, choices=choices_of(RunWork))
    only_good = models.BooleanField(default=False)
    asked_by_id = models.BigIntegerField()
    asked_at = models.DateTimeField()
    touched_at = models.DateTimeField(db_default=Now())
    done_count = models.PositiveIntegerField(default=0)
    total_count = models.PositiveIntegerField()
    ended_at = models.DateTimeField(null=True)
    was_refused = models.BooleanField(default=False)
    said = models.TextField(blank=True)
    problems = models.JSONField(default=list)

    class Meta:
        verbose_name = "körning av import"

    def __str__(self) -> str:
        return f"{self.work} {self.batch_id}"


class ColumnMemory(models.Model):
    """Kolumnminne: what a heading meant the last time somebody mapped it."""

    kind = models.CharField(max_length=16, choices=choices_of(ImportKind))
    heading = models.CharField(max_length=120)
    field = models.CharField(max_length=40)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["kind", "heading"], name="heading_means_one_thing")
        ]

    def __str__(self) -> str:
        return f"{self.heading}: {self.field}"
