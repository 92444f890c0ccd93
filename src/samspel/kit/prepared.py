"""Statements that PostgreSQL plans once per connection, for what every page asks.

Planning a statement that joins many tables takes longer than running it. What is prepared
is kept by the connection, also when a transaction is rolled back; a server restart or a
new connection begins again. (Behind a pooler it must therefore pool by session.)

The start page asks every module. So that its cost does not grow with the modules, what
they ask is sent as one statement (``together``); each then reads its own rows.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cached_property
from typing import Any
from uuid import UUID
from weakref import WeakKeyDictionary

from django.db import connection
from psycopg import adapters
from psycopg.pq import Format

_PLACEHOLDER = re.compile(r"%\((\w+)\)s")
_READERS: dict[str, Callable[[str], Any]] = {
    "text": str,
    "uuid": UUID,
    "bigint": int,
    "boolean": lambda text: text == "true",
    "date": dt.date.fromisoformat,
    "timestamptz": dt.datetime.fromisoformat,
}
_INSTANTS = adapters.get_loader(adapters.types["timestamptz"].oid, Format.TEXT)
_prepared: WeakKeyDictionary[Any, set[str]] = WeakKeyDictionary()
# Per statement's name: the parameters it was asked with, and its rows.
Answers = Mapping[str, tuple[dict[str, Any], list[tuple[Any, ...]]]]
_answered: ContextVar[Answers | None] = ContextVar("samspel_answered", default=None)


class Prepared:
    """One statement with named placeholders and the type of each.

    ``types`` are PostgreSQL's names of them: ``person="bigint"``. A statement is refused
    (KeyError) where a placeholder has no type. ``gives`` names the types of the columns,
    for a statement that may be asked together with others.
    """

    def __init__(self, name: str, text: str, gives: str = "", **types: str) -> None:
        self.name = f"samspel_{name}"
        self.order = tuple(dict.fromkeys(_PLACEHOLDER.findall(text)))
        self.types = tuple(types[each] for each in self.order)
        self.readers = tuple(_READERS[each] for each in gives.split())
        self.text = text

    def rows(self, params: Mapping[str, Any]) -> list[tuple[Any, ...]]:
        """Run the statement and give its rows, unless they have been asked for already."""
        known = _answered.get() or {}
        if self.is_answered(known, params):
            return known[self.name][1]
        return _run(self.name, self.alone, self.types, self.values(params))

    def is_answered(self, known: Answers, params: Mapping[str, Any]) -> bool:
        """Tell whether the statement is among those answered, with the same parameters."""
        return self.name in known and known[self.name][0] == self.given(params)

    @cached_property
    def alone(self) -> str:
        """The text with its placeholders numbered, for when it is asked by itself."""
        return self.numbered(1)

    def numbered(self, first: int) -> str:
        """Give the text with PostgreSQL's own placeholders, counted from ``first``."""
        numbers = {each: f"${place}" for place, each in enumerate(self.order, start=first)}
        return _PLACEHOLDER.sub(lambda found: numbers[found[1]], self.text).replace("%%", "%")

    def values(self, params: Mapping[str, Any]) -> list[Any]:
        """Give the parameters in the order of the statement's placeholders."""
        return [
            _keys(params[each]) if kind == "bigint[]" else params[each]
            for each, kind in zip(self.order, self.types, strict=True)
        ]

    def given(self, params: Mapping[str, Any]) -> dict[str, Any]:
        """Give those of the parameters that the statement asks with."""
        return {each: params[each] for each in self.order}

    def branch(self, number: int, first: int) -> str:
        """Give the statement as one branch of several, each row an array of texts."""
        columns = [f"c{place}" for place in range(len(self.readers))]
        texts = ", ".join(f"q.{each}::text" for each in columns)
        named = f"({self.numbered(first)}) AS q({', '.join(columns)})"
        # Both parts are the program's own text; what is asked for goes as parameters.
        return f"SELECT {number}, ARRAY[{texts}] FROM {named}"  # noqa: S608  of names in our own code

    def read(self, texts: list[str | None]) -> tuple[Any, ...]:
        """Read a row of texts as what the columns hold."""
        return tuple(
            None if text is None else reader(text)
            for reader, text in zip(self.readers, texts, strict=True)
        )


def _keys(keys: Iterable[int | None] | None) -> str | None:
    """Write a list of keys as PostgreSQL reads it; the driver takes longer over each."""
    if keys is None:
        return None
    return "{" + ",".join("NULL" if each is None else str(each) for each in keys) + "}"


Ask = tuple[Prepared, Mapping[str, Any]]


@contextmanager
def together(asks: Iterable[Ask]) -> Iterator[None]:
    """Ask several statements as one; inside, each gives its rows without a statement more.

    A statement asked inside with other parameters is run by itself, as outside. What has
    been asked together already is not asked again inside.
    """
    known = _answered.get() or {}
    asked = [
        (each, params)
        for each, params in asks
        if each.readers and not each.is_answered(known, params)
    ]
    token = _answered.set({**known, **(_answers(asked) if len(asked) > 1 else {})})
    try:
        yield
    finally:
        _answered.reset(token)


def _answers(asked: list[Ask]) -> Answers:
    branches: list[str] = []
    types: list[str] = []
    values: list[Any] = []
    for number, (each, params) in enumerate(asked):
        branches.append(each.branch(number, len(values) + 1))
        types += each.types
        values += each.values(params)
    name = "samspel_" + "_".join(each.name.removeprefix("samspel_") for each, _ in asked)
    found: dict[str, tuple[dict[str, Any], list[tuple[Any, ...]]]] = {
        each.name: (each.given(params), []) for each, params in asked
    }
    for number, texts in _run(name, " UNION ALL ".join(branches), tuple(types), values):
        each = asked[number][0]
        found[each.name][1].append(each.read(texts))
    return found


def _run(name: str, text: str, types: tuple[str, ...], values: list[Any]) -> list[Any]:
    """Run a statement by its name, prepared first where the connection is new to it."""
    connection.ensure_connection()
    known = _prepared.setdefault(connection.connection, set())
    short = name if len(name) < 60 else f"samspel_{abs(hash(name)):x}"
    if short not in known:
        taken = f" ({', '.join(types)})" if types else ""
        # Not by a cursor of Django's, which would count and log it; its errors are as Django's.
        with connection.wrap_database_errors:
            connection.connection.execute(f"PREPARE {short}{taken} AS {text}")
        known.add(short)
    with connection.cursor() as cursor:
        # Instants by the driver's own reader: Django's takes ten times as long for each.
        cursor.adapters.register_loader("timestamptz", _INSTANTS)
        marks = ", ".join(["%s"] * len(values))
        cursor.execute(f"EXECUTE {short} ({marks})" if values else f"EXECUTE {short}", values)
        return list(cursor.fetchall())
