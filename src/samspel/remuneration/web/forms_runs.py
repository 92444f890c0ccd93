"""Forms of payroll: days of a run, files, pay types, layouts, numbers, settings."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, cast

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from samspel.kit.enums import capital_choices, choices_of
from samspel.kit.formfields import DateField, LongTextField
from samspel.remuneration.calculation.layout import Align, Encoding, Field, LineEnd, Sign
from samspel.remuneration.enums import FileKind, Pays
from samspel.remuneration.models import FileLayout

_PARTS = 8
TAB = "tab"


class MonthForm(forms.Form):
    """Which month the first run is for."""

    month = DateField(label=_("En dag i den månad som körningen gäller"))


class DaysForm(forms.Form):
    """When a run closes and is paid."""

    closes_on = DateField(label=_("Stängs"))
    pays_on = DateField(label=_("Betalas ut"))


class ExportForm(forms.Form):
    """In which layout a run is made into a file."""

    layout = forms.TypedChoiceField(
        label=_("Filformat"),
        error_messages={
            "invalid_choice": _(
                "Det formatet går inte att välja längre. Är körningen redan överförd till "
                "lönesystemet tar du tillbaka den överföringen först, annars betalas allt två gånger."
            )
        },
    )

    def __init__(self, *args: Any, layouts: Iterable[FileLayout], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        known = {str(each.uuid): each for each in layouts}
        field = cast("forms.TypedChoiceField", self.fields["layout"])
        field.choices = [(key, each.name) for key, each in known.items()]
        field.coerce = known.__getitem__


class ReceiptForm(forms.Form):
    """What the other system answered."""

    receipt = forms.CharField(
        label=_("Kvittens"),
        max_length=200,
        help_text=_("Det som lönesystemet svarade, till exempel ett löpnummer."),
    )


class PayTypeForm(forms.Form):
    """A pay type."""

    pays = forms.ChoiceField(
        label=_("Slag av ersättning"),
        choices=capital_choices(Pays),
    )
    is_tax_free = forms.BooleanField(label=_("Den skattefria delen"), required=False)
    rule = forms.CharField(
        label=_("Bara för ersättningen med id"),
        required=False,
        max_length=60,
        help_text=_("Lämna tomt, så gäller lönearten hela slaget."),
    )
    code = forms.CharField(label=_("Löneartens kod"), max_length=12)
    name = forms.CharField(label=_("Namn"), max_length=80)
    account = forms.CharField(
        label=_("Kontosträng"),
        required=False,
        max_length=60,
        help_text=_("Skriv {organ} där organets kod ska stå."),
    )
    counts_hours = forms.BooleanField(label=_("Skicka med antal timmar"), required=False)


class LayoutForm(forms.Form):
    """A file layout; one column per line."""

    name = forms.CharField(label=_("Namn"), max_length=80)
    kind = forms.ChoiceField(label=_("Slag av fil"), choices=choices_of(FileKind))
    columns = LongTextField(
        label=_("Kolumner"),
        required=False,
        rows=8,
        help_text=_(
            "En kolumn per rad, delarna skilda av lodstreck: fält | rubrik | bredd | sida | "
            "utfyllnad | decimaler | tecken | datumformat. Bara fältet behövs. Bredden 0 är "
            "så bred som värdet är. En PAXml-fil har inga kolumner."
        ),
    )
    separator = forms.CharField(
        label=_("Tecken mellan kolumnerna"),
        required=False,
        max_length=3,
        strip=False,
        help_text=_("Lämna tomt om kolumnerna har fast bredd. Skriv tab för en tabb."),
    )
    counter = forms.CharField(
        label=_("Motkonto"),
        required=False,
        max_length=60,
        help_text=_(
            "Bara i en bokföringsfil. Summan bokas på motkontot med omvänt tecken, så att "
            "filen går jämnt upp. Lämna tomt om ekonomisystemet gör det självt."
        ),
    )
    decimal_sign = forms.ChoiceField(
        label=_("Decimaltecken"),
        required=False,
        choices=[
            (",", _("komma")),
            (".", _("punkt")),
            ("", _("inget, beloppet skrivs i ören")),
        ],
    )
    encoding = forms.ChoiceField(label=_("Teckenkodning"), choices=choices_of(Encoding))
    line_end = forms.ChoiceField(label=_("Radslut"), choices=choices_of(LineEnd))
    has_header = forms.BooleanField(label=_("Rubriker på första raden"), required=False)
    is_used = forms.BooleanField(label=_("Används"), required=False)

    def clean_separator(self) -> str:
        """Read the sign between columns: one, or the word for the one that can't be typed."""
        told = str(self.cleaned_data["separator"])
        if told == TAB:
            return "\t"
        if len(told) > 1:
            raise forms.ValidationError(_("Skriv ett enda tecken, eller tab."))
        return told

    def clean(self) -> dict[str, Any]:
        """Put the counter account where the layout keeps it: with the account's column."""
        given = super().clean() or self.cleaned_data
        counter = str(given.pop("counter", "")).strip()
        accounts = [each for each in given.get("columns", []) if each["field"] == Field.ACCOUNT]
        if not counter:
            return given
        if given.get("kind") != FileKind.BOOKKEEPING or not accounts:
            raise forms.ValidationError(
                _("Ett motkonto hör till en bokföringsfil med en kolumn för kontosträng.")
            )
        accounts[0]["counter"] = counter
        return given

    def clean_columns(self) -> list[dict[str, Any]]:
        """Read the columns; each line that can't be read is named."""
        lines = str(self.cleaned_data["columns"]).splitlines()
        return [
            self._column(line, number) for number, line in enumerate(lines, 1) if line.strip()
        ]

    def _column(self, line: str, number: int) -> dict[str, Any]:
        parts = [*line.split("|"), *[""] * _PARTS][:_PARTS]
        field, title, width, side, pad, decimals, sign, days = parts
        try:
            return {
                "field": Field(_keyed(Field, field)).value,
                "title": title.strip(),
                "width": int(width.strip() or 0),
                "align": Align(_keyed(Align, side) or Align.LEFT).value,
                "pad": pad.strip() or " ",
                "decimals": int(decimals.strip() or 2),
                "sign": Sign(_keyed(Sign, sign) or Sign.BEFORE).value,
                "days": days.strip() or "%Y-%m-%d",
            }
        except ValueError:
            raise forms.ValidationError(
                _("Rad %(number)s går inte att läsa: %(line)s"),
                params={"number": number, "line": line},
            ) from None


