"""The law of the notice board as data: another law or another decision, another answer."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db import DatabaseError, transaction

from samspel.foundation.dates import at_wall_clock
from samspel.foundation.refusal import Stale
from samspel.meetings import services
from samspel.meetings.calculation.appeal import appeal_ends
from samspel.meetings.calculation.doors import doors_are_open
from samspel.meetings.calculation.posting import lawful_kinds
from samspel.meetings.enums.minutes import NoticeKind
from samspel.meetings.errors import BoardRefused, UnlawfulMinutes, UnlawfulNotice
from samspel.meetings.models import BoardNotice, DecidingSettings, DelegatedDecision
from samspel.meetings.queries.posting import decisions_to_announce, kinds_carried
from samspel.meetings.queries.published import published_meetings
from tests.law import amended
from tests.meetings.acting import NOW
from tests.meetings.minutes.playing import AVAILABLE, approve, ready, small_meeting

END = dt.date(2026, 12, 3)  # three weeks after Thursday 12 November


def on(day: dt.date, hour: int = 9) -> dt.datetime:
    return at_wall_clock(day, dt.time(hour))


@pytest.fixture
def approved(town):
    room, _item = small_meeting(town)
    minutes = ready(town, room, "perolof")
    services.send_out(minutes, at=NOW, actor=town.actor("ingrid"))
    return approve(town, minutes)


def test_kl_8_10_and_11_which_kinds_a_board_may_hold_is_data_of_the_law():
    day, later = NOW.date(), dt.date(2029, 1, 1)
    of_council = {each.kind: each for each in lawful_kinds(day, is_council=True)}
    of_committee = {each.kind: each for each in lawful_kinds(day, is_council=False)}

    assert set(NoticeKind) - set(of_council) == {NoticeKind.COMMITTEE_MEETING}
    assert set(NoticeKind) - set(of_committee) == {NoticeKind.COUNCIL_MEETING}
    assert {kind for kind, each in of_committee.items() if not each.is_duty} == {
        NoticeKind.COMMITTEE_MEETING,
        NoticeKind.MEETING_PAPERS,
    }
    assert of_council[NoticeKind.COUNCIL_MEETING].section == "8 kap. 10 § första stycket 1"
    ended = ("val-beslutsunderlag", "decided: SFS", "valid_to: 2029-01-01\n  decided: SFS")
    with amended(ended):
        assert NoticeKind.MEETING_PAPERS in of_kinds(day)
        assert NoticeKind.MEETING_PAPERS not in of_kinds(later)


def of_kinds(day):
    return {each.kind for each in lawful_kinds(day, is_council=False)}


def test_kl_8_11_a_body_chooses_by_its_own_decision_what_its_board_carries(town):
    body, secretary = town.body("KS"), town.actor("ingrid")
    papers = {"kind": NoticeKind.MEETING_PAPERS, "title": "Underlag", "at": NOW}
    given = {"at": NOW, "actor": secretary}
    services.post_notice(body, **papers, actor=secretary)

    services.change_board_settings(
        body, carries=[NoticeKind.COMMITTEE_MEETING], decided="KS 2026-11-02 § 9", **given
    )

    with pytest.raises(UnlawfulNotice, match=r"8 kap\. 11 §; KS 2026-11-02 § 9"):
        services.post_notice(body, **papers, actor=secretary)
    assert NoticeKind.MEETING_PAPERS not in kinds_carried(body, NOW.date())
    assert NoticeKind.BY_OTHER_STATUTE in kinds_carried(body, NOW.date())
    assert BoardNotice.objects.count() == 1, "what stood there stays"
    with pytest.raises(Stale):
        services.change_board_settings(body, carries=[], decided="KS § 1", **given, version=0)
    with pytest.raises(BoardRefused, match="vilket beslut"):
        services.change_board_settings(body, carries=[], decided=" ", **given)
    with pytest.raises(BoardRefused, match="går inte att välja"):
        services.change_board_settings(
            body, carries=[NoticeKind.BY_OTHER_STATUTE], decided="KS § 9", **given
        )


def test_kl_8_10_a_delegated_decision_that_is_reported_has_no_notice_of_its_own(town):
    body, secretary = town.body("KS"), town.actor("ingrid")
    reported = services.decide_on_delegation(
        body, text="Avtalet sägs upp.", at=NOW, actor=town.actor("karin")
    )
    given = {"kind": NoticeKind.DELEGATED_DECISION, "title": "D 2", "at": NOW}

    with pytest.raises(UnlawfulNotice, match="anmäls till nämnden"):
        services.post_notice(body, **given, delegated_decision=reported, actor=secretary)
    other = DelegatedDecision.objects.create(
        body=body,
        year=NOW.year,
        number=reported.number + 1,
        decided_by=town.person("karin"),
        decided_at=NOW,
        text="Avtalet förlängs.",
    )
    assert decisions_to_announce(body) == [other]
    posted = services.post_notice(body, **given, delegated_decision=other, actor=secretary)

    assert posted.must_stay_to == posted.appeal_ends_on == END
    assert decisions_to_announce(body) == []


def test_kl_13_5_another_time_for_appeal_in_the_law_moves_every_day_that_rests_on_it(
    approved, town
):
    secretary, shorter = town.actor("ingrid"), ("overklagandetid", "value: 21", "value: 16")
    saturday = dt.date(2026, 11, 28)

    with amended(shorter, ("sista-dagen-flyttas", "value: ja", "value: nej")):
        assert appeal_ends(NOW.date()) == saturday
    with amended(shorter):
        notice = services.announce_minutes(approved, at=NOW, actor=secretary)
        assert notice.must_stay_to == notice.appeal_ends_on == dt.date(2026, 11, 30)
        with pytest.raises(UnlawfulNotice, match="före 1 december 2026"):
            services.take_down(notice, at=on(dt.date(2026, 11, 30)), actor=secretary)
        down = services.take_down(notice, at=on(dt.date(2026, 12, 1)), actor=secretary)

    assert down.removed_by == "Ingrid Falk", "the database asks for no more than the law did"


def test_kl_8_12_the_law_says_which_notices_stay_and_what_they_say(approved, town):
    secretary = town.actor("ingrid")
    services.change_minutes_settings(town.body("KS"), actor=secretary, available_at="")
    silent = ("anslaget-sager-var", "strength: ska", "strength: bör")
    free = ("sitter-tiden-ut", "in: [minutes_approved", "in: [council_meeting")

    with pytest.raises(UnlawfulNotice, match=r"8 kap\. 12 §"):
        services.announce_minutes(approved, at=NOW, actor=secretary)
    with amended(silent), pytest.raises(DatabaseError), transaction.atomic():
        services.announce_minutes(approved, at=NOW, actor=secretary)  # the table asks for it
    services.change_minutes_settings(town.body("KS"), actor=secretary, available_at=AVAILABLE)
    notice = services.announce_minutes(approved, at=NOW, actor=secretary)
    with amended(free), pytest.raises(DatabaseError), transaction.atomic():
        services.take_down(notice, at=on(END), actor=secretary)  # it was posted under the old


def test_kl_6_25_and_kl_5_42_who_meets_in_public_is_data_of_the_law(town):
    body, day = town.body("KS"), NOW.date()
    services.plan_meeting(
        body,
        starts_at=on(dt.date(2026, 12, 7)),
        ends_at=on(dt.date(2026, 12, 7), 12),
        place="Stadshuset",
        at=NOW,
        actor=town.actor("ingrid"),
    )
    opened = ("namnden-moter-inom-stangda-dorrar", "value: nej", "value: ja")

    assert [each.is_open for each in published_meetings(NOW)] == [False]
    with amended(opened):
        assert [each.is_open for each in published_meetings(NOW)] == [True]
    DecidingSettings.objects.update_or_create(body=body, defaults={"is_public": True})
    assert [each.is_open for each in published_meetings(NOW)] == [True]
    assert doors_are_open(day, is_council=True, lets_public_in=False)
    with amended(("fullmaktige-moter-offentligt", "value: ja", "value: nej")):
        assert not doors_are_open(day, is_council=True, lets_public_in=False)


def test_kl_8_10_what_another_statute_asks_for_stays_its_time_and_is_then_proved(town):
    body, secretary = town.body("KS"), town.actor("ingrid")
    notice = services.post_notice(
        body,
        kind=NoticeKind.BY_OTHER_STATUTE,
        title="Granskning av detaljplan",
        statute="5 kap. 18 § plan- och bygglagen",
        stays_to=END,
        at=NOW,
        actor=secretary,
    )

    with pytest.raises(UnlawfulNotice, match=r"8 kap\. 10 § tredje stycket"):
        services.prove_posting(notice, at=on(END), actor=secretary)
    with pytest.raises(UnlawfulNotice, match="före 3 december 2026"):
        services.take_down(notice, at=on(dt.date(2026, 12, 2)), actor=secretary)
    down = services.take_down(notice, at=on(END), actor=secretary)

    assert services.prove_posting(down, at=on(END), actor=secretary).proof_id


def test_kl_8_10_minutes_are_published_when_approved_and_the_body_wants_it(town):
    secretary = town.actor("ingrid")
    room, _item = small_meeting(town)
    minutes = ready(town, room, "perolof")

    with pytest.raises(UnlawfulMinutes, match="Bara justerade"):
        services.begin_publication(minutes, at=NOW, actor=secretary)
    services.send_out(minutes, at=NOW, actor=secretary)
    approve(town, minutes)
    services.change_minutes_settings(room.body, actor=secretary, publishes=False)
    with pytest.raises(UnlawfulMinutes, match="publicerar inte"):
        services.begin_publication(minutes, at=NOW, actor=secretary)
    with amended(("kommunen-bestammer-om-webben", "is: body", "is_not: body")):
        assert services.begin_publication(minutes, at=NOW, actor=secretary).pk
