"""What happens at the items that are not carried by acclamation, by their number."""

from __future__ import annotations

from collections.abc import Callable
from uuid import uuid4

from samspel.meetings.enums import CouncilQuestionKind, ProposalKind, VoteChoice
from samspel.meetings.models import AgendaItem
from tests.factories.council import SOUTH
from tests.meetings.council.playing import ABSTAIN, CouncilMeeting, of

A, R = ProposalKind.APPROVAL, ProposalKind.REJECTION
Play = Callable[[CouncilMeeting, AgendaItem], None]


def rejected_motion(held: CouncilMeeting, item: AgendaItem) -> None:
    """§ 4: the left wants it rejected; a roll call that one does not answer."""
    silent = held.who(held.council.member("S", 11))

    def choose(each) -> VoteChoice | None:
        return None if each.pk == silent.pk else of("S", "M", "C", "KD")(each)

    held.do("begin_item", item)
    held.propose(item, R, "lena")
    held.propose(item, A, "karin", "perolof")
    held.roll_call(item, "draft", choose, "lena")
    held.do("conclude_item", item)


def tie(held: CouncilMeeting, item: AgendaItem) -> None:
    """§ 7: thirty against thirty, one abstains, and the chair's vote settles it."""
    quiet = held.who(held.council.member("KD", 3))

    def choose(each) -> VoteChoice:
        return ABSTAIN if each.pk == quiet.pk else of("M", "C", "KD")(each)

    held.do("begin_item", item)
    held.propose(item, R, "perolof", "lena")
    held.propose(item, A, "karin")
    held.roll_call(item, "draft", choose, "perolof")
    held.do("conclude_item", item)
    held.do("reserve", item, held.who("perolof"), motivation="Skatten borde ligga kvar.")
    held.do("reserve", item, held.who("lena"))


def lot(held: CouncilMeeting, item: AgendaItem) -> None:
    """§ 9: two with as many votes each, and lots are drawn."""
    held.do("begin_item", item)
    held.do(
        "elect_by_ballot",
        item,
        counts={"Bo Ek": 30, "Johan Bergqvist": 30},
        blank_count=1,
        drawn=("Bo Ek",),
        key=uuid4(),
    )
    held.do("conclude_item", item)


def late_comer(held: CouncilMeeting, item: AgendaItem) -> None:
    """§ 10: a member comes, and takes the place back from the substitute."""
    late = held.council.member("M", 2, SOUTH)
    assert held.stands_in_for(late) == held.council.substitute("M", 1, SOUTH)
    held.do("note_arrivals", [held.who(late)])
    assert held.stands_in_for(late) is None
    held.plain(item)


def conflict(held: CouncilMeeting, item: AgendaItem) -> None:
    """§ 12: one declares a conflict of interest, is out, and comes in again.

    Who has begun to serve goes first (KL 5 kap. 18 §): the substitute who served at § 1–9.
    """
    held.out_of(item, "ulla")
    held.do("begin_item", item)
    took_over = held.stands_in_for(held.town.person("ulla"))
    assert took_over == held.council.substitute("M", 1, SOUTH)
    held.do("put_question", item, found="draft")
    held.do("conclude_item", item)
    assert held.stands_in_for(held.town.person("ulla")) is None


def first_change(held: CouncilMeeting, item: AgendaItem) -> None:
    """§ 15: the substitute on the member's own list serves, though another has the first turn."""
    took_over = held.leave(held.council.member("S", 8))
    assert took_over == held.council.substitute("S", 2)
    held.plain(item)


def minority(held: CouncilMeeting, item: AgendaItem) -> None:
    """§ 18: twenty are too few to refer it back, twenty-one are a third."""
    held.do("begin_item", item)
    held.propose(item, ProposalKind.REFERRAL_BACK, "lena", text="Kostnaden behöver redas ut.")
    held.propose(item, A, "perolof")
    serving = [each for each in held.serving() if each.party in {"V", "M"}]
    held.minority_of_twenty(item, serving[:20])
    held.do(
        "defer_by_minority",
        item,
        kind=ProposalKind.REFERRAL_BACK,
        supporters=serving[:21],
        reason="Kostnaden för driften saknas i underlaget.",
    )
    held.do("conclude_item", item)


def second_change(held: CouncilMeeting, item: AgendaItem) -> None:
    """§ 20: nobody is left on the list, so the one for the first place serves."""
    took_over = held.leave(held.council.member("S", 9))
    assert took_over == held.council.substitute("S", 1)
    held.plain(item)


