"""Fail when a changelog fragment has a name or a type that readers do not know."""

from __future__ import annotations

import sys
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def main() -> int:
    """Check every file in changes/; print what is wrong and give the exit code."""
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["towncrier"]
    known = {each["directory"] for each in settings["type"]}
    wrong = [
        f"changes/{path.name}: namnet ska vara <ämne>.<{'|'.join(sorted(known))}>.md"
        for path in (ROOT / "changes").glob("*.md")
        if len(path.name.split(".")) != 3 or path.name.split(".")[1] not in known
    ]
    wrong += [
        f"changes/{path.name}: är tom"
        for path in (ROOT / "changes").glob("*.md")
        if not path.read_text().strip()
    ]
    for each in wrong:
        print(each)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
