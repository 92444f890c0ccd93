"""Party visits: the same offer to every party, on grounds that are written down."""

from __future__ import annotations

import datetime as dt

from django.test import RequestFactory

from samspel.foundation.refusal import NotAllowed
from samspel.kit.exports import export
from samspel.messaging.models import Message
from samspel.people.models import Party
from samspel.rulebooks.errors import RuleStops
from samspel.visits import services
from samspel.visits.enums import PartyAnswer, VisitKind, VisitState
from samspel.visits.errors import BookingRefused, PartyVisitRefused
from samspel.visits.queries import (
    parties_in_council,
    parties_left_out,
    party_offers_visible_to,
)
from samspel.visits.queries.choices import bodies_with_operations
from samspel.visits.web.tables import party_columns, party_rows
from tests.stages import staged
from tests.visits.acting import KS_RULES, NOW, amended, clock, in_force
from tests.visits.nothing import refused

FIRST, LAST = dt.date(2026, 11, 23), dt.date(2026, 12, 18)
EQUAL = (
    "- id: amnen\n",
    (
        "- id: lika-for-alla\n  title: Samma erbjudande\n  act: visit.party\n"
        "  clause: besok-3\n  decided: kommunstyrelsen 2023-02-14 § 18\n  strength: ska\n"
        "  require:\n    is: party.same_offer_to_all\n"
        "  say: Alla partier har inte fått samma erbjudande.\n"
        "  instead: Erbjud alla partier samma sak.\n\n"
        "- id: lugn-fore-val\n  title: Inga besök före val\n  act: visit.party\n"
        "  clause: besok-3\n  decided: kommunstyrelsen 2023-02-14 § 18\n  strength: ska\n"
        "  require:\n    fact: visit.days_to_election\n    gte: 30\n"
        "  say: Det är för nära ett val.\n  instead: Välj en dag efter valet.\n\n"
        "- id: amnen\n"
    ),
)


@staged
def equal(town):
    """The board's guideline, with the same offer to all and quiet before elections."""
    in_force(town, "KS", amended(KS_RULES, besok=EQUAL), key=910_009)


def offer(
    town, *abbreviations, by="ingrid", first=FIRST, last=LAST, grounds="Först till kvarn."
):
    wanted = abbreviations or ("S", "M", "C", "KD", "V")
    return services.offer_party_visits(
        town.unit("bjork"),
        parties=list(Party.objects.filter(abbreviation__in=wanted)),
        first_day=first,
        last_day=last,
        grounds=grounds,
        actor=town.actor(by),
        at=NOW,
    )


def register(town, row, start=None, by="ingrid"):
    starts_at = start or clock(12, 1)
    return services.register_party_visit(
        row,
        starts_at=starts_at,
        ends_at=starts_at + dt.timedelta(hours=1),
        actor=town.actor(by),
        at=NOW,
    )


def row_of(made, abbreviation):
    return made.rows.get(party__abbreviation=abbreviation)


def test_every_party_is_offered_the_same_and_it_shows(town, equal):
    offer(town)

    shown = party_offers_visible_to(town.actor("lena"))
    assert [each.party_name for each in shown] == [
        "Centerpartiet",
        "Kristdemokraterna",
        "Moderaterna",
        "Socialdemokraterna",
        "Vänsterpartiet",
    ]
    assert {each.answer for each in shown} == {PartyAnswer.OFFERED}
    assert parties_left_out(shown, FIRST) == []
    (left,) = parties_left_out([each for each in shown if each.party_name > "S"], FIRST)
    assert left.party_names == ("Centerpartiet", "Moderaterna")
    rows, asked = party_rows(shown, keeps=frozenset()), RequestFactory().get("/?format=csv")
    file = export(asked, "partibesok", party_columns(), rows).content.decode()
    assert ";23 november–18 december 2026;" in file  # all the days, as the page says them


def test_kl_2_3_to_leave_a_party_out_is_stopped_by_the_guideline(town, equal):
    assert len(parties_in_council(FIRST)) > 2

    with refused("Alla partier har inte fått samma erbjudande", RuleStops):
        offer(town, "S", "M")


def test_a_partys_visit_is_entered_under_its_offer_and_the_unit_is_told(town, equal):
    made = offer(town)

    visit = register(town, row_of(made, "V"))

    assert (visit.kind, visit.state) == (VisitKind.PARTY, VisitState.BOOKED)
    assert visit.party.abbreviation == "V"
    assert row_of(made, "V").answer == PartyAnswer.ACCEPTED
    assert Message.objects.filter(
        recipient=town.person("maria"), subject__contains="Partibesök"
    ).exists()


def test_before_an_election_the_guideline_keeps_quiet(town, equal):
    made = offer(town, first=dt.date(2026, 11, 23), last=dt.date(2030, 12, 31))

    with refused("för nära ett val", RuleStops):
        register(town, row_of(made, "V"), start=clock(8, 20, year=2030))


def test_a_day_outside_the_offer_is_refused(town, equal):
    made = offer(town)

    with refused("utanför erbjudandet", PartyVisitRefused):
        register(town, row_of(made, "V"), start=clock(12, 21))


def test_a_party_comes_once_on_an_offer(town, equal):
    made = offer(town)
    register(town, row_of(made, "V"))

    with refused("redan inskrivet", PartyVisitRefused):
        register(town, row_of(made, "V"))
    with refused("redan inskrivet", PartyVisitRefused):
        services.answer_party_offer(
            row_of(made, "V"), answer="declined", actor=town.actor("ingrid"), at=NOW
        )


def test_a_party_that_declines_is_noted(town, equal):
    made = offer(town)

    row = services.answer_party_offer(
        row_of(made, "M"), answer="declined", actor=town.actor("ingrid"), at=NOW
    )

    assert (row.answer, row.answered_at) == (PartyAnswer.DECLINED, NOW)


def test_an_offer_has_grounds_parties_and_days_ahead(town, equal):
    with refused("sakliga grunder", PartyVisitRefused):
        offer(town, grounds=" ")
    with refused("Välj de partier", PartyVisitRefused):
        offer(town, "XX")
    with refused("ligger framåt", PartyVisitRefused):
        offer(town, first=dt.date(2026, 11, 1))


def test_a_time_that_has_passed_is_refused(town, equal):
    made = offer(town)

    with refused("redan passerat", BookingRefused):
        register(town, row_of(made, "V"), start=clock(11, 11))


def test_only_the_secretary_offers_answers_and_enters(town, equal):
    with refused("sekreterare", NotAllowed):
        offer(town, by="maria")
    row = row_of(offer(town), "V")
    with refused("sekreterare", NotAllowed):
        register(town, row, by="lena")
    with refused("sekreterare", NotAllowed):
        services.answer_party_offer(row, answer="accepted", actor=town.actor("lena"), at=NOW)


def test_a_body_that_runs_nothing_has_no_visits_to_offer(town):
    keys = [town.body(short).pk for short in ("KS", "SN", "KF")]

    assert town.body("KF").pk not in bodies_with_operations(keys, NOW.date())
    assert town.body("SN").pk in bodies_with_operations(keys, NOW.date())
    assert bodies_with_operations([], NOW.date()) == set()
