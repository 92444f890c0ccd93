"""What meetings refuse, each with its text where it is raised."""

from __future__ import annotations

from typing import Any

from samspel.foundation.refusal import NotAllowed, Refused


class MeetingRefused(Refused):
    """A meeting can't be planned, moved, called, held or cancelled so."""


class ItemRefused(Refused):
    """An item can't be opened, placed, withdrawn or handled so."""


class DecisionRefused(Refused):
    """A decision can't be entered or corrected so."""


class DelegationRefused(Refused):
    """A decision on delegation can't be taken so."""


class MeetingsNotAllowed(NotAllowed):
    """The person's positions give no right to the act."""


class RecordRefused(Refused):
    """Something can't be entered in a meeting's record so."""


class UnlawfulAct(RecordRefused):
    """The Local Government Act stops the act. Carries the verdict, so the page can draw it."""

    def __init__(self, verdict: Any) -> None:
        self.verdict = verdict
        said = " ".join(f"{each.say} {each.instead}" for each in verdict.stopping)
        cited = ", ".join(dict.fromkeys(each.clause.heading for each in verdict.stopping))
        super().__init__("%(said)s (%(cited)s)", said=said, cited=cited)


class MinutesRefused(Refused):
    """Minutes can't be sent out, worded, approved, corrected or published so."""


class MinutesIncomplete(MinutesRefused):
    """The Local Government Act asks for more than the minutes hold; carries what is missing."""

    def __init__(self, message: object, missing: list[Any], **params: object) -> None:
        super().__init__(message, **params)
        self.missing = missing


class SigningRefused(Refused):
    """A signature can't be made."""


class BoardRefused(Refused):
    """A notice can't be posted, announced again, taken down or confirmed so."""


class DispatchRefused(Refused):
    """An extract can't be made or sent so."""
