"""The officer's report: begun from the body's template, written, reviewed, frozen."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from samspel.audit import services as audit
from samspel.audit.actors import Actor
from samspel.cases import events, policies
from samspel.cases.calculation.reports import lacks_of, points_of
from samspel.cases.enums import ReportState, StepKind
from samspel.cases.errors import ReportRefused
from samspel.cases.models import Case, OfficersReport
from samspel.cases.queries.reports import office_of, template_of
from samspel.cases.services.locks import locked_case, require_not_closed, require_version
from samspel.cases.services.moving import add_step
from samspel.cases.services.papers import attach_document
from samspel.cases.services.telling import tell_reviewer, tell_writer
from samspel.foundation.dates import local_day
from samspel.foundation.hashing import digest_of
from samspel.foundation.swedish import genitive
from samspel.foundation.text import one_line
from samspel.people.models import Body, Person


@transaction.atomic
def begin_report(
    case: Case,
    *,
    actor: Actor,
    at: dt.datetime,
    title: str = "",
    to_body: Body | None = None,
    replaces: OfficersReport | None = None,
) -> OfficersReport:
    """Begin an officer's report from the body's template, or from the one it replaces.

    Refuses whoever does not prepare the case, a closed case, and a second one while one
    is being written.
    """
    case = locked_case(case)
    policies.require_may_prepare(case, actor)
    require_not_closed(case)
    if case.reports.exclude(state=ReportState.READY).exists():
        raise ReportRefused(_("En tjänsteskrivelse skrivs redan i ärendet. Fortsätt på den."))
    template = template_of(case.body)
    last = case.reports.aggregate(last=Max("number"))["last"] or 0
    texts = {each["key"]: each["text"] for each in replaces.sections} if replaces else {}
    report = OfficersReport.objects.create(
        case=case,
        number=last + 1,
        title=one_line(title) or case.title,
        to_body=to_body or case.body,
        sections=[
            {
                "key": each.key,
                "heading": each.heading,
                "hint": each.hint,
                "required": each.required,
                "text": texts.get(each.key, ""),
            }
            for each in template.sections
        ],
        proposal=list(replaces.proposal) if replaces else [],
        checklist=[{"text": each, "is_done": False} for each in template.checklist],
        writer_id=actor.person_id,
        writer_name=actor.name,
        writer_title=actor.role,
        begun_at=at,
        changed_at=at,
        replaces=replaces,
    )
    audit.record(
        "cases.report.begun",
        subject=report,
        actor=actor,
        facts={"number": report.number},
        also=[case],
    )
    return report


def _locked(report: OfficersReport, actor: Actor, version: int | None) -> OfficersReport:
    """Lock the report for somebody who may write in it; refuse one that is ready."""
    case = locked_case(report.case)
    policies.require_may_prepare(case, actor)
    require_not_closed(case)
    rows = OfficersReport.objects.select_for_update(no_key=True, of=("self",))
    found = rows.select_related("to_body", "writer", "reviewer").get(pk=report.pk)
    found.case = case
    if found.is_ready:
        raise ReportRefused(
            _("Tjänsteskrivelsen är klar och kan inte ändras. Skriv en ny som ersätter den.")
        )
    require_version(found.version, version)
    return found


@transaction.atomic
def write_report(
    report: OfficersReport,
    *,
    title: str,
    sections: Mapping[str, str],
    proposal: str,
    actor: Actor,
    at: dt.datetime,
    checked: Sequence[int] | None = None,
    to_body: Body | None = None,
    version: int | None = None,
) -> OfficersReport:
    """Keep what is written: the texts by the sections' keys, the proposal as points.

    ``checked`` are the places in the checklist that are done; None leaves them. Refuses
    whoever does not prepare the case, a ready report, and a version that somebody has
    changed since.
    """
    report = _locked(report, actor, version)
    report.title = one_line(title) or report.case.title
    report.sections = [
        {**each, "text": sections.get(each["key"], each["text"]).strip()}
        for each in report.sections
    ]
    report.proposal = points_of(proposal)
    if checked is not None:
        report.checklist = [
            {**each, "is_done": index in checked} for index, each in enumerate(report.checklist)
        ]
    if to_body is not None:
        report.to_body = to_body
    _keep(report, at)
    audit.record(
        "cases.report.written",
        subject=report,
        actor=actor,
        facts={"version": report.version, "hash": _sealed(report)},
        also=[report.case],
    )
    return report


@transaction.atomic
def send_for_review(
    report: OfficersReport,
    *,
    reviewer: Person,
    actor: Actor,
    at: dt.datetime,
    version: int | None = None,
) -> OfficersReport:
    """Leave the report to somebody to review; the case's station follows.

    Refuses as ``write_report``, and to review one's own.
    """
    report = _locked(report, actor, version)
    if reviewer.pk == report.writer_id:
        raise ReportRefused(_("Den som har skrivit granskar inte själv. Välj någon annan."))
    report.state, report.reviewer = ReportState.IN_REVIEW, reviewer
    _keep(report, at)
    add_step(report.case, kind=StepKind.REVIEW, person=reviewer, actor=actor, at=at)
    audit.record(
        "cases.report.sent_for_review",
        subject=report,
        actor=actor,
        facts={"reviewer": reviewer.pk},
        also=[report.case],
    )
    tell_reviewer(report, actor=actor, at=at)
    return report


@transaction.atomic
def send_back(
    report: OfficersReport,
    *,
    remark: str,
    actor: Actor,
    at: dt.datetime,
    version: int | None = None,
) -> OfficersReport:
    """Give a report back to its writer with a remark.

    Its reviewer may, and whoever prepares the case. Refuses one that is not under
    review, and a return without a remark.
    """
    report = _reviewed(report, actor, version)
    if report.status is not ReportState.IN_REVIEW:
        raise ReportRefused(_("Tjänsteskrivelsen granskas inte just nu."))
    if not remark.strip():
        raise ReportRefused(_("Skriv vad som behöver ändras."))
    report.state, report.review_remark = ReportState.DRAFT, remark.strip()
    _keep(report, at)
    add_step(
        report.case, kind=StepKind.OFFICERS_REPORT, person=report.writer, actor=actor, at=at
    )
    audit.record(
        "cases.report.sent_back",
        subject=report,
        actor=actor,
        reason=remark.strip(),
        also=[report.case],
    )
    tell_writer(report, actor=actor, at=at)
    return report


def _reviewed(report: OfficersReport, actor: Actor, version: int | None) -> OfficersReport:
    """Lock the report for its reviewer, who need not otherwise prepare the case."""
    case = locked_case(report.case)
    found = OfficersReport.objects.select_for_update(no_key=True, of=("self",)).get(
        pk=report.pk
    )
    if actor.person_id is None or actor.person_id != found.reviewer_id:
        return _locked(report, actor, version)
    require_version(found.version, version)
    found.case = case
    return found


@transaction.atomic
def finish_report(
    report: OfficersReport,
    *,
    actor: Actor,
    at: dt.datetime,
    version: int | None = None,
) -> OfficersReport:
    """Make the report ready: dated, sealed by its hash, and a paper of the case.

    From then on it never changes; what it says is what the body decides on. Its reviewer
    may, and whoever prepares the case. Refuses one that lacks its proposal, a section
    that is needed, or a check.
    """
    report = _reviewed(report, actor, version)
    if report.is_ready:
        raise ReportRefused(_("Tjänsteskrivelsen är redan klar."))
    _require_whole(report)
    day = local_day(at)
    report.state, report.dated_on, report.changed_at = ReportState.READY, day, at
    report.sha256 = _sealed(report)
    report.version += 1
    report.save()
    attach_document(
        report.case,
        report=report,
        title=_paper_title(report),
        dated_on=day,
        actor=actor,
        at=at,
    )
    audit.record(
        "cases.report.finished",
        subject=report,
        actor=actor,
        facts={"sha256": report.sha256, "dated_on": day},
        also=[report.case],
    )
    events.report_finished.send(OfficersReport, report=report, actor=actor)
    return report


def _require_whole(report: OfficersReport) -> None:
    lacks = lacks_of(report.sections, report.proposal, report.checklist)
    if lacks.proposal:
        raise ReportRefused(_("Skriv förslaget till beslut, minst en punkt."))
    if lacks.sections:
        raise ReportRefused(
            _("Fyll i det här innan tjänsteskrivelsen blir klar: %(what)s."),
            what=", ".join(lacks.sections),
        )
    if lacks.checks:
        raise ReportRefused(
            _("Bocka av det här innan tjänsteskrivelsen blir klar: %(what)s"),
            what=" ".join(lacks.checks),
        )


def _sealed(report: OfficersReport) -> str:
    """Give the hash of what the report says."""
    return digest_of(
        {
            "title": report.title,
            "sections": [[each["heading"], each["text"]] for each in report.sections],
            "proposal": report.proposal,
            "writer": report.writer_name,
            "dated_on": report.dated_on,
        }
    )


def _keep(report: OfficersReport, at: dt.datetime) -> None:
    report.version += 1
    report.changed_at = at
    report.save()


def _paper_title(report: OfficersReport) -> str:
    """Call the report as minutes do: whose it is, and its day. Swedish in every language."""
    office, day = office_of(report), f"{report.dated_on}"
    return f"{genitive(office)} tjänsteskrivelse {day}" if office else f"Tjänsteskrivelse {day}"
