"""Write the reference pages that follow from code: permissions and the acts of the trail.

`python scripts/write_reference.py` writes docs/reference/permissions.md, events.md,
local-government-act.md and law-in-code.md;
`--check` writes nothing and fails when they are behind.
"""

from __future__ import annotations

import importlib
import os
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT / "src"), str(ROOT)]
os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
REFERENCE = ROOT / "docs" / "reference"
LAWS = {
    "KL": "The Local Government Act (kommunallagen, KL)",
    "vallagen": "The Elections Act (vallagen)",
    "OSL": "The Secrecy Act (offentlighets- och sekretesslagen, OSL)",
    "IL": "The Income Tax Act (inkomstskattelagen, IL)",
}


def permissions() -> str:
    """Give the table of who in the cast may do which act, from the tests' own data."""
    from tests.cast import PERSONS

    names = {key: f"{given} {family}" for key, (given, family, _mark) in PERSONS.items()}
    lines = [
        "# Permissions",
        "",
        "Who of the tests' cast may do which act; everybody else is refused, and a refused act",
        "writes nothing. The tables are the tests' own data, so they can't differ from what is",
        "tested. Who is who: `tests/cast.py`. What a position gives by default:",
        "`src/samspel/access/capabilities.py`.",
    ]
    for path in sorted((ROOT / "tests").glob("*/permissions.py")):
        module = importlib.import_module(f"tests.{path.parent.name}.permissions")
        lines += ["", f"## {path.parent.name}", "", "| act | may |", "|---|---|"]
        lines += [f"| `{act}` | {_people(who, names)} |" for act, who in _rows(module)]
    return "\n".join(lines) + "\n"


def _rows(module: object) -> list[tuple[str, frozenset[str]]]:
    """Give (act, who may) from a module's table, in either of its two forms."""
    if hasattr(module, "ALLOWED"):
        return sorted((act, frozenset(who)) for act, who in module.ALLOWED.items())
    merged: dict[str, frozenset[str]] = dict(getattr(module, "ROUND", {}))
    for each in module.ACTS:  # type: ignore[attr-defined]  # an imported module has its own names
        label = f"{each.name} ({each.route})"
        merged[label] = merged.get(label, frozenset()) | each.allowed
    return sorted(merged.items())


def _people(who: frozenset[str], names: dict[str, str]) -> str:
    if who >= set(names):
        return "everybody, for their own part"
    return ", ".join(sorted(names[key] for key in who)) or "nobody"


def acts() -> str:
    """Give the acts that the trail knows, with their words."""
    from django.utils import translation

    from samspel.audit.registry import all_acts

    with translation.override("sv"):
        rows = [f"| `{act}` | {label} |" for act, label in all_acts().items()]
    head = [
        "# Acts in the audit trail",
        "",
        "Every entry carries one of these names. An act that is not registered can't be recorded.",
        "",
        "| act | words |",
        "|---|---|",
    ]
    return "\n".join([*head, *rows]) + "\n"


def statute() -> str:
    """Give the table of what the product does with each rule of the Local Government Act."""
    from tests.meetings.statute_table import TABLES

    lines = [
        "# The Local Government Act (kommunallagen, KL)",
        "",
        "What the product does with each rule on meetings, decisions and minutes: it computes,",
        "blocks or warns, and a test on each side of the border shows it. The rules themselves",
        "are data with their sections: `src/samspel/rules/data/riket/kommunallagen/`. The rules on",
        "remote participation from 1 July 2026 rest on the bill (prop. 2025/26:164), since the",
        "text of the statute has not been seen. What is not done says so.",
    ]
    for title, rows in TABLES:
        lines += [
            "",
            f"## {title}",
            "",
            "| § | rule | the product | test |",
            "|---|---|---|---|",
        ]
        lines += [
            f"| {row.section} | {row.rule} | {row.does} | {_test(row.test)} |" for row in rows
        ]
    return "\n".join(lines) + "\n"


def _test(name: str) -> str:
    return f"`{name.partition('::')[2]}`" if name else "–"


def law_in_code() -> str:
    """Give every section that the code names, with its rules or why there is none."""
    from tests.law_inventory import NO_RULE, named_in_code, stands_in_data

    known = stands_in_data()
    lines = [
        "# Law in code",
        "",
        "Every section of a statute that the code names, and where its rule stands as data: a",
        "module asks the provisions in `src/samspel/rules/data/riket/` and shows what they say. A",
        "test fails when a section is named that has neither a provision nor a reason below, and",
        "when there is a provision of an act that nobody asks about.",
    ]
    for law, title in LAWS.items():
        lines += ["", f"## {title}", "", "| § | provisions | named in |", "|---|---|---|"]
        for section, files in named_in_code().items():
            if section[0] == law:
                rules = ", ".join(f"`{each}`" for each in known.get(section, []))
                rests = rules or f"no rule: it {NO_RULE[section]}"
                modules = ", ".join(sorted({each.partition("/")[0] for each in files}))
                lines.append(f"| {section[1]} | {rests} | {modules} |")
    return "\n".join(lines) + "\n"


def main() -> int:
    """Write or check the pages; give the exit code."""
    import django

    django.setup()
    pages = {
        "permissions.md": permissions(),
        "events.md": acts(),
        "local-government-act.md": statute(),
        "law-in-code.md": law_in_code(),
    }
    behind = []
    for name, text in pages.items():
        path = REFERENCE / name
        if not path.exists() or path.read_text() != text:
            behind.append(name)
            if "--check" not in sys.argv:
                path.write_text(text)
    if behind and "--check" in sys.argv:
        print(f"Gamla: {', '.join(behind)}. Kör scripts/write_reference.py.")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
