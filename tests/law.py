"""The law changed for a test: what the product says must change with it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import Any
from unittest import mock

from samspel.rules import law
from samspel.rules.catalogue.choices import SharedAmong, TieBreak
from samspel.rules.dated import Dated, Version
from samspel.rules.judging import Compiled, compile_ruleset
from samspel.rules.provisions import Provision, SetValue
from samspel.rules.rulebook import SHIPPED, load_files

_STATUTES = law.statute.cache_clear  # type: ignore[attr-defined]
_OTHER_WORD = {
    SharedAmong.VOTING.value: SharedAmong.PRESENT.value,
    SharedAmong.PRESENT.value: SharedAmong.VOTING.value,
    TieBreak.CASTING_VOTE.value: TieBreak.LOT.value,
    TieBreak.LOT.value: TieBreak.CASTING_VOTE.value,
}


@contextmanager
def amended(
    *changes: tuple[str, str, str], name: str = law.LOCAL_GOVERNMENT_ACT
) -> Iterator[None]:
    """Let a statute be in force with its text changed, and then as it stands again.

    Each change names a provision, what it says (once) and what it is to say instead.
    """
    files = {path.name: path.read_text() for path in (SHIPPED / name).glob("*.yaml")}
    for id_, old, new in changes:
        mark = f"- id: {id_}\n"
        (file,) = [each for each, text in files.items() if mark in text]
        before, after = files[file].split(mark)
        said, sep, rest = after.partition("\n- id: ")
        assert said.count(old) == 1, f"{old!r} does not stand once in {id_}"
        files[file] = before + mark + said.replace(old, new) + sep + rest
    with _in_force(compile_ruleset(load_files(files, check_cases=False)), name):
        yield


@contextmanager
def changed(id_: str, name: str = law.LOCAL_GOVERNMENT_ACT) -> Iterator[None]:
    """Let a statute be in force with a provision gone, or with another value if it sets one."""
    whole = law.statute(name).ruleset
    assert id_ in whole.provision_by_id
    provisions = tuple(
        _with_another_value(each) if each.id == id_ else each
        for each in whole.provisions
        if each.id != id_ or each.values is not None
    )
    # Its hash is of no files, so nothing that is remembered by it is taken for the statute.
    with _in_force(Compiled(replace(whole, provisions=provisions, sha256="0" * 64)), name):
        yield


def _with_another_value(provision: Provision) -> Provision:
    return replace(
        provision,
        values=Dated(
            Version(each.takes_effect, each.decided_on, _turned(each.value))
            for each in provision.values or ()
        ),
    )


def _turned(laid: SetValue) -> SetValue:
    value: Any = laid.value
    if isinstance(value, bool):
        return replace(laid, value=not value)
    if isinstance(value, int):
        return replace(laid, value=value + 1)
    if isinstance(value, dt.date):
        return replace(laid, value=value.replace(year=value.year + 1))
    if isinstance(value, str):
        return replace(laid, value=_OTHER_WORD[value])
    return replace(laid, value=frozenset(sorted(value)[1:]))


@contextmanager
def _in_force(statute: Compiled, name: str) -> Iterator[None]:
    standing = law.statute
    _forget()
    try:
        with mock.patch.object(
            law, "statute", lambda asked: statute if asked == name else standing(asked)
        ):
            yield
    finally:
        _forget()


def _forget() -> None:
    """Forget every answer; the statutes themselves are kept, for they are slow to read."""
    for clear in law._forgetting:
        if clear != _STATUTES:
            clear()
