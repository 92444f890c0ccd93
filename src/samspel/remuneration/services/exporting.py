"""Files to other systems: made once from a closed run, taken back by a batch of their own.

The batch and the file commit together, so that a run has been sent or has not. What a file
said is kept in the row; nothing of it changes afterwards but its receipt.
"""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import dataclass
from hashlib import sha256
from uuid import UUID, uuid4

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from samspel.audit import services as audit
from samspel.audit.actors import Actor
from samspel.foundation.dates import local
from samspel.foundation.hashing import digest_of
from samspel.remuneration import payroll_policies as policies
from samspel.remuneration.calculation.bookkeeping import balanced, bookings
from samspel.remuneration.calculation.layout import (
    Batch,
    Fault,
    Layout,
    Unfit,
    as_json,
    columns_file,
    layout_of,
)
from samspel.remuneration.calculation.paxml import Sender, paxml
from samspel.remuneration.calculation.pay_rows import (
    CodeKey,
    PayRow,
    as_text,
    from_text,
    pay_rows,
    whole,
)
from samspel.remuneration.enums import FileKind, Pays, RunState
from samspel.remuneration.errors_runs import ExportRefused
from samspel.remuneration.models import FileLayout, PayrollFile, Run
from samspel.remuneration.queries.payroll import (
    pay_codes,
    payments_of,
    remuneration_settings,
)

_NAMES = {
    FileKind.PAXML: "arvoden-{0:%Y-%m}-{1}.xml",
    FileKind.COLUMNS: "arvoden-{0:%Y-%m}-{1}.txt",
    FileKind.BOOKKEEPING: "bokforing-{0:%Y-%m}-{1}.txt",
}
_UNFIT = {
    Fault.WIDTH: _(
        "Ett värde får inte plats i kolumnen %(column)s. Gör kolumnen bredare och gör om."
    ),
    Fault.DECIMALS: _(
        "Ett tal i kolumnen %(column)s har fler decimaler än kolumnen. Ge den fler och gör om."
    ),
    Fault.SIGN: _(
        "Ett tal i kolumnen %(column)s är negativt, och kolumnen skriver inget tecken. Välj "
        "hur minus ska skrivas och gör om."
    ),
}
_SHOWN = 5


@dataclass(frozen=True)
class _Made:
    """A file before it is kept."""

    uuid: UUID
    rows: list[PayRow]
    layout: Layout
    content: bytes


@transaction.atomic
def export_run(run: Run, layout: FileLayout, *, actor: Actor, at: dt.datetime) -> PayrollFile:
    """Make a file of a closed run: once to payroll, in one layout, and once per other layout.

    A run that goes to payroll is then exported. Refuses whoever does not pay, a run that is
    open, has been sent in this layout or to payroll in another (a cancelling batch comes
    first), a payment without a pay type, and a person whom payroll can't tell.
    """
    policies.require_may_pay(actor)
    run = Run.objects.select_for_update().get(pk=run.pk)
    _require_closed(run)
    _require_not_sent(run, layout)
    rows = _rows_of(run, layout)
    form = _layout_of(layout)
    kept = _kept(run, layout, _made(run, form, rows, at), actor=actor, at=at)
    if layout.kind != FileKind.BOOKKEEPING and run.state == RunState.CLOSED:
        run.state = RunState.EXPORTED
        run.save(update_fields=["state"])
    audit.record("remuneration.file.made", subject=run, actor=actor, facts=_facts(kept))
    return kept


