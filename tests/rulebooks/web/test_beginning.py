"""A draft is begun in four ways; what can't be read is shown with its lines, to be mended."""

from __future__ import annotations

import io
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from samspel.audit.models import AuditEntry
from samspel.rulebooks.models import RulesetVersion
from samspel.rulebooks.queries import ruleset_of
from samspel.rules.rulebook import load_shipped
from tests.rulebooks.conftest import EXAMPLE, KS
from tests.rulebooks.web.browsing import changed, form_on, sent, words_of

START = "/styrdokument/nytt/"
LIMIT = "samspel.documents.middleware.UploadLimit"


@pytest.fixture
def ingrid(as_person):
    return as_person("ingrid")


@pytest.fixture
def begin(town):
    """Give the address of the second step, for the executive board."""

    def address(way, **more):
        extra = "".join(f"&{name}={value}" for name, value in more.items())
        return f"{START}?organ={town.body('KS').uuid}&kalla={way}{extra}"

    return address


def _uploads(files):
    return [
        SimpleUploadedFile(name, text.encode(), content_type="application/yaml")
        for name, text in files.items()
    ]


def _upload(client, address, uploads):
    fields = form_on(client.get(address), "form_key")
    return client.post(address, {**fields, "upload": uploads})


def _shipped(**instead):
    return {**load_shipped(KS).files, **instead}


def test_one_chooses_body_and_way_before_anything_else(ingrid):
    page = ingrid.get(START)

    assert "Hur vill du börja?" in words_of(page)
    assert "Välj hur du vill börja" not in words_of(page)


def test_going_on_without_a_way_says_what_to_do(ingrid, town):
    page = ingrid.get(f"{START}?organ={town.body('KS').uuid}&kalla=")

    assert "Välj hur du vill börja" in words_of(page)


def test_a_draft_begins_from_a_shipped_example_as_the_body_s_own(ingrid, begin):
    response = sent(ingrid, begin("forlaga"), "shipped", shipped=EXAMPLE)

    draft = RulesetVersion.objects.get()
    ruleset = ruleset_of(draft)
    assert response["Location"] == f"/styrdokument/{draft.uuid}/om/"
    assert (ruleset.owner, str(ruleset.decision)) == ("kommunstyrelsen", "kommunstyrelsen")
    assert ruleset.is_example


def test_a_shipped_guideline_of_the_body_keeps_its_decision(ingrid, begin):
    sent(ingrid, begin("forlaga"), "shipped", shipped=KS)

    assert RulesetVersion.objects.get().citation == "kommunstyrelsen 2023-02-14 § 18"


def test_the_page_of_examples_leads_to_a_draft_from_one(ingrid, begin):
    page = ingrid.get("/styrdokument/forlagor/")

    assert f"{START}?forlaga={EXAMPLE}" in page.content.decode()
    assert (
        f'value="{EXAMPLE}" selected'
        in ingrid.get(begin("forlaga", forlaga=EXAMPLE)).content.decode()
    )


def test_a_draft_begins_from_what_is_in_force_without_its_decision(ingrid, begin, in_force):
    sent(ingrid, begin("gallande"), "form_key")

    draft = RulesetVersion.objects.exclude(pk=in_force.pk).get()
    assert draft.based_on == in_force
    assert draft.decided_on is None
    assert ruleset_of(draft).provisions == ruleset_of(in_force).provisions


def test_nothing_in_force_is_said_and_no_draft_is_made(ingrid, begin):
    response = sent(ingrid, begin("gallande"), "form_key")

    assert response.status_code == 422
    assert "Inga riktlinjer gäller för organet i dag" in words_of(response)
    assert list(RulesetVersion.objects.all()) == []


def test_an_empty_guideline_begins_with_its_name(ingrid, begin):
    sent(ingrid, begin("tom"), "title", title="Riktlinjer för besök")

    assert RulesetVersion.objects.get().title == "Riktlinjer för besök"


@pytest.mark.parametrize(
    ("way", "holding", "words"),
    [
        ("tom", "title", "Vad ska riktlinjen heta?"),
        ("filer", "form_key", "Välj riktlinjens filer"),
    ],
)
def test_what_is_missing_is_asked_for(ingrid, begin, way, holding, words):
    response = sent(ingrid, begin(way), holding)

    assert response.status_code == 422
    assert words in words_of(response)
    assert list(RulesetVersion.objects.all()) == []


def test_several_files_are_uploaded_as_one_guideline(ingrid, begin):
    response = _upload(ingrid, begin("filer"), _uploads(_shipped()))

    assert response.status_code == 302
    assert RulesetVersion.objects.get().sha256 == load_shipped(KS).sha256


def test_an_archive_is_uploaded_as_it_was_downloaded(ingrid, begin, in_force):
    packed = ingrid.get(f"/styrdokument/{in_force.uuid}/hamta/").content
    archive = SimpleUploadedFile("riktlinje.zip", packed, content_type="application/zip")

    _upload(ingrid, begin("filer"), [archive])

    assert RulesetVersion.objects.latest("pk").sha256 == in_force.sha256


