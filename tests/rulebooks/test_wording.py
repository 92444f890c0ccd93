"""A provision and a case in plain words, with the register's names for its keys."""

from __future__ import annotations

import pytest

from samspel.rulebooks.calculation.casewords import said_expected, said_given
from samspel.rulebooks.calculation.drafting import draft_of
from samspel.rulebooks.calculation.wording import Words, said_ruleset, shown_places
from samspel.rules.catalogue import ACTS
from samspel.rules.rulebook import load_shipped, shipped_folders
from samspel.rules.schema.conditions import ConditionReader
from samspel.rules.schema.reader import Notes
from samspel.rules.sentence import untranslated
from samspel.rules.tree import read_tree
from samspel.rules.writing import dump_tree
from tests.rulebooks.conftest import KS

NAMES = {
    "operation.key": [("kost", "Kost"), ("kultur", "Kultur")],
    "coverage.department": [("valfard-och-service", "Välfärd och service")],
}


def _condition(plain, act="visit.book"):
    problems = []
    found = ConditionReader(ACTS[act], Notes("x.yaml", problems)).read(
        read_tree(dump_tree(plain))
    )
    assert problems == []
    return found


@pytest.mark.parametrize(
    ("plain", "words"),
    [
        ({"is": "visitor.is_appointed"}, "”Utsedd för verksamheten” är ja"),
        ({"known": "visit.place"}, "uppgiften ”Plats i lokalerna” finns"),
        ({"fact": "visit.group_size", "lte": "1"}, "”Antal besökare” är högst 1 person"),
        (
            {"fact": "visit.group_size", "between": ["2", "4"]},
            "”Antal besökare” är från och med 2 personer till och med 4 personer",
        ),
        (
            {"fact": "operation.key", "in": ["kost", "kultur"]},
            "”Verksamhet” är Kost eller Kultur",
        ),
        ({"fact": "operation.key", "in": ["annan"]}, "”Verksamhet” är annan"),
        ({"fact": "visit.kind", "not_in": ["party"]}, "”Slag av besök” är inget av partibesök"),
        ({"not": {"is": "visit.is_election_year"}}, "inte att ”Valår” är ja"),
        (
            {
                "any": [
                    {"is": "visit.is_election_year"},
                    {"all": [{"is": "visitor.is_appointed"}, {"is_not": "visit.meets_users"}]},
                ]
            },
            "(”Utsedd för verksamheten” är ja och ”Brukare eller elever träffas” är nej)",
        ),
        (
            {"fact": "visitor.visits_this_year", "lt": {"setting": "visits.per_year_at_most"}},
            "är mindre än ”Högst så många besök per år” (2 besök per kalenderår)",
        ),
    ],
)
def test_a_condition_is_said_in_words(plain, words):
    laid = {"visits.per_year_at_most": "2 besök per kalenderår"}

    said = Words(untranslated, NAMES, laid).condition(_condition(plain))

    assert said.endswith(words)


def test_a_fact_compared_with_another_fact_names_both():
    condition = _condition({"fact": "booking.start_time", "lt": {"fact": "booking.end_time"}})

    assert Words(untranslated).condition(condition) == "”Starttid” är mindre än ”Sluttid”"


@pytest.mark.parametrize("name", shipped_folders())
def test_every_shipped_provision_and_case_is_said_under_its_clause(name):
    ruleset = load_shipped(name)

    said = said_ruleset(ruleset, untranslated)

    assert sum(len(each) for each in said.values()) == len(ruleset.provisions)
    assert all(each.required or each.values for several in said.values() for each in several)
    assert all(said_expected(case, ruleset, Words(untranslated)) for case in ruleset.cases)


def test_a_value_is_said_with_its_unit_and_keys_by_their_names():
    said = {
        each.id: each
        for several in said_ruleset(load_shipped(KS), untranslated, NAMES).values()
        for each in several
    }

    assert said["minst-en"].values[0].text == "1 person"
    assert said["avdelningen"].values[0].text == "Välfärd och service"
    assert said["rapportens-avsnitt"].values[0].points[0] == (
        "Vad enheten berättade",
        "Krävs. Skriv kort vad som är på gång. Nämn inga enskilda personer.",
    )
    assert said["verksamheten-omfattas"].required[0] == (
        "”Avdelning” är ”Avdelning som omfattas” (Välfärd och service)"
    )


def test_a_provision_with_days_of_its_own_says_them():
    draft = draft_of(load_shipped(KS).files)
    draft.provision("inte-anstalld")["valid_from"] = "2024-01-01"
    draft.provision("inte-anstalld")["valid_to"] = "2025-01-01"

    said = said_ruleset(draft.ruleset(check_cases=False), untranslated)

    found = next(
        each for several in said.values() for each in several if each.id == "inte-anstalld"
    )
    assert (str(found.valid_from), str(found.valid_to)) == ("2024-01-01", "2025-01-01")


def test_a_message_shows_what_will_be_filled_in():
    text = (
        "Du har %(visitor.visits_this_year)s av %(visits.per_year_at_most)s, 100 %% av %(x)s."
    )

    said = shown_places(text, untranslated)

    assert said == "Du har [Besök i år] av [Högst så många besök per år], 100 % av [x]."


def test_a_case_says_what_is_unknown():
    ruleset = load_shipped(KS)
    words = Words(untranslated)

    given = dict(said_given(ruleset.cases[0], words))

    assert given["Ledamot i organet"] == "ja"
