"""Parties, their sides, and terms."""

import datetime as dt

import pytest
from django.db import IntegrityError, transaction

from samspel.people.enums import Side
from samspel.people.errors import OverlapRefused, PeriodRefused, RegisterRefused
from samspel.people.models import Party, PartyStanding, Term
from samspel.people.queries import sides_on
from samspel.people.services import correct_party, open_term, register_party, set_party_standing
from tests.cast import TODAY

NEXT_TERM = dt.date(2027, 1, 1)


@pytest.fixture
def centre(town):
    return Party.objects.get(abbreviation="C")


def test_a_party_is_registered(town, acts):
    party = register_party("Lindåkrapartiet", "LP", actor=town.actor("ingrid"))

    assert (party.name, party.abbreviation) == ("Lindåkrapartiet", "LP")
    assert acts() == ["people.party.registered"]


@pytest.mark.parametrize(
    ("name", "short", "why"),
    [
        ("centerpartiet", "CP", "Partiet centerpartiet finns redan"),
        ("Landsbygdspartiet", "c", "Förkortningen c används redan"),
    ],
)
def test_names_of_parties_are_taken_once(town, nothing_written, name, short, why):
    with nothing_written(), pytest.raises(RegisterRefused, match=why):
        register_party(name, short, actor=town.actor("ingrid"))


def test_a_party_is_corrected(centre, town, acts):
    party = correct_party(
        centre, name="Centern i Lindåkra", abbreviation="C", actor=town.actor("tomas")
    )

    assert party.name == "Centern i Lindåkra"
    assert acts() == ["people.party.corrected"]


def test_a_new_side_ends_the_one_before(centre, town, acts):
    set_party_standing(centre, Side.OPPOSITION, valid_from=TODAY, actor=town.actor("tomas"))

    assert sides_on(TODAY)[centre.pk] == Side.OPPOSITION
    assert sides_on(TODAY - dt.timedelta(days=1))[centre.pk] == Side.MAJORITY
    assert acts() == ["people.party.standing_set"]


def test_a_side_does_not_cover_one_that_comes(centre, town, nothing_written):
    set_party_standing(centre, Side.NONE, valid_from=NEXT_TERM, actor=town.actor("tomas"))

    with nothing_written(), pytest.raises(OverlapRefused, match="har redan en ställning"):
        set_party_standing(centre, Side.OPPOSITION, valid_from=TODAY, actor=town.actor("tomas"))


def test_a_side_ends_after_it_begins(centre, town, nothing_written):
    with nothing_written(), pytest.raises(PeriodRefused, match="ligger före första dagen"):
        set_party_standing(
            centre, Side.NONE, valid_from=TODAY, valid_to=TODAY, actor=town.actor("tomas")
        )


def test_the_database_refuses_two_sides_at_a_time(centre):
    with (
        pytest.raises(IntegrityError, match="party_standing_once_at_a_time"),
        transaction.atomic(),
    ):
        PartyStanding.objects.create(party=centre, side=Side.NONE, valid_from=TODAY)


def test_a_term_is_opened(town, acts):
    term = open_term(
        " 2031–2034 ",
        valid_from=dt.date(2031, 1, 1),
        valid_to=dt.date(2035, 1, 1),
        actor=town.actor("tomas"),
    )

    assert term.name == "2031–2034"
    assert acts() == ["people.term.opened"]


def test_a_term_has_a_name_of_its_own(town, nothing_written):
    with nothing_written(), pytest.raises(RegisterRefused, match="2027–2030 finns redan"):
        open_term(
            "2027–2030",
            valid_from=NEXT_TERM,
            valid_to=dt.date(2031, 1, 1),
            actor=town.actor("tomas"),
        )
    assert Term.objects.count() == 2
