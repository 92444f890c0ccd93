"""From the first proposal to a decision with its paragraph: proposals, questions, votes."""

from __future__ import annotations

import datetime as dt
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction

from samspel.audit.actors import Actor
from samspel.audit.models import AuditEntry
from samspel.foundation.refusal import Stale
from samspel.meetings import services, start
from samspel.meetings.enums import (
    BallotMethod,
    ConflictGround,
    CouncilQuestionKind,
    ItemState,
    MeetingState,
    Numbering,
    Outcome,
    ProposalKind,
    VoteChoice,
)
from samspel.meetings.errors import MeetingsNotAllowed, RecordRefused, UnlawfulAct
from samspel.meetings.models import (
    Ballot,
    BallotVote,
    Decision,
    ItemDecision,
    Meeting,
    Proposal,
    PutQuestion,
    Reservation,
)
from samspel.meetings.queries.meetings import not_over
from samspel.messaging.models import Message
from tests.meetings.acting import clock
from tests.meetings.room import Room, assembly, at
from tests.stages import staged

YES, NO, ABSTAIN = VoteChoice.YES, VoteChoice.NO, VoteChoice.ABSTAIN


@staged
def room(town):
    return Room(town, "KS", items=3).open("karin", "perolof", "ulla", "lena")


def test_kl_5_53_an_item_goes_from_proposals_by_acclamation_to_a_numbered_decision(room):
    item, after = room.items[:2]
    room.begin(item)
    own = room.propose(
        item,
        ProposalKind.OWN,
        "lena",
        text="En annan riktlinje antas.",
        seconders=[room.who("perolof")],
    )
    room.propose(item, ProposalKind.APPROVAL, "karin")

    room.do("put_question", item, found="draft")
    decided = room.do("conclude_item", item)
    room.begin(after, at(18, 40))
    room.do("put_question", after, found="draft", when=at(18, 45))
    second = room.do("conclude_item", after, when=at(18, 50))

    item.refresh_from_db()
    assert (item.state, item.paragraph, item.outcome) == (
        ItemState.HANDLED,
        "§ 1",
        "Förslag 1 antas.",
    )
    assert decided.introduction == "Kommunstyrelsen beslutar"
    assert (decided.decision.text, decided.decision.item) == ("Förslag 1 antas.", item)
    assert second.decision.paragraph == "§ 2"
    assert Proposal.objects.filter(item=item).first() == own
    assert [side["key"] for side in PutQuestion.objects.get(item=item).alternatives] == [
        "draft",
        own.key,
    ]


def test_a_board_that_proposes_to_the_council_says_so_and_the_words_may_be_turned(room):
    item = room.items[0]
    services.describe_item(item, proposes_to="kommunfullmäktige", at=at(17), actor=room.actor)
    room.begin(item)
    room.do("put_question", item, found="draft")

    decided = room.do("conclude_item", item, points=["Riktlinjen antas.", "Den följs upp."])

    assert decided.introduction == "Kommunstyrelsen föreslår kommunfullmäktige besluta"
    assert decided.decision.text == "1. Riktlinjen antas.\n2. Den följs upp."


def test_kl_5_54_a_roll_call_is_counted_from_its_rows_and_a_vote_sent_twice_is_one(room):
    item = room.items[0]
    room.begin(item)
    room.propose(item, ProposalKind.REJECTION, "lena")
    ballot = room.vote(item, "draft", karin=YES, perolof=NO, lena=NO)
    key = uuid4()
    for _again in range(2):
        room.do("cast_vote", ballot, room.who("ulla"), choice=ABSTAIN, key=key)

    confirmed = room.do("confirm_ballot", ballot)

    assert (confirmed.yes_count, confirmed.no_count, confirmed.abstained_count) == (1, 2, 1)
    assert PutQuestion.objects.get(item=item).result == "reject"
    assert room.do("conclude_item", item).points == [{"number": 0, "text": "Förslaget avslås."}]
    assert BallotVote.objects.count() == 4


def test_a_vote_that_is_sent_again_after_it_was_changed_does_not_come_back(room):
    item = room.items[0]
    room.begin(item)
    room.propose(item, ProposalKind.REJECTION, "lena")
    ballot = room.vote(item, "draft")
    first = uuid4()
    for choice, key in ((YES, first), (NO, uuid4()), (YES, first)):
        room.do("cast_vote", ballot, room.who("ulla"), choice=choice, key=key)

    assert BallotVote.objects.get().choice == NO


