"""What the law asks of a body: decisions that may be executed, ordinances, the budget's days.

KL 8 kap. 13 §, 11 kap. 8 and 10 §§, 13 kap. 14 §.
"""

from __future__ import annotations

import calendar
import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from samspel.cases.models import Case
from samspel.foundation.labels import LabelledEnum
from samspel.foundation.labels import mark as _
from samspel.meetings.calculation.statute import count_laid_down, is_tabled_first, judged
from samspel.meetings.enums import MeetingState, Outcome
from samspel.meetings.enums.minutes import MinutesKind
from samspel.meetings.models import (
    AgendaItem,
    BoardNotice,
    Decision,
    DecisionHold,
    Meeting,
    Ordinance,
)
from samspel.people.enums import BodyKind
from samspel.people.models import Body
from samspel.rules.catalogue.choices import CouncilMatter
from samspel.rules.elections import is_election_year, new_council_from

# A warning about the budget's meeting is of use while there is time to plan it.
_WARN_FOR = dt.timedelta(days=150)
_PUT_OFF = {Outcome.TABLED, Outcome.REFERRED_BACK}


class Execution(LabelledEnum):
    """Whether a decision may be executed (KL 13 kap. 14 §)."""

    MAY = "may", _("Får verkställas, men har inte fått laga kraft")
    WAITS = "waits", _("Bör vänta tills det har fått laga kraft")
    FINAL = "final", _("Har fått laga kraft")
    NOTHING = "nothing", _("Inget att verkställa, ärendet är inte avgjort")


@dataclass(frozen=True, slots=True)
class Standing:
    """A decision's standing, and the reasons to wait, if somebody has noted any."""

    state: Execution
    reason: str = ""


def standing_of(decision: Decision) -> Standing:
    """Give whether a decision may be executed; three statements."""
    if _came_to(decision)[1] in _PUT_OFF:
        return Standing(Execution.NOTHING)
    hold = DecisionHold.objects.filter(decision=decision).first()
    facts = {
        "decision.is_final": bool(final_notices([decision])),
        "decision.has_reasons_to_wait": hold is not None,
    }
    verdict = judged("decision.execute", facts, decision.decided_on)
    if facts["decision.is_final"]:
        return Standing(Execution.FINAL)
    if verdict.warning and hold is not None:
        return Standing(Execution.WAITS, hold.reason)
    return Standing(Execution.MAY)


def final_notices(decisions: Sequence[Decision]) -> list[BoardNotice]:
    """Give the notices by which somebody has confirmed that the decisions are final."""
    items = [each.item_id for each in decisions if each.item_id]
    announced = Q(minutes__item__in=items) | Q(
        minutes__kind=MinutesKind.WHOLE, minutes__meeting__items__in=items
    )
    return list(BoardNotice.objects.filter(announced, final_confirmed_at__isnull=False))


def extra_elections_to_table() -> QuerySet[Case]:
    """Give the cases of an extra election that have not been taken up: they are tabled then.

    KL 5 kap. 50 § second paragraph.
    """
    return _extra_elections().exclude(agenda_items__decided__outcome=Outcome.TABLED)


def _extra_elections() -> QuerySet[Case]:
    extra = CouncilMatter.EXTRA_ELECTION.value  # the exemption has the same key
    return Case.objects.filter(Q(exemption=extra) | Q(council_matter=extra))


def is_extra_election(item: AgendaItem) -> bool:
    """Tell whether the council decides with the item if it is to be elected anew."""
    if item.case_id is None or item.body.kind != BodyKind.COUNCIL:
        return False
    return _extra_elections().filter(pk=item.case_id).exists()


def is_tabled_by_law(item: AgendaItem) -> bool:
    """Tell whether the item is always tabled, whatever is proposed; no statement mostly."""
    if item.case_id is None or item.body.kind != BodyKind.COUNCIL:
        return False
    if item.meeting is None or not is_tabled_first(item.meeting.day):
        return False
    return extra_elections_to_table().filter(pk=item.case_id).exists()


@dataclass(frozen=True, slots=True)
class KnownOrdinance:
    """An ordinance as everybody may read it, with when it was announced."""

    ordinance: Ordinance
    announced_on: dt.date | None


