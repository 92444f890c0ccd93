"""The pages of visits take twelve statements at the most, whatever they hold."""

from __future__ import annotations

import datetime as dt

import pytest
from django.urls import reverse

from samspel.visits import services
from tests.visits.acting import NOW, appointed, clock, held, offered

MOST = 12
PAGES = [
    ("visit", "anna", "offer"),
    ("visit", "maria", "offer"),
    ("visit", "anna", "half"),
    ("visit", "anna", "booked"),
    ("visit", "ingrid", "booked"),
    ("visit", "birgit", "proposal"),
    ("visit", "larsake", "proposal"),
    ("extra", "karin", "extra"),
    ("extra", "anna", "extra"),
    ("answer", "anna", "offer"),
    ("decline", "anna", "offer"),
    ("draw-in", "maria", "narrow"),
    ("move", "maria", "booked"),
    ("invite", "maria", ""),
    ("propose", "larsake", ""),
]


def _counted(statement_count, client, address):
    client.get(address)
    with statement_count() as counted:
        answer = client.get(address)
    assert answer.status_code == 200
    return [each["sql"][:300] for each in counted.captured_queries]


@pytest.mark.parametrize(("route", "name", "what"), PAGES)
def test_a_page_takes_twelve_statements_at_the_most(
    scene, as_person, statement_count, route, name, what
):
    keys = [getattr(scene, what).uuid] if what else []
    query = f"?enhet={scene.ekgarden.uuid}" if route == "propose" else ""
    address = reverse(f"visits:{route}", args=keys) + query

    said = _counted(statement_count, as_person(name), address)

    assert len(said) <= MOST, "\n".join(said)


def _answered(town, *names, days):
    """Let the unit invite to so many days, and everybody say that they can come on all."""
    visit = offered(town, *names, times=tuple(clock(12, day, 13) for day in days))
    for name in names:
        services.answer_options(
            visit,
            answers=dict.fromkeys(visit.options.values_list("pk", flat=True), "possible"),
            actor=town.actor(name),
            at=NOW,
        )
    return visit


@pytest.mark.parametrize("name", ["anna", "maria", "ingrid"])
def test_a_visit_takes_as_many_statements_for_five_times_as_for_one(
    town, board, as_person, statement_count, name
):
    few = _answered(town, "anna", "perolof", days=[1])
    kost = town.operation("kost")
    appointed(town, "KS", "lena", "ulla", places=[kost], group="Köket", reason="Ett prov.")
    many = _answered(town, "anna", "perolof", "lena", "ulla", days=[2, 3, 7, 8, 10])
    client = as_person(name)

    said = [
        _counted(statement_count, client, reverse("visits:visit", args=[each.uuid]))
        for each in (few, many)
    ]

    assert len(said[0]) == len(said[1]), "\n".join(said[1])
    assert len(said[1]) <= MOST


def test_a_visit_that_is_held_and_one_on_an_earlier_day_take_as_few(
    town, scene, as_person, statement_count
):
    visit = held(town, scene.booked, at=scene.booked.ends_at + dt.timedelta(hours=3))
    client, address = as_person("anna"), reverse("visits:visit", args=[visit.uuid])

    now = _counted(statement_count, client, address)
    then = _counted(statement_count, client, f"{address}?dag={NOW.date()}")

    assert max(len(now), len(then)) <= MOST
