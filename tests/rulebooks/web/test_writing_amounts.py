"""A remuneration rule set is written in the browser: values, rules, chains, cases, its cost."""

from __future__ import annotations

import pytest

from samspel.rulebooks.models import RulesetVersion
from samspel.rulebooks.queries import ruleset_of
from samspel.rules.amounts.rates import compile_amounts
from tests.rulebooks.conftest import AT
from tests.rulebooks.web.browsing import changed, form_on, sent, words_of

DECIDED = "kommunfullmäktige 2026-11-02 § 140"


@pytest.fixture
def tomas(as_person):
    return as_person("tomas")


@pytest.fixture
def at(reglement):
    return f"/styrdokument/{reglement.uuid}/"


def now(reglement):
    return ruleset_of(RulesetVersion.objects.get(pk=reglement.pk))


def value(reglement, id_):
    return now(reglement).amounts.value_by_id[id_]


def test_a_rate_is_raised_from_a_day_by_a_decision_and_the_old_one_stays(tomas, reglement, at):
    response = sent(
        tomas,
        f"{at}belopp/varden/grundarvode/dagar/ny/",
        day="2027-01-01",
        decided=DECIDED,
        **{"value-value": "1 260"},
    )

    days = [
        (str(each.takes_effect), str(each.value.figure), str(each.value.decided))
        for each in value(reglement, "grundarvode").versions
    ]
    assert response.status_code == 302
    assert response["Location"].endswith("/belopp/#grundarvode")
    assert [each[:2] for each in days] == [
        ("2023-01-01", "1150"),
        ("2025-01-01", "1210"),
        ("2027-01-01", "1260"),
    ]
    assert days[-1][2] == DECIDED


def test_a_new_rate_must_be_tried_by_a_case_before_it_may_be_proposed(tomas, reglement, at):
    sent(
        tomas,
        f"{at}belopp/varden/grundarvode/dagar/ny/",
        day="2027-01-01",
        decided=DECIDED,
        **{"value-value": "1 260"},
    )
    before = words_of(tomas.get(f"{at}foresla/"))

    sent(
        tomas,
        f"{at}fall/nytt/?uppdrag=1",
        it="Från 2027 är grundarvodet 1 260 kronor",
        cites="p5",
        **{"duty-0-on": "2027-03-02", "expect-amount": "1 260"},
    )

    assert "1 bestämmelse eller värde saknar fall" in before
    assert "saknar fall" not in words_of(tomas.get(f"{at}foresla/"))
    assert "Alla" in words_of(tomas.get(f"{at}fall/"))


def test_a_value_that_was_single_becomes_dated_when_it_changes(tomas, reglement, at):
    sent(
        tomas,
        f"{at}belopp/varden/justeringsarvode-belopp/dagar/ny/",
        day="2027-01-01",
        decided=DECIDED,
        **{"value-value": "320"},
    )

    days = [
        str(each.takes_effect) for each in value(reglement, "justeringsarvode-belopp").versions
    ]
    assert days == ["2023-01-01", "2027-01-01"]


def test_a_days_value_is_changed_moved_and_taken_away(tomas, reglement, at):
    page = f"{at}belopp/varden/grundarvode/dagar/2025-01-01/"
    sent(tomas, page, day="2025-07-01", **{"value-value": "1 211"})

    moved = [str(each.takes_effect) for each in value(reglement, "grundarvode").versions]
    there = f"{at}belopp/varden/grundarvode/dagar/2025-07-01/"
    tomas.post(f"{there}ta-bort/", form_on(tomas.get(there), "read"))

    assert moved == ["2023-01-01", "2025-07-01"]
    assert len(value(reglement, "grundarvode").versions) == 1
    alone = f"{at}belopp/varden/grundarvode/dagar/2023-01-01/ta-bort/"
    assert tomas.post(alone, {}).status_code == 404
    assert tomas.get(page).status_code == 404


