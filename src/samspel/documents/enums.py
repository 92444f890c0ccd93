"""Words of documents."""

from __future__ import annotations

from samspel.foundation.labels import LabelledEnum
from samspel.foundation.labels import mark as _


class Secrecy(LabelledEnum):
    """Whether a document is marked as secret."""

    NONE = "none", _("Öppen")
    SECRET = "secret", _("Sekretess")


class FileType(LabelledEnum):
    """The types of file that we take."""

    PDF = "pdf", _("PDF")
    PNG = "png", _("Bild (PNG)")
    JPEG = "jpeg", _("Bild (JPEG)")
    DOCX = "docx", _("Word-dokument")
    XLSX = "xlsx", _("Excel-ark")
    ODT = "odt", _("OpenDocument-text")
    TXT = "txt", _("Text")
    CSV = "csv", _("Tabell (CSV)")

    @property
    def media_type(self) -> str:
        """The type to send the file as."""
        return _MEDIA_TYPES[self]

    @property
    def endings(self) -> tuple[str, ...]:
        """The endings that a file of the type may have, in lower case."""
        return ("jpg", "jpeg") if self is FileType.JPEG else (self.value,)


_OFFICE = "application/vnd.openxmlformats-officedocument"
_MEDIA_TYPES = {
    FileType.PDF: "application/pdf",
    FileType.PNG: "image/png",
    FileType.JPEG: "image/jpeg",
    FileType.DOCX: f"{_OFFICE}.wordprocessingml.document",
    FileType.XLSX: f"{_OFFICE}.spreadsheetml.sheet",
    FileType.ODT: "application/vnd.oasis.opendocument.text",
    FileType.TXT: "text/plain",
    FileType.CSV: "text/csv",
}
