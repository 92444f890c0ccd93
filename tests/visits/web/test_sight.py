"""What the pages of visits say of a protected identity, piece by piece, to whom."""

from __future__ import annotations

from samspel.visits import policies
from samspel.visits.models import FollowUp
from samspel.visits.web.showing.appointment import _hidden, seen_name
from samspel.visits.web.showing.facts import facts_of
from samspel.visits.web.showing.following import place_of
from samspel.visits.web.showing.story import story_of
from tests.cast import PERSONS
from tests.visits.acting import NOW, agreed, proposed

TODAY = NOW.date()


def test_a_protected_name_is_said_to_who_appoints_and_to_the_person(town):
    sofia, body = town.person("sofia"), town.body("SN")

    told = {
        each for each in PERSONS if seen_name(sofia, body.pk, town.actor(each)) == sofia.name
    }

    appointing = {each for each in PERSONS if policies.may_appoint(body.pk, town.actor(each))}
    assert told == appointing | {"sofia"}
    assert "larsake" not in told


def test_a_story_hides_whom_the_page_hides(town, committee):
    sofia, visit = town.person("sofia"), proposed(town, "sofia")
    to_others = _hidden(committee.sofia, town.actor("larsake"))

    story = str(story_of(visit, hidden=to_others))
    keepers = str(story_of(visit))

    assert to_others.person_ids == {sofia.pk}
    assert _hidden(committee.larsake, town.actor("anna")).person_ids == frozenset()
    assert _hidden(committee.sofia, town.actor("sofia")).person_ids == frozenset()
    assert _hidden(committee.sofia, town.actor("ingrid")).person_ids == frozenset()
    assert sofia.name in keepers
    assert sofia.family_name not in story


def test_where_a_protected_visitor_was_is_told_to_those_who_were_there_and_the_keeper(
    town, committee
):
    visit = agreed(town, proposed(town, "sofia"))
    follow_up = FollowUp(visit=visit)

    places = {
        name: place_of(follow_up, town.actor(name)) for name in ("ingrid", "birgit", "larsake")
    }
    facts = {
        name: str(facts_of(visit, town.actor(name), TODAY, [])) for name in ("sofia", "larsake")
    }

    assert places == {
        "ingrid": visit.where,
        "birgit": visit.where,
        "larsake": visit.operation.name,
    }
    assert "Ekgatan 2" in facts["sofia"]
    assert "Ekgatan 2" not in facts["larsake"]
