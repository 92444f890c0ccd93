"""What tells of one item what is asked of many, and what is nobody else's."""

from __future__ import annotations

import pytest

from samspel.meetings import services
from samspel.meetings.enums import Purpose
from samspel.meetings.enums.calling import Answer
from samspel.meetings.models import AgendaItem
from samspel.meetings.queries import following
from samspel.meetings.queries.calling import answer_of
from samspel.meetings.queries.case_items import cases_for
from samspel.meetings.queries.sight import item_sight, seen_items
from samspel.meetings.services.calling import answer_notice
from samspel.meetings.services.packing import send_notice
from tests.cases.acting import opened as registered
from tests.cast import PERSONS
from tests.meetings.acting import NOW, opened, planned


def test_the_room_shows_of_each_item_just_what_the_agenda_shows(town):
    planned(town, 12, 1, body="SN")
    birgit = town.person("birgit")
    opened(town, "asked", body="SN", invitees=[(birgit, Purpose.ACCOUNT)])
    for is_closed in (False, True):
        services.enter_item(
            town.body("SN"),
            title="Ett ärende",
            is_closed=is_closed,
            at=NOW,
            actor=town.actor("ingrid"),
        )
    items = list(AgendaItem.objects.all())
    asked = {each.pk for each in items if each.invitees.filter(person=birgit).exists()}

    in_the_room, on_the_agenda = {}, {}
    for name in PERSONS:
        actor = town.actor(name)
        sees = item_sight(actor)
        in_the_room[name] = {
            each.pk
            for each in items
            if sees(each.body_id, each.is_closed, name == "birgit" and each.pk in asked)
        }
        on_the_agenda[name] = set(
            AgendaItem.objects.filter(seen_items(actor)).values_list("pk", flat=True)
        )

    assert in_the_room == on_the_agenda
    counts = {name: len(in_the_room[name]) for name in ("anna", "margareta", "birgit", "karin")}
    assert counts == {"anna": 3, "margareta": 2, "birgit": 1, "karin": 0}


def test_an_answer_to_a_notice_is_found_for_its_own_person_alone(town):
    meeting = planned(town, 12, 9)
    send_notice(meeting, at=NOW, actor=town.actor("ingrid"), version=meeting.version)
    ulla, karin = town.person("ulla"), town.person("karin")
    given = answer_notice(
        meeting, ulla, kind=Answer.NO, reason="Arbete", at=NOW, actor=town.actor("ulla")
    )

    assert answer_of(meeting, ulla.pk) == given
    assert answer_of(meeting, karin.pk) is None
    assert answer_of(meeting, None) is None


def test_whoever_does_not_read_the_body_is_given_no_pack_of_its_meeting(town):
    meeting = planned(town, 12, 9)
    send_notice(meeting, at=NOW, actor=town.actor("ingrid"), version=meeting.version)

    packs = {
        name: (
            len(following.packs_visible_to(town.actor(name), meeting)),
            len(following.open_packs(town.actor(name), meeting)),
        )
        for name in ("karin", "margareta", "sara", "tomas")
    }

    assert packs == {"karin": (1, 1), "margareta": (1, 1), "sara": (0, 0), "tomas": (0, 0)}


@pytest.mark.parametrize(("name", "sees"), [("ingrid", True), ("margareta", False)])
def test_a_secret_case_is_offered_to_the_agenda_only_by_who_may_see_it(town, name, sees):
    body, ground = town.body("SN"), "OSL 26 kap. 1 §"
    secret = registered(town, "SN", title="Omplacering av Greta", secrecy_ground=ground)
    other = registered(town, "SN", title="Boende på landet")

    offered = cases_for(town.actor(name), body)

    assert other in offered
    assert (secret in offered) is sees
