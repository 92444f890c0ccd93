"""What payroll keeps: pay types, file layouts, the payees' numbers and the settings.

Fixed data behind payments: every change is in the trail with what it was, so that a list of
changes can be reviewed (auditors ask for it).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from samspel.audit import services as audit
from samspel.audit.actors import Actor
from samspel.documents.models import Document
from samspel.documents.services import weed
from samspel.foundation.dates import local_day
from samspel.foundation.hashing import digest_of
from samspel.foundation.identity_numbers import identity_number as read_number
from samspel.people.models import Person
from samspel.remuneration import payroll_policies as policies
from samspel.remuneration.calculation.layout import Field, layout_of
from samspel.remuneration.enums import FileKind
from samspel.remuneration.errors_runs import PayrollSettingRefused
from samspel.remuneration.models import (
    Cost,
    FileLayout,
    IncomeCertificate,
    PayeeNumber,
    PayrollFile,
    PayType,
    RemunerationSettings,
)
from samspel.remuneration.queries.payroll import payees, remuneration_settings


@transaction.atomic
def keep_pay_type(
    values: Mapping[str, Any], *, actor: Actor, pay_type: PayType | None = None
) -> PayType:
    """Add or change a pay type. Refuses a second one for the same payment."""
    policies.require_may_pay(actor)
    row = pay_type or PayType()
    was = {} if pay_type is None else _told(pay_type)
    for name, value in values.items():
        setattr(row, name, value)
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError:
        raise PayrollSettingRefused(
            _("Det finns redan en löneart för den ersättningen. Ändra den i stället.")
        ) from None
    audit.record(
        "remuneration.pay_type.kept",
        subject=row,
        actor=actor,
        facts={"was": was, "is": _told(row)},
    )
    return row


def _told(row: PayType) -> dict[str, Any]:
    return {
        "pays": row.pays,
        "rule": row.rule,
        "is_tax_free": row.is_tax_free,
        "code": row.code,
        "account": row.account,
        "counts_hours": row.counts_hours,
    }


@transaction.atomic
def remove_pay_type(pay_type: PayType, *, actor: Actor) -> None:
    """Take a pay type away; what has been sent under it stands."""
    policies.require_may_pay(actor)
    audit.record(
        "remuneration.pay_type.removed",
        subject=pay_type,
        actor=actor,
        facts={"was": _told(pay_type)},
    )
    pay_type.delete()


@transaction.atomic
def keep_layout(
    values: Mapping[str, Any], *, actor: Actor, layout: FileLayout | None = None
) -> FileLayout:
    """Add or change a file layout. Refuses columns that can't be read, and a name twice."""
    policies.require_may_pay(actor)
    row = layout or FileLayout()
    for name, value in values.items():
        setattr(row, name, value)
    if row.kind != FileKind.PAXML and not row.columns:
        raise PayrollSettingRefused(_("Ange minst en kolumn."))
    try:
        read = layout_of({**{name: getattr(row, name) for name in _FORM}, "kind": row.kind})
    except (KeyError, ValueError, TypeError):
        raise PayrollSettingRefused(
            _(
                "Formatet går inte att läsa, eller skulle skriva tal som läses som andra tal. "
                "Rätta kolumnerna: ett tecken som utfyllnad, siffror som utfyllnad bara före "
                "ett tal, och inte samma tecken mellan kolumnerna som för decimaler."
            )
        ) from None
    _require_needed(row, {each.field for each in read.columns})
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError:
        raise PayrollSettingRefused(
            _("Det finns redan ett filformat med det namnet.")
        ) from None
    audit.record(
        "remuneration.layout.kept",
        subject=row,
        actor=actor,
        facts={"kind": row.kind, "columns": digest_of(str(row.columns)), "used": row.is_used},
    )
    return row


def _require_needed(row: FileLayout, fields: set[Field]) -> None:
    """Refuse a file in which nobody could see what is paid, or where it is booked."""
    needed = {
        FileKind.PAXML: set[Field](),
        FileKind.COLUMNS: {Field.AMOUNT},
        FileKind.BOOKKEEPING: {Field.AMOUNT, Field.ACCOUNT},
    }
    lacking = sorted(each.label for each in needed[FileKind(row.kind)] - fields)
    if lacking:
        raise PayrollSettingRefused(
            _("Lägg till en kolumn för %(what)s."), what=", ".join(map(gettext, lacking))
        )


_FORM = ("columns", "separator", "decimal_sign", "encoding", "line_end", "has_header")


