"""A third municipality's guideline, made entirely through the pages and put in force by two.

Three visits a year on the school's invitation, two politicians for each school: made by
the secretary of the education committee, confirmed by the administrator. No file and no
line of code is written for it.
"""

from __future__ import annotations

import datetime as dt

import pytest

from samspel.rulebooks.enums import VersionState
from samspel.rulebooks.models import RulesetVersion
from samspel.rulebooks.queries import judge, settings_for
from samspel.rules.provisions import Outcome
from tests.rulebooks.web.browsing import changed, form_on, sent, words_of

FIRST = dt.date(2027, 1, 1)


@pytest.fixture
def pia(as_person):
    return as_person("pia")


@pytest.fixture
def address(town, pia):
    """Begin from nothing, and give the address of the draft."""
    body = town.body("BUN")
    begin = f"/styrdokument/nytt/?organ={body.uuid}&kalla=tom"
    response = sent(pia, begin, "title", title="Riktlinjer för skolbesök")
    assert response.status_code == 302
    return response["Location"].removesuffix("om/")


def _clause(client, address, heading, text):
    response = sent(client, f"{address}stycken/nytt/", heading=heading, text=text)
    assert response.status_code == 302, words_of(response)
    return response["Location"].partition("#")[2]


def _lay(client, address, setting, clause, title, **value):
    asked = f"{address}bestammelser/ny/?installning={setting}&stycke={clause}"
    response = sent(client, asked, title=title, decided="barn- och utbildningsnämnden", **value)
    assert response.status_code == 302, words_of(response)


def _ask(client, address, act, clause, title, rows, **given):
    """Add a row per fact, fill in the comparisons, and keep the requirement."""
    asked = f"{address}bestammelser/ny/?krav=1&handling={act}&stycke={clause}"
    page = client.get(asked)
    for fact, _answers in rows:
        fields = changed(form_on(page, "read"), {"require-add": fact, "rows": "require"})
        page = client.post(asked, fields)
        assert page.status_code == 200
    answers = {
        f"require-{number}-{name}": answer
        for number, (_fact, row) in enumerate(rows)
        for name, answer in row.items()
    }
    filled = {"title": title, "decided": "barn- och utbildningsnämnden", **answers, **given}
    response = client.post(asked, changed(form_on(page, "read"), filled))
    assert response.status_code == 302, words_of(response)


def _write_the_guideline(client, address):
    first = client.get(f"{address}om/")
    assert "Inledning" in words_of(first)
    visits = _clause(
        client, address, "Besök", "Rektorn bjuder in. Tre besök om året är det vanliga."
    )
    sponsors = _clause(client, address, "Faddrar", "Varje skola har två politikerfaddrar.")
    _lay(
        client,
        address,
        "role.name",
        sponsors,
        "Uppdraget heter politikerfadder",
        value="politikerfadder",
    )
    _lay(
        client, address, "coverage.at_least", sponsors, "Två faddrar på varje skola", value="2"
    )
    _lay(client, address, "coverage.at_most", sponsors, "Inte fler än två", value="2")
    _lay(client, address, "booking.initiators", visits, "Skolan bjuder in", value=["unit"])
    _lay(client, address, "visits.per_year_at_most", visits, "Högst tre besök", value="3")
    _lay(
        client, address, "item.opened_by", visits, "Besöket öppnar ärendet", value="visit_held"
    )
    _ask(
        client,
        address,
        "visit.book",
        visits,
        "Besöket bygger på en inbjudan",
        [("booking.initiator", {"op": "in", "against": "setting:booking.initiators"})],
        strength="ska",
        say="Skolan har inte bjudit in till besöket.",
        instead="Be rektorn om en inbjudan.",
    )
    _ask(
        client,
        address,
        "visit.book",
        visits,
        "Inte fler än tre besök",
        [
            (
                "visitor.visits_this_year",
                {"op": "lt", "against": "setting:visits.per_year_at_most"},
            )
        ],
        strength="bör",
        say="Du har redan %(visitor.visits_this_year)s besök det året.",
        instead="Välj ett datum nästa år.",
        who_role="chair",
        who_text="Ordföranden kan besluta om fler.",
    )


def _adopt(client, address):
    """Fill in the decision, take the suggested cases, and propose."""
    response = sent(
        client,
        f"{address}uppgifter/",
        adopted="ja",
        decided_on="2026-10-20",
        paragraph="71",
        effective_from=FIRST.isoformat(),
        source_name="Kommunens författningssamling",
    )
    assert response.status_code == 302, words_of(response)
    page = client.get(f"{address}fall/forslag/")
    numbers = [str(number) for number in range(page.content.decode().count('name="take"'))]
    assert len(numbers) == 8
    fields = changed(form_on(page, "read"), {"take": numbers})
    assert client.post(f"{address}fall/forslag/", fields).status_code == 302
    assert "Alla 8 fall håller" in words_of(client.get(f"{address}fall/"))
    return sent(client, f"{address}foresla/", "form_key")


def test_a_third_guideline_is_made_in_the_browser_and_put_in_force_by_two(
    town, pia, as_person, address
):
    _write_the_guideline(pia, address)
    proposed = _adopt(pia, address)
    assert proposed["Location"].endswith("/foreslagen/")
    assert "Tomas Ahl" in words_of(pia.get(proposed["Location"]))

    confirmed = sent(as_person("tomas"), f"{address}bekrafta/", "form_key")

    assert confirmed.status_code == 302
    version = RulesetVersion.objects.get()
    assert (version.state, version.effective_from) == (VersionState.CONFIRMED, FIRST)
    assert version.citation == "barn- och utbildningsnämnden 2026-10-20 § 71"
    body_id = town.body("BUN").pk
    facts = {"booking.initiator": "unit", "visitor.visits_this_year": 2}
    fourth = facts | {"visitor.visits_this_year": 3}
    uninvited = facts | {"booking.initiator": "politician"}
    outcomes = [
        judge("visit.book", each, body_id=body_id, on=FIRST).outcome
        for each in (facts, fourth, uninvited)
    ]
    assert outcomes == [Outcome.ALLOWED, Outcome.WARNED, Outcome.STOPPED]
    laid = settings_for("contact_politician.appoint", {}, body_id=body_id, on=FIRST)
    assert {name: laid.value(name) for name in laid} == {
        "role.name": "politikerfadder",
        "coverage.at_least": 2,
        "coverage.at_most": 2,
    }


def test_the_words_of_the_third_guideline_are_said_when_it_stops(town, pia, as_person, address):
    _write_the_guideline(pia, address)
    _adopt(pia, address)
    sent(as_person("tomas"), f"{address}bekrafta/", "form_key")
    facts = {"booking.initiator": "unit", "visitor.visits_this_year": 3}

    judgement = judge("visit.book", facts, body_id=town.body("BUN").pk, on=FIRST)

    assert judgement.words() == "Du har redan 3 besök det året. Välj ett datum nästa år."
