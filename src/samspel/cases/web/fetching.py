"""What every view here begins with: who asks, and the thing they may see or change."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from samspel.cases import policies, queries
from samspel.kit.denied import allowed, or_404
from samspel.people.models import Body

if TYPE_CHECKING:
    from samspel.audit.actors import Actor
    from samspel.cases.models import Assignment, Case, CaseDocument, OfficersReport


def actor_of(request: HttpRequest) -> Actor:
    """Give who is signed in."""
    return request.actor  # type: ignore[attr-defined,no-any-return]  # set by the middleware


def kept_body(request: HttpRequest, uuid: UUID) -> Body:
    """Give the body at the address, for whoever keeps its register; 403 for others."""
    body = get_object_or_404(Body, uuid=uuid)
    return allowed(policies.require_may_keep, body, actor_of(request))


def seen_case(request: HttpRequest, uuid: UUID) -> Case:
    """Give the case at the address, if the person may see it; else 404."""
    return or_404(queries.case_visible_to(actor_of(request), uuid))


def prepared_case(request: HttpRequest, uuid: UUID) -> Case:
    """Give the case at the address, for whoever prepares it; 403 for its other readers."""
    return _prepared(request, seen_case(request, uuid))


def seen_report(request: HttpRequest, uuid: UUID) -> OfficersReport:
    """Give the report at the address, if the person may see its case; else 404."""
    return or_404(queries.report_visible_to(actor_of(request), uuid))


def prepared_report(request: HttpRequest, uuid: UUID) -> OfficersReport:
    """Give the report at the address, for whoever prepares its case."""
    report = seen_report(request, uuid)
    _prepared(request, report.case)
    return report


def reviewed_report(request: HttpRequest, uuid: UUID) -> OfficersReport:
    """Give the report at the address, for its reviewer and whoever prepares its case."""
    report = seen_report(request, uuid)
    if report.reviewer_id != actor_of(request).person_id or report.reviewer_id is None:
        _prepared(request, report.case)
    return report


def prepared_paper(request: HttpRequest, uuid: UUID, paper: UUID) -> CaseDocument:
    """Give one of the case's papers, for whoever prepares the case."""
    case = prepared_case(request, uuid)
    return or_404(queries.paper_of(case, paper, actor_of(request)))


def seen_assignment(request: HttpRequest, uuid: UUID) -> Assignment:
    """Give the assignment at the address, if the person may see its case; else 404."""
    return or_404(queries.assignment_visible_to(actor_of(request), uuid))


def prepared_assignment(request: HttpRequest, uuid: UUID) -> Assignment:
    """Give the assignment at the address, for whoever prepares its case."""
    assignment = seen_assignment(request, uuid)
    _prepared(request, assignment.case)
    return assignment


def reported_assignment(request: HttpRequest, uuid: UUID) -> Assignment:
    """Give the assignment at the address, for whoever reports on it."""
    assignment = seen_assignment(request, uuid)
    return allowed(policies.require_may_report_back, assignment, actor_of(request))


def _prepared(request: HttpRequest, case: Case) -> Case:
    return allowed(policies.require_may_prepare, case, actor_of(request))
