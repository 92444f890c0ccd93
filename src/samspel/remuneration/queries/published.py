"""What the public reads: paid remuneration per elected person, where the municipality shows it.

What is paid to elected persons is public, but a list of it is published only when the
municipality has chosen so. Somebody with a protected identity is never named in it: what
they are paid is part of no figure here, or the difference would tell it.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from samspel.remuneration.models import RemunerationSettings
from samspel.remuneration.queries.entries import period
from samspel.remuneration.queries.sql import asked

# Only what has been paid out counts, and never which days or which costs somebody has had:
# lost earnings and care could tell about a person's private life.
_PAID = """
SELECT p.id, p.given_name, p.family_name, p.is_protected,
       COALESCE((SELECT y.abbreviation FROM people_mandate m
                   JOIN people_party y ON y.id = m.party_id
                  WHERE m.person_id = p.id AND m.valid_from < %(end)s
                    AND (m.valid_to IS NULL OR m.valid_to > %(first)s)
                  ORDER BY m.valid_from DESC, m.id LIMIT 1), ''),
       sum(e.amount) FILTER (WHERE e.pays IN ('fee', 'annual_fee')),
       sum(e.amount) FILTER (WHERE e.pays NOT IN ('fee', 'annual_fee')),
       sum(e.amount)
  FROM remuneration_entry e
  JOIN remuneration_run r ON r.id = e.run_id
  JOIN people_person p ON p.id = e.person_id
 WHERE r.state = 'paid' AND r.month >= %(first)s AND r.month < %(end)s
 GROUP BY p.id ORDER BY p.sort_key, p.id
"""
_YEARS = """
SELECT DISTINCT extract(year FROM month)::int FROM remuneration_run
 WHERE state = 'paid' AND extract(year FROM month) >= %(first)s ORDER BY 1 DESC
"""


class PublicRow(NamedTuple):
    """An elected person's paid remuneration in a year."""

    name: str
    party: str
    fees: Decimal
    other: Decimal
    total: Decimal


@dataclass(frozen=True)
class Published:
    """What a year's page shows. ``unnamed`` tells how many are left out."""

    year: int
    years: tuple[int, ...]
    rows: tuple[PublicRow, ...]
    unnamed: int
    total: Decimal
    fees: Decimal


def publishes() -> bool:
    """Whether the municipality publishes paid remuneration; one statement."""
    return RemunerationSettings.objects.filter(is_published=True).exists()


def published(year: int | None = None) -> Published | None:
    """Give a year's paid remuneration, the latest without one; nothing where it isn't shown.

    Three statements. A year before the one that the municipality publishes from gives
    nothing.
    """
    own = RemunerationSettings.objects.filter(is_published=True).first()
    if own is None or own.publish_from is None:
        return None
    years = tuple(row[0] for row in asked(_YEARS, first=own.publish_from))
    if not years or (year is not None and year not in years):
        return None if year is not None else Published(0, (), (), 0, Decimal(0), Decimal(0))
    chosen = years[0] if year is None else year
    first, end = period(chosen)
    found = asked(_PAID, first=first, end=end)
    named = tuple(
        PublicRow(f"{given} {family}", party, fees or Decimal(0), other or Decimal(0), total)
        for _key, given, family, protected, party, fees, other, total in found
        if not protected
    )
    return Published(
        chosen,
        years,
        named,
        sum(1 for row in found if row[3]),
        sum((row.total for row in named), Decimal(0)),
        sum((row.fees for row in named), Decimal(0)),
    )
