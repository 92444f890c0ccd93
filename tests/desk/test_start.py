"""The start page: what waits, soonest first; what comes next; what is new. Nothing else."""

from __future__ import annotations

import datetime as dt
import re

import pytest
import time_machine
from django.test import Client
from django.utils import translation

from samspel.desk.start import greeting, summary
from samspel.messaging.todo import News, NextEvent, Todo
from tests.cast import PASSWORD, PERSONS, TODAY
from tests.conftest import NOW

DAY = dt.timedelta(days=1)


def thing(words: str, days: int | None, *, url: str = "/besok/1/", hat: str = "") -> Todo:
    when = None if days is None else TODAY + days * DAY
    return Todo(when, None, words, "Kommunstyrelsen", url, hat)


def shown(page: str) -> list[str]:
    return re.findall(r'class="sp-todo__what"[^>]*>([^<]+)<', page)


@pytest.mark.parametrize(
    ("hour", "words"),
    [
        (4, "God kväll, Anna"),
        (6, "God morgon, Anna"),
        (10, "God förmiddag, Anna"),
        (13, "God eftermiddag, Anna"),
        (20, "God kväll, Anna"),
    ],
)
def test_the_greeting_follows_the_sun(hour, words):
    at = dt.datetime(2026, 11, 12, hour - 1, 30, tzinfo=dt.UTC)

    assert greeting(at, "Anna") == words


@pytest.mark.parametrize(
    ("days", "words"),
    [
        ([], "Inget väntar på dig just nu."),
        ([1], "En sak väntar på dig, och den ska vara klar i morgon."),
        ([-1], "En sak väntar på dig, och den skulle ha varit klar."),
        ([1, 3, 9, 15, None], "Fem saker väntar på dig, och en ska vara klar i morgon."),
        ([0, 0, 2], "Tre saker väntar på dig, och två ska vara klara i dag."),
        ([-3, 2], "Två saker väntar på dig, och en skulle ha varit klar."),
        ([20, None], "Två saker väntar på dig."),
    ],
)
def test_one_line_says_how_much_waits(days, words):
    line = summary([thing("x", each) for each in days], NOW)

    assert line.replace("\u00a0", " ") == f"Torsdag 12 november. {words}"


def test_one_list_across_everything_soonest_first(quiet, as_person):
    quiet.register_todo(lambda _actor, _now: [thing("Sist", None), thing("Måndag", 4)])
    quiet.register_todo(lambda _actor, _now: [thing("I morgon", 1), thing("I går", -1)])

    page = as_person("anna").get("/min-sida/").content.decode()

    assert shown(page) == ["I går", "I morgon", "Måndag", "Sist"]


def test_an_empty_list_is_told_in_a_kind_sentence(quiet, as_person):
    page = as_person("anna").get("/min-sida/").content.decode()

    assert "Du har gjort allt som väntade på dig." in page
    assert "Inget möte eller besök är inbokat." in page
    assert "Nytt sedan" not in page
    assert "Kom i gång" not in page


def test_what_waits_under_each_hat_is_counted_and_can_be_shown_alone(quiet, as_person, town):
    ks, sn = (f"mandate-{town.mandate('anna', body).pk}" for body in ("KS", "SN"))
    quiet.register_todo(
        lambda _actor, _now: [
            thing("Svara på inbjudan", 1, hat=ks),
            thing("Lämna in rapporten", 2, hat=sn),
            thing("Läs handlingarna", 3, hat=sn),
        ]
    )
    client = as_person("anna")

    page = client.get("/min-sida/").content.decode()
    alone = client.get(f"/min-sida/?hatt={sn}").content.decode()

    hats = client.get("/min-sida/").wsgi_request._samspel_shell.hats
    assert [(hat.label, hat.count) for hat in hats] == [
        ("Kommunstyrelsen, ersättare", 1),
        ("Socialnämnden, ledamot", 2),
        ("Alla uppdrag", 3),
    ]
    assert len(shown(page)) == 3
    assert shown(alone) == ["Lämna in rapporten", "Läs handlingarna"]


def test_the_next_meeting_or_visit_stands_to_the_right(quiet, as_person):
    start = NOW + 6 * DAY
    quiet.register_next(
        lambda _actor, _now: [
            NextEvent(start + DAY, start + DAY, "Senare", "", "/moten/2/"),
            NextEvent(
                start, start + dt.timedelta(hours=3), "Socialnämnden", "Lindsalen", "/moten/1/"
            ),
        ]
    )

    page = as_person("anna").get("/min-sida/").content.decode()

    assert '<span class="sp-day__n">18</span>' in page
    assert "Lindsalen" in page
    assert 'href="/moten/1/"' in page
    assert "Senare" not in page


def test_there_is_at_most_one_filled_button(quiet, as_person):
    quiet.register_todo(lambda _actor, _now: [thing("Svara på inbjudan", 1)])
    quiet.register_next(lambda _a, _n: [NextEvent(NOW, NOW, "Möte", "Salen", "/moten/1/")])

    page = as_person("anna").get("/min-sida/").content.decode()

    assert len(re.findall(r'class="ds-button"(?![^>]*data-variant)', page)) == 1


def news(_actor, _now):
    return [News(NOW - 3 * DAY, "Gammalt"), News(NOW - dt.timedelta(hours=2), "Alldeles nytt")]


def sign_in(name: str) -> Client:
    client = Client()
    client.post("/inloggning/", {"login": f"{name}@lindakra.example", "password": PASSWORD})
    return client


