"""The second step: an app with codes, reserve codes, and showing again that it is you."""

from __future__ import annotations

import datetime as dt
import re

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.core import mail
from django.test import Client

from samspel.audit.models import AuditEntry
from tests.cast import PASSWORD
from tests.conftest import NOW


def code_for(secret: str, at: dt.datetime = NOW) -> str:
    return format_hotp_value(hotp_value(secret, int(at.timestamp()) // 30))


def activate(client: Client) -> str:
    """Tie an app to the account that is signed in; give its secret."""
    client.get("/inloggning/tva-steg/app/")
    client.post("/inloggning/igen/?next=/inloggning/tva-steg/app/", {"password": PASSWORD})
    page = client.get("/inloggning/tva-steg/app/").content.decode()
    secret = re.search(r"<code[^>]*>([A-Z2-7]+)</code>", page)[1]
    client.post("/inloggning/tva-steg/app/", {"code": code_for(secret)})
    return secret


@pytest.fixture
def with_app(sign_in, town, django_capture_on_commit_callbacks):
    """Anna, signed in, with an app tied to the account; and its secret."""
    client, _answer = sign_in("anna")
    with django_capture_on_commit_callbacks(execute=True):
        secret = activate(client)
    return client, secret


def test_an_app_is_tied_after_showing_again_that_it_is_you(sign_in, town):
    client, _answer = sign_in("anna")

    asked = client.get("/inloggning/tva-steg/app/")

    assert asked.status_code == 302
    assert asked.headers["Location"].startswith("/inloggning/igen/")


def test_a_tied_app_is_logged_and_its_owner_told(with_app, acts):
    kinds = set(Authenticator.objects.values_list("type", flat=True))

    assert kinds == {"totp", "recovery_codes"}
    added = AuditEntry.objects.filter(act="access.second_step.added")
    assert [entry.facts for entry in added] == [{"kind": "totp"}, {"kind": "recovery_codes"}]
    assert "Tvåstegsinloggning är påslagen" in [each.subject for each in mail.outbox]


def test_the_secret_is_not_in_the_clear_in_the_database(with_app):
    _client, secret = with_app

    stored = str(list(Authenticator.objects.values_list("data", flat=True)))

    assert secret not in stored


def test_a_wrong_code_ties_nothing(sign_in, town):
    client, _answer = sign_in("anna")
    client.post("/inloggning/igen/?next=/inloggning/tva-steg/app/", {"password": PASSWORD})
    client.get("/inloggning/tva-steg/app/")

    answer = client.post("/inloggning/tva-steg/app/", {"code": "000000"})

    assert answer.status_code == 422
    assert "Koden stämmer inte" in answer.content.decode()
    assert not Authenticator.objects.exists()


def test_sign_in_then_asks_for_a_code(with_app, sign_in, acts):
    _client, secret = with_app
    later = NOW + dt.timedelta(minutes=2)

    with time_machine.travel(later, tick=False):
        client, first = sign_in("anna")
        between = client.get("/min-sida/")
        page = client.get("/inloggning/kod/")
        done = client.post("/inloggning/kod/", {"code": code_for(secret, later)})

    assert first.headers["Location"] == "/inloggning/kod/"
    assert between.status_code == 302
    assert "Ett steg till" in page.content.decode()
    assert done.headers["Location"] == "/min-sida/"
    entry = AuditEntry.objects.filter(act="access.session.started").latest("id")
    assert entry.facts == {"methods": ["password", "totp"]}


def test_a_wrong_code_is_refused_and_counted(with_app, sign_in, town):
    client, _first = sign_in("anna")

    answer = client.post("/inloggning/kod/", {"code": "000000"})

    assert answer.status_code == 422
    assert "Koden stämmer inte" in answer.content.decode()
    entry = AuditEntry.objects.latest("id")
    assert entry.act == "access.session.refused"
    assert entry.facts == {"step": "second_step", "account_id": town.user("anna").pk}


def test_codes_cannot_be_guessed_for_long(with_app, sign_in):
    client, _first = sign_in("anna")
    for _try in range(5):
        client.post("/inloggning/kod/", {"code": "000000"})

    answer = client.post("/inloggning/kod/", {"code": "000000"})

    assert "Det blev för många försök" in answer.content.decode()


def test_a_reserve_code_works_once(with_app, sign_in):
    client, _secret = with_app
    page = client.get("/inloggning/tva-steg/koder/").content.decode()
    codes = re.findall(r"<li><code>(\d+)</code></li>", page)
    first, _answer = sign_in("anna")
    second, _again = sign_in("anna")

    once = first.post("/inloggning/kod/", {"code": codes[0]})
    twice = second.post("/inloggning/kod/", {"code": codes[0]})

    assert len(codes) == 10
    assert once.headers["Location"] == "/min-sida/"
    assert twice.status_code == 422


def test_reserve_codes_are_downloaded_and_renewed(with_app, django_capture_on_commit_callbacks):
    client, _secret = with_app
    before = client.get("/inloggning/tva-steg/koder/hamta/").content.decode()

    with django_capture_on_commit_callbacks(execute=True):
        client.post("/inloggning/tva-steg/koder/nya/")
    after = client.get("/inloggning/tva-steg/koder/hamta/").content.decode()

    assert len(re.findall(r"^\d+$", before, re.MULTILINE)) == 10
    assert set(re.findall(r"^\d+$", before, re.MULTILINE)).isdisjoint(after.split())
    assert AuditEntry.objects.filter(act="access.second_step.renewed").count() == 1


def test_an_untied_app_is_no_longer_asked_for(with_app, sign_in):
    client, _secret = with_app

    client.post("/inloggning/tva-steg/app/ta-bort/")

    assert not Authenticator.objects.exists()
    assert sign_in("anna")[1].headers["Location"] == "/min-sida/"
    assert AuditEntry.objects.filter(act="access.second_step.removed").exists()


def test_one_shows_again_that_it_is_oneself_by_a_code(with_app):
    client, secret = with_app
    later = NOW + dt.timedelta(minutes=10)

    with time_machine.travel(later, tick=False):
        asked = client.get("/inloggning/tva-steg/koder/nya/")
        client.get("/inloggning/igen/kod/?next=/inloggning/tva-steg/koder/nya/")
        done = client.post(
            "/inloggning/igen/kod/?next=/inloggning/tva-steg/koder/nya/",
            {"code": code_for(secret, later)},
        )

    assert asked.status_code == 302
    assert done.headers["Location"] == "/inloggning/tva-steg/koder/nya/"
