"""Forms for decisions: enter, correct, and decide on delegation."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from samspel.foundation.swedish import capitalise
from samspel.kit.enums import choices_of
from samspel.kit.formfields import DateField, LongTextField
from samspel.meetings.enums import DecisionKind
from samspel.meetings.models import Decision
from samspel.rules.catalogue.choices import DelegatedMatter


class DecisionForm(forms.Form):
    """What a body decided, as it stands in the minutes."""

    decided_on = DateField(label=_("Dag för beslutet"))
    paragraph = forms.CharField(
        label=_("Paragraf"), help_text=_("Till exempel § 33."), max_length=12
    )
    title = forms.CharField(label=_("Rubrik"), max_length=200)
    text = LongTextField(label=_("Beslutet, som det står i protokollet"), rows=6)
    kind = forms.TypedChoiceField(
        label=_("Vad handlar beslutet om?"),
        choices=choices_of(DecisionKind),
        coerce=DecisionKind,
        initial=DecisionKind.OTHER,
    )


class CorrectionForm(DecisionForm):
    """The decision as it should have been entered, and what was wrong."""

    reason = forms.CharField(label=_("Vad var fel?"), max_length=300)

    @staticmethod
    def values_of(decision: Decision) -> dict[str, Any]:
        """Give what to fill the form with: the row that is to be corrected."""
        names = ("decided_on", "paragraph", "title", "text", "kind")
        return {name: getattr(decision, name) for name in names}


def _matters() -> list[tuple[str, str]]:
    """Give the kinds of matter with a capital first, as choices on a page begin."""
    return [(value, capitalise(label)) for value, label in choices_of(DelegatedMatter)]


class DelegatedDecisionForm(forms.Form):
    """What somebody decides on the body's behalf."""

    subject = forms.CharField(label=_("Vad gäller det?"), max_length=200)
    text = LongTextField(label=_("Du beslutar"), rows=4)
    ground = forms.CharField(
        label=_("Grund för delegationen"),
        help_text=_("Punkten i delegationsordningen eller avsnittet i riktlinjen."),
        max_length=300,
    )
    matter = forms.TypedChoiceField(
        label=_("Vad för slags ärende är det?"),
        help_text=_(
            "Allt utom det första måste organet självt besluta, om det inte brådskar "
            "(kommunallagen 6 kap. 38 §)."
        ),
        choices=_matters,
        coerce=DelegatedMatter,
        initial=DelegatedMatter.ORDINARY,
        widget=forms.RadioSelect,
    )
    is_urgent = forms.BooleanField(
        label=_("Beslutet är så brådskande att organet inte hinner besluta"),
        help_text=_(
            "Kommunallagen 6 kap. 39 §. Beslutet anmäls då på allra nästa möte, även om "
            "kallelsen har gått ut."
        ),
        required=False,
    )
    reference = forms.CharField(widget=forms.HiddenInput, max_length=120, required=False)