def _keyed(enum: type[Field] | type[Align] | type[Sign], text: str) -> str:
    """Give the value of a word, told by its key or by its label."""
    told = text.strip().casefold()
    labels = {gettext(each.label).casefold(): each.value for each in enum}
    return labels.get(told, told)


def written_columns(columns: list[dict[str, Any]]) -> str:
    """Give the columns as the form has them, a line each."""
    lines = []
    for each in columns:
        parts = [
            gettext(Field(each["field"]).label),
            each.get("title", ""),
            str(each.get("width", 0)),
            gettext(Align(each.get("align", "left")).label),
            each.get("pad", " "),
            str(each.get("decimals", 2)),
            gettext(Sign(each.get("sign", "before")).label),
            each.get("days", "%Y-%m-%d"),
        ]
        lines.append(" | ".join(parts))
    return "\n".join(lines)


class NumberForm(forms.Form):
    """How payroll knows a person."""

    identity_number = forms.CharField(
        label=_("Personnummer eller samordningsnummer"),
        required=False,
        max_length=20,
        help_text=_("Tolv siffror, ååååmmddnnnn. Ses bara av den som sköter löner."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "inputmode": "numeric"}),
    )
    employee_number = forms.CharField(
        label=_("Anställningsnummer"),
        required=False,
        max_length=20,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )


class SettingsForm(forms.Form):
    """What the municipality sets itself."""

    employer_number = forms.CharField(
        label=_("Kommunens organisationsnummer"), required=False, max_length=12
    )
    is_published = forms.BooleanField(
        label=_("Visa utbetald ersättning per förtroendevald för allmänheten"), required=False
    )
    publish_from = forms.IntegerField(
        label=_("Från och med år"), required=False, min_value=2000, max_value=2100
    )
    employer_days = forms.IntegerField(
        label=_("Så många dagar kan en arbetsgivare svara om inkomst"),
        min_value=1,
        max_value=365,
        help_text=_("Sedan går arbetsgivarens personliga adress ut. Frågan kan skickas igen."),
    )
    keep_years = forms.IntegerField(
        label=_("Så många år sparas personnummer och filer efter årets slut"),
        min_value=1,
        max_value=50,
    )
    citation = forms.CharField(
        label=_("Beslutet bakom"),
        required=False,
        max_length=200,
        help_text=_("Till exempel informationshanteringsplanen med dag och paragraf."),
    )
