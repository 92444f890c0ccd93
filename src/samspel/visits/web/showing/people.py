"""Names on a visit's page, as much of them as the viewer may see."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from samspel.audit.actors import Actor
from samspel.kit.enums import label_of
from samspel.visits import policies
from samspel.visits.enums import AnswerState, VisitorState
from samspel.visits.models import Visit, Visitor
from samspel.visits.queries.answering import answers_to

_LEFT = (VisitorState.DECLINED, VisitorState.WITHDRAWN)
_KIND = {
    VisitorState.ACCEPTED: "half",
    VisitorState.ATTENDED: "done",
}


@dataclass(frozen=True, slots=True)
class VisitorRow:
    """One visitor as the page lists them: who, where they stand, and why not, if not."""

    name: str
    state: str
    kind: str
    note: str
    answers: str


def name_of(visitor: Visitor, *, sees_names: bool) -> str:
    """Give the visitor's name with the party; a protected one only where it may stand."""
    if visitor.person.is_protected and not sees_names:
        return _("Person med skyddade personuppgifter")
    party = visitor.party.abbreviation if visitor.party else ""
    return f"{visitor.person.name} ({party})" if party else visitor.person.name


def names_in(visit: Visit, actor: Actor) -> dict[int, str]:
    """Give the visitors' names by person."""
    sees = policies.sees_place(visit, actor)
    return {each.person_id: name_of(each, sees_names=sees) for each in visit.visitors.all()}


def visitor_rows(visit: Visit, actor: Actor, reasons: dict[str, str]) -> list[VisitorRow]:
    """Give the visitors with what each has answered."""
    sees = policies.sees_place(visit, actor)
    return [
        VisitorRow(
            name_of(each, sees_names=sees),
            _state_words(visit, each),
            _KIND.get(VisitorState(each.state), ""),
            _why(each, reasons) if sees else "",
            _answered(visit, each),
        )
        for each in visit.visitors.all()
    ]


def _state_words(visit: Visit, visitor: Visitor) -> str:
    proposed = any(each.suggested_by_id == visitor.person_id for each in visit.options.all())
    if visitor.state == VisitorState.ASKED and proposed:
        return _("Har föreslagit en tid")
    if visitor.state == VisitorState.ASKED and visitor.answered_at is None:
        return _("Har inte svarat")
    if visitor.state == VisitorState.ASKED:
        return _("Har svarat")
    return label_of(VisitorState, visitor.state)


def _why(visitor: Visitor, reasons: dict[str, str]) -> str:
    if visitor.state not in _LEFT:
        return ""
    said = (reasons.get(visitor.decline_reason, ""), visitor.decline_note)
    return " ".join(each for each in said if each)


def _answered(visit: Visit, visitor: Visitor) -> str:
    """Say how many of the offered times the visitor can, while that is a question."""
    if visitor.state != VisitorState.ASKED or visitor.answered_at is None:
        return ""
    if not visit.options.all():
        return ""
    can = sum(
        answers_to(option).get(visitor.pk) == AnswerState.POSSIBLE
        for option in visit.options.all()
    )
    total = len(visit.options.all())
    return _("Kan %(can)s av %(total)s tider") % {"can": can, "total": total}


def own_visitor(visit: Visit, actor: Actor) -> Visitor | None:
    """Give the viewer's own row among the visitors, if there is one."""
    return next(
        (each for each in visit.visitors.all() if each.person_id == actor.person_id), None
    )


def others_of(names: dict[int, str], besides: Iterable[int | None]) -> list[str]:
    """Give the names without those persons'."""
    left_out = set(besides)
    return [name for key, name in names.items() if key not in left_out]