def test_kl_5_56_a_tie_is_settled_by_the_chairs_own_vote_and_never_without_it(room):
    item = room.items[0]
    room.begin(item)
    room.propose(item, ProposalKind.REJECTION, "lena")
    ballot = room.vote(item, "draft", perolof=NO, lena=NO, ulla=YES)
    room.do("cast_vote", ballot, room.who("karin"), choice=ABSTAIN, key=uuid4())
    room.do("cast_vote", ballot, room.who("lena"), choice=ABSTAIN, key=uuid4())

    with pytest.raises(RecordRefused, match="utslagsröst"):
        room.do("confirm_ballot", ballot)
    room.do("cast_vote", ballot, room.who("karin"), choice=YES, key=uuid4())
    room.do("cast_vote", ballot, room.who("lena"), choice=NO, key=uuid4())
    confirmed = room.do("confirm_ballot", ballot)

    assert (confirmed.yes_count, confirmed.no_count) == (2, 2)
    assert confirmed.casting_vote == room.who("karin")
    assert PutQuestion.objects.get(item=item).result == "draft"


def test_kl_4_25_a_chair_who_abstained_votes_when_it_comes_out_even(room):
    item = room.items[0]
    room.begin(item)
    room.propose(item, ProposalKind.REJECTION, "lena")
    ballot = room.vote(item, "draft", karin=ABSTAIN, perolof=NO, lena=ABSTAIN, ulla=YES)

    confirmed = room.do("confirm_ballot", ballot, casting=YES)

    assert (confirmed.yes_count, confirmed.no_count) == (1, 1)
    assert confirmed.casting_vote == room.who("karin")
    assert PutQuestion.objects.get(item=item).result == "draft"


def test_kl_4_24_only_whoever_serves_votes_and_no_more_hands_than_members(room):
    item = room.items[0]
    room.come("anna", when=at(18, 2))
    room.begin(item)
    room.propose(item, ProposalKind.REJECTION, "lena")
    ballot = room.vote(item, "draft", karin=YES)

    with pytest.raises(RecordRefused, match="tjänstgör inte"):
        room.do("cast_vote", ballot, room.who("anna"), choice=YES, key=uuid4())
    with pytest.raises(RecordRefused, match="redan begärd"):
        room.do(
            "open_ballot",
            ballot.question,
            method=BallotMethod.SHOW_OF_HANDS,
            key=uuid4(),
        )
    room.do("confirm_ballot", ballot)
    room.do("conclude_item", item)
    hands = room.items[1]
    room.begin(hands, at(18, 40))
    room.do("propose", hands, kind=ProposalKind.REJECTION, mover=room.who("lena"))
    question = room.do("put_question", hands, found="draft", confirmed=False)
    counted = room.do("open_ballot", question, method=BallotMethod.SHOW_OF_HANDS, key=uuid4())
    with pytest.raises(RecordRefused, match="Fler röster"):
        room.do("confirm_ballot", counted, counts={YES: 4, NO: 1})
    room.do("confirm_ballot", counted, counts={YES: 1, NO: 3})
    question.refresh_from_db()
    assert question.result == "reject"


def test_kl_5_54_only_an_election_is_secret_and_5_56_lots_settle_it(room):
    plain, election = room.items[:2]
    room.begin(plain)
    room.propose(plain, ProposalKind.REJECTION, "lena")
    question = room.do("put_question", plain, found="draft", confirmed=False)
    with pytest.raises(UnlawfulAct, match=r"5 kap\. 54 §"):
        room.do("open_ballot", question, method=BallotMethod.SECRET, key=uuid4())
    room.do("confirm_question", question)
    room.do("conclude_item", plain)
    services.describe_item(
        election, is_election=True, draft_points=[], at=at(18, 32), actor=room.actor
    )
    room.begin(election, at(18, 40))
    counts, key = {"Anna Ekelöf": 2, "Bo Ek": 2}, uuid4()

    with pytest.raises(RecordRefused, match="Dra lott"):
        room.do("elect_by_ballot", election, counts=counts, key=key)
    ballot = room.do("elect_by_ballot", election, counts=counts, key=key, drawn=("Bo Ek",))
    again = room.do("elect_by_ballot", election, counts=counts, key=key)
    decided = room.do("conclude_item", election, when=at(18, 50))

    assert again == ballot
    assert (ballot.by_lot, decided.decision.text) == (True, "Bo Ek väljs.")
    with pytest.raises(IntegrityError), transaction.atomic():
        BallotVote.objects.create(
            ballot=ballot,
            participation=room.who("lena"),
            choice=YES,
            cast_at=at(19),
            key=uuid4(),
        )
    assert not BallotVote.objects.filter(ballot=ballot).exists()


