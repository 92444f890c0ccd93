"""Where an account is signed in."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from allauth.usersessions.models import UserSession
from django.utils.translation import gettext

from samspel.access.models import User


@dataclass(frozen=True, slots=True)
class SessionRow:
    """A sign-in that is still open: since when, from what kind of device."""

    session_id: int
    started_at: dt.datetime
    device: str
    is_current: bool


def sessions_of(user: User, *, current_key: str = "") -> list[SessionRow]:
    """Give the account's open sign-ins, this device first and then the newest."""
    rows = [
        SessionRow(
            session_id=session.pk,
            started_at=session.created_at,
            device=device_words(session.user_agent),
            is_current=session.session_key == current_key,
        )
        for session in UserSession.objects.filter(user_id=user.pk).order_by(
            "-created_at", "-pk"
        )
    ]
    return sorted(rows, key=lambda row: not row.is_current)


_BROWSERS = (
    ("Edg", "Edge"),
    ("Firefox", "Firefox"),
    ("Chrome", "Chrome"),
    ("Safari", "Safari"),
)
_SYSTEMS = (
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Android", "Android"),
    ("Windows", "Windows"),
    ("Mac OS", "Mac"),
    ("Linux", "Linux"),
)


def device_words(user_agent: str) -> str:
    """Say what a browser calls itself in words that its owner knows: «Firefox, Windows»."""
    browser = next((name for mark, name in _BROWSERS if mark in user_agent), "")
    system = next((name for mark, name in _SYSTEMS if mark in user_agent), "")
    return ", ".join(each for each in (browser, system) if each) or gettext("Okänd webbläsare")
