"""Forms on one visit: which time, answers, another time, no, moved, cancelled, who takes part."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from samspel.foundation import dates
from samspel.kit.formfields import LongTextField, RowsField, VersionField
from samspel.people.models import Person
from samspel.visits.enums import AnswerState, Place
from samspel.visits.models import TimeOption, Visit
from samspel.visits.web.forms.fields import EnumField, TimeForm, YesNoField
from samspel.visits.web.words import span_words

UNKNOWN = ""


class ChooseForm(forms.Form):
    """Which of the times is taken."""

    tid = forms.TypedChoiceField(
        label=_("Tid"),
        coerce=int,
        error_messages={
            "required": _("Välj en tid."),
            "invalid_choice": _("Tiden är inte längre föreslagen. Välj en annan."),
        },
    )
    version = VersionField()

    def __init__(self, *args: Any, options: Iterable[TimeOption] = (), **more: Any) -> None:
        super().__init__(*args, **more)
        self.known = {each.pk: each for each in options}
        self.fields["tid"].choices = [(key, str(key)) for key in self.known]  # type: ignore[attr-defined]  # Django types no field by its name

    @property
    def option(self) -> TimeOption:
        """The time that was chosen."""
        return self.known[self.cleaned_data["tid"]]

    @property
    def reason(self) -> str:
        """The reason written under the chosen time."""
        return str(self.data.get(f"reason-{self.cleaned_data.get('tid')}", "")).strip()


class AnswerForm(forms.Form):
    """Whether one can at each of the times."""

    def __init__(
        self, *args: Any, options: Sequence[TimeOption], said: dict[int, str], **more: Any
    ) -> None:
        super().__init__(*args, **more)
        for each in options:
            self.fields[f"tid{each.pk}"] = forms.ChoiceField(
                label=span_words(each.starts_at, each.ends_at),
                help_text=each.note,
                choices=[(one.value, gettext(one.label)) for one in AnswerState],
                widget=forms.RadioSelect,
                initial=said.get(each.pk),
                error_messages={"required": _("Svara om du kan eller inte.")},
            )

    @property
    def answers(self) -> dict[int, str]:
        """The answers by the option's key."""
        return {
            int(name.removeprefix("tid")): value for name, value in self.cleaned_data.items()
        }


class SuggestForm(TimeForm):
    """Another time, with a word on it."""

    note = forms.CharField(label=_("Något att säga om tiden"), max_length=200, required=False)


class DeclineForm(forms.Form):
    """Why one says no: one of the guideline's reasons, and words of one's own."""

    reason_key = forms.ChoiceField(label=_("Skäl"), required=False)
    note = LongTextField(
        label=_("Varför passar det inte?"),
        help_text=_("De som är med i besöket ser det du skriver."),
        max_length=500,
        required=False,
        rows=3,
    )

    def __init__(self, *args: Any, reasons: dict[str, str], **more: Any) -> None:
        super().__init__(*args, **more)
        if reasons:
            listed = [("", gettext("Inget av dem")), *reasons.items()]
            self.fields["reason_key"].choices = listed  # type: ignore[attr-defined]  # Django types no field by its name
        else:
            del self.fields["reason_key"]


class MoveForm(TimeForm):
    """The visit's new time and place."""

    where = forms.CharField(label=_("Plats"), max_length=200, required=False)
    version = VersionField()

    @staticmethod
    def values_of(visit: Visit) -> dict[str, Any]:
        """Give what to fill the form with: the visit as it stands."""
        values: dict[str, Any] = {"where": visit.place, "version": visit.version}
        if visit.starts_at is not None and visit.ends_at is not None:
            start, end = dates.local(visit.starts_at), dates.local(visit.ends_at)
            values |= {"day": start.date(), "start": start.time(), "end": end.time()}
        return values


class CancelForm(forms.Form):
    """Why a visit is called off."""

    because = LongTextField(
        label=_("Varför ställs besöket in?"),
        help_text=_("De som skulle ha kommit ser det."),
        max_length=500,
        rows=3,
    )
    version = VersionField()


class DrawInForm(forms.Form):
    """Who is asked along."""

    def __init__(self, *args: Any, persons: Iterable[Person], words: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["persons"] = RowsField(
            persons,
            words=words,
            label=gettext("Vilka ska bjudas in?"),
            error_messages={"required": gettext("Välj minst en person.")},
        )


class ParticipantsForm(forms.Form):
    """Who takes part in the visit and where: what the unit's manager alone settles."""

    def __init__(self, *args: Any, moments: dict[str, str], **more: Any) -> None:
        super().__init__(*args, **more)
        required = {"required": gettext("Svara ja eller nej.")}
        self.fields["staff"] = YesNoField(
            label=gettext("Är medarbetare med på besöket?"), error_messages=required
        )
        self.fields["users"] = YesNoField(
            label=gettext("Är brukare, elever eller anhöriga med?"), error_messages=required
        )
        self.fields["users_consented"] = YesNoField(
            label=gettext("Har de samtyckt till det?"),
            help_text=gettext("Svara om brukare, elever eller anhöriga är med."),
            required=False,
        )
        self.fields["on_floor"] = YesNoField(
            label=gettext("Passar det att gå runt i verksamheten?"), error_messages=required
        )
        self.fields["room"] = EnumField(
            Place, empty=gettext("Inte bestämt"), label=gettext("Var ses ni?"), required=False
        )
        if moments:
            self.fields["moments"] = forms.MultipleChoiceField(
                label=gettext("Vad ingår i besöket?"),
                choices=list(moments.items()),
                widget=forms.CheckboxSelectMultiple,
                required=False,
            )

    @property
    def values(self) -> dict[str, Any]:
        """What the service takes."""
        given = dict(self.cleaned_data)
        return {**given, "room": given.get("room") or "", "moments": given.get("moments", [])}


class WhyForm(forms.Form):
    """Why a visit beyond the usual number is asked for."""

    why = LongTextField(
        label=_("Varför vill du göra besöket?"),
        help_text=_("Ordföranden ser det du skriver."),
        max_length=500,
        required=False,
        rows=4,
    )


class DecideForm(forms.Form):
    """The chair's yes or no, with a word that goes into the decision."""

    note = forms.CharField(
        label=_("Något att lägga till i beslutet"), max_length=500, required=False
    )
    answer = forms.ChoiceField(choices=[("ja", "ja"), ("nej", "nej")])

    @property
    def grants(self) -> bool:
        """Whether the answer is yes."""
        return bool(self.cleaned_data["answer"] == "ja")
