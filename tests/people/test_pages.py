"""The register's pages: few statements, as of a day, filtered, exported, in order."""

import csv
import datetime as dt
import io

import pytest
from django.urls import reverse

from samspel.people import services
from samspel.people.enums import EndReason, PositionRole
from samspel.people.models import Employment, Party, Person, Term, Tie
from tests.cast import TODAY

MOST = 12
LISTS = {
    "overview": lambda town: [],
    "persons": lambda town: [],
    "bodies": lambda town: [],
    "body": lambda town: [town.body("KS").uuid],
    "organisation": lambda town: [],
    "unit": lambda town: [town.unit("bjork").uuid],
    "operation": lambda town: [town.operation("kost").uuid],
    "parties": lambda town: [],
    "imports": lambda town: [],
    "person": lambda town: [town.person("anna").uuid],
}


def grow(town, more):
    """Add rows to everything that a list shows."""
    actor = town.actor("tomas")
    for at in range(more):
        person = services.register_person("Nils", f"Brodin{at}", actor=actor)
        services.elect(
            person,
            town.body("KS"),
            PositionRole.MEMBER,
            party=Party.objects.get(abbreviation="C"),
            valid_from=TODAY,
            actor=actor,
        )
        services.employ(
            person,
            town.unit("bjork"),
            title="kock",
            function=PositionRole.EMPLOYEE,
            manager=town.person("maria"),
            valid_from=TODAY,
            actor=actor,
        )


@pytest.mark.parametrize("page", LISTS)
def test_a_page_asks_the_same_few_statements_whatever_the_number_of_rows(
    town, as_person, statement_count, page
):
    client, url = as_person("tomas"), reverse(f"people:{page}", args=LISTS[page](town))
    counts = []
    for more in (0, 2):
        grow(town, more)
        with statement_count() as counted:
            assert client.get(url).status_code == 200
        counts.append(len(counted))

    assert len(set(counts)) == 1
    assert counts[0] <= MOST


FORMS = {
    "register-person": lambda t: [],
    "correct-person": lambda t: [t.person("anna").uuid],
    "contacts": lambda t: [t.person("anna").uuid],
    "protection": lambda t: [t.person("anna").uuid],
    "elect-person": lambda t: [t.person("anna").uuid],
    "employ-person": lambda t: [t.person("anna").uuid],
    "declare-tie": lambda t: [t.person("anna").uuid],
    "withdraw-tie": lambda t: [Tie.objects.get().uuid],
    "correct-mandate": lambda t: [t.mandate("anna", "KS").uuid],
    "end-mandate": lambda t: [t.mandate("anna", "KS").uuid],
    "withdraw-mandate": lambda t: [t.mandate("anna", "KS").uuid],
    "open-body": lambda t: [],
    "correct-body": lambda t: [t.body("KS").uuid],
    "close-body": lambda t: [t.body("KS").uuid],
    "order-substitutes": lambda t: [t.body("KS").uuid],
    "elect": lambda t: [t.body("KS").uuid],
    "open-department": lambda t: [],
    "open-operation": lambda t: [t.operation("kost").department.uuid],
    "open-unit": lambda t: [t.operation("kost").uuid],
    "correct-unit": lambda t: [t.unit("bjork").uuid],
    "close-unit": lambda t: [t.unit("bjork").uuid],
    "employ-unit": lambda t: [t.unit("bjork").uuid],
    "correct-employment": lambda t: [Employment.objects.get(person=t.person("maria")).uuid],
    "change-manager": lambda t: [Employment.objects.get(person=t.person("maria")).uuid],
    "end-employment": lambda t: [Employment.objects.get(person=t.person("maria")).uuid],
    "register-party": lambda t: [],
    "correct-party": lambda t: [Party.objects.get(abbreviation="C").uuid],
    "party-standing": lambda t: [Party.objects.get(abbreviation="C").uuid],
    "open-term": lambda t: [],
    "rollover": lambda t: [Term.objects.get(name="2027–2030").uuid],
}


@pytest.mark.parametrize("page", FORMS)
def test_every_errand_has_a_page_with_one_filled_button(town, as_person, page):
    response = as_person("tomas").get(reverse(f"people:{page}", args=FORMS[page](town)))

    shown = response.content.decode()
    main = shown[shown.index("<main") : shown.index("</main>")]
    assert response.status_code == 200
    assert main.count('<button class="ds-button" type="submit"') == 1
    assert main.count("<h1") == 1


def test_the_list_is_filtered_by_words_and_by_body(town, as_person):
    client, url = as_person("anna"), reverse("people:persons")

    elected = client.get(url, {"visa": "fortroendevalda"}).content.decode()
    auditors = client.get(url, {"organ": "REV"}).content.decode()
    neither = client.get(url, {"visa": "utan"}).content.decode()

    assert "Anna Ekelöf" in elected
    assert "Maria Lindqvist" not in elected
    assert "Margareta Öst" in auditors
    assert "Bo Ek" not in auditors
    assert "Här finns ingen att visa." in neither


def test_a_search_that_finds_nobody_says_so(town, as_person):
    shown = as_person("anna").get(reverse("people:persons"), {"q": "Xyzzy"}).content.decode()

    assert "Ingen i registret har ett namn som liknar ”Xyzzy”." in shown


