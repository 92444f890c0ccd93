"""Signing in as one of the cast: in the demo municipality, and nowhere else.

Two locks, and both must be open: the process runs in demo mode, and the database was
made as the demo's, which a trigger keeps from being changed afterwards.
"""

from __future__ import annotations

from uuid import UUID

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from samspel.access.errors import DemoRefused
from samspel.access.models import User
from samspel.people.queries import municipality


def demo_is_on() -> bool:
    """Whether this is the demo municipality, run in demo mode."""
    if not settings.DEMO:
        return False
    known = municipality()
    return known is not None and known.is_demo


def sign_in_as_demo_person(person: UUID) -> User:
    """Give the account of one of the cast, to be signed in without a password.

    The sign-in itself is recorded as any other. Refuses with DemoRefused outside
    the demo, and for somebody without an open account.
    """
    if not demo_is_on():
        raise DemoRefused(_("Det går bara att välja vem man är i demokommunen."))
    user = User.objects.filter(person__uuid=person, is_active=True).first()
    if user is None:
        raise DemoRefused(_("Personen har inget konto. Välj någon annan."))
    return user
