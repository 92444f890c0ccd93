"""Cases of a remuneration rule set in the browser: asked, written, changed."""

from __future__ import annotations

import pytest

from samspel.rulebooks.models import RulesetVersion
from samspel.rulebooks.queries import ruleset_of
from tests.rulebooks.web.browsing import changed, form_on, sent, words_of


@pytest.fixture
def tomas(as_person):
    return as_person("tomas")


@pytest.fixture
def at(reglement):
    return f"/styrdokument/{reglement.uuid}/"


def now(reglement):
    return ruleset_of(RulesetVersion.objects.get(pk=reglement.pk))


def _answered(client, page, fields):
    response = client.post(page, fields)
    assert response.status_code == 200
    return response


def case_of(reglement, words):
    return next(each for each in now(reglement).amount_cases if words in each.it)


def place(tomas, at, words):
    page = tomas.get(f"{at}fall/").content.decode()
    before = page[: page.index(words)]
    return before.rsplit("/fall/", 1)[1].split("/", 1)[0]


def test_one_asks_what_the_rules_give_before_one_keeps_anything(tomas, reglement, at):
    response = sent(
        tomas,
        f"{at}fall/nytt/?uppdrag=1",
        it="Prov",
        cites="p5",
        ask="1",
        **{"duty-0-on": "2026-03-04", "duty-0-time": "181 min"},
    )

    assert response.status_code == 200
    assert "Reglerna ger nu: 1 990 kr" in words_of(response)
    assert "påbörjade 30 min: 3 à 260 kr" in words_of(response)
    assert now(reglement) == ruleset_of(reglement)


def test_a_case_may_have_several_duties_and_expect_a_cap(tomas, reglement, at):
    page = f"{at}fall/nytt/?uppdrag=1"
    fields = form_on(tomas.get(page), "it")
    told = {"it": "Två gruppmöten", "cites": "p8", "duty-0-kind": "group_meeting"}
    told |= {"duty-0-on": "2026-03-02", "duty-0-time": "3 h"}
    fields = form_on(_answered(tomas, page, changed(fields, {**told, "rows": "1"})), "it")
    told = {"duty-1-kind": "group_meeting", "duty-1-on": "2026-03-30", "duty-1-time": "2 h"}
    told |= {"expect-amount": "920", "expect-because": "tak-gruppmoten"}

    kept = tomas.post(page, changed(fields, told))

    case = case_of(reglement, "Två gruppmöten")
    assert kept.status_code == 302
    assert (len(case.duties), case.expect.amount) == (2, 920)
    assert case.expect.because == {"tak-gruppmoten"}
    assert "Två gruppmöten" in words_of(tomas.get(f"{at}fall/"))


def test_a_case_is_changed_and_keeps_what_was_not_touched(tomas, reglement, at):
    words = "En egen företagare med högre styrkt inkomst får den"
    before = case_of(reglement, words)

    sent(tomas, f"{at}fall/{place(tomas, at, words)}/", "it", it="Nytt namn")

    after = case_of(reglement, "Nytt namn")
    assert (after.duties, after.expect) == (before.duties, before.expect)


def test_a_case_may_expect_that_nothing_acts_or_that_nothing_can_be_reckoned(
    tomas, reglement, at
):
    page = f"{at}fall/nytt/?uppdrag=1"
    day = {"duty-0-on": "2022-03-04"}
    sent(tomas, page, "it", it="Innan reglementet", cites="p5", refused="on", **day)
    sent(
        tomas, page, "it", it="Fritt", cites="p5", none_acts="on", **{"expect-amount": "1 210"}
    )

    assert case_of(reglement, "Innan reglementet").expect.refused == "NoRuleInForce"
    assert case_of(reglement, "Fritt").expect.because == frozenset()


@pytest.mark.parametrize(
    ("answers", "words"),
    [
        ({"it": ""}, "Fallet i en mening"),
        ({"duty-0-time": "länge"}, "Skriv en tid"),
        ({"duty-0-on": "i går"}, "Dag:"),
        ({"expect-amount": ""}, "väntar sig ingenting"),
    ],
)
def test_a_case_that_can_not_be_read_is_shown_again(tomas, reglement, at, answers, words):
    filled = {"it": "Prov", "cites": "p5", "expect-amount": "1"} | answers

    response = sent(tomas, f"{at}fall/nytt/?uppdrag=1", "it", **filled)

    assert response.status_code == 422
    assert words in words_of(response)
    assert now(reglement) == ruleset_of(reglement)


def test_a_question_that_can_not_be_read_is_not_answered(tomas, reglement, at):
    response = sent(
        tomas,
        f"{at}fall/nytt/?uppdrag=1",
        "it",
        it="Prov",
        cites="p5",
        ask="1",
        **{"duty-0-time": "länge"},
    )

    assert response.status_code == 422
    assert "Fallet går inte att pröva." in words_of(response)


def test_a_case_of_both_sorts_is_chosen_by_what_happens_in_it(tomas, at):
    page = words_of(tomas.get(f"{at}fall/nytt/"))

    assert "Någon har haft uppdrag som ska ersättas" in page
