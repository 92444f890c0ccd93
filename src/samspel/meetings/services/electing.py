"""Elections by papers: by majority, or proportionally where enough ask for it.

KL 5 kap. 56 and 58 §§, 6 kap. 42 §; lagen (2022:629) om proportionella val i kommuner och
regioner (LPV). Who wrote what is never known. Where the papers are unlike in a group the
election officer orders the names before they are entered (LPV 5 §).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from samspel.audit.actors import Actor
from samspel.foundation.dates import local_day
from samspel.meetings.calculation.proportional import (
    Distribution,
    Group,
    NamesMissing,
    distribute,
    elected,
    quota,
)
from samspel.meetings.calculation.record import ELECTED
from samspel.meetings.calculation.statute import count_laid_down
from samspel.meetings.calculation.voting import Election, elect
from samspel.meetings.enums import BallotMethod, QuestionKind
from samspel.meetings.errors import RecordRefused
from samspel.meetings.models import (
    AgendaItem,
    Ballot,
    ItemHandling,
    Participation,
    PutQuestion,
)
from samspel.meetings.queries.room import putting_of, serving_now
from samspel.meetings.services.room import grown, lock_item, require_going_on, require_lawful
from samspel.meetings.services.voting import record_ballot
from samspel.people.enums import BodyKind
from samspel.rules.catalogue.choices import ElectionOf, TieBreak
from samspel.rules.facts import Facts


@transaction.atomic
def elect_by_ballot(
    item: AgendaItem,
    *,
    counts: Mapping[str, int],
    key: UUID,
    blank_count: int = 0,
    places: int = 1,
    drawn: tuple[str, ...] = (),
    at: dt.datetime,
    actor: Actor,
    version: int | None = None,
) -> Ballot:
    """Enter an election by ballot papers: names and their votes, never who wrote them.

    Lots between those who are level fill the last places (KL 5 kap. 56 §). The same key
    again is the same election. Refuses an item that is no election, more papers than
    there are members, lots that were not needed, and a tie left open.
    """
    sitting, handling = lock_item(item, actor, version)
    again = Ballot.objects.filter(key=key, question__item=item).first()
    if again is not None:
        return again
    require_going_on(sitting, handling, at)
    if not handling.is_election or putting_of(handling).open_question is not None:
        raise RecordRefused(_("Namn räknas bara vid val med slutna sedlar."))
    possible = len(serving_now(sitting.meeting_id)) * places
    cast = sum(counts.values()) + blank_count
    _require_counted(item, cast, possible, at, drawn=bool(drawn))
    outcome = _elected(counts, places, drawn)
    ballot = Ballot(
        candidates=[
            {"name": name, "votes": votes, "elected": name in outcome.elected}
            for name, votes in sorted(counts.items(), key=lambda each: (-each[1], each[0]))
        ],
        places=places,
        blank_count=blank_count,
        by_lot=bool(drawn),
        key=key,
    )
    return _keep(ballot, handling, outcome.elected, at=at, actor=actor)


@transaction.atomic
def elect_proportionally(
    item: AgendaItem,
    *,
    of: ElectionOf,
    supporters: Sequence[Participation],
    groups: Sequence[Group],
    places: int,
    key: UUID,
    blank_count: int = 0,
    drawn: tuple[str, ...] = (),
    is_of_substitutes: bool = False,
    members_were_proportional: bool = False,
    at: dt.datetime,
    actor: Actor,
    version: int | None = None,
) -> Ballot:
    """Enter a proportional election: the groups' papers, and who took the places.

    ``drawn`` names the groups that lots chose, in the order in which they were needed. The
    same key again is the same election. Refuses what the law stops (no election, too few
    who ask for it, substitutes where the members were not elected so), more papers than
    there are members, a group with too few names, and lots that are missing or not needed.
    """
    sitting, handling = lock_item(item, actor, version)
    again = Ballot.objects.filter(key=key, question__item=item).first()
    if again is not None:
        return again
    require_going_on(sitting, handling, at)
    if putting_of(handling).open_question is not None:
        raise RecordRefused(_("En fråga är redan ställd. Bekräfta den eller rösta om den."))
    if places < 1:
        raise RecordRefused(_("Ange hur många som ska väljas."))
    serving = {each.participation_id for each in serving_now(sitting.meeting_id)}
    asking = len({each.pk for each in supporters} & serving)
    added = count_laid_down(
        "meeting.elect_proportionally", "election.quota_added", local_day(at)
    )
    needed = quota(len(serving), places, added=added)
    require_lawful(
        "meeting.elect_proportionally",
        {
            "item.is_election": handling.is_election,
            "election.of": of.value,
            "election.supporters_count": asking,
            "election.quota_count": needed,
            "election.quota_is_met": asking >= needed,
            "election.is_of_substitutes": is_of_substitutes,
            "election.members_were_proportional": members_were_proportional,
        },
        at,
    )
    if len({each.name for each in groups}) != len(groups) or not groups:
        raise RecordRefused(_("Skriv varje grupp en gång, med sina röster och namn."))
    cast = sum(each.votes for each in groups) + blank_count
    _require_counted(item, cast, len(serving), at)
    spread = _distributed(groups, places, drawn)
    chosen = _elected_of(groups, spread)
    ballot = Ballot(
        candidates=[
            {
                "name": name,
                "votes": each.votes,
                "elected": name in chosen[each.name],
                "group": each.name,
            }
            for each in groups
            for name in each.names
        ],
        places=places,
        blank_count=blank_count,
        by_lot=any(step.by_lot for step in spread.steps),
        key=key,
    )
    names = [name for each in groups for name in chosen[each.name]]
    return _keep(ballot, handling, names, at=at, actor=actor, proportional=True)


def _require_counted(
    item: AgendaItem, votes: int, possible: int, at: dt.datetime, *, drawn: bool = False
) -> None:
    """Refuse more votes than can have been cast, and lots where the law has something else."""
    facts: Facts = {
        "body.is_council": item.body.kind == BodyKind.COUNCIL,
        "item.is_election": True,
        "item.is_extra_election": False,
        "vote.counted_count": votes,
        "vote.possible_count": possible,
        "vote.is_even": drawn,
        "vote.settled_by": (TieBreak.LOT if drawn else TieBreak.NONE).value,
    }
    require_lawful("vote.count", facts, at)


def _elected(counts: Mapping[str, int], places: int, drawn: tuple[str, ...]) -> Election:
    try:
        outcome = elect(counts, places, drawn)
    except ValueError:
        raise RecordRefused(
            _("Lotten kan bara falla på dem som har lika många röster.")
        ) from None
    if outcome.places_left:
        raise RecordRefused(
            _("Lika många röster: %(names)s. Dra lott och ange vem lotten föll på."),
            names=", ".join(outcome.tied),
        )
    return outcome


def _distributed(groups: Sequence[Group], places: int, drawn: tuple[str, ...]) -> Distribution:
    try:
        spread = distribute(groups, places, drawn)
    except ValueError:
        raise RecordRefused(
            _("Lotten kan bara falla på en grupp som har samma jämförelsetal som en annan.")
        ) from None
    if spread.level:
        raise RecordRefused(
            _("Samma jämförelsetal: %(names)s. Dra lott och ange vilken grupp lotten föll på."),
            names=", ".join(spread.level),
        )
    return spread


def _elected_of(groups: Sequence[Group], spread: Distribution) -> dict[str, tuple[str, ...]]:
    try:
        return elected(groups, spread)
    except NamesMissing as missing:
        raise RecordRefused(
            _("%(group)s får fler platser än den har namn. Skriv fler namn."),
            group=str(missing),
        ) from None


def _keep(
    ballot: Ballot,
    handling: ItemHandling,
    chosen: Sequence[str],
    *,
    at: dt.datetime,
    actor: Actor,
    **facts: object,
) -> Ballot:
    """Write an election that has been counted: its question, who was elected, its trace."""
    ballot.question = PutQuestion.objects.create(
        item=handling.item,
        number=PutQuestion.objects.filter(item=handling.item).count() + 1,
        kind=QuestionKind.ELECTION,
        alternatives=[{"key": ELECTED, "label": ", ".join(chosen), "proposals": []}],
        found=ELECTED,
        result=ELECTED,
        put_at=at,
    )
    ballot.method, ballot.yes_key, ballot.no_key = BallotMethod.SECRET, ELECTED, ""
    ballot.opened_at = ballot.confirmed_at = at
    ballot.save()
    grown(handling)
    facts |= {"places": ballot.places, "by_lot": ballot.by_lot}
    record_ballot("meetings.ballot.confirmed", ballot, actor, **facts)
    return ballot
