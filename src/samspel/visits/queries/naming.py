"""Names and addresses of what the guidelines have judged, for the pages that list verdicts."""

from __future__ import annotations

from collections.abc import Sequence

from django.db.models import Q
from django.utils.translation import gettext as _

from samspel.audit.actors import Actor
from samspel.foundation.dates import local_day, say_day_short
from samspel.kit.language import current
from samspel.people.models import Unit
from samspel.people.queries import public_name
from samspel.visits.addresses import appointment_url, extra_url, visit_url
from samspel.visits.models import Appointment, Report, Visit
from samspel.visits.queries.lists import inside
from samspel.visits.queries.rows import appointments_seen, extra_requests_visible_to
from samspel.visits.queries.sight import seen_visits

Names = dict[int, tuple[str, str]]


def visits_named(keys: Sequence[int], viewer: Actor) -> Names:
    """Name visits by their place and day; one statement. Only those that the viewer may see."""
    return {visit.pk: (_visit(visit), visit_url(visit.uuid)) for visit in _seen(keys, viewer)}


def reports_named(keys: Sequence[int], viewer: Actor) -> Names:
    """Name reports by their visit; two statements."""
    visits = dict(Report.objects.filter(pk__in=keys).values_list("pk", "visit_id"))
    named = visits_named(list(visits.values()), viewer)
    return {pk: named[visit] for pk, visit in visits.items() if visit in named}


def appointments_named(keys: Sequence[int], viewer: Actor) -> Names:
    """Name appointments by whom they are for; four statements."""
    return {
        each.pk: (_appointment(each), appointment_url(each.uuid))
        for each in appointments_seen(viewer).filter(pk__in=keys)
    }


def extras_named(keys: Sequence[int], viewer: Actor) -> Names:
    """Name requests for an extra visit by their operation; one statement."""
    asked = extra_requests_visible_to(viewer).filter(pk__in=keys).select_related("operation")
    return {
        each.pk: (
            _("Extra besök: %(where)s") % {"where": each.operation.name},
            extra_url(each.uuid),
        )
        for each in asked
    }


def units_named(keys: Sequence[int], _viewer: Actor) -> Names:
    """Name units; one statement."""
    return {
        pk: (name, "")
        for pk, name in Unit.objects.filter(pk__in=keys).values_list("pk", "name")
    }


def _seen(keys: Sequence[int], viewer: Actor) -> list[Visit]:
    found = Visit.objects.filter(seen_visits(viewer), pk__in=keys)
    # Where a protected visitor is to be is for those who take part, and those who keep it.
    found = found.filter(Q(has_protected=False) | inside(viewer))
    return list(found.select_related("unit", "operation"))


def _visit(visit: Visit) -> str:
    if visit.starts_at is None:
        return visit.where
    day = local_day(visit.starts_at)
    return f"{visit.where}, {say_day_short(day, current())} {day.year}"


def _appointment(each: Appointment) -> str:
    names = ", ".join(public_name(member.person) for member in each.members.all())
    return each.group_name or names or str(each)
