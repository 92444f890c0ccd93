"""What is counted without a database: numbers, names, the chain, the clocks, reports."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samspel.cases.calculation.chain import Station, Way, next_station, round_of
from samspel.cases.calculation.clocks import Clock, ClockState, time_said
from samspel.cases.calculation.hygiene import Fault, Paper, faults_of, remarks_on, title_from
from samspel.cases.calculation.preparation import STATUTE
from samspel.cases.calculation.registry import (
    EXAMPLES,
    Number,
    problem_of,
    read,
    shape_of,
    written,
    written_paper,
)
from samspel.cases.calculation.reports import (
    lacks_of,
    points_of,
    sections_from_text,
    text_of_sections,
)
from samspel.cases.enums import StepKind
from tests.law import amended

# How municipalities are seen to write: the pattern, the sign, year, number, class.
IN_THE_FIELD = [
    ("{organ} {år}/{nummer}", "KS", 2025, 164, "", "KS 2025/164"),
    ("{år}.{nummer} {organ}", "KS", 2022, 499, "", "2022.499 KS"),
    ("{organ}-{år}-{nummer:5}", "SLK", 2024, 67, "", "SLK-2024-00067"),
    ("{nummer:4}/{år2}", "", 2022, 120, "", "0120/22"),
    ("{nummer:5}/{år} {klass}", "", 2023, 525, "1.1.1", "00525/2023 1.1.1"),
    ("{nummer}", "", 2023, 106521, "", "106521"),
    ("{organ}/{år}.{nummer}", "KU", 2007, 9, "", "KU/2007.9"),
    ("{organ}.{år}.{nummer}", "KU", 2017, 91, "", "KU.2017.91"),
    ("{organ}/{år}{nummer}", "KNSLI", 2001, 4197, "", "KNSLI/20014197"),
    ("{organ} {år}/{nummer:4}", "KS", 2014, 701, "", "KS 2014/0701"),
    ("{år}/{nummer:4} {organ}", "KS", 2018, 219, "", "2018/0219 KS"),
    ("{år}/{organ} {nummer:4} {klass}", "KS", 2011, 206, "001", "2011/KS 0206 001"),
    ("{år}/{organ} {nummer:4}", "BUN", 2023, 214, "", "2023/BUN 0214"),
    ("{organ}{år}-{nummer}-{klass}", "KSM", 2017, 1023, "214", "KSM2017-1023-214"),
    ("{organ}/{år}:{nummer}", "BUN", 2016, 360, "", "BUN/2016:360"),
    ("{organ}-{år}-{nummer:4}", "KSN", 2017, 7, "", "KSN-2017-0007"),
    ("{organ}{år2}/{nummer}", "KA", 2012, 471, "", "KA12/471"),
    ("{organ} {nummer}/{år} Dpl {klass}", "AU", 2012, 179, "513", "AU 179/2012 Dpl 513"),
    ("{nummer}/{år2}", "", 2012, 17, "", "17/12"),
    ("{år}-{nummer:6} {klass}", "", 2020, 23, "3.3.7.2", "2020-000023 3.3.7.2"),
    ("{organ}/{år}:{nummer}-{klass}", "TFN", 2020, 738, "037", "TFN/2020:738-037"),
    ("{klass}-{nummer:4}/{år}", "", 2011, 463, "1.6", "1.6-0463/2011"),
    ("{klass}-{nummer}-{år2}", "", 2004, 616, "102", "102-616-04"),
    ("{klass} – {nummer} / {år2}", "", 2005, 430, "013", "013 – 430 / 05"),
]


@pytest.mark.parametrize("row", IN_THE_FIELD, ids=lambda row: row[5])
def test_every_pattern_seen_in_the_field_is_written_and_read_back(row):
    pattern, code, year, number, class_code, expected = row

    asked = Number(year, number, code, class_code)

    assert problem_of(pattern, starts_every_year="{år" in pattern) == ""
    assert written(pattern, asked) == expected
    found = read(pattern, code, f"Dnr: {expected}")
    assert found == (asked if "{år" in pattern else Number(0, number))


def test_a_papers_number_follows_the_cases_own():
    number = Number(2023, 27, "SLK")

    assert written("{organ}-{år}-{nummer:5}:{handling}", number) == "SLK-2023-00027"
    assert written_paper("{organ}-{år}-{nummer:5}:{handling}", "SLK-2023-00027", 41) == (
        "SLK-2023-00027:41"
    )
    assert written_paper("{år}/{nummer:4} {organ}-{handling}", "2018/0219 KS", 5) == (
        "2018/0219 KS-5"
    )
    assert written_paper("{organ} {år}/{nummer}", "KS 2025/164", 3) == "KS 2025/164-3"


def test_a_number_is_read_however_its_blanks_and_its_word_before_are_written():
    pattern = "{år}/{nummer:4} {organ}"

    for text in ("2019/0041 NTN", "2019 / 41 ntn", "Diarienr. 2019/0041NTN", "(2019/0041 NTN)"):
        assert read(pattern, "NTN", text) == Number(2019, 41, "NTN")
    for other in ("2019/0041 KS", "SOU 2025:92", "T 2010-313-01743", "2019/0041 NTN och mer"):
        assert read(pattern, "NTN", other) is None


def test_a_pattern_that_would_give_two_cases_one_number_is_pointed_out():
    wrong = [
        "KS {år}",
        "{organ} {nummer}",
        "{år}/{nummer} {nummer}",
        "{år}/{nummer}{klass}",
        "{klass}{nummer}/{år}",
        "{handling} {år}/{nummer}",
        "{år}/{nummer} {år}",
        "{år}{år2}/{nummer}",
        "{år}/{nummer",
        "{år}/{namn} {nummer}",
        "{år}/{nummer}<b>",
        " {år}/{nummer}",
    ]

    assert [text for text in wrong if not problem_of(text, starts_every_year=True)] == []
    assert problem_of("{nummer}", starts_every_year=False) == ""
    assert all(not problem_of(each, starts_every_year=True) for each in EXAMPLES)


@given(
    st.sampled_from([row[0] for row in IN_THE_FIELD if "{år}" in row[0]]),
    st.integers(1990, 2089),
    st.integers(1, 99_999),
    st.integers(1, 99_999),
)
def test_two_numbers_of_a_year_are_never_written_alike(pattern, year, one, other):
    first = written(pattern, Number(year, one, "KS", "1.2"))
    second = written(pattern, Number(year, other, "KS", "1.2"))

    assert (first == second) == (one == other)
    assert read(pattern, "KS", first).number == one


def test_two_bodies_that_would_write_alike_have_the_same_shape():
    assert shape_of("{organ} {år}/{nummer}", "KS") == shape_of("ks {år}/{nummer:4}", "")
    assert shape_of("{organ} {år}/{nummer}", "KS") != shape_of("{organ} {år}/{nummer}", "SN")


def test_titles_that_say_nothing_or_too_much_are_pointed_out_and_good_ones_are_not():
    told = {
        "Tjänsteskrivelse 2026-05-12": [],
        "Instruktion för kommundirektör": [],
        "Remissvar från Centerpartiet": [],
        "§96 bun Remiss - återkoppling (BUN 2025_129-14)": [Fault.UNDERSCORES],
        "20251104 Remissvar – Ansvar, roller": [Fault.GLUED_DATE],
        "Överenskommelse till KS 260603": [Fault.GLUED_DATE],
        "Instruktion.pdf": [Fault.ENDING],
        "Avtal (1).pdf": [Fault.ENDING, Fault.COPY],
        "Kopia av avtal": [Fault.COPY],
        "Avtal slutlig": [Fault.VERSION],
        "Scan_0012": [Fault.UNDERSCORES, Fault.MACHINE],
        "IMG 4711": [Fault.MACHINE],
        "§ 35": [Fault.TOO_SHORT],
        "Ansökan 19121212-1212": [Fault.IDENTITY_NUMBER],
        "A" * 121: [Fault.TOO_LONG],
    }

    assert {title: faults_of(title) for title in told} == told
    assert all(fault.advice.endswith(".") for fault in Fault)


def test_the_same_file_twice_and_two_papers_of_one_name_are_pointed_out_once_each():
    papers = [
        Paper(1, "Instruktion för kommundirektör", "a"),
        Paper(2, "Följebrev expediering (1)", "b"),
        Paper(3, "Instruktion", "a"),
        Paper(4, "följebrev  expediering", "c"),
        Paper(5, "Tjänsteskrivelse 2026-05-12"),
    ]

    assert [(r.key, r.fault, r.other) for r in remarks_on(papers)] == [
        (2, Fault.COPY, None),
        (3, Fault.SAME_CONTENT, 1),
        (4, Fault.SAME_TITLE, 2),
    ]


def test_a_title_is_made_of_a_file_name_without_guessing():
    assert title_from("20251104_Remissvar_BUA(1).pdf") == "2025-11-04 Remissvar BUA"
    assert title_from("Avtal.pdf.docx") == "Avtal"
    assert title_from("§ 35 Remissvar Miljö- och byggnämnd") == (
        "§ 35 Remissvar Miljö- och byggnämnd"
    )


KF, KS, KSAU, SN = 1, 2, 3, 4
WAY = Way(body=SN, board=KS, board_working_committee=KSAU, council=KF)


def test_a_case_passes_committee_working_committee_board_and_council_in_order():
    passed, at = [], Station(StepKind.ASSIGNMENT)
    while True:
        then = next_station(WAY, at, passed)
        if then is None:
            break
        passed.append(at)
        at = then

    assert [(each.kind.value, each.body) for each in [*passed[1:], at]] == [
        ("officers_report", None),
        ("review", None),
        ("board", SN),
        ("preparing_body", KSAU),
        ("board", KS),
        ("council", KF),
        ("decided", None),
        ("dispatched", None),
        ("closed", None),
    ]


def test_what_is_referred_back_is_written_again_and_what_is_tabled_comes_up_again():
    board = Station(StepKind.BOARD, KS)

    assert next_station(WAY, Station(StepKind.REFERRED_BACK, KF), [board]) == Station(
        StepKind.OFFICERS_REPORT
    )
    assert next_station(WAY, Station(StepKind.TABLED, KS), [board]) == board
    assert next_station(WAY, Station(StepKind.REFERRAL), [board]) == Station(
        StepKind.COUNCIL, KF
    )
    assert next_station(WAY, Station(StepKind.REFERRAL), []).kind is StepKind.REVIEW
    assert round_of([StepKind.BOARD, StepKind.REFERRED_BACK, StepKind.BOARD]) == 2


def test_a_body_that_decides_itself_asks_no_other():
    kinds = [each.kind for each in Way(body=SN).stations]
    council = [each.kind for each in Way(body=KF, board=KS, council=KF).stations]

    assert kinds.count(StepKind.BOARD) == 1
    assert StepKind.COUNCIL not in kinds
    assert council[2:4] == [StepKind.BOARD, StepKind.COUNCIL]


def test_the_year_of_a_motion_ends_on_its_own_day_kl_5_35():
    clock = Clock(dt.date(2025, 11, 12))
    states = {
        dt.date(2026, 8, 11): ClockState.RUNNING,
        dt.date(2026, 8, 12): ClockState.SOON,
        dt.date(2026, 10, 11): ClockState.SOON,
        dt.date(2026, 10, 12): ClockState.LAST,
        dt.date(2026, 11, 12): ClockState.LAST,
        dt.date(2026, 11, 13): ClockState.LATE,
    }

    assert {day: clock.state_on(day) for day in states} == states
    assert Clock(dt.date(2024, 2, 29)).last_day == dt.date(2025, 2, 28)


def test_kl_5_35_the_time_of_a_motion_is_the_laws_and_so_are_its_warnings():
    raised = dt.date(2025, 11, 12)

    with amended(("motion-inom-ett-ar", "value: 12", "value: 18"), name=STATUTE):
        clock = Clock(raised)
        assert clock.last_day == dt.date(2027, 5, 12)
        assert clock.state_on(dt.date(2027, 2, 12)) is ClockState.SOON
        assert time_said(raised) == "18 månader"
    assert time_said(raised) == "ett år"


def test_a_motion_reported_within_its_year_is_no_breach_and_after_it_is_kl_5_35_2():
    raised, end = dt.date(2025, 11, 12), dt.date(2026, 11, 12)
    day = dt.date(2026, 12, 1)

    assert Clock(raised, reported_on=end).state_on(day) is ClockState.REPORTED
    too_late = Clock(raised, reported_on=end + dt.timedelta(1))
    assert (too_late.state_on(end + dt.timedelta(1)), too_late.state_on(end)) == (
        ClockState.REPORTED_LATE,
        ClockState.LAST,
    )
    assert Clock(raised).state_on(day) is ClockState.LATE
    assert Clock(raised, decided_on=end).state_on(day) is ClockState.DECIDED
    assert Clock(raised, decided_on=day).state_on(day) is ClockState.DECIDED_LATE


def test_a_template_is_written_as_lines_and_a_proposal_as_points():
    text = "Sammanfattning *: Det viktigaste.\n\nBakgrund\nBakgrund: Mer."

    sections = sections_from_text(text)

    assert [(s.key, s.heading, s.required) for s in sections] == [
        ("sammanfattning", "Sammanfattning", True),
        ("bakgrund", "Bakgrund", False),
        ("bakgrund-2", "Bakgrund", False),
    ]
    assert sections_from_text(text_of_sections(sections)) == sections
    assert points_of(
        "1. Planen antas.\n\n• Nämnden får 25 000 kr.\n2026 års budget ändras."
    ) == [
        "Planen antas.",
        "Nämnden får 25 000 kr.",
        "2026 års budget ändras.",
    ]


def test_a_report_lacks_its_proposal_its_needed_sections_and_its_checks():
    sections = [
        {"heading": "Sammanfattning", "required": True, "text": " "},
        {"heading": "Bakgrund", "required": False, "text": ""},
    ]

    lacks = lacks_of(sections, [" "], [{"text": "Barnens bästa.", "is_done": False}])

    assert (lacks.proposal, lacks.sections, lacks.checks) == (
        True,
        ("Sammanfattning",),
        ("Barnens bästa.",),
    )
    assert not lacks.is_ready