@transaction.atomic
def cancel_file(file: PayrollFile, *, actor: Actor, at: dt.datetime) -> PayrollFile:
    """Take a file back: a batch with the same rows and opposite signs.

    The run may then be made into such a file again. Refuses one that has been taken back,
    that is itself a cancelling batch, whose numbers are weeded, or whose run is paid.
    """
    policies.require_may_pay(actor)
    run = Run.objects.select_for_update().get(pk=file.run_id)
    file = PayrollFile.objects.select_for_update().get(pk=file.pk)
    _require_standing(file, run)
    kept = json.loads(bytes(file.payload or b"{}"))
    rows = [row.reversed() for row in from_text(kept["rows"])]
    made = _made(run, layout_of(kept["layout"]), rows, at)
    file.is_standing = False
    file.save(update_fields=["is_standing"])
    back = _kept(run, file.layout, made, actor=actor, at=at, cancels=file)
    standing = PayrollFile.objects.filter(run=run, is_standing=True)
    if not standing.exclude(layout__kind=FileKind.BOOKKEEPING).exists():
        run.state = RunState.CLOSED
        run.save(update_fields=["state"])
    audit.record(
        "remuneration.file.cancelled",
        subject=run,
        actor=actor,
        facts={**_facts(back), "cancels": str(file.uuid)},
    )
    return back


@transaction.atomic
def record_receipt(
    file: PayrollFile, *, receipt: str, actor: Actor, at: dt.datetime
) -> PayrollFile:
    """Write down that the other system has taken the file. Refuses an empty receipt."""
    policies.require_may_pay(actor)
    if not receipt.strip():
        raise ExportRefused(_("Skriv vad mottagaren har svarat, till exempel ett nummer."))
    file = PayrollFile.objects.select_for_update().select_related("run").get(pk=file.pk)
    file.receipt, file.received_at = receipt.strip()[:200], at
    file.save(update_fields=["receipt", "received_at"])
    audit.record(
        "remuneration.file.received",
        subject=file.run,
        actor=actor,
        facts={"batch": str(file.uuid), "receipt": digest_of(file.receipt)},
    )
    return file


@transaction.atomic
def hand_out(file: PayrollFile, *, actor: Actor) -> bytes:
    """Give the file to whoever pays, as a disclosure in the trail: it holds identity numbers.

    Refuses whoever does not pay, and a file that has been weeded.
    """
    policies.require_may_pay(actor)
    if file.content is None:
        raise ExportRefused(_("Filen är gallrad. Dess kontrollsumma finns kvar."))
    audit.record(
        "remuneration.file.read",
        subject=file.run,
        actor=actor,
        facts={"batch": str(file.uuid)},
    )
    return bytes(file.content)


def _require_closed(run: Run) -> None:
    if run.state not in {RunState.CLOSED, RunState.EXPORTED, RunState.PAID}:
        raise ExportRefused(_("Körningen är öppen. Stäng den innan den överförs."))


def _require_not_sent(run: Run, layout: FileLayout) -> None:
    """Refuse what would pay twice: the same layout again, or a second one to payroll."""
    standing = PayrollFile.objects.filter(run=run, is_standing=True)
    for each in standing.defer("content", "payload").select_related("layout"):
        if each.layout_id == layout.pk:
            raise ExportRefused(
                _(
                    "Körningen är redan överförd i det här formatet. Ta tillbaka den "
                    "överföringen först, om den ska göras om."
                )
            )
        if FileKind.BOOKKEEPING not in (each.layout.kind, layout.kind):
            raise ExportRefused(
                _(
                    "Körningen är redan överförd till lönesystemet i formatet %(layout)s. Ta "
                    "tillbaka den överföringen först, annars betalas allt två gånger."
                ),
                layout=each.layout.name,
            )


def _require_standing(file: PayrollFile, run: Run) -> None:
    if file.cancels_id is not None or not file.is_standing:
        raise ExportRefused(_("Överföringen är redan återtagen. Läs in sidan på nytt."))
    if file.payload is None:
        raise ExportRefused(_("Filen är gallrad och kan inte tas tillbaka."))
    if run.state == RunState.PAID and file.layout.kind != FileKind.BOOKKEEPING:
        raise ExportRefused(
            _("Körningen är utbetald. Det som är fel rättas i nästa körning i stället.")
        )


