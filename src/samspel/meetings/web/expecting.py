"""Rows for the page of who is expected at a meeting."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from samspel.kit import filters
from samspel.kit.enums import label_of
from samspel.meetings.enums.calling import Answer, CallState
from samspel.meetings.models.calling import NoticeAnswer
from samspel.meetings.queries.calling import Seat
from samspel.people.enums import PositionRole

_STATE = {Answer.YES: "done", Answer.LATE: "half", Answer.LEAVES_EARLY: "half"}
_PLAIN_ROLES = {PositionRole.MEMBER, PositionRole.SUBSTITUTE}


@dataclass(frozen=True, slots=True)
class SeatRow:
    """A seat as it is drawn: who, what was answered, and what the secretary can do."""

    person: UUID
    name: str
    role: str
    answer: str
    answer_state: str
    note: str
    serves: str
    call: UUID | None
    call_is_open: bool
    may_ask: bool


def seat_row(seat: Seat, *, keeps: bool) -> SeatRow:
    """Give a seat as it is drawn; the reason is only for whoever keeps the meeting."""
    member, answer, call = seat.member, seat.answer, seat.call
    party = f" ({member.party})" if member.party else ""
    return SeatRow(
        person=member.person_uuid,
        name=f"{member.name}{party}",
        role="" if member.role in _PLAIN_ROLES else label_of(PositionRole, member.role),
        answer=_answer_words(answer),
        answer_state=_STATE.get(answer.answer, "") if answer else "",
        note=answer.reason if answer and keeps else "",
        serves=_serving_words(seat),
        call=call.uuid if call else None,
        call_is_open=bool(call and call.state == CallState.ASKED),
        may_ask=seat.is_away and call is None and not member.is_substitute,
    )


def _answer_words(answer: NoticeAnswer | None) -> str:
    if answer is None:
        return _("Har inte svarat")
    words = label_of(Answer, answer.kind)
    if answer.clock is None:
        return words
    return f"{words}, {_('kl.')} {filters.clock(answer.clock)}"


def _serving_words(seat: Seat) -> str:
    if seat.serves_for:
        return _("Tjänstgör för %(name)s") % {"name": seat.serves_for}
    if seat.call is None:
        return ""
    name = {"name": seat.call.substitute.name}
    if seat.call.state == CallState.ACCEPTED:
        return _("%(name)s tjänstgör") % name
    return _("%(name)s är tillfrågad") % name


def initial_answer(before: NoticeAnswer | None) -> dict[str, Any]:
    """Give what the form holds from the beginning: the answer given before, if any."""
    if before is None:
        return {}
    return {"kind": before.kind, "clock": before.clock, "reason": before.reason}
