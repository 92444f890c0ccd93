"""Lists: sorting, paging and filters hang on the address; exports carry the whole list."""

from __future__ import annotations

import csv
import datetime as dt
import io
import re
from decimal import Decimal
from time import perf_counter

import pytest
from django.http import HttpRequest
from django.test import RequestFactory
from jinja2 import Environment
from markupsafe import Markup
from openpyxl import load_workbook

from samspel.foundation.dates import STOCKHOLM
from samspel.kit import exports, tables
from samspel.kit.tables import Cell, Column

COLUMNS = (
    Column("name", "Namn", sortable=True),
    Column("count", "Antal", number=True, sortable=True),
    Column("note", "Anmärkning", sub=True),
)
SLACK = 3
"""The machine may be busy with other tests; alone it takes two milliseconds."""

ROWS = (("Örjan", 2, "a"), ("Anna", None, "b"), (Cell("Zelda", url="/z/"), 10, "c"))


def ask(**query: str) -> HttpRequest:
    return RequestFactory().get("/lista/", query)


def names(table: tables.Table) -> list[str]:
    return [row[: row.index("</th>")].striptags() for row in table.rows]


def listed(per_page: int = 50, **query: str) -> tables.Table:
    return tables.table(
        ask(**query), COLUMNS, ROWS, caption="Alla", empty="Inga.", per_page=per_page
    )


def test_rows_keep_their_order_when_the_address_asks_for_none():
    assert names(listed()) == ["Örjan", "Anna", "Zelda"]


def test_names_are_sorted_in_swedish_order():
    assert names(listed(sortera="name")) == ["Anna", "Zelda", "Örjan"]
    assert names(listed(sortera="-name")) == ["Örjan", "Zelda", "Anna"]


def test_numbers_are_sorted_as_numbers_with_the_unknown_last_both_ways():
    assert names(listed(sortera="count")) == ["Örjan", "Zelda", "Anna"]
    assert names(listed(sortera="-count")) == ["Zelda", "Örjan", "Anna"]


@pytest.mark.parametrize("asked", ["note", "finns_inte", "-"])
def test_a_column_that_is_not_to_be_sorted_by_is_not(asked: str):
    assert names(listed(sortera=asked)) == ["Örjan", "Anna", "Zelda"]


def test_the_head_leads_to_the_other_way_and_keeps_the_filter():
    head = listed(sortera="name", visa="sena", sida="2").headings[0]

    assert (head.direction, head.url) == ("ascending", "?sortera=-name&visa=sena")
    assert listed().headings[2].url == ""


def test_the_list_is_paged_and_says_where_one_is():
    paging = listed(per_page=2, sida="2").paging

    assert (paging.page, paging.pages, paging.first, paging.last, paging.total) == (
        2,
        2,
        3,
        3,
        3,
    )
    assert (paging.previous_url, paging.next_url) == ("?", "")


@pytest.mark.parametrize(
    ("asked", "page"), [("99", 2), ("0", 1), ("-1", 1), ("två", 1), ("²", 1)]
)
def test_a_page_that_is_not_there_gives_the_nearest(asked: str, page: int):
    assert listed(per_page=2, sida=asked).paging.page == page


def test_only_the_pages_nearby_and_the_ends_are_linked_to():
    table = tables.table(
        ask(sida="10"), COLUMNS[:1], [[str(i)] for i in range(200)], caption="x", per_page=10
    )

    assert [word.label for word in table.paging.links] == ["1", "9", "10", "11", "20"]


def test_a_filter_is_words_with_addresses_and_begins_at_the_first_page():
    words = tables.filters(
        ask(visa="sena", sida="3", sortera="name"),
        "visa",
        [("", "Alla"), ("sena", "Sena")],
        {"": 7},
    )

    assert [(word.label, word.url, word.current, word.count) for word in words] == [
        ("Alla", "?sortera=name", False, 7),
        ("Sena", "?visa=sena&sortera=name", True, 0),
    ]


def test_a_saved_view_keeps_filter_and_order_only():
    assert tables.saved_view(ask(visa="sena", sida="3", format="csv")) == "visa=sena"


def test_the_table_is_drawn_with_labels_for_cards(jinja: Environment):
    html = jinja.from_string(
        '{% from "kit/components.html" import table %}{{ table(t) }}'
    ).render(t=listed(per_page=2))

    assert '<th scope="row">Örjan</th>' in html
    assert '<td data-label="Antal" class="sp-num">2</td>' in html
    assert '<td data-label="Antal" class="sp-num">–</td>' in html
    assert 'aria-sort="none"' in html
    assert re.search(r'rel="next" href="\?sida=2"', html)


def test_a_cell_is_escaped_in_every_shape():
    assert tables.content("<b>\"'&") == "&lt;b&gt;&quot;&#x27;&amp;"
    assert tables.content(Markup("<b>fet</b>")) == "<b>fet</b>"
    assert "<time>" in tables.content(Cell("b", note=Markup("<time>i dag</time>")))
    for cell in (Cell("<b>", url='"<i>'), Cell("<b>", state="<i>"), Cell("<b>", note="<i>")):
        assert "<b>" not in tables.content(cell)
        assert "<i>" not in tables.content(cell)


