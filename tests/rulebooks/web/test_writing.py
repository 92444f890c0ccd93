"""Writing a draft in the browser: what is kept, what is refused, and that no word is lost."""

from __future__ import annotations

import datetime as dt

import pytest

from samspel.rulebooks.models import RulesetVersion
from samspel.rulebooks.queries import ruleset_of
from samspel.rulebooks.services import change_draft, propose_version
from tests.rulebooks.conftest import AT
from tests.rulebooks.web.browsing import changed, form_on, sent, words_of

DECIDED = "kommunstyrelsen 2023-02-14 § 18"


@pytest.fixture
def ingrid(as_person):
    return as_person("ingrid")


@pytest.fixture
def at(draft):
    return f"/styrdokument/{draft.uuid}/"


def _now(draft):
    return ruleset_of(RulesetVersion.objects.get(pk=draft.pk))


def _meanwhile(town, draft):
    """Let somebody else change the draft."""
    files = {**draft.files, "index.yaml": draft.files["index.yaml"] + "# ett annat ord\n"}
    return change_draft(draft, files, actor=town.actor("tomas"), at=AT)


# --- Nothing moves but what is changed ---------------------------------------------------


@pytest.mark.parametrize(
    "page",
    [
        "bestammelser/beslut-att-utse/",
        "bestammelser/verksamheten-omfattas/",
        "bestammelser/utsedd-for-verksamheten/",
        "bestammelser/rapportens-avsnitt/",
        "bestammelser/hogst-tva-besok/",
        "bestammelser/verksamheterna/",
        "bestammelser/fler-besok/",
        "stycken/omfattning-2/",
        "uppgifter/",
        "fall/0/",
        "fall/20/",
    ],
)
def test_a_page_that_is_kept_as_it_is_changes_no_rule(ingrid, draft, at, page):
    before = ruleset_of(draft)

    response = sent(ingrid, f"{at}{page}")

    after = _now(draft)
    assert response.status_code == 302
    assert (after.clauses, after.provisions, after.cases) == (
        before.clauses,
        before.provisions,
        before.cases,
    )


def test_files_that_are_not_touched_keep_their_text_to_the_letter(ingrid, draft, at):
    sent(ingrid, f"{at}stycken/omfattning-1/", text="Nya ord.")

    files = RulesetVersion.objects.get(pk=draft.pk).files
    same = {name for name in files if files[name] == draft.files[name]}
    assert set(files) - same == {"text.yaml"}


# --- The title page and the text ----------------------------------------------------------


def test_the_title_page_is_changed(ingrid, draft, at):
    sent(
        ingrid,
        f"{at}uppgifter/",
        title="Nytt namn",
        effective_from="2026-12-01",
        paragraph="9",
        decided_on="2026-11-03",
        registry_number="",
        source_address="https://x.example/",
    )

    found = _now(draft)
    assert (found.title, str(found.decision)) == ("Nytt namn", "kommunstyrelsen 2026-11-03 § 9")
    assert (found.effective_from, found.registry_number) == (dt.date(2026, 12, 1), "")
    assert found.source.address == "https://x.example/"


def test_all_provisions_rest_on_the_new_decision_when_the_whole_is_adopted_anew(
    ingrid, draft, at
):
    sent(
        ingrid,
        f"{at}uppgifter/",
        decided_on="2026-11-03",
        paragraph="9",
        effective_from="2026-12-01",
        all_provisions="on",
    )

    assert {str(each.decided) for each in _now(draft).provisions} == {
        "kommunstyrelsen 2026-11-03 § 9"
    }


@pytest.mark.parametrize(
    ("answers", "words"),
    [
        ({"decided_on": ""}, "Ange dagen för beslutet."),
        ({"paragraph": ""}, "Ange beslutets paragraf."),
        ({"effective_from": "2023-01-01"}, "kan inte börja gälla före beslutet"),
        ({"effective_to": "2023-01-01"}, "Den sista dagen måste vara efter den första."),
        ({"title": ""}, "Riktlinjens namn"),
    ],
)
def test_a_title_page_that_is_wrong_is_shown_again(ingrid, draft, at, answers, words):
    response = sent(ingrid, f"{at}uppgifter/", **answers)

    assert response.status_code == 422
    assert words in words_of(response)
    assert _now(draft) == ruleset_of(draft)


def test_a_guideline_may_begin_before_its_decision_when_the_decision_says_so(ingrid, draft, at):
    response = sent(
        ingrid, f"{at}uppgifter/", effective_from="2023-01-01", may_precede_decision="on"
    )

    assert response.status_code == 302


