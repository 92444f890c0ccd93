"""The papers of a case, the officer's report, and the assignments of its decisions."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, transaction

from samspel.cases import queries, services
from samspel.cases.calculation.hygiene import Fault
from samspel.cases.calculation.reports import TemplateSection
from samspel.cases.enums import AssignmentState, ReportState, StepKind
from samspel.cases.errors import AssignmentRefused, CasesNotAllowed, PaperRefused, ReportRefused
from samspel.cases.models import AssignmentReport, OfficersReport
from samspel.cases.queries import AssignmentFilter
from samspel.cases.start import todo_for
from samspel.foundation.refusal import Stale
from samspel.messaging.models import Message
from tests.cases.acting import DAY, NOW, PDF, TODAY, begun, given, opened, upload, written


def _add(town, case, name="underlag.pdf", content=PDF, **facts):
    return services.add_paper(
        case, upload(name, content), actor=town.actor("ingrid"), at=NOW, **facts
    )


def _titles(case, actor):
    return [each.paper.title for each in queries.papers_of(case, actor)]


def test_papers_keep_their_order_their_versions_and_numbers_that_are_never_reused(town):
    case, secretary = opened(town), town.actor("ingrid")
    first = _add(town, case, "20251104_Remissvar_BUA.pdf")
    second = _add(town, case, title="Instruktion", content=PDF + b"%2")
    services.replace_paper(first, upload("ny.pdf", PDF + b"%3"), actor=secretary, at=NOW)
    services.move_paper(second, earlier=True, actor=secretary)
    services.remove_paper(second, actor=secretary, at=NOW)
    third = _add(town, case, title="Följebrev", content=PDF + b"%4")

    papers = queries.papers_of(case, secretary)

    assert [(p.paper.title, p.paper.number, len(p.versions)) for p in papers] == [
        ("2025-11-04 Remissvar BUA", 1, 2),
        ("Följebrev", 3, 1),
    ]
    services.rename_paper(
        third, title="Följebrev 2025-11-05", dated_on=TODAY, is_basis=False, actor=secretary
    )
    assert [p.paper.title for p in queries.basis_of(case, secretary)] == [
        "2025-11-04 Remissvar BUA"
    ]
    with pytest.raises(PaperRefused, match="redan borttagen"):
        services.remove_paper(second, actor=secretary, at=NOW)


def test_the_same_file_twice_is_pointed_out_on_the_second(town):
    case = opened(town)
    first = _add(town, case, title="Instruktion för kommundirektör")
    second = _add(town, case, title="Instruktion för kommundirektören")

    remarks = [each.remarks for each in queries.papers_of(case, town.actor("ingrid"))]

    assert remarks[0] == ()
    assert [(r.key, r.fault, r.other) for r in remarks[1]] == [
        (second.pk, Fault.SAME_CONTENT, first.pk)
    ]


def test_a_secret_paper_in_an_open_case_is_not_named_to_who_may_not_read_it(town):
    case = opened(town, "SN", responsible=town.person("johan"))
    _add(town, case, title="Öppen handling")
    _add(town, case, title="Om en enskild", secrecy="OSL 26 kap. 1 §", content=PDF + b"%2")
    both, one = ["Öppen handling", "Om en enskild"], ["Öppen handling"]

    seen = {who: _titles(case, town.actor(who)) for who in ("gunnar", "johan", "margareta")}

    assert seen == {"gunnar": both, "johan": both, "margareta": one}
    assert _titles(case, None) == one


def test_a_report_follows_the_bodys_template_and_is_frozen_when_ready(town):
    secretary = town.actor("ingrid")
    services.set_template(
        town.body("KS"),
        sections=[TemplateSection("sammanfattning", "Sammanfattning", "", required=True)],
        checklist=["Barnens bästa är prövat."],
        actor=secretary,
    )
    case = opened(town, responsible=town.person("johan"))
    report = begun(town, case, by="johan")
    with pytest.raises(ReportRefused, match="minst en punkt"):
        services.finish_report(report, actor=secretary, at=NOW)
    services.write_report(
        report,
        title="Överenskommelse",
        sections={"sammanfattning": "Kort."},
        proposal="1. Antas.\n2. Expedieras.",
        checked=[0],
        actor=secretary,
        at=NOW,
        version=1,
    )
    with pytest.raises(Stale):
        services.write_report(
            report, title="x", sections={}, proposal="", actor=secretary, at=NOW, version=1
        )

    ready = services.finish_report(report, actor=secretary, at=NOW)

    assert (ready.status, ready.dated_on, ready.proposal) == (
        ReportState.READY,
        TODAY,
        ["Antas.", "Expedieras."],
    )
    assert len(ready.sha256) == 64
    assert _titles(case, secretary) == ["Kansliets tjänsteskrivelse 2026-11-12"]
    with pytest.raises(ReportRefused, match="kan inte ändras"):
        services.write_report(
            ready, title="x", sections={}, proposal="", actor=secretary, at=NOW
        )
    with pytest.raises(IntegrityError, match="får inte ändras"), transaction.atomic():
        OfficersReport.objects.filter(pk=ready.pk).update(title="x")
    with pytest.raises(PaperRefused, match="tas inte bort"):
        services.remove_paper(case.papers.get(), actor=secretary, at=NOW)
    newer = services.begin_report(case, replaces=ready, actor=secretary, at=NOW)
    assert newer.sections[0]["text"] == "Kort."
    with pytest.raises(ReportRefused, match="skrivs redan"):
        begun(town, case)


def test_a_report_is_reviewed_by_another_who_sends_it_back_or_makes_it_ready(town):
    case = opened(town, responsible=town.person("johan"))
    report = written(town, case, by="johan")
    with pytest.raises(ReportRefused, match="granskar inte själv"):
        services.send_for_review(
            report, reviewer=town.person("johan"), actor=town.actor("johan"), at=NOW
        )

    services.send_for_review(
        report, reviewer=town.person("birgit"), actor=town.actor("johan"), at=NOW
    )

    reviewer = town.actor("birgit")
    place = queries.place_of(case)
    assert (place.kind, place.person) == (StepKind.REVIEW, town.person("birgit"))
    assert [todo.detail for todo in todo_for(reviewer, NOW)] == ["KS 2026/1"]
    assert queries.case_visible_to(reviewer, case.uuid) == case
    services.send_back(report, remark="Skriv om ekonomin.", actor=reviewer, at=NOW)
    assert queries.place_of(case).person == town.person("johan")
    assert Message.objects.filter(recipient=town.person("johan")).count() == 2
    assert queries.case_visible_to(reviewer, case.uuid) is None
    (change,) = todo_for(town.actor("johan"), NOW)
    assert change.verb_object.startswith("Ändra tjänsteskrivelsen efter granskningen")
    with pytest.raises(ReportRefused, match="granskas inte"):
        services.send_back(report, remark="Igen", actor=reviewer, at=NOW)
    services.send_for_review(
        report, reviewer=town.person("birgit"), actor=town.actor("johan"), at=NOW
    )
    assert todo_for(town.actor("johan"), NOW) == []
    assert services.finish_report(report, actor=reviewer, at=NOW).is_ready


def test_kl_6_5_an_assignment_has_an_owner_a_day_a_decision_and_reports_that_stay(town):
    case = opened(town)
    assignment = given(town, case)
    owner = town.actor("johan")
    assert [todo.when for todo in todo_for(owner, NOW)] == [assignment.due_on]
    assert queries.assignment_visible_to(owner, assignment.uuid) == assignment
    for facts, say in (
        ({"text": " "}, "vad som ska göras"),
        ({"citation": " "}, "Ange beslutet"),
        ({"due_on": TODAY - DAY}, "redan varit"),
    ):
        with pytest.raises(AssignmentRefused, match=say):
            given(town, case, **facts)

    services.report_back(assignment, text="Påbörjat.", is_final=False, actor=owner, at=NOW)
    services.report_back(assignment, text="Klart.", is_final=True, actor=owner, at=NOW)

    assignment.refresh_from_db()
    assert (assignment.status, assignment.ended_on) == (AssignmentState.REPORTED, TODAY)
    assert [r.text for r in assignment.reports.all()] == ["Påbörjat.", "Klart."]
    with pytest.raises(AssignmentRefused, match="redan avslutat"):
        services.report_back(assignment, text="Mer", is_final=False, actor=owner, at=NOW)
    with pytest.raises(Exception, match="cases_assignmentreport"), transaction.atomic():
        AssignmentReport.objects.update(text="x")


def test_the_same_decision_opens_an_assignment_once_and_the_late_are_listed(town):
    case, secretary = opened(town), town.actor("ingrid")
    facts = {
        "case": case,
        "text": "Utred.",
        "owner": town.person("johan"),
        "due_on": TODAY,
        "citation": "kommunstyrelsen 2026-11-03 § 138",
        "actor": secretary,
        "at": NOW,
        "key": "meetings.decision:7:1",
    }
    first = services.open_assignment(**facts)

    assert services.open_assignment(**facts) == first
    late = AssignmentFilter(is_late=True)
    assert queries.assignments_visible_to(secretary, late, on=TODAY) == []
    assert queries.assignments_visible_to(secretary, late, on=TODAY + DAY) == [first]
    mine = AssignmentFilter(is_mine=True)
    assert queries.assignments_visible_to(secretary, mine, on=TODAY) == []
    moved = services.change_assignment(
        first, owner=town.person("helena"), due_on=TODAY + DAY, actor=secretary, at=NOW
    )
    assert queries.assignments_visible_to(town.actor("helena"), mine, on=TODAY) == [moved]
    with pytest.raises(CasesNotAllowed, match="inte återrapportera"):
        services.report_back(first, text="x", is_final=True, actor=town.actor("anna"), at=NOW)
