"""Forms for minutes, the notice board, publication and extracts."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import forms
from django.core.validators import validate_email
from django.utils.translation import gettext_lazy as _

from samspel.foundation.dates import at_wall_clock
from samspel.foundation.refusal import Refused
from samspel.foundation.text import one_line
from samspel.kit.asread import AsReadForm
from samspel.kit.enums import choices_of
from samspel.kit.formfields import DateField, LongTextField, TimeField
from samspel.meetings.calculation.minutes import LAYOUTS, Layout, PartKey
from samspel.meetings.calculation.minutes.writer import WORDED
from samspel.meetings.calculation.record import Recipient
from samspel.meetings.enums.minutes import CannotSign
from samspel.meetings.models import AgendaItem
from samspel.meetings.web.forms.meetings import VersionForm
from samspel.people.models import Person

_WORDED = [(key, label) for key, label in choices_of(PartKey) if PartKey(key) in WORDED]


class ReasonForm(forms.Form):
    """A reason, comment or note that the act asks for."""

    reason = LongTextField(label=_("Skäl"))

    def __init__(
        self,
        *args: Any,
        label: object = "",
        help_text: object = "",
        most: int | None = None,
        **more: Any,
    ) -> None:
        super().__init__(*args, **more)
        if most:
            self.fields["reason"] = LongTextField(label=_("Skäl"), max_length=most)
        if label:
            self.fields["reason"].label = label  # type: ignore[assignment]  # lazy texts are drawn as text
        if help_text:
            self.fields["reason"].help_text = help_text  # type: ignore[assignment]  # lazy texts are drawn as text


class EmptyForm(forms.Form):
    """An act that asks for nothing but to be done."""


class ApproversForm(VersionForm):
    """Who approves the minutes, among those who served."""

    people = forms.MultipleChoiceField(
        label=_("Justerare"),
        help_text=_("Ordföranden och sekreteraren skriver alltid under."),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )

    def __init__(self, *args: Any, people: list[tuple[int, str]], **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["people"].choices = [(str(key), name) for key, name in people]  # type: ignore[attr-defined]  # Django types no field by its name

    @property
    def chosen(self) -> list[Person]:
        """The persons that were chosen."""
        return list(Person.objects.filter(pk__in=self.cleaned_data["people"]))


class HinderedForm(VersionForm):
    """Who can't sign, why, and who or which decision stands in their place."""

    person = forms.TypedChoiceField(label=_("Vem kan inte skriva under?"), coerce=int)
    why = forms.TypedChoiceField(
        label=_("Varför?"),
        help_text=_("Skälet står i protokollet. Skriv inget om någons hälsa."),
        choices=[
            (each.value, label)
            for each, label in (
                (CannotSign.HINDERED, _("Är förhindrad")),
                (CannotSign.LEFT, _("Har lämnat sitt uppdrag")),
                (CannotSign.DEAD, _("Har avlidit")),
            )
        ],
        coerce=CannotSign,
        widget=forms.RadioSelect,
    )
    instead = forms.TypedChoiceField(
        label=_("Vem skriver under i stället?"),
        help_text=_("Någon som var med på mötet, eller har ett uppdrag i organet."),
        coerce=int,
        empty_value=None,
        required=False,
    )
    decided = forms.CharField(
        label=_("Beslutet som det vilar på"),
        help_text=_(
            "Organ, dag och paragraf. Behövs om ingen skriver under i stället, utan organet "
            "självt har godkänt protokollet på ett senare möte."
        ),
        max_length=200,
        required=False,
    )

    def __init__(
        self,
        *args: Any,
        signs: list[tuple[int, str]],
        others: list[tuple[int, str]],
        **more: Any,
    ) -> None:
        super().__init__(*args, **more)
        self.fields["person"].choices = [("", _("Välj …")), *signs]  # type: ignore[attr-defined]  # Django types no field by its name
        self.fields["instead"].choices = [("", _("Ingen")), *others]  # type: ignore[attr-defined]  # Django types no field by its name


class WordingForm(VersionForm):
    """Other words for a part of a paragraph."""

    item = forms.TypedChoiceField(label=_("Paragraf"), choices=[])
    part = forms.ChoiceField(label=_("Del"), choices=_WORDED)
    text = LongTextField(
        label=_("Så ska det stå"),
        help_text=_("Tom ruta ger tillbaka texten som systemet skrev."),
        required=False,
    )

    def __init__(self, *args: Any, items: Any, must: bool = False, **more: Any) -> None:
        super().__init__(*args, **more)
        rows: dict[int, AgendaItem] = {each.pk: each for each in items}
        field: Any = self.fields["item"]
        # Read here: a page asks the database nothing while it is drawn.
        field.choices = [(key, f"{each.paragraph} {each.title}") for key, each in rows.items()]
        field.coerce = lambda key: rows[int(key)]
        if must:
            self.fields["text"].required = True
            self.fields["text"].help_text = ""


class CorrectionForm(VersionForm):
    """A correction of approved minutes."""

    cites = forms.CharField(
        label=_("Beslutet som rättelsen vilar på"),
        help_text=_("Organ, dag och paragraf, eller beslut av ordföranden."),
        max_length=200,
    )
    text = LongTextField(label=_("Vad som rättas"))