def test_a_decision_that_is_not_taken_yet_is_left_out(ingrid, draft, at):
    sent(ingrid, f"{at}uppgifter/", adopted="nej", decided_on="", paragraph="")

    assert _now(draft).is_example


def test_a_paragraph_is_added_where_it_belongs(ingrid, draft, at):
    response = sent(
        ingrid,
        f"{at}stycken/nytt/",
        heading="Omfattning",
        text="Ett nytt  stycke.\r\n\r\nMed två  rader.",
        after="omfattning-1",
    )

    clauses = _now(draft).clauses
    assert response["Location"].endswith("om/#omfattning")
    assert [each.id for each in clauses[:3]] == ["omfattning-1", "omfattning", "omfattning-2"]
    assert clauses[1].text == "Ett nytt stycke.\nMed två rader."


def test_a_paragraph_is_moved_first(ingrid, draft, at):
    sent(ingrid, f"{at}stycken/omfattning-2/", after="")

    assert _now(draft).clauses[0].id == "omfattning-2"


def test_a_paragraph_that_others_rest_on_goes_only_when_they_have_moved(ingrid, draft, at):
    page = ingrid.get(f"{at}stycken/omfattning-1/")
    fields = form_on(page, "to")

    refused = ingrid.post(f"{at}stycken/omfattning-1/ta-bort/", fields)
    moved = ingrid.post(
        f"{at}stycken/omfattning-1/ta-bort/",
        changed(form_on(page, "to"), {"to": "omfattning-2"}),
    )

    found = _now(draft)
    assert (refused.status_code, moved.status_code) == (422, 302)
    assert "Välj vilket stycke de flyttas till" in words_of(refused)
    assert "omfattning-1" not in found.clause_by_id
    assert found.provision_by_id["uppdragets-namn"].clause == "omfattning-2"


# --- Provisions ----------------------------------------------------------------------------


def test_a_value_is_changed_and_the_draft_is_kept_though_a_case_fails(ingrid, draft, at):
    response = sent(ingrid, f"{at}bestammelser/hogst-tva-besok/", value="4", follow=True)

    values = [
        each.value.value for each in _now(draft).provision_by_id["hogst-tva-besok"].values
    ]
    assert values == [4]
    assert "håller inte" in words_of(response)


@pytest.mark.parametrize("value", ["många", "-1", "", "1,5"])
def test_a_value_that_is_not_of_its_kind_is_refused_at_its_field(ingrid, draft, at, value):
    response = sent(ingrid, f"{at}bestammelser/hogst-tva-besok/", value=value)

    assert response.status_code == 422
    assert form_on(response, "read")["value"] == [value]
    assert _now(draft) == ruleset_of(draft)


def test_the_strength_and_the_words_of_a_requirement_are_changed(ingrid, draft, at):
    sent(
        ingrid,
        f"{at}bestammelser/inte-anstalld/",
        strength="bör",
        say="Nya ord.",
        who_role="",
        who_text="",
    )

    found = _now(draft).provision_by_id["inte-anstalld"]
    assert (found.strength, found.say, found.who_can) == ("bör", "Nya ord.", None)


def test_a_per_cent_sign_alone_in_a_message_is_refused_with_the_text_kept(ingrid, draft, at):
    response = sent(ingrid, f"{at}bestammelser/inte-anstalld/", say="100 % fel.")

    assert response.status_code == 422
    assert "ensamt procenttecken" in words_of(response)
    assert form_on(response, "read")["say"] == ["100 % fel."]


def test_points_are_added_reordered_and_emptied(ingrid, draft, at):
    address = f"{at}bestammelser/rapportens-avsnitt/"
    count = len(
        _now(draft)
        .provision_by_id["rapportens-avsnitt"]
        .values.on(dt.date(2026, 1, 1))
        .value.value
    )

    sent(
        ingrid,
        address,
        **{
            "item-0-label": "",
            f"item-{count}-label": "Miljö",
            f"item-{count}-required": "on",
            f"item-{count}-place": "1",
        },
    )

    version = _now(draft).provision_by_id["rapportens-avsnitt"].values.on(dt.date(2026, 1, 1))
    points = version.value.value
    assert (points[0].key, points[0].label, points[0].required) == ("miljo", "Miljö", True)
    assert len(points) == count
    assert "enheten-berattade" not in {each.key for each in points}


