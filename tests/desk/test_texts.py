"""Help, accessibility and personal data: for everybody, in both languages."""

from __future__ import annotations

import pytest
from django.test import Client

from samspel.desk.guide import page_named, pages, render
from samspel.people.models import Municipality

PATHS = ["/min-sida/hjalp/", "/min-sida/tillganglighet/", "/min-sida/personuppgifter/"]


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("language", ["sv", "en"])
@pytest.mark.parametrize("name", [None, "anna"])
def test_everybody_reads_them(town, as_person, path, language, name):
    client = as_person(name) if name else Client()
    client.cookies["django_language"] = language

    answer = client.get(path)

    assert answer.status_code == 200
    assert f'<html lang="{language}"' in answer.content.decode()
    assert "0490-17 40 00" in answer.content.decode()


def test_the_two_languages_say_as_much(town):
    for path in PATHS[1:]:
        counts = []
        for language in ("sv", "en"):
            client = Client()
            client.cookies["django_language"] = language
            page = client.get(path).content.decode()
            counts.append((page.count("<h2"), page.count("<li>")))
        assert counts[0] == counts[1]


def test_before_a_municipality_is_set_up_they_can_still_be_read(db):
    Municipality.objects.all().delete()

    for path in PATHS:
        assert Client().get(path).status_code == 200


def test_the_guide_is_listed_and_read(town, client):
    listed = client.get("/min-sida/hjalp/").content.decode()
    read = client.get("/min-sida/hjalp/logga-in/")

    assert "/min-sida/hjalp/logga-in/" in listed
    assert read.status_code == 200
    assert '<div class="sp-prose" lang="sv">' in read.content.decode()


@pytest.mark.parametrize("slug", ["finns-inte", "..", "README"])
def test_nothing_but_the_guide_is_read(town, client, slug):
    assert client.get(f"/min-sida/hjalp/{slug}/").status_code == 404


def test_newcomers_find_their_page_first(tmp_path):
    for slug in ("zebra", "forvaltare", "logga-in"):
        (tmp_path / f"{slug}.md").write_text(f"# Sidan {slug}\n\nText.", encoding="utf-8")

    assert [page.slug for page in pages(tmp_path)] == ["logga-in", "forvaltare", "zebra"]
    assert page_named(tmp_path, "zebra").title == "Sidan zebra"


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("En rad\nsom fortsätter.", "<p>En rad som fortsätter.</p>"),
        ("## Rubrik", '<h2 class="ds-heading" data-size="sm">Rubrik</h2>'),
        ("- ett\n- två\n  och mer", "<ul><li>ett</li><li>två och mer</li></ul>"),
        ("1. först\n2. sedan", "<ol><li>först</li><li>sedan</li></ol>"),
        ("**fet** och `kod`", "<p><strong>fet</strong> och <code>kod</code></p>"),
        ("*Besök* och *Bjud in*", "<p><em>Besök</em> och <em>Bjud in</em></p>"),
        (
            "| Du är | Läs |\n|---|---|\n| chef | **här** |",
            (
                '<table class="ds-table sp-table sp-table--cards sp-table--top"><thead><tr>'
                '<th scope="col">Du är</th><th scope="col">Läs</th></tr></thead><tbody><tr>'
                '<td data-label="Du är">chef</td><td data-label="Läs"><strong>här</strong></td>'
                "</tr></tbody></table>"
            ),
        ),
        ("<b>&", "<p>&lt;b&gt;&amp;</p>"),
        (
            "[sidan](logga-in.md)",
            '<p><a class="ds-link" href="../logga-in/">sidan</a></p>',
        ),
        ("[ond](javascript:alert(1))", "<p>ond)</p>"),
        ("Före.\n\n![bild](../bilder/x.png)\n\nEfter.", "<p>Före.</p>\n<p>Efter.</p>"),
    ],
)
def test_a_small_part_of_markdown_is_read_and_all_else_is_text(text, html):
    assert str(render(text)) == html


def test_the_theme_is_given_where_there_is_one(town, client):
    assert client.get("/min-sida/tema.css").status_code == 404
