"""Runs: opened by calendar, closed once, and then frozen (KL 4 kap. 12-16 §§).

A closed run holds what differs from what earlier runs have paid, by the facts that were
certified and the rules that were known when it was closed; both are kept, so that it can
be settled again. The whole closing is one transaction: a run is open or closed, nothing
between.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator

from django.db import connection, transaction
from django.utils.translation import gettext_lazy as _

from samspel.audit import services as audit
from samspel.audit.actors import Actor
from samspel.foundation.dates import local_day, say_day_long
from samspel.kit.language import current
from samspel.remuneration import payroll_policies as policies
from samspel.remuneration.calculation.calendar import month_after, run_days
from samspel.remuneration.enums import RunState
from samspel.remuneration.errors_runs import RunRefused
from samspel.remuneration.models import KeptFigures, Run, RunVersion
from samspel.remuneration.queries.rates import KnownRules, rules_known
from samspel.remuneration.queries.settling import Before, Reckoning, before, reckoned
from samspel.remuneration.queries.settling import settled_again as _settled_again
from samspel.rules.amounts.figures import shipped_figures

_COLUMNS = (
    "run_id",
    "person_id",
    "body_id",
    "duty_id",
    '"on"',
    "rule",
    "title",
    "pays",
    "amount",
    "tax_free",
    "minutes",
    "was_amount",
    "corrects_id",
    "reason",
    "state",
    "clause",
    "working",
    "version_id",
)
_COPY = f"COPY remuneration_entry ({', '.join(_COLUMNS)}) FROM STDIN"


@transaction.atomic
def open_run(month: dt.date, *, actor: Actor, at: dt.datetime) -> Run:
    """Open the first run; the ones after it open by themselves when one is closed.

    Its days come from the rule set's payday. Refuses whoever does not pay, and a month when
    there is a run already. Raises NoRuleInForce when the rules have no payday.
    """
    policies.require_may_pay(actor)
    if Run.objects.exists():
        raise RunRefused(
            _("Det finns redan lönekörningar. Nästa öppnas av sig själv när en stängs.")
        )
    run = _opened(month.replace(day=1), rules_known(at))
    audit.record(
        "remuneration.run.opened", subject=run, actor=actor, facts={"month": run.month}
    )
    return run


def _opened(month: dt.date, rules: KnownRules) -> Run:
    closes_on, pays_on = run_days(month, rules.timeline)
    return Run.objects.create(month=month, closes_on=closes_on, pays_on=pays_on)


@transaction.atomic
def plan_run(run: Run, *, closes_on: dt.date, pays_on: dt.date, actor: Actor) -> Run:
    """Move the days of an open run. Refuses one that is closed, and a payday too early."""
    policies.require_may_pay(actor)
    run = _locked(run)
    _require_open(run)
    if pays_on < closes_on:
        raise RunRefused(_("Utbetalningen kan inte ligga före dagen då körningen stängs."))
    run.closes_on, run.pays_on = closes_on, pays_on
    run.save(update_fields=["closes_on", "pays_on"])
    audit.record(
        "remuneration.run.planned",
        subject=run,
        actor=actor,
        facts={"closes_on": closes_on, "pays_on": pays_on},
    )
    return run


@transaction.atomic
def close_run(run: Run, *, actor: Actor, at: dt.datetime) -> Run:
    """Close a run: settle everything that is certified, keep the rows, open the next.

    What has changed since an earlier run (a fact, a rule) becomes correction rows. At most
    fifteen statements, whatever the number of rows. Refuses whoever does not pay, a run
    that is not open, and one whose month has not begun.
    """
    policies.require_may_pay(actor)
    run = _locked(run)
    _require_open(run)
    if local_day(at) < run.month:
        raise RunRefused(_("Månaden har inte börjat. Körningen kan stängas först då."))
    with connection.cursor() as cursor:
        # Waits for whoever is certifying and holds the next one back, so that no row of
        # facts with a lower number appears once the run is closed.
        cursor.execute("LOCK TABLE remuneration_dutyfacts IN SHARE MODE")
    rules, earlier = rules_known(at), before(run.month)
    found = reckoned(run.month, rules, earlier)
    _keep_versions(run, rules, earlier)
    _keep_rows(run, found)
    run.state = RunState.CLOSED
    run.facts_up_to, run.closed_at, run.closed_by_id = found.facts_up_to, at, actor.person_id
    run.save(update_fields=["state", "facts_up_to", "closed_at", "closed_by"])
    _opened(month_after(run.month), rules)
    audit.record(
        "remuneration.run.closed",
        subject=run,
        actor=actor,
        facts={
            "rows": len(found.rows),
            "total": found.total,
            "not_reckoned": len(found.settled.refused),
            "versions": [rates.sha256 for rates in rules.versions.values()],
        },
    )
    return run


def _keep_versions(run: Run, rules: KnownRules, earlier: Before) -> None:
    """Keep what the run was settled by: each version's hash and the national figures."""
    shipped = shipped_figures()
    figures = earlier.figures.get(shipped.sha256)
    if figures is None:
        kept, _made = KeptFigures.objects.get_or_create(
            sha256=shipped.sha256, defaults={"files": dict(shipped.files)}
        )
        figures = kept.pk
    RunVersion.objects.bulk_create(
        RunVersion(run=run, version_id=key, rates_sha256=rates.sha256, figures_id=figures)
        for key, rates in rules.versions.items()
    )


