"""Places and persons to choose among when a visit is begun."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable

from django.db.models import Q
from django.utils.translation import gettext as _

from samspel.audit.actors import Actor
from samspel.foundation import dates
from samspel.kit.language import current
from samspel.kit.models import in_force
from samspel.people.models import Body, Operation, Person, Unit
from samspel.people.queries import members_of, operations_under, units_under
from samspel.visits import policies, queries
from samspel.visits.calculation import Window
from samspel.visits.queries.coverage import holders_of
from samspel.visits.queries.sight import INVITE, operations_hosted

Place = Unit | Operation


def places_under(body: Body, on: dt.date) -> list[Place]:
    """Give what can be visited under the body: each operation, then its units."""
    units = units_under(body, on)
    found: list[Place] = []
    for operation in operations_under(body, on):
        found.append(operation)
        found += [unit for unit in units if unit.operation_id == operation.pk]
    return found


def places_hosted(actor: Actor, on: dt.date) -> list[Place]:
    """Give the units and operations that the actor may invite to on the day."""
    bodies = actor.bodies_with(policies.KEEP)
    units = Unit.objects.filter(
        in_force(on),
        Q(pk__in=actor.units_with(INVITE)) | Q(operation__department__body_id__in=bodies),
    )
    without_units = Operation.objects.filter(
        in_force(on),
        Q(pk__in=operations_hosted(actor)) | Q(department__body_id__in=bodies),
    ).exclude(units__in=Unit.objects.filter(in_force(on)))
    return [
        *without_units.select_related("department__body"),
        *units.select_related("operation__department__body").order_by(
            "operation__sort_key", "sort_key"
        ),
    ]


def places_appointed(person_id: int, on: dt.date) -> list[Place]:
    """Give the places that the person is contact politician for: units, where there are any."""
    scopes = queries.appointed_places(person_id, on)
    whole = [each.operation_id for each in scopes if each.unit_id is None]
    units = Unit.objects.filter(in_force(on), operation_id__in=whole)
    found: dict[tuple[str, int], Place] = {}
    for scope in scopes:
        place: Place = scope.unit or scope.operation
        found[type(place).__name__, place.pk] = place
    for unit in units.select_related("operation__department__body").order_by("sort_key"):
        found["Unit", unit.pk] = unit
    return sorted(found.values(), key=_sorting)


def _sorting(place: Place) -> tuple[str, bool, str]:
    if isinstance(place, Unit):
        return place.operation.sort_key, True, place.sort_key
    return place.sort_key, False, ""


def words_for(
    place: Place, body_id: int, persons: Iterable[Person], on: dt.date, actor: Actor
) -> Callable[[Person], str]:
    """Give how a person is named in a form: with the party, and when it suits them.

    A protected name stands only for the person, and for whoever keeps the visits.
    """
    operation_id = place.operation_id if isinstance(place, Unit) else place.pk
    rows = holders_of([body_id], on)
    held = next((row for row in rows if row.operation_id == operation_id), None)
    parties = {each.person_id: each.party for each in (held.holders if held else ())}
    windows = queries.windows_of(each.pk for each in persons)
    keeps = policies.keeps(body_id, actor)

    def words(person: Person) -> str:
        if person.is_protected and not keeps and person.pk != actor.person_id:
            name = _("Person med skyddade personuppgifter")
        else:
            party = parties.get(person.pk, "")
            name = f"{person.name} ({party})" if party else person.name
        said = windows.get(person.pk)
        if not said:
            return name
        return _("%(who)s, kan oftast %(when)s") % {"who": name, "when": windows_in_words(said)}

    return words


def seats_in_words(body: Body, on: dt.date) -> Callable[[Person], str]:
    """Give how the body's members and substitutes are named in its secretary's forms."""
    parties = {row.person_id: row.party for row in members_of(body, on)}

    def words(person: Person) -> str:
        party = parties.get(person.pk, "")
        return f"{person.name} ({party})" if party else person.name

    return words


def windows_in_words(windows: Iterable[Window]) -> str:
    """Say when visits suit somebody: "tisdag 13.00–16.00, 24 november 9.00–12.00"."""
    return ", ".join(
        f"{_day(each)} {dates.say_time(each.starts, current())}–"
        f"{dates.say_time(each.ends, current())}"
        for each in windows
    )


def _day(window: Window) -> str:
    if window.on is not None:
        return dates.say_day_short(window.on, current())
    some_monday = dt.date(2026, 1, 5)
    day = some_monday + dt.timedelta(days=window.weekday or 0)
    return dates.weekday_name(day, current())
