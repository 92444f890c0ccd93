"""Which version applied when, and which versions somebody may read."""

from __future__ import annotations

import datetime as dt
from collections import OrderedDict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any
from uuid import UUID

from django.db import DEFAULT_DB_ALIAS
from django.db.models import Q, QuerySet

from samspel.audit.actors import Actor
from samspel.kit.prepared import Ask, Prepared
from samspel.rulebooks.enums import VersionState
from samspel.rulebooks.models import RulesetVersion
from samspel.rules.catalogue import AREAS
from samspel.rules.errors import NoRuleInForce
from samspel.rules.judging import Compiled, compile_ruleset
from samspel.rules.provisions import Ruleset
from samspel.rules.rulebook import load_files

PROPOSE = "rulebooks.ruleset.propose"
CONFIRM = "rulebooks.ruleset.confirm"
CONTACT_POLITICIANS = "contact_politicians"
_CACHED = 64
_LIGHT = ("files",)
# All of a version but its files, as its row is made of.
_COLUMNS = {
    "id": "bigint",
    "uuid": "uuid",
    "rulebook_id": "bigint",
    "state": "text",
    "title": "text",
    "sha256": "text",
    "based_on_id": "bigint",
    "decided_by": "text",
    "decided_on": "date",
    "decided_paragraph": "text",
    "effective_from": "date",
    "effective_to": "date",
    "drafted_by_id": "bigint",
    "drafted_at": "timestamptz",
    "changed_at": "timestamptz",
    "proposed_by_id": "bigint",
    "proposed_at": "timestamptz",
    "confirmed_by_id": "bigint",
    "confirmed_at": "timestamptz",
    "rejected_because": "text",
}
_ASK_ON_DAYS = Prepared(
    "rulebooks_on_days",
    f"""
SELECT {", ".join(f"v.{name}" for name in _COLUMNS)}
  FROM rulebooks_rulesetversion v JOIN rulebooks_rulebook r ON r.id = v.rulebook_id
 WHERE r.body_id = %(body)s AND r.area = %(area)s AND v.state = 'confirmed'
   AND v.effective_from <= %(last)s
   AND (v.effective_to IS NULL OR v.effective_to > %(first)s)
 ORDER BY v.effective_from DESC, v.confirmed_at DESC, v.id DESC
""",  # noqa: S608 - the names of the columns above
    gives=" ".join(_COLUMNS.values()),
    body="bigint",
    area="text",
    first="date",
    last="date",
)


def ruleset_in_force(
    body_id: int,
    area: str = CONTACT_POLITICIANS,
    *,
    on: dt.date,
    known_at: dt.datetime | None = None,
) -> RulesetVersion:
    """Give the version that applied to the body on the day.

    With ``known_at``: as it was known then, leaving out what was confirmed
    later. Raises NoRuleInForce, never a default, when there is none.
    """
    found = versions_in_force(area, on=on, known_at=known_at, body_ids=[body_id]).first()
    if found is None:
        raise NoRuleInForce(AREAS[area], on)
    return found


def rulesets_on(
    body_id: int, days: Iterable[dt.date], area: str = CONTACT_POLITICIANS
) -> dict[dt.date, RulesetVersion]:
    """Give the version that applied to the body on each of the days; one statement.

    A day without one is not there. ``rulebook`` is read when it is asked for.
    """
    wanted = set(days)
    if not wanted:
        return {}
    ask, given = ask_rulesets_on(body_id, wanted, area)
    known = [_read(row) for row in ask.rows(given)]
    found = {day: _first_on(known, day) for day in wanted}
    return {day: version for day, version in found.items() if version is not None}


def _read(row: tuple[Any, ...]) -> RulesetVersion:
    known = dict(zip(_COLUMNS, row, strict=True))
    fields = RulesetVersion._meta.concrete_fields
    names = [each.attname for each in fields if each.attname in known]
    return RulesetVersion.from_db(DEFAULT_DB_ALIAS, names, [known[name] for name in names])


def _first_on(versions: Iterable[RulesetVersion], day: dt.date) -> RulesetVersion | None:
    """Give the first of the versions, newest first, that applies on the day."""
    return next(
        (
            each
            for each in versions
            if each.effective_from is not None
            and each.effective_from <= day
            and (each.effective_to is None or each.effective_to > day)
        ),
        None,
    )


def ask_rulesets_on(
    body_id: int, days: Iterable[dt.date], area: str = CONTACT_POLITICIANS
) -> Ask:
    """Give what ``rulesets_on`` asks, to be asked together with more. There must be a day."""
    wanted = sorted(days)
    return _ASK_ON_DAYS, {
        "body": body_id,
        "area": area,
        "first": wanted[0],
        "last": wanted[-1],
    }


def versions_in_force(
    area: str,
    *,
    on: dt.date,
    known_at: dt.datetime | None = None,
    body_ids: Sequence[int] | None = None,
) -> QuerySet[RulesetVersion]:
    """Give the versions in force on the day, newest first: the first per body counts."""
    chosen = RulesetVersion.objects.filter(
        Q(effective_to__isnull=True) | Q(effective_to__gt=on),
        rulebook__area=area,
        state=VersionState.CONFIRMED,
        effective_from__lte=on,
    )
    if known_at is not None:
        chosen = chosen.filter(confirmed_at__lte=known_at)
    if body_ids is not None:
        chosen = chosen.filter(rulebook__body_id__in=body_ids)
    return (
        chosen.select_related("rulebook__body")
        .defer(*_LIGHT)
        .order_by("-effective_from", "-confirmed_at", "-id")
    )


