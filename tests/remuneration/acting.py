"""Acts of the tests: rules adopted, a duty of any sort, a certificate, each as little as needed."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from samspel.foundation.dates import at_wall_clock
from samspel.meetings.enums import DecisionKind, MeetingState, SeatKind
from samspel.meetings.models import Decision, Meeting, Participation
from samspel.meetings.services import record_decision
from samspel.people.models import Mandate, Party
from samspel.remuneration.enums import (
    CertificateState,
    Certifier,
    DutyKind,
    DutyOrigin,
    DutyState,
    Income,
)
from samspel.remuneration.models import (
    Duty,
    Gathering,
    GatheringSeat,
    GroupLeader,
    IncomeCertificate,
    LostEarnings,
    StandIn,
)
from samspel.remuneration.queries.roles import role_of
from samspel.remuneration.services.certifying import certify_duty, name_stand_in
from samspel.remuneration.services.keeping import submitted
from samspel.rulebooks.models import RulesetVersion
from samspel.rulebooks.services import adopt_shipped

NOW = dt.datetime(2026, 11, 12, 9, 30, tzinfo=dt.UTC)
TODAY = dt.date(2026, 11, 12)
MONDAY = dt.date(2026, 11, 9)
NOON, HOUR = 12 * 60, 60
PNG = (
    b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01\x00\x00\x00\x01\x08\x06\x00\x00\x00"
    b"\x1f\x15\xc4\x89\x00\x00\x00\rIDATx\x9cc\xf8\xff\xff?\x00\x05\xfe\x02\xfe\xa7\x9a\xa0\xa0"
    b"\x00\x00\x00\x00IEND\xaeB`\x82"
)


def adopted(town: Any) -> Any:
    """Put the demo's remuneration rules in force for the council, if none are."""
    known = RulesetVersion.objects.filter(rulebook__area="remuneration").first()
    return known or adopt_shipped(
        town.body("KF"),
        "lindakra/arvoden",
        proposer=town.actor("tomas"),
        confirmer=town.actor("elisabet"),
        at=NOW,
    )


def seat(town: Any, name: str, body: str) -> Mandate:
    """Give somebody's mandate in a body."""
    return Mandate.objects.get(person=town.person(name), body=town.body(body))


def duty(
    town: Any,
    name: str = "lena",
    body: str = "KS",
    *,
    kind: DutyKind = DutyKind.ERRAND,
    on: dt.date = MONDAY,
    starts: int = 13 * HOUR,
    minutes: int = 120,
    handed_in: bool = True,
    **facts: Any,
) -> Duty:
    """Let somebody have claimed a duty; handed in unless said otherwise."""
    row = seat(town, name, body)
    made = Duty(
        person=row.person,
        body=row.body,
        mandate=row,
        origin=DutyOrigin.CLAIM,
        kind=kind,
        role=role_of(row.role),
        subject=facts.pop("subject", "Förrättning"),
        on=on,
        starts=starts,
        minutes=minutes,
        arrived_at=NOW,
        **facts,
    )
    if handed_in:
        made.claimed_on = made.claimed_on or TODAY
        submitted(made, NOW)
    else:
        made.save()
    return made


def standing_in(town: Any, name: str, **facts: Any) -> StandIn:
    """Let somebody take the chair's step in Karin's place, from today and on."""
    given = {
        "step": Certifier.CHAIR,
        "person": town.person(name),
        "instead_of": town.person("karin"),
        "valid_from": TODAY,
        "valid_to": None,
        "decided": "KS 2026-11-03 § 140",
        "actor": town.actor("ingrid"),
        "at": NOW,
        **facts,
    }
    return name_stand_in(town.body("KS"), **given)


def certified(town: Any, made: Duty, *, chair: str = "karin", reason: str = "") -> Duty:
    """Take both steps of certification."""
    certify_duty(made, actor=town.actor("ingrid"), at=NOW, reason=reason)
    return certify_duty(made, actor=town.actor(chair), at=NOW, reason=reason)


def leading(town: Any, name: str, body: str = "KS") -> GroupLeader:
    """Let somebody call their party's group in the body since the new year."""
    row = seat(town, name, body)
    return GroupLeader.objects.create(mandate=row, valid_from=dt.date(2026, 1, 1))


