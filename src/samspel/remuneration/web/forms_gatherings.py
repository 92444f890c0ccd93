"""Forms of group and presidium meetings, and of reading that came by itself."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from samspel.foundation.dates import AmbiguousTime, NoSuchTime, at_wall_clock, local
from samspel.kit.formfields import DateField, LongTextField, TimeField
from samspel.meetings.models import Decision
from samspel.people.models import Mandate
from samspel.remuneration.models import Gathering
from samspel.remuneration.queries.gatherings import Calling
from samspel.remuneration.web.forms import after_midnight, clock, offer

_MINUTES = 60


class WhenForm(forms.Form):
    """When and where a meeting is."""

    on = DateField(label=_("Dag"))
    from_at = TimeField(label=_("Från"))
    to_at = TimeField(label=_("Till"))
    place = forms.CharField(label=_("Plats"), max_length=120, required=False)

    def clean(self) -> dict[str, Any]:
        """Put the day and the clock together, which the clock may not allow."""
        given: dict[str, Any] = super().clean() or {}
        on, first, last = (given.get(name) for name in ("on", "from_at", "to_at"))
        if on and first and last:
            self._put_together("from_at", "starts_at", on, first)
            self._put_together("to_at", "ends_at", on, last)
        return given

    def _put_together(self, name: str, moment: str, on: dt.date, clock: dt.time) -> None:
        try:
            self.cleaned_data[moment] = at_wall_clock(on, clock)
        except (NoSuchTime, AmbiguousTime):
            self.add_error(name, _("Klockan ställs om den timmen. Välj en annan tid."))

    @property
    def when(self) -> dict[str, Any]:
        """Times and place as the service takes them."""
        return {name: self.cleaned_data[name] for name in ("starts_at", "ends_at", "place")}


def when_initial(row: Gathering) -> dict[str, Any]:
    """Give when and where a meeting is, to be changed."""
    first, last = local(row.starts_at), local(row.ends_at)
    return {
        "on": first.date(),
        "from_at": first.time(),
        "to_at": last.time(),
        "place": row.place,
    }


class PlanForm(WhenForm):
    """A meeting to be called."""

    calling = forms.ChoiceField(label=_("Vilket möte?"))
    decision = forms.ModelChoiceField(
        label=_("Beslut som tillåter det"),
        queryset=Decision.objects.none(),
        required=False,
        help_text=_("Behövs bara om reglementet kräver ett beslut i förväg."),
    )
    field_order = ("calling", "on", "from_at", "to_at", "place", "decision")

    def __init__(
        self,
        *args: Any,
        callings: Iterable[Calling],
        decisions: Iterable[Decision],
        **options: Any,
    ) -> None:
        super().__init__(*args, **options)
        self._known = {each.key: each for each in callings}
        self.fields["calling"].choices = [  # type: ignore[attr-defined]  # Django types no field by its name
            (key, calling_words(each)) for key, each in self._known.items()
        ]
        offer(self.fields["decision"], Decision, decisions)

    @property
    def asked(self) -> dict[str, Any]:
        """What the service takes."""
        chosen = self._known[self.cleaned_data["calling"]]
        decision = self.cleaned_data["decision"]
        return {"body": chosen.body, "party": chosen.party, "decision": decision, **self.when}


def calling_words(each: Calling) -> str:
    """Say which meeting it is."""
    if each.party is None:
        return gettext("Presidiets möte: %(body)s") % {"body": each.body.name}
    words = gettext("Gruppmöte för %(party)s inför %(body)s")
    return words % {"party": each.party.name, "body": each.body.name}


def _whose(what: str, name: str) -> str:
    """Name a field of one person's row, so that a fault is told with whose it is."""
    return f"{what}, {name}"


@dataclass(frozen=True, slots=True)
class Row:
    """One person's fields on the form of attendance."""

    name: str
    there: forms.BoundField
    from_at: forms.BoundField
    to_at: forms.BoundField


