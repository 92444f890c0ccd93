"""Days, periods and amounts are said in the language that is on, wherever they are said."""

from __future__ import annotations

import ast
import inspect
from pathlib import Path

from samspel.foundation import dates, money, swedish

SOURCE = Path(__file__).resolve().parents[2] / "src" / "samspel"

# What is written in the municipality's own language, whoever reads it: minutes, proofs, rules.
OWN_LANGUAGE = ("foundation", "rules", "migrations", "calculation", "proving.py")


def _takes_language() -> dict[str, tuple[int, bool]]:
    """Give the functions that take a language: where it stands, and whether only by name."""
    found = {}
    for module in (dates, money, swedish):
        for name, function in inspect.getmembers(module, inspect.isfunction):
            parameters = list(inspect.signature(function).parameters.values())
            for at, each in enumerate(parameters):
                if each.name == "lang" and function.__module__ == module.__name__:
                    found[name] = (at, each.kind is inspect.Parameter.KEYWORD_ONLY)
    return found


def _from_foundation(tree: ast.AST, names: set[str]) -> set[str]:
    return {
        alias.name
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom)
        and (node.module or "").startswith("samspel.foundation")
        for alias in node.names
        if alias.name in names
    }


def test_nobody_says_a_day_without_saying_in_which_language():
    takes = _takes_language()
    silent = []
    for path in sorted(SOURCE.rglob("*.py")):
        if set(path.relative_to(SOURCE).parts) & set(OWN_LANGUAGE):
            continue
        tree = ast.parse(path.read_text())
        imported = _from_foundation(tree, set(takes))
        for node in ast.walk(tree):
            if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Name)):
                continue
            if node.func.id not in imported:
                continue
            at, by_name = takes[node.func.id]
            named = any(each.arg == "lang" for each in node.keywords)
            if not named and (by_name or len(node.args) <= at):
                silent.append(f"{path.relative_to(SOURCE)}:{node.lineno} {node.func.id}")

    assert "say_period" in takes
    assert silent == []
