"""What is done by the clock: what the records plan no longer keeps is weeded."""

from __future__ import annotations

from django.utils import timezone

from samspel.audit.actors import Actor
from samspel.messaging.registry import periodic
from samspel.people.models import Municipality
from samspel.remuneration.services import weed_numbers

_FIRST_OF_THE_MONTH = "30 3 1 * *"


@periodic(_FIRST_OF_THE_MONTH, "remuneration.weed")
def weed() -> None:
    """Weed identity numbers, incomes and files that have been kept for long enough."""
    if Municipality.objects.exists():
        weed_numbers(actor=Actor.system("remuneration.weed"), at=timezone.now())
