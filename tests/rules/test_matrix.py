"""Every distinct value seen among municipalities can be said as data, without new code."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pytest

from samspel.rules.catalogue import SETTINGS, STATUTORY
from samspel.rules.editing import Entry
from samspel.rules.explanation import State
from samspel.rules.judging import Compiled, compile_ruleset
from samspel.rules.rulebook import load_files
from samspel.rules.tree import read_tree
from samspel.rules.writing import dump_tree, plain_of
from tests.rules import small

DAY = dt.date(2026, 3, 4)
DECIDED = "kommunstyrelsen 2024-01-09 § 4"
MATRIX: Any = plain_of(read_tree((Path(__file__).parent / "matrix.yaml").read_text("utf-8")))
VALUES = [
    pytest.param(value, id=f"{axis['axis']}: {value['value']}")
    for axis in MATRIX
    for value in axis["values"]
]
REQUIRED = [each for each in VALUES if "require" in each.values[0]]


def compiled(value: Any) -> Compiled:
    """Compile a guideline that holds nothing but this value."""
    provisions = [_setting(name, laid) for name, laid in value.get("set", {}).items()]
    if "require" in value:
        provisions.append(_requirement(value))
    files = small.files(besok=dump_tree(provisions), cases=small.NO_CASES)
    return compile_ruleset(load_files(files, check_cases=False))


def _setting(name: str, laid: Any) -> Any:
    kind = SETTINGS[name]
    unit = {"unit": kind.unit.label} if kind.unit else {}
    return {**_common(name.replace(".", "-"), kind.act), "set": name, **unit, "value": laid}


def _requirement(value: Any) -> Any:
    return {
        **_common("kravet", value["act"]),
        "strength": value.get("strength", "ska"),
        "require": value["require"],
        "say": "Kravet är inte uppfyllt.",
        "instead": "Gör på ett annat sätt.",
    }


def _common(id_: str, act: str) -> Entry:
    return {"id": id_, "title": id_, "act": act, "clause": "besok", "decided": DECIDED}


def _state(value: Any, given: Any) -> State:
    """Give how the requirement comes out in a case with the facts."""
    case = {
        "it": "Ett fall",
        "cites": "besok",
        "act": value["act"],
        "on": "2026-03-04",
        "given": given,
        "expect": {"outcome": "allowed"},
    }
    files = dict(compiled(value).ruleset.files) | {"cases.yaml": dump_tree({"cases": [case]})}
    ruleset = load_files(files, check_cases=False)
    (read,) = ruleset.cases
    verdict = compile_ruleset(ruleset).judge(read.act, read.given, DAY)
    return verdict.finding("kravet").state


@pytest.mark.parametrize("value", VALUES)
def test_the_value_can_be_said_as_data(value):
    rules = compiled(value)

    for name in value.get("set", {}):
        assert rules.settings(SETTINGS[name].act, {}, DAY).value(name) is not None


@pytest.mark.parametrize("value", REQUIRED)
def test_the_value_tells_one_side_of_its_edge_from_the_other(value):
    assert _state(value, value["passes"]) is State.MET
    assert _state(value, value["fails"]) is State.NOT_MET


def test_every_setting_of_the_vocabulary_has_a_use():
    used = {name for each in VALUES for name in each.values[0].get("set", {})}

    # What only a statute lays down is no municipality's to choose.
    by_law = {each.name for each in SETTINGS.values() if each.act in STATUTORY}
    assert used == set(SETTINGS) - by_law
