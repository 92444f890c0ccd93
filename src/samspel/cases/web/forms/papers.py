"""Forms for a case's papers."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from samspel.kit.asread import AsReadForm
from samspel.kit.formfields import DateField


class PaperForm(forms.Form):
    """A file to add to a case."""

    file = forms.FileField(label=_("Fil"))
    title = forms.CharField(
        label=_("Vad är det för handling?"),
        max_length=300,
        required=False,
        help_text=_("Lämnar du fältet tomt får handlingen namn efter filen."),
    )
    dated_on = DateField(label=_("Handlingens datum"), required=False)
    is_basis = forms.BooleanField(
        label=_("Ingår i beslutsunderlaget"), required=False, initial=True
    )
    secrecy = forms.CharField(
        label=_("Grund för sekretess"),
        max_length=200,
        required=False,
        help_text=_("Bara om just den här handlingen är sekretessbelagd."),
    )


class PaperNameForm(AsReadForm):
    """What a paper is called, its day, and whether the decision rests on it."""

    title = forms.CharField(label=_("Vad är det för handling?"), max_length=300)
    dated_on = DateField(label=_("Handlingens datum"), required=False)
    is_basis = forms.BooleanField(label=_("Ingår i beslutsunderlaget"), required=False)


class UploadForm(forms.Form):
    """A new version of a file."""

    file = forms.FileField(label=_("Ny version"))
