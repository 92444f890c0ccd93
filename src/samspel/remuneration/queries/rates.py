"""The municipality's rules for remuneration: the council's versions, ready to reckon with."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from uuid import UUID

from django.db import DEFAULT_DB_ALIAS
from django.utils import timezone

from samspel.kit.prepared import Ask, Prepared
from samspel.rulebooks.models import Rulebook, RulesetVersion
from samspel.rulebooks.queries import rulesets_by_key
from samspel.rules.amounts.figures import Figures
from samspel.rules.amounts.rates import REMUNERATION, Rates, Timeline, compile_amounts
from samspel.rules.catalogue import AREAS
from samspel.rules.errors import NoRuleInForce

# The council's versions, with as much of each as an amount's clause is cited by.
_ASK = Prepared(
    "remuneration_rules",
    """
SELECT v.id, v.uuid, v.title, v.sha256, v.rulebook_id, r.body_id, r.area
  FROM rulebooks_rulesetversion v
  JOIN rulebooks_rulebook r ON r.id = v.rulebook_id
  JOIN people_body b ON b.id = r.body_id
 WHERE r.area = %(area)s AND b.kind = 'council' AND v.state = 'confirmed'
   AND (%(at)s IS NULL OR v.confirmed_at <= %(at)s)
 ORDER BY v.effective_from, v.confirmed_at, v.id
""",
    gives="bigint uuid text text bigint bigint text",
    area="text",
    at="timestamptz",
)


@dataclass(frozen=True)
class KnownRules:
    """The versions that were known at a moment, each with its key, and all as a timeline.

    ``rows`` are the versions to be cited, where they were read along.
    """

    versions: Mapping[int, Rates]
    timeline: Timeline
    rows: Mapping[int, RulesetVersion] = field(default_factory=dict)

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
    ask, given = ask_rules(at)
    rows = {row[0]: _version(*row) for row in ask.rows(given)}
    if not rows:
        raise NoRuleInForce(AREAS[REMUNERATION], timezone.localdate(at))
    found = rules_of({key: each.sha256 for key, each in rows.items()})
    return replace(found, rows=rows)


def ask_rules(at: dt.datetime | None = None) -> Ask:
    """Give what ``rules_known`` asks, to be asked together with more."""
    return _ASK, {"area": REMUNERATION, "at": at}


def _version(
    key: int, uuid: UUID, title: str, sha256: str, rulebook: int, body: int, area: str
) -> RulesetVersion:
    """Give the row of a version; what was not read of it is fetched when it is asked for."""
    known = {"id": key, "uuid": uuid, "title": title, "sha256": sha256, "rulebook_id": rulebook}
    fields = RulesetVersion._meta.concrete_fields
    names = [each.attname for each in fields if each.attname in known]
    made = RulesetVersion.from_db(DEFAULT_DB_ALIAS, names, [known[name] for name in names])
    made.rulebook = Rulebook(pk=rulebook, body_id=body, area=area)
    return made


def rules_of(hashes: Mapping[int, str], figures: Figures | None = None) -> KnownRules:
    """Give the rules of certain versions (key to hash, in order), and certain figures."""
    rulesets = rulesets_by_key(hashes)
    versions = {key: compile_amounts(rulesets[key], figures) for key in hashes}
    return KnownRules(versions, Timeline(versions.values()))
