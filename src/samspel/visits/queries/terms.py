"""What is known about a unit before it is visited."""

from __future__ import annotations

from samspel.people.models import Unit
from samspel.visits.models import UnitTerms


def terms_of_unit(unit: Unit) -> UnitTerms | None:
    """Give what visits to the unit have to reckon with, if anything is said."""
    return UnitTerms.objects.filter(unit=unit).first()
