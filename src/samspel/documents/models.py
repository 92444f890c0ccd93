"""Documents: what a file is called, whose it is, and whether it is secret."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from samspel.documents.enums import FileType, Secrecy
from samspel.kit.enums import choices_of, label_of
from samspel.kit.models import PublicId


class Document(PublicId):
    """Handling: a file that belongs to something in the product. Working table.

    The content lies in the document folder under its hash and is never changed; a new
    version is a new row that replaces the old one. A removed document keeps its row.
    """

    owner_type = models.CharField(max_length=60)
    owner_id = models.BigIntegerField()
    name = models.CharField(max_length=130)
    file_type = models.CharField(max_length=8, choices=choices_of(FileType))
    size = models.BigIntegerField()
    sha256 = models.CharField(max_length=64, db_index=True)
    secrecy = models.CharField(max_length=8, choices=choices_of(Secrecy), default=Secrecy.NONE)
    secrecy_ground = models.CharField(max_length=200, blank=True)
    replaces = models.OneToOneField(
        "self", models.PROTECT, null=True, related_name="replaced_by"
    )
    uploaded_by_id = models.BigIntegerField(null=True)
    uploaded_by_name = models.CharField(max_length=200)
    uploaded_at = models.DateTimeField()
    removed_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = "handling"
        ordering = ["id"]
        indexes = [models.Index(fields=["owner_type", "owner_id"], name="document_owner")]
        constraints = [
            models.CheckConstraint(
                condition=Q(secrecy=Secrecy.NONE, secrecy_ground="")
                | (Q(secrecy=Secrecy.SECRET) & ~Q(secrecy_ground="")),
                name="document_secret_on_a_ground",
            ),
            models.CheckConstraint(condition=Q(size__gt=0), name="document_not_empty"),
            models.CheckConstraint(
                condition=Q(replaces__isnull=True) | ~Q(replaces=F("id")),
                name="document_never_replaces_itself",
            ),
        ]

    def __str__(self) -> str:
        """A name for the trail: a secret document's own name may tell too much."""
        return f"Handling {self.uuid}" if self.is_secret else self.name

    @property
    def is_secret(self) -> bool:
        """Whether the document is marked as secret."""
        return self.secrecy == Secrecy.SECRET

    @property
    def media_type(self) -> str:
        """The type to send the file as."""
        return FileType(self.file_type).media_type

    @property
    def type_in_words(self) -> str:
        """The type in words, in the language that is on."""
        return label_of(FileType, self.file_type)
