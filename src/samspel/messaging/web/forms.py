"""Forms of messaging."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from samspel.kit.enums import choices_of
from samspel.kit.filters import clock
from samspel.messaging import kinds
from samspel.messaging.enums import EmailChoice
from samspel.messaging.models import Preferences

_PREFIX = "grupp_"


def _hours() -> list[tuple[int, str]]:
    """Give the hours of the day as the reader's language writes them."""
    return [(hour, clock(dt.time(hour))) for hour in range(24)]


class ChoicesForm(forms.Form):
    """How a person wants to be told: one question per group, and two for all."""

    takes_calendar = forms.BooleanField(
        label=_("Skicka inbjudningar till min kalender"),
        help_text=_("De kommer med e-post och läggs in i kalendern när du tackar ja."),
        required=False,
    )
    digest_hour = forms.TypedChoiceField(
        label=_("När sammanfattningen ska komma"),
        choices=_hours,
        coerce=int,
    )

    def __init__(self, data: Mapping[str, Any] | None = None, **options: Any) -> None:
        super().__init__(data, **options)
        for group in kinds.groups():
            self.fields[f"{_PREFIX}{group.key}"] = forms.ChoiceField(
                label=group.label,
                help_text=" · ".join(group.kinds),
                choices=choices_of(EmailChoice),
                widget=forms.RadioSelect,
            )

    @property
    def groups(self) -> list[forms.BoundField]:
        """The questions per group."""
        return [self[name] for name in self.fields if name.startswith(_PREFIX)]

    @property
    def answers(self) -> dict[str, Any]:
        """What the service takes, of a form that is valid."""
        return {
            "emails": {
                name.removeprefix(_PREFIX): value
                for name, value in self.cleaned_data.items()
                if name.startswith(_PREFIX)
            },
            "takes_calendar": self.cleaned_data["takes_calendar"],
            "digest_hour": self.cleaned_data["digest_hour"],
        }


def initial(preferences: Preferences, chosen: Mapping[str, EmailChoice]) -> dict[str, Any]:
    """Give what the form shows to begin with."""
    groups = {
        f"{_PREFIX}{group.key}": chosen.get(group.key, EmailChoice.AT_ONCE).value
        for group in kinds.groups()
    }
    return {
        "takes_calendar": preferences.takes_calendar,
        "digest_hour": preferences.digest_hour,
        **groups,
    }
