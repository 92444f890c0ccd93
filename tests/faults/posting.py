"""Which addresses of the product take a POST, found in the code and not in a list.

A view takes a POST when it, or a function of the pages that it calls, reads what was
posted, asks for the method, or carries an act out. A page that only reads does none of
these, so that posting to it can't write.
"""

from __future__ import annotations

import ast
import inspect
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from types import FunctionType
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver


def routes() -> dict[str, Any]:
    """Give every view by the name of its route ("people:person")."""
    return dict(_routes(get_resolver(), ""))


def _routes(resolver: URLResolver, namespace: str) -> Iterator[tuple[str, Any]]:
    for each in resolver.url_patterns:
        if isinstance(each, URLResolver):
            inner = f"{namespace}{each.namespace}:" if each.namespace else namespace
            yield from _routes(each, inner)
        elif isinstance(each, URLPattern):
            yield f"{namespace}{each.name}", each.callback


def takes_post(view: Any) -> bool:
    """Tell whether a view may act on a POST. A view that is not ours is taken to do so."""
    plain = _unwrapped(view)
    if not plain.__module__.startswith("samspel."):
        return True
    return any(_acts(each) for each in _reached(plain))


def _unwrapped(view: Any) -> Any:
    plain = inspect.unwrap(view)
    return getattr(plain, "view_class", plain)


def _reached(start: Any) -> Iterator[Any]:
    """Give the view with every function of the pages that it calls, and they call."""
    seen, waiting = {start}, [start]
    while waiting:
        one = waiting.pop()
        yield one
        for each in _names_in(one):
            if each not in seen:
                seen.add(each)
                waiting.append(each)


@cache
def _definitions(module: str) -> dict[str, ast.AST]:
    """Give every function and class of a module by its qualified name, read once."""
    found: dict[str, ast.AST] = {}

    def collect(node: ast.AST, within: str) -> None:
        for each in ast.iter_child_nodes(node):
            if isinstance(each, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
                name = f"{within}{each.name}"
                found[name] = each
                inner = f"{name}." if isinstance(each, ast.ClassDef) else f"{name}.<locals>."
                collect(each, inner)
            else:
                collect(each, within)

    collect(ast.parse(Path(sys.modules[module].__file__ or "").read_text()), "")
    return found


def _tree(thing: Any) -> ast.AST:
    """Give the code of a function or class of ours; nothing where it has none of its own."""
    return _definitions(thing.__module__).get(thing.__qualname__, ast.Module([], []))


@cache
def _names_in(thing: Any) -> frozenset[Any]:
    """Give the functions and classes of the pages that are named in it."""
    known = vars(sys.modules[thing.__module__])
    found = set()
    for node in ast.walk(_tree(thing)):
        named: Any = None
        if isinstance(node, ast.Name):
            named = known.get(node.id)
        elif isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
            named = getattr(known.get(node.value.id), node.attr, None)
        if isinstance(named, FunctionType | type) or hasattr(named, "__wrapped__"):
            plain = inspect.unwrap(named) if callable(named) else named
            module = getattr(plain, "__module__", "") or ""
            if isinstance(plain, FunctionType | type) and _is_of_pages(module):
                found.add(plain)
    return frozenset(found)


def _is_of_pages(module: str) -> bool:
    if module == "samspel.kit.web":  # whoever acts through it says so by ``act``
        return False
    return module.startswith("samspel.") and ".web." in f"{module}."


def _acts(thing: Any) -> bool:
    """Tell whether the code itself reads a POST, asks for one, or carries an act out."""
    for node in ast.walk(_tree(thing)):
        if isinstance(node, ast.Attribute) and node.attr in {"POST", "FILES"}:
            return True
        if isinstance(node, ast.Constant) and node.value == "POST":
            return True
        if isinstance(node, ast.Name | ast.Attribute):
            name = node.id if isinstance(node, ast.Name) else node.attr
            if name == "require_POST" or ast.unparse(node) == "web.act":
                return True
    return False
