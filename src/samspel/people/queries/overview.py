"""How much there is of everything, for the register's first page."""

from __future__ import annotations

import datetime as dt

from django.db import connection

_COUNTS = """
SELECT (SELECT count(*) FROM people_person),
       (SELECT count(DISTINCT person_id) FROM people_mandate
         WHERE valid_from <= %(on)s AND (valid_to IS NULL OR valid_to > %(on)s)),
       (SELECT count(DISTINCT person_id) FROM people_employment
         WHERE valid_from <= %(on)s AND (valid_to IS NULL OR valid_to > %(on)s)),
       (SELECT count(*) FROM people_body
         WHERE valid_from <= %(on)s AND (valid_to IS NULL OR valid_to > %(on)s)),
       (SELECT count(*) FROM people_operation
         WHERE valid_from <= %(on)s AND (valid_to IS NULL OR valid_to > %(on)s)),
       (SELECT count(*) FROM people_unit
         WHERE valid_from <= %(on)s AND (valid_to IS NULL OR valid_to > %(on)s)),
       (SELECT count(*) FROM people_party)
"""
_NAMES = ("persons", "elected", "employed", "bodies", "operations", "units", "parties")


def register_counts(on: dt.date) -> dict[str, int]:
    """Give how many there are of everything on the day; one statement."""
    with connection.cursor() as cursor:
        cursor.execute(_COUNTS, {"on": on})
        return dict(zip(_NAMES, cursor.fetchone() or [0] * len(_NAMES), strict=True))
