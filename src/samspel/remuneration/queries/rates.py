"""The municipality's rules for remuneration: the council's versions, ready to reckon with."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from django.utils import timezone

from samspel.people.enums import BodyKind
from samspel.rulebooks.enums import VersionState
from samspel.rulebooks.models import RulesetVersion
from samspel.rulebooks.queries import rulesets_by_key
from samspel.rules.amounts.figures import Figures
from samspel.rules.amounts.rates import REMUNERATION, Rates, Timeline, compile_amounts
from samspel.rules.catalogue import AREAS
from samspel.rules.errors import NoRuleInForce


@dataclass(frozen=True)
class KnownRules:
    """The versions that were known at a moment, each with its key, and all as a timeline."""

    versions: Mapping[int, Rates]
    timeline: Timeline

    def version_on(self, day: dt.date) -> int:
        """Give the key of the version that applies on the day. Raises NoRuleInForce."""
        return self._keys[self.timeline.on(day).sha256]

    @property
    def _keys(self) -> dict[str, int]:
        # The same text adopted twice gives the same amounts: the last adoption is cited.
        return {rates.sha256: key for key, rates in self.versions.items()}


def rates_known(at: dt.datetime | None = None) -> Timeline:
    """Give the council's rules for remuneration, as they are known now or were known then.

    At most two statements; what has been read once is kept in the process by its hash.
    Raises NoRuleInForce when the council has none. A day before the first of them is
    refused by the timeline itself.
    """
    return rules_known(at).timeline


def rules_known(at: dt.datetime | None = None) -> KnownRules:
    """Give the same with the version's key beside each, for what keeps it."""
    found = RulesetVersion.objects.filter(
        rulebook__area=REMUNERATION,
        rulebook__body__kind=BodyKind.COUNCIL,
        state=VersionState.CONFIRMED,
    )
    if at is not None:
        found = found.filter(confirmed_at__lte=at)
    hashes = dict(
        found.order_by("effective_from", "confirmed_at", "pk").values_list("pk", "sha256")
    )
    if not hashes:
        raise NoRuleInForce(AREAS[REMUNERATION], timezone.localdate(at))
    return rules_of(hashes)


def rules_of(hashes: Mapping[int, str], figures: Figures | None = None) -> KnownRules:
    """Give the rules of certain versions (key to hash, in order), and certain figures."""
    rulesets = rulesets_by_key(hashes)
    versions = {key: compile_amounts(rulesets[key], figures) for key in hashes}
    return KnownRules(versions, Timeline(versions.values()))
