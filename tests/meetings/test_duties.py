"""What the law asks of a body: to meet, to wait, to tell, to make ordinances known."""

from __future__ import annotations

import datetime as dt

import pytest
from django.urls import reverse

from samspel.cases import services as cases
from samspel.cases.enums import CaseKind
from samspel.meetings import services
from samspel.meetings.calculation.spending import says_financing, spends
from samspel.meetings.errors import (
    DecisionRefused,
    MeetingRefused,
    MeetingsNotAllowed,
    UnlawfulAct,
)
from samspel.meetings.models import (
    AgendaItem,
    BoardNotice,
    Decision,
    DecisionHold,
    ItemHandling,
    Meeting,
    MeetingRequest,
    Ordinance,
)
from samspel.meetings.queries.duties import (
    Execution,
    announcing_advice,
    budget_advice,
    ordinances_in_force,
    standing_of,
    why_not_appealed,
)
from samspel.meetings.start_duties import todo_for
from samspel.people import services as people
from samspel.people.enums import EndReason, PositionRole
from samspel.rules.catalogue.choices import CouncilMatter
from tests.law import amended
from tests.meetings.acting import NOW, acts, clock, opened, planned
from tests.meetings.minutes.playing import (
    seat,
    seat_the_council,
    serve_everybody,
    small_meeting,
)
from tests.pages import said

TODAY = NOW.date()


def _request(town, body="KS", *names, actor="ingrid", **more):
    given = {"reason": "Budgeten måste göras om.", "at": NOW, "actor": town.actor(actor)}
    people = [town.person(name) for name in names]
    return services.request_meeting(town.body(body), supporters=people, **given | more)


def test_kl_6_23_a_third_of_the_members_binds_the_committee_and_one_fewer_does_not(town):
    for too_few in ([], ["lena"]):
        with pytest.raises(UnlawfulAct, match=r"6 kap\. 23 §"):
            _request(town, "KS", *too_few)
    assert MeetingRequest.objects.count() == 0

    asked = _request(town, "KS", "lena", "ulla")

    assert asked.needed_count == 2, "a third of four, and no fewer"
    assert "meetings.meeting.requested" in acts()
    with pytest.raises(MeetingRefused, match="redan begärt"):
        _request(town, "KS", by_chair=True)


def test_kl_6_23_a_substitute_is_not_counted_and_the_chair_needs_no_third(town):
    with pytest.raises(UnlawfulAct, match=r"6 kap\. 23 §"):
        _request(town, "KS", "mikael")

    assert _request(town, "KS", by_chair=True, actor="karin").by_chair


def test_kl_5_12_the_board_asks_the_council_to_meet_and_no_committee(town):
    with pytest.raises(UnlawfulAct, match=r"6 kap\. 23 §"):
        _request(town, "SN", by_board=True)


def test_kl_6_23_what_is_asked_for_is_on_the_start_page_until_the_meeting_is_planned(town):
    _request(town, "KS", by_chair=True)

    (todo,) = todo_for(town.actor("ingrid"), NOW)
    (chairs,) = todo_for(town.actor("karin"), NOW)
    assert todo.verb_object == chairs.verb_object
    assert "Kommunstyrelsen" in todo.verb_object
    assert todo_for(town.actor("anna"), NOW) == []

    planned(town, 12, 15)
    assert len(todo_for(town.actor("ingrid"), NOW)) == 1
    extra = services.plan_meeting(
        town.body("KS"),
        starts_at=clock(12, 17, 13),
        ends_at=clock(12, 17, 15),
        is_ordinary=False,
        at=NOW,
        actor=town.actor("ingrid"),
    )
    assert todo_for(town.actor("ingrid"), NOW) == []

    services.cancel_meeting(extra, reason="Snö", at=NOW, actor=town.actor("ingrid"))
    assert len(todo_for(town.actor("ingrid"), NOW)) == 1


