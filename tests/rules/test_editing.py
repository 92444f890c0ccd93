"""A guideline is edited as plain parts, and written back so that nothing else moves."""

from __future__ import annotations

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from samspel.rules.compare import compare
from samspel.rules.editing import Draft, dump_files, read_files
from samspel.rules.errors import RulesetInvalid
from samspel.rules.rulebook import load_files, load_shipped, shipped_folders
from samspel.rules.tree import read_tree
from samspel.rules.writing import dump_tree, plain_of
from tests.rules.small import files

_WORDS = st.text(
    st.characters(codec="utf-8", categories=["L", "N", "P", "S"]) | st.sampled_from(" \n"),
    max_size=120,
).map(str.strip)
_KEYS = st.text("abcåäö._-0123456789 :#\"'", min_size=1, max_size=12).map(
    lambda text: text.strip() or "x"
)
_TREES = st.recursive(
    _WORDS,
    lambda parts: st.lists(parts, max_size=4) | st.dictionaries(_KEYS, parts, max_size=4),
    max_leaves=12,
)


@given(_TREES)
def test_what_is_written_reads_back_the_same(tree):
    written = dump_tree(tree)

    assert plain_of(read_tree(written)) == tree
    assert dump_tree(plain_of(read_tree(written))) == written


@given(_TREES)
def test_what_is_written_is_plain_yaml_to_others_too(tree):
    written = dump_tree(tree)

    others = yaml.load(written, yaml.BaseLoader)  # noqa: S506  makes nothing but texts, as we do
    assert others == plain_of(read_tree(written))


def test_a_long_text_is_folded_by_paragraph():
    text = "Ett långt stycke. " * 8 + "Slut.\nOch ett till."

    written = dump_tree({"text": text})

    assert written.startswith("text: >-\n  Ett långt stycke.")
    assert written.endswith(" Slut.\n\n  Och ett till.\n")
    assert max(len(line) for line in written.splitlines()) <= 90
    assert plain_of(read_tree(written)) == {"text": text}


@pytest.mark.parametrize("name", shipped_folders())
def test_a_guideline_goes_through_the_editor_unchanged(name):
    before = load_shipped(name)

    files_ = dump_files(read_files(before.files))
    after = load_files(files_)

    assert compare(before, after) == []
    assert after.provisions == before.provisions
    assert after.clauses == before.clauses
    assert after.cases == before.cases
    assert dump_files(read_files(files_)) == files_


def draft() -> Draft:
    """Give a draft that begins from the small guideline."""
    return Draft.of(load_files(files()))


def changes(edited: Draft) -> list[str]:
    """Give the sentences by which the draft differs from the small guideline."""
    return [
        str(each) for each in compare(load_files(files()), edited.ruleset(check_cases=False))
    ]


def test_a_strength_is_changed():
    edited = draft()

    edited.change("inom-antalet", "strength", "bör")

    assert changes(edited) == ["Styrkan i ”Inom antalet” ändras från ska till bör."]


def test_an_empty_value_takes_a_part_away():
    edited = draft()

    edited.change("inom-antalet", "who_can", {})

    assert changes(edited) == [
        (
            "Vem som kan besluta annat i ”Inom antalet” ändras. "
            "Förut: Ordföranden kan besluta om fler. Nu: ingenting."
        )
    ]


def test_a_number_is_changed_and_then_followed_by_another_from_a_day():
    edited = draft()

    edited.set_value("antal", "3")
    edited.date_value("antal")
    edited.set_dated_value("antal", "2027-01-01", "5", "kommunstyrelsen 2026-11-03 § 180")
    edited.set_dated_value("antal", "2025-01-01", "4", "kommunstyrelsen 2024-12-03 § 180")

    values = edited.ruleset(check_cases=False).provision_by_id["antal"].values
    assert values is not None
    assert [(str(each.takes_effect), each.value.value) for each in values] == [
        ("2024-02-01", 3),
        ("2025-01-01", 4),
        ("2027-01-01", 5),
    ]


def test_a_paragraph_and_the_title_are_changed():
    edited = draft()

    edited.index["title"] = "Ny riktlinje"
    edited.clause("besok")["text"] = "Du gör högst fyra besök om året."

    assert changes(edited) == [
        "Titeln ändras från Liten riktlinje till Ny riktlinje.",
        "Texten under ”Besök” ändras.",
    ]


def test_a_provision_with_its_paragraph_and_case_is_added_and_taken_away_again():
    edited = draft()
    before = edited.files()

    edited.add_clause({"id": "utsedd", "heading": "Utsedd", "text": "Du ska vara utsedd."})
    edited.add_provision(
        "utsedd.yaml",
        {
            "id": "utsedd",
            "title": "Utsedd",
            "act": "visit.extra",
            "clause": "utsedd",
            "decided": "kommunstyrelsen 2024-01-09 § 4",
            "strength": "ska",
            "require": {"is": "visitor.is_appointed"},
            "say": "Du är inte utsedd.",
            "instead": "Be att bli utsedd.",
        },
    )
    edited.add_case(
        {
            "it": "Inte utsedd",
            "cites": "utsedd",
            "act": "visit.extra",
            "on": "2026-03-04",
            "given": {"visitor.is_appointed": "nej"},
            "expect": {"outcome": "stopped", "not_met": ["utsedd"]},
        }
    )
    ruleset = edited.ruleset()

    assert [each.id for each in ruleset.provisions] == ["antal", "inom-antalet", "utsedd"]
    assert edited.case("Inte utsedd")["cites"] == "utsedd"

    edited.remove_case("Inte utsedd")
    edited.remove_provision("utsedd")
    edited.remove_clause("utsedd")

    assert edited.files() == before


def test_taking_one_of_several_provisions_away_keeps_the_file():
    edited = draft()

    edited.remove_provision("inom-antalet")
    edited.remove_case("Det tredje ryms inte")

    assert list(edited.model) == ["besok.yaml", "cases.yaml", "index.yaml", "text.yaml"]
    assert [each.id for each in edited.ruleset().provisions] == ["antal"]


def test_a_draft_may_be_wrong_while_it_is_written_and_says_how():
    edited = draft()

    edited.change("inom-antalet", "say", "")

    with pytest.raises(RulesetInvalid, match="Bestämmelsen saknar ”say”"):
        edited.ruleset()


@pytest.mark.parametrize("find", ["provision", "clause", "case"])
def test_what_is_not_there_can_not_be_changed(find):
    with pytest.raises(KeyError, match="borta"):
        getattr(draft(), find)("borta")


def test_parts_of_the_wrong_shape_are_a_fault_in_the_code():
    with pytest.raises(TypeError, match="no named parts"):
        Draft({"index.yaml": "text"}).index.clear()
    with pytest.raises(TypeError, match="not a list"):
        Draft({"text.yaml": "text"}).clauses.clear()


def test_editing_leaves_the_rule_set_it_began_from_alone():
    ruleset = load_files(files())
    edited = Draft.of(ruleset)

    edited.change("antal", "value", "9")

    assert ruleset.files == load_files(files()).files
