"""Conditions: met, not met or unknown, alike whether walked or compiled."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samspel.rules.catalogue import FACTS, Kind
from samspel.rules.conditions import (
    AllOf,
    AnyOf,
    Comparison,
    Condition,
    FactRef,
    Literal,
    Not,
    Op,
    SettingRef,
    compiled,
    deciders,
    evaluate,
    exclusive,
    facts_of,
    pinned,
    settings_of,
    unknown_in,
)
from samspel.rules.values import Section
from samspel.rules.wording import describe
from tests.rules import small
from tests.rules.small import DAY, requirement
from tests.rules.test_values import _value

YEAR = "visitor.visits_this_year"
IS = "visitor.is_appointed"


def judged(condition: str, **told: object) -> str:
    """Judge one condition through a whole guideline and give the state of its finding."""
    compiled_ = small.guideline(
        besok=small.SETTING + requirement(condition), cases=small.NO_CASES
    )
    verdict = compiled_.judge(
        "visit.book", {name.replace("__", "."): value for name, value in told.items()}, DAY
    )
    return verdict.finding("kravet").state.value


COMPARED = [
    ("{is: visitor.is_appointed}", {"visitor__is_appointed": True}, "met"),
    ("{is: visitor.is_appointed}", {"visitor__is_appointed": False}, "not_met"),
    ("{is_not: visitor.is_appointed}", {"visitor__is_appointed": False}, "met"),
    ("{is: visitor.is_appointed}", {"visitor__is_appointed": None}, "unknown"),
    ("{is: visitor.is_appointed}", {}, "unknown"),
    ("{known: visitor.allowed_visits}", {"visitor__allowed_visits": 0}, "met"),
    ("{known: visitor.allowed_visits}", {}, "not_met"),
    ("{fact: visit.kind, eq: contact}", {"visit__kind": "contact"}, "met"),
    ("{fact: visit.kind, ne: contact}", {"visit__kind": "contact"}, "not_met"),
    ("{fact: visit.kind, in: [contact, group]}", {"visit__kind": "group"}, "met"),
    ("{fact: visit.kind, not_in: [contact, group]}", {"visit__kind": "group"}, "not_met"),
    ("{fact: operation.key, in: [kost, fritid]}", {"operation__key": "kultur"}, "not_met"),
    ("{fact: booking.notice_days, gte: 14}", {"booking__notice_days": 14}, "met"),
    ("{fact: booking.notice_days, gte: 14}", {"booking__notice_days": 13}, "not_met"),
    ("{fact: booking.notice_days, gt: 14}", {"booking__notice_days": 14}, "not_met"),
    ("{fact: booking.notice_days, lte: 14}", {"booking__notice_days": 14}, "met"),
    ("{fact: booking.notice_days, lt: 14}", {"booking__notice_days": 14}, "not_met"),
    (
        "{fact: visitor.hours_this_year, lte: 1.6}",
        {"visitor__hours_this_year": Decimal("1.6")},
        "met",
    ),
    ("{fact: visitor.hours_this_year, lt: 1.6}", {"visitor__hours_this_year": 1}, "met"),
    ("{fact: visit.date, lt: 2026-09-13}", {"visit__date": dt.date(2026, 9, 12)}, "met"),
    ("{fact: visit.date, lt: 2026-09-13}", {"visit__date": dt.date(2026, 9, 13)}, "not_met"),
    (
        "{fact: booking.start_time, between: [08.00, 16.00]}",
        {"booking__start_time": dt.time(16, 0)},
        "met",
    ),
    (
        "{fact: booking.start_time, between: [08.00, 16.00]}",
        {"booking__start_time": dt.time(16, 1)},
        "not_met",
    ),
    (
        "{fact: visit.sides, has_all: [majority, opposition]}",
        {"visit__sides": frozenset({"majority", "opposition", "none"})},
        "met",
    ),
    (
        "{fact: visit.sides, has_all: [majority, opposition]}",
        {"visit__sides": frozenset({"majority"})},
        "not_met",
    ),
    (
        "{fact: visit.sides, has_any: [majority]}",
        {"visit__sides": frozenset({"none"})},
        "not_met",
    ),
    ("{fact: visit.sides, has_none: [majority]}", {"visit__sides": frozenset({"none"})}, "met"),
    (
        "{fact: visitor.visits_this_year, lt: {fact: visitor.allowed_visits}}",
        {"visitor__visits_this_year": 1, "visitor__allowed_visits": 2},
        "met",
    ),
    (
        "{fact: visitor.visits_this_year, lt: {fact: visitor.allowed_visits}}",
        {"visitor__visits_this_year": 1},
        "unknown",
    ),
    (
        "{fact: visitor.visits_this_year, between: [1, {setting: visits.per_year_at_most}]}",
        {"visitor__visits_this_year": 2},
        "met",
    ),
    (
        "{fact: visitor.visits_this_year, lt: {setting: visits.per_year_at_most}}",
        {"visitor__visits_this_year": 2},
        "not_met",
    ),
    ("{not: {is: visitor.is_appointed}}", {"visitor__is_appointed": False}, "met"),
    ("{not: {is: visitor.is_appointed}}", {}, "unknown"),
    ("{all: [{is: visitor.is_appointed}, {is: booking.is_announced}]}", {}, "unknown"),
    (
        "{all: [{is: visitor.is_appointed}, {is: booking.is_announced}]}",
        {"booking__is_announced": False},
        "not_met",
    ),
    (
        "{all: [{is: visitor.is_appointed}, {is: booking.is_announced}]}",
        {"booking__is_announced": True},
        "unknown",
    ),
    (
        "{any: [{is: visitor.is_appointed}, {is: booking.is_announced}]}",
        {"booking__is_announced": True},
        "met",
    ),
    (
        "{any: [{is: visitor.is_appointed}, {is: booking.is_announced}]}",
        {"booking__is_announced": False},
        "unknown",
    ),
    (
        "{any: [{is: visitor.is_appointed}, {is: booking.is_announced}]}",
        {"booking__is_announced": False, "visitor__is_appointed": False},
        "not_met",
    ),
]


@pytest.mark.parametrize(("condition", "told", "state"), COMPARED)
def test_a_comparison_comes_out_on_the_right_side_of_its_edge(condition, told, state):
    assert judged(condition, **told) == state


_SETTINGS = ("visits.per_year_at_most", "booking.initiators")
_VALUES = st.fixed_dictionaries(
    {},
    optional={
        "visits.per_year_at_most": st.integers(0, 5),
        "booking.initiators": st.frozensets(st.sampled_from(["unit", "politician"])),
    },
)


# One fact of each kind is enough, and leaves room for facts to meet each other.
_NAMES = (
    IS,
    YEAR,
    "visitor.hours_this_year",
    "visit.date",
    "booking.start_time",
    "visit.kind",
    "visit.sides",
    "operation.key",
)
_FACTS = st.fixed_dictionaries({}, optional={name: st.none() | _value(name) for name in _NAMES})


def _comparison(name: str) -> st.SearchStrategy[Condition]:
    fact = FACTS[name]
    literal = _value(name).map(Literal)
    several = st.frozensets(_value(name), min_size=1).map(Literal)
    same = st.just(FactRef(name))
    one = [Op.EQ, Op.NE] if not fact.kind.is_many else [Op.HAS_ALL, Op.HAS_ANY, Op.HAS_NONE]
    shapes = [
        st.builds(
            lambda op, operand: Comparison(name, op, (operand,)),
            st.sampled_from(one),
            literal | same,
        ),
        st.just(Comparison(name, Op.KNOWN, ())),
    ]
    if fact.kind.is_ordered:
        ordered = st.sampled_from([Op.LT, Op.LTE, Op.GT, Op.GTE])
        operand = literal | same
        if fact.kind in (Kind.COUNT, Kind.NUMBER):
            operand |= st.just(SettingRef("visits.per_year_at_most"))
        shapes += [
            st.builds(lambda op, other: Comparison(name, op, (other,)), ordered, operand),
            st.builds(lambda a, b: Comparison(name, Op.BETWEEN, (a, b)), literal, operand),
        ]
    if fact.kind in (Kind.CHOICE, Kind.KEY):
        many = st.sampled_from([Op.IN, Op.NOT_IN])
        operand = several | st.just(SettingRef("booking.initiators"))
        shapes.append(
            st.builds(lambda op, other: Comparison(name, op, (other,)), many, operand)
        )
    return st.one_of(shapes)


def _grown(parts: st.SearchStrategy[Condition]) -> st.SearchStrategy[Condition]:
    several = st.lists(parts, min_size=1, max_size=4).map(tuple)
    return several.map(AllOf) | several.map(AnyOf) | parts.map(Not)


_COMPARISONS = st.one_of([_comparison(name) for name in _NAMES])
CONDITIONS = st.recursive(_COMPARISONS, _grown, max_leaves=6)


@given(CONDITIONS, _FACTS, _VALUES)
def test_compiling_never_changes_what_a_condition_means(condition, told, values):
    assert compiled(condition)(told, values) is evaluate(condition, told, values)
    assert compiled(condition, values)(told, values) is evaluate(condition, told, values)


@given(CONDITIONS, _FACTS, _VALUES)
def test_what_decided_is_part_of_the_condition_and_there_is_always_something(
    condition, told, values
):
    decided = deciders(condition, told, values)

    assert decided
    assert {each.fact for each in decided} <= set(facts_of(condition))


@given(CONDITIONS, _FACTS, _VALUES)
def test_a_condition_is_unknown_exactly_when_something_is_missing(condition, told, values):
    missing = unknown_in(condition, told, values)

    assert (evaluate(condition, told, values) is None) == bool(missing)
    assert set(missing) <= {*facts_of(condition), *settings_of(condition)}
    assert all(told.get(name) is None and values.get(name) is None for name in missing)


@given(CONDITIONS, _FACTS, _VALUES)
def test_learning_a_fact_never_turns_a_settled_answer(condition, told, values):
    known = {name: value for name, value in told.items() if value is not None}
    settled = evaluate(condition, {}, values)
    has_known = any(each.op is Op.KNOWN for each in _all(condition))

    if settled is not None and not has_known:
        assert evaluate(condition, known, values) is settled


def _all(condition: Condition) -> list[Comparison]:
    if isinstance(condition, Comparison):
        return [condition]
    parts = [condition.part] if isinstance(condition, Not) else condition.parts
    return [found for part in parts for found in _all(part)]


@given(CONDITIONS)
def test_every_condition_can_be_said_in_words(condition):
    words = describe(condition)

    assert all(f"”{FACTS[each.fact].label}”" in words for each in _all(condition))


@given(CONDITIONS, CONDITIONS, _FACTS, _VALUES)
def test_conditions_that_exclude_each_other_are_never_met_together(one, other, told, values):
    if exclusive(one, other):
        both = evaluate(AllOf((one, other)), told, values)
        assert both is not True


def _kind(*values: str) -> Condition:
    return Comparison("visit.kind", Op.IN, (Literal(frozenset(values)),))


def test_only_what_is_written_parts_two_conditions():
    study = Comparison("visit.kind", Op.EQ, (Literal("study"),))
    yes = Comparison(IS, Op.EQ, (Literal(True),))

    assert exclusive(study, _kind("contact", "group"))
    assert exclusive(AllOf((yes, study)), _kind("contact"))
    assert not exclusive(study, _kind("study", "group"))
    assert not exclusive(study, yes)
    assert not exclusive(None, study)
    assert not exclusive(study, None)
    assert not exclusive(AnyOf((study, yes)), _kind("contact"))
    assert pinned(Not(study)) == {}


def test_sections_are_compared_by_those_that_are_required():
    asked = Comparison("report.sections_filled", Op.HAS_ALL, (SettingRef("report.sections"),))
    sections = (Section("a", "A", "", required=True), Section("b", "B", "", required=False))

    for check in (compiled(asked), compiled(asked, {"report.sections": sections})):
        assert check(
            {"report.sections_filled": frozenset({"a"})}, {"report.sections": sections}
        )
        assert not check({"report.sections_filled": frozenset()}, {"report.sections": sections})


def test_a_condition_is_said_in_plain_words():
    condition = AnyOf(
        (
            Comparison(YEAR, Op.LT, (SettingRef("visits.per_year_at_most"),)),
            AllOf(
                (
                    Comparison("booking.chair_has_decided", Op.EQ, (Literal(True),)),
                    Not(
                        Comparison(
                            YEAR, Op.BETWEEN, (Literal(1), FactRef("visitor.allowed_visits"))
                        )
                    ),
                )
            ),
        )
    )

    assert describe(condition) == (
        "”Besök i år” är mindre än ”Högst så många besök per år” eller "
        "(”Ordföranden har beslutat” är ja och inte (”Besök i år” är från och med 1 till och "
        "med ”Beslutat antal besök”))"
    )
