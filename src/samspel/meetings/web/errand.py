"""The module's acts in the kit's shape: a page with a form, and what comes of sending it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from samspel.kit import errands
from samspel.kit.errands import carry, carry_out, posted
from samspel.meetings.models import Meeting
from samspel.people.models import Body

__all__ = ["Errand", "carry", "carry_out", "errand_at", "errand_of", "posted"]


@dataclass(frozen=True, slots=True)
class Errand(errands.Errand):
    """How an act of the module is asked for."""

    template: str = "meetings/errand.html"


def errand_of(body: Body, **facts: Any) -> Errand:
    """Give an act on a body, with the way back to its meetings."""
    url = reverse("meetings:meetings") + f"?organ={body.uuid}"
    return Errand(back_label=body.name, back_url=url, **facts)


def errand_at(meeting: Meeting, **facts: Any) -> Errand:
    """Give an act on a meeting, with the way back to it."""
    url = reverse("meetings:meeting", args=[meeting.uuid])
    return Errand(back_label=meeting.body.name, back_url=url, **facts)
