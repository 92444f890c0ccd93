"""A refused POST writes nothing: every address that takes one, by everybody of the cast.

Which addresses take a POST is read in the code (``posting``); each must stand in a table
with who may, so that an act that is added without one fails here.
"""

from __future__ import annotations

from contextlib import contextmanager
from uuid import uuid4

import pytest
from django.db import transaction
from django.http import HttpResponse
from django.test import Client
from django.urls import get_resolver, resolve, reverse

from tests.cases.test_permissions import ACTS as OF_CASES
from tests.cast import PERSONS
from tests.everything import changed, everything
from tests.faults.acts_by_page import (
    ACTS,
    ELSEWHERE,
    FOR_ONESELF,
    ONLY_SHOWN,
    OPEN,
    scene,
)
from tests.faults.posting import routes, takes_post
from tests.faults.test_meeting_posts import ROUTES as ROUND_MEETINGS
from tests.meetings.permissions import ACTS as OF_MEETINGS
from tests.people.test_permissions import POSTS as OF_PEOPLE
from tests.remuneration.permissions import ACTS as OF_DUTIES
from tests.remuneration.permissions import OTHERWISE as DUTIES_OTHERWISE
from tests.remuneration.permissions_runs import RUN_ACTS as OF_RUNS
from tests.rulebooks.web import test_permissions as of_rulebooks
from tests.visits.web.permissions import ACTS as OF_VISITS
from tests.visits.web.test_reports_matrix import ACTS as OF_REPORTS

_HERE = "tests/faults/acts_by_page.py, or the module's own table of acts by page"


def in_tables() -> set[str]:
    """Give every route that a table holds with who may."""
    drafts = {
        resolve(f"/styrdokument/{uuid4()}/{each.partition('?')[0]}").view_name
        for each in (*of_rulebooks.ON_A_DRAFT, *of_rulebooks.ON_AMOUNTS)
    }
    return {
        *(f"visits:{each.route}" for each in [*OF_VISITS, *OF_REPORTS]),
        *(f"cases:{each.route}" for each in OF_CASES),
        *(f"meetings:{each.route}" for each in OF_MEETINGS),
        *(f"meetings:{each.partition(' ')[0]}" for each in ROUND_MEETINGS),
        *(f"remuneration:{each.route}" for each in [*OF_DUTIES, *OF_RUNS]),
        *(f"remuneration:{route}" for route in DUTIES_OTHERWISE),
        *(f"people:{route}" for route in OF_PEOPLE),
        *(each.route for each in ACTS),
        *drafts,
        *ELSEWHERE,
        *FOR_ONESELF,
        *OPEN,
        *ONLY_SHOWN,
    }


def test_every_address_that_takes_a_post_stands_in_a_table_with_who_may():
    posting = {name for name, view in routes().items() if takes_post(view)}

    assert posting - in_tables() == set(), f"say who may, in {_HERE}"
    assert in_tables() - set(routes()) == set(), "no such address any more"
    assert all(hasattr(of_rulebooks, each) for each in ELSEWHERE.values())


@contextmanager
def undone():
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


@pytest.fixture
def place(town):
    return scene(town)


def posted(client: Client, act: object, place: object) -> HttpResponse:
    address = reverse(act.route, args=act.args(place)) + act.query(place)
    return client.post(address, act.data(place))


def test_whoever_may_not_writes_nothing_and_whoever_may_does(place, as_person):
    clients = {name: as_person(name) for name in sorted(PERSONS)}
    before = everything()

    refused = {
        (act.route, name): posted(client, act, place).status_code
        for act in ACTS
        for name, client in clients.items()
        if name not in act.allowed
    }

    told_why = {(act.route, name): 422 for act in ACTS for name in act.also}
    assert {key: code for key, code in refused.items() if code not in {403, 404}} == told_why
    assert changed(before) == set()
    for act in ACTS:
        for name in sorted(act.allowed):
            with undone():
                answer = posted(clients[name], act, place)
                wrote = changed(before) - {"kit_formkey"} != set()
            assert (answer.status_code, wrote) == (act.answers, act.writes), (act.route, name)


def test_nobody_acts_without_signing_in(place, client):
    before = everything()

    acts = {act.route: posted(client, act, place) for act in ACTS}
    own = {route: client.post(_any(route)) for route in sorted(FOR_ONESELF)}

    for route, answer in {**acts, **own}.items():
        assert answer.status_code == 302, route
        assert answer["Location"].startswith("/inloggning/"), (route, answer["Location"])
    assert changed(before) == set()


def test_an_empty_form_before_signing_in_writes_nothing(place, client, settings):
    settings.DEMO = False
    before = everything()

    answers = {route: client.post(_any(route)).status_code for route in sorted(OPEN)}

    assert set(answers.values()) <= {200, 302, 400, 403, 404, 405, 422}, answers
    assert changed(before) == set()


def test_a_page_that_is_only_shown_writes_nothing_when_it_is_posted_to(place, as_person):
    clients = [as_person(name) for name in ("ingrid", "tomas", "anna")]
    before = everything()

    for route in sorted(ONLY_SHOWN):
        for each in clients:
            each.post(_any(route), {"title": "Kapat", "value": "9"})

    assert changed(before) == set()


def _any(route: str) -> str:
    """Give an address of the route, with something of the right form in each gap."""
    _namespace, _colon, name = route.rpartition(":")
    resolver = get_resolver()
    for part in route.split(":")[:-1]:
        _path, resolver = resolver.namespace_dict[part]
    (_pattern, gaps), *_rest = resolver.reverse_dict.getlist(name)[0][0]
    known = {"pk": 1, "number": 1, "uidb36": "1", "key": "x-y", "day": "2026-01-01"}
    return reverse(route, kwargs={gap: known.get(gap, uuid4()) for gap in gaps})
