"""Reading a file for import: any encoding, any delimiter, a sheet, and what is refused."""

import datetime as dt
import io
import zipfile

import pytest
from openpyxl import Workbook

from samspel.people.calculation import sheets
from samspel.people.calculation.cells import (
    read_count,
    read_day,
    read_yes_no,
    split_list,
    split_name,
)
from samspel.people.calculation.columns import guess_columns, known_headings
from samspel.people.calculation.guessing import Guesses
from samspel.people.calculation.sheets import UnreadableFile, read_sheet
from samspel.people.enums import ImportKind

TABLE = "Namn;Organ\nÅke Öberg;KS\nÉva Ängström;SN\n"
ROWS = [["Åke Öberg", "KS"], ["Éva Ängström", "SN"]]


@pytest.mark.parametrize(
    ("content", "encoding"),
    [
        (TABLE.encode(), "UTF-8"),
        (TABLE.encode("utf-8-sig"), "UTF-8"),
        (TABLE.encode("latin-1"), "Windows-1252"),
        (TABLE.encode("utf-16"), "UTF-16"),
        (b"Namn;Organ\n\x81ke \xd6berg;KS\n", "ISO 8859-1"),
    ],
)
def test_text_is_read_in_the_encoding_that_it_is_written_in(content, encoding):
    sheet = read_sheet(content)

    assert sheet.header == ["Namn", "Organ"]
    assert sheet.read_as["encoding"] == encoding
    assert sheet.rows[0][0].endswith("Öberg")


@pytest.mark.parametrize("delimiter", [";", ",", "\t", "|"])
def test_the_delimiter_is_found(delimiter):
    sheet = read_sheet(TABLE.replace(";", delimiter).encode())

    assert (sheet.header, sheet.rows) == (["Namn", "Organ"], ROWS)
    assert sheet.read_as["delimiter"] == delimiter


def test_commas_within_cells_do_not_mislead():
    sheet = read_sheet(b'Namn;Organ\n"Ek, Bo";KS\n"Ahl, Tomas";SN\n')

    assert sheet.rows == [["Ek, Bo", "KS"], ["Ahl, Tomas", "SN"]]


def test_a_title_above_the_headings_is_passed_over():
    content = b"Lista;\n;\nNamn;Organ;Parti\nBo Ek;KS;S\n"

    sheet = read_sheet(content, known_headings(ImportKind.MANDATES))

    assert (sheet.header, sheet.rows, sheet.first_row) == (
        ["Namn", "Organ", "Parti"],
        [["Bo Ek", "KS", "S"]],
        4,
    )


def test_headings_are_told_apart_and_rows_evened_out():
    sheet = read_sheet(b"Namn;Namn;;Organ\nBo;Ek\nAnna;E;x;KS;for mycket\n")

    assert sheet.header == ["Namn", "Namn (2)", "Kolumn C", "Organ"]
    assert sheet.rows == [["Bo", "Ek", "", ""], ["Anna", "E", "x", "KS"]]


def workbook(rows):
    book = Workbook()
    book.active.title = "Tom"
    sheet = book.create_sheet("Ledamöter")
    for row in rows:
        sheet.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def test_a_workbook_is_read_from_its_first_sheet_with_rows():
    content = workbook(
        [["Namn", "Från", "Plats"], ["Bo Ek", dt.date(2027, 1, 1), 2.0], ["Anna E", None, None]]
    )

    sheet = read_sheet(content)

    assert sheet.header == ["Namn", "Från", "Plats"]
    assert sheet.rows == [["Bo Ek", "2027-01-01", "2"], ["Anna E", "", ""]]
    assert sheet.read_as == {"sheet": "Ledamöter", "heading_row": "1"}


def test_a_formula_is_read_as_its_value_and_never_run():
    sheet = read_sheet(workbook([["Namn", "Organ"], ['=HYPERLINK("http://x","Bo")', "KS"]]))

    assert sheet.rows == [["", "KS"]]  # never calculated, so it has no value


def test_our_own_export_is_read_back_without_its_guard_against_formulas():
    assert read_sheet(b"Namn;Telefon\nBo Ek;'+46 70\n").rows == [["Bo Ek", "+46 70"]]


def zipped(**parts):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name.replace("__", "/") + ".xml", content)
    return out.getvalue()


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"", "tom"),
        (b" \n\n", "tom"),
        (b"%PDF-1.7 ...", "varken CSV eller Excel"),
        (b"\x89PNG\r\n", "varken CSV eller Excel"),
        (b"\xd0\xcf\x11\xe0 old", r"gamla format \(.xls\)"),
        (b"a\x00b\x00c", "varken CSV eller Excel"),
        (b"bara ett ord\nper rad\n", "ingen rad med rubriker"),
        (b"Namn;Organ\n", "inga rader"),
        (b"PK\x03\x04 not a zip", "skadad"),
        (zipped(word__document="<x/>"), "arkiv och ingen Excelfil"),
        (zipped(xl__workbook="0" * 30_000_000), "orimligt stor"),
        (zipped(xl__workbook="<!DOCTYPE x [<!ENTITY a 'b'>]>"), "orimligt stor"),
    ],
)
def test_what_is_no_table_is_refused_with_the_reason(content, why):
    with pytest.raises(UnreadableFile, match=why):
        read_sheet(content)