def test_kl_5_50_a_third_of_the_council_defers_once_with_a_reason(town):
    scene = assembly(town, 7, items=2)
    room, item = scene.room, scene.item
    room.begin(item)
    room.do("propose", item, kind=ProposalKind.REFERRAL_BACK, mover=scene.members[1])

    def defer(where, count, reason="Underlaget saknar kostnader."):
        return room.do(
            "defer_by_minority",
            where,
            kind=ProposalKind.REFERRAL_BACK,
            supporters=scene.members[:count],
            reason=reason,
        )

    with pytest.raises(UnlawfulAct, match="en tredjedel av de närvarande är 3"):
        defer(item, 2)
    with pytest.raises(UnlawfulAct, match="motivering"):
        defer(item, 3, reason=" ")
    defer(item, 3)
    decided = room.do("conclude_item", item)
    assert (decided.outcome, decided.by_minority) == (Outcome.REFERRED_BACK, True)
    assert decided.decision.text == "Ärendet återremitteras."

    again = room.items[1]
    services.describe_item(again, case_number="KS 2026/1", at=at(18, 35), actor=room.actor)
    room.begin(again, at(18, 40))
    room.do("propose", again, kind=ProposalKind.REFERRAL_BACK, mover=scene.members[1])
    with pytest.raises(UnlawfulAct, match="redan fått"):
        defer(again, 3)


def test_kl_5_50_a_third_defers_what_a_majority_has_voted_to_decide_today(town):
    scene = assembly(town, 7, items=1)
    room, item = scene.room, scene.item
    room.begin(item)
    room.do("propose", item, kind=ProposalKind.REFERRAL_BACK, mover=scene.members[1])
    room.do("put_question", item, found="today")

    room.do(
        "defer_by_minority",
        item,
        kind=ProposalKind.REFERRAL_BACK,
        supporters=scene.members[:3],
        reason="Underlaget saknar kostnader.",
    )
    decided = room.do("conclude_item", item)

    assert (decided.outcome, decided.by_minority) == (Outcome.REFERRED_BACK, True)


def test_kl_5_50_a_third_defers_nothing_once_the_matter_itself_is_settled(town):
    scene = assembly(town, 7, items=1)
    room, item = scene.room, scene.item
    room.begin(item)
    room.do("propose", item, kind=ProposalKind.TABLING, mover=scene.members[1])
    room.do("put_question", item, found="today")
    room.do("put_question", item, found="draft")

    with pytest.raises(RecordRefused, match="inget mer"):
        room.do(
            "defer_by_minority",
            item,
            kind=ProposalKind.TABLING,
            supporters=scene.members[:3],
        )

    assert room.do("conclude_item", item).outcome == Outcome.DECIDED


def test_kl_6_33_in_a_committee_only_a_majority_defers(room):
    item = room.items[0]
    room.begin(item)
    room.propose(item, ProposalKind.TABLING, "lena")

    with pytest.raises(UnlawfulAct, match=r"6 kap\. 33 §"):
        room.do(
            "defer_by_minority",
            item,
            kind=ProposalKind.TABLING,
            supporters=[room.who("lena"), room.who("perolof")],
        )
    room.do("put_question", item, found="tabling")

    assert room.do("conclude_item", item).decision.text == "Ärendet bordläggs."