def _bomb():
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("index.yaml", "0" * 50_000_000)
    return packed.getvalue()


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("riktlinje.zip", _bomb(), "för stora"),
        ("riktlinje.zip", b"PK" + bytes(3_000_000), "för stora"),
        ("index.yaml", b"%PDF-1.7", "utger sig för att vara en regelfil"),
        ("riktlinje.docx", b"PK\x03\x04", "är ingen regelfil"),
    ],
)
def test_what_is_no_guideline_is_refused_at_its_field(ingrid, begin, name, content, words):
    response = _upload(ingrid, begin("filer"), [SimpleUploadedFile(name, content)])

    assert response.status_code == 422
    assert words in words_of(response)
    assert 'aria-invalid="true"' in response.content.decode()
    assert list(RulesetVersion.objects.all()) == []


def test_a_hundred_megabytes_are_refused_before_they_are_read(ingrid, settings):
    if LIMIT not in settings.MIDDLEWARE:
        settings.MIDDLEWARE = [LIMIT, *settings.MIDDLEWARE]

    response = ingrid.post(START, {}, CONTENT_LENGTH=str(100 * 1024 * 1024))

    assert response.status_code == 413
    assert list(RulesetVersion.objects.all()) == []


OVERLAP = """\
- id: en
  title: En
  act: visit.book
  clause: ersattning-1
  decided: kommunstyrelsen 2023-02-14 § 18
  set: visits.counted_per
  value: person
"""


@pytest.mark.parametrize(
    ("files", "words"),
    [
        ({"besok.yaml": "- id: x\n  act: visit.teleport\n"}, "visit.teleport"),
        ({"besok.yaml": "- id: x\n  title: [\n"}, "går inte att läsa som YAML"),
        ({"extra.yaml": OVERLAP.replace("ersattning-1", "finns-inte")}, "finns-inte"),
        ({"extra.yaml": OVERLAP}, "under samma dagar"),
        ({"index.yaml": "title: Prov\n"}, "saknar"),
    ],
)
def test_every_fault_is_listed_with_its_line_and_the_text_can_be_mended(
    ingrid, begin, files, words
):
    response = _upload(ingrid, begin("filer"), _uploads(_shipped(**files)))

    assert response.status_code == 422
    page = response.content.decode()
    assert words in words_of(response)
    assert 'href="#fil-' in page
    assert list(RulesetVersion.objects.all()) == []
    assert list(AuditEntry.objects.filter(act__startswith="rulebooks")) == []


def test_a_missing_file_is_named(ingrid, begin):
    files = {name: text for name, text in _shipped().items() if name != "cases.yaml"}

    response = _upload(ingrid, begin("filer"), _uploads(files))

    assert "cases.yaml, rad 1: Filen saknas." in words_of(response)


def test_mended_files_become_the_draft(ingrid, begin):
    broken = _shipped(**{"besok.yaml": "- id: x\n"})
    page = _upload(ingrid, begin("filer"), _uploads(broken))
    fields = form_on(page, "name")
    place = fields["name"].index("besok.yaml")
    texts = [*fields["text"]]
    texts[place] = load_shipped(KS).files["besok.yaml"].replace("\n", "\r\n")

    response = ingrid.post(f"{START}rattat/", changed(fields, {"text": texts}))

    assert response.status_code == 302
    assert RulesetVersion.objects.get().sha256 == load_shipped(KS).sha256


def test_files_that_are_still_wrong_are_shown_again_as_they_were_written(ingrid, begin):
    page = _upload(ingrid, begin("filer"), _uploads(_shipped(**{"besok.yaml": "- id: x\n"})))
    fields = form_on(page, "name")

    response = ingrid.post(f"{START}rattat/", changed(fields, {}))

    assert response.status_code == 422
    assert form_on(response, "name")["text"] == fields["text"]


@pytest.mark.parametrize("changes", [{"body": "nobody"}, {"text": ["one"]}])
def test_a_mended_form_that_has_been_tampered_with_is_not_found(ingrid, begin, changes):
    page = _upload(ingrid, begin("filer"), _uploads(_shipped(**{"besok.yaml": "- id: x\n"})))

    response = ingrid.post(f"{START}rattat/", changed(form_on(page, "name"), changes))

    assert response.status_code == 404


def test_a_new_draft_begins_from_any_version(ingrid, in_force):
    page = f"/styrdokument/{in_force.uuid}/om/"

    response = ingrid.post(
        f"/styrdokument/{in_force.uuid}/nytt-utkast/", form_on(ingrid.get(page), "form_key")
    )

    assert response.status_code == 302
    assert RulesetVersion.objects.latest("pk").based_on == in_force


def test_a_form_sent_twice_makes_one_draft(ingrid, begin):
    fields = changed(form_on(ingrid.get(begin("tom")), "title"), {"title": "Prov"})

    first, second = ingrid.post(START, fields), ingrid.post(START, fields)

    assert first["Location"] == second["Location"]
    assert RulesetVersion.objects.count() == 1
