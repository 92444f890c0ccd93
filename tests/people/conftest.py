"""What the register's tests share: a check that nothing was written, and audit entries."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial

import pytest

from samspel.audit.models import AuditEntry
from tests.everything import everything as written

everything = partial(written, "people", "audit")


@pytest.fixture
def nothing_written(db):
    """A context manager: what stands inside neither changes the register nor logs anything."""

    @contextmanager
    def checking() -> Iterator[None]:
        before = everything()
        yield
        assert everything() == before

    return checking


@pytest.fixture
def acts(db):
    """Give a function that lists the acts logged since the test began, oldest first."""
    last = AuditEntry.objects.order_by("-id").values_list("id", flat=True).first() or 0

    def logged() -> list[str]:
        rows = AuditEntry.objects.filter(id__gt=last).order_by("id")
        return list(rows.values_list("act", flat=True))

    return logged


@pytest.fixture
def heard(request):
    """Give a function that collects what a signal is sent with."""
    undo = []

    def listen(signal):
        calls = []

        def receiver(sender, row, actor, **_rest):
            calls.append((row, actor))

        signal.connect(receiver, weak=False)
        undo.append((signal, receiver))
        return calls

    yield listen
    for signal, receiver in undo:
        signal.disconnect(receiver)
