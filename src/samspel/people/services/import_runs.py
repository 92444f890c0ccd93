"""Large files: asked for by a person, carried out in the background by the same acts.

Who asks waits for nothing; how far it has come is told meanwhile, and how it ended is
kept and told. It is all entered or nothing, as for a small file: work that is broken off
has changed nothing, and is done from the beginning by whoever takes it up.
"""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db import transaction
from django.utils.translation import gettext, ngettext

from samspel.audit.actors import Actor
from samspel.audit.services import record
from samspel.foundation.refusal import Refused
from samspel.people import events
from samspel.people.enums import ImportState, RunWork
from samspel.people.models import ImportBatch, ImportRun
from samspel.people.queries.imports import RowPlan
from samspel.people.services.imports import (
    Outcome,
    Progress,
    RowsRefused,
    enter_import,
    locked,
)
from samspel.people.services.undoing import undo_import

_MOST_PROBLEMS = 100


@transaction.atomic
def ask_to_enter(
    batch: ImportBatch, *, only_good: bool, at: dt.datetime, actor: Actor
) -> ImportRun:
    """Ask for a large file's rows to be entered in the background.

    Refuses what ``enter_import`` refuses before it begins, and a file that is worked on.
    """
    batch = locked(batch, actor, ImportState.COMMITTED)
    return _asked(batch, RunWork.ENTER, batch.row_count, at, actor, only_good=only_good)


@transaction.atomic
def ask_to_undo(batch: ImportBatch, *, at: dt.datetime, actor: Actor) -> ImportRun:
    """Ask for a large import to be undone in the background; refuses as ``undo_import``."""
    batch = locked(batch, actor, ImportState.UNDONE)
    return _asked(batch, RunWork.UNDO, len(batch.changes), at, actor)


def _asked(
    batch: ImportBatch,
    work: RunWork,
    count: int,
    at: dt.datetime,
    actor: Actor,
    *,
    only_good: bool = False,
) -> ImportRun:
    """Write what was asked for in the place of what was done before, and tell the queue."""
    ImportRun.objects.filter(batch=batch).delete()
    run = ImportRun.objects.create(
        batch=batch,
        work=work,
        only_good=only_good,
        asked_by_id=actor.user_id or 0,
        asked_at=at,
        total_count=count,
    )
    record(
        "people.import.asked",
        subject=batch,
        actor=actor,
        facts={"work": str(work), "rows": count},
    )
    events.import_asked.send(ImportRun, row=run, actor=actor)
    return run


def carry_out(
    run: ImportRun, *, actor: Actor, at: dt.datetime, progress: Progress
) -> ImportRun:
    """Do what was asked for, and keep how it ended, in the language that is on.

    A refusal ends it and is kept with the rows that it was about; what was done by
    somebody who was killed before saying so is not done again.
    """
    run.problems, run.was_refused = [], False
    try:
        run.said = _done(run, actor, at, progress)
    except Refused as refusal:
        run.said, run.was_refused = refusal.message, True
        if isinstance(refusal, RowsRefused):
            run.problems = _shown(refusal.rows)
    run.ended_at, run.done_count = at, run.done_count if run.was_refused else run.total_count
    run.save(update_fields=["said", "was_refused", "problems", "ended_at", "done_count"])
    return run


def _done(run: ImportRun, actor: Actor, at: dt.datetime, progress: Progress) -> str:
    """Enter or undo, and say what came of it."""
    batch = ImportBatch.objects.get(pk=run.batch_id)
    if run.work == RunWork.UNDO:
        if batch.state != ImportState.UNDONE:
            undo_import(batch, at=at, actor=actor, progress=progress)
        return gettext("Importen är ångrad.")
    if batch.state == ImportState.COMMITTED:
        return said_of(Outcome(batch.entered_count))
    outcome = enter_import(
        batch, only_good=run.only_good, at=at, actor=actor, progress=progress
    )
    run.problems = _shown(outcome.refused)
    return said_of(outcome)


def said_of(outcome: Outcome) -> str:
    """Say how many rows were entered, and how many were passed over."""
    said = ngettext(
        "%(count)s rad är införd.", "%(count)s rader är införda.", outcome.entered_count
    ) % {"count": outcome.entered_count}
    if outcome.refused:
        said += " " + ngettext(
            "%(count)s rad hoppades över.",
            "%(count)s rader hoppades över.",
            len(outcome.refused),
        ) % {"count": len(outcome.refused)}
    return said


def _shown(rows: list[RowPlan]) -> list[dict[str, Any]]:
    """Give the first wrong rows as they are kept: their numbers, and what is wrong."""
    return [
        {
            "number": row.number,
            "what": " ".join(
                f"{each.column}: {each.what} {each.right}".strip() for each in row.problems
            ),
        }
        for row in rows[:_MOST_PROBLEMS]
    ]


def come_so_far(run_id: int, count: int, using: Any) -> None:
    """Write how far the work has come, on a connection of its own that commits at once."""
    with using.cursor() as cursor:
        cursor.execute(
            "UPDATE people_importrun SET done_count = %s, touched_at = now() WHERE id = %s",
            [count, run_id],
        )
