"""Every act by everybody: a table of acts, and what comes of sending each to its page.

A module's table says who may do what (``Act``); here is how it is tried. What an address and a
form hold is told by name: ``("case",)`` is the case of the scene, ``"case.version"`` its version.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.urls import reverse

from samspel.audit.models import AuditEntry

_DONE = frozenset({204, 302})


@dataclass(frozen=True)
class Act:
    """An act: its name in the trail, its route, what fills the address and form, who may."""

    name: str
    route: str
    args: tuple[str, ...]
    data: dict[str, object] = field(default_factory=dict)
    allowed: frozenset[str] = frozenset()
    query: str = ""


@dataclass(frozen=True)
class Trial:
    """Acts that are tried on a scene: in which module, and what files are sent (by their ends)."""

    acts: Iterable[Act]
    module: str
    scene: Any
    as_person: Callable[[str], Any]
    files: Mapping[str, tuple[bytes, str]] = field(default_factory=dict)

    def refused(self, names: Iterable[str]) -> dict[tuple[str, str], int]:
        """Let each send every act that is not theirs; give the answer of each."""
        answers = {}
        for name in names:
            client = self.as_person(name)
            for act in self.acts:
                if name not in act.allowed:
                    answers[name, act.route] = self._sent(client, act).status_code
        return answers

    def not_done(self) -> dict[tuple[str, str], tuple[int, int]]:
        """Let each send every act of theirs; give what was not done, or not told in the trail once."""
        wrong = {}
        for act in self.acts:
            for name in sorted(act.allowed):
                with transaction.atomic():
                    client = self.as_person(name)
                    before = AuditEntry.objects.filter(act=act.name).count()
                    answer = self._sent(client, act).status_code
                    told = AuditEntry.objects.filter(act=act.name).count() - before
                    if answer not in _DONE or told != 1:
                        wrong[name, act.route] = (answer, told)
                    transaction.set_rollback(True)
        return wrong

    def _sent(self, client: Any, act: Act) -> Any:
        things = [getattr(self.scene, each).uuid for each in act.args]
        address = reverse(f"{self.module}:{act.route}", args=things) + act.query
        return client.post(address, {name: self._value(it) for name, it in act.data.items()})

    def _value(self, given: object) -> object:
        name, _dot, end = str(given).rpartition(".")
        if name and end in {"pk", "uuid", "version"}:
            thing = getattr(self.scene, name)
            thing.refresh_from_db()
            return getattr(thing, end)
        if end in self.files:
            content, kind = self.files[end]
            return SimpleUploadedFile(str(given), content, kind)
        return given


def unlike_refusals(answers: Mapping[tuple[str, str], int]) -> dict[tuple[str, str], int]:
    """Give the answers that are no refusal: neither "not for you" nor "not there"."""
    return {key: code for key, code in answers.items() if code not in {403, 404}}


def rows_of(tables: Iterable[Any]) -> list[list[dict[str, Any]]]:
    """Give every row of the tables as it stands, to see that nothing was written."""
    return [list(table.objects.order_by("pk").values()) for table in tables]
