"""What a pack is to hold: a meeting's items and papers as plain values, and for whom."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from django.conf import settings
from django.db.models import Exists, F, OuterRef, Prefetch
from django.utils.translation import gettext as _

from samspel.documents import storage
from samspel.documents.enums import FileType
from samspel.foundation.dates import say_date, say_span
from samspel.kit.enums import label_of
from samspel.kit.language import current
from samspel.meetings.enums import ItemKind
from samspel.meetings.models import (
    AgendaAttachment,
    AgendaInvitee,
    AgendaItem,
    AgendaPlacement,
    Meeting,
)
from samspel.meetings.models.packs import NoticePack, PackPart
from samspel.meetings.pack import compose
from samspel.meetings.pack.shape import Item, Pack, Paper, Words

_PICTURES = {FileType.PNG: "png", FileType.JPEG: "jpg"}
_WORDS = {FileType.TXT, FileType.CSV}
_MOST_WORDS = 60_000


@dataclass(frozen=True, slots=True)
class PackSource:
    """A full pack, with what its keys stand for and what only the full edition may hold."""

    pack: Pack
    items: list[AgendaItem]
    keys: dict[str, tuple[int, int | None]]
    closed: frozenset[str]


def gathered(
    meeting: Meeting, *, since: NoticePack | None = None, sizes: bool = True
) -> PackSource:
    """Give all that the notice is to hold, or what no pack holds yet; three statements.

    With ``sizes`` false the files are not opened, for whoever only asks what is new.
    """
    items = [each for each in _items(meeting) if since is None or _is_new(each)]
    files: dict[str, Path] = {}
    pictures: dict[str, bytes] = {}
    shaped = []
    for item in items:
        papers = [
            _paper(paper, files, pictures) if sizes else Paper(str(paper.pk), "")
            for paper in _papers(item, since)
        ]
        shaped.append(_item(item, tuple(papers), is_supplement=since is not None))
    pack = _pack(meeting, since, tuple(shaped))
    return PackSource(
        pack=replace(pack, files=files, pictures=pictures),
        items=items,
        keys=_keys(items),
        closed=_closed(items),
    )


def _items(meeting: Meeting) -> list[AgendaItem]:
    late = AgendaPlacement.objects.filter(
        item=OuterRef("pk"), meeting=meeting, left_at__isnull=True, is_late=True
    )
    packed = PackPart.objects.filter(pack__meeting=meeting, item=OuterRef("pk"))
    paper_packed = PackPart.objects.filter(pack__meeting=meeting, attachment=OuterRef("pk"))
    papers = AgendaAttachment.objects.select_related("document").annotate(
        is_packed=Exists(paper_packed)
    )
    asked = AgendaInvitee.objects.filter(cancelled_at__isnull=True).select_related("person")
    return list(
        meeting.items.annotate(
            is_late=Exists(late),
            is_packed=Exists(packed),
            case_number=F("handling__case_number"),
        )
        .prefetch_related(
            Prefetch("attachments", papers, to_attr="all_papers"),
            Prefetch("invitees", asked, to_attr="now_invited"),
        )
        .order_by("position")
    )


def _papers(item: AgendaItem, since: NoticePack | None) -> list[AgendaAttachment]:
    """Give the item's papers that are neither removed nor, in a supplement, packed already."""
    return [
        each
        for each in item.all_papers  # type: ignore[attr-defined]  # given by the query
        if not (each.document and each.document.removed_at)
        and (since is None or not each.is_packed)
    ]


def _is_new(item: AgendaItem) -> bool:
    """Whether the item, or one of its papers, is in no pack of the meeting."""
    papers = item.all_papers  # type: ignore[attr-defined]  # given by the query
    late_and_unpacked = item.is_late and not item.is_packed  # type: ignore[attr-defined]  # given by the query
    return late_and_unpacked or any(
        not each.is_packed and not (each.document and each.document.removed_at)
        for each in papers
    )


def _item(item: AgendaItem, papers: tuple[Paper, ...], *, is_supplement: bool) -> Item:
    notes = [f"{each.person.name}" for each in item.now_invited]  # type: ignore[attr-defined]  # given by the query
    invited = _("Inbjuden: %(names)s") % {"names": ", ".join(notes)} if notes else ""
    closed = _("Slutet ärende") if item.is_closed else ""
    number = item.case_number  # type: ignore[attr-defined]  # given by the query
    # A message has nothing to decide, and often nothing to read: say what it is.
    kind = label_of(ItemKind, item.kind) if item.kind == ItemKind.NOTICE else ""
    shown = tuple(each for each in (number, kind, closed, invited) if each)
    late = bool(item.is_late) or is_supplement  # type: ignore[attr-defined]  # given by the query
    return Item(
        key=str(item.pk),
        number=f"{item.position}.",
        title=item.title,
        text=item.text,
        notes=shown,
        papers=papers,
        late=late,
    )


