"""Acts of putting the question (proposition): put it, find, confirm, or defer by minority.

KL 5 kap. 50 and 53 §§, 6 kap. 33 §. Which question comes next is computed from the
proposals and the answers so far; the chair says what he or she finds, and the gavel
confirms it unless a vote is asked for.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from samspel.audit import services as audit
from samspel.audit.actors import Actor
from samspel.foundation.labels import mark
from samspel.meetings.calculation.procedure import Planned
from samspel.meetings.calculation.record import TODAY
from samspel.meetings.calculation.record.proceedings import Alternative
from samspel.meetings.calculation.spending import spending_facts
from samspel.meetings.calculation.statute import count_laid_down
from samspel.meetings.calculation.voting import is_enough, part_of
from samspel.meetings.enums import ProposalKind, QuestionKind
from samspel.meetings.errors import RecordRefused
from samspel.meetings.models import (
    AgendaItem,
    ItemHandling,
    Participation,
    PutQuestion,
    Sitting,
)
from samspel.meetings.queries.duties import is_tabled_by_law
from samspel.meetings.queries.room import (
    Putting,
    deciding_settings_of,
    minority_used,
    putting_of,
    serving_now,
)
from samspel.meetings.services.room import grown, lock_item, require_going_on, require_lawful


@transaction.atomic
def put_question(
    item: AgendaItem,
    *,
    found: str,
    wording: str = "",
    confirmed: bool = True,
    at: dt.datetime,
    actor: Actor,
    version: int | None = None,
) -> PutQuestion:
    """Put the next question, with what the chair found; the gavel confirms it.

    Without ``confirmed`` it stays open: for a vote, or for the chair to confirm. Refuses
    when nothing is left to put, while another question is open, a finding that is none of
    its sides, and (UnlawfulAct) an extra election that is to be tabled.
    """
    sitting, handling = lock_item(item, actor, version)
    require_going_on(sitting, handling, at)
    _require_no_tabling_by_law(item, at)
    planned = _next(handling)
    if found not in planned.keys:
        raise RecordRefused(_("Ordföranden kan bara finna ett av de förslag som ställs."))
    question = _write(item, planned, found, wording, at)
    if confirmed:
        settle(question, found)
    grown(handling)
    _record("meetings.question.put", question, actor, found=found, confirmed=confirmed)
    return question


def _require_no_tabling_by_law(item: AgendaItem, at: dt.datetime) -> None:
    """Refuse a question where there is none: an extra election is tabled the first time."""
    if is_tabled_by_law(item):
        facts = {
            "body.is_council": True,
            "item.is_extra_election": True,
            "item.was_tabled_before": False,
            "decision.is_tabling": False,
        }
        require_lawful("meeting.decide", {**facts, **spending_facts([])}, at)


def _next(handling: ItemHandling) -> Planned:
    putting = putting_of(handling)
    if putting.open_question is not None:
        raise RecordRefused(_("En fråga är redan ställd. Bekräfta den eller rösta om den."))
    planned = putting.procedure.next_question(putting.answers)
    if planned is None:
        raise RecordRefused(_("Det finns inget mer att ställa proposition på i ärendet."))
    return planned


def _write(
    item: AgendaItem, planned: Planned, found: str, wording: str, at: dt.datetime
) -> PutQuestion:
    return PutQuestion.objects.create(
        item=item,
        number=PutQuestion.objects.filter(item=item).count() + 1,
        kind=planned.kind,
        alternatives=[
            {"key": each.key, "label": each.label, "proposals": list(each.proposal_ids)}
            for each in planned.alternatives
        ],
        found=found,
        wording=wording.strip(),
        put_at=at,
    )


def settle(question: PutQuestion, result: str) -> None:
    """Write what won; from then on the row is closed (a trigger in the migrations)."""
    question.result = result
    question.save(update_fields=["result", "by_minority", "minority_reason"])


@transaction.atomic
def confirm_question(
    question: PutQuestion, *, at: dt.datetime, actor: Actor, version: int | None = None
) -> PutQuestion:
    """Confirm by the gavel what the chair found, when nobody asked for a vote.

    Refuses a question that is settled, or that is being voted on.
    """
    sitting, handling = lock_item(question.item, actor, version)
    require_going_on(sitting, handling, at)
    question = open_question(question)
    if hasattr(question, "ballot"):
        raise RecordRefused(_("Omröstning är begärd. Bekräfta omröstningen i stället."))
    settle(question, question.found)
    grown(handling)
    _record("meetings.question.confirmed", question, actor, result=question.result)
    return question


def open_question(question: PutQuestion) -> PutQuestion:
    """Give the question as it stands now; refuses one that is settled."""
    fresh = PutQuestion.objects.select_related("ballot").get(pk=question.pk)
    if fresh.is_settled:
        raise RecordRefused(_("Frågan är redan avgjord. Läs in sidan på nytt."))
    return fresh


@transaction.atomic
def take_back_question(
    question: PutQuestion, *, at: dt.datetime, actor: Actor, version: int | None = None
) -> None:
    """Take back a question that was put wrong, before it is settled or voted on."""
    sitting, handling = lock_item(question.item, actor, version)
    require_going_on(sitting, handling, at)
    question = open_question(question)
    if hasattr(question, "ballot"):
        raise RecordRefused(_("Omröstning är begärd, så frågan kan inte tas tillbaka."))
    _record("meetings.question.taken_back", question, actor, number=question.number)
    question.delete()
    grown(handling)


@transaction.atomic
def defer_by_minority(
    item: AgendaItem,
    *,
    kind: ProposalKind,
    supporters: Sequence[Participation],
    reason: str = "",
    at: dt.datetime,
    actor: Actor,
    version: int | None = None,
) -> PutQuestion:
    """Settle by a third of those present that the item is referred back or tabled.

    KL 5 kap. 50 §: in the council only, once for both, not in elections; whoever asks to
    refer it back sets the reason. Also when a majority has just found or voted that the
    item is decided today, for as long as nothing else is put. Refuses where that is not
    met, supporters who do not serve, and a deferral that nobody has proposed.
    """
    sitting, handling = lock_item(item, actor, version)
    require_going_on(sitting, handling, at)
    putting = putting_of(handling)
    if putting.open_question is None:
        planned = _asked_again(putting) or _next(handling)
        question = _write(item, planned, TODAY, "", at)
    else:
        question = putting.open_question
    sides = [each["key"] for each in question.alternatives]
    if question.kind != QuestionKind.WHEN or kind not in sides or hasattr(question, "ballot"):
        raise RecordRefused(_("Ingen har yrkat det, eller så är frågan redan avgjord."))
    require_lawful(
        "meeting.defer", _deferral_facts(sitting, handling, kind, supporters, reason), at
    )
    question.by_minority, question.minority_reason = True, reason.strip()
    settle(question, kind.value)
    grown(handling)
    _record(
        "meetings.question.deferred_by_minority",
        question,
        actor,
        kind=kind.value,
        supporters=[each.pk for each in supporters],
    )
    return question


def _asked_again(putting: Putting) -> Planned | None:
    """Give the question of when anew, where a majority has just said that it is today.

    Most often the third is not known until the majority has voted the deferral down. Once
    anything of the matter itself is settled, it is being decided and can't be put off.
    """
    settled = [(each.kind, each.result) for each in putting.answers]
    ways = putting.procedure.formal
    if settled != [(QuestionKind.WHEN, TODAY)] or not ways:
        return None
    return Planned(QuestionKind.WHEN, (Alternative(TODAY, mark("Ärendet avgörs i dag")), *ways))


def _deferral_facts(
    sitting: Sitting,
    handling: ItemHandling,
    kind: ProposalKind,
    supporters: Sequence[Participation],
    reason: str,
) -> dict[str, bool | int | str]:
    serving = {each.participation_id for each in serving_now(sitting.meeting_id)}
    count = len({each.pk for each in supporters} & serving)
    is_council = deciding_settings_of(sitting.meeting.body).is_council
    one_in = count_laid_down("meeting.defer", "deferral.one_in", sitting.meeting.day)
    return {
        "body.is_council": is_council,
        "item.is_election": handling.is_election,
        "deferral.supporters_count": count,
        "deferral.third_count": part_of(len(serving), one_in=one_in),
        "deferral.third_is_met": is_enough(count, len(serving), one_in=one_in),
        "deferral.minority_used": minority_used(handling),
        "deferral.is_referral_back": kind is ProposalKind.REFERRAL_BACK,
        "deferral.has_reason": bool(reason.strip()),
    }


def _record(act: str, question: PutQuestion, actor: Actor, **facts: object) -> None:
    audit.record(act, subject=question, actor=actor, facts=facts, also=[question.item])
