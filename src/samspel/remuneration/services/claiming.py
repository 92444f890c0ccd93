"""What the elected person does: claims, adds what a duty cost, hands in, takes back.

KL 4 kap. 12–14 §§ (lost earnings, disability, child care) and 16 § (other costs). What the
system knows is there already; only what it can't know is asked for.
"""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from samspel.audit import services as audit
from samspel.audit.actors import Actor
from samspel.documents import services as documents
from samspel.foundation.dates import local_day
from samspel.foundation.text import one_line
from samspel.kit.models import in_force
from samspel.meetings.models import Decision
from samspel.people.models import Body, Mandate
from samspel.remuneration import policies
from samspel.remuneration.enums import (
    CLAIMABLE,
    CostKind,
    DutyKind,
    DutyOrigin,
    DutyState,
    Income,
)
from samspel.remuneration.errors import DutyRefused
from samspel.remuneration.models import (
    Cost,
    Duty,
    IncomeCertificate,
    Journey,
    LostEarnings,
    NightsAway,
)
from samspel.remuneration.queries.roles import role_of
from samspel.remuneration.services.keeping import (
    as_new_version,
    keep_nothing,
    locked,
    replied,
    require_in,
    submitted,
)

_CHANGEABLE = (
    DutyState.OPEN,
    DutyState.SUBMITTED,
    DutyState.CHECKED,
    DutyState.CERTIFIED,
    DutyState.REFUSED,
)
_A_DAY = 24 * 60


@transaction.atomic
def claim_duty(
    body: Body,
    *,
    kind: DutyKind,
    subject: str,
    on: dt.date,
    starts: int = 0,
    minutes: int = 0,
    decision: Decision | None = None,
    note: str = "",
    actor: Actor,
    at: dt.datetime,
) -> Duty:
    """Claim a duty that the system knows nothing of; it is open until it is handed in.

    ``decision`` is the one that allows it, and was taken that day at the latest: without one
    the rule set says whether it is paid anyway. Refuses a kind that arrives by itself,
    somebody without a mandate in the body that day, a day that has not been, and one without
    a name.
    """
    seat = _seat(body, on, actor)
    policies.require(policies.may_claim(body.pk, actor), policies.NO_CLAIMS)
    _require_claim(kind, subject, on, minutes, local_day(at))
    _require_decision(decision, body)
    duty = Duty.objects.create(
        person_id=seat.person_id,
        body=body,
        mandate=seat,
        origin=DutyOrigin.CLAIM,
        kind=kind,
        role=role_of(seat.role),
        subject=one_line(subject)[:200],
        on=on,
        starts=starts,
        minutes=minutes,
        scheduled=minutes,
        decision=decision,
        is_approved=_in_advance(decision, on),
        note=note.strip()[:500],
        arrived_at=at,
    )
    _record("remuneration.duty.claimed", duty, actor, kind=kind.value, minutes=minutes)
    return duty


def _seat(body: Body, on: dt.date, actor: Actor) -> Mandate:
    seat = Mandate.objects.filter(
        in_force(on), body=body, person_id=actor.person_id or 0
    ).first()
    if seat is None:
        raise DutyRefused(
            _("Du hade inget uppdrag i %(body)s den dagen. Välj ett annat organ."),
            body=body.name,
        )
    return seat


def _require_claim(
    kind: DutyKind, subject: str, on: dt.date, minutes: int, today: dt.date
) -> None:
    if kind not in CLAIMABLE:
        raise DutyRefused(
            _("Sammanträden, besök och justering kommer av sig själva. Välj något annat.")
        )
    if not subject.strip():
        raise DutyRefused(_("Skriv vad uppdraget gällde."))
    if on > today:
        raise DutyRefused(_("Dagen har inte varit än. Kontrollera den."))
    if not 0 <= minutes <= _A_DAY:
        raise DutyRefused(_("Ett uppdrag kan vara högst ett dygn. Dela upp det per dag."))


def _require_decision(decision: Decision | None, body: Body) -> None:
    if decision is not None and decision.body_id != body.pk:
        raise DutyRefused(_("Beslutet är fattat av ett annat organ. Välj rätt beslut."))


def _in_advance(decision: Decision | None, on: dt.date) -> bool:
    """Tell whether the duty was decided before it was done: a later decision allows nothing."""
    return decision is not None and decision.decided_on <= on


