"""What follows by itself when minutes are approved: assignments open, matters go on.

A decision that asks somebody to do something becomes an assignment in the case, with an
owner and a day. A decision that proposes to another body (working committee to board to
council) opens the item there, with the draft and where it has been. Done by the product
in the transaction that approves, so that nothing is forgotten between two meetings.
"""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from samspel.audit import services as audit
from samspel.audit.actors import Actor
from samspel.cases.enums import StepKind
from samspel.cases.errors import AssignmentRefused, CaseRefused
from samspel.cases.models import Case
from samspel.cases.queries import case_numbered
from samspel.cases.services import add_step, open_assignment
from samspel.foundation.dates import local_day
from samspel.meetings import minutes_policies as policies
from samspel.meetings.calculation.record import PreparationStep
from samspel.meetings.enums import ItemState, Outcome, PreparationKind
from samspel.meetings.enums.minutes import MinutesKind
from samspel.meetings.errors import MinutesRefused
from samspel.meetings.models import AgendaItem, DecisionAssignment, Minutes
from samspel.meetings.services.agenda import NewAttachment, open_item
from samspel.meetings.services.describing import describe_item
from samspel.meetings.services.locks import locked_item
from samspel.people.enums import BodyKind
from samspel.people.models import Body, Person

_SYSTEM = "Justerat protokoll"
_STATION = {
    BodyKind.COUNCIL: StepKind.COUNCIL,
    BodyKind.WORKING_COMMITTEE: StepKind.PREPARING_BODY,
    BodyKind.DRAFTING_COMMITTEE: StepKind.PREPARING_BODY,
}


@transaction.atomic
def note_assignment(
    item: AgendaItem,
    *,
    text: str,
    owner: Person,
    due_on: dt.date,
    at: dt.datetime,
    actor: Actor,
) -> DecisionAssignment:
    """Note what a decision asks somebody to do; it opens when the minutes are approved.

    Refuses whoever does not keep the body, an assignment that says nothing, a day that
    has passed, and minutes that are approved already.
    """
    item = locked_item(item)
    policies.require_may_keep(item.body, actor)
    if not text.strip():
        raise MinutesRefused(_("Skriv vad som ska göras."))
    if due_on <= local_day(at):
        raise MinutesRefused(_("Dagen har redan varit. Ange en dag som kommer."))
    if item.assignments.filter(opened_at__isnull=False).exists():
        raise MinutesRefused(_("Protokollet är justerat, och uppdragen är öppnade."))
    row = DecisionAssignment.objects.create(
        item=item, text=text.strip(), owner=owner, due_on=due_on
    )
    audit.record(
        "meetings.assignment.noted",
        subject=item,
        actor=actor,
        facts={"owner": owner.pk, "due_on": due_on},
        reason=text,
    )
    return row


def follow_up(minutes: Minutes, *, at: dt.datetime) -> None:
    """Let everything follow that the minutes' decisions lead to, once per item."""
    if minutes.kind == MinutesKind.CORRECTION:
        return
    actor = Actor.system(_SYSTEM)
    for item in _items(minutes):
        citation = _citation(item)
        case = _case_of(item)
        _note_station(item, case, citation, at=at, actor=actor)
        _open_assignments(item, case, citation, at=at, actor=actor)
        _pass_on(item, case, citation, at=at, actor=actor)


def _items(minutes: Minutes) -> list[AgendaItem]:
    rows = AgendaItem.objects.filter(meeting=minutes.meeting, state=ItemState.HANDLED)
    if minutes.item_id is not None:
        rows = rows.filter(pk=minutes.item_id)
    related = ("body", "meeting", "handling", "decided")
    return list(rows.select_related(*related).order_by("position"))


def _citation(item: AgendaItem) -> str:
    day = item.meeting.day.isoformat() if item.meeting else ""
    return f"{item.body.name} {day} {item.paragraph}".strip()


def _case_of(item: AgendaItem) -> Case | None:
    handling = getattr(item, "handling", None)
    number = handling.case_number.strip() if handling else ""
    return case_numbered(number) if number else None


def _note_station(
    item: AgendaItem, case: Case | None, citation: str, *, at: dt.datetime, actor: Actor
) -> None:
    """Write in the case's chain what the body did with it."""
    decided = getattr(item, "decided", None)
    if case is None or decided is None:
        return
    kinds = {Outcome.REFERRED_BACK: StepKind.REFERRED_BACK, Outcome.TABLED: StepKind.TABLED}
    kind = kinds.get(Outcome(decided.outcome))
    if kind is None:
        if _proposes_to(item):
            return  # the station is the body that it goes on to
        kind = StepKind.DECIDED
    text = "\n".join(_points(item))
    try:
        with transaction.atomic():
            add_step(
                case,
                kind=kind,
                actor=actor,
                at=at,
                body=item.body,
                citation=citation,
                text=text,
                ref=f"meetings.decided:{item.pk}",
            )
    except CaseRefused:
        return  # a case that is closed by hand stays closed; the minutes stand all the same


