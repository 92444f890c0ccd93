"""How an item goes on: to the body that the decision proposes to, or round once more.

What a working committee proposes to its board, or a board to the council, stands there
as an item by itself when the minutes are approved, with its papers, the draft and where
it has been. Before the council a case has to be prepared (KL 5 kap. 26–28 §§): what a
committee proposes to the council goes to the executive board first, which always gets
its say. What is tabled comes up at the body's next meeting.
"""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.urls import reverse

from samspel.audit import services as audit
from samspel.audit.actors import Actor
from samspel.cases.models import Case
from samspel.cases.queries import preparation_check
from samspel.documents.services import share
from samspel.foundation.dates import local_day
from samspel.foundation.swedish import genitive
from samspel.meetings.calculation.record import PreparationStep
from samspel.meetings.calculation.statute import is_laid_down, known_from
from samspel.meetings.enums import ItemKind, ItemState, Outcome, PreparationKind, Route
from samspel.meetings.models import AgendaAttachment, AgendaItem, ItemDecision
from samspel.meetings.services.agenda import NewAttachment, open_item
from samspel.meetings.services.case_chain import (
    case_of,
    points_of,
    proposes_to,
    standing,
)
from samspel.meetings.services.describing import describe_item
from samspel.people.enums import BodyKind
from samspel.people.models import Body
from samspel.rules.provisions import Outcome as Judged


def pass_on(
    item: AgendaItem, case: Case | None, citation: str, *, at: dt.datetime, actor: Actor
) -> AgendaItem | None:
    """Open the item in the body that it goes on to, with its papers and where it has been.

    Gives None where the decision proposes to nobody. Where the council may not take the
    case up yet, the item goes to the executive board, with the council as the next.
    """
    wanted = _body_proposed_to(item)
    if wanted is None:
        return None
    body = _on_the_way(item, case, wanted, citation, at)
    passed = _opened(item, case, body, citation, at=at, actor=actor)
    if passed is None:
        return None
    _describe(passed, item, wanted, at=at, actor=actor)
    audit.record(
        "meetings.item.passed_on",
        subject=item,
        actor=actor,
        facts={"to": body.pk, "item": passed.pk, "proposed_to": wanted.pk},
        also=[passed, body],
    )
    return passed


def _body_proposed_to(item: AgendaItem) -> Body | None:
    """Give the body that the decision proposes to: by its name, else the one above."""
    name = proposes_to(item, getattr(item, "decided", None))
    if not name:
        return None
    return Body.objects.filter(name__iexact=name).first() or item.body.parent


def _on_the_way(
    item: AgendaItem, case: Case | None, wanted: Body, citation: str, at: dt.datetime
) -> Body:
    """Give the body itself, or the executive board where the council may not have it yet."""
    if wanted.kind != BodyKind.COUNCIL or item.body.kind == BodyKind.EXECUTIVE_BOARD:
        return wanted
    if case is not None:
        verdict = preparation_check(case, on=local_day(at), citation=citation)
        if verdict.outcome is not Judged.STOPPED:
            return wanted
    return Body.objects.filter(kind=BodyKind.EXECUTIVE_BOARD).first() or wanted


def _opened(
    item: AgendaItem,
    case: Case | None,
    body: Body,
    citation: str,
    *,
    at: dt.datetime,
    actor: Actor,
) -> AgendaItem | None:
    """Open the item, unless the case stands with the body already."""
    if case is not None and standing(case, body) is not None:
        return None
    key = f"meetings.passed:{item.pk}:{body.pk}"
    passed = open_item(
        body,
        title=item.title,
        text=item.text,
        ready_at=at,
        at=at,
        actor=actor,
        key=key,
        is_closed=item.is_closed,
        closed_because=item.closed_because,
        case=case if case is not None and case.closed_on is None else None,
        citation=citation,
        attachments=[
            NewAttachment(
                title=f"Protokollsutdrag {citation}",
                url=reverse("meetings:paragraph", args=[item.uuid]),
            )
        ],
    )
    bring_papers(item, passed, at=at, actor=actor)
    return passed


def bring_papers(
    item: AgendaItem, to: AgendaItem, *, at: dt.datetime, actor: Actor
) -> list[AgendaAttachment]:
    """Let an item have another's papers too, as they are now, after its own.

    A paper that it has already, or that has been removed, does not come twice.
    """
    there = list(to.attachments.all())
    had = {(each.title, each.url) for each in there}
    order = max((each.order for each in there), default=0)
    brought = []
    for paper in item.attachments.select_related("document"):
        document = paper.document
        gone = document is not None and document.removed_at is not None
        if gone or (document is None and (paper.title, paper.url) in had):
            continue
        order += 1
        shared = share(document, owner=to, actor=actor, at=at) if document else None
        brought.append(
            AgendaAttachment(
                item=to, title=paper.title, url=paper.url, document=shared, order=order
            )
        )
    return AgendaAttachment.objects.bulk_create(brought)


