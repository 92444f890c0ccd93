"""The council's meeting as it is played: who comes and goes, what happens at which item."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from typing import Any
from uuid import uuid4

import pytest

from samspel.cases import services as cases
from samspel.cases.enums import StepKind
from samspel.cases.models import Case
from samspel.meetings import services
from samspel.meetings.calculation.record import Recipient
from samspel.meetings.enums import (
    BallotMethod,
    ConflictGround,
    CouncilQuestionKind,
    ProposalKind,
    RemoteExtent,
    VoteChoice,
)
from samspel.meetings.enums.calling import Answer
from samspel.meetings.errors import UnlawfulAct
from samspel.meetings.models import AgendaItem, Meeting, Participation, Proposal
from samspel.meetings.services.calling import answer_call, answer_notice
from samspel.meetings.services.packing import send_notice
from samspel.people.models import Person
from tests.cast import Town
from tests.factories.council import NORTH, SOUTH, Council, council_of_61
from tests.meetings.acting import clock

YES, NO, ABSTAIN = VoteChoice.YES, VoteChoice.NO, VoteChoice.ABSTAIN
CALLED = clock(10, 30, 9)
BEGINS = clock(11, 9, 13)
TO = (
    Recipient("Kommunledningskontoret", "johan@lindakra.example"),
    Recipient("Länsstyrelsen", "registrator@lan.example", is_internal=False),
)


class CouncilMeeting:
    """A whole meeting of the council; every act comes half a minute after the last."""

    def __init__(self, town: Town, model: dict[str, Any]) -> None:
        self.town, self.model = town, model
        self.council: Council = council_of_61(town)
        self.clock = BEGINS
        self.secretary = town.actor("ingrid")
        self.board, self.official = town.body("KS"), town.person("johan")
        self.items: list[AgendaItem] = []
        self.seats: dict[int, Participation] = {}

    def now(self) -> dt.datetime:
        self.clock += dt.timedelta(seconds=30)
        return self.clock

    def do(self, act: str, *args: Any, **more: Any) -> Any:
        """Do an act of the services as the secretary, half a minute later."""
        return getattr(services, act)(*args, at=self.now(), actor=self.secretary, **more)

    # Before the meeting

    def call(self) -> Meeting:
        """Open fifty cases, put them on the agenda, announce and send the notice."""
        body = self.council.body
        services.change_deciding_settings(
            body,
            citations={"remote": "KF 2026-08-31 § 80", "constituencies": "valresultatet 2022"},
            actor=self.secretary,
            remote=RemoteExtent.SOME,
            constituencies=[NORTH, SOUTH],
        )
        self.meeting = services.plan_meeting(
            body,
            starts_at=BEGINS,
            ends_at=clock(11, 9, 22),
            place="Folkets hus, stora salen",
            at=clock(9, 1),
            actor=self.secretary,
        )
        titles = self.model["items"]
        urgent = self.model["urgent"]
        for number, title in enumerate(titles, 1):
            if number != urgent:
                self._enter(number, title, clock(10, 1))
        services.post_notice(
            body,
            kind="council_meeting",
            title=f"Kommunfullmäktige {self.meeting.day.isoformat()}",
            meeting=self.meeting,
            at=CALLED,
            actor=self.secretary,
        )
        send_notice(self.meeting, at=CALLED, actor=self.secretary)
        late = self._enter(urgent, titles[urgent - 1], clock(11, 8))
        services.place_item(late, self.meeting, at=clock(11, 8), actor=self.secretary)
        self.items = list(AgendaItem.objects.filter(body=body).order_by("position"))
        return self.meeting

    def _enter(self, number: int, title: str, at: dt.datetime) -> AgendaItem:
        """Register the case, and put its item on the agenda with the board's proposal."""
        case = self._prepared_case(number, title, at)
        item = services.open_item(
            self.council.body,
            title=title,
            ready_at=at,
            key=f"test.kf:{number}",
            is_closed=number == self.model["closed"],
            closed_because="Offentlighets- och sekretesslagen 39 kap. 2 §"
            if number == self.model["closed"]
            else "",
            actor=self.secretary,
        )
        is_note = number in self.model["noted"]
        is_election = number == self.model["election"]
        services.describe_item(
            item,
            case_number=case.registry_number,
            draft_origin="" if is_note or is_election else "Kommunstyrelsens förslag",
            draft_points=[] if is_note or is_election else [f"{title} antas."],
            is_election=is_election,
            recipients=TO if number in self.model["dispatched"] else (),
            at=at,
            actor=self.secretary,
        )
        return item

    def _prepared_case(self, number: int, title: str, at: dt.datetime) -> Case:
        """Register the case; the board prepares it and lays it before the council."""
        board = self.board
        case = cases.open_case(
            board,
            title=title,
            responsible=self.official,
            deciding_body=self.council.body,
            at=at,
            actor=self.secretary,
        )
        cases.add_step(case, kind=StepKind.BOARD, body=board, at=at, actor=self.secretary)
        cases.add_step(
            case,
            kind=StepKind.COUNCIL,
            body=self.council.body,
            citation=f"Kommunstyrelsen 2026-09-28 § {100 + number}",
            at=at,
            actor=self.secretary,
        )
        return case

    def answers(self) -> None:
        """One can't come, and the second of the party's substitutes can; one comes late."""
        away, late = self.council.member("C", 3), self.council.member("M", 2, SOUTH)
        self._answer(away, Answer.NO)
        first = self.meeting.calls.get(absent=away)
        assert first.substitute == self.council.substitute("C", 1)
        answer_call(first, accepts=False, reason="Sjuk", at=clock(11, 2), actor=self.secretary)
        second = self.meeting.calls.get(absent=away, state="asked")
        assert second.substitute == self.council.substitute("C", 2)
        answer_call(second, accepts=True, at=clock(11, 3), actor=self.secretary)
        self._answer(late, Answer.LATE)

    def _answer(self, person: Person, kind: Answer) -> None:
        answer_notice(
            self.meeting,
            person,
            kind=kind,
            reason="Arbete",
            at=clock(11, 1),
            actor=self.secretary,
        )

    # At the meeting

    def gather(self) -> None:
        """Take attendance: one is away, one comes later, one takes part remotely."""
        self.do("prepare_attendance", self.meeting)
        rows = Participation.objects.filter(meeting=self.meeting)
        self.seats = {each.person_id: each for each in rows.select_related("meeting__body")}
        not_there = {
            self.council.member("C", 3).pk,
            self.council.member("M", 2, SOUTH).pk,
            self.council.substitute("C", 1).pk,
        }
        remote = self.council.member("KD", 1)
        self.do("note_excuse", self.who(self.council.member("C", 3)), text="anmält förhinder")
        self.do("check_remote", self.meeting)
        self.do("note_arrivals", [self.who(remote)], remote=True)
        there = [
            each
            for key, each in self.seats.items()
            if key not in not_there and key != remote.pk
        ]
        self.do("note_arrivals", there)
        self.do("open_meeting", self.meeting)

    def who(self, person: Person | str) -> Participation:
        """Give somebody's place on the list; a word is a name of the cast."""
        found = self.town.person(person) if isinstance(person, str) else person
        return self.seats[found.pk]

    def play(self, special: dict[int, Callable[[CouncilMeeting, AgendaItem], None]]) -> None:
        """Take the items one by one; what is not special is carried by acclamation."""
        for number, item in enumerate(self.items, 1):
            special.get(number, CouncilMeeting.plain)(self, item)
        self.do("close_meeting", self.meeting)

    def plain(self, item: AgendaItem) -> None:
        """Take up an item, put the draft, decide."""
        self.do("begin_item", item)
        self.do("put_question", item, found="draft")
        self.do("conclude_item", item)

    def noted(self, item: AgendaItem) -> None:
        """Take up what is only to be noted."""
        self.do("begin_item", item)
        self.do("conclude_item", item)

    def propose(
        self,
        item: AgendaItem,
        kind: ProposalKind,
        mover: Person | str,
        *others: Any,
        **more: Any,
    ) -> Proposal:
        return self.do(
            "propose",
            item,
            kind=kind,
            mover=self.who(mover),
            seconders=[self.who(each) for each in others],
            **more,
        )

    def roll_call(
        self,
        item: AgendaItem,
        found: str,
        by: Callable[[Participation], VoteChoice | None],
        asked_by: Person | str,
    ) -> None:
        """Put the question, call the roll, and confirm what came of it."""
        question = self.do("put_question", item, found=found, confirmed=False)
        ballot = self.do(
            "open_ballot",
            question,
            method=BallotMethod.ROLL_CALL,
            key=uuid4(),
            requested_by=self.who(asked_by),
        )
        for each in self.serving():
            choice = by(each)
            if choice is not None:
                self.do("cast_vote", ballot, each, choice=choice, key=uuid4())
        self.do("confirm_ballot", ballot)

    def by_hands(self, item: AgendaItem, found: str, yes: int, no: int) -> None:
        """Put the question, count the hands, and confirm what came of it."""
        question = self.do("put_question", item, found=found, confirmed=False)
        ballot = self.do(
            "open_ballot", question, method=BallotMethod.SHOW_OF_HANDS, key=uuid4()
        )
        self.do("confirm_ballot", ballot, counts={YES: yes, NO: no})

    def serving(self) -> list[Participation]:
        """Give those who serve just now."""
        rows = Participation.objects.filter(
            meeting=self.meeting, intervals__to_at__isnull=True, intervals__serving=True
        )
        return list(rows.select_related("meeting__body"))

    def stands_in_for(self, person: Person) -> Person | None:
        """Give who serves for somebody just now."""
        row = Participation.objects.filter(
            intervals__serving_for=self.who(person), intervals__to_at__isnull=True
        ).first()
        return row.person if row else None

    def leave(self, person: Person) -> Person | None:
        """Note that somebody left; give who took over."""
        self.do("note_departure", self.who(person))
        return self.stands_in_for(person)

    def ask(self, item: AgendaItem, kind: CouncilQuestionKind, asker: str, **more: Any) -> Any:
        asked = self.do("ask_council", item, kind=kind, asker=self.who(asker), **more)
        self.do("allow_asking", asked, allowed=True)
        return asked

    def minority_of_twenty(self, item: AgendaItem, supporters: Sequence[Participation]) -> None:
        """See that one fewer than a third is refused (KL 5 kap. 50 §)."""
        with pytest.raises(UnlawfulAct, match="20 begär uppskov, och en tredjedel"):
            self.do(
                "defer_by_minority",
                item,
                kind=ProposalKind.REFERRAL_BACK,
                supporters=supporters,
                reason="Kostnaden saknas.",
            )

    def not_announced(self, item: AgendaItem) -> None:
        """See that what was not announced is not taken up by itself (KL 5 kap. 52 §)."""
        with pytest.raises(UnlawfulAct, match="52 §"):
            self.do("begin_item", item)

    def out_of(self, item: AgendaItem, name: str) -> None:
        self.do("declare_conflict", item, self.who(name), ground=ConflictGround.PERSONAL)


def of(*parties: str) -> Callable[[Participation], VoteChoice]:
    """Vote yes by party; the others no."""

    def choose(each: Participation) -> VoteChoice:
        return YES if each.party in parties else NO

    return choose
