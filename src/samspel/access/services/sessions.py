"""Sign-ins: begun, ended, refused. What the trail knows of them, and ending them.

A refused sign-in is counted without personal data: the trail holds the account's key
at most, and never the address that was typed.
"""

from __future__ import annotations

from collections.abc import Iterable

from allauth.usersessions.models import UserSession
from django.db import transaction

from samspel.access.models import User
from samspel.access.policies import require_may_end_sessions_of
from samspel.audit import services as audit
from samspel.audit.actors import Actor
from samspel.people.queries import municipality


@transaction.atomic
def record_signed_in(user: User, *, methods: Iterable[str], actor: Actor) -> None:
    """Record that an account has signed in, and by which means."""
    audit.record(
        "access.session.started", subject=user, actor=actor, facts={"methods": list(methods)}
    )


@transaction.atomic
def record_signed_out(user: User, *, actor: Actor) -> None:
    """Record that an account has signed out by itself."""
    audit.record("access.session.ended", subject=user, actor=actor)


@transaction.atomic
def record_refused_sign_in(*, step: str, user_id: int | None, request_id: str = "") -> None:
    """Record that somebody was not let in, and at which step.

    ``user_id`` is the key of the account that was aimed at, if there is such a one.
    Before the municipality is set up there is nothing to record it on.
    """
    known = municipality()
    if known is not None:
        audit.record(
            "access.session.refused",
            subject=known,
            actor=Actor.system("inloggning", request_id),
            facts={"step": step, "account_id": user_id},
        )


@transaction.atomic
def record_password(user: User, act: str, *, actor: Actor) -> None:
    """Record that a password was chosen (``set``) or replaced (``changed``)."""
    audit.record(f"access.password.{act}", subject=user, actor=actor)


@transaction.atomic
def record_second_step(user: User, act: str, kind: str, *, actor: Actor) -> None:
    """Record that a second step was ``added``, ``removed`` or ``renewed``, and its kind."""
    audit.record(f"access.second_step.{act}", subject=user, actor=actor, facts={"kind": kind})


@transaction.atomic
def end_session(session: UserSession, *, actor: Actor) -> None:
    """End a sign-in on another device: the next page there asks to sign in.

    Refuses somebody else's, unless the actor keeps accounts.
    """
    user = User.objects.get(pk=session.user_id)
    require_may_end_sessions_of(user, actor)
    session.end()
    audit.record("access.session.revoked", subject=user, actor=actor, facts={"count": 1})


@transaction.atomic
def end_other_sessions(user: User, *, keep: str, actor: Actor) -> int:
    """End every sign-in of the account but the one with the key; give how many."""
    require_may_end_sessions_of(user, actor)
    others = list(UserSession.objects.filter(user_id=user.pk).exclude(session_key=keep))
    for session in others:
        session.end()
    if others:
        audit.record(
            "access.session.revoked", subject=user, actor=actor, facts={"count": len(others)}
        )
    return len(others)
