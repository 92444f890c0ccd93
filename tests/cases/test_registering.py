"""Cases are registered under numbers without gaps, as each body writes them."""

from __future__ import annotations

import datetime as dt
import threading

import pytest
from django.db import IntegrityError, connection, transaction

from samspel.audit.models import AuditEntry
from samspel.cases import queries, services
from samspel.cases.enums import CaseKind, CaseState, Exemption, RelationKind, StepKind
from samspel.cases.errors import CaseRefused, CasesNotAllowed, PatternRefused
from samspel.cases.models import Case, RegistryPattern
from samspel.foundation.refusal import Stale
from samspel.messaging.models import Message
from tests import cast
from tests.cases.acting import DAY, NOW, TODAY, opened


def test_a_case_gets_its_bodys_next_number_a_first_step_and_an_official_who_is_told(town):
    first = opened(town, responsible=town.person("johan"), due_on=TODAY + 30 * DAY)
    second = opened(town, title="Nästa ärende", citation="kommunfullmäktige 2026-03-02 § 41")
    other = opened(town, "SN")

    assert [first.registry_number, second.registry_number, other.registry_number] == [
        "KS 2026/1",
        "KS 2026/2",
        "SN 2026/1",
    ]
    assert [case.steps.get().kind for case in (first, second)] == [
        StepKind.OFFICERS_REPORT,
        StepKind.ASSIGNMENT,
    ]
    assert first.steps.get().person == town.person("johan")
    told = Message.objects.get(recipient=town.person("johan"))
    assert "KS 2026/1" in told.subject
    assert AuditEntry.objects.filter(act="cases.case.opened").count() == 3


def test_a_case_that_is_undone_leaves_its_number_to_the_next(town):
    opened(town)
    with transaction.atomic():
        opened(town)
        transaction.set_rollback(True)

    assert opened(town).number == 2


def test_a_new_year_begins_a_new_series_where_the_body_says_so(town):
    opened(town)
    january = dt.datetime(2027, 1, 4, 9, tzinfo=dt.UTC)

    assert opened(town, at=january).registry_number == "KS 2027/1"
    services.set_pattern(
        town.body("SN"),
        pattern="{nummer:5}",
        code="",
        starts_every_year=False,
        actor=town.actor("ingrid"),
    )
    assert opened(town, "SN").registry_number == "00001"
    assert opened(town, "SN", at=january).registry_number == "00002"


def test_the_database_refuses_a_gap_a_changed_number_and_a_removed_case(town):
    case = opened(town)
    gap = Case.objects.get(pk=case.pk)
    gap.pk, gap.uuid, gap.number, gap.registry_number = (
        None,
        town.body("SN").uuid,
        3,
        "KS 2026/3",
    )

    with pytest.raises(IntegrityError, match="utan luckor"), transaction.atomic():
        gap.save(force_insert=True)
    with pytest.raises(IntegrityError, match="ändras aldrig"), transaction.atomic():
        Case.objects.filter(pk=case.pk).update(registry_number="KS 2026/9")
    with pytest.raises(Exception, match="cases_case"), transaction.atomic():
        connection.cursor().execute("DELETE FROM cases_case WHERE id = %s", [case.pk])


