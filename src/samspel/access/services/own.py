"""What a person chooses for their own account: looks, language and which hat to wear."""

from __future__ import annotations

import datetime as dt
from collections.abc import MutableMapping
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from samspel.access.errors import AccountRefused, HatRefused
from samspel.access.models import ColourScheme, Language, TextSize, User
from samspel.access.policies import require_own
from samspel.audit import services as audit
from samspel.audit.actors import Actor

NEWS_SINCE = "news_since"
"""Where a sign-in keeps since when news is new."""

_A_WEEK = dt.timedelta(days=7)


@transaction.atomic
def choose_preferences(
    user: User,
    *,
    language: str,
    colour_scheme: str,
    text_size: str,
    shortcut_keys: bool,
    actor: Actor,
) -> User:
    """Choose the language of the product's own texts, and how the pages look.

    Letters come in the same language. Refuses somebody else's account and a choice
    that does not exist.
    """
    require_own(user, actor)
    asked = ((language, Language), (colour_scheme, ColourScheme), (text_size, TextSize))
    if any(value not in list(choices) for value, choices in asked):
        raise AccountRefused(_("Valet finns inte. Läs in sidan på nytt."))
    user = User.objects.select_for_update(of=("self",)).get(pk=user.pk)
    user.language, user.colour_scheme, user.text_size = language, colour_scheme, text_size
    user.shortcut_keys = shortcut_keys
    user.save(update_fields=["language", "colour_scheme", "text_size", "shortcut_keys"])
    audit.record(
        "access.preferences.chosen",
        subject=user,
        actor=actor,
        facts={
            "language": language,
            "colour_scheme": colour_scheme,
            "text_size": text_size,
            "shortcut_keys": shortcut_keys,
        },
    )
    return user


@transaction.atomic
def wear_hat(user: User, key: str, *, actor: Actor) -> User:
    """Put on the hat of one position, or none (an empty key) to see all alike.

    A hat is a lens: it orders what is shown and is printed beside the name in the log.
    It gives and takes no right (docs/decisions/0003). Refuses a position that the
    person does not hold today.
    """
    require_own(user, actor)
    if key and key not in {position.key for position in actor.positions}:
        raise HatRefused(_("Du har inte det uppdraget i dag. Läs in sidan på nytt."))
    user = User.objects.select_for_update(of=("self",)).get(pk=user.pk)
    if user.hat == key:
        return user
    user.hat = key
    user.save(update_fields=["hat"])
    audit.record("access.hat.worn", subject=user, actor=actor, facts={"hat": key})
    return user


def note_news_read(user: User, session: MutableMapping[str, Any], *, at: dt.datetime) -> None:
    """Let this sign-in remember when the one before it was: what came since is new.

    The first time a week is new. A bookmark of the person's own, not an act: it
    changes nothing for anybody and leaves no trace in the log.
    """
    session[NEWS_SINCE] = (user.seen_news_at or at - _A_WEEK).isoformat()
    User.objects.filter(pk=user.pk).update(seen_news_at=at)
