"""What bookings reckon with: times that suit, the unit's terms, visit days, granted numbers."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from samspel.audit import services as audit
from samspel.audit.actors import Actor
from samspel.meetings.models import Decision
from samspel.people.models import Body, Operation, Person, Unit
from samspel.visits import policies
from samspel.visits.calculation import Window
from samspel.visits.enums import Place
from samspel.visits.errors import AppointmentRefused, BookingRefused
from samspel.visits.models import Availability, QuotaDecision, UnitTerms, VisitDay

_MOST_WINDOWS = 100


@transaction.atomic
def set_availability(
    person: Person, *, windows: Sequence[Window], actor: Actor
) -> list[Availability]:
    """Say when visits suit oneself; replaces what was said before.

    None at all means that nothing is said. Refuses somebody else than the person, a
    window that ends before it begins, and one that is neither weekly nor on one day.
    """
    policies.require(policies.may_set_availability(person, actor), policies.ONLY_ONESELF)
    if len(windows) > _MOST_WINDOWS:
        raise BookingRefused(_("Det är för många tider. Slå ihop några av dem."))
    for window in windows:
        if window.ends <= window.starts:
            raise BookingRefused(_("En tid slutar innan den börjar. Rätta klockslagen."))
        if (window.weekday is None) == (window.on is None):
            raise BookingRefused(_("Välj antingen en veckodag eller ett datum för varje tid."))
    Availability.objects.filter(person=person).delete()
    rows = Availability.objects.bulk_create(
        Availability(
            person=person,
            weekday=window.weekday,
            on=window.on,
            starts=window.starts,
            ends=window.ends,
        )
        for window in dict.fromkeys(windows)
    )
    audit.record(
        "visits.availability.set", subject=person, actor=actor, facts={"windows": len(rows)}
    )
    return rows


@transaction.atomic
def set_unit_terms(
    unit: Unit,
    *,
    actor: Actor,
    at: dt.datetime,
    is_school: bool | None = None,
    agreement_allows_visits: bool | None = None,
    strained_until: dt.date | None = None,
    strained_because: str = "",
    usual_room: Place | str = "",
) -> UnitTerms:
    """Say what visits to a unit have to reckon with.

    The manager says when the ordinary work goes first; the secretary what the agreement
    with a private provider allows. What is not given is left as it was, but the strain
    is always as given, so that it can be lifted. Refuses a strain without a reason.
    """
    policies.require(policies.may_set_unit_terms(unit, actor), policies.ONLY_UNIT_OR_SECRETARY)
    if strained_until is not None and not strained_because.strip():
        raise BookingRefused(_("Skriv kort varför den ordinarie verksamheten måste gå först."))
    terms, __ = UnitTerms.objects.select_for_update().get_or_create(unit=unit)
    if is_school is not None:
        terms.is_school = is_school
    if agreement_allows_visits is not None:
        terms.agreement_allows_visits = agreement_allows_visits
    if usual_room:
        terms.usual_room = Place(usual_room)
    terms.strained_until = strained_until
    terms.strained_because = strained_because.strip() if strained_until else ""
    terms.save()
    audit.record(
        "visits.unit_terms.set",
        subject=unit,
        actor=actor,
        facts={
            "is_school": terms.is_school,
            "agreement_allows_visits": terms.agreement_allows_visits,
            "strained_until": strained_until,
        },
        reason=terms.strained_because,
    )
    return terms


@transaction.atomic
def set_visit_days(
    body: Body, *, days: Mapping[dt.date, str], year: int, actor: Actor
) -> list[VisitDay]:
    """Enter which days of a year the body's meeting plan sets aside for visits.

    Replaces the year's days; visits that are booked stay booked. Refuses a day of
    another year.
    """
    policies.require(policies.may_set_visit_days(body.pk, actor), policies.ONLY_SECRETARY)
    if any(day.year != year for day in days):
        raise BookingRefused(_("Alla dagar måste ligga i år %(year)s."), year=str(year))
    VisitDay.objects.filter(body=body, on__year=year).delete()
    rows = VisitDay.objects.bulk_create(
        VisitDay(body=body, on=day, label=label.strip()) for day, label in sorted(days.items())
    )
    audit.record(
        "visits.visit_days.set",
        subject=body,
        actor=actor,
        facts={"year": year, "days": [row.on for row in rows]},
    )
    return rows


@transaction.atomic
def decide_quota(
    body: Body,
    *,
    decision: Decision,
    year: int,
    actor: Actor,
    at: dt.datetime,
    person: Person | None = None,
    operation: Operation | None = None,
    visits_count: int | None = None,
    paid_hours: Decimal | None = None,
) -> QuotaDecision:
    """Enter how many visits, or paid hours, the body has decided for a year.

    For one person, one operation, both, or everybody. A later decision for the same
    replaces the earlier, which is kept. Refuses a decision of another body, one that
    says nothing, and hours below zero.
    """
    policies.require(policies.may_decide_quota(body.pk, actor), policies.ONLY_SECRETARY)
    if decision.body_id != body.pk or not decision.stands:
        raise AppointmentRefused(
            _(
                "Beslutet hör till ett annat organ eller har rättats. "
                "Välj ett beslut av %(body)s som gäller."
            ),
            body=body.name,
        )
    if visits_count is None and paid_hours is None:
        raise AppointmentRefused(_("Ange antal besök, antal timmar eller båda."))
    if paid_hours is not None and paid_hours < 0:
        raise AppointmentRefused(_("Antalet timmar kan inte vara mindre än noll."))
    known = list(
        QuotaDecision.objects.select_for_update().filter(
            body=body, person=person, operation=operation, year=year, replaced_at__isnull=True
        )
    )
    return _write_quota(
        known,
        QuotaDecision(
            body=body,
            decision=decision,
            person=person,
            operation=operation,
            year=year,
            visits_count=visits_count,
            paid_hours=paid_hours,
            decided_at=at,
        ),
        actor=actor,
    )


def _write_quota(
    known: list[QuotaDecision], quota: QuotaDecision, *, actor: Actor
) -> QuotaDecision:
    """Write the row, and mark what held for the same before as replaced."""
    for earlier in known:
        earlier.replaced_at = quota.decided_at
        earlier.save(update_fields=["replaced_at"])
    quota.save()
    audit.record(
        "visits.quota.decided",
        subject=quota,
        actor=actor,
        facts={
            "person": quota.person_id,
            "operation": quota.operation_id,
            "year": quota.year,
            "visits": quota.visits_count,
            "hours": quota.paid_hours,
            "decision": quota.decision_id,
        },
        also=[quota.body],
    )
    return quota
