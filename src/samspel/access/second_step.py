"""The second step of signing in, asked for again before what carries a signature.

A session remembers each step that its owner has shown, and when. What may only be done
behind a second step asks for one that was shown a short while ago.
"""

from __future__ import annotations

import datetime as dt

from allauth.account.authentication import get_authentication_records
from allauth.mfa.utils import is_mfa_enabled
from django.http import HttpRequest

LATELY = dt.timedelta(minutes=10)
"""How long a second step counts as just shown."""


def has_second_step(request: HttpRequest) -> bool:
    """Tell whether the person has tied a second step (an app or a key) to the account."""
    return bool(is_mfa_enabled(request.user))


def shown_at(request: HttpRequest) -> dt.datetime | None:
    """Give when the person last showed the second step in this session, if ever."""
    times = [
        float(record["at"])
        for record in get_authentication_records(request, request.user)
        if record.get("method") == "mfa"
    ]
    return dt.datetime.fromtimestamp(max(times), tz=dt.UTC) if times else None


def is_recent(shown: dt.datetime | None, *, at: dt.datetime) -> bool:
    """Tell whether a second step was shown shortly before the instant, and not after it."""
    return (
        shown is not None and dt.timedelta() <= at - shown + dt.timedelta(seconds=1) <= LATELY
    )
