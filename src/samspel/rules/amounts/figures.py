"""National figures: dated, cited and checked, shipped with the product for all rule sets.

A rule set may lay down a value of the same name; its own then counts. What has not been
verified is not here: a municipality lays it down as a value of its own.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from types import MappingProxyType

from samspel.rules.bundle import digest, tidy
from samspel.rules.errors import Problem, RulesetInvalid
from samspel.rules.schema.reader import Notes
from samspel.rules.tree import Unreadable, read_tree

from .model import Value
from .reading_values import read_figures

FIGURES = Path(__file__).parent.parent / "data" / "riket" / "belopp"


@dataclass(frozen=True)
class Figures:
    """A set of national figures, with the hash of the files that they were read from."""

    values: tuple[Value, ...] = ()
    sha256: str = ""
    files: Mapping[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        object.__setattr__(self, "files", MappingProxyType(dict(self.files)))


def load_figures(files: Mapping[str, str]) -> Figures:
    """Read figures from files by name. Raises ``RulesetInvalid`` with every problem."""
    problems: list[Problem] = []
    values: list[Value] = []
    kept = {name: tidy(text) for name, text in sorted(files.items())}
    for name, text in kept.items():
        try:
            values += read_figures(read_tree(text), Notes(name, problems))
        except Unreadable as error:
            problems.append(error.in_file(name))
    if problems:
        raise RulesetInvalid(problems)
    return Figures(tuple(values), digest(kept), kept)


@cache
def shipped_figures() -> Figures:
    """Give the figures that come with the product, read once."""
    paths = sorted(FIGURES.glob("*.yaml"))
    return load_figures({path.name: path.read_text(encoding="utf-8") for path in paths})


def figures_listed() -> Iterator[str]:
    """Give the part of ``docs/reference/amounts.md`` that lists the national figures."""
    yield from (
        "",
        "## National figures",
        "",
        "Shipped in `rules/data/riket/belopp`. A rule set may lay down a value of the same id,",
        "and its own then counts. Where *okänt* stands nothing has been verified: a municipality",
        "lays the figure down itself, or what rests on it is refused for those days. A figure",
        "marked *not verified* has been read second-hand only, and its working says so.",
        "",
        "| id | title | unit | from | source | checked |",
        "|---|---|---|---|---|---|",
    )
    for value in shipped_figures().values:
        source = value.source.name if value.source else ""
        yield (
            f"| `{value.id}` | {value.title} | {value.unit.label} | {_dated(value)} | "
            f"{source} | {value.checked_on}{'' if value.is_verified else ', not verified'} |"
        )


def _dated(value: Value) -> str:
    told = []
    for version in value.versions:
        laid = version.value
        share = laid.share
        said = str(laid.figure) if laid.figure is not None else "okänt"
        said = said if share is None else f"{share.percent} % of `{share.of}`"
        told.append(f"{version.takes_effect}: {said}")
    return "; ".join(told)
