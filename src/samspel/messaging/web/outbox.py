"""The administrator's outbox, and the demo's page of what would have been sent."""

from __future__ import annotations

from collections.abc import Callable
from email.message import EmailMessage
from functools import wraps
from typing import Concatenate, ParamSpec, cast
from uuid import UUID

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from samspel.access.middleware import PersonRequest
from samspel.foundation.refusal import NotAllowed
from samspel.kit import errors, tables, web
from samspel.kit.denied import or_404
from samspel.messaging import policies, queries, services
from samspel.messaging.enums import DeliveryState
from samspel.messaging.mail import written
from samspel.messaging.models import Delivery
from samspel.messaging.web import lists

P = ParamSpec("P")
View = Callable[Concatenate[PersonRequest, P], HttpResponse]

_FILTERS = {
    "vantar": DeliveryState.WAITING,
    "fel": DeliveryState.FAILED,
    "skickat": DeliveryState.SENT,
}


def keepers_only(view: View[P]) -> View[P]:
    """Let only whoever keeps the outbox reach the page; others read why not (403)."""

    @wraps(view)
    def guarded(request: PersonRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        try:
            policies.require_may_keep_outbox(request.actor)
        except NotAllowed as refusal:
            return errors.error_page(request, 403, say=web.refusal_text(refusal))
        return view(request, *args, **kwargs)

    return cast("View[P]", login_required(guarded))


def demo_only(view: View[P]) -> View[P]:
    """Let the page exist in the demo municipality only, for whoever is signed in."""

    @wraps(view)
    def guarded(request: PersonRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        if not settings.DEMO:
            raise Http404
        return view(request, *args, **kwargs)

    return cast("View[P]", login_required(guarded))


@keepers_only
@require_safe
def outbox(request: PersonRequest) -> HttpResponse:
    """Show what waits, what failed and why."""
    counts = queries.mail_counts()
    state = _FILTERS.get(request.GET.get("visa", ""))
    named = {key: counts.get(value, 0) for key, value in _FILTERS.items()}
    words = [
        ("", _("Alla")),
        ("vantar", _("Väntar")),
        ("fel", _("Kom inte fram")),
        ("skickat", _("Skickade")),
    ]
    context = {
        "words": tables.filters(request, "visa", words, {"": sum(counts.values()), **named}),
        "table": lists.outbox_table(
            request,
            queries.mails_in(state),
            total=counts.get(state, 0) if state else sum(counts.values()),
        ),
        "has_server": bool(settings.SMTP),
        "is_demo": settings.DEMO,
        "waiting_count": named["vantar"],
        "waiting_since": queries.oldest_waiting_at(),
    }
    return web.page(request, "messaging/outbox.html", context)


@keepers_only
@require_safe
def mail(request: PersonRequest, uuid: UUID) -> HttpResponse:
    """Show one mail: to whom, how it went and why; never what stands in it."""
    return _mail_page(request, _found(uuid))


@keepers_only
@require_POST
def send_again(request: PersonRequest, uuid: UUID) -> HttpResponse:
    """Try a mail again, now."""
    found = _found(uuid)
    return web.act(
        request,
        lambda: services.send_again(found, actor=request.actor, at=timezone.now()),
        reverse("messaging:mail", args=[uuid]),
        _("Utskicket skickas igen."),
        again=lambda: _mail_page(request, _found(uuid), refusal=True),
    )


def _found(uuid: UUID) -> Delivery:
    return or_404(queries.mail_by_uuid(uuid))


def _mail_page(request: HttpRequest, found: Delivery, *, refusal: bool = False) -> HttpResponse:
    why, answer = lists.reason_of(found)
    context = {
        "mail": found,
        "recipient": lists.recipient_of(found),
        "what": lists.what_of(found),
        "channel": found.channel_in_words,
        "why": why,
        "answer": answer,
        "was_refused": refusal,
        "may_be_sent_again": found.may_be_sent_again,
    }
    return web.page(request, "messaging/mail_page.html", context)


@demo_only
@require_safe
def demo(request: PersonRequest) -> HttpResponse:
    """Show what would have been sent, had the demo not been a demo."""
    mails = queries.mails_in(None)
    shown = lists.outbox_table(request, mails, total=mails.count(), is_demo=True)
    return web.page(request, "messaging/demo.html", {"table": shown})


@demo_only
@require_safe
def demo_mail(request: PersonRequest, uuid: UUID) -> HttpResponse:
    """Show one mail as its recipient would have read it."""
    found = _found(uuid)
    message = _rewritten(found)
    is_protected = found.recipient is not None and found.recipient.is_protected
    context = {
        "heading": message["Subject"],
        "from_address": message["From"],
        "to_address": _("skyddad adress") if is_protected else message["To"],
        "recipient": lists.recipient_of(found),
        "mail_id": found.mail_id,
        "text": _part(message, "text/plain"),
        "calendar": _part(message, "text/calendar"),
        "calendar_url": reverse("messaging:demo_calendar", args=[uuid]),
    }
    return web.page(request, "messaging/demo_mail.html", context)


@demo_only
@require_safe
def demo_calendar(request: PersonRequest, uuid: UUID) -> HttpResponse:
    """Give a mail's calendar part as a file."""
    calendar = _part(_rewritten(_found(uuid)), "text/calendar")
    if not calendar:
        raise Http404
    return web.download(calendar, "inbjudan.ics", "text/calendar; charset=utf-8")


def _rewritten(found: Delivery) -> EmailMessage:
    """Write a mail as it would be sent now."""
    address = queries.address_of(found) or "ingen-adress@samspel.invalid"
    return written(found, address, timezone.now())


def _part(message: EmailMessage, media_type: str) -> str:
    """Give one part of a mail as text; empty where it has none."""
    for part in message.walk():
        if part.get_content_type() == media_type:
            return str(part.get_content())
    return ""