def test_kl_4_27_whoever_took_part_reserves_until_the_meeting_is_closed(room):
    item = room.items[0]
    room.come("anna", when=at(18, 2))
    room.begin(item)
    own = room.propose(item, ProposalKind.OWN, "lena", text="Annat.")
    with pytest.raises(UnlawfulAct, match="inte avgjort"):
        room.do("reserve", item, room.who("lena"))
    room.do("abstain_from_deciding", item, room.who("perolof"))
    room.do("put_question", item, found="draft")
    decided = room.do("conclude_item", item)

    room.do("reserve", item, room.who("lena"), proposal=own, when=at(19))
    for name, words in (("anna", "tjänstgjorde"), ("perolof", "avstått")):
        with pytest.raises(UnlawfulAct, match=words):
            room.do("reserve", item, room.who(name), when=at(19))
    with pytest.raises(RecordRefused, match="redan reserverat"):
        room.do("reserve", item, room.who("lena"), when=at(19))
    room.do("close_meeting", room.meeting, when=at(20))
    with pytest.raises(UnlawfulAct, match="avslutat"):
        room.do("reserve", item, room.who("ulla"), when=at(20))

    made = room.do("motivate_reservation", Reservation.objects.get(), motivation="Skäl.")
    assert made.motivation == "Skäl."
    assert {each["participation"]: each["decides"] for each in decided.serving}[
        room.who("perolof").pk
    ] is False


def test_kl_4_28_and_6_17_an_opinion_is_noted_for_whoever_has_the_right(room):
    item = room.items[0]
    room.come("anna", when=at(18, 2))
    room.begin(item)

    note = room.do("note_opinion", item, room.who("lena"))
    with pytest.raises(UnlawfulAct, match=r"6 kap\. 17 §"):
        room.do("note_opinion", item, room.who("anna"))
    services.change_deciding_settings(
        room.body,
        citations={"substitutes_note": "KF 2023-01-30 § 9"},
        substitutes_note=True,
        actor=room.actor,
    )
    room.do("note_opinion", item, room.who("anna"), text="Jag instämmer.")

    assert room.do("write_note", note, text="Frågetecken finns kvar.").text_at is not None
    assert item.protocol_notes.count() == 2


def test_kl_4_22_only_whoever_serves_proposes_and_5_57_no_new_matter_in_the_council(room, town):
    item = room.items[0]
    room.come("anna", when=at(18, 2))
    room.begin(item)

    with pytest.raises(UnlawfulAct, match=r"4 kap\. 22 §"):
        room.propose(item, ProposalKind.REJECTION, "anna")
    with pytest.raises(RecordRefused, match="hur beslutet ska lyda"):
        room.propose(item, ProposalKind.OWN, "lena")
    scene = assembly(town, 5)
    scene.room.begin(scene.item)
    with pytest.raises(UnlawfulAct, match=r"5 kap\. 57 §"):
        scene.room.do(
            "propose",
            scene.item,
            kind=ProposalKind.OWN,
            mover=scene.members[0],
            text="Något annat.",
            raises_new_matter=True,
        )
    assert not Proposal.objects.exists()


def test_kl_5_52_the_council_decides_what_was_not_announced_only_if_all_agree(town):
    scene = assembly(town, 5)
    room, item = scene.room, scene.item
    item.placements.update(is_late=True, placed_at=at(9))  # the same day

    with pytest.raises(UnlawfulAct, match=r"5 kap\. 52 §"):
        room.begin(item)
    room.do("agree_on_urgency", item, when=at(18, 5))
    room.begin(item)

    item.handling.refresh_from_db()
    assert item.handling.is_going_on


def test_kl_5_14_a_matter_announced_by_the_weekday_before_may_be_decided(town):
    scene = assembly(town, 5)
    scene.item.placements.update(is_late=True, placed_at=clock(11, 11, 15))

    scene.room.begin(scene.item)

    assert scene.item.handling.is_going_on


def test_kl_5_13_and_15_the_council_is_called_a_week_before_and_no_later(town):
    first, second = (
        services.plan_meeting(
            town.body("KF"),
            starts_at=clock(11, day, 18),
            ends_at=clock(11, day, 21),
            dispatch_deadline_at=clock(11, 11),
            at=clock(10, 1),
            actor=Actor.system("prov"),
        )
        for day in (18, 19)
    )

    with pytest.raises(UnlawfulAct, match=r"5 kap\. 13 §, 5 kap\. 15 §"):
        services.dispatch_meeting(first, at=at(10), actor=Actor.system("prov"))
    called = services.dispatch_meeting(second, at=at(10), actor=Actor.system("prov"))

    assert called.state == MeetingState.CALLED


