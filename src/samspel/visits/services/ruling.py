"""Judging and keeping: what every act here asks the rules before it is done."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import Any

from django.db import models

from samspel.audit.actors import Actor
from samspel.rulebooks.queries import Judgement, judge
from samspel.rulebooks.services import enforce
from samspel.visits.facts import Facts


def require_rules(
    act: str,
    facts: Facts,
    *,
    body_id: int,
    on: dt.date,
    subject: models.Model,
    actor: Actor,
    at: dt.datetime,
    reason: str = "",
) -> Judgement:
    """Judge the act on the day, refuse what the rules stop, and keep the verdict.

    Refuses with RuleStops, with ReasonNeeded when a *bör* is not met and nobody has said
    why, and with NoRuleInForce.
    """
    judgement = judge(act, facts, body_id=body_id, on=on)
    enforce(judgement, subject=subject, actor=actor, at=at, reason=reason)
    return judgement


def require_all(
    judgements: Iterable[Judgement],
    *,
    subject: models.Model,
    actor: Actor,
    at: dt.datetime,
    reason: str = "",
) -> None:
    """Refuse if any of the judgements stops the act, hardest first; else keep them all."""
    chosen = sorted(judgements, key=lambda each: (not each.is_stopped, not each.is_warned))
    for judgement in chosen:
        enforce(judgement, subject=subject, actor=actor, at=at, reason=reason)


def hash_of(judgements: Mapping[Any, Judgement]) -> str:
    """Give the hash of the version that judged."""
    return next((each.version.sha256 for each in judgements.values()), "")