def test_pages_show_how_it_was_another_day(town, as_person):
    services.end_mandate(
        town.mandate("lena", "KS"),
        valid_to=TODAY,
        reason=EndReason.RESIGNED,
        actor=town.actor("ingrid"),
    )
    client, url = as_person("anna"), reverse("people:body", args=[town.body("KS").uuid])

    def seats(query):
        text = client.get(url, {**query, "format": "csv"}).content.decode("utf-8-sig")
        return [row[0] for row in csv.reader(io.StringIO(text), delimiter=";")][1:]

    assert "Lena Strand" not in seats({})
    assert "Lena Strand" in seats({"dag": "2026-11-11"})
    assert seats({"dag": "2027-01-01"}) == []
    assert (
        client.get(url, {"dag": "2020-01-01"}).content.decode().count("finns inte den dagen")
        == 1
    )


def test_a_body_shows_who_was_there_and_who_comes(town, as_person):
    services.elect(
        town.person("bo"),
        town.body("KS"),
        PositionRole.MEMBER,
        valid_from=dt.date(2027, 1, 1),
        actor=town.actor("ingrid"),
    )
    services.end_mandate(
        town.mandate("lena", "KS"),
        valid_to=TODAY,
        reason=EndReason.RESIGNED,
        actor=town.actor("ingrid"),
    )

    url = reverse("people:body", args=[town.body("KS").uuid])
    shown = as_person("anna").get(url).content.decode()

    ahead, _heading, earlier = shown.partition("Tidigare uppdrag")
    assert "Bo Ek" in ahead
    assert "Lena Strand" in earlier
    assert "Avsägelse" in earlier


def test_the_story_says_who_did_what_under_which_hat(town, as_person):
    services.correct_person(
        town.person("bo"), given_name="Bosse", family_name="Ek", actor=town.actor("ingrid")
    )

    url = reverse("people:person", args=[Person.objects.get(given_name="Bosse").uuid])
    shown = as_person("anna").get(url).content.decode()

    assert (
        "Personens namn ändrades: Bosse Ek. Av Ingrid Falk (Kansliet, nämndsekreterare)."
        in shown
    )


def test_files_are_opened_safely_in_a_spreadsheet(town, as_person):
    services.register_person("=HYPERLINK", "Brodin", actor=town.actor("ingrid"))

    shown = as_person("anna").get(reverse("people:persons"), {"format": "csv"}).content.decode()

    assert "'=HYPERLINK Brodin" in shown


def test_whoever_may_not_read_the_register_sees_only_their_own_page(town, as_person):
    for key in ("anna", "mikael"):
        for mandate in town.person(key).mandates.all():
            mandate.delete()
    client = as_person("anna")

    assert client.get(reverse("people:persons")).status_code == 403
    assert (
        client.get(reverse("people:person", args=[town.person("bo").uuid])).status_code == 403
    )
    assert client.get(reverse("people:me"), follow=True).status_code == 200


@pytest.mark.parametrize("viewer", ["anna", "maria", "margareta"])
def test_those_who_only_read_are_offered_no_errand(town, as_person, viewer):
    client = as_person(viewer)

    for page, args in (
        ("body", [town.body("KS").uuid]),
        ("unit", [town.unit("ekgarden").uuid]),
        ("overview", []),
        ("parties", []),
        ("organisation", []),
        ("person", [town.person("ingrid").uuid]),
    ):
        shown = client.get(reverse(f"people:{page}", args=args)).content.decode()
        main = shown[shown.index("<main") : shown.index("</main>")]
        for word in ("/avsluta/", "/ratta/", "/ny/", "/nytt/", "/val/", "/andra/", "/import/"):
            assert word not in main, (page, word)
    assert "arbetar åt" in main  # the secretary, for which bodies


def test_a_refusal_keeps_what_was_written(town, as_person, nothing_written):
    url = reverse("people:elect", args=[town.body("KS").uuid])
    data = {
        "person": "Bo Ek",
        "role": "chair",
        "valid_from": "2026-11-12",
        "elected_paragraph": "§ 77",
    }

    with nothing_written():
        response = as_person("ingrid").post(url, data)

    shown = response.content.decode()
    assert response.status_code == 422
    assert "har redan en ordförande" in shown
    assert 'value="§ 77"' in shown
    assert 'value="Bo Ek"' in shown


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("Anna Ekelov", "Menade du någon av dem här: Anna Ekelöf"),
        ("Xyzzy Qwerty", "Lägg upp personen först"),
        ("bo@lindakra.example", ""),
        ("sofia@lindakra.example", "Ingen i registret heter sofia@lindakra.example"),
    ],
)
def test_a_person_is_named_in_words(town, as_person, name, why):
    url = reverse("people:elect", args=[town.body("KS").uuid])

    response = as_person("ingrid").post(
        url, {"person": name, "role": "member", "valid_from": "2026-11-12"}
    )

    assert response.status_code == (422 if why else 302)
    assert why in response.content.decode()


def test_two_of_one_name_are_told_apart_by_address(town, as_person):
    services.register_person(
        "Bo", "Ek", email="bo2@x.example", is_someone_else=True, actor=town.actor("ingrid")
    )
    url = reverse("people:elect", args=[town.body("KS").uuid])

    response = as_person("ingrid").post(
        url, {"person": "Bo Ek", "role": "member", "valid_from": "2026-11-12"}
    )

    assert "Det finns 2 personer som heter Bo Ek" in response.content.decode()


def test_a_page_works_without_htmx_and_is_whole_with_it(town, as_person):
    client, url = as_person("anna"), reverse("people:persons")

    plain = client.get(url).content
    asked_by_htmx = client.get(url, headers={"HX-Request": "true"}).content

    assert b"<!doctype html>" in plain.lower()
    assert b"<!doctype html>" in asked_by_htmx.lower()
