"""Who may raise a matter, what may not be delegated, and the report on citizens' proposals."""

from __future__ import annotations

import datetime as dt
from uuid import uuid4

import pytest

from samspel.access.models import Grant
from samspel.cases import services as cases
from samspel.cases.enums import CaseKind, StepKind
from samspel.meetings import services
from samspel.meetings.errors import ItemRefused, MeetingsNotAllowed, UnlawfulAct
from samspel.meetings.models import AgendaItem, DelegatedDecision
from samspel.meetings.queries.proposals import proposals_to_report
from samspel.people.enums import PositionRole
from samspel.rules.catalogue.choices import DelegatedMatter
from tests.meetings.acting import NOW, acts, clock, planned, told
from tests.meetings.minutes.playing import seat, serve_everybody
from tests.meetings.room import Room, at
from tests.stages import staged


def _raise(town, who, body="KS", **more):
    given = {"title": "Fler cykelställ", "text": "Ställ upp cykelställ.", "key": uuid4()}
    given |= {"at": NOW, "actor": town.actor(more.pop("actor", who))} | more
    return services.raise_matter(town.body(body), by=town.person(who), **given)


def test_kl_4_20_a_member_raises_a_matter_and_the_secretary_is_told(town):
    meeting = planned(town, 12, 15)

    item = _raise(town, "lena")

    assert (item.title, item.meeting) == ("Initiativ: Fler cykelställ", meeting)
    assert "Väckt av Lena Strand." in item.text
    assert "meetings.matter.raised" in acts()
    assert told("ingrid", town=town, kind="meetings.raised") == [
        "Ett ärende är väckt i Kommunstyrelsen"
    ]


def test_kl_4_20_and_4_22_a_substitute_raises_a_matter_only_while_serving(town):
    with pytest.raises(UnlawfulAct, match=r"4 kap\. 20 §"):
        _raise(town, "mikael")
    assert AgendaItem.objects.count() == 0

    room = Room(town, "KS").open("karin", "perolof", "lena", "mikael")
    assert room.serving()["Mikael"] == "Ulla"

    assert _raise(town, "mikael", at=at(18, 30)).body == town.body("KS")
    room.come("ulla", when=at(19))
    with pytest.raises(UnlawfulAct, match=r"4 kap\. 20 §"):
        _raise(town, "mikael", at=at(19, 30))


def test_kl_4_21_an_auditor_raises_what_concerns_the_audit_and_nothing_else(town):
    assert _raise(town, "margareta", concerns_audit=True).body == town.body("KS")

    with pytest.raises(UnlawfulAct, match=r"4 kap\. 21 §"):
        _raise(town, "margareta")


def test_kl_4_19_and_5_22_a_member_of_the_council_moves_and_nobody_else(town):
    seat(town, "KF", ("karin", PositionRole.CHAIR, "M"), ("anna", PositionRole.SUBSTITUTE, "C"))

    assert _raise(town, "karin", "KF").title == "Motion: Fler cykelställ"

    for who in ("anna", "lena"):
        with pytest.raises(UnlawfulAct, match=r"5 kap\. 22 §"):
            _raise(town, who, "KF")


def test_a_matter_is_raised_for_oneself_or_by_the_secretary_and_once(town):
    with pytest.raises(MeetingsNotAllowed):
        _raise(town, "lena", actor="karin")
    with pytest.raises(ItemRefused, match="vad ärendet gäller"):
        _raise(town, "lena", text=" ")
    key = uuid4()

    first = _raise(town, "lena", actor="ingrid", key=key)

    assert _raise(town, "lena", actor="ingrid", key=key) == first
    assert AgendaItem.objects.count() == 1


@pytest.mark.parametrize("matter", [each for each in DelegatedMatter if each != "ordinary"])
def test_kl_6_38_what_the_committee_decides_itself_is_not_delegated(town, matter):
    with pytest.raises(UnlawfulAct, match=r"6 kap\. 38 §"):
        _delegated(town, matter)

    assert DelegatedDecision.objects.count() == 0
    # What can't be awaited is decided under 6 kap. 39 § instead, and told at the next meeting.
    assert _delegated(town, matter, is_urgent=True).is_urgent


