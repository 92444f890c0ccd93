"""Changing a draft as a whole: where it starts from, and what must follow when it moves."""

from __future__ import annotations

import datetime as dt

import pytest

from samspel.rulebooks.adoption import lacking
from samspel.rulebooks.calculation.clauses import clause_choices, place_clause, place_of
from samspel.rulebooks.calculation.drafting import (
    NEW_FILE,
    changed_files,
    draft_of,
    early_count,
    empty_guideline,
    file_for,
    new_id,
    redated,
    redecided,
    undecided,
    without_provision,
)
from samspel.rulebooks.calculation.simple import Row, Rows, condition_of, rows_of
from samspel.rules.editing import Draft
from samspel.rules.rulebook import load_files, load_shipped, shipped_folders
from tests.rulebooks.conftest import EXAMPLE, KS

TODAY = dt.date(2026, 11, 12)


@pytest.mark.parametrize("name", shipped_folders())
def test_every_shipped_guideline_can_be_begun_from_by_another_body(name):
    files = undecided(load_shipped(name).files, "Vård- och omsorgsnämnden")

    ruleset = load_files(files)

    assert (ruleset.owner, ruleset.is_example) == ("vård- och omsorgsnämnden", True)


def test_an_empty_guideline_can_be_read_and_lacks_only_its_decision():
    ruleset = load_files(empty_guideline("Prov", "Kommunstyrelsen", TODAY, TODAY))

    reasons = [str(each) for each in lacking(ruleset, "Kommunstyrelsen", TODAY)]

    assert (ruleset.title, ruleset.provisions) == ("Prov", ())
    assert reasons == ["Ange dagen och paragrafen för beslutet som antog riktlinjen."]


@pytest.mark.parametrize(
    ("index", "words"),
    [
        (
            {"status": "example"},
            "exempel från en annan",
        ),
        (
            {"decision": "kommunstyrelsen 2026-11-20 § 3", "effective_from": "2026-12-01"},
            "efter i dag",
        ),
        ({"owner": "socialnämnden"}, "hör till socialnämnden"),
    ],
)
def test_what_is_lacking_is_said(index, words):
    draft = draft_of(load_shipped(KS).files)
    draft.index.update(index)
    ruleset = draft.ruleset(check_cases=False)

    [reason] = lacking(ruleset, "Kommunstyrelsen", TODAY)

    assert words in str(reason)


def test_a_shipped_guideline_lacks_nothing():
    assert lacking(load_shipped(KS), "Kommunstyrelsen", TODAY) == []


def test_only_provisions_without_a_whole_decision_get_the_new_one():
    draft = draft_of(load_shipped(EXAMPLE).files)
    first = next(iter(load_shipped(EXAMPLE).provisions)).id
    draft.provision(first)["decided"] = "kommunstyrelsen 2020-01-01 § 1"

    count = redecided(draft, "kommunstyrelsen 2026-11-01 § 3", all_of_them=False)

    assert count == len(load_shipped(EXAMPLE).provisions) - 1
    assert draft.provision(first)["decided"] == "kommunstyrelsen 2020-01-01 § 1"


def _dated():
    draft = draft_of(load_shipped(KS).files)
    draft.date_value("hogst-tva-besok")
    for year, value in ((2024, "3"), (2025, "4"), (2029, "5")):
        draft.set_dated_value(
            "hogst-tva-besok", f"{year}-01-01", value, "kommunstyrelsen 2023-12-01 § 1"
        )
    return draft


def test_values_that_were_replaced_before_the_first_day_are_dropped():
    draft = _dated()

    redated(draft, dt.date(2027, 1, 1))

    assert list(draft.provision("hogst-tva-besok")["values"]) == ["2025-01-01", "2029-01-01"]


def test_dated_values_without_a_whole_decision_get_the_new_one():
    draft = _dated()
    draft.provision("hogst-tva-besok")["values"]["2024-01-01"]["decided"] = "kommunstyrelsen"

    redecided(draft, "kommunstyrelsen 2026-11-01 § 3", all_of_them=False)

    decisions = [
        each["decided"] for each in draft.provision("hogst-tva-besok")["values"].values()
    ]
    assert decisions[1] == "kommunstyrelsen 2026-11-01 § 3"
    assert "kommunstyrelsen 2023-12-01 § 1" in decisions