def gathering(
    town: Any, *, party: str = "M", day: dt.date | None = None, **facts: Any
) -> Gathering:
    """Let a party's group in the board meet for two hours at noon, a week ahead unless said."""
    day = day or TODAY + dt.timedelta(days=7)
    group = Party.objects.get(abbreviation=party)
    noon = at_wall_clock(day, dt.time(12))
    made = Gathering.objects.create(
        body=town.body("KS"),
        kind=DutyKind.GROUP_MEETING,
        party=group,
        starts_at=noon,
        ends_at=noon + dt.timedelta(hours=2),
        place="Partikansliet",
        planned_by=town.person("ulla"),
        planned_at=NOW - dt.timedelta(days=10),
        **facts,
    )
    for row in Mandate.objects.filter(body=made.body, party=group):
        GatheringSeat.objects.create(gathering=made, mandate=row, person=row.person)
    return made


def reported_by_roll(town: Any, name: str = "lena") -> Duty:
    """Let the system have reported that somebody was at a meeting of the board."""
    told = at_wall_clock(dt.date(2026, 10, 5), dt.time(18))
    meeting = Meeting.objects.create(
        body=town.body("KS"),
        year=told.year,
        number=90,
        starts_at=told,
        ends_at=told + dt.timedelta(hours=2),
        state=MeetingState.HELD,
        held_at=told,
        dispatch_deadline_at=told,
        notice_on=dt.date(2026, 9, 28),
        approval_on=dt.date(2026, 10, 9),
    )
    row = seat(town, name, "KS")
    there = Participation.objects.create(
        meeting=meeting, person=row.person, mandate=row, seat=SeatKind.MEMBER, name=name
    )
    made = Duty(
        person=row.person,
        body=row.body,
        mandate=row,
        origin=DutyOrigin.ATTENDANCE,
        kind=DutyKind.BOARD_MEETING,
        role=role_of(row.role),
        subject="Kommunstyrelsen",
        on=dt.date(2026, 10, 5),
        starts=18 * HOUR,
        minutes=120,
        participation=there,
        arrived_at=NOW,
    )
    submitted(made, NOW)
    return made


def certificate(town: Any, name: str = "lena", **facts: Any) -> IncomeCertificate:
    """Let somebody's employer have confirmed an income."""
    given = {
        "state": CertificateState.CONFIRMED,
        "employer": "Norrby Snickeri AB",
        "hourly": Decimal("300.00"),
        "works_from": 8 * HOUR,
        "works_to": 17 * HOUR,
        "valid_from": dt.date(2026, 1, 1),
        "valid_until": dt.date(2026, 12, 31),
        "asked_at": NOW,
        "answered_at": NOW,
        **facts,
    }
    return IncomeCertificate.objects.create(person=town.person(name), **given)


def lost(
    made: Duty, *, minutes: int = 120, starts: int = 13 * HOUR, paper: Any = None
) -> LostEarnings:
    """Let a duty have cost earnings."""
    return LostEarnings.objects.create(
        duty=made, income=Income.EMPLOYED, starts=starts, minutes=minutes, certificate=paper
    )


def decision(town: Any, body: str = "KS", paragraph: str = "§ 12") -> Decision:
    """Let a body have decided something."""
    return record_decision(
        town.body(body),
        decided_on=dt.date(2026, 3, 4),
        paragraph=paragraph,
        title="Kurs i ekonomistyrning",
        text="Ledamöterna får gå kursen.",
        kind=DecisionKind.OTHER,
        actor=town.actor("ingrid"),
        at=NOW,
    )


def picture(name: str = "kvitto.png") -> SimpleUploadedFile:
    """A small picture as it is uploaded."""
    return SimpleUploadedFile(name, PNG, "image/png")


def fresh(made: Duty) -> Duty:
    """Give the duty as it stands now."""
    return Duty.objects.get(pk=made.pk)


def is_in(made: Duty, state: DutyState) -> bool:
    """Tell whether the duty stands in the state."""
    return fresh(made).state == state