def test_kl_4_26_nobody_in_a_committee_abstains_from_the_exercise_of_authority(room):
    item = room.items[0]
    room.begin(item)

    with pytest.raises(UnlawfulAct, match=r"4 kap\. 26 §"):
        room.do("abstain_from_deciding", item, room.who("lena"), is_authority=True)

    room.do("abstain_from_deciding", item, room.who("lena"))
    assert item.not_deciding.count() == 1


def test_a_proposal_is_taken_back_or_refused_but_never_after_the_question_is_put(room):
    item = room.items[0]
    room.begin(item)
    first = room.propose(item, ProposalKind.REJECTION, "lena")
    second = room.propose(item, ProposalKind.OWN, "perolof", text="Annat.")
    third = room.propose(item, ProposalKind.ADDITION, "ulla", text="Den följs upp.")
    room.do("withdraw_proposal", first)
    room.do("refuse_proposal", third, reason="Ett nytt ärende.")
    room.do("choose_main", item, key=second.key)
    with pytest.raises(RecordRefused, match="redan återtaget"):
        room.do("withdraw_proposal", first)

    question = room.do("put_question", item, found=second.key, confirmed=False)
    room.do("take_back_question", question)
    question = room.do("put_question", item, found="draft", confirmed=False)
    refused = [
        ("börjat lägga fram", lambda: room.propose(item, ProposalKind.REJECTION, "lena")),
        ("redan ställd", lambda: room.do("put_question", item, found="draft")),
        ("inte avgjord", lambda: room.do("conclude_item", item)),
    ]
    for words, act in refused:
        with pytest.raises(RecordRefused, match=words):
            act()
    room.do("confirm_question", question)

    assert [side["key"] for side in question.alternatives] == [second.key, "draft"]
    assert room.do("conclude_item", item).winner == "draft"
    with pytest.raises(IntegrityError), transaction.atomic():
        PutQuestion.objects.filter(item=item).update(result="reject")
    with pytest.raises(IntegrityError), transaction.atomic():
        ItemDecision.objects.filter(item=item).update(winner="reject")


def test_a_meeting_is_opened_adjourned_taken_up_and_closed_in_order(town):
    room = Room(town, "KS", items=2)
    with pytest.raises(RecordRefused, match="Ingen leder mötet"):
        room.do("open_meeting", room.meeting)
    room.open("karin", "perolof", "ulla")
    room.begin(room.items[0])
    room.do("adjourn", room.meeting, reason="Gruppmöte")
    with pytest.raises(RecordRefused, match="ajournerat"):
        room.propose(room.items[0], ProposalKind.REJECTION, "ulla")
    with pytest.raises(RecordRefused, match="ajournerat"):
        room.begin(room.items[1], at(18, 35))
    row = room.do("resume", room.meeting, when=at(18, 45))
    with pytest.raises(RecordRefused, match="fortfarande"):
        room.do("close_meeting", room.meeting, when=at(19))
    room.do("put_question", room.items[0], found="draft", when=at(18, 50))
    room.do("conclude_item", room.items[0], when=at(18, 55))
    room.do("approve_at_once", room.items[0], when=at(18, 56))
    room.do("close_meeting", room.meeting, when=at(19))

    room.meeting.refresh_from_db()
    room.items[1].refresh_from_db()
    assert row.item == room.items[0]
    assert room.meeting.state == MeetingState.HELD
    assert room.items[1].state != ItemState.HANDLED
    assert not room.serving()
    with pytest.raises(RecordRefused, match="avslutat"):
        room.come("lena", when=at(19, 30))


