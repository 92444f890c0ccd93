"""The notice as one file: page numbers, editions, supplements, and whose it is."""

import io
from types import SimpleNamespace

import pikepdf
import pypdfium2
import pytest
import typst
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from samspel.documents.models import Document
from samspel.meetings.enums import Route
from samspel.meetings.errors import MeetingRefused, MeetingsNotAllowed
from samspel.meetings.models.packs import NoticePack, PackPart
from samspel.meetings.queries.following import pages_of
from samspel.meetings.services import attach_upload, enter_item, place_item
from samspel.meetings.services.packing import late_items, make_pack, send_notice
from tests.cast import PERSONS
from tests.meetings.acting import NOW, acts, opened, planned, told

SECRET = "Omplacering av en namngiven medarbetare"


def _pdf(pages, words="Sida", width="210mm"):
    leaves = "\n#pagebreak()\n".join(f"{words} {number}" for number in range(1, pages + 1))
    return typst.compile(f"#set page(width: {width}, height: 297mm)\n{leaves}".encode())


def _text(pack):
    whole = pypdfium2.PdfDocument(io.BytesIO(_bytes(pack)))
    return [page.get_textpage().get_text_range() for page in whole]


def _bytes(pack):
    from samspel.documents import storage  # noqa: PLC0415  only to read what was kept

    return storage.path_of(pack.document.sha256).read_bytes()


@pytest.fixture
def scene(town):
    """KS is called to a meeting with an open item, a closed one and a secret paper."""
    ingrid = town.actor("ingrid")
    meeting = planned(town, 12, 9)
    report = opened(town, attachments=[("Rapporten", "/besok/1/")])

    def item(title, **facts):
        return enter_item(town.body("KS"), title=title, at=NOW, actor=ingrid, **facts)

    def paper(owner, name, content, **facts):
        kind = "text/plain" if name.endswith("txt") else "application/pdf"
        upload = SimpleUploadedFile(name, content, kind)
        return attach_upload(owner, upload, at=NOW, actor=ingrid, **facts)

    kitchen = item("Nytt kök på Björkskolan", text="Köket byggs om.")
    closed = item(SECRET, is_closed=True, closed_because="OSL 39 kap.")
    budget = item("Budget 2027")
    wide = paper(kitchen, "Skrivelse.pdf", _pdf(3, "Tjänsteskrivelse"))
    paper(kitchen, "Ritning.pdf", _pdf(1, "Ritning", width="420mm"))
    paper(closed, "Omplacering.pdf", _pdf(2, SECRET))
    paper(budget, "Avtal.pdf", _pdf(2, "Hemligt avtal"), secrecy="OSL 19 kap.")
    paper(budget, "Budget.pdf", _pdf(1, "Budgeten"))
    paper(budget, "anteckning.txt", "Siffrorna är preliminära.".encode())
    send_notice(meeting, at=NOW, actor=ingrid, version=meeting.version)
    meeting.refresh_from_db()
    packs = {pack.edition: pack for pack in NoticePack.objects.filter(meeting=meeting)}
    return SimpleNamespace(
        meeting=meeting,
        report=report,
        kitchen=kitchen,
        closed=closed,
        budget=budget,
        wide=wide,
        full=packs["full"],
        open=packs["open"],
        paper=paper,
        item=item,
    )


def test_every_part_begins_at_the_page_that_the_agenda_says_in_both_editions(scene):
    pages = pages_of(scene.meeting.pk)
    full = _text(scene.full)

    found = {key: full[page - 1] for key, page in pages.items()}
    front = full[0].replace("\r\n", " ")

    assert scene.full.last_page == len(full)
    assert all(f"s. {page}" in found[key] for key, page in pages.items())
    assert f"s. {pages[scene.kitchen.pk, None]}" in front
    assert "Tjänsteskrivelse 1" in full[pages[scene.kitchen.pk, scene.wide.pk] - 1]
    assert "Siffrorna är preliminära." in " ".join(full)
    numbered = {
        line.rpartition("s. ")[2].strip(): text
        for text in _text(scene.open)
        for line in text.splitlines()
        if line.startswith("Kommunstyrelsen, ")
    }
    last = pages[scene.budget.pk, None]
    assert "Budget 2027" in numbered[str(last)]
    assert "Budgeten 1" in numbered[str(last + 3)]
    assert str(last + 1) not in numbered


def test_the_open_edition_has_no_word_of_what_is_closed_or_secret(scene):
    full, shown = " ".join(_text(scene.full)), " ".join(_text(scene.open))
    raw = _bytes(scene.open)

    with pikepdf.open(io.BytesIO(raw)) as pdf:
        titles = str([entry.title for entry in pdf.open_outline().root[0].children])

    assert SECRET in full
    assert "Hemligt avtal" in full
    assert SECRET not in shown + titles
    assert "Hemligt avtal" not in shown
    assert "Avtal.pdf" not in shown + titles
    assert "är slutna och finns inte i den här utgåvan" in shown
    assert SECRET.encode() not in raw
    assert SECRET not in scene.open.document.name + scene.full.document.name


