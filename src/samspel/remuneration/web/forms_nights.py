"""Forms of a journey with a night away: the journey, and the meals that others paid for."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from samspel.foundation.dates import say_day_long
from samspel.kit.formfields import DateField, TimeField
from samspel.kit.language import current
from samspel.remuneration.models import NightsAway
from samspel.remuneration.web.forms import after_midnight, clock

_A_DAY = dt.timedelta(days=1)


class NightsForm(forms.Form):
    """When the journey began and ended, and where it went."""

    left_on = DateField(label=_("Du reste hemifrån den"))
    left_at = TimeField(label=_("Du reste klockan"))
    back_on = DateField(label=_("Du kom hem den"))
    back_at = TimeField(label=_("Du kom hem klockan"))
    place = forms.CharField(label=_("Vart reste du?"), max_length=200)
    km = forms.DecimalField(
        label=_("Hur många kilometer bort ligger det?"),
        min_value=0,
        max_digits=7,
        decimal_places=1,
        widget=forms.TextInput(attrs={"inputmode": "decimal", "size": "8"}),
        localize=True,
        help_text=_("Enkel väg, från din vanliga ort."),
    )
    own_nights = forms.IntegerField(
        label=_("Nätter som du ordnade själv"),
        min_value=0,
        max_value=92,
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "size": "4"}),
        help_text=_("Nätter som varken kommunen eller någon annan betalade."),
    )

    @property
    def asked(self) -> dict[str, Any]:
        """What the service takes."""
        given = dict(self.cleaned_data)
        return {
            **given,
            "left_at": after_midnight(given["left_at"]),
            "back_at": after_midnight(given["back_at"]),
            "own_nights": given["own_nights"] or 0,
        }


def nights_initial(on: dt.date, row: NightsAway | None) -> dict[str, Any]:
    """Give what is told already, or the duty's own day to begin with."""
    if row is None:
        return {"left_on": on, "back_on": on + _A_DAY}
    return {
        "left_on": row.left_on,
        "left_at": clock(row.left_at),
        "back_on": row.back_on,
        "back_at": clock(row.back_at),
        "place": row.place,
        "km": row.km,
        "own_nights": row.own_nights,
    }


class MealsForm(forms.Form):
    """The meals that somebody else paid for, day by day."""

    breakfasts = forms.TypedMultipleChoiceField(label=_("Frukost"))
    lunches = forms.TypedMultipleChoiceField(label=_("Lunch"))
    dinners = forms.TypedMultipleChoiceField(label=_("Middag"))

    def __init__(self, *args: Any, row: NightsAway, **options: Any) -> None:
        super().__init__(*args, **options)
        count = (row.back_on - row.left_on).days + 1
        days = [row.left_on + number * _A_DAY for number in range(count)]
        for field in self.fields.values():
            field.widget = forms.CheckboxSelectMultiple()
            field.required = False
            field.coerce = dt.date.fromisoformat  # type: ignore[attr-defined]  # Django types no field by its name
            field.choices = [  # type: ignore[attr-defined]  # Django types no field by its name
                (each.isoformat(), say_day_long(each, current())) for each in days
            ]
