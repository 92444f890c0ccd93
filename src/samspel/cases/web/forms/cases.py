"""Forms that open, change, move and end a case."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from samspel.cases.calculation.preparation import needs_no_preparation
from samspel.cases.enums import CaseKind, Exemption, RelationKind, StepKind
from samspel.cases.web.forms.choosing import BodyField, PersonField, fields_of
from samspel.kit.enums import capital_choices, choices_of
from samspel.kit.formfields import DateField, LongTextField
from samspel.people.models import Body, Person
from samspel.rules.catalogue.choices import CouncilMatter

_MOVED_TO = [
    (value, label)
    for value, label in choices_of(StepKind)
    if value not in {StepKind.CLOSED, StepKind.REOPENED}
]
_COUNCIL_MATTER = _(
    "Det som bara fullmäktige beslutar om kan ingen nämnd avgöra (5 kap. 1–2 §§ kommunallagen)."
)
People = Sequence[tuple[Person, str]]


class CaseForm(forms.Form):
    """A case to register."""

    title = forms.CharField(label=_("Vad handlar ärendet om?"), max_length=300)
    kind = forms.ChoiceField(label=_("Vad är det?"), choices=choices_of(CaseKind))
    responsible = PersonField(
        label=_("Ansvarig handläggare"),
        required=False,
        help_text=_("Får besked, och har ärendet tills det går vidare."),
    )
    deciding_body = BodyField(
        label=_("Vem beslutar till sist?"),
        required=False,
        help_text=_("En motion och ett medborgarförslag avgörs av fullmäktige."),
    )
    council_matter = forms.TypedChoiceField(
        label=_("Hör ärendet till det som bara fullmäktige beslutar om?"),
        coerce=CouncilMatter,
        choices=capital_choices(CouncilMatter),
        required=False,
        empty_value=CouncilMatter.NONE,
        help_text=_COUNCIL_MATTER,
    )
    raised_by = forms.CharField(
        label=_("Väckt av"),
        max_length=200,
        required=False,
        help_text=_("Till exempel motionärens namn och parti."),
    )
    raised_on = DateField(
        label=_("Väckt den"),
        required=False,
        help_text=_("För motioner och medborgarförslag räknas ett år från den dagen."),
    )
    due_on = DateField(label=_("Klart senast"), required=False)
    class_code = forms.CharField(
        label=_("Klass i dokumentplanen"), max_length=20, required=False
    )
    citation = forms.CharField(
        label=_("Beslut som ger uppdraget"),
        max_length=200,
        required=False,
        help_text=_("Till exempel kommunfullmäktige 2025-03-24 § 41."),
    )
    text = LongTextField(
        label=_("Vad beslutet säger"),
        required=False,
        help_text=_(
            "Står efter beslutet i protokollet, till exempel ”att ge kommunkansliet i uppdrag att "
            "ta fram en riktlinje”."
        ),
    )
    secrecy_ground = forms.CharField(
        label=_("Grund för sekretess"),
        max_length=200,
        required=False,
        help_text=_(
            "Fyll i bara om ärendet är sekretessbelagt, till exempel OSL 26 kap. 1 §. Då ser "
            "bara de som får läsa organets ärenden med sekretess att det finns."
        ),
    )

    def __init__(
        self,
        *args: Any,
        people: People,
        bodies: Sequence[Body],
        has_class: bool,
        **options: Any,
    ) -> None:
        super().__init__(*args, **options)
        responsible, deciding = fields_of(self, "responsible", "deciding_body")
        responsible.offer(people, empty=_("Ingen än"))
        deciding.offer(bodies, empty=_("Det organ som registrerar ärendet"))
        if has_class:
            self.fields["class_code"].required = True
        else:
            del self.fields["class_code"]

    def clean(self) -> dict[str, Any]:
        """Ask for the day that the year is counted from."""
        super().clean()
        kind = self.cleaned_data.get("kind")
        if kind and CaseKind(kind).has_clock and not self.cleaned_data.get("raised_on"):
            self.add_error("raised_on", _("Ange dagen då det väcktes. Från den räknas året."))
        if kind:
            self.cleaned_data["kind"] = CaseKind(kind)
        return self.cleaned_data


class ChangeForm(forms.Form):
    """What can be changed in a case that is open."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    title = forms.CharField(label=_("Vad handlar ärendet om?"), max_length=300)
    responsible = PersonField(label=_("Ansvarig handläggare"), required=False)
    due_on = DateField(label=_("Klart senast"), required=False)
    deciding_body = BodyField(label=_("Vem beslutar till sist?"))
    exemption = forms.TypedChoiceField(
        label=_("Undantag från beredning"),
        coerce=Exemption,
        choices=choices_of(Exemption),
        help_text=_(
            "Gäller bara ärenden som fullmäktige avgör (5 kap. 29–34 §§ kommunallagen)."
        ),
    )
    council_matter = forms.TypedChoiceField(
        label=_("Hör ärendet till det som bara fullmäktige beslutar om?"),
        coerce=CouncilMatter,
        choices=capital_choices(CouncilMatter),
        required=False,
        empty_value=None,
        help_text=_COUNCIL_MATTER,
    )

    def __init__(
        self, *args: Any, people: People, bodies: Sequence[Body], on: dt.date, **options: Any
    ) -> None:
        super().__init__(*args, **options)
        responsible, deciding = fields_of(self, "responsible", "deciding_body")
        responsible.offer(people, empty=_("Ingen än"))
        deciding.offer(bodies)
        # What the law exempts, and what the case rests on already.
        known = {Exemption.NONE.value, self.initial.get("exemption"), *needs_no_preparation(on)}
        exemption = cast("forms.ChoiceField", self.fields["exemption"])
        exemption.choices = [each for each in choices_of(Exemption) if each[0] in known]