def test_an_empty_table_says_so(jinja: Environment):
    empty = tables.table(ask(), COLUMNS, [], caption="Alla", empty="Inga besök.")
    html = jinja.from_string(
        '{% from "kit/components.html" import table %}{{ table(t) }}'
    ).render(t=empty)

    assert "Inga besök." in html
    assert "<table" not in html


def test_two_hundred_rows_are_drawn_fast(jinja: Environment):
    rows = [
        [Cell(f"Namn {i}", url=f"/p/{i}/"), i, "not", "text", i, "slut"] for i in range(200)
    ]
    columns = [Column(str(i), f"Kolumn {i}", number=i % 2 == 1) for i in range(6)]
    table = tables.table(ask(), columns, rows, caption="Stor", per_page=200)
    template = jinja.from_string('{% from "kit/components.html" import table %}{{ table(t) }}')
    template.render(t=table)

    took = []
    for _ in range(5):
        begun = perf_counter()
        template.render(t=table)
        took.append(perf_counter() - begun)

    assert min(took) < 0.005 * SLACK


def exported(fmt: str, rows: list[list[object]]) -> bytes:
    response = exports.export(ask(format=fmt), "Besök", COLUMNS, rows)
    assert response is not None
    return response.content


def test_no_file_is_given_unless_asked_for():
    assert exports.export(ask(), "Besök", COLUMNS, []) is None
    assert exports.export(ask(format="exe"), "Besök", COLUMNS, []) is None


def test_what_a_cell_is_sorted_by_is_exported_only_where_a_spreadsheet_has_such():
    cells = [
        Cell("KS\u00a02026–\u200b2027 § 14", sort=(dt.date(2026, 1, 1), 14)),
        Cell("12 kr", sort=Decimal("12.5")),
        Markup('<span lang="sv">Råd &amp; stöd</span>'),
    ]

    content = exported("csv", [cells]).decode()

    assert content.splitlines()[1] == "KS 2026–2027 § 14;12,5;Råd & stöd"


def test_csv_opens_in_a_swedish_excel():
    content = exported(
        "csv", [[Cell("Åsa; Öberg", sort="Åsa; Öberg"), Decimal("1730.50"), None]]
    )

    text = content.decode("utf-8")
    assert text.startswith("\ufeffNamn;Antal;Anmärkning\r\n")
    assert list(csv.reader(io.StringIO(text[1:]), delimiter=";"))[1] == [
        "Åsa; Öberg",
        "1730,50",
        "",
    ]


@pytest.mark.parametrize("text", ["=1+1", "+46", "-2", "@SUM(A1)", "\t=1", "\r=1"])
def test_a_cell_never_becomes_a_formula(text: str):
    csv_text = exported("csv", [[text, 1, ""]]).decode()
    sheet = load_workbook(io.BytesIO(exported("xlsx", [[text, 1, ""]]))).active

    assert f"'{text[0]}" in csv_text
    assert sheet["A2"].data_type == "s"
    assert sheet["A2"].value.startswith("'")


def test_a_negative_number_stays_a_number():
    sheet = load_workbook(io.BytesIO(exported("xlsx", [["Anna", -5, ""]]))).active

    assert sheet["B2"].value == -5
    assert ";-5;" in exported("csv", [["Anna", -5, ""]]).decode()


def test_excel_has_a_bold_frozen_head_and_real_days():
    at = dt.datetime(2026, 11, 12, 13, tzinfo=STOCKHOLM)
    sheet = load_workbook(
        io.BytesIO(exported("xlsx", [["Anna", dt.date(2026, 11, 12), at]]))
    ).active

    assert (sheet.freeze_panes, sheet["A1"].font.bold) == ("A2", True)
    assert sheet["B2"].value == dt.datetime(2026, 11, 12)  # noqa: DTZ001
    assert sheet["C2"].value == dt.datetime(2026, 11, 12, 13)  # noqa: DTZ001
    assert sheet["B2"].number_format == "yyyy-mm-dd"
    assert sheet["C2"].number_format == "yyyy-mm-dd hh:mm"


def test_an_amount_in_excel_is_a_number_with_two_decimals():
    sheet = load_workbook(
        io.BytesIO(exported("xlsx", [["Anna", Decimal("1730.50"), 3]]))
    ).active

    assert (sheet["B2"].value, sheet["B2"].number_format) == (1730.5, "#,##0.00")
    assert (sheet["C2"].value, sheet["C2"].number_format) == (3, "General")


def test_days_instants_and_yes_or_no_are_plain_in_csv():
    at = dt.datetime(2026, 11, 12, 13, tzinfo=STOCKHOLM)

    assert (
        "2026-11-12;2026-11-12 13:00;ja"
        in exported("csv", [[dt.date(2026, 11, 12), at, True]]).decode()
    )
