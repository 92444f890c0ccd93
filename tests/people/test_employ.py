"""Employments: begun, corrected, another manager, ended."""

import datetime as dt

import pytest
from django.db import IntegrityError, transaction

from samspel.foundation.refusal import NotAllowed, Stale
from samspel.people import events
from samspel.people.enums import PositionRole
from samspel.people.errors import NotEligible, OverlapRefused, PeriodRefused, RegisterRefused
from samspel.people.models import Department, Employment
from samspel.people.queries import managers_of_units, unit_manager_of
from samspel.people.services import change_manager, correct_employment, employ, end_employment
from tests.cast import BEGAN, TODAY

NEXT_YEAR = dt.date(2027, 1, 1)


@pytest.fixture
def office(town):
    return Department.objects.get(key="kansliet")


@pytest.fixture
def maria(town):
    return Employment.objects.get(person=town.person("maria"))


def hire(town, name, place, function=PositionRole.EMPLOYEE, by="tomas", **more):
    return employ(
        town.person(name),
        place,
        **{"title": "medarbetare", "valid_from": TODAY, "function": function, **more},
        actor=town.actor(by),
    )


def test_a_unit_manager_is_employed(town, acts, heard):
    calls = heard(events.employment_begun)

    employment = hire(
        town,
        "bo",
        town.unit("kvarn"),
        PositionRole.UNIT_MANAGER,
        by="ingrid",
        title=" kökschef ",
        manager=town.person("peter"),
    )

    assert (employment.title, employment.manager) == ("kökschef", town.person("peter"))
    assert unit_manager_of(town.unit("kvarn"), TODAY) == town.person("bo")
    assert acts() == ["people.employment.begun"]
    assert calls == [(employment, town.actor("ingrid"))]


def test_a_secretary_serves_bodies(town, office):
    employment = hire(
        town,
        "mikael",
        office,
        PositionRole.SECRETARY,
        serves=[town.body("KS"), town.body("BUN")],
    )

    assert set(employment.serves.all()) == {town.body("KS"), town.body("BUN")}


@pytest.mark.parametrize(
    ("function", "why"),
    [
        (PositionRole.UNIT_MANAGER, "En enhetschef är anställd på en enhet"),
        (PositionRole.OPERATION_MANAGER, "En verksamhetschef är anställd i en verksamhet"),
    ],
)
def test_managers_are_employed_at_what_they_manage(
    town, office, nothing_written, function, why
):
    with nothing_written(), pytest.raises(RegisterRefused, match=why):
        hire(town, "bo", office, function)


def test_a_head_of_administration_is_employed_at_a_department(town, nothing_written):
    with nothing_written(), pytest.raises(RegisterRefused, match="på en avdelning"):
        hire(town, "bo", town.unit("kvarn"), PositionRole.HEAD_OF_ADMINISTRATION)


def test_the_same_post_is_held_once(town, nothing_written):
    with (
        nothing_written(),
        pytest.raises(OverlapRefused, match="redan anställd där som enhetschef"),
    ):
        hire(town, "maria", town.unit("bjork"), PositionRole.UNIT_MANAGER)


def test_nobody_is_their_own_manager(town, maria, nothing_written):
    with nothing_written(), pytest.raises(RegisterRefused, match="sin egen chef"):
        hire(town, "bo", town.unit("kvarn"), manager=town.person("bo"))
    with nothing_written(), pytest.raises(RegisterRefused, match="sin egen chef"):
        change_manager(maria, town.person("maria"), valid_from=TODAY, actor=town.actor("tomas"))


def test_a_title_is_needed(town, nothing_written):
    with nothing_written(), pytest.raises(RegisterRefused, match="Skriv en titel"):
        hire(town, "bo", town.unit("kvarn"), title=" ")


@pytest.mark.parametrize(
    ("first", "after_last", "why"),
    [(TODAY, TODAY, "ligger före första dagen"), (dt.date(2020, 1, 1), None, "finns från")],
)
def test_an_employment_has_days_when_the_place_is_there(
    town, nothing_written, first, after_last, why
):
    with nothing_written(), pytest.raises(PeriodRefused, match=why):
        hire(town, "bo", town.unit("kvarn"), valid_from=first, valid_to=after_last)


def test_kl_7_3_an_elected_person_is_not_made_director(town, office, nothing_written):
    with (
        nothing_written(),
        pytest.raises(NotEligible, match=r"har ett förtroendeuppdrag .*7 kap\. 3 §"),
    ):
        hire(town, "bo", office, PositionRole.MUNICIPAL_DIRECTOR)


