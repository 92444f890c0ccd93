"""What an act of the workbench is: its form, the service behind it, and the receipt."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from samspel.meetings.web.room.doing import Doing
from samspel.meetings.web.room.forms import BenchForm

Form = Any
Call = Callable[[Doing, Form], Any]


@dataclass(frozen=True, slots=True)
class Act:
    """An act: its form, the service behind it, and the receipt."""

    form: type[BenchForm]
    call: Call
    say: object = ""


def version_of(form: Form) -> int | None:
    """Give the version of the item that the person had before them."""
    value = form.cleaned_data["version"]
    return int(value) if value is not None else None


def by_papers(form: Form) -> dict[str, Any]:
    """Give what an election by papers comes with: places, blank ones, lots, its key."""
    data = form.cleaned_data
    drawn = (each.strip() for each in data["drawn"].split(","))
    return {
        "places": data["places"],
        "blank_count": data["blank_count"] or 0,
        "drawn": tuple(each for each in drawn if each),
        "key": data["key"],
        "version": version_of(form),
    }
