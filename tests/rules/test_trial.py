"""Yesterday's acts judged under tomorrow's draft, and what has not been checked for long."""

from __future__ import annotations

import datetime as dt
from collections import Counter

import pytest

from samspel.rules.age import age
from samspel.rules.judging import compile_ruleset
from samspel.rules.provisions import Outcome, Ruleset
from samspel.rules.rulebook import load_files, load_shipped
from samspel.rules.trial import JudgedAct, trial
from tests.rules import small
from tests.rules.small import DAY, INDEX, REQUIREMENT, SETTING, files, guideline, requirement


def loaded(**changes: str) -> Ruleset:
    """Give the small guideline with some files replaced, cases unproved."""
    return load_files(files(**changes), check_cases=False)


def _acts(visits: list[int], day: dt.date = DAY) -> list[JudgedAct]:
    return [
        JudgedAct(
            f"visit-{place}",
            "visit.book",
            {"visitor.visits_this_year": count, "booking.chair_has_decided": False},
            day,
        )
        for place, count in enumerate(visits)
    ]


def test_a_trial_lists_counts_and_explains_what_comes_out_differently():
    new = guideline(besok=SETTING.replace("value: 2", "value: 3") + REQUIREMENT)

    result = trial(guideline(), new, _acts([0, 1, 2, 3]))

    assert (result.tried, result.same) == (4, 0)
    assert result.by_outcome == Counter(
        {
            (Outcome.ALLOWED, Outcome.ALLOWED): 2,
            (Outcome.STOPPED, Outcome.ALLOWED): 1,
            (Outcome.STOPPED, Outcome.STOPPED): 1,
        }
    )
    assert result.by_reason == Counter(
        {
            "”Högst så många besök per år” ändras från 2 till 3.": 4,
            "”Inom antalet” hindrar inte längre.": 1,
        }
    )
    assert str(result.said) == "Av 4 prövade åtgärder får 4 ett annat utfall."


def test_a_trial_under_the_same_rules_finds_nothing():
    result = trial(guideline(), guideline(), _acts([0, 1, 2, 3]))

    assert result.differences == ()
    assert result.same == 4


TRIALS = [
    (REQUIREMENT.replace("strength: ska", "strength: bör"), ["”Inom antalet” varnar."]),
    (REQUIREMENT + requirement("{is: visitor.is_appointed}"), ["”Kravet” stoppar."]),
    (
        REQUIREMENT.replace("      - is: booking.chair_has_decided\n", "").replace(
            "visitor.visits_this_year\n", "visitor.allowed_visits\n"
        ),
        ["”Inom antalet” går inte att avgöra."],
    ),
]


@pytest.mark.parametrize(("provisions", "because"), TRIALS)
def test_a_trial_says_which_provision_makes_the_difference(provisions, because):
    provisions = provisions.replace("%(visitor.visits_this_year)s", "för många")

    result = trial(guideline(), guideline(besok=SETTING + provisions), _acts([2]))

    (difference,) = result.differences
    assert [str(why) for why in difference.because] == because


def test_a_trial_on_a_day_that_only_one_of_them_covers_says_so():
    later = guideline(index=INDEX.replace("2024-02-01", "2026-06-01"))

    forward = trial(guideline(), later, _acts([0]))
    backward = trial(later, guideline(), _acts([0]))
    neither = trial(later, later, _acts([0]))

    assert (forward.differences[0].old, forward.differences[0].new) == (Outcome.ALLOWED, None)
    assert str(forward.differences[0].because[0]) == "Förslaget gäller inte den dagen."
    assert (backward.differences[0].old, backward.differences[0].new) == (None, Outcome.ALLOWED)
    assert str(backward.differences[0].because[0]) == (
        "De nuvarande riktlinjerna gäller inte den dagen."
    )
    assert neither.differences == ()


def test_a_trial_tells_of_settings_that_came_or_can_not_be_told():
    silent = guideline(besok=requirement("{is: booking.is_announced}"), cases=small.NO_CASES)
    unsure = guideline(
        besok=requirement("{is: booking.is_announced}")
        + SETTING
        + "  when: {fact: visit.kind, eq: contact}\n",
        cases=small.NO_CASES,
    )
    act = JudgedAct("1", "visit.book", {"booking.is_announced": True}, DAY)

    (difference,) = trial(silent, unsure, [act]).differences

    assert [str(why) for why in difference.because] == [
        "”Högst så många besök per år” ändras från – till okänt."
    ]


def test_all_acts_of_a_year_can_be_tried_under_the_next_version():
    ruleset = load_shipped("lindakra/kontaktpolitiker-socialnamnden")
    acts = [
        JudgedAct(str(place), case.act, case.given, case.on)
        for place, case in enumerate(ruleset.cases)
    ]

    result = trial(compile_ruleset(ruleset), compile_ruleset(ruleset), acts)

    assert (result.tried, result.differences) == (len(acts), ())


def test_what_has_not_been_checked_for_a_year_is_listed_oldest_first():
    checked = loaded(besok=SETTING + "  checked_on: 2020-05-01\n" + REQUIREMENT)
    today = dt.date(2027, 1, 3)

    found = age([checked, loaded()], today)

    assert [
        (each.provision and each.provision.id, each.checked_on, each.days) for each in found
    ] == [
        ("antal", dt.date(2020, 5, 1), 2438),
        (None, dt.date(2026, 1, 2), 366),
        (None, dt.date(2026, 1, 2), 366),
    ]
    assert age([loaded()], dt.date(2027, 1, 2)) == []
    assert len(age([loaded()], DAY, after=dt.timedelta(days=30))) == 1
