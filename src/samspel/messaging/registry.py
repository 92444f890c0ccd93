"""Background tasks by name: what a module's ``tasks.py`` registers and the worker runs.

A task may run twice, since a worker can be killed when it is done but has not said so:
every task finds what is left to do and does that. It takes arguments of JSON types.
"""

from __future__ import annotations

import functools
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

from django.db import close_old_connections
from django.utils.module_loading import autodiscover_modules

from samspel.messaging.errors import UnknownTask

_Function = TypeVar("_Function", bound=Callable[..., Any])


@dataclass(frozen=True, slots=True)
class Task:
    """A registered task: its name, its function, how often it is tried, and its hours.

    ``cron`` is empty for a task that only runs when it is deferred. Hours in it are UTC.
    """

    name: str
    function: Callable[..., Any]
    attempts: int
    cron: str = ""


_TASKS: dict[str, Task] = {}


def task(name: str, *, attempts: int = 5) -> Callable[[_Function], _Function]:
    """Register a function as the task ``name`` ("visits.reminders"); it stays callable.

    A task that raises is tried again with growing pauses, ``attempts`` times in all.
    """
    return _registering(name, attempts, "")


def periodic(cron: str, name: str, *, attempts: int = 1) -> Callable[[_Function], _Function]:
    """Register a function without arguments to run by the clock, and under its name.

    ``cron`` is five fields in UTC, which knows no summer time: let the task itself see
    what the clock in Sweden shows where the hour matters.
    """
    return _registering(name, attempts, cron)


def _registering(name: str, attempts: int, cron: str) -> Callable[[_Function], _Function]:
    def register(function: _Function) -> _Function:
        known = _TASKS.get(name)
        if known and known.function.__module__ != function.__module__:
            raise ValueError(name)
        _TASKS[name] = Task(name, function, attempts, cron)
        return function

    return register


def find(name: str) -> Task:
    """Give a registered task. Raises UnknownTask for a name that nobody registered."""
    if name not in _TASKS:
        load()
    try:
        return _TASKS[name]
    except KeyError:
        raise UnknownTask(name) from None


def all_tasks() -> list[Task]:
    """Give every registered task, with the modules' ``tasks.py`` read."""
    load()
    return list(_TASKS.values())


@functools.cache
def load() -> None:
    """Import every app's ``tasks.py``, so that its tasks register."""
    autodiscover_modules("tasks")


def run(name: str, **args: Any) -> Any:
    """Run a task here and now, with database connections that are known to live."""
    close_old_connections()
    try:
        return find(name).function(**args)
    finally:
        close_old_connections()
