"""Reading the register as of a day."""

import datetime as dt

import pytest

from samspel.people import services
from samspel.people.enums import EndReason, PositionRole, Side, TieKind
from samspel.people.models import Person
from samspel.people.queries import (
    appointee_facts,
    appointee_facts_for,
    bodies_listed,
    chair_of,
    child_bodies_of,
    contact_details,
    head_of_administration_for,
    known_names,
    managers_of_units,
    member_persons,
    members_of,
    namesakes,
    operation_manager_of,
    party_of,
    persons_ever_in,
    persons_searched,
    presidium_of,
    secretaries_of,
    side_of,
    substitutes_of,
    unit_manager_of,
)
from samspel.people.queries.lists import parties_listed, persons_listed
from tests.cast import TODAY

NEXT_TERM = dt.date(2027, 1, 1)


def test_members_come_in_seat_order(town):
    rows = members_of(town.body("KS"), TODAY)

    assert [(row.name, row.role, row.order, row.party, row.side) for row in rows] == [
        ("Karin Sundell", "chair", None, "M", "majority"),
        ("Per-Olof Hägg", "second_vice_chair", None, "S", "opposition"),
        ("Ulla Granath", "member", None, "M", "majority"),
        ("Lena Strand", "member", None, "V", "opposition"),
        ("Anna Ekelöf", "substitute", 1, "C", "majority"),
        ("Mikael Roos", "substitute", 2, "M", "majority"),
    ]


def test_who_sits_there_is_as_of_the_day(town):
    services.end_mandate(
        town.mandate("lena", "KS"),
        valid_to=TODAY,
        reason=EndReason.RESIGNED,
        actor=town.actor("ingrid"),
    )

    before = {row.name for row in members_of(town.body("KS"), TODAY - dt.timedelta(days=1))}
    after = {row.name for row in members_of(town.body("KS"), TODAY)}
    assert before - after == {"Lena Strand"}
    assert members_of(town.body("KS"), NEXT_TERM) == []


def test_who_is_who_in_a_body(town):
    ks = town.body("KS")

    assert chair_of(ks, TODAY) == town.person("karin")
    assert [row.name for row in presidium_of(ks.pk, TODAY)] == [
        "Karin Sundell",
        "Per-Olof Hägg",
    ]
    assert [row.name for row in substitutes_of(ks, TODAY)] == ["Anna Ekelöf", "Mikael Roos"]
    assert secretaries_of(ks, TODAY) == [town.person("ingrid")]
    assert child_bodies_of(ks, TODAY) == [town.body("KSAU")]
    assert len(member_persons(ks, TODAY)) == 6
    assert town.person("anna").pk in persons_ever_in(ks)
    assert chair_of(ks, NEXT_TERM) is None


def test_who_heads_a_bodys_administration(town):
    assert head_of_administration_for(town.body("SN"), TODAY) == town.person("helena")
    assert head_of_administration_for(town.body("KS"), TODAY) == town.person("elisabet")
    assert head_of_administration_for(town.body("BUN"), TODAY) is None


def test_who_is_in_charge_of_units_and_operations(town):
    assert unit_manager_of(town.unit("bjork"), TODAY) == town.person("maria")
    assert unit_manager_of(town.unit("kvarn"), TODAY) is None
    assert operation_manager_of(town.operation("kost"), TODAY) == town.person("peter")
    assert operation_manager_of(town.operation("fritid"), TODAY) is None


def test_which_party_and_side_somebody_is_on(town):
    anna, ks = town.person("anna"), town.body("KS")

    assert party_of(anna.pk, ks.pk, TODAY).abbreviation == "C"
    assert side_of(anna.pk, ks.pk, TODAY) == Side.MAJORITY
    assert party_of(anna.pk, town.body("BUN").pk, TODAY) is None
    assert side_of(anna.pk, town.body("BUN").pk, TODAY) is None


def test_known_names_are_those_of_the_day(town):
    services.register_person("Nils", "Brodin", actor=town.actor("ingrid"))

    names = known_names(TODAY)
    assert {"Anna Ekelöf", "Maria Lindqvist", "Sofia Åkesson"} <= names
    assert "Nils Brodin" not in names


def test_contact_details_are_for_those_who_may_read_the_register(town):
    anna = town.person("anna")

    assert contact_details(anna, town.actor("karin")).email == "anna@lindakra.example"
    assert not contact_details(anna, None)


def facts(**yes):
    none = {
        "is_ordinary_member": False,
        "is_substitute": False,
        "is_member": False,
        "is_elected": False,
        "in_presidium": False,
        "employed_in_operation": False,
        "close_employed_in_operation": False,
        "side": "",
        "party": "",
    }
    return {**none, **yes}


