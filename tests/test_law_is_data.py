"""No section of a statute is named in code that has no rule in the data, or a reason why."""

from __future__ import annotations

import pytest

from samspel.rules.rulebook import load_statute, shipped_statutes
from tests.law_inventory import (
    NO_RULE,
    SOURCE,
    named_in_code,
    order,
    sections_in,
    stands_in_data,
)

CITED = [
    ("KL 5 kap. 13–15 §§", ["5:13", "5:14", "5:15"]),
    ("KL 4 kap. 22, 27 and\n28 §§; 5 kap. 39 §", ["4:22", "4:27", "4:28", "5:39"]),
    ("(4 kap. 4 och 5 §§ kommunallagen)", ["4:4", "4:5"]),
    ("KL 5:26–28 and KL 6:17", ["5:26", "5:27", "5:28", "6:17"]),
    ("KL 4 kap. 18 a §", ["4:18a"]),
    ("kommunstyrelsen 2023-01-31 § 33", []),
]


@pytest.mark.parametrize(("text", "sections"), CITED)
def test_a_section_is_found_however_it_is_written(text, sections):
    assert [number for _law, number in sections_in(text)] == sections


def test_a_section_of_another_statute_is_not_taken_for_the_acts():
    said = "OSL 8 kap. 1 §; inkomstskattelagen 12 kap. 5 §; 1 kap. 3 § vallagen; 6 kap. 3 §"

    assert list(sections_in(said)) == [
        ("OSL", "8:1"),
        ("IL", "12:5"),
        ("vallagen", "1:3"),
        ("KL", "6:3"),
    ]


def test_every_section_that_the_code_names_has_its_rule_in_the_data_or_a_reason():
    named, known = named_in_code(), stands_in_data()

    lacking = {each: named[each] for each in named if each not in known | NO_RULE}
    assert lacking == {}, "add the provision to rules/data/riket, and ask it"


def test_the_reasons_are_only_of_sections_that_are_named_and_have_no_rule():
    named, known = named_in_code(), stands_in_data()

    assert [each for each in NO_RULE if each not in named or each in known] == []
    assert list(NO_RULE) == sorted(NO_RULE, key=order)
    assert all(
        reason.startswith(("is ", "asks ", "says ", "leaves ", "points "))
        for reason in NO_RULE.values()
    )


def test_every_act_that_the_law_has_a_say_in_is_asked_about_by_some_module():
    acts = {each.act for name in shipped_statutes() for each in load_statute(name).provisions}
    asking = "".join(
        path.read_text(encoding="utf-8")
        for path in SOURCE.rglob("*.py")
        if path.relative_to(SOURCE).parts[0] not in {"rules", "rulebooks"}
        or path.name == "elections.py"
    )

    assert {act for act in acts if f'"{act}"' not in asking} == set()
