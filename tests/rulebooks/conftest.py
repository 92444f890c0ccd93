"""A guideline on its way into force, for the tests of each step."""

from __future__ import annotations

import datetime as dt

from samspel.rulebooks.services import adopt_shipped, draft_version, propose_version
from samspel.rules.rulebook import load_shipped
from tests.stages import staged

KS = "lindakra/kontaktpolitiker-kommunstyrelsen"
SN = "lindakra/kontaktpolitiker-socialnamnden"
EXAMPLE = "exempel/fem-moment"
PAID = "lindakra/arvoden"
AT = dt.datetime(2026, 11, 12, 9, 30, tzinfo=dt.UTC)


@staged
def draft(town):
    return draft_version(
        town.body("KS"), load_shipped(KS).files, actor=town.actor("ingrid"), at=AT
    )


@staged
def proposed(town, draft):
    return propose_version(draft, actor=town.actor("ingrid"), at=AT)


@staged
def in_force(town):
    return adopt_shipped(
        town.body("KS"), KS, proposer=town.actor("ingrid"), confirmer=town.actor("tomas"), at=AT
    )


@staged
def reglement(town):
    files = load_shipped(PAID).files
    return draft_version(town.body("KF"), files, actor=town.actor("tomas"), at=AT)
