"""Commands that do one thing against the database and end."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence

from samspel.config.command.database import database, migrate


def once(options: argparse.Namespace, rest: Sequence[str]) -> int:
    """Run one of the small commands; give its exit code."""
    with database():
        if options.command == "manage":
            return _manage(rest)
        if options.command == "worker":
            return _worker()
        migrate()
        if options.command == "setup":
            return _setup(options)
        return _verify()


def _manage(rest: Sequence[str]) -> int:
    from django.core.management import execute_from_command_line  # noqa: PLC0415  needs django.setup

    execute_from_command_line(["samspel manage", *rest])
    return 0


def _worker() -> int:
    from samspel.messaging.worker import work  # noqa: PLC0415  needs django.setup

    return work()


def _setup(options: argparse.Namespace) -> int:
    from samspel.config.setup import set_up  # noqa: PLC0415  needs django.setup

    return set_up(
        municipality=options.municipality,
        given_name=options.given_name,
        family_name=options.family_name,
        email=options.email,
    )


def _verify() -> int:
    from samspel.audit.errors import ChainBroken  # noqa: PLC0415  needs django.setup
    from samspel.audit.queries import verified_chain  # noqa: PLC0415  needs django.setup

    try:
        report = verified_chain()
    except ChainBroken as broken:
        sys.stderr.write(
            f"Kedjan är bruten vid händelse {broken.entry_id} (länk {broken.link_number}): "
            f"{broken.why}.\n"
        )
        return 1
    sys.stdout.write(
        f"Kedjan håller: {report.sealed_count} händelser, {report.waiting_count} väntar på länk, "
        f"huvud {report.head}.\n"
    )
    return 0
