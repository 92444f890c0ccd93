"""An officer's report as the data of a printed document: blocks in order, no markup."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class PrintedReport:
    """What a report holds, as plain values. ``sections`` are pairs of heading and text."""

    municipality: str
    registry_number: str
    title: str
    writer: str
    to_body: str
    day: dt.date
    is_ready: bool
    sections: tuple[tuple[str, str], ...]
    proposal: tuple[str, ...]


def document(report: PrintedReport) -> dict[str, Any]:
    """Give the data of the PDF (kit/printing/document.typ): the proposal first, then why."""
    word = "Tjänsteskrivelse" if report.is_ready else "Tjänsteskrivelse, utkast"
    return {
        "title": report.title,
        "author": [report.municipality],
        "subject": f"{word} {report.registry_number}",
        "lang": "sv",
        "date": [report.day.year, report.day.month, report.day.day],
        "header": [
            ", ".join(filter(None, (report.municipality, word))),
            report.registry_number,
        ],
        "page-words": "Sida %s av %s",
        "large": False,
        "blocks": [
            {"kind": "title", "text": report.title},
            {
                "kind": "facts",
                "rows": [
                    ["Ärende", [report.registry_number]],
                    ["Datum", [report.day.isoformat()]],
                    ["Handläggare", [report.writer]],
                    ["Till", [report.to_body]],
                ],
            },
            *_proposal(report.proposal),
            *(block for heading, text in report.sections for block in _section(heading, text)),
        ],
    }


def _proposal(points: Sequence[str]) -> list[dict[str, Any]]:
    if not points:
        return []
    return [
        {"kind": "heading", "level": 2, "text": "Förslag till beslut"},
        {"kind": "points", "items": list(points), "numbered": len(points) > 1},
    ]


def _section(heading: str, text: str) -> list[dict[str, Any]]:
    """Give a section's heading and paragraphs; nothing for one that is empty."""
    paragraphs = [each.strip() for each in text.split("\n\n") if each.strip()]
    if not paragraphs:
        return []
    return [
        {"kind": "heading", "level": 2, "text": heading},
        *({"kind": "text", "text": each} for each in paragraphs),
    ]