def _describe(
    passed: AgendaItem, item: AgendaItem, wanted: Body, *, at: dt.datetime, actor: Actor
) -> None:
    points = points_of(getattr(item, "decided", None))
    describe_item(
        passed,
        at=at,
        actor=actor,
        preparation=_steps_with(item, PreparationKind.PREPARING_BODY, " ".join(points)),
        draft_origin=_called(item.body, wanted),
        draft_points=points,
        proposes_to=_next_after(passed, wanted),
        **_words_of(item),
    )


def proposal_to(body: Body, case: Case) -> AgendaItem | None:
    """Give the item in which another body has proposed to this one, last of all in the case.

    Also what was on its way to the council stands as proposed to the executive board.
    """
    decided = AgendaItem.objects.filter(
        case=case, state=ItemState.HANDLED, decided__isnull=False
    )
    last = (
        decided.select_related("body__parent", "meeting", "handling", "decided")
        .order_by("-decided__taken_at", "-pk")
        .first()
    )
    if last is None or last.body_id == body.pk:
        return None
    wanted = _body_proposed_to(last)
    if wanted is None or (wanted.pk != body.pk and body.kind != BodyKind.EXECUTIVE_BOARD):
        return None
    return last


def draft_of(item: AgendaItem, body: Body) -> dict[str, Any]:
    """Give what an item's decision proposes to a body: whose proposal it is, and its points."""
    points = points_of(getattr(item, "decided", None))
    return {"draft_origin": _called(item.body, body), "draft_points": points}


def step_of(item: AgendaItem) -> PreparationStep:
    """Give what a body proposed as a step of the preparation."""
    day = item.meeting.day if item.meeting else None
    text = " ".join(points_of(getattr(item, "decided", None)))
    return PreparationStep(
        PreparationKind.PREPARING_BODY, text, item.body.name, day, item.paragraph
    )


def _called(body: Body, wanted: Body) -> str:
    """Give what a body is called to another: to its own board "arbetsutskottet"."""
    own = f"{genitive(wanted.name)} "
    rest = body.name.removeprefix(own)
    return f"{rest}et" if body.name.startswith(own) and rest.endswith("utskott") else body.name


def _next_after(passed: AgendaItem, wanted: Body) -> str:
    """Give whom the receiving body proposes to in its turn.

    The council, where the item was on its way there or the case is decided there.
    """
    if passed.body_id != wanted.pk:
        return wanted.name
    case = passed.case
    if case is None or case.deciding_body_id == passed.body_id:
        return ""
    return case.deciding_body.name


def _words_of(item: AgendaItem) -> dict[str, Any]:
    """Give what an item says of its case, for the one that takes it further."""
    names = ("case_number", "summary", "description")
    return {name: getattr(item.handling, name) for name in names}


def _steps_with(
    item: AgendaItem, kind: PreparationKind, text: str = ""
) -> list[PreparationStep]:
    """Give the steps behind an item, and its own as the last."""
    day = item.meeting.day if item.meeting else None
    here = PreparationStep(kind, text, item.body.name, day, item.paragraph)
    return [*steps_behind(item), here]


def steps_behind(item: AgendaItem) -> list[PreparationStep]:
    """Give the steps of the preparation that an item carries with it."""
    return [
        PreparationStep(
            PreparationKind(each.kind), each.text, each.body_name, each.on, each.paragraph
        )
        for each in item.preparation.all()
    ]


def come_again(
    item: AgendaItem, decided: ItemDecision, *, at: dt.datetime, actor: Actor
) -> AgendaItem | None:
    """Let what is tabled come up at the body's next meeting, as it was.

    Gives the item that waits for it, or None where nothing was tabled. What somebody has
    asked the council is put again by whoever asked. In the council it is the law that lets
    it come up (KL 5 kap. 51 §); of committees the law is silent, and it comes up as the
    working order of every committee has it.
    """
    if decided.outcome != Outcome.TABLED or item.kind != ItemKind.MATTER:
        return None
    if hasattr(item, "asking") or not _comes_up_at_next(item.body, local_day(at)):
        return None
    case = case_of(item)
    if case is not None and (case.closed_on is not None or standing(case, item.body)):
        case = None
    again = open_item(
        item.body,
        title=item.title,
        text=item.text,
        ready_at=at,
        at=at,
        actor=actor,
        key=f"meetings.tabled:{item.pk}",
        route=Route.NEXT_MEETING,
        is_closed=item.is_closed,
        closed_because=item.closed_because,
        case=case,
    )
    bring_papers(item, again, at=at, actor=actor)
    _describe_again(again, item, at=at)
    return again


def _comes_up_at_next(body: Body, on: dt.date) -> bool:
    return body.kind != BodyKind.COUNCIL or is_laid_down(
        "matter.table", "tabling.comes_up_at_next", known_from(on), is_council=True
    )


def _describe_again(again: AgendaItem, item: AgendaItem, *, at: dt.datetime) -> None:
    as_before = ("draft_origin", "draft_points", "is_election", "proposes_to")
    describe_item(
        again,
        at=at,
        actor=Actor.system("Bordlagt ärende"),
        preparation=_steps_with(item, PreparationKind.TABLED),
        **_words_of(item),
        **{name: getattr(item.handling, name) for name in as_before},
    )
