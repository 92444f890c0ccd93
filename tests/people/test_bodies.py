"""Bodies: set up, corrected, closed, and the order of their substitutes."""

import datetime as dt

import pytest

from samspel.foundation.refusal import Stale
from samspel.people import events
from samspel.people.enums import BodyKind, PositionRole
from samspel.people.errors import PeriodRefused, RegisterRefused, StillInUse
from samspel.people.models import Department, Employment, Mandate, Operation, Tie, Unit
from samspel.people.queries import bodies_on, substitutes_of
from samspel.people.services import (
    close_body,
    correct_body,
    elect,
    open_body,
    order_substitutes,
)
from tests.cast import BEGAN, TODAY

NEXT_TERM = dt.date(2027, 1, 1)


def test_a_committee_is_set_up_from_a_day(town, acts):
    body = open_body(
        "Kulturnämnden",
        "KN",
        BodyKind.COMMITTEE,
        parent=town.body("KF"),
        valid_from=NEXT_TERM,
        actor=town.actor("tomas"),
    )

    assert body in bodies_on(NEXT_TERM)
    assert body not in bodies_on(TODAY)
    assert acts() == ["people.body.opened"]


def test_a_short_name_is_taken_while_the_body_is_there(town, nothing_written):
    with (
        nothing_written(),
        pytest.raises(RegisterRefused, match="används redan av Kommunstyrelsen"),
    ):
        open_body("X", "ks", BodyKind.COMMITTEE, valid_from=TODAY, actor=town.actor("tomas"))


def test_a_working_committee_belongs_to_a_body(town, nothing_written):
    with nothing_written(), pytest.raises(RegisterRefused, match="Ett arbetsutskott hör till"):
        open_body(
            "AU", "AU", BodyKind.WORKING_COMMITTEE, valid_from=TODAY, actor=town.actor("tomas")
        )


def test_a_body_is_not_there_before_the_one_above_it(town, nothing_written):
    with nothing_written(), pytest.raises(PeriodRefused, match="Kommunstyrelsen finns från"):
        open_body(
            "AU",
            "AU",
            BodyKind.WORKING_COMMITTEE,
            parent=town.body("KS"),
            valid_from=dt.date(2020, 1, 1),
            actor=town.actor("tomas"),
        )


def test_a_body_gets_another_name(town, acts):
    body = correct_body(
        town.body("BUN"), name="Utbildningsnämnden", short_name="UN", actor=town.actor("pia")
    )

    assert (body.name, body.short_name) == ("Utbildningsnämnden", "UN")
    assert acts() == ["people.body.corrected"]


def test_a_name_from_a_stale_page_is_refused(town, nothing_written):
    correct_body(
        town.body("BUN"), name="Nytt", short_name="UN", version=1, actor=town.actor("pia")
    )

    with nothing_written(), pytest.raises(Stale, match="Någon annan har ändrat Nytt"):
        correct_body(
            town.body("UN"), name="Nyare", short_name="UN", version=1, actor=town.actor("pia")
        )


def test_a_body_with_departments_is_not_closed(town, nothing_written):
    with nothing_written(), pytest.raises(StillInUse, match="Socialförvaltningen under sig"):
        close_body(town.body("SN"), valid_to=NEXT_TERM, actor=town.actor("tomas"))


@pytest.fixture
def bare_committee(town):
    """The social committee without its administration."""
    mine = {"department__body": town.body("SN")}
    Employment.objects.filter(unit__operation__department__body=town.body("SN")).delete()
    Employment.objects.filter(**mine).delete()
    Tie.objects.all().delete()
    Unit.objects.filter(operation__department__body=town.body("SN")).delete()
    Operation.objects.filter(**mine).delete()
    Department.objects.filter(body=town.body("SN")).delete()
    return town.body("SN")


def test_a_body_with_lasting_mandates_is_closed_only_with_them(
    town, bare_committee, nothing_written
):
    with nothing_written(), pytest.raises(StillInUse, match="har 4 uppdrag som varar längre"):
        close_body(bare_committee, valid_to=TODAY, actor=town.actor("tomas"))


def test_the_mandates_of_a_closed_body_end_with_it(town, bare_committee, acts, heard):
    ended, closed = heard(events.mandate_ended), heard(events.body_closed)

    close_body(bare_committee, valid_to=TODAY, end_mandates=True, actor=town.actor("tomas"))

    mandates = Mandate.objects.filter(body=bare_committee)
    assert {(row.valid_to, row.ended_because) for row in mandates} == {(TODAY, "body_closed")}
    assert acts() == ["people.mandate.ended"] * 4 + ["people.body.closed"]
    assert (len(ended), len(closed)) == (4, 1)


def test_a_body_with_bodies_under_it_is_not_closed(town, nothing_written):
    with nothing_written(), pytest.raises(StillInUse, match="arbetsutskott"):
        close_body(town.body("KS"), valid_to=NEXT_TERM, actor=town.actor("tomas"))


def test_a_body_ends_after_it_begins(town, nothing_written):
    with nothing_written(), pytest.raises(PeriodRefused, match="ligger före första dagen"):
        close_body(town.body("KSAU"), valid_to=BEGAN, actor=town.actor("tomas"))


def test_substitutes_are_put_in_another_order(town, acts):
    anna, mikael = town.mandate("anna", "KS"), town.mandate("mikael", "KS")

    order_substitutes(town.body("KS"), [mikael, anna], on=TODAY, actor=town.actor("ingrid"))

    now = [(row.person_id, row.order) for row in substitutes_of(town.body("KS"), TODAY)]
    assert now == [(mikael.person_id, 1), (anna.person_id, 2)]
    assert acts() == ["people.body.order_changed"]


def test_three_substitutes_change_places_in_one_go(town):
    body, actor = town.body("KS"), town.actor("ingrid")
    bo = elect(town.person("bo"), body, PositionRole.SUBSTITUTE, valid_from=TODAY, actor=actor)
    anna, mikael = town.mandate("anna", "KS"), town.mandate("mikael", "KS")

    order_substitutes(body, [bo, mikael, anna], on=TODAY, actor=actor)

    assert [row.mandate_id for row in substitutes_of(body, TODAY)] == [
        bo.pk,
        mikael.pk,
        anna.pk,
    ]


def test_every_substitute_has_a_place(town, nothing_written):
    with nothing_written(), pytest.raises(RegisterRefused, match="Ange varje ersättare"):
        order_substitutes(
            town.body("KS"), [town.mandate("anna", "KS")], on=TODAY, actor=town.actor("ingrid")
        )


def test_the_same_order_is_not_logged_again(town, nothing_written):
    with nothing_written():
        order_substitutes(
            town.body("KS"),
            [town.mandate("anna", "KS"), town.mandate("mikael", "KS")],
            on=TODAY,
            actor=town.actor("ingrid"),
        )
