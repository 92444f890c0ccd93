"""Forms for appointments: appoint, end, settle what was flagged, the body's number of visits."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from samspel.kit.formfields import DateField, LastDayField, RowField, RowsField
from samspel.meetings.enums import DecisionKind
from samspel.people.models import Operation, Person, Unit
from samspel.visits.enums import EndReason, FlagResolution, Role
from samspel.visits.models import AppointmentMember
from samspel.visits.web.forms.booking import PlacesField, Words
from samspel.visits.web.forms.decision import DecisionForm
from samspel.visits.web.forms.fields import EnumField

_DECIDERS = (Role.BODY, Role.PRESIDIUM, Role.CHAIR, Role.COUNCIL)


class AppointForm(DecisionForm):
    """Who is contact politician for what, by which decision and for how long."""

    valid_from = DateField(label=_("Från och med"))
    valid_to = LastDayField(
        label=_("Till och med"),
        help_text=_("Lämna tomt om slutet inte är bestämt."),
        required=False,
    )
    group_name = forms.CharField(
        label=_("Gruppens namn"),
        help_text=_("Behövs bara när flera utses tillsammans, till exempel presidiet."),
        max_length=80,
        required=False,
    )

    def __init__(
        self,
        *args: Any,
        persons: Iterable[Person],
        places: Iterable[Unit | Operation],
        words: Words,
        **options: Any,
    ) -> None:
        super().__init__(*args, needed=False, kind=DecisionKind.APPOINTMENT, **options)
        self.fields["persons"] = RowsField(
            persons,
            words=words,
            label=gettext("Vilka utses?"),
            error_messages={"required": gettext("Välj minst en person.")},
        )
        self.fields["places"] = PlacesField(
            places,
            label=gettext("För vilka verksamheter eller enheter?"),
            error_messages={"required": gettext("Välj minst en verksamhet eller enhet.")},
        )
        self.fields["decided_by"] = EnumField(
            _DECIDERS, label=gettext("Vem har beslutat?"), initial=Role.BODY.value
        )
        self.order_fields(
            [
                "persons",
                "group_name",
                "places",
                "valid_from",
                "valid_to",
                "decided_by",
                "decision",
                "decided_on",
                "paragraph",
                "decision_text",
            ]
        )

    def clean(self) -> dict[str, Any]:
        """Ask for a name where several are appointed together, and for days in order."""
        super().clean()
        persons = self.cleaned_data.get("persons") or []
        if len(persons) > 1 and not self.cleaned_data.get("group_name"):
            self.add_error(
                "group_name", _("Ge gruppen ett namn, till exempel presidiet, när flera utses.")
            )
        first, end = self.cleaned_data.get("valid_from"), self.cleaned_data.get("valid_to")
        if first and end and end <= first:
            self.add_error("valid_to", _("Sista dagen måste ligga efter den första."))
        return self.cleaned_data


class EndForm(DecisionForm):
    """From when an appointment no longer holds, for whom, and why."""

    last_day = LastDayField(label=_("Sista dag"))

    def __init__(
        self, *args: Any, members: Iterable[AppointmentMember], words: Words, **options: Any
    ) -> None:
        super().__init__(*args, needed=False, **options)
        persons = [each.person for each in members]
        self.fields["because"] = EnumField(EndReason, label=gettext("Varför?"))
        if len(persons) > 1:
            self.fields["person"] = RowField(
                persons,
                words=words,
                empty=gettext("Hela gruppen"),
                label=gettext("Vem lämnar uppdraget?"),
                required=False,
            )
        self.order_fields(["last_day", "because", "person"])

    @property
    def first_day_without(self) -> dt.date:
        """The first day on which it no longer holds."""
        day: dt.date = self.cleaned_data["last_day"]
        return day


class FlagForm(forms.Form):
    """What is done about an appointment that no longer agrees with the rules."""

    note = forms.CharField(
        label=_("Varför?"),
        help_text=_("Skriv varför uppdraget får stå kvar. Behövs inte annars."),
        max_length=500,
        required=False,
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["resolution"] = EnumField(
            FlagResolution,
            label=gettext("Vad har ni kommit fram till?"),
            widget=forms.RadioSelect,
        )
        self.order_fields(["resolution", "note"])


class QuotaForm(DecisionForm):
    """How many visits, or paid hours, the body has decided for a year."""

    year = forms.IntegerField(label=_("År"), min_value=2000, max_value=2100)
    visits_count = forms.IntegerField(
        label=_("Antal besök"), min_value=0, max_value=365, required=False
    )
    paid_hours = forms.DecimalField(
        label=_("Arvoderade timmar"),
        min_value=0,
        max_digits=6,
        decimal_places=2,
        required=False,
        localize=True,
    )

    def __init__(
        self,
        *args: Any,
        persons: Iterable[Person],
        operations: Iterable[Operation],
        words: Words,
        **options: Any,
    ) -> None:
        super().__init__(*args, kind=DecisionKind.QUOTA, **options)
        self.fields["person"] = RowField(
            persons,
            words=words,
            empty=gettext("Alla"),
            label=gettext("För vem?"),
            required=False,
        )
        self.fields["operation"] = RowField(
            operations,
            empty=gettext("Alla verksamheter"),
            label=gettext("För vilken verksamhet?"),
            required=False,
        )
        self.order_fields(["year", "person", "operation", "visits_count", "paid_hours"])

    def clean(self) -> dict[str, Any]:
        """Ask for visits, hours or both."""
        super().clean()
        given = (self.cleaned_data.get("visits_count"), self.cleaned_data.get("paid_hours"))
        if all(each is None for each in given) and not (
            {"visits_count", "paid_hours"} & set(self.errors)
        ):
            self.add_error("visits_count", _("Ange antal besök, antal timmar eller båda."))
        return self.cleaned_data