@transaction.atomic
def change_claim(
    duty: Duty,
    *,
    subject: str,
    on: dt.date,
    starts: int,
    minutes: int,
    decision: Decision | None,
    note: str,
    actor: Actor,
    at: dt.datetime,
    version: int | None = None,
) -> Duty:
    """Change one's own claim, which is then open until it is handed in again.

    Refuses what the system itself reported: only those who check in the body correct that.
    """
    duty = opened(duty, actor, version)
    if duty.origin != DutyOrigin.CLAIM:
        raise DutyRefused(
            _("Tiderna kommer från protokollet. Hör av dig till sekreteraren om de är fel.")
        )
    _seat(duty.body, on, actor)
    _require_claim(DutyKind(duty.kind), subject, on, minutes, local_day(at))
    _require_decision(decision, duty.body)
    duty.subject, duty.on, duty.starts = one_line(subject)[:200], on, starts
    duty.minutes = duty.scheduled = minutes
    duty.decision, duty.is_approved = decision, _in_advance(decision, on)
    duty.note = note.strip()[:500]
    return saved(duty, actor, what="claim")


@transaction.atomic
def set_lost_earnings(
    duty: Duty,
    *,
    minutes: int,
    income: Income,
    actor: Actor,
    at: dt.datetime,
    starts: int = 0,
    certificate: IncomeCertificate | None = None,
    version: int | None = None,
) -> Duty:
    """Tell the earnings that the duty cost, for how long, and what proves them.

    Refuses a time that is no time, somebody else's certificate, and an employer's for what is
    earned in a business of one's own.
    """
    duty = opened(duty, actor, version)
    require_no_office(duty)
    if not 0 < minutes <= _A_DAY or not 0 <= starts < _A_DAY:
        raise DutyRefused(_("Ange hur länge du förlorade inkomst, högst ett dygn."))
    if certificate is not None and certificate.person_id != duty.person_id:
        raise DutyRefused(_("Intyget är någon annans. Välj ett av dina egna."))
    if (
        income is Income.SELF_EMPLOYED
        and certificate is not None
        and certificate.employer_email
    ):
        raise DutyRefused(
            _(
                "En arbetsgivares intyg styrker inte inkomsten av ett eget företag. Välj ett "
                "intyg som du själv har laddat upp, eller inget alls."
            )
        )
    LostEarnings.objects.update_or_create(
        duty=duty,
        defaults={
            "income": income,
            "starts": starts,
            "minutes": minutes,
            "certificate": certificate,
        },
    )
    return saved(duty, actor, what="lost_earnings")


@transaction.atomic
def set_journey(
    duty: Duty,
    *,
    km: Decimal,
    route: str,
    actor: Actor,
    at: dt.datetime,
    minutes: int = 0,
    version: int | None = None,
) -> Duty:
    """Tell the road to the duty and back: how far, how long, and which way.

    Refuses a road without its route, and one that has no length.
    """
    duty = opened(duty, actor, version)
    require_no_office(duty)
    if km <= 0 or not 0 <= minutes <= _A_DAY:
        raise DutyRefused(_("Ange hur långt du reste, fram och tillbaka."))
    if not route.strip():
        raise DutyRefused(_("Skriv vilken väg du reste, till exempel Norrby–kommunhuset."))
    Journey.objects.update_or_create(
        duty=duty,
        defaults={"km": km, "minutes": minutes, "route": one_line(route)[:200]},
    )
    return saved(duty, actor, what="journey")


@transaction.atomic
def add_cost(
    duty: Duty,
    *,
    kind: CostKind,
    amount: Decimal,
    actor: Actor,
    at: dt.datetime,
    note: str = "",
    receipt: UploadedFile[Any] | None = None,
    version: int | None = None,
) -> Cost:
    """Add a cost for the duty, with a picture of its receipt.

    Refuses an amount of nothing, and a file that documents does not take.
    """
    duty = opened(duty, actor, version)
    require_no_office(duty)
    if amount <= 0:
        raise DutyRefused(_("Ange vad det kostade."))
    cost = Cost.objects.create(duty=duty, kind=kind, amount=amount, note=one_line(note)[:200])
    if receipt is not None:
        cost.receipt = documents.store(receipt, owner=cost, actor=actor, at=at)
        cost.save(update_fields=["receipt"])
    saved(duty, actor, what="cost")
    return cost