def test_kl_6_38_anything_else_is_delegated(town):
    assert _delegated(town, DelegatedMatter.ORDINARY).number == 1


def test_kl_6_39_what_is_urgent_is_decided_by_a_member_and_nobody_else(town):
    town.person("helena").employments.update(function=PositionRole.ADMINISTRATOR)
    Grant.objects.create(
        role=PositionRole.ADMINISTRATOR, capability="meetings.delegation.decide"
    )

    assert _delegated(town, DelegatedMatter.ORDINARY, who="helena").number == 1
    with pytest.raises(UnlawfulAct, match=r"6 kap\. 39 §"):
        _delegated(town, DelegatedMatter.ORDINARY, who="helena", is_urgent=True)


def _delegated(town, matter, who="gunnar", **more):
    return services.decide_on_delegation(
        town.body("SN"),
        text="Anna får göra ett besök till.",
        matter=matter,
        at=NOW,
        actor=town.actor(who),
        **more,
    )


@staged
def handed_over(town):
    """SN decides two citizens' proposals: an old one, and one raised in February."""
    serve_everybody(town)
    return [
        _proposal(town, "Lekplats i Norrby", 2025, 6),
        _proposal(town, "Fler bänkar", 2026, 2),
    ]


def _proposal(town, title, year, month):
    raised = dt.date(year, month, 1)
    return cases.open_case(
        town.body("SN"),
        title=title,
        kind=CaseKind.CITIZENS_PROPOSAL,
        raised_by="Asta Lind",
        raised_on=raised,
        deciding_body=town.body("SN"),
        at=clock(month, 2, year=year),
        actor=town.actor("ingrid"),
    )


def test_kl_6_34_the_committee_tells_the_council_at_least_once_a_year(town, handed_over):
    before = proposals_to_report(town.body("SN"), dt.date(2026, 5, 31))
    due = proposals_to_report(town.body("SN"), dt.date(2026, 6, 1))

    assert (before.months, before.is_due) == (11, False)
    assert (due.months, due.is_due) == (12, True)
    assert [each.is_over_a_year for each in due.rows] == [False, False]
    later = proposals_to_report(town.body("SN"), dt.date(2026, 6, 2))
    assert [each.is_over_a_year for each in later.rows] == [True, False]


def test_kl_6_34_what_is_told_says_what_is_settled_and_what_is_late(town, handed_over):
    cases.add_step(
        handed_over[1],
        kind=StepKind.DECIDED,
        body=town.body("SN"),
        citation="Socialnämnden 2026-10-13 § 90",
        at=clock(10, 13),
        actor=town.actor("ingrid"),
    )

    item = services.report_citizens_proposals(
        town.body("SN"), at=NOW, actor=town.actor("ingrid")
    )

    assert item.body == town.body("KF")
    late, settled = item.text.index("Lekplats i Norrby"), item.text.index("Fler bänkar")
    assert (
        item.text.index("Avgjorda:") < settled < item.text.index("Inte avgjorda inom ett år:")
    )
    assert item.text.index("Inte avgjorda inom ett år:") < late
    told_of = proposals_to_report(town.body("SN"), NOW.date())
    assert (told_of.last_on, told_of.is_due) == (NOW.date(), False)
    assert [each.case for each in told_of.rows] == [handed_over[0]]
    with pytest.raises(ItemRefused, match="redan"):
        services.report_citizens_proposals(town.body("SN"), at=NOW, actor=town.actor("ingrid"))


def test_kl_6_34_a_committee_without_proposals_has_nothing_to_tell(town):
    assert proposals_to_report(town.body("SN"), NOW.date()) is None
    with pytest.raises(ItemRefused, match="handlägger inga"):
        services.report_citizens_proposals(town.body("SN"), at=NOW, actor=town.actor("ingrid"))
    with pytest.raises(MeetingsNotAllowed):
        services.report_citizens_proposals(town.body("SN"), at=NOW, actor=town.actor("gunnar"))
