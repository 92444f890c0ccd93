"""The meeting as it is led: the workbench, its acts, the room's screen and the paper fallback."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from samspel.kit import web
from samspel.kit.denied import or_404
from samspel.meetings import policies, queries
from samspel.meetings.models import AgendaItem, Meeting
from samspel.meetings.queries.workbench import Bench, bench_of
from samspel.meetings.web.fetching import actor_of, seen_meeting
from samspel.meetings.web.room import acts, fallback, screen
from samspel.meetings.web.room.act import Act
from samspel.meetings.web.room.doing import Doing
from samspel.meetings.web.room.forms import BenchForm
from samspel.meetings.web.room.names import names_of
from samspel.meetings.web.room.showing import context_of, people_choices


@login_required
@require_safe
def room(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Show the workbench at the item asked for, or where the meeting is."""
    return draw(request, _bench(request, uuid, _wanted(request)))


def _bench(request: HttpRequest, uuid: UUID, wanted: UUID | None) -> Bench:
    """Give the workbench, to whoever leads the body's meetings or keeps their record."""
    meeting = seen_meeting(request, uuid)
    if not policies.may_lead(meeting.body_id, actor_of(request)):
        raise PermissionDenied
    return bench_of(actor_of(request), meeting, wanted)


def _wanted(request: HttpRequest) -> UUID | None:
    try:
        return UUID(request.GET.get("arende", ""))
    except ValueError:
        return None


def draw(
    request: HttpRequest, bench: Bench, act: str = "", form: BenchForm | None = None
) -> HttpResponse:
    """Draw the workbench; with a form that was refused its pane stands open with the words."""
    context = context_of(bench, timezone.now())
    errors: list[str] = []
    if form is not None:
        errors = [str(each) for row in form.errors.values() for each in row]
    context |= {"pane_act": act, "pane_errors": errors, "sent": form.data if form else {}}
    context["left"] = names_of(each for each in bench.people if each.has_left)
    return web.page(request, "meetings/room/room.html", context)


@login_required
@require_POST
def act_on_meeting(request: HttpRequest, uuid: UUID, act: str) -> HttpResponse:
    """Do one act on the whole meeting: who came and left, open, adjourn, close."""
    return _carry_out(request, _bench(request, uuid, _wanted(request)), acts.MEETING, act)


@login_required
@require_POST
def act_on_item(request: HttpRequest, uuid: UUID, item: UUID, act: str) -> HttpResponse:
    """Do one act on an item: a proposal, a question, a vote, the decision, a reservation."""
    bench = _bench(request, uuid, item)
    if bench.item is None or bench.item.entry.uuid != item:
        raise Http404
    return _carry_out(request, bench, acts.ITEM, act)


def _carry_out(
    request: HttpRequest, bench: Bench, table: dict[str, Act], name: str
) -> HttpResponse:
    """Check the form, do the act, and lead back to the item."""
    known = or_404(table.get(name))
    form = known.form(request.POST, people=people_choices(bench))
    item = _item_of(bench)
    doing = Doing(bench.meeting, item, actor_of(request), timezone.now())
    return web.act(
        request,
        lambda: known.call(doing, form),
        _back_to(bench),
        str(known.say),
        form=form,
        again=lambda: draw(request, _fresh(request, bench), name, form),
    )


def _item_of(bench: Bench) -> AgendaItem | None:
    """Give the item that is shown, as the services take it."""
    if bench.item is None:
        return None
    rows = AgendaItem.objects.select_related("body", "meeting__body")
    return rows.get(pk=bench.item.entry.item_id)


def _fresh(request: HttpRequest, bench: Bench) -> Bench:
    """Read the workbench anew, so that what somebody else did stands beside the refusal."""
    shown = bench.item.entry.uuid if bench.item else None
    return bench_of(actor_of(request), bench.meeting, shown)


def _back_to(bench: Bench) -> str:
    address = reverse("meetings:room", args=[bench.meeting.uuid])
    return f"{address}?arende={bench.item.entry.uuid}" if bench.item else address


@login_required
@require_safe
def pulse(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Tell a page that is open whether somebody has changed what it shows."""
    bench = _bench(request, uuid, _wanted(request))
    version = bench.item.version if bench.item else 0
    mark = f"{version}.{bench.sitting.version if bench.sitting else 0}"
    context: dict[str, Any] = {
        "changed": request.GET.get("last", "") != mark,
        "address": _back_to(bench),
    }
    return web.page(request, "meetings/room/pulse.html", context)


@login_required
@require_safe
def keys(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Show what each key does."""
    meeting = seen_meeting(request, uuid)
    return web.page(request, "meetings/room/keys.html", {"meeting": meeting})


@login_required
@require_safe
def in_the_room(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Show the screen for the room: where the meeting is, for all to see, nothing closed."""
    meeting = _read(request, uuid)
    return web.page(request, "meetings/room/screen.html", screen.context_of_meeting(meeting))


@login_required
@require_safe
def on_paper(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Give the paper to run the meeting by when nothing else works, printed in advance."""
    bench = _bench(request, uuid, None)
    name = _("Reservblanketter %(body)s %(day)s.pdf") % {
        "body": bench.meeting.body.short_name,
        "day": bench.meeting.day.isoformat(),
    }
    return web.download(fallback.drawn(bench), name, "application/pdf", inline=True)


def _read(request: HttpRequest, uuid: UUID) -> Meeting:
    meeting = seen_meeting(request, uuid)
    if not queries.reads_body(actor_of(request), meeting.body_id):
        raise Http404
    return meeting