def test_news_is_what_happened_since_the_sign_in_before(quiet, town):
    anna = town.user("anna")
    anna.seen_news_at = NOW - 2 * DAY
    anna.save()
    quiet.register_news(news)

    page = sign_in("anna").get("/min-sida/").content.decode()

    assert "Nytt sedan i tisdags" in page
    assert "Alldeles nytt" in page
    assert "Gammalt" not in page


def test_the_first_time_a_week_is_news(quiet, town):
    quiet.register_news(news)

    page = sign_in("anna").get("/min-sida/").content.decode()

    assert "Alldeles nytt" in page
    assert "Gammalt" in page


def test_news_stays_while_one_reads_and_is_gone_the_next_time(quiet, town):
    quiet.register_news(news)
    anna = town.user("anna")
    anna.seen_news_at = NOW - DAY
    anna.save()
    client = sign_in("anna")

    first = client.get("/min-sida/").content.decode()
    again = client.get("/min-sida/").content.decode()
    next_time = sign_in("anna").get("/min-sida/").content.decode()

    assert "Alldeles nytt" in first
    assert "Alldeles nytt" in again
    assert "Alldeles nytt" not in next_time


def test_the_menu_remembers_what_waits_without_asking_again(quiet, as_person, statement_count):
    asked = []

    def provider(_actor, _now):
        asked.append(1)
        return [thing("Svara", 1), thing("Läs", 2, url="/moten/1/")]

    quiet.register_todo(provider)
    client = as_person("anna")
    client.get("/min-sida/")

    page = client.get("/konto/")

    counts = {entry.key: entry.count for entry in page.wsgi_request._samspel_shell.nav}
    assert (counts["visits"], counts["meetings"]) == (1, 1)
    assert len(asked) == 1


def test_whoever_acts_has_the_menu_counted_anew(quiet, as_person, town):
    waiting = [thing("Svara", 1)]
    quiet.register_todo(lambda _actor, _now: list(waiting))
    client = as_person("anna")
    client.get("/min-sida/")
    waiting.clear()

    client.post("/konto/hatt/", {"hat": ""})
    page = client.get("/konto/")

    assert {entry.count for entry in page.wsgi_request._samspel_shell.nav} == {0}


@pytest.mark.parametrize("value", ["skräp", "WzEsMl0:1:abc", "-x"])
def test_a_forged_count_counts_nothing(quiet, as_person, value):
    client = as_person("anna")
    client.cookies["samspel_vantar"] = value

    page = client.get("/konto/")

    assert page.status_code == 200
    assert {entry.count for entry in page.wsgi_request._samspel_shell.nav} == {0}


def test_somebody_elses_count_counts_nothing(quiet, as_person):
    quiet.register_todo(lambda _actor, _now: [thing("Svara", 1)])
    anna, bo = as_person("anna"), as_person("bo")
    anna.get("/min-sida/")
    bo.cookies["samspel_vantar"] = anna.cookies["samspel_vantar"].value

    page = bo.get("/konto/")

    assert {entry.count for entry in page.wsgi_request._samspel_shell.nav} == {0}


@pytest.mark.parametrize("name", sorted(PERSONS))
def test_the_start_page_asks_at_most_twelve_times(as_person, statement_count, name):
    client = as_person(name)

    with statement_count() as statements:
        client.get("/min-sida/")

    assert len(statements) <= 12, [each["sql"] for each in statements.captured_queries]


def test_the_shell_itself_asks_five_times(quiet, as_person, statement_count):
    client = as_person("anna")

    with statement_count() as statements:
        client.get("/min-sida/mer/")

    assert len(statements) == 5


def test_a_register_that_is_filled_shows_no_checklist_to_others(as_person):
    assert "Kom i gång" not in as_person("anna").get("/min-sida/").content.decode()


def test_the_checklist_marks_what_is_done(as_person):
    page = as_person("tomas").get("/min-sida/").content.decode()

    assert page.count("Klart") == 8
    assert page.count("Återstår") == 3
    assert "Sätt en riktlinje i kraft" in page


def test_a_stranger_is_sent_to_sign_in(town, client):
    assert client.get("/min-sida/").headers["Location"] == "/inloggning/?next=/min-sida/"


def test_whoever_signs_in_again_comes_back_to_the_page_and_not_to_the_act(client):
    answer = client.post(
        "/arvoden/attest/flera/", headers={"referer": "http://testserver/arvoden/?ar=2026"}
    )

    assert answer["Location"] == "/inloggning/?next=%2Farvoden%2F%3Far%3D2026"


def test_the_address_of_a_button_says_so_when_it_is_opened(as_person):
    answer = as_person("lena").get("/arvoden/attest/flera/")

    assert (answer.status_code, answer["Allow"]) == (405, "POST")
    assert "Adressen hör till en knapp på en annan sida." in answer.content.decode()


def test_an_expired_sign_in_under_htmx_moves_the_whole_page(town, client):
    answer = client.get(
        "/min-sida/",
        headers={"HX-Request": "true", "HX-Current-URL": "http://testserver/besok/"},
    )

    assert answer.headers["HX-Redirect"] == "/inloggning/?next=%2Fbesok%2F"


def test_in_english_it_greets_in_english(quiet, as_person):
    client = as_person("anna")
    client.cookies["django_language"] = "en"

    page = client.get("/min-sida/").content.decode()

    assert '<html lang="en"' in page
    with translation.override("en"), time_machine.travel(NOW, tick=False):
        assert summary([], NOW).startswith("Thursday")