def test_a_value_may_be_a_share_of_an_index_rounded_as_is_said(tomas, reglement, at):
    sent(
        tomas,
        f"{at}belopp/varden/nytt/",
        title="Nattarvode",
        unit="kronor per tillfälle",
        clause="p5",
        day="2027-01-01",
        decided=DECIDED,
        **{
            "value-share.percent": "1",
            "value-share.of": "prisbasbelopp",
            "value-share.index_on": "year",
            "value-rounding.mode": "up",
            "value-rounding.to": "ten",
        },
    )

    found = value(reglement, "nattarvode").versions
    laid = next(iter(found)).value
    assert (laid.share.of, laid.share.percent, laid.rounding.to.value) == (
        "prisbasbelopp",
        1,
        "ten",
    )


def test_a_value_is_renamed_and_one_that_is_used_can_not_be_taken_away(tomas, reglement, at):
    page = f"{at}belopp/varden/grundarvode/"

    renamed = sent(tomas, page, title="Grundbelopp")
    kept = tomas.post(f"{page}ta-bort/", form_on(tomas.get(page), "read"))

    assert renamed.status_code == 302
    assert value(reglement, "grundarvode").title == "Grundbelopp"
    assert kept.status_code == 422
    assert "Det finns inget värde som heter ”grundarvode”" in words_of(kept)


def test_a_value_that_nothing_uses_is_taken_away(tomas, reglement, at):
    given = {"title": "Extra", "unit": "kronor", "clause": "p5", "day": "2027-01-01"}
    given["decided"] = DECIDED
    sent(tomas, f"{at}belopp/varden/nytt/", **given, **{"value-value": "5"})
    page = f"{at}belopp/varden/extra/"

    tomas.post(f"{page}ta-bort/", form_on(tomas.get(page), "read"))

    assert "extra" not in now(reglement).amounts.value_by_id


@pytest.mark.parametrize(
    ("answers", "words"),
    [
        ({"day": "i maj"}, "Gäller från"),
        ({"decided": "i går"}, "både dag och paragraf"),
        ({"value-value": "mycket"}, "Skriv ett tal"),
        ({"value-share.percent": "5", "value-share.of": "prisbasbelopp"}, "antingen"),
        ({"day": "2026-01-01"}, "Värdet gäller före beslutet"),
    ],
)
def test_a_value_that_can_not_be_read_is_shown_again_with_what_was_written(
    tomas, reglement, at, answers, words
):
    filled = {"day": "2027-01-01", "decided": DECIDED, "value-value": "1"} | answers

    response = sent(tomas, f"{at}belopp/varden/grundarvode/dagar/ny/", **filled)

    assert response.status_code == 422
    assert words in words_of(response)
    assert now(reglement) == ruleset_of(reglement)


def test_a_new_payment_is_written_with_its_chain_step_by_step(tomas, reglement, at):
    page = f"{at}belopp/regler/ny/?slag=payments"
    fields = form_on(tomas.get(page), "title")
    told = {"title": "Studiebesök", "clause": "p9", "decided": DECIDED}
    told |= {"own-pays": "fee", "own-tax": "taxable", "own-for.kinds": "study_visit"}
    for block in ("time", "once"):
        fields = changed(fields, {**told, "add_block": block, "rows": "1"})
        fields = form_on(_answered(tomas, page, fields), "title")
    fields = changed(fields, {"block-0-counts": "attended", "block-1-value": "halvdag"})

    kept = tomas.post(page, fields)

    rule = now(reglement).amounts.article_by_id["studiebesok"]
    assert kept.status_code == 302
    assert [type(each).__name__ for each in rule.blocks] == ["Time", "Once"]
    assert rule.scope.kinds == {"study_visit"}


def _answered(client, page, fields):
    response = client.post(page, fields)
    assert response.status_code == 200
    return response


def test_a_step_of_a_chain_is_changed_moved_and_taken_away(tomas, reglement, at):
    page = f"{at}belopp/regler/sammantradesarvode/"

    sent(tomas, page, "title", **{"block-2-unit": "1 h", "block-3-gone": "on"})

    rule = now(reglement).amounts.article_by_id["sammantradesarvode"]
    assert [type(each).__name__ for each in rule.blocks] == ["Time", "Once", "StartedUnits"]
    assert rule.blocks[2].unit == 60