class AttendanceForm(forms.Form):
    """Who took part, and when each came and left; filled in with the meeting's own times."""

    def __init__(
        self,
        *args: Any,
        seats: Iterable[Mandate],
        told: dict[int, tuple[int, int] | None],
        times: tuple[int, int],
        is_again: bool,
        is_minuted: bool,
        version: int,
        **options: Any,
    ) -> None:
        super().__init__(*args, **options)
        self._seats = list(seats)
        for seat in self._seats:
            was, name = told.get(seat.pk), str(seat.person)
            came, minutes = was or times
            last = min(came + minutes, 24 * _MINUTES - 1)
            self.fields[f"there_{seat.pk}"] = forms.BooleanField(
                label=_whose(gettext("Var med"), name), required=False, initial=was is not None
            )
            self.fields[f"from_{seat.pk}"] = TimeField(
                label=_whose(gettext("Från"), name), required=False, initial=clock(came)
            )
            self.fields[f"to_{seat.pk}"] = TimeField(
                label=_whose(gettext("Till"), name), required=False, initial=clock(last)
            )
        self.fields["version"] = forms.IntegerField(
            required=False, initial=version, widget=forms.HiddenInput
        )
        self.fields["is_minuted"] = forms.BooleanField(
            label=_("Protokoll fördes"), required=False, initial=is_minuted
        )
        if is_again:
            self.fields["reason"] = LongTextField(
                label=_("Varför rättas närvaron?"), max_length=500, rows=3
            )

    @property
    def rows(self) -> list[Row]:
        """The fields, person by person."""
        return [
            Row(
                str(seat.person),
                self[f"there_{seat.pk}"],
                self[f"from_{seat.pk}"],
                self[f"to_{seat.pk}"],
            )
            for seat in self._seats
        ]

    @property
    def rest(self) -> Iterator[forms.BoundField]:
        """The fields that are about the meeting."""
        return (self[name] for name in ("is_minuted", "reason") if name in self.fields)

    def clean(self) -> dict[str, Any]:
        """Ask for whole times of those who were there; of others nothing."""
        given: dict[str, Any] = super().clean() or {}
        for seat in self._seats:
            if given.get(f"there_{seat.pk}"):
                first, last = given.get(f"from_{seat.pk}"), given.get(f"to_{seat.pk}")
                if first is None or last is None or last <= first:
                    words = _("Ange när personen kom och gick, på samma dygn.")
                    self.add_error(f"to_{seat.pk}", words)
        return given

    @property
    def asked(self) -> dict[str, Any]:
        """What the service takes."""
        given = self.cleaned_data
        there = {
            seat.pk: self._times(seat) for seat in self._seats if given[f"there_{seat.pk}"]
        }
        return {
            "there": there,
            "is_minuted": given["is_minuted"],
            "version": given["version"],
            "reason": given.get("reason", ""),
        }

    def _times(self, seat: Mandate) -> tuple[int, int]:
        first: dt.time = self.cleaned_data[f"from_{seat.pk}"]
        last: dt.time = self.cleaned_data[f"to_{seat.pk}"]
        return after_midnight(first), after_midnight(last) - after_midnight(first)


class LeaderForm(forms.Form):
    """Who calls a party's group."""

    mandate = forms.ModelChoiceField(label=_("Vem?"), queryset=Mandate.objects.none())
    valid_from = DateField(label=_("Från och med"))
    last_day = DateField(label=_("Till och med"), required=False)

    def __init__(self, *args: Any, seats: Iterable[Mandate], **options: Any) -> None:
        super().__init__(*args, **options)
        found = list(seats)
        offer(self.fields["mandate"], Mandate, found)
        self.fields["mandate"].choices = [  # type: ignore[attr-defined]  # Django types no field by its name
            ("", str(_("Välj …"))),
            *(
                (
                    each.pk,
                    f"{each.person} ({'' if each.party is None else each.party.abbreviation})",
                )
                for each in found
            ),
        ]


class ReadingForm(forms.Form):
    """How long it took to read before a meeting."""

    hours = forms.DecimalField(
        label=_("Hur många timmar läste du?"),
        min_value=0,
        max_value=24,
        max_digits=4,
        decimal_places=2,
        widget=forms.TextInput(attrs={"inputmode": "decimal", "size": "6"}),
        localize=True,
        help_text=_("Till exempel 1,5 för en och en halv timme."),
    )

    @property
    def asked(self) -> dict[str, Any]:
        """What the service takes."""
        return {"minutes": int(self.cleaned_data["hours"] * _MINUTES)}
