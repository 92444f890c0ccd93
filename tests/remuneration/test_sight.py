"""Who sees a duty that is somebody else's, and who claims in a body."""

from __future__ import annotations

import pytest

from samspel.audit.actors import Actor, ActorKind, Position
from samspel.remuneration.policies import may_claim, may_see
from samspel.remuneration.queries.certifiers import CLAIM, Takers, waiting_bodies
from tests.cast import PERSONS
from tests.remuneration.acting import TODAY, adopted, duty, standing_in


def test_of_those_who_do_not_certify_only_a_stand_in_sees_the_duty(town):
    adopted(town)
    made = duty(town)
    standing_in(town, "ulla")
    takers = Takers.on_today([made.body_id])

    def seen(named: Takers | None) -> set[str]:
        return {name for name in PERSONS if may_see(made, town.actor(name), named)}

    assert seen(takers) - seen(None) == {"ulla"}
    assert "anna" not in seen(takers)


def test_a_body_waits_for_a_stand_in_of_its_own_and_for_nobody_elses(town):
    standing_in(town, "ulla")

    waits = {name for name in PERSONS if waiting_bodies(town.actor(name), TODAY)}

    assert "ulla" in waits
    assert not waits & {"anna", "maria", "sara", "birgit"}


def seat(body: int, *capabilities: str) -> Position:
    return Position(
        key=f"mandate-{body}",
        label="Ledamot",
        role="member",
        body_id=body,
        capabilities=frozenset(capabilities),
    )


@pytest.mark.parametrize(
    ("positions", "may"),
    [
        ((), True),  # somebody who has left claims for their time
        ((seat(2, CLAIM),), True),
        ((seat(1, CLAIM),), True),
        ((seat(1),), False),
        ((seat(1), seat(2, CLAIM)), False),
        ((seat(2), seat(1, CLAIM)), True),
    ],
)
def test_a_seat_without_the_right_to_claim_gives_none_whatever_other_seats_give(positions, may):
    actor = Actor(ActorKind.PERSON, "Karin", person_id=1, positions=positions)

    assert may_claim(1, actor) is may
