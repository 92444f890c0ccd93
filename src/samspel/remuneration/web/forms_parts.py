"""Forms of what is added to a duty: the road there, and what was paid with its receipt."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from samspel.kit.enums import capital_choices
from samspel.kit.formfields import KronorField
from samspel.remuneration.enums import CostKind

_ACCEPTED = "image/jpeg,image/png,application/pdf"


def picture_or_pdf() -> forms.ClearableFileInput:
    """Give the field for a picture or a PDF: a phone then hands its pictures over as JPEG."""
    return forms.ClearableFileInput(attrs={"accept": _ACCEPTED})


class AsksForTheFileAgain(forms.Form):
    """A form with a file: when something else is to be put right it says that the file is gone.

    No browser keeps a chosen file in a form that comes back.
    """

    file_field: ClassVar[str] = "file"

    def add_error(self, field: str | None, error: Any) -> None:
        """Keep the error, and say of the file that it must be chosen again."""
        super().add_error(field, error)
        name = self.file_field
        if field != name and self.files.get(name) and name not in self.errors:
            super().add_error(name, _("Välj filen igen. Den följde inte med."))


class KilometresField(forms.DecimalField):
    """A distance as people write it: "12", "12,5", "1 200 km"."""

    def to_python(self, value: Any) -> Any:
        """Take away spaces and "km", and read a decimal comma."""
        if isinstance(value, str):
            value = "".join(value.lower().removesuffix("km").replace(",", ".").split())
        return super().to_python(value)


class JourneyForm(forms.Form):
    """The road there and back."""

    km = KilometresField(
        label=_("Kilometer, fram och tillbaka"),
        min_value=0,
        max_digits=7,
        decimal_places=1,
        widget=forms.TextInput(attrs={"inputmode": "decimal", "size": "8"}),
        localize=True,
        error_messages={
            "invalid": _("Skriv hur många kilometer, till exempel 12,5."),
            "min_value": _("Ange hur långt du reste, fram och tillbaka."),
        },
    )
    route = forms.CharField(
        label=_("Vilken väg?"),
        max_length=200,
        help_text=_("Till exempel: Norrby–kommunhuset och tillbaka."),
    )
    minutes = forms.IntegerField(
        label=_("Restid i minuter"),
        min_value=0,
        max_value=1440,
        required=False,
        help_text=_("Behövs bara när restid ersätts, till exempel vid en kurs."),
    )

    def clean_minutes(self) -> int:
        """Take an empty field for no time at all."""
        return self.cleaned_data.get("minutes") or 0


class CostForm(AsksForTheFileAgain):
    """Something paid for the duty."""

    kind = forms.ChoiceField(
        label=_("Vad gällde det?"),
        choices=capital_choices(CostKind),
    )
    amount = KronorField(label=_("Vad kostade det?"), help_text=_("I kronor."))
    receipt = forms.FileField(
        label=_("Kvitto"),
        required=False,
        help_text=_(
            "Ta en bild med telefonen, eller välj en fil. Utan kvitto kan kostnaden stoppas."
        ),
        widget=picture_or_pdf(),
    )
    note = forms.CharField(label=_("Något mer?"), max_length=200, required=False)
    file_field = "receipt"
