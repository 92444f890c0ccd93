"""What the notice board may hold and how long, by the law of the day (KL 8 kap. 9–12 §§).

The kinds of notice are words (``NoticeKind``); which of them the law lets a body post,
what each asks for, which it must have and which start the time for appeal is data
(rules/data/riket/kommunallagen/anslag.yaml).
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from samspel.meetings.calculation.statute import judged, known_from, laid_down
from samspel.meetings.enums.minutes import NoticeKind
from samspel.rules.explanation import Verdict
from samspel.rules.facts import Facts
from samspel.rules.law import remembered

_POST = "board.post"
_IS_DUTY = "board_notice.is_duty"


@dataclass(frozen=True, slots=True)
class LawfulKind:
    """A kind of notice that the law lets stand on a body's board, with its section.

    ``is_duty`` where the law asks for it; else the municipality chooses.
    """

    kind: NoticeKind
    section: str
    is_duty: bool


@remembered
def lawful_kinds(on: dt.date, *, is_council: bool) -> tuple[LawfulKind, ...]:
    """Give the kinds that the law lets stand on such a body's board on the day."""
    found = []
    for kind in NoticeKind:
        facts: Facts = {"body.is_council": is_council, "notice.kind": kind.value}
        said = laid_down(_POST, facts, known_from(on)).get(_IS_DUTY)
        if said is not None:
            section = said.finding.clause.heading
            found.append(LawfulKind(kind, section, said.value is True))
    return tuple(found)


@remembered
def starts_appeal(kind: NoticeKind, on: dt.date) -> bool:
    """Tell whether the time for appeal is counted from such a notice (KL 13 kap. 5 §)."""
    said = laid_down(_POST, {"notice.kind": kind.value}, known_from(on))
    return said.value("board_notice.starts_appeal") is True


def kinds_that_start_appeal(on: dt.date) -> list[str]:
    """Give the kinds of notice from which the time for appeal is counted, as they are kept."""
    return sorted(kind.value for kind in NoticeKind if starts_appeal(kind, on))


def taking_down_judged(
    kind: NoticeKind, on: dt.date, *, may_come_down_on: dt.date, is_uncertain: bool
) -> Verdict:
    """Judge whether a notice may be taken down on the day (KL 8 kap. 12 §, 13 kap. 5 §)."""
    return judged(
        "board.take_down",
        {
            "notice.kind": kind.value,
            "notice.taken_down_on": on,
            "notice.may_come_down_on": may_come_down_on,
            "notice.is_uncertain": is_uncertain,
        },
        known_from(on),
    )


def announcing_judged(
    on: dt.date, *, is_council: bool, approved_on: dt.date | None, says_where: bool
) -> Verdict:
    """Judge whether minutes may be announced on the day (KL 8 kap. 12 §); late only warns."""
    return judged(
        _POST,
        {
            "body.is_council": is_council,
            "notice.kind": NoticeKind.MINUTES_APPROVED.value,
            "notice.minutes_are_approved": approved_on is not None,
            "notice.says_where": says_where,
            "notice.days_since_approval": max((on - approved_on).days, 0) if approved_on else 0,
        },
        known_from(on),
    )


def posting_judged(
    kind: NoticeKind,
    on: dt.date,
    *,
    is_council: bool,
    is_chosen: bool,
    statute: str,
    names_decision: bool,
    decision_is_reported: bool,
) -> Verdict:
    """Judge whether another notice may be posted on the day (KL 8 kap. 10–11 §§).

    ``is_chosen`` is what the body has decided of the kinds that the law leaves to it.
    """
    return judged(
        _POST,
        {
            "body.is_council": is_council,
            "notice.kind": kind.value,
            "notice.is_chosen": is_chosen,
            "notice.names_statute": bool(statute.strip()),
            "notice.names_decision": names_decision,
            "notice.decision_is_reported": decision_is_reported,
        },
        known_from(on),
    )
