"""Forms for what decisions ask somebody to do."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from samspel.cases.web.forms.cases import People
from samspel.cases.web.forms.choosing import PersonField, fields_of
from samspel.kit.formfields import DateField, LongTextField


class AssignmentForm(forms.Form):
    """An assignment that a decision gives."""

    text = LongTextField(label=_("Vad ska göras?"))
    owner = PersonField(label=_("Vem ska göra det?"))
    due_on = DateField(label=_("Återrapporteras senast"))
    citation = forms.CharField(
        label=_("Beslut som ger uppdraget"),
        max_length=200,
        help_text=_("Organ, dag och paragraf, till exempel kommunstyrelsen 2026-06-03 § 138."),
    )

    def __init__(self, *args: Any, people: People, **options: Any) -> None:
        super().__init__(*args, **options)
        fields_of(self, "owner")[0].offer(people)


class ChangeAssignmentForm(forms.Form):
    """Another owner or another day."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    owner = PersonField(label=_("Vem ska göra det?"))
    due_on = DateField(label=_("Återrapporteras senast"))

    def __init__(self, *args: Any, people: People, **options: Any) -> None:
        super().__init__(*args, **options)
        fields_of(self, "owner")[0].offer(people)


class ReportBackForm(forms.Form):
    """What has been done."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    text = LongTextField(label=_("Vad har gjorts?"))
    is_final = forms.BooleanField(label=_("Uppdraget är slutfört"), required=False)


class WithdrawForm(forms.Form):
    """Why an assignment is no longer wanted."""

    reason = forms.CharField(label=_("Varför utgår uppdraget?"), max_length=300)
