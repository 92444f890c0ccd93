"""The notice as files: the packs that the viewer may have, and the supplement."""

from __future__ import annotations

from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from samspel.audit.actors import Actor
from samspel.kit import web
from samspel.kit.rows import FileRow
from samspel.meetings import policies, queries
from samspel.meetings.enums import MeetingState
from samspel.meetings.models import Meeting
from samspel.meetings.models.packs import NoticePack
from samspel.meetings.queries import following
from samspel.meetings.services import packing
from samspel.meetings.web.fetching import actor_of, kept_meeting, seen_meeting


@login_required
@require_safe
def packs(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Show the packs of a meeting, and to the secretary what is in none of them yet."""
    found, actor = seen_meeting(request, uuid), actor_of(request)
    if not queries.reads_body(actor, found.body_id):
        raise Http404
    keeps = policies.may_keep(found.body_id, actor) and found.state == MeetingState.CALLED
    late = packing.late_items(found) if keeps else []
    shown = following.packs_visible_to(actor, found)
    context = {
        "meeting": found,
        "files": [pack_row(each) for each in shown],
        "along": [pack_row(each) for each in _along(actor, found, shown)],
        "late": [each.title for each in late],
        "keeps": keeps,
        "has_pack": bool(shown),
    }
    return web.page(request, "meetings/packs.html", context)


def _along(actor: Actor, meeting: Meeting, shown: list[NoticePack]) -> list[NoticePack]:
    """Give the packs to take along, where those shown hold what should not be."""
    holds_closed = any(each.document and each.document.is_secret for each in shown)
    return following.open_packs(actor, meeting) if holds_closed else []


def pack_row(pack: NoticePack) -> FileRow:
    """Give a pack as a file to open, with its pages."""
    document = pack.document
    first, last = pack.first_page, pack.last_page
    pages = _("s. %(first)s–%(last)s") % {"first": first, "last": last}
    if first == last:
        pages = _("s. %(page)s") % {"page": first}
    closed = _("med slutna ärenden") if document and document.is_secret else ""
    return FileRow(
        name=packing.file_title(pack),
        url=reverse("documents:download", args=[document.uuid]) if document else "",
        kind="PDF",
        size=document.size if document else None,
        note=", ".join(each for each in (pages, closed) if each),
    )


@login_required
@require_POST
def make(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Make the notice's pack, or a supplement of what has come since."""
    found = kept_meeting(request, uuid)
    return web.act(
        request,
        lambda: packing.make_pack(found, at=timezone.now(), actor=actor_of(request)),
        reverse("meetings:packs", args=[uuid]),
        lambda pack: _("%(name)s är klar.") % {"name": packing.file_title(pack)},
    )
