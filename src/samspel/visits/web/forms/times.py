"""Several times in one form: as many rows as the page shows, and more on request."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.utils.translation import gettext_lazy as _

from samspel.foundation.numbers import whole
from samspel.kit.formfields import DateField, TimeField
from samspel.visits.services import OfferedTime
from samspel.visits.web.forms.fields import instant, require_order

COUNT = "antal"
FEWEST, MOST, MORE = 3, 12, 3
_PARTS = ("day", "start", "end")


@dataclass(frozen=True, slots=True)
class TimeRow:
    """The three fields of one time, as they are drawn."""

    number: int
    day: BoundField
    start: BoundField
    end: BoundField


class TimesForm(forms.Form):
    """Times to choose among; rows that are left empty don't count."""

    def __init__(self, *args: Any, rows: int = FEWEST, **options: Any) -> None:
        super().__init__(*args, **options)
        self.row_count = min(max(rows, 1), MOST)
        for number in range(1, self.row_count + 1):
            self.fields[f"day{number}"] = DateField(label=_("Dag"), required=False)
            self.fields[f"start{number}"] = TimeField(label=_("Börjar"), required=False)
            self.fields[f"end{number}"] = TimeField(label=_("Slutar"), required=False)

    @property
    def time_rows(self) -> list[TimeRow]:
        """The rows of times, as they are drawn."""
        return [
            TimeRow(number, *(self[f"{part}{number}"] for part in _PARTS))
            for number in range(1, self.row_count + 1)
        ]

    @property
    def other_fields(self) -> list[BoundField]:
        """The fields that are not times."""
        times = {f"{part}{row}" for part in _PARTS for row in range(1, self.row_count + 1)}
        return [each for each in self if each.name not in times]

    def clean(self) -> dict[str, Any]:
        """Put each row together to a time; refuse a row that is half filled, and none at all."""
        super().clean()
        options = []
        for number in range(1, self.row_count + 1):
            time = self._time(number)
            if time is not None:
                options.append(OfferedTime(*time))
        if not options and not self.errors:
            self.add_error("day1", _("Fyll i minst en tid."))
        self.cleaned_data["options"] = options
        return self.cleaned_data

    def _time(self, number: int) -> tuple[dt.datetime, dt.datetime] | None:
        names = {part: f"{part}{number}" for part in _PARTS}
        given = [name for name in names.values() if self.cleaned_data.get(name) is not None]
        wrong = [name for name in names.values() if name in self.errors]
        if not given and not wrong:
            return None
        for name in names.values():
            if name not in given and name not in wrong:
                self.add_error(name, _("Fyll i dag, start och slut för tiden."))
        start = instant(self, names["day"], names["start"])
        end = instant(self, names["day"], names["end"])
        require_order(self, start, end, names["end"])
        return (start, end) if start is not None and end is not None else None

    @property
    def times(self) -> list[tuple[dt.datetime, dt.datetime]]:
        """The times, once the form is valid."""
        return [(each.starts_at, each.ends_at) for each in self.cleaned_data["options"]]


def rows_wanted(data: Any) -> int:
    """Give how many rows the page showed, and more when more were asked for."""
    asked = whole(data.get(COUNT, "")) if data is not None else None
    return FEWEST if asked is None else asked
