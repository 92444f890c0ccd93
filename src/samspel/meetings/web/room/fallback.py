"""The paper fallback: the meeting's forms to fill in by hand, drawn in advance."""

from __future__ import annotations

import json
import tempfile
from pathlib import Path

from django.utils.translation import gettext as _

from samspel.foundation.dates import say_span
from samspel.kit.language import current
from samspel.kit.pdf import FONTS
from samspel.meetings.calculation.room import Attendant
from samspel.meetings.enums import SeatKind
from samspel.meetings.queries.workbench import Bench
from samspel.people.queries import MemberRow, members_of

_TEMPLATE = Path(__file__).with_name("fallback.typ")


def drawn(bench: Bench) -> bytes:
    """Give the paper as a PDF: the roll, then a sheet for each item with room to write."""
    import typst  # noqa: PLC0415  large, and few processes print

    source = _TEMPLATE.read_text(encoding="utf-8")
    data = json.dumps(_data(bench), ensure_ascii=False)
    with tempfile.TemporaryDirectory(prefix="samspel-reserv-") as folder:
        path = Path(folder) / "fallback.typ"
        path.write_text(source, encoding="utf-8")
        file = typst.compile(
            str(path), root=folder, sys_inputs={"data": data}, font_paths=[str(FONTS)]
        )
    assert isinstance(file, bytes)  # noqa: S101  one file is asked for
    return file


def _data(bench: Bench) -> dict[str, object]:
    meeting, lang = bench.meeting, current()
    points = list((bench.item.facts.get("draft_points") or []) if bench.item else [])
    shown = bench.item.entry.item_id if bench.item else 0
    return {
        "lang": lang,
        "title": _("Reservblanketter"),
        "body": meeting.body.name,
        "when": say_span(meeting.starts_at, meeting.ends_at, now=None, lang=lang),
        "roll": [_person(each) for each in _people(bench)],
        "items": [
            {
                "number": f"{each.position}.",
                "title": each.title,
                "points": points if each.item_id == shown else [],
            }
            for each in bench.entries
        ],
        "words": {
            "roll": _("Upprop"),
            "name": _("Namn"),
            "came": _("Kom"),
            "left": _("Gick"),
            "for": _("För"),
            "yes": _("Ja"),
            "no": _("Nej"),
            "abstains": _("Avstår"),
            "opened": _("Öppnat kl."),
            "closed": _("Avslutat kl."),
            "proposals": _("Yrkanden (vem, vad, vilka instämmer)"),
            "question": _("Propositionsordning och utfall"),
            "vote": _("Omröstning"),
            "decision": _("Beslut"),
            "reservation": _("Reservation, anteckning, jäv (vem, när ut och in)"),
            "lead": _(
                "Skriv här om systemet inte går att nå. För in det i efterhand: alla "
                "klockslag går att ange."
            ),
        },
    }


def _people(bench: Bench) -> list[Attendant | MemberRow]:
    """Give the list of the meeting, or the body's seats while no list is made."""
    elected = [each for each in bench.people if SeatKind(each.seat).is_elected_to_body]
    return [*elected] or [*members_of(bench.meeting.body_id, bench.meeting.day)]


def _person(each: Attendant | MemberRow) -> dict[str, object]:
    is_substitute = (
        each.is_substitute if isinstance(each, MemberRow) else each.seat == SeatKind.SUBSTITUTE
    )
    return {"name": each.name, "party": each.party, "substitute": is_substitute}
