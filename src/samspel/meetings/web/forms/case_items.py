"""Forms that put a case on an agenda: where, or which case."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from samspel.cases.models import Case
from samspel.kit.formfields import LongTextField
from samspel.meetings.models import Meeting
from samspel.people.models import Body

_CITED_AS = _("Till exempel kommunstyrelsen 2026-11-03 § 138.")


class _OnAgendaForm(forms.Form):
    """What sends a case to an agenda, and why the council may take it up unprepared.

    The reason is asked only where the council may be the one that takes it up.
    """

    citation = forms.CharField(
        label=_("Beslut som skickar ärendet till organet"),
        help_text=_CITED_AS,
        max_length=200,
        required=False,
    )
    reason = LongTextField(
        label=_("Varför kan fullmäktige ta upp det utan beredning?"),
        help_text=_(
            "Bara när lagen frågar efter ett skäl, till exempel att det är brådskande."
        ),
        required=False,
    )

    def __init__(self, *args: Any, to_council: bool, **options: Any) -> None:
        super().__init__(*args, **options)
        if not to_council:
            del self.fields["reason"]


class PutCaseForm(_OnAgendaForm):
    """Where a case is to come up: with which body, at which of its meetings."""

    place = forms.ChoiceField(label=_("Var ska ärendet tas upp?"), widget=forms.RadioSelect)
    field_order = ("place", "citation", "reason")

    def __init__(
        self,
        *args: Any,
        places: list[tuple[str, Body, Meeting | None, str]],
        **options: Any,
    ) -> None:
        super().__init__(*args, **options)
        self._places = {key: (body, meeting) for key, body, meeting, _words in places}
        self.fields["place"].choices = [(key, words) for key, _b, _m, words in places]  # type: ignore[attr-defined]  # Django types no field by its name

    @property
    def where(self) -> tuple[Body, Meeting | None]:
        """The body, and the meeting if one was chosen."""
        return self._places[self.cleaned_data["place"]]


class AddCaseForm(_OnAgendaForm):
    """Which case is to come up at a meeting: one of those listed, or by its number."""

    case = forms.ChoiceField(label=_("Ärende"), required=False)
    number = forms.CharField(
        label=_("Eller skriv diarienumret"),
        help_text=_("Om ärendet inte finns i listan, till exempel ett från en annan nämnd."),
        max_length=60,
        required=False,
    )
    field_order = ("case", "number", "citation", "reason")

    def __init__(self, *args: Any, cases: list[Case], **options: Any) -> None:
        super().__init__(*args, **options)
        self._cases = {str(case.pk): case for case in cases}
        self.fields["case"].choices = [  # type: ignore[attr-defined]  # Django types no field by its name
            ("", _("Välj …")),
            *((str(case.pk), f"{case.registry_number} {case.title}") for case in cases),
        ]

    def clean(self) -> dict[str, Any]:
        """Ask for one case: from the list, or by its number."""
        super().clean()
        listed, written = self.cleaned_data.get("case"), self.cleaned_data.get("number")
        if bool(listed) == bool(written):
            self.add_error(
                "case", _("Välj ett ärende i listan, eller skriv dess diarienummer.")
            )
        return self.cleaned_data

    @property
    def chosen(self) -> Case | None:
        """The case that was chosen from the list, if one was."""
        return self._cases.get(self.cleaned_data.get("case", ""))