def test_the_pack_has_bookmarks_a_title_and_a_language(scene):
    with pikepdf.open(io.BytesIO(_bytes(scene.full))) as pdf:
        outline = pdf.open_outline()
        titles = [each.title for each in outline.root[0].children]
        language, title = str(pdf.Root.Lang), str(pdf.docinfo["/Title"])
        sizes = {float(page.mediabox[2]) > 1000 for page in pdf.pages}

    assert titles[:3] == [
        "Föredragningslista",
        "1. Rapport från köket på Björkskolan",
        "2. Nytt kök på Björkskolan",
    ]
    assert language == "sv"
    assert title.startswith("Kallelse, Kommunstyrelsen")
    assert sizes == {True, False}


def test_what_comes_late_becomes_one_supplement_whose_pages_go_on(town, scene):
    ingrid = town.actor("ingrid")
    late = scene.item("Sent ärende", route=Route.WAITING)
    place_item(late, scene.meeting, at=NOW, actor=ingrid)
    extra = scene.paper(scene.budget, "Nya siffror.pdf", _pdf(2, "Nya siffror"))
    waiting = [item.title for item in late_items(scene.meeting)]
    before = len(acts())

    pack = make_pack(scene.meeting, at=NOW, actor=ingrid)
    text = _text(pack)

    assert waiting == ["Budget 2027", "Sent ärende"]
    assert (pack.number, pack.first_page) == (2, scene.full.last_page + 1)
    assert "Tilläggskallelse 1" in text[0]
    assert "tillkom efter kallelsen" in text[0]
    assert "Tjänsteskrivelse" not in " ".join(text)
    assert f"s. {pages_of(scene.meeting.pk)[scene.budget.pk, extra.pk]}" in text[0]
    assert "meetings.pack.made" in acts()[before:]
    assert told("lena", town=town)[-1].startswith("Tillkommande handlingar: Kommunstyrelsen")
    with pytest.raises(MeetingRefused, match="Ingenting har tillkommit"):
        make_pack(scene.meeting, at=NOW, actor=ingrid)


def test_a_paper_that_cannot_be_opened_gets_a_page_that_says_so(town, scene):
    with pikepdf.open(io.BytesIO(_pdf(1, "Låst"))) as pdf:
        locked = io.BytesIO()
        pdf.save(locked, encryption=pikepdf.Encryption(owner="a", user="b"))
    scene.paper(scene.budget, "Låst.pdf", locked.getvalue())

    pack = make_pack(scene.meeting, at=NOW, actor=town.actor("ingrid"))

    assert "öppnas i Samspel" in " ".join(_text(pack))


def test_nobody_else_makes_a_pack_and_each_reads_their_own_edition(town, scene, as_person):
    rights = {}
    for name in PERSONS:
        with pytest.raises((MeetingsNotAllowed, MeetingRefused)) as refused:
            make_pack(scene.meeting, at=NOW, actor=town.actor(name))
        client = as_person(name)
        opened_files = "".join(
            letter
            for letter, pack in (("o", scene.open), ("f", scene.full))
            if client.get(reverse("documents:download", args=[pack.document.uuid])).status_code
            == 200
        )
        keeps = not isinstance(refused.value, MeetingsNotAllowed)
        rights[name] = opened_files + ("k" if keeps else "")

    inside = dict.fromkeys(("karin", "perolof", "lena", "ulla", "anna", "mikael"), "of")
    readers = dict.fromkeys(("margareta", "elisabet"), "o")
    nobody = dict.fromkeys(PERSONS, "")
    assert rights == {**nobody, **inside, **readers, "ingrid": "ofk"}


def test_the_page_lists_the_packs_of_ones_own_edition(scene, as_person):
    address = reverse("meetings:packs", args=[scene.meeting.uuid])

    inside, reader = (
        as_person(name).get(address).content.decode() for name in ("lena", "elisabet")
    )

    assert "med slutna ärenden" in inside
    assert "Att ta med, utan slutna ärenden" in inside
    assert scene.full.document.name.endswith(", med slutna ärenden.pdf")
    assert "slutna ärenden" not in reader + scene.open.document.name
    for shown in (inside, reader):
        assert str(scene.open.document.uuid) in shown
    assert as_person("maria").get(address).status_code == 404


def test_a_failed_drawing_leaves_neither_a_notice_nor_a_file(town, monkeypatch):
    meeting = planned(town, 12, 9)
    opened(town)
    before = acts()

    def broken(_pack):
        raise MeetingRefused("Trasigt")

    monkeypatch.setattr("samspel.meetings.pack.compose.made", broken)
    with pytest.raises(MeetingRefused):
        send_notice(meeting, at=NOW, actor=town.actor("ingrid"))

    meeting.refresh_from_db()
    assert meeting.dispatched_at is None
    assert acts() == before
    assert (NoticePack.objects.count(), PackPart.objects.count()) == (0, 0)
    assert Document.objects.count() == 0
