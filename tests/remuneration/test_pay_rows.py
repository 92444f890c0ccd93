"""Rows to payroll are kept exactly, so that what was sent can be taken back."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest

from samspel.remuneration.calculation.bookkeeping import balanced, bookings
from samspel.remuneration.calculation.layout import (
    Batch,
    Fault,
    Layout,
    Unfit,
    columns_file,
    layout_of,
)
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
BATCH = Batch("b-1", dt.date(2026, 3, 27))


def layout_with(column: dict[str, object], **others: object) -> Layout:
    """Give a layout of one column."""
    usual = {
        "separator": ";",
        "decimal_sign": ",",
        "encoding": "utf-8",
        "line_end": "lf",
        "has_header": False,
        "kind": "columns",
    }
    return layout_of({"columns": [column], **usual, **others})


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
        ({"field": "hours", "sign": "none"}, "1,50"),
        ({"field": "hours", "decimals": 1}, "1,5"),
        ({"field": "amount", "width": 10, "align": "right", "pad": "0"}, "-001210,30"),
        (
            {"field": "hours", "width": 7, "align": "right", "pad": "0", "sign": "always"},
            "+001,50",
        ),
        ({"field": "amount", "width": 10, "align": "right", "sign": "after"}, "  1210,30-"),
        (
            {"field": "amount", "width": 10, "align": "right", "pad": "0", "sign": "after"},
            "001210,30-",
        ),
        ({"field": "name", "width": 6}, "Lena S"),
    ],
)
def test_a_column_holds_what_the_layout_says_in_the_way_it_says(column, written):
    made = columns_file([ROW], layout_with(column), BATCH)

    assert made.decode() == written + "\n"


@pytest.mark.parametrize(
    ("column", "fault"),
    [
        ({"field": "amount", "sign": "none"}, Fault.SIGN),
        ({"field": "amount", "decimals": 0}, Fault.DECIMALS),
        ({"field": "amount", "width": 4}, Fault.WIDTH),
        ({"field": "code", "width": 2}, Fault.WIDTH),
        ({"field": "employee_number", "width": 3}, Fault.WIDTH),
        ({"field": "on", "width": 8}, Fault.WIDTH),
        ({"field": "batch", "width": 2}, Fault.WIDTH),
        ({"field": "body", "width": 1}, Fault.WIDTH),
    ],
)
def test_what_would_be_read_as_something_else_is_never_written(column, fault):
    with pytest.raises(Unfit) as unfit:
        columns_file([ROW], layout_with(column), BATCH)

    assert unfit.value.fault is fault


@pytest.mark.parametrize(
    "told",
    [
        {"column": {"field": "amount", "pad": "0", "width": 12}},
        {"column": {"field": "amount", "pad": "--", "width": 12}},
        {"column": {"field": "amount", "width": -1}},
        {"column": {"field": "amount", "decimals": -1}},
        {"column": {"field": "amount"}, "separator": ","},
    ],
)
def test_a_layout_that_would_make_a_figure_another_can_not_be_read(told):
    with pytest.raises(ValueError, match=r"figure|written|separates"):
        layout_with(**told)


@pytest.mark.parametrize(
    ("encoding", "written"),
    [("utf-8", "Łena Åś–"), ("cp1252", "Lena Ås–"), ("iso-8859-1", "Lena Ås-")],
)
def test_a_letter_that_the_encoding_lacks_loses_its_accent_and_no_column_its_width(
    encoding, written
):
    layout = layout_with({"field": "name", "width": 9}, encoding=encoding)

    made = columns_file([ROW._replace(name="Łena Åś–")], layout, BATCH)

    assert made.decode(encoding) == written + " \n"


def test_headings_that_nobody_has_written_are_no_empty_line():
    made = columns_file([ROW], layout_with({"field": "code"}, has_header=True), BATCH)
    headed = {"field": "code", "title": "Art", "width": 5}

    assert made == b"510\n"
    assert columns_file([ROW], layout_with(headed, has_header=True), BATCH) == (
        b"Art  \n510  \n"
    )


def test_amounts_may_be_told_in_ore_without_a_decimal_sign():
    made = columns_file([ROW], layout_with({"field": "amount"}, decimal_sign=""), BATCH)

    assert made == b"-121030\n"


def test_bookings_against_a_counter_account_add_up_to_nothing():
    rows = bookings([ROW._replace(account="5011-KS"), ROW._replace(account="5011-SN")], ROW.on)

    made = balanced(rows, "2890")

    assert [(row.account, row.amount) for row in made] == [
        ("5011-KS", Decimal("-1210.30")),
        ("5011-SN", Decimal("-1210.30")),
        ("2890", Decimal("2420.60")),
    ]
    assert balanced(rows, "") == rows
    assert balanced([], "2890") == []
