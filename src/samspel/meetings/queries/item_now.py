"""One item with all that has happened at it, in a single statement.

The lists come as JSON in columns of the item's own row, so that an item with sixty
votes costs as much to read as one with none.
"""

from __future__ import annotations

import datetime as dt
import json
from types import SimpleNamespace
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from samspel.kit.prepared_query import JsonRows, PreparedQuery, read_json
from samspel.meetings.calculation.room import Entry, ItemNow
from samspel.meetings.calculation.statute import is_tabled_first
from samspel.meetings.enums.calling import Edition, WishState
from samspel.meetings.models import (
    AgendaAttachment,
    AgendaItem,
    Ballot,
    BallotVote,
    ConflictOfInterest,
    CouncilAsking,
    ItemDecision,
    ItemHandling,
    NotDeciding,
    PackPart,
    Proposal,
    ProtocolNote,
    PutQuestion,
    Reservation,
    Seconding,
    Wish,
)
from samspel.meetings.queries.duties import extra_elections_to_table
from samspel.people.enums import BodyKind

_HANDLING = (
    *("version", "draft_origin", "draft_points", "main", "summary", "case_number"),
    *("is_election", "is_authority", "immediately_approved_at"),
)
_LISTS = {
    "papers": JsonRows(
        AgendaAttachment,
        "id title url document=document__uuid",
        "item",
        order="order",
        only=Q(document__isnull=True) | Q(document__removed_at__isnull=True),
    ),
    "proposals": JsonRows(
        Proposal,
        "id uuid number kind text mover=mover_id supports=supports_id made_at withdrawn_at "
        "refused=refused_because refused_as becomes",
        "item",
        order="number",
    ),
    "seconders": JsonRows(
        Seconding, "proposal=proposal_id person=participation_id", "proposal__item"
    ),
    "questions": JsonRows(
        PutQuestion,
        "id uuid number kind alternatives found result by_minority put_at",
        "item",
        order="number",
    ),
    "ballots": JsonRows(
        Ballot,
        "id uuid question=question_id method yes_key no_key yes=yes_count no=no_count "
        "abstained=abstained_count absent=absent_count casting=casting_vote_id by_lot "
        "confirmed_at",
        "question__item",
    ),
    "votes": JsonRows(
        BallotVote,
        "ballot=ballot_id person=participation_id choice",
        "ballot__question__item",
    ),
    "decision": JsonRows(
        ItemDecision, "introduction points outcome taken_at decision=decision__uuid", "item"
    ),
    "reservations": JsonRows(
        Reservation, "id person=participation_id motivation at=announced_at", "item"
    ),
    "notes": JsonRows(ProtocolNote, "id person=participation_id text at=announced_at", "item"),
    "conflicts": JsonRows(
        ConflictOfInterest,
        "id person=participation_id ground state disregarded=disregarded_as out_at in_at",
        "item",
    ),
    "abstaining": JsonRows(NotDeciding, "person=participation_id", "item"),
    "wishes": JsonRows(
        Wish,
        "uuid kind text person=person_id at=asked_at",
        "item",
        only=Q(state=WishState.WAITING),
    ),
    "asking": JsonRows(
        CouncilAsking,
        "id kind subject asker=asker_id answerer=answerer_id allowed answered_at",
        "item",
    ),
    "pages": JsonRows(
        PackPart,
        "paper=attachment_id page=first_page",
        "item",
        order="first_page",
        only=Q(pack__edition=Edition.FULL, pack__meeting=OuterRef("meeting")),
    ),
}


def _asked(item: int) -> QuerySet[AgendaItem, Any]:
    """Put the statement together: the item's handling, the law's tabling, and the lists."""
    to_table = extra_elections_to_table().filter(
        agenda_items=OuterRef("pk"), deciding_body__kind=BodyKind.COUNCIL
    )
    rows = AgendaItem.objects.filter(pk=item).annotate(
        is_tabled_by_law=Exists(to_table),
        # Under other names than the item's own relations.
        **{f"all_{name}": each.column() for name, each in _LISTS.items()},
    )
    return rows.values_list(
        *(f"handling__{name}" for name in _HANDLING),
        "is_tabled_by_law",
        *(f"all_{name}" for name in _LISTS),
    )


_ASK = PreparedQuery("meetings_item_now", _asked, "item")


def item_now(entry: Entry, on: dt.date) -> ItemNow:
    """Give an item with all that has happened at it on the day; one statement."""
    (found,) = _ASK.rows(item=entry.item_id)
    handling = dict(zip(_HANDLING, found, strict=False))
    is_tabled_by_law, *columns = found[len(_HANDLING) :]
    row = SimpleNamespace(
        **{name: read_json(each) for name, each in zip(_LISTS, columns, strict=True)}
    )
    return _item(
        entry,
        handling if handling["version"] is not None else None,
        row,
        is_tabled_by_law=bool(is_tabled_by_law) and is_tabled_first(on),
    )


def _facts_of(handling: dict[str, Any] | None) -> dict[str, Any]:
    """Give what the item comes with, as it is before anything is said of it where need be."""
    if handling is None:
        bare = ItemHandling()
        handling = {name: getattr(bare, name) for name in _HANDLING}
    elif isinstance(handling["draft_points"], str):
        handling["draft_points"] = json.loads(handling["draft_points"])
    facts = {name: handling[name] for name in _HANDLING[1:-1]}
    return {**facts, "approved_at": handling["immediately_approved_at"]}


def _item(
    entry: Entry, handling: dict[str, Any] | None, row: Any, *, is_tabled_by_law: bool
) -> ItemNow:
    seconders: dict[int, list[int]] = {}
    for each in row.seconders:
        seconders.setdefault(each["proposal"], []).append(each["person"])
    votes: dict[int, dict[int, str]] = {}
    for each in row.votes:
        votes.setdefault(each["ballot"], {})[each["person"]] = each["choice"]
    return ItemNow(
        entry=entry,
        version=handling["version"] if handling else 1,
        facts=_facts_of(handling),
        papers=tuple(row.papers),
        proposals=tuple(row.proposals),
        seconders=seconders,
        questions=tuple(row.questions),
        ballots={each["question"]: each for each in row.ballots},
        votes=votes,
        decision=row.decision[0] if row.decision else None,
        reservations=tuple(row.reservations),
        notes=tuple(row.notes),
        conflicts=tuple(row.conflicts),
        abstaining=frozenset(each["person"] for each in row.abstaining),
        wishes=tuple(row.wishes),
        asking=row.asking[0] if row.asking else None,
        pages={each["paper"]: each["page"] for each in row.pages},
        is_tabled_by_law=is_tabled_by_law,
    )
