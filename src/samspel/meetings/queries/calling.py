"""Who has answered a notice, who serves for whom, and which substitute is next in turn."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from samspel.audit.actors import Actor
from samspel.meetings.calculation.serving import Seated, SubstituteRule, calling_order
from samspel.meetings.enums.calling import Answer, CallState
from samspel.meetings.models import Meeting
from samspel.meetings.models.calling import NoticeAnswer, SubstituteCall
from samspel.meetings.queries.placing import NOWHERE, Placed, placed_seats
from samspel.meetings.queries.room import deciding_settings_of
from samspel.people.models import Person
from samspel.people.queries import MemberRow, members_of

COUNCIL_ORDER = "kommunallagen 5 kap. 17–21 §§: ersättarna för det egna partiet"
COMMITTEE_ORDER = "kommunallagen 6 kap. 17 §: den ordning som fullmäktige har bestämt"


@dataclass(frozen=True, slots=True)
class Seat:
    """A seat in the body with what its holder has answered, and who serves instead."""

    member: MemberRow
    answer: NoticeAnswer | None
    call: SubstituteCall | None
    serves_for: str

    @property
    def is_away(self) -> bool:
        """Whether the holder has said that they can't come."""
        return self.answer is not None and self.answer.kind == Answer.NO


@dataclass(frozen=True, slots=True)
class Expected:
    """Who is expected at a meeting."""

    seats: tuple[Seat, ...]

    @property
    def members(self) -> tuple[Seat, ...]:
        """The seats of the members, the presidium first."""
        return tuple(seat for seat in self.seats if not seat.member.is_substitute)

    @property
    def substitutes(self) -> tuple[Seat, ...]:
        """The seats of the substitutes, in their order."""
        return tuple(seat for seat in self.seats if seat.member.is_substitute)

    @property
    def serving_count(self) -> int:
        """How many seats somebody will fill, as far as is known."""
        return sum(
            not seat.is_away or (seat.call is not None and _accepted(seat.call))
            for seat in self.members
        )


def expected_at(meeting: Meeting) -> Expected:
    """Give who is expected at the meeting; three statements."""
    answers = {row.person_id: row for row in NoticeAnswer.objects.filter(meeting=meeting)}
    calls = {
        row.absent_id: row
        for row in SubstituteCall.objects.filter(
            meeting=meeting, state__in=[CallState.ASKED, CallState.ACCEPTED]
        ).select_related("substitute", "absent")
    }
    serving = {row.substitute_id: row.absent.name for row in calls.values() if _accepted(row)}
    return Expected(
        tuple(
            Seat(
                member,
                answers.get(member.person_id),
                calls.get(member.person_id),
                serving.get(member.person_id, ""),
            )
            for member in members_of(meeting.body_id, meeting.day)
        )
    )


def _accepted(call: SubstituteCall) -> bool:
    return call.state == CallState.ACCEPTED


@dataclass(frozen=True, slots=True)
class Turn:
    """A substitute in the order in which they are to be asked for an absent member."""

    member: MemberRow
    place: int
    ground: str


def substitutes_in_turn(meeting: Meeting, absent: Person) -> list[Turn]:
    """Give the substitutes that may still be asked to serve for somebody, in their order.

    The order is that of ``calculation.serving``: in the council only the own party's,
    elsewhere as the council has set it for the body. Left out is whoever has said that they
    can't come, is asked already, or has declined this very question.
    """
    members = members_of(meeting.body_id, meeting.day)
    away = next((each for each in members if each.person_id == absent.pk), None)
    if away is None:
        return []
    settings = deciding_settings_of(meeting.body)
    ordered = _in_order(members, away, settings.substitute_rule(meeting.day))
    busy = _not_to_be_asked(meeting, absent)
    ground = COUNCIL_ORDER if settings.is_council else COMMITTEE_ORDER
    return [
        Turn(member, place, ground)
        for place, member in enumerate(ordered, start=1)
        if member.person_id not in busy
    ]


def _in_order(
    members: list[MemberRow], away: MemberRow, rule: SubstituteRule
) -> list[MemberRow]:
    """Give the substitutes as the rule calls them in, all thought of as free."""
    placed = placed_seats(each.mandate_id for each in members)
    stands = {each.person_id: placed.get(each.mandate_id, NOWHERE) for each in members}
    seats = {
        each.person_id: Seated(
            key=each.person_id,
            is_member=not each.is_substitute,
            party=each.party or "",
            order=_order(each, stands[each.person_id], place),
            may_serve=True,
            constituency=stands[each.person_id].constituency,
            lists=frozenset(stands[each.person_id].lists),
        )
        for place, each in enumerate(members, 1)
    }
    substitutes = [seat for seat in seats.values() if not seat.is_member]
    keys = calling_order(seats[away.person_id], substitutes, seats.values(), rule)
    by_person = {each.person_id: each for each in members}
    return [by_person[key] for key in keys]


def _order(member: MemberRow, placed: Placed, row: int) -> int:
    """Give a member's place for the party where it is known, a substitute's own turn."""
    if placed.place is not None:
        return placed.place
    return member.order if member.order is not None else row


def _not_to_be_asked(meeting: Meeting, absent: Person) -> set[int]:
    """Give who can't be asked: away, asked for somebody, or has declined this question."""
    away = NoticeAnswer.objects.filter(meeting=meeting, kind=Answer.NO)
    calls = SubstituteCall.objects.filter(meeting=meeting).values_list(
        "substitute_id", "absent_id", "state"
    )
    asked = {
        substitute
        for substitute, absent_id, state in calls
        if CallState(state).is_open or (absent_id == absent.pk and state == CallState.DECLINED)
    }
    return set(away.values_list("person_id", flat=True)) | asked


def answer_of(meeting: Meeting, person_id: int | None) -> NoticeAnswer | None:
    """Give what the person has answered to the notice, if anything."""
    return NoticeAnswer.objects.filter(meeting=meeting, person_id=person_id or 0).first()


def call_for(meeting: Meeting, person_id: int | None) -> SubstituteCall | None:
    """Give the question that stands to the person as a substitute, if one does."""
    return (
        SubstituteCall.objects.filter(
            meeting=meeting,
            substitute_id=person_id,
            state__in=[CallState.ASKED, CallState.ACCEPTED],
        )
        .select_related("absent", "substitute", "meeting__body")
        .first()
    )


def call_visible_to(actor: Actor, meeting: Meeting, uuid: UUID) -> SubstituteCall | None:
    """Give a question of the meeting, to the substitute or to whoever keeps the body."""
    found = (
        SubstituteCall.objects.filter(meeting=meeting, uuid=uuid)
        .select_related("absent", "substitute", "meeting__body")
        .first()
    )
    if found is None:
        return None
    mine = found.substitute_id == actor.person_id
    return (
        found if mine or actor.can("meetings.meeting.keep", body_id=meeting.body_id) else None
    )


def calls_of(meeting: Meeting) -> list[SubstituteCall]:
    """Give every question that has been put for the meeting, in order."""
    return list(
        SubstituteCall.objects.filter(meeting=meeting).select_related("absent", "substitute")
    )
