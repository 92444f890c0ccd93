"""Cases of a remuneration rule set: duties given, amounts expected, on a clause."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from .choices import Certifier
from .duties import Duty


@dataclass(frozen=True, slots=True)
class AmountExpectation:
    """What a case expects. ``because`` names caps, exclusions and deadlines that acted."""

    amount: Decimal | None = None
    tax_free: Decimal | None = None
    lines: Mapping[str, Decimal] = field(default_factory=dict)
    because: frozenset[str] | None = None
    unpaid: bool = False
    claim_by: Mapping[str, dt.date] = field(default_factory=dict)
    paid_on: dt.date | None = None
    certified_by: tuple[Certifier, ...] = ()
    refused: str = ""


@dataclass(frozen=True, slots=True)
class AmountCase:
    """One case that a secretary can sign: these duties, by these rules, give that."""

    it: str
    cites: str
    duties: tuple[Duty, ...]
    expect: AmountExpectation
    file: str = field(default="", compare=False)
    line: int = field(default=0, compare=False)
