"""A pack made into one PDF: Typst draws every page, then the papers are laid under theirs.

All page numbers come out of one drawing, so that the agenda, the foot of every page and
the bookmarks can't disagree. A paper that can't be read gets a page that says so.
"""

from __future__ import annotations

import io
import json
import tempfile
import threading
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

from samspel.foundation.text import hold_sections
from samspel.kit.pdf import FONTS
from samspel.meetings.pack.shape import Item, Made, Pack, Paper

if TYPE_CHECKING:
    import pikepdf

_TEMPLATE = Path(__file__).with_name("notice.typ")
_LOCK = threading.Lock()
_FOUND = "found.json"
_MM = 72 / 25.4
# Where a paper lies on its page: the strips above and below are for heading and number.
_TOP, _BOTTOM, _SIDE = 9 * _MM, 12 * _MM, 3 * _MM
A4 = (595.28, 841.89)


def sheets_of(file: Path) -> tuple[tuple[float, float], ...]:
    """Give the sizes of a PDF's pages as they are read, turned and in points.

    Empty for what can't be opened: gone, broken, or locked with a password.
    """
    import pikepdf  # noqa: PLC0415  large, and few processes make packs

    try:
        with pikepdf.open(file) as pdf:
            return tuple(_size(page) for page in pdf.pages)
    except (pikepdf.PdfError, pikepdf.PasswordError, ValueError, OSError):
        return ()


def _size(page: pikepdf.Page) -> tuple[float, float]:
    left, low, right, high = (float(each) for each in page.cropbox)
    width, height = abs(right - left), abs(high - low)
    if int(page.obj.get("/Rotate", 0)) % 180:
        width, height = height, width
    return (round(width, 2) or A4[0], round(height, 2) or A4[1])


def made(pack: Pack) -> Made:
    """Draw the pack and lay its papers in; give the file with the pages of each part."""
    import pikepdf  # noqa: PLC0415  large, and few processes make packs

    with pikepdf.open(io.BytesIO(drawn_only(pack))) as whole:
        found = json.loads(whole.attachments[_FOUND].get_file().read_bytes())
        del whole.Root.Names["/EmbeddedFiles"]
        _lay_in(whole, found["sheets"], pack.files)
        out = io.BytesIO()
        whole.save(
            out,
            object_stream_mode=pikepdf.ObjectStreamMode.generate,
            compress_streams=True,
            deterministic_id=True,
        )
    last = int(found["last"])
    return Made(out.getvalue(), _spans(found["parts"], last), last)


def drawn_only(pack: Pack) -> bytes:
    """Draw the pack's own pages, with none of the papers laid in: what Typst alone takes.

    Inside the file lies where its parts and sheets are.
    """
    import typst  # noqa: PLC0415  large, and few processes make packs

    with tempfile.TemporaryDirectory(prefix="samspel-pack-") as folder, _LOCK:
        for name, content in pack.pictures.items():
            (Path(folder) / name).write_bytes(content)
        source = Path(folder) / "notice.typ"
        source.write_bytes(_TEMPLATE.read_bytes())
        # The product's own fonts and no others: the pack looks the same on every machine.
        drawn = typst.Compiler(
            input=str(source),
            root=folder,
            font_paths=[str(FONTS)],
            ignore_system_fonts=True,
            sys_inputs={"data": _as_json(pack)},
        ).compile(format="pdf")
    assert isinstance(drawn, bytes)  # noqa: S101  one file is asked for
    return drawn


def _as_json(pack: Pack) -> str:
    data = {
        name: getattr(pack, name)
        for name in ("title", "body", "when", "place", "lead", "foot", "first_page")
    }
    data["words"] = asdict(pack.words)
    data["items"] = [_item(each) for each in pack.items]
    return hold_sections(json.dumps(data, ensure_ascii=False))


def _item(item: Item) -> dict[str, object]:
    return {**asdict(item), "sheet": item.has_sheet, "papers": [_paper(p) for p in item.papers]}


