"""What the house asks for and a linter does not see. What no machine checks is not a rule."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SOURCE = ROOT / "src" / "samspel"
MODULES = sorted(
    path for path in SOURCE.rglob("*.py") if "migrations" not in path.relative_to(SOURCE).parts
)
SERVICES = [
    path for path in MODULES if path.stem == "services" or path.parent.stem == "services"
]
UNHELPFUL = {"utils", "helpers", "misc", "base", "manager", "handler", "processor", "common"}


def _name(path: Path) -> str:
    return str(path.relative_to(SOURCE))


@cache
def _tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text())


def _functions(tree: ast.AST) -> Iterator[ast.FunctionDef]:
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef):
            yield node


def test_no_file_is_longer_than_four_hundred_lines():
    long = {
        _name(path): length
        for path in MODULES
        if (length := len(path.read_text().splitlines())) > 400
    }

    assert long == {}


def test_every_module_says_what_it_is():
    silent = [
        _name(path)
        for path in MODULES
        if not ast.get_docstring(_tree(path))
        and (path.stem != "__init__" or path.read_text().strip())
    ]

    assert silent == []


def test_no_file_has_a_name_that_says_nothing():
    assert [_name(path) for path in MODULES if path.stem in UNHELPFUL] == []


def _unexplained_imports(path: Path) -> Iterator[str]:
    lines = path.read_text().splitlines()
    for function in _functions(_tree(path)):
        for inner in ast.walk(function):
            if isinstance(inner, (ast.Import, ast.ImportFrom)):
                near = (lines[inner.lineno - 1], lines[inner.end_lineno - 1])
                if not any(re.search(r"# noqa: PLC0415  \S+", line) for line in near):
                    yield f"{_name(path)}:{inner.lineno}"


def test_an_import_inside_a_function_gives_its_reason():
    assert [each for path in MODULES for each in _unexplained_imports(path)] == []


def _public_acts(path: Path) -> list[ast.FunctionDef]:
    """Give the acts: what takes a keyword-only actor, and is offered by the services.

    In a package of services the parts that acts share stand beside them; what is
    imported into the package itself is what others may call.
    """
    offered = None
    if path.parent.name == "services":
        offered = {
            name.asname or name.name
            for node in _tree(path.parent / "__init__.py").body
            if isinstance(node, ast.ImportFrom)
            for name in node.names
        }
    return [
        node
        for node in _tree(path).body
        if isinstance(node, ast.FunctionDef)
        and not node.name.startswith("_")
        and (offered is None or node.name in offered)
        and any(each.arg == "actor" for each in node.args.kwonlyargs)
    ]


def _calls(function: ast.FunctionDef) -> set[str]:
    names = set()
    for node in ast.walk(function):
        if isinstance(node, ast.Call):
            target = node.func
            names.add(
                target.attr if isinstance(target, ast.Attribute) else getattr(target, "id", "")
            )
        elif isinstance(node, ast.Name):
            names.add(node.id)
    return names


def _recording_names() -> set[str]:
    """Give every function of the services that leads, at last, to `audit.record` (or `record_many`)."""
    bodies: dict[str, set[str]] = {}
    for path in SERVICES:
        for function in _functions(_tree(path)):
            bodies.setdefault(function.name, set()).update(_calls(function))
    recording = {"record", "record_many"}
    while True:
        found = {name for name, calls in bodies.items() if calls & recording} - recording
        if not found:
            return recording
        recording |= found


RECORDING = _recording_names()
# Kept verdicts are a ledger of their own, written as a part of an act that records itself.
PARTS_OF_ACTS = {"keep", "enforce"}
ACTS = [
    (path, act)
    for path in SERVICES
    for act in _public_acts(path)
    if act.name not in PARTS_OF_ACTS
]


def test_every_act_is_recorded_and_documented():
    without_entry = [
        f"{_name(path)}:{act.name}" for path, act in ACTS if act.name not in RECORDING
    ]
    silent = [f"{_name(path)}:{act.name}" for path, act in ACTS if not ast.get_docstring(act)]

    assert without_entry == [], "these can commit without an entry in the trail"
    assert silent == [], "these do not say what act they are"


def test_no_service_reads_the_clock_of_a_naive_day():
    naive = [
        _name(path)
        for path in SERVICES
        if "date.today()" in path.read_text() or "datetime.now()" in path.read_text()
    ]

    assert naive == []


def test_no_municipality_stands_in_code():
    named = re.compile(r"lind[åa]kra", re.IGNORECASE)
    allowed = {"demo", "rules/data"}

    found = [
        _name(path)
        for path in MODULES
        if named.search(path.read_text()) and not any(each in _name(path) for each in allowed)
    ]

    assert found == []


def test_every_table_has_its_swedish_term_in_its_docstring_or_is_plumbing():
    plumbing = {"FormKey"}

    missing = []
    for path in MODULES:
        if "models" not in path.parts and path.stem != "models":
            continue
        for node in _tree(path).body:
            if isinstance(node, ast.ClassDef) and _is_table(node) and node.name not in plumbing:
                text = ast.get_docstring(node) or ""
                if not re.match(r"[A-ZÅÄÖ§][^.\n]*: |A further", text):
                    missing.append(f"{_name(path)}: {node.name}")

    assert missing == []


def _is_table(node: ast.ClassDef) -> bool:
    bases = {getattr(base, "attr", getattr(base, "id", "")) for base in node.bases}
    abstract = any(
        isinstance(inner, ast.ClassDef)
        and inner.name == "Meta"
        and any("abstract" in ast.dump(each) for each in inner.body)
        for inner in node.body
    )
    return bool(bases & {"Model", "PublicId", "Dated"}) and not abstract


def test_every_module_with_pages_is_in_the_contract_that_keeps_them_private():
    contract = (ROOT / "pyproject.toml").read_text()

    pages = sorted(path.parent.name for path in SOURCE.glob("*/web") if path.is_dir())

    assert [name for name in pages if f'"samspel.{name}.web"' not in contract] == []
