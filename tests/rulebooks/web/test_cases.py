"""Cases in the browser: run and shown, written, asked about, suggested and taken away."""

from __future__ import annotations

import pytest

from samspel.rulebooks.models import RulesetVersion
from samspel.rulebooks.queries import ruleset_of
from samspel.rulebooks.services import change_draft
from tests.rulebooks.conftest import AT
from tests.rulebooks.web.browsing import changed, form_on, sent, words_of
from tests.stages import staged


@pytest.fixture
def ingrid(as_person):
    return as_person("ingrid")


@pytest.fixture
def at(draft):
    return f"/styrdokument/{draft.uuid}/fall/"


def _now(draft):
    return ruleset_of(RulesetVersion.objects.get(pk=draft.pk))


def _place(draft, words):
    return next(n for n, case in enumerate(_now(draft).cases) if words in case.it)


def test_every_case_is_run_and_those_that_hold_are_shown(ingrid, draft, at):
    count = len(_now(draft).cases)

    page = words_of(ingrid.get(at))

    assert f"Alla {count} fall håller" in page
    assert "Den som är anställd i verksamheten kan inte utses" in page


def test_a_case_that_fails_comes_first_with_what_was_expected_and_found(
    town, ingrid, draft, at
):
    files = dict(draft.files)
    files["avgransningar.yaml"] = files["avgransningar.yaml"].replace(
        "strength: ska", "strength: bör"
    )
    change_draft(draft, files, actor=town.actor("ingrid"), at=AT)

    page = words_of(ingrid.get(at))

    assert "Väntat: stoppas. Reglerna säger: avråds." in page
    assert page.index("Väntat: stoppas") < page.index("En ledamot i kommunstyrelsen kan utses")


def test_a_case_is_written(ingrid, draft, at):
    response = sent(
        ingrid,
        f"{at}nytt/?handling=visit.extra",
        it="Ledamoten kan inte besluta",
        cites="ersattning-3",
        on="2026-05-04",
        outcome="stopped",
        not_met=["bara-ordforanden"],
        **{"given-actor.is_chair": "nej"},
    )

    case = _now(draft).cases[-1]
    assert response.status_code == 302
    assert (case.it, case.given["actor.is_chair"]) == ("Ledamoten kan inte besluta", False)
    assert case.expect.not_met == {"bara-ordforanden"}


def test_a_case_may_expect_values_lists_and_silence(ingrid, draft, at):
    sent(
        ingrid,
        f"{at}nytt/?handling=report.submit",
        it="Rapporten",
        cites="rapportering-1",
        on="2026-05-04",
        **{
            "expect-report.demand": "required",
            "expect-report.channels": ["e_service"],
            "expect-report.sections": "styrkor\r\nsvarigheter",
        },
    )

    assert _now(draft).cases[-1].expect.settings == {
        "report.demand": "required",
        "report.channels": frozenset({"e_service"}),
        "report.sections": ("styrkor", "svarigheter"),
    }


def test_a_fact_may_be_unknown_and_a_day_without_rules_expected(ingrid, draft, at):
    address = f"{at}nytt/?handling=visit.book"
    sent(
        ingrid,
        address,
        it="Okänt",
        cites="ersattning-3",
        on="2026-05-04",
        outcome="stopped",
        unknown=["fler-besok"],
        **{"given-visitor.visits_this_year": "okänt", "given-booking.chair_has_decided": "nej"},
    )
    sent(
        ingrid,
        address,
        it="Före",
        cites="ersattning-3",
        on="2020-01-01",
        refused="NoRuleInForce",
    )

    unknown, before = _now(draft).cases[-2:]
    assert unknown.given["visitor.visits_this_year"] is None
    assert before.expect.refused == "NoRuleInForce"


@pytest.mark.parametrize(
    ("answers", "words"),
    [
        ({}, "Ange vad reglerna väntas säga."),
        ({"outcome": "allowed", "refused": "FactMissing"}, "Välj antingen ett utfall"),
        ({"outcome": "allowed", "given-visitor.visits_this_year": "få"}, "Skriv ett heltal"),
        ({"outcome": "allowed", "it": ""}, "Fallet i en mening"),
        ({"outcome": "allowed", "on": "i går"}, "Dag:"),
    ],
)
def test_a_case_that_can_not_be_read_is_shown_again(ingrid, draft, at, answers, words):
    filled = {"it": "Prov", "cites": "ersattning-3", "on": "2026-05-04"} | answers

    response = sent(ingrid, f"{at}nytt/?handling=visit.book", **filled)

    assert response.status_code == 422
    assert words in words_of(response)
    assert _now(draft) == ruleset_of(draft)