def _paper(paper: Paper) -> dict[str, object]:
    return asdict(paper)


def _spans(parts: list[dict[str, object]], last: int) -> dict[str, tuple[int, int]]:
    """Give the first and the last page of each part: it ends where the next begins."""
    numbers = [int(str(part["number"])) for part in parts]
    ends = [following - 1 for following in [*numbers[1:], last + 1][: len(numbers)]]
    return {
        str(part["key"]): (number, max(number, end))
        for part, number, end in zip(parts, numbers, ends, strict=True)
    }


def _lay_in(
    whole: pikepdf.Pdf, sheets: list[dict[str, object]], files: dict[str, Path]
) -> None:
    """Lay each page of the papers under the page that was drawn for it."""
    import pikepdf  # noqa: PLC0415  large, and few processes make packs

    by_paper: dict[str, list[tuple[int, int]]] = {}
    for each in sheets:
        place = (int(str(each["sheet"])) - 1, int(str(each["index"])))
        by_paper.setdefault(str(each["paper"]), []).append(place)
    pages = list(whole.pages)
    for key, places in by_paper.items():
        with pikepdf.open(files[key]) as paper:
            for target, index in places:
                _lay_under(pages[target], whole.copy_foreign(_form(paper.pages[index])))


def _lay_under(page: pikepdf.Page, form: pikepdf.Object) -> None:
    """Lay a form under what was drawn on the page, as a piece of content before the page's own.

    It restores what it sets, so that the page's own content can stay as it lies packed.
    """
    import pikepdf  # noqa: PLC0415  large, and few processes make packs

    _with_resources_of_its_own(page)
    name = page.add_resource(form, pikepdf.Name.XObject)
    placed = page.calc_form_xobject_placement(
        form,
        name,
        _room(page),
        invert_transformations=True,
        allow_shrink=True,
        allow_expand=True,
    )
    page.contents_add(placed, prepend=True)


def _form(page: pikepdf.Page) -> pikepdf.Object:
    """Give a paper's page as a picture that a page can carry: its content as it lies packed.

    What lies in several pieces, is turned or serves several pages is unpacked and put
    together by qpdf, and packed again when the whole is written; most papers need not.
    """
    import pikepdf  # noqa: PLC0415  large, and few processes make packs

    content = page.obj.get("/Contents")
    is_turned = int(page.obj.get("/Rotate", 0)) % 360 or "/UserUnit" in page.obj
    if not isinstance(content, pikepdf.Stream) or "/Type" in content or is_turned:
        return page.as_form_xobject()
    content.Type = pikepdf.Name.XObject
    content.Subtype = pikepdf.Name.Form
    content.BBox = page.trimbox
    content.Resources = page.obj.get("/Resources", pikepdf.Dictionary())
    if "/Group" in page.obj:
        content.Group = page.obj.Group
    return content


def _with_resources_of_its_own(page: pikepdf.Page) -> None:
    """Part the page's resources from the others': Typst lets all pages share the same.

    Else every page would name every paper, and the list grow with each.
    """
    import pikepdf  # noqa: PLC0415  large, and few processes make packs

    shared = page.obj.get("/Resources", pikepdf.Dictionary())
    own = {key: value for key, value in shared.items() if key != "/XObject"}
    page.obj["/Resources"] = pikepdf.Dictionary(
        {**own, "/XObject": pikepdf.Dictionary(dict(shared.get("/XObject", {}).items()))}
    )


def _room(page: pikepdf.Page) -> pikepdf.Rectangle:
    """Give where on the page the paper lies, between the strips."""
    import pikepdf  # noqa: PLC0415  large, and few processes make packs

    _left, _low, width, height = (float(each) for each in page.mediabox)
    return pikepdf.Rectangle(_SIDE, _BOTTOM, width - _SIDE, height - _TOP)
