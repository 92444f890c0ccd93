"""To put a case on a body's agenda: from the case's own page, or from the meeting's plan.

KL 5 kap. 26–34 §§, 6 kap. 23 §: the body's secretary writes its agenda, and what the
council is to decide has to be prepared. The item gets the case's papers, the proposal of
the officer's report and what led to it, so that nothing is typed twice.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from typing import Any
from uuid import uuid4

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from samspel.audit import services as audit
from samspel.audit.actors import Actor
from samspel.cases.enums import StepKind
from samspel.cases.models import Case, CaseStep, OfficersReport
from samspel.cases.queries import BasisPaper, basis_of, sees_case, steps_of
from samspel.cases.queries.printing import report_pdf
from samspel.cases.queries.reports import office_of
from samspel.cases.services import require_prepared
from samspel.documents.models import Document
from samspel.documents.services import share
from samspel.foundation.dates import day_written, local_day
from samspel.meetings import policies
from samspel.meetings.calculation.record import PreparationStep
from samspel.meetings.enums import PreparationKind
from samspel.meetings.errors import ItemRefused, MeetingsNotAllowed
from samspel.meetings.models import AgendaAttachment, AgendaItem, Meeting, PackPart
from samspel.meetings.queries.basis import new_papers, report_file_name
from samspel.meetings.services.agenda import open_item
from samspel.meetings.services.case_chain import standing
from samspel.meetings.services.describing import describe_item
from samspel.meetings.services.invitations import require_open
from samspel.meetings.services.locks import lock_body, locked_item
from samspel.meetings.services.minutes_files import keep_file
from samspel.meetings.services.passing import draft_of, proposal_to, step_of
from samspel.people.enums import BodyKind
from samspel.people.models import Body

# A decision as it is referred to: body, day and § ("kommunstyrelsen 2022-02-07 § 17").
_CITED = re.compile(r"^(?P<body>.+?)\s+(?P<day>\d{4}-\d{2}-\d{2})\s*(?P<paragraph>§.*)?$")
_TITLE = 200
_OFFICE = "förvaltningen"
_WORKING = {BodyKind.WORKING_COMMITTEE, BodyKind.DRAFTING_COMMITTEE}
_BEHIND = {
    StepKind.ASSIGNMENT: PreparationKind.ASSIGNMENT,
    StepKind.REFERRED_BACK: PreparationKind.REFERRED_BACK,
    StepKind.TABLED: PreparationKind.TABLED,
    StepKind.DECIDED: PreparationKind.EARLIER_DECISION,
}


@transaction.atomic
def put_case(
    case: Case,
    body: Body,
    *,
    at: dt.datetime,
    actor: Actor,
    meeting: Meeting | None = None,
    citation: str = "",
    reason: str = "",
) -> AgendaItem:
    """Put a case on a body's agenda: on the meeting that is named, else where it lands.

    ``citation`` is the decision by which another body sends the case here. Refuses
    whoever does not keep the body or may not see the case, a closed case, one that stands
    with the body already, and for the council one that is not prepared (NotPrepared) or
    that the law asks a reason for (PreparationReasonNeeded).
    """
    lock_body(body)
    policies.require_may_keep(body, actor)
    case = Case.objects.select_related("body", "deciding_body").get(pk=case.pk)
    _require_may_stand(case, body, actor)
    on = local_day(meeting.starts_at if meeting else at)
    outcome = _prepared(case, body, on=on, at=at, citation=citation, reason=reason)
    item = open_item(
        body,
        title=case.title,
        ready_at=at,
        at=at,
        actor=actor,
        key=f"meetings.case:{case.pk}:{uuid4()}",
        is_closed=case.is_secret,
        closed_because=case.secrecy_ground,
        case=case,
        citation=citation,
        meeting=meeting,
    )
    _bring_basis(item, case, at=at, actor=actor)
    _describe(item, case, at=at, actor=actor)
    audit.record(
        "meetings.case.put_up",
        subject=item,
        actor=actor,
        facts={"body": body.pk, "preparation": outcome, "citation": citation},
        reason=reason,
        also=[case],
    )
    return item


def _require_may_stand(case: Case, body: Body, actor: Actor) -> None:
    if not sees_case(actor, case):
        raise MeetingsNotAllowed(_("Det finns inget ärende med det numret som du får se."))
    if case.closed_on is not None:
        raise ItemRefused(
            _("Ärendet är avslutat. Öppna det igen om det ska tas upp på ett möte.")
        )
    there = standing(case, body)
    if there is not None and there.meeting is not None:
        raise ItemRefused(
            _(
                "Ärendet står redan på en föredragningslista i %(body)s. Flytta det därifrån "
                "om det ska tas upp på ett annat möte."
            ),
            body=body.name,
        )
    if there is not None:
        raise ItemRefused(
            _("Ärendet väntar redan på ett möte med %(body)s. Lägg in det därifrån."),
            body=body.name,
        )


def _prepared(
    case: Case, body: Body, *, on: dt.date, at: dt.datetime, citation: str, reason: str
) -> str:
    """Keep the requirement of preparation where the body is the council."""
    if body.kind != BodyKind.COUNCIL:
        return ""
    kept = require_prepared(case, at=at, on=on, citation=citation, reason=reason)
    return str(kept.outcome)


def _bring_basis(item: AgendaItem, case: Case, *, at: dt.datetime, actor: Actor) -> None:
    """Let the item have the papers that the decision rests on, as they are now.

    A report that was written here comes as the file that it makes.
    """
    rows = [
        AgendaAttachment(
            item=item,
            title=each.paper.title[:_TITLE],
            document=_file_of(each, item, case, at=at, actor=actor),
            order=order,
        )
        for order, each in enumerate(basis_of(case, actor), start=1)
    ]
    AgendaAttachment.objects.bulk_create(rows)


def _file_of(
    each: BasisPaper, item: AgendaItem, case: Case, *, at: dt.datetime, actor: Actor
) -> Document:
    """Give the paper's file for the item: the same content, or the report as a PDF."""
    if each.document is not None:
        return share(each.document, owner=item, actor=actor, at=at)
    report = each.paper.report
    assert report is not None  # noqa: S101  a paper is a file or a report, by the database
    return keep_file(
        report_pdf(report, case=case, at=at),
        name=report_file_name(report),
        owner=item,
        at=at,
        actor=actor,
    )


