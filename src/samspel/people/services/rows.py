"""What every act on the register does with a row: lock it, check its days, keep it."""

from __future__ import annotations

import datetime as dt
from typing import Any, TypeVar

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from samspel.foundation.dates import say_date, say_period
from samspel.foundation.refusal import Stale
from samspel.kit.language import current
from samspel.people.errors import PeriodRefused
from samspel.people.models import Body, Department, Operation, Term, Unit, Versioned

Row = TypeVar("Row", bound=Versioned)
WholeT = TypeVar("WholeT", bound=Body | Department | Operation | Unit)


def locked(row: Row, version: int | None = None) -> Row:
    """Lock the row and give it as it stands now.

    Takes the version that the person's page showed, where there was a page. Refuses
    with Stale when somebody else has changed the row since.
    """
    model = type(row)
    now: Row = model._default_manager.select_for_update(of=("self",)).get(pk=row.pk)
    if version is not None and version != now.version:
        raise Stale(
            _(
                "Någon annan har ändrat %(name)s medan du hade sidan öppen. Läs in sidan på "
                "nytt och gör om det som fortfarande behövs."
            ),
            name=str(now),
        )
    return now


def keep(row: Versioned, **values: Any) -> list[str]:
    """Write the values that differ, with a new version; give the names of those changed."""
    changed = [name for name, value in values.items() if getattr(row, name) != value]
    for name in changed:
        setattr(row, name, values[name])
    if changed:
        row.version += 1
        row.save(update_fields=[*changed, "version"])
    return changed


def touch(row: Versioned) -> None:
    """Give the row a new version when what belongs to it was changed elsewhere."""
    row.version += 1
    row.save(update_fields=["version"])


def held(whole: WholeT) -> WholeT:
    """Lock a body or a place while something is put in it, and give it with today's days.

    Two that put something in the same one wait for each other, so that what each of
    them has checked still holds when it is written.
    """
    rows = type(whole)._default_manager.select_for_update()
    days = rows.values_list("valid_from", "valid_to").get(pk=whole.pk)
    whole.valid_from, whole.valid_to = days
    return whole


def require_period(valid_from: dt.date, valid_to: dt.date | None) -> None:
    """Refuse a period that ends before it begins. ``valid_to`` is exclusive."""
    if valid_to is not None and valid_to <= valid_from:
        raise PeriodRefused(
            _(
                "Sista dagen (%(last)s) ligger före första dagen (%(first)s). Ändra någon av dem."
            ),
            last=say_date(valid_to - dt.timedelta(days=1), current()),
            first=say_date(valid_from, current()),
        )


def require_within(
    valid_from: dt.date,
    valid_to: dt.date | None,
    whole: Body | Department | Operation | Unit | Term,
) -> None:
    """Refuse a period that is not within what it belongs to."""
    begins_early = valid_from < whole.valid_from
    ends_late = whole.valid_to is not None and (
        valid_to is None or valid_to > whole.valid_to or valid_from >= whole.valid_to
    )
    if begins_early or ends_late:
        raise PeriodRefused(
            _("%(whole)s finns %(period)s. Välj en första och en sista dag inom den tiden."),
            whole=whole.name,
            period=say_period(whole.valid_from, whole.valid_to, current()),
        )


def sharing_days(valid_from: dt.date, valid_to: dt.date | None) -> Q:
    """Give the condition that a dated row shares some day with the period."""
    not_over = Q(valid_to__isnull=True) | Q(valid_to__gt=valid_from)
    return not_over & Q(valid_from__lt=valid_to) if valid_to else not_over


def lasting_beyond(day: dt.date) -> Q:
    """Give the condition that a dated row lasts on the day, which is exclusive, or longer."""
    return Q(valid_to__isnull=True) | Q(valid_to__gt=day)
