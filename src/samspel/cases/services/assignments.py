"""What a decision asks somebody to do: given, reported on, ended (KL 6 kap. 4 and 5 §§).

``open_assignment`` is a consequence of a decision that a module above has entered;
``give_assignment`` is the secretary's own way to the same.
"""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from samspel.audit import services as audit
from samspel.audit.actors import Actor
from samspel.cases import events, policies
from samspel.cases.enums import AssignmentState
from samspel.cases.errors import AssignmentRefused
from samspel.cases.models import Assignment, AssignmentReport, Case
from samspel.cases.services.locks import locked_case, require_not_closed, require_version
from samspel.cases.services.telling import tell_owner
from samspel.foundation.dates import local_day
from samspel.foundation.text import one_line
from samspel.people.models import Body, Person


@transaction.atomic
def open_assignment(
    *,
    case: Case,
    text: str,
    owner: Person,
    due_on: dt.date,
    citation: str,
    actor: Actor,
    at: dt.datetime,
    body: Body | None = None,
    key: str = "",
) -> Assignment:
    """Open an assignment that a decision gives; the caller has judged who may.

    ``body`` is the one that decided, the case's own where none is named. The same
    ``key`` twice gives the assignment that stands. Refuses a closed case, an assignment
    that says nothing, one without a decision, and a day that has passed.
    """
    case = locked_case(case)
    known = Assignment.objects.filter(key=key).first() if key else None
    if known is not None:
        return known
    require_not_closed(case)
    if not text.strip():
        raise AssignmentRefused(_("Skriv vad som ska göras."))
    if not citation.strip():
        raise AssignmentRefused(_("Ange beslutet som ger uppdraget: organ, dag och paragraf."))
    if due_on < local_day(at):
        raise AssignmentRefused(_("Dagen har redan varit. Ange en dag som kommer."))
    assignment = Assignment.objects.create(
        case=case,
        body=body or case.body,
        text=text.strip(),
        owner=owner,
        due_on=due_on,
        citation=one_line(citation),
        given_at=at,
        key=key,
    )
    audit.record(
        "cases.assignment.given",
        subject=assignment,
        actor=actor,
        facts={"owner": owner.pk, "due_on": due_on, "citation": assignment.citation},
        also=[case],
    )
    tell_owner(assignment, actor=actor, at=at)
    events.assignment_given.send(Assignment, assignment=assignment, actor=actor)
    return assignment


@transaction.atomic
def give_assignment(
    case: Case,
    *,
    text: str,
    owner: Person,
    due_on: dt.date,
    citation: str,
    actor: Actor,
    at: dt.datetime,
    body: Body | None = None,
) -> Assignment:
    """Enter an assignment by hand. Refuses as ``open_assignment``, and who may not prepare."""
    policies.require_may_prepare(locked_case(case), actor)
    return open_assignment(
        case=case,
        text=text,
        owner=owner,
        due_on=due_on,
        citation=citation,
        actor=actor,
        at=at,
        body=body,
    )


def _locked(assignment: Assignment, version: int | None = None) -> Assignment:
    """Lock the assignment's case and the assignment; refuse one that has ended."""
    locked_case(assignment.case)
    rows = Assignment.objects.select_for_update(no_key=True, of=("self",))
    found = rows.select_related("case__body", "owner", "body").get(pk=assignment.pk)
    require_version(found.version, version)
    return found


def _require_open(assignment: Assignment) -> None:
    if assignment.status is not AssignmentState.OPEN:
        raise AssignmentRefused(_("Uppdraget är redan avslutat. Läs in sidan på nytt."))


@transaction.atomic
def report_back(
    assignment: Assignment,
    *,
    text: str,
    is_final: bool,
    actor: Actor,
    at: dt.datetime,
    version: int | None = None,
) -> AssignmentReport:
    """Say how it goes with an assignment, or that it is done.

    What is said stays. Refuses whoever has nothing to do with it, an assignment that has
    ended, and a report that says nothing.
    """
    assignment = _locked(assignment, version)
    policies.require_may_report_back(assignment, actor)
    _require_open(assignment)
    if not text.strip():
        raise AssignmentRefused(_("Skriv vad som har gjorts."))
    report = AssignmentReport.objects.create(
        assignment=assignment,
        text=text.strip(),
        is_final=is_final,
        reported_by_id=actor.person_id,
        reported_by_name=actor.name,
        reported_at=at,
    )
    if is_final:
        assignment.state, assignment.ended_on = AssignmentState.REPORTED, local_day(at)
    _keep(assignment)
    audit.record(
        "cases.assignment.reported",
        subject=assignment,
        actor=actor,
        facts={"is_final": is_final},
        also=[assignment.case],
    )
    events.assignment_reported.send(
        Assignment, assignment=assignment, report=report, actor=actor
    )
    return report


@transaction.atomic
def change_assignment(
    assignment: Assignment,
    *,
    owner: Person,
    due_on: dt.date,
    actor: Actor,
    at: dt.datetime,
    version: int | None = None,
) -> Assignment:
    """Give an assignment another owner or another day.

    Refuses whoever does not prepare the case, and an assignment that has ended.
    """
    assignment = _locked(assignment, version)
    policies.require_may_prepare(assignment.case, actor)
    _require_open(assignment)
    is_new = owner.pk != assignment.owner_id
    facts = {"owner": owner.pk, "due_on": due_on, "was_due_on": assignment.due_on}
    assignment.owner, assignment.due_on = owner, due_on
    _keep(assignment)
    audit.record(
        "cases.assignment.changed",
        subject=assignment,
        actor=actor,
        facts=facts,
        also=[assignment.case],
    )
    if is_new:
        tell_owner(assignment, actor=actor, at=at)
    return assignment


@transaction.atomic
def withdraw_assignment(
    assignment: Assignment, *, reason: str, actor: Actor, at: dt.datetime
) -> Assignment:
    """End an assignment that is no longer wanted.

    Refuses whoever does not prepare the case, one that has ended, and one without a reason.
    """
    assignment = _locked(assignment)
    policies.require_may_prepare(assignment.case, actor)
    _require_open(assignment)
    if not reason.strip():
        raise AssignmentRefused(_("Skriv varför uppdraget utgår."))
    assignment.state, assignment.ended_on = AssignmentState.WITHDRAWN, local_day(at)
    assignment.withdrawn_reason = one_line(reason)[:300]
    _keep(assignment)
    audit.record(
        "cases.assignment.withdrawn",
        subject=assignment,
        actor=actor,
        reason=reason.strip(),
        also=[assignment.case],
    )
    return assignment


def _keep(assignment: Assignment) -> None:
    assignment.version += 1
    assignment.save()
