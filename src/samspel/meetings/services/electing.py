"""Proportional elections: asked for by the quota, held by papers of groups, counted.

KL 5 kap. 58 § and 6 kap. 42 §; lagen (2022:629) om proportionella val i kommuner och
regioner (LPV). Where the papers are unlike in a group the election officer orders the names
before they are entered; who wrote what is never known (5 §).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from samspel.audit.actors import Actor
from samspel.meetings.calculation.proportional import (
    Distribution,
    Group,
    NamesMissing,
    distribute,
    elected,
    quota,
)
from samspel.meetings.calculation.record import ELECTED
from samspel.meetings.enums import BallotMethod
from samspel.meetings.errors import RecordRefused
from samspel.meetings.models import AgendaItem, Ballot, ItemHandling, Participation, Sitting
from samspel.meetings.queries.room import putting_of, serving_now
from samspel.meetings.services.room import grown, lock_item, require_going_on, require_lawful
from samspel.meetings.services.voting import record_ballot, write_election
from samspel.rules.catalogue.choices import ElectionOf


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
    needed = quota(len(serving), places)
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
    _require_counted(groups, blank_count, len(serving))
    spread = _distributed(groups, places, drawn)
    return _write(sitting, handling, groups, spread, places, blank_count, key, at, actor)


def _require_counted(groups: Sequence[Group], blank: int, serving: int) -> None:
    if len({each.name for each in groups}) != len(groups) or not groups:
        raise RecordRefused(_("Skriv varje grupp en gång, med sina röster och namn."))
    if sum(each.votes for each in groups) + blank > serving:
        raise RecordRefused(
            _("Fler röster är räknade än de %(count)s som tjänstgör. Räkna om."), count=serving
        )


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


def _write(
    sitting: Sitting,
    handling: ItemHandling,
    groups: Sequence[Group],
    spread: Distribution,
    places: int,
    blank_count: int,
    key: UUID,
    at: dt.datetime,
    actor: Actor,
) -> Ballot:
    try:
        chosen = elected(groups, spread)
    except NamesMissing as missing:
        raise RecordRefused(
            _("%(group)s får fler platser än den har namn. Skriv fler namn."),
            group=str(missing),
        ) from None
    names = [name for each in groups for name in chosen[each.name]]
    ballot = Ballot(method=BallotMethod.SECRET, yes_key=ELECTED, no_key="", key=key)
    ballot.question = write_election(handling.item, names, at)
    ballot.candidates = [
        {
            "name": name,
            "votes": each.votes,
            "elected": name in chosen[each.name],
            "group": each.name,
        }
        for each in groups
        for name in each.names
    ]
    ballot.places, ballot.blank_count = places, blank_count
    ballot.by_lot = any(step.by_lot for step in spread.steps)
    ballot.opened_at = ballot.confirmed_at = at
    ballot.save()
    grown(handling)
    record_ballot(
        "meetings.ballot.confirmed",
        ballot,
        actor,
        places=places,
        by_lot=ballot.by_lot,
        proportional=True,
    )
    return ballot
