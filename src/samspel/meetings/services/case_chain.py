"""The chain of an item's case follows what happens to the item, by itself.

An item of a case that lands on an agenda, is moved, is tabled or referred back, is
decided or drops out brings the case to its next station in the same transaction, so that
the case's page always says where it is. KL 5 kap. 26–28 §§: the board's decision to lay
a case before the council stands as the citation of the council's station.
"""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext, override

from samspel.audit.actors import Actor
from samspel.cases.enums import StepKind
from samspel.cases.errors import CaseRefused
from samspel.cases.models import Case, CaseStep
from samspel.cases.queries import case_numbered
from samspel.cases.services import add_step, end_case
from samspel.foundation.dates import say_date
from samspel.meetings.enums import ItemState, Leaving, Outcome, ProposalKind
from samspel.meetings.enums.minutes import MinutesKind, MinutesState
from samspel.meetings.models import AgendaItem, ItemDecision, Meeting, Minutes
from samspel.people.enums import BodyKind
from samspel.people.models import Body

_STATION = {
    BodyKind.COUNCIL: StepKind.COUNCIL,
    BodyKind.WORKING_COMMITTEE: StepKind.PREPARING_BODY,
    BodyKind.DRAFTING_COMMITTEE: StepKind.PREPARING_BODY,
}
_PUT_OFF_BY = {
    Outcome.REFERRED_BACK: ProposalKind.REFERRAL_BACK,
    Outcome.TABLED: ProposalKind.TABLING,
}
_TURNED_BACK = {
    Outcome.REFERRED_BACK: StepKind.REFERRED_BACK,
    Outcome.TABLED: StepKind.TABLED,
}


def station_of(body: Body) -> StepKind:
    """Give the station of the preparation at which a case stands when a body has it."""
    return _STATION.get(BodyKind(body.kind), StepKind.BOARD)


def case_of(item: AgendaItem) -> Case | None:
    """Give the case that an item is about: by its own, else by the number it is described by."""
    if item.case_id is not None:
        return item.case
    handling = getattr(item, "handling", None)
    number = handling.case_number.strip() if handling else ""
    return case_numbered(number) if number else None


def citation_of(item: AgendaItem) -> str:
    """Give how a decision is referred to: body, day and §."""
    day = item.meeting.day.isoformat() if item.meeting else ""
    return f"{item.body.name} {day} {item.paragraph}".strip()


def standing(case: Case, body: Body) -> AgendaItem | None:
    """Give the item under which a case waits or stands with a body, if it does."""
    waiting = AgendaItem.objects.filter(
        case=case, body=body, state__in=[ItemState.WAITING, ItemState.PLACED]
    )
    return waiting.select_related("body", "meeting").first()


def note_there(item: AgendaItem, *, at: dt.datetime, actor: Actor) -> None:
    """Note where an item stands that has just been tied to its case."""
    if item.meeting is None:
        note_waiting(item, at=at, actor=actor)
    else:
        note_placed(item, item.meeting, at=at, actor=actor)


def note_waiting(
    item: AgendaItem, *, at: dt.datetime, actor: Actor, citation: str = "", why: str = ""
) -> None:
    """Note that the body has the case, and that it waits for a meeting."""
    with override("sv"):
        said = " ".join(filter(None, (why, gettext("Väntar på ett möte."))))
    placed = item.placements.order_by("-id").values_list("pk", flat=True).first()
    _step(
        item,
        ref=f"meetings.waiting:{item.pk}:{placed or 0}",
        text=said,
        at=at,
        actor=actor,
        citation=citation,
    )


def note_placed(
    item: AgendaItem,
    meeting: Meeting,
    *,
    at: dt.datetime,
    actor: Actor,
    citation: str = "",
    why: str = "",
) -> None:
    """Note that the item stands on a meeting's agenda."""
    if item.case_id is None:
        return
    placed = item.placements.filter(left_at__isnull=True).values_list("pk", flat=True).first()
    with override("sv"):
        stands = gettext("Tas upp på mötet %(day)s.") % {"day": say_date(meeting.day, "sv")}
    _step(
        item,
        ref=f"meetings.placed:{placed}",
        text=" ".join(filter(None, (why, stands))),
        at=at,
        actor=actor,
        citation=citation,
    )


def note_moved(
    item: AgendaItem,
    previous: Meeting,
    to: Meeting | None,
    why: Leaving,
    *,
    at: dt.datetime,
    actor: Actor,
) -> None:
    """Note that the item has left one meeting, and why, and where it stands now."""
    if item.case_id is None:
        return
    with override("sv"):
        said = {
            Leaving.NOT_REACHED: gettext("Hanns inte med på mötet %(day)s."),
            Leaving.CANCELLED: gettext("Mötet %(day)s är inställt."),
        }.get(why, gettext("Flyttat från mötet %(day)s."))
    text = said % {"day": say_date(previous.day, "sv")}
    if to is None:
        note_waiting(item, at=at, actor=actor, why=text)
    else:
        note_placed(item, to, at=at, actor=actor, why=text)


def note_meeting_moved(
    item: AgendaItem, meeting: Meeting, *, at: dt.datetime, actor: Actor
) -> None:
    """Note that the whole meeting has another day, with its items."""
    if item.case_id is None:
        return
    with override("sv"):
        text = gettext("Mötet är flyttat till %(day)s.")
    _step(
        item,
        ref=f"meetings.moved:{item.pk}:{meeting.calendar_sequence}",
        text=text % {"day": say_date(meeting.day, "sv")},
        at=at,
        actor=actor,
    )