def _rows_of(run: Run, layout: FileLayout) -> list[PayRow]:
    rows, missing = pay_rows(payments_of(run), pay_codes())
    if missing:
        raise ExportRefused(
            _("Det saknas löneart för %(what)s. Lägg upp den och gör om."),
            what=", ".join(sorted({_said(each) for each in missing})),
        )
    if layout.kind == FileKind.BOOKKEEPING:
        if any(not row.account for row in rows):
            raise ExportRefused(_("En löneart saknar kontosträng. Skriv in den och gör om."))
        return bookings(rows, run.pays_on)
    unknown = list(
        dict.fromkeys(
            row.name for row in rows if not (row.identity_number or row.employee_number)
        )
    )
    if unknown:
        names = ", ".join(unknown[:_SHOWN]) + (" …" if len(unknown) > _SHOWN else "")
        raise ExportRefused(
            _(
                "Personnummer eller anställningsnummer saknas för %(names)s. Skriv in dem först."
            ),
            names=names,
        )
    return rows


def _said(key: CodeKey) -> str:
    pays, rule, is_free = key
    return f"{Pays(pays).label} ({rule}{', skattefri' if is_free else ''})"


def _layout_of(layout: FileLayout) -> Layout:
    return layout_of(
        {
            "columns": layout.columns,
            "separator": layout.separator,
            "decimal_sign": layout.decimal_sign,
            "encoding": layout.encoding,
            "line_end": layout.line_end,
            "has_header": layout.has_header,
            "kind": layout.kind,
        }
    )


def _made(run: Run, layout: Layout, rows: list[PayRow], at: dt.datetime) -> _Made:
    """Write the rows. The batch's own id stands in the file."""
    uuid = uuid4()
    if layout.kind == FileKind.PAXML:
        own = remuneration_settings()
        sender = Sender(
            own.municipality.name,
            own.employer_number,
            local(at),
            uuid.hex,
            f"Arvoden {run.month:%Y-%m}",
        )
        return _Made(uuid, rows, layout, paxml(rows, sender, layout.encoding))
    try:
        content = columns_file(
            balanced(rows, layout.counter), layout, Batch(uuid.hex, run.pays_on)
        )
    except Unfit as unfit:
        raise ExportRefused(_UNFIT[unfit.fault], column=unfit.column) from unfit
    return _Made(uuid, rows, layout, content)


def _kept(
    run: Run,
    layout: FileLayout,
    made: _Made,
    *,
    actor: Actor,
    at: dt.datetime,
    cancels: PayrollFile | None = None,
) -> PayrollFile:
    earlier = PayrollFile.objects.filter(run=run, layout=layout)
    number = (earlier.aggregate(last=Max("number"))["last"] or 0) + 1
    payload = {"rows": as_text(made.rows), "layout": as_json(made.layout)}
    return PayrollFile.objects.create(
        uuid=made.uuid,
        run=run,
        layout=layout,
        number=number,
        name=_NAMES[FileKind(layout.kind)].format(run.month, number),
        content=made.content,
        payload=json.dumps(payload, ensure_ascii=False).encode(),
        sha256=sha256(made.content).hexdigest(),
        row_count=len(made.rows),
        total=whole(made.rows),
        made_at=at,
        made_by_id=_maker(actor),
        cancels=cancels,
        is_standing=cancels is None,
    )


def _maker(actor: Actor) -> int:
    """Give who makes the file: a person, who answers for the disclosure."""
    if actor.person_id is None:
        raise ExportRefused(_("En fil med personnummer görs av en person, inte av systemet."))
    return actor.person_id


def _facts(file: PayrollFile) -> dict[str, object]:
    return {
        "batch": str(file.uuid),
        "layout": file.layout.name,
        "rows": file.row_count,
        "total": file.total,
        "sha256": file.sha256,
        "persons_disclosed": file.layout.kind != FileKind.BOOKKEEPING,
    }
