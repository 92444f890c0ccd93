"""The list of meetings: coming or past, per body, with what waits for a meeting."""

from __future__ import annotations

import datetime as dt

from django.contrib.auth.decorators import login_required
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from samspel.audit.actors import Actor
from samspel.kit import exports, tables, web
from samspel.meetings import queries
from samspel.meetings.models import Meeting
from samspel.meetings.policies import may_lead
from samspel.meetings.queries.duties import budget_advice
from samspel.meetings.queries.meetings import not_over, with_pauses
from samspel.meetings.web import tables as columns
from samspel.meetings.web.fetching import actor_of
from samspel.people.models import Body

WHEN, BODY = "nar", "organ"
PAST = "tidigare"
MOST = 500


@login_required
@require_safe
def meetings(request: HttpRequest) -> HttpResponse:
    """List the meetings that the viewer may know of."""
    actor, now = actor_of(request), timezone.now()
    bodies = queries.bodies_read_by(actor, timezone.localdate())
    body = chosen_body(request, bodies)
    rows = columns.meeting_rows(_wanted(request, queries.meetings_visible_to(actor), body, now))
    file = exports.export(request, "moten", columns.meeting_columns(), rows)
    if file is not None:
        return file
    is_past = request.GET.get(WHEN) == PAST
    shown, kept = [body] if body else bodies, _kept(actor, body)
    context = {
        "is_past": is_past,
        "when": tables.filters(request, WHEN, [("", _("Kommande")), (PAST, _("Tidigare"))]),
        "bodies": body_filter(request, bodies),
        "body": body,
        "raises": _raises(actor, shown),
        "asks": [] if is_past else [each for each in shown if may_lead(each.pk, actor)],
        "advice": [] if is_past else budget_advice(kept, timezone.localdate()),
        "kept": kept,
        "waiting": [] if is_past else queries.items_waiting(body, actor),
        "query": tables.saved_view(request),
        "table": tables.table(
            request,
            columns.meeting_columns(),
            rows,
            caption=_("Tidigare möten") if is_past else _("Kommande möten"),
            empty=_("Här finns inga möten."),
        ),
    }
    return web.page(request, "meetings/meetings.html", context)


def _wanted(
    request: HttpRequest, seen: QuerySet[Meeting], body: Body | None, now: dt.datetime
) -> list[Meeting]:
    """Give the meetings that the address asks for: coming soonest first, past newest first."""
    if body is not None:
        seen = seen.filter(body=body)
    if request.GET.get(WHEN) == PAST:
        return list(seen.exclude(not_over(now)).order_by("-starts_at", "-id")[:MOST])
    return list(with_pauses(seen.filter(not_over(now))).order_by("starts_at", "id")[:MOST])


def chosen_body(request: HttpRequest, bodies: list[Body]) -> Body | None:
    """Give the body that the address names, out of those that the viewer reads."""
    asked = request.GET.get(BODY, "")
    return next((body for body in bodies if str(body.uuid) == asked), None)


def body_filter(request: HttpRequest, bodies: list[Body]) -> tuple[object, ...]:
    """Give the bodies as words to filter by; nothing to choose between with only one."""
    if len(bodies) < 2:
        return ()
    words = [("", _("Alla organ")), *((str(body.uuid), body.name) for body in bodies)]
    return tables.filters(request, BODY, words)


def _raises(actor: Actor, bodies: list[Body]) -> list[Body]:
    """Give the bodies in which the viewer has a mandate, and so may raise matters."""
    own = {each.body_id for each in actor.positions if each.key.startswith("mandate-")}
    return [each for each in bodies if each.pk in own]


def _kept(actor: object, body: Body | None) -> list[Body]:
    """Give the bodies whose meetings the viewer may plan, as far as the page is about them."""
    kept = queries.bodies_kept_by(actor, timezone.localdate())  # type: ignore[arg-type]  # what asks is an actor
    return [each for each in kept if body is None or each.pk == body.pk]
