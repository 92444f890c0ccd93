"""Certification: step by step, by those whom the rule set names, and never one's own.

Two pairs of eyes on every krona (KL 6 kap. 6 §: sufficient internal control). The rule set
says what stops and what only asks for a reason; the same verdict that drew the page guards
the act and is kept.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from samspel.audit import services as audit
from samspel.audit.actors import Actor
from samspel.foundation.dates import local_day
from samspel.foundation.refusal import Refused
from samspel.foundation.text import one_line
from samspel.messaging.services import notify
from samspel.people.models import Body, Person
from samspel.remuneration import kinds, policies
from samspel.remuneration.enums import Certifier, DutyState
from samspel.remuneration.errors import CertifyRefused
from samspel.remuneration.models import Certification, Duty, StandIn
from samspel.remuneration.queries.certifiers import (
    WAITING,
    Taker,
    Takers,
    steps_for,
    takes_step,
)
from samspel.remuneration.queries.controls import Reviewed, reviewed
from samspel.remuneration.queries.rates import rates_known
from samspel.remuneration.services.keeping import (
    as_new_version,
    keep_facts,
    keep_nothing,
    locked,
    require_in,
    stand_before_next,
)
from samspel.rulebooks.queries import Judgement, judged_acts_about
from samspel.rulebooks.services import enforce


@dataclass(frozen=True, slots=True)
class Left:
    """A duty that was not certified together with the others, and why."""

    duty: Duty
    why: str


@transaction.atomic
def certify_duty(
    duty: Duty,
    *,
    actor: Actor,
    at: dt.datetime,
    reason: str = "",
    version: int | None = None,
    seen_at: dt.datetime | None = None,
) -> Duty:
    """Take the step of certification that the duty stands before.

    After the last step the duty is certified and what it is settled by is frozen. A reason
    that was given in an earlier step answers the warnings that it was given for, and no other.
    Refuses whoever may not take the step, one's own, the same person twice, what the rules
    stop, and a warning without a reason. Raises NoRuleInForce when no rule says who certifies.
    """
    duty = locked(duty, version, seen_at)
    require_in(duty, *WAITING)
    taken = list(Certification.objects.filter(duty=duty, facts=duty.version))
    step, taker = _require_step(duty, taken, actor, at)
    reason = _require_rules(duty, taken, actor, at, reason.strip())
    Certification.objects.create(
        duty=duty,
        facts=duty.version,
        step=step,
        person_id=taker.person_id,
        on_behalf_of_id=taker.instead_of,
        reason=one_line(reason)[:500],
        clause=_clause(duty),
        certified_at=at,
    )
    return _stepped(duty, step, actor=actor, at=at, reason=reason)


def _require_step(
    duty: Duty, taken: Iterable[Certification], actor: Actor, at: dt.datetime
) -> tuple[Certifier, Taker]:
    """Give the step that is next and who takes it. Refuses whoever may not."""
    policies.require(not policies.is_own(duty, actor), policies.ONLY_CERTIFIERS)
    stand_before_next(duty)
    if not duty.awaits:
        # Raises NoRuleInForce where that is why.
        steps_for(duty, rates_known())
        raise CertifyRefused(_("Alla steg är redan tagna. Läs in sidan på nytt."))
    step = Certifier(duty.awaits)
    taker = Takers([duty.body_id], local_day(at)).taker(duty, step, actor)
    policies.require(taker is not None, policies.ONLY_CERTIFIERS)
    assert taker is not None  # noqa: S101  the line above has refused it
    if any(each.person_id == taker.person_id for each in taken):
        raise CertifyRefused(
            _("Du har redan tagit ett steg. Två personer ska se varje utbetalning.")
        )
    return step, taker


def _require_rules(
    duty: Duty, taken: list[Certification], actor: Actor, at: dt.datetime, reason: str
) -> str:
    """Refuse what the rules stop or want a reason for, and keep the verdict; give the reason."""
    (found,) = reviewed([duty], person_id=actor.person_id, today=local_day(at))
    if found.judgement is None:
        raise found.refusal or CertifyRefused(_("Reglerna går inte att tillämpa."))
    reason = reason or _answered(duty, taken, found.judgement)
    enforce(found.judgement, subject=duty, actor=actor, at=at, reason=reason)
    return reason


def _answered(duty: Duty, taken: list[Certification], judgement: Judgement) -> str:
    """Give the reason of an earlier step, where it was given for all that is warned of now."""
    earlier = next((each.reason for each in taken if each.reason), "")
    if not earlier or not judgement.is_warned:
        return earlier
    kept = judged_acts_about(Duty._meta.label_lower, duty.pk).exclude(reason="").first()
    warned = {each.id for each in judgement.verdict.warning}
    return earlier if kept is not None and warned <= set(kept.unmet) else ""


def _clause(duty: Duty) -> str:
    _steps, rule = steps_for(duty, rates_known())
    return f"{rule.clause}, {rule.decided}"[:120]


def _stepped(
    duty: Duty, step: Certifier, *, actor: Actor, at: dt.datetime, reason: str
) -> Duty:
    """Move the duty on: to the next step, or to what a run may pay."""
    stand_before_next(duty)
    is_last = not duty.awaits
    duty.state = DutyState.CERTIFIED if is_last else DutyState.CHECKED
    duty.certified_at = at if is_last else None
    duty.save(update_fields=["state", "certified_at", "awaits"])
    if is_last:
        keep_facts(duty, at)
    audit.record(
        "remuneration.duty.certified" if is_last else "remuneration.duty.checked",
        subject=duty,
        actor=actor,
        facts={"step": step.value, "version": duty.version},
        reason=reason,
        also=[duty.body],
    )
    return duty


def certify_many(
    duties: Iterable[Duty], *, actor: Actor, at: dt.datetime
) -> tuple[list[Duty], list[Left]]:
    """Certify many at once, each as if alone; give those done, and those left with why.

    What wants a reason is left: it is to be looked at by itself.
    """
    done: list[Duty] = []
    left: list[Left] = []
    for duty in duties:
        try:
            done.append(certify_duty(duty, actor=actor, at=at, seen_at=duty.submitted_at))
        except Refused as refusal:
            left.append(Left(duty, refusal.message))
    return done, left


@transaction.atomic
def return_duty(
    duty: Duty,
    *,
    reason: str,
    actor: Actor,
    at: dt.datetime,
    version: int | None = None,
    seen_at: dt.datetime | None = None,
) -> Duty:
    """Give a duty back to the person, with what is to be put right.

    Refuses whoever may not take its step, one that has been handed in again since it was seen,
    and a return that doesn't say why.
    """
    duty = _to_be_answered(locked(duty, version, seen_at), reason, actor, at)
    as_new_version(duty)
    duty.state, duty.awaits = DutyState.OPEN, ""
    duty.answer = one_line(reason)[:500]
    duty.save()
    _record("remuneration.duty.returned", duty, actor, reason)
    words = (
        _("Ett uppdrag är tillbaka hos dig"),
        _("%(what)s behöver rättas innan det kan ersättas. Läs varför och lämna in igen."),
    )
    _tell(duty, words, actor, at)
    return duty


@transaction.atomic
def refuse_duty(
    duty: Duty,
    *,
    reason: str,
    actor: Actor,
    at: dt.datetime,
    version: int | None = None,
    seen_at: dt.datetime | None = None,
) -> Duty:
    """Refuse a duty: nothing is paid for it, and what was paid is taken back.

    The person may change it and hand it in again. Refuses whoever may not take its step,
    and a refusal that doesn't say why.
    """
    duty = _to_be_answered(locked(duty, version, seen_at), reason, actor, at)
    as_new_version(duty)
    duty.state, duty.awaits = DutyState.REFUSED, ""
    duty.answer = one_line(reason)[:500]
    keep_nothing(duty, at)
    duty.save()
    _record("remuneration.duty.refused", duty, actor, reason)
    words = (
        _("Ett uppdrag ersätts inte"),
        _("%(what)s ersätts inte. Läs varför. Du kan rätta uppdraget och lämna in det igen."),
    )
    _tell(duty, words, actor, at)
    return duty


def _to_be_answered(duty: Duty, reason: str, actor: Actor, at: dt.datetime) -> Duty:
    require_in(duty, *WAITING)
    taken = Certification.objects.filter(duty=duty, facts=duty.version)
    _require_step(duty, list(taken), actor, at)
    if not reason.strip():
        raise CertifyRefused(_("Skriv varför, så att den som får tillbaka det förstår."))
    return duty


def _record(act: str, duty: Duty, actor: Actor, reason: str) -> None:
    audit.record(
        act,
        subject=duty,
        actor=actor,
        facts={"version": duty.version},
        reason=reason.strip(),
        also=[duty.body],
    )


def _tell(duty: Duty, words: tuple[object, object], actor: Actor, at: dt.datetime) -> None:
    notify(
        [duty.person],
        kind=kinds.DUTY,
        subject=words[0],
        body=words[1],
        params={"what": duty.subject},
        link=reverse("remuneration:duty", args=[duty.uuid]),
        actor=actor,
        about=duty,
        at=at,
    )


@transaction.atomic
def name_stand_in(
    body: Body,
    *,
    step: Certifier,
    person: Person,
    instead_of: Person,
    valid_from: dt.date,
    valid_to: dt.date | None,
    decided: str,
    actor: Actor,
    at: dt.datetime,
) -> StandIn:
    """Enter who takes a step of certification in another's place, between two days.

    Refuses whoever does not check in the body, somebody in their own place, somebody in the
    place of one who never takes the step, days that are no period, and one that rests on no
    decision.
    """
    policies.require(policies.may_name_stand_in(body, actor), policies.ONLY_CERTIFIERS)
    if not takes_step(body, step, instead_of, valid_from):
        raise CertifyRefused(
            _("%(name)s tar inte det steget i %(body)s den dagen. Välj den som gör det."),
            name=instead_of,
            body=body.name,
        )
    if person == instead_of:
        raise CertifyRefused(_("Ingen kan vara sin egen ersättare. Välj någon annan."))
    if valid_to is not None and valid_to <= valid_from:
        raise CertifyRefused(_("Sista dagen är före den första. Rätta dagarna."))
    if not decided.strip():
        raise CertifyRefused(_("Ange beslutet: organ, dag och paragraf."))
    row = StandIn.objects.create(
        body=body,
        step=step,
        person=person,
        instead_of=instead_of,
        valid_from=valid_from,
        valid_to=valid_to,
        decided=one_line(decided)[:200],
    )
    audit.record(
        "remuneration.stand_in.named",
        subject=row,
        actor=actor,
        facts={"person": person.pk, "step": step.value, "from": valid_from, "to": valid_to},
        also=[body],
    )
    return row


@transaction.atomic
def end_stand_in(row: StandIn, *, on: dt.date, actor: Actor, at: dt.datetime) -> StandIn:
    """End a stand-in's time: ``on`` is the first day they no longer stand in.

    Refuses whoever does not check in the body, and a day before it began.
    """
    row = StandIn.objects.select_for_update(of=("self",)).select_related("body").get(pk=row.pk)
    policies.require(policies.may_name_stand_in(row.body, actor), policies.ONLY_CERTIFIERS)
    row.valid_to = max(on, row.valid_from + dt.timedelta(days=1))
    row.save(update_fields=["valid_to"])
    audit.record(
        "remuneration.stand_in.ended",
        subject=row,
        actor=actor,
        facts={"on": row.valid_to},
        also=[row.body],
    )
    return row


__all__ = [
    "Left",
    "Reviewed",
    "certify_duty",
    "certify_many",
    "end_stand_in",
    "name_stand_in",
    "refuse_duty",
    "return_duty",
]