def test_a_meeting_that_goes_on_another_day_calls_its_roll_anew(town):
    room = Room(town, "KS").open("karin", "perolof", "ulla", "lena")
    tomorrow = at(9) + dt.timedelta(days=1)
    room.leave("ulla", at(18, 20))
    with pytest.raises(RecordRefused, match="innan det har ajournerats"):
        room.do("adjourn", room.meeting, goes_on_at=at(18))
    paused = room.do("adjourn", room.meeting, goes_on_at=tomorrow, reason="Sent")
    (coming,) = start.next_for(town.actor("mikael"), tomorrow)
    assert paused.reason.startswith("Fortsätter ")
    assert paused.reason.endswith(" 9.00. Sent")
    assert coming.changes == (f"Mötet är ajournerat. {paused.reason}",)
    assert room.meeting in Meeting.objects.filter(not_over(tomorrow))
    told = Message.objects.filter(subject__startswith="Mötet fortsätter ")
    assert {*told.values_list("recipient", flat=True)} >= {
        town.person(name).pk for name in ("karin", "ulla", "mikael")
    }
    with pytest.raises(RecordRefused, match="på plats i dag"):
        room.do("resume", room.meeting, when=tomorrow)

    there = [room.who(name) for name in ("karin", "perolof", "ulla", "mikael")]
    room.do("resume", room.meeting, when=tomorrow, present=there)
    serving = room.serving()
    room.do("close_meeting", room.meeting, when=tomorrow + dt.timedelta(hours=1))

    # Ulla left the day before, which bars nobody today (KL 5 kap. 20 §); nobody was
    # there over the night.
    assert serving == {"Karin": "", "Per-Olof": "", "Ulla": "", "Mikael": "Lena"}
    karin = room.who("karin").intervals.order_by("from_at")
    assert [(each.from_at, each.to_at) for each in karin] == [
        (at(18), at(18, 30)),
        (tomorrow, tomorrow + dt.timedelta(hours=1)),
    ]


def test_kl_6_30_who_is_out_for_a_conflict_stays_out_when_the_item_goes_on_another_day(town):
    room = Room(town, "KS").open("karin", "perolof", "ulla", "lena")
    tomorrow = at(9) + dt.timedelta(days=1)
    item = room.items[0]
    room.begin(item)
    for name in ("ulla", "lena"):
        room.do(
            "declare_conflict",
            item,
            room.who(name),
            ground=ConflictGround.AFFECTED,
            when=at(18, 20),
        )
    room.do("adjourn", room.meeting)

    there = [room.who(name) for name in ("karin", "perolof", "ulla", "mikael")]
    room.do("resume", room.meeting, when=tomorrow, present=there)
    meanwhile = room.serving()
    with pytest.raises(RecordRefused, match="kommer in igen när det är avgjort"):
        room.come("ulla", when=tomorrow + dt.timedelta(minutes=5))
    later = tomorrow + dt.timedelta(minutes=30)
    room.do("put_question", item, found="draft", when=later)
    room.do("conclude_item", item, when=later)

    # Lena did not come the second day, and is not let in by the item's end.
    assert "Ulla" not in meanwhile
    assert room.serving() == {"Karin": "", "Per-Olof": "", "Ulla": "", "Mikael": "Lena"}


def test_paragraphs_run_over_the_year_or_start_anew_at_each_meeting(room):
    Decision.objects.create(
        body=room.body,
        decided_on=at(9).date().replace(month=2),
        paragraph="§ 41",
        title="Tidigare",
        text="Antas.",
        entered_at=at(9),
    )
    for item, expected in zip(room.items, ("§ 42", "§ 43"), strict=False):
        room.begin(item, at(18, 31))
        room.do("put_question", item, found="draft", when=at(18, 32))
        assert room.do("conclude_item", item, when=at(18, 33)).decision.paragraph == expected
    services.change_deciding_settings(
        room.body,
        citations={"numbering": "KS 2026-01-10 § 3"},
        numbering=Numbering.MEETING,
        actor=room.actor,
    )
    item = room.items[2]
    room.begin(item, at(18, 41))
    room.do("put_question", item, found="draft", when=at(18, 42))
    assert room.do("conclude_item", item, when=at(18, 43)).decision.paragraph == "§ 44"


