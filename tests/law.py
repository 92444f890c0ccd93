"""The law changed for a test: what the product says must change with it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from unittest import mock

from samspel.rules import law
from samspel.rules.judging import compile_ruleset
from samspel.rules.rulebook import SHIPPED, load_files


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
    changed = compile_ruleset(load_files(files, check_cases=False))
    standing = law.statute
    law.forget()
    with mock.patch.object(
        law, "statute", lambda asked: changed if asked == name else standing(asked)
    ):
        yield
    law.forget()
