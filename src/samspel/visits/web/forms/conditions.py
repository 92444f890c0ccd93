"""Forms for what bookings reckon with: own times, the unit's terms, visit days, fixed visits."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms.boundfield import BoundField
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from samspel.foundation import dates
from samspel.foundation.dates import day_written
from samspel.foundation.numbers import whole
from samspel.foundation.swedish import capitalise
from samspel.kit.formfields import DateField, LongTextField, TimeField
from samspel.kit.language import current
from samspel.people.models import Operation, Unit
from samspel.visits.calculation import Window
from samspel.visits.enums import Place
from samspel.visits.models import UnitTerms, VisitDay
from samspel.visits.web.forms.booking import PlaceField
from samspel.visits.web.forms.fields import EnumField, YesNoField, instant, require_order

ON_A_DAY = "dag"
SPARE = 3
MOST_WINDOWS = 40
_MONDAY = dt.date(2026, 1, 5)


@dataclass(frozen=True, slots=True)
class WindowRow:
    """The fields of one time that suits, as they are drawn."""

    number: int
    when: BoundField
    on: BoundField
    starts: BoundField
    ends: BoundField


class AvailabilityForm(forms.Form):
    """When visits suit: each week on a weekday, or on one day. Empty rows don't count."""

    def __init__(
        self, *args: Any, windows: Sequence[Window], rows: int = 0, **more: Any
    ) -> None:
        super().__init__(*args, **more)
        self.row_count = min(max(rows, len(windows) + SPARE), MOST_WINDOWS)
        days = [
            (
                str(at),
                capitalise(dates.weekday_name(_MONDAY + dt.timedelta(days=at), current())),
            )
            for at in range(7)
        ]
        choices = [("", gettext("Välj …")), *days, (ON_A_DAY, gettext("Bara ett datum"))]
        for number in range(1, self.row_count + 1):
            window = windows[number - 1] if number <= len(windows) else None
            self._add_row(number, choices, window)

    def _add_row(
        self, number: int, choices: list[tuple[str, str]], window: Window | None
    ) -> None:
        self.fields[f"when{number}"] = forms.ChoiceField(
            label=_("När"), choices=choices, required=False, initial=_when(window)
        )
        self.fields[f"on{number}"] = DateField(
            label=_("Datum"), required=False, initial=window.on if window else None
        )
        self.fields[f"starts{number}"] = TimeField(
            label=_("Från"), required=False, initial=window.starts if window else None
        )
        self.fields[f"ends{number}"] = TimeField(
            label=_("Till"), required=False, initial=window.ends if window else None
        )

    @property
    def rows(self) -> list[WindowRow]:
        """The rows, as they are drawn."""
        names = ("when", "on", "starts", "ends")
        return [
            WindowRow(number, *(self[f"{name}{number}"] for name in names))
            for number in range(1, self.row_count + 1)
        ]

    def clean(self) -> dict[str, Any]:
        """Put each row together; refuse one that is half filled."""
        super().clean()
        found = [self._window(number) for number in range(1, self.row_count + 1)]
        self.cleaned_data["windows"] = [each for each in found if each is not None]
        return self.cleaned_data

    def _window(self, number: int) -> Window | None:
        given = {
            name: self.cleaned_data.get(f"{name}{number}")
            for name in ("when", "on", "starts", "ends")
        }
        if not any(given.values()):
            return None
        if not given["when"]:
            self.add_error(f"when{number}", _("Välj en veckodag eller ”Bara ett datum”."))
            return None
        on = given["on"] if given["when"] == ON_A_DAY else None
        if given["when"] == ON_A_DAY and on is None:
            self.add_error(f"on{number}", _("Fyll i datumet."))
        for name in ("starts", "ends"):
            if given[name] is None and f"{name}{number}" not in self.errors:
                self.add_error(f"{name}{number}", _("Fyll i klockslaget."))
        starts, ends = given["starts"], given["ends"]
        if starts and ends and ends <= starts:
            self.add_error(f"ends{number}", _("Sluttiden måste vara senare än starttiden."))
        if starts is None or ends is None:
            return None
        weekday = None if on is not None else whole(given["when"])
        return Window(starts, ends, weekday, on)


def _when(window: Window | None) -> str:
    if window is None:
        return ""
    return ON_A_DAY if window.on is not None else str(window.weekday)