def test_a_file_that_is_too_large_is_refused():
    with pytest.raises(UnreadableFile, match="större än 10 MB"):
        read_sheet(b"a;b\n" * 3_000_000)


def test_more_rows_than_the_most_are_refused(monkeypatch):
    monkeypatch.setattr(sheets, "MOST_ROWS", 3)

    assert len(read_sheet(b"a;b\n" + b"1;2\n" * 3).rows) == 3
    with pytest.raises(UnreadableFile, match="fler än 3 rader"):
        read_sheet(b"a;b\n" + b"1;2\n" * 4)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2027-01-02", dt.date(2027, 1, 2)),
        ("20270102", dt.date(2027, 1, 2)),
        ("2027-01-02 00:00:00", dt.date(2027, 1, 2)),
        ("2/1/2027", dt.date(2027, 1, 2)),
        ("2.1.2027", dt.date(2027, 1, 2)),
        ("2027-02-30", None),
        ("i morgon", None),
        ("27-01-02", None),
    ],
)
def test_days_are_read_as_they_are_written(text, day):
    assert read_day(text) == day


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Anna Ekelöf", ("Anna", "Ekelöf")),
        ("Ekelöf, Anna", ("Anna", "Ekelöf")),
        ("Lars-Åke von Norén", ("Lars-Åke", "von Norén")),
        ("Anna Maria Ekelöf", ("Anna Maria", "Ekelöf")),
        ("Madonna", ("Madonna", "")),
        ("", ("", "")),
    ],
)
def test_a_whole_name_is_parted(text, name):
    assert split_name(text) == name


def test_other_cells_are_read_or_not():
    assert [read_count(text) for text in ("1", "12.", "0", "x", "1000")] == [
        1,
        12,
        None,
        None,
        None,
    ]
    assert [read_yes_no(text) for text in ("ja", "X", "", "nej", "kanske")] == [
        True,
        True,
        False,
        False,
        None,
    ]
    assert split_list("KS, SN och BUN") == ["KS", "SN", "BUN"]


def test_columns_are_guessed_from_the_headings_of_valmyndigheten():
    header = ["Valtyp", "Parti", "Partiförkortning", "Namn", "Tillträdesdatum", "Invalsordning"]

    guessed = guess_columns(header, ImportKind.MANDATES)

    assert guessed == {"body": 0, "party": 1, "name": 3, "valid_from": 4, "order": 5}


def test_what_a_heading_meant_before_comes_first():
    header = ["Parti", "Partiförkortning"]

    guessed = guess_columns(header, ImportKind.MANDATES, {"partiförkortning": "party"})

    assert guessed == {"party": 1}


def test_an_unknown_word_is_guessed_until_there_is_no_time_for_more():
    names = ["björkskolans kök", "kvarnskolans kök"]
    guesses = Guesses(most=4)

    found = [
        guesses.nearest("unit", word, names)
        for word in ("björkskolan kök", "storskolan", "kvarnskolan kök", "björkskolan kök")
    ]

    assert found == ["björkskolans kök", "", "", "björkskolans kök"]


def damaged_books():
    """Give workbooks with a part cut short, or taken away, or with a byte that is another."""
    book = Workbook()
    for row in (["Namn", "Organ"], ["Bo Ek", "KS"]):
        book.active.append(row)
    out = io.BytesIO()
    book.save(out)
    whole = out.getvalue()
    with zipfile.ZipFile(io.BytesIO(whole)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    for name in ("xl/workbook.xml", "xl/worksheets/sheet1.xml", "docProps/core.xml"):
        yield _packed({**parts, name: parts[name][: len(parts[name]) // 2]})
    at = whole.index(b"xl/workbook.xml") + 60
    yield whole[:at] + bytes([whole[at] ^ 0xFF]) + whole[at + 1 :]


def _packed(parts):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()


def test_a_damaged_workbook_is_refused_in_words():
    for content in damaged_books():
        with pytest.raises(UnreadableFile, match="skadad"):
            read_sheet(content)


def test_a_cell_without_end_is_refused_in_words():
    with pytest.raises(UnreadableFile, match="kolumner"):
        read_sheet(b'Namn;Organ\n"' + b"x" * 200_000)


def test_a_day_until_further_notice_is_no_day_that_can_be_reckoned_with():
    assert read_day("9999-12-31") is None
