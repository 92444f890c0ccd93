"""Departments, operations and units: set up, corrected, closed."""

import datetime as dt

import pytest
from django.db import IntegrityError, transaction

from samspel.foundation.refusal import Stale
from samspel.people import events
from samspel.people.errors import PeriodRefused, RegisterRefused, StillInUse
from samspel.people.models import Department, Unit
from samspel.people.queries import operations_under, units_under
from samspel.people.services import (
    close_department,
    close_operation,
    close_unit,
    correct_department,
    correct_operation,
    correct_unit,
    end_employment,
    open_department,
    open_operation,
    open_unit,
)
from tests.cast import BEGAN, TODAY

NEXT_YEAR = dt.date(2027, 1, 1)


def test_an_organisation_is_set_up_from_the_top(town, acts):
    actor = town.actor("pia")
    education = open_department("Utbildning", town.body("BUN"), valid_from=TODAY, actor=actor)
    schools = open_operation("Grundskola", education, valid_from=TODAY, actor=actor)
    school = open_unit(
        "Ängskolan", schools, valid_from=TODAY, address="Ängsvägen 1", actor=actor
    )

    assert (education.key, schools.key) == ("utbildning", "grundskola")
    assert (school.is_private, school.address) == (False, "Ängsvägen 1")
    assert operations_under(town.body("BUN"), TODAY) == [schools]
    assert units_under(town.body("BUN"), TODAY) == [school]
    assert acts() == [
        "people.department.opened",
        "people.operation.opened",
        "people.unit.opened",
    ]


def test_a_unit_of_a_private_provider_says_so(town):
    unit = open_unit(
        "Solgläntan",
        town.operation("aldreomsorg"),
        valid_from=TODAY,
        provider="Omtanken AB",
        actor=town.actor("ingrid"),
    )

    assert (unit.is_private, unit.provider) == (True, "Omtanken AB")


def test_keys_are_never_the_same(town):
    kost = open_operation(
        "Kost",
        Department.objects.get(key="kansliet"),
        valid_from=TODAY,
        actor=town.actor("tomas"),
    )

    assert kost.key == "kost-2"


def test_a_name_is_taken_once_at_a_place(town, nothing_written):
    with nothing_written(), pytest.raises(RegisterRefused, match="finns redan där"):
        open_unit(
            "köket på björkskolan",
            town.operation("kost"),
            valid_from=TODAY,
            actor=town.actor("tomas"),
        )


def test_a_place_lies_within_the_time_of_what_it_lies_in(town, nothing_written):
    with nothing_written(), pytest.raises(PeriodRefused, match="Kost finns från"):
        open_unit(
            "Köket",
            town.operation("kost"),
            valid_from=dt.date(2020, 1, 1),
            actor=town.actor("tomas"),
        )


def test_places_have_names(town, nothing_written):
    with nothing_written(), pytest.raises(RegisterRefused, match="Skriv ett namn"):
        open_unit(" ", town.operation("kost"), valid_from=TODAY, actor=town.actor("tomas"))
    with nothing_written(), pytest.raises(RegisterRefused, match="Skriv ett namn"):
        correct_operation(town.operation("kost"), name="", actor=town.actor("tomas"))


def test_names_are_corrected_and_keys_stay(town, acts):
    actor = town.actor("tomas")
    operation = correct_operation(town.operation("kost"), name="Måltid", actor=actor)
    department = correct_department(operation.department, name="Service", actor=actor)
    unit = correct_unit(
        town.unit("bjork"),
        name="Björkens kök",
        address="",
        entrance="Lastkajen",
        provider="Maten AB",
        actor=actor,
    )

    assert (operation.name, operation.key) == ("Måltid", "kost")
    assert department.key == "valfard-och-service"
    assert (unit.entrance, unit.is_private) == ("Lastkajen", True)
    assert acts() == [
        "people.operation.corrected",
        "people.department.corrected",
        "people.unit.corrected",
    ]


def test_a_stale_page_is_refused(town, nothing_written):
    correct_operation(
        town.operation("kost"), name="Måltid", version=1, actor=town.actor("tomas")
    )

    with nothing_written(), pytest.raises(Stale, match="Någon annan har ändrat Måltid"):
        correct_operation(
            town.operation("kost"), name="Mat", version=1, actor=town.actor("tomas")
        )


def test_a_unit_where_people_work_is_not_closed(town, nothing_written):
    with (
        nothing_written(),
        pytest.raises(StillInUse, match="har 1 anställningar som varar längre"),
    ):
        close_unit(town.unit("bjork"), valid_to=NEXT_YEAR, actor=town.actor("tomas"))


def test_what_has_places_under_it_is_not_closed(town, nothing_written):
    kost = town.operation("kost")

    with nothing_written(), pytest.raises(StillInUse, match="Köket på Björkskolan"):
        close_operation(kost, valid_to=NEXT_YEAR, actor=town.actor("tomas"))
    with nothing_written(), pytest.raises(StillInUse, match="Kost"):
        close_department(kost.department, valid_to=NEXT_YEAR, actor=town.actor("tomas"))


def test_a_unit_is_closed_when_nobody_works_there(town, acts, heard):
    calls, actor = heard(events.place_closed), town.actor("tomas")
    unit = town.unit("bjork")
    end_employment(unit.employments.get(), valid_to=NEXT_YEAR, actor=actor)

    close_unit(unit, valid_to=NEXT_YEAR, actor=actor)

    assert unit not in units_under(town.body("KS"), NEXT_YEAR)
    assert unit in units_under(town.body("KS"), TODAY)
    assert acts() == ["people.employment.ended", "people.unit.closed"]
    assert len(calls) == 1


def test_a_place_ends_after_it_begins(town, nothing_written):
    with nothing_written(), pytest.raises(PeriodRefused, match="ligger före första dagen"):
        close_unit(town.unit("kvarn"), valid_to=BEGAN, actor=town.actor("tomas"))


def test_the_database_refuses_a_private_unit_without_provider(town):
    with (
        pytest.raises(IntegrityError, match="unit_private_has_a_provider"),
        transaction.atomic(),
    ):
        Unit.objects.filter(pk=town.unit("bjork").pk).update(is_private=True)
