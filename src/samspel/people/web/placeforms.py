"""Forms about places and about who is employed there."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from samspel.kit.formfields import DateField, LastDayField, RowField, RowsField, VersionField
from samspel.people.enums import FUNCTIONS, PositionRole
from samspel.people.models import Body
from samspel.people.web.fields import OPTIONAL_LAST_DAY, EnumField, PersonField


class NewPlaceForm(forms.Form):
    """A new department or operation."""

    name = forms.CharField(label=_("Namn"), max_length=120)
    valid_from = DateField(label=_("Första dag"))

    def __init__(
        self, *args: Any, bodies: Iterable[Body] | None = None, **options: Any
    ) -> None:
        super().__init__(*args, **options)
        if bodies is not None:
            self.fields["body"] = RowField(bodies, label=_("Hör till"))
            self.order_fields(["name", "body"])


class PlaceNameForm(forms.Form):
    """A department's or an operation's name."""

    name = forms.CharField(label=_("Namn"), max_length=120)
    version = VersionField()


class UnitForm(PlaceNameForm):
    """What can be put right about a unit."""

    address = forms.CharField(label=_("Besöksadress"), max_length=200, required=False)
    entrance = forms.CharField(
        label=_("Ingång"),
        max_length=200,
        required=False,
        help_text=_("Vad en besökare behöver veta för att hitta in."),
    )
    provider = forms.CharField(
        label=_("Privat utförare"),
        max_length=120,
        required=False,
        help_text=_("Fyll i om någon annan än kommunen driver enheten."),
    )


class NewUnitForm(UnitForm):
    """A new unit."""

    valid_from = DateField(label=_("Första dag"))


class EmploymentForm(forms.Form):
    """A new employment."""

    title = forms.CharField(label=_("Titel"), max_length=120)
    function = EnumField(
        [PositionRole(role) for role in FUNCTIONS],
        label=_("Funktion i Samspel"),
        initial=PositionRole.EMPLOYEE,
        help_text=_("Funktionen avgör vad personen får göra här."),
    )
    valid_from = DateField(label=_("Första dag"))
    valid_to = LastDayField(label=_("Sista dag"), required=False, help_text=OPTIONAL_LAST_DAY)
    manager = PersonField(
        label=_("Närmaste chef"), required=False, help_text=_("Skriv förnamn och efternamn.")
    )

    def __init__(
        self,
        *args: Any,
        bodies: Iterable[Body],
        places: Iterable[tuple[str, Sequence[tuple[str, str]]]] | None = None,
        **options: Any,
    ) -> None:
        super().__init__(*args, **options)
        if places is None:
            self.fields["person"] = PersonField(
                label=_("Vem"), help_text=_("Skriv förnamn och efternamn.")
            )
        else:
            self.fields["place"] = forms.ChoiceField(
                label=_("Var"), choices=[("", gettext("Välj …")), *places]
            )
        self.fields["serves"] = _serves(bodies)
        self.order_fields(["person", "place", "title", "function"])

    def clean(self) -> dict[str, Any]:
        """Refuse a secretary of no body, who could do nothing at all."""
        given = super().clean() or self.cleaned_data
        if given.get("function") == PositionRole.SECRETARY and not given.get("serves"):
            self.add_error(
                "serves", _("Kryssa för minst ett organ som nämndsekreteraren arbetar åt.")
            )
        return given


class EmploymentCorrectionForm(forms.Form):
    """What can be put right about an employment."""

    title = forms.CharField(label=_("Titel"), max_length=120)
    version = VersionField()

    def __init__(self, *args: Any, bodies: Iterable[Body], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["serves"] = _serves(bodies)


class ManagerForm(forms.Form):
    """Another nearest manager, from a day."""

    manager = PersonField(
        label=_("Närmaste chef"), required=False, help_text=_("Skriv förnamn och efternamn.")
    )
    valid_from = DateField(label=_("Från och med"))
    version = VersionField()


def _serves(bodies: Iterable[Body]) -> RowsField:
    """Give the question of which bodies an employee works for."""
    return RowsField(
        bodies,
        label=_("Arbetar åt"),
        required=False,
        help_text=_("För sekreterare och förvaltningschefer: organ som personen arbetar åt."),
    )
