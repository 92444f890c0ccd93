"""Forms before a meeting and while following it: an answer, a no, a wish."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from samspel.kit.enums import choices_of
from samspel.kit.formfields import LongTextField, TimeField
from samspel.meetings.enums.calling import Answer, WishKind


class AnswerNoticeForm(forms.Form):
    """Whether somebody comes to the meeting, and if not, why."""

    kind = forms.TypedChoiceField(
        label=_("Kommer du?"),
        choices=choices_of(Answer),
        coerce=Answer,
        widget=forms.RadioSelect,
    )
    clock = TimeField(
        label=_("Klockslag, om du kommer senare eller går tidigare"), required=False
    )
    reason = forms.CharField(
        label=_("Varför? Skriv kort, till exempel arbete eller sjukdom."),
        help_text=_(
            "Behövs om du inte är med hela mötet. Sekreteraren ser det. Skriv inget om din hälsa "
            "som du vill ha för dig själv."
        ),
        max_length=200,
        required=False,
    )

    def __init__(self, *args: Any, name: str = "", **options: Any) -> None:
        super().__init__(*args, **options)
        if name:
            self.fields["kind"].label = _("Kommer %(name)s?") % {"name": name}


class ServeForm(forms.Form):
    """Why a substitute can't serve; nothing is asked of whoever can."""

    reason = forms.CharField(label=_("Varför kan du inte?"), max_length=200, required=False)


class WishForm(forms.Form):
    """What a member wants to have in the minutes under an item."""

    kind = forms.TypedChoiceField(
        label=_("Vad vill du anmäla?"),
        choices=choices_of(WishKind),
        coerce=WishKind,
        widget=forms.RadioSelect,
    )
    text = LongTextField(
        label=_("Text"),
        help_text=_("Behövs för en anteckning. En reservation kan motiveras här eller senare."),
        required=False,
        rows=4,
    )


class PrivateNoteForm(forms.Form):
    """A person's own note about an item."""

    text = LongTextField(
        label=_("Egen anteckning"),
        help_text=_("Bara du ser den, varken sekreteraren eller en systemförvaltare."),
        required=False,
        rows=5,
    )
