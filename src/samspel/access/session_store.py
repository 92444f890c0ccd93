"""Where sessions are kept: Django's own table, read by a statement planned once."""

from __future__ import annotations

from typing import Any

from django.contrib.sessions.backends import db
from django.utils import timezone

from samspel.kit.prepared import Prepared

_ASK = Prepared(
    "access_session",
    "SELECT session_data FROM django_session"
    " WHERE session_key = %(key)s AND expire_date > %(now)s",
    key="text",
    now="timestamptz",
)


class SessionStore(db.SessionStore):
    """Django's sessions in the database; every page begins by reading one."""

    def load(self) -> dict[str, Any]:
        """Read what the session holds; one that has ended or never was holds nothing."""
        key = self.session_key or ""
        # A cookie may hold anything, also what the database can't be asked for.
        found = _ASK.rows({"key": key, "now": timezone.now()}) if key.isalnum() else []
        if found:
            return self.decode(found[0][0])
        self._session_key = None
        return {}
