"""Values are read as the catalogue says, shown in Swedish and kept as JSON."""

from __future__ import annotations

import datetime as dt
import json
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from samspel.rules.catalogue import ACTS, FACTS, SETTINGS, FactValue, Kind
from samspel.rules.errors import FactMistake
from samspel.rules.facts import check_facts, facts_from_json, facts_to_json
from samspel.rules.sentence import listed
from samspel.rules.values import (
    BadValue,
    Item,
    Section,
    keys_of,
    plain,
    read_count,
    read_day,
    read_key,
    read_number,
    read_one,
    read_text,
    read_time,
    read_yes_no,
    show,
)

READ = [
    (read_yes_no, "ja", True),
    (read_yes_no, "nej", False),
    (read_yes_no, "no", False),
    (read_count, "0", 0),
    (read_count, "12", 12),
    (read_number, "1.6", Decimal("1.6")),
    (read_number, "7,50", Decimal("7.50")),
    (read_number, "3", Decimal(3)),
    (read_day, "2026-02-28", dt.date(2026, 2, 28)),
    (read_time, "08:30", dt.time(8, 30)),
    (read_time, "23.59", dt.time(23, 59)),
    (read_key, "näringsliv-och-turism", "näringsliv-och-turism"),
    (read_text, "no", "no"),
]
REFUSED = [
    (read_yes_no, "Ja!"),
    (read_count, "-1"),
    (read_count, "2.0"),
    (read_count, "1234567890"),
    (read_number, "1e3"),
    (read_number, "-1"),
    (read_number, "1.23456"),
    (read_day, "2026-02-29"),
    (read_day, "20260228"),
    (read_time, "24.00"),
    (read_time, "8.30"),
    (read_key, "Två ord"),
    (read_key, "x" * 65),
    (read_text, "  "),
]


@pytest.mark.parametrize(("reader", "text", "value"), READ)
def test_a_text_is_read_as_its_kind(reader, text, value):
    assert reader(text) == value


@pytest.mark.parametrize(("reader", "text"), REFUSED)
def test_a_text_that_is_not_of_the_kind_is_refused_with_what_is_right(reader, text):
    with pytest.raises(BadValue, match="Skriv "):
        reader(text)


SHOWN = [
    (None, FACTS["appointee.is_member"], "okänt"),
    (True, FACTS["appointee.is_member"], "ja"),
    (False, FACTS["appointee.is_member"], "nej"),
    (2, FACTS["visitor.visits_this_year"], "2"),
    (Decimal("7.5"), FACTS["claim.hours"], "7,5"),
    (dt.date(2026, 3, 4), FACTS["visit.date"], "4 mars 2026"),
    (dt.time(8, 5), FACTS["booking.start_time"], "08.05"),
    ("contact", FACTS["visit.kind"], "kontaktpolitikerbesök"),
    ("kost", FACTS["operation.key"], "kost"),
    (
        frozenset({"opposition", "majority"}),
        FACTS["visit.sides"],
        "majoriteten och oppositionen",
    ),
    (frozenset({"b", "a", "c"}), FACTS["report.sections_filled"], "a, b och c"),
    (frozenset(), FACTS["report.sections_filled"], "inga"),
    ((Item("a", "Ett"), Item("b", "Två")), SETTINGS["preparation.topics"], "Ett och Två"),
]


@pytest.mark.parametrize(("value", "about", "words"), SHOWN)
def test_a_value_is_shown_as_one_would_say_it(value, about, words):
    assert show(value, about) == words


def test_a_value_can_be_shown_in_another_language():
    assert show(dt.date(2026, 3, 4), FACTS["visit.date"], str.upper) == "4 MARS 2026"
    assert listed(["a", "b"], lambda text: {"och": "and"}[text]) == "a and b"


def test_the_keys_of_sections_are_those_that_must_be_filled_in():
    sections = (Section("a", "A", "", required=True), Section("b", "B", "", required=False))

    assert keys_of(sections) == {"a"}
    assert keys_of((Item("a", "A"), Item("b", "B"))) == {"a", "b"}
    assert keys_of(frozenset({"x"})) == {"x"}
    with pytest.raises(TypeError, match="holds no keys"):
        keys_of(3)


