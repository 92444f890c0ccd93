"""What every act here begins with: the lock, and the row as it stands now."""

from __future__ import annotations

import datetime as dt

from django.utils.translation import gettext_lazy as _

from samspel.cases.errors import CaseRefused
from samspel.cases.models import Case, RegistryPattern
from samspel.foundation.refusal import Stale
from samspel.people.models import Body


def lock_register(body: Body) -> RegistryPattern:
    """Take the lock of the body's register until the transaction ends; give its pattern.

    One registration at a time in a body, so that numbers come without gaps; bodies do
    not wait for each other.
    """
    RegistryPattern.objects.get_or_create(body=body, defaults={"code": body.short_name})
    pattern = RegistryPattern.objects.select_for_update(no_key=True).get(body=body)
    pattern.body = body
    return pattern


def locked_case(case: Case, version: int | None = None) -> Case:
    """Take the case's lock and give it as it stands now.

    Refuses (Stale) when somebody has changed it since the version that was read.
    """
    rows = Case.objects.select_for_update(no_key=True, of=("self",))
    found = rows.select_related("body", "deciding_body", "responsible").get(pk=case.pk)
    require_version(found.version, version)
    return found


def require_version(now: int, read: int | None) -> None:
    """Refuse when the row has another version than the one that the person read."""
    if read is not None and read != now:
        raise Stale(
            _(
                "Någon annan har ändrat det här sedan du öppnade sidan. Läs in sidan "
                "på nytt och gör om din ändring."
            )
        )


def require_not_closed(case: Case) -> None:
    """Refuse to add to a case that is closed."""
    if case.closed_on is not None:
        raise CaseRefused(
            _("Ärendet är avslutat. Öppna det igen om något mer ska göras i det.")
        )


def require_past(day: dt.date, today: dt.date) -> None:
    """Refuse a day that has not come."""
    if day > today:
        raise CaseRefused(_("Dagen har inte varit än. Kontrollera den."))
