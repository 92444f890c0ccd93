"""One item with all that has happened at it, in a single statement.

The lists come as JSON in columns of the item's own row, so that an item with sixty
votes costs as much to read as one with none.
"""

from __future__ import annotations

import json
from functools import cache
from types import SimpleNamespace
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import F, OuterRef, Q, QuerySet
from django.db.models.functions import JSONObject

from samspel.kit.prepared_query import PreparedQuery, read_json
from samspel.meetings.calculation.room import Entry, ItemNow
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
    Meeting,
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


def _rows(rows: QuerySet[Any], *order: str, **fields: str | F) -> ArraySubquery:
    """Give the rows of a table that belong to the item, as JSON in one column."""
    return ArraySubquery(rows.order_by(*order).values(json=JSONObject(**fields)))


_HANDLING = (
    *("version", "draft_origin", "draft_points", "main", "summary", "case_number"),
    *("is_election", "is_authority", "immediately_approved_at"),
)


def _asked(item: int, meeting: int) -> QuerySet[AgendaItem, Any]:
    """Put the statement together: the item's handling, and each list in a column."""
    here = Q(item=OuterRef("pk"))
    asked = Q(question__item=OuterRef("pk"))
    rows = AgendaItem.objects.filter(pk=item).annotate(
        j_papers=_rows(
            AgendaAttachment.objects.filter(here).filter(
                Q(document__isnull=True) | Q(document__removed_at__isnull=True)
            ),
            "order",
            id="id",
            title="title",
            url="url",
            document="document__uuid",
        ),
        j_proposals=_rows(
            Proposal.objects.filter(here),
            "number",
            id="id",
            uuid="uuid",
            number="number",
            kind="kind",
            text="text",
            mover="mover_id",
            supports="supports_id",
            made_at="made_at",
            withdrawn_at="withdrawn_at",
            refused="refused_because",
            becomes="becomes",
        ),
        j_seconders=_rows(
            Seconding.objects.filter(proposal__item=OuterRef("pk")),
            "id",
            proposal="proposal_id",
            person="participation_id",
        ),
        j_questions=_rows(
            PutQuestion.objects.filter(here),
            "number",
            id="id",
            uuid="uuid",
            number="number",
            kind="kind",
            alternatives="alternatives",
            found="found",
            result="result",
            by_minority="by_minority",
            put_at="put_at",
        ),
        j_ballots=_rows(
            Ballot.objects.filter(asked),
            "id",
            id="id",
            uuid="uuid",
            question="question_id",
            method="method",
            yes_key="yes_key",
            no_key="no_key",
            yes="yes_count",
            no="no_count",
            abstained="abstained_count",
            absent="absent_count",
            casting="casting_vote_id",
            by_lot="by_lot",
            confirmed_at="confirmed_at",
        ),
        j_votes=_rows(
            BallotVote.objects.filter(ballot__question__item=OuterRef("pk")),
            "id",
            ballot="ballot_id",
            person="participation_id",
            choice="choice",
        ),
        j_decision=_rows(
            ItemDecision.objects.filter(here),
            "id",
            introduction="introduction",
            points="points",
            outcome="outcome",
            taken_at="taken_at",
            decision=F("decision__uuid"),
        ),
        j_reservations=_rows(
            Reservation.objects.filter(here),
            "id",
            person="participation_id",
            motivation="motivation",
            at="announced_at",
        ),
        j_notes=_rows(
            ProtocolNote.objects.filter(here),
            "id",
            person="participation_id",
            text="text",
            at="announced_at",
        ),
        j_conflicts=_rows(
            ConflictOfInterest.objects.filter(here),
            "id",
            id="id",
            person="participation_id",
            ground="ground",
            state="state",
            out_at="out_at",
            in_at="in_at",
        ),
        j_abstaining=_rows(NotDeciding.objects.filter(here), "id", person="participation_id"),
        j_wishes=_rows(
            Wish.objects.filter(here, state=WishState.WAITING),
            "id",
            uuid="uuid",
            kind="kind",
            text="text",
            person="person_id",
            at="asked_at",
        ),
        j_asking=_rows(
            CouncilAsking.objects.filter(here),
            "id",
            kind="kind",
            subject="subject",
            asker="asker_id",
            answerer="answerer_id",
            allowed="allowed",
            answered_at="answered_at",
        ),
        j_tabled_by_law=_rows(
            extra_elections_to_table().filter(
                agenda_items=OuterRef("pk"), deciding_body__kind=BodyKind.COUNCIL
            ),
            "id",
            id="id",
        ),
        j_pages=_rows(
            PackPart.objects.filter(here, pack__edition=Edition.FULL, pack__meeting=meeting),
            "first_page",
            paper="attachment_id",
            page="first_page",
        ),
    )
    lists = [name for name in rows.query.annotations if name.startswith("j_")]
    return rows.values_list(*(f"handling__{name}" for name in _HANDLING), *lists)


_ASK = PreparedQuery("meetings_item_now", _asked, "item", "meeting")


def item_now(meeting: Meeting, entry: Entry) -> ItemNow:
    """Give an item with all that has happened at it; one statement."""
    (found,) = _ASK.rows(item=entry.item_id, meeting=meeting.pk)
    handling = dict(zip(_HANDLING, found, strict=False))
    lists = _names_of_lists()
    columns = found[len(_HANDLING) :]
    row = SimpleNamespace(
        **{name: read_json(each) for name, each in zip(lists, columns, strict=True)}
    )
    return _item(entry, handling if handling["version"] is not None else None, row)


@cache
def _names_of_lists() -> tuple[str, ...]:
    """Give the names of the columns that hold lists, in their order."""
    annotations = _asked(0, 0).query.annotations
    return tuple(name for name in annotations if name.startswith("j_"))


def _facts_of(handling: dict[str, Any] | None) -> dict[str, Any]:
    """Give what the item comes with, as it is before anything is said of it where need be."""
    if handling is None:
        bare = ItemHandling()
        handling = {name: getattr(bare, name) for name in _HANDLING}
    elif isinstance(handling["draft_points"], str):
        handling["draft_points"] = json.loads(handling["draft_points"])
    facts = {name: handling[name] for name in _HANDLING[1:-1]}
    return {**facts, "approved_at": handling["immediately_approved_at"]}


def _item(entry: Entry, handling: dict[str, Any] | None, row: Any) -> ItemNow:
    seconders: dict[int, list[int]] = {}
    for each in row.j_seconders:
        seconders.setdefault(each["proposal"], []).append(each["person"])
    votes: dict[int, dict[int, str]] = {}
    for each in row.j_votes:
        votes.setdefault(each["ballot"], {})[each["person"]] = each["choice"]
    return ItemNow(
        entry=entry,
        version=handling["version"] if handling else 1,
        facts=_facts_of(handling),
        papers=tuple(row.j_papers),
        proposals=tuple(row.j_proposals),
        seconders=seconders,
        questions=tuple(row.j_questions),
        ballots={each["question"]: each for each in row.j_ballots},
        votes=votes,
        decision=row.j_decision[0] if row.j_decision else None,
        reservations=tuple(row.j_reservations),
        notes=tuple(row.j_notes),
        conflicts=tuple(row.j_conflicts),
        abstaining=frozenset(each["person"] for each in row.j_abstaining),
        wishes=tuple(row.j_wishes),
        asking=row.j_asking[0] if row.j_asking else None,
        pages={each["paper"]: each["page"] for each in row.j_pages},
        is_tabled_by_law=bool(row.j_tabled_by_law),
    )
