"""Where one is signed in: listed in words, and ended from another device."""

from __future__ import annotations

import pytest
from allauth.usersessions.models import UserSession
from django.test import Client

from samspel.access.queries import device_words


@pytest.fixture
def two(sign_in, town):
    """Anna, signed in at the office and on the phone."""
    office = sign_in("anna", client=Client(headers={"user-agent": "Mozilla Firefox Windows"}))
    phone = sign_in("anna", client=Client(headers={"user-agent": "Safari iPhone"}))
    return office[0], phone[0]


def test_both_devices_are_listed_in_words(two):
    office, _phone = two

    page = office.get("/konto/").content.decode()

    assert "Firefox, Windows" in page
    assert "Safari, iPhone" in page
    assert page.count("Den här enheten") == 1


def test_the_other_device_is_signed_out(two, acts):
    office, phone = two
    other = UserSession.objects.get(user_agent="Safari iPhone")

    answer = office.post(f"/konto/inloggningar/{other.pk}/")

    assert answer.headers["Location"] == "/konto/"
    assert phone.get("/min-sida/").status_code == 302
    assert office.get("/min-sida/").status_code == 200
    assert acts()[-1] == "access.session.revoked"


def test_all_others_are_signed_out_at_once(two):
    office, phone = two

    phone.post("/konto/inloggningar/andra/")

    assert office.get("/min-sida/").status_code == 302
    assert phone.get("/min-sida/").status_code == 200
    assert UserSession.objects.count() == 1


def test_nobody_ends_somebody_elses_sign_in(two, as_person, nothing_written):
    session = UserSession.objects.first()
    client = as_person("bo")

    with nothing_written():
        answer = client.post(f"/konto/inloggningar/{session.pk}/")

    assert answer.status_code == 404


def test_a_new_password_ends_the_other_sign_ins(two):
    from tests.cast import PASSWORD

    office, phone = two

    answer = office.post(
        "/inloggning/losenord/byt/",
        {
            "oldpassword": PASSWORD,
            "password1": "fyra-gula-spannmål",
            "password2": "fyra-gula-spannmål",
        },
    )

    assert answer.status_code == 302
    assert office.get("/min-sida/").status_code == 200
    assert phone.get("/min-sida/").status_code == 302


@pytest.mark.parametrize(
    ("agent", "words"),
    [
        ("Mozilla/5.0 (X11; Linux x86_64) Gecko Firefox/140.0", "Firefox, Linux"),
        ("Mozilla/5.0 (Windows NT 10.0) Chrome/140 Safari/537 Edg/140", "Edge, Windows"),
        ("Mozilla/5.0 (Macintosh; Intel Mac OS X) Chrome/140 Safari/537", "Chrome, Mac"),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 18 like Mac OS X) Safari/604", "Safari, iPhone"),
        ("curl/8", "Okänd webbläsare"),
    ],
)
def test_a_browser_is_named_as_its_owner_knows_it(agent, words):
    assert device_words(agent) == words
