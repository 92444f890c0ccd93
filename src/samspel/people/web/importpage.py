"""What the pages of an import show."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext

from samspel.audit.actors import Actor
from samspel.foundation.labels import mark as _
from samspel.kit import exports, tables
from samspel.kit.enums import label_of
from samspel.kit.rows import Fact
from samspel.people import policies
from samspel.people.enums import ImportKind, ImportState, RunWork
from samspel.people.models import Body, ImportBatch, ImportRun
from samspel.people.queries.imports import Preview, RowPlan
from samspel.people.web.importforms import ColumnsForm, EnterForm

SHOWN = 100
_LONG = 500
"""Rows: more than this takes longer than anybody should wait for a page."""
_SAMPLE = 3
_DELIMITERS = {";": _("semikolon"), ",": _("komma"), "\t": _("tabb"), "|": _("lodstreck")}


def keeps(actor: Actor) -> Callable[[Body], bool]:
    """Give the question of whether the actor keeps a body."""
    return lambda body: policies.may_keep_body(body, actor)


def kinds() -> list[tuple[str, str]]:
    """Give the kinds of files, with the address of an empty one of each."""
    return [
        (gettext(kind.label), reverse("people:import-template", args=[kind.value]))
        for kind in ImportKind
    ]


def batch_item(batch: ImportBatch) -> dict[str, Any]:
    """Give an import as the list shows it."""
    state = ImportState(batch.state)
    page = "import-columns" if state is ImportState.UPLOADED else "import-review"
    return {
        "batch": batch,
        "kind": label_of(ImportKind, batch.kind),
        "state": label_of(ImportState, batch.state),
        "state_mark": {
            ImportState.UPLOADED: "half",
            ImportState.PREVIEWED: "half",
            ImportState.COMMITTED: "done",
        }.get(state, ""),
        "url": reverse(f"people:{page}", args=[batch.uuid]),
    }


def columns_context(batch: ImportBatch, form: ColumnsForm) -> dict[str, Any]:
    """Give the file's first rows beside the questions about its columns."""
    return {
        "batch": batch,
        "read_as": _read_as(batch),
        "header": batch.header,
        "sample": batch.rows[:_SAMPLE],
        "column_fields": [form[name] for name in form.fields if name.startswith("falt_")],
        "option_fields": [form[name] for name in form.fields if not name.startswith("falt_")],
        "discard_url": reverse("people:import-discard", args=[batch.uuid]),
    }


def review_context(batch: ImportBatch, seen: Preview | None, form: EnterForm) -> dict[str, Any]:
    """Give what every row would do; of an import that is over, what became of it."""
    state = ImportState(batch.state)
    return {
        "batch": batch,
        "form": form,
        "about": _facts(batch),
        "is_open": seen is not None,
        "may_undo": state is ImportState.COMMITTED,
        "good": _rows(seen.good if seen else []),
        "good_count": len(seen.good) if seen else 0,
        "bad": _rows(seen.bad if seen else []),
        "bad_count": len(seen.bad) if seen else 0,
        "already_count": len(seen.already) if seen else 0,
        "new_persons": seen.new_persons if seen else 0,
        "is_long": is_long(batch),
        "shown": SHOWN,
        "urls": {
            name: reverse(f"people:import-{name}", args=[batch.uuid])
            for name in ("columns", "review", "enter", "undo", "discard")
        },
    }


def export_problems(request: HttpRequest, batch: ImportBatch, seen: Preview) -> HttpResponse:
    """Give the wrong rows as a file to mend: their cells, and what is wrong."""
    names = [gettext("Rad"), *batch.header, gettext("Vad som är fel")]
    columns = [tables.Column(str(at), name) for at, name in enumerate(names)]
    cells = [
        [row.number, *row.cells, " ".join(_say(problem) for problem in row.problems)]
        for row in seen.bad
    ]
    file = exports.export(request, "felaktiga-rader", columns, cells)
    return file or HttpResponse(status=404)


def is_long(batch: ImportBatch) -> bool:
    """Tell whether a file is so large that its rows are entered in the background."""
    return max(batch.row_count, len(batch.changes)) > _LONG


def run_context(run: ImportRun | None) -> dict[str, Any]:
    """Give the work in the background as the page shows it: going on, or how it ended."""
    if run is None:
        return {"run": None}
    return {
        "run": run,
        "run_label": label_of(RunWork, run.work),
        "run_problems": run.problems,
        "is_running": run.ended_at is None,
    }


def _rows(rows: list[RowPlan]) -> list[dict[str, Any]]:
    """Give the first rows as the page lists them."""
    return [
        {
            "number": row.number,
            "summary": row.summary or " · ".join(cell for cell in row.cells if cell)[:120],
            "problems": row.problems,
        }
        for row in rows[:SHOWN]
    ]


def _say(problem: Any) -> str:
    """Say a problem on one line."""
    return f"{problem.column}: {problem.what} {problem.right}".strip()


def _facts(batch: ImportBatch) -> list[Fact]:
    """Give the facts of an import."""
    facts = [
        Fact(gettext("Innehåll"), label_of(ImportKind, batch.kind)),
        Fact(gettext("Läge"), label_of(ImportState, batch.state)),
        Fact(gettext("Läst som"), _read_as(batch)),
        Fact(gettext("Rader i filen"), str(batch.row_count)),
        Fact(gettext("Uppladdad av"), batch.uploaded_by_name),
    ]
    if batch.committed_at:
        facts.append(Fact(gettext("Införda rader"), str(batch.entered_count)))
    return facts


def _read_as(batch: ImportBatch) -> str:
    """Say how the file was understood: "UTF-8, semikolon, rubriker på rad 1"."""
    read_as = batch.read_as
    parts = [read_as.get("encoding", "")]
    if delimiter := _DELIMITERS.get(read_as.get("delimiter", "")):
        parts.append(gettext(delimiter))
    if sheet := read_as.get("sheet"):
        parts.append(gettext("bladet %(sheet)s") % {"sheet": sheet})
    row = read_as.get("heading_row", "1")
    parts.append(gettext("rubriker på rad %(row)s") % {"row": row})
    return ", ".join(part for part in parts if part)