def _keep_rows(run: Run, found: Reckoning) -> None:
    """Write the rows in one go (COPY), whatever their number."""
    with connection.cursor() as cursor, cursor.copy(_COPY) as copy:
        for row in _rows(run.pk, found):
            copy.write_row(row)


def _rows(run_id: int, found: Reckoning) -> Iterator[tuple[object, ...]]:
    texts: dict[int, str] = {}  # rows that share a working share its text
    for worth, was, corrects, reason in found.rows:
        person, body = found.whose[worth.duty]
        text = texts.get(id(worth.working))
        if text is None:
            text = texts[id(worth.working)] = json.dumps(worth.working, ensure_ascii=False)
        yield (
            run_id,
            person,
            body,
            worth.duty,
            worth.on,
            worth.rule,
            worth.title[:160],
            worth.pays.value,
            worth.amount,
            worth.tax_free,
            worth.minutes,
            was,
            corrects,
            reason.value,
            worth.state.value,
            worth.clause[:60],
            text,
            worth.version,
        )


@transaction.atomic
def settle_run_again(run: Run, *, actor: Actor) -> Reckoning:
    """Settle a closed run again and keep in the trail that it was done, and what came of it.

    Refuses whoever does not pay, and a run that is still open.
    """
    policies.require_may_pay(actor)
    if run.standing is RunState.OPEN:
        raise RunRefused(_("Körningen är öppen. Den kan räknas om först när den är stängd."))
    found = _settled_again(run)
    audit.record(
        "remuneration.run.settled_again",
        subject=run,
        actor=actor,
        facts={"rows": len(found.rows), "total": found.total},
    )
    return found


@transaction.atomic
def mark_paid(run: Run, *, actor: Actor, at: dt.datetime) -> Run:
    """Say that the run has been paid.

    Refuses one that has not been made into a file, and a day before the one it is paid on.
    """
    policies.require_may_pay(actor)
    run = _locked(run)
    if RunState.PAID not in run.standing.next_states:
        raise RunRefused(
            _("Bara en körning som är överförd till lönesystemet kan bli utbetald.")
        )
    if local_day(at) < run.pays_on:
        raise RunRefused(
            _("Körningen betalas ut %(day)s. Skriv in det när den dagen har kommit."),
            day=say_day_long(run.pays_on, lang=current()),
        )
    run.state, run.paid_at = RunState.PAID, at
    run.save(update_fields=["state", "paid_at"])
    audit.record("remuneration.run.paid", subject=run, actor=actor)
    return run


def _locked(run: Run) -> Run:
    return Run.objects.select_for_update().get(pk=run.pk)


def _require_open(run: Run) -> None:
    if RunState.CLOSED not in run.standing.next_states or run.standing is not RunState.OPEN:
        raise RunRefused(_("Körningen är redan stängd. Läs in sidan på nytt."))
