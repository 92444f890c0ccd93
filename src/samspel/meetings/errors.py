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
        super().__init__("%(said)s (%(cited)s)", **_stopped_by(verdict))


def _stopped_by(verdict: Any) -> dict[str, str]:
    """Give what the law says of the act, and where."""
    said = " ".join(f"{each.say} {each.instead}" for each in verdict.stopping)
    cited = dict.fromkeys(each.clause.heading for each in verdict.stopping)
    return {"said": said, "cited": ", ".join(cited)}


class MinutesRefused(Refused):
    """Minutes can't be sent out, worded, approved, corrected or published so."""


class UnlawfulMinutes(MinutesRefused):
    """The law stops what is to be done with minutes. Carries the verdict."""

    def __init__(self, verdict: Any) -> None:
        self.verdict = verdict
        super().__init__("%(said)s (%(cited)s)", **_stopped_by(verdict))


class MinutesIncomplete(MinutesRefused):
    """The Local Government Act asks for more than the minutes hold; carries what is missing."""

    def __init__(self, message: object, missing: list[Any], **params: object) -> None:
        super().__init__(message, **params)
        self.missing = missing


class SigningRefused(Refused):
    """A signature can't be made."""


class BoardRefused(Refused):
    """A notice can't be posted, announced again, taken down or confirmed so."""


class UnlawfulNotice(BoardRefused):
    """The law stops what is to be done with a notice. Carries the verdict.

    ``decided`` is the body's own decision, where the law leaves the choice to it.
    """

    def __init__(self, verdict: Any, decided: str = "") -> None:
        self.verdict = verdict
        told = _stopped_by(verdict)
        if decided:
            told["cited"] += f"; {decided}"
        super().__init__("%(said)s (%(cited)s)", **told)


class DispatchRefused(Refused):
    """An extract can't be made or sent so."""
