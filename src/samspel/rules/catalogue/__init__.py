"""The catalogue: every act, fact and setting that a guideline can speak of, once for all.

A municipality combines what stands here. What is missing is added here for all of
them; no municipality's name ever stands in code.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from samspel.foundation.labels import mark as _

from . import (
    acts,
    board,
    counting,
    duties,
    elected,
    meetings,
    minutes,
    places,
    reporting,
    routing,
    settings,
    settings_after,
    statutory,
)
from .choices import (
    Allocation,
    Channel,
    CountedPer,
    DeclinedBy,
    Demand,
    EndReason,
    Entitlement,
    HalfYear,
    Initiator,
    Opener,
    Pairing,
    Place,
    Publication,
    Role,
    Route,
    Scope,
    Side,
    Taking,
    Term,
    VisitKind,
    Weekday,
)
from .model import Act, Fact, FactValue, Kind, SettingKind, Unit

_LAW = (meetings, statutory, places, board, minutes, counting, elected, reporting, routing)
ALL_ACTS = (*acts.ALL_ACTS, *duties.ACTS, *(act for each in _LAW for act in each.ACTS))
ALL_FACTS = (
    *acts.ALL_FACTS,
    *duties.CONTROLS,
    *(fact for each in _LAW for fact in each.FACTS),
)
ALL_SETTINGS = (
    *settings.APPOINT,
    *settings.BOOK,
    *settings.PARTICIPANTS,
    *settings_after.PREPARE,
    *settings_after.HELD,
    *settings_after.REPORT,
    *settings_after.PARTY,
    *settings_after.FEE,
    *meetings.SETTINGS,
    *statutory.SETTINGS,
    *counting.SETTINGS,
    *reporting.SETTINGS,
    *routing.SETTINGS,
    *elected.SETTINGS,
    *board.SETTINGS,
    *places.SETTINGS,
)
# Acts that only a statute has a say in: no municipality's guideline speaks of them.
STATUTORY = frozenset({"case.to_council", *(act.key for each in _LAW for act in each.ACTS)})

ACTS: Mapping[str, Act] = MappingProxyType({act.key: act for act in ALL_ACTS})
FACTS: Mapping[str, Fact] = MappingProxyType({fact.name: fact for fact in ALL_FACTS})
SETTINGS: Mapping[str, SettingKind] = MappingProxyType(
    {each.name: each for each in ALL_SETTINGS}
)

# Areas that a guideline can govern. One guideline per body, area and day.
AREAS: Mapping[str, str] = MappingProxyType(
    {
        "contact_politicians": _("kontaktpolitiker"),
        "local_government_act": _("kommunallagen"),
        "remuneration": _("arvoden och ersättningar"),
    }
)

__all__ = [
    "ACTS",
    "ALL_ACTS",
    "ALL_FACTS",
    "ALL_SETTINGS",
    "AREAS",
    "FACTS",
    "SETTINGS",
    "STATUTORY",
    "Act",
    "Allocation",
    "Channel",
    "CountedPer",
    "DeclinedBy",
    "Demand",
    "EndReason",
    "Entitlement",
    "Fact",
    "FactValue",
    "HalfYear",
    "Initiator",
    "Kind",
    "Opener",
    "Pairing",
    "Place",
    "Publication",
    "Role",
    "Route",
    "Scope",
    "SettingKind",
    "Side",
    "Taking",
    "Term",
    "Unit",
    "VisitKind",
    "Weekday",
]