class MinutesSettingsForm(forms.Form):
    """How the body's minutes are laid out, approved and published."""

    layout = forms.ChoiceField(
        label=_("Uppställning"), choices=[(key, each.name) for key, each in LAYOUTS.items()]
    )
    available_at = forms.CharField(
        label=_("Var protokollen finns tillgängliga"),
        help_text=_("Ska framgå av anslaget (8 kap. 12 § kommunallagen)."),
        max_length=200,
        required=False,
    )
    appeal_court = forms.CharField(
        label=_("Förvaltningsrätt för överklaganden"), max_length=120, required=False
    )
    approval_rests_on = forms.CharField(
        label=_("Fullmäktiges beslut om elektronisk justering"),
        help_text=_("Fullmäktige bestämmer hur protokoll justeras (5 kap. 69 §)."),
        max_length=200,
        required=False,
    )
    publishes = forms.BooleanField(label=_("Protokollen publiceras på webben"), required=False)
    second_checks_masking = forms.BooleanField(
        label=_("En annan person kontrollerar maskeringen före publicering"), required=False
    )
    decided = forms.CharField(
        label=_("Beslutet som inställningarna vilar på"), max_length=200, required=False
    )
    version = forms.IntegerField(widget=forms.HiddenInput)


class HeadingsForm(forms.Form):
    """What the parts of a paragraph are called in the body's own minutes."""

    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, layout: Layout, **more: Any) -> None:
        super().__init__(*args, **more)
        self._parts = [part for part in layout.order if layout.headings.get(part)]
        for part in self._parts:
            self.fields[part.value] = forms.CharField(
                label=layout.headings[part],
                help_text=_(part.label) if str(_(part.label)) != layout.headings[part] else "",
                max_length=80,
                required=False,
            )

    @property
    def own(self) -> dict[str, str]:
        """The headings that are the body's own, by the part."""
        given = ((part.value, self.cleaned_data[part.value]) for part in self._parts)
        return {key: text.strip() for key, text in given if text.strip()}

    @property
    def version_read(self) -> int:
        """The version of the settings that the person read."""
        return int(self.cleaned_data["version"])


class PhraseForm(AsReadForm):
    """One sentence of the phrase library."""

    text = LongTextField(label=_("Fras"), required=False)


class OutageForm(forms.Form):
    """When the notice board could not be read."""

    from_day = DateField(label=_("Började den"))
    from_time = TimeField(label=_("Klockan"))
    to_day = DateField(label=_("Slutade den"), required=False)
    to_time = TimeField(label=_("Klockan"), required=False)
    cause = forms.CharField(label=_("Vad det berodde på"), max_length=200)

    def clean(self) -> dict[str, Any]:
        """Turn days and times into instants; refuse a time that does not exist."""
        super().clean()
        for which in ("from", "to"):
            try:
                self.cleaned_data[f"{which}_at"] = self._instant(which)
            except Refused as refusal:
                self.add_error(f"{which}_time", refusal.message)
        return self.cleaned_data

    def _instant(self, which: str) -> dt.datetime | None:
        day, at = self.cleaned_data.get(f"{which}_day"), self.cleaned_data.get(f"{which}_time")
        if day is None or at is None:
            return None
        # In the hour that comes twice the earlier start and the later end are the safe ones.
        return at_wall_clock(day, at, fold=0 if which == "from" else 1)


class MaskForm(VersionForm):
    """Something to mask, or to let stand, in the version for the web."""

    text = forms.CharField(label=_("Text som ska maskeras"), max_length=500)
    reason = forms.CharField(label=_("Varför"), max_length=200)


class ReceiptForm(forms.Form):
    """Who says that the extract has been received."""

    by = forms.CharField(label=_("Ditt namn"), max_length=160)


class SendAgainForm(forms.Form):
    """Where an extract goes this time; whoever has an account is told there."""

    address = forms.EmailField(label=_("E-postadress"), required=False)

    def __init__(self, *args: Any, is_told: bool, **more: Any) -> None:
        super().__init__(*args, **more)
        if is_told:
            del self.fields["address"]


class AssignmentForm(forms.Form):
    """What a decision asks somebody to do."""

    text = LongTextField(label=_("Vad som ska göras"))
    owner = forms.TypedChoiceField(label=_("Vem som svarar för det"), choices=[])
    due_on = DateField(label=_("Klart senast"))

    def __init__(self, *args: Any, owners: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        people: dict[int, Person] = {each.pk: each for each in owners}
        field: Any = self.fields["owner"]
        field.choices = [(key, each.name) for key, each in people.items()]
        field.coerce = lambda key: people[int(key)]


class RecipientsForm(VersionForm):
    """Who is to have an extract of the paragraph, one a line."""

    recipients = LongTextField(
        label=_("Vilka ska få utdraget? En mottagare per rad"),
        help_text=_(
            "Skriv ett komma och e-postadressen efter namnet. Den som arbetar i kommunen får "
            "utdraget i Samspel, andra får ett mejl. Utan adress noteras bara mottagaren."
        ),
        required=False,
    )

    def clean_recipients(self) -> list[Recipient]:
        """Read the lines. Refuses what is no address, and a name that stands there twice."""
        lines = [one_line(each) for each in str(self.cleaned_data["recipients"]).splitlines()]
        found = [_recipient(line) for line in lines if line]
        names = [each.name for each in found]
        if len(set(names)) < len(names):
            raise forms.ValidationError(_("Samma mottagare står två gånger."))
        return found


def _recipient(line: str) -> Recipient:
    """Read "Anna Ek, anna@example.org"; somebody without an address is inside."""
    name, comma, address = line.rpartition(",")
    # Names have commas too ("Nämnden för barn, unga"); a word with a dot is a mistyped address.
    is_name = "@" not in address and (" " in address.strip() or "." not in address)
    if not comma or is_name:
        name, address = line, ""
    name, address = name.strip()[:160], address.strip()
    if address:
        validate_email(address)
    return Recipient(name, address, is_internal=not address)
