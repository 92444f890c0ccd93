"""A new term: the seats that go on, from a list that is confirmed."""

import datetime as dt

import pytest
from django.urls import reverse

from samspel.people import events
from samspel.people.enums import PositionRole
from samspel.people.errors import OverlapRefused, RegisterRefused
from samspel.people.models import Mandate, Party, Term
from samspel.people.queries import members_of
from samspel.people.services import Seat, roll_over
from tests.cast import TODAY

NEXT_TERM = dt.date(2027, 1, 1)
DECISION = {
    "elected_by": "Kommunfullmäktige",
    "elected_on": dt.date(2026, 11, 30),
    "elected_paragraph": "§ 140",
}


@pytest.fixture
def term(town):
    return Term.objects.get(name="2027–2030")


def test_the_confirmed_list_is_elected_for_the_term(town, term, acts, heard):
    calls = heard(events.mandate_begun)
    seats = [
        Seat(
            town.person("lena"),
            town.body("KS"),
            PositionRole.CHAIR,
            Party.objects.get(abbreviation="V"),
        ),
        Seat(town.person("anna"), town.body("KS"), PositionRole.SUBSTITUTE, None, 1),
    ]

    mandates = roll_over(term, seats, **DECISION, actor=town.actor("ingrid"))

    now = members_of(town.body("KS"), NEXT_TERM)
    assert [(row.name, row.role, row.order) for row in now] == [
        ("Lena Strand", "chair", None),
        ("Anna Ekelöf", "substitute", 1),
    ]
    assert {(row.term, row.valid_to, row.elected_paragraph) for row in mandates} == {
        (term, dt.date(2031, 1, 1), "§ 140")
    }
    assert acts() == ["people.mandate.elected"] * 2 + ["people.term.rolled_over"]
    assert len(calls) == 2


def test_one_seat_that_cannot_be_filled_stops_the_list(town, term, nothing_written):
    seats = [
        Seat(town.person("lena"), town.body("KS"), PositionRole.CHAIR),
        Seat(town.person("karin"), town.body("KS"), PositionRole.CHAIR),
    ]

    with (
        nothing_written(),
        pytest.raises(OverlapRefused, match=r"redan en ordförande.*Lena Strand"),
    ):
        roll_over(term, seats, actor=town.actor("ingrid"))


def test_an_empty_list_is_refused(town, term, nothing_written):
    with nothing_written(), pytest.raises(RegisterRefused, match="Välj minst en person"):
        roll_over(term, [], actor=town.actor("ingrid"))


def test_the_wizard_goes_from_bodies_to_list_to_mandates(town, term, as_person):
    client, ks = as_person("ingrid"), town.body("KS")
    lena, karin = town.mandate("lena", "KS"), town.mandate("karin", "KS")

    chosen = client.get(reverse("people:rollover", args=[term.uuid]), {"organ": [ks.pk]})
    listed = client.get(chosen["Location"])
    done = client.post(
        chosen["Location"],
        {
            f"med_{lena.pk}": "1",
            f"roll_{lena.pk}": "chair",
            f"roll_{karin.pk}": "member",
            "elected_by": "Kommunfullmäktige",
            "elected_on": "2026-11-30",
            "elected_paragraph": "§ 140",
        },
    )
    again = client.get(chosen["Location"]).content.decode()

    assert chosen.status_code == 302
    assert "Karin Sundell (M)" in listed.content.decode()
    assert done.status_code == 302
    assert [(row.name, row.role) for row in members_of(ks, NEXT_TERM)] == [
        ("Lena Strand", "chair")
    ]
    assert "har redan ett uppdrag i den nya mandatperioden" in again


def test_a_refused_list_is_shown_as_it_was_sent(town, term, as_person, nothing_written):
    client, ks = as_person("ingrid"), town.body("KS")
    karin, lena = town.mandate("karin", "KS"), town.mandate("lena", "KS")
    url = reverse("people:rollover-list", args=[term.uuid]) + f"?organ={ks.pk}"

    with nothing_written():
        response = client.post(
            url, {f"med_{karin.pk}": "1", f"med_{lena.pk}": "1", f"roll_{lena.pk}": "chair"}
        )

    shown = response.content.decode()
    assert response.status_code == 422
    assert "har redan en ordförande" in shown
    assert shown.count(" checked") == 2


def test_nothing_is_elected_by_looking(town, term, as_person, nothing_written):
    client = as_person("ingrid")

    with nothing_written():
        client.get(reverse("people:rollover", args=[term.uuid]))
        client.get(
            reverse("people:rollover-list", args=[term.uuid]) + f"?organ={town.body('KS').pk}"
        )
    assert Mandate.objects.filter(valid_from__gt=TODAY).count() == 0
