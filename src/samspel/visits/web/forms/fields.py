"""Fields of the visits' own forms: an enum's members, yes or no, times by the clock."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.functional import lazy
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from samspel.foundation import dates
from samspel.foundation.labels import LabelledEnum
from samspel.foundation.refusal import Refused
from samspel.foundation.swedish import capitalise
from samspel.kit import web
from samspel.kit.formfields import DateField, TimeField

YES, NO = "ja", "nej"


def _capital(label: str) -> str:
    return capitalise(gettext(label))


# Lazy: a form's fields are made once, and read in either language.
_capital_label = lazy(_capital, str)


class EnumField(forms.TypedChoiceField):
    """A choice among an enum's members; gives the member, or None."""

    def __init__(
        self, members: Iterable[LabelledEnum], *, empty: str = "", **options: Any
    ) -> None:
        known = {member.value: member for member in members}
        listed = [(value, _capital_label(each.label)) for value, each in known.items()]
        super().__init__(
            choices=[("", empty), *listed] if empty else listed,
            coerce=lambda value: known[value],
            empty_value=None,
            **options,
        )


class YesNoField(forms.TypedChoiceField):
    """A question that is answered yes or no, and never by silence."""

    def __init__(self, **options: Any) -> None:
        options.setdefault("widget", forms.RadioSelect)
        super().__init__(
            choices=[(YES, _("Ja")), (NO, _("Nej"))],
            coerce=lambda value: value == YES,
            empty_value=None,
            **options,
        )


class TimeForm(forms.Form):
    """One time: the day, and from when until when by the clock on the wall in Sweden."""

    # Drawn beside each other.
    beside = ("day", "start", "end")

    day = DateField(label=_("Dag"))
    start = TimeField(label=_("Börjar"))
    end = TimeField(label=_("Slutar"))

    def clean(self) -> dict[str, Any]:
        """Put day and times together to instants; refuse an end before the start."""
        super().clean()
        self.cleaned_data["starts_at"] = instant(self, "day", "start")
        self.cleaned_data["ends_at"] = instant(self, "day", "end")
        require_order(self, self.cleaned_data["starts_at"], self.cleaned_data["ends_at"], "end")
        return self.cleaned_data

    @property
    def time(self) -> tuple[dt.datetime, dt.datetime]:
        """The time, once the form is valid."""
        return self.cleaned_data["starts_at"], self.cleaned_data["ends_at"]


def instant(form: forms.Form, day: str, time: str) -> dt.datetime | None:
    """Give the instant of a day and a time on the clock, or put the refusal on the time.

    The hour that is skipped in March and the one that comes twice in October are refused.
    """
    on, at = form.cleaned_data.get(day), form.cleaned_data.get(time)
    if on is None or at is None:
        return None
    try:
        return dates.at_wall_clock(on, at)
    except Refused as refusal:
        form.add_error(time, web.refusal_text(refusal))
        return None


def require_order(
    form: forms.Form, start: dt.datetime | None, end: dt.datetime | None, field: str
) -> None:
    """Put it on the field when the end is not after the start."""
    if start is not None and end is not None and end <= start:
        form.add_error(field, _("Sluttiden måste vara senare än starttiden."))
