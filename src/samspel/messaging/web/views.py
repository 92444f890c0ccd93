"""A person's own messages, and how the person wants to be told."""

from __future__ import annotations

from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from samspel.access.middleware import PersonRequest
from samspel.kit import tables, web
from samspel.kit.denied import or_404
from samspel.messaging import kinds, queries, services
from samspel.messaging.mail import absolute
from samspel.messaging.web.forms import ChoicesForm, initial
from samspel.messaging.web.lists import notices_page

_UNREAD = "olasta"


@login_required
@require_safe
def list_messages(request: PersonRequest) -> HttpResponse:
    """Show the person's own messages, newest first."""
    person_id = request.user.person_id
    shown = queries.messages_of(person_id)
    unread_count = queries.unread_notices(person_id).count()
    if (wanted := request.GET.get("visa", "")) == _UNREAD:
        shown = shown.filter(read_at__isnull=True)
    elif wanted:
        shown = shown.filter(kind__in=kinds.kinds_in(wanted))
    groups = [(each.key, each.label) for each in kinds.groups()]
    words = [("", _("Alla")), (_UNREAD, _("Olästa")), *groups]
    context = {
        "notices_page": notices_page(request, shown),
        "unread_count": unread_count,
        "words": tables.filters(request, "visa", words),
    }
    return web.page(request, "messaging/list.html", context)


@login_required
@require_POST
def open_message(request: PersonRequest, uuid: UUID) -> HttpResponse:
    """Mark a message of one's own as read, and go to what it is about."""
    message = or_404(queries.message_visible_to(uuid, request.actor))
    services.mark_read(message, person_id=message.recipient_id, at=timezone.now())
    return redirect(message.link or reverse("messaging:list"))


@login_required
@require_POST
def read_all(request: PersonRequest) -> HttpResponse:
    """Mark all of one's messages as read."""
    return web.act(
        request,
        lambda: services.mark_all_read(request.user.person_id, at=timezone.now()),
        reverse("messaging:list"),
        _("Alla meddelanden är markerade som lästa."),
    )


@login_required
def choices(request: PersonRequest) -> HttpResponse:
    """Show and keep how the person wants to be told."""
    if request.method != "POST":
        return _choices_page(request, ChoicesForm(initial=_initial(request)))
    form = ChoicesForm(request.POST)
    return web.act(
        request,
        lambda: services.choose_channels(actor=request.actor, **form.answers),
        reverse("messaging:choices"),
        _("Dina val är sparade. De gäller från och med nu."),
        form=form,
        again=lambda: _choices_page(request, form),
    )


def _initial(request: PersonRequest) -> dict[str, object]:
    person_id = request.user.person_id
    return initial(queries.preferences_of(person_id), queries.choices_of_person(person_id))


def _choices_page(request: PersonRequest, form: ChoicesForm) -> HttpResponse:
    secret = queries.feed_secret(request.user.person_id)
    address = absolute(reverse("messaging:feed", args=[secret])) if secret else ""
    return web.page(
        request,
        "messaging/choices.html",
        {"form": form, "feed_address": address, "email": request.user.email},
    )


@login_required
@require_POST
def change_feed(request: PersonRequest) -> HttpResponse:
    """Give one's calendar a new secret address."""
    return web.act(
        request,
        lambda: services.change_feed_address(actor=request.actor, at=timezone.now()),
        reverse("messaging:choices") + "#kalender",
        _("Kalendern har fått en ny adress. Hade du en tidigare har den slutat att fungera."),
    )