def test_one_asks_what_the_rules_say_before_one_keeps_anything(ingrid, draft, at):
    response = sent(
        ingrid,
        f"{at}nytt/?handling=visit.book",
        it="Prov",
        cites="ersattning-3",
        on="2026-05-04",
        ask="1",
        **{"given-visitor.visits_this_year": "2"},
    )

    assert response.status_code == 200
    assert "Reglerna säger nu: Stoppas." in words_of(response)
    assert "”Fler besök kräver ordförandens beslut”" in words_of(response)
    assert _now(draft) == ruleset_of(draft)


def test_asking_about_a_day_without_rules_says_so(ingrid, draft, at):
    response = sent(ingrid, f"{at}0/", on="2020-01-01", ask="1")

    assert (
        "Det finns inga riktlinjer om kontaktpolitiker som gäller den 1 januari 2020"
        in words_of(response)
    )


def test_a_case_is_changed_and_keeps_what_was_not_touched(ingrid, draft, at):
    number = _place(draft, "Den som är anställd")
    before = _now(draft).cases[number]

    sent(ingrid, f"{at}{number}/", it="Nytt namn")

    after = _now(draft).cases[number]
    assert (after.it, after.given, after.expect) == ("Nytt namn", before.given, before.expect)


def test_a_case_is_taken_away(ingrid, draft, at):
    page = ingrid.get(f"{at}0/")
    gone = _now(draft).cases[0].it

    ingrid.post(f"{at}0/ta-bort/", form_on(page, "read"))

    assert gone not in {each.it for each in _now(draft).cases}


@staged
def without_cases(town, draft):
    files = {**draft.files, "cases.yaml": "cases: []\n"}
    return change_draft(draft, files, actor=town.actor("ingrid"), at=AT)


def test_what_no_case_proves_is_named_and_cases_are_suggested(ingrid, without_cases, at):
    page = ingrid.get(at)

    assert "Saknar fall" in words_of(page)
    assert f"{at}forslag/" in page.content.decode()


def test_only_the_suggestions_that_somebody_has_read_are_added(ingrid, without_cases, at):
    fields = form_on(ingrid.get(f"{at}forslag/"), "read")

    refused = ingrid.post(f"{at}forslag/", fields)
    kept = ingrid.post(f"{at}forslag/", changed(fields, {"take": ["0", "2", "900"]}))

    assert refused.status_code == 422
    assert "Kryssa i de fall som du har läst" in words_of(refused)
    assert kept.status_code == 302
    cases = _now(without_cases).cases
    assert len(cases) == 2
    assert not any(each.it.startswith("Förslag") for each in cases)


def test_all_suggestions_together_prove_the_whole_guideline(ingrid, without_cases, at):
    page = ingrid.get(f"{at}forslag/")
    numbers = [str(number) for number in range(page.content.decode().count('name="take"'))]

    ingrid.post(f"{at}forslag/", changed(form_on(page, "read"), {"take": numbers}))

    assert "Det finns inget" not in words_of(ingrid.get(at))
    assert "fall håller" in words_of(ingrid.get(at))
    assert "Saknar fall" not in words_of(ingrid.get(at))


def test_when_everything_is_proved_there_is_nothing_to_suggest(ingrid, draft, at):
    assert "Allt prövas redan av ett fall." in words_of(ingrid.get(f"{at}forslag/"))


def test_whoever_only_reads_sees_the_cases_without_a_way_to_write(as_person, in_force):
    page = as_person("anna").get(f"/styrdokument/{in_force.uuid}/fall/")

    assert page.status_code == 200
    assert "Skriv ett fall" not in words_of(page)


def test_a_question_that_can_not_be_read_is_not_answered(ingrid, draft, at):
    response = sent(ingrid, f"{at}0/", on="i går", ask="1")

    assert response.status_code == 422
    assert "Reglerna säger nu" not in words_of(response)


def test_a_case_about_nothing_that_the_guideline_speaks_of_can_not_be_chosen(
    as_person, town, ingrid
):
    begin = f"/styrdokument/nytt/?organ={town.body('KS').uuid}&kalla=tom"
    response = sent(ingrid, begin, "title", title="Prov")

    page = ingrid.get(response["Location"].replace("om/", "fall/nytt/"))

    assert "Riktlinjen har inga bestämmelser än" in words_of(page)
