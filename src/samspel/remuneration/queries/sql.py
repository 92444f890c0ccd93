"""Statements of our own, asked with named values."""

from __future__ import annotations

from typing import Any

from django.db import connection


def asked(statement: str, **values: Any) -> list[tuple[Any, ...]]:
    """Give the rows of a statement; one statement."""
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return list(cursor.fetchall())
