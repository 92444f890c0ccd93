"""Fail when the lock files do not follow pyproject.toml, or carry an address.

A lock file is fresh when every requirement of ours is in it at a version that
the requirement allows, each pinned with hashes. No network is needed.
"""

from __future__ import annotations

import re
import sys
import tomllib
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parent.parent
PIN = re.compile(r"^([A-Za-z0-9._-]+)(?:\[[^\]]*\])?==([^\s;]+)(?:\s*;[^\\]*)?\s*\\$")


def pins(path: Path) -> dict[str, str]:
    """Give the pinned version of each package in a lock file."""
    found = {}
    for line in path.read_text().splitlines():
        if match := PIN.match(line):
            found[canonicalize_name(match[1])] = match[2]
    return found


def problems(path: Path, wanted: list[str]) -> list[str]:
    """Give what is wrong with a lock file, in words."""
    text, pinned = path.read_text(), pins(path)
    wrong = []
    if "http" in text.replace("httpx", "").replace("httpcore", "").replace("httplib", ""):
        lines = [line for line in text.splitlines() if "http://" in line or "https://" in line]
        wrong += [f"{path.name}: holds an address: {line.strip()}" for line in lines]
    for each in wanted:
        requirement = Requirement(each)
        version = pinned.get(canonicalize_name(requirement.name))
        if version is None:
            wrong.append(f"{path.name}: {requirement.name} is missing")
        elif not requirement.specifier.contains(version, prereleases=True):
            wrong.append(
                f"{path.name}: {requirement.name} {version} is not {requirement.specifier}"
            )
    return wrong


def main() -> int:
    """Check both lock files; print what is wrong and give the exit code."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    extras = project["optional-dependencies"]
    base = [*project["dependencies"], *extras["build"]]
    wrong = problems(ROOT / "requirements/base.txt", base)
    wrong += problems(ROOT / "requirements/dev.txt", [*base, *extras["dev"]])
    kept, dev = pins(ROOT / "requirements/base.txt"), pins(ROOT / "requirements/dev.txt")
    wrong += [
        f"dev.txt: {name} {dev.get(name)} differs from base.txt {version}"
        for name, version in kept.items()
        if dev.get(name) != version
    ]
    for each in wrong:
        print(each)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
