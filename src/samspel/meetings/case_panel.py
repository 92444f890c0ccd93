"""What meetings show on a case's page: its items, and the way to a body's agenda."""

from __future__ import annotations

import datetime as dt

from django.urls import reverse
from django.utils.translation import gettext as _

from samspel.audit.actors import Actor
from samspel.cases.models import Case
from samspel.cases.panels import Panel, PanelRow
from samspel.foundation.dates import say_date
from samspel.kit.enums import label_of
from samspel.kit.language import current
from samspel.meetings.enums import ItemState
from samspel.meetings.models import AgendaItem
from samspel.meetings.queries.sight import KEEP, seen_items

_MOST = 20


def panel_of(case: Case, actor: Actor, now: dt.datetime) -> Panel | None:
    """Give the items of the case that the viewer may see, newest first; one statement."""
    items = AgendaItem.objects.filter(seen_items(actor), case=case)
    rows = items.select_related("body", "meeting").order_by("-ready_at", "-id")[:_MOST]
    may_put = bool(actor.bodies_with(KEEP)) and case.closed_on is None
    return Panel(
        key="moten",
        heading=_("På möten"),
        rows=tuple(_row(each) for each in rows),
        acts=(
            (
                _("Sätt upp på en föredragningslista"),
                reverse("meetings:put-case", args=[case.uuid]),
            ),
        )
        if may_put
        else (),
        empty=_("Ärendet står inte på någon föredragningslista som du får läsa."),
    )


def _row(item: AgendaItem) -> PanelRow:
    title, state = item.body.name, label_of(ItemState, item.state)
    if item.meeting is not None:
        title = f"{title}, {say_date(item.meeting.day, current())}"
    if item.state == ItemState.HANDLED:
        state = item.paragraph or state
    elif item.position:
        state = _("Ärende %(number)s på listan") % {"number": item.position}
    return PanelRow(title, state, reverse("meetings:item", args=[item.uuid]))
