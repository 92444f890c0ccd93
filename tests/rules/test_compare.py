"""Two versions side by side: what is added, removed and changed, in plain Swedish."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samspel.rules.compare import ChangeKind, Part, Words, compare, word_changes
from samspel.rules.provisions import Ruleset
from samspel.rules.rulebook import load_files, load_shipped, shipped_folders
from samspel.rules.sentence import sentence
from samspel.rules.wording import describe_provision
from tests.rules.small import (
    CASES,
    INDEX,
    REQUIREMENT,
    SETTING,
    TEXT,
    files,
    requirement,
)


def loaded(**changes: str) -> Ruleset:
    """Give the small guideline with some files replaced, cases unproved."""
    return load_files(files(**changes), check_cases=False)


def told(**changes: str) -> list[str]:
    """Give the sentences by which the small guideline with changes differs from itself."""
    return [str(change) for change in compare(loaded(), loaded(**changes))]


@pytest.mark.parametrize("name", shipped_folders())
def test_a_guideline_does_not_differ_from_itself(name):
    assert compare(load_shipped(name), load_shipped(name)) == []


@pytest.mark.parametrize("name", shipped_folders())
def test_every_shipped_provision_can_be_said_in_words(name):
    for provision in load_shipped(name).provisions:
        words = str(describe_provision(provision))
        assert words.endswith(".")
        assert "%" not in words


SENTENCES = [
    (
        {"besok": SETTING.replace("value: 2", "value: 3") + REQUIREMENT},
        [
            (
                "”Antal besök” från 2024-02-01: 2 besök per kalenderår (kommunstyrelsen 2024-01-09 "
                "§ 4) blir 3 besök per kalenderår (kommunstyrelsen 2024-01-09 § 4)."
            )
        ],
    ),
    (
        {
            "besok": SETTING.replace(
                "value: 2",
                "values:\n"
                "    2024-02-01: {value: 2, decided: kommunstyrelsen 2024-01-09 § 4}\n"
                "    2027-01-01: {value: 3, decided: kommunstyrelsen 2026-11-03 § 180}",
            )
            + REQUIREMENT
        },
        [
            (
                "”Antal besök” från 2027-01-01: inget värde blir 3 besök per kalenderår "
                "(kommunstyrelsen 2026-11-03 § 180)."
            )
        ],
    ),
    (
        {"besok": SETTING + REQUIREMENT.replace("strength: ska", "strength: bör")},
        ["Styrkan i ”Inom antalet” ändras från ska till bör."],
    ),
    (
        {"besok": SETTING + REQUIREMENT.replace("      - is: booking.chair_has_decided\n", "")},
        [
            (
                "Kravet i ”Inom antalet” ändras. Förut: ”Besök i år” är mindre än ”Högst så många besök "
                "per år” eller ”Ordföranden har beslutat” är ja. Nu: ”Besök i år” är mindre än ”Högst "
                "så många besök per år”."
            )
        ],
    ),
    (
        {"besok": SETTING + REQUIREMENT + "  when: {fact: visit.kind, eq: contact}\n"},
        [
            (
                "Villkoret för ”Inom antalet” ändras. Förut: ingenting. Nu: ”Slag av besök” är "
                "kontaktpolitikerbesök."
            )
        ],
    ),
    (
        {"besok": SETTING + REQUIREMENT.replace("om ett beslut", "om lov")},
        [
            (
                "Rådet i ”Inom antalet” ändras. Förut: Be ordföranden om ett beslut. Nu: "
                "Be ordföranden om lov."
            )
        ],
    ),
    (
        {"besok": SETTING + REQUIREMENT + "  valid_to: 2027-01-01\n  checked_on: 2026-01-01\n"},
        [
            "Dagen för kontroll av ”Inom antalet” ändras från ingenting till 2026-01-01.",
            (
                "Tiden för ”Inom antalet” ändras. Förut: 2024-02-01 och tills vidare. Nu: "
                "2024-02-01 till och med 2026-12-31."
            ),
        ],
    ),
    (
        {"besok": SETTING + REQUIREMENT.split("  who_can")[0]},
        [
            (
                "Vem som kan besluta annat i ”Inom antalet” ändras. Förut: Ordföranden kan besluta om "
                "fler. Nu: ingenting."
            )
        ],
    ),
    (
        {
            "besok": SETTING + REQUIREMENT + requirement("{is: visitor.is_appointed}"),
        },
        [
            "Ny bestämmelse, ”Kravet”. Boka besök: ska gälla att ”Utsedd för verksamheten” är ja.",
        ],
    ),
    (
        {"besok": SETTING},
        [
            (
                "Bestämmelsen ”Inom antalet” tas bort. Boka besök: ska gälla att ”Besök i år” är "
                "mindre än ”Högst så många besök per år” eller ”Ordföranden har beslutat” är ja."
            )
        ],
    ),
    (
        {"index": INDEX.replace("§ 4", "§ 5") + "registry_number: KS 1\n"},
        [
            (
                "Beslutet ändras från kommunstyrelsen 2024-01-09 § 4 till kommunstyrelsen 2024-01-09 "
                "§ 5."
            ),
            "Diarienumret ändras från ingenting till KS 1.",
        ],
    ),
    (
        {"index": INDEX.replace("2024-02-01", "2024-01-15")},
        [
            (
                "Tiden som riktlinjerna gäller ändras. Förut: 2024-02-01 och tills vidare. Nu: "
                "2024-01-15 och tills vidare."
            ),
            (
                "Tiden för ”Antal besök” ändras. Förut: 2024-02-01 och tills vidare. Nu: "
                "2024-01-15 och tills vidare."
            ),
            (
                "”Antal besök” från 2024-01-15: inget värde blir 2 besök per kalenderår "
                "(kommunstyrelsen 2024-01-09 § 4)."
            ),
            (
                "”Antal besök” från 2024-02-01: 2 besök per kalenderår (kommunstyrelsen 2024-01-09 "
                "§ 4) blir inget värde."
            ),
            (
                "Tiden för ”Inom antalet” ändras. Förut: 2024-02-01 och tills vidare. Nu: "
                "2024-01-15 och tills vidare."
            ),
        ],
    ),
    (
        {
            "index": INDEX.replace(
                "name: Lindåkra kommun", "name: Boken\n  address: https://x.se"
            )
        },
        ["Källan ändras från Lindåkra kommun till Boken https://x.se."],
    ),
    (
        {"text": TEXT.replace("heading: Fler besök", "heading: Extra besök")},
        ["Rubriken ändras från Fler besök till Extra besök."],
    ),
    (
        {"text": TEXT + "- {id: nytt, heading: Nytt, text: Något nytt.}\n"},
        ["Nytt stycke under ”Nytt”."],
    ),
    (
        {"text": "\n".join([*TEXT.splitlines()[3:], *TEXT.splitlines()[:3]])},
        ["Styckena kommer i en annan ordning."],
    ),
    (
        {"cases": CASES.replace("Det andra besöket ryms", "Två ryms")},
        ["Nytt fall: Två ryms.", "Fallet tas bort: Det andra besöket ryms."],
    ),
    (
        {"cases": CASES.replace("visits_this_year: 1", "visits_this_year: 0")},
        ["Fallet ändras: Det andra besöket ryms."],
    ),
]


@pytest.mark.parametrize(("changes", "sentences"), SENTENCES)
def test_a_change_is_told_in_a_sentence(changes, sentences):
    assert told(**changes) == sentences


def test_a_removed_paragraph_is_told_with_its_words():
    changes = compare(
        loaded(text=TEXT + "- {id: gammalt, heading: Gammalt, text: Bort med det.}\n"), loaded()
    )

    (change,) = changes
    assert (change.kind, change.part, change.clause) == (
        ChangeKind.REMOVED,
        Part.CLAUSE,
        "gammalt",
    )
    assert str(change) == "Ett stycke under ”Gammalt” tas bort."
    assert change.words == (Words(ChangeKind.REMOVED, "Bort med det."),)


def test_a_changed_text_is_shown_word_by_word():
    (change,) = compare(
        loaded(), loaded(text=TEXT.replace("högst två besök", "minst tre besök"))
    )

    assert str(change) == "Texten under ”Besök” ändras."
    assert change.words == (
        Words(None, "Du gör "),
        Words(ChangeKind.REMOVED, "högst två "),
        Words(ChangeKind.ADDED, "minst tre "),
        Words(None, "besök om året."),
    )


@given(st.text("ab \n", max_size=30), st.text("ab \n", max_size=30))
def test_the_runs_of_words_give_both_texts_back(old, new):
    runs = word_changes(old.strip(), new.strip())

    before = "".join(run.text for run in runs if run.kind is not ChangeKind.ADDED)
    after = "".join(run.text for run in runs if run.kind is not ChangeKind.REMOVED)
    assert before.split() == old.split()
    assert after == new.strip()


def test_lists_are_compared_by_their_points():
    sections = """\
- id: avsnitt
  title: Avsnitt
  act: report.submit
  clause: besok
  decided: kommunstyrelsen 2024-01-09 § 4
  set: report.sections
  value: [{key: a, label: Läget, required: nej}]
"""
    old, new = loaded(besok=sections), loaded(besok=sections.replace("nej", "ja"))

    (change,) = compare(old, new)

    assert "”Läget” (kommunstyrelsen" in str(change)
    assert "blir ”Läget” (krävs) (kommunstyrelsen" in str(change)


def test_a_setting_that_becomes_another_is_told_without_comparing_their_values():
    other = SETTING.replace("per_year_at_most", "per_year_at_least")

    found = told(besok=other)

    assert found[0] == (
        "Inställningen i ”Antal besök” ändras från visits.per_year_at_most till "
        "visits.per_year_at_least."
    )


def test_a_sentence_can_be_said_in_another_language():
    said = sentence("%(what)s ändras.", what=sentence("Titeln"))

    english = {"%(what)s ändras.": "%(what)s changes.", "Titeln": "The title"}
    assert said.through(english.__getitem__) == "The title changes."
    assert str(said) == "Titeln ändras."
