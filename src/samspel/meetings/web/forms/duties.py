"""Forms for what the law asks of a body: an extra meeting, a decision to wait with, ordinances."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from samspel.kit.asread import AsReadForm
from samspel.kit.formfields import DateField, LongTextField


class RequestForm(forms.Form):
    """Who asks for an extra meeting, and why."""

    reason = LongTextField(label=_("Vad ska det extra mötet handla om?"), rows=4)
    by_chair = forms.BooleanField(label=_("Ordföranden anser att det behövs"), required=False)
    by_board = forms.BooleanField(label=_("Kommunstyrelsen begär det"), required=False)
    supporters = forms.TypedMultipleChoiceField(
        label=_("Ledamöter som begär mötet"),
        coerce=int,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("En tredjedel av ledamöterna räcker. Ersättare räknas inte med."),
    )

    def __init__(
        self, *args: Any, people: list[tuple[int, str]], is_council: bool, **options: Any
    ) -> None:
        super().__init__(*args, **options)
        self.fields["supporters"].choices = people  # type: ignore[attr-defined]  # Django types no field by its name
        if not is_council:
            del self.fields["by_board"]


class HoldForm(AsReadForm):
    """Why a decision should wait until it is final."""

    reason = LongTextField(
        label=_("Särskilda skäl att vänta"),
        rows=3,
        max_length=300,
        required=False,
        help_text=_(
            "Till exempel att det inte går att rätta det som görs, om beslutet upphävs. "
            "Finns det redan skäl här, så töm fältet när inget längre talar mot det."
        ),
    )


class OrdinanceForm(forms.Form):
    """An ordinance as it reads, and from when it holds."""

    title = forms.CharField(label=_("Föreskriftens namn"), max_length=200)
    text = LongTextField(label=_("Föreskriften i sin helhet"), rows=14)
    valid_from = DateField(label=_("Gäller från"))


class EndOrdinanceForm(forms.Form):
    """From when an ordinance no longer holds, and by which decision."""

    valid_to = DateField(label=_("Upphör att gälla"))
    ended_by = forms.CharField(
        label=_("Beslut som upphäver den"),
        max_length=200,
        help_text=_("Organ, dag och paragraf, till exempel kommunfullmäktige 2026-06-03 § 41."),
    )
