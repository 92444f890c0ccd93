"""Forms for what a body sets for its register."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from samspel.kit.formfields import LongTextField


class PatternForm(forms.Form):
    """How a body writes its registry numbers."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    code = forms.CharField(
        label=_("Organets beteckning"),
        max_length=20,
        required=False,
        help_text=_("Till exempel KS."),
    )
    pattern = forms.CharField(
        label=_("Mönster"),
        max_length=60,
        help_text=_(
            "Text och ord mellan { och }: {organ}, {år}, {år2} för två siffror, {nummer}, "
            "{nummer:5} för fem siffror, {klass}, och sist {handling} för handlingens nummer."
        ),
    )
    starts_every_year = forms.BooleanField(
        label=_("Numren börjar om på 1 varje år"), required=False
    )
    class_code = forms.CharField(
        label=_("Klass när inget annat anges"), max_length=20, required=False
    )
    first_series = forms.IntegerField(
        label=_("År att börja i ett annat nummer än 1"),
        min_value=0,
        max_value=9999,
        help_text=_("Om ni börjar använda Samspel mitt i ett år. Annars 0."),
    )
    first_number = forms.IntegerField(
        label=_("Första numret det året"), min_value=1, max_value=999_999
    )
    decided = forms.CharField(
        label=_("Beslut som mönstret vilar på"), max_length=200, required=False
    )


class TemplateForm(forms.Form):
    """What a body's officer's reports hold."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    sections = LongTextField(
        label=_("Avsnitt"),
        rows=8,
        help_text=_(
            "Ett avsnitt per rad: rubrik, kolon och en hjälptext. En stjärna efter rubriken "
            "betyder att avsnittet inte får lämnas tomt."
        ),
    )
    checklist = LongTextField(
        label=_("Frågor att bocka av"), rows=5, required=False, help_text=_("En per rad.")
    )
    decided = forms.CharField(
        label=_("Beslut som mallen vilar på"), max_length=200, required=False
    )