def test_steps_come_in_the_order_asked_for(tomas, reglement, at):
    page = f"{at}belopp/regler/sammantradesarvode/"

    sent(tomas, page, "title", **{"block-2-place": "2", "block-1-place": "3"})

    rule = now(reglement).amounts.article_by_id["sammantradesarvode"]
    assert [type(each).__name__ for each in rule.blocks][:3] == ["Time", "StartedUnits", "Once"]


SORTS = {
    "exclusions": {"own-payments": "kursarvode", "own-when.roles": "auditor"},
    "caps": {
        "own-payments": "kursarvode",
        "own-per": "month",
        "own-measure": "fees",
        "own-at_most": "2",
    },
    "deadlines": {"own-payments": "kursarvode", "own-months": "4"},
    "payouts": {"own-submit_by": "5", "own-paid_on": "25"},
    "certifying": {"own-of": "auditor", "own-steps.0": "officer", "own-steps.1": "chair"},
    "totals": {"own-at": "day", "own-rounding.mode": "half_up", "own-rounding.to": "krona"},
}


@pytest.mark.parametrize(("section", "answers"), SORTS.items())
def test_every_sort_of_rule_is_written_and_said_in_words(
    tomas, reglement, at, section, answers
):
    told = {"title": "Ny regel", "clause": "p9", "decided": DECIDED}

    kept = sent(tomas, f"{at}belopp/regler/ny/?slag={section}", "title", **told, **answers)

    assert kept.status_code == 302
    assert now(reglement).amounts.article_by_id["ny-regel"] in getattr(
        now(reglement).amounts, section
    )
    assert "Ny regel" in words_of(tomas.get(f"{at}belopp/"))
    cases = words_of(tomas.get(f"{at}fall/"))
    assert ("Lägg till ett fall där den slår till." in cases) is (section != "totals")
    assert ("fall håller inte" in cases) is (section == "totals")


def test_what_sort_of_rule_is_chosen_first(tomas, at):
    assert "Vad ska regeln göra?" in words_of(tomas.get(f"{at}belopp/regler/ny/"))


def test_a_rule_that_does_not_fit_together_is_shown_again_with_why(tomas, reglement, at):
    page = f"{at}belopp/regler/tak-gruppmoten/"

    unfit = sent(tomas, page, "title", **{"own-measure": "highest"})
    unread = sent(tomas, page, "title", title="")

    assert (unfit.status_code, unread.status_code) == (422, 422)
    assert "Takets delar passar inte ihop." in words_of(unfit)
    assert "Rubrik:" in words_of(unread)
    assert now(reglement) == ruleset_of(reglement)


def test_a_rule_is_taken_away_but_not_while_another_speaks_of_it(tomas, reglement, at):
    cap, paid = (f"{at}belopp/regler/{id_}/" for id_ in ("tak-gruppmoten", "kursarvode"))

    gone = tomas.post(f"{cap}ta-bort/", form_on(tomas.get(cap), "read"))
    kept = tomas.post(f"{paid}ta-bort/", form_on(tomas.get(paid), "read"))

    assert (gone.status_code, kept.status_code) == (302, 422)
    assert "tak-gruppmoten" not in now(reglement).amounts.article_by_id
    assert "Det finns ingen ersättning som heter ”kursarvode”" in words_of(kept)


@pytest.mark.parametrize(
    "page", ["belopp/varden/finns-inte/", "belopp/regler/finns-inte/", "belopp/regler/halvdag/"]
)
def test_what_is_not_there_is_not_found(tomas, at, page):
    assert tomas.get(f"{at}{page}").status_code == 404


def test_what_is_compiled_is_what_was_written(tomas, reglement, at):
    sent(
        tomas,
        f"{at}belopp/varden/gruppmote-timme/dagar/ny/",
        day="2027-01-01",
        decided=DECIDED,
        **{"value-value": "250"},
    )

    rates = compile_amounts(now(reglement))

    assert [
        str(day)
        for day in rates.changes(rates.ruleset.effective_from, AT.date().replace(year=2028))
    ][-1] == "2027-01-01"
