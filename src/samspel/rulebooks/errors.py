"""What the rulebooks refuse, each with its Swedish text."""

from __future__ import annotations

from typing import Any

from samspel.foundation.labels import mark as _
from samspel.foundation.refusal import Refused, Stale


class RuleStops(Refused):
    """The guideline stops the act: a *ska* is not met, or can't be told.

    Carries the judgement (``queries.Judgement``), so that the page can draw it.
    """

    def __init__(self, judgement: Any) -> None:
        self.judgement = judgement
        super().__init__("%(say)s", say=judgement.words())


class ReasonNeeded(Refused):
    """The guideline warns, and whoever goes on must say why. Carries the judgement."""

    def __init__(self, judgement: Any) -> None:
        self.judgement = judgement
        super().__init__(_("%(say)s Skriv varför du går vidare ändå."), say=judgement.words())


class VersionRefused(Refused):
    """A version of a guideline can't take the step that was asked for."""


class DraftChanged(VersionRefused, Stale):
    """Somebody else has changed the draft since the page was read."""

    def __init__(self) -> None:
        super().__init__(
            _(
                "Någon annan har ändrat utkastet sedan du läste det. Det du skrev står kvar "
                "här. Se efter vad som har ändrats, och spara igen om det du skrev ska gälla."
            )
        )


class UploadRefused(Refused):
    """What was uploaded is no guideline: wrong type, too large, or packed to harm."""


class PartInUse(Refused):
    """A part of a guideline can't be taken away, since others rest on it."""


class SamePersonTwice(Refused):
    """The one who proposed a version can't be the one who confirms it."""

    def __init__(self) -> None:
        super().__init__(
            _(
                "Du har själv föreslagit den här versionen och kan därför inte bekräfta den. "
                "Be en kollega som får bekräfta riktlinjer att göra det."
            )
        )