@transaction.atomic
def bring_new_papers(item: AgendaItem, *, at: dt.datetime, actor: Actor) -> list[str]:
    """Let an item have what has come to its case since it got its papers; give their titles.

    A new version takes the earlier one's place, unless that has gone out in a pack: then it
    comes after the others, and the pack stays true. A new report's proposal becomes the
    item's, where the office's own stood there. Refuses whoever does not keep the body, an
    item that is closed off, and one that lacks nothing.
    """
    item = locked_item(item)
    policies.require_may_keep(item.body, actor)
    require_open(item)
    found = new_papers(item, actor)
    if not found or item.case is None:
        raise ItemRefused(_("Ärendet har inga nya handlingar i diariet."))
    order = item.attachments.aggregate(last=Max("order"))["last"] or 0
    for each in found:
        document = _file_of(each.basis, item, item.case, at=at, actor=actor)
        earlier = each.earlier
        if earlier is not None and not PackPart.objects.filter(attachment=earlier).exists():
            earlier.document = document
            earlier.save(update_fields=["document"])
            continue
        order += 1
        AgendaAttachment.objects.create(
            item=item, title=each.title[:_TITLE], document=document, order=order
        )
    _follow_report(item, [each.basis.paper.report for each in found], at=at, actor=actor)
    titles = [each.title for each in found]
    audit.record(
        "meetings.item.attached",
        subject=item,
        actor=actor,
        facts={"from_case": [each.basis.paper.pk for each in found]},
        also=[item.meeting] if item.meeting else [],
    )
    return titles


def _follow_report(
    item: AgendaItem,
    reports: Sequence[OfficersReport | None],
    *,
    at: dt.datetime,
    actor: Actor,
) -> None:
    """Let the newest report's proposal be the item's, where the office's own stood there."""
    known = [each for each in reports if each is not None]
    report = max(known, key=lambda each: each.number, default=None)
    handling = getattr(item, "handling", None)
    origin = handling.draft_origin if handling else ""
    if report is not None and report.proposal and origin in {"", _OFFICE}:
        describe_item(item, at=at, actor=actor, **_of_report(report))


