"""The demo's years: guidelines adopted, meetings planned, visits made and reported."""

from __future__ import annotations

import datetime as dt
from typing import Any

from samspel.config.demo.ahead import plan_ahead
from samspel.config.demo.beside import plan_beside
from samspel.config.demo.clockwork import Clockwork
from samspel.config.demo.evening import play_now
from samspel.config.demo.gathered import plan_gatherings
from samspel.config.demo.ground import lay_ground
from samspel.config.demo.matters import plan_matters
from samspel.config.demo.paid import plan_payroll
from samspel.config.demo.remunerated import plan_remuneration
from samspel.config.demo.sittings import plan_sittings
from samspel.config.demo.visited import plan_visits
from samspel.people.demo import DemoRegister


def play(
    register: DemoRegister,
    story: dict[str, Any],
    matters: dict[str, Any],
    evening: dict[str, Any],
    *,
    now: dt.datetime,
) -> None:
    """Play from the guidelines' adoption until now, and plan what comes after."""
    clock = Clockwork(register, now=now)
    lay_ground(clock, story)
    plan_sittings(clock, story["meetings"], evening)
    play_now(clock, evening)
    plan_visits(clock, story)
    plan_ahead(clock, story)
    plan_matters(clock, matters)
    plan_beside(clock, matters)
    plan_remuneration(clock)
    plan_gatherings(clock)
    plan_payroll(clock)
    clock.play()
