"""A remuneration rule set in the browser: read, tried, stopped by the law, put in force."""

from __future__ import annotations

import datetime as dt

import pytest

from samspel.rulebooks.errors import VersionRefused
from samspel.rulebooks.queries import ruleset_in_force
from samspel.rulebooks.services import (
    adopt_shipped,
    change_draft,
    draft_version,
    propose_version,
)
from samspel.rules.rulebook import load_shipped
from tests.rulebooks.conftest import AT
from tests.rulebooks.web.browsing import words_of

DAY = dt.date(2026, 11, 12)


def test_its_values_rules_and_cases_are_shown_with_their_workings(as_person, reglement):
    tomas = as_person("tomas")

    draft = tomas.get(f"/styrdokument/{reglement.uuid}/om/").content.decode()
    shown = tomas.get(f"/styrdokument/{reglement.uuid}/belopp/").content.decode()
    cases = tomas.get(f"/styrdokument/{reglement.uuid}/fall/").content.decode()
    asked = tomas.get(f"/styrdokument/{reglement.uuid}/foresla/").content.decode()

    assert f"/styrdokument/{reglement.uuid}/belopp/" in draft
    assert "Ingenting. Riktlinjen kan föreslås" in draft
    assert "Arvode, skattepliktig. Gäller verksamhetsbesök" in shown
    assert "Alla fall håller" in shown
    assert "lika mycket" not in shown
    assert "Provåret kostar" in shown
    assert "Tre timmar ger grundarvode och två tillägg" in cases
    assert "5 § Sammanträdesarvode, kommunfullmäktige 2024-11-25 § 117" in cases
    assert "Arvodesreglemente" in asked


def test_the_law_stops_it_and_a_failing_case_too(town, as_person, reglement):
    unlawful = {
        name: text.replace("occupancy: 40 %", "occupancy: 25 %").replace(
            "amount: 1 730, lines", "amount: 1 731, lines"
        )
        for name, text in reglement.files.items()
    }
    changed = change_draft(reglement, unlawful, actor=town.actor("tomas"), at=AT)
    tomas = as_person("tomas")

    draft = tomas.get(f"/styrdokument/{changed.uuid}/om/").content.decode()
    shown = tomas.get(f"/styrdokument/{changed.uuid}/belopp/").content.decode()
    cases = words_of(tomas.get(f"/styrdokument/{changed.uuid}/fall/"))

    assert "HFD 2017 ref. 28" in draft
    assert "Stoppar:" in shown
    assert "fall håller inte" in shown
    assert "Väntat för summan: 1 731 kr. Reglerna ger: 1 730 kr." in cases
    assert cases.index("1 731 kr") < cases.index("Två timmar ger bara grundarvode")


def test_what_the_council_has_not_decided_can_not_be_proposed(town, reglement):
    unlawful = {
        name: text.replace(
            "kommunfullmäktige 2025-11-24 § 131", "kommunstyrelsen 2025-11-24 § 131"
        )
        for name, text in reglement.files.items()
    }
    changed = change_draft(reglement, unlawful, actor=town.actor("tomas"), at=AT)

    with pytest.raises(VersionRefused, match=r"Bara fullmäktige.*4 kap. 16 §"):
        propose_version(changed, actor=town.actor("tomas"), at=AT)


def test_an_example_is_tried_but_never_put_in_force(town, as_person):
    files = load_shipped("exempel/arvoden-hudiksvall").files
    example = draft_version(town.body("KF"), files, actor=town.actor("tomas"), at=AT)

    page = words_of(as_person("tomas").get(f"/styrdokument/{example.uuid}/belopp/"))

    assert "Det här är ett exempel" in page
    assert "det kan inte börja gälla förrän fullmäktige har beslutat det" in page
    with pytest.raises(VersionRefused, match="beslutet"):
        propose_version(example, actor=town.actor("tomas"), at=AT)


def test_the_demos_rule_set_is_put_in_force_by_two(town, as_person):
    body = town.body("KF")

    version = adopt_shipped(
        body,
        "lindakra/arvoden",
        proposer=town.actor("tomas"),
        confirmer=town.actor("elisabet"),
        at=AT,
    )

    assert ruleset_in_force(body.pk, "remuneration", on=DAY) == version
    read = as_person("anna").get(f"/styrdokument/{version.uuid}/").content.decode()
    assert "/belopp/" in read


def test_other_guidelines_have_no_such_page(as_person, draft):
    assert as_person("ingrid").get(f"/styrdokument/{draft.uuid}/belopp/").status_code == 404
