"""One template database per version of the tables and the cast; each process copies it.

Running all migrations takes seconds, copying a database a tenth of one.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path

import psycopg
from django.core.management import call_command
from django.db import connection, connections
from filelock import FileLock
from psycopg import sql

from tests import cast

ROOT = Path(__file__).resolve().parent.parent


def fingerprint() -> str:
    """Give a hash of everything that the template is made from."""
    paths = sorted(
        [
            *ROOT.glob("src/samspel/*/migrations/*.py"),
            *ROOT.glob("src/samspel/*/models/*.py"),
            *ROOT.glob("src/samspel/*/models.py"),
            ROOT / "src/samspel/access/capabilities.py",
            ROOT / "src/samspel/config/settings.py",
            ROOT / "tests/cast.py",
        ]
    )
    whole = sha256()
    for path in paths:
        whole.update(path.read_bytes())
    return whole.hexdigest()[:12]


def _server() -> psycopg.Connection[tuple[object, ...]]:
    parts = connection.get_connection_params()
    keep = {key: parts[key] for key in ("host", "port", "user", "password") if parts.get(key)}
    return psycopg.connect(dbname="postgres", autocommit=True, **keep)


def clone_template(worker: str) -> str:
    """Make this process' database out of the template; give its name."""
    name = f"samspel_test_{worker}_{os.getpid()}"
    with _template() as template, _server() as server:
        server.execute(
            sql.SQL("CREATE DATABASE {} TEMPLATE {}").format(
                sql.Identifier(name), sql.Identifier(template)
            )
        )
    return name


def prepare() -> None:
    """Build the template, unless it is there."""
    with _template():
        pass


@contextmanager
def _template() -> Iterator[str]:
    """Give the template's name, built if need be; nobody else uses it meanwhile."""
    template = f"samspel_template_{fingerprint()}"
    with FileLock(f"{os.environ['SAMSPEL_DATA']}/template.lock"):
        with _server() as server:
            _drop_old(server, template)
            found = server.execute(
                "SELECT 1 FROM pg_database WHERE datname = %s", [template]
            ).fetchone()
        if not found:
            _build(template)
        yield template


def _build(template: str) -> None:
    building = f"{template}_building"
    with _server() as server:
        server.execute(
            sql.SQL("DROP DATABASE IF EXISTS {} (FORCE)").format(sql.Identifier(building))
        )
        server.execute(
            sql.SQL("CREATE DATABASE {} TEMPLATE template0 ENCODING 'UTF8'").format(
                sql.Identifier(building)
            )
        )
    before = connection.settings_dict["NAME"]
    connections.close_all()
    connection.settings_dict["NAME"] = building
    call_command("migrate", verbosity=0, interactive=False)
    call_command("createcachetable", verbosity=0)
    cast.build()
    connections.close_all()
    connection.settings_dict["NAME"] = before
    with _server() as server:
        server.execute(
            sql.SQL("ALTER DATABASE {} RENAME TO {}").format(
                sql.Identifier(building), sql.Identifier(template)
            )
        )


def _drop_old(server: psycopg.Connection[tuple[object, ...]], keep: str) -> None:
    rows = server.execute(
        "SELECT datname FROM pg_database WHERE datname LIKE 'samspel_template_%%' AND datname <> %s",
        [keep],
    ).fetchall()
    for (old,) in rows:
        server.execute(
            sql.SQL("DROP DATABASE IF EXISTS {} (FORCE)").format(sql.Identifier(str(old)))
        )


def drop(name: str) -> None:
    """Remove this process' database."""
    with _server() as server:
        server.execute(
            sql.SQL("DROP DATABASE IF EXISTS {} (FORCE)").format(sql.Identifier(name))
        )
