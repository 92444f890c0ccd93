"""Group and presidium meetings made ready to be drawn; nothing here asks the database."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as _

from samspel.foundation.dates import local_day, say_day_long, say_span
from samspel.kit.enums import label_of
from samspel.kit.language import current
from samspel.kit.rows import Fact
from samspel.people.enums import PositionRole
from samspel.remuneration.enums import DutyKind, DutyState, GatheringState
from samspel.remuneration.gathering_entries import address_of
from samspel.remuneration.models import Duty, Gathering, GatheringSeat
from samspel.remuneration.web.showing import clock_words


def name_of(row: Gathering) -> str:
    """Say which meeting it is, without its body."""
    party = "" if row.party is None else row.party.abbreviation
    return f"{label_of(DutyKind, row.kind).capitalize()} {party}".strip()


def state_words(row: Gathering) -> str:
    """Say where a meeting stands."""
    return label_of(GatheringState, row.state)


def mark_of(row: Gathering) -> str:
    """Give how the state is drawn: done, under way, or quiet."""
    marks = {GatheringState.HELD: "done", GatheringState.CANCELLED: ""}
    return marks.get(row.standing, "half")


def when_of(row: Gathering) -> str:
    """Say when a meeting is."""
    return say_span(row.starts_at, row.ends_at, now=None, lang=current())


def listed(rows: Iterable[Gathering], now: dt.datetime) -> list[dict[str, Any]]:
    """Give the meetings as the list draws them: those to come, then those that have been."""
    ahead: list[Gathering] = []
    been: list[Gathering] = []
    for row in rows:
        (ahead if row.ends_at > now else been).append(row)
    groups = [
        (_("Kommande"), "kommande", ahead[::-1]),
        (_("De har varit"), "har-varit", been),
    ]
    return [
        {"name": name, "id": key, "rows": [_listed(row) for row in found]}
        for name, key, found in groups
        if found
    ]


def _listed(row: Gathering) -> dict[str, Any]:
    return {
        "name": name_of(row),
        "body": row.body.name,
        "when": when_of(row),
        "url": address_of(row),
        "state": state_words(row),
        "mark": mark_of(row),
    }


def facts_of(row: Gathering) -> list[Fact]:
    """Give what is known of a meeting."""
    facts = [
        Fact(_("Inför"), row.body.name),
        Fact(_("När"), when_of(row)),
        Fact(_("Plats"), row.place or _("Ingen plats är angiven")),
        Fact(
            _("Planerat av"),
            str(row.planned_by),
            say_day_long(local_day(row.planned_at), current()),
        ),
    ]
    if row.decision is not None:
        words = f"{row.body.short_name} {row.decision.decided_on} {row.decision.paragraph}"
        facts.append(Fact(_("Beslut"), words, row.decision.title))
    if row.standing is GatheringState.HELD:
        facts.append(Fact(_("Protokoll fördes"), _("Ja") if row.is_minuted else _("Nej")))
    return facts


def seat_rows(row: Gathering, seats: Iterable[GatheringSeat]) -> list[dict[str, Any]]:
    """Give those called, with when each took part once that is told."""
    return [
        {
            "name": str(each.person),
            "role": label_of(PositionRole, each.mandate.role),
            "times": _times(each) if row.standing is GatheringState.HELD else "",
        }
        for each in seats
    ]


def _times(seat: GatheringSeat) -> str:
    if seat.came_at is None or seat.minutes is None:
        return _("Var inte med")
    return f"{clock_words(seat.came_at)}–{clock_words(seat.came_at + seat.minutes)}"


def pay_words(row: Gathering, seats: Iterable[GatheringSeat]) -> str:
    """Say that nothing has come of a held meeting, when nothing has."""
    if row.standing is not GatheringState.HELD:
        return ""
    there = [each for each in seats if each.was_there]
    known = (getattr(each, "duty", None) for each in there)
    paid = any(isinstance(each, Duty) and each.state != DutyState.WITHDRAWN for each in known)
    return "" if paid or not there else not_paid_words(row)


def not_paid_words(row: Gathering) -> str:
    """Say that the rule set doesn't pay such a meeting."""
    kind = label_of(DutyKind, row.kind)
    if row.is_minuted:
        words = _(
            "Reglementet ersätter inte %(kind)s den dagen, så inga uppdrag har kommit in."
        )
        return words % {"kind": kind}
    words = _(
        "Reglementet ersätter inte %(kind)s utan protokoll, eller inte alls den dagen. Därför har "
        "inga uppdrag kommit in."
    )
    return words % {"kind": kind}
