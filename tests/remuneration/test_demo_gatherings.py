"""The demo's group meetings: one that was held and is paid, one to come; also when the leader has left."""

from __future__ import annotations

import datetime as dt

from samspel.config.demo.clockwork import Clockwork
from samspel.config.demo.gathered import plan_gatherings
from samspel.people.models import Mandate
from samspel.remuneration.enums import GatheringState
from samspel.remuneration.models import Duty, Gathering
from tests.cast import PERSONS, User
from tests.remuneration.acting import NOW, TODAY, adopted


class _Register:
    """The cast, asked for as the demo's register is."""

    def __init__(self, town):
        self.persons = {name: town.person(name) for name in PERSONS}
        self.bodies = {"KS": town.body("KS")}


def _played(town):
    adopted(town)
    for user in ("ulla", "ingrid"):
        assert User.objects.filter(person=town.person(user)).exists()
    clock = Clockwork(_Register(town), now=NOW)
    plan_gatherings(clock)
    clock.play()


def test_one_has_been_held_and_is_paid_and_one_lies_ahead(town):
    _played(town)

    held, ahead = Gathering.objects.order_by("starts_at")
    assert (held.state, ahead.state) == (GatheringState.HELD, GatheringState.PLANNED)
    assert sorted(Duty.objects.values_list("minutes", flat=True)) == [60, 90]
    assert ahead.seats.count() == 3


def test_the_secretary_tells_of_the_meeting_when_its_leader_has_left_the_body(town):
    left = TODAY - dt.timedelta(days=30)
    Mandate.objects.filter(person=town.person("ulla")).update(valid_to=left)

    _played(town)

    assert [each.state for each in Gathering.objects.all()] == [GatheringState.HELD]