def break_for_dinner(held: CouncilMeeting, item: AgendaItem) -> None:
    """§ 24: the meeting is adjourned while the item is being handled."""
    held.do("begin_item", item)
    held.do("adjourn", held.meeting, reason="Middag")
    for _half_minute in range(90):
        held.now()
    held.do("resume", held.meeting)
    held.do("put_question", item, found="draft")
    held.do("conclude_item", item)


def third_change(held: CouncilMeeting, item: AgendaItem) -> None:
    """§ 25: nobody is left in the constituency, so the other one's substitute serves."""
    took_over = held.leave(held.council.member("S", 2))
    assert took_over == held.council.substitute("S", 1, SOUTH)
    held.plain(item)


def no_return(held: CouncilMeeting, item: AgendaItem) -> None:
    """§ 30: whoever left comes back and may not serve that day."""
    gone = held.council.member("S", 8)
    held.do("note_arrivals", [held.who(gone)])
    assert held.who(gone).pk not in {each.pk for each in held.serving()}
    assert held.stands_in_for(gone) == held.council.substitute("S", 2)
    held.plain(item)


def withdrawn(held: CouncilMeeting, item: AgendaItem) -> None:
    """§ 40: a proposal is taken back, another is noted; neither leaves the record."""
    held.do("begin_item", item)
    taken_back = held.propose(item, R, "anna")
    held.propose(item, A, "anna")
    held.do("withdraw_proposal", taken_back)
    held.do("put_question", item, found="draft")
    held.do("conclude_item", item)
    held.do("note_opinion", item, held.who("lena"), text="Planen borde ha gått på remiss.")


def at_once(held: CouncilMeeting, item: AgendaItem) -> None:
    """§ 42: the paragraph is approved at once."""
    held.plain(item)
    held.do("approve_at_once", item)


def interpellation(held: CouncilMeeting, item: AgendaItem) -> None:
    """§ 45: an interpellation is allowed and answered."""
    held.do("begin_item", item)
    asked = held.ask(
        item,
        CouncilQuestionKind.INTERPELLATION,
        "lena",
        subject="bussarna till Norrby",
        reasons="Den sista bussen har dragits in.",
        answerer=held.town.person("perolof"),
    )
    held.do("answer_asking", asked, speakers=[held.who("lena"), held.who("perolof")])
    held.do("conclude_item", item)


def question(held: CouncilMeeting, item: AgendaItem) -> None:
    """§ 46: a question that nobody answers yet."""
    held.do("begin_item", item)
    held.ask(
        item,
        CouncilQuestionKind.QUESTION,
        "anna",
        subject="snöröjningen",
        answerer=held.town.person("ulla"),
    )
    held.do("conclude_item", item)


def urgent(held: CouncilMeeting, item: AgendaItem) -> None:
    """§ 50: what was not announced is decided since all agree."""
    held.not_announced(item)
    held.do("agree_on_urgency", item)
    held.plain(item)


def fought_over(held: CouncilMeeting, item: AgendaItem) -> None:
    """§ 47: two amendments, an addition, and hands counted on the main question."""
    held.do("begin_item", item)
    first = held.propose(
        item, ProposalKind.AMENDMENT, "perolof", text="Hallen byggs vid Kvarnskolan."
    )
    held.propose(item, ProposalKind.AMENDMENT, "lena", text="Hallen byggs vid stationen.")
    more = held.propose(item, ProposalKind.ADDITION, "anna", text="Taket förses med solceller.")
    held.propose(item, A, "karin", "ulla")
    held.do("put_question", item, found=first.key)
    held.by_hands(item, "draft", yes=40, no=21)
    held.do("put_question", item, found=more.key)
    held.do("conclude_item", item)
    held.do("reserve", item, held.who("perolof"), proposal=first)


SPECIAL: dict[int, Play] = {
    4: rejected_motion,
    7: tie,
    9: lot,
    10: late_comer,
    12: conflict,
    15: first_change,
    18: minority,
    20: second_change,
    24: break_for_dinner,
    25: third_change,
    30: no_return,
    40: withdrawn,
    42: at_once,
    45: interpellation,
    46: question,
    47: fought_over,
    48: CouncilMeeting.noted,
    49: CouncilMeeting.noted,
    50: urgent,
}
