"""Forms to raise a matter, to place the council's seats, and for a body's own order."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from samspel.foundation.as_read import mark_of
from samspel.foundation.numbers import whole
from samspel.kit.asread import AsReadForm
from samspel.kit.enums import choices_of
from samspel.kit.formfields import LongTextField
from samspel.meetings.enums import Numbering, RemoteExtent
from samspel.meetings.models import DecidingSettings
from samspel.meetings.queries.placing import SeatRow, as_shown
from samspel.meetings.services import PlaceOfSeat
from samspel.meetings.services.deciding_settings import FIELDS
from samspel.meetings.web.forms.meetings import VersionForm


class RaiseForm(forms.Form):
    """What a member wants the body to take up."""

    title = forms.CharField(label=_("Vad gäller ärendet?"), max_length=180)
    text = LongTextField(
        label=_("Vad vill du att organet beslutar, och varför?"),
        rows=6,
    )
    concerns_audit = forms.BooleanField(
        label=_("Ärendet rör revisionens granskning"),
        help_text=_("Bara för revisorer (kommunallagen 4 kap. 21 § och 5 kap. 22 §)."),
        required=False,
    )


class RaiseForOthersForm(RaiseForm):
    """The same, handed in by the secretary for one of those elected."""

    by = forms.TypedChoiceField(label=_("Vem väcker ärendet?"), coerce=int)
    field_order = ("by", "title", "text", "concerns_audit")

    def __init__(self, *args: Any, people: list[tuple[int, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["by"].choices = [("", _("Välj …")), *people]  # type: ignore[attr-defined]  # Django types no field by its name


class SeatsForm(AsReadForm):
    """Each seat on a line, as it comes from a spreadsheet or is written by hand."""

    citation = forms.CharField(
        label=_("Beslut som uppgifterna bygger på"),
        help_text=_("Till exempel Länsstyrelsens beslut 2026-09-28."),
        max_length=160,
    )
    rows = LongTextField(
        label=_("En rad per uppdrag"),
        help_text=_(
            "Namn; valkrets; plats; för vilka ledamöter. Platsen är ledamotens plats för "
            "partiet i valkretsen. En ersättare har ingen plats, men kan stå för vissa "
            "ledamöter, med komma emellan. Det går att klistra in från ett kalkylblad."
        ),
        rows=16,
    )

    def __init__(self, *args: Any, seats: list[SeatRow], **options: Any) -> None:
        super().__init__(*args, **options)
        self.seats = seats

    @staticmethod
    def values_of(seats: list[SeatRow]) -> dict[str, str]:
        """Give the seats as they stand, a line each to change or add to, and what they cite."""
        cited = (each.placed.citation for each in seats if each.placed.citation)
        return {
            "rows": "\n".join(_line(each) for each in seats),
            "citation": next(cited, ""),
            "as_read": mark_of(*as_shown(seats)),
        }

    def clean_rows(self) -> list[PlaceOfSeat]:
        """Give what each line says. Refuses a name that is nobody's, and a place that is none."""
        by_name = _by_name(self.seats)
        lines = str(self.cleaned_data["rows"]).replace("\t", ";").splitlines()
        return [_row(line, by_name) for line in lines if line.strip(" ;")]


def _line(seat: SeatRow) -> str:
    placed = seat.placed
    place = str(placed.place) if placed.place is not None else ""
    cells = [_printed(seat), placed.constituency, place, ", ".join(seat.lists_of)]
    return "; ".join(cells).rstrip("; ")


def _printed(seat: SeatRow) -> str:
    return (
        f"{seat.member.name} ({seat.member.party})" if seat.member.party else seat.member.name
    )


def _by_name(seats: list[SeatRow]) -> dict[str, int]:
    """Give each seat by its printed name, and by the bare name where that is one person's."""
    found = {_printed(each): each.member.mandate_id for each in seats}
    names = [each.member.name for each in seats]
    for each in seats:
        if names.count(each.member.name) == 1:
            found.setdefault(each.member.name, each.member.mandate_id)
    return found