def test_an_extra_meeting_is_asked_for_by_whoever_leads_and_says_why(town):
    with pytest.raises(MeetingsNotAllowed):
        _request(town, "KS", by_chair=True, actor="lena")
    with pytest.raises(MeetingRefused, match="Skriv vad"):
        _request(town, "KS", by_chair=True, reason=" ")


@pytest.mark.parametrize(
    ("day", "seen", "urgent"),
    [((2026, 4, 30), False, False), ((2026, 5, 1), True, False), ((2026, 6, 1), True, True)],
)
def test_kl_6_34_the_report_is_on_the_secretarys_start_page_a_month_before_the_year_is_over(
    town, day, seen, urgent
):
    cases.open_case(
        town.body("SN"),
        title="Lekplats i Norrby",
        kind=CaseKind.CITIZENS_PROPOSAL,
        raised_by="Asta Lind",
        raised_on=dt.date(2025, 6, 1),
        deciding_body=town.body("SN"),
        at=clock(6, 2, year=2025),
        actor=town.actor("ingrid"),
    )
    now = clock(day[1], day[2])

    found = todo_for(town.actor("ingrid"), now)

    assert [each.urgent for each in found] == ([urgent] if seen else [])
    assert [each.when for each in found] == ([dt.date(2026, 6, 1)] if seen else [])
    assert todo_for(town.actor("gunnar"), now) == []
    with amended(("informerat-i-tid", "is_not: body.is_council", "is: body.is_council")):
        assert todo_for(town.actor("ingrid"), now) == [], "who is to tell is the law's data"
    if urgent:
        services.report_citizens_proposals(town.body("SN"), at=now, actor=town.actor("ingrid"))
        assert todo_for(town.actor("ingrid"), now) == []


def test_kl_11_8_the_board_is_told_when_no_meeting_leaves_time_for_the_budget(town):
    board = town.body("KS")

    assert budget_advice([board], dt.date(2026, 11, 12)) == []
    (advice,) = budget_advice([board], dt.date(2027, 8, 1))
    assert advice[2] == "11 kap. 8 §"
    assert budget_advice([board], dt.date(2027, 2, 1)) == []
    planned(town, 10, 12, year=2027)
    assert budget_advice([board], dt.date(2027, 8, 1)) == []
    assert budget_advice([town.body("SN")], dt.date(2027, 8, 1)) == []


def test_kl_11_10_the_council_is_told_and_in_an_election_year_the_new_one_adopts_it(town):
    council = town.body("KF")

    (advice,) = budget_advice([council], dt.date(2026, 11, 12))
    assert advice[2] == "11 kap. 10 §"
    assert budget_advice([council], dt.date(2026, 12, 1)) == []


@pytest.mark.parametrize(
    ("text", "costs", "financed"),
    [
        ("Nämnden beviljas 2,5 miljoner kronor.", True, False),
        ("Bidraget är 40 000 kr och tas från anslaget till förfogande.", True, True),
        ("Tilläggsanslaget finansieras genom eget kapital.", True, True),
        ("Taxan höjs till 400 kronor.", False, False),
        ("Riktlinjen antas.", False, False),
    ],
)
def test_kl_11_15_a_decision_that_spends_is_known_by_its_words(text, costs, financed):
    assert (spends([text]), says_financing([text])) == (costs, financed)


@pytest.fixture
def decision(town):
    return services.record_decision(
        town.body("KS"),
        decided_on=dt.date(2026, 11, 3),
        paragraph="91",
        title="Lokala ordningsföreskrifter",
        text="Föreskrifterna antas.",
        at=NOW,
        actor=town.actor("ingrid"),
    )


def test_kl_13_14_a_decision_may_be_executed_unless_there_are_reasons_to_wait(town, decision):
    assert standing_of(decision).state is Execution.MAY

    services.hold_decision(
        decision, reason="Marken går inte att återställa.", at=NOW, actor=town.actor("ingrid")
    )

    held = standing_of(decision)
    assert (held.state, held.reason) == (Execution.WAITS, "Marken går inte att återställa.")
    services.hold_decision(decision, reason="", at=NOW, actor=town.actor("ingrid"))
    assert standing_of(decision).state is Execution.MAY
    assert DecisionHold.objects.count() == 0
    assert acts()[-2:] == ["meetings.decision.held", "meetings.decision.released"]


