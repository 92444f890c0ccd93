"""Every page opens for those who may see it, for nobody else, and in few statements."""

from __future__ import annotations

import pytest

from samspel.rulebooks.queries import versions
from tests.rulebooks.web.addresses import ABOUT, GENERAL, OPEN, TRIED, WRITING, about

MOST_STATEMENTS = 12
SAMPLE = ("text", "version", "compare", "trial", "facts", "cases", "file", "propose")
STRANGERS = ("anna", "karin", "maria", "helena", "pia", "johan")


@pytest.fixture(autouse=True)
def _nothing_is_known_from_before():
    versions._KNOWN.clear()


@pytest.mark.parametrize("name", OPEN)
def test_a_page_of_what_is_in_force_opens_for_everybody(as_person, in_force, name):
    assert as_person("maria").get(about(in_force)[name]).status_code == 200


@pytest.mark.parametrize("name", TRIED)
def test_only_those_who_keep_or_audit_the_rules_try_a_version_on_what_was_done(
    as_person, in_force, name
):
    address = about(in_force)[name]

    assert as_person("margareta").get(address).status_code == 200
    assert as_person("anna").get(address).status_code == 403


@pytest.mark.parametrize("person", STRANGERS)
def test_a_draft_is_not_found_by_those_who_do_not_keep_the_guideline(as_person, draft, person):
    client, addresses = as_person(person), about(draft)
    found = {client.get(addresses[name]).status_code for name in SAMPLE}

    assert found == {404}


@pytest.mark.parametrize("name", WRITING)
def test_a_page_to_write_on_is_closed_to_those_who_only_read(as_person, in_force, name):
    assert as_person("karin").get(about(in_force)[name]).status_code == 403


def test_whoever_confirms_but_does_not_propose_reads_a_draft_without_its_editor(
    as_person, draft
):
    page = as_person("elisabet").get(about(draft)["version"])

    assert page.status_code == 200
    assert "Ändra stycket" not in page.content.decode()


def test_nobody_reads_a_guideline_without_signing_in(client, in_force):
    response = client.get(about(in_force)["text"])

    assert response.status_code == 302
    assert "/inloggning/" in response["Location"]


@pytest.mark.parametrize("name", [*GENERAL, *ABOUT])
def test_a_page_opens_for_the_secretary_with_at_most_twelve_statements(
    as_person, in_force, draft, statement_count, name
):
    client = as_person("ingrid")
    address = (GENERAL | about(draft))[name]
    versions._KNOWN.clear()

    with statement_count() as asked:
        response = client.get(address)

    assert response.status_code == 200
    assert response.content.decode().count("<h1") == 1
    assert len(asked) <= MOST_STATEMENTS


def test_the_municipality_s_own_words_are_marked_as_swedish_on_an_english_page(
    as_person, in_force, settings
):
    client = as_person("ingrid")
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"

    page = client.get(about(in_force)["text"]).content.decode()

    assert '<html lang="en"' in page
    assert (
        f'<h1 class="ds-heading" data-size="lg"><span lang="sv">{in_force.title}</span>' in page
    )
    assert '<div class="sp-paragraph__words" lang="sv">' in page
