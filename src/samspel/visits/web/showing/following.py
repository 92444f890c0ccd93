"""Follow-ups in lists: what, where it stands, who has it and by when."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from samspel.audit.actors import Actor
from samspel.kit.enums import label_of
from samspel.people.models import Person
from samspel.people.queries import name_at_place
from samspel.visits import policies
from samspel.visits.addresses import follow_up_url
from samspel.visits.enums import FollowUpState
from samspel.visits.models import FollowUp
from samspel.visits.web.words import day_words

_KIND = {FollowUpState.OPEN: "half", FollowUpState.DONE: "half", FollowUpState.CLOSED: "done"}


@dataclass(frozen=True, slots=True)
class Row:
    """One follow-up in a list."""

    text: str
    url: str
    state: str
    kind: str
    detail: str
    place: str


def rows(found: Iterable[FollowUp], actor: Actor) -> list[Row]:
    """Give follow-ups as a list shows them."""
    return [
        Row(
            each.text,
            follow_up_url(each.uuid),
            label_of(FollowUpState, each.state),
            kind_of(each),
            _detail(each, actor),
            place_of(each, actor),
        )
        for each in found
    ]


def kind_of(follow_up: FollowUp) -> str:
    """Give how the state is marked."""
    return _KIND[FollowUpState(follow_up.state)]


def place_of(follow_up: FollowUp, actor: Actor) -> str:
    """Say where the visit was; only the operation where the place is nobody else's business."""
    visit = follow_up.visit
    if visit.has_protected and not policies.keeps(visit.body_id, actor):
        return visit.operation.name if not policies.hosts(visit, actor) else visit.where
    return visit.where


def owner_name(owner: Person | None, actor: Actor) -> str:
    """Say who has it."""
    return name_at_place(owner, actor) if owner else _("Ingen ansvarig än")


def _detail(follow_up: FollowUp, actor: Actor) -> str:
    said = [owner_name(follow_up.owner, actor)]
    if follow_up.state == FollowUpState.CLOSED:
        said.append(follow_up.outcome)
    elif follow_up.due_on:
        said.append(_("klart senast %(day)s") % {"day": day_words(follow_up.due_on)})
    return " · ".join(said)
