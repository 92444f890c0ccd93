"""Signing in without a password: in the demo municipality, and nowhere else."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client

from samspel.access import services
from samspel.access.errors import DemoRefused
from samspel.access.queries import demo_cast
from samspel.people.models import Municipality
from tests.cast import TODAY


@pytest.fixture
def real(town):
    """The database of a real municipality, made as such."""
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE people_municipality DISABLE TRIGGER USER")
        cursor.execute("UPDATE people_municipality SET is_demo = false")
        cursor.execute("ALTER TABLE people_municipality ENABLE TRIGGER USER")


def test_the_cast_is_listed_with_what_one_can_try(town):
    page = Client().get("/konto/demo/").content.decode()

    assert "Anna Ekelöf" in page
    assert "Kommunstyrelsen, ersättare; Socialnämnden, ledamot" in page
    assert "Bjud in kontaktpolitiker till din enhet" in page


def test_whoever_has_a_protected_identity_is_listed_without_name_or_workplace(town):
    birgit = town.person("birgit")
    birgit.is_protected = True
    birgit.save()

    page = Client().get("/konto/demo/").content.decode()

    assert "Sofia Åkesson" not in page
    assert "Person med skyddade personuppgifter" in page
    assert str(town.person("sofia").uuid) in page
    assert str(birgit.uuid) not in page


def test_one_button_signs_in_and_is_logged(town, acts):
    client = Client()

    answer = client.post(f"/konto/demo/{town.person('maria').uuid}/")

    assert answer.headers["Location"] == "/min-sida/"
    assert "Maria" in client.get("/min-sida/").content.decode()
    assert acts() == ["access.session.started"]


def test_one_changes_person_without_signing_out_first(town):
    client = Client()
    client.post(f"/konto/demo/{town.person('maria').uuid}/")

    client.post(f"/konto/demo/{town.person('tomas').uuid}/")

    assert "Tomas" in client.get("/min-sida/").content.decode()


def test_a_link_signs_nobody_in(town):
    assert Client().get(f"/konto/demo/{town.person('maria').uuid}/").status_code == 405


def test_the_page_does_not_exist_on_a_real_database(real, town, nothing_written):
    client = Client()

    with nothing_written():
        listed = client.get("/konto/demo/")
        entered = client.post(f"/konto/demo/{town.person('maria').uuid}/")

    assert (listed.status_code, entered.status_code) == (404, 404)
    assert client.get("/min-sida/").status_code == 302


def test_the_page_does_not_exist_outside_demo_mode(town, settings, nothing_written):
    settings.DEMO = False
    client = Client()

    with nothing_written():
        listed = client.get("/konto/demo/")
        entered = client.post(f"/konto/demo/{town.person('maria').uuid}/")

    assert (listed.status_code, entered.status_code) == (404, 404)
    assert client.get("/min-sida/").status_code == 302


def test_the_service_refuses_whoever_comes_round_the_page(real, town):
    with pytest.raises(DemoRefused, match="bara"):
        services.sign_in_as_demo_person(town.person("maria").uuid)


def test_a_real_database_cannot_be_made_a_demo(real):
    with pytest.raises(IntegrityError, match="kan inte göras till demo"):
        with transaction.atomic():
            Municipality.objects.update(is_demo=True)


def test_a_shut_account_cannot_be_chosen(town):
    services.shut_account(town.user("bo"), actor=town.actor("tomas"))

    with pytest.raises(DemoRefused, match="inget konto"):
        services.sign_in_as_demo_person(town.person("bo").uuid)


def test_the_sign_in_page_leads_there_in_the_demo_only(town, settings):
    here = Client().get("/inloggning/").content.decode()
    settings.DEMO = False
    there = Client().get("/inloggning/").content.decode()

    assert "/konto/demo/" in here
    assert "/konto/demo/" not in there


def test_a_few_guides_are_shown_for_each_role(town, statement_count):
    with statement_count() as statements:
        people = demo_cast(on=TODAY)

    guides = [each.name for each in people if each.is_guide]
    assert len(guides) == len(set(guides))
    assert {"Karin Sundell", "Gunnar Lidén", "Maria Lindqvist", "Tomas Ahl"} <= set(guides)
    assert guides[-1] == "Person med skyddade personuppgifter"
    assert len(people) == 22
    assert len(statements) == 1
