"""The shell round a page: what it shows, in which language, and when it must keep quiet."""

from __future__ import annotations

import re

import psycopg
import pytest
from django.contrib.sessions.exceptions import SessionInterrupted
from django.db import InterfaceError, OperationalError
from django.test import Client
from pytest_django import Settings

from samspel.foundation.refusal import NotAllowed
from samspel.kit import errors
from samspel.kit.security_headers import HEADERS
from samspel.kit.shell import NavEntry, Shell, bare


def test_the_page_wears_the_persons_own_settings(client: Client):
    html = client.get("/sida/").content.decode()

    assert '<html lang="sv" data-color-scheme="dark" data-text-size="large">' in html
    assert '<body data-keys="off">' in html


def test_the_shell_shows_hat_menu_counts_person_and_foot(client: Client):
    html = client.get("/sida/").content.decode()

    assert re.search(r'name="hat" value="m-2">\s*<span>Valnämnden</span>', html)
    assert re.search(r'value="mandate-1" aria-current="true">', html)
    assert '3<span class="ds-sr-only"> att göra</span>' in html
    assert '<span class="sp-me__initials" aria-hidden="true">AE</span>' in html
    assert "Lindåkra kommun, 0490-17 40 00" in html
    assert '<a class="ds-link" href="/hjalp/">Hjälp</a>' in html


def test_nothing_inline_is_in_a_page(client: Client):
    html = client.get("/formgivning/").content.decode()

    assert re.findall(r"<style|<script(?![^>]* src=)|\sstyle=|\son\w+=", html) == []


def test_a_page_has_one_heading_one_main_and_at_most_one_filled_button(client: Client):
    html = client.get("/formgivning/").content.decode()

    assert len(re.findall(r"<h1[ >]", html)) == 1
    assert len(re.findall(r"<main[ >]", html)) == 1
    assert len(re.findall(r'<(?:button|a) class="ds-button"(?![^>]*data-variant)', html)) == 1


def test_no_id_stands_twice_on_the_design_page(client: Client):
    html = client.get("/formgivning/", {"fel": "1"}).content.decode()
    ids = re.findall(r'\sid="([^"]+)"', html)

    assert sorted(ids) == sorted(set(ids))


def test_what_describes_a_field_is_on_the_page(client: Client):
    html = client.get("/formgivning/", {"fel": "1"}).content.decode()
    ids = set(re.findall(r'\sid="([^"]+)"', html))
    named = {
        part
        for names in re.findall(r'aria-describedby="([^"]+)"', html)
        for part in names.split()
    }

    assert len(named) > 10
    assert named - ids == set()


def test_every_answer_carries_the_security_headers(client: Client):
    headers = client.get("/sida/").headers

    assert {name: headers[name] for name in HEADERS} == HEADERS
    assert "unsafe-inline" not in headers["Content-Security-Policy"]


def test_the_language_is_swedish_whatever_the_browser_says(client: Client):
    response = client.get("/sida/", headers={"accept-language": "en-GB,en;q=0.9"})

    assert response.headers["Content-Language"] == "sv"


def test_a_link_changes_the_language_and_goes_back(client: Client):
    html = client.get("/sida/?x=1").content.decode()
    link = re.search(r'href="(/sprak/en/[^"]+)" lang="en"', html)[1]

    response = client.get(link)

    assert response.headers["Location"] == "/sida/?x=1"
    assert '<html lang="en"' in client.get("/sida/").content.decode()


def test_changing_language_never_leads_to_another_site(client: Client):
    assert client.get("/sprak/en/", {"till": "https://ond.example/"}).headers["Location"] == "/"
    assert client.get("/sprak/no/").status_code == 404


@pytest.mark.django_db
def test_an_expired_sign_in_under_htmx_moves_the_whole_page(client: Client, settings: Settings):
    settings.LOGIN_URL = "/klart/Anna/"

    response = client.post(
        "/gor/",
        {"name": "Anna"},
        headers={"hx-request": "true", "hx-current-url": "http://testserver/besok/?sida=2"},
    )

    assert response.status_code == 204
    assert response.headers["HX-Redirect"] == "/klart/Anna/?next=%2Fbesok%2F%3Fsida%3D2"


