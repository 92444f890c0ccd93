"""Bad input through the real pages: what is said, and that nothing is lost or half done."""

from __future__ import annotations

import threading

import pytest
import time_machine
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connections
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from samspel.people import services as people
from samspel.people.enums import ImportKind
from samspel.people.models import Mandate, Person
from samspel.visits import services as visits
from samspel.visits.enums import VisitState
from samspel.visits.models import Visit, Visitor
from tests import cast
from tests.everything import changed, everything
from tests.visits.acting import KS_RULES, NOW, adopt, appointed, clock, offered
from tests.visits.web.reporting import LATER, kitchen_begun


@pytest.fixture
def two_offers(committed_db):
    """Anna has said yes to two units' offers of times that overlap."""
    town = cast.town()
    adopt(town, "KS", KS_RULES)
    appointed(town, "KS", "anna", places=[town.operation("kost")])
    offers = [
        offered(town),
        offered(town, unit="kvarn", host="peter", times=(clock(11, 24, 14),)),
    ]
    for each in offers:
        visits.answer_options(
            each,
            answers={_first(each).pk: "possible"},
            actor=town.actor("anna"),
            at=NOW,
        )
    return offers


def _first(visit: Visit):
    return visit.options.order_by("starts_at").first()


def _together(*posts: tuple[Client, str, dict[str, object]]) -> list[HttpResponse]:
    """Send forms at the same moment, each on a connection of its own."""
    together, answers = threading.Barrier(len(posts)), {}

    def send(number: int, client: Client, address: str, form: dict[str, object]) -> None:
        try:
            together.wait()
            answers[number] = client.post(address, form)
        finally:
            connections.close_all()

    senders = [
        threading.Thread(target=send, args=(number, *post)) for number, post in enumerate(posts)
    ]
    for sender in senders:
        sender.start()
    for sender in senders:
        sender.join()
    return [answers[number] for number in range(len(posts))]


def test_two_managers_booking_the_same_politician_at_once_by_their_pages(two_offers):
    town = cast.town()
    posts = []
    for visit, host in zip(two_offers, ("maria", "peter"), strict=True):
        client = Client()
        client.force_login(town.user(host))
        address = reverse("visits:choose", args=[visit.uuid])
        posts.append((client, address, {"tid": _first(visit).pk}))

    answers = _together(*posts)

    assert sorted(each.status_code for each in answers) == [302, 422]
    refused = next(each for each in answers if each.status_code == 422)
    assert "Anna Ekelöf har redan ett besök bokat den tiden" in refused.content.decode()
    assert Visit.objects.filter(state=VisitState.BOOKED).count() == 1
    assert Visitor.objects.filter(booked_from__isnull=False).count() == 1


LIARS = {
    "meny.pdf": b"MZ\x90\x00" + b"\x00" * 200,
    "bild.png": b"<html><script>alert(1)</script></html>",
    "schema.xlsx": b"%PDF-1.7\n%%EOF\n",
}


def test_an_upload_that_lies_about_its_type_is_refused_on_the_page_of_the_report(
    town, as_person
):
    adopt(town, "KS", KS_RULES)
    appointed(town, "KS", "anna", places=[town.operation("kost")])
    appointed(town, "KS", "perolof", places=[town.operation("kost")])
    report = kitchen_begun(town)
    address = reverse("visits:report-attach", args=[report.visit.uuid])

    with time_machine.travel(LATER, tick=False):
        anna, before = as_person("anna"), everything()
        answers = {
            name: anna.post(address, {"file": SimpleUploadedFile(name, content)})
            for name, content in LIARS.items()
        }

    for name, answer in answers.items():
        page = answer.content.decode()
        assert answer.status_code == 422, name
        assert "Fel:" in page, name
        assert "Filen heter" in page or "filen" in page.lower(), name
    assert changed(before) == set()
    assert [each for each in settings.DOCUMENT_ROOT.rglob("*") if each.is_file()] == []


HALF_WRONG = "Namn;Organ;Roll;Från\n" + "".join(
    f"Nils Ek{letter};{'KS' if number % 2 else 'XX'};Ledamot;2026-12-01\n"
    for number, letter in enumerate("abcdefghij")
)


def test_an_import_with_half_its_rows_wrong_enters_none_until_one_says_only_the_right(
    town, as_person
):
    ingrid = as_person("ingrid")
    file = SimpleUploadedFile("val.csv", HALF_WRONG.encode(), "text/csv")
    batch = people.read_import(
        ImportKind.MANDATES, name="val.csv", content=file.read(), actor=town.actor("ingrid")
    )
    batch = people.map_columns(batch, batch.mapping, {}, actor=town.actor("ingrid"))
    enter = reverse("people:import-enter", args=[batch.uuid])
    before = everything()

    whole = ingrid.post(enter, {})
    left = changed(before)
    right_rows = ingrid.post(enter, {"only_good": "on"}, follow=True)

    page = whole.content.decode()
    assert whole.status_code == 422
    assert "5 rader går inte att föra in, så inget har ändrats" in page
    assert "”XX” finns inte." in page
    assert left == set()
    assert "5 rader är införda. 5 rader hoppades över." in right_rows.content.decode()
    assert Person.objects.filter(given_name="Nils").count() == 5
    assert Mandate.objects.filter(person__given_name="Nils", body__short_name="KS").count() == 5
