"""Reading the environment: the database's address, the mail server, the secret key."""

from __future__ import annotations

import os
import secrets
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from psycopg import ProgrammingError
from psycopg.conninfo import conninfo_to_dict

from samspel.foundation.labels import mark as _
from samspel.foundation.refusal import Refused


class SettingsInvalid(Refused):
    """A setting in the environment can't be read; the message names it."""


def database_settings(data: Path) -> dict[str, Any]:
    """Give Django's database settings from ``DATABASE_URL``.

    Raises SettingsInvalid for an address that can't be read. Without an address
    the settings name the private server's socket, which the command has started.
    """
    address = os.environ.get("DATABASE_URL", "")
    if not address:
        address = f"postgresql://postgres@/samspel?host={data / 'postgres'}"
    try:
        parts = dict(conninfo_to_dict(address))
    except ProgrammingError as fault:
        raise SettingsInvalid(
            _(
                "DATABASE_URL går inte att läsa. Den ska se ut så här: "
                "postgresql://användare:lösenord@värd:5432/databas"
            )
        ) from fault
    # Planned as written from the fifth table on: the planner's search took longer than the
    # statements themselves (the list of visits 5 ms to plan, 2 ms to run).
    # And disks of today read a page as quickly here as there.
    # What we prepare (kit.prepared) is meant to be planned once, whatever it is asked with.
    planner = (
        "-c join_collapse_limit=4 -c from_collapse_limit=4 -c random_page_cost=1.1"
        " -c plan_cache_mode=force_generic_plan"
    )
    parts.setdefault("connect_timeout", "10")  # seconds; a server that says nothing is told of
    parts["options"] = f"{parts.get('options', '')} {planner}".strip()
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": parts.pop("dbname", "samspel"),
        "USER": parts.pop("user", ""),
        "PASSWORD": parts.pop("password", ""),
        "HOST": parts.pop("host", ""),
        "PORT": parts.pop("port", ""),
        "OPTIONS": {**parts, "pool": pool()} if pool() else parts,
        "CONN_MAX_AGE": 0,
        # A database that was restarted costs nobody a page: dead connections are found first.
        "CONN_HEALTH_CHECKS": True,
        "ATOMIC_REQUESTS": False,
        "TEST": {"TEMPLATE": "template0"},
    }


def pool() -> dict[str, int] | None:
    """Give the connection pool of a web process; other processes need none.

    Whoever asks while the database is down is told so within the timeout (seconds).
    """
    if os.environ.get("SAMSPEL_PROCESS") != "web":
        return None
    return {"min_size": 1, "max_size": 8, "timeout": 5}


def mail_settings() -> dict[str, Any]:
    """Give the mail server from ``SAMSPEL_SMTP_URL``; an empty dict when there is none."""
    address = os.environ.get("SAMSPEL_SMTP_URL", "")
    if not address:
        return {}
    parts = urlsplit(address)
    if parts.scheme not in {"smtp", "smtps"} or not parts.hostname:
        raise SettingsInvalid(
            _(
                "SAMSPEL_SMTP_URL går inte att läsa. Den ska se ut så här: "
                "smtp://användare:lösenord@värd:587"
            )
        )
    return {
        "host": parts.hostname,
        "port": parts.port or (465 if parts.scheme == "smtps" else 587),
        "username": unquote(parts.username or ""),
        "password": unquote(parts.password or ""),
        "use_ssl": parts.scheme == "smtps",
        "use_tls": parts.scheme == "smtp" and parts.hostname not in {"127.0.0.1", "localhost"},
        "timeout": 20,
    }


def secret_key(data: Path) -> str:
    """Give the key that signs sessions: from the environment, or kept in the data folder."""
    if given := os.environ.get("SAMSPEL_SECRET_KEY"):
        return given
    kept = data / "secret_key"
    if not kept.exists():
        data.mkdir(parents=True, exist_ok=True, mode=0o700)
        kept.touch(mode=0o600)
        kept.write_text(secrets.token_urlsafe(64))
    return kept.read_text()
