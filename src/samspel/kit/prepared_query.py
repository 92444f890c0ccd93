"""Queries of Django's that are compiled once, and planned once per connection.

To put a large query together takes Django longer than PostgreSQL needs to answer it, and
so does the planning. A query whose shape is always the same is therefore built once, with
marks where its parameters go, and from then on only executed (see ``kit.prepared``).
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Generic, TypeVar, cast
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.db import connection
from django.db.models import Model, OuterRef, Q, QuerySet
from django.db.models.functions import JSONObject
from psycopg import sql

from samspel.kit.prepared import Prepared

Row = TypeVar("Row", bound=Model)

# No key of a row: so that a parameter is known again among the constants of the query.
_MARK = 2**61
_MARKS: dict[str, Callable[[int], Any]] = {
    "bigint": lambda place: -(_MARK + place),
    "uuid": lambda place: UUID(int=_MARK + place),
}


class PreparedQuery:
    """One query, given as a function of its parameters, all of them keys of rows.

    A key is a number; one that is a uuid is named so: "uuid::uuid". The function must give
    the same query whatever the keys are: ``values_list`` of what is wanted. What comes out of
    columns with JSON is text, for the caller to read.
    """

    def __init__(self, name: str, build: Callable[..., QuerySet[Any, Any]], *keys: str) -> None:
        self.name, self.build = name, build
        self.types = {
            key: kind or "bigint" for key, _, kind in (k.partition("::") for k in keys)
        }
        self._prepared: Prepared | None = None

    def rows(self, **given: int | UUID) -> list[tuple[Any, ...]]:
        """Run the query with the keys and give its rows."""
        if self._prepared is None:
            self._prepared = self._compiled()
        return self._prepared.rows(given)

    def _compiled(self) -> Prepared:
        marks = {
            key: _MARKS[kind](place) for place, (key, kind) in enumerate(self.types.items())
        }
        text, constants = self.build(**marks).query.sql_with_params()
        named = {mark: f"%({key})s" for key, mark in marks.items()}
        written = tuple(named.get(each) or _literal(each) for each in map(_plain, constants))
        return Prepared(self.name, text % written, **self.types)


class PreparedObjects(Generic[Row]):
    """Whole rows of a model, and of what ``joined`` names beside them, as objects.

    ``build`` gives the query of a key, as for ``PreparedQuery``; the columns are added to it.
    What the query annotates the rows with, and ``annotated`` names, the objects have too.
    """

    def __init__(
        self,
        name: str,
        model: type[Row],
        build: Callable[..., QuerySet[Any, Any]],
        *keys: str,
        joined: tuple[str, ...] = (),
        annotated: tuple[str, ...] = (),
    ) -> None:
        self.model, self.joined, self.annotated = model, joined, annotated
        self._query = PreparedQuery(
            name, lambda **given: build(**given).values_list(*self._columns()), *keys
        )

    def objects(self, **given: int | UUID) -> list[Row]:
        """Run the query with the keys and give the objects, each with its joined ones."""
        return [self._object(row) for row in self._query.rows(**given)]

    @cached_property
    def _parts(self) -> list[tuple[str, type[Model], list[_Read]]]:
        """Give what a row is cut into: whose attribute, which model, how columns are read."""
        related = [(name, _model_at(self.model, name)) for name in self.joined]
        whole: list[tuple[str, type[Model]]] = [("", self.model), *related]
        return [(name, model, _reads(model)) for name, model in whole]

    def _columns(self) -> list[str]:
        return [
            f"{at}__{column}" if at else column
            for at, _model, reads in self._parts
            for column, _converters in reads
        ] + list(self.annotated)

    def _object(self, row: tuple[Any, ...]) -> Row:
        found: list[tuple[str, Model]] = []
        taken = 0
        for at, model, reads in self._parts:
            values = row[taken : taken + len(reads)]
            found.append((at, _made(model, reads, values)))
            taken += len(reads)
        whole = found[0][1]
        for at, joined in found[1:]:
            setattr(whole, at, joined)
        for name, value in zip(self.annotated, row[taken:], strict=True):
            setattr(whole, name, value)
        return cast("Row", whole)


_Read = tuple[str, list[Callable[[Any, Any, Any], Any]]]


def _reads(model: type[Model]) -> list[_Read]:
    """Give the model's columns, each with what Django does to a value that it reads."""
    return [
        (each.attname, each.get_db_converters(connection))
        for each in model._meta.concrete_fields
    ]


def _made(model: type[Model], reads: list[_Read], values: tuple[Any, ...]) -> Model:
    read = list(values)
    for place, (_column, converters) in enumerate(reads):
        for each in converters:
            read[place] = each(read[place], None, connection)
    return model.from_db(connection.alias, [column for column, _ in reads], read)


def _model_at(model: type[Model], name: str) -> type[Model]:
    return cast("type[Model]", model._meta.get_field(name).related_model)


def _plain(value: Any) -> Any:
    """Give the characters of a word that is also a member of an enumeration."""
    return str(value) if isinstance(value, str) else value


def _literal(value: Any) -> str:
    """Write a constant of the query as PostgreSQL reads it."""
    connection.ensure_connection()
    with connection.wrap_database_errors:
        text = sql.Literal(value).as_string(connection.connection)
    return text.replace("%", "%%")


@dataclass(frozen=True, slots=True)
class JsonRows:
    """What belongs to a row in another table, read as JSON in one column of its own.

    ``read`` names what is read of each; "mover=mover_id" reads a column under another name.
    ``at`` is the way from the table to the row ("item"), empty where all of the table is
    meant; ``only`` is what must hold besides.
    """

    table: type[Model]
    read: str
    at: str
    order: str = "id"
    only: Q = field(default_factory=Q)

    def column(self) -> ArraySubquery:
        """Give the column: the rows in their order, each as an object."""
        named = (each.partition("=") for each in self.read.split())
        fields = {name: column or name for name, _sign, column in named}
        here = {self.at: OuterRef("pk")} if self.at else {}
        rows = self.table._default_manager.filter(self.only, **here)
        return ArraySubquery(rows.order_by(self.order, "pk").values(json=JSONObject(**fields)))


def read_json(texts: list[str] | None) -> list[Any]:
    """Read a column that holds a list of rows as JSON."""
    return [json.loads(each) for each in texts or ()]
