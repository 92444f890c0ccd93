"""Employments: begun, corrected, given another manager, ended.

The log says who and from when, and never where: of a protected person the place is a
secret, and what is written in the log stays there if somebody is protected later.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from samspel.audit.actors import Actor
from samspel.audit.services import record
from samspel.foundation.dates import say_period
from samspel.kit.language import current
from samspel.people import events, policies
from samspel.people.enums import PositionRole
from samspel.people.errors import OverlapRefused, PeriodRefused, RegisterRefused
from samspel.people.models import Body, Department, Employment, Operation, Person, Unit
from samspel.people.policies import Place
from samspel.people.services.eligibility import require_may_hold_post
from samspel.people.services.rows import (
    held,
    keep,
    locked,
    require_period,
    require_within,
    sharing_days,
    touch,
)

_WHERE = {
    PositionRole.UNIT_MANAGER: (Unit, _("En enhetschef är anställd på en enhet. Välj vilken.")),
    PositionRole.OPERATION_MANAGER: (
        Operation,
        _("En verksamhetschef är anställd i en verksamhet. Välj vilken."),
    ),
    PositionRole.HEAD_OF_ADMINISTRATION: (
        Department,
        _("En förvaltningschef är anställd på en avdelning. Välj vilken."),
    ),
}


@transaction.atomic
def employ(
    person: Person,
    place: Place,
    *,
    title: str,
    function: PositionRole,
    valid_from: dt.date,
    actor: Actor,
    valid_to: dt.date | None = None,
    manager: Person | None = None,
    serves: Iterable[Body] = (),
) -> Employment:
    """Enter that a person is employed at a department, an operation or a unit.

    ``function`` decides what the person may do, ``serves`` for which bodies. Refuses
    the same function at the same place twice at a time, a function that belongs
    elsewhere, days when the place does not exist, the person as their own manager, and
    whoever the law bars (KL 7 kap. 3 §). Nobody gives more than they have themselves.
    """
    bodies = list(serves)
    employment = unwritten_employment(
        person,
        held(place),
        title=title,
        function=function,
        valid_from=valid_from,
        valid_to=valid_to,
        manager=manager,
        serves=bodies,
        actor=actor,
    )
    _require_not_doubled(employment)
    require_may_hold_post(employment, [body.pk for body in bodies])
    employment.save(force_insert=True)
    if bodies:
        employment.serves.set(bodies)
    record(
        "people.employment.begun",
        subject=employment,
        actor=actor,
        facts=facts_of(employment),
        also=[person],
    )
    events.employment_begun.send(Employment, row=employment, actor=actor)
    return employment


def unwritten_employment(
    person: Person,
    place: Place,
    *,
    title: str,
    function: PositionRole,
    valid_from: dt.date,
    actor: Actor,
    valid_to: dt.date | None = None,
    manager: Person | None = None,
    serves: Iterable[Body] = (),
) -> Employment:
    """Give an employment that is not written yet, at a place that is held.

    Refuses as ``employ`` does whatever is seen without asking the register: who gives
    what to whom, and what does not go together.
    """
    policies.require_may_keep_place(place, actor)
    policies.require_may_give(function, serves, actor)
    policies.require_not_own(person, actor)
    employment = Employment(
        person=person,
        title=title.strip(),
        function=function,
        department=place if isinstance(place, Department) else None,
        operation=place if isinstance(place, Operation) else None,
        unit=place if isinstance(place, Unit) else None,
        manager=manager,
        valid_from=valid_from,
        valid_to=valid_to or place.valid_to,
    )
    _require_fits(employment, place)
    return employment


@transaction.atomic
def correct_employment(
    employment: Employment,
    *,
    title: str,
    serves: Iterable[Body],
    actor: Actor,
    version: int | None = None,
) -> Employment:
    """Correct an employment's title, or which bodies it serves.

    Another function or place is another employment. Refuses to give or take away a
    body that the actor does not keep, and a stale page.
    """
    employment = locked(employment, version)
    _require_may_change(employment, actor)
    wanted = {body.pk: body for body in serves}
    had = {body.pk: body for body in employment.serves.all()}
    touched = [
        each for key, each in {**wanted, **had}.items() if (key in wanted) != (key in had)
    ]
    policies.require_may_give(employment.function, touched, actor)
    require_may_hold_post(employment, list(wanted))
    changed = keep(employment, title=title.strip())
    if touched:
        employment.serves.set(wanted.values())
        touch(employment)
        changed = [*changed, "serves"]
    if changed:
        record(
            "people.employment.corrected",
            subject=employment,
            actor=actor,
            facts={"changed": changed},
            also=[employment.person],
        )
        events.employment_changed.send(Employment, row=employment, actor=actor)
    return employment


@transaction.atomic
def change_manager(
    employment: Employment,
    manager: Person | None,
    *,
    valid_from: dt.date,
    actor: Actor,
    version: int | None = None,
) -> Employment:
    """Give an employee another manager from a day; gives the employment from that day.

    The time before keeps its manager: unless the day is the employment's first, it is
    ended the day before and goes on as a new row. Refuses a day outside the employment.
    """
    employment = locked(employment, version)
    _require_may_change(employment, actor)
    _require_not_own_manager(employment.person, manager)
    require_within_employment(employment, valid_from)
    if valid_from > employment.valid_from:
        employment = _split(employment, valid_from)
    keep(employment, manager=manager)
    record(
        "people.employment.manager_changed",
        subject=employment,
        actor=actor,
        facts={"from": valid_from},
        also=[employment.person],
    )
    events.employment_changed.send(Employment, row=employment, actor=actor)
    return employment


@transaction.atomic
def end_employment(
    employment: Employment,
    *,
    valid_to: dt.date,
    actor: Actor,
    version: int | None = None,
) -> Employment:
    """Give an employment its last day (``valid_to`` is the day after).

    Refuses a last day before the first, and a later one than it has. Tells the floors
    above, where what rests on the employment is judged again.
    """
    employment = locked(employment, version)
    _require_may_change(employment, actor)
    require_period(employment.valid_from, valid_to)
    if employment.valid_to is not None and valid_to > employment.valid_to:
        raise PeriodRefused(
            _("Anställningen slutar redan tidigare. En längre tid är en ny anställning.")
        )
    keep(employment, valid_to=valid_to)
    record(
        "people.employment.ended",
        subject=employment,
        actor=actor,
        facts={"to": valid_to, "function": str(employment.function)},
        also=[employment.person],
    )
    events.employment_ended.send(Employment, row=employment, actor=actor)
    return employment


def require_within_employment(employment: Employment, day: dt.date) -> None:
    """Refuse a day when the employment does not hold."""
    if not employment.is_in_force(day):
        raise PeriodRefused(
            _("Anställningen gäller %(period)s. Välj en dag inom den tiden."),
            period=say_period(employment.valid_from, employment.valid_to, current()),
        )


def _require_may_change(employment: Employment, actor: Actor) -> None:
    """Refuse whoever does not keep the place, or gives less far-reaching functions."""
    place = employment.place
    if place is not None:
        policies.require_may_keep_place(place, actor)
    policies.require_may_give(employment.function, [], actor)
    policies.require_not_own(employment.person, actor)


def _require_fits(employment: Employment, place: Place) -> None:
    """Refuse what does not go together: days, function and place, manager."""
    if not employment.title:
        raise RegisterRefused(_("Skriv en titel."))
    require_within(employment.valid_from, employment.valid_to, place)
    require_period(employment.valid_from, employment.valid_to)
    kind, text = _WHERE.get(PositionRole(employment.function), (object, ""))
    if not isinstance(place, kind):
        raise RegisterRefused(text)
    _require_not_own_manager(employment.person, employment.manager)


def _require_not_own_manager(person: Person, manager: Person | None) -> None:
    """Refuse a person as their own manager."""
    if manager is not None and manager.pk == person.pk:
        raise RegisterRefused(
            _("%(person)s kan inte vara sin egen chef. Välj någon annan."), person=person.name
        )


def _require_not_doubled(employment: Employment) -> None:
    """Refuse the same function at the same place twice at a time."""
    same = (
        Employment.objects.filter(
            sharing_days(employment.valid_from, employment.valid_to),
            person_id=employment.person_id,
            function=employment.function,
            department=employment.department,
            operation=employment.operation,
            unit=employment.unit,
        )
        .order_by()
        .values_list("valid_from", "valid_to")[:1]
    )
    for valid_from, valid_to in same:
        refuse_doubled(employment, valid_from, valid_to)


def refuse_doubled(
    employment: Employment, valid_from: dt.date, valid_to: dt.date | None
) -> None:
    """Refuse an employment that the person has already, during the period given."""
    raise OverlapRefused(
        _("%(person)s är redan anställd där som %(function)s, %(period)s."),
        person=employment.person.name,
        function=employment.function_label,
        period=say_period(valid_from, valid_to, current()),
    )


def _split(employment: Employment, day: dt.date) -> Employment:
    """End an employment on the day before and let it go on as a new row."""
    bodies = list(employment.serves.all())
    later = Employment(
        person=employment.person,
        title=employment.title,
        function=employment.function,
        department=employment.department,
        operation=employment.operation,
        unit=employment.unit,
        manager=employment.manager,
        valid_from=day,
        valid_to=employment.valid_to,
    )
    keep(employment, valid_to=day)
    later.save(force_insert=True)
    later.serves.set(bodies)
    return later


def facts_of(employment: Employment) -> dict[str, object]:
    """Give what the log keeps of an employment: who, as what, from when. Never where."""
    return {
        "person": employment.person_id,
        "function": str(employment.function),
        "from": employment.valid_from,
        "to": employment.valid_to,
    }