def test_a_row_is_added_without_losing_what_was_written(ingrid, draft, at):
    address = f"{at}bestammelser/inte-anstalld/"
    fields = changed(
        form_on(ingrid.get(address), "read"),
        {"title": "Osparad rubrik", "rows": "when", "when-add": "appointment.is_group"},
    )

    page = ingrid.post(address, fields)

    assert page.status_code == 200
    assert form_on(page, "read")["title"] == ["Osparad rubrik"]
    assert form_on(page, "read")["when-fact"] == ["0:appointment.is_group"]
    assert _now(draft) == ruleset_of(draft)


def test_a_row_is_taken_away_and_another_kept(ingrid, draft, at):
    address = f"{at}bestammelser/verksamheten-omfattas/"
    fields = changed(
        form_on(ingrid.get(address), "read"), {"rows": "require", "require-0-remove": "on"}
    )

    page = ingrid.post(address, fields)
    ingrid.post(address, form_on(page, "read"))

    found = _now(draft).provision_by_id["verksamheten-omfattas"]
    assert found.require.fact == "operation.key"


def test_a_requirement_asks_for_something(ingrid, draft, at):
    response = sent(
        ingrid,
        f"{at}bestammelser/ny/?krav=1&handling=visit.book",
        title="Tomt",
        strength="ska",
        say="Fel.",
        instead="Rätt.",
        decided=DECIDED,
    )

    assert response.status_code == 422
    assert "Lägg till minst en uppgift" in words_of(response)


def _new_requirement(client, at, fact, **row):
    address = f"{at}bestammelser/ny/?krav=1&handling=visit.book"
    fields = changed(
        form_on(client.get(address), "read"), {"rows": "require", "require-add": fact}
    )
    page = client.post(address, fields)
    filled = {f"require-0-{name}": value for name, value in row.items()}
    rest = {"title": "Nytt krav", "strength": "bör", "say": "Fel.", "instead": "Rätt."}
    return client.post(
        address, changed(form_on(page, "read"), filled | rest | {"decided": DECIDED})
    )


@pytest.mark.parametrize(
    ("fact", "row", "words"),
    [
        ("visit.group_size", {"op": "lte", "value": "4"}, "”Antal besökare” är högst 4"),
        ("visit.kind", {"op": "in", "value": ["contact", "group"]}, "kontaktpolitikerbesök"),
        ("visit.kind", {"op": "eq", "value": ["study"]}, "”Slag av besök” är studiebesök"),
        ("visit.sides", {"op": "has_all", "value": ["majority", "opposition"]}, "oppositionen"),
        ("visit.date", {"op": "gte", "value": "2026-01-01"}, "1 januari 2026"),
        ("booking.start_time", {"op": "gte", "value": "08:00"}, "08.00"),
        ("visit.is_election_year", {"op": "is_not"}, "”Valår” är nej"),
        ("visit.place", {"op": "known"}, "uppgiften ”Plats i lokalerna” finns"),
        ("operation.key", {"op": "in", "value": ["kost", "kultur"]}, "Kost eller Kultur"),
        (
            "visitor.visits_this_year",
            {"op": "lt", "against": "setting:visits.per_year_at_most"},
            "”Högst så många besök per år”",
        ),
    ],
)
def test_a_requirement_is_made_of_facts_and_said_in_words(ingrid, draft, at, fact, row, words):
    response = _new_requirement(ingrid, at, fact, **row)

    assert response.status_code == 302, words_of(response)
    assert words in words_of(ingrid.get(f"{at}om/"))


@pytest.mark.parametrize(
    ("fact", "row", "words"),
    [
        ("visit.group_size", {"op": "lte", "value": ""}, "Ange vad uppgiften jämförs med."),
        ("visit.group_size", {"op": "lte", "value": "få"}, "Skriv ett heltal"),
        ("visit.kind", {"op": "eq", "value": ["contact", "group"]}, "Välj bara ett värde"),
    ],
)
def test_a_comparison_that_makes_no_sense_is_refused_with_what_to_do(
    ingrid, draft, at, fact, row, words
):
    response = _new_requirement(ingrid, at, fact, **row)

    assert response.status_code == 422
    assert words in words_of(response)
    assert _now(draft) == ruleset_of(draft)


