"""Imports: a file read, its columns mapped, its rows entered.

Rows are entered by the same acts as one at a time, with the same refusals and an entry
in the log each, in one transaction. Nothing that was in the register is changed by an
import, so undoing it (``undoing.py``) takes away what it made.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from hashlib import sha256
from typing import Any, TypeVar

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from samspel.audit.actors import Actor
from samspel.audit.services import record
from samspel.foundation.refusal import NotAllowed
from samspel.people import policies
from samspel.people.calculation.columns import (
    field_keys,
    guess_columns,
    heading_key,
    known_headings,
)
from samspel.people.calculation.sheets import read_sheet
from samspel.people.enums import ImportKind, ImportState
from samspel.people.errors import ImportRefused
from samspel.people.models import ColumnMemory, ImportBatch
from samspel.people.queries.imports import (
    RowPlan,
    is_worked_on,
    may_see_import,
    preview,
    remembered_columns,
)
from samspel.people.services.entering import Entering

Progress = Callable[[int], None]
Thing = TypeVar("Thing")
LOT = 500
"""How many rows are written at once, and between two words of how far it has come."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What entering a file did: how many rows, and those that the acts refused."""

    entered_count: int
    refused: list[RowPlan] = field(default_factory=list)


class RowsRefused(ImportRefused):
    """Some rows can't be entered, and all or none were asked for; ``rows`` says which."""

    def __init__(self, message: object, rows: list[RowPlan], **params: object) -> None:
        super().__init__(message, **params)
        self.rows = rows


@transaction.atomic
def read_import(kind: ImportKind, *, name: str, content: bytes, actor: Actor) -> ImportBatch:
    """Read a file for import, and guess what its columns mean.

    Takes the file's bytes; its kind is told by them and not by the name. Refuses (with
    UnreadableFile) what is no table, too large, or packed to deceive. The cells are
    kept until the rows are entered or the file is thrown away.
    """
    policies.require_may_keep(actor)
    sheet = read_sheet(content, known_headings(kind))
    batch = ImportBatch.objects.create(
        kind=kind,
        file_name=name[:200],
        file_sha256=sha256(content).hexdigest(),
        read_as={**sheet.read_as, "first_row": str(sheet.first_row)},
        header=sheet.header,
        rows=sheet.rows,
        row_count=len(sheet.rows),
        mapping=guess_columns(sheet.header, kind, remembered_columns(kind)),
        uploaded_by_id=actor.user_id,
        uploaded_by_name=actor.name,
    )
    record(
        "people.import.uploaded",
        subject=batch,
        actor=actor,
        facts={"kind": str(kind), "rows": batch.row_count, "sha256": batch.file_sha256},
    )
    return batch


@transaction.atomic
def map_columns(
    batch: ImportBatch, mapping: Mapping[str, int], options: Mapping[str, Any], *, actor: Actor
) -> ImportBatch:
    """Say which column fills which field, and what holds for the whole file.

    The choice is remembered by heading for the next file. Refuses unknown fields and
    columns, one column for two fields, and a batch that is entered.
    """
    batch = locked(batch, actor, ImportState.PREVIEWED)
    kind = ImportKind(batch.kind)
    _require_mapping(batch, mapping)
    batch.mapping, batch.options = dict(mapping), dict(options)
    batch.state = ImportState.PREVIEWED
    batch.save(update_fields=["mapping", "options", "state"])
    _remember(kind, batch)
    record(
        "people.import.mapped", subject=batch, actor=actor, facts={"fields": sorted(mapping)}
    )
    return batch


@transaction.atomic
def enter_import(
    batch: ImportBatch,
    *,
    only_good: bool,
    at: dt.datetime,
    actor: Actor,
    progress: Progress | None = None,
) -> Outcome:
    """Enter the file's rows in one transaction; ``progress`` is told how many are done.

    With ``only_good`` the rows that are wrong are left out; without it, one wrong row
    refuses them all (RowsRefused) and nothing is written. Rows whose content is in the
    register already are passed over. The cells are forgotten afterwards.
    """
    batch = locked(batch, actor, ImportState.COMMITTED, is_running=progress is not None)
    planned = preview(batch, partial(_keeps, actor))
    good, bad = planned.good, planned.bad
    if bad and not only_good:
        _refuse_rows(bad)
    entering = Entering(actor, good)
    refused: list[RowPlan] = []
    for rows in in_lots(entering.in_turn(good), progress):
        refused += entering.enter(rows)
    if refused and not only_good:
        _refuse_rows(refused)
    if not entering.changes:
        raise ImportRefused(_("Filen har inga nya rader att föra in."))
    batch.state = ImportState.COMMITTED
    batch.changes = entering.changes
    batch.entered_count = len(good) - len(refused)
    batch.committed_at = at
    batch.rows = []
    batch.save(update_fields=["state", "changes", "entered_count", "committed_at", "rows"])
    record(
        "people.import.entered",
        subject=batch,
        actor=actor,
        facts={
            "entered": batch.entered_count,
            "left_out": len(bad) + len(refused),
            "already": len(planned.already),
        },
    )
    return Outcome(batch.entered_count, [*bad, *refused])


