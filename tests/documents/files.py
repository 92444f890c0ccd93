"""Files for the tests: small ones of each type that we take, and what goes about as them."""

from __future__ import annotations

import zlib
from io import BytesIO
from struct import pack
from zipfile import ZIP_DEFLATED, ZipFile

from django.core.files.uploadedfile import SimpleUploadedFile

_WORD = b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_SHEET = b"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
_ODT = b"application/vnd.oasis.opendocument.text"


def upload(name: str, content: bytes, media_type: str = "") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content, media_type)


def zipped(**parts: bytes) -> bytes:
    out = BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()


def docx(**more: bytes) -> bytes:
    parts = {"[Content_Types].xml": _WORD, "word/document.xml": b"<w:document/>"}
    return zipped(**{**parts, **more})


def xlsx(**more: bytes) -> bytes:
    parts = {"[Content_Types].xml": _SHEET, "xl/workbook.xml": b"<workbook/>"}
    return zipped(**{**parts, **more})


def odt(**more: bytes) -> bytes:
    return zipped(**{"mimetype": _ODT, "content.xml": b"<office/>", **more})


def png() -> bytes:
    def chunk(kind: bytes, data: bytes) -> bytes:
        return pack(">I", len(data)) + kind + data + pack(">I", zlib.crc32(kind + data))

    header = chunk(b"IHDR", pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0))
    pixels = chunk(b"IDAT", zlib.compress(b"\x00\x00"))
    return b"\x89PNG\r\n\x1a\n" + header + pixels + chunk(b"IEND", b"")


PDF = b"%PDF-1.7\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
JPEG = b"\xff\xd8\xff\xe0\x00\x10JFIF\x00" + b"\x01" * 40 + b"\xff\xd9"
HTML = b"<!DOCTYPE html><html><script>alert(1)</script></html>"
PROGRAM = b"MZ\x90\x00" + b"\x00" * 200
TEXT = "Vad enheten berättade: å, ä och ö.\n".encode()
CSV = "Namn;Antal\nKöket;3\n".encode("utf-8-sig")


def bomb() -> bytes:
    """An office file that is a thousand times as large when it is opened."""
    return docx(**{"word/media/image1.bmp": b"\x00" * 40_000_000})
