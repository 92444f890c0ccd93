"""Dates: the day of the event picks the rule, and a second clock tells what was known."""

from __future__ import annotations

import datetime as dt

import pytest

from samspel.rules.dated import Dated, Period, Version
from samspel.rules.errors import NoRuleInForce
from samspel.rules.judging import compile_ruleset
from samspel.rules.provisions import as_known_on
from samspel.rules.rulebook import load_files, ruleset_in_force
from tests.rules import small
from tests.rules.small import DAY, INDEX, REQUIREMENT, SETTING, files, guideline, requirement

THIRD = {"visitor.visits_this_year": 2, "booking.chair_has_decided": False}


DATED = SETTING.replace(
    "value: 2",
    "values:\n"
    "    2024-02-01: {value: 2, decided: kommunstyrelsen 2024-01-09 § 4}\n"
    "    2026-01-01: {value: 4, decided: kommunstyrelsen 2025-12-02 § 150}",
)


@pytest.mark.parametrize(
    ("day", "value", "decided"),
    [
        (dt.date(2024, 2, 1), 2, "kommunstyrelsen 2024-01-09 § 4"),
        (dt.date(2025, 12, 31), 2, "kommunstyrelsen 2024-01-09 § 4"),
        (dt.date(2026, 1, 1), 4, "kommunstyrelsen 2025-12-02 § 150"),
    ],
)
def test_the_day_of_the_event_picks_the_value_and_its_decision(day, value, decided):
    compiled = guideline(besok=DATED + REQUIREMENT, cases=small.NO_CASES)

    setting = compiled.settings("visit.book", {}, day)["visits.per_year_at_most"]

    assert setting.value == value
    assert setting.finding.citation.endswith(decided)
    assert compiled.judge("visit.book", THIRD, day).is_stopped == (value == 2)


def test_a_setting_is_silent_before_its_first_value():
    later = SETTING.replace(
        "value: 2",
        "values:\n    2026-01-01: {value: 4, decided: kommunstyrelsen 2025-12-02 § 150}",
    )
    compiled = guideline(besok=later, cases=small.NO_CASES)

    assert "visits.per_year_at_most" not in compiled.settings(
        "visit.book", {}, dt.date(2025, 12, 31)
    )


def test_a_provision_counts_within_its_own_days():
    compiled = guideline(
        besok=requirement("{is: visitor.is_appointed}")
        + "  valid_from: 2025-01-01\n  valid_to: 2026-01-01\n",
        cases=small.NO_CASES,
    )

    def looked_at(day: dt.date) -> int:
        return len(compiled.judge("visit.book", {}, day).findings)

    days = [
        dt.date(2024, 12, 31),
        dt.date(2025, 1, 1),
        dt.date(2025, 12, 31),
        dt.date(2026, 1, 1),
    ]
    assert [looked_at(day) for day in days] == [0, 1, 1, 0]
    assert [each.id for each in compiled.provisions("visit.book", days[1])] == ["kravet"]


def test_what_was_known_on_a_day_leaves_out_what_was_decided_later():
    ruleset = load_files(
        files(besok=DATED + REQUIREMENT, cases=small.NO_CASES), check_cases=False
    )
    day = dt.date(2026, 3, 4)

    then = compile_ruleset(as_known_on(ruleset, dt.date(2025, 11, 30)))
    now = compile_ruleset(as_known_on(ruleset, dt.date(2025, 12, 2)))

    assert then.settings("visit.book", {}, day).value("visits.per_year_at_most") == 2
    assert now.settings("visit.book", {}, day).value("visits.per_year_at_most") == 4
    assert as_known_on(ruleset, day) != ruleset


def test_before_its_decision_a_provision_was_not_known_at_all():
    new = requirement("{is: visitor.is_appointed}").replace("2024-01-09 § 4", "2025-06-01 § 80")
    only = SETTING.replace(
        "value: 2",
        "values:\n    2026-01-01: {value: 4, decided: kommunstyrelsen 2025-12-02 § 150}",
    )
    ruleset = load_files(files(besok=new + only, cases=small.NO_CASES), check_cases=False)

    assert as_known_on(ruleset, dt.date(2025, 5, 31)).provisions == ()
    known = as_known_on(ruleset, dt.date(2025, 6, 1)).provisions
    assert [each.id for each in known] == ["kravet"]


def test_the_version_that_took_effect_last_replaces_the_one_before():
    old = load_files(files())
    new = load_files(files(index=INDEX.replace("2024-02-01", "2026-01-01"), cases=small.CASES))

    assert ruleset_in_force([old, new], "contact_politicians", dt.date(2025, 12, 31)) is old
    assert ruleset_in_force([old, new], "contact_politicians", dt.date(2026, 1, 1)) is new
    with pytest.raises(NoRuleInForce):
        ruleset_in_force([old, new], "contact_politicians", dt.date(2024, 1, 31))


def _dated() -> Dated[str]:
    return Dated(
        [
            Version(dt.date(2026, 1, 1), dt.date(2026, 6, 1), "ny"),
            Version(dt.date(2025, 1, 1), None, "gammal"),
        ]
    )


def test_a_dated_thing_answers_what_applied_and_what_was_believed():
    versions = _dated()
    day = dt.date(2026, 3, 4)

    assert versions.on(dt.date(2024, 12, 31)) is None
    assert versions.on(day) == Version(dt.date(2026, 1, 1), dt.date(2026, 6, 1), "ny")
    assert versions.on(day, known_on=dt.date(2026, 5, 31)) == Version(
        dt.date(2025, 1, 1), None, "gammal"
    )
    assert [each.value for each in versions] == ["gammal", "ny"]
    assert versions == _dated()
    assert hash(versions) == hash(_dated())
    assert versions != "gammal"
    assert repr(versions).startswith("Dated((Version(takes_effect=")


def test_two_versions_may_not_take_effect_on_the_same_day():
    with pytest.raises(ValueError, match="same day"):
        Dated([Version(DAY, None, 1), Version(DAY, None, 2)])


@pytest.mark.parametrize(
    ("one", "other", "shared"),
    [
        ((1, 10), (10, 20), False),
        ((1, 10), (9, 20), True),
        ((1, None), (20, None), True),
        ((5, None), (1, 5), False),
        ((1, 10), (3, 4), True),
    ],
)
def test_periods_share_a_day_or_not_and_the_end_is_not_part_of_them(one, other, shared):
    periods = [
        Period(dt.date(2026, 1, first), None if end is None else dt.date(2026, 1, end))
        for first, end in (one, other)
    ]

    assert periods[0].overlaps(periods[1]) is shared
    assert periods[1].overlaps(periods[0]) is shared
