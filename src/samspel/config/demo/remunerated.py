"""The demo's remuneration: the council's rules, attendance, fixed fees, claims, certification.

Half a year of two boards' meetings, each from the roll call to the certified duty, so that
runs have something to pay. What is latest still waits for somebody to sign in and act.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from decimal import Decimal
from typing import Any

from samspel.audit.actors import Actor
from samspel.config.demo.clockwork import Clockwork
from samspel.foundation.labels import mark as _
from samspel.meetings.models import Decision, Meeting, Participation, Sitting
from samspel.meetings.services import (
    close_meeting,
    note_arrivals,
    open_meeting,
    record_decision,
)
from samspel.meetings.services.attendance import prepare_attendance
from samspel.people.models import Mandate
from samspel.remuneration.enums import DutyKind, DutyState, Income
from samspel.remuneration.models import Duty
from samspel.remuneration.queries.duties import waiting_for
from samspel.remuneration.services import claiming
from samspel.remuneration.services.certificates import (
    Income as Told,
)
from samspel.remuneration.services.certificates import answer_as_employer, ask_employer
from samspel.remuneration.services.certifying import certify_duty, certify_many
from samspel.remuneration.services.nights import set_free_meals, set_nights_away
from samspel.remuneration.services.offices import register_office
from samspel.rulebooks.services import adopt_shipped

RULES, ADOPTED = "lindakra/arvoden", dt.date(2023, 2, 20)
BODIES = ("KS", "SN")
_BACK = 170
_CERTIFIED_AFTER = dt.timedelta(days=6)
_ABSENT = 5
# A meeting that is played whole has its own roll call, which comes first.
_LATER = dt.timedelta(minutes=12)
# person, body, office, share of full time
OFFICES = (
    ("karin", "KS", "kommunalrad", 100),
    ("perolof", "KS", "oppositionsrad", 60),
    ("gunnar", "SN", "namndordforande", 25),
    ("kerstin", "SN", "vice-ordforande", 10),
)
# person, body, what, how many days ago, from and for how many minutes, who has checked it
CLAIMS = (
    ("maj", "KS", "Utbildning i arbetsmiljö", 6, 13 * 60, 180, "ingrid"),
    ("karin", "KS", "Studiebesök på grannkommunens kontaktcenter", 5, 9 * 60, 150, "ingrid"),
    ("rolf", "SN", "Kurs om anhörigstöd", 5, 9 * 60, 240, "ingrid"),
    ("gunnar", "SN", "Träff med vårdcentralens chef", 4, 15 * 60, 60, "ingrid"),
    ("birgitta", "SN", "Invigning av trygghetsboendet", 3, 10 * 60, 90, ""),
)
# Begun, and not handed in yet
BEGUN = (
    ("lena", "KS", "Samtal med byalaget i Norrby", 2, 18 * 60, 90, ""),
    ("sofia", "SN", "Kurs i offentlighet och sekretess", 9, 9 * 60, 180, ""),
    ("lovisa", "BUN", "Läsårsstart på Linnéskolan", 12, 8 * 60 + 30, 120, ""),
    ("mikael", "KS", "Kurs för ersättare", 8, 13 * 60, 180, ""),
    ("amina", "KF", "Kurs för nya i fullmäktige", 10, 17 * 60, 150, ""),
)
# What a claim is, by the word that it begins with; the rest are errands.
KINDS = {
    "Kurs": DutyKind.COURSE,
    "Utbildning": DutyKind.COURSE,
    "Studiebesök": DutyKind.STUDY_VISIT,
}
ALLOWED = "Förrättningar och kurser"
_REASON = _("Fast arvode: inget sammanträdesarvode.")
_CHECKED = "Kontrollerat mot kallelsen."


def plan_remuneration(clock: Clockwork) -> None:
    """Put in the rules, the fixed fees, the roll calls, the claims and the certification."""
    clock.put(clock.moment(ADOPTED, "09.30"), _adopt(clock))
    clock.put(clock.moment(clock.day(-_BACK - 2), "09.00"), _fees(clock))
    clock.put(clock.moment(clock.day(-_BACK), "08.40"), _roll_calls(clock))
    clock.put(clock.moment(clock.day(-24), "19.00"), _claim_with_loss(clock))
    clock.put(clock.moment(clock.day(-3), "20.00"), _claim_to_hand_in(clock))
    clock.put(clock.moment(clock.day(-2), "20.00"), _claim_with_nights(clock))
    clock.put(clock.moment(clock.day(-_BACK), "09.20"), _allow(clock))
    for row in CLAIMS:
        clock.put(clock.now - dt.timedelta(hours=26), _claim(clock, *row))
    for row in BEGUN:
        clock.put(clock.now - dt.timedelta(hours=25), _claim(clock, *row, is_handed_in=False))


def _adopt(clock: Clockwork) -> Callable[[dt.datetime], None]:
    def act(at: dt.datetime) -> None:
        adopt_shipped(
            clock.register.bodies["KF"],
            RULES,
            proposer=clock.actor("ingrid", at),
            confirmer=clock.actor("tomas", at),
            at=at,
        )

    return act


def _allow(clock: Clockwork) -> Callable[[dt.datetime], None]:
    """Let each body have decided which duties beside its meetings are paid."""

    def act(at: dt.datetime) -> None:
        for short, paragraph in (("KS", "§ 12"), ("SN", "§ 9"), ("BUN", "§ 7")):
            record_decision(
                clock.register.bodies[short],
                decided_on=at.date() - dt.timedelta(days=6),
                paragraph=paragraph,
                title=ALLOWED,
                text="Den som ordföranden sänder på kurs eller förrättning får ersättning.",
                actor=clock.actor("pia" if short == "BUN" else "ingrid", at),
                at=at,
            )

    return act


def _fees(clock: Clockwork) -> Callable[[dt.datetime], None]:
    def act(at: dt.datetime) -> None:
        payroll = clock.actor("ottilia", at)
        for key, short, office, share in OFFICES:
            seat = Mandate.objects.filter(
                person=clock.register.persons[key],
                body=clock.register.bodies[short],
                valid_from__lte=at.date(),
                valid_to__gt=at.date(),
            ).first()
            if seat is not None and seat.valid_to is not None:
                register_office(
                    seat,
                    office=office,
                    on=at.date().replace(day=1),
                    until=seat.valid_to,
                    occupancy=Decimal(share),
                    actor=payroll,
                    at=at,
                )

    return act


def _roll_calls(clock: Clockwork) -> Callable[[dt.datetime], None]:
    """Put in, for each meeting to come, who is there and that it closes."""

    def act(at: dt.datetime) -> None:
        chosen = [clock.register.bodies[short] for short in BODIES]
        for meeting in Meeting.objects.filter(body__in=chosen, starts_at__gt=at):
            clock.put(meeting.starts_at + _LATER, _open(clock, meeting))
            clock.put(meeting.ends_at + dt.timedelta(minutes=40), _close(clock, meeting))
            clock.put(meeting.ends_at + _CERTIFIED_AFTER, _certify(clock))

    return act


def _open(clock: Clockwork, meeting: Meeting) -> Callable[[dt.datetime], None]:
    def act(at: dt.datetime) -> None:
        fresh = Meeting.objects.get(pk=meeting.pk)
        if Sitting.objects.filter(meeting=fresh).exists() or not fresh.is_ahead:
            return
        secretary = clock.actor("ingrid", at)
        prepare_attendance(fresh, at=at, actor=secretary)
        listed = Participation.objects.filter(meeting=fresh).order_by("order", "pk")
        absent = fresh.starts_at.month % _ABSENT
        there = [each for place, each in enumerate(listed) if place % 12 != absent + 4]
        note_arrivals(there, at=fresh.starts_at, actor=secretary)
        open_meeting(fresh, at=fresh.starts_at, actor=secretary)

    return act


def _close(clock: Clockwork, meeting: Meeting) -> Callable[[dt.datetime], None]:
    def act(at: dt.datetime) -> None:
        sitting = Sitting.objects.filter(meeting=meeting).first()
        if sitting is None or sitting.opened_at is None or sitting.closed_at is not None:
            return
        fresh = Meeting.objects.get(pk=meeting.pk)
        close_meeting(fresh, at=fresh.ends_at, actor=clock.actor("ingrid", at))

    return act


def _certify(clock: Clockwork) -> Callable[[dt.datetime], None]:
    def act(at: dt.datetime) -> None:
        for key in ("ingrid", "karin", "gunnar", "eva", "kerstin"):
            _take(clock.actor(key, at), at)

    return act


def _take(actor: Actor, at: dt.datetime) -> None:
    """Let somebody take what waits: at once what is plain, with a reason what has a fixed fee."""
    waiting = waiting_for(actor, today=at.date()).rows
    _done, left = certify_many(waiting, actor=actor, at=at)
    for each in left:
        if each.duty.kind in (DutyKind.BOARD_MEETING, DutyKind.COMMITTEE_MEETING):
            certify_duty(each.duty, actor=actor, at=at, reason=_REASON)


def _claim_with_loss(clock: Clockwork) -> Callable[[dt.datetime], None]:
    """Let Lena's employer certify her income, and her latest meeting have cost her earnings."""

    def act(at: dt.datetime) -> None:
        lena = clock.actor("lena", at)
        paper = ask_employer(
            employer="Norrby Snickeri AB",
            email="lon@norrbysnickeri.example",
            valid_from=dt.date(at.year, 1, 1),
            valid_until=dt.date(at.year, 12, 31),
            actor=lena,
            at=at,
        )
        answer_as_employer(
            paper,
            confirms=True,
            income=Told(monthly=Decimal(33_500), works_from=7 * 60, works_to=16 * 60 + 30),
            answered_by="Eva Krantz",
            at=at,
        )
        latest = Duty.objects.filter(
            person_id=lena.person_id or 0, kind=DutyKind.BOARD_MEETING
        ).exclude(state=DutyState.WITHDRAWN)
        duty = latest.order_by("-on").first()
        if duty is None:
            return
        claiming.set_lost_earnings(
            duty,
            starts=duty.starts,
            minutes=min(duty.minutes, 16 * 60 + 30 - duty.starts),
            income=Income.EMPLOYED,
            certificate=paper,
            actor=lena,
            at=at,
        )
        claiming.set_journey(
            duty, km=Decimal(38), route="Norrby–kommunhuset och tillbaka", actor=lena, at=at
        )
        claiming.hand_in(duty, actor=lena, at=at)

    return act