def test_kl_13_14_a_final_decision_has_nothing_to_wait_for(town, decision, monkeypatch):
    monkeypatch.setattr(
        "samspel.meetings.queries.duties.final_notices", lambda _found: [BoardNotice()]
    )
    monkeypatch.setattr(
        "samspel.meetings.services.duties.final_notices", lambda _found: [BoardNotice()]
    )

    assert standing_of(decision).state is Execution.FINAL
    with pytest.raises(DecisionRefused, match="laga kraft"):
        services.hold_decision(decision, reason="Vänta", at=NOW, actor=town.actor("ingrid"))


def test_kl_8_13_an_ordinance_stands_in_the_register_while_it_holds(town, decision, client):
    actor = town.actor("ingrid")
    day = dt.date(2026, 12, 1)

    made = services.keep_ordinance(
        decision,
        title="Lokala ordningsföreskrifter",
        text="1 § Hundar hålls kopplade på torget.",
        valid_from=day,
        actor=actor,
    )

    assert ordinances_in_force(dt.date(2026, 11, 30)) == []
    assert [each.ordinance for each in ordinances_in_force(day)] == [made]
    services.end_ordinance(
        made, valid_to=dt.date(2027, 2, 1), ended_by="KF 2027-01-20 § 4", actor=actor
    )
    assert len(ordinances_in_force(dt.date(2027, 1, 31))) == 1
    assert ordinances_in_force(dt.date(2027, 2, 1)) == []


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"title": " "}, "Skriv vad"),
        ({"valid_from": dt.date(2026, 11, 2)}, "före den dag"),
    ],
)
def test_an_ordinance_that_cannot_be_is_refused(town, decision, change, says):
    given = {"title": "Taxa", "text": "1 §", "valid_from": dt.date(2026, 11, 3)} | change

    with pytest.raises(DecisionRefused, match=says):
        services.keep_ordinance(decision, **given, actor=town.actor("ingrid"))
    with pytest.raises(MeetingsNotAllowed):
        services.keep_ordinance(decision, **given, actor=town.actor("lena"))
    assert Ordinance.objects.count() == 0


@pytest.mark.parametrize("name", ["anna", "karin", "elisabet"])
def test_only_whoever_keeps_the_body_ends_an_ordinance(town, decision, name):
    made = services.keep_ordinance(
        decision,
        title="Taxa",
        text="1 § Taxan är 10 kr.",
        valid_from=TODAY,
        actor=town.actor("ingrid"),
    )
    before = acts()

    with pytest.raises(MeetingsNotAllowed):
        services.end_ordinance(
            made, valid_to=dt.date(2027, 1, 1), ended_by="KS § 9", actor=town.actor(name)
        )

    made.refresh_from_db()
    assert (made.valid_to, acts()) == (None, before)


def test_everybody_reads_the_ordinances_and_whoever_keeps_or_leads_has_its_pages(
    town, decision, client, as_person
):
    services.keep_ordinance(
        decision,
        title="Lokala ordningsföreskrifter",
        text="1 § Hundar hålls kopplade på torget.",
        valid_from=dt.date(2026, 11, 10),
        actor=town.actor("ingrid"),
    )

    register = said(client.get(reverse("portal:ordinances")))
    shown = as_person("ingrid").get(reverse("meetings:decision", args=[decision.uuid]))
    listed = as_person("karin").get(reverse("meetings:meetings")).content.decode()

    assert "1 § Hundar hålls kopplade på torget." in register.replace("\u00a0", " ")
    assert "Får verkställas, men har inte fått laga kraft" in shown.content.decode()
    address = reverse("meetings:request-meeting", args=[town.body("KS").uuid])
    assert address in listed
    refused = as_person("karin").post(address, {"reason": "Budget"})
    asked = as_person("karin").post(address, {"reason": "Budget", "by_chair": "on"})
    assert (refused.status_code, asked.status_code) == (422, 302)


