"""Workings as they are kept with a row: each step's template, what filled it, what it rests on.

Kept apart, so that the same row can be read in two languages in ten years; the amounts in
them are written as they were then.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from samspel.rules.amounts.working import Step
from samspel.rules.sentence import Sentence, Translate, untranslated


def kept_steps(steps: Iterable[Step]) -> list[dict[str, Any]]:
    """Give the steps as JSON."""
    return [_kept(each) for each in steps]


class Workings:
    """Workings as they are kept, each written once: what the same facts give has the same."""

    def __init__(self) -> None:
        # The working is held beside its words, so that no other one gets its identity.
        self._known: dict[int, tuple[tuple[Step, ...], list[dict[str, Any]]]] = {}

    def of(self, steps: tuple[Step, ...]) -> list[dict[str, Any]]:
        """Give the steps as JSON, which nobody changes."""
        known = self._known.get(id(steps))
        if known is None:
            known = self._known[id(steps)] = (steps, kept_steps(steps))
        return known[1]


def _kept(each: Step) -> dict[str, Any]:
    said: dict[str, Any] = {"say": each.template}
    if each.params:
        said["with"] = {name: str(value) for name, value in each.params}
    if each.rests_on:
        said["rests_on"] = each.rests_on
    return said


def said_step(kept: Mapping[str, Any], translate: Translate = untranslated) -> str:
    """Give a kept step in words, without what it rests on."""
    return Sentence(kept["say"], kept.get("with", {})).through(translate)