def bodies_with_rules(
    area: str = CONTACT_POLITICIANS, *, on: dt.date
) -> dict[int, RulesetVersion]:
    """Give the version in force per body on the day, in one statement."""
    found: dict[int, RulesetVersion] = {}
    for version in versions_in_force(area, on=on):
        found.setdefault(version.rulebook.body_id, version)
    return found


_KNOWN: OrderedDict[tuple[int, str], Ruleset] = OrderedDict()


def rulesets_by_key(versions: Mapping[int, str]) -> dict[int, Ruleset]:
    """Give the rule sets of several versions, by key, from their keys and hashes.

    Read once per process: a version's text never changes under the same hash. What is
    not known yet takes one statement, whatever the number of versions.
    """
    found = {key: _KNOWN[key, sha] for key, sha in versions.items() if (key, sha) in _KNOWN}
    missing = [key for key in versions if key not in found]
    if missing:
        rows = RulesetVersion.objects.filter(pk__in=missing).values_list("pk", "files")
        found |= {key: _kept(key, versions[key], files) for key, files in rows}
    return found


def _kept(key: int, sha256: str, files: Mapping[str, str]) -> Ruleset:
    ruleset = load_files(files, check_cases=False)
    _KNOWN[key, sha256] = ruleset
    while len(_KNOWN) > _CACHED:
        _KNOWN.popitem(last=False)
    return ruleset


def ruleset_of(version: RulesetVersion) -> Ruleset:
    """Give the version's rule set; read and compiled once per process."""
    known = _KNOWN.get((version.pk, version.sha256))
    if known is not None:
        return known
    if "files" in version.get_deferred_fields():
        return rulesets_by_key({version.pk: version.sha256})[version.pk]
    return _kept(version.pk, version.sha256, version.files)


def compiled(version: RulesetVersion) -> Compiled:
    """Give the version ready to judge."""
    return compile_ruleset(ruleset_of(version))


def versions_visible_to(viewer: Actor) -> QuerySet[RulesetVersion]:
    """Give the versions that the viewer may read.

    What is or has been in force is open to everybody who is signed in; drafts
    and proposals to those who may propose or confirm for the body.
    """
    concerned = viewer.bodies_with(PROPOSE) | viewer.bodies_with(CONFIRM)
    everything = viewer.everywhere(PROPOSE) or viewer.everywhere(CONFIRM)
    chosen = RulesetVersion.objects.select_related("rulebook__body")
    if everything:
        return chosen
    return chosen.filter(Q(state=VersionState.CONFIRMED) | Q(rulebook__body_id__in=concerned))


def version_visible_to(uuid: UUID, viewer: Actor) -> RulesetVersion | None:
    """Give one version with its body and its persons, if the viewer may read it."""
    persons = ("drafted_by", "proposed_by", "confirmed_by", "based_on")
    return versions_visible_to(viewer).select_related(*persons).filter(uuid=uuid).first()


def listed_versions(viewer: Actor, *, on: dt.date) -> list[RulesetVersion]:
    """Give what the list page shows: in force or coming on the day, waiting, drafts.

    One statement, whatever the number of bodies. Versions that have been replaced are
    left out; their page is reached from the one that replaced them.
    """
    alive = Q(
        state=VersionState.CONFIRMED,
        effective_from__isnull=False,
    ) & (Q(effective_to__isnull=True) | Q(effective_to__gt=on))
    chosen = versions_visible_to(viewer).filter(
        alive | Q(state__in=[VersionState.DRAFT, VersionState.PROPOSED])
    )
    return list(
        chosen.select_related("proposed_by", "drafted_by")
        .defer(*_LIGHT)
        .order_by("rulebook__body__sort_key", "-effective_from", "-confirmed_at", "-id")
    )


def predecessor_of(version: RulesetVersion) -> RulesetVersion | None:
    """Give what the version replaces: what applies, without it, on its first day.

    For a version in force: what applied when it was confirmed. For a draft whose first
    day is before anything else: what came first.
    """
    others = RulesetVersion.objects.select_related("rulebook__body").filter(
        rulebook_id=version.rulebook_id, state=VersionState.CONFIRMED
    )
    others = others.exclude(pk=version.pk)
    if version.state == VersionState.CONFIRMED:
        others = others.filter(confirmed_at__lte=version.confirmed_at, pk__lt=version.pk)
    earlier = others.filter(effective_from__lte=version.effective_from or dt.date.max)
    return earlier.order_by("-effective_from", "-confirmed_at", "-id").first()


def siblings_of(version: RulesetVersion, viewer: Actor) -> list[RulesetVersion]:
    """Give every version of the same rulebook that the viewer may read, newest first."""
    found = versions_visible_to(viewer).filter(rulebook_id=version.rulebook_id)
    found = found.exclude(state=VersionState.DISCARDED)
    return list(found.defer(*_LIGHT).order_by("-effective_from", "-confirmed_at", "-id"))


def awaiting_confirmation_by(actor: Actor) -> list[RulesetVersion]:
    """Give the proposals that the actor may confirm: not one's own; one statement."""
    everywhere, bodies = actor.everywhere(CONFIRM), actor.bodies_with(CONFIRM)
    if not (everywhere or bodies):
        return []
    waiting = RulesetVersion.objects.filter(state=VersionState.PROPOSED)
    if not everywhere:
        waiting = waiting.filter(rulebook__body_id__in=bodies)
    waiting = waiting.exclude(proposed_by_id=actor.person_id)
    return list(
        waiting.select_related("rulebook__body", "proposed_by")
        .defer(*_LIGHT)
        .order_by("effective_from", "pk")
    )