class UnitTermsForm(forms.Form):
    """What a visit to the unit has to reckon with."""

    def __init__(self, *args: Any, unit: Unit, keeps: bool, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["usual_room"] = EnumField(
            Place,
            empty=gettext("Inte bestämt"),
            label=gettext("Var brukar besök vara?"),
            required=False,
        )
        self.fields["strained_until"] = DateField(
            label=gettext("Den ordinarie verksamheten går före till och med"),
            help_text=gettext("Lämna tomt när besök passar."),
            required=False,
        )
        self.fields["strained_because"] = forms.CharField(
            label=gettext("Varför?"), max_length=300, required=False
        )
        if keeps:
            self.fields["is_school"] = YesNoField(
                label=gettext("Är enheten en skola?"), required=False
            )
        if keeps and unit.is_private:
            self.fields["agreement_allows_visits"] = YesNoField(
                label=gettext("Tillåter avtalet med utföraren besök?"), required=False
            )

    @property
    def values(self) -> dict[str, Any]:
        """What the service takes."""
        return {**self.cleaned_data, "usual_room": self.cleaned_data["usual_room"] or ""}

    @staticmethod
    def values_of(terms: UnitTerms | None) -> dict[str, Any]:
        """Give what to fill the form with."""
        if terms is None:
            return {}
        words = {True: "ja", False: "nej", None: None}
        return {
            "usual_room": terms.usual_room,
            "strained_until": terms.strained_until,
            "strained_because": terms.strained_because,
            "is_school": words[terms.is_school],
            "agreement_allows_visits": words[terms.agreement_allows_visits],
        }


class VisitDaysForm(forms.Form):
    """The days of a year that the meeting plan sets aside, one to a line."""

    days = LongTextField(
        label=_("Besöksdagar"),
        help_text=_("En dag per rad, till exempel 2027-02-10 Vårens besök."),
        required=False,
        rows=8,
    )

    def clean_days(self) -> dict[dt.date, str]:
        """Read each line as a day with its name."""
        found: dict[dt.date, str] = {}
        for line in str(self.cleaned_data["days"]).splitlines():
            text, _space, label = line.strip().partition(" ")
            if not text:
                continue
            try:
                found[day_written(text)] = label.strip()[:80]
            except ValueError:
                said = gettext("”%(line)s” börjar inte med en dag, till exempel 2027-02-10.")
                raise ValidationError(said % {"line": line.strip()}) from None
        return found

    @staticmethod
    def values_of(days: Iterable[VisitDay]) -> dict[str, str]:
        """Give what to fill the form with."""
        lines = (f"{each.on.isoformat()} {each.label}".strip() for each in days)
        return {"days": "\n".join(lines)}


@dataclass(frozen=True, slots=True)
class FixedRow:
    """The fields of one fixed visit, as they are drawn."""

    number: int
    place: BoundField
    on: BoundField
    start: BoundField
    end: BoundField


class FixedForm(forms.Form):
    """Fixed visits on the days of the plan: where, which day, from when until when."""

    def __init__(
        self,
        *args: Any,
        places: Sequence[Unit | Operation],
        days: Sequence[VisitDay],
        rows: int = 4,
        **more: Any,
    ) -> None:
        super().__init__(*args, **more)
        self.row_count = min(max(rows, 1), MOST_WINDOWS)
        listed = [
            (
                each.on.isoformat(),
                " ".join([dates.say_day_long(each.on, current()), each.label]).strip(),
            )
            for each in days
        ]
        for number in range(1, self.row_count + 1):
            self.fields[f"place{number}"] = PlaceField(
                places, label=gettext("Vad ska besökas?"), required=False
            )
            self.fields[f"on{number}"] = forms.TypedChoiceField(
                label=gettext("Besöksdag"),
                choices=[("", gettext("Välj …")), *listed],
                coerce=dt.date.fromisoformat,
                empty_value=None,
                required=False,
            )
            self.fields[f"start{number}"] = TimeField(label=gettext("Börjar"), required=False)
            self.fields[f"end{number}"] = TimeField(label=gettext("Slutar"), required=False)

    @property
    def rows(self) -> list[FixedRow]:
        """The rows, as they are drawn."""
        names = ("place", "on", "start", "end")
        return [
            FixedRow(number, *(self[f"{name}{number}"] for name in names))
            for number in range(1, self.row_count + 1)
        ]

    def clean(self) -> dict[str, Any]:
        """Put each row together; refuse one that is half filled, and none at all."""
        super().clean()
        found = []
        for number in range(1, self.row_count + 1):
            row = {
                name: self.cleaned_data.get(f"{name}{number}")
                for name in ("place", "on", "start", "end")
            }
            wrong = any(f"{name}{number}" in self.errors for name in row)
            if not any(row.values()) and not wrong:
                continue
            for name, value in row.items():
                if value is None and f"{name}{number}" not in self.errors:
                    self.add_error(f"{name}{number}", _("Fyll i hela raden."))
            start = instant(self, f"on{number}", f"start{number}")
            end = instant(self, f"on{number}", f"end{number}")
            require_order(self, start, end, f"end{number}")
            found.append({**row, "starts_at": start, "ends_at": end})
        if not found and not self.errors:
            self.add_error("place1", _("Fyll i minst ett besök."))
        self.cleaned_data["visits"] = found
        return self.cleaned_data