def test_lists_are_kept_as_json_with_all_their_parts():
    assert plain((Section("a", "A", "hjälp", required=True),)) == [
        {"key": "a", "label": "A", "help": "hjälp", "required": True}
    ]
    assert plain((Item("a", "A"),)) == [{"key": "a", "label": "A", "help": ""}]


_KEYS = ["kost", "fritid", "näringsliv-och-turism", "9_b"]
_BY_KIND: dict[Kind, st.SearchStrategy[FactValue]] = {
    Kind.YES_NO: st.booleans(),
    Kind.COUNT: st.integers(0, 10_000),
    Kind.NUMBER: st.decimals(0, 1000, places=2),
    Kind.DATE: st.dates(),
    Kind.TIME: st.builds(dt.time, st.integers(0, 23), st.integers(0, 59)),
    Kind.KEY: st.sampled_from(_KEYS),
    Kind.KEYS: st.frozensets(st.sampled_from(_KEYS)),
}


def facts(act: str) -> st.SearchStrategy[dict[str, FactValue | None]]:
    """Make facts of every kind that the act offers, some unknown and some left out."""
    return st.fixed_dictionaries(
        {}, optional={name: st.none() | _value(name) for name in ACTS[act].facts}
    )


def _value(name: str) -> st.SearchStrategy[FactValue]:
    fact = FACTS[name]
    if fact.choices is None:
        return _BY_KIND[fact.kind]
    one = st.sampled_from([each.value for each in fact.choices])
    return st.frozensets(one) if fact.kind is Kind.CHOICES else one


@settings(max_examples=60)
@given(st.sampled_from(sorted(ACTS)).flatmap(lambda act: st.tuples(st.just(act), facts(act))))
def test_facts_are_accepted_kept_as_json_and_come_back_the_same(told):
    act, given_facts = told

    check_facts(act, given_facts)
    kept = json.loads(json.dumps(facts_to_json(given_facts)))

    assert facts_from_json(act, kept) == given_facts


def test_a_fact_that_the_catalogue_has_dropped_since_is_left_out_when_read_back():
    assert facts_from_json("visit.extra", {"actor.is_chair": True, "actor.was": 1}) == {
        "actor.is_chair": True
    }


def test_kept_facts_of_no_known_form_are_refused():
    with pytest.raises(FactMistake, match=r"actor\.is_chair cannot be"):
        facts_from_json("visit.extra", {"actor.is_chair": {"a": 1}})


WRONG = [
    ("visitor.visits_this_year", True),
    ("visitor.visits_this_year", 1.0),
    ("visitor.hours_this_year", 1.5),
    ("visitor.is_appointed", 1),
    ("visit.date", dt.datetime(2026, 3, 4, tzinfo=dt.UTC)),
    ("booking.start_time", "08.00"),
    ("visit.kind", "kontakt"),
    ("visit.sides", {"majority"}),
    ("visit.sides", frozenset({"left"})),
    ("operation.key", 3),
    ("visitor.is_chosen", True),
    ("appointee.is_member", True),
]


@pytest.mark.parametrize(("name", "value"), WRONG)
def test_a_fact_of_the_wrong_kind_or_from_elsewhere_is_a_fault_in_the_code(name, value):
    with pytest.raises(FactMistake, match=name.split(".")[0]):
        check_facts("visit.book", {name: value})


def test_keys_must_be_texts():
    with pytest.raises(FactMistake, match="sections_filled"):
        check_facts("report.submit", {"report.sections_filled": frozenset({1})})


def test_an_act_that_does_not_exist_is_a_fault_in_the_code():
    with pytest.raises(FactMistake, match=r"no act .visit\.cancel."):
        check_facts("visit.cancel", {})


def test_one_value_is_read_as_its_fact_is_described():
    assert read_one("spring", FACTS["visit.half_year"]) == "spring"
    assert read_one("a-b", FACTS["report.sections_filled"]) == "a-b"
