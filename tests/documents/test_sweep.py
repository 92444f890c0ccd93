"""Files without a row are swept; files that a row names, or an act is about to, are not."""

from __future__ import annotations

import datetime as dt
import os
import threading
from typing import Any

import pytest
from django.db import connection, transaction

from samspel.audit.models import AuditEntry
from samspel.documents import storage, tasks
from samspel.documents.models import Document
from samspel.documents.services import sweep_orphans, weed
from tests import cast
from tests.conftest import NOW
from tests.documents import files
from tests.documents.conftest import OWNER, Store

OLD = (NOW - dt.timedelta(days=2)).timestamp()


def lost(content: bytes) -> str:
    """Put a content that no row names, two days old."""
    stored = storage.put([content])
    os.utime(storage.path_of(stored.sha256), (OLD, OLD))
    return stored.sha256


def test_a_file_without_a_row_is_removed_and_others_stay(store: Store):
    document = store()
    os.utime(storage.path_of(document.sha256), (OLD, OLD))
    digest = lost(b"nobody's")

    tasks.sweep_orphans()

    assert not storage.path_of(digest).exists()
    assert storage.path_of(document.sha256).exists()


def test_a_file_that_was_just_put_is_left_alone(db: None):
    stored = storage.put([b"just now"])
    os.utime(storage.path_of(stored.sha256), (NOW.timestamp(), NOW.timestamp()))

    assert sweep_orphans(before=NOW - dt.timedelta(days=1)) == 0
    assert storage.path_of(stored.sha256).exists()


def test_what_is_weeded_is_gone_when_no_document_in_use_has_the_same_content(
    store: Store, town: cast.Town, django_capture_on_commit_callbacks: Any
):
    first, same = store(), store()
    path = storage.path_of(first.sha256)
    there = []

    for document in (first, same):
        with django_capture_on_commit_callbacks(execute=True):
            assert weed([document], actor=town.actor("tomas"), at=NOW) == 1
        there.append(path.exists())

    assert (first.sha256, there) == (same.sha256, [True, False])
    assert AuditEntry.objects.filter(act="documents.document.weeded").count() == 2


def test_an_upload_that_broke_off_is_removed(db: None):
    def breaking() -> object:
        yield b"half"
        raise OSError(28, "No space left on device")

    with pytest.raises(OSError, match="No space"):
        storage.put(breaking())  # type: ignore[arg-type]
    left = storage.root() / "under_uppladdning" / "killed"
    left.write_bytes(b"half")
    os.utime(left, (OLD, OLD))

    assert sweep_orphans(before=NOW) == 1
    assert [path for path in storage.root().rglob("*") if path.is_file()] == []


def test_the_sweep_leaves_a_content_that_an_act_is_about_to_name(committed_db: None):
    digest = lost(files.PDF)
    in_place, swept = threading.Event(), threading.Event()

    def storing() -> None:
        try:
            with transaction.atomic():
                storage.put([files.PDF])
                in_place.set()
                swept.wait(20)
                Document.objects.create(
                    owner_type=OWNER,
                    owner_id=cast.town().body("KS").pk,
                    name="a.pdf",
                    file_type="pdf",
                    size=1,
                    sha256=digest,
                    uploaded_by_name="Ingrid Falk",
                    uploaded_at=NOW,
                )
        finally:
            connection.close()

    act = threading.Thread(target=storing)
    act.start()
    assert in_place.wait(20)
    assert sweep_orphans(before=NOW) == 0
    swept.set()
    act.join()

    assert storage.path_of(digest).exists()
    assert Document.objects.get().sha256 == digest
    assert sweep_orphans(before=NOW) == 0
