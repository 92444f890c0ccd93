"""Queries of Django's that are compiled once, and planned once per connection.

To put a large query together takes Django longer than PostgreSQL needs to answer it, and
so does the planning. A query whose shape is always the same is therefore built once, with
marks where its parameters go, and from then on only executed (see ``kit.prepared``).
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db import connection
from django.db.models import Model, OuterRef, Q, QuerySet
from django.db.models.functions import JSONObject
from psycopg import sql

from samspel.kit.prepared import Prepared

# No key of a row: so that a parameter is known again among the constants of the query.
_MARK = -(2**61)


class PreparedQuery:
    """One query, given as a function of its parameters, all of them keys of rows.

    The function must give the same query whatever the keys are: ``values_list`` of what
    is wanted. What comes out of columns with JSON is text, for the caller to read.
    """

    def __init__(self, name: str, build: Callable[..., QuerySet[Any, Any]], *keys: str) -> None:
        self.name, self.build, self.keys = name, build, keys
        self._prepared: Prepared | None = None

    def rows(self, **given: int) -> list[tuple[Any, ...]]:
        """Run the query with the keys and give its rows."""
        if self._prepared is None:
            self._prepared = self._compiled()
        return self._prepared.rows(given)

    def _compiled(self) -> Prepared:
        marks = {key: _MARK - place for place, key in enumerate(self.keys)}
        text, constants = self.build(**marks).query.sql_with_params()
        named = {mark: f"%({key})s" for key, mark in marks.items()}
        written = tuple(named.get(each) or _literal(each) for each in map(_plain, constants))
        types = dict.fromkeys(self.keys, "bigint")
        return Prepared(self.name, text % written, **types)


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
