"""What the views of minutes begin with: the minutes, the notice or the extract, or 404."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest

from samspel.kit.denied import allowed, or_404
from samspel.meetings import minutes_policies as policies
from samspel.meetings.models import AgendaItem, BoardNotice, Minutes, Publication
from samspel.meetings.queries.board import notice_by_uuid
from samspel.meetings.queries.minutes import minutes_seen, minutes_visible_to
from samspel.meetings.web.fetching import actor_of
from samspel.people.models import Body


def seen_minutes(request: HttpRequest, uuid: UUID) -> Minutes:
    """Give the minutes at the address, if the person may read them whole; else 404."""
    return or_404(minutes_seen(actor_of(request), uuid))


def kept_minutes(request: HttpRequest, uuid: UUID) -> Minutes:
    """Give the minutes at the address, for whoever keeps the body; 403 for others."""
    found = seen_minutes(request, uuid)
    require_kept(request, found.meeting.body)
    return found


def kept_minutes_in_short(request: HttpRequest, uuid: UUID) -> Minutes:
    """Give the same without who signs it and its wordings; one statement."""
    found = or_404(minutes_visible_to(actor_of(request)).filter(uuid=uuid).first())
    require_kept(request, found.meeting.body)
    return found


def kept_notice(request: HttpRequest, uuid: UUID) -> BoardNotice:
    """Give the notice at the address, for whoever keeps its body."""
    found = or_404(notice_by_uuid(uuid))
    require_kept(request, found.body)
    return found


def kept_publication(request: HttpRequest, uuid: UUID) -> Publication:
    """Give the newest version for the web of the minutes at the address, where one is begun."""
    minutes = kept_minutes(request, uuid)
    found = Publication.objects.select_related("minutes__meeting__body").filter(minutes=minutes)
    return or_404(found.last())


def require_kept(request: HttpRequest, body: Body) -> None:
    """Answer 403, with the reason, to whoever does not keep the body."""
    allowed(policies.require_may_keep, body, actor_of(request))


def item_in(minutes: Minutes, uuid: UUID) -> AgendaItem:
    """Give an item of the minutes' meeting; else 404."""
    return or_404(AgendaItem.objects.filter(meeting=minutes.meeting, uuid=uuid).first())
