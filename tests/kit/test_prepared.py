"""Statements planned once, and several of them asked as one."""

from __future__ import annotations

import datetime as dt
from uuid import UUID

from samspel.kit.prepared import Prepared, together

WHEN = dt.datetime(2026, 11, 12, 9, 30, tzinfo=dt.UTC)
KEY = UUID("5b0f0c3e-3d5a-4b7e-9a55-0f8b3f0a1c11")
ONE = Prepared(
    "test_one",
    "SELECT %(key)s, %(day)s, %(at)s, %(sure)s, NULL::text WHERE %(number)s > 1",
    "uuid date timestamptz boolean text",
    key="uuid",
    day="date",
    at="timestamptz",
    sure="boolean",
    number="bigint",
)
OTHER = Prepared(
    "test_other",
    "SELECT x, x * 10 FROM unnest(%(numbers)s) AS x WHERE '100 %%' LIKE '%%' ORDER BY x",
    "bigint bigint",
    numbers="bigint[]",
)


def given(number: int) -> dict[str, object]:
    return {"key": KEY, "day": WHEN.date(), "at": WHEN, "sure": True, "number": number}


def test_a_statement_is_prepared_once_and_counts_as_one(db, statement_count):
    with statement_count() as counted:
        rows = [OTHER.rows({"numbers": [3, 1]}), OTHER.rows({"numbers": []})]

    assert rows == [[(1, 10), (3, 30)], []]
    assert len(counted) == 2


def test_several_are_asked_as_one_and_give_the_same_rows(db, statement_count):
    alone = [ONE.rows(given(2)), OTHER.rows({"numbers": [2]})]

    with statement_count() as counted:
        with together([(ONE, given(2)), (OTHER, {"numbers": [2]})]):
            both = [ONE.rows(given(2)), OTHER.rows({"numbers": [2]})]

    assert both == alone == [[(KEY, WHEN.date(), WHEN, True, None)], [(2, 20)]]
    assert len(counted) == 1


def test_other_parameters_are_asked_by_themselves(db, statement_count):
    with together([(ONE, given(1)), (OTHER, {"numbers": [2]})]):
        with statement_count() as counted:
            rows = [ONE.rows(given(1)), OTHER.rows({"numbers": [5]})]

    assert rows == [[], [(5, 50)]]
    assert len(counted) == 1


def test_what_was_answered_is_forgotten_afterwards(db, statement_count):
    with together([(ONE, given(2)), (OTHER, {"numbers": [2]})]):
        pass

    with statement_count() as counted:
        OTHER.rows({"numbers": [2]})

    assert len(counted) == 1


def test_what_is_asked_together_already_is_not_asked_again_inside(db, statement_count):
    both = [(ONE, given(2)), (OTHER, {"numbers": [2]})]
    with together(both):
        with statement_count() as counted:
            with together([*both[:1], (OTHER, {"numbers": [7]})]):
                inner = [ONE.rows(given(2)), OTHER.rows({"numbers": [7]})]
            outer = OTHER.rows({"numbers": [2]})

    assert inner == [[(KEY, WHEN.date(), WHEN, True, None)], [(7, 70)]]
    assert outer == [(2, 20)]
    assert len(counted) == 1