def note_withdrawn(item: AgendaItem, *, at: dt.datetime, actor: Actor) -> None:
    """Note that the item drops out: the case is with its official again."""
    if item.case_id is None:
        return
    with override("sv"):
        text = gettext("Utgick hos %(body)s.") % {"body": item.body.name}
    _step(
        item,
        kind=StepKind.OFFICERS_REPORT,
        body=None,
        ref=f"meetings.withdrawn:{item.pk}",
        text=" ".join(filter(None, (text, item.withdrawn_reason))),
        at=at,
        actor=actor,
    )


def note_entered(item: AgendaItem, *, at: dt.datetime, actor: Actor) -> None:
    """Note an item that is entered by hand as handled.

    The body that decides the case has decided it; another has sent it on, which the
    station's citation says.
    """
    case = item.case
    if case is None:
        return
    decides = case.deciding_body_id == item.body_id
    _step(
        item,
        kind=StepKind.DECIDED if decides else None,
        ref=f"meetings.decided:{item.pk}",
        text=item.outcome,
        at=at,
        actor=actor,
        citation=citation_of(item),
    )


def _asked_for(item: AgendaItem, decided: ItemDecision) -> list[str]:
    """Give what those said who had the item put off: what is to be looked into."""
    kind = _PUT_OFF_BY.get(Outcome(decided.outcome))
    if kind is None:
        return []
    asked = item.proposals.filter(kind=kind, withdrawn_at__isnull=True, refused_because="")
    said = [decided.minority_reason, *(each.text for each in asked)]
    return list(dict.fromkeys(text for each in said if (text := each.strip())))


def note_concluded(
    item: AgendaItem, decided: ItemDecision, *, at: dt.datetime, actor: Actor
) -> None:
    """Note in the chain what the body did with the case.

    Where the body proposes to another, the station is that body, when the minutes are
    approved and the item has come there.
    """
    kind = _TURNED_BACK.get(Outcome(decided.outcome))
    why = _asked_for(item, decided)
    if kind is None:
        if proposes_to(item, decided):
            return
        kind = StepKind.DECIDED
    _step(
        item,
        kind=kind,
        ref=f"meetings.decided:{item.pk}",
        text="\n".join([*points_of(decided), *why]),
        at=at,
        actor=actor,
        citation=citation_of(item),
    )


def proposes_to(item: AgendaItem, decided: ItemDecision | None) -> str:
    """Give the name of the body that a decision proposes to, or nothing."""
    handling = getattr(item, "handling", None)
    if handling is None or decided is None or decided.outcome != Outcome.DECIDED:
        return ""
    return str(handling.proposes_to).strip()


def points_of(decided: ItemDecision | None) -> list[str]:
    """Give the points of a decision as texts."""
    points = decided.points if decided is not None else []
    return [each["text"] if isinstance(each, dict) else str(each) for each in points]


def note_dispatched(
    item: AgendaItem, names: list[str], *, at: dt.datetime, actor: Actor
) -> None:
    """Note that the extract has gone out, where the case is decided and waits for that."""
    case = case_of(item)
    if case is None:
        return
    now = case.steps.filter(ended_at__isnull=True).values_list("kind", flat=True).first()
    if now == StepKind.DECIDED:
        with override("sv"):
            text = gettext("Till %(names)s.") % {"names": ", ".join(names)}
        _step(
            item,
            kind=StepKind.DISPATCHED,
            body=None,
            ref=f"meetings.dispatched:{item.pk}",
            text=text,
            at=at,
            actor=actor,
            citation=citation_of(item),
        )


def end_when_done(item: AgendaItem, *, at: dt.datetime, actor: Actor) -> None:
    """Close a case that the council has decided, when nothing more is to be done in it.

    That is: the minutes are approved, everybody who is to have the extract has got it,
    and every assignment is reported on.
    """
    case = case_of(item)
    if case is None or item.body.kind != BodyKind.COUNCIL:
        return
    if item.body_id != case.deciding_body_id or _waits(item):
        return
    end_case(case, actor=actor, at=at, citation=citation_of(item))


def _waits(item: AgendaItem) -> bool:
    if item.state != ItemState.HANDLED or not _is_approved(item):
        return True
    sent = set(item.extracts.values_list("dispatches__name", flat=True))
    wanted = set(item.recipients.values_list("name", flat=True))
    return not wanted <= sent


def _is_approved(item: AgendaItem) -> bool:
    if item.meeting is None:
        return False
    approved = Minutes.objects.filter(meeting=item.meeting, state=MinutesState.APPROVED)
    whole, own = approved.filter(kind=MinutesKind.WHOLE), approved.filter(item=item)
    return whole.exists() or own.exists()


def _step(
    item: AgendaItem, *, ref: str, at: dt.datetime, actor: Actor, **facts: Any
) -> CaseStep | None:
    """Bring the item's case to a station: the body's own, unless another is named.

    A case that is closed by hand stays closed, and the item goes on all the same.
    """
    case = case_of(item)
    if case is None:
        return None
    body = facts.pop("body", item.body)
    kind = facts.pop("kind", None) or station_of(item.body)
    try:
        with transaction.atomic():
            return add_step(
                case,
                kind=kind,
                body=body,
                ref=ref,
                at=_not_before(case, at),
                actor=actor,
                url=reverse("meetings:item", args=[item.uuid]),
                **facts,
            )
    except CaseRefused:
        return None


def _not_before(case: Case, at: dt.datetime) -> dt.datetime:
    """Give the moment, or the one when the case came where it is if that is later."""
    begun = case.steps.filter(ended_at__isnull=True).values_list("begun_at", flat=True).first()
    return max(at, begun) if begun else at
