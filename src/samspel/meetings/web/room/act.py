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
