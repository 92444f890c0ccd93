"""Forms on follow-ups: what was lifted, who has it, what happened, what became of it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from samspel.kit.formfields import DateField, LongTextField, RowField
from samspel.people.models import Person


class NoteForm(forms.Form):
    """One thing that the unit wanted lifted; with an owner where the writer may give it one."""

    text = LongTextField(
        label=_("Vad ville enheten lyfta?"),
        help_text=_("En sak i taget. Enheten ser det du skriver. Nämn inga enskilda personer."),
        error_messages={"required": _("Skriv vad enheten ville lyfta.")},
        rows=4,
    )

    def __init__(
        self, *args: Any, persons: Iterable[Person] | None, words: Any, **more: Any
    ) -> None:
        super().__init__(*args, **more)
        if persons is None:
            return
        self.fields["owner"] = RowField(
            persons,
            words=words,
            empty=gettext("Ingen än"),
            label=gettext("Vem ansvarar?"),
            required=False,
        )
        self.fields["due_on"] = DateField(label=gettext("Klart senast"), required=False)


class AssignForm(forms.Form):
    """Who has it, and until when."""

    def __init__(self, *args: Any, persons: Iterable[Person], words: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["owner"] = RowField(
            persons,
            words=words,
            label=gettext("Vem ansvarar?"),
            error_messages={"required": gettext("Välj vem som ansvarar.")},
        )
        self.fields["due_on"] = DateField(
            label=gettext("Klart senast"),
            error_messages={"required": gettext("Välj en dag.")},
        )


class TextForm(forms.Form):
    """What has happened."""

    text = LongTextField(
        label=_("Vad har hänt?"),
        help_text=_("Enheten ser det du skriver."),
        error_messages={"required": _("Skriv vad som har hänt.")},
        rows=4,
    )


class DoneForm(forms.Form):
    """A word on what was done, for whoever closes it."""

    text = LongTextField(
        label=_("Vad har gjorts?"),
        help_text=_("Enheten ser det du skriver."),
        required=False,
        rows=4,
    )


class CloseForm(forms.Form):
    """What became of it."""

    outcome = LongTextField(
        label=_("Vad blev det av det?"),
        help_text=_(
            "Det här är svaret till enheten. En avslutad uppföljning öppnas inte igen."
        ),
        error_messages={"required": _("Skriv vad det blev av det. Enheten får läsa svaret.")},
        rows=4,
    )
