"""An import undone: what it made is taken away again, all or nothing.

What was made is read, judged and taken away many rows at a time: a person alone is
asked for by some hundred tables, and asking each of them row by row takes hours.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NoReturn

from django.apps import apps
from django.db import transaction
from django.db.models import Model, ProtectedError
from django.utils.translation import gettext_lazy as _

from samspel.audit.actors import Actor
from samspel.audit.services import record
from samspel.people import events
from samspel.people.enums import ImportState
from samspel.people.errors import ImportRefused
from samspel.people.models import Employment, ImportBatch, Mandate, Versioned
from samspel.people.services.imports import Progress, in_lots, locked

# What rests on something else first: the order in which it can be taken away.
_ORDER = ("mandate", "employment", "unit", "operation", "department", "person")
_WITH: Mapping[str, tuple[str, ...]] = {
    "mandate": ("person", "body", "party"),
    "employment": ("person",),
}
_Made = tuple[Versioned, int]


@transaction.atomic
def undo_import(
    batch: ImportBatch, *, at: dt.datetime, actor: Actor, progress: Progress | None = None
) -> ImportBatch:
    """Take away everything that an import made.

    Refuses, and takes nothing away, when something of it has been changed since or when
    something else rests on it. Tells the floors above of each mandate and of the
    employments.
    """
    batch = locked(batch, actor, ImportState.UNDONE, is_running=progress is not None)
    made = _made(batch.changes)
    touched = _concerned(made)
    ordered = [each for model in _ORDER for each in made.get(model, [])]
    for lot in in_lots(ordered, progress):
        _take_away(lot, actor)
    batch.state, batch.undone_at = ImportState.UNDONE, at
    batch.save(update_fields=["state", "undone_at"])
    record(
        "people.import.undone",
        subject=batch,
        actor=actor,
        facts={"count": len(batch.changes)},
        also=_left(touched),
    )
    return batch


def _made(changes: Sequence[Mapping[str, Any]]) -> dict[str, list[_Made]]:
    """Give the rows that the import made, locked, by model; refuses if one was changed."""
    keys: dict[str, list[int]] = defaultdict(list)
    for change in changes:
        keys[change["model"]].append(change["pk"])
    rows: dict[tuple[str, int], Any] = {}
    for name, wanted in keys.items():
        found = apps.get_model("people", name)._default_manager.filter(pk__in=wanted)
        found = found.select_related(*_WITH[name]) if name in _WITH else found
        for row in found.select_for_update(of=("self",)).order_by("pk"):
            rows[name, row.pk] = row
    made: dict[str, list[_Made]] = defaultdict(list)
    for change in reversed(changes):
        row = rows.get((change["model"], change["pk"]))
        if row is None or row.version != change["version"]:
            raise ImportRefused(
                _(
                    "Rad %(row)s har ändrats i registret sedan importen, så den går inte att "
                    "ångra. Rätta i registret i stället."
                ),
                row=change["row"],
            )
        made[change["model"]].append((row, change["row"]))
    return made


def _concerned(made: Mapping[str, Iterable[_Made]]) -> dict[type[Model], set[int]]:
    """Give the objects whose pages should show that something was taken away: their keys."""
    keys: dict[type[Model], set[int]] = defaultdict(set)
    for each, _number in (*made.get("mandate", ()), *made.get("employment", ())):
        if isinstance(each, Mandate):
            keys[type(each.body)].add(each.body_id)
        if isinstance(each, Mandate | Employment):
            keys[type(each.person)].add(each.person_id)
    return keys


def _left(touched: Mapping[type[Model], set[int]]) -> list[Model]:
    """Give those of the objects that are in the register still."""
    return [
        each
        for model, keys in touched.items()
        for each in model._default_manager.filter(pk__in=keys).order_by("pk")
    ]


def _take_away(lot: Sequence[_Made], actor: Actor) -> None:
    """Delete some rows, in the order that they stand in; refuses when something rests on one."""
    by_model: dict[type[Versioned], dict[int, _Made]] = {}
    for row, number in lot:
        by_model.setdefault(type(row), {})[row.pk] = (row, number)
    for model, made in by_model.items():
        rows = [row for row, _number in made.values()]
        for row in rows:
            if isinstance(row, Mandate):
                events.mandate_ended.send(Mandate, row=row, actor=actor)
        try:
            model._default_manager.filter(pk__in=list(made)).delete()
        except ProtectedError as protected:
            _refuse(protected, model, made)
        if model is Employment:
            events.employments_withdrawn.send(Employment, rows=rows, actor=actor)


def _refuse(
    protected: ProtectedError, model: type[Versioned], made: Mapping[int, _Made]
) -> NoReturn:
    """Refuse to undo, and name the first row in the file that something rests on."""
    held = [
        made[key]
        for other in protected.protected_objects
        for field in other._meta.concrete_fields
        if field.related_model is model and (key := getattr(other, field.attname)) in made
    ]
    row, number = min(held or made.values(), key=lambda each: each[1])
    raise ImportRefused(
        _(
            "Rad %(row)s (%(what)s) går inte att ångra: annat i kommunen bygger på den. "
            "Rätta i registret i stället."
        ),
        row=number,
        what=str(row),
    ) from None
