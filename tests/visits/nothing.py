"""A refusal writes nothing: the whole of what an act could have written is compared."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.apps import apps
from django.db import connection

from samspel.foundation.refusal import Refused

_APPS = ("visits", "audit", "messaging", "rulebooks", "meetings", "documents")


def everything_written() -> dict[str, str]:
    """Give a digest of every table that an act of the visits could write to."""
    tables = [
        model._meta.db_table
        for label in _APPS
        for model in apps.get_app_config(label).get_models(include_auto_created=True)
    ]
    found = {}
    with connection.cursor() as cursor:
        for table in tables:
            cursor.execute(
                f"SELECT md5(COALESCE(string_agg(t::text, '|' ORDER BY t::text), '')) FROM {table} t"
            )
            found[table] = cursor.fetchone()[0]
    return found


@contextmanager
def refused(
    match: str, kind: type[Refused] = Refused
) -> Iterator[pytest.ExceptionInfo[Refused]]:
    """Expect a refusal with the Swedish text, and that nothing at all was written."""
    before = everything_written()
    with pytest.raises(kind) as caught:
        yield caught
    assert match in caught.value.message
    after = everything_written()
    assert {name for name in after if after[name] != before[name]} == set()