def _open_assignments(
    item: AgendaItem, case: Case | None, citation: str, *, at: dt.datetime, actor: Actor
) -> None:
    for row in item.assignments.filter(opened_at__isnull=True).select_related("owner"):
        opened = case is not None and _opened(row, case, citation, at=at, actor=actor)
        row.opened_at = at
        row.save(update_fields=["opened_at"])
        audit.record(
            "meetings.assignment.opened",
            subject=item,
            actor=actor,
            facts={"assignment": row.pk, "case": case.pk if case and opened else None},
        )


def _opened(
    row: DecisionAssignment, case: Case, citation: str, *, at: dt.datetime, actor: Actor
) -> bool:
    """Open the assignment in the case; a closed case leaves it here, with the minutes."""
    try:
        with transaction.atomic():
            open_assignment(
                case=case,
                text=row.text,
                owner=row.owner,
                due_on=max(row.due_on, local_day(at)),
                citation=citation,
                actor=actor,
                at=at,
                body=row.item.body,
                key=f"meetings.assignment:{row.pk}",
            )
    except (CaseRefused, AssignmentRefused):
        return False
    return True


def _proposes_to(item: AgendaItem) -> str:
    handling = getattr(item, "handling", None)
    decided = getattr(item, "decided", None)
    if handling is None or decided is None or decided.outcome != Outcome.DECIDED:
        return ""
    return str(handling.proposes_to).strip()


def _receiving_body(item: AgendaItem) -> Body | None:
    """Give the body that the decision proposes to: by its name, else the one above."""
    name = _proposes_to(item)
    if not name:
        return None
    return Body.objects.filter(name__iexact=name).first() or item.body.parent


def _pass_on(
    item: AgendaItem, case: Case | None, citation: str, *, at: dt.datetime, actor: Actor
) -> AgendaItem | None:
    """Open the item in the body that it goes on to, with the draft and where it has been."""
    body = _receiving_body(item)
    if body is None:
        return None
    passed = open_item(
        body,
        title=item.title,
        text=item.text,
        ready_at=at,
        at=at,
        actor=actor,
        key=f"meetings.passed:{item.pk}:{body.pk}",
        is_closed=item.is_closed,
        closed_because=item.closed_because,
        attachments=[
            NewAttachment(
                title=f"Protokollsutdrag {citation}",
                url=reverse("meetings:paragraph", args=[item.uuid]),
            )
        ],
    )
    _describe(passed, item, at=at, actor=actor)
    if case is not None:
        _move(case, body, citation, passed, at=at, actor=actor)
    audit.record(
        "meetings.item.passed_on",
        subject=item,
        actor=actor,
        facts={"to": body.pk, "item": passed.pk},
        also=[passed, body],
    )
    return passed


def _describe(passed: AgendaItem, item: AgendaItem, *, at: dt.datetime, actor: Actor) -> None:
    handling = item.handling
    before = [
        PreparationStep(
            PreparationKind(each.kind), each.text, each.body_name, each.on, each.paragraph
        )
        for each in item.preparation.all()
    ]
    here = PreparationStep(
        PreparationKind.PREPARING_BODY,
        " ".join(_points(item)),
        item.body.name,
        item.meeting.day if item.meeting else None,
        item.paragraph,
    )
    describe_item(
        passed,
        at=at,
        actor=actor,
        preparation=[*before, here],
        case_number=handling.case_number,
        summary=handling.summary,
        description=handling.description,
        draft_origin=item.body.name,
        draft_points=_points(item),
    )


def _move(
    case: Case,
    body: Body,
    citation: str,
    passed: AgendaItem,
    *,
    at: dt.datetime,
    actor: Actor,
) -> None:
    kind = _STATION.get(BodyKind(body.kind), StepKind.BOARD)
    try:
        with transaction.atomic():
            add_step(
                case,
                kind=kind,
                actor=actor,
                at=at,
                body=body,
                citation=citation,
                url=reverse("meetings:item", args=[passed.uuid]),
                ref=f"meetings.passed:{passed.pk}",
            )
    except CaseRefused:
        return  # as above: a closed case is not opened by the minutes


def _points(item: AgendaItem) -> list[str]:
    decided = getattr(item, "decided", None)
    points = decided.points if decided is not None else []
    return [each["text"] if isinstance(each, dict) else str(each) for each in points]
