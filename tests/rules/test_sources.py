"""The two adopted guidelines carry every rule of their sources, in other words."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest
import yaml

from samspel.rules.provisions import Ruleset
from samspel.rules.rulebook import load_shipped

MAPS = [
    yaml.safe_load(path.read_text(encoding="utf-8"))
    for path in sorted(Path(__file__).parent.glob("source_*.yaml"))
]
SOURCES = os.environ.get("SAMSPEL_SOURCES", "")
each_map = pytest.mark.parametrize("told", MAPS, ids=lambda told: told["file"][:3])
needs_sources = pytest.mark.skipif(not SOURCES, reason="SAMSPEL_SOURCES is not set")


def source(told: dict) -> str:
    """Give the source's text with words that were split over lines made whole."""
    text = (Path(SOURCES) / told["file"]).read_text(encoding="utf-8")
    return re.sub(r"-\s*\n\s*(?=[a-zåäö])", "", text)


def sentences(text: str) -> list[str]:
    """Split into sentences, points of a list and headings with what follows them."""
    parts = re.split(r"(?<=[.:;])\s|\n\s*\n|[\uf0b7•]", text)
    tidy = (" ".join(part.split()) for part in parts)
    return [part for part in tidy if re.search(r"\w{3}", part) and len(part.split()) > 2]


def guideline(told: dict) -> Ruleset:
    """Give the guideline that the source became."""
    return load_shipped(told["guideline"])


def carried(told: dict) -> set[str]:
    """Give the ids of the provisions that carry something of the source."""
    listed = [*told["sentences"], *told["silence"]]
    return {id_ for each in listed for id_ in each.get("provisions", [])}


@each_map
def test_every_sentence_with_a_rule_has_a_provision_and_every_provision_a_sentence(told):
    assert carried(told) == {each.id for each in guideline(told).provisions}


@each_map
def test_every_sentence_either_has_a_rule_or_says_why_not(told):
    for each in told["sentences"]:
        assert bool(each.get("rule") and each.get("provisions")) != bool(each.get("none"))


@needs_sources
@each_map
def test_every_mark_is_found_in_the_source(told):
    text = " ".join(source(told).split())

    assert [each["words"] for each in told["sentences"] if each["words"] not in text] == []


@needs_sources
@each_map
def test_no_sentence_of_the_source_is_left_out(told):
    marks = [each["words"] for each in told["sentences"]]

    left = [part for part in sentences(source(told)) if not any(mark in part for mark in marks)]

    assert left == []


def runs(text: str, *, of: int = 5) -> set[tuple[str, ...]]:
    """Give every run of so many words in the text."""
    words = re.findall(r"\w+", text.lower())
    return {tuple(words[place : place + of]) for place in range(len(words) - of + 1)}


@needs_sources
@each_map
def test_no_run_of_five_words_is_taken_from_the_source(told):
    ruleset = guideline(told)
    ours = [clause.text for clause in ruleset.clauses]
    ours += [
        text for each in ruleset.provisions for text in (each.title, each.say, each.instead)
    ]

    taken = [run for text in ours for run in runs(text) & runs(source(told))]

    assert taken == []
