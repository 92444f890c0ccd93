"""To the meeting: the item is opened by what the rules say, with those who give the account."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from django.utils.translation import gettext

from samspel.audit import services as audit
from samspel.audit.actors import Actor
from samspel.foundation.dates import local_day, start_of_day
from samspel.meetings.enums import ItemKind, Purpose
from samspel.meetings.enums import Route as MeetingRoute
from samspel.meetings.models import AgendaItem
from samspel.meetings.services import NewAttachment, attach, invite_to_item, open_item
from samspel.people.models import Person
from samspel.rules.catalogue import Route
from samspel.rules.explanation import Settings
from samspel.visits.addresses import report_url
from samspel.visits.enums import Demand, Publication, Role, VisitorState
from samspel.visits.facts import Facts, ReportKnown, ground_of, report_facts
from samspel.visits.models import Report, Visit
from samspel.visits.queries.deadlines import body_reported_to
from samspel.visits.queries.ruling import laid_down
from samspel.visits.services.letters import host_of, visitors_of
from samspel.visits.services.ruling import require_rules

_ROUTES = {
    Route.NEXT_MEETING: MeetingRoute.NEXT_MEETING,
    Route.WITHIN_MEETINGS: MeetingRoute.NEXT_MEETING,
    Route.WITHIN_DAYS: MeetingRoute.NEXT_MEETING,
    Route.ONE_OF_ORDINARY: MeetingRoute.ONE_OF_ORDINARY,
}


def open_item_for(
    visit: Visit,
    *,
    actor: Actor,
    at: dt.datetime,
    report: Report | None = None,
    reason: str = "",
) -> AgendaItem | None:
    """Open the visit's item in the body that the rules route it to; once, however often asked.

    Whoever the rules let give the account is invited, and so is whoever they name as
    invited; a visitor is down for an oral summary when it is required or wished for.
    Gives None where the rules send it to no meeting. Refuses what the rules stop.
    """
    ground = ground_of(visit)
    facts: Facts = {**ground.shared, **report_facts(visit, _known(report), at=at)}
    require_rules(
        "report.route",
        facts,
        body_id=visit.body_id,
        on=ground.day,
        subject=visit,
        actor=actor,
        at=at,
        reason=reason,
    )
    settings = laid_down("report.route", facts, body_id=visit.body_id, on=ground.day)
    route = Route(str(settings.value("report.route") or Route.NEXT_MEETING))
    if route is Route.NONE:
        return None
    item = open_item(
        body_reported_to(visit, ground.day),
        title=_title(visit),
        ready_at=_ready_at(visit, settings, route, at),
        route=_ROUTES[route],
        kind=ItemKind.REPORT,
        key=f"visits.visit:{visit.uuid}",
        invitees=_invited(visit, at),
        attachments=_papers(report),
        actor=actor,
        at=at,
    )
    visit.agenda_item = item
    visit.save(update_fields=["agenda_item"])
    audit.record(
        "visits.visit.routed",
        subject=visit,
        actor=actor,
        facts={"item": item.pk, "route": route.value, "body": item.body_id},
        also=[item],
    )
    return item


def add_report_to_item(
    visit: Visit, report: Report, item: AgendaItem, *, actor: Actor, at: dt.datetime
) -> None:
    """Put a submitted report on the item that the visit opened, and ask whoever wants to speak."""
    for title, url, document in _papers(report):
        attach(item, title=title, url=url, document=document, actor=actor)
    standing = item.invitees.filter(cancelled_at__isnull=True)
    invited = set(standing.values_list("person_id", flat=True))
    for person, purpose in _speakers(visit):
        if person.pk not in invited:
            invite_to_item(item, person, purpose=purpose, at=at, actor=actor)


def _known(report: Report | None) -> ReportKnown:
    return ReportKnown(author_is_visitor=report is not None, is_submitted=report is not None)


def _title(visit: Visit) -> str:
    """Word the item. Of a visit with a protected visitor the place is left out."""
    if visit.has_protected:
        return gettext("Rapport från besök: %(place)s") % {"place": visit.operation.name}
    return gettext("Rapport från besök: %(place)s") % {"place": visit.where}


def _ready_at(visit: Visit, settings: Settings, route: Route, at: dt.datetime) -> dt.datetime:
    """Give when the item may be taken up at the earliest."""
    days = settings.value("report.route_days")
    if route is not Route.WITHIN_DAYS or not isinstance(days, int) or visit.held_to is None:
        return at
    return max(at, start_of_day(local_day(visit.held_to) + dt.timedelta(days=days)))


def _invited(visit: Visit, at: dt.datetime) -> list[tuple[Person, Purpose]]:
    """Give who is invited to the item, each once, with what they are asked for."""
    day = local_day(visit.held_from or at)
    settings = laid_down("visit.held", {}, body_id=visit.body_id, on=day)
    account = _roles(settings, "account.by")
    invited = _roles(settings, "held.invited")
    chosen: dict[Person, Purpose] = {}
    host = host_of(visit, at)
    if host is not None and Role.UNIT_MANAGER in account | invited:
        chosen[host] = Purpose.ACCOUNT if Role.UNIT_MANAGER in account else Purpose.ANSWER
    if settings.value("account.oral") == Demand.REQUIRED and Role.CONTACT_POLITICIAN in account:
        chosen.update(dict.fromkeys(_there(visit), Purpose.ACCOUNT))
    return [*chosen.items(), *(pair for pair in _speakers(visit) if pair[0] not in chosen)]


def _roles(settings: Settings, name: str) -> set[Role]:
    value = settings.value(name)
    return {Role(each) for each in value} if isinstance(value, frozenset) else set()


def _there(visit: Visit) -> list[Person]:
    return [each.person for each in visitors_of(visit) if each.state == VisitorState.ATTENDED]


def _speakers(visit: Visit) -> list[tuple[Person, Purpose]]:
    """Give the visitors who want to sum up orally."""
    return [
        (each.person, Purpose.SUMMARY) for each in visitors_of(visit) if each.wants_to_speak
    ]


def _papers(report: Report | None) -> Iterable[NewAttachment]:
    """Give the report as a paper of the item, unless the rules show it nowhere."""
    if report is None or report.publication == Publication.NONE:
        return []
    return [NewAttachment(str(report), report_url(report.visit.uuid))]
