"""All that the product has written: compared before and after what should write nothing."""

from __future__ import annotations

from django.apps import apps
from django.db import connection


def everything() -> dict[str, str]:
    """Give a digest of every table of the product's own, by its name."""
    tables = [
        model._meta.db_table
        for config in apps.get_app_configs()
        if config.name.startswith("samspel.")
        for model in config.get_models(include_auto_created=True)
        if model._meta.managed and not model._meta.proxy
    ]
    with connection.cursor() as cursor:
        cursor.execute(
            " UNION ALL ".join(
                f"SELECT '{table}', md5(COALESCE(string_agg(t::text, '|' ORDER BY t::text), '')) "
                f"FROM {table} t"
                for table in sorted(set(tables))
            )
        )
        return dict(cursor.fetchall())


def changed(before: dict[str, str]) -> set[str]:
    """Give the names of the tables that differ from what they were."""
    now = everything()
    return {name for name in now if now[name] != before[name]}
