"""Signing in by password: who gets in, what is said to those who don't, and for how long."""

from __future__ import annotations

import datetime as dt
import re

import pytest
import time_machine
from django.core import mail
from django.test import Client

from samspel.access.models import User
from samspel.audit.models import AuditEntry
from samspel.people.models import Municipality
from tests.cast import PASSWORD
from tests.conftest import NOW

WRONG = "E-postadressen eller lösenordet stämmer inte"


def refused():
    return list(
        AuditEntry.objects.filter(act="access.session.refused").values_list(
            "subject_name", "actor_name", "facts"
        )
    )


def test_the_right_password_leads_to_the_start_page(sign_in, town, acts):
    client, answer = sign_in("anna")

    assert answer.status_code == 302
    assert answer.headers["Location"] == "/min-sida/"
    assert client.get("/min-sida/").status_code == 200
    assert acts() == ["access.session.started"]
    entry = AuditEntry.objects.latest("id")
    assert (entry.actor_name, entry.facts) == ("Anna Ekelöf", {"methods": ["password"]})


def test_the_address_may_be_written_in_capitals(town):
    answer = Client().post(
        "/inloggning/", {"login": " ANNA@lindakra.example ", "password": PASSWORD}
    )

    assert answer.headers["Location"] == "/min-sida/"


def test_a_wrong_password_is_refused_without_personal_data_in_the_log(sign_in, town):
    client, answer = sign_in("anna", "inte-mitt-lösenord")

    page = answer.content.decode()
    assert answer.status_code == 422
    assert WRONG in page
    assert "<title>Fel: " in page
    assert "anna@lindakra.example" in page
    assert client.get("/min-sida/").status_code == 302
    assert refused() == [
        (
            "Lindåkra kommun",
            "inloggning",
            {"step": "password", "account_id": town.user("anna").pk},
        )
    ]


def test_an_unknown_address_gets_the_very_same_answer(sign_in, town):
    known = sign_in("anna", "fel")[1].content.decode()
    unknown = sign_in("ingen-alls", "fel")[1].content.decode()

    assert _plain(known, "anna") == _plain(unknown, "ingen-alls")
    assert refused()[1] == (
        "Lindåkra kommun",
        "inloggning",
        {"step": "password", "account_id": None},
    )


def _plain(page: str, name: str) -> str:
    """Take away what differs by chance: tokens and the address that was typed."""
    return re.sub(r'value="[^"]{60,}"', "", page).replace(name, "NAMN")


def test_asking_for_a_link_tells_nobody_whether_there_is_an_account(town):
    pages = []
    for name in ("anna", "ingen-alls"):
        answer = Client().post(
            "/inloggning/losenord/", {"email": f"{name}@lindakra.example"}, follow=True
        )
        pages.append(_plain(answer.content.decode(), name))

    assert pages[0] == pages[1]
    assert [each.to for each in mail.outbox] == [["anna@lindakra.example"]]


def test_a_shut_account_gets_no_link(town):
    User.objects.filter(email="anna@lindakra.example").update(is_active=False)

    Client().post("/inloggning/losenord/", {"email": "anna@lindakra.example"})

    assert mail.outbox == []


def test_a_forgotten_password_is_replaced_and_the_owner_is_told(town, sign_in, acts):
    client = Client()
    client.post("/inloggning/losenord/", {"email": "anna@lindakra.example"})
    path = re.search(r"http://testserver(\S+)", mail.outbox[0].body)[1]

    form = client.get(path, follow=True).redirect_chain[-1][0]
    client.post(form, {"password1": "fyra-gula-spannmål", "password2": "fyra-gula-spannmål"})

    assert sign_in("anna")[1].status_code == 422
    assert sign_in("anna", "fyra-gula-spannmål")[1].status_code == 302
    assert "access.password.changed" in acts()
    assert mail.outbox[-1].subject == "Ditt lösenord till Samspel är bytt"


@pytest.mark.parametrize(
    ("first", "second", "why"),
    [
        ("kort", "kort", "minst 12"),
        ("anna@lindakra.example", "anna@lindakra.example", "e"),
        ("fyra-gula-spannmål", "fem-gula-spannmål", "samma lösenord"),
    ],
)
def test_a_weak_or_mistyped_password_is_not_taken(town, first, second, why):
    client = Client()
    client.post("/inloggning/losenord/", {"email": "anna@lindakra.example"})
    path = re.search(r"http://testserver(\S+)", mail.outbox[0].body)[1]
    form = client.get(path, follow=True).redirect_chain[-1][0]

    answer = client.post(form, {"password1": first, "password2": second})

    assert answer.status_code == 422
    assert why in answer.content.decode()
    assert town.user("anna").check_password(PASSWORD)


