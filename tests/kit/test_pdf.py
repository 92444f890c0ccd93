"""A large document is forgotten when it is made: what makes it again takes no more memory."""

from __future__ import annotations

import datetime as dt
import os
from pathlib import Path

import pytest

from samspel.kit import pdf

MADE = dt.datetime(2026, 11, 12, 9, 30, tzinfo=dt.UTC)
MOST = 60_000_000  # bytes: about what one of the documents takes


def resident() -> int:
    return int(Path("/proc/self/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")


def payments(seed: int) -> dict[str, object]:
    """Give a year's payments to eighty persons, others each time."""
    rows = [[f"2026-03-{day:02d}", f"Möte {seed}", f"{seed * day},00"] for day in range(1, 29)]
    return {
        "title": "Utbetalat",
        "author": "Lindåkra kommun",
        "lang": "sv",
        "date": [2026, 11, 12],
        "header": ["Lindåkra kommun", "2026"],
        "page-words": "Sida %s av %s",
        "total-words": "Tillsammans",
        "heads": ["Dag", "Vad", "Kronor"],
        "total": "1",
        "note": str(seed),
        "persons": [{"name": f"Person {n}", "sum": "1", "rows": rows * 2} for n in range(80)],
    }


@pytest.mark.soak(still=True)
@pytest.mark.skipif(not Path("/proc/self/statm").exists(), reason="no /proc here")
def test_large_documents_leave_no_memory_behind():
    def printed(seed: int) -> None:
        pdf.written(payments(seed), made_at=MADE, template="remuneration/printing/total.typ")

    for seed in (1, 2):
        printed(seed)
    before = resident()
    for seed in range(3, 9):
        printed(seed)

    assert resident() - before < MOST
