"""By when a report is due: so many days, or in time for the meeting that it goes to."""

from __future__ import annotations

import datetime as dt

from samspel.foundation.dates import local_day
from samspel.meetings import queries as meetings
from samspel.people.enums import BodyKind
from samspel.people.models import Body
from samspel.rules.errors import NoRuleInForce
from samspel.visits.enums import Role
from samspel.visits.models import Visit
from samspel.visits.queries.ruling import laid_down

_KIND_OF = {
    Role.EXECUTIVE_BOARD: BodyKind.EXECUTIVE_BOARD,
    Role.COUNCIL: BodyKind.COUNCIL,
}


def report_due_on(visit: Visit, *, at: dt.datetime) -> dt.date | None:
    """Give the last day for the visit's report, or None when nothing decides it yet.

    The guideline's number of days after the visit; else the last day that the meeting
    takes papers to which the report goes. Without rules there is no last day.
    """
    if visit.held_to is None:
        return None
    day = local_day(visit.held_to)
    try:
        days = laid_down("report.submit", {}, body_id=visit.body_id, on=day).value(
            "report.deadline_days"
        )
        body = body_reported_to(visit, day)
    except NoRuleInForce:
        return None
    if isinstance(days, int):
        return day + dt.timedelta(days=days)
    meeting = meetings.next_meeting_open_for_papers(body.pk, max(at, visit.held_to))
    return local_day(meeting.dispatch_deadline_at) if meeting else None


def body_reported_to(visit: Visit, on: dt.date) -> Body:
    """Give whose meeting the visit is taken to: the body's own, unless the rules say another."""
    wanted = laid_down("report.route", {}, body_id=visit.body_id, on=on).value(
        "report.route_body"
    )
    kind = _KIND_OF.get(Role(str(wanted))) if wanted else None
    if kind is None:
        return visit.body
    found = Body.objects.filter(kind=kind, valid_from__lte=on).order_by("-valid_from").first()
    return found or visit.body
