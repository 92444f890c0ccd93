"""To conclude an item: the outcome is computed from what happened, and confirmed.

KL 5 kap. 53 and 67 §§. The paragraph is numbered per body and year (or per meeting, as the
body has it) under the body's lock, so that no number is given twice and none is skipped.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from django.db import transaction
from django.utils.translation import gettext, override
from django.utils.translation import gettext_lazy as _

from samspel.audit import services as audit
from samspel.audit.actors import Actor
from samspel.foundation.dates import local_day
from samspel.meetings import events
from samspel.meetings.calculation import paragraph_key
from samspel.meetings.calculation.minutes.naming import inside
from samspel.meetings.calculation.procedure import NotAskedYet, Result
from samspel.meetings.calculation.record import ELECTED, REJECT, DecisionPoint
from samspel.meetings.calculation.spending import spending_facts
from samspel.meetings.enums import DecisionKind, ItemState, Numbering, Outcome, QuestionKind
from samspel.meetings.errors import RecordRefused
from samspel.meetings.models import (
    AgendaItem,
    Decision,
    ItemDecision,
    ItemHandling,
    NotDeciding,
    PutQuestion,
    Sitting,
)
from samspel.meetings.queries.duties import is_tabled_by_law
from samspel.meetings.queries.room import (
    deciding_settings_of,
    putting_of,
    quorum_now,
    serving_now,
)
from samspel.meetings.services import case_chain, passing
from samspel.meetings.services.conflicts import take_in
from samspel.meetings.services.locks import lock_body
from samspel.meetings.services.room import (
    grown,
    lock_item,
    require_going_on,
    require_lawful,
)
from samspel.meetings.services.running import handling_facts
from samspel.people.enums import BodyKind
from samspel.people.models import Body
from samspel.rules.facts import Facts


@transaction.atomic
def conclude_item(
    item: AgendaItem,
    *,
    at: dt.datetime,
    actor: Actor,
    version: int | None = None,
    points: Sequence[str] | None = None,
    kind: DecisionKind = DecisionKind.OTHER,
) -> ItemDecision:
    """Conclude the item: confirm what the questions came to, with the next paragraph.

    ``points`` words the computed decision, where the grammar needs it; who won can't be
    changed. An extra election is tabled the first time, without a question (5 kap. 50 §). A
    decision becomes the ``Decision`` row that others refer to; the item closes
    with its paragraph, and whoever was disqualified comes back. Refuses while a question
    is left to put, what the law stops, and wording where nothing was decided.
    """
    lock_body(item.body)
    sitting, handling = lock_item(item, actor, version)
    require_going_on(sitting, handling, at)
    by_law = is_tabled_by_law(item)
    result = Result(Outcome.TABLED, "") if by_law else _result(handling)
    require_lawful("meeting.handle_item", handling_facts(sitting, handling), at)
    worded = _worded(handling, result, points)
    verdict = require_lawful(
        "meeting.decide", _decision_facts(item, result, worded, by_law=by_law), at
    )
    paragraph = next_paragraph(item, sitting)
    decided = _write(sitting, handling, result, worded, paragraph, kind, at, actor)
    _close(handling, paragraph, worded, at)
    take_in(sitting, handling, at)
    case_chain.note_concluded(handling.item, decided, at=at, actor=actor)
    passing.come_again(handling.item, decided, at=at, actor=actor)
    audit.record(
        "meetings.item.concluded",
        subject=item,
        actor=actor,
        facts={
            "paragraph": paragraph,
            "outcome": str(result.outcome),
            "winner": result.winner,
            "worded": points is not None,
            "warned": [each.id for each in verdict.warning],
        },
        also=[each for each in (item.meeting, decided.decision) if each],
    )
    if decided.decision is not None:
        events.decision_recorded.send(
            Decision, decision=decided.decision, replaced=None, actor=actor
        )
    events.item_handled.send(AgendaItem, item=handling.item, actor=actor)
    events.item_concluded.send(AgendaItem, item=handling.item, decided=decided, actor=actor)
    return decided


def _result(handling: ItemHandling) -> Result:
    putting = putting_of(handling)
    if putting.open_question is not None:
        raise RecordRefused(_("En fråga är ställd men inte avgjord. Bekräfta den först."))
    try:
        return putting.procedure.result(putting.answers)
    except NotAskedYet:
        raise RecordRefused(
            _("Alla förslag är inte ställda än. Lägg fram dem innan ärendet avgörs.")
        ) from None


def _worded(
    handling: ItemHandling, result: Result, points: Sequence[str] | None
) -> tuple[DecisionPoint, ...]:
    computed = putting_of(handling).procedure.points(result)
    if points is None:
        return computed or _phrase(handling, result)
    texts = [each.strip() for each in points if each.strip()]
    if not texts or result.outcome is Outcome.NOTED:
        raise RecordRefused(_("Det finns inget beslut att formulera i ärendet."))
    if len(texts) == 1:
        return (DecisionPoint(0, texts[0]),)
    return tuple(DecisionPoint(number, text) for number, text in enumerate(texts, 1))


def _decision_facts(
    item: AgendaItem, result: Result, points: tuple[DecisionPoint, ...], *, by_law: bool
) -> Facts:
    """Give the facts that the law asks for of the decision as it is worded."""
    worded = [each.text for each in points] if result.outcome is Outcome.DECIDED else []
    return {
        "body.is_council": item.body.kind == BodyKind.COUNCIL,
        "item.is_extra_election": by_law,
        "item.was_tabled_before": not by_law,
        "decision.is_tabling": result.outcome is Outcome.TABLED,
        **spending_facts(worded),
    }


def _phrase(handling: ItemHandling, result: Result) -> tuple[DecisionPoint, ...]:
    """Give the decision where no proposal words it; always in Swedish, as minutes are."""
    with override("sv"):
        text = {
            Outcome.REFERRED_BACK: gettext("Ärendet återremitteras."),
            Outcome.TABLED: gettext("Ärendet bordläggs."),
            Outcome.NOTED: gettext("Informationen antecknas till protokollet."),
            Outcome.DECIDED: _decided(handling, result),
        }[result.outcome]
    return (DecisionPoint(0, text),) if text else ()


def _decided(handling: ItemHandling, result: Result) -> str:
    """Give the phrase for a rejection, or for whoever was elected."""
    if result.winner == REJECT:
        return gettext("Förslaget avslås.")
    if result.winner != ELECTED:
        return ""
    question = PutQuestion.objects.get(item=handling.item, kind=QuestionKind.ELECTION)
    return gettext("%(names)s väljs.") % {"names": question.alternatives[0]["label"]}


def next_paragraph(item: AgendaItem, sitting: Sitting) -> str:
    """Give the next § of the body's year, or of the meeting; under the body's lock."""
    settings = deciding_settings_of(item.body)
    items = AgendaItem.objects.filter(body=item.body).exclude(paragraph="")
    if settings.numbering == Numbering.MEETING:
        used = set(items.filter(meeting=sitting.meeting).values_list("paragraph", flat=True))
    else:
        year = sitting.meeting.year
        used = set(items.filter(meeting__year=year).values_list("paragraph", flat=True))
        used |= _entered(item.body, year)
    highest = max((paragraph_key(each)[0] for each in used), default=0)
    return f"§ {highest + 1}"


def _entered(body: Body, year: int) -> set[str]:
    rows = Decision.objects.filter(body=body, decided_on__year=year)
    return set(rows.values_list("paragraph", flat=True))


def _write(
    sitting: Sitting,
    handling: ItemHandling,
    result: Result,
    points: tuple[DecisionPoint, ...],
    paragraph: str,
    kind: DecisionKind,
    at: dt.datetime,
    actor: Actor,
) -> ItemDecision:
    item = handling.item
    serving = serving_now(sitting.meeting_id)
    quorum = quorum_now(sitting, item, serving)
    minority = PutQuestion.objects.filter(
        item=item, kind=QuestionKind.WHEN, by_minority=True
    ).first()
    decision = None
    if points:
        decision = Decision.objects.create(
            body=item.body,
            item=item,
            decided_on=local_day(at),
            paragraph=paragraph,
            title=item.title,
            text=_as_text(points),
            kind=kind,
            entered_by_id=actor.person_id,
            entered_at=at,
        )
    out = set(NotDeciding.objects.filter(item=item).values_list("participation_id", flat=True))
    return ItemDecision.objects.create(
        item=item,
        decision=decision,
        outcome=result.outcome,
        introduction=_introduction(handling, result),
        points=[{"number": each.number, "text": each.text} for each in points],
        winner=result.winner,
        additions=list(result.additions),
        by_minority=minority is not None,
        minority_reason=minority.minority_reason if minority else "",
        quorum={
            "present": quorum.present,
            "needed": quorum.needed,
            "seats": quorum.seats,
            "conflict_exception": quorum.conflict_exception,
        },
        serving=[
            {
                "participation": each.participation_id,
                "serving_for": each.serving_for_id,
                "remote": each.remote,
                "presides": each.participation_id == sitting.chair_id,
                "decides": each.participation_id not in out,
            }
            for each in serving
        ],
        taken_at=at,
    )


def _introduction(handling: ItemHandling, result: Result) -> str:
    """Give the phrase before the points: who decides, or proposes to whom; in Swedish."""
    name = handling.item.body.name
    if result.outcome is Outcome.NOTED:
        return ""
    with override("sv"):
        if handling.proposes_to and result.outcome is Outcome.DECIDED:
            return gettext("%(body)s föreslår %(other)s besluta") % {
                "body": name,
                "other": inside(handling.proposes_to),
            }
        return gettext("%(body)s beslutar") % {"body": name}


def _as_text(points: tuple[DecisionPoint, ...]) -> str:
    return "\n".join(
        f"{each.number}. {each.text}" if each.number else each.text for each in points
    )


def _close(
    handling: ItemHandling, paragraph: str, points: tuple[DecisionPoint, ...], at: dt.datetime
) -> None:
    item = handling.item
    item.state, item.handled_at = ItemState.HANDLED, at
    item.paragraph, item.outcome = paragraph, _as_text(points)
    item.save(update_fields=["state", "handled_at", "paragraph", "outcome"])
    handling.ended_at = at
    grown(handling, "ended_at")
