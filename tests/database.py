"""The tests' PostgreSQL: the one in ``TEST_DATABASE_URL``, or a private one in var/test.

The private one trades safety for speed (no fsync): its data is thrown away.
"""

from __future__ import annotations

import os
from pathlib import Path

import psycopg

from samspel.kit import postgres

_SPEED = ("fsync=off", "synchronous_commit=off", "full_page_writes=off", "max_connections=200")


def address(folder: Path) -> str:
    """Give the address of the tests' server, starting it if need be."""
    if given := os.environ.get("TEST_DATABASE_URL"):
        return given
    found = postgres.start(folder)
    with psycopg.connect(found, autocommit=True) as connection:
        fsync = connection.execute("SHOW fsync").fetchone()
        if fsync and fsync[0] == "on":
            for each in _SPEED:
                name, value = each.split("=")
                connection.execute(f"ALTER SYSTEM SET {name} = {value}")
            connection.execute("SELECT pg_reload_conf()")
    return found