def test_an_ordinance_is_kept_once_and_ends_once_by_a_decision(town, decision):
    actor = town.actor("ingrid")
    given = {"title": "Taxa", "text": "1 §", "valid_from": dt.date(2026, 12, 1)}
    made = services.keep_ordinance(decision, **given, actor=actor)

    with pytest.raises(DecisionRefused, match="redan sin föreskrift"):
        services.keep_ordinance(decision, **given, actor=actor)
    for day, by, says in (
        (dt.date(2026, 11, 30), "KF § 4", "innan den började"),
        (dt.date(2027, 1, 1), " ", "Ange det beslut"),
    ):
        with pytest.raises(DecisionRefused, match=says):
            services.end_ordinance(made, valid_to=day, ended_by=by, actor=actor)
    services.end_ordinance(made, valid_to=dt.date(2027, 1, 1), ended_by="KF § 4", actor=actor)
    with pytest.raises(DecisionRefused, match="redan upphört"):
        services.end_ordinance(
            made, valid_to=dt.date(2027, 1, 1), ended_by="KF § 5", actor=actor
        )


def test_kl_13_14_there_is_nothing_to_take_away_and_a_corrected_decision_stays(town, decision):
    actor = town.actor("ingrid")
    with pytest.raises(DecisionRefused, match="vilka skäl"):
        services.hold_decision(decision, reason=" ", at=NOW, actor=actor)
    services.correct_decision(
        decision,
        reason="Fel rubrik",
        decided_on=decision.decided_on,
        paragraph=decision.paragraph,
        title="Ordningsföreskrifter",
        text=decision.text,
        kind=decision.kind,
        at=NOW,
        actor=actor,
    )

    decision.refresh_from_db()
    with pytest.raises(DecisionRefused, match="rättat"):
        services.hold_decision(decision, reason="Vänta", at=NOW, actor=actor)


def test_kl_6_23_a_cancelled_meeting_leaves_a_newer_request_alone(town):
    ingrid = town.actor("ingrid")
    _request(town, "KS", by_chair=True)
    extra = services.plan_meeting(
        town.body("KS"),
        starts_at=clock(12, 17, 13),
        ends_at=clock(12, 17, 15),
        is_ordinary=False,
        at=NOW,
        actor=ingrid,
    )
    newer = _request(town, "KS", by_chair=True)

    services.cancel_meeting(extra, reason="Snö", at=NOW, actor=ingrid)

    assert MeetingRequest.objects.get(meeting__isnull=True) == newer


def _left(town, name, body, **more):
    row = town.person(name).mandates.get(body=town.body(body))
    given = {"valid_to": TODAY, "reason": EndReason.RESIGNED, "actor": town.actor("ingrid")}
    return people.end_mandate(row, **given | more)


def _to_elect(town, name="ingrid"):
    return [
        each for each in todo_for(town.actor(name), NOW) if "fyllnadsval" in each.verb_object
    ]


def test_kl_6_20_a_by_election_comes_up_by_itself_and_is_asked_for_until_the_seat_is_filled(
    town, as_person
):
    serve_everybody(town)
    seat_the_council(town)
    council = planned(town, 12, 8, body="KF")

    left = _left(town, "lena", "KS")

    item = AgendaItem.objects.get(key=f"meetings.by_election:{left.pk}")
    assert (item.title, item.body, item.meeting) == (
        "Fyllnadsval: Kommunstyrelsen",
        town.body("KF"),
        council,
    )
    assert "6 kap. 20 §" in item.text
    assert "Lena" not in item.title + item.text, "who left may be protected"
    assert item.handling.is_election
    assert _to_elect(town) == [], "nobody is reminded of what stands on the agenda"

    services.withdraw_item(item, reason="Valet väntar.", at=NOW, actor=town.actor("ingrid"))

    (todo,) = _to_elect(town)
    assert todo.verb_object == "Ta upp fyllnadsval i fullmäktige: Kommunstyrelsen"
    assert todo.detail == "Kommunallagen 6 kap. 20 §"
    assert 'value="Fyllnadsval: Kommunstyrelsen"' in said(as_person("ingrid").get(todo.url))
    assert _to_elect(town, "karin") == [], "the council's secretary sees to it"
    seat(town, "KS", ("gunnar", PositionRole.MEMBER, "M"), valid_from=TODAY)
    assert _to_elect(town) == []


