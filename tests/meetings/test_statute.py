"""The Local Government Act as shipped rules, and the table of what the product does with it."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path

import pytest

from samspel.cases.calculation.preparation import STATUTE as PREPARATION
from samspel.meetings.calculation.statute import STATUTE, judged, laid_down
from samspel.meetings.models import BodyMeetingSettings
from samspel.rules.cases import problems_with_cases
from samspel.rules.errors import NoRuleInForce
from samspel.rules.judging import compile_ruleset
from samspel.rules.rulebook import load_statute
from tests.meetings.statute_table import TABLES

TESTS = Path(__file__).parents[1]
ROWS = [row for _title, rows in TABLES for row in rows]
KL_CHAPTERS = 100  # "2025/26:164" is a bill and no chapter of the Act
LAWS = (STATUTE, PREPARATION)
REMOTE = {
    "body.is_council": True,
    "remote.is_allowed": True,
    "remote.is_presidium": True,
    "remote.is_checked": False,
    "remote.sees_and_hears_all": False,
}


def test_every_case_of_the_statute_holds_on_each_side_of_its_border():
    statute = load_statute(STATUTE)

    assert problems_with_cases(compile_ruleset(statute)) == []
    tried = {name for case in statute.cases for name in case.expect.not_met}
    required = {each.id for each in statute.provisions if each.require is not None}
    assert tried == required, "each provision has a case in which it is not met"


def test_kl_5_16_the_distance_rules_change_on_1_july_2026_and_rest_on_the_bill():
    before = judged("meeting.attend_remotely", REMOTE, dt.date(2026, 6, 30))
    after = judged("meeting.attend_remotely", REMOTE, dt.date(2026, 7, 1))

    assert [each.id for each in before.stopping] == ["alla-ser-och-hor-fullmaktige"]
    assert {each.id for each in after.stopping} == {
        "presidiet-pa-plats",
        "kontrollerat-deltagande-fullmaktige",
    }
    assert all("prop. 2025/26:164" in each.clause.heading for each in after.stopping)
    assert all("slutliga form" in each.clause.text for each in after.stopping)


def test_kl_5_16_and_6_24_all_see_and_hear_each_other_until_the_last_of_june_2026():
    for council in (True, False):
        facts = {**REMOTE, "body.is_council": council, "remote.is_presidium": False}
        heard = {**facts, "remote.sees_and_hears_all": True}
        last = dt.date(2026, 6, 30)

        assert judged("meeting.attend_remotely", facts, last).is_stopped
        assert not judged("meeting.attend_remotely", heard, last).is_stopped
        not_let = judged("meeting.attend_remotely", {**heard, "remote.is_allowed": False}, last)
        assert not_let.is_stopped


def test_kl_6_25_what_must_be_closed_is_not_handled_with_open_doors():
    facts = {
        "body.is_council": False,
        "item.serving_count": 8,
        "item.needed_count": 8,
        "item.quorum_is_met": True,
        "item.is_question": False,
        "body.answers_without_quorum": False,
        "item.was_announced": True,
        "item.is_urgent_and_agreed": False,
        "item.must_be_closed": True,
        "item.raised_conflicts_count": 0,
    }
    day = dt.date(2026, 11, 12)

    open_doors = judged("meeting.handle_item", {**facts, "meeting.is_public": True}, day)
    closed = judged("meeting.handle_item", {**facts, "meeting.is_public": False}, day)
    harmless = judged(
        "meeting.handle_item",
        {**facts, "meeting.is_public": True, "item.must_be_closed": False},
        day,
    )

    assert [each.id for each in open_doors.stopping] == ["stangda-dorrar"]
    assert not closed.is_stopped
    assert not harmless.is_stopped


def test_kl_5_69_8_12_and_13_5_the_days_are_laid_down_as_data():
    days = laid_down("minutes.approve", {}, dt.date(2026, 11, 12))

    assert days.value("approval.days_at_most") == BodyMeetingSettings().approval_days == 14
    assert days.value("board_notice.days_at_most") == 2
    assert days.value("appeal.days") == 21


def test_no_meeting_before_the_act_took_force_is_judged():
    with pytest.raises(NoRuleInForce):
        judged("meeting.attend_remotely", REMOTE, dt.date(2017, 12, 31))


def test_every_provision_stands_in_the_table_once():
    named = [name for row in ROWS for name in row.provisions]

    laid_down = [each.id for name in LAWS for each in load_statute(name).provisions]
    assert sorted(named) == sorted(laid_down)


def test_every_rule_of_the_table_names_a_test_that_exists():
    named = {row.test for row in ROWS if row.test}

    missing = set()
    for test in named:
        path, _colons, name = test.partition("::")
        found = re.search(rf"^def {name}\(", (TESTS / path).read_text(), re.MULTILINE)
        missing |= set() if found else {test}

    assert missing == set()


def test_every_named_test_names_a_section_of_its_rule():
    elsewhere = [row for row in ROWS if row.test and not _sections(row.section)]
    astray = [
        (row.section, row.test)
        for row in ROWS
        if row.test and row not in elsewhere and not _sections(row.section) & _named(row.test)
    ]

    assert astray == []
    assert all("lag" in row.section for row in elsewhere), "of another statute than the Act"


def _sections(section: str) -> set[tuple[int, int]]:
    """Read "6:16–17, 5:39" as chapters and sections; a range is every one in it."""
    found = re.findall(r"(\d+):(\d+)(?:–(\d+))?", section)
    return {
        (int(chapter), number)
        for chapter, first, last in found
        if int(chapter) < KL_CHAPTERS
        for number in range(int(first), int(last or first) + 1)
    }


def _named(test: str) -> set[tuple[int, int]]:
    """Read "test_kl_5_13_and_15_…" and "…_kl_5_26" in the same way."""
    found = re.findall(r"(\d+)_(\d+)((?:_(?:and|to)_\d+)*)(?=_|$)", test.partition("::")[2])
    return {
        (int(chapter), number)
        for chapter, first, more in found
        for number in map(int, [first, *re.findall(r"\d+", more)])
    }


def test_a_rule_without_a_test_says_that_nothing_is_done():
    idle = [row for row in ROWS if not row.test]

    assert idle != []
    assert all(row.does.startswith(("is not", "is for the ")) for row in idle)
