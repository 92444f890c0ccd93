"""Printing: what is pasted into a text stops no document; a large one is forgotten again."""

from __future__ import annotations

import datetime as dt
import os
from contextlib import closing
from pathlib import Path

import pypdfium2 as pdfium
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
        "persons": [
            {
                "name": f"Person {n}",
                "sum": "1",
                "rows": rows * 2,
                "lines": [1] * len(rows) * 2,
                "loose": [],
                "anew": False,
            }
            for n in range(80)
        ],
    }


def test_what_is_pasted_from_elsewhere_stops_no_document():
    # A control, a byte order mark, Word's bullet, a private and an unassigned character.
    text = "Punkt\x01 ett\ufeff \uf0b7 två \ue000 tre \u0378 fyra \\u0001"
    data = {
        "title": "Protokoll\x0b",
        "date": [2026, 11, 12],
        "blocks": [{"kind": "text", "text": text}],
    }

    content = pdf.written(data, made_at=MADE)

    with closing(pdfium.PdfDocument(content)) as file:
        shown = file[0].get_textpage().get_text_range()
    assert f"Punkt ett • två {pdf.MISSING} tre {pdf.MISSING} fyra \\u0001" in shown


@pytest.mark.parametrize("large", [False, True])
def test_no_word_is_so_long_that_it_runs_off_the_page(large):
    word = "Kommunfullmäktigeledamotsuppdragsersättningsreglementesändringsförslag"
    block = {"kind": "table", "heads": ["A", "B"], "rows": [[word, word]], "columns": [1, 1]}
    data = {
        "title": "Protokoll",
        "lang": "sv",
        "date": [2026, 11, 12],
        "large": large,
        "blocks": [
            {"kind": "title", "text": "Protokoll"},
            {"kind": "heading", "level": 2, "text": word},
            {"kind": "quote", "text": f"{word} {word}"},
            {"kind": "points", "items": [word]},
            block,
        ],
    }

    content = pdf.written(data, made_at=MADE)

    with closing(pdfium.PdfDocument(content)) as file:
        for page in file:
            text = page.get_textpage()
            boxes = [text.get_charbox(n) for n in range(text.count_chars())]
            assert max(right for _left, _bottom, right, _top in boxes) <= page.get_width()


@pytest.mark.soak(still=True)
@pytest.mark.skipif(not Path("/proc/self/statm").exists(), reason="no /proc here")
def test_large_documents_leave_no_memory_behind():
    def printed(seed: int) -> None:
        pdf.written(payments(seed), made_at=MADE, template="remuneration/printing/total.typ")
        pdf.forgotten()

    for seed in (1, 2):
        printed(seed)
    before = resident()
    for seed in range(3, 9):
        printed(seed)

    assert resident() - before < MOST
