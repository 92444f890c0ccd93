"""`samspel rules`: which shipped guidelines are old, and whether a folder can be read."""

from __future__ import annotations

import datetime as dt
import sys
from pathlib import Path

from samspel.foundation.labels import mark as _
from samspel.foundation.refusal import Refused
from samspel.rules.age import age
from samspel.rules.errors import RulesetInvalid
from samspel.rules.rulebook import load_folder, load_shipped, shipped_folders


class FolderMissing(Refused):
    """There is no folder to check."""


def rules(act: str, folder: str | None) -> int:
    """Run the command; give its exit code. Needs no database.

    ``age`` lists what has not been checked for long among the shipped guidelines;
    ``check`` reads a folder and prints every problem with its file and line.
    """
    return _age() if act == "age" else _check(folder)


def _age() -> int:
    rulesets = [load_shipped(name) for name in shipped_folders()]
    old = age(rulesets, dt.datetime.now(dt.UTC).date())
    for each in old:
        what = (
            f"{each.ruleset.title}: {each.provision.title}"
            if each.provision
            else each.ruleset.title
        )
        sys.stdout.write(f"{what}, kontrollerad {each.checked_on} ({each.days} dagar sedan)\n")
    if not old:
        sys.stdout.write(f"Inget är gammalt bland {len(rulesets)} riktlinjer.\n")
    return 0


def _check(folder: str | None) -> int:
    if folder is None or not Path(folder).is_dir():
        raise FolderMissing(_("Ange mappen med riktlinjens filer: samspel rules check MAPP"))
    try:
        ruleset = load_folder(Path(folder))
    except RulesetInvalid as invalid:
        sys.stderr.write(f"{invalid}\n")
        return 1
    sys.stdout.write(
        f"{ruleset.title}: {len(ruleset.provisions)} bestämmelser, {len(ruleset.cases)} fall, "
        f"kontrollsumma {ruleset.sha256[:12]}. Allt stämmer.\n"
    )
    return 0
