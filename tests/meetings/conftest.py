"""The scene of the pages' tests: the social committee, in the middle of its autumn."""

from __future__ import annotations

import datetime as dt
from types import SimpleNamespace

from samspel.cases import services as cases
from samspel.meetings import services
from samspel.meetings.enums import DecisionKind, Purpose
from tests.cases.acting import upload
from tests.meetings.acting import NOW, clock, opened, planned
from tests.stages import staged


@staged
def scene(town):
    """SN has a meeting that has begun, two that are ahead, items, a decision and a question."""
    secretary, october = town.actor("ingrid"), clock(10, 1)
    begun = services.plan_meeting(
        town.body("SN"),
        starts_at=clock(11, 12, 9),
        ends_at=clock(11, 12, 12),
        at=october,
        actor=secretary,
    )
    begun_item = opened(town, "begun", body="SN", ready_at=october)
    meeting = planned(town, 12, 1, body="SN")
    after = planned(town, 12, 15, body="SN")
    item = opened(town, "ahead", body="SN", invitees=[(town.person("birgit"), Purpose.ACCOUNT)])
    question = services.note_question(
        begun_item, question="Räcker köket?", asked_by_name="Bo", at=NOW, actor=secretary
    )
    decision = services.record_decision(
        town.body("SN"),
        decided_on=dt.date(2026, 2, 10),
        paragraph="14",
        title="Val av kontaktpolitiker",
        text="Socialnämnden utser Anna Ekelöf.",
        kind=DecisionKind.APPOINTMENT,
        at=NOW,
        actor=secretary,
    )
    case = cases.open_case(
        town.body("SN"),
        title="Mötesplatser för äldre",
        responsible=town.person("johan"),
        at=NOW,
        actor=secretary,
    )
    plans = cases.open_case(town.body("SN"), title="Karta", at=NOW, actor=secretary)
    of_case = services.put_case(plans, town.body("SN"), at=NOW, actor=secretary)
    cases.add_paper(plans, upload(), title="Karta", actor=secretary, at=NOW)
    return SimpleNamespace(
        body=town.body("SN"),
        case=case,
        of_case=of_case,
        begun=begun,
        begun_item=begun_item,
        meeting=meeting,
        after=after,
        item=item,
        invitee=item.invitees.get(),
        question=question,
        decision=decision,
        sara=town.person("sara"),
    )
