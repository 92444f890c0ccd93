"""To store a file: what is taken, what is refused, and that a refusal leaves nothing."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

import pytest
from django.conf import settings as django_settings
from django.db import IntegrityError, transaction

from samspel.audit.models import AuditEntry, AuditSubject
from samspel.documents import storage
from samspel.documents.enums import Secrecy
from samspel.documents.errors import FileRefused
from samspel.documents.models import Document
from tests.cast import Town
from tests.documents import files
from tests.documents.conftest import Store


def contents() -> list[Path]:
    return [path for path in Path(django_settings.DOCUMENT_ROOT).rglob("*") if path.is_file()]


@pytest.mark.parametrize(
    ("name", "content", "file_type"),
    [
        ("rapport.pdf", files.PDF, "pdf"),
        ("bild.png", files.png(), "png"),
        ("bild.jpg", files.JPEG, "jpeg"),
        ("BILD.JPEG", files.JPEG, "jpeg"),
        ("brev.docx", files.docx(), "docx"),
        ("lista.xlsx", files.xlsx(), "xlsx"),
        ("brev.odt", files.odt(), "odt"),
        ("text.txt", files.TEXT, "txt"),
        ("lista.csv", files.CSV, "csv"),
        ("gammal.txt", "å ä ö i en gammal fil".encode("cp1252"), "txt"),
    ],
)
def test_files_of_the_types_we_take_are_stored(
    name: str, content: bytes, file_type: str, store: Store
):
    document = store(name, content)

    assert (document.name, document.file_type, document.size) == (name, file_type, len(content))
    assert document.sha256 == sha256(content).hexdigest()
    place = storage.path_of(document.sha256)
    assert place.read_bytes() == content
    assert place.relative_to(django_settings.DOCUMENT_ROOT).parts[:2] == (
        document.sha256[:2],
        document.sha256[2:4],
    )
    assert place.stat().st_mode & 0o777 == 0o600


def test_storing_is_in_the_trail_of_the_document_and_its_owner(town: Town, store: Store):
    document = store()

    entry = AuditEntry.objects.get()
    assert (entry.act, entry.subject_id) == ("documents.document.stored", document.pk)
    assert entry.facts["sha256"] == document.sha256
    assert AuditSubject.objects.get().subject_id == town.body("KS").pk


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("program.pdf", files.PROGRAM, "den är ett program"),
        ("sida.pdf", files.HTML, "den är en webbsida eller ett skript"),
        ("sida.txt", files.HTML, "den är en webbsida eller ett skript"),
        ("sida.html", files.HTML, "den är en webbsida eller ett skript"),
        ("bild.svg", b"<svg xmlns='x'/>", "den är en webbsida eller ett skript"),
        ("skript.csv", b"#!/bin/sh\nrm -rf /\n", "den är en webbsida eller ett skript"),
        ("arkiv.zip", files.zipped(a=b"x"), "filtypen tas inte emot"),
        ("arkiv.docx", files.zipped(a=b"x"), "den är skadad, eller något annat"),
        ("trasig.docx", b"PK\x03\x04 nothing more", "den är skadad, eller något annat"),
        ("avhuggen.pdf", files.PDF[:40], "den är skadad, eller något annat"),
        ("avhuggen.png", files.png()[:-12], "den är skadad, eller något annat"),
        ("binar.txt", b"abc\x00\x01\x02def", "den är skadad, eller något annat"),
        ("blank.txt", b"   \n", "den är skadad, eller något annat"),
    ],
)
def test_what_we_do_not_take_is_refused_with_what_it_is(
    name: str, content: bytes, says: str, store: Store
):
    with pytest.raises(FileRefused, match=says):
        store(name, content)

    assert not Document.objects.exists()
    assert not AuditEntry.objects.exists()
    assert contents() == []


@pytest.mark.parametrize(
    ("name", "content", "media_type"),
    [
        ("rapport.docx", files.PDF, ""),
        ("rapport", files.PDF, ""),
        ("bild.png", files.JPEG, ""),
        ("lista.xlsx", files.docx(), ""),
        ("rapport.pdf", files.PDF, "image/png"),
    ],
)
def test_a_file_that_lies_about_its_type_is_refused(
    name: str, content: bytes, media_type: str, store: Store
):
    with pytest.raises(FileRefused, match="utger sig för att vara något annat"):
        store(name, content, media_type=media_type)

    assert not Document.objects.exists()
    assert contents() == []


def test_a_table_declared_as_text_or_as_excel_is_taken(store: Store):
    assert store("lista.csv", files.CSV, media_type="text/plain").file_type == "csv"
    assert store("b.csv", files.CSV, media_type="application/vnd.ms-excel").file_type == "csv"


def test_a_file_that_swells_is_refused(store: Store):
    with pytest.raises(FileRefused, match="orimligt stor när den öppnas"):
        store("bomb.docx", files.bomb())

    assert contents() == []


def test_a_file_of_too_many_parts_is_refused(store: Store):
    parts = {f"word/{number}": b"" for number in range(5001)}

    with pytest.raises(FileRefused, match="orimligt stor"):
        store("bomb.docx", files.docx(**parts))


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (files.docx(**{"word/vbaProject.bin": b"x"}), "makron"),
        (files.odt(**{"Basic/script.xml": b"x"}), "makron"),
        (files.docx(**{"../../etc/passwd": b"x"}), "låst eller skadad"),
        (files.docx(**{"/etc/passwd": b"x"}), "låst eller skadad"),
    ],
)
def test_macros_and_parts_that_point_out_are_refused(content: bytes, says: str, store: Store):
    name = "brev.odt" if b"opendocument" in content else "brev.docx"

    with pytest.raises(FileRefused, match=says):
        store(name, content)


def test_an_empty_file_is_refused(store: Store):
    with pytest.raises(FileRefused, match="Filen är tom"):
        store("tom.txt", b"")


def test_a_file_larger_than_we_take_is_refused_and_says_how_large(
    store: Store, settings: object
):
    settings.DOCUMENT_MAX_BYTES = 2 * 1024 * 1024  # type: ignore[attr-defined]
    exactly = files.TEXT + b"a" * (2 * 1024 * 1024 - len(files.TEXT))

    assert store("stor.txt", exactly).size == 2 * 1024 * 1024
    with pytest.raises(FileRefused, match=r"3 MB\. Vi tar emot filer på högst 2 MB"):
        store("storre.txt", exactly + b"a")


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("../../etc/passwd.txt", "passwd.txt"),
        ("C:\\temp\\rapport.txt", "rapport.txt"),
        ("a\x00b\r\nc.txt", "abc.txt"),
        ("rapport\u202etxt.exe.txt", "rapporttxt.exe.txt"),
        ("  .dold.txt ", "dold.txt"),
        ("Köket på Åsö.txt", "Köket på Åsö.txt"),
        ("x" * 300 + ".txt", "x" * 110 + ".txt"),
    ],
)
def test_a_name_has_no_folders_and_no_control_characters(given: str, kept: str, store: Store):
    assert store("a.txt", files.TEXT, name=given).name == kept


def test_the_same_content_is_kept_once(store: Store):
    first, second = store("a.pdf"), store("b.pdf")

    assert first.sha256 == second.sha256
    assert len(contents()) == 1


def test_a_marked_document_is_named_by_number_in_the_trail(store: Store):
    document = store("Anna Ekelofs sjukdom.pdf", secrecy="OSL 26 kap. 1 §")

    assert (document.secrecy, document.secrecy_ground) == (Secrecy.SECRET, "OSL 26 kap. 1 §")
    assert "sjukdom" not in AuditEntry.objects.get().subject_name


def test_a_full_disk_is_said_and_leaves_nothing(store: Store, monkeypatch: pytest.MonkeyPatch):
    def full(_handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)

    with pytest.raises(FileRefused, match="disken är full"):
        store()

    assert not Document.objects.exists()
    assert contents() == []


def test_an_act_that_rolls_back_leaves_no_row(store: Store):
    with transaction.atomic():
        store()
        transaction.set_rollback(True)

    assert not Document.objects.exists()
    assert not AuditEntry.objects.exists()


@pytest.mark.parametrize(
    "wrong",
    [
        {"secrecy": "secret", "secrecy_ground": ""},
        {"secrecy": "none", "secrecy_ground": "OSL 26 kap."},
        {"size": 0},
    ],
)
def test_the_database_refuses_what_makes_no_sense(wrong: dict[str, object], store: Store):
    document = store()

    with pytest.raises(IntegrityError), transaction.atomic():
        Document.objects.filter(pk=document.pk).update(**wrong)