def test_cases_registered_at_the_same_time_get_numbers_without_gaps(committed_db):
    town = cast.town()
    problems = []

    def register():
        try:
            for _ in range(5):
                opened(town)
        except Exception as problem:  # noqa: BLE001  shown by the assertion below
            problems.append(problem)
        finally:
            connection.close()

    threads = [threading.Thread(target=register) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert problems == []
    assert sorted(Case.objects.values_list("number", flat=True)) == list(range(1, 21))
    assert Case.objects.values("registry_number").distinct().count() == 20


def test_a_pattern_can_begin_in_the_middle_of_a_year_and_given_numbers_stay(town):
    body, secretary = town.body("KS"), town.actor("ingrid")
    services.set_pattern(
        body,
        pattern="{år}.{nummer} {organ}",
        code="KS",
        first_series=2026,
        first_number=499,
        decided="kommunstyrelsen 2026-01-12 § 7",
        actor=secretary,
    )

    first = opened(town)
    services.set_pattern(
        body,
        pattern="{klass}-{nummer:4}/{år}",
        code="KS",
        class_code="1.6",
        first_series=2026,
        first_number=499,
        actor=secretary,
    )
    second = opened(town)

    first.refresh_from_db()
    assert (first.registry_number, second.registry_number) == ("2026.499 KS", "1.6-0500/2026")
    with pytest.raises(PatternRefused, match="redan börjat"):
        services.set_pattern(
            body,
            pattern="{organ} {år}/{nummer}",
            code="KS",
            first_series=2026,
            first_number=1,
            actor=secretary,
        )


def test_patterns_that_would_clash_are_refused_and_nothing_is_written(town):
    secretary = town.actor("ingrid")
    opened(town)
    refused = [
        ("SN", {"pattern": "{organ} {nummer}", "code": "SN"}, "börjar om varje år"),
        ("SN", {"pattern": "{organ} {år}/{nummer}", "code": "KS"}, "skriver redan"),
        ("SN", {"pattern": "{organ} {år}/{nummer}", "code": " "}, "beteckning"),
    ]
    before = AuditEntry.objects.count()

    for body, given, say in refused:
        with pytest.raises(PatternRefused, match=say), transaction.atomic():
            services.set_pattern(town.body(body), **given, actor=secretary)

    assert AuditEntry.objects.count() == before
    assert not RegistryPattern.objects.filter(body=town.body("SN")).exists()
    services.set_pattern(
        town.body("SN"), pattern="{klass}-{nummer}/{år}", code="SN", actor=secretary
    )
    with pytest.raises(CaseRefused, match="klass"):
        opened(town, "SN")


def test_a_motion_needs_its_day_is_decided_by_the_council_and_never_raised_tomorrow(town):
    motion = opened(
        town,
        kind=CaseKind.COUNCIL_MOTION,
        raised_by="Lena Strand (V)",
        raised_on=TODAY - 30 * DAY,
    )
    election = opened(town, kind=CaseKind.ELECTION)

    assert motion.deciding_body == town.body("KF")
    assert election.exemption == Exemption.ELECTION
    for raised_on, say in ((None, "räknas året"), (TODAY + DAY, "inte varit än")):
        with pytest.raises(CaseRefused, match=say):
            opened(town, kind=CaseKind.CITIZENS_PROPOSAL, raised_on=raised_on)
    with pytest.raises(CaseRefused, match="handlar om"):
        opened(town, title=" 12 ")
    assert Case.objects.count() == 2


def test_a_case_is_changed_by_who_prepares_it_and_the_new_official_has_it(town):
    case = opened(town, responsible=town.person("helena"))
    given = {
        "title": "Nytt namn",
        "responsible": town.person("johan"),
        "due_on": TODAY + DAY,
        "deciding_body": town.body("KF"),
        "exemption": Exemption.NONE,
        "at": NOW,
    }

    changed = services.change_case(case, **given, actor=town.actor("ingrid"), version=1)

    assert (changed.title, changed.version) == ("Nytt namn", 2)
    assert changed.steps.get().person == town.person("johan")
    assert [c.title for c in queries.cases_visible_to(town.actor("johan"))] == ["Nytt namn"]
    with pytest.raises(Stale, match="Någon annan"):
        services.change_case(case, **given, actor=town.actor("ingrid"), version=1)
    with pytest.raises(CasesNotAllowed, match="ansvarig handläggare"):
        services.change_case(case, **given, actor=town.actor("karin"))


def test_a_case_is_found_by_its_number_however_it_is_written_and_related_once(town):
    case, other = opened(town), opened(town, title="Instruktion för kommundirektör")
    secretary = town.actor("ingrid")

    assert queries.case_numbered("Dnr: ks 2026/2") == other
    assert queries.case_numbered("KS 2026/3") is None
    services.relate_cases(case, other, kind=RelationKind.CONTINUES, actor=secretary, at=NOW)
    for one, two, say in (
        (case, other, "redan"),
        (other, case, "redan"),
        (case, case, "samma"),
    ):
        with pytest.raises(CaseRefused, match=say):
            services.relate_cases(one, two, actor=secretary, at=NOW)
    assert [c for _r, c in queries.related_cases(other, secretary)] == [case]


def test_a_number_that_another_register_has_used_is_refused_in_words(town):
    opened(town)
    RegistryPattern.objects.create(body=town.body("SN"), code="KS")

    with pytest.raises(CaseRefused, match=r"KS 2026/1 finns redan"), transaction.atomic():
        opened(town, "SN")

    assert Case.objects.count() == 1


def test_every_state_of_a_case_has_its_next_ones():
    assert {state: sorted(state.next_states) for state in CaseState} == {
        CaseState.OPEN: [CaseState.CLOSED, CaseState.DECIDED],
        CaseState.DECIDED: [CaseState.CLOSED, CaseState.OPEN],
        CaseState.CLOSED: [CaseState.OPEN],
    }
