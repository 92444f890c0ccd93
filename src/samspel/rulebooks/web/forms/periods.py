"""A period to look at."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from samspel.kit.formfields import DateField


class PeriodForm(forms.Form):
    """From one day to another, both included."""

    first = DateField(label=_("Från och med"))
    last = DateField(label=_("Till och med"))

    def clean(self) -> dict[str, Any]:
        """Ask for a last day that is not before the first."""
        given = dict(super().clean() or {})
        first, last = given.get("first"), given.get("last")
        if first and last and last < first:
            self.add_error("last", _("Den sista dagen är före den första."))
        return given


class RejectionForm(forms.Form):
    """Why a proposal is rejected."""

    because = forms.CharField(
        label=_("Varför avvisas förslaget?"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3, "cols": None}),
        help_text=_("Den som föreslog riktlinjen läser det du skriver."),
        error_messages={
            "required": _("Skriv varför förslaget avvisas, så att det kan rättas.")
        },
    )