def ordinances_in_force(on: dt.date) -> list[KnownOrdinance]:
    """Give the register of ordinances: those that hold on the day, by their titles."""
    rows = (
        Ordinance.objects.filter(valid_from__lte=on)
        .filter(Q(valid_to__isnull=True) | Q(valid_to__gt=on))
        .select_related("decision__body")
        .order_by("title", "pk")
    )
    found = list(rows)
    days = _announced([each.decision for each in found])
    return [KnownOrdinance(each, days.get(each.decision.item_id or 0)) for each in found]


def _announced(decisions: Iterable[Decision]) -> dict[int, dt.date]:
    """Give by item the day when the approval of its minutes was first announced."""
    items = [each.item_id for each in decisions if each.item_id]
    rows = (
        BoardNotice.objects.filter(minutes__meeting__items__in=items)
        .filter(Q(minutes__kind=MinutesKind.WHOLE) | Q(minutes__item__in=items))
        .values_list("minutes__meeting__items", "announced_on")
        .order_by("-announced_on")
    )
    return dict(rows)


def budget_advice(bodies: Iterable[Body], on: dt.date) -> list[tuple[Body, str, str]]:
    """Give the bodies whose plan leaves no time for the budget: body, what to do, the section.

    The board's proposal before the end of October, the council's budget before the end of
    November (KL 11 kap. 8 and 10 §§). Nothing is said while it is far off.
    """
    advice = []
    for body in bodies:
        window = _budget_window(body, on)
        if window is None or not window[1] - _WARN_FOR <= on <= window[1]:
            continue
        facts = {
            "body.is_council": body.kind == BodyKind.COUNCIL,
            "plan.has_meeting_in_time": _meets_between(body, *window),
        }
        advice += [
            (body, f"{each.say} {each.instead}", each.clause.heading)
            for each in judged("budget.plan", facts, on).warning
        ]
    return advice


def _budget_window(body: Body, on: dt.date) -> tuple[dt.date, dt.date] | None:
    """Give the days within which the body decides on the budget; None for other bodies."""
    kinds = {BodyKind.COUNCIL: "adoption", BodyKind.EXECUTIVE_BOARD: "proposal"}
    which = kinds.get(BodyKind(body.kind))
    if which is None:
        return None
    month = count_laid_down("budget.plan", f"budget.{which}_month", on)
    last = dt.date(on.year, month, calendar.monthrange(on.year, month)[1])
    if which == "adoption" and is_election_year(on.year):
        return new_council_from(on.year), last
    return dt.date(on.year, month - 1, 1), last


def announcing_advice(meeting: Meeting, on: dt.date) -> str:
    """Give what to see to before the council's budget meeting is announced; mostly nothing.

    The board's proposal has to be on the web from then (KL 8 kap. 14 §). Nobody tells the
    product that it is, so it reminds each time. One statement for the council's meeting.
    """
    if meeting.body.kind != BodyKind.COUNCIL:
        return ""
    budget = meeting.items.filter(case__council_matter=CouncilMatter.BUDGET.value)
    facts = {
        "body.is_council": True,
        "agenda.has_budget": budget.exists(),
        "budget.is_on_the_web": False,
    }
    found = judged("budget.announce", facts, on).warning
    return " ".join(f"{each.say} {each.instead} ({each.clause.heading})" for each in found)


def why_not_appealed(decision: Decision) -> str:
    """Give why a decision can't be appealed, or nothing where it can; one statement.

    What a committee proposes to another body, or puts off, only prepares (KL 13 kap. 2 §).
    """
    proposes_to, outcome = _came_to(decision)
    facts = {
        "body.is_council": decision.body.kind == BodyKind.COUNCIL,
        "decision.is_preparatory": bool(proposes_to) or outcome in _PUT_OFF,
    }
    found = judged("decision.appeal", facts, decision.decided_on).stopping
    return " ".join(f"{each.say} ({each.clause.heading})" for each in found)


def _came_to(decision: Decision) -> tuple[str, str]:
    """Give to whom the decision only proposes, and what its matter came to."""
    items = AgendaItem.objects.filter(pk=decision.item_id or 0)
    return items.values_list("handling__proposes_to", "decided__outcome").first() or ("", "")


def _meets_between(body: Body, first: dt.date, last: dt.date) -> bool:
    rows = Meeting.objects.filter(body=body, starts_at__date__range=(first, last))
    return rows.exclude(state=MeetingState.CANCELLED).exists()
