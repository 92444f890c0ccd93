"""Scenes that are set once and used by many tests.

A fixture that is ``staged`` is built the first time that a test asks for it, in a savepoint
around the test's own. Tests that follow find it there, as it was; the first that does not
ask for it has it rolled back. Each test gets its own copy of what the fixture gave.

It may take ``town`` and other staged fixtures, and writes no file.
"""

from __future__ import annotations

import copy
import functools
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Any

import pytest
from django.db import transaction

from tests import cast

Build = Callable[..., Any]


@dataclass(frozen=True)
class Scene:
    """A staged fixture, with the builders of those that it takes, by its names for them."""

    build: Build
    takes: tuple[tuple[str, Build | None], ...]


@dataclass(frozen=True)
class _Set:
    """A scene that stands: its savepoint and what its builder gave."""

    build: Build
    savepoint: AbstractContextManager[None]
    value: Any


_standing: list[_Set] = []


def staged(build: Build) -> Any:
    """Make a fixture out of a builder; what it writes stands for the tests that follow."""

    @functools.wraps(build)
    def give(**_given: Any) -> Any:
        return copy.deepcopy(_value_of(build))

    give.staged = build  # type: ignore[attr-defined]
    return pytest.fixture(give)


def scenes_of(request: pytest.FixtureRequest) -> list[Scene]:
    """Give the scenes that a test needs, those that others build on first."""
    found: dict[Build, Scene] = {}
    for name in request.node._fixtureinfo.initialnames:
        for scene in _below(request, name, -1):
            found.setdefault(scene.build, scene)
    return list(found.values())


def _below(request: pytest.FixtureRequest, name: str, place: int) -> Iterator[Scene]:
    """Give the scenes under a fixture and itself; one that takes its own name takes another's."""
    defined = request._fixturemanager.getfixturedefs(name, request.node) or ()
    if len(defined) < -place:
        return
    takes: list[tuple[str, Build | None]] = []
    for each in defined[place].argnames:
        under = list(_below(request, each, place - 1 if each == name else -1))
        yield from under
        takes.append((each, under[-1].build if under else None))
    build = getattr(defined[place].func, "staged", None)
    if build is not None:
        yield Scene(build, tuple(takes))


def enter(scenes: list[Scene]) -> None:
    """Let just these scenes stand; those that stand already are kept, if nothing is before."""
    kept = 0
    while kept < min(len(scenes), len(_standing)):
        if scenes[kept].build is not _standing[kept].build:
            break
        kept += 1
    while len(_standing) > kept:
        _strike(_standing.pop().savepoint)
    for scene in scenes[kept:]:
        _build(scene)


def _build(scene: Scene) -> None:
    given = {
        name: cast.town() if build is None else copy.deepcopy(_value_of(build))
        for name, build in scene.takes
    }
    savepoint = transaction.atomic()
    savepoint.__enter__()
    try:
        value = scene.build(**given)
    except BaseException:
        _strike(savepoint)
        raise
    _standing.append(_Set(scene.build, savepoint, value))


def _strike(savepoint: AbstractContextManager[None]) -> None:
    transaction.set_rollback(True)
    savepoint.__exit__(None, None, None)


def _value_of(build: Build) -> Any:
    return next(each.value for each in _standing if each.build is build)