def _claim_with_nights(clock: Clockwork) -> Callable[[dt.datetime], None]:
    """Let Lena have been to a conference for two days, with lunch from whoever held it."""

    def act(at: dt.datetime) -> None:
        lena: dict[str, Any] = {"actor": clock.actor("lena", at), "at": at}
        home = (at - dt.timedelta(days=1)).date()
        left = home - dt.timedelta(days=1)
        body = clock.register.bodies["KS"]
        duty = claiming.claim_duty(
            body,
            kind=DutyKind.COURSE,
            subject="Konferens om landsbygdens vägar",
            on=left,
            starts=10 * 60,
            minutes=300,
            decision=Decision.objects.filter(body=body, title=ALLOWED).first(),
            **lena,
        )
        set_nights_away(
            duty,
            left_on=left,
            left_at=7 * 60 + 30,
            back_on=home,
            back_at=18 * 60,
            place="Sundby",
            km=Decimal(140),
            **lena,
        )
        set_free_meals(duty, breakfasts=[home], lunches=[left, home], dinners=[], **lena)
        claiming.hand_in(duty, **lena)

    return act


def _claim(
    clock: Clockwork,
    key: str,
    short: str,
    subject: str,
    ago: int,
    starts: int,
    minutes: int,
    checked_by: str,
    *,
    is_handed_in: bool = True,
) -> Callable[[dt.datetime], None]:
    """Let somebody have handed a claim in, so that there is one before each who certifies."""

    def act(at: dt.datetime) -> None:
        own = clock.actor(key, at)
        body = clock.register.bodies[short]
        duty = claiming.claim_duty(
            body,
            kind=KINDS.get(subject.split(maxsplit=1)[0], DutyKind.ERRAND),
            subject=subject,
            on=at.date() - dt.timedelta(days=ago),
            starts=starts,
            minutes=minutes,
            decision=Decision.objects.filter(body=body, title=ALLOWED).first(),
            actor=own,
            at=at,
        )
        if is_handed_in:
            claiming.hand_in(duty, actor=own, at=at)
        if checked_by:
            fresh = Duty.objects.get(pk=duty.pk)
            certify_duty(fresh, actor=clock.actor(checked_by, at), at=at, reason=_CHECKED)

    return act


def _claim_to_hand_in(clock: Clockwork) -> Callable[[dt.datetime], None]:
    """Let Anna have begun a claim that she has still to hand in."""

    def act(at: dt.datetime) -> None:
        anna: dict[str, Any] = {"actor": clock.actor("anna", at), "at": at}
        duty = claiming.claim_duty(
            clock.register.bodies["SN"],
            kind=DutyKind.ERRAND,
            subject="Samtal med anhörigföreningen",
            on=(at - dt.timedelta(days=1)).date(),
            starts=17 * 60,
            minutes=90,
            **anna,
        )
        claiming.set_journey(duty, km=Decimal(12), route="Kyrkbyn–Norrby", **anna)

    return act