def test_a_member_does_not_head_the_administration_of_their_own_committee(
    town, nothing_written
):
    social = Department.objects.get(key="socialforvaltningen")

    with (
        nothing_written(),
        pytest.raises(NotEligible, match="Socialnämnden: Den som är vald till organet"),
    ):
        hire(town, "gunnar", social, PositionRole.HEAD_OF_ADMINISTRATION)


def test_nobody_employs_themselves(town, office, nothing_written):
    with (
        nothing_written(),
        pytest.raises(NotAllowed, match="dina egna uppdrag och anställningar"),
    ):
        hire(town, "ingrid", office, by="ingrid")


def test_title_and_bodies_are_corrected(town, office, acts, heard):
    calls = heard(events.employment_changed)
    pia = Employment.objects.get(person=town.person("pia"))

    correct_employment(
        pia,
        title="kommunsekreterare",
        serves=[town.body("BUN"), town.body("KS")],
        version=1,
        actor=town.actor("tomas"),
    )

    pia.refresh_from_db()
    assert (pia.title, pia.version) == ("kommunsekreterare", 3)
    assert pia.serves.count() == 2
    assert acts() == ["people.employment.corrected"]
    assert len(calls) == 1


def test_a_secretary_gives_nobody_a_body_of_another(town, nothing_written):
    johan = Employment.objects.get(person=town.person("johan"))

    with nothing_written(), pytest.raises(NotAllowed, match="Barn- och utbildningsnämnden"):
        correct_employment(
            johan, title="utredare", serves=[town.body("BUN")], actor=town.actor("ingrid")
        )


def test_a_stale_page_is_refused(town, maria, nothing_written):
    correct_employment(maria, title="kökschef", serves=[], version=1, actor=town.actor("tomas"))

    with nothing_written(), pytest.raises(Stale, match="Maria Lindqvist, enhetschef"):
        end_employment(maria, valid_to=NEXT_YEAR, version=1, actor=town.actor("tomas"))


def test_another_manager_from_a_day_leaves_the_time_before_as_it_was(town, maria, acts):
    later = change_manager(
        maria, town.person("helena"), valid_from=TODAY, actor=town.actor("tomas")
    )

    maria.refresh_from_db()
    assert (maria.valid_from, maria.valid_to, maria.manager) == (
        BEGAN,
        TODAY,
        town.person("peter"),
    )
    assert (later.valid_from, later.valid_to, later.manager) == (
        TODAY,
        None,
        town.person("helena"),
    )
    assert later.unit == town.unit("bjork")
    assert acts() == ["people.employment.manager_changed"]


def test_another_manager_from_the_first_day_is_a_correction(town, maria):
    change_manager(maria, None, valid_from=BEGAN, actor=town.actor("tomas"))

    assert [row.manager for row in Employment.objects.filter(person=town.person("maria"))] == [
        None
    ]


def test_another_manager_within_the_employment_only(town, maria, nothing_written):
    with nothing_written(), pytest.raises(PeriodRefused, match="Anställningen gäller från"):
        change_manager(maria, None, valid_from=dt.date(2020, 1, 1), actor=town.actor("tomas"))


def test_an_employment_ends(town, maria, acts, heard):
    calls = heard(events.employment_ended)

    end_employment(maria, valid_to=NEXT_YEAR, actor=town.actor("ingrid"))

    unit = town.unit("bjork")
    assert managers_of_units([unit.pk], TODAY) == {unit.pk: town.person("maria")}
    assert managers_of_units([unit.pk], NEXT_YEAR) == {}
    assert acts() == ["people.employment.ended"]
    assert len(calls) == 1


def test_an_employment_ends_after_it_begins_and_no_later_than_it_does(
    town, maria, nothing_written
):
    with nothing_written(), pytest.raises(PeriodRefused, match="ligger före första dagen"):
        end_employment(maria, valid_to=BEGAN, actor=town.actor("tomas"))
    end_employment(maria, valid_to=NEXT_YEAR, actor=town.actor("tomas"))
    with nothing_written(), pytest.raises(PeriodRefused, match="slutar redan tidigare"):
        end_employment(maria, valid_to=dt.date(2028, 1, 1), actor=town.actor("tomas"))


@pytest.mark.parametrize(
    ("values", "constraint"),
    [
        ({"valid_to": BEGAN}, "employment_ends_after_it_begins"),
        ({"unit": None}, "employment_in_exactly_one_place"),
        ({"manager": "self"}, "employment_nobody_is_their_own_manager"),
    ],
)
def test_the_database_refuses_what_no_service_would_write(town, maria, values, constraint):
    if values.get("manager"):
        values = {"manager": maria.person}

    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        Employment.objects.filter(pk=maria.pk).update(**values)