def _describe(item: AgendaItem, case: Case, *, at: dt.datetime, actor: Actor) -> None:
    """Say of the item what the case says: its number, the report's words, what led to it."""
    report = case.reports.filter(dated_on__isnull=False).order_by("-number").first()
    values: dict[str, Any] = {
        "case_number": case.registry_number,
        "proposes_to": next_body(case, item.body),
        "is_election": case.kind == "election",
    }
    steps = _led_to_it(case, report)
    if report is not None:
        values |= _of_report(report)
    before = _proposed_by(item, case, report)
    if before is not None:
        values |= draft_of(before, item.body)
        steps.append(step_of(before))
    describe_item(item, at=at, actor=actor, preparation=steps, **values)


def _proposed_by(
    item: AgendaItem, case: Case, report: OfficersReport | None
) -> AgendaItem | None:
    """Give the item in which another body has made the proposal, where it is the newest.

    A report of a later day takes its place; and nothing of a closed item is brought to one
    that is open.
    """
    before = proposal_to(item.body, case)
    if before is None or (before.is_closed and not item.is_closed):
        return None
    decided_on = local_day(before.decided.taken_at)
    is_newer = (
        report is not None and report.dated_on is not None and (report.dated_on > decided_on)
    )
    return None if is_newer else before


def _of_report(report: OfficersReport) -> dict[str, Any]:
    return {
        "summary": next((text for _heading, text in _texts(report)), ""),
        "draft_origin": _OFFICE if report.proposal else "",
        "draft_points": [str(each) for each in report.proposal],
    }


def _texts(report: OfficersReport) -> list[tuple[str, str]]:
    """Give the report's sections that are not empty: what each is called, and its text."""
    texts = ((str(e.get("heading", "")), _lines(e.get("text", ""))) for e in report.sections)
    return [(heading, text) for heading, text in texts if text]


def _lines(text: object) -> str:
    return str(text).replace("\r\n", "\n").strip()


def _quoted(sections: list[tuple[str, str]]) -> str:
    """Give the sections as they are quoted; under their headings, where they are several."""
    if len(sections) < 2:
        return "".join(text for _heading, text in sections)
    return "\n\n".join(f"{heading}\n{text}" for heading, text in sections)


def _led_to_it(case: Case, report: OfficersReport | None) -> list[PreparationStep]:
    """Give what led to the item, by day: the decisions behind it, referrals, the report."""
    dated = [found for step in steps_of(case) if (found := _step_behind(step)) is not None]
    if report is not None and report.dated_on is not None:
        written = PreparationStep(
            PreparationKind.OFFICERS_REPORT,
            _quoted(_texts(report)[1:]),
            office_of(report),
            report.dated_on,
        )
        dated.append((report.dated_on, written))
    return [step for _day, step in sorted(dated, key=lambda each: each[0])]


def _step_behind(step: CaseStep) -> tuple[dt.date, PreparationStep] | None:
    """Give a station as a step of the preparation, with its day; None where it is none.

    A decision counts by the day that its citation gives. A referral has none, and says
    whom the case was sent to.
    """
    if step.station is StepKind.REFERRAL:
        said = step.text.strip() or (step.body.name if step.body else "")
        sent = PreparationStep(PreparationKind.REFERRAL, said)
        return (local_day(step.begun_at), sent) if said else None
    found = _CITED.match(step.citation) if step.station in _BEHIND else None
    if found is None:
        return None
    try:
        day = day_written(found["day"])
    except ValueError:  # the citation is typed by hand, and there is no such day
        return None
    paragraph = (found["paragraph"] or "").strip()
    return day, PreparationStep(_BEHIND[step.station], step.text, found["body"], day, paragraph)


def next_body(case: Case, body: Body) -> str:
    """Give the name of the body that this one proposes to in the case, or nothing.

    A working committee proposes to its board; whoever does not decide the case proposes
    to the body that does.
    """
    if body.kind in _WORKING and body.parent is not None:
        return body.parent.name
    return "" if case.deciding_body_id == body.pk else case.deciding_body.name
