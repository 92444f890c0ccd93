"""What cases refuse, each with its text where it is raised."""

from __future__ import annotations

from collections.abc import Iterable

from samspel.foundation.refusal import NotAllowed, Refused
from samspel.rules.explanation import Finding, Verdict


class CaseRefused(Refused):
    """A case can't be opened, moved, related, marked or closed so."""


class PatternRefused(Refused):
    """A body's registry numbers can't be written so."""


class PaperRefused(Refused):
    """A paper can't be added to a case, named, ordered or taken away so."""


class ReportRefused(Refused):
    """An officer's report can't be written or finished so."""


class AssignmentRefused(Refused):
    """An assignment can't be given or reported so."""


class CasesNotAllowed(NotAllowed):
    """The person's positions give no right to the act."""


class NotPrepared(Refused):
    """The council may not decide the case: it is not prepared as the law asks."""

    def __init__(self, verdict: Verdict) -> None:
        super().__init__(_said(verdict.stopping))
        self.verdict = verdict


class OnlyTheCouncil(CaseRefused):
    """A committee is named as the one who decides what only the council may."""

    def __init__(self, verdict: Verdict) -> None:
        super().__init__(_said(verdict.stopping))
        self.verdict = verdict


class PreparationReasonNeeded(Refused):
    """The law lets the council decide only if something holds: a reason is asked for."""

    def __init__(self, verdict: Verdict) -> None:
        super().__init__(_said(verdict.warning))
        self.verdict = verdict


def _said(findings: Iterable[Finding]) -> str:
    """Say what the law wants, what to do instead, and where it stands."""
    found = tuple(findings)
    said = " ".join(text for each in found for text in (each.say, each.instead) if text)
    cited = ", ".join(dict.fromkeys(each.clause.heading for each in found))
    return f"{said} (kommunallagen {cited})"
