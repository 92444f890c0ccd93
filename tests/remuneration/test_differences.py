"""What a run pays is a difference: parts add up, and a correction and its reversal are nothing."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from samspel.remuneration.calculation.differences import (
    Difference,
    Key,
    Paid,
    Worth,
    differences,
    total,
)
from samspel.remuneration.enums import EntryReason, LineState, Pays

DAY = dt.date(2026, 3, 4)
_ore = st.decimals(min_value=-50_000, max_value=50_000, places=2)


def worth(duty: int = 1, amount: str = "1210", version: int = 1, **others: object) -> Worth:
    given = {
        "duty": duty,
        "rule": "sammantradesarvode",
        "on": DAY,
        "amount": Decimal(amount),
        "tax_free": Decimal(0),
        "minutes": 120,
        "state": LineState.PAID,
        "title": "Sammanträdesarvode",
        "pays": Pays.FEE,
        "clause": "p5",
        "version": version,
        "working": [],
    }
    return Worth(**{**given, **others})


def as_paid(rows: list[Difference], before: dict[Key, Paid] | None = None) -> dict[Key, Paid]:
    """Add the rows to what has been paid, as a closed run does."""
    paid = dict(before or {})
    for number, (each, _was, _corrects, _reason) in enumerate(rows, start=len(paid) + 1):
        known = paid.get(each.key)
        paid[each.key] = Paid(
            each.amount + (known.amount if known else 0),
            each.tax_free + (known.tax_free if known else 0),
            each.minutes + (known.minutes if known else 0),
            known.first if known else number,
            each.version,
            each.title,
            each.pays,
            each.clause,
        )
    return paid


_worths = st.lists(
    st.builds(
        worth,
        duty=st.integers(1, 6),
        amount=_ore.map(str),
        tax_free=_ore,
        minutes=st.integers(0, 600),
        rule=st.sampled_from(["sammantradesarvode", "bilersattning"]),
        on=st.dates(dt.date(2026, 1, 1), dt.date(2026, 1, 3)),
    ),
    max_size=12,
)


def test_a_line_that_has_not_been_paid_is_new():
    rows = differences([worth()], {})

    assert rows == [Difference(worth(), None, None, EntryReason.NEW)]


def test_what_has_not_changed_gives_no_row():
    paid = as_paid(differences([worth()], {}))

    assert differences([worth()], paid) == []


def test_a_changed_fact_gives_the_difference_beside_the_original():
    paid = as_paid(differences([worth()], {}))

    rows = differences([worth(amount="1470", minutes=150)], paid, changed=frozenset({1}))

    assert [(each.worth.amount, each.was, each.corrects, each.reason) for each in rows] == [
        (Decimal(260), Decimal(1210), 1, EntryReason.FACTS)
    ]
    assert [each.worth.minutes for each in rows] == [30]


def test_another_tax_of_the_same_amount_is_a_difference_too():
    paid = as_paid(differences([worth(tax_free=Decimal(100))], {}))

    rows = differences([worth(tax_free=Decimal(60))], paid, changed=frozenset({1}))

    assert [(each.worth.amount, each.worth.tax_free) for each in rows] == [
        (Decimal(0), Decimal(-40))
    ]


def test_a_changed_rule_is_named_as_the_cause():
    paid = as_paid(differences([worth()], {}))

    rows = differences([worth(amount="1300", version=2)], paid)

    assert [(each.worth.amount, each.reason) for each in rows] == [
        (Decimal(90), EntryReason.RULES)
    ]


def test_changed_national_figures_are_the_rules_doing_under_the_same_version():
    paid = as_paid(differences([worth()], {}))

    rows = differences([worth(amount="1300")], paid, changed_versions=frozenset({1}))

    assert [each.reason for each in rows] == [EntryReason.RULES]


def test_another_dutys_change_is_a_change_of_facts():
    paid = as_paid(differences([worth()], {}))

    rows = differences([worth(amount="0")], paid)

    assert [each.reason for each in rows] == [EntryReason.FACTS]


def test_what_no_longer_stands_is_paid_back_under_its_old_name():
    paid = as_paid(differences([worth()], {}))

    rows = differences([], paid, changed=frozenset({1}))

    assert [(each.worth.amount, each.worth.title) for each in rows] == [
        (Decimal(-1210), "Sammanträdesarvode")
    ]


def test_what_can_not_be_reckoned_now_is_left_as_it_was_paid():
    paid = as_paid(differences([worth()], {}))

    assert differences([], paid, kept=frozenset({1})) == []


def test_a_line_worth_nothing_is_kept_once_with_its_reason():
    capped = worth(amount="0", state=LineState.CAPPED)
    rows = differences([capped], {})

    assert [each.worth.state for each in rows] == [LineState.CAPPED]
    assert differences([capped], as_paid(rows)) == []
    assert differences([worth(amount="0")], {}) == []


@given(_worths)
def test_the_rows_add_up_to_the_lines(worths):
    rows = differences(worths, {})

    assert total(rows) == sum((each.amount for each in worths), Decimal(0))


@given(_worths, _worths)
def test_all_rows_of_all_runs_add_up_to_what_it_is_worth_last(first, second):
    one = differences(first, {})
    two = differences(second, as_paid(one))

    assert total(one) + total(two) == sum((each.amount for each in second), Decimal(0))


@given(_worths, _worths)
def test_a_correction_and_its_reversal_net_to_zero(first, second):
    paid = as_paid(differences(first, {}))
    there = differences(second, paid)
    back = differences(first, as_paid(there, paid))

    assert total(there) + total(back) == 0
    tax_free = [each.worth.tax_free for each in (*there, *back)]
    assert sum(tax_free, Decimal(0)) == 0


@given(_worths, st.randoms())
def test_the_order_of_the_lines_changes_no_amount(worths, chance):
    turned = list(worths)
    chance.shuffle(turned)

    def keyed(rows: list[Difference]) -> dict[Key, Decimal]:
        return {each.worth.key: each.worth.amount for each in rows}

    assert keyed(differences(turned, {})) == keyed(differences(worths, {}))
