"""The `samspel` command: start, set up, verify. One line of help for each."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from samspel.foundation.disk import disk_words, is_disk_fault
from samspel.foundation.refusal import Refused


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; give the exit code. A refusal is one line, never a traceback."""
    options, rest = _parser().parse_known_args(arguments)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "samspel.config.settings")
    if options.data:
        os.environ["SAMSPEL_DATA"] = str(Path(options.data).resolve())
    try:
        return _dispatch(options, rest)
    except Refused as refusal:
        sys.stderr.write(f"{refusal.message}\n")
        return 1
    except OSError as fault:
        if not is_disk_fault(fault):
            raise
        sys.stderr.write(f"{_disk_words(fault)}\n")
        return 1
    except KeyboardInterrupt:
        return 130


def _disk_words(fault: OSError) -> str:
    """Say what the disk refused, and where."""
    return (
        f"Det går inte att skriva i {fault.filename or 'datamappen'}: {disk_words(fault)}. Frigör "
        "plats eller ändra rättigheterna, eller välj en annan mapp med SAMSPEL_DATA."
    )


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="samspel", description="Samspel för kommuner.")
    parser.add_argument("--data", help="datamapp (annars SAMSPEL_DATA, annars ./var)")
    commands = parser.add_subparsers(dest="command", required=True)
    run = commands.add_parser("run", help="starta databas, webb och bakgrundsarbete")
    run.add_argument("--port", type=int, default=os.environ.get("PORT") or "8000")
    run.add_argument("--demo", action="store_true", help="läs in demokommunen i en tom databas")
    setup = commands.add_parser("setup", help="lägg upp en ny kommun med en första förvaltare")
    setup.add_argument("--municipality", help="kommunens namn")
    setup.add_argument("--given-name", help="förvaltarens förnamn")
    setup.add_argument("--family-name", help="förvaltarens efternamn")
    setup.add_argument("--email", help="förvaltarens e-postadress")
    commands.add_parser("worker", help="kör bara bakgrundsarbetet")
    audit = commands.add_parser("audit", help="händelseloggen")
    audit.add_argument("act", choices=["verify"], help="verify: kontrollera kedjan")
    rules = commands.add_parser("rules", help="reglerna")
    rules.add_argument("act", choices=["age", "check"], help="age: vad som är gammalt")
    rules.add_argument("folder", nargs="?", help="mapp att kontrollera")
    commands.add_parser("manage", help="Djangos egna kommandon", add_help=False)
    return parser


def _dispatch(options: argparse.Namespace, rest: Sequence[str]) -> int:
    # Each part is imported when it is asked for: the settings are read on import,
    # and must see the environment that the options have set.
    if options.command == "run":
        from samspel.config.command.run import run  # noqa: PLC0415  reads the settings

        return run(port=options.port, demo=options.demo)
    if options.command == "rules":
        from samspel.config.command.rules import rules  # noqa: PLC0415  reads the settings

        return rules(options.act, options.folder)
    from samspel.config.command.once import once  # noqa: PLC0415  reads the settings

    return once(options, rest)


if __name__ == "__main__":
    sys.exit(main())
