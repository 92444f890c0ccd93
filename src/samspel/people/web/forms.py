"""The register's forms: the shape of what is asked. What may be done is the services'."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from samspel.kit.formfields import DateField, LastDayField, RowField, RowsField, VersionField
from samspel.people.enums import (
    MANDATE_ROLES,
    BodyKind,
    EndReason,
    PositionRole,
    Side,
    TieKind,
)
from samspel.people.models import Body, Mandate, Operation, Party, Term
from samspel.people.web.fields import OPTIONAL_LAST_DAY, EnumField, PersonField


class NameForm(forms.Form):
    """A person's name."""

    given_name = forms.CharField(label=_("Förnamn"), max_length=80)
    family_name = forms.CharField(label=_("Efternamn"), max_length=80)
    is_someone_else = forms.BooleanField(
        label=_("Det är en annan person än den som redan finns med samma namn"), required=False
    )
    version = VersionField()

    def __init__(self, *args: Any, asks_if_someone_else: bool = False, **options: Any) -> None:
        super().__init__(*args, **options)
        if not asks_if_someone_else:
            self.fields["is_someone_else"].widget = forms.HiddenInput()

    def ask_if_someone_else(self) -> None:
        """Show the question, when somebody has the name."""
        self.fields["is_someone_else"].widget = forms.CheckboxInput()


class ContactForm(forms.Form):
    """How a person is reached."""

    email = forms.EmailField(label=_("E-post"), required=False)
    phone = forms.CharField(
        label=_("Telefon"),
        max_length=40,
        required=False,
        widget=forms.TextInput(attrs={"type": "tel"}),
    )
    address = forms.CharField(label=_("Postadress"), max_length=200, required=False)
    version = VersionField()


class NewPersonForm(NameForm, ContactForm):
    """A new person."""

    is_protected = forms.BooleanField(
        label=_("Personen har skyddade personuppgifter"),
        required=False,
        help_text=_("Kontaktuppgifter och arbetsplats visas då bara för personen själv."),
    )
    field_order = [
        "given_name",
        "family_name",
        "is_someone_else",
        "email",
        "phone",
        "address",
        "is_protected",
    ]


class VersionForm(forms.Form):
    """An act that asks nothing but to be confirmed."""

    version = VersionField()


class ElectionForm(forms.Form):
    """Who is elected to what, until when, by which decision."""

    role = EnumField([PositionRole(role) for role in MANDATE_ROLES], label=_("Roll"))
    substitute_order = forms.IntegerField(
        label=_("Ersättarens plats i ordningen"),
        min_value=1,
        max_value=999,
        required=False,
        help_text=_("Bara för ersättare: i vilken ordning ersättaren tjänstgör."),
    )
    valid_from = DateField(label=_("Första dag"))
    valid_to = LastDayField(
        label=_("Sista dag"),
        required=False,
        help_text=_("Lämna tomt om uppdraget varar mandatperioden ut."),
    )
    occupancy_percent = forms.DecimalField(
        label=_("Sysselsättningsgrad i procent"),
        min_value=0,
        max_value=100,
        decimal_places=2,
        required=False,
        help_text=_("Bara för den som har uppdraget på heltid eller en betydande del av den."),
    )
    elected_by = forms.CharField(label=_("Vald av"), max_length=120, required=False)
    elected_on = DateField(label=_("Beslutsdag"), required=False)
    elected_paragraph = forms.CharField(label=_("Paragraf"), max_length=20, required=False)

    def __init__(
        self,
        *args: Any,
        parties: Iterable[Party],
        terms: Iterable[Term],
        bodies: Iterable[Body] | None = None,
        **options: Any,
    ) -> None:
        super().__init__(*args, **options)
        if bodies is None:
            self.fields["person"] = PersonField(
                label=_("Vem"), help_text=_("Skriv förnamn och efternamn.")
            )
        else:
            self.fields["body"] = RowField(bodies, label=_("Organ"))
        self.fields["party"] = RowField(
            parties, label=_("Parti"), required=False, empty=gettext("Inget parti")
        )
        self.fields["term"] = RowField(
            terms, label=_("Mandatperiod"), required=False, empty=gettext("Ingen")
        )
        first = ["person", "body", "role", "party", "substitute_order", "term"]
        self.order_fields([*first, *list(self.fields)])


class MandateForm(forms.Form):
    """What can be put right about a mandate."""

    substitute_order = ElectionForm.base_fields["substitute_order"]
    occupancy_percent = ElectionForm.base_fields["occupancy_percent"]
    elected_by = ElectionForm.base_fields["elected_by"]
    elected_on = ElectionForm.base_fields["elected_on"]
    elected_paragraph = ElectionForm.base_fields["elected_paragraph"]
    version = VersionField()

    def __init__(
        self, *args: Any, parties: Iterable[Party], terms: Iterable[Term], **options: Any
    ) -> None:
        super().__init__(*args, **options)
        self.fields["party"] = RowField(
            parties, label=_("Parti"), required=False, empty=gettext("Inget parti")
        )
        self.fields["term"] = RowField(
            terms, label=_("Mandatperiod"), required=False, empty=gettext("Ingen")
        )
        self.order_fields(["party", "term", *list(self.fields)])


