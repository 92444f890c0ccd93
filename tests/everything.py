"""All that the product has written: compared before and after what should write nothing."""

from __future__ import annotations

from functools import cache

from django.apps import apps

from samspel.kit.prepared import Prepared


@cache
def _digests(*modules: str) -> Prepared:
    """Give the statement that reads every table of the modules, or of all the product's."""
    tables = {
        model._meta.db_table
        for config in apps.get_app_configs()
        if config.name.startswith("samspel.") and config.label in (modules or (config.label,))
        for model in config.get_models(include_auto_created=True)
        if model._meta.managed and not model._meta.proxy
    }
    each = [
        f"SELECT '{table}', md5(COALESCE(string_agg(t::text, '|' ORDER BY t::text), '')) "
        f"FROM {table} t"
        for table in sorted(tables)
    ]
    return Prepared("_".join(("everything", *modules)), " UNION ALL ".join(each))


def everything(*modules: str) -> dict[str, str]:
    """Give a digest of every table of the modules (else all), by its name; one statement."""
    return dict(_digests(*modules).rows({}))


def changed(before: dict[str, str]) -> set[str]:
    """Give the names of the tables that differ from what they were."""
    now = everything()
    return {name for name in now if now[name] != before[name]}