@transaction.atomic
def keep_numbers(
    person: Person,
    *,
    identity_number: str,
    employee_number: str,
    actor: Actor,
    at: dt.datetime,
) -> PayeeNumber:
    """Keep the numbers that payroll knows a person by. The trail never holds them.

    Refuses what is not a personal identity number or coordination number, and a number that
    another person has.
    """
    policies.require_may_pay(actor)
    twelve = identity_number.strip()
    if twelve:
        twelve = read_number(twelve, on=local_day(at))
    row = PayeeNumber.objects.select_for_update().filter(person=person).first()
    row = row or PayeeNumber(person=person)
    changed = [
        name
        for name, value in (
            ("identity_number", twelve),
            ("employee_number", employee_number.strip()),
        )
        if getattr(row, name) != value
    ]
    row.identity_number, row.employee_number = twelve, employee_number.strip()
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError:
        raise PayrollSettingRefused(
            _("Numret är redan inskrivet för en annan person. Kontrollera det.")
        ) from None
    audit.record(
        "remuneration.payee.kept", subject=row, actor=actor, facts={"changed": changed}
    )
    return row


@transaction.atomic
def show_numbers(*, actor: Actor) -> dict[int, str]:
    """Give the identity numbers by person, to whoever pays, as a disclosure in the trail."""
    policies.require_may_pay(actor)
    found = {each.person_id: each.identity_number for each in payees() if each.identity_number}
    audit.record(
        "remuneration.payee.shown",
        subject=remuneration_settings().municipality,
        actor=actor,
        facts={"persons": len(found)},
    )
    return found


@transaction.atomic
def change_settings(values: Mapping[str, Any], *, actor: Actor) -> RemunerationSettings:
    """Change what the municipality sets itself: publishing, retention, the employer's number.

    Refuses publishing from no year, and another retention without the decision behind it.
    """
    policies.require_may_pay(actor)
    row = remuneration_settings()
    was = {name: getattr(row, name) for name in values}
    for name, value in values.items():
        setattr(row, name, value)
    if row.is_published and not row.publish_from:
        raise PayrollSettingRefused(_("Ange från vilket år ersättningen publiceras."))
    if row.keep_years != was.get("keep_years", row.keep_years) and not row.citation.strip():
        raise PayrollSettingRefused(
            _(
                "Ange beslutet bakom hur länge uppgifterna sparas, till exempel dag och paragraf."
            )
        )
    row.save()
    audit.record(
        "remuneration.settings.changed",
        subject=row,
        actor=actor,
        facts={"was": was, "is": dict(values)},
    )
    return row


@transaction.atomic
def weed_numbers(*, actor: Actor, at: dt.datetime) -> int:
    """Weed what the records plan no longer keeps: identity numbers, incomes, and files.

    Files made more than ``keep_years`` whole years ago, what certificates that ended before
    then say with those that were uploaded, receipts of duties from before then, and numbers
    of persons with no duty since. The files' hashes and sums stay.
    Gives how many were weeded. Done by the system each month.
    """
    policies.require_may_pay(actor)
    limit = local_day(at).year - remuneration_settings().keep_years
    before = dt.date(limit, 1, 1)
    files = PayrollFile.objects.filter(made_at__date__lt=before, content__isnull=False)
    gone = files.update(content=None, payload=None)
    still = Q(duties__on__gte=before) | Q(duties__until__gt=before)
    numbers = PayeeNumber.objects.exclude(person__in=Person.objects.filter(still))
    count, _each = numbers.delete()
    old = IncomeCertificate.objects.filter(valid_until__lt=before)
    # What an employer wrote who said no is told by somebody too.
    silent = {"employer_email": "", "answer": "", "answered_by": ""}
    incomes = old.exclude(hourly=None, monthly=None, yearly=None, **silent).update(
        hourly=None, monthly=None, yearly=None, **silent
    )
    costs = Cost.objects.filter(duty__on__lt=before, receipt__isnull=False)
    standing = Document.objects.filter(removed_at__isnull=True)
    certificates = old.filter(document__isnull=False).values("document")
    papers = weed(standing.filter(pk__in=certificates), actor=actor, at=at)
    receipts = weed(standing.filter(pk__in=costs.values("receipt")), actor=actor, at=at)
    if gone or count or incomes or papers or receipts:
        audit.record(
            "remuneration.numbers.weeded",
            subject=remuneration_settings().municipality,
            actor=actor,
            facts={
                "files": gone,
                "numbers": count,
                "incomes": incomes,
                "certificates": papers,
                "receipts": receipts,
                "before": before,
            },
        )
    return gone + count + incomes + papers + receipts
