"""Search: persons, bodies and units from anywhere, misspelt too, as the viewer may see."""

from __future__ import annotations

import datetime as dt

import pytest

from samspel.access.models import Grant
from samspel.kit import search as kit
from samspel.kit.search import Hit, register_search, score, search
from samspel.meetings.services import record_decision
from tests.conftest import NOW


def titles(client, words: str) -> str:
    return client.get("/min-sida/sok/", {"q": words}).content.decode()


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("anna", "Anna Ekelöf"),
        ("ekelöf", "Anna Ekelöf"),
        ("Ekelof", "Anna Ekelöf"),
        ("eklöf anna", "Anna Ekelöf"),
        ("norén", "Lars-Åke Norén"),
        ("socialnämden", "Socialnämnden"),
        ("KS", "Kommunstyrelsen"),
        ("ekgård", "Ekgårdens äldreboende"),
        ("hemtjänst", "Hemtjänst"),
        ("björkskolan", "Köket på Björkskolan"),
    ],
)
def test_it_is_found_also_when_misspelt(as_person, words, found):
    assert found in titles(as_person("karin"), words)


def test_a_person_is_shown_with_the_bodies_of_today(as_person):
    page = titles(as_person("karin"), "anna ekelöf")

    assert "Kommunstyrelsen, ersättare; Socialnämnden, ledamot" in page


def test_whoever_may_not_read_the_register_finds_nothing_in_it(as_person, town):
    Grant.objects.filter(capability="people.register.read").delete()

    page = titles(as_person("karin"), "anna")

    assert "Anna Ekelöf" not in page
    assert "Inget liknar det du skrev." in page


def test_nothing_of_the_protected_but_the_name_is_found(as_person, town):
    sofia = town.person("sofia")
    client = as_person("karin")

    assert "Sofia Åkesson" in titles(client, "sofia")
    assert sofia.address not in titles(client, "sofia")
    assert "Sofia Åkesson" not in titles(client, "Storgatan")


@pytest.mark.parametrize("words", ["", " ", "a", "%", "<script>", "x" * 500])
def test_any_words_give_a_page(as_person, words):
    answer = as_person("karin").get("/min-sida/sok/", {"q": words})

    assert answer.status_code == 200
    assert "<script>" not in answer.content.decode().replace("<script src", "")


def test_search_asks_as_often_whatever_is_found(as_person, statement_count):
    client = as_person("karin")
    with statement_count() as none:
        titles(client, "qqqq")
    with statement_count() as many:
        titles(client, "e")
    with statement_count() as some:
        titles(client, "köket")

    assert max(len(none), len(many), len(some)) <= 12


@pytest.mark.parametrize(
    ("words", "text", "fits"),
    [
        ("kost", "Kost", 1.0),
        ("kos", "Kost", 0.95),
        ("socialnämden", "Socialnämnden", True),
        ("ordförande", "Kost", False),
        ("", "Kost", 0.0),
        ("kost", "", 0.0),
        ("kost fritid", "Kost", False),
    ],
)
def test_likeness_forgives_typing_but_not_another_word(words, text, fits):
    found = score(words, text)

    if isinstance(fits, bool):
        assert (found >= kit.ENOUGH) is fits
    else:
        assert found == fits


def test_providers_are_ranked_and_cut(monkeypatch):
    monkeypatch.setattr(kit, "_PROVIDERS", {})
    register_search("few", "Få", lambda _w, _v: [Hit("a", "/a/", score=0.9)])
    register_search("none", "Inga", lambda _w, _v: [])
    register_search(
        "many", "Många", lambda _w, _v: [Hit(str(n), "/", score=n / 20) for n in range(20)]
    )

    found = search("något", None)

    assert [(each.key, len(each.hits), each.more) for each in found] == [
        ("many", 8, 12),
        ("few", 1, 0),
    ]
    assert found[0].hits[0].title == "19"


def test_a_provider_sees_who_asks(monkeypatch):
    monkeypatch.setattr(kit, "_PROVIDERS", {})
    asked = []
    register_search("x", "X", lambda words, viewer: asked.append((words, viewer)) or [])

    search("§ 33", "Karin")

    assert asked == [("§ 33", "Karin")]


@pytest.fixture
def decided(town):
    """The executive board and the education committee have decided something each."""
    for short, title in (("KS", "Kontaktpolitiker för Kost"), ("BUN", "Skolskjutsar i Norrby")):
        record_decision(
            town.body(short),
            decided_on=dt.date(2026, 10, 6),
            paragraph="§ 33",
            title=title,
            text=f"{title} antas.",
            actor=town.actor("ingrid" if short == "KS" else "pia"),
            at=NOW,
        )


def test_a_decision_is_found_by_its_words_and_by_its_paragraph(decided, as_person):
    client = as_person("anna")

    assert "Kontaktpolitiker för Kost" in titles(client, "kontaktpolitiker kost")
    assert "Kontaktpolitiker för Kost" in titles(client, "ks 33")


def test_a_decision_of_a_body_that_one_does_not_read_is_not_found(decided, as_person):
    assert "Skolskjutsar" not in titles(as_person("anna"), "skolskjutsar")
    assert "Skolskjutsar" in titles(as_person("bo"), "skolskjutsar")
