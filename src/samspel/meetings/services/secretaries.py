"""To tell the secretaries of a body what has become of its minutes."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from types import MappingProxyType

from django.urls import reverse

from samspel.audit.actors import Actor
from samspel.meetings.models import Minutes
from samspel.meetings.services.minutes import APPROVAL
from samspel.messaging.services import notify
from samspel.people.queries import secretaries_of


def tell_secretaries(
    minutes: Minutes,
    *,
    subject: object,
    body: object,
    at: dt.datetime,
    actor: Actor,
    address: str = "meetings:minutes",
    but: int | None = None,
    more: Mapping[str, object] = MappingProxyType({}),
) -> None:
    """Tell those who serve the minutes' body today; ``but`` is a person who knows already.

    ``more`` is what the words name beside the body, its day and who acts.
    """
    found = secretaries_of(minutes.meeting.body, minutes.meeting.day)
    notify(
        [each for each in found if each.pk != but],
        kind=APPROVAL,
        subject=subject,
        body=body,
        params={
            "body": minutes.meeting.body.name,
            "day": minutes.meeting.day,
            "name": actor.name,
            **more,
        },
        link=reverse(address, args=[minutes.uuid]),
        actor=actor,
        about=minutes,
        at=at,
    )
