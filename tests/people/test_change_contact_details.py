"""Changing how a person is reached."""

import pytest
from django.urls import reverse

from samspel.audit.models import AuditEntry
from samspel.foundation.refusal import NotAllowed, Stale
from samspel.people.services import change_contact_details

NEW = {"email": "ny@lindakra.example", "phone": "0490-2", "address": "Nygatan 2"}


def test_a_person_changes_their_own(town, acts):
    anna = change_contact_details(town.person("anna"), **NEW, actor=town.actor("anna"))

    anna.refresh_from_db()
    assert (anna.email, anna.phone, anna.address) == tuple(NEW.values())
    assert acts() == ["people.person.contacts_changed"]


def test_the_log_says_what_was_changed_and_not_to_what(town):
    change_contact_details(town.person("anna"), **NEW, actor=town.actor("anna"))

    assert AuditEntry.objects.latest("id").facts == {"changed": ["email", "phone", "address"]}


def test_nobody_else_changes_a_protected_persons(town, nothing_written):
    with nothing_written(), pytest.raises(NotAllowed, match="Skyddade uppgifter ändrar bara"):
        change_contact_details(town.person("sofia"), **NEW, actor=town.actor("tomas"))


def test_a_protected_person_changes_their_own(town):
    sofia = change_contact_details(town.person("sofia"), **NEW, actor=town.actor("sofia"))

    assert sofia.phone == "0490-2"


def test_a_stale_page_is_refused(town, nothing_written):
    anna = town.person("anna")
    change_contact_details(anna, **NEW, version=1, actor=town.actor("anna"))

    with nothing_written(), pytest.raises(Stale, match="Läs in sidan på nytt"):
        change_contact_details(
            anna, email="", phone="", address="", version=1, actor=town.actor("ingrid")
        )


def test_the_form_is_filled_in_for_the_person_and_closed_for_others(town, as_person):
    url = reverse("people:contacts", args=[town.person("sofia").uuid])

    own, keeper = as_person("sofia").get(url), as_person("tomas").get(url)

    assert 'value="sofia@lindakra.example"' in own.content.decode()
    assert keeper.status_code == 403
    assert "sofia@lindakra.example" not in keeper.content.decode()


def test_a_wrong_address_is_said_at_the_field(town, as_person, nothing_written):
    url = reverse("people:contacts", args=[town.person("anna").uuid])

    with nothing_written():
        response = as_person("anna").post(url, {"email": "ingen adress"})

    assert response.status_code == 422
    assert "<title>Fel:" in response.content.decode()
    assert 'value="ingen adress"' in response.content.decode()