@pytest.mark.parametrize(
    ("name", "body", "operation", "expected"),
    [
        (
            "anna",
            "KS",
            "kost",
            facts(
                is_substitute=True, is_member=True, is_elected=True, side="majority", party="C"
            ),
        ),
        (
            "karin",
            "KS",
            "kost",
            facts(
                is_ordinary_member=True,
                is_member=True,
                is_elected=True,
                in_presidium=True,
                side="majority",
                party="M",
            ),
        ),
        (
            "mikael",
            "KS",
            "kultur",
            facts(
                is_substitute=True,
                is_member=True,
                is_elected=True,
                employed_in_operation=True,
                side="majority",
                party="M",
            ),
        ),
        (
            "ulla",
            "KS",
            "kost",
            facts(
                is_ordinary_member=True,
                is_member=True,
                is_elected=True,
                close_employed_in_operation=True,
                side="majority",
                party="M",
            ),
        ),
        ("bo", "KS", "kost", facts(is_elected=True)),
        ("peter", "KS", "kost", facts(employed_in_operation=True)),
    ],
)
def test_facts_about_an_appointee(town, name, body, operation, expected):
    found = appointee_facts(
        town.person(name), town.body(body), town.operation(operation), TODAY
    )

    assert found == expected


def test_a_declared_tie_counts_as_being_employed_there(town):
    services.declare_tie(
        town.person("anna"),
        town.operation("kost"),
        TieKind.EMPLOYED,
        valid_from=TODAY,
        actor=town.actor("anna"),
    )

    asked = (town.person("anna"), town.body("KS"), town.operation("kost"))
    assert appointee_facts(*asked, TODAY)["employed_in_operation"]
    assert not appointee_facts(*asked, TODAY - dt.timedelta(days=1))["employed_in_operation"]


@pytest.mark.parametrize("count", [0, 1, 3])
def test_facts_about_many_are_one_statement(town, statement_count, count):
    asked = [
        (town.person(name), town.body("KS"), town.operation("kost"))
        for name in ("anna", "ulla", "bo")[:count]
    ]

    with statement_count() as counted:
        found = appointee_facts_for(asked, TODAY)

    assert len(found) == count
    assert len(counted) == 1
    assert [each["is_member"] for each in found] == [True, True, False][:count]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Anna", "Anna Ekelöf"),
        ("ekel", "Anna Ekelöf"),
        ("Ekelof", "Anna Ekelöf"),
        ("Lindkvist", "Maria Lindqvist"),
        ("akeson", "Sofia Åkesson"),
        ("Bergkvist Johan", "Johan Bergqvist"),
        ("PER OLOF", "Per-Olof Hägg"),
        ("norin lars", "Lars-Åke Norén"),
    ],
)
def test_a_person_is_found_although_the_name_is_spelt_wrong(town, text, name):
    assert persons_searched(text)[0].name == name


@pytest.mark.parametrize("text", ["", "   ", "Xyzzy", "Anna Xyzzy", "0490", "%"])
def test_what_is_like_no_name_finds_nobody(town, text):
    assert persons_searched(text) == []


def test_namesakes_are_found_however_the_name_is_written(town):
    assert namesakes("LENA", "strand") == [town.person("lena")]
    assert namesakes("Lena", "Strand", besides=town.person("lena").pk) == []


@pytest.mark.parametrize("more", [0, 2])
def test_lists_ask_the_same_whatever_the_number_of_rows(town, statement_count, more):
    actor = town.actor("ingrid")
    for at in range(more):
        person = services.register_person("Nils", f"Brodin{at}", actor=actor)
        services.elect(
            person, town.body("KS"), PositionRole.MEMBER, valid_from=TODAY, actor=actor
        )

    ks, counts = town.body("KS"), []
    for read in (
        lambda: members_of(ks, TODAY),
        lambda: persons_listed(TODAY, actor),
        lambda: persons_listed(TODAY, actor, text="Anna"),
        lambda: bodies_listed(TODAY),
        lambda: parties_listed(TODAY),
        lambda: managers_of_units([1, 2, 3], TODAY),
    ):
        with statement_count() as counted:
            read()
        counts.append(len(counted))

    assert counts == [1, 3, 4, 1, 3, 1]


def test_numbers_of_seats_are_as_of_the_day(town):
    rows = {row.short_name: row for row in bodies_listed(TODAY)}

    assert (rows["KS"].member_count, rows["KS"].substitute_count) == (4, 2)
    assert [row.short_name for row in bodies_listed(TODAY)][:2] == ["KF", "KS"]
    assert {row.member_count for row in bodies_listed(NEXT_TERM)} == {0}


def test_people_without_positions_are_in_the_list(town):
    person = services.register_person("Nils", "Brodin", actor=town.actor("ingrid"))

    row = next(r for r in persons_listed(TODAY, town.actor("ingrid")) if r.uuid == person.uuid)
    assert (row.mandates, row.posts, row.has_post) == ([], [], False)
    assert Person.objects.count() == len(persons_listed(TODAY, town.actor("ingrid")))
