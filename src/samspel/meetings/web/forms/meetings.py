"""Forms for meetings: plan one or a year's, move, change the deadline, cancel, settings."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from samspel.foundation import dates
from samspel.foundation.refusal import Refused
from samspel.kit import web
from samspel.kit.formfields import DateField, TimeField
from samspel.meetings.calculation import LAST_OF_MONTH, SeriesDay, series
from samspel.meetings.calculation.statute import count_laid_down
from samspel.meetings.models import BodyMeetingSettings, Meeting

_WEEKDAYS = [
    (0, _("Måndag")),
    (1, _("Tisdag")),
    (2, _("Onsdag")),
    (3, _("Torsdag")),
    (4, _("Fredag")),
]
_WEEKS = [
    (1, _("Den första i månaden")),
    (2, _("Den andra i månaden")),
    (3, _("Den tredje i månaden")),
    (4, _("Den fjärde i månaden")),
    (LAST_OF_MONTH, _("Den sista i månaden")),
]
_MONTHS = [
    (1, _("januari")),
    (2, _("februari")),
    (3, _("mars")),
    (4, _("april")),
    (5, _("maj")),
    (6, _("juni")),
    (7, _("juli")),
    (8, _("augusti")),
    (9, _("september")),
    (10, _("oktober")),
    (11, _("november")),
    (12, _("december")),
]


class VersionForm(forms.Form):
    """Nothing but the version of what the person read, to see if it is stale."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)


class CancelForm(VersionForm):
    """Why a meeting is cancelled."""

    reason = forms.CharField(
        label=_("Varför ställs mötet in?"),
        help_text=_("Skälet står på mötets sida och i beskedet till ledamöterna."),
        max_length=300,
    )


class DeadlineForm(VersionForm):
    """The last moment when papers are taken in."""

    deadline_day = DateField(label=_("Sista dag för handlingar"))
    deadline_time = TimeField(label=_("Klockan"))

    def clean(self) -> dict[str, Any]:
        """Put day and time together to an instant."""
        super().clean()
        self.cleaned_data["dispatch_deadline_at"] = instant(
            self, "deadline_day", "deadline_time"
        )
        return self.cleaned_data


class MeetingForm(VersionForm):
    """A meeting's day, times and place, and its last day for papers if it is not the usual."""

    day = DateField(label=_("Dag"))
    start = TimeField(label=_("Börjar"))
    end = TimeField(label=_("Slutar"))
    place = forms.CharField(label=_("Plats"), max_length=120, required=False)
    is_ordinary = forms.BooleanField(
        label=_("Ordinarie möte"),
        help_text=_("Ta bort markeringen för ett extra möte."),
        required=False,
    )
    deadline_day = DateField(
        label=_("Sista dag för handlingar"),
        help_text=_("Lämna tomt för att räkna som organet brukar."),
        required=False,
    )
    deadline_time = TimeField(label=_("Senast klockan"), required=False)

    def clean(self) -> dict[str, Any]:
        """Put day and times together to instants, and refuse an end before the start."""
        super().clean()
        cleaned = self.cleaned_data
        cleaned["starts_at"] = instant(self, "day", "start")
        cleaned["ends_at"] = instant(self, "day", "end")
        both = cleaned["starts_at"] and cleaned["ends_at"]
        if both and cleaned["ends_at"] <= cleaned["starts_at"]:
            self.add_error("end", _("Mötets sluttid måste vara senare än starttiden."))
        cleaned["dispatch_deadline_at"] = None
        if cleaned.get("deadline_day"):
            cleaned.setdefault("deadline_time", None)
            cleaned["deadline_time"] = cleaned["deadline_time"] or dt.time(12)
            cleaned["dispatch_deadline_at"] = instant(self, "deadline_day", "deadline_time")
        return cleaned

    @property
    def times(self) -> dict[str, Any]:
        """What the services take: the instants, and the place."""
        names = ("starts_at", "ends_at", "place", "dispatch_deadline_at")
        return {name: self.cleaned_data[name] for name in names}

    @staticmethod
    def values_of(meeting: Meeting) -> dict[str, Any]:
        """Give what to fill the form with when a meeting is moved."""
        starts, ends = dates.local(meeting.starts_at), dates.local(meeting.ends_at)
        return {
            "day": starts.date(),
            "start": starts.time(),
            "end": ends.time(),
            "place": meeting.place,
            "is_ordinary": meeting.is_ordinary,
            "version": meeting.version,
        }