def test_a_case_that_expects_no_rule_stays_before_the_first_day():
    draft = draft_of(load_shipped(KS).files)
    draft.index["effective_from"] = "2027-01-01"
    silent = [
        each["on"] for each in draft.cases if each["expect"].get("refused") == "NoRuleInForce"
    ]

    redated(draft, dt.date(2027, 1, 1))

    ruleset = draft.ruleset(check_cases=False)
    assert early_count(ruleset) == 0
    assert [each["on"] for each in draft.cases if each["expect"].get("refused")] == silent


def test_a_case_forgets_a_provision_that_goes_and_keeps_the_others():
    draft = draft_of(load_shipped(KS).files)
    draft.case("Den som är anställd i verksamheten kan inte utses")["expect"]["not_met"] = [
        "inte-anstalld",
        "beslut-att-utse",
    ]

    count = without_provision(draft, "inte-anstalld")

    assert count >= 1
    expect = draft.case("Den som är anställd i verksamheten kan inte utses")["expect"]
    assert expect["not_met"] == ["beslut-att-utse"]


def test_only_what_is_changed_is_written_anew():
    files = dict(load_shipped(KS).files)
    files["index.yaml"] = "# en kommentar\n" + files["index.yaml"]
    draft = draft_of(files)
    draft.clause("omfattning-1")["text"] = "Nytt."

    written = changed_files(files, draft)

    assert written["index.yaml"] == files["index.yaml"]
    assert written["text.yaml"] != files["text.yaml"]


def test_a_new_provision_lands_beside_its_neighbours_or_in_a_file_of_its_own():
    draft = draft_of(load_shipped(KS).files)

    assert file_for(draft, "avgransningar-1") == "avgransningar.yaml"
    assert file_for(draft, "finns-inte") == NEW_FILE


def test_an_id_is_made_of_the_words_and_is_nobody_else_s():
    taken = {"hogst-tre-besok", "hogst-tre-besok-2"}

    assert new_id("Högst tre besök", taken) == "hogst-tre-besok-3"
    assert new_id("???", set()) == "bestammelse"


def test_paragraphs_are_placed_after_one_another():
    draft = Draft(
        {
            "text.yaml": [
                {"id": "a", "heading": "A", "text": "x"},
                {"id": "b", "heading": "B", "text": "y"},
            ]
        }
    )

    place_clause(draft, {"id": "c", "heading": "C", "text": "z"}, "a")

    assert [key for key, _words in clause_choices(draft)] == ["a", "c", "b"]
    assert (place_of(draft, "c"), place_of(draft, "a"), place_of(draft, "ny")) == ("a", "", "b")


def test_the_first_of_no_paragraphs_is_placed_first():
    draft = Draft({"text.yaml": []})

    assert place_of(draft, "ny") == ""


@pytest.mark.parametrize(
    "condition",
    [
        None,
        {"is": "visitor.is_appointed"},
        {"is_not": "visitor.is_appointed"},
        {"known": "visit.place"},
        {"fact": "visit.group_size", "lte": "4"},
        {"fact": "visit.kind", "in": ["contact", "group"]},
        {"fact": "visitor.visits_this_year", "lt": {"setting": "visits.per_year_at_most"}},
        {"all": [{"is": "visitor.is_appointed"}, {"fact": "visit.group_size", "lte": "4"}]},
        {"any": [{"is": "visitor.is_appointed"}, {"fact": "visit.group_size", "gte": "4"}]},
    ],
)
def test_a_simple_condition_becomes_rows_and_back_again(condition):
    assert condition_of(rows_of(condition)) == condition


@pytest.mark.parametrize(
    "condition",
    [
        "text",
        {"not": {"is": "visitor.is_appointed"}},
        {"all": [{"any": [{"is": "visitor.is_appointed"}]}]},
        {"all": "x"},
        {"all": ["x"]},
        {"fact": "visit.group_size", "between": ["1", "4"]},
        {"fact": "visit.kind", "in": [["x"]]},
        {"fact": ["x"], "eq": "1"},
    ],
)
def test_a_condition_that_is_not_simple_is_left_to_its_file(condition):
    assert rows_of(condition) is None


@pytest.mark.parametrize(
    ("written", "op"),
    [
        ({"eq": "ja"}, "is"),
        ({"eq": "nej"}, "is_not"),
        ({"ne": "ja"}, "is_not"),
        ({"ne": "nej"}, "is"),
    ],
)
def test_a_yes_or_no_is_read_the_same_however_it_is_written(written, op):
    assert rows_of({"fact": "visitor.is_appointed", **written}) == Rows(
        "all", (Row("visitor.is_appointed", op),)
    )