@transaction.atomic
def remove_part(
    duty: Duty,
    *,
    part: str,
    actor: Actor,
    at: dt.datetime,
    cost: Cost | None = None,
    version: int | None = None,
) -> Duty:
    """Take away the lost earnings, the journey, the nights away or one cost from a duty.

    Refuses a cost of another duty, and something that is not there.
    """
    duty = opened(duty, actor, version)
    rows = {
        "forlorad-inkomst": LostEarnings.objects.filter(duty=duty),
        "resa": Journey.objects.filter(duty=duty),
        "overnattning": NightsAway.objects.filter(duty=duty),
        "kostnad": Cost.objects.filter(duty=duty, pk=0 if cost is None else cost.pk),
    }
    if part not in rows or not rows[part].exists():
        raise DutyRefused(_("Det är redan borttaget. Läs in sidan på nytt."))
    rows[part].delete()
    return saved(duty, actor, what=f"removed {part}")


@transaction.atomic
def hand_in(
    duty: Duty, *, actor: Actor, at: dt.datetime, reply: str = "", version: int | None = None
) -> Duty:
    """Hand in the duty with what has been added to it; the deadlines go by this day.

    ``reply`` answers what was asked when it was returned. Refuses somebody else's, and what
    is not open.
    """
    duty = locked(duty, version)
    policies.require(policies.is_own(duty, actor), policies.ONLY_OWN)
    require_in(duty, DutyState.OPEN)
    if duty.answer:
        duty.note = replied(duty, reply, at)
    duty.claimed_on = local_day(at)
    submitted(duty, at)
    _record("remuneration.duty.handed_in", duty, actor, version=duty.version)
    return duty


@transaction.atomic
def take_back(duty: Duty, *, actor: Actor, at: dt.datetime, version: int | None = None) -> Duty:
    """Take back one's own claim: it is not to be paid.

    What had been certified is taken back too, so that the next run pays nothing for it.
    What the system itself reported goes back to how it arrived, without what was added, and
    its fee stays. Refuses what is taken back already.
    """
    duty = locked(duty, version)
    policies.require(policies.is_own(duty, actor), policies.ONLY_OWN)
    require_in(duty, *_CHANGEABLE)
    if duty.origin == DutyOrigin.OFFICE:
        raise DutyRefused(_("Ett fast arvode avslutas av löneadministratören. Hör av dig dit."))
    as_new_version(duty)
    if duty.origin == DutyOrigin.CLAIM:
        duty.state, duty.awaits = DutyState.WITHDRAWN, ""
        duty.certified_at, duty.answer = None, ""
        keep_nothing(duty, at)
        duty.save()
    else:
        _without_what_was_added(duty)
        duty.claimed_on = None
        submitted(duty, at)
    _record("remuneration.duty.taken_back", duty, actor, version=duty.version)
    return duty


def _without_what_was_added(duty: Duty) -> None:
    LostEarnings.objects.filter(duty=duty).delete()
    Journey.objects.filter(duty=duty).delete()
    NightsAway.objects.filter(duty=duty).delete()
    Cost.objects.filter(duty=duty).delete()


def opened(duty: Duty, actor: Actor, version: int | None) -> Duty:
    """Lock one's own duty and open it to be changed; what was certified is a version of its own."""
    duty = locked(duty, version)
    policies.require(policies.is_own(duty, actor), policies.ONLY_OWN)
    require_in(duty, *_CHANGEABLE)
    as_new_version(duty)
    duty.state, duty.awaits = DutyState.OPEN, ""
    duty.certified_at = None
    return duty


def require_no_office(duty: Duty) -> None:
    """Refuse a fixed fee: nothing that something cost hangs on it."""
    if duty.origin == DutyOrigin.OFFICE:
        raise DutyRefused(
            _("Lägg det på sammanträdet eller uppdraget som det gäller, inte på arvodet.")
        )


def saved(duty: Duty, actor: Actor, *, what: str) -> Duty:
    """Save one's own duty when something of it has been changed, and keep that in the trail."""
    duty.save()
    _record("remuneration.duty.changed", duty, actor, what=what)
    return duty


def _record(act: str, duty: Duty, actor: Actor, **facts: Any) -> None:
    audit.record(act, subject=duty, actor=actor, facts=facts, also=[duty.body])
