"""Forms round the report: held, submit, a file, a remark."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from samspel.foundation import dates
from samspel.kit.formfields import LongTextField, RowsField, VersionField
from samspel.people.models import Person
from samspel.visits.enums import COMING_STATES
from samspel.visits.models import Visit
from samspel.visits.web.forms.fields import TimeForm, YesNoField


class HeldForm(TimeForm):
    """When the visit really was, who was there, and whom they met."""

    field_order = ("day", "start", "end", "attended", "staff_met", "users_met", "version")
    version = VersionField()

    def __init__(self, *args: Any, persons: Iterable[Person], words: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["start"].label = gettext("Började")
        self.fields["end"].label = gettext("Slutade")
        self.fields["attended"] = RowsField(
            persons,
            words=words,
            label=gettext("Vilka var med?"),
            error_messages={"required": gettext("Välj minst en person.")},
        )
        self.fields["staff_met"] = YesNoField(
            label=gettext("Träffade ni medarbetare?"), required=False
        )
        self.fields["users_met"] = YesNoField(
            label=gettext("Träffade ni brukare, elever eller anhöriga?"), required=False
        )
        self.order_fields(self.field_order)

    @staticmethod
    def values_of(visit: Visit) -> dict[str, Any]:
        """Give what to fill the form with: the visit as it was booked."""
        coming = [
            str(each.person_id) for each in visit.visitors.all() if each.state in COMING_STATES
        ]
        values: dict[str, Any] = {"version": visit.version, "attended": coming}
        if visit.starts_at is not None and visit.ends_at is not None:
            start, end = dates.local(visit.starts_at), dates.local(visit.ends_at)
            values |= {"day": start.date(), "start": start.time(), "end": end.time()}
        return values


class SubmitForm(forms.Form):
    """What is asked when a report is submitted, where the guideline makes it a question."""

    def __init__(
        self, *args: Any, asks_to_speak: bool, with_manager: bool, **more: Any
    ) -> None:
        super().__init__(*args, **more)
        if asks_to_speak:
            self.fields["wants_to_speak"] = YesNoField(
                label=gettext("Vill du sammanfatta besöket muntligt på sammanträdet?"),
                error_messages={"required": gettext("Svara ja eller nej.")},
            )
        if with_manager:
            self.fields["unit_manager_took_part"] = YesNoField(
                label=gettext("Har enhetschefen varit med och skrivit?"),
                error_messages={"required": gettext("Svara ja eller nej.")},
            )

    @property
    def values(self) -> dict[str, Any]:
        """What the service takes; what was not asked is left as it is."""
        return dict(self.cleaned_data)


class AttachForm(forms.Form):
    """A file to go with the report."""

    file = forms.FileField(
        label=_("Fil att bifoga"),
        help_text=_("Till exempel ett foto av lokalen eller ett underlag från enheten."),
        error_messages={
            "required": _("Välj en fil först."),
            "empty": _("Filen är tom. Välj en annan."),
        },
    )


class RemarkForm(forms.Form):
    """What the unit's manager wants to add or correct."""

    text = LongTextField(
        label=_("Vad behöver läggas till eller rättas?"),
        help_text=_("Det står bredvid rapporten. Rapportens egen text ändras inte."),
        rows=4,
        error_messages={"required": _("Skriv vad som behöver läggas till eller rättas.")},
    )


class ConfirmForm(forms.Form):
    """That one knows the secrecy, where the guideline asks for it."""

    secrecy = forms.BooleanField(required=False)
