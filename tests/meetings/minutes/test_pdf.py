"""The PDF's structure: tagged, in Swedish, titled, with headings, table headers and fonts."""

from __future__ import annotations

import itertools
import json

import pikepdf
import pytest

from samspel.kit import pdf
from samspel.meetings.calculation import record as r
from samspel.meetings.calculation.minutes import document, plain
from samspel.meetings.enums import ProposalKind, QuestionKind
from tests.meetings.minutes import records as make
from tests.meetings.minutes.reading import text_of
from tests.meetings.minutes.tools import run

MADE = make.at(12)


def record():
    ballot = make.roll_call((make.CHAIR, make.BO), (make.LENA,))
    voted = make.item(
        7,
        proposals=(make.proposal(1, ProposalKind.REJECTION, make.LENA),),
        questions=(
            make.question(QuestionKind.MAIN, (r.DRAFT, r.REJECT), r.DRAFT, ballot=ballot),
        ),
        decision=make.decided("Taxan antas.", "Den gäller från 2027."),
        reservations=(r.ReservationRecord(1, (make.LENA,), make.at(15), 1, "Fel väg."),),
    )
    return make.meeting(make.proposing(), make.contested(), voted)


def printed(tmp_path, *, large=False):
    found = record()
    data = document(text_of(found), day=found.day, author="Exempel kommun", large=large)
    attached = pdf.Attached("protokoll.json", json.dumps(plain(found)), description="Som data")
    path = tmp_path / "protokoll.pdf"
    path.write_bytes(pdf.written(data, made_at=MADE, attached=attached))
    return path


def structure(file):
    """Every structure element of the file, in order: its kind and its dictionary."""
    waiting, found = [file.Root.StructTreeRoot], []
    while waiting:
        element = waiting.pop(0)
        if not isinstance(element, pikepdf.Dictionary):
            continue
        if "/S" in element:
            found.append((str(element.S), element))
        kids = element.get("/K", [])
        listed = list(kids) if isinstance(kids, pikepdf.Array) else [kids]
        waiting = [k for k in listed if isinstance(k, pikepdf.Dictionary)] + waiting
    return found


@pytest.mark.parametrize("large", [False, True])
def test_the_file_is_tagged_named_in_swedish_and_has_its_fonts(tmp_path, large):
    path = printed(tmp_path, large=large)

    with pikepdf.open(path) as file:
        root = file.Root
        metadata = root.Metadata.read_bytes().decode()
        fonts = [
            font for page in file.pages for font in page.Resources.get("/Font", {}).values()
        ]
        kinds = [kind for kind, _element in structure(file)]

        assert bool(root.MarkInfo.Marked)
        assert str(root.Lang).startswith("sv")
        assert bool(root.ViewerPreferences.DisplayDocTitle)
        assert "Protokoll Kommunstyrelsen 2026-06-03" in str(file.docinfo["/Title"])
        assert "<pdfuaid:part>1</pdfuaid:part>" in metadata
        assert "<pdfaid:part>3</pdfaid:part>" in metadata
        assert "<pdfaid:conformance>A</pdfaid:conformance>" in metadata
        assert fonts
        assert all(_is_embedded(font) for font in fonts)
        assert kinds.count("/H1") == 1
        assert kinds.count("/H2") >= 4
        assert "/BlockQuote" in kinds
        assert ("/Table" in kinds) is not large
        assert run("qpdf", "--check", path).returncode == 0


def _is_embedded(font):
    descendant = font.DescendantFonts[0] if "/DescendantFonts" in font else font
    about = descendant.FontDescriptor
    return any(key in about for key in ("/FontFile", "/FontFile2", "/FontFile3"))


def test_every_table_heading_has_its_scope_and_no_heading_level_is_skipped(tmp_path):
    with pikepdf.open(printed(tmp_path)) as file:
        elements = structure(file)

        heads = [each for kind, each in elements if kind == "/TH"]
        figures = [each for kind, each in elements if kind == "/Figure"]
        levels = [
            int(kind[2:]) for kind, _each in elements if kind[:2] == "/H" and kind[2:].isdigit()
        ]

        assert heads
        assert all("Scope" in str(each.A) for each in heads)
        assert all("/Alt" in each for each in figures)
        assert all(next_ - this <= 1 for this, next_ in itertools.pairwise(levels))


def test_what_machines_read_lies_inside_and_is_the_record(tmp_path):
    with pikepdf.open(printed(tmp_path)) as file:
        attached = file.attachments["protokoll.json"]
        kept = json.loads(attached.get_file().read_bytes())

    assert kept["body"]["name"] == "Kommunstyrelsen"
    assert [each["paragraph"] for each in kept["items"]] == ["§ 138", "§ 146", "§ 7"]


def test_the_same_data_at_the_same_moment_gives_the_same_bytes(tmp_path):
    first = printed(tmp_path).read_bytes()

    assert printed(tmp_path).read_bytes() == first


def test_text_is_never_markup_and_what_no_font_has_becomes_a_box():
    strange = '#read("/etc/passwd") *fet* <b> @ref $x$ 😀 中 α Ж'
    data = {
        "title": strange,
        "date": [2026, 1, 1],
        "blocks": [{"kind": "title", "text": strange}, {"kind": "text", "text": strange}],
    }

    content = pdf.written(data, made_at=MADE)

    assert content.startswith(b"%PDF-1.7")


def test_a_template_and_data_that_do_not_fit_are_a_fault_that_says_so():
    data = {"title": "x", "date": [2026, 1, 1], "blocks": [{"kind": "finns-inte"}]}

    with pytest.raises(pdf.PrintingFailed, match="no such block"):
        pdf.written(data, made_at=MADE)
