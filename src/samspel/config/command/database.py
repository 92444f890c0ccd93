"""The database before Django: found or started, and brought up to this version."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import django
from django.db import DatabaseError, OperationalError, connection
from django.db.migrations.exceptions import MigrationSchemaMissing
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.recorder import MigrationRecorder

from samspel.config.command.children import apart
from samspel.config.command.reaching import DatabaseRefused, reach
from samspel.foundation.labels import mark as _
from samspel.kit import postgres

_MAY_NOT, _DISK_FULL = "42501", "53100"
"""What PostgreSQL calls it (SQLSTATE): insufficient_privilege, disk_full."""


@contextmanager
def database() -> Iterator[None]:
    """Make the database reachable and set Django up; leave the private server afterwards.

    Refuses with DatabaseRefused for an address that does not answer.
    """
    private = not os.environ.get("DATABASE_URL")
    if private:
        folder = Path(os.environ.get("SAMSPEL_DATA", "var")).resolve()
        os.environ["DATABASE_URL"] = postgres.start(folder)
        os.environ["DATABASE_URL"] = os.environ["DATABASE_URL"].replace(
            "/postgres?", "/samspel?"
        )
    try:
        django.setup()
        reach()
        yield
    finally:
        connection.close()
        if private:
            postgres.stop()


def migrate() -> None:
    """Bring the tables up to this version, and give the rights that it brings.

    Refuses with DatabaseRefused, before anything is changed, when a newer
    version of Samspel has written to the database.
    """
    executor = MigrationExecutor(connection)
    known = set(executor.loader.disk_migrations)
    applied = set(MigrationRecorder(connection).applied_migrations())
    ours = {label for label, _name in known}
    newer = sorted(each for each in applied - known if each[0] in ours)
    if newer:
        raise DatabaseRefused(
            _(
                "Databasen är skriven av en nyare version av Samspel (%(step)s). "
                "Installera den versionen, eller välj en annan databas."
            ),
            step=".".join(newer[0]),
        )
    leave_others_alone({label for label, _name in applied}, ours)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        apart("migrate", _make_tables)
    _give_what_is_new()


def leave_others_alone(applied: set[str], ours: set[str]) -> None:
    """Refuse (DatabaseRefused) a database that something else than Samspel has its tables in.

    Takes whose migrations have been applied there, and those that we know of.
    """
    is_other = bool(applied - ours) and "people" not in applied
    with connection.cursor() as cursor:
        tables = connection.introspection.table_names(cursor) if not applied else []
    if is_other or set(tables) - {MigrationRecorder.Migration._meta.db_table}:
        raise DatabaseRefused(
            _(
                "Databasen är inte tom: den har tabeller som inte är Samspels. Skapa en tom "
                "databas, eller ange en annan i DATABASE_URL."
            )
        )


def _make_tables() -> None:
    from django.core.management import call_command  # noqa: PLC0415  needs django.setup

    with said_in_words():
        call_command("migrate", verbosity=0, interactive=False)
        call_command("createcachetable", verbosity=0)


@contextmanager
def said_in_words() -> Iterator[None]:
    """Refuse, in words, a database that is full, closed to us, or gone in the middle."""
    try:
        yield
    except (DatabaseError, MigrationSchemaMissing) as fault:
        # The very first table is Django's own, which hides the fault inside another.
        told = fault.__context__ if isinstance(fault, MigrationSchemaMissing) else fault
        code = getattr(getattr(told, "__cause__", None), "sqlstate", "")
        if code == _MAY_NOT:
            raise DatabaseRefused(
                _(
                    "Kontot i DATABASE_URL får inte göra tabeller i databasen. Låt det äga "
                    "databasen, eller ange ett annat konto."
                )
            ) from fault
        if code == _DISK_FULL:
            raise DatabaseRefused(
                _("Disken som databasen ligger på är full. Frigör plats och starta igen.")
            ) from fault
        if isinstance(fault, OperationalError) and not code:
            raise DatabaseRefused(
                _(
                    "Databasen slutade svara medan den fylldes, och inget har sparats. Se efter "
                    "om disken är full, och starta igen."
                )
            ) from fault
        raise


def _give_what_is_new() -> None:
    """Give the rights that this version brings to the positions of a municipality that works.

    Without it nobody could use what is new before an administrator had found it. What an
    administrator has taken away is never given again.
    """
    from samspel.access.services import seed_default_grants  # noqa: PLC0415  needs django.setup
    from samspel.audit.actors import Actor  # noqa: PLC0415  needs django.setup
    from samspel.people.models import Municipality  # noqa: PLC0415  needs django.setup

    if Municipality.objects.exists():
        seed_default_grants(actor=Actor.system("samspel run"))
