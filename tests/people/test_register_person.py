"""Putting a person in the register, and correcting the name."""

import pytest
from django.urls import reverse

from samspel.audit.models import AuditEntry
from samspel.foundation.refusal import Stale
from samspel.foundation.swedish import sort_key
from samspel.people.errors import PersonExists, RegisterRefused
from samspel.people.models import Person
from samspel.people.services import correct_person, register_person


def test_a_person_is_put_in_the_register(town, acts):
    person = register_person(
        " Nils  Erik ",
        "Brodin",
        email=" n@x.example ",
        phone="0490-1",
        actor=town.actor("ingrid"),
    )

    person.refresh_from_db()
    assert (person.name, person.email, person.phone) == (
        "Nils Erik Brodin",
        "n@x.example",
        "0490-1",
    )
    assert (person.sort_key, person.search_key) == (
        sort_key("Brodin Nils Erik"),
        "nils erik brodin",
    )
    assert acts() == ["people.person.registered"]


def test_the_log_says_who_and_nothing_of_how_they_are_reached(town):
    register_person(
        "Nils", "Brodin", email="n@x.example", phone="0490-1", actor=town.actor("ingrid")
    )

    entry = AuditEntry.objects.latest("id")
    assert (entry.subject_name, entry.facts) == ("Nils Brodin", {})


@pytest.mark.parametrize("given", ["Anna", "anna", "ANNA"])
def test_a_name_that_is_taken_is_asked_about(town, nothing_written, given):
    with (
        nothing_written(),
        pytest.raises(PersonExists, match="finns redan i registret") as found,
    ):
        register_person(given, "Ekelöf", actor=town.actor("ingrid"))

    assert found.value.namesakes == [town.person("anna")]


def test_another_person_may_have_the_same_name(town):
    anna = town.person("anna")

    person = register_person("Anna", "Ekelöf", is_someone_else=True, actor=town.actor("ingrid"))

    assert person != anna
    assert Person.objects.filter(given_name="Anna", family_name="Ekelöf").count() == 2


@pytest.mark.parametrize(("given", "family"), [("", "Brodin"), ("Nils", "  ")])
def test_both_names_are_needed(town, nothing_written, given, family):
    with nothing_written(), pytest.raises(RegisterRefused, match="både förnamn och efternamn"):
        register_person(given, family, actor=town.actor("ingrid"))


def test_somebody_protected_is_protected_from_the_start(town, acts):
    person = register_person("Nils", "Brodin", is_protected=True, actor=town.actor("ingrid"))

    assert person.is_protected
    assert acts() == ["people.person.registered", "people.person.protected"]


def test_a_name_is_corrected_with_its_keys(town, acts):
    person = correct_person(
        town.person("bo"), given_name="Bo", family_name="Åkerman", actor=town.actor("pia")
    )

    person.refresh_from_db()
    assert (person.name, person.search_key, person.version) == ("Bo Åkerman", "bo åkerman", 2)
    assert acts() == ["people.person.corrected"]


def test_a_correction_that_changes_nothing_is_not_logged(town, nothing_written):
    with nothing_written():
        correct_person(
            town.person("bo"), given_name="Bo", family_name="Ek", actor=town.actor("pia")
        )


def test_a_name_is_not_corrected_to_somebody_elses_unasked(town, nothing_written):
    with nothing_written(), pytest.raises(PersonExists, match="finns redan"):
        correct_person(
            town.person("bo"), given_name="Anna", family_name="Ekelöf", actor=town.actor("pia")
        )


def test_a_stale_page_is_refused(town, nothing_written):
    bo = town.person("bo")
    correct_person(bo, given_name="Bosse", family_name="Ek", version=1, actor=town.actor("pia"))

    with nothing_written(), pytest.raises(Stale, match="Någon annan har ändrat Bosse Ek"):
        correct_person(
            bo, given_name="Bertil", family_name="Ek", version=1, actor=town.actor("pia")
        )


def test_the_page_warns_with_a_link_and_takes_yes_for_an_answer(town, as_person):
    client, url = as_person("ingrid"), reverse("people:register-person")
    anna = reverse("people:person", args=[town.person("anna").uuid])

    warned = client.post(url, {"given_name": "Anna", "family_name": "Ekelöf"})
    done = client.post(
        url, {"given_name": "Anna", "family_name": "Ekelöf", "is_someone_else": "on"}
    )

    assert warned.status_code == 422
    assert f'href="{anna}"' in warned.content.decode()
    assert 'type="checkbox" name="is_someone_else"' in warned.content.decode()
    assert done.status_code == 302


def test_a_form_sent_twice_registers_once(town, as_person):
    client, url = as_person("ingrid"), reverse("people:register-person")
    key = "4fdb9f6c-6b3d-4c39-8d5e-2b42b16d7d0c"
    data = {"given_name": "Nils", "family_name": "Brodin", "form_key": key}

    first, second = client.post(url, data), client.post(url, data)

    assert first["Location"] == second["Location"]
    assert Person.objects.filter(family_name="Brodin").count() == 1
