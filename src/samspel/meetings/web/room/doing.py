"""Who does what on the workbench, when and where; and how its things are fetched."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.shortcuts import get_object_or_404

from samspel.audit.actors import Actor
from samspel.meetings.models import (
    AgendaItem,
    Ballot,
    Meeting,
    Participation,
    Proposal,
    PutQuestion,
)


@dataclass(frozen=True, slots=True)
class Doing:
    """Who does what, when and where; ``item`` is None for an act on the whole meeting."""

    meeting: Meeting
    item: AgendaItem | None
    actor: Actor
    at: dt.datetime

    @property
    def of(self) -> AgendaItem:
        """The item of an act on an item."""
        assert self.item is not None  # noqa: S101  the table of item acts is only used with one
        return self.item

    @property
    def by(self) -> dict[str, Any]:
        """Who and when, as every service takes it."""
        return {"at": self.at, "actor": self.actor}

    def person(self, key: int) -> Participation:
        """Give somebody on the meeting's list."""
        return get_object_or_404(self.meeting.participations, pk=key)

    def people(self, keys: list[int]) -> list[Participation]:
        """Give those of the keys who are on the meeting's list."""
        return list(self.meeting.participations.filter(pk__in=keys))

    def proposal(self, key: int) -> Proposal:
        """Give a proposal of the item."""
        rows = Proposal.objects.select_related("item__meeting", "item__body", "mover")
        return get_object_or_404(rows, pk=key, item=self.of)

    @property
    def question(self) -> PutQuestion:
        """Give the question that is open at the item."""
        rows = PutQuestion.objects.select_related("item__meeting", "item__body")
        return get_object_or_404(rows, item=self.of, result="")

    @property
    def ballot(self) -> Ballot:
        """Give the vote that is open at the item."""
        rows = Ballot.objects.select_related("question__item__meeting", "question__item__body")
        return get_object_or_404(rows, question__item=self.of, confirmed_at__isnull=True)
