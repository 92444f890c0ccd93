"""A person's calendar feed, under an address that only the person knows."""

from __future__ import annotations

import datetime as dt
from hashlib import sha256

from django.http import HttpRequest, HttpResponse, HttpResponseNotModified
from django.utils import timezone
from django.utils.http import parse_etags, quote_etag
from django.utils.translation import override
from django.views.decorators.http import require_safe

from samspel.foundation import calendar_objects, dates
from samspel.kit.denied import or_404
from samspel.messaging import feeds, queries
from samspel.messaging.events import CANCEL, CalendarEvent
from samspel.messaging.mail import absolute
from samspel.people.models import Person


@require_safe
def feed(request: HttpRequest, token: str) -> HttpResponse:
    """Give the feed that the secret leads to; 404 for a secret that leads nowhere."""
    person = or_404(queries.feed_owner(token))
    content = _written(person, timezone.now())
    etag = quote_etag(sha256(content).hexdigest())
    if etag in parse_etags(request.headers.get("If-None-Match", "")):
        return _private(HttpResponseNotModified(), etag)
    return _private(HttpResponse(content, content_type="text/calendar; charset=utf-8"), etag)


def _private(response: HttpResponse, etag: str) -> HttpResponse:
    response.headers["ETag"] = etag
    response.headers["Cache-Control"] = "private, no-cache"
    response.headers["X-Robots-Tag"] = "noindex"
    response.headers["Referrer-Policy"] = "no-referrer"
    return response


def _written(person: Person, now: dt.datetime) -> bytes:
    """Write the feed. Of a person with a protected identity no place is told."""
    with override("sv"):
        today = dates.local_day(now)
        changed = queries.changes_of(person.pk)
        events = [
            _event(
                event,
                stamp=event.changed_at or changed.get(event.uid) or dates.start_of_day(today),
                is_veiled=person.is_protected,
            )
            for event in feeds.events_for(person, today)
        ]
        return calendar_objects.feed(queries.municipality_name(), events)


def _event(
    event: CalendarEvent, *, stamp: dt.datetime, is_veiled: bool
) -> calendar_objects.CalendarEvent:
    return calendar_objects.CalendarEvent(
        uid=event.uid,
        sequence=event.sequence,
        summary=event.summary,
        start=event.start,
        end=event.end,
        stamp=stamp,
        place="" if is_veiled else event.place,
        url=absolute(event.url) if event.url else "",
        description=event.description,
        is_cancelled=event.method is CANCEL,
    )
