"""Somebody who presided, or was to approve, and can't sign the minutes: who does it instead.

KL 5 kap. 65 and 69 §§: minutes are kept on the chair's responsibility and approved in the
way that the council has decided. A chair may be away, have left or be dead; then somebody
else who was there signs, or the body itself approves the minutes at its next meeting. Why,
and who or which decision, is kept and stands in the minutes. Nothing is said of anybody's
health: whoever is ill is prevented.
"""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from samspel.audit import services as audit
from samspel.audit.actors import Actor
from samspel.meetings import minutes_policies as policies
from samspel.meetings.enums.minutes import ApproverRole, CannotSign, MinutesState
from samspel.meetings.errors import MinutesRefused
from samspel.meetings.models import Approver, Minutes
from samspel.meetings.queries.minutes import may_stand_in
from samspel.meetings.services.minutes import (
    back_to_the_secretary,
    locked_minutes,
    require_more_than_the_secretary,
    require_open,
)
from samspel.people.models import Person


@transaction.atomic
def note_hindered(
    minutes: Minutes,
    person_id: int,
    *,
    why: CannotSign,
    instead: Person | None = None,
    decided: str = "",
    at: dt.datetime,
    actor: Actor,
    version: int | None = None,
) -> Minutes:
    """Note that somebody who was to sign can't, and who signs or what stands instead.

    Minutes that are out come back, since what is signed says who signs. Refuses whoever
    does not keep the body, an old version (Stale), minutes that are approved, somebody who
    is not to sign, neither a person nor a decision in place of them, whoever was not at
    the meeting and does not sit in the body, and that nobody but the secretary signs.
    """
    minutes = locked_minutes(minutes, version)
    policies.require_may_keep(minutes.meeting.body, actor)
    if minutes.state == MinutesState.OUT:
        back_to_the_secretary(minutes)
    require_open(minutes)
    approver = minutes.approvers.filter(person_id=person_id).first()
    if approver is None:
        raise MinutesRefused(_("Personen ska inte skriva under det här protokollet."))
    if instead is None and not decided.strip():
        raise MinutesRefused(
            _(
                "Ange vem som skriver under i stället, eller det beslut genom vilket organet "
                "självt har godkänt protokollet."
            )
        )
    if instead is not None:
        _require_may_stand_in(minutes, approver, instead, at)
    _replace(minutes, approver, why, instead, decided.strip(), at, actor)
    audit.record(
        "meetings.minutes.hindered",
        subject=minutes,
        actor=actor,
        facts={
            "person": person_id,
            "why": str(why),
            "instead": instead.pk if instead else None,
            "decided": decided.strip(),
        },
    )
    return minutes


def _require_may_stand_in(
    minutes: Minutes, approver: Approver, instead: Person, at: dt.datetime
) -> None:
    hindered = {each["person_id"] for each in minutes.hindered} | {approver.person_id}
    secretary = approver.role == ApproverRole.SECRETARY
    known = dict(may_stand_in(minutes, at, for_secretary=secretary))
    if instead.pk in hindered or instead.pk not in known:
        raise MinutesRefused(
            _(
                "Den som skriver under i stället ska ha varit med på mötet eller ha ett "
                "uppdrag i organet. För ordföranden och den som justerar är det en ledamot "
                "eller ersättare."
            )
        )


def _replace(
    minutes: Minutes,
    approver: Approver,
    why: CannotSign,
    instead: Person | None,
    decided: str,
    at: dt.datetime,
    actor: Actor,
) -> None:
    """Take the one's place among those who sign away, and give it to the other."""
    printed = "" if instead is None else dict(may_stand_in(minutes, at))[instead.pk]
    signs = instead is not None and minutes.approvers.filter(person=instead).exists()
    minutes.hindered = [
        *minutes.hindered,
        {
            "person_id": approver.person_id,
            "printed": approver.printed,
            "role": approver.role,
            "order": approver.order,
            "why": str(why),
            "instead_id": instead.pk if instead else None,
            "instead": printed,
            "is_added": instead is not None and not signs,
            "decided": decided,
            "noted_by": actor.name,
            "noted_at": at.isoformat(),
        },
    ]
    order = approver.order
    approver.delete()
    if instead is not None and not signs:
        Approver.objects.create(
            minutes=minutes,
            person=instead,
            role=ApproverRole.APPROVER,
            printed=printed,
            order=order,
        )
    require_more_than_the_secretary(minutes)
    minutes.version += 1
    minutes.save(update_fields=["hindered", "version"])


@transaction.atomic
def take_back_hindered(
    minutes: Minutes, person_id: int, *, at: dt.datetime, actor: Actor
) -> Minutes:
    """Let somebody who was noted as unable sign after all; who stood in no longer does.

    Refuses whoever does not keep the body, minutes that are approved, and somebody who is
    not noted.
    """
    minutes = locked_minutes(minutes)
    policies.require_may_keep(minutes.meeting.body, actor)
    if minutes.state == MinutesState.OUT:
        back_to_the_secretary(minutes)
    require_open(minutes)
    found = next((each for each in minutes.hindered if each["person_id"] == person_id), None)
    if found is None:
        raise MinutesRefused(_("Det är redan ändrat. Läs in sidan på nytt."))
    minutes.hindered = [each for each in minutes.hindered if each is not found]
    _let_sign(minutes, found)
    minutes.version += 1
    minutes.save(update_fields=["hindered", "version"])
    audit.record(
        "meetings.minutes.not_hindered",
        subject=minutes,
        actor=actor,
        facts={"person": person_id, "at": at},
    )
    return minutes


def _let_sign(minutes: Minutes, found: dict[str, Any]) -> None:
    if found["is_added"]:
        same = [e for e in minutes.hindered if e["instead_id"] == found["instead_id"]]
        if same:  # who stood in for this one does it for another too
            same[0]["is_added"] = True
        else:
            minutes.approvers.filter(person_id=found["instead_id"]).delete()
    Approver.objects.create(
        minutes=minutes,
        person_id=found["person_id"],
        role=found["role"],
        printed=found["printed"],
        order=found["order"],
    )
