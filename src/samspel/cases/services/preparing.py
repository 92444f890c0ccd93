"""The requirement of preparation, kept where a case goes to the council (KL 5:26–34)."""

from __future__ import annotations

import datetime as dt

from samspel.cases.errors import NotPrepared, PreparationReasonNeeded
from samspel.cases.models import Case
from samspel.cases.queries.preparation import preparation_check
from samspel.foundation.dates import local_day
from samspel.rules.explanation import Verdict
from samspel.rules.facts import Facts
from samspel.rules.provisions import Outcome


def require_prepared(
    case: Case,
    *,
    at: dt.datetime,
    citation: str = "",
    reason: str = "",
    facts: Facts | None = None,
    on: dt.date | None = None,
) -> Verdict:
    """Refuse to put a case on the council's agenda that the law does not let it decide.

    For whoever puts it there, also from the modules above; ``on`` is the day of the meeting
    that is to take it up, where it is known. Gives the verdict, for the act's own entry. Raises NotPrepared where the law stops it, and
    PreparationReasonNeeded where it warns and no reason is given; both carry the verdict.
    """
    verdict = preparation_check(case, on=on or local_day(at), citation=citation, facts=facts)
    if verdict.outcome is Outcome.STOPPED:
        raise NotPrepared(verdict)
    if verdict.outcome is Outcome.WARNED and not reason.strip():
        raise PreparationReasonNeeded(verdict)
    return verdict
