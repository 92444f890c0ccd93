"""The administrator's pages and one's own, in both languages, with and without htmx."""

from __future__ import annotations

import pytest

from samspel.access.models import Grant, User
from samspel.people.enums import PositionRole
from samspel.people.models import Mandate
from tests.access.conftest import newcomer
from tests.cast import TODAY

KEEPERS_PAGES = [
    "/konto/alla/",
    "/konto/alla/?visa=oppna",
    "/konto/nya/",
    "/konto/positioner/",
    "/konto/positioner/chair/",
]
EVERYBODYS_PAGES = [
    "/konto/",
    "/inloggning/ut/",
    "/inloggning/losenord/byt/",
    "/inloggning/tva-steg/",
    "/inloggning/tva-steg/nycklar/",
]
OPEN_PAGES = [
    "/inloggning/",
    "/inloggning/stangt/",
    "/inloggning/losenord/",
    "/inloggning/losenord/skickat/",
    "/inloggning/losenord/klart/",
    "/konto/demo/",
]


@pytest.fixture(params=["sv", "en"])
def language(request):
    return request.param


@pytest.mark.parametrize("path", KEEPERS_PAGES + EVERYBODYS_PAGES)
@pytest.mark.parametrize("htmx", [{}, {"HX-Request": "true"}], ids=["whole", "htmx"])
def test_a_page_opens_in_both_languages(as_person, path, language, htmx):
    client = as_person("tomas")
    client.cookies["django_language"] = language

    answer = client.get(path, headers=htmx)

    assert answer.status_code == 200
    assert f'<html lang="{language}"' in answer.content.decode()


@pytest.mark.parametrize("path", OPEN_PAGES)
def test_a_page_on_the_way_in_opens_in_both_languages(town, client, path, language):
    client.cookies["django_language"] = language

    answer = client.get(path)

    assert answer.status_code == 200
    assert f'<html lang="{language}"' in answer.content.decode()


@pytest.mark.parametrize("path", KEEPERS_PAGES)
@pytest.mark.parametrize("name", ["anna", "ingrid", "margareta"])
def test_others_read_why_they_may_not(as_person, path, name):
    answer = as_person(name).get(path)

    assert answer.status_code == 403
    assert "sköts av kommunens systemförvaltare" in answer.content.decode()


@pytest.mark.parametrize("path", KEEPERS_PAGES + EVERYBODYS_PAGES[:1])
def test_a_stranger_is_sent_to_sign_in(town, client, path):
    answer = client.get(path)

    assert answer.status_code == 302
    assert answer.headers["Location"].startswith("/inloggning/?next=")


def test_an_account_is_shut_and_opened_on_its_page(as_person, town):
    client = as_person("tomas")
    base = f"/konto/alla/{town.person('bo').uuid}/"

    shut = client.post(base + "stang/", follow=True)
    opened = client.post(base + "oppna/", follow=True)

    assert "Kontot är stängt." in shut.content.decode()
    assert "Kontot är öppet igen." in opened.content.decode()


def test_a_refusal_is_said_on_the_page_and_nothing_is_written(as_person, town, nothing_written):
    client = as_person("tomas")
    base = f"/konto/alla/{town.person('tomas').uuid}/"

    with nothing_written():
        answer = client.post(base + "stang/", headers={"referer": base}, follow=True)

    assert "Du kan inte stänga ditt eget konto." in answer.content.decode()


@pytest.mark.parametrize("act", ["stang", "oppna", "bjud-in", "adress"])
@pytest.mark.parametrize("name", ["anna", "ingrid", "margareta"])
def test_a_refused_post_writes_nothing(as_person, town, nothing_written, act, name):
    client = as_person(name)

    with nothing_written():
        answer = client.post(
            f"/konto/alla/{town.person('bo').uuid}/{act}/", {"email": "x@y.example"}
        )

    assert answer.status_code == 403


