"""Named refusals of the visits. Each carries its whole Swedish text.

The texts stand here where several acts say the same thing, so that they always say it
alike; what only one act says stands beside the act.
"""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from samspel.foundation.refusal import Refused, Stale


class AppointmentRefused(Refused):
    """The appointment can't be made, changed or ended like this."""


class BookingRefused(Refused):
    """The visit can't be offered, booked, moved, cancelled or answered like this."""


class PersonBusy(BookingRefused):
    """The person is already on another visit or in a meeting at that time."""

    def __init__(self, name: str) -> None:
        super().__init__(
            _(
                "%(name)s har redan ett besök bokat den tiden. Ingenting har bokats. "
                "Välj en annan tid, eller läs in sidan på nytt och se vilka tider som är lediga."
            ),
            name=name,
        )


class ExtraVisitRefused(Refused):
    """The extra visit can't be asked for or decided like this."""


class PreparationRefused(Refused):
    """The page before the visit can't be written, or the conduct confirmed, like this."""


class HeldRefused(Refused):
    """The visit can't be noted as held like this."""


class ReportRefused(Refused):
    """The report can't be written, submitted, remarked on or published like this."""


class FollowUpRefused(Refused):
    """The follow-up can't be noted, given or closed like this."""


class PartyVisitRefused(Refused):
    """The party visit can't be offered or registered like this."""


class StalePage(Stale):
    """The visit has changed since the page was read."""

    def __init__(self) -> None:
        super().__init__(
            _(
                "Någon annan har ändrat besöket sedan du öppnade sidan. "
                "Det du skrev är kvar här. Läs in sidan på nytt och kontrollera vad som gäller nu."
            )
        )


class WrongState(BookingRefused):
    """The visit has come further, or was stopped, since the person decided to act."""

    def __init__(self, state: object) -> None:
        super().__init__(
            _(
                "Det går inte längre, för besökets läge är nu: %(state)s. "
                "Läs in sidan på nytt och se vad du kan göra."
            ),
            state=state,
        )