class EndMandateForm(forms.Form):
    """When and why a mandate ends."""

    reason = EnumField(EndReason, label=_("Varför slutar uppdraget?"), widget=forms.RadioSelect)
    valid_to = LastDayField(label=_("Sista dag"))
    version = VersionField()


class LastDayForm(forms.Form):
    """When something ends."""

    valid_to = LastDayField(label=_("Sista dag"))
    version = VersionField()


class CloseBodyForm(LastDayForm):
    """When a body ends, and whether its mandates end with it."""

    end_mandates = forms.BooleanField(
        label=_("Uppdrag som varar längre slutar samma dag"), required=False
    )


class BodyForm(forms.Form):
    """A new body."""

    name = forms.CharField(label=_("Namn"), max_length=120)
    short_name = forms.CharField(
        label=_("Kortnamn"), max_length=20, help_text=_("Till exempel KS eller BUN.")
    )
    kind = EnumField(BodyKind, label=_("Slag"))
    valid_from = DateField(label=_("Första dag"))
    valid_to = LastDayField(label=_("Sista dag"), required=False, help_text=OPTIONAL_LAST_DAY)

    def __init__(self, *args: Any, parents: Iterable[Body], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["parent"] = RowField(
            parents, label=_("Hör till"), required=False, empty=gettext("Inget organ")
        )
        self.order_fields(["name", "short_name", "kind", "parent"])


class BodyNameForm(forms.Form):
    """A body's names."""

    name = forms.CharField(label=_("Namn"), max_length=120)
    short_name = forms.CharField(label=_("Kortnamn"), max_length=20)
    version = VersionField()


class OrderForm(forms.Form):
    """The order of a body's substitutes: a number for each."""

    def __init__(self, *args: Any, substitutes: Sequence[Any], **options: Any) -> None:
        super().__init__(*args, **options)
        self.substitutes = list(substitutes)
        for place, row in enumerate(self.substitutes, 1):
            self.fields[f"plats_{row.mandate_id}"] = forms.IntegerField(
                label=f"{row.name} ({row.party})" if row.party else row.name,
                min_value=1,
                max_value=999,
                initial=row.order or place,
                widget=forms.NumberInput(attrs={"data-width": "auto"}),
            )

    def clean(self) -> dict[str, Any]:
        """Refuse the same place twice."""
        cleaned = super().clean() or {}
        places = [value for name, value in cleaned.items() if name.startswith("plats_")]
        if len(places) != len(set(places)):
            self.add_error(None, gettext("Två ersättare kan inte ha samma plats."))
        return cleaned

    @property
    def ordered(self) -> list[Mandate]:
        """The mandates in the order that was written."""
        rows = sorted(
            self.substitutes, key=lambda row: self.cleaned_data[f"plats_{row.mandate_id}"]
        )
        return [Mandate(pk=row.mandate_id) for row in rows]


class PartyForm(forms.Form):
    """A party's names."""

    name = forms.CharField(label=_("Namn"), max_length=120)
    abbreviation = forms.CharField(label=_("Förkortning"), max_length=12)
    version = VersionField()


class StandingForm(forms.Form):
    """On which side a party stands, from when."""

    side = EnumField(Side, label=_("Ställning"), widget=forms.RadioSelect)
    valid_from = DateField(label=_("Från och med"))
    valid_to = LastDayField(
        label=_("Till och med"), required=False, help_text=OPTIONAL_LAST_DAY
    )


class TermForm(forms.Form):
    """A new term."""

    name = forms.CharField(
        label=_("Namn"), max_length=60, help_text=_("Till exempel 2027–2030.")
    )
    valid_from = DateField(label=_("Första dag"))
    valid_to = LastDayField(label=_("Sista dag"))


class TieForm(forms.Form):
    """A tie to an operation: its kind, and never to whom."""

    kind = EnumField(TieKind, label=_("Vad gäller det?"), widget=forms.RadioSelect)
    valid_from = DateField(label=_("Från och med"))

    def __init__(self, *args: Any, operations: Iterable[Operation], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["operation"] = RowField(operations, label=_("Verksamhet"))
        self.order_fields(["operation", "kind"])


class RolloverBodiesForm(forms.Form):
    """Which bodies' seats go on to the new term."""

    def __init__(self, *args: Any, bodies: Iterable[Body], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["organ"] = RowsField(bodies, label=_("Organ vars uppdrag ska föras över"))


class ElectionDecisionForm(forms.Form):
    """By which decision the seats of the new term are filled."""

    elected_by = forms.CharField(label=_("Vald av"), max_length=120, required=False)
    elected_on = DateField(label=_("Beslutsdag"), required=False)
    elected_paragraph = forms.CharField(label=_("Paragraf"), max_length=20, required=False)
