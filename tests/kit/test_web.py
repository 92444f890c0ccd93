"""Pages are complete when they are drawn, and acts are carried out once."""

from __future__ import annotations

import datetime as dt
from uuid import uuid4

import pytest
from django.test import Client, RequestFactory

from samspel.kit import formkeys, web
from samspel.kit.models import FormKey
from tests.kit import pages

pytestmark = pytest.mark.django_db


def post(client: Client, name: str, key: str = "", **extra: str) -> object:
    return client.post("/gor/", {"name": name, "form_key": key}, **extra)


def test_an_act_leads_on_with_a_receipt(client: Client):
    response = post(client, "Anna")

    assert pages.done == ["Anna"]
    assert (response.status_code, response.headers["Location"]) == (302, "/klart/Anna/")
    assert "Anna är klar." in client.get("/sida/").content.decode()


def test_the_same_form_sent_twice_does_the_act_once_and_leads_to_the_same_place(client: Client):
    key = str(uuid4())

    first, second = post(client, "Anna", key), post(client, "Anna", key)

    assert pages.done == ["Anna"]
    assert first.headers["Location"] == second.headers["Location"] == "/klart/Anna/"


def test_two_forms_are_two_acts(client: Client):
    post(client, "Anna", str(uuid4()))
    post(client, "Anna", str(uuid4()))

    assert pages.done == ["Anna", "Anna"]


@pytest.mark.parametrize("key", ["", "inte en nyckel"])
def test_a_form_without_a_readable_key_is_carried_out_as_it_is(client: Client, key: str):
    post(client, "Anna", key)

    assert pages.done == ["Anna"]
    assert FormKey.objects.count() == 0


def test_a_refusal_shows_the_form_again_with_what_was_written_and_why(client: Client):
    response = post(client, "Nej", str(uuid4()))

    html = response.content.decode()
    assert response.status_code == 422
    assert pages.done == []
    assert 'value="Nej"' in html
    assert "Nej är redan avgjord." in html
    assert "<title>Fel: Prov · Lindåkra kommun</title>" in html


def test_a_refused_form_can_be_sent_again_under_the_same_key(client: Client):
    key = str(uuid4())

    post(client, "Nej", key)
    post(client, "Anna", key)

    assert pages.done == ["Anna"]


def test_whoever_may_not_is_told_so_with_403(client: Client):
    response = post(client, "Ingen")

    assert response.status_code == 403
    assert "Be en annan attestant." in response.content.decode()


def test_an_incomplete_form_is_shown_again_without_calling_the_service(client: Client):
    response = post(client, "")

    html = response.content.decode()
    assert response.status_code == 422
    assert pages.done == []
    assert 'href="#id_name">Namn: ' in html
    assert 'aria-invalid="true"' in html
    assert 'aria-describedby="id_name_error"' in html


def test_a_refused_button_says_why_on_the_page_before(client: Client):
    response = client.post("/tryck/", {"name": "Nej"}, HTTP_REFERER="http://testserver/sida/")

    assert response.headers["Location"] == "http://testserver/sida/"
    assert "Nej är redan avgjord." in client.get("/sida/").content.decode()


def test_a_page_that_asks_the_database_while_drawn_is_refused(client: Client):
    with pytest.raises(web.QueriedWhileRenderingError):
        client.get("/lat/")


def test_a_lazy_value_in_a_context_is_refused_by_its_name():
    with pytest.raises(web.LazyContextError, match="“keys” is lazy"):
        web.refuse_lazy({"form": 1, "keys": FormKey.objects.all()})


def test_the_guards_are_off_in_production(client: Client, settings: object):
    settings.SAMSPEL_GUARD_TEMPLATES = False

    assert client.get("/lat/").status_code == 200


def test_old_keys_are_forgotten(client: Client):
    post(client, "Anna", str(uuid4()))
    used_at = FormKey.objects.get().used_at

    assert formkeys.forget_old(used_at) == 0
    assert formkeys.forget_old(used_at + dt.timedelta(seconds=1)) == 1


def test_someone_elses_key_is_used_but_tells_nothing(client: Client):
    key = uuid4()
    FormKey.objects.create(key=key, user_id=77, location="/annans/sida/")

    response = post(client, "Anna", str(key))

    assert pages.done == []
    assert response.headers["Location"] == "/"


def test_a_page_is_asked_for_as_of_a_day():
    factory = RequestFactory()

    assert web.as_of(factory.get("/", {"dag": "2026-02-26"})) == dt.date(2026, 2, 26)
    assert web.as_of(factory.get("/", {"dag": "i går"})) == dt.date(2026, 11, 12)
    assert web.as_of(factory.get("/")) == dt.date(2026, 11, 12)


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ("/besok/?visa=sena", "/besok/?visa=sena"),
        ("https://ond.example/", "/"),
        ("//ond.example/", "/"),
        ("javascript:alert(1)", "/"),
    ],
)
def test_back_never_leads_to_another_site(asked: str, expected: str):
    assert web.back(RequestFactory().get("/", {"till": asked})) == expected


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Rapport från Ängsvägen.pdf", "Rapport från Ängsvägen.pdf"),
        ("../../etc/passwd", "_.._etc_passwd"),
        ('a"\r\nSet-Cookie: x.pdf', "a_Set-Cookie_ x.pdf"),
        (".htaccess", "htaccess"),
        ("", "fil"),
        ("...", "fil"),
        ("x" * 300 + ".pdf", "x" * 110 + ".pdf"),
        ("y" * 300, "y" * 110),
    ],
)
def test_a_file_name_is_made_safe(name: str, expected: str):
    assert web.safe_name(name) == expected


def test_a_download_keeps_swedish_letters_in_its_name():
    response = web.download(b"%PDF", "Ängsvägen.pdf", "application/pdf", inline=True)

    assert response.headers["Content-Disposition"] == (
        "inline; filename*=utf-8''%C3%84ngsv%C3%A4gen.pdf"
    )
    assert response.headers["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize("content_type", ["text/html", "image/svg+xml", "application/xml"])
def test_what_could_run_is_saved_and_never_shown(content_type: str):
    response = web.download(b"<script>", "sida.html", content_type, inline=True)

    assert response.headers["Content-Disposition"] == 'attachment; filename="sida.html"'
