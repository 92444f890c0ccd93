"""The overview, coverage and what is published: figures with their wholes, both sides measured."""

from __future__ import annotations

import datetime as dt

import pytest
from django.test import Client
from django.urls import reverse

from samspel.portal.queries import published_seats
from samspel.visits import services
from samspel.visits.calculation import Window
from samspel.visits.enums import EndReason
from samspel.visits.queries import (
    coverage,
    overview,
    published_contact_politicians,
    published_report,
    published_reports,
)
from tests.stages import staged
from tests.visits.acting import (
    NOW,
    agreed,
    appointed,
    booked,
    clock,
    decided,
    held,
    meeting,
    offered,
    proposed,
    submitted,
)

YEAR = (dt.date(2026, 1, 1), dt.date(2026, 12, 31))
LATER = clock(12, 31).date()


def whole(town, short="KS", today=LATER):
    return overview(town.body(short), *YEAR, today=today)


@staged
def autumn(town, board):
    """One visit held and reported by both, one held by Anna and late, one declined."""
    meeting(town, "KS", 12, 16)
    services.set_availability(
        town.person("anna"),
        windows=[Window(dt.time(12), dt.time(17), weekday=1)],
        actor=town.actor("anna"),
    )
    first = held(
        town,
        booked(town, chooser="anna"),
        "anna",
        "perolof",
        staff_met=True,
        users_met=True,
    )
    submitted(town, first, "anna")
    held(town, booked(town, times=(clock(11, 26),), chooser="anna"), "anna", staff_met=False)
    third = offered(town, times=(clock(12, 1, 13),))
    for name in ("anna", "perolof"):
        services.decline_invitation(third, actor=town.actor(name), at=NOW)


def test_an_operations_visits_are_counted_with_what_became_of_them(town, autumn):
    kost = next(row for row in whole(town).operations if row.operation == "Kost")

    assert (kost.offered, kost.invited, kost.booked, kost.held, kost.fell_through) == (
        3,
        3,
        0,
        2,
        1,
    )
    assert (kost.asked_to_report, kost.reported, kost.late) == (2, 1, 1)
    assert (kost.staff_met, kost.users_met) == (1, 1)
    assert kost.last_held_at == clock(11, 26)


def test_an_operation_without_visits_is_there_with_noughts(town, autumn):
    found = {row.operation: row.held for row in whole(town).operations}

    assert found == {"Fritid": 0, "Kost": 2, "Kultur": 0}
    assert whole(town).operations_visited == 1


def test_each_person_is_measured_by_what_they_were_offered(town, autumn):
    found = {row.name: row.figures for row in whole(town).persons}

    anna, perolof = found["Anna Ekelöf"], found["Per-Olof Hägg"]
    assert (anna.offered, anna.said, anna.possible) == (3, 3, 2)
    assert (anna.accepted, anna.held, anna.reported, anna.late) == (2, 2, 1, 1)
    assert (perolof.offered, perolof.said, perolof.possible) == (3, 0, 0)
    assert (perolof.accepted, perolof.held, perolof.reported, perolof.late) == (2, 1, 1, 0)


def test_each_party_is_measured_alike(town, autumn):
    found = {
        row.abbreviation: (row.persons, row.figures.offered) for row in whole(town).parties
    }

    assert found == {"C": (1, 3), "S": (1, 3)}


def test_units_that_never_invite_are_named_as_well_as_politicians_that_never_report(
    town, autumn
):
    held(
        town,
        booked(
            town,
            "perolof",
            unit="kvarn",
            host="peter",
            reason="Bara Per-Olof.",
            times=(clock(12, 2),),
        ),
        "perolof",
    )
    appointed(town, "KS", "lena", places=[town.operation("kultur")])
    found = whole(town)

    assert [row.unit for row in found.units_that_never_invite] == ["Stadsbiblioteket"]
    assert [row.name for row in found.persons_that_never_report] == []
    assert "Lena Strand" in [row.name for row in found.persons]


def test_before_the_last_day_nothing_is_late(town, autumn):
    kost = next(row for row in whole(town, today=TODAY).operations if row.operation == "Kost")

    assert kost.late == 0


TODAY = NOW.date()


def test_another_period_counts_none_of_it(town, autumn):
    found = overview(town.body("KS"), dt.date(2025, 1, 1), dt.date(2025, 12, 31), today=LATER)

    assert sum(row.offered for row in found.operations) == 0


def test_the_last_day_of_the_period_is_in_it(town, board):
    booked(town, times=(clock(12, 31, 22),), chooser="anna", hours=1)

    assert sum(row.booked for row in whole(town).operations) == 1
    assert (
        sum(
            row.booked
            for row in overview(
                town.body("KS"), YEAR[0], dt.date(2026, 12, 30), today=LATER
            ).operations
        )
        == 0
    )


