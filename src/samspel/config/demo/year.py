"""The demo's years: guidelines adopted, meetings planned, visits made and reported."""

from __future__ import annotations

import datetime as dt
from typing import Any

from samspel.config.demo.ahead import plan_ahead
from samspel.config.demo.clockwork import Clockwork
from samspel.config.demo.ground import lay_ground
from samspel.config.demo.matters import plan_matters
from samspel.config.demo.sittings import plan_sittings
from samspel.config.demo.visited import plan_visits
from samspel.people.demo import DemoRegister


def play(
    register: DemoRegister,
    story: dict[str, Any],
    matters: dict[str, Any],
    *,
    now: dt.datetime,
) -> None:
    """Play from the guidelines' adoption until now, and plan what comes after."""
    clock = Clockwork(register, now=now)
    lay_ground(clock, story)
    plan_sittings(clock, story["meetings"])
    plan_visits(clock, story)
    plan_ahead(clock, story)
    plan_matters(clock, matters)
    clock.play()
