"""Why something about remuneration is refused, in words the reader can act on."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from samspel.foundation.refusal import NotAllowed, Refused, Stale


class RemunerationNotAllowed(NotAllowed):
    """The person's positions give no right to the act."""


class DutyRefused(Refused):
    """The duty can't be claimed, changed, handed in or taken back like this."""


class CertificateRefused(Refused):
    """The certificate of income can't be kept, asked for or answered like this."""


class CertifyRefused(Refused):
    """The duty can't be checked, certified, returned or refused like this."""


class GatheringRefused(Refused):
    """The group's or presidium's meeting can't be planned, moved, cancelled or told of like this."""


class WrongState(DutyRefused):
    """The duty has come further, or was stopped, since the person decided to act."""

    def __init__(self, state: object) -> None:
        super().__init__(
            _(
                "Det går inte längre, för läget är nu: %(state)s. "
                "Läs in sidan på nytt och se vad du kan göra."
            ),
            state=state,
        )


class StaleGathering(Stale):
    """The group's or presidium's meeting has changed since the page was read."""

    def __init__(self) -> None:
        super().__init__(
            _(
                "Mötet har ändrats sedan du öppnade sidan. Ingenting har sparats. "
                "Läs in sidan på nytt och kontrollera vad som gäller nu."
            )
        )


class StaleDuty(Stale):
    """The duty has changed since the page was read."""

    def __init__(self) -> None:
        super().__init__(
            _(
                "Uppdraget har ändrats sedan du öppnade sidan. Ingenting har sparats. "
                "Läs in sidan på nytt och kontrollera vad som gäller nu."
            )
        )