class MoveForm(forms.Form):
    """Where a case goes next."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    kind = forms.TypedChoiceField(
        label=_("Vart går ärendet?"), coerce=StepKind, choices=_MOVED_TO
    )
    body = BodyField(
        label=_("Organ"),
        required=False,
        help_text=_("Behövs när ärendet går till ett organ, eller har avgjorts av ett."),
    )
    person = PersonField(label=_("Vem har ärendet där?"), required=False)
    citation = forms.CharField(
        label=_("Beslut som ligger bakom"),
        max_length=200,
        required=False,
        help_text=_("Organ, dag och paragraf, till exempel kommunstyrelsen 2026-06-03 § 138."),
    )
    text = LongTextField(label=_("Anteckning"), required=False)
    reason = LongTextField(
        label=_("Varför tas ärendet upp ändå?"),
        required=False,
        help_text=_("Behövs bara om lagen avråder, se under frågan om beredning."),
    )

    def __init__(
        self, *args: Any, people: People, bodies: Sequence[Body], **options: Any
    ) -> None:
        super().__init__(*args, **options)
        body, person = fields_of(self, "body", "person")
        body.offer(bodies, empty=_("Inget organ"))
        person.offer(people, empty=_("Ansvarig handläggare, eller ingen"))

    def clean(self) -> dict[str, Any]:
        """Ask for the body where the station is a body's own."""
        super().clean()
        kind = self.cleaned_data.get("kind")
        if kind and kind.needs_body and not self.cleaned_data.get("body"):
            self.add_error("body", _("Välj vilket organ ärendet går till."))
        return self.cleaned_data


class ReasonForm(forms.Form):
    """Why something is done."""

    reason = LongTextField(label=_("Varför?"))


class CloseForm(forms.Form):
    """That a case is closed."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    reason = LongTextField(
        label=_("Varför avslutas det?"),
        required=False,
        help_text=_("Behövs om ärendet inte är avgjort."),
    )


class LateForm(forms.Form):
    """When the council was told that a motion is not ready."""

    on = DateField(
        label=_("Anmält till fullmäktige den"),
        help_text=_("Dagen för sammanträdet då fullmäktige fick veta vad beredningen visat."),
    )


class RelateForm(forms.Form):
    """Which other case it has to do with."""

    number = forms.CharField(
        label=_("Det andra ärendets diarienummer"),
        max_length=80,
        help_text=_("Till exempel KS 2025/164."),
    )
    kind = forms.TypedChoiceField(
        label=_("Hur hör de ihop?"), coerce=RelationKind, choices=choices_of(RelationKind)
    )


class SecrecyForm(forms.Form):
    """The ground of a case's secrecy."""

    ground = forms.CharField(
        label=_("Grund för sekretess"),
        max_length=200,
        help_text=_("Till exempel OSL 26 kap. 1 §."),
    )
