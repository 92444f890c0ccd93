"""Forms for party visits: the same offer to all, a party's answer, its visit."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from samspel.kit.formfields import DateField, LongTextField, RowsField
from samspel.people.models import Operation, Party, Unit
from samspel.visits.enums import PartyAnswer
from samspel.visits.web.forms.booking import PlaceField
from samspel.visits.web.forms.fields import EnumField, TimeForm


class OfferForm(forms.Form):
    """What all parties are offered: where, which days, and on what grounds."""

    first_day = DateField(label=_("Första dag"))
    last_day = DateField(label=_("Sista dag"))
    grounds = LongTextField(
        label=_("Sakliga grunder"),
        help_text=_("Samma för alla partier. Skriv vad som avgör vilka som får komma och när."),
        rows=3,
    )
    during_lessons = forms.BooleanField(label=_("Besöken är under lektionstid"), required=False)

    def __init__(
        self,
        *args: Any,
        places: Iterable[Unit | Operation],
        parties: Iterable[Party],
        **options: Any,
    ) -> None:
        super().__init__(*args, **options)
        self.fields["place"] = PlaceField(places, label=gettext("Vad får besökas?"))
        self.fields["parties"] = RowsField(
            parties,
            label=gettext("Vilka partier får erbjudandet?"),
            error_messages={"required": gettext("Välj de partier som ska få erbjudandet.")},
        )
        self.order_fields(["place", "parties"])

    def clean(self) -> dict[str, Any]:
        """Refuse a last day before the first."""
        super().clean()
        first, last = self.cleaned_data.get("first_day"), self.cleaned_data.get("last_day")
        if first and last and last < first:
            self.add_error("last_day", _("Sista dagen måste ligga efter den första."))
        return self.cleaned_data


class AnswerOfferForm(forms.Form):
    """What the party answered."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["answer"] = EnumField(
            PartyAnswer, label=gettext("Vad har partiet svarat?"), widget=forms.RadioSelect
        )


class PartyVisitForm(TimeForm):
    """When and where the party comes."""

    where = forms.CharField(
        label=_("Plats"),
        help_text=_("Lämna tomt för enhetens egen adress."),
        max_length=200,
        required=False,
    )
