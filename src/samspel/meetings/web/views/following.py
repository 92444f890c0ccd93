"""A member's own way through a meeting: what is new, own notes, wishes to the secretary."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from samspel.kit import filters, web
from samspel.meetings import queries
from samspel.meetings.models import AgendaItem
from samspel.meetings.models.following import Wish
from samspel.meetings.queries import following as reading
from samspel.meetings.queries.news import changes_since, is_elected_to
from samspel.meetings.services import following as services
from samspel.meetings.web import following_rows as rows
from samspel.meetings.web.fetching import actor_of, seen_item, seen_meeting
from samspel.meetings.web.forms.calling import PrivateNoteForm, WishForm
from samspel.meetings.web.views.packs import pack_row


@login_required
@require_safe
def follow(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Show the meeting as a member follows it, with what has changed since last time."""
    found, actor = seen_meeting(request, uuid), actor_of(request)
    if not queries.reads_body(actor, found.body_id):
        raise Http404
    agenda = queries.whole_agenda_visible_to(actor, found)
    own = reading.following_of(found, actor)
    changes = changes_since(agenda, own.read_at)
    context = {
        "meeting": found,
        "read_at": own.read_at,
        "changes": [rows.change_words(each) for each in changes],
        "lines": [rows.follow_row(line, own, found.dispatched_at) for line in agenda.lines],
        "packs": [pack_row(each) for each in reading.open_packs(actor, found)],
        "wishes": [rows.wish_row(each) for each in own.wishes],
        "is_elected": is_elected_to(actor, found.body_id),
    }
    return web.page(request, "meetings/follow.html", context)


@login_required
@require_POST
def mark_read(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Mark the papers as read, so that what comes after is shown as new."""
    found = seen_meeting(request, uuid)
    return web.act(
        request,
        lambda: services.mark_read(found, at=timezone.now(), actor=actor_of(request)),
        reverse("meetings:follow", args=[uuid]),
        _("Markerat som läst. Det som tillkommer visas som nytt."),
    )


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def item(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Show an item with the person's own note, which is saved as it is written."""
    found = seen_item(request, uuid)
    if found.meeting is None:
        raise Http404
    data = request.POST if request.method == "POST" else None
    form = PrivateNoteForm(data, initial={"text": reading.note_of(found, actor_of(request))})
    if request.method != "POST":
        return _item_page(request, found, note=form, wish=WishForm())
    if request.headers.get("X-Requested-With") == "autosave":
        return _saved_quietly(request, found, form)
    return web.act(
        request,
        lambda: _keep(request, found, form),
        reverse("meetings:follow-item", args=[uuid]),
        _("Anteckningen är sparad."),
        form=form,
        again=lambda: _item_page(request, found, note=form, wish=WishForm()),
    )


def _keep(request: HttpRequest, found: AgendaItem, form: PrivateNoteForm) -> object:
    text = form.cleaned_data["text"]
    return services.keep_note(found, text=text, at=timezone.now(), actor=actor_of(request))


def _saved_quietly(
    request: HttpRequest, found: AgendaItem, form: PrivateNoteForm
) -> HttpResponse:
    """Answer the page that saves while the person writes."""
    if not form.is_valid():
        return HttpResponse(status=422)
    _keep(request, found, form)
    return HttpResponse(status=204, headers={"X-Saved-At": filters.clock(timezone.now())})


def _item_page(request: HttpRequest, found: AgendaItem, **forms: Any) -> HttpResponse:
    actor, meeting = actor_of(request), found.meeting
    assert meeting is not None  # noqa: S101  the caller has seen that it stands on one
    pages = reading.pages_of(meeting.pk)
    papers = queries.papers_of(found, actor)
    going_on = meeting.is_ahead and meeting.starts_at <= timezone.now()
    context = {
        "item": found,
        "meeting": meeting,
        "papers": [rows.paper_row(each, pages) for each in papers],
        "proposal": rows.proposal_of(found),
        "may_wish": going_on and is_elected_to(actor, found.body_id),
        **forms,
    }
    return web.page(request, "meetings/follow_item.html", context)


@login_required
@require_POST
def wish(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Ask the secretary to take up a reservation or a note."""
    found = seen_item(request, uuid)
    if found.meeting is None:
        raise Http404
    form = WishForm(request.POST)
    return web.act(
        request,
        lambda: services.ask_to_note(
            found, at=timezone.now(), actor=actor_of(request), **form.cleaned_data
        ),
        reverse("meetings:follow", args=[found.meeting.uuid]),
        _("Anmält till sekreteraren."),
        form=form,
        again=lambda: _item_page(
            request,
            found,
            wish=form,
            note=PrivateNoteForm(initial={"text": reading.note_of(found, actor_of(request))}),
        ),
    )


@login_required
@require_POST
def withdraw_wish(request: HttpRequest, uuid: UUID, wish: UUID) -> HttpResponse:
    """Take one's own wish back."""
    found = seen_meeting(request, uuid)
    row = get_object_or_404(
        Wish, uuid=wish, item__meeting=found, person_id=actor_of(request).person_id
    )
    return web.act(
        request,
        lambda: services.withdraw_wish(row, at=timezone.now(), actor=actor_of(request)),
        reverse("meetings:follow", args=[uuid]),
        _("Anmälan är återtagen."),
    )
