"""What no person has typed is refused; what a person reads is kept by no other."""

from __future__ import annotations

import pytest
from django.urls import reverse

MULTIPART = b'--x\r\nContent-Disposition: form-data; name="name"\r\n\r\n\\ud800\r\n--x--\r\n'


@pytest.mark.parametrize("address", ["/besok/?sok=%00", "/besok/?%00=a", "/min-sida/a%00b/"])
def test_an_address_with_a_nul_is_refused(client, address):
    assert client.get(address).status_code == 400


def test_a_form_with_a_nul_or_in_other_letters_is_refused(as_person):
    anna = as_person("anna")

    with_nul = anna.post("/konto/vyer/", {"page": "visits:list", "name": "a\0"})
    other = anna.post(
        "/konto/vyer/", MULTIPART, content_type="multipart/form-data; boundary=x; charset=utf-7"
    )

    assert (with_nul.status_code, other.status_code) == (400, 400)
    assert client_charset(anna) == 400


def client_charset(client):
    return client.get(
        "/besok/", headers={"content-type": "text/plain; charset=hex"}
    ).status_code


def test_a_number_far_beyond_every_year_and_row_is_answered_in_words(town, as_person):
    own, far = town.person("anna").uuid, 10**30
    for by, name, numbers, status in (
        ("anna", "remuneration:statement", [own, 9999], 404),
        ("anna", "remuneration:statement-pdf", [own, 0], 404),
        ("tomas", "desk:trail", ["people.person", far], 404),
        ("tomas", "rulebooks:verdict", [far], 404),
        ("anna", "access:end-session", [far], 405),
    ):
        answer = as_person(by).get(reverse(name, args=numbers))

        assert answer.status_code == status, name
    assert as_person("anna").get("/besok/?visa=alla&ar=9999").status_code == 200


def test_a_cookie_that_no_session_has_opens_nothing(client, town):
    cookie = 'sessionid="aaaaaaaaaaaa\\000"'

    assert client.get("/min-sida/", headers={"cookie": cookie}).status_code == 302


def test_what_a_signed_in_person_reads_is_kept_by_no_browser(as_person, client, town):
    own = as_person("anna").get("/register/personer/")

    assert own["Cache-Control"] == "private, no-store"
    assert "Cache-Control" not in client.get("/insyn/rapporter/")