def instant(form: forms.Form, day: str, time: str) -> dt.datetime | None:
    """Give the instant of a day and a time on the clock, or put the refusal on the time.

    The hour that is skipped in March and the one that comes twice in October are refused.
    """
    on, at = form.cleaned_data.get(day), form.cleaned_data.get(time)
    if on is None or at is None:
        return None
    try:
        return dates.at_wall_clock(on, at)
    except Refused as refusal:
        form.add_error(time, web.refusal_text(refusal))
        return None


class YearForm(forms.Form):
    """The rhythm of a year: which weekday of which months, and the usual times."""

    year = forms.IntegerField(label=_("År"), min_value=2020, max_value=2100)
    weekday = forms.TypedChoiceField(label=_("Veckodag"), choices=_WEEKDAYS, coerce=int)
    week = forms.TypedChoiceField(label=_("Vilken i månaden"), choices=_WEEKS, coerce=int)
    skip = forms.TypedMultipleChoiceField(
        label=_("Månader utan möte"),
        choices=_MONTHS,
        coerce=int,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    start = TimeField(label=_("Börjar"))
    end = TimeField(label=_("Slutar"))
    place = forms.CharField(label=_("Plats"), max_length=120, required=False)

    def clean(self) -> dict[str, Any]:
        """Refuse an end before the start."""
        super().clean()
        start, end = self.cleaned_data.get("start"), self.cleaned_data.get("end")
        if start and end and end <= start:
            self.add_error("end", _("Mötets sluttid måste vara senare än starttiden."))
        return self.cleaned_data

    @property
    def days(self) -> list[SeriesDay]:
        """The days that the rhythm gives."""
        cleaned = self.cleaned_data
        return series(
            cleaned["year"],
            weekday=cleaned["weekday"],
            week=cleaned["week"],
            skipped_months=cleaned["skip"],
        )


class YearPlanForm(forms.Form):
    """The days to plan out of those suggested, with the times of them all."""

    days = forms.TypedMultipleChoiceField(
        label=_("Dagar att planera"),
        coerce=dt.date.fromisoformat,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Välj minst en dag att planera.")},
    )
    start = TimeField(widget=forms.HiddenInput)
    end = TimeField(widget=forms.HiddenInput)
    place = forms.CharField(widget=forms.HiddenInput, max_length=120, required=False)

    def __init__(self, *args: Any, days: list[tuple[str, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["days"].choices = days  # type: ignore[attr-defined]  # Django types no field by its name


class SettingsForm(VersionForm):
    """How many days before and after a body's meetings things are due."""

    dispatch_days = forms.IntegerField(
        label=_("Handlingarna ska vara inne, dagar före mötet"), min_value=0, max_value=90
    )
    dispatch_time = TimeField(label=_("Handlingarna ska vara inne senast klockan"))
    notice_days = forms.IntegerField(
        label=_("Kallelsen ska ut, dagar före mötet"), min_value=0, max_value=90
    )
    presidium_days = forms.IntegerField(
        label=_("Presidiet går igenom, dagar före mötet"),
        min_value=0,
        max_value=90,
        required=False,
    )
    counts_weekdays = forms.BooleanField(
        label=_("Räkna bara vardagar före mötet"), required=False
    )
    approval_days = forms.IntegerField(
        label=_("Protokollet justeras senast, dagar efter mötet"),
        min_value=1,
    )
    usual_start = TimeField(label=_("Mötena börjar oftast"))
    usual_end = TimeField(label=_("Mötena slutar oftast"))
    usual_place = forms.CharField(label=_("Vanlig plats"), max_length=120, required=False)
    decided = forms.CharField(
        label=_("Beslut som dagarna vilar på"),
        help_text=_("Till exempel organ, dag och paragraf för reglementet."),
        max_length=200,
        required=False,
    )

    def __init__(self, *args: Any, on: dt.date, **options: Any) -> None:
        super().__init__(*args, **options)
        most = count_laid_down("minutes.approve", "approval.days_at_most", on)
        said = _("Högst %(days)s dagar (kommunallagen 5 kap. 69 §).")
        self.fields["approval_days"].help_text = said % {"days": most}

    @staticmethod
    def values_of(settings: BodyMeetingSettings) -> dict[str, Any]:
        """Give what to fill the form with: the settings as they stand."""
        names = [*SettingsForm.base_fields]
        return {name: getattr(settings, name) for name in names}
