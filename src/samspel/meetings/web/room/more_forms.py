"""Forms of the workbench for elections, questions in the council, and departures from turn."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from samspel.foundation.numbers import whole_within
from samspel.foundation.swedish import capitalise
from samspel.kit.enums import choices_of
from samspel.meetings.calculation.proportional import Group
from samspel.meetings.enums import CouncilQuestionKind
from samspel.meetings.web.room.forms import (
    MOST,
    BenchForm,
    ReasonForm,
    people_field,
    person_field,
)
from samspel.rules.catalogue.choices import ElectionOf


def offices() -> list[tuple[str, str]]:
    """Give what is elected to, with a capital first."""
    return [(value, capitalise(label)) for value, label in choices_of(ElectionOf)]


class ProportionalForm(BenchForm):
    """A proportional election: what for, who asks, the groups with papers and names."""

    of = forms.TypedChoiceField(
        label=_("Vad väljs?"), choices=offices, coerce=ElectionOf, initial=ElectionOf.COMMITTEE
    )
    supporters = people_field(_("Vilka begär proportionellt val?"), required=True)
    groups = forms.CharField(label=_("Grupper, en per rad: grupp; röster; namn, namn"))
    places = forms.IntegerField(label=_("Platser"), min_value=1, max_value=MOST, initial=1)
    blank_count = forms.IntegerField(
        label=_("Blanka"), min_value=0, max_value=MOST, required=False
    )
    drawn = forms.CharField(label=_("Lotten föll på"), max_length=200, required=False)
    is_of_substitutes = forms.BooleanField(label=_("Valet avser ersättare"), required=False)
    members_were_proportional = forms.BooleanField(
        label=_("Ledamöterna valdes proportionellt"), required=False
    )
    key = forms.UUIDField()

    def clean_groups(self) -> list[Group]:
        """Give the groups. Refuses a line without its three parts."""
        found = []
        for line in str(self.cleaned_data["groups"]).splitlines():
            if not line.strip():
                continue
            parts = [each.strip() for each in line.split(";")]
            if len(parts) != 3 or not parts[0] or whole_within(parts[1], 0, MOST) is None:
                raise forms.ValidationError(
                    _(
                        "Skriv varje rad som grupp; röster; namn, namn. Till exempel A; 17; Bo Ek."
                    )
                )
            names = tuple(each.strip() for each in parts[2].split(",") if each.strip())
            found.append(Group(parts[0], whole_within(parts[1], 0, MOST) or 0, names))
        return found


class AskForm(BenchForm):
    """An interpellation or a question: who asks whom about what."""

    kind = forms.TypedChoiceField(
        label=_("Vad är det?"),
        choices=choices_of(CouncilQuestionKind),
        coerce=CouncilQuestionKind,
    )
    person = person_field(_("Vem frågar?"))
    requested_by = person_field(_("Vem ska svara?"), required=False)
    subject = forms.CharField(label=_("Vad gäller det?"), max_length=200)
    reasons = forms.CharField(
        label=_("Motivering (krävs för en interpellation)"), required=False
    )
    concerns_authority = forms.BooleanField(
        label=_("Det rör myndighetsutövning mot en enskild"), required=False
    )


class AllowForm(BenchForm):
    """Whether the council lets it be put."""

    allowed = forms.TypedChoiceField(
        choices=[("ja", ""), ("nej", "")], coerce=lambda value: value == "ja"
    )


class AnsweredForm(BenchForm):
    """Who spoke when it was answered."""

    people = people_field(_("Vilka yttrade sig?"))


class DepartForm(ReasonForm):
    """Who serves for whom in spite of the order, and why."""

    person = person_field(_("Vem är borta?"))
    requested_by = person_field(_("Vem tjänstgör?"))


class OpenForm(BenchForm):
    """The opening, and whether the notice went out in another way than from here."""

    called_elsewhere = forms.BooleanField(
        label=_("Kallelsen och kungörelsen har gått ut på annat sätt"), required=False
    )


class ReserveForm(BenchForm):
    """Who reserve together, for whose proposal, with the motivation if it is there."""

    person = person_field(_("Vem reserverar sig?"))
    seconders = people_field(_("Fler som reserverar sig"))
    proposal = forms.IntegerField(required=False)
    text = forms.CharField(label=_("Motivering"), required=False)


class RemarkTextForm(BenchForm):
    """The text of a reservation or a note that was announced without it."""

    remark = forms.IntegerField()
    text = forms.CharField(label=_("Text"), required=False)
