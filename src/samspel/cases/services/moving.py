"""The preparation chain: to bring a case to its next station, and to its end.

``add_step`` is a consequence of acts in the modules above, which have judged who may:
an item that lands at a meeting, a decision that is taken. ``move_case`` is a person's
own way to the same.
"""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from samspel.audit import services as audit
from samspel.audit.actors import Actor
from samspel.cases import events, policies
from samspel.cases.enums import CaseState, Exemption, StepKind
from samspel.cases.errors import CaseRefused
from samspel.cases.models import Case, CaseStep
from samspel.cases.services.locks import locked_case, require_not_closed, require_past
from samspel.cases.services.preparing import require_prepared
from samspel.cases.services.telling import tell_referred_back
from samspel.foundation.dates import local_day
from samspel.foundation.text import one_line
from samspel.people.models import Body, Person

_ENDS = {StepKind.CLOSED, StepKind.REOPENED}


@transaction.atomic
def add_step(
    case: Case,
    *,
    kind: StepKind,
    actor: Actor,
    at: dt.datetime,
    body: Body | None = None,
    person: Person | None = None,
    citation: str = "",
    text: str = "",
    url: str = "",
    ref: str = "",
) -> CaseStep:
    """Bring the case to a station, as a consequence of an act that has judged who may.

    The station before ends at the same moment, so that the case is in one place. The
    responsible official has it where nobody else is named at an official's station. A
    decision makes the case decided; a case that was decided and comes back is open
    again. The same ``ref`` twice gives the step that stands, but later words on it are
    kept. Refuses a closed case, a body's station without a body, and a moment before
    the one that the case came here.
    """
    case = locked_case(case)
    known = CaseStep.objects.filter(ref=ref).first() if ref else None
    if known is not None:
        return known
    require_not_closed(case)
    _require_station(kind, body)
    now = case.steps.select_for_update().filter(ended_at__isnull=True).first()
    if now is not None:
        at = _end(now, at)
    holder = person or (case.responsible if kind.is_held_by_an_official else None)
    step = CaseStep.objects.create(
        case=case,
        order=case.steps.count() + 1,
        kind=kind,
        body=body,
        person=holder,
        begun_at=at,
        text=text.strip(),
        citation=one_line(citation),
        url=url,
        ref=ref,
        entered_by_id=actor.person_id,
    )
    _settle(case, step)
    audit.record(
        "cases.case.decided" if kind is StepKind.DECIDED else "cases.case.moved",
        subject=case,
        actor=actor,
        facts={"to": str(kind), "body": body.pk if body else None, "citation": step.citation},
        also=[body] if body else [],
    )
    events.case_moved.send(Case, case=case, step=step, actor=actor)
    if kind is StepKind.REFERRED_BACK:
        tell_referred_back(step, actor=actor, at=at)
    if kind is StepKind.DECIDED:
        events.case_decided.send(Case, case=case, actor=actor)
    return step


def _require_station(kind: StepKind, body: Body | None) -> None:
    if kind in _ENDS:
        raise CaseRefused(_("Avsluta ärendet, eller öppna det igen, med den egna åtgärden."))
    if kind.needs_body and body is None:
        raise CaseRefused(_("Ange vilket organ ärendet går till."))


def _end(step: CaseStep, at: dt.datetime) -> dt.datetime:
    """End the station where the case is; refuses a moment before it came there."""
    if at < step.begun_at:
        raise CaseRefused(
            _("Ärendet kom dit det är nu senare än så. Kontrollera dagen och klockslaget.")
        )
    step.ended_at = at
    step.save(update_fields=["ended_at"])
    return at


def _settle(case: Case, step: CaseStep) -> None:
    """Let the case's own state follow the station that it has come to."""
    day = local_day(step.begun_at)
    if step.station is StepKind.DECIDED:
        case.state, case.decided_on = CaseState.DECIDED, day
    elif step.station is not StepKind.DISPATCHED:
        case.state, case.decided_on = CaseState.OPEN, None
    case.version += 1
    case.save(update_fields=["state", "decided_on", "version"])


@transaction.atomic
def move_case(
    case: Case,
    *,
    kind: StepKind,
    actor: Actor,
    at: dt.datetime,
    body: Body | None = None,
    person: Person | None = None,
    citation: str = "",
    text: str = "",
    reason: str = "",
    version: int | None = None,
) -> CaseStep:
    """Bring the case to a station by hand.

    On the way to the council the requirement of preparation is kept; ``reason`` answers
    where the law only warns. Refuses as ``add_step``, whoever does not prepare the case,
    a decision without the body's day and §, a case that the council may not decide
    (NotPrepared), and a version that somebody has changed since.
    """
    case = locked_case(case, version)
    policies.require_may_prepare(case, actor)
    if kind is StepKind.DECIDED and not citation.strip():
        raise CaseRefused(_("Ange beslutets dag och paragraf."))
    if kind is StepKind.COUNCIL:
        _require_sent_on(case, citation)
        require_prepared(case, at=at, citation=citation, reason=reason)
        text = "\n\n".join(part.strip() for part in (text, reason) if part.strip())
    return add_step(
        case,
        kind=kind,
        actor=actor,
        at=at,
        body=body,
        person=person,
        citation=citation,
        text=text,
    )


