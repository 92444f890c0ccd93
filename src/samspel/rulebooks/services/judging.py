"""Keeping a verdict: the same one that drew the button guards the act and is kept.

The caller records its own act in the trail in the same transaction; what is
kept here is the facts and the outcome, so that a draft can be tried on them.
"""

from __future__ import annotations

import datetime as dt

from django.db import models, transaction

from samspel.audit.actors import Actor
from samspel.rulebooks.errors import ReasonNeeded, RuleStops
from samspel.rulebooks.models import JudgedAct
from samspel.rulebooks.queries import Judgement
from samspel.rules.facts import facts_to_json


def check(judgement: Judgement, reason: str = "") -> Judgement:
    """Refuse with RuleStops or ReasonNeeded what the rules do not let through."""
    if judgement.is_stopped:
        raise RuleStops(judgement)
    if judgement.is_warned and not reason.strip():
        raise ReasonNeeded(judgement)
    return judgement


def keep(
    judgement: Judgement,
    *,
    subject: models.Model,
    actor: Actor,
    at: dt.datetime,
    reason: str = "",
) -> JudgedAct:
    """Keep a verdict about an object, with the reason given when the rules warned.

    Refuses what the verdict does not let through, so that no caller can keep an
    act that the rules stopped. Part of the caller's own act and transaction,
    which records it.
    """
    check(judgement, reason)
    verdict = judgement.verdict
    return JudgedAct.objects.create(
        act=verdict.act,
        body_id=judgement.body_id,
        version=judgement.version,
        on=verdict.on,
        facts=facts_to_json(verdict.facts),
        outcome=verdict.outcome.value,
        unmet=[each.id for each in (*verdict.stopping, *verdict.warning)],
        reason=reason.strip() if judgement.is_warned else "",
        subject_type=subject._meta.label_lower,
        subject_id=subject.pk,
        person_id=actor.person_id,
        judged_at=at,
    )


@transaction.atomic
def enforce(
    judgement: Judgement,
    *,
    subject: models.Model,
    actor: Actor,
    at: dt.datetime,
    reason: str = "",
) -> JudgedAct:
    """Check a verdict and keep it. Refuses with RuleStops or ReasonNeeded."""
    return keep(judgement, subject=subject, actor=actor, at=at, reason=reason)
