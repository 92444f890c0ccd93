"""The arithmetic: quotas and days. Pure."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from samspel.visits.calculation import (
    CountedVisit,
    Grant,
    days_to_election,
    election_day_in,
    half_year_of,
    hours_of,
    in_half_year,
    in_operation,
    in_year,
    is_election_year,
    most_specific,
    started_months,
    weekday_of,
)
from tests.law import amended

# On a machine that others use too, drawing examples can be slow; what holds is the same.
PATIENT = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
DAYS = st.dates(dt.date(2023, 1, 1), dt.date(2030, 12, 31))
VISITS = st.lists(
    st.builds(
        CountedVisit,
        visit_id=st.integers(1, 10_000),
        person_id=st.integers(1, 4),
        operation_id=st.integers(1, 3),
        day=DAYS,
        minutes=st.integers(1, 720),
    ),
    max_size=40,
    unique_by=lambda visit: (visit.visit_id, visit.person_id),
)


@PATIENT
@given(VISITS, DAYS, st.integers(1, 4))
def test_the_years_two_halves_are_the_whole_year(visits, day, person):
    year = in_year(visits, person, day, None)
    spring = in_half_year(year, dt.date(day.year, 1, 1))
    autumn = in_half_year(year, dt.date(day.year, 12, 31))

    assert sorted(spring + autumn, key=id) == sorted(year, key=id)


@PATIENT
@given(VISITS, DAYS, st.integers(1, 4))
def test_the_operations_together_are_the_whole_year(visits, day, person):
    year = in_year(visits, person, day, None)

    assert sum(len(in_operation(year, each)) for each in (1, 2, 3)) == len(year)


@PATIENT
@given(VISITS)
def test_every_visit_is_counted_in_exactly_one_year(visits):
    counted = [
        each
        for person in (1, 2, 3, 4)
        for year in range(2023, 2031)
        for each in in_year(visits, person, dt.date(year, 6, 15), None)
    ]

    assert sorted(counted, key=id) == sorted(visits, key=id)


@PATIENT
@given(VISITS, DAYS, st.integers(1, 4))
def test_a_visit_is_never_counted_against_itself(visits, day, person):
    for each in in_year(visits, person, day, None):
        others = in_year(visits, person, day, each.visit_id)
        assert each not in others
        assert len(others) == len(in_year(visits, person, day, None)) - 1


@PATIENT
@given(VISITS)
def test_hours_are_never_lost_in_rounding(visits):
    whole = sum(each.minutes for each in visits)

    assert abs(hours_of(visits) * 60 - whole) <= Decimal("0.006")


@PATIENT
@given(st.integers(0, 100_000))
def test_hours_have_at_most_four_decimals_as_the_rules_can_hold(minutes):
    from samspel.visits.calculation.quotas import as_hours

    exponent = as_hours(minutes).as_tuple().exponent
    assert isinstance(exponent, int)
    assert -4 <= exponent <= 0


def test_the_decision_that_fits_best_is_taken():
    everybody = Grant(None, None, 2026, 4, None)
    place = Grant(None, 7, 2026, 3, None)
    person = Grant(1, None, 2026, 2, None)
    both = Grant(1, 7, 2026, 1, None)

    assert most_specific([everybody, place, person, both], 1, 7, 2026) is both
    assert most_specific([everybody, place, person], 1, 7, 2026) is person
    assert most_specific([everybody, place], 1, 7, 2026) is place
    assert most_specific([both, person], 2, 7, 2026) is None
    assert most_specific([everybody], 1, 7, 2027) is None


@pytest.mark.parametrize(
    ("year", "day"),
    [(2018, 9), (2022, 11), (2026, 13), (2030, 8)],
)
def test_elections_are_held_on_the_second_sunday_in_september(year, day):
    assert is_election_year(year)
    assert election_day_in(year) == dt.date(year, 9, day)


def test_the_day_of_the_election_and_its_years_are_the_laws():
    with amended(
        ("manad-for-val", "value: 9", "value: 5"),
        ("mandattidens-langd", "value: 48", "value: 36"),
    ):
        assert [year for year in range(2022, 2030) if is_election_year(year)] == [
            2022,
            2025,
            2028,
        ]
        assert days_to_election(dt.date(2025, 5, 10)) == 1
    assert not is_election_year(2025)


def test_days_to_the_election_are_none_on_the_day_and_years_after_it():
    assert days_to_election(dt.date(2026, 9, 13)) == 0
    assert days_to_election(dt.date(2026, 9, 12)) == 1
    assert (
        days_to_election(dt.date(2026, 9, 14))
        == (dt.date(2030, 9, 8) - dt.date(2026, 9, 14)).days
    )


def test_halves_weekdays_and_months_have_their_edges():
    assert (half_year_of(dt.date(2026, 6, 30)), half_year_of(dt.date(2026, 7, 1))) == (
        "spring",
        "autumn",
    )
    assert weekday_of(dt.date(2026, 11, 12)) == "thursday"
    assert started_months(dt.date(2026, 1, 1), dt.date(2028, 1, 1)) == 24
    assert started_months(dt.date(2026, 1, 31), dt.date(2026, 3, 1)) == 2