def _require_sent_on(case: Case, citation: str) -> None:
    """Ask for the decision by which the committee that has the case sends it to the council."""
    now = case.steps.filter(ended_at__isnull=True).first()
    is_at_board = now is not None and now.station is StepKind.BOARD
    if is_at_board and case.exemption == Exemption.NONE and not citation.strip():
        raise CaseRefused(
            _(
                "Ange dagen och paragrafen för nämndens beslut att lägga fram ärendet för "
                "fullmäktige."
            )
        )


@transaction.atomic
def report_late(case: Case, *, on: dt.date, actor: Actor, at: dt.datetime) -> Case:
    """Note that the council was told that a motion can't be prepared within the year.

    KL 5 kap. 35 § second paragraph. Refuses whoever does not prepare the case, one
    without a clock, one that is decided, and a day that has not come or that is before
    it was raised.
    """
    case = locked_case(case)
    policies.require_may_prepare(case, actor)
    if case.raised_on is None or not case.is_open:
        raise CaseRefused(
            _("Bara en motion eller ett medborgarförslag som inte är avgjort anmäls så.")
        )
    require_past(on, local_day(at))
    if on < case.raised_on:
        raise CaseRefused(_("Ärendet väcktes senare än så. Kontrollera dagen."))
    case.reported_on = on
    case.version += 1
    case.save(update_fields=["reported_on", "version"])
    audit.record("cases.case.reported_late", subject=case, actor=actor, facts={"on": on})
    return case


@transaction.atomic
def close_case(
    case: Case, *, actor: Actor, at: dt.datetime, reason: str = "", version: int | None = None
) -> Case:
    """Close a case: nothing more is done in it.

    Refuses whoever does not prepare it, a case that is closed, one with assignments
    that nobody has reported on, and one that was never decided unless a reason is given.
    """
    case = locked_case(case, version)
    policies.require_may_prepare(case, actor)
    require_not_closed(case)
    waiting = case.assignments.filter(ended_on__isnull=True).count()
    if waiting:
        raise CaseRefused(
            _("Ärendet har %(count)s uppdrag som inte är återrapporterade."), count=waiting
        )
    if case.is_open and not reason.strip():
        raise CaseRefused(_("Ärendet är inte avgjort. Skriv varför det ändå avslutas."))
    _close(case, reason, actor=actor, at=at)
    return case


@transaction.atomic
def end_case(case: Case, *, actor: Actor, at: dt.datetime, citation: str = "") -> Case | None:
    """Close a decided case in consequence of what the modules above have seen to.

    Gives the closed case, or None where it is to stay open: it is not decided, it is
    closed already, or somebody has not reported on an assignment.
    """
    case = locked_case(case)
    waits = case.assignments.filter(ended_on__isnull=True).exists()
    if case.status is not CaseState.DECIDED or waits:
        return None
    now = case.steps.filter(ended_at__isnull=True).first()
    moment = max(at, now.begun_at) if now else at
    _close(case, "", actor=actor, at=moment, citation=citation)
    return case


def _close(
    case: Case, reason: str, *, actor: Actor, at: dt.datetime, citation: str = ""
) -> None:
    _turn(case, StepKind.CLOSED, reason, actor=actor, at=at, citation=citation)
    case.state, case.closed_on = CaseState.CLOSED, local_day(at)
    case.version += 1
    case.save(update_fields=["state", "closed_on", "version"])
    audit.record("cases.case.closed", subject=case, actor=actor, reason=reason.strip())


@transaction.atomic
def reopen_case(case: Case, *, reason: str, actor: Actor, at: dt.datetime) -> Case:
    """Open a closed case again, for something that has come up in it.

    Refuses whoever does not keep the register, a case that isn't closed, and one without
    a reason.
    """
    case = locked_case(case)
    policies.require_may_keep(case.body, actor)
    policies.require_may_prepare(case, actor)
    if CaseState.OPEN not in case.status.next_states or case.closed_on is None:
        raise CaseRefused(_("Ärendet är inte avslutat."))
    if not reason.strip():
        raise CaseRefused(_("Skriv varför ärendet öppnas igen."))
    _turn(case, StepKind.REOPENED, reason, actor=actor, at=at)
    case.state, case.closed_on, case.decided_on = CaseState.OPEN, None, None
    case.version += 1
    case.save(update_fields=["state", "closed_on", "decided_on", "version"])
    audit.record("cases.case.reopened", subject=case, actor=actor, reason=reason.strip())
    return case


def _turn(
    case: Case,
    kind: StepKind,
    reason: str,
    *,
    actor: Actor,
    at: dt.datetime,
    citation: str = "",
) -> CaseStep:
    """Write the step that closes a case or opens it again."""
    now = case.steps.select_for_update().filter(ended_at__isnull=True).first()
    if now is not None:
        _end(now, at)
    return CaseStep.objects.create(
        case=case,
        order=case.steps.count() + 1,
        kind=kind,
        person=case.responsible if kind is StepKind.REOPENED else None,
        begun_at=at,
        text=reason.strip(),
        citation=one_line(citation),
        entered_by_id=actor.person_id,
    )
