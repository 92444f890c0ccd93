"""Many documents set side by side: in their order, from data made by whoever asks."""

import datetime as dt
from contextlib import closing
from threading import get_ident

import pypdfium2 as pdfium
import pytest

from samspel.kit import pdf

MADE = dt.datetime(2026, 11, 12, 9, 30, tzinfo=dt.UTC)


def _told(number, seen):
    """Give a document, the first ones longer than those after them; say who made the data."""
    seen.append(get_ident())
    blocks = [{"kind": "text", "text": f"Besked {number}."}] * (40 if number == 0 else 1)
    return {"title": f"Besked {number}", "date": [2026, 11, 12], "blocks": blocks}


def _shown(content):
    with closing(pdfium.PdfDocument(content)) as file:
        return file[0].get_textpage().get_text_range()


def test_documents_set_side_by_side_come_in_their_order_and_as_if_set_alone():
    seen = []

    made = list(
        pdf.written_each(
            (_told(number, seen) for number in range(5)),
            made_at=MADE,
            template=pdf.DOCUMENT,
        )
    )

    assert [f"Besked {number}." in _shown(each) for number, each in enumerate(made)] == [
        True
    ] * 5
    assert made[3] == pdf.written(_told(3, []), made_at=MADE)
    assert {*seen} == {get_ident()}


def test_a_document_that_fails_among_many_is_told_and_the_next_ones_can_be_set():
    faulty = {"title": "Utan dag", "blocks": []}

    with pytest.raises(pdf.PrintingFailed):
        list(pdf.written_each([_told(1, []), faulty], made_at=MADE, template=pdf.DOCUMENT))

    assert "Besked 2." in _shown(pdf.written(_told(2, []), made_at=MADE))
