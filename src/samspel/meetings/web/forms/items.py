"""Forms for items: enter, place, withdraw, handle, attach, invite, ask and answer."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from samspel.kit.enums import choices_of
from samspel.kit.formfields import LongTextField
from samspel.meetings.enums import ItemKind, Purpose, Route
from samspel.meetings.models import Meeting
from samspel.people.models import Person

_ENTERED_KINDS = [
    each for each in choices_of(ItemKind) if each[0] in {ItemKind.MATTER, ItemKind.NOTICE}
]


class ItemForm(forms.Form):
    """An item that the secretary enters by hand."""

    title = forms.CharField(label=_("Rubrik"), max_length=200)
    text = LongTextField(label=_("Beskrivning"), required=False)
    kind = forms.ChoiceField(label=_("Vad är det?"), choices=_ENTERED_KINDS)
    route = forms.ChoiceField(label=_("När ska det tas upp?"), choices=choices_of(Route))
    is_closed = forms.BooleanField(
        label=_("Slutet ärende"),
        help_text=_("Syns bara för organets ledamöter, ersättare och de som arbetar åt det."),
        required=False,
    )
    closed_because = forms.CharField(
        label=_("Grund för att ärendet är slutet"),
        help_text=_("Till exempel lagrum."),
        max_length=200,
        required=False,
    )

    def clean(self) -> dict[str, Any]:
        """Refuse a ground for an item that is not closed."""
        super().clean()
        if self.cleaned_data.get("closed_because") and not self.cleaned_data.get("is_closed"):
            self.add_error(
                "closed_because", _("Markera att ärendet är slutet, eller ta bort grunden.")
            )
        return self.cleaned_data


class PlaceForm(forms.Form):
    """On which of the coming meetings an item is to stand."""

    meeting = forms.TypedChoiceField(
        label=_("Möte"), coerce=int, widget=forms.RadioSelect, choices=[]
    )

    def __init__(
        self, *args: Any, meetings: list[Meeting], labels: list[str], **options: Any
    ) -> None:
        super().__init__(*args, **options)
        self._meetings = {meeting.pk: meeting for meeting in meetings}
        self.fields["meeting"].choices = [  # type: ignore[attr-defined]  # Django types no field by its name
            (meeting.pk, label) for meeting, label in zip(meetings, labels, strict=True)
        ]

    @property
    def chosen(self) -> Meeting:
        """The meeting that was chosen."""
        return self._meetings[self.cleaned_data["meeting"]]


class ReasonForm(forms.Form):
    """Why an item is withdrawn."""

    reason = forms.CharField(label=_("Varför utgår ärendet?"), max_length=300)


class CloseForm(forms.Form):
    """The ground on which an item is closed."""

    ground = forms.CharField(
        label=_("Grund för sekretessen"),
        help_text=_("Lagrum, till exempel OSL 26 kap. 1 §."),
        max_length=200,
    )


class OpenUpForm(forms.Form):
    """Why an item is closed no longer: another field, so that no page is taken for the other."""

    reason = forms.CharField(
        label=_("Varför har ärendet inte längre sekretess?"), max_length=200
    )


class HandleForm(forms.Form):
    """Under which § an item was taken up, and what came of it."""

    paragraph = forms.CharField(label=_("Paragraf i protokollet"), max_length=12)
    outcome = LongTextField(label=_("Vad blev det?"), required=False)


class AttachForm(forms.Form):
    """A file for an item."""

    title = forms.CharField(
        label=_("Handlingens namn"),
        help_text=_("Lämna tomt för att använda filens namn."),
        max_length=200,
        required=False,
    )
    file = forms.FileField(label=_("Fil"))


class InviteForm(forms.Form):
    """Who is invited to an item, out of those found by name, and for what."""

    person = forms.TypedChoiceField(
        label=_("Vem?"), coerce=int, widget=forms.RadioSelect, choices=[]
    )
    purpose = forms.TypedChoiceField(
        label=_("Vad ska personen göra?"),
        choices=choices_of(Purpose),
        coerce=Purpose,
        widget=forms.RadioSelect,
        initial=Purpose.ACCOUNT,
    )

    def __init__(self, *args: Any, found: list[Person], **options: Any) -> None:
        super().__init__(*args, **options)
        self._found = {person.pk: person for person in found}
        self.fields["person"].choices = [  # type: ignore[attr-defined]  # Django types no field by its name
            (person.pk, person.name) for person in found
        ]

    @property
    def chosen(self) -> Person:
        """The person who was chosen."""
        return self._found[self.cleaned_data["person"]]


class _SomebodyForm(forms.Form):
    """Names somebody: one of those who are known to be there, or anybody by name."""

    person = forms.TypedChoiceField(coerce=int, required=False, empty_value=None)
    name = forms.CharField(max_length=120, required=False)

    def __init__(self, *args: Any, people: list[tuple[int, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["person"].choices = [("", _("Någon annan")), *people]  # type: ignore[attr-defined]  # Django types no field by its name

    @property
    def chosen(self) -> Person | None:
        """The person who was chosen, if it was one of those listed."""
        key = self.cleaned_data.get("person")
        return Person.objects.get(pk=key) if key else None

    @property
    def chosen_name(self) -> str:
        """The name that was written, where nobody was chosen."""
        return str(self.cleaned_data.get("name", ""))


class QuestionForm(_SomebodyForm):
    """A question that was asked at the meeting."""

    question = LongTextField(label=_("Frågan"))
    field_order = ("question", "person", "name")

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["person"].label = _("Vem frågade?")
        self.fields["name"].label = _("Namn, om personen inte finns i listan")


class AnswerForm(_SomebodyForm):
    """The answer to a question."""

    answer = LongTextField(label=_("Svaret"))
    field_order = ("answer", "person", "name")

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["person"].label = _("Vem svarade?")
        self.fields["name"].label = _("Namn, om personen inte finns i listan")
