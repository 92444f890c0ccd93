"""The catalogue is whole: told once, in two languages, and printed as it stands."""

from __future__ import annotations

import copy
import json
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from samspel.rules.amounts.published import amounts_page
from samspel.rules.catalogue import (
    ACTS,
    ALL_ACTS,
    ALL_FACTS,
    ALL_SETTINGS,
    AREAS,
    FACTS,
    SETTINGS,
    Kind,
    Unit,
    choices,
)
from samspel.rules.catalogue.english import english
from samspel.rules.editing import read_files
from samspel.rules.publish import main, published_schema, reference_page, schema_text
from samspel.rules.rulebook import load_shipped, shipped_folders
from tests.rules.small import files

REFERENCE = Path(__file__).parents[2] / "docs" / "reference"
EVERYTHING = (*ALL_ACTS, *ALL_FACTS, *ALL_SETTINGS)


def test_every_name_is_there_once():
    assert len(ACTS) == len(ALL_ACTS)
    assert len(FACTS) == len(ALL_FACTS)
    assert len(SETTINGS) == len(ALL_SETTINGS)
    assert set(FACTS).isdisjoint(SETTINGS), "a text names either by the same kind of place"


def test_every_act_offers_facts_of_the_catalogue_each_once():
    for act in ALL_ACTS:
        assert set(act.facts) <= set(FACTS)
        assert len(set(act.facts)) == len(act.facts)


def test_every_fact_is_offered_by_some_act():
    assert {name for act in ALL_ACTS for name in act.facts} == set(FACTS)


def test_every_setting_belongs_to_an_act():
    assert {kind.act for kind in ALL_SETTINGS} <= set(ACTS)


@pytest.mark.parametrize("each", [*ALL_FACTS, *ALL_SETTINGS], ids=lambda each: each.name)
def test_choices_are_named_exactly_where_one_chooses(each):
    assert (each.choices is not None) == (each.kind in (Kind.CHOICE, Kind.CHOICES))


@pytest.mark.parametrize("kind", ALL_SETTINGS, ids=lambda kind: kind.name)
def test_every_number_that_a_guideline_lays_down_has_a_unit(kind):
    assert (kind.unit is not None) == (kind.kind in (Kind.COUNT, Kind.NUMBER))


def test_no_two_facts_or_settings_have_the_same_label():
    labels = [each.label for each in (*ALL_FACTS, *ALL_SETTINGS)]

    assert {label for label in labels if labels.count(label) > 1} == set()


@pytest.mark.parametrize("each", EVERYTHING, ids=lambda each: each.label)
def test_every_meaning_is_a_sentence_in_both_languages(each):
    label, meaning = each.english

    for sentence in (each.meaning, meaning):
        assert sentence[0].isupper()
        assert sentence.endswith(".")
    assert label
    assert not each.label.endswith(".")


def test_every_word_of_the_catalogue_has_its_english():
    told = english()
    enums = [each for each in vars(choices).values() if isinstance(each, type)]
    labels = {member.label for enum in (*enums, Kind, Unit) for member in list(enum)}
    labels |= {each.label for each in EVERYTHING} | {each.meaning for each in EVERYTHING}

    assert labels | set(AREAS.values()) == set(told)
    assert all(told.values())


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("acts-and-facts.md", reference_page()),
        ("amounts.md", amounts_page()),
        ("ruleset-schema.json", schema_text()),
    ],
)
def test_the_printed_reference_is_as_the_catalogue_stands(name, text):
    assert (REFERENCE / name).read_text(encoding="utf-8") == text, (
        "run: python -m samspel.rules.publish"
    )


def test_the_reference_is_written_where_it_is_asked_for(tmp_path):
    main(tmp_path)

    assert sorted(path.name for path in tmp_path.iterdir()) == [
        "acts-and-facts.md",
        "amounts.md",
        "ruleset-schema.json",
    ]


SCHEMA = Draft202012Validator(published_schema())


def test_the_published_schema_is_a_schema():
    Draft202012Validator.check_schema(json.loads(schema_text()))


@pytest.mark.parametrize("name", shipped_folders())
def test_the_shipped_guidelines_follow_the_published_schema(name):
    parts = read_files(load_shipped(name).files)

    assert [error.message for error in SCHEMA.iter_errors(parts)] == []


def _without(part: str, key: str, place: int = 0):
    def change(parts):
        target = parts[part]
        (target[place] if isinstance(target, list) else target).pop(key)

    return change


def _with(part: str, key: str, value: object, place: int = 0):
    def change(parts):
        target = parts[part]
        (target[place] if isinstance(target, list) else target)[key] = value

    return change


BREAKS = [
    lambda parts: parts.pop("text.yaml"),
    _without("index.yaml", "decision"),
    _with("index.yaml", "kommun", "x"),
    _with("index.yaml", "effective_from", "snart"),
    _without("besok.yaml", "clause"),
    _without("besok.yaml", "decided", 1),
    _without("besok.yaml", "value"),
    _without("besok.yaml", "strength", 1),
    _with("besok.yaml", "act", "visit.bok"),
    _with("besok.yaml", "strength", "måste", 1),
    _with("besok.yaml", "strength", "ska"),
    _with("besok.yaml", "values", {"2026-01-01": {"value": "3", "decided": "x"}}),
    _with("besok.yaml", "require", {"loop": "x"}, 1),
    _with("besok.yaml", "require", {"is": "visitor.visits_this_year"}, 1),
    _with("besok.yaml", "require", {"fact": "visit.kind", "eq": "x", "ne": "y"}, 1),
    _with("besok.yaml", "require", {"all": []}, 1),
    _with("cases.yaml", "common", {"visit": {}}),
    _without("text.yaml", "heading"),
]


@pytest.mark.parametrize("change", BREAKS)
def test_what_the_loader_refuses_the_schema_refuses_too(change):
    parts = copy.deepcopy(read_files(files()))
    assert SCHEMA.is_valid(parts)

    change(parts)

    assert not SCHEMA.is_valid(parts)
