"""The demo's payroll: pay types, files, numbers, and a run each month until the one that is open."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from itertools import chain, repeat

from samspel.config.demo.clockwork import Clockwork
from samspel.foundation.dates import add_months
from samspel.remuneration import services
from samspel.remuneration.enums import DutyKind, FileKind, Pays, Presence, RunState
from samspel.remuneration.models import Duty, FileLayout, PayeeNumber, Run
from samspel.remuneration.services.arriving import correct_duty

FIRST_BACK, PUT_RIGHT_BACK = 165, 50
_CODES = {
    Pays.FEE: "5110",
    Pays.ANNUAL_FEE: "5100",
    Pays.LOST_EARNINGS: "5120",
    Pays.BENEFIT: "5125",
    Pays.MILEAGE: "5310",
    Pays.ALLOWANCE: "5320",
    Pays.EXPENSE: "5330",
}
_EARLIER = 45
_FREE = (Pays.MILEAGE, Pays.ALLOWANCE, Pays.EXPENSE)
# Skatteverket's numbers for tests: no living person has them.
_NUMBERS = ("189001019802", "189001119818", "189001129809", "189001139816")
_COLUMNS = [
    {"field": "employee_number", "title": "Anställningsnr", "width": 8},
    {"field": "code", "title": "Löneart", "width": 6},
    {"field": "on", "title": "Datum", "width": 8, "days": "%Y%m%d"},
    {"field": "hours", "title": "Timmar", "width": 8, "align": "right"},
    {"field": "amount", "title": "Belopp", "width": 12, "align": "right", "sign": "after"},
    {"field": "account", "title": "Konto", "width": 20},
]
_BOOKED = [
    {"field": "account", "title": "Kontosträng"},
    {"field": "amount", "title": "Belopp"},
    {"field": "payday", "title": "Utbetalningsdag"},
]


def plan_payroll(clock: Clockwork) -> None:
    """Put in what payroll keeps, the first run, and each month's closing until this month."""
    first = clock.day(-FIRST_BACK).replace(day=1)
    clock.put(clock.moment(clock.day(-FIRST_BACK), "10.00"), _keep(clock))
    clock.put(clock.moment(clock.day(-FIRST_BACK), "10.30"), _open(clock, first))
    clock.put(clock.moment(clock.day(-PUT_RIGHT_BACK), "10.00"), _put_right(clock))


def _keep(clock: Clockwork) -> Callable[[dt.datetime], None]:
    def act(at: dt.datetime) -> None:
        actor = clock.actor("ottilia", at)
        for pays, code in _CODES.items():
            for is_free in (False, True) if pays in _FREE else (False,):
                services.keep_pay_type(
                    {
                        "pays": pays.value,
                        "is_tax_free": is_free,
                        "code": str(int(code) + is_free),
                        "name": pays.label.capitalize() + (", skattefri" if is_free else ""),
                        "account": f"{{organ}}-{code[:2]}{int(is_free)}0-100",
                        "counts_hours": pays is Pays.FEE,
                    },
                    actor=actor,
                )
        for name, kind, columns, encoding in (
            ("Lönesystemet (PAXml)", FileKind.PAXML, [], "iso-8859-1"),
            ("Lönesystemet (kolumner)", FileKind.COLUMNS, _COLUMNS, "cp1252"),
            ("Ekonomisystemet", FileKind.BOOKKEEPING, _BOOKED, "utf-8"),
        ):
            services.keep_layout(
                {"name": name, "kind": kind.value, "columns": columns, "encoding": encoding},
                actor=actor,
            )
        services.change_settings(
            {
                "employer_number": "212000-0999",
                "is_published": True,
                "publish_from": at.year,
                "citation": "KS 2022-12-13 § 201, informationshanteringsplanen",
            },
            actor=actor,
        )

    return act


def _open(clock: Clockwork, first: dt.date) -> Callable[[dt.datetime], None]:
    def act(at: dt.datetime) -> None:
        run = services.open_run(first, actor=clock.actor("ottilia", at), at=at)
        _plan_closing(clock, run)

    return act


def _plan_closing(clock: Clockwork, run: Run) -> None:
    """Let the run be closed on its day, unless it is this month's."""
    if run.month < clock.today.replace(day=1):
        clock.put(clock.moment(run.closes_on, "15.00"), _close(clock, run))


def _close(clock: Clockwork, run: Run) -> Callable[[dt.datetime], None]:
    def act(at: dt.datetime) -> None:
        actor = clock.actor("ottilia", at)
        closed = services.close_run(run, actor=actor, at=at)
        _know_them(clock, at)
        for layout in FileLayout.objects.exclude(kind=FileKind.COLUMNS):
            file = services.export_run(closed, layout, actor=actor, at=at)
            if layout.kind == FileKind.PAXML:
                services.record_receipt(
                    file, receipt=f"Inläst, {file.row_count} rader", actor=actor, at=at
                )
        clock.put(clock.moment(closed.pays_on, "09.00"), _pay(clock, closed))
        _plan_closing(clock, Run.objects.get(month=add_months(closed.month, 1)))

    return act


def _put_right(clock: Clockwork) -> Callable[[dt.datetime], None]:
    """Let it be found that Lena left a meeting early that she has been paid for."""

    def act(at: dt.datetime) -> None:
        lena = clock.register.persons["lena"]
        paid = Duty.objects.filter(person=lena, kind=DutyKind.BOARD_MEETING)
        duty = paid.filter(entries__isnull=False).order_by("-on").first()
        if duty is not None and duty.minutes > _EARLIER:
            correct_duty(
                duty,
                starts=duty.starts,
                minutes=duty.minutes - _EARLIER,
                presence=Presence(duty.presence),
                reason="Lena lämnade mötet före de sista ärendena, enligt protokollet.",
                actor=clock.actor("ingrid", at),
                at=at,
            )

    return act


def _know_them(clock: Clockwork, at: dt.datetime) -> None:
    """Enter the numbers of those who are paid for the first time."""
    unknown = Duty.objects.filter(person__payee_number=None).select_related("person")
    persons = {duty.person_id: duty.person for duty in unknown.order_by("person__sort_key")}
    is_first = not PayeeNumber.objects.exists()
    numbers = chain(_NUMBERS if is_first else (), repeat(""))
    for person, number in zip(persons.values(), numbers, strict=False):
        services.keep_numbers(
            person,
            identity_number=number,
            employee_number=str(70_000 + person.pk),
            actor=clock.actor("ottilia", at),
            at=at,
        )


def _pay(clock: Clockwork, run: Run) -> Callable[[dt.datetime], None]:
    def act(at: dt.datetime) -> None:
        fresh = Run.objects.get(pk=run.pk)
        if fresh.standing is RunState.EXPORTED:
            services.mark_paid(fresh, actor=clock.actor("ottilia", at), at=at)

    return act