def test_a_nested_condition_is_left_as_it_is(town, ingrid, draft, at):
    files = dict(draft.files)
    files["avgransningar.yaml"] = files["avgransningar.yaml"].replace(
        "    is_not: appointee.employed_in_operation",
        "    not:\n      all:\n        - is: appointee.employed_in_operation",
    )
    nested = change_draft(draft, files, actor=town.actor("ingrid"), at=AT)
    address = f"{at}bestammelser/inte-anstalld/"

    response = sent(ingrid, address, title="Ny rubrik")

    assert "ändras i filen som text" in words_of(ingrid.get(address))
    assert response.status_code == 302
    was, now = (
        each.provision_by_id["inte-anstalld"].require
        for each in (ruleset_of(nested), _now(draft))
    )
    assert was == now


def test_a_provision_is_taken_away_with_its_name_in_the_cases(ingrid, draft, at):
    page = ingrid.get(f"{at}bestammelser/inte-anstalld/")

    response = ingrid.post(f"{at}bestammelser/inte-anstalld/ta-bort/", form_on(page, "read"))

    found = _now(draft)
    assert response.status_code == 302
    assert "inte-anstalld" not in found.provision_by_id
    assert not any("inte-anstalld" in each.expect.not_met for each in found.cases)


def test_a_value_that_others_compare_with_can_not_be_taken_away(ingrid, draft, at):
    page = ingrid.get(f"{at}bestammelser/hogst-tva-besok/")

    response = ingrid.post(f"{at}bestammelser/hogst-tva-besok/ta-bort/", form_on(page, "read"))

    assert response.status_code == 422
    assert "som riktlinjerna inte bestämmer" in words_of(response)
    assert _now(draft) == ruleset_of(draft)


def test_another_value_counts_from_its_day_by_its_own_decision(ingrid, draft, at):
    address = f"{at}bestammelser/hogst-tva-besok/"
    sent(
        ingrid,
        f"{address}varden/nytt/",
        day="2027-01-01",
        value="3",
        value_decided="kommunstyrelsen 2026-11-03 § 9",
    )
    sent(ingrid, f"{address}varden/2027-01-01/", day="2027-02-01", value="4")

    values = _now(draft).provision_by_id["hogst-tva-besok"].values
    assert [
        (str(each.takes_effect), each.value.value, str(each.value.decided)) for each in values
    ] == [
        ("2023-03-01", 2, DECIDED),
        ("2027-02-01", 4, "kommunstyrelsen 2026-11-03 § 9"),
    ]


def test_a_value_may_not_count_before_its_decision(ingrid, draft, at):
    response = sent(
        ingrid,
        f"{at}bestammelser/hogst-tva-besok/varden/nytt/",
        day="2026-01-01",
        value="3",
        value_decided="kommunstyrelsen 2026-11-03 § 9",
    )

    assert response.status_code == 422
    assert "Värdet gäller före beslutet" in words_of(response)


def test_a_dated_value_is_taken_away(ingrid, draft, at):
    address = f"{at}bestammelser/hogst-tva-besok/varden/"
    sent(ingrid, f"{address}nytt/", day="2027-01-01", value="3", value_decided=DECIDED)

    ingrid.post(
        f"{address}2027-01-01/ta-bort/", form_on(ingrid.get(f"{address}2027-01-01/"), "read")
    )

    values = _now(draft).provision_by_id["hogst-tva-besok"].values
    assert [each.value.value for each in values] == [2]


@pytest.mark.parametrize(
    ("answers", "words"),
    [
        ({"decided": "§ 18 i våras"}, "Skriv organet, dagen och paragrafen"),
        ({"decided": "kommunstyrelsen"}, "Ange både dag och paragraf"),
        ({"who_role": "chair", "who_text": ""}, "Skriv också hur det ska sägas."),
        ({"who_role": "", "who_text": "Ordföranden."}, "Välj också vem det är."),
        ({"valid_from": "2020-01-01"}, "utanför riktlinjernas"),
    ],
)
def test_what_surrounds_a_requirement_is_checked_too(ingrid, draft, at, answers, words):
    response = sent(ingrid, f"{at}bestammelser/inte-anstalld/", **answers)

    assert response.status_code == 422
    assert words in words_of(response)
    assert _now(draft) == ruleset_of(draft)


def test_keys_that_the_register_lacks_can_still_stand(town, ingrid, draft, at):
    files = dict(draft.files)
    files["omfattning.yaml"] = files["omfattning.yaml"].replace(
        "    - kost\n", "    - bibliotek\n"
    )
    change_draft(draft, files, actor=town.actor("ingrid"), at=AT)

    response = sent(ingrid, f"{at}bestammelser/verksamheterna/", title="Sex verksamheter")

    assert response.status_code == 302
    values = _now(draft).provision_by_id["verksamheterna"].values
    assert "bibliotek" in next(iter(values)).value.value