def test_other_bodies_and_other_kinds_of_visit_are_not_counted(town, board, committee):
    agreed(town, proposed(town))
    services.book_visit(
        town.unit("bjork"),
        starts_at=clock(12, 3),
        ends_at=clock(12, 3, 12),
        persons=[town.person("lena")],
        initiator="unit",
        kind="study",
        reason="Studiebesök.",
        actor=town.actor("ingrid"),
        at=NOW,
    )

    assert sum(row.offered for row in whole(town).operations) == 0
    assert sum(row.booked for row in whole(town, "SN").operations) == 1


def test_the_overview_takes_three_statements_however_many_visits(town, autumn, statement_count):
    body = town.body("KS")

    with statement_count() as captured:
        overview(body, *YEAR, today=LATER)

    assert len(captured) == 3


def test_a_protected_person_is_not_named_in_the_figures(town, committee):
    agreed(town, proposed(town, "sofia"))

    assert "Ledamot med skyddade personuppgifter" in [
        row.name for row in whole(town, "SN").persons
    ]


# --- Coverage -----------------------------------------------------------------------------------


def test_coverage_shows_who_has_what_and_what_is_without(town, board):
    found = coverage(town.body("KS"), TODAY)

    rows = {row.operation: [each.name for each in row.holders] for row in found.rows}
    assert rows == {
        "Fritid": [],
        "Kost": ["Anna Ekelöf", "Per-Olof Hägg"],
        "Kultur": [],
    }
    assert [row.operation for row in found.missing] == ["Fritid", "Kultur"]


def test_coverage_of_a_future_day_knows_what_has_ended_then(town, board):
    found = coverage(town.body("KS"), dt.date(2027, 1, 1))

    assert [row.operation for row in found.missing] == ["Fritid", "Kost", "Kultur"]


def test_coverage_tells_what_ends_when_and_whether_it_leaves_nobody(town, board):
    services.end_appointment(
        board.anna,
        on=dt.date(2026, 12, 1),
        because=EndReason.RESIGNATION,
        actor=town.actor("ingrid"),
        at=NOW,
    )

    endings = coverage(town.body("KS"), TODAY).endings

    assert [(each.name, each.ends_on, each.leaves_nobody) for each in endings] == [
        ("Anna Ekelöf", dt.date(2026, 12, 1), False),
        ("Per-Olof Hägg", dt.date(2027, 1, 1), True),
    ]


def test_where_the_guideline_asks_for_no_number_nothing_is_missing(town, committee):
    assert coverage(town.body("SN"), TODAY).missing == ()


def test_coverage_takes_as_many_statements_with_more_appointments(town, rules, statement_count):
    def statements():
        with statement_count() as captured:
            coverage(town.body("KS"), TODAY)
        return len(captured)

    decided(town, "KS")
    appointed(town, "KS", "anna", places=[town.operation("kost")])
    one = statements()
    appointed(town, "KS", "lena", places=[town.operation("kost"), town.operation("kultur")])

    assert statements() == one


# --- Published -------------------------------------------------------------------------------


def test_everybody_may_read_who_is_contact_politician_for_what(town, board, committee):
    found = {
        each.body.short_name: {
            row.operation: [holder.public_name for holder in row.holders] for row in each.rows
        }
        for each in published_contact_politicians(TODAY)
    }

    assert found == {
        "KS": {"Kost": ["Anna Ekelöf", "Per-Olof Hägg"]},
        "SN": {"Äldreomsorg": ["Lars-Åke Norén", "Ledamot med skyddade personuppgifter"]},
    }


def test_a_protected_seat_is_on_the_public_list_and_in_its_page_without_the_name(town):
    seats = {body.name: body.seats for body in published_seats(TODAY)}
    page = Client().get(reverse("portal:elected")).content.decode()

    committee = seats["Socialnämnden"]
    assert [each.name for each in committee if not each.is_named] == [""]
    assert "Sofia Åkesson" not in [each.name for each in committee]
    assert "Anna Ekelöf" in page
    assert "Åkesson" not in page
    assert "Revisionen" not in seats


def test_a_report_is_published_only_when_it_is(town, autumn):
    assert published_reports() == []
    from samspel.visits.models import Report

    assert published_report(Report.objects.get().uuid) is None

    report = services.publish_report(
        Report.objects.get(), actor=town.actor("ingrid"), at=clock(11, 25)
    )

    (shown,) = published_reports()
    assert (shown.place, shown.held_on) == ("Köket på Björkskolan", dt.date(2026, 11, 24))
    assert set(shown.authors) == {"Anna Ekelöf", "Per-Olof Hägg"}
    assert shown.sections[0] == ("Vad enheten berättade", "Allt går bra.")
    assert published_report(report.uuid) == shown


def test_no_coming_visit_is_published(town, board):
    booked(town, chooser="anna")

    assert published_reports() == []
    assert "Björk" not in str(published_contact_politicians(TODAY))


@pytest.mark.parametrize(("route", "count"), [("portal:home", 11), ("portal:contacts", 9)])
def test_the_public_pages_ask_as_often_for_two_bodies_as_for_one(
    town, board, committee, as_person, statement_count, route, count
):
    client = as_person("anna")
    client.get(reverse(route))

    with statement_count() as asked:
        assert client.get(reverse(route)).status_code == 200

    assert len(asked) <= count, [each["sql"][:90] for each in asked]
