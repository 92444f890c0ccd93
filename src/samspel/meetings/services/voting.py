"""Acts of voting (omröstning): ask for it, cast or count the votes, confirm the outcome.

KL 4 kap. 24–26 §§, 5 kap. 10 and 54–56 §§, 6 kap. 33 §. Each vote in a roll call is a row of
its own, committed before the receipt is given; the sender's key makes a vote that is sent
twice one vote. The outcome is computed, by what the law asks of it, and confirmed.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import replace
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from samspel.audit import services as audit
from samspel.audit.actors import Actor
from samspel.foundation.dates import local_day
from samspel.meetings.calculation.record import REJECT
from samspel.meetings.calculation.statute import majority_of
from samspel.meetings.calculation.voting import Tally, count_rows, tally, turned
from samspel.meetings.enums import BallotMethod, QuestionKind, VoteChoice
from samspel.meetings.errors import RecordRefused
from samspel.meetings.models import (
    Ballot,
    BallotVote,
    ItemHandling,
    Participation,
    PresenceInterval,
    PutQuestion,
    Sitting,
)
from samspel.meetings.queries.duties import is_extra_election
from samspel.meetings.queries.room import serving_now
from samspel.meetings.services.putting import open_question, settle
from samspel.meetings.services.room import grown, lock_item, require_going_on, require_lawful
from samspel.people.enums import BodyKind
from samspel.people.models import Person
from samspel.rules.catalogue.choices import SharedAmong, TieBreak
from samspel.rules.facts import Facts


@transaction.atomic
def open_ballot(
    question: PutQuestion,
    *,
    method: BallotMethod,
    key: UUID,
    yes: str = "",
    requested_by: Participation | None = None,
    at: dt.datetime,
    actor: Actor,
    version: int | None = None,
) -> Ballot:
    """Begin a vote on a question that is open; ``yes`` is the key that yes stands for.

    The same key again gives the same ballot. Refuses a question that is settled or being
    voted on, and a secret vote on anything but an election (KL 5 kap. 54 §).
    """
    sitting, handling = lock_item(question.item, actor, version)
    again = Ballot.objects.filter(key=key, question=question).first()
    if again is not None:
        return again
    require_going_on(sitting, handling, at)
    question = open_question(question)
    if hasattr(question, "ballot"):
        raise RecordRefused(_("Omröstningen är redan begärd. Läs in sidan på nytt."))
    require_lawful(
        "meeting.vote",
        {
            "ballot.is_secret": method is BallotMethod.SECRET,
            "item.is_election": handling.is_election,
        },
        at,
    )
    ballot = Ballot.objects.create(
        question=question,
        method=method,
        **_sides(question, yes),
        requested_by=requested_by,
        opened_at=at,
        key=key,
    )
    grown(handling)
    record_ballot("meetings.ballot.opened", ballot, actor, method=method.value)
    return ballot


def _sides(question: PutQuestion, yes: str) -> dict[str, str]:
    keys = [each["key"] for each in question.alternatives]
    if len(keys) != 2:
        raise RecordRefused(_("Det finns bara ett förslag, så det finns inget att rösta om."))
    first = yes or keys[0]
    if first not in keys:
        raise RecordRefused(_("Ja måste stå för ett av de två förslagen."))
    return {"yes_key": first, "no_key": next(each for each in reversed(keys) if each != first)}


@transaction.atomic
def cast_vote(
    ballot: Ballot,
    participation: Participation,
    *,
    choice: VoteChoice,
    key: UUID,
    at: dt.datetime,
    actor: Actor,
) -> BallotVote:
    """Enter how somebody votes in a roll call; a new choice takes the place of the old.

    The same key again is the same vote. Refuses whoever does not serve (KL 4 kap. 24 §),
    a ballot that is confirmed, and one that is not a roll call.
    """
    _sitting, _handling = lock_item(ballot.question.item, actor)
    again = BallotVote.objects.filter(key=key).first()
    if again is not None:
        return again
    ballot = _open(ballot)
    if ballot.method != BallotMethod.ROLL_CALL:
        raise RecordRefused(_("Bara vid upprop antecknas hur var och en röstar."))
    serving = PresenceInterval.objects.filter(
        participation=participation,
        participation__meeting=ballot.question.item.meeting,
        to_at__isnull=True,
        serving=True,
    ).first()
    require_lawful("vote.cast", {"voter.serves": serving is not None}, at)
    vote = BallotVote.objects.filter(ballot=ballot, participation=participation).first()
    if vote is None:
        vote = BallotVote(ballot=ballot, participation=participation)
    elif str(key) in vote.earlier_keys:
        return vote  # sent again after the choice was changed
    else:
        vote.earlier_keys = [*vote.earlier_keys, str(vote.key)]
    vote.choice, vote.cast_at, vote.key = choice, at, key
    vote.serving_for_id = serving.serving_for_id if serving else None
    vote.save()
    record_ballot(
        "meetings.ballot.voted",
        ballot,
        actor,
        participation=participation.pk,
        choice=choice.value,
    )
    return vote


def _open(ballot: Ballot) -> Ballot:
    fresh = Ballot.objects.select_related("question__item__meeting").get(pk=ballot.pk)
    if fresh.confirmed_at is not None:
        raise RecordRefused(_("Omröstningen är redan bekräftad. Läs in sidan på nytt."))
    return fresh


@transaction.atomic
def confirm_ballot(
    ballot: Ballot,
    *,
    counts: Mapping[VoteChoice, int] | None = None,
    casting: VoteChoice | None = None,
    lot: bool | None = None,
    lot_witness: Person | None = None,
    at: dt.datetime,
    actor: Actor,
    version: int | None = None,
) -> Ballot:
    """Count the vote and settle the question by it.

    A roll call is counted from its rows: whoever serves and did not answer is absent.
    ``counts`` are those of a show of hands or ballot papers. What share is asked for and
    what settles a tie, the law of the day says: how the chair voted (``casting`` where the
    rows do not say it), or ``lot`` (KL 5 kap. 55 and 56 §§). Refuses (UnlawfulAct) a tie
    that nothing has settled and more votes than there are members, and a ballot that is
    confirmed.
    """
    sitting, handling = lock_item(ballot.question.item, actor, version)
    ballot = _open(ballot)
    serving = serving_now(sitting.meeting_id)
    given = _counted(ballot, serving, counts)
    own = _casting(ballot, sitting)
    # The law binds a chair who abstained to vote when it is even.
    chosen = own if own in {VoteChoice.YES, VoteChoice.NO} else casting
    about = _about(ballot, handling)
    counted = _tallied(ballot, given, about, len(serving), chosen, lot, at)
    cast = sum(given.values())
    possible = cast if ballot.method == BallotMethod.ROLL_CALL else len(serving)
    said: Facts = {
        "vote.counted_count": cast,
        "vote.possible_count": possible,
        "vote.is_even": counted.tie is not TieBreak.NONE,
        "vote.settled_by": (TieBreak.NONE if counted.carried is None else counted.tie).value,
    }
    require_lawful("vote.count", {**about, **said}, at)
    _write_counts(ballot, counted, sitting, lot_witness)
    ballot.confirmed_at = at
    ballot.save()
    settle(ballot.question, ballot.yes_key if counted.carried else ballot.no_key)
    grown(handling)
    record_ballot(
        "meetings.ballot.confirmed",
        ballot,
        actor,
        yes=counted.yes,
        no=counted.no,
        tie=counted.tie.value,
        result=ballot.question.result,
    )
    return ballot


def _about(ballot: Ballot, handling: ItemHandling) -> dict[str, bool]:
    """Tell what the law asks of the matter that is voted on.

    Whether the council is to be elected anew is asked where one side is to reject it.
    """
    item, question = handling.item, ballot.question
    is_asked = question.kind != QuestionKind.WHEN and REJECT in {ballot.yes_key, ballot.no_key}
    return {
        "body.is_council": item.body.kind == BodyKind.COUNCIL,
        "item.is_election": handling.is_election,
        "item.is_extra_election": is_asked and is_extra_election(item),
    }


def _tallied(
    ballot: Ballot,
    given: Mapping[VoteChoice, int],
    about: Facts,
    present: int,
    casting: VoteChoice | None,
    lot: bool | None,
    at: dt.datetime,
) -> Tally:
    """Count the vote; a share of those present is asked of the side that does not reject."""
    asked = majority_of(
        local_day(at),
        is_council=bool(about["body.is_council"]),
        is_election=bool(about["item.is_election"]),
        is_extra_election=bool(about["item.is_extra_election"]),
    )
    if asked.among is not SharedAmong.PRESENT or ballot.yes_key != REJECT:
        return tally(given, asked, casting=casting, lot=lot, present=present)
    other = tally(turned(given), asked, casting=casting, lot=lot, present=present)
    return replace(other, yes=other.no, no=other.yes, carried=not other.carried)


def _counted(
    ballot: Ballot,
    serving: list[PresenceInterval],
    counts: Mapping[VoteChoice, int] | None,
) -> Mapping[VoteChoice, int]:
    if ballot.method == BallotMethod.ROLL_CALL:
        rows = dict(ballot.votes.values_list("participation_id", "choice"))
        silent = [each for each in serving if each.participation_id not in rows]
        choices = [VoteChoice(each) for each in rows.values()]
        return count_rows([*choices, *[VoteChoice.ABSENT] * len(silent)])
    if counts is None:
        raise RecordRefused(_("Ange hur många som röstade ja och nej."))
    return counts


def _casting(ballot: Ballot, sitting: Sitting) -> VoteChoice | None:
    row = ballot.votes.filter(participation=sitting.chair).first()
    return VoteChoice(row.choice) if row else None


def _write_counts(
    ballot: Ballot, counted: Tally, sitting: Sitting, lot_witness: Person | None
) -> None:
    ballot.yes_count, ballot.no_count = counted.yes, counted.no
    ballot.abstained_count, ballot.absent_count = counted.abstained, counted.absent
    ballot.by_lot = counted.tie is TieBreak.LOT
    ballot.lot_witness = lot_witness if ballot.by_lot else None
    if counted.tie is TieBreak.CASTING_VOTE:
        ballot.casting_vote = sitting.chair


def record_ballot(act: str, ballot: Ballot, actor: Actor, **facts: object) -> None:
    """Leave the trace of an act of voting, with the item that it belongs to."""
    audit.record(act, subject=ballot, actor=actor, facts=facts, also=[ballot.question.item])