def _row(line: str, by_name: dict[str, int]) -> PlaceOfSeat:
    cells = [each.strip() for each in [*line.split(";"), "", "", ""][:4]]
    name, constituency, place, lists = cells
    number = whole(place)
    if place and number is None:
        raise forms.ValidationError(
            _("Platsen för %(name)s ska vara ett tal."), params={"name": name}
        )
    return PlaceOfSeat(
        _mandate(name, by_name),
        constituency,
        number,
        tuple(_mandate(each, by_name) for each in lists.split(",") if each.strip()),
    )


def _mandate(name: str, by_name: dict[str, int]) -> int:
    found = by_name.get(name.strip())
    if found is None:
        raise forms.ValidationError(
            _("%(name)s har inget uppdrag i organet. Skriv namnet som det står i registret."),
            params={"name": name.strip()},
        )
    return found


class DecidingForm(VersionForm):
    """What has been decided for a body; each setting rests on a decision of its own."""

    citation = forms.CharField(
        label=_("Beslut som inställningarna bygger på"),
        help_text=_("Till exempel Kommunfullmäktige 2026-11-23 § 180, reglementet 14 §."),
        max_length=160,
    )
    covers_all = forms.BooleanField(
        label=_("Beslutet gäller alla inställningarna här"),
        help_text=_(
            "Utan krysset gäller beslutet bara det som du ändrar. Det andra behåller sitt "
            "eget beslut, eller saknar beslut."
        ),
        required=False,
    )
    own_party_first = forms.BooleanField(
        label=_("Den egna partigruppens ersättare går före"), required=False
    )
    begun_goes_first = forms.BooleanField(
        label=_("Den ersättare som har börjat tjänstgöra går före"), required=False
    )
    return_same_day = forms.BooleanField(
        label=_("Den som har gått får tjänstgöra igen samma dag"), required=False
    )
    seat_count = forms.IntegerField(
        label=_("Antal ledamöter, om något uppdrag är vakant"),
        min_value=1,
        max_value=999,
        required=False,
    )
    substitutes_speak = forms.BooleanField(
        label=_("Ersättare som inte tjänstgör får yttra sig"), required=False
    )
    substitutes_note = forms.BooleanField(
        label=_("Ersättare som inte tjänstgör får sin mening antecknad"), required=False
    )
    attending_note = forms.BooleanField(
        label=_("Den som har närvarorätt får sin mening antecknad"), required=False
    )
    called_speak = forms.BooleanField(
        label=_("Den som är kallad får yttra sig"), required=False
    )
    remote = forms.TypedChoiceField(
        label=_("Deltagande på distans"), choices=choices_of(RemoteExtent), coerce=RemoteExtent
    )
    is_public = forms.BooleanField(
        label=_("Organets möten är öppna för allmänheten"), required=False
    )
    answers_without_quorum = forms.BooleanField(
        label=_("Interpellationer får besvaras även när färre än hälften är på plats"),
        required=False,
    )
    numbering = forms.TypedChoiceField(
        label=_("Paragraferna numreras"), choices=choices_of(Numbering), coerce=Numbering
    )

    def show_decisions(self, settings: DecidingSettings) -> None:
        """Say of each setting which decision it rests on, or that none has been entered."""
        for name in set(self.fields) & set(FIELDS):
            cited = settings.citations.get(name)
            self.fields[name].help_text = (
                _("Bygger på %(decision)s.") % {"decision": cited}
                if cited
                else _("Inget beslut är angivet.")
            )

    def changes(self, settings: DecidingSettings) -> dict[str, Any]:
        """Give what the decision is about: what was changed, or all that is here."""
        data = self.cleaned_data
        shown = [name for name in FIELDS if name in data]
        changed = [name for name in shown if data[name] != getattr(settings, name)]
        names = shown if data["covers_all"] else changed
        citations = dict.fromkeys(names, data["citation"])
        return {"citations": citations, **{name: data[name] for name in names}}

    @staticmethod
    def values_of(settings: DecidingSettings) -> dict[str, Any]:
        """Give what to fill the form with: the settings as they stand."""
        given = {
            name: getattr(settings, name)
            for name in DecidingForm.base_fields
            if name in FIELDS or name == "version"
        }
        cited = list(dict.fromkeys(settings.citations.values()))
        return {
            **given,
            "citation": cited[0] if len(cited) == 1 else "",
            "covers_all": len(cited) <= 1,
        }
