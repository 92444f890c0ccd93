"""Submitting a report, and what comes after: remarks before the meeting, publication."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from samspel.audit import services as audit
from samspel.audit.actors import Actor
from samspel.foundation.dates import local_day
from samspel.meetings.enums import ItemState, MeetingState
from samspel.rules.values import SettingValue
from samspel.visits import kinds, policies
from samspel.visits.addresses import report_url
from samspel.visits.enums import (
    Channel,
    Demand,
    Opener,
    Publication,
    ReportState,
    Role,
    VisitState,
)
from samspel.visits.errors import ReportRefused
from samspel.visits.facts import Facts, ReportKnown, ground_of, report_facts
from samspel.visits.models import FactualRemark, Report, Visit, Visitor
from samspel.visits.queries.deadlines import report_due_on
from samspel.visits.queries.privacy import marked_in
from samspel.visits.queries.ruling import laid_down
from samspel.visits.services.held import persons_named
from samspel.visits.services.letters import Letter, host_of, tell
from samspel.visits.services.locks import acting_person, locked_report, locked_visit
from samspel.visits.services.offers import find_visitor
from samspel.visits.services.reports import filled_in, require_draft
from samspel.visits.services.routing import add_report_to_item, open_item_for
from samspel.visits.services.ruling import require_rules

_LONGEST_REMARK = 4000
_PUBLIC = (Publication.PUBLIC_PAGE, Publication.BOTH)


@transaction.atomic
def submit_report(
    report: Report,
    *,
    actor: Actor,
    at: dt.datetime,
    wants_to_speak: bool | None = None,
    unit_manager_took_part: bool = False,
    reason: str = "",
) -> Report:
    """Submit the report: it is frozen, and goes where the rules say.

    Where the report opens the item, it is opened with the report attached and the
    visitor down for an oral summary if they wish; an item that is open already gets the
    report as a paper. The unit and the recipients that the rules name are told. Refuses
    what the rules stop, a report that is submitted, and a visit that was called off.
    """
    report = locked_report(report)
    visit = locked_visit(report.visit)
    report.visit = visit
    policies.require(policies.may_submit_report(report, actor), policies.ONLY_VISITORS)
    require_draft(report)
    _note_wish(visit, wants_to_speak, actor)
    known = ReportKnown(
        author_is_visitor=True,
        filled=filled_in(report),
        channel=Channel(report.channel),
        unit_manager_took_part=unit_manager_took_part,
        open_warnings=sum(each.is_open for each in marked_in(report, on=local_day(at))),
    )
    ground = ground_of(visit)
    facts: Facts = {**ground.shared, **report_facts(visit, known, at=at)}
    require_rules(
        "report.submit",
        facts,
        body_id=visit.body_id,
        on=ground.day,
        subject=report,
        actor=actor,
        at=at,
        reason=reason,
    )
    _write_submitted(report, visit, actor, at, unit_manager_took_part, facts)
    audit.record(
        "visits.report.submitted",
        subject=report,
        actor=actor,
        facts={
            "visit": visit.pk,
            "is_late": report.is_late,
            "warnings_open": known.open_warnings,
        },
        reason=reason,
        also=[visit, visit.body],
    )
    _route(visit, report, actor=actor, at=at)
    _tell_submitted(visit, report, facts, actor=actor, at=at)
    return report


def _note_wish(visit: Visit, wants_to_speak: bool | None, actor: Actor) -> Visitor:
    visitor = find_visitor(visit, actor.person_id)
    if wants_to_speak is not None:
        visitor.wants_to_speak = wants_to_speak
        visitor.save(update_fields=["wants_to_speak"])
    return visitor


def _write_submitted(
    report: Report,
    visit: Visit,
    actor: Actor,
    at: dt.datetime,
    unit_manager_took_part: bool,
    facts: Facts,
) -> None:
    """Write that it is submitted, whether late, and where it may be shown."""
    published = laid_down(
        "report.publish", facts, body_id=visit.body_id, on=local_day(visit.held_from or at)
    ).value("report.publication")
    due = visit.report_due_on
    report.state = ReportState.SUBMITTED
    report.submitted_at = at
    report.submitted_by_id = actor.person_id
    report.is_late = due is not None and local_day(at) > due
    report.unit_manager_took_part = unit_manager_took_part
    report.publication = _as_publication(published)
    report.save(
        update_fields=[
            "state",
            "submitted_at",
            "submitted_by",
            "is_late",
            "unit_manager_took_part",
            "publication",
        ]
    )


def _as_publication(value: SettingValue | None) -> Publication:
    """Give where the report is shown; as an annex where the guideline is silent."""
    return Publication(str(value)) if value else Publication.AGENDA


def _route(visit: Visit, report: Report, *, actor: Actor, at: dt.datetime) -> None:
    """Open the item with the report, or put the report on the item that stands open.

    To add to an agenda is not the visitor's right; it follows from the act, and is done
    in the system's name.
    """
    if visit.item_opened_by == Opener.REPORT_SUBMITTED:
        open_item_for(visit, report=report, actor=actor, at=at)
        return
    item = visit.agenda_item
    if item is not None and ItemState(item.state).is_open:
        follows = Actor.system("Inlämnad rapport", actor.request_id)
        add_report_to_item(visit, report, item, actor=follows, at=at)


def _tell_submitted(
    visit: Visit, report: Report, facts: Facts, *, actor: Actor, at: dt.datetime
) -> None:
    named = laid_down(
        "report.submit", facts, body_id=visit.body_id, on=local_day(visit.held_from or at)
    ).value("report.recipients")
    roles = {Role(each) for each in named} if isinstance(named, frozenset) else set()
    recipients = [host_of(visit, at), *persons_named(visit, roles, local_day(at))]
    tell(
        visit,
        list(dict.fromkeys(recipients)),
        Letter(
            kinds.REPORT,
            _("Rapport inlämnad: %(place)s"),
            _(
                "Rapporten om besöket är inlämnad: %(place)s. Enhetschefen kan lägga till en "
                "sakupplysning fram till sammanträdet."
            ),
            link=report_url(visit.uuid),
        ),
        actor=actor,
        at=at,
    )


@transaction.atomic
def add_factual_remark(
    report: Report, *, text: str, actor: Actor, at: dt.datetime
) -> FactualRemark:
    """Add what the unit's manager finds wrong or missing, until the meeting begins.

    Shown beside the report, which is not changed. The authors are told. Refuses an empty
    remark, one after the meeting, and a report that is not submitted.
    """
    report = locked_report(report)
    policies.require(policies.may_remark(report, actor), policies.ONLY_UNIT)
    if not text.strip():
        raise ReportRefused(_("Skriv vad som behöver läggas till eller rättas."))
    if len(text) > _LONGEST_REMARK:
        raise ReportRefused(
            _("Sakupplysningen är för lång. Korta den till högst %(most)s tecken."),
            most=_LONGEST_REMARK,
        )
    if remark_is_too_late(report.visit, at):
        raise ReportRefused(
            _(
                "Sammanträdet har börjat, så det går inte längre att lägga till något. "
                "Ta upp det på sammanträdet, eller hör av dig till sekreteraren."
            )
        )
    remark = FactualRemark.objects.create(
        report=report, author_id=acting_person(actor), text=text.strip(), written_at=at
    )
    audit.record(
        "visits.report.remarked", subject=report, actor=actor, reason=text, also=[report.visit]
    )
    authors = [each.person for each in report.authors.select_related("person")]
    tell(
        report.visit,
        authors,
        Letter(
            kinds.REPORT,
            _("Sakupplysning till rapporten: %(place)s"),
            _("Enhetschefen har lagt till en sakupplysning till er rapport: %(place)s."),
            link=report_url(report.visit.uuid),
        ),
        actor=actor,
        at=at,
    )
    return remark


def remark_is_too_late(visit: Visit, at: dt.datetime) -> bool:
    """Tell whether the meeting that takes the visit up has begun, or the item is handled."""
    item = visit.agenda_item
    if item is None:
        return False
    if item.state == ItemState.HANDLED:
        return True
    meeting = item.meeting
    if meeting is None or meeting.state == MeetingState.CANCELLED:
        return False
    return meeting.state == MeetingState.HELD or meeting.starts_at <= at


@transaction.atomic
def publish_report(
    report: Report, *, actor: Actor, at: dt.datetime, reason: str = ""
) -> Report:
    """Put a submitted report on the public page, where the rules let it.

    Refuses a report that is not submitted or is published already, a guideline that
    shows reports only as annexes, and what the rules stop.
    """
    report = locked_report(report)
    visit = report.visit
    policies.require(policies.may_publish_report(report, actor), policies.ONLY_SECRETARY)
    if report.state != ReportState.SUBMITTED or report.published_at is not None:
        raise ReportRefused(_("Rapporten är inte inlämnad, eller är redan publicerad."))
    if report.publication not in _PUBLIC:
        raise ReportRefused(
            _(
                "Riktlinjerna visar inte rapporter på den öppna sidan, så den kan inte publiceras."
            )
        )
    ground = ground_of(visit)
    known = ReportKnown(
        author_is_visitor=True,
        filled=filled_in(report),
        is_submitted=True,
        meeting_is_held=remark_is_too_late(visit, at),
        open_warnings=sum(each.is_open for each in marked_in(report, on=local_day(at))),
    )
    require_rules(
        "report.publish",
        {**ground.shared, **report_facts(visit, known, at=at)},
        body_id=visit.body_id,
        on=ground.day,
        subject=report,
        actor=actor,
        at=at,
        reason=reason,
    )
    report.published_at = at
    report.save(update_fields=["published_at"])
    audit.record(
        "visits.report.published", subject=report, actor=actor, reason=reason, also=[visit]
    )
    return report


@transaction.atomic
def move_report_deadlines(body_id: int, *, actor: Actor, at: dt.datetime) -> list[Visit]:
    """Set the last day anew for reports that are not submitted, when a meeting has changed.

    A last day that has passed stays passed. Gives the visits whose day was moved; each
    has its entry in the trail.
    """
    still_open = Q(report_due_on__isnull=True) | Q(report_due_on__gte=local_day(at))
    waiting = (
        Visit.objects.select_for_update(of=("self",))
        .filter(
            still_open,
            body_id=body_id,
            state=VisitState.HELD,
            report_demand=Demand.REQUIRED,
        )
        .exclude(report__state=ReportState.SUBMITTED)
        .select_related("body", "unit", "operation")
        .order_by("id")
    )
    moved = []
    for visit in waiting:
        due = report_due_on(visit, at=at)
        if due is None or due == visit.report_due_on:
            continue
        visit.report_due_on = due
        visit.save(update_fields=["report_due_on"])
        audit.record("visits.deadline.moved", subject=visit, actor=actor, facts={"due_on": due})
        moved.append(visit)
    return moved
