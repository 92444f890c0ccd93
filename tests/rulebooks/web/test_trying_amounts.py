"""A remuneration rule set begun in the browser, compared, and tried on a year."""

from __future__ import annotations

import pytest

from samspel.rulebooks.models import RulesetVersion
from samspel.rulebooks.queries import ruleset_of
from samspel.rulebooks.services import adopt_shipped, draft_version
from tests.rulebooks.conftest import AT
from tests.rulebooks.web.browsing import sent, words_of


@pytest.fixture
def tomas(as_person):
    return as_person("tomas")


def test_a_rule_set_is_written_from_nothing_and_lacks_what_the_law_asks_for(town, tomas):
    begin = f"/styrdokument/nytt/?organ={town.body('KF').uuid}&kalla=tom"
    begun = sent(tomas, begin, "title", title="Nytt reglemente", area="remuneration")
    base = begun["Location"].removesuffix("om/")

    empty = words_of(tomas.get(f"{base}belopp/"))
    given = {"title": "Arvode", "unit": "kronor per tillfälle", "clause": "inledning-1"}
    sent(tomas, f"{base}belopp/varden/nytt/", **given, **{"value-value": "900"})
    version = RulesetVersion.objects.get()

    assert "Reglementet ger ingen ersättning" not in empty
    assert ruleset_of(version).amounts.value_by_id["arvode"].title == "Arvode"
    assert "Skriv ett fall" in words_of(tomas.get(f"{base}fall/"))
    assert "Uppdrag 1" in words_of(tomas.get(f"{base}fall/nytt/"))


def test_an_empty_rule_set_can_not_be_put_in_force(town, tomas):
    begin = f"/styrdokument/nytt/?organ={town.body('KF').uuid}&kalla=tom"
    begun = sent(tomas, begin, "title", title="Nytt reglemente", area="remuneration")
    base = begun["Location"].removesuffix("om/")

    sent(
        tomas,
        f"{base}uppgifter/",
        "title",
        adopted="ja",
        decided_on="2026-11-02",
        paragraph="140",
        effective_from="2027-01-01",
    )

    page = words_of(tomas.get(f"{base}foresla/"))
    assert "Reglementet ger ingen ersättning för förlorad arbetsinkomst." in page
    assert tomas.post(f"{base}foresla/", {}).status_code == 422


def test_a_draft_begins_from_the_rule_set_that_applies(town, tomas, raised):
    begin = f"/styrdokument/nytt/?organ={town.body('KF').uuid}&kalla=gallande"

    begun = sent(tomas, begin, "area")

    version = RulesetVersion.objects.latest("pk")
    assert begun.status_code == 302
    assert (version.rulebook.area, version.decided_on) == ("remuneration", None)
    assert ruleset_of(version).amounts.value_by_id["grundarvode"]


# --- What it changes, and what it would cost -------------------------------------------------------


@pytest.fixture
def raised(town, tomas):
    in_force = adopt_shipped(
        town.body("KF"),
        "lindakra/arvoden",
        proposer=town.actor("tomas"),
        confirmer=town.actor("elisabet"),
        at=AT,
    )
    return draft_version(
        town.body("KF"),
        {
            name: text.replace("value: 1 210", "value: 1 310").replace(
                "2022-11-28 § 142", "2022-12-12 § 160"
            )
            if name != "cases.yaml"
            else text
            for name, text in in_force.files.items()
        },
        actor=town.actor("tomas"),
        at=AT,
        based_on=in_force,
    )


@pytest.mark.parametrize(("years", "more"), [("2026", "mer än i dag"), ("2024", "lika mycket")])
def test_a_draft_is_tried_on_a_year_and_its_cost_compared_with_todays(
    tomas, raised, years, more
):
    address = f"/styrdokument/{raised.uuid}/belopp/"
    sample = "ledamoter=10&ersattare=0&moten=10&minuter=120"

    page = words_of(tomas.get(f"{address}?ar={years}&{sample}"))

    assert more in page


def test_the_year_costs_a_hundred_more_per_meeting_and_visit(tomas, raised):
    sample = "ar=2026&ledamoter=10&ersattare=0&moten=10&minuter=120"

    page = words_of(tomas.get(f"/styrdokument/{raised.uuid}/belopp/?{sample}"))

    assert "12 000 kr mer än i dag" in page
    assert "+10 000 kr" in page
    assert "+2 000 kr" in page


def test_a_year_that_can_not_be_reckoned_says_why_and_an_odd_answer_is_shown_again(
    tomas, raised
):
    address = f"/styrdokument/{raised.uuid}/belopp/"

    unknown = words_of(
        tomas.get(f"{address}?ar=2027&ledamoter=1&ersattare=0&moten=1&minuter=60")
    )
    odd = words_of(tomas.get(f"{address}?ar=1900&ledamoter=1&ersattare=0&moten=1&minuter=60"))

    assert "Prisbasbelopp" in unknown
    assert "Provåret kostar" in odd


def test_the_comparison_says_what_changes_and_mutes_what_only_followed(tomas, raised):
    page = words_of(tomas.get(f"/styrdokument/{raised.uuid}/andringar/"))

    assert (
        "”Grundarvode” från den 1 januari 2025: 1 210 kronor per tillfälle "
        "(kommunfullmäktige 2024-11-25 § 117) blir 1 310 kronor per tillfälle" in page
    )
    assert "vilar nu på det nya beslutet" in page
    assert page.count("blir") == 1
