"""Signing in with a key (passkey), from adding it to losing it."""

from __future__ import annotations

import html
import json
import re

import pytest
from allauth.mfa.models import Authenticator
from django.core import mail
from django.test import Client

from samspel.audit.models import AuditEntry
from tests.access.key import HOST, SoftKey
from tests.cast import PASSWORD

ADD = "/inloggning/tva-steg/nycklar/ny/"


def browser() -> Client:
    return Client(headers={"host": HOST, "user-agent": "Firefox Linux"})


def options_on(page: str) -> dict:
    return json.loads(html.unescape(re.search(r"data-options='([^']+)'", page)[1]))


@pytest.fixture
def with_key(sign_in, town, django_capture_on_commit_callbacks):
    """Anna's browser after she has added a key that signs in by itself; and the key."""
    client, _answer = sign_in("anna", client=browser())
    client.post(f"/inloggning/igen/?next={ADD}", {"password": PASSWORD})
    key = SoftKey()
    answer = key.create(options_on(client.get(ADD).content.decode()))
    with django_capture_on_commit_callbacks(execute=True):
        client.post(
            ADD,
            {"name": "Min mobil", "passwordless": "on", "credential": json.dumps(answer)},
        )
    return client, key


def test_an_added_key_is_listed_logged_and_told(with_key):
    client, _key = with_key

    page = client.get("/inloggning/tva-steg/nycklar/").content.decode()

    assert "Min mobil" in page
    assert "Loggar in utan lösenord." in page
    facts = AuditEntry.objects.filter(act="access.second_step.added").values_list(
        "facts", flat=True
    )
    assert {"kind": "webauthn"} in list(facts)
    assert "En nyckel är tillagd" in [each.subject for each in mail.outbox]


def test_a_key_alone_signs_in(with_key):
    _client, key = with_key
    other = browser()
    question = other.get("/inloggning/nyckel/", headers={"accept": "application/json"}).json()

    answer = other.post(
        "/inloggning/nyckel/", {"credential": json.dumps(key.get(question["request_options"]))}
    )

    assert answer.headers["Location"] == "/min-sida/"
    assert other.get("/min-sida/").status_code == 200
    entry = AuditEntry.objects.filter(act="access.session.started").latest("id")
    assert entry.facts == {"methods": ["webauthn"]}


def test_a_key_is_the_second_step_after_a_password(with_key, sign_in):
    _client, key = with_key
    other, first = sign_in("anna", client=browser())
    question = options_on(other.get("/inloggning/kod/").content.decode())

    answer = other.post("/inloggning/kod/", {"credential": json.dumps(key.get(question))})

    assert first.headers["Location"] == "/inloggning/kod/"
    assert answer.headers["Location"] == "/min-sida/"


def test_somebody_elses_key_does_not_open_the_account(with_key, town):
    other, stranger = browser(), SoftKey()
    stranger.user_handle = with_key[1].user_handle
    question = other.get("/inloggning/nyckel/", headers={"accept": "application/json"}).json()

    answer = other.post(
        "/inloggning/nyckel/",
        {"credential": json.dumps(stranger.get(question["request_options"]))},
    )

    assert answer.headers["Location"] == "/inloggning/"
    assert other.get("/min-sida/").status_code == 302


def test_an_answer_to_an_old_question_is_refused(with_key):
    _client, key = with_key
    first, second = browser(), browser()
    ask = {"accept": "application/json"}
    question = first.get("/inloggning/nyckel/", headers=ask).json()["request_options"]
    second.get("/inloggning/nyckel/", headers=ask)

    answer = second.post("/inloggning/nyckel/", {"credential": json.dumps(key.get(question))})

    assert answer.headers["Location"] == "/inloggning/"
    assert second.get("/min-sida/").status_code == 302


def test_an_answer_that_cannot_be_read_is_refused_and_never_breaks(with_key, sign_in):
    client, _key = with_key
    other, _first = sign_in("anna", client=browser())
    answers = []

    for unread in ("9" * 5000, "[" * 20_000, '{"rawId": "a"}', "17"):
        sent = {"name": "En till", "credential": unread}
        answers.append(
            (
                browser().post("/inloggning/nyckel/", sent).status_code,
                other.post("/inloggning/kod/", sent).status_code,
                client.post("/inloggning/igen/nyckel/", sent).status_code,
                client.post(ADD, sent).status_code,
            )
        )

    assert answers == [(302, 422, 302, 422)] * 4
    assert Authenticator.objects.filter(type="webauthn").count() == 1


def test_a_key_is_renamed_and_removed(with_key, django_capture_on_commit_callbacks):
    client, _key = with_key
    pk = Authenticator.objects.get(type="webauthn").pk

    client.post(f"/inloggning/tva-steg/nycklar/{pk}/", {"name": "Gamla mobilen"})
    renamed = client.get("/inloggning/tva-steg/nycklar/").content.decode()
    with django_capture_on_commit_callbacks(execute=True):
        client.post(f"/inloggning/tva-steg/nycklar/{pk}/ta-bort/")

    assert "Gamla mobilen" in renamed
    assert not Authenticator.objects.exists()


def test_the_script_is_ours_and_nothing_stands_inline(town):
    page = Client().get("/inloggning/")

    assert "access/js/passkeys.js" in page.content.decode()
    assert not re.search(r"<script(?![^>]*\bsrc=)", page.content.decode())
    assert "unsafe-inline" not in page.headers["Content-Security-Policy"]


def test_on_a_bare_number_the_page_says_where_a_key_can_be_added(with_key):
    client, _key = with_key

    here = client.get(ADD, headers={"host": "127.0.0.1:8000"}).content.decode()
    far = client.get(ADD, headers={"host": "192.0.2.7"}).content.decode()
    named = client.get(ADD).content.decode()

    assert "du har öppnat Samspel på en adress med siffror" in here
    assert f'href="http://localhost:8000{ADD}"' in here
    assert "Öppna Samspel på kommunens vanliga adress i stället." in far
    assert "siffror" not in named