@pytest.mark.django_db
def test_other_redirects_under_htmx_are_left_alone(client: Client):
    response = client.post("/gor/", {"name": "Anna"}, headers={"hx-request": "true"})

    assert (response.status_code, "HX-Redirect" in response.headers) == (302, False)


def test_a_page_that_is_not_there_says_what_to_do(client: Client):
    response = client.get("/finns-inte/")

    html = response.content.decode()
    assert response.status_code == 404
    assert "Sidan finns inte" in html
    assert "Gå till startsidan och leta därifrån." in html


def test_a_broken_page_says_so_without_asking_for_a_shell(client: Client, settings: Settings):
    client.raise_request_exception = False
    settings.SAMSPEL_SHELL = "tests.kit.pages.broken"

    response = client.get("/trasig/")

    assert response.status_code == 500
    assert "Det beror inte på dig." in response.content.decode()


def test_what_is_refused_before_anybody_is_known_asks_for_no_shell(
    rf: object, settings: Settings, caplog: pytest.LogCaptureFixture
):
    settings.SAMSPEL_SHELL = "tests.kit.pages.broken"

    assert errors.bad_request(rf.get("/"), ValueError()).status_code == 400
    assert "no shell" not in caplog.text


@pytest.mark.parametrize(
    ("view", "status", "words"),
    [
        (errors.forbidden, 403, "inget av dina uppdrag ger rätt"),
        (lambda r: errors.bad_request(r, ValueError()), 400, "försök igen"),
        (errors.too_many, 429, "för många försök"),
        (errors.unavailable, 503, "stängt en kort stund"),
        (lambda r: errors.csrf_failure(r, "no cookie"), 403, "öppen för länge"),
    ],
)
def test_each_error_is_said_in_plain_swedish(rf: object, view: object, status: int, words: str):
    response = view(rf.get("/"))

    assert response.status_code == status
    assert words in response.content.decode()


@pytest.mark.parametrize(
    "fault",
    [OperationalError("gone"), InterfaceError("closed"), psycopg.OperationalError("gone")],
)
def test_a_database_that_goes_away_is_said_also_where_a_session_cannot_be_saved(
    rf: object, fault: Exception
):
    """Django's middleware calls it 400, and the driver's own faults know no Django."""
    interrupted = SessionInterrupted("the session was deleted")
    interrupted.__context__ = fault

    answer = errors.bad_request(rf.get("/"), interrupted)

    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "30")
    assert "når inte sin databas" in answer.content.decode()


def test_a_full_disk_of_the_database_is_said_to_be_full(rf: object):
    fault = OperationalError("could not extend file")
    fault.__cause__ = psycopg.errors.DiskFull()

    answer = errors.bad_request(rf.get("/"), fault)

    assert answer.status_code == 503
    assert "Disken som databasen ligger på är full" in answer.content.decode()


def test_a_refusals_own_words_stand_on_the_page_of_403(rf: object):
    html = errors.forbidden(
        rf.get("/"), NotAllowed("Bara revisorer läser loggen.")
    ).content.decode()

    assert "Bara revisorer läser loggen." in html


def entries(count: int) -> tuple[NavEntry, ...]:
    return tuple(NavEntry(str(i), str(i), "/", "home") for i in range(count))


def test_never_more_than_seven_entries_stand_at_once():
    assert len(Shell(nav=entries(7), more_url="/mer/").menu) == 7
    assert Shell(nav=entries(7), more_url="/mer/").has_more is False
    assert len(Shell(nav=entries(9), more_url="/mer/").menu) == 6
    assert Shell(nav=entries(9), more_url="/mer/").has_more is True


def test_a_bare_shell_has_no_person():
    assert (bare().person_name, bare().hat, bare().has_more) == ("", None, False)