def test_whoever_writes_from_an_old_page_is_told_and_nobody_else_may_write(room, town):
    item = room.items[0]
    room.begin(item)
    item.handling.refresh_from_db()
    version = item.handling.version
    room.propose(item, ProposalKind.REJECTION, "lena")
    entries = AuditEntry.objects.count()

    with pytest.raises(Stale, match="Någon annan"):
        room.propose(item, ProposalKind.REJECTION, "perolof", version=version)
    for name in ("lena", "anna", "tomas", "maria", "johan"):
        with pytest.raises(MeetingsNotAllowed):
            services.put_question(item, found="draft", at=at(18, 30), actor=town.actor(name))
    services.put_question(item, found="draft", at=at(18, 30), actor=town.actor("karin"))

    assert Proposal.objects.count() == 1
    assert AuditEntry.objects.count() == entries + 1


def test_kl_5_59_to_64_a_question_in_the_council_is_allowed_and_answered(town):
    scene = assembly(town, 5)
    room, item = scene.room, scene.item
    asker, other = scene.members[1], scene.members[2]
    common = {"asker": asker, "subject": "När byggs bron?"}
    with pytest.raises(UnlawfulAct, match=r"5 kap\. 60 §"):
        room.do("ask_council", item, kind=CouncilQuestionKind.INTERPELLATION, **common)
    with pytest.raises(UnlawfulAct, match=r"5 kap\. 61 §"):
        room.do(
            "ask_council",
            item,
            kind=CouncilQuestionKind.QUESTION,
            concerns_authority=True,
            **common,
        )
    asked = room.do(
        "ask_council",
        item,
        kind=CouncilQuestionKind.QUESTION,
        answerer=town.person("karin"),
        **common,
    )
    with pytest.raises(RecordRefused, match="inte beslutat"):
        room.do("answer_asking", asked)
    room.do("allow_asking", asked, allowed=True)
    with pytest.raises(RecordRefused, match="64 §"):
        room.do("answer_asking", asked, speakers=[asker, other])

    assert room.do("answer_asking", asked, speakers=[asker]).answered_at == at(18, 30)


def test_kl_5_45_questions_are_answered_by_fewer_only_where_the_council_says_so(town):
    scene = assembly(town, 5, items=2)
    room, (question, other) = scene.room, scene.room.items
    for each in scene.members[2:]:
        services.note_departure(each, at=at(18, 2), actor=room.actor)
    asked = {"kind": CouncilQuestionKind.QUESTION, "asker": scene.members[1], "subject": "När?"}
    room.do("ask_council", question, when=at(18, 3), **asked)
    with pytest.raises(UnlawfulAct, match=r"5 kap\. 45 §"):
        room.begin(question)
    services.change_deciding_settings(
        town.body("KF"),
        answers_without_quorum=True,
        citations={"answers_without_quorum": "kommunfullmäktige 2022-11-28 § 9"},
        actor=room.actor,
    )

    with pytest.raises(UnlawfulAct, match=r"5 kap\. 45 §"):
        room.begin(other)
    room.begin(question)

    question.handling.refresh_from_db()
    assert question.handling.is_going_on


def test_a_meeting_that_is_opened_before_its_time_is_closed_before_it_too(town):
    room = Room(town, "KS")
    room.come("karin", "perolof", "ulla", "lena", when=at(17, 50))
    room.do("open_meeting", room.meeting, when=at(17, 51))

    room.do("close_meeting", room.meeting, when=at(17, 55))

    room.meeting.refresh_from_db()
    assert (room.meeting.state, room.meeting.held_at) == (MeetingState.HELD, at(17, 55))


def test_a_confirmed_ballot_and_its_rows_are_closed_in_the_database(room):
    item = room.items[0]
    room.begin(item)
    room.propose(item, ProposalKind.REJECTION, "lena")
    ballot = room.vote(item, "draft", karin=YES, lena=NO, ulla=YES)
    room.do("confirm_ballot", ballot)

    wrong = [
        lambda: Ballot.objects.update(yes_count=9),
        lambda: Ballot.objects.all().delete(),
        lambda: BallotVote.objects.filter(choice=NO).update(choice=YES),
        lambda: BallotVote.objects.filter(choice=NO).delete(),
    ]
    for act in wrong:
        with pytest.raises(IntegrityError), transaction.atomic():
            act()
    with pytest.raises(RecordRefused, match="redan bekräftad"):
        room.do("cast_vote", ballot, room.who("lena"), choice=YES, key=uuid4())
    assert list(BallotVote.objects.values_list("choice", flat=True)) == [
        "yes",
        "no",
        "yes",
    ]
