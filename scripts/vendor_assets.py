"""Take in the third-party assets that the pages use, and keep account of them.

`python scripts/vendor_assets.py` fetches the pinned versions with npm into a
temporary folder and copies the few files we serve, each with its licence.
`--check` fetches nothing: it compares the files in the tree with VENDORED.txt.
"""

from __future__ import annotations

import argparse
import hashlib
import subprocess
import sys
import tarfile
import tempfile
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
STATIC = ROOT / "src/samspel/kit/static/kit"
ACCOUNT = STATIC / "VENDORED.txt"
_HEAD = (
    "Third-party files in this tree, unchanged from their packages.\n"
    "Taken in and checked by scripts/vendor_assets.py.\n"
)
FONT = "package/files/radio-canada-{}-standard-normal.woff2"


@dataclass(frozen=True, slots=True)
class Package:
    """One pinned package and the files we take from it (path inside → path in the tree)."""

    name: str
    version: str
    licence: str
    files: dict[str, Path]


PACKAGES = (
    Package(
        "@digdir/designsystemet-css",
        "1.22.0",
        "MIT",
        {
            "package/dist/theme/designsystemet.css": STATIC / "vendor/designsystemet/theme.css",
            "package/dist/src/index.css": STATIC / "vendor/designsystemet/index.css",
            "package/LICENSE": STATIC / "vendor/designsystemet/LICENSE.txt",
        },
    ),
    Package(
        "htmx.org",
        "2.0.11",
        "0BSD",
        {
            "package/dist/htmx.min.js": STATIC / "vendor/htmx/htmx.min.js",
            "package/LICENSE": STATIC / "vendor/htmx/LICENSE.txt",
        },
    ),
    Package(
        "@fontsource-variable/radio-canada",
        "5.3.0",
        "OFL-1.1",
        {
            FONT.format("latin"): STATIC / "fonts/radio-canada-latin.woff2",
            FONT.format("latin-ext"): STATIC / "fonts/radio-canada-latin-ext.woff2",
            "package/LICENSE": STATIC / "fonts/LICENSE.txt",
        },
    ),
    Package(
        "axe-core",
        "4.14.1",
        "MPL-2.0",
        {
            "package/axe.min.js": ROOT / "tests/browser/axe.min.js",
            "package/LICENSE": ROOT / "tests/browser/axe.LICENSE.txt",
        },
    ),
)


def main() -> int:
    """Fetch and write the account, or with `--check` compare the tree with it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="compare only, fetch nothing")
    if parser.parse_args().check:
        return check()
    for package in PACKAGES:
        take_in(package)
    ACCOUNT.write_text(account(), encoding="utf-8")
    return 0


def check() -> int:
    """Say whether the account fits the files; 1 when it does not."""
    if ACCOUNT.read_text(encoding="utf-8") == account():
        return 0
    sys.stderr.write("VENDORED.txt and the vendored files differ.\n")
    return 1


def take_in(package: Package) -> None:
    """Fetch one package and copy its files into the tree."""
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run(
            ["npm", "pack", f"{package.name}@{package.version}", "--silent"],
            cwd=folder,
            check=True,
            stdout=subprocess.DEVNULL,
        )
        (archive,) = Path(folder).glob("*.tgz")
        with tarfile.open(archive) as bundle:
            for inside, target in package.files.items():
                content = bundle.extractfile(inside)
                if content is None:
                    message = f"{package.name} has no file {inside}"
                    raise FileNotFoundError(message)
                target.parent.mkdir(parents=True, exist_ok=True)
                target.write_bytes(content.read())


def account() -> str:
    """Give the text of VENDORED.txt: package, version, licence, and each file's checksum."""
    parts = [_HEAD]
    for package in PACKAGES:
        lines = [f"\n{package.name} {package.version} ({package.licence})\n"]
        for target in package.files.values():
            digest = hashlib.sha256(target.read_bytes()).hexdigest()
            lines.append(f"  {digest}  {target.relative_to(ROOT).as_posix()}\n")
        parts.extend(lines)
    return "".join(parts)


if __name__ == "__main__":
    raise SystemExit(main())
