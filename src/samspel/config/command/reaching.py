"""Why the database at an address can't be used, in words for whoever starts Samspel."""

from __future__ import annotations

import re

import psycopg
from django.conf import settings
from django.db import OperationalError, connection

from samspel.foundation.labels import mark as _
from samspel.foundation.refusal import Refused

_OLDEST = 150000
# What the server and its library say, which is in English. Each with our words for it.
_WORDS = (
    (
        r"authentication failed|no password supplied|role .* does not exist|no pg_hba",
        _(
            "Databasen släpper inte in %(user)s. Kontrollera kontot och lösenordet i "
            "DATABASE_URL."
        ),
    ),
    (
        r"database .* does not exist",
        _(
            "Det finns ingen databas som heter %(database)s på servern i DATABASE_URL. Skapa "
            "den, eller ange en annan."
        ),
    ),
    (
        r"resolve host|translate host name",
        _("Databasens server %(host)s hittas inte. Kontrollera DATABASE_URL."),
    ),
    (
        r"refused|No such file|timeout|timed out|unreachable",
        _(
            "Ingen databas svarar på %(host)s. Kontrollera att den är igång och att adressen "
            "i DATABASE_URL stämmer."
        ),
    ),
)


class DatabaseRefused(Refused):
    """The database can't be used; the message says why and what to do."""


def reach() -> None:
    """Open the database once. Refuses, in words, one that does not answer or is too old."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SHOW server_version_num")
            version = int(cursor.fetchone()[0])
    except (OperationalError, psycopg.OperationalError) as fault:
        raise why_not(str(fault)) from fault
    if version < _OLDEST:
        raise DatabaseRefused(
            _("Databasen är PostgreSQL %(found)s. Samspel behöver version 15 eller senare."),
            found=version // 10000,
        )


def why_not(said: str) -> DatabaseRefused:
    """Give the refusal for what was said when the database was opened.

    What we have no words for is shown as it was said: better read in English than not at all.
    """
    address = settings.DATABASES["default"]
    host, port = address["HOST"] or "localhost", address["PORT"]
    known = {
        "user": address["USER"] or "–",
        "database": address["NAME"],
        "host": f"{host}:{port}" if port else host,
    }
    for pattern, words in _WORDS:
        if re.search(pattern, said):
            return DatabaseRefused(words, **known)
    return DatabaseRefused(
        _("Databasen svarar inte på adressen i DATABASE_URL: %(why)s"),
        why=said.strip().splitlines()[0],
    )
