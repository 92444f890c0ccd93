"""A run is closed once, holds what differs, opens the next, and can be settled again."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction

from samspel.audit.models import AuditEntry
from samspel.foundation.refusal import NotAllowed
from samspel.remuneration.enums import DutyKind, RunState
from samspel.remuneration.errors_runs import RunRefused
from samspel.remuneration.models import Entry, Run, RunVersion
from samspel.remuneration.queries.settling import settled_again
from samspel.remuneration.services.closing import close_run, mark_paid, open_run
from samspel.rules.errors import NoRuleInForce
from tests.remuneration.ledger import (
    MARCH,
    adopt_raise,
    adopt_rules,
    amounts,
    certified,
    closed,
    closing_time,
    keep,
    opened,
    withdraw,
)
from tests.stages import staged

APRIL = dt.date(2026, 4, 1)
JUNE = dt.date(2026, 6, 1)
RAISED_AT = dt.datetime(2026, 7, 2, 9, tzinfo=dt.UTC)


@staged
def rules(town):
    return adopt_rules(town)


def test_the_first_run_is_opened_with_the_days_of_the_payday(town, rules):
    run = opened(town)

    assert (run.month, run.closes_on, run.pays_on) == (
        MARCH,
        dt.date(2026, 3, 20),
        dt.date(2026, 3, 27),
    )


def test_without_rules_no_run_is_opened(town):
    with pytest.raises(NoRuleInForce):
        opened(town)

    assert Run.objects.count() == 0


def test_only_one_run_is_opened_by_hand(town, rules):
    opened(town)

    with pytest.raises(RunRefused, match="öppnas av sig själv"):
        open_run(APRIL, actor=town.actor("yvonne"), at=closing_time(APRIL))

    assert Run.objects.count() == 1


@pytest.mark.parametrize("who", ["karin", "ingrid", "tomas", "anna"])
def test_nobody_but_payroll_closes_a_run(town, rules, who):
    run = opened(town)

    with pytest.raises(NotAllowed, match="löneadministratör"):
        close_run(run, actor=town.actor(who), at=closing_time(MARCH))

    run.refresh_from_db()
    assert run.state == RunState.OPEN
    assert not AuditEntry.objects.filter(act="remuneration.run.closed").exists()


def test_a_closed_run_pays_what_is_certified_and_opens_the_next(town, rules):
    run = opened(town)
    duty = certified(town.person("lena"), town.body("KS"), dt.date(2026, 3, 4))

    closed(town)

    entry = Entry.objects.get()
    assert (entry.run_id, entry.duty_id, entry.person_id) == (run.pk, duty.pk, duty.person_id)
    assert (entry.amount, entry.clause, entry.rule) == (
        Decimal("1730.00"),
        "p5",
        "sammantradesarvode",
    )
    assert entry.working[0]["say"]
    run.refresh_from_db()
    assert (run.state, run.closed_by_id) == (RunState.CLOSED, town.person("yvonne").pk)
    following = Run.objects.get(state=RunState.OPEN)
    assert following.month == APRIL
    kept = AuditEntry.objects.get(act="remuneration.run.closed")
    assert (kept.facts["rows"], kept.facts["total"]) == (1, "1730")


def test_a_run_is_not_closed_twice(town, rules):
    run = closed(town, opened(town))

    with pytest.raises(RunRefused, match="redan stängd"):
        closed(town, run)


def test_a_run_is_not_closed_before_its_month(town, rules):
    run = opened(town)

    with pytest.raises(RunRefused, match="inte börjat"):
        closed(town, run, at=dt.datetime(2026, 2, 28, 12, tzinfo=dt.UTC))


def test_a_fact_that_changes_afterwards_becomes_a_correction_in_the_next_run(town, rules):
    opened(town)
    duty = certified(town.person("lena"), town.body("KS"), dt.date(2026, 3, 4))
    closed(town)
    keep(duty, minutes=120)

    closed(town)

    first, second = Entry.objects.order_by("id")
    assert (second.amount, second.was_amount, second.reason) == (
        Decimal("-520.00"),
        Decimal("1730.00"),
        "facts",
    )
    assert (second.corrects_id, second.run.month) == (first.pk, APRIL)


def test_a_duty_that_is_taken_back_is_paid_back(town, rules):
    opened(town)
    duty = certified(town.person("lena"), town.body("KS"), dt.date(2026, 3, 4))
    closed(town)
    withdraw(duty)

    closed(town)

    assert sum(Entry.objects.values_list("amount", flat=True)) == 0


def test_a_duty_that_is_moved_to_another_year_is_paid_back_there(town, rules):
    opened(town, dt.date(2026, 1, 1))
    duty = certified(town.person("lena"), town.body("KS"), dt.date(2025, 12, 30))
    closed(town)
    keep(duty, on=dt.date(2026, 1, 30))

    closed(town)

    rows = Entry.objects.order_by("on", "id").values_list("on", "amount")
    assert list(rows) == [
        (dt.date(2025, 12, 30), Decimal("1730.00")),
        (dt.date(2025, 12, 30), Decimal("-1730.00")),
        (dt.date(2026, 1, 30), Decimal("1730.00")),
    ]


def test_a_rule_decided_backwards_becomes_corrections_in_the_next_run(town, rules):
    opened(town, JUNE)
    certified(town.person("lena"), town.body("KS"), dt.date(2026, 6, 4))
    closed(town)
    adopt_raise(town, RAISED_AT)

    closed(town)

    last = Entry.objects.order_by("id").last()
    assert (last.amount, last.was_amount, last.reason) == (
        Decimal("90.00"),
        Decimal("1730.00"),
        "rules",
    )


def test_a_fixed_fee_is_paid_month_by_month(town, rules):
    opened(town)
    certified(
        town.person("karin"),
        town.body("KS"),
        dt.date(2026, 3, 1),
        kind=DutyKind.OFFICE,
        minutes=0,
        office="kommunalrad",
        until=dt.date(2027, 1, 1),
        occupancy=Decimal(100),
    )

    march, april = closed(town), closed(town)

    assert (amounts(march), amounts(april)) == ([Decimal("69900.00")], [Decimal("69900.00")])


def test_a_fixed_fee_goes_on_over_the_turn_of_the_year(town, rules):
    opened(town, dt.date(2025, 12, 1))
    certified(
        town.person("karin"),
        town.body("KS"),
        dt.date(2025, 12, 1),
        kind=DutyKind.OFFICE,
        minutes=0,
        office="kommunalrad",
        until=dt.date(2027, 1, 1),
        occupancy=Decimal(100),
    )

    december, january = closed(town), closed(town)

    assert (amounts(december), amounts(january)) == (
        [Decimal("69400.00")],
        [Decimal("69900.00")],
    )


def test_what_has_no_rule_on_its_day_is_left_out_and_said_never_zero(town, rules):
    opened(town)
    certified(town.person("lena"), town.body("KS"), dt.date(2022, 3, 4))

    run = closed(town)

    assert amounts(run) == []
    kept = AuditEntry.objects.get(act="remuneration.run.closed")
    assert kept.facts["not_reckoned"] == 1


def test_an_old_run_settled_again_gives_the_same_ore(town, rules):
    opened(town, JUNE)
    duty = certified(town.person("lena"), town.body("KS"), dt.date(2026, 6, 4))
    june = closed(town)
    keep(duty, minutes=121)
    adopt_raise(town, RAISED_AT)
    july = closed(town)

    assert [settled_again(each).total for each in (june, july)] == [1730, -170]
    assert (sum(amounts(june)), sum(amounts(july))) == (1730, -170)
    assert RunVersion.objects.filter(run=july).count() == 2


def test_closing_takes_at_most_fifteen_statements_whatever_the_number_of_rows(
    town, rules, statement_count
):
    opened(town)
    for number in range(40):
        person = town.person(("lena", "ulla", "karin", "anna")[number % 4])
        certified(person, town.body("KS"), dt.date(2026, 3, 1 + number % 28))
    run = Run.objects.get(state=RunState.OPEN)
    actor = town.actor("yvonne")

    with statement_count() as few:
        close_run(run, actor=actor, at=closing_time(MARCH))

    sent = [each["sql"] for each in few if "SAVEPOINT" not in each["sql"]]
    # The rows themselves go in by one COPY, which is not counted here.
    assert len(sent) + 1 <= 15, "\n".join(each[:90] for each in sent)


def test_the_database_lets_no_row_into_a_closed_run(town, rules):
    opened(town)
    certified(town.person("lena"), town.body("KS"), dt.date(2026, 3, 4))
    run = closed(town)
    entry = Entry.objects.get()

    with pytest.raises(IntegrityError, match="stängd"), transaction.atomic():
        Entry.objects.create(
            **{
                field.attname: getattr(entry, field.attname)
                for field in Entry._meta.concrete_fields
                if field.name not in {"id", "rule"}
            },
            rule="annat",
        )

    assert run.entries.count() == 1


def test_a_run_that_is_not_sent_can_not_be_paid(town, rules):
    run = closed(town, opened(town))

    with pytest.raises(RunRefused, match="överförd"):
        mark_paid(run, actor=town.actor("yvonne"), at=closing_time(APRIL))
