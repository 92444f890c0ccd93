"""Forms of the notice board: a notice, what the board carries, an outage."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from samspel.kit.enums import choices_of
from samspel.kit.formfields import DateField, LongTextField
from samspel.meetings.calculation.posting import LawfulKind
from samspel.meetings.enums.minutes import NoticeKind
from samspel.meetings.models import DelegatedDecision

_LABELS = dict(choices_of(NoticeKind))


class NoticeForm(forms.Form):
    """A notice on the board that is not about approved minutes.

    ``kinds`` are those that the law lets stand on the body's board and that the board
    carries; a delegated decision can be announced where there is one (``decisions``).
    """

    kind = forms.ChoiceField(
        label=_("Slag av anslag"),
        help_text=_(
            "Anslagstavlan får inte innehålla något annat (8 kap. 10–11 §§ kommunallagen)."
        ),
        choices=[],
    )
    title = forms.CharField(label=_("Rubrik"), max_length=200)
    text = LongTextField(label=_("Text"), required=False)
    statute = forms.CharField(
        label=_("Författning"),
        help_text=_("Bara för kungörelser enligt annan författning."),
        max_length=200,
        required=False,
    )
    delegated_decision = forms.TypedChoiceField(
        label=_("Delegationsbeslut"),
        help_text=_("Bara för ett delegationsbeslut som inte anmäls."),
        choices=[],
        empty_value=None,
        required=False,
    )
    stays_to = DateField(label=_("Får tas ned den"), required=False)

    def __init__(
        self,
        *args: Any,
        kinds: Iterable[NoticeKind],
        decisions: Iterable[DelegatedDecision],
        **more: Any,
    ) -> None:
        super().__init__(*args, **more)
        rows = {each.pk: each for each in decisions}
        hidden = {NoticeKind.MINUTES_APPROVED} | (
            set() if rows else {NoticeKind.DELEGATED_DECISION}
        )
        kind: Any = self.fields["kind"]
        kind.choices = [(each.value, _LABELS[each]) for each in kinds if each not in hidden]
        if not rows:
            del self.fields["delegated_decision"]
            return
        decision: Any = self.fields["delegated_decision"]
        said = [(key, f"{each.label}, {each.subject}") for key, each in rows.items()]
        decision.choices = [("", _("Inget")), *said]
        decision.coerce = lambda key: rows[int(key)]


class BoardSettingsForm(forms.Form):
    """What the board carries beside what it must, resting on one decision."""

    carries = forms.TypedMultipleChoiceField(
        label=_("Anslagstavlan innehåller också"),
        help_text=_("Det här får kommunen själv välja (8 kap. 11 § kommunallagen)."),
        choices=[],
        coerce=NoticeKind,
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    decided = forms.CharField(
        label=_("Beslutet som innehållet bygger på"),
        help_text=_("Till exempel Kommunstyrelsen 2026-11-23 § 180."),
        max_length=200,
    )
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, free: Iterable[LawfulKind], **more: Any) -> None:
        super().__init__(*args, **more)
        field: Any = self.fields["carries"]
        field.choices = [(each.kind.value, _LABELS[each.kind]) for each in free]