def test_after_five_wrong_tries_the_account_waits_and_then_may_try_again(sign_in, town):
    for _try in range(5):
        assert WRONG in sign_in("anna", "fel")[1].content.decode()

    page = sign_in("anna")[1].content.decode()
    with time_machine.travel(NOW + dt.timedelta(minutes=6), tick=False):
        later = sign_in("anna")[1]

    assert "Det blev för många försök" in page
    assert later.headers["Location"] == "/min-sida/"


def test_a_new_password_ends_the_wait(sign_in, town):
    for _try in range(6):
        sign_in("anna", "fel")
    client = Client()
    client.post("/inloggning/losenord/", {"email": "anna@lindakra.example"})
    path = re.search(r"http://testserver(\S+)", mail.outbox[0].body)[1]
    form = client.get(path, follow=True).redirect_chain[-1][0]
    client.post(form, {"password1": "fyra-gula-spannmål", "password2": "fyra-gula-spannmål"})

    assert sign_in("anna", "fyra-gula-spannmål")[1].status_code == 302


def test_one_place_that_tries_too_often_gets_a_page_in_swedish(town, settings):
    settings.ACCOUNT_RATE_LIMITS = {"login": "2/m/ip"}
    client = Client()
    answers = [
        client.post("/inloggning/", {"login": "x@y.example", "password": "fel"})
        for _try in range(3)
    ]

    assert [each.status_code for each in answers] == [422, 422, 429]
    assert "Det blev för många försök" in answers[2].content.decode()


@pytest.mark.parametrize("path", ["signup/", "registrera/", "email/", "login/code/"])
def test_there_is_no_way_to_register_oneself(town, path):
    assert Client().get(f"/inloggning/{path}").status_code == 404
    assert Client().post(f"/inloggning/{path}").status_code == 404


def test_signing_out_is_a_post_and_is_logged(as_person, acts):
    client = as_person("anna")

    asked = client.get("/inloggning/ut/")
    still = client.get("/min-sida/")
    done = client.post("/inloggning/ut/")

    assert asked.status_code == 200
    assert still.status_code == 200
    assert done.headers["Location"] == "/inloggning/"
    assert client.get("/min-sida/").status_code == 302
    assert acts() == ["access.session.ended"]


def test_the_language_of_the_account_is_put_on_at_sign_in(sign_in, town):
    User.objects.filter(email="anna@lindakra.example").update(language="en")

    answer = sign_in("anna")[1]

    assert answer.cookies["django_language"].value == "en"


def test_a_language_chosen_on_the_device_wins(sign_in, town):
    client = Client()
    client.get("/sprak/en/?till=/inloggning/")

    answer = sign_in("anna", client=client)[1]

    assert "django_language" not in answer.cookies


def test_the_language_switch_stays_on_the_page(as_person):
    client = as_person("anna")

    page = client.get("/konto/?a=1").content.decode()
    answer = client.get("/sprak/en/?till=/konto/%3Fa%3D1")

    assert "/sprak/en/?till=%2Fkonto%2F%3Fa%3D1" in page
    assert answer.headers["Location"] == "/konto/?a=1"
    assert '<html lang="en"' in client.get("/konto/").content.decode()


def test_sign_in_leads_back_to_the_page_that_was_asked_for(town):
    client = Client()
    asked = client.get("/konto/")

    answer = client.post(
        asked.headers["Location"], {"login": "anna@lindakra.example", "password": PASSWORD}
    )

    assert asked.headers["Location"] == "/inloggning/?next=/konto/"
    assert answer.headers["Location"] == "/konto/"


def test_sign_in_never_leads_to_another_site(town):
    answer = Client().post(
        "/inloggning/?next=https://ond.example/",
        {"login": "anna@lindakra.example", "password": PASSWORD},
    )

    assert answer.headers["Location"] == "/min-sida/"


def test_before_a_municipality_is_set_up_a_refused_sign_in_breaks_nothing(db, monkeypatch):
    monkeypatch.setattr("samspel.access.services.sessions.municipality", lambda: None)

    answer = Client().post("/inloggning/", {"login": "x@y.example", "password": "fel"})

    assert Municipality.objects.count() == 1
    assert answer.status_code == 422
    assert refused() == []
