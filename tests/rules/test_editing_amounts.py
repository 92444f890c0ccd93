"""A remuneration rule set is changed by its parts, and reads back as it was written."""

from __future__ import annotations

import pytest

from samspel.rules.editing import Draft, dump_files, read_files
from samspel.rules.rulebook import load_files, load_shipped

FOLDER = "lindakra/arvoden"


@pytest.fixture
def draft():
    return Draft.of(load_shipped(FOLDER))


def test_what_is_read_and_written_gives_the_same_rules(draft):
    before = load_shipped(FOLDER)

    after = load_files(draft.files())

    assert (after.amounts, after.amount_cases) == (before.amounts, before.amount_cases)
    assert read_files(dump_files(draft.model)) == draft.model


def test_every_value_and_rule_is_found_with_its_section(draft):
    rules = load_shipped(FOLDER).amounts

    found = {str(entry["id"]): section for section, entry in draft.amounts()}

    assert found.keys() == {*rules.value_by_id, *rules.article_by_id}
    assert (found["grundarvode"], found["tak-gruppmoten"]) == ("values", "caps")
    assert draft.amount("grundarvode")[1]["unit"] == "kronor per tillfälle"


def test_what_is_not_there_is_refused(draft):
    with pytest.raises(KeyError):
        draft.amount("finns-inte")
    with pytest.raises(KeyError):
        draft.provision("grundarvode")


@pytest.mark.parametrize(
    ("clause", "section", "file"),
    [
        ("p15", "values", "resor-och-kostnader.yaml"),
        ("p9", "caps", "forrattningar.yaml"),
        ("ny", "payouts", "ordning.yaml"),
        ("ny", "totals", "belopp.yaml"),
    ],
)
def test_a_new_rule_is_put_beside_those_of_its_clause_or_its_sort(draft, clause, section, file):
    draft.add_amount(section, {"id": "ny-regel", "clause": clause})

    assert {"id": "ny-regel", "clause": clause} in draft.model[file][section]


def test_what_is_taken_away_takes_an_empty_section_and_an_empty_file_with_it(draft):
    for id_ in ("utbetalning", "attest", "attest-ordforande"):
        draft.remove_amount(id_)

    assert list(draft.model["ordning.yaml"]) == ["deadlines"]

    for id_ in ("inom-sex-manader", "inom-arton-manader"):
        draft.remove_amount(id_)

    assert "ordning.yaml" not in draft.model
