"""A case goes its way: where it is, who has it, since when, what is next, and its end."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db import transaction

from samspel.audit.models import AuditEntry
from samspel.cases import queries, services
from samspel.cases.enums import CaseKind, CaseState, Exemption, StepKind
from samspel.cases.errors import CaseRefused, NotPrepared, PreparationReasonNeeded
from samspel.rules.errors import NoRuleInForce
from samspel.rules.provisions import Outcome
from tests.cases.acting import DAY, NOW, TODAY, given, opened

SENT = "kommunstyrelsen 2026-11-03 § 138"


def _walk(town, case, *stations, at=NOW):
    for index, (kind, body, citation) in enumerate(stations, start=1):
        services.add_step(
            case,
            kind=kind,
            body=town.body(body) if body else None,
            citation=citation,
            actor=town.actor("ingrid"),
            at=at + index * dt.timedelta(hours=1),
        )


def test_the_glance_says_where_who_since_when_and_what_is_next(town):
    case = opened(town, responsible=town.person("johan"), deciding_body=town.body("KF"))

    first = queries.place_of(case)
    _walk(town, case, (StepKind.PREPARING_BODY, "KSAU", ""))
    second = queries.place_of(case)

    assert (first.kind, first.person, first.next_kind) == (
        StepKind.OFFICERS_REPORT,
        town.person("johan"),
        StepKind.REVIEW,
    )
    assert (second.body, second.person, second.next_kind, second.next_body) == (
        town.body("KSAU"),
        None,
        StepKind.BOARD,
        town.body("KS"),
    )
    assert second.days_on(TODAY + 9 * DAY) == 9


def test_a_case_referred_back_comes_round_again_to_who_prepares_it(town):
    case = opened(town, responsible=town.person("johan"), deciding_body=town.body("KF"))
    _walk(
        town,
        case,
        (StepKind.BOARD, "KS", ""),
        (StepKind.TABLED, "KS", "kommunstyrelsen 2026-11-03 § 130"),
        (StepKind.BOARD, "KS", ""),
        (StepKind.COUNCIL, "KF", SENT),
        (StepKind.REFERRED_BACK, "KF", "kommunfullmäktige 2026-11-10 § 90"),
    )

    place = queries.place_of(case)

    assert (place.kind, place.person, place.round) == (
        StepKind.REFERRED_BACK,
        town.person("johan"),
        2,
    )
    assert place.next_kind is StepKind.OFFICERS_REPORT
    assert [step.ended_at is None for step in queries.steps_of(case)] == [False] * 5 + [True]


def test_kl_5_51_a_tabled_case_comes_up_in_the_body_that_tabled_it(town):
    case = opened(town)
    _walk(town, case, (StepKind.BOARD, "KS", ""), (StepKind.TABLED, "KS", SENT))

    place = queries.place_of(case)

    assert (place.next_kind, place.next_body) == (StepKind.BOARD, town.body("KS"))


def test_the_same_cause_never_makes_two_steps_and_no_step_goes_backwards_in_time(town):
    case, secretary = opened(town), town.actor("ingrid")
    ref = {"ref": "meetings.agendaitem:1", "actor": secretary}
    step = services.add_step(
        case, kind=StepKind.BOARD, body=town.body("KS"), at=NOW + DAY, **ref
    )

    again = services.add_step(case, kind=StepKind.BOARD, body=town.body("KS"), at=NOW, **ref)

    assert again == step
    for kind, body, at, say in (
        (StepKind.BOARD, None, NOW + DAY, "vilket organ"),
        (StepKind.CLOSED, None, NOW + DAY, "egna åtgärden"),
        (StepKind.REVIEW, None, NOW, "senare än så"),
    ):
        with pytest.raises(CaseRefused, match=say), transaction.atomic():
            services.add_step(case, kind=kind, body=body, actor=secretary, at=at)
    assert case.steps.count() == 2


def test_a_decision_makes_the_case_decided_and_a_return_makes_it_open_again(town):
    case, secretary = opened(town), town.actor("ingrid")
    with pytest.raises(CaseRefused, match="dag och paragraf"):
        services.move_case(
            case, kind=StepKind.DECIDED, body=town.body("KS"), actor=secretary, at=NOW
        )
    _walk(town, case, (StepKind.DECIDED, "KS", SENT))
    case.refresh_from_db()
    assert (case.status, case.decided_on) == (CaseState.DECIDED, TODAY)

    _walk(town, case, (StepKind.DISPATCHED, None, ""), at=NOW + DAY)
    case.refresh_from_db()
    assert case.status is CaseState.DECIDED

    _walk(town, case, (StepKind.OFFICERS_REPORT, None, ""), at=NOW + 2 * DAY)
    case.refresh_from_db()
    assert (case.status, case.decided_on) == (CaseState.OPEN, None)


def test_a_case_is_closed_when_nothing_waits_and_can_be_opened_again(town):
    case, secretary = opened(town), town.actor("ingrid")
    assignment = given(town, case)
    for reason, say in (("", "1 uppdrag"), ("Klart", "1 uppdrag")):
        with pytest.raises(CaseRefused, match=say):
            services.close_case(case, reason=reason, actor=secretary, at=NOW)
    services.withdraw_assignment(assignment, reason="Behövs inte", actor=secretary, at=NOW)
    with pytest.raises(CaseRefused, match="inte avgjort"):
        services.close_case(case, actor=secretary, at=NOW)

    closed = services.close_case(case, reason="Återtaget", actor=secretary, at=NOW)

    assert (closed.status, closed.closed_on) == (CaseState.CLOSED, TODAY)
    assert queries.place_of(case).next_kind is None
    for act, say in (
        (lambda: _walk(town, case, (StepKind.REVIEW, None, "")), "är avslutat"),
        (lambda: given(town, case), "är avslutat"),
        (
            lambda: services.reopen_case(case, reason="", actor=secretary, at=NOW),
            "Skriv varför",
        ),
    ):
        with pytest.raises(CaseRefused, match=say):
            act()
    reopened = services.reopen_case(case, reason="Nytt", actor=secretary, at=NOW + DAY)
    assert (reopened.status, reopened.closed_on) == (CaseState.OPEN, None)
    assert queries.place_of(case).kind is StepKind.REOPENED


def test_the_council_takes_up_nothing_that_no_committee_has_prepared_kl_5_26(town):
    case, secretary = opened(town, deciding_body=town.body("KF")), town.actor("ingrid")
    to_council = {"kind": StepKind.COUNCIL, "body": town.body("KF"), "actor": secretary}
    before = AuditEntry.objects.count()

    with pytest.raises(NotPrepared, match="Varken en nämnd") as refused, transaction.atomic():
        services.move_case(case, **to_council, at=NOW)

    assert [each.id for each in refused.value.verdict.stopping] == ["berett"]
    assert (case.steps.count(), AuditEntry.objects.count()) == (1, before)
    _walk(town, case, (StepKind.BOARD, "KS", ""))
    with pytest.raises(CaseRefused, match="nämndens beslut"), transaction.atomic():
        services.move_case(case, **to_council, at=NOW + DAY)
    services.move_case(case, **to_council, citation=SENT, at=NOW + DAY)
    assert queries.place_of(case).kind is StepKind.COUNCIL


def test_the_board_always_gets_its_say_before_the_council_kl_5_28(town):
    case = opened(town, "SN", deciding_body=town.body("KF"))
    sent = "socialnämnden 2026-11-04 § 80"
    _walk(town, case, (StepKind.PREPARING_BODY, "KSAU", ""), (StepKind.BOARD, "SN", SENT))

    undecided = queries.preparation_check(case, on=TODAY)
    before = queries.preparation_check(case, on=TODAY, citation=sent)
    _walk(town, case, (StepKind.TABLED, "SN", sent), (StepKind.BOARD, "SN", ""), at=NOW + DAY)
    tabled = queries.preparation_check(case, on=TODAY)
    _walk(town, case, (StepKind.BOARD, "KS", sent), at=NOW + 2 * DAY)
    after = queries.preparation_check(case, on=TODAY)

    assert [each.id for each in undecided.stopping] == ["berett"]
    assert [each.id for each in before.stopping] == ["styrelsen-far-yttra-sig"]
    assert [each.id for each in tabled.stopping] == ["berett"]
    assert after.outcome is Outcome.ALLOWED
    with pytest.raises(NoRuleInForce):
        queries.preparation_check(case, on=dt.date(2017, 12, 31))


def test_an_urgent_case_is_warned_for_until_all_present_agree_kl_5_33(town):
    case = opened(town, deciding_body=town.body("KF"), exemption=Exemption.URGENT)
    to_council = {
        "kind": StepKind.COUNCIL,
        "body": town.body("KF"),
        "actor": town.actor("ingrid"),
        "at": NOW,
    }

    with pytest.raises(PreparationReasonNeeded, match="alla som är närvarande"):
        services.move_case(case, **to_council)
    outcomes = {
        agree: queries.preparation_check(
            case, on=TODAY, facts={"council_case.all_present_agree": agree}
        ).outcome
        for agree in (True, False, None)
    }
    step = services.move_case(case, **to_council, reason="Vattnet måste stängas av.")

    assert outcomes == {
        True: Outcome.ALLOWED,
        False: Outcome.STOPPED,
        None: Outcome.WARNED,
    }
    assert step.text == "Vattnet måste stängas av."


def test_elections_and_resignations_need_no_preparation_kl_5_29(town):
    for kind in (CaseKind.ELECTION, CaseKind.RESIGNATION):
        case = opened(town, kind=kind, deciding_body=town.body("KF"))
        assert queries.preparation_check(case, on=TODAY).outcome is Outcome.ALLOWED


def test_the_audit_report_and_a_new_councils_changes_can_come_up_kl_5_30_and_32(town):
    to_council = {"kind": StepKind.COUNCIL, "body": town.body("KF"), "at": NOW}
    report = opened(town, kind=CaseKind.AUDIT_REPORT, deciding_body=town.body("KF"))
    seats = opened(town, deciding_body=town.body("KF"), exemption=Exemption.NEW_COUNCIL)
    borders = [dt.date(2026, 10, 14), dt.date(2026, 10, 15), dt.date(2027, 1, 1)]

    with pytest.raises(PreparationReasonNeeded, match="fått förklara sig"):
        services.move_case(report, **to_council, actor=town.actor("ingrid"))
    there = services.move_case(
        report, **to_council, actor=town.actor("ingrid"), reason="Revisorerna anmärker inte."
    )
    outcomes = [queries.preparation_check(seats, on=day).outcome for day in borders]

    assert there.text == "Revisorerna anmärker inte."
    assert outcomes == [Outcome.STOPPED, Outcome.ALLOWED, Outcome.STOPPED]


def test_only_a_citizens_proposal_is_handed_over_unprepared_kl_5_34(town):
    facts = {"raised_on": TODAY, "exemption": Exemption.HANDED_OVER}
    proposal = opened(town, kind=CaseKind.CITIZENS_PROPOSAL, **facts)
    motion = opened(town, kind=CaseKind.COUNCIL_MOTION, **facts)

    assert queries.preparation_check(proposal, on=TODAY).outcome is Outcome.ALLOWED
    assert queries.preparation_check(motion, on=TODAY).outcome is Outcome.STOPPED


def test_motions_over_a_year_are_listed_until_decided_or_reported_in_time_kl_5_35(town):
    def motion(days, **facts):
        return opened(town, kind=CaseKind.COUNCIL_MOTION, raised_on=TODAY - days * DAY, **facts)

    late, young, reported = motion(366), motion(365), motion(370)
    secretary = town.actor("ingrid")
    services.report_late(reported, on=TODAY - 10 * DAY, actor=secretary, at=NOW)

    assert queries.motions_overdue(TODAY) == [late]
    assert [row.case for row in queries.clocks_visible_to(town.actor("karin"), TODAY)] == [
        reported,
        late,
        young,
    ]
    for case, on, say in (
        (late, TODAY + DAY, "inte varit än"),
        (late, TODAY - 400 * DAY, "väcktes senare"),
        (opened(town), TODAY, "Bara en motion"),
    ):
        with pytest.raises(CaseRefused, match=say):
            services.report_late(case, on=on, actor=secretary, at=NOW)
    _walk(town, late, (StepKind.DECIDED, "KF", "kommunfullmäktige 2026-11-10 § 91"))
    assert queries.motions_overdue(TODAY) == []
    assert queries.clocks_visible_to(secretary, TODAY, is_decided=True)[0].case == late
