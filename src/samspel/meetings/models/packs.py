"""The notice as files: packs of papers with the same page numbers for everybody."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from samspel.documents.models import Document
from samspel.kit.enums import choices_of
from samspel.kit.models import PublicId
from samspel.meetings.enums.calling import Edition
from samspel.meetings.models.agenda import AgendaAttachment, AgendaItem
from samspel.meetings.models.meetings import Meeting


class NoticePack(PublicId):
    """Handlingspaket: the notice, or a supplement to it, as one file. Frozen table.

    Number 1 is the notice; what comes later is a supplement whose pages go on where
    the last one ended. Both editions of a number have the same page numbers; the open
    one lacks the pages of closed items and secret papers.
    """

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="packs")
    number = models.PositiveSmallIntegerField()
    edition = models.CharField(max_length=8, choices=choices_of(Edition))
    document = models.OneToOneField(Document, models.PROTECT, null=True, related_name="+")
    first_page = models.PositiveIntegerField()
    last_page = models.PositiveIntegerField()
    made_at = models.DateTimeField()

    class Meta:
        verbose_name = "handlingspaket"
        ordering = ["number", "edition"]
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "number", "edition"], name="notice_pack_one_per_edition"
            ),
            models.CheckConstraint(
                condition=Q(last_page__gte=models.F("first_page"), first_page__gte=1),
                name="notice_pack_has_pages",
            ),
        ]

    def __str__(self) -> str:
        return f"Handlingspaket {self.number}, {self.meeting}"

    @property
    def is_supplement(self) -> bool:
        """Whether the pack came after the notice."""
        return self.number > 1


class PackPart(models.Model):
    """Del av paket: at which page an item, or one of its papers, begins. Frozen table."""

    pack = models.ForeignKey(NoticePack, models.PROTECT, related_name="parts")
    item = models.ForeignKey(AgendaItem, models.PROTECT, related_name="pack_parts")
    attachment = models.ForeignKey(
        AgendaAttachment, models.PROTECT, null=True, blank=True, related_name="pack_parts"
    )
    first_page = models.PositiveIntegerField()
    page_count = models.PositiveIntegerField()

    class Meta:
        verbose_name = "del av handlingspaket"
        ordering = ["first_page", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["pack", "item", "attachment"],
                nulls_distinct=False,
                name="pack_part_once_per_pack",
            )
        ]

    def __str__(self) -> str:
        return f"{self.pack}: s. {self.first_page}"