@pytest.mark.parametrize(
    ("keys", "status"), [("styrkor\r\nfinns", 302), ("Stora Bokstäver", 422)]
)
def test_keys_are_written_one_on_each_line(ingrid, draft, at, keys, status):
    address = f"{at}bestammelser/ny/?krav=1&handling=report.submit"
    fields = changed(
        form_on(ingrid.get(address), "read"),
        {"rows": "require", "require-add": "report.sections_filled"},
    )
    page = ingrid.post(address, fields)
    filled = {"require-0-op": "has_all", "require-0-value": keys, "title": "Avsnitt"}
    filled |= {"strength": "bör", "say": "Fel.", "instead": "Rätt.", "decided": DECIDED}

    response = ingrid.post(address, changed(form_on(page, "read"), filled))

    assert response.status_code == status


# --- A later first day ---------------------------------------------------------------------


def test_cases_before_a_later_first_day_are_moved_along_in_one_step(ingrid, draft, at):
    sent(ingrid, f"{at}uppgifter/", effective_from="2027-01-01")
    page = ingrid.get(f"{at}om/")
    assert "före riktlinjens första dag, 1 januari 2027" in words_of(page)

    response = ingrid.post(f"{at}fall/flytta/", form_on(page, "read"))

    assert response.status_code == 302
    assert "Ingenting. Riktlinjen kan föreslås" in words_of(ingrid.get(f"{at}om/"))
    assert min(each.on for each in _now(draft).cases if not each.expect.refused) == dt.date(
        2027, 1, 1
    )


# --- Stale pages ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("page", "field"),
    [
        ("stycken/omfattning-1/", "text"),
        ("bestammelser/inte-anstalld/", "say"),
        ("uppgifter/", "title"),
        ("fall/0/", "it"),
        ("filer/text.yaml/", "text"),
    ],
)
def test_a_stale_page_is_refused_with_what_was_written_and_may_then_be_kept(
    town, ingrid, draft, at, page, field
):
    written = (
        draft.files["text.yaml"].replace("De här", "Just de här")
        if "filer" in page
        else "Mina ord."
    )
    fields = changed(form_on(ingrid.get(f"{at}{page}"), "read"), {field: written})
    other = _meanwhile(town, draft)

    refused = ingrid.post(f"{at}{page}", fields)

    assert refused.status_code == 422
    assert "Någon annan har ändrat utkastet" in words_of(refused)
    assert form_on(refused, "read")[field] == [written]
    assert _now(draft).sha256 == other.sha256
    assert ingrid.post(f"{at}{page}", form_on(refused, "read")).status_code == 302
    assert _now(draft).sha256 != other.sha256


def test_a_stale_page_with_another_fault_is_still_stale_afterwards(town, ingrid, draft, at):
    address = f"{at}bestammelser/hogst-tva-besok/"
    fields = changed(form_on(ingrid.get(address), "read"), {"value": "många"})
    other = _meanwhile(town, draft)

    page = ingrid.post(address, fields)
    refused = ingrid.post(address, changed(form_on(page, "read"), {"value": "3"}))

    assert "Någon annan har ändrat utkastet" in words_of(refused)
    assert _now(draft).sha256 == other.sha256


def test_a_draft_that_has_been_proposed_takes_no_more_words_and_loses_none(
    town, ingrid, draft, at
):
    address = f"{at}stycken/omfattning-1/"
    fields = changed(form_on(ingrid.get(address), "read"), {"text": "För sent."})
    propose_version(draft, actor=town.actor("tomas"), at=AT)

    response = ingrid.post(address, fields)

    assert response.status_code == 422
    assert "inte längre ett utkast" in words_of(response)
    assert form_on(response, "read")["text"] == ["För sent."]


# --- What is not there ---------------------------------------------------------------------


@pytest.mark.parametrize(
    "page",
    [
        "stycken/finns-inte/",
        "bestammelser/finns-inte/",
        "bestammelser/inte-anstalld/varden/nytt/",
        "bestammelser/hogst-tva-besok/varden/2020-01-01/",
        "fall/900/",
        "filer/finns-inte.yaml/",
    ],
)
def test_a_part_that_is_not_there_is_not_found(ingrid, at, page):
    assert ingrid.get(f"{at}{page}").status_code == 404
