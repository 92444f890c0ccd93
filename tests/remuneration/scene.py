"""The scene of the duties' pages: the board's duties at every stage, and what hangs on them."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from types import SimpleNamespace
from typing import Any

from samspel.remuneration.enums import CostKind, DutyKind
from samspel.remuneration.services.certificates import ask_employer
from samspel.remuneration.services.claiming import add_cost, set_journey
from samspel.remuneration.services.nights import set_nights_away
from samspel.remuneration.services.offices import register_office
from tests.remuneration.acting import (
    NOW,
    TODAY,
    adopted,
    certificate,
    decision,
    duty,
    gathering,
    leading,
    picture,
    reported_by_roll,
    seat,
    standing_in,
)


def scene(town: Any) -> SimpleNamespace:
    """Lena has one open with a journey and a cost, one handed in; Ulla one that is odd."""
    adopted(town)
    decided = decision(town)
    paper = certificate(town)
    asked = ask_employer(
        employer="Norrby Snickeri AB",
        email="lon@snickeri.example",
        valid_from=dt.date(2026, 1, 1),
        valid_until=dt.date(2026, 12, 31),
        actor=town.actor("lena"),
        at=NOW,
    )
    own = {"actor": town.actor("lena"), "at": NOW}
    begun = duty(town, handed_in=False, kind=DutyKind.COURSE, subject="Kurs", decision=decided)
    set_journey(begun, km=Decimal(30), route="Norrby–kommunhuset", **own)
    set_nights_away(
        begun,
        left_on=begun.on,
        left_at=10 * 60,
        back_on=TODAY - dt.timedelta(days=1),
        back_at=18 * 60,
        place="Sundby",
        km=Decimal(120),
        **own,
    )
    cost = add_cost(begun, kind=CostKind.PARKING, amount=Decimal(40), receipt=picture(), **own)
    waiting = duty(town, on=dt.date(2026, 11, 3), is_approved=True)
    reported = duty(
        town, "ulla", on=dt.date(2026, 11, 4), subject="Studiebesök", kind=DutyKind.STUDY_VISIT
    )
    group = duty(
        town, "ulla", handed_in=False, kind=DutyKind.GROUP_MEETING, subject="Gruppmöte"
    )
    stand_in = standing_in(town, "ulla")
    sat = duty(town, on=dt.date(2026, 11, 2), subject="Möte", is_approved=True)
    reading = duty(
        town,
        on=sat.on,
        handed_in=False,
        minutes=0,
        kind=DutyKind.PREPARATION,
        subject="Inläsning",
        prepares=sat,
    )
    leader = leading(town, "ulla")
    office = register_office(
        seat(town, "gunnar", "SN"),
        office="namndordforande",
        on=dt.date(2026, 1, 1),
        until=dt.date(2027, 1, 1),
        occupancy=Decimal(25),
        actor=town.actor("yvonne"),
        at=NOW,
    )
    return SimpleNamespace(
        town=town,
        body=town.body("KS"),
        begun=begun,
        cost=cost,
        waiting=waiting,
        reported=reported,
        group=group,
        companion=seat(town, "mikael", "KS"),
        office=office,
        paper=paper,
        asked=asked,
        stand_in=stand_in,
        reported_by_roll=reported_by_roll(town),
        reading=reading,
        leader=leader,
        planned=gathering(town),
        over=gathering(town, day=TODAY - dt.timedelta(days=1)),
        called=seat(town, "karin", "KS"),
        decision=decided,
        karin=town.person("karin"),
        ulla=town.person("ulla"),
        perolof=town.person("perolof"),
        mandate=seat(town, "larsake", "SN"),
    )