@transaction.atomic
def discard_import(batch: ImportBatch, *, actor: Actor) -> ImportBatch:
    """Throw a file away that is not entered, with its cells."""
    batch = locked(batch, actor, ImportState.DISCARDED)
    batch.state, batch.rows = ImportState.DISCARDED, []
    batch.save(update_fields=["state", "rows"])
    record("people.import.discarded", subject=batch, actor=actor)
    return batch


def in_lots(rows: Sequence[Thing], progress: Progress | None) -> Iterator[Sequence[Thing]]:
    """Give the rows so many at a time, and tell after each lot how many are done."""
    for start in range(0, len(rows), LOT):
        lot = rows[start : start + LOT]
        yield lot
        if progress is not None:
            progress(start + len(lot))


def locked(
    batch: ImportBatch, actor: Actor, next_state: ImportState, *, is_running: bool = False
) -> ImportBatch:
    """Lock the batch; refuses others' imports and a move that its state does not allow.

    One that is worked on in the background is refused at once and not waited for:
    ``is_running`` is that work itself.
    """
    policies.require_may_keep(actor)
    if not is_running and is_worked_on(batch.pk):
        raise ImportRefused(
            _("Samspel arbetar med filen i bakgrunden just nu. Vänta tills det är klart.")
        )
    batch = ImportBatch.objects.select_for_update().get(pk=batch.pk)
    if not may_see_import(batch, actor):
        raise NotAllowed(_("Importen är någon annans. Be den som läste in filen."))
    state = ImportState(batch.state)
    if next_state not in state.next_states:
        raise ImportRefused(
            _("Importen är redan %(state)s. Läs in sidan på nytt."),
            state=str(_STATE_WORDS[state]),
        )
    return batch


_STATE_WORDS = {
    ImportState.UPLOADED: _("inläst men inte granskad"),
    ImportState.PREVIEWED: _("granskad"),
    ImportState.COMMITTED: _("införd"),
    ImportState.UNDONE: _("ångrad"),
    ImportState.DISCARDED: _("kastad"),
}


def _keeps(actor: Actor, body: Any) -> bool:
    """Tell whether the actor keeps the body."""
    return policies.may_keep_body(body, actor)


def _require_mapping(batch: ImportBatch, mapping: Mapping[str, int]) -> None:
    """Refuse a mapping that does not fit the file."""
    if not set(mapping) <= field_keys(ImportKind(batch.kind)):
        raise ImportRefused(_("Kolumnerna passar inte filen. Läs in sidan på nytt."))
    columns = list(mapping.values())
    if any(not 0 <= at < len(batch.header) for at in columns):
        raise ImportRefused(_("Kolumnerna passar inte filen. Läs in sidan på nytt."))
    if len(columns) != len(set(columns)):
        raise ImportRefused(_("En kolumn kan bara fylla ett fält. Välj en annan för det ena."))


def _remember(kind: ImportKind, batch: ImportBatch) -> None:
    """Remember what each heading meant."""
    ColumnMemory.objects.bulk_create(
        [
            ColumnMemory(kind=kind, heading=heading_key(batch.header[at]), field=key)
            for key, at in batch.mapping.items()
        ],
        update_conflicts=True,
        unique_fields=["kind", "heading"],
        update_fields=["field"],
    )


def _refuse_rows(rows: list[RowPlan]) -> None:
    """Refuse the whole file for the sake of some rows."""
    raise RowsRefused(
        _("%(count)s rader går inte att föra in, så inget har ändrats. Se vilka nedan."),
        rows,
        count=len(rows),
    )
