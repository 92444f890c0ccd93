"""Every act by everybody of the cast: done and recorded, or refused and nothing written."""

from __future__ import annotations

import pytest
from django.db import transaction

from samspel.audit.models import AuditEntry
from samspel.foundation.refusal import Refused
from samspel.visits import services
from tests.stages import staged
from tests.visits import scenes
from tests.visits.nothing import everything
from tests.visits.permissions import ALLOWED, EVERYBODY

# Not acts that anybody does: they follow from others, in the system's name.
FOLLOWING = {"judge_standing_again", "move_report_deadlines", "shield_visits_of"}
# An act that is done through the same service as another, from the other side.
SIDES = {"agree_to_proposal"}


@staged
def actors(town, board, committee):
    return {name: town.actor(name) for name in EVERYBODY}


@pytest.mark.parametrize("act", sorted(ALLOWED))
def test_each_person_may_or_is_refused(town, actors, act):
    do = getattr(scenes, act)(town)
    before = everything()
    entries = AuditEntry.objects.count()

    may, said = set(), []
    for name, actor in actors.items():
        point = transaction.savepoint()
        try:
            do(actor)
            assert AuditEntry.objects.count() > entries, f"{act} left no trace"
            may.add(name)
        except Refused as refusal:
            said.append(refusal.message)
        finally:
            # What an allowed person did is taken back, so that the next can try.
            transaction.savepoint_rollback(point)

    assert may == ALLOWED[act]
    assert [text for text in said if not text.endswith(".")] == []
    assert everything() == before


def test_the_matrix_holds_every_act():
    acts = {name for name in services.__all__ if name[0].islower()}

    assert acts - FOLLOWING == set(ALLOWED) - SIDES
