"""What a template of ours may not hold, checked by djlint and by rules of our own.

No inline style, script or event attribute (the CSP forbids them); no `|safe`; every
`{% trans %}` trimmed; no lone percent sign in `_()`, which newstyle gettext would take
for a placeholder and swallow; at most 120 lines. Files under */templates/ are read.
"""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
SOURCE = ROOT / "src/samspel"
MOST_LINES = 120

_COMMENT = re.compile(r"\{#.*?#\}", re.DOTALL)
_RULES = (
    (re.compile(r"<[a-z][^>]*\sstyle\s*=", re.IGNORECASE), "has a style attribute"),
    (re.compile(r"<style\b", re.IGNORECASE), "has a style element"),
    (re.compile(r"<script(?![^>]*\ssrc=)", re.IGNORECASE), "has an inline script"),
    (re.compile(r"<[a-z][^>]*\son[a-z]+\s*=", re.IGNORECASE), "has an event attribute"),
    (re.compile(r"\bhx-on\b|\bhx-vals\s*=\s*['\"]js:", re.IGNORECASE), "has a script in htmx"),
    (re.compile(r"javascript:", re.IGNORECASE), "has a script address"),
    (re.compile(r"\|\s*safe\b"), "uses |safe: give Markup from Python"),
    (re.compile(r"\{%-?\s*autoescape\s+false"), "turns escaping off"),
    (re.compile(r"\{%-?\s*trans(?!\s+trimmed)\b"), "has {% trans %} without trimmed"),
    (re.compile(r"https?://(?!www\.w3\.org/)"), "fetches or links by a full address"),
)
_TEXT = re.compile(r"""\b(?:_|n?gettext)\(\s*("(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')""")
_LONE_PERCENT = re.compile(r"%(?!%|\(\w+\)[sd])")


def main() -> int:
    """Say every fault; 1 when there is one."""
    faults = [fault for path in templates() for fault in faults_in(path)]
    sys.stderr.writelines(f"{fault}\n" for fault in faults)
    linted = subprocess.run(
        [
            *(sys.executable, "-m", "djlint", str(SOURCE), "--lint", "--quiet"),
            *("--profile", "jinja", "--extension", "html"),
        ],
        check=False,
    )
    return 1 if faults or linted.returncode else 0


def templates() -> Iterator[Path]:
    """Give every template of ours."""
    return iter(sorted(SOURCE.glob("**/templates/**/*.html")))


def faults_in(path: Path) -> list[str]:
    """Say what is wrong with one template."""
    text = path.read_text(encoding="utf-8")
    return [f"{path.relative_to(ROOT)} {fault}" for fault in faults_in_text(text)]


def faults_in_text(text: str) -> list[str]:
    """Say what is wrong with a template's text; its comments may say anything."""
    bare = _COMMENT.sub("", text)
    faults = [words for rule, words in _RULES if rule.search(bare)]
    count = text.count("\n")
    if count > MOST_LINES:
        faults.append(f"has {count} lines, at most {MOST_LINES}")
    faults += [
        f"has a lone % in {found[1]}: write %%"
        for found in _TEXT.finditer(bare)
        if _LONE_PERCENT.search(found[1].replace("%%", ""))
    ]
    return faults


if __name__ == "__main__":
    raise SystemExit(main())
