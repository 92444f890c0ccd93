"""Where a person begins on a new page of the total, beside the pages as they are printed."""

from __future__ import annotations

import datetime as dt
from contextlib import closing

import pypdfium2 as pdfium

from samspel.kit import pdf
from samspel.remuneration.calculation.sheets import begun_anew
from samspel.remuneration.queries.papers import TOTAL

FOOT = 62.4  # points: the margin below
LEFT_EMPTY = 54.9 + 5 * 11.8 + 12.8  # a name, five rows and one row's fault
ONE = 40  # rows of a line each: with their name two thirds of a page


def total(sizes: list[int], anew: list[bool]) -> dict[str, object]:
    row = ["2026-03-01", "Sammanträdesarvode: Kommunstyrelsen", "1 150,00"]
    return {
        "title": "Ersättning",
        "author": "Lindåkra kommun",
        "lang": "sv",
        "date": [2026, 11, 12],
        "header": ["Lindåkra kommun", ""],
        "page-words": "Sida %s av %s",
        "total-words": "Tillsammans",
        "heads": ["Dag", "Ersättning", "Kronor"],
        "total": "1",
        "note": "Före skatt.",
        "persons": [
            {
                "name": f"Person {number}",
                "sum": "1",
                "rows": [row] * size,
                "lines": [1] * size,
                "loose": [],
                "anew": is_anew,
            }
            for number, (size, is_anew) in enumerate(zip(sizes, anew, strict=True))
        ],
    }


def test_a_name_with_less_than_five_rows_below_it_begins_a_new_page():
    # Title, name, heads and 42 rows leave 118 points of a page: the next name, its heads and
    # five rows take 114. With one row more they don't have room.
    assert begun_anew([[1] * (ONE + 2), [1] * 20]) == [False, False]
    assert begun_anew([[1] * (ONE + 3), [1] * 20]) == [False, True]


def test_a_person_of_few_rows_stays_when_all_of_them_have_room():
    assert begun_anew([[1] * (ONE + 3), [1] * 4]) == [False, False]
    assert begun_anew([[1] * (ONE + 3), [1, 1, 1, 2]]) == [False, True]


def test_nobody_is_sent_on_where_the_page_ends_by_itself():
    assert begun_anew([[1] * (ONE + 9), [1] * 20]) == [False, True]
    assert begun_anew([[1] * (ONE + 10), [1] * 20]) == [False, False]


def test_nobody_is_sent_on_when_it_is_not_known_where_the_page_is():
    rows = [1] * (ONE - 10) + [2] * 5

    assert begun_anew([rows, [1] * 20]) == [False, False]
    assert begun_anew([[1] * 7 + rows, [1] * 20]) == [False, True]
    assert begun_anew([[1] * 7 + [0 if each == 2 else each for each in rows], [1] * 20]) == [
        False,
        False,
    ]


def test_no_page_is_left_emptier_than_a_name_and_five_rows():
    sizes = [3 + number * 7 % 31 for number in range(40)]
    anew = begun_anew([[1] * size for size in sizes])

    made = pdf.written(
        total(sizes, anew), made_at=dt.datetime(2026, 11, 12, tzinfo=dt.UTC), template=TOTAL
    )

    with closing(pdfium.PdfDocument(made)) as document:
        starts, lowest = [], []
        for page in document:
            text = page.get_textpage()
            words = text.get_text_bounded()
            boxes = [text.get_charbox(n)[1] for n in range(text.count_chars())]
            lowest.append(min(bottom for bottom in boxes if bottom > FOOT))
            starts.append(words)
        assert max(lowest[:-1]) < FOOT + LEFT_EMPTY
        begun = [number for number, is_anew in enumerate(anew) if is_anew]
        assert len(begun) > 2
        for number in begun:
            (page_words,) = [each for each in starts if f"Person {number}:" in each]
            assert page_words.index(f"Person {number}:") < page_words.index("Dag")