def test_kl_6_20_nobody_is_elected_for_a_substitute_nor_in_the_council(town):
    serve_everybody(town)
    seat_the_council(town)

    _left(town, "mikael", "KS")
    _left(town, "lena", "KF")

    assert _to_elect(town) == []
    assert not AgendaItem.objects.filter(body=town.body("KF")).exists()


def test_vallagen_14_a_seat_in_the_council_is_told_to_the_county_and_no_election_held(town):
    serve_everybody(town)
    seat_the_council(town)
    _left(town, "lena", "KF")

    (todo,) = [
        each for each in todo_for(town.actor("ingrid"), NOW) if "läns" in each.verb_object
    ]

    assert todo.verb_object == "Anmäl den lediga platsen till länsstyrelsen: Kommunfullmäktige"
    assert todo.detail == "14 kap. vallagen (2005:837)"
    assert todo.url == reverse("people:body", args=[town.body("KF").uuid])
    seat(town, "KF", ("gunnar", PositionRole.MEMBER, "V"), valid_from=TODAY)
    assert "läns" not in str(todo_for(town.actor("ingrid"), NOW))


def test_kl_6_20_no_by_election_where_the_seat_is_filled_already(town):
    serve_everybody(town)
    seat_the_council(town)
    later = TODAY + dt.timedelta(days=10)
    seat(town, "KS", ("gunnar", PositionRole.MEMBER, "M"), valid_from=later)

    _left(town, "lena", "KS")
    assert not AgendaItem.objects.filter(body=town.body("KF")).exists()
    assert _to_elect(town) == []
    _left(town, "ulla", "KS")

    (item,) = AgendaItem.objects.filter(body=town.body("KF"))
    assert item.title == "Fyllnadsval: Kommunstyrelsen"


def test_kl_6_20_no_by_election_when_the_term_is_over_before_the_council_meets(town):
    serve_everybody(town)
    seat_the_council(town)
    ends = town.person("lena").mandates.get(body=town.body("KS")).term.valid_to
    council = planned(town, 12, 8, body="KF")
    Meeting.objects.filter(pk=council.pk).update(
        starts_at=clock(12, 8, 13).replace(year=ends.year + 1),
        ends_at=clock(12, 8, 15).replace(year=ends.year + 1),
    )

    _left(town, "lena", "KS")

    assert not AgendaItem.objects.filter(body=town.body("KF")).exists()
    assert _to_elect(town) == []


def test_kl_8_14_the_proposal_is_asked_for_when_the_budget_is_announced(town):
    serve_everybody(town)
    council, board = planned(town, 12, 8, body="KF"), planned(town, 12, 8)
    assert announcing_advice(council, TODAY) == ""
    case = cases.open_case(
        town.body("KS"),
        title="Budget 2027",
        council_matter=CouncilMatter.BUDGET,
        at=NOW,
        actor=town.actor("ingrid"),
    )
    AgendaItem.objects.filter(pk=opened(town, body="KF").pk).update(case=case)

    advice = announcing_advice(council, TODAY)

    assert "ska finnas på kommunens webbplats" in advice
    assert advice.endswith("(8 kap. 14 §)")
    assert announcing_advice(board, TODAY) == ""


def test_kl_13_2_what_a_committee_only_proposes_is_not_appealed(town):
    _room, item = small_meeting(town)
    decision = Decision.objects.get(item=item)
    assert why_not_appealed(decision) == ""

    ItemHandling.objects.filter(item=item).update(proposes_to="Kommunfullmäktige")

    assert why_not_appealed(decision).endswith("kan inte överklagas. (13 kap. 2 §)")
    decision.body = town.body("KF")
    assert why_not_appealed(decision) == "", "all that the council decides may be appealed"
