"""`samspel setup`: a real municipality with its first administrator, or nothing at all."""

from __future__ import annotations

import io
import re

import pytest
from django.apps import apps
from django.db import connection
from django.test import Client

from samspel.access.models import Grant, User
from samspel.audit.models import AuditEntry
from samspel.config.setup import SetupRefused, set_up
from samspel.people.models import Body, Municipality, Person

GIVEN = {
    "municipality": "Norrvikens kommun",
    "given_name": "Eva",
    "family_name": "Strid",
    "email": "Eva.Strid@norrviken.example",
}


@pytest.fixture
def empty(db):
    """A database with tables and nothing in them."""
    tables = [
        model._meta.db_table
        for model in apps.get_models(include_auto_created=True)
        if model._meta.managed and model._meta.app_label != "contenttypes"
    ]
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        cursor.execute(f"TRUNCATE {', '.join(tables)} CASCADE")
        cursor.execute("SET LOCAL session_replication_role = origin")


def test_a_municipality_stands_with_an_administrator_who_may_all_that_is_needed(empty, capsys):
    code = set_up(**GIVEN)

    user = User.objects.get()
    assert code == 0
    assert Municipality.objects.get().name == "Norrvikens kommun"
    assert not Municipality.objects.get().is_demo
    assert (user.email, user.person.name) == ("eva.strid@norrviken.example", "Eva Strid")
    assert Body.objects.filter(short_name="KS").exists()
    assert Grant.objects.filter(role="administrator").exists()
    assert AuditEntry.objects.filter(act="access.account.provisioned").count() == 1
    assert "följ checklistan" in capsys.readouterr().out


def test_the_printed_link_leads_in_and_the_start_page_shows_what_to_do(empty, capsys):
    set_up(**GIVEN)
    path = re.search(r"http://testserver(/inloggning/losenord\S+)", capsys.readouterr().out)[1]
    client = Client()

    form = client.get(path, follow=True).redirect_chain[-1][0]
    client.post(form, {"password1": "fyra-gula-spannmål", "password2": "fyra-gula-spannmål"})
    client.post(
        "/inloggning/",
        {"login": "eva.strid@norrviken.example", "password": "fyra-gula-spannmål"},
    )
    page = client.get("/min-sida/").content.decode()

    assert "Kom i gång" in page
    assert page.count("Återstår") == 10


def test_what_is_missing_is_asked_for_until_it_is_given(empty, monkeypatch, capsys):
    answers = iter(["", "Norrvikens kommun", "Eva", "Strid", "eva.strid@norrviken.example"])
    monkeypatch.setattr("builtins.input", lambda _question: next(answers))

    code = set_up(municipality=None, given_name=None, family_name=None, email=None)

    assert code == 0
    assert Person.objects.get().name == "Eva Strid"


def test_nobody_to_ask_is_one_clear_line(empty, monkeypatch):
    monkeypatch.setattr("sys.stdin", io.StringIO(""))

    with pytest.raises(SetupRefused, match="Kommunens namn saknas"):
        set_up(**{**GIVEN, "municipality": None})

    assert not Municipality.objects.exists()


def test_an_address_that_is_none_leaves_the_database_empty(empty):
    with pytest.raises(SetupRefused, match="inte en e-postadress"):
        set_up(**{**GIVEN, "email": "eva.strid"})

    assert not Municipality.objects.exists()
    assert not AuditEntry.objects.exists()


def test_a_database_with_a_municipality_is_left_alone(town):
    before = AuditEntry.objects.count()

    with pytest.raises(SetupRefused, match="har redan en kommun"):
        set_up(**GIVEN)

    assert AuditEntry.objects.count() == before
    assert not User.objects.filter(email="eva.strid@norrviken.example").exists()
