"""Saving while somebody writes: what the page sent, and what it is told back.

A page says which version each section was read with. What was saved makes a new
version, which the page is told, so that its next save stands on it. Where somebody else
has saved in between, the page is told so in words, and nothing is lost.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from urllib.parse import quote

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from samspel.foundation.numbers import whole
from samspel.visits.services.writing import Conflict

CONFLICT = 409
TEXT, VERSION = "text-", "version-"


@dataclass(frozen=True, slots=True)
class Clash:
    """A section that somebody else had saved in between."""

    key: str
    conflict: Conflict


@dataclass(slots=True)
class Saved:
    """What came of saving the sections that were sent."""

    versions: dict[str, int] = field(default_factory=dict)
    conflicts: list[Clash] = field(default_factory=list)

    def add(self, key: str, version: int, conflict: Conflict | None) -> None:
        """Note what came of one section. A conflict keeps the version that was read."""
        if conflict is None:
            self.versions[key] = version
        else:
            self.conflicts.append(Clash(key, conflict))


def sent_sections(request: HttpRequest, keys: Iterable[str]) -> Iterator[tuple[str, str, int]]:
    """Give the sections that were sent: key, text, and the version the page was read with."""
    for key in keys:
        text = request.POST.get(f"{TEXT}{key}")
        version = whole(request.POST.get(f"{VERSION}{key}", ""))
        if text is None or version is None:
            continue
        yield key, text.replace("\r\n", "\n"), version


def answer_to_autosave(saved: Saved, saved_at: str) -> HttpResponse:
    """Tell the page its new versions and the time; or, with 409, that texts must be joined."""
    response = HttpResponse(status=CONFLICT if saved.conflicts else 204)
    response["X-Saved-At"] = saved_at
    response["X-Versions"] = ", ".join(f"{key}={n}" for key, n in saved.versions.items())
    if saved.conflicts:
        name = saved.conflicts[0].conflict.their_name
        say = _(
            "%(name)s har sparat i samma avsnitt. Båda texterna finns kvar. "
            "Läs in sidan på nytt så ser du dem."
        ) % {"name": name}
        response["X-Say"] = quote(say)  # headers are ASCII
    return response