def _paper(
    paper: AgendaAttachment, files: dict[str, Path], pictures: dict[str, bytes]
) -> Paper:
    key, document = str(paper.pk), paper.document
    if document is None:
        note = _("Läs i Samspel: %(url)s") % {"url": _whole(paper.url)}
        return Paper(key, paper.title, note=note)
    path = storage.path_of(document.sha256)
    kind = FileType(document.file_type)
    if kind == FileType.PDF and (sheets := compose.sheets_of(path)):
        files[key] = path
        return Paper(key, paper.title, sheets=sheets)
    readable = (kind in _PICTURES or kind in _WORDS) and path.is_file()
    content = path.read_bytes() if readable else b""
    if kind in _PICTURES and content:
        name = f"{key}.{_PICTURES[kind]}"
        pictures[name] = content
        return Paper(key, paper.title, picture=name)
    if kind in _WORDS and content:
        return Paper(key, paper.title, words=content.decode("utf-8", "replace")[:_MOST_WORDS])
    note = _("Handlingen är av typen %(kind)s och öppnas i Samspel, vid ärendet.")
    return Paper(key, paper.title, note=note % {"kind": document.type_in_words})


def _whole(url: str) -> str:
    """Give an address of ours as it is written outside the product."""
    return f"{settings.BASE_URL.rstrip('/')}{url}" if url.startswith("/") else url


def _pack(meeting: Meeting, since: NoticePack | None, items: tuple[Item, ...]) -> Pack:
    lang = current()
    is_first = since is None
    number = {"number": since.number} if since else {}
    return Pack(
        title=_("Kallelse") if is_first else _("Tilläggskallelse %(number)s") % number,
        body=meeting.body.name,
        when=say_span(meeting.starts_at, meeting.ends_at, now=None, lang=lang),
        place=meeting.place,
        lead=_("Du kallas till sammanträde. Kan du inte komma, så svara i Samspel.")
        if is_first
        else _("De här ärendena och handlingarna har tillkommit sedan kallelsen."),
        foot=f"{meeting.body.name}, {say_date(meeting.day, lang)}",
        words=Words(
            lang=lang,
            agenda=_("Föredragningslista") if is_first else _("Tillkommande ärenden"),
            papers=_("Handlingar"),
            page=_("s."),
            late=_("tillkom efter kallelsen"),
            left_out=_("sidorna {from}–{to} är slutna och finns inte i den här utgåvan"),
            nothing=_("Inga handlingar"),
            continues=_("forts."),
        ),
        items=items,
        first_page=since.last_page + 1 if since else 1,
    )


def _keys(items: list[AgendaItem]) -> dict[str, tuple[int, int | None]]:
    """Give what the marks of the drawing stand for: an item, or a paper of it."""
    keys: dict[str, tuple[int, int | None]] = {}
    for item in items:
        keys[f"i{item.pk}"] = (item.pk, None)
        for paper in item.all_papers:  # type: ignore[attr-defined]  # given by the query
            keys[f"p{paper.pk}"] = (item.pk, paper.pk)
    return keys


def _closed(items: list[AgendaItem]) -> frozenset[str]:
    """Give the keys of what only those inside the body may have."""
    closed = {f"i{item.pk}" for item in items if item.is_closed}
    secret = {
        f"p{paper.pk}"
        for item in items
        for paper in item.all_papers  # type: ignore[attr-defined]  # given by the query
        if paper.document and paper.document.is_secret
    }
    return frozenset(closed | secret)


def for_the_open(source: PackSource, pages: dict[str, tuple[int, int]]) -> Pack:
    """Give the pack as the open edition has it: the same numbers, without what is closed.

    The very same pack where nothing is closed.
    """
    if not source.closed:
        return source.pack
    items = tuple(_item_for_the_open(each, source.closed, pages) for each in source.pack.items)
    shown = {paper.key for item in items for paper in item.papers if not paper.hidden}
    kept = {key: path for key, path in source.pack.files.items() if key in shown}
    drawn = {
        name: content
        for name, content in source.pack.pictures.items()
        if name.partition(".")[0] in shown
    }
    return replace(source.pack, items=items, files=kept, pictures=drawn)


def _item_for_the_open(
    item: Item, closed: frozenset[str], pages: dict[str, tuple[int, int]]
) -> Item:
    first, last = _span(item, pages)
    if f"i{item.key}" in closed:
        return Item(
            key=item.key,
            number=item.number,
            title=_("Slutet ärende"),
            late=item.late,
            hidden=first > 0,
            starts=first or None,
            ends=last or None,
        )
    papers = tuple(_paper_for_the_open(paper, closed, pages) for paper in item.papers)
    return replace(item, papers=papers, starts=first or None)


def _paper_for_the_open(
    paper: Paper, closed: frozenset[str], pages: dict[str, tuple[int, int]]
) -> Paper:
    first, last = pages[f"p{paper.key}"]
    if f"p{paper.key}" in closed:
        return Paper(paper.key, _("Sekretess"), hidden=True, starts=first, ends=last)
    return replace(paper, starts=first)


def _span(item: Item, pages: dict[str, tuple[int, int]]) -> tuple[int, int]:
    """Give the first and the last page of an item with all its papers; zeros for none."""
    keys = [f"i{item.key}", *(f"p{paper.key}" for paper in item.papers)]
    own = [pages[key] for key in keys if key in pages]
    return (min(a for a, _b in own), max(b for _a, b in own)) if own else (0, 0)
