"""Form fields: the inputs of the design, filled by Django's forms.

Native inputs for day and time, amounts as they are written in Sweden, choices among rows,
and the renderer that makes every form (also those of third parties) look like ours.
Choices are read before the page is drawn, so a form never asks the database while it is.
"""

from __future__ import annotations

import datetime as dt
import functools
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any

from django import forms
from django.db import models
from django.forms.renderers import Jinja2 as WidgetRenderer
from django.forms.renderers import TemplatesSetting
from django.utils.translation import gettext

from samspel.foundation import dates

if TYPE_CHECKING:
    from django.forms.boundfield import BoundField, BoundWidget
    from django.utils.safestring import SafeString

_GROUPS = (forms.RadioSelect, forms.CheckboxSelectMultiple)
_DAY_FORMATS = ("%Y-%m-%d", "%Y%m%d", "%Y/%m/%d")
_TIME_FORMATS = ("%H:%M", "%H.%M", "%H%M", "%H:%M:%S")


class Renderer(TemplatesSetting):
    """Forms by our templates, the bare inputs by Django's own Jinja2 ones."""

    form_template_name = "kit/form.html"
    formset_template_name = "kit/formset.html"
    field_template_name = "kit/field.html"

    def get_template(self, template_name: str) -> Any:
        """Give Django's own template for what is Django's, ours for the rest."""
        if template_name.startswith("django/forms/"):
            return _widgets().get_template(template_name)
        return super().get_template(template_name)


@functools.lru_cache(maxsize=1)
def _widgets() -> WidgetRenderer:
    """Give Django's renderer for single inputs, made once."""
    return WidgetRenderer()


def field_kind(bound: BoundField) -> str:
    """Tell how a field is laid out: hidden, group (of choices), checkbox, or input."""
    if bound.is_hidden:
        return "hidden"
    widget = bound.field.widget
    if isinstance(widget, _GROUPS):
        return "group"
    return "checkbox" if isinstance(widget, forms.CheckboxInput) else "input"


def control(bound: BoundField, describedby: str = "", **attrs: object) -> SafeString:
    """Give the input of a field, tied to its description, its error and what else is named."""
    tied = " ".join(part for part in (bound.aria_describedby, describedby) if part)
    wanted: dict[str, Any] = {"class": "ds-input", **attrs}
    if tied:
        wanted["aria-describedby"] = tied
    return bound.as_widget(attrs={key: value for key, value in wanted.items() if value})


def option_tag(choice: BoundWidget) -> SafeString:
    """Give the bare radio button or checkbox of one choice in a group."""
    choice.data["attrs"] = {**choice.data["attrs"], "class": "ds-input"}
    return choice.tag()


class DateField(forms.DateField):
    """A day, by the browser's own calendar; also typed as 2026-12-09 or 20261209."""

    def __init__(self, **options: Any) -> None:
        options.setdefault("input_formats", _DAY_FORMATS)
        options.setdefault(
            "widget",
            forms.DateInput(format="%Y-%m-%d", attrs={"type": "date", "data-width": "auto"}),
        )
        super().__init__(**options)

    def to_python(self, value: Any) -> dt.date | None:
        """Read the day; refuse one so far away that nothing can be reckoned from it."""
        day = super().to_python(value)
        if day is not None and not dates.is_reckoned(day):
            raise forms.ValidationError(
                gettext("Skriv en dag mellan 1900 och 2199."), code="invalid"
            )
        return day


class TimeField(forms.TimeField):
    """A time on the clock, by the browser's own input; also typed as 13.00."""

    def __init__(self, **options: Any) -> None:
        options.setdefault("input_formats", _TIME_FORMATS)
        options.setdefault(
            "widget",
            forms.TimeInput(format="%H:%M", attrs={"type": "time", "data-width": "auto"}),
        )
        super().__init__(**options)


class KronorField(forms.DecimalField):
    """An amount in kronor, as people write it: "1 730", "1 730,50 kr"."""

    def __init__(self, **options: Any) -> None:
        options.setdefault("max_digits", 12)
        options.setdefault("decimal_places", 2)
        attrs = {"inputmode": "decimal", "autocomplete": "off", "size": "12"}
        options.setdefault("widget", forms.TextInput(attrs=attrs))
        super().__init__(**options)

    def to_python(self, value: Any) -> Any:
        """Take away spaces and "kr", and read a decimal comma."""
        if isinstance(value, str):
            bare = value.lower().removesuffix("kr").replace(",", ".")
            value = "".join(bare.split())
        return super().to_python(value)


class LongTextField(forms.CharField):
    """Free text on several lines; ``rows`` is how many are seen from the start."""

    def __init__(self, *, rows: int = 4, **options: Any) -> None:
        options.setdefault("widget", forms.Textarea(attrs={"rows": rows, "cols": None}))
        super().__init__(**options)

    def to_python(self, value: Any) -> str:
        """Give the text with its lines ended one way; a browser ends them another."""
        return str(super().to_python(value)).replace("\r\n", "\n").replace("\r", "\n")


class RowField(forms.TypedChoiceField):
    """A choice among rows that are read already; gives the row, or None."""

    def __init__(
        self,
        rows: Iterable[models.Model],
        *,
        words: Callable[[Any], str] = str,
        empty: str = "",
        **options: Any,
    ) -> None:
        known = {str(row.pk): row for row in rows}
        listed = [(key, words(row)) for key, row in known.items()]
        super().__init__(
            choices=[("", empty or gettext("Välj …")), *listed],
            coerce=lambda key: known[key],
            empty_value=None,
            **options,
        )


class RowsField(forms.TypedMultipleChoiceField):
    """Several of the rows; gives a list of them."""

    def __init__(
        self, rows: Iterable[models.Model], *, words: Callable[[Any], str] = str, **options: Any
    ) -> None:
        known = {str(row.pk): row for row in rows}
        options.setdefault("widget", forms.CheckboxSelectMultiple)
        super().__init__(
            choices=[(key, words(row)) for key, row in known.items()],
            coerce=lambda key: known[key],
            empty_value=[],
            **options,
        )


class LastDayField(DateField):
    """A last day, as people say it; gives the day after, as it is kept."""

    def clean(self, value: Any) -> Any:
        """Give the first day on which it no longer holds."""
        day = super().clean(value)
        return day + dt.timedelta(days=1) if day else None

    def prepare_value(self, value: Any) -> Any:
        """Show the last day of what is kept."""
        return value - dt.timedelta(days=1) if isinstance(value, dt.date) else value


class VersionField(forms.IntegerField):
    """Which version the page showed, so that a stale page is refused."""

    def __init__(self) -> None:
        super().__init__(widget=forms.HiddenInput, required=False)
