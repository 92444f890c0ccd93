"""The first act of all: a real municipality in an empty database."""

import datetime as dt

import pytest
from django.apps import apps
from django.db import IntegrityError, connection, transaction

from samspel.access.capabilities import EVERYWHERE
from samspel.audit.actors import Actor
from samspel.people.enums import MUNICIPALITY_WIDE
from samspel.people.errors import AlreadySetUp
from samspel.people.models import Body, Department, Municipality, Term
from samspel.people.queries import positions_of
from samspel.people.services import set_up_municipality
from samspel.people.services.setup import term_around
from tests.cast import TODAY

SYSTEM = Actor.system("samspel setup")
WHO = {"given_name": "Tove", "family_name": "Alm", "email": "tove@ekby.example"}


@pytest.fixture
def empty(db):
    """A register with nothing in it."""
    tables = [model._meta.db_table for model in apps.get_app_config("people").get_models()]
    with connection.cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")
        for table in [*tables, "people_employment_serves", "access_user"]:
            cursor.execute(f"DELETE FROM {table}")
        cursor.execute("SET session_replication_role = origin")


def test_a_municipality_begins_with_what_every_municipality_has(empty, acts):
    made = set_up_municipality("Ekby kommun", **WHO, code="0998", on=TODAY, actor=SYSTEM)

    council, board = Body.objects.get(kind="council"), Body.objects.get(kind="executive_board")
    office = Department.objects.get()
    assert (made.municipality.name, made.municipality.is_demo) == ("Ekby kommun", False)
    assert (board.parent, office.body, made.employment.department) == (council, board, office)
    assert (office.name, made.administrator.name) == ("Kommunledningskontoret", "Tove Alm")
    assert list(Term.objects.order_by("valid_from").values_list("name", flat=True)) == [
        "2023–2026",
        "2027–2030",
    ]
    assert acts()[-1] == "people.municipality.set_up"


def test_the_first_administrator_has_a_position(empty):
    made = set_up_municipality("Ekby kommun", **WHO, on=TODAY, actor=SYSTEM)

    assert [row.role for row in positions_of(made.administrator.pk, on=TODAY)] == [
        "administrator"
    ]


def test_a_municipality_is_set_up_once(town, nothing_written):
    with nothing_written(), pytest.raises(AlreadySetUp, match="har redan en kommun"):
        set_up_municipality("Ekby kommun", **WHO, on=TODAY, actor=SYSTEM)


@pytest.mark.parametrize(
    ("day", "began"),
    [
        (dt.date(2023, 1, 1), 2023),
        (dt.date(2026, 12, 31), 2023),
        (dt.date(2027, 1, 1), 2027),
        (dt.date(2022, 5, 1), 2019),
    ],
)
def test_terms_begin_the_year_after_an_election(day, began):
    assert term_around(day) == (dt.date(began, 1, 1), dt.date(began + 4, 1, 1))


def test_the_database_holds_one_municipality(town):
    with pytest.raises(IntegrityError), transaction.atomic():
        Municipality.objects.create(name="En till")


def test_a_demo_stays_a_demo(town):
    with pytest.raises(IntegrityError, match="kan inte göras till demo"), transaction.atomic():
        Municipality.objects.update(is_demo=False)


def test_the_far_reaching_functions_are_those_that_reach_everywhere():
    assert MUNICIPALITY_WIDE == EVERYWHERE
