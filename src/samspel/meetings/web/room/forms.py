"""What is filled in on the workbench. The template draws the fields; these check them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from samspel.foundation.numbers import whole_within
from samspel.foundation.text import one_line
from samspel.kit.enums import choices_of
from samspel.kit.formfields import DateField, TimeField
from samspel.meetings.enums import (
    BallotMethod,
    ConflictGround,
    ProposalKind,
    RefusalGround,
    VoteChoice,
)
from samspel.meetings.web.forms.meetings import instant
from samspel.rules.catalogue.choices import Disregard

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

MOST = 999
"""The most votes, papers or places that a meeting of a municipality has."""


class BenchForm(forms.Form):
    """A form of the workbench: the version that was read, and the people to choose among."""

    version = forms.IntegerField(required=False)

    def __init__(self, *args: Any, people: list[tuple[int, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        for name in ("person", "requested_by", "raised_by"):
            if name in self.fields:
                self.fields[name].choices = [("", ""), *people]  # type: ignore[attr-defined]  # Django types no field by its name
        for name in ("seconders", "supporters", "people"):
            if name in self.fields:
                self.fields[name].choices = people  # type: ignore[attr-defined]  # Django types no field by its name


def person_field(label: StrPromise, *, required: bool = True) -> forms.TypedChoiceField:
    """Make a field to choose one of those on the list."""
    return forms.TypedChoiceField(
        label=label,
        coerce=int,
        required=required,
        empty_value=None,
        error_messages={"required": _("Välj en person.")},
    )


def people_field(
    label: StrPromise, *, required: bool = False
) -> forms.TypedMultipleChoiceField:
    """Make a field to choose some of those on the list."""
    return forms.TypedMultipleChoiceField(
        label=label,
        coerce=int,
        required=required,
        error_messages={"required": _("Välj minst en person.")},
    )


class PlainForm(BenchForm):
    """Nothing but the version."""


class PersonForm(BenchForm):
    """One person, and a clock time where it was not now."""

    person = person_field(_("Vem?"))
    clock = TimeField(label=_("Klockslag, om det inte är nu"), required=False)
    remote = forms.BooleanField(label=_("På distans"), required=False)


class ArrivalsForm(BenchForm):
    """Who is there when the meeting is to be opened."""

    people = people_field(_("Vilka är på plats?"), required=True)


class ResumeForm(BenchForm):
    """Who is there when the meeting goes on; asked where it does so on another day."""

    people = people_field(_("Vilka är på plats i dag?"))


class ReasonForm(BenchForm):
    """A reason, where one is wanted."""

    reason = forms.CharField(label=_("Skäl"), max_length=200, required=False)


class AdjournForm(ReasonForm):
    """Why the meeting is adjourned, and when it goes on where that is another day."""

    day = DateField(label=_("Fortsätter den dagen"), required=False)
    clock = TimeField(label=_("Klockan"), required=False)

    def clean(self) -> dict[str, Any]:
        """Put day and time together; one of them alone says nothing."""
        super().clean()
        given = self.cleaned_data
        if bool(given.get("day")) != bool(given.get("clock")) and not self.errors:
            self.add_error("day", _("Ange både dag och klockslag när mötet fortsätter."))
        given["goes_on_at"] = instant(self, "day", "clock")
        return given


class DescribeForm(BenchForm):
    """What the item came with: whose proposal, and its points line by line."""

    draft_origin = forms.CharField(label=_("Vems förslag?"), max_length=120, required=False)
    draft_points = forms.CharField(
        label=_("Förslag till beslut, en punkt per rad"), required=False
    )
    case_number = forms.CharField(label=_("Diarienummer"), max_length=60, required=False)
    is_election = forms.BooleanField(label=_("Ärendet är ett val"), required=False)
    is_authority = forms.BooleanField(
        label=_("Ärendet är myndighetsutövning mot någon"), required=False
    )

    def clean_draft_points(self) -> list[str]:
        """Give the points, without empty lines and numbers in front."""
        lines = str(self.cleaned_data["draft_points"]).splitlines()
        return [one_line(line).lstrip("0123456789. ") for line in lines if line.strip()]


class ConflictForm(BenchForm):
    """Whose conflict of interest, on which ground."""

    person = person_field(_("Vem är jävig?"))
    ground = forms.TypedChoiceField(
        label=_("Grund"), choices=choices_of(ConflictGround), coerce=ConflictGround
    )
    raised_by = person_field(_("Vem väcker frågan?"), required=False)


class SettleConflictForm(BenchForm):
    """What the body found about a conflict."""

    conflict = forms.IntegerField()
    upheld = forms.TypedChoiceField(
        choices=[("ja", ""), ("nej", "")], coerce=lambda value: value == "ja"
    )
    disregarded_as = forms.TypedChoiceField(
        label=_("Skäl"),
        choices=choices_of(Disregard),
        coerce=Disregard,
        required=False,
        empty_value=Disregard.NONE,
    )
    concerned_takes_part = forms.BooleanField(required=False)
    nobody_else = forms.BooleanField(required=False)


class ProposeForm(BenchForm):
    """Who proposes what, and who joins."""

    kind = forms.TypedChoiceField(
        label=_("Vad yrkas?"), choices=choices_of(ProposalKind), coerce=ProposalKind
    )
    person = person_field(_("Vem yrkar?"))
    text = forms.CharField(label=_("Så ska beslutet lyda"), required=False)
    becomes = forms.CharField(label=_("Hela beslutet med ändringen"), required=False)
    seconders = people_field(_("Instämmer"))

    @property
    def whole(self) -> list[str]:
        """The whole decision as it reads with an amendment, point by point."""
        return [line.strip() for line in self.cleaned_data["becomes"].splitlines()]


class ProposalForm(ReasonForm):
    """One proposal to join, to take back or to refuse."""

    proposal = forms.IntegerField()
    seconders = people_field(_("Instämmer"))


class SecondForm(ProposalForm):
    """A proposal, and who joins it: at least one."""

    seconders = people_field(_("Instämmer"), required=True)


class RefuseForm(ProposalForm):
    """A proposal that the chair does not put, and on which ground."""

    ground = forms.TypedChoiceField(
        label=_("Grund"),
        choices=choices_of(RefusalGround),
        coerce=RefusalGround,
        required=False,
        empty_value=RefusalGround.NEW_MATTER,
    )


class KeyForm(BenchForm):
    """The key of a proposal or of a side."""

    key = forms.CharField(max_length=24)


class PutForm(BenchForm):
    """What the chair finds, and whether it is confirmed at once."""

    found = forms.CharField(max_length=24)
    confirmed = forms.TypedChoiceField(
        choices=[("ja", ""), ("nej", "")], coerce=lambda value: value == "ja"
    )


class MinorityForm(ReasonForm):
    """A minority that defers: which way, who, and why."""

    kind = forms.TypedChoiceField(
        choices=[
            (each.value, "") for each in (ProposalKind.REFERRAL_BACK, ProposalKind.TABLING)
        ],
        coerce=ProposalKind,
    )
    supporters = people_field(_("Vilka begär det?"), required=True)
    # Longer than other reasons: a minority states all that it wants looked into.
    reason = forms.CharField(label=_("Motivering"), max_length=4000, required=False)


class BallotForm(BenchForm):
    """How the vote is held, what yes stands for, and who asked for it."""

    method = forms.TypedChoiceField(
        label=_("Hur röstar ni?"),
        choices=[
            each for each in choices_of(BallotMethod) if each[0] != BallotMethod.ACCLAMATION
        ],
        coerce=BallotMethod,
    )
    yes = forms.CharField(max_length=24, required=False)
    requested_by = person_field(_("Vem begär omröstning?"), required=False)
    key = forms.UUIDField()


class VoteForm(BenchForm):
    """How somebody votes in a roll call."""

    person = person_field(_("Vem röstar?"))
    choice = forms.TypedChoiceField(
        label=_("Röst"), choices=choices_of(VoteChoice), coerce=VoteChoice
    )
    key = forms.UUIDField()


class CountForm(BenchForm):
    """What was counted, and what settled a tie."""

    yes = forms.IntegerField(label=_("Ja"), min_value=0, max_value=MOST, required=False)
    no = forms.IntegerField(label=_("Nej"), min_value=0, max_value=MOST, required=False)
    abstained = forms.IntegerField(
        label=_("Avstår"), min_value=0, max_value=MOST, required=False
    )
    casting = forms.TypedChoiceField(
        label=_("Ordförandens röst, vid lika röstetal"),
        choices=[("", ""), (VoteChoice.YES.value, ""), (VoteChoice.NO.value, "")],
        coerce=VoteChoice,
        required=False,
        empty_value=None,
    )
    lot = forms.TypedChoiceField(
        label=_("Lotten föll på"),
        choices=[("", ""), ("ja", ""), ("nej", "")],
        coerce=lambda value: value == "ja",
        required=False,
        empty_value=None,
    )

    @property
    def counts(self) -> dict[VoteChoice, int] | None:
        """What was counted, or nothing where the roll call is the count."""
        data = self.cleaned_data
        if data.get("yes") is None and data.get("no") is None:
            return None
        return {
            VoteChoice.YES: data.get("yes") or 0,
            VoteChoice.NO: data.get("no") or 0,
            VoteChoice.ABSTAIN: data.get("abstained") or 0,
        }


class ElectionForm(BenchForm):
    """Names and votes of an election, a name and a figure on each line."""

    counts = forms.CharField(label=_("Namn och antal röster, ett per rad"))
    blank_count = forms.IntegerField(
        label=_("Blanka"), min_value=0, max_value=MOST, required=False
    )
    places = forms.IntegerField(label=_("Platser"), min_value=1, max_value=MOST, initial=1)
    drawn = forms.CharField(label=_("Lotten föll på"), max_length=200, required=False)
    key = forms.UUIDField()

    def clean_counts(self) -> dict[str, int]:
        """Give the votes by name. Refuses a line without a name and a figure last."""
        found: dict[str, int] = {}
        for line in str(self.cleaned_data["counts"]).splitlines():
            name, _space, figure = line.strip().rpartition(" ")
            if not line.strip():
                continue
            count = whole_within(figure, 0, MOST)
            if not name or count is None:
                raise forms.ValidationError(
                    _("Skriv varje rad som ett namn och ett antal, till exempel Bo Ek 7.")
                )
            name = name.strip(" :,")
            if name in found:
                raise forms.ValidationError(
                    _("%(name)s står på två rader. Skriv alla röster på en."),
                    params={"name": name},
                )
            found[name] = count
        return found


class ConcludeForm(BenchForm):
    """The decision's wording, where the grammar needs another than the computed one."""

    points = forms.CharField(label=_("Beslutets ordalydelse, en punkt per rad"), required=False)

    @property
    def worded(self) -> list[str] | None:
        """The points as written, or nothing where the computed ones stand."""
        lines = [line.strip() for line in self.cleaned_data["points"].splitlines()]
        return [line for line in lines if line] or None


class RemarkForm(BenchForm):
    """Who reserves or wants something noted, with the text if it is there."""

    person = person_field(_("Vem?"))
    text = forms.CharField(label=_("Text"), required=False)


class WishForm(ReasonForm):
    """What becomes of a member's wish."""

    wish = forms.UUIDField()
    taken = forms.TypedChoiceField(
        choices=[("ja", ""), ("nej", "")], coerce=lambda value: value == "ja"
    )
