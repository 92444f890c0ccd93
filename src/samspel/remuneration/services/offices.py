"""Fixed fees: entered by payroll for a mandate, certified as the rest, ended with the mandate.

KL 4 kap. 16 §: the council decides on fees; each row cites the mandate that it is for.
"""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from samspel.audit import services as audit
from samspel.audit.actors import Actor
from samspel.people.models import Mandate
from samspel.remuneration import policies
from samspel.remuneration.enums import DutyKind, DutyOrigin, DutyState
from samspel.remuneration.errors import DutyRefused
from samspel.remuneration.models import Duty, DutyFacts
from samspel.remuneration.payroll_policies import may_pay
from samspel.remuneration.queries.facts import offices_of
from samspel.remuneration.queries.rates import rates_known
from samspel.remuneration.queries.roles import role_of
from samspel.remuneration.services.keeping import keep_facts, keep_nothing, locked, submitted
from samspel.rules.amounts.rates import Rates

_OUT = (DutyState.WITHDRAWN, DutyState.REFUSED)


@transaction.atomic
def register_office(
    mandate: Mandate,
    *,
    office: str,
    on: dt.date,
    until: dt.date,
    actor: Actor,
    at: dt.datetime,
    occupancy: Decimal = Decimal(0),
    times: int = 1,
    note: str = "",
) -> Duty:
    """Enter that a mandate gives a fixed fee, from a day until the day before another.

    ``occupancy`` is the share of full time in percent. What the person has had certified in
    the same time is kept anew, since the share decides what else is paid. Refuses whoever
    does not pay, an office that the rule set does not pay, days outside the mandate, and a
    fee that is there already.
    """
    policies.require(may_pay(actor), policies.ONLY_PAYROLL)
    _require_office(office, on)
    _require_days(mandate, on, until)
    same = Duty.objects.filter(mandate=mandate, office=office, on__lt=until, until__gt=on)
    if same.exclude(state__in=_OUT).exists():
        raise DutyRefused(_("Det fasta arvodet är redan inskrivet för de dagarna."))
    duty = Duty(
        person_id=mandate.person_id,
        body_id=mandate.body_id,
        mandate=mandate,
        origin=DutyOrigin.OFFICE,
        kind=DutyKind.OFFICE,
        role=role_of(mandate.role),
        subject=_title(office, on)[:200],
        on=on,
        until=until,
        office=office,
        times=times,
        occupancy=occupancy,
        note=note.strip(),
        arrived_at=at,
    )
    submitted(duty, at)
    audit.record(
        "remuneration.office.registered",
        subject=duty,
        actor=actor,
        facts={
            "person": duty.person_id,
            "office": office,
            "on": on,
            "until": until,
            "occupancy": str(occupancy),
        },
        also=[mandate, duty.body],
    )
    _keep_share_anew(duty, on, until, at)
    return duty


def offices_paid(on: dt.date) -> dict[str, str]:
    """Give the offices that the rule set pays a fixed fee for on the day, with their names."""
    return _offices(rates_known().on(on), on)


def _offices(rates: Rates, on: dt.date) -> dict[str, str]:
    return {
        office: payment.title
        for payment in rates.rules.payments
        if payment.period.holds(on)
        for office in sorted(payment.scope.offices)
    }


def _title(office: str, on: dt.date) -> str:
    return offices_paid(on).get(office, office)


def _require_office(office: str, on: dt.date) -> None:
    if office not in offices_paid(on):
        raise DutyRefused(_("Reglementet ger inget fast arvode för det uppdraget den dagen."))


def _require_days(mandate: Mandate, on: dt.date, until: dt.date) -> None:
    if until <= on:
        raise DutyRefused(_("Sista dagen är före den första. Rätta dagarna."))
    if on < mandate.valid_from or (mandate.valid_to is not None and until > mandate.valid_to):
        raise DutyRefused(_("Dagarna ligger utanför uppdraget. Rätta dem."))


@transaction.atomic
def end_office(duty: Duty, *, on: dt.date, actor: Actor, at: dt.datetime) -> Duty:
    """End a fixed fee: ``on`` is the first day on which it is no longer paid.

    A certified fee stays certified, and is frozen anew with the shorter time at once, since
    nobody shall be paid for days when they no longer have the mandate. Refuses whoever
    does not pay, and a day after it has ended.
    """
    policies.require(may_pay(actor), policies.ONLY_PAYROLL)
    duty = locked(duty)
    if duty.kind != DutyKind.OFFICE or duty.until is None or on >= duty.until:
        raise DutyRefused(_("Det fasta arvodet slutar redan tidigare. Kontrollera dagen."))
    before = duty.until
    if on <= duty.on:
        duty.state, duty.awaits = DutyState.WITHDRAWN, ""
        keep_nothing(duty, at)
    else:
        duty.until = on
        if DutyFacts.objects.filter(duty=duty, version=duty.version).exists():
            duty.version += 1
    duty.save()
    if duty.state == DutyState.CERTIFIED:
        keep_facts(duty, at)
    audit.record(
        "remuneration.office.ended",
        subject=duty,
        actor=actor,
        facts={"on": on, "was_until": before},
        also=[duty.body],
    )
    _keep_share_anew(duty, on, before, at)
    return duty


def _keep_share_anew(office: Duty, first: dt.date, end: dt.date, at: dt.datetime) -> None:
    """Freeze anew what is certified in the time, where the share of full time has changed."""
    rows = Duty.objects.filter(
        person_id=office.person_id, state=DutyState.CERTIFIED, on__gte=first, on__lt=end
    ).exclude(pk=office.pk)
    offices = offices_of([office.person_id])
    for duty in rows.select_for_update():
        last = DutyFacts.objects.filter(duty=duty).order_by("-pk").first()
        share = offices.occupancy(duty.person_id, duty.on)
        if last is None or last.facts is None or Decimal(last.facts["occupancy"]) == share:
            continue
        duty.version += 1
        duty.save(update_fields=["version"])
        keep_facts(duty, at)
