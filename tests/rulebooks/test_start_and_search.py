"""What the rulebooks give to the start page and to search."""

from __future__ import annotations

import pytest

from samspel.rulebooks.queries import persons_who_confirm
from samspel.rulebooks.start import found_clauses, todo_for
from tests.conftest import NOW, TODAY


@pytest.mark.parametrize(
    ("person", "count"), [("tomas", 1), ("elisabet", 1), ("ingrid", 0), ("anna", 0), ("pia", 0)]
)
def test_a_proposal_waits_for_those_who_may_confirm_it(town, proposed, person, count):
    assert len(todo_for(town.actor(person), NOW)) == count


def test_what_waits_is_asked_for_in_one_statement(town, proposed, statement_count):
    actor = town.actor("tomas")

    with statement_count() as asked:
        [todo] = todo_for(actor, NOW)

    assert len(asked) == 1
    assert (todo.urgent, todo.detail) == (
        True,
        "Ingrid Falk har föreslagit den för Kommunstyrelsen",
    )
    assert todo.position_key.startswith("employment-")


def test_clauses_in_force_are_found_by_their_words(town, in_force):
    hits = found_clauses("näringsliv turism", town.actor("anna"))

    assert hits[0].url.endswith("#omfattning-2")
    assert hits[0].title == "Riktlinjer för kommunstyrelsens kontaktpolitiker, Omfattning"


def test_words_that_stand_nowhere_find_nothing(town, in_force):
    assert found_clauses("kvantmekanik", town.actor("anna")) == []


def test_a_draft_is_not_found(town, draft):
    assert found_clauses("näringsliv turism", town.actor("ingrid")) == []


def test_search_costs_one_statement_when_the_guidelines_are_known(
    town, in_force, statement_count
):
    anna = town.actor("anna")
    found_clauses("turism", anna)

    with statement_count() as asked:
        found_clauses("turism", anna)

    assert len(asked) == 1


def test_those_who_may_confirm_are_found_as_their_own_positions_say(town):
    found = [each.name for each in persons_who_confirm(town.body("KS"), on=TODAY)]

    assert sorted(found) == ["Elisabet Nyman", "Ingrid Falk", "Tomas Ahl"]


def test_the_proposer_is_left_out(town):
    proposer = town.person("ingrid")

    found = persons_who_confirm(town.body("KS"), on=TODAY, besides=proposer.pk)

    assert proposer not in found


def test_the_secretary_of_another_body_is_not_among_them(town):
    names = {each.name for each in persons_who_confirm(town.body("BUN"), on=TODAY)}

    assert "Ingrid Falk" not in names
    assert "Pia Wallin" in names