def test_an_address_in_use_keeps_what_was_typed(as_person, town, nothing_written):
    client = as_person("tomas")

    with nothing_written():
        answer = client.post(
            f"/konto/alla/{town.person('bo').uuid}/adress/", {"email": "anna@lindakra.example"}
        )

    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Adressen används redan av ett annat konto." in page
    assert 'value="anna@lindakra.example"' in page


@pytest.fixture
def waiting(town):
    """Two newcomers with mandates; one has a protected identity."""
    people = [newcomer(), newcomer("Vera", "Holm", is_protected=True)]
    for person in people:
        Mandate.objects.create(
            person=person, body=town.body("SN"), role=PositionRole.SUBSTITUTE, valid_from=TODAY
        )
    return people


def test_many_accounts_are_opened_from_the_list(as_person, waiting):
    nils, vera = waiting
    client = as_person("tomas")

    page = client.get("/konto/nya/").content.decode()
    answer = client.post(
        "/konto/nya/",
        {
            f"valj_{nils.pk}": "on",
            f"adress_{nils.pk}": "nils@lindakra.example",
            f"valj_{vera.pk}": "on",
            f"adress_{vera.pk}": "",
        },
        follow=True,
    )

    assert "vera@lindakra.example" not in page
    assert "2 konton är öppnade" in answer.content.decode()
    assert User.objects.get(person=vera).email == "vera@lindakra.example"


def test_a_refused_list_is_shown_again_as_it_was_filled_in(as_person, waiting, nothing_written):
    nils, _vera = waiting
    client = as_person("tomas")

    with nothing_written():
        answer = client.post(
            "/konto/nya/",
            {f"valj_{nils.pk}": "on", f"adress_{nils.pk}": "anna@lindakra.example"},
        )

    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Nils Brodin: Adressen används redan" in page
    assert 'value="anna@lindakra.example"' in page
    assert "checked" in page


def test_a_position_is_changed_on_its_page(as_person, town):
    client = as_person("tomas")

    answer = client.post(
        "/konto/positioner/officer/",
        {"people": ["people.register.read"], "meetings": ["meetings.meeting.read"]},
        follow=True,
    )

    given = set(
        Grant.objects.filter(role="officer", body=None).values_list("capability", flat=True)
    )
    assert "gäller från nästa sida" in answer.content.decode()
    assert given == {"people.register.read", "meetings.meeting.read"}


def test_what_one_body_adds_is_changed_apart(as_person, town):
    client = as_person("tomas")
    body = town.body("SN")

    page = client.get(f"/konto/positioner/chair/?organ={body.uuid}").content.decode()
    client.post(
        f"/konto/positioner/chair/?organ={body.uuid}", {"meetings": ["meetings.meeting.keep"]}
    )
    overview = client.get("/konto/positioner/").content.decode()

    assert "access.account.keep" not in page
    assert Grant.objects.filter(role="chair", body=body).count() == 1
    assert "Ordförande i Socialnämnden" in overview


def test_the_branch_that_everybody_sits_on_stays(as_person, nothing_written):
    client = as_person("tomas")

    with nothing_written():
        answer = client.post("/konto/positioner/administrator/", {})

    assert answer.status_code == 422
    assert "ingen längre kunna sköta konton" in answer.content.decode()


def test_an_unknown_position_has_no_page(as_person):
    assert as_person("tomas").get("/konto/positioner/kejsare/").status_code == 404


def test_accounts_are_exported_without_protected_addresses(as_person):
    answer = as_person("tomas").get("/konto/alla/?format=csv")

    text = answer.content.decode("utf-8-sig")
    assert "Anna Ekelöf;anna@lindakra.example" in text
    assert "sofia@" not in text
    assert "Sofia Åkesson;Skyddade uppgifter" in text


@pytest.mark.parametrize("path", [*KEEPERS_PAGES, "/konto/"])
def test_no_page_asks_more_than_twelve_times(as_person, statement_count, path):
    client = as_person("tomas")

    with statement_count() as statements:
        client.get(path)

    assert len(statements) <= 12
