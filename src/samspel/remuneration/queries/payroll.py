"""What a file to payroll is made of: a closed run's rows with their numbers, and pay types."""

from __future__ import annotations

import datetime as dt
from typing import NamedTuple
from uuid import UUID

from samspel.people.models import Municipality
from samspel.remuneration.calculation.pay_rows import CodeKey, PayCode, Payment
from samspel.remuneration.models import PayType, RemunerationSettings, Run
from samspel.remuneration.queries.sql import asked

# Persons are put in order first: to sort every row by a name takes as long as all the rest.
_PAYMENTS = """
WITH payee AS (
    SELECT p.id, row_number() OVER (ORDER BY p.sort_key, p.id) AS place,
           p.given_name || ' ' || p.family_name AS name,
           COALESCE(n.identity_number, '') AS identity_number,
           COALESCE(n.employee_number, '') AS employee_number
      FROM people_person p LEFT JOIN remuneration_payeenumber n ON n.person_id = p.id
)
SELECT p.identity_number, p.employee_number, p.name, b.short_name, e."on", e.rule, e.pays,
       e.title, e.amount, e.tax_free, e.minutes
  FROM remuneration_entry e
  JOIN payee p ON p.id = e.person_id
  JOIN people_body b ON b.id = e.body_id
 WHERE e.run_id = %(run)s AND (e.amount <> 0 OR e.tax_free <> 0)
 ORDER BY p.place, e."on", e.id
"""
_PAYEES = """
SELECT p.id, p.uuid, p.given_name || ' ' || p.family_name, p.is_protected,
       COALESCE(n.identity_number, ''), COALESCE(n.employee_number, ''), max(d."on")
  FROM people_person p
  JOIN remuneration_duty d ON d.person_id = p.id
  LEFT JOIN remuneration_payeenumber n ON n.person_id = p.id
 GROUP BY p.id, n.id ORDER BY p.sort_key, p.id
"""


class Payee(NamedTuple):
    """Somebody with a duty, and the numbers that payroll knows them by."""

    person_id: int
    uuid: UUID
    name: str
    is_protected: bool
    identity_number: str
    employee_number: str
    last_on: dt.date

    @property
    def is_known(self) -> bool:
        """Whether payroll can tell who it is."""
        return bool(self.identity_number or self.employee_number)


def payments_of(run: Run) -> list[Payment]:
    """Give the run's rows, person by person; one statement. For those who pay only."""
    return list(map(Payment._make, asked(_PAYMENTS, run=run.pk)))


def pay_codes() -> dict[CodeKey, PayCode]:
    """Give the pay types by what they are for; one statement."""
    found = PayType.objects.values_list(
        "pays", "rule", "is_tax_free", "code", "name", "account", "counts_hours"
    )
    return {
        (pays, rule, free): PayCode(code, name, account, counts)
        for pays, rule, free, code, name, account, counts in found
    }


def payees() -> list[Payee]:
    """Give everybody who has a duty, with their numbers; one statement."""
    return [Payee(*row) for row in asked(_PAYEES)]


def remuneration_settings() -> RemunerationSettings:
    """Give the municipality's settings; unsaved ones where nothing has been set."""
    found = RemunerationSettings.objects.select_related("municipality").first()
    if found is not None:
        return found
    return RemunerationSettings(municipality=Municipality.objects.get())
