"""Rows to payroll are kept exactly, so that what was sent can be taken back."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest

from samspel.remuneration.calculation.layout import Batch, columns_file, layout_of
from samspel.remuneration.calculation.pay_rows import PayRow, as_text, from_text

ROW = PayRow(
    "189001139816",
    "4711",
    "Lena Strand",
    "KS",
    dt.date(2026, 3, 4),
    "510",
    "Arvode",
    'Sammanträde ”A" \\ B',
    Decimal("1.50"),
    Decimal("-1210.30"),
    "",
)


@pytest.mark.parametrize("rows", [[], [ROW], [ROW, ROW.reversed(), ROW._replace(name="")]])
def test_what_is_kept_of_rows_gives_the_same_rows_back(rows):
    assert from_text(as_text(rows)) == rows


def test_the_character_between_texts_is_in_none_of_them():
    assert from_text(as_text([ROW._replace(name="Le\x1fna")])) == [ROW._replace(name="Lena")]


@pytest.mark.parametrize(
    ("column", "written"),
    [
        ({"field": "batch"}, "b-1"),
        ({"field": "payday", "days": "%y%m%d"}, "260327"),
        ({"field": "number"}, "1"),
        ({"field": "empty", "width": 3}, "   "),
        ({"field": "amount", "sign": "always"}, "-1210,30"),
        ({"field": "hours", "sign": "always"}, "+1,50"),
        ({"field": "amount", "sign": "none"}, "1210,30"),
    ],
)
def test_a_column_holds_what_the_layout_says_in_the_way_it_says(column, written):
    layout = layout_of(
        {
            "columns": [column],
            "separator": ";",
            "decimal_sign": ",",
            "encoding": "utf-8",
            "line_end": "lf",
            "has_header": False,
            "kind": "columns",
        }
    )

    made = columns_file([ROW], layout, Batch("b-1", dt.date(2026, 3, 27)))

    assert made.decode() == written + "\n"
