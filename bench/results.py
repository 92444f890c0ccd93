"""A result, the table that is printed and the file that is written."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from pathlib import Path

OUT = Path(__file__).parent / "out" / "results.json"


@dataclass(frozen=True)
class Result:
    """One measured thing; ``share`` is the value over the reference's value."""

    name: str
    value: float
    unit: str
    rows: int | None = None
    statements: int | None = None
    share: float | None = None
    reference: str = ""


def table(results: list[Result]) -> str:
    """Give the results as a table in text."""
    head = ("name", "value", "unit", "rows", "SQL", "share", "of what")
    lines = [head] + [
        (
            each.name,
            f"{each.value:.3f}",
            each.unit,
            "" if each.rows is None else str(each.rows),
            "" if each.statements is None else str(each.statements),
            "" if each.share is None else f"{each.share:.1f}",
            each.reference,
        )
        for each in results
    ]
    widths = [max(len(line[column]) for line in lines) for column in range(len(head))]
    return "\n".join(
        "  ".join(
            cell.ljust(width) if column in (0, 2, 6) else cell.rjust(width)
            for column, (cell, width) in enumerate(zip(line, widths, strict=True))
        ).rstrip()
        for line in lines
    )


def write(results: list[Result]) -> None:
    """Write the results; a run of one keeps what the others wrote before."""
    OUT.parent.mkdir(exist_ok=True)
    kept = {}
    if OUT.exists():
        kept = {each["name"]: each for each in json.loads(OUT.read_text())}
    kept.update({each.name: asdict(each) for each in results})
    OUT.write_text(json.dumps(list(kept.values()), indent=2, ensure_ascii=False) + "\n")
