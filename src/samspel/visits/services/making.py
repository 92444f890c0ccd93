"""What every new visit begins with: a checked time, the row, and its visitors."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from uuid import uuid4

from django.utils.translation import gettext_lazy as _

from samspel.audit.actors import Actor
from samspel.foundation.dates import local_day, minutes_between
from samspel.people.models import Body, Operation, Person, Unit
from samspel.visits.calculation import Window, is_possible
from samspel.visits.enums import Initiator, VisitKind, VisitorState, VisitState
from samspel.visits.errors import BookingRefused
from samspel.visits.facts import Ground, Place
from samspel.visits.models import Visit, Visitor
from samspel.visits.queries.times import windows_of

LONGEST_MINUTES = 12 * 60
MOST_OPTIONS = 12
_UID_HOST = "samspel"


@dataclass(frozen=True, slots=True)
class OfferedTime:
    """One of the times that are offered."""

    starts_at: dt.datetime
    ends_at: dt.datetime
    note: str = ""


def require_time(starts_at: dt.datetime, ends_at: dt.datetime, at: dt.datetime) -> None:
    """Refuse a time that has passed, ends before it begins, or is longer than a day's work."""
    if minutes_between(starts_at, ends_at) <= 0:
        raise BookingRefused(_("Besöket slutar innan det börjar. Rätta klockslagen."))
    if starts_at <= at:
        raise BookingRefused(_("Tiden har redan passerat. Välj en tid som ligger framåt."))
    if minutes_between(starts_at, ends_at) > LONGEST_MINUTES:
        raise BookingRefused(_("Ett besök kan vara högst tolv timmar. Rätta klockslagen."))


def require_times(options: Sequence[OfferedTime], at: dt.datetime) -> None:
    """Refuse no times at all, too many, the same twice, and any that is wrong by itself."""
    if not options:
        raise BookingRefused(_("Föreslå minst en tid."))
    if len(options) > MOST_OPTIONS:
        raise BookingRefused(_("Föreslå högst %(count)s tider åt gången."), count=MOST_OPTIONS)
    if len({each.starts_at for each in options}) < len(options):
        raise BookingRefused(_("Samma tid står två gånger. Ta bort den ena."))
    for each in options:
        require_time(each.starts_at, each.ends_at, at)


def require_place(place: Unit | Operation, body: Body, on: dt.date) -> None:
    """Refuse a place that is closed on the day, or of another body."""
    chosen = Place.of(place)
    if not place.is_in_force(on) or not chosen.operation.is_in_force(on):
        raise BookingRefused(
            _("%(place)s finns inte den dagen. Välj en annan dag eller en annan enhet."),
            place=str(place),
        )
    if chosen.operation.department.body_id != body.pk:
        raise BookingRefused(
            _("%(place)s hör inte till %(body)s. Välj en av organets egna verksamheter."),
            place=str(place),
            body=body.name,
        )


def new_visit(
    chosen: Place,
    body: Body,
    *,
    kind: VisitKind,
    initiator: Initiator,
    state: VisitState,
    actor: Actor,
    at: dt.datetime,
    **more: object,
) -> Visit:
    """Write a visit, with the UID that its calendar entries keep for life."""
    uuid = uuid4()
    return Visit.objects.create(
        uuid=uuid,
        body=body,
        operation=chosen.operation,
        unit=chosen.unit,
        kind=kind,
        initiator=initiator,
        state=state,
        started_by_id=actor.person_id,
        created_at=at,
        ical_uid=f"visit-{uuid}@{_UID_HOST}",
        **more,
    )


def ask(
    visit: Visit,
    persons: Iterable[Person],
    times: Sequence[tuple[dt.datetime, dt.datetime]],
    *,
    ground: Ground,
    at: dt.datetime,
    state: VisitorState = VisitorState.ASKED,
) -> list[Visitor]:
    """Write the visitors, with party and appointment as on the day of the first time.

    Notes for each whether any of the times is one that the person had said was
    possible; nothing, when the person had said nothing.
    """
    chosen = list(persons)
    day = local_day(times[0][0])
    windows = windows_of(each.pk for each in chosen)
    standing = {row.person_id: row.appointment_id for row in ground.standing_for(day)}
    rows = []
    for person in chosen:
        seat = ground.seats.get((person.pk, day))
        rows.append(
            Visitor(
                visit=visit,
                person=person,
                appointment_id=standing.get(person.pk),
                party_id=seat.party_id if seat else None,
                state=state,
                offered_at=at,
                was_possible=_possible(windows, person.pk, times),
            )
        )
    Visitor.objects.bulk_create(rows)
    if not visit.has_protected and any(each.is_protected for each in chosen):
        visit.has_protected = True
        visit.save(update_fields=["has_protected"])
    return rows


def _possible(
    windows: Mapping[int, list[Window]],
    person_id: int,
    times: Sequence[tuple[dt.datetime, dt.datetime]],
) -> bool | None:
    said = windows.get(person_id)
    if not said:
        return None
    return any(is_possible(said, start, end) for start, end in times)


def facts_of(visit: Visit, **more: object) -> dict[str, object]:
    """Give what the trail keeps of an act on a visit.

    Of a visit with a protected visitor neither time nor place is kept there.
    """
    if visit.has_protected:
        return {"visit": visit.pk, "kind": visit.kind}
    return {
        "visit": visit.pk,
        "kind": visit.kind,
        "unit": visit.unit_id,
        "operation": visit.operation_id,
        **more,
    }
