"""The files of a draft as text: kept, refused beside their lines, added and taken away."""

from __future__ import annotations

import pytest

from samspel.rulebooks.models import RulesetVersion
from tests.rulebooks.web.browsing import changed, form_on, sent, words_of


@pytest.fixture
def ingrid(as_person):
    return as_person("ingrid")


@pytest.fixture
def at(draft):
    return f"/styrdokument/{draft.uuid}/filer/"


def _files(draft):
    return RulesetVersion.objects.get(pk=draft.pk).files


def test_a_file_is_changed_as_text(ingrid, draft, at):
    text = draft.files["text.yaml"].replace("De här", "Just de här").replace("\n", "\r\n")

    response = sent(ingrid, f"{at}text.yaml/", text=text)

    assert response.status_code == 302
    assert _files(draft)["text.yaml"] == text.replace("\r\n", "\n")


def test_the_lines_are_numbered_and_can_be_linked_to(ingrid, draft, at):
    page = ingrid.get(f"{at}index.yaml/").content.decode()

    assert 'id="rad-1"' in page
    assert 'href="#rad-' not in page


def test_text_that_can_not_be_read_is_kept_in_the_form_beside_what_is_wrong(ingrid, draft, at):
    text = draft.files["besok.yaml"].replace("act: visit.invite", "act: visit.teleport", 1)

    response = sent(ingrid, f"{at}besok.yaml/", text=text)

    page = response.content.decode()
    line = text[: text.index("visit.teleport")].count("\n") + 1
    assert response.status_code == 422
    assert f"besok.yaml, rad {line}: " in words_of(response)
    assert f'id="rad-{line}" data-wrong' in page
    assert form_on(response, "text")["text"] == [text]
    assert _files(draft) == draft.files


def test_a_case_that_fails_is_named_at_its_line(ingrid, draft, at):
    text = draft.files["cases.yaml"].replace("outcome: allowed", "outcome: stopped", 1)

    sent(ingrid, f"{at}cases.yaml/", text=text)

    assert _files(draft)["cases.yaml"] == text
    assert "håller inte" in words_of(ingrid.get(f"{at}cases.yaml/"))
    assert f'href="{at}cases.yaml/#rad-' in ingrid.get(at).content.decode()


SETTING = """\
- id: antal-tider
  title: Tre tider att välja bland
  act: visit.book
  clause: ersattning-3
  decided: kommunstyrelsen 2023-02-14 § 18
  set: booking.times_to_offer
  unit: tider
  value: 3
"""
LEANING = """\
- id: lagom-manga
  title: Inte fler besökare än tider
  act: visit.book
  clause: ersattning-3
  decided: kommunstyrelsen 2023-02-14 § 18
  strength: bör
  require:
    fact: visit.group_size
    lte:
      setting: booking.times_to_offer
  say: Ni är för många.
  instead: Bli färre.
"""


def test_a_file_is_added(ingrid, draft, at):
    response = sent(ingrid, f"{at}ny/", "text", name="tider.yaml", text=SETTING)

    assert response.status_code == 302
    assert _files(draft)["tider.yaml"] == SETTING


@pytest.mark.parametrize("name", ["", "index.yaml"])
def test_a_new_file_needs_a_name_of_its_own(ingrid, draft, at, name):
    response = sent(ingrid, f"{at}ny/", "text", name=name, text="[]\n")

    assert response.status_code == 422
    assert "namn som ingen annan fil har" in words_of(response)
    assert _files(draft) == draft.files


def test_a_file_with_a_name_that_can_not_be_used_is_refused(ingrid, draft, at):
    response = sent(ingrid, f"{at}ny/", "text", name="Nya regler.txt", text="[]\n")

    assert "Filnamnet går inte att använda" in words_of(response)
    assert form_on(response, "text")["name"] == ["Nya regler.txt"]


def test_a_file_that_others_lean_on_can_not_be_taken_away(ingrid, draft, at):
    sent(ingrid, f"{at}ny/", "text", name="tider.yaml", text=SETTING)
    sent(ingrid, f"{at}ny/", "text", name="fler.yaml", text=LEANING)
    page = ingrid.get(f"{at}tider.yaml/")

    response = ingrid.post(f"{at}tider.yaml/ta-bort/", form_on(page, "read"))

    assert response.status_code == 422
    assert "som riktlinjerna inte bestämmer" in words_of(response)
    assert set(_files(draft)) - set(draft.files) == {"tider.yaml", "fler.yaml"}


def test_a_file_that_nothing_leans_on_is_taken_away(town, ingrid, draft, at):
    sent(ingrid, f"{at}ny/", "text", name="tom.yaml", text="[]\n")
    page = ingrid.get(f"{at}tom.yaml/")

    response = ingrid.post(f"{at}tom.yaml/ta-bort/", form_on(page, "read"))

    assert response.status_code == 302
    assert _files(draft) == draft.files


def test_the_three_files_of_every_guideline_stay(ingrid, draft, at):
    fields = changed(form_on(ingrid.get(f"{at}index.yaml/"), "read"), {})

    assert ingrid.post(f"{at}index.yaml/ta-bort/", fields).status_code == 404


def test_what_is_in_force_is_read_but_not_written(as_person, in_force):
    address = f"/styrdokument/{in_force.uuid}/filer/index.yaml/"

    page = as_person("anna").get(address)

    assert page.status_code == 200
    assert "<textarea" not in page.content.decode()
    assert as_person("anna").post(address, {"text": "x"}).status_code == 403
