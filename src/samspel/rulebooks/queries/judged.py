"""Verdicts that were kept: about an object, of a body, and tried under a draft."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, OuterRef, QuerySet, Subquery, Value
from django.db.models.functions import Concat

from samspel.audit.actors import Actor
from samspel.people.models import Body, Person
from samspel.rulebooks.calculation.trials import MOST_ACTS, Tried, tried_under
from samspel.rulebooks.models import JudgedAct, RulesetVersion
from samspel.rulebooks.queries.versions import CONFIRM, PROPOSE, ruleset_of, rulesets_by_key
from samspel.rules.catalogue import ACTS
from samspel.rules.facts import facts_from_json
from samspel.rules.judging import compile_ruleset
from samspel.rules.trial import JudgedAct as Judged

READ_TRAIL = "audit.trail.read"


def judged_acts_about(subject_type: str, subject_id: int) -> QuerySet[JudgedAct]:
    """Give the kept verdicts about an object, newest first."""
    return (
        JudgedAct.objects.filter(subject_type=subject_type, subject_id=subject_id)
        .select_related("version")
        .order_by("-id")
    )


def reads_verdicts_of(viewer: Actor) -> frozenset[int] | None:
    """Give the bodies whose kept verdicts the viewer may read; None for every body."""
    if any(viewer.everywhere(each) for each in (READ_TRAIL, PROPOSE, CONFIRM)):
        return None
    return (
        viewer.bodies_with(READ_TRAIL)
        | viewer.bodies_with(PROPOSE)
        | viewer.bodies_with(CONFIRM)
    )


def reads_verdicts(viewer: Actor) -> bool:
    """Whether the viewer may read the kept verdicts of any body at all."""
    bodies = reads_verdicts_of(viewer)
    return bodies is None or bool(bodies)


def judged_bodies(viewer: Actor) -> list[Body]:
    """Give the bodies with a guideline whose verdicts the viewer may read; one statement."""
    keys = reads_verdicts_of(viewer)
    bodies = Body.objects.filter(rulebooks__isnull=False).distinct().order_by("sort_key", "id")
    return list(bodies if keys is None else bodies.filter(pk__in=keys))


@dataclass(frozen=True, slots=True)
class Asked:
    """What the page of kept verdicts is asked for."""

    body_id: int
    first: dt.date
    last: dt.date
    act: str = ""
    outcome: str = ""


def judged_acts_of(asked: Asked) -> QuerySet[JudgedAct]:
    """Give a body's kept verdicts on the days asked for, newest first.

    The caller has checked that the viewer may read them (``reads_verdicts_of``). Each has
    ``actor_name``: who did the act, or None where nobody did.
    """
    name = Concat("given_name", Value(" "), "family_name")
    who = Person.objects.filter(pk=OuterRef("person_id")).values(whole=name)
    found = JudgedAct.objects.filter(
        body_id=asked.body_id, on__gte=asked.first, on__lte=asked.last
    )
    if asked.act:
        found = found.filter(act=asked.act)
    if asked.outcome:
        found = found.filter(outcome=asked.outcome)
    return (
        found.annotate(actor_name=Subquery(who))
        .select_related("version")
        .defer("version__files")
        .order_by("-on", "-id")
    )


def judged_act_visible_to(key: int, viewer: Actor) -> JudgedAct | None:
    """Give one kept verdict with its version and body, if the viewer may read it."""
    bodies = reads_verdicts_of(viewer)
    found = JudgedAct.objects.select_related("version", "body").filter(pk=key)
    if bodies is not None:
        found = found.filter(body_id__in=bodies)
    return found.first()


def actors_of(judged: Iterable[JudgedAct]) -> dict[int, str]:
    """Give the names of those who did the acts, by key; one statement."""
    keys = {each.person_id for each in judged if each.person_id is not None}
    return {person.pk: person.name for person in Person.objects.filter(pk__in=keys)}


def judged_counts(asked: Asked) -> dict[str, int]:
    """Count a body's kept verdicts by outcome, whichever outcome is asked for."""
    rows = JudgedAct.objects.filter(
        body_id=asked.body_id, on__gte=asked.first, on__lte=asked.last
    )
    if asked.act:
        rows = rows.filter(act=asked.act)
    counted = rows.values_list("outcome").annotate(count=Count("pk")).order_by()
    counts = dict(counted)
    return {**counts, "": sum(counts.values())}


def tried_on_kept_acts(
    version: RulesetVersion, *, first: dt.date, last: dt.date, most: int = MOST_ACTS
) -> Tried:
    """Judge a body's kept acts again under a version; the newest ``most`` of them.

    Each is compared with what the version it was judged under says. Two statements,
    whatever the number of acts. Acts that the catalogue has dropped are left out.
    """
    rows = list(
        JudgedAct.objects.filter(
            body_id=version.rulebook.body_id, on__gte=first, on__lte=last, act__in=list(ACTS)
        )
        .order_by("-on", "-id")
        .values_list("pk", "version_id", "version__sha256", "act", "facts", "on")[:most]
    )
    rulesets = rulesets_by_key({row[1]: row[2] for row in rows})
    old = {key: compile_ruleset(ruleset) for key, ruleset in rulesets.items()}
    acts = [
        (version_id, Judged(str(key), act, facts_from_json(act, facts), on))
        for key, version_id, _sha, act, facts, on in rows
    ]
    return tried_under(ruleset_of(version), old, acts)
