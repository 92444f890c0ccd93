"""Saved views: a person's own ways of looking at a list, each under a name.

A view is what the list's address asks for (filters and order), so that opening one is
following a link. It shows no more than the list itself shows to whoever opens it.
"""

from __future__ import annotations

from django.db import transaction
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from samspel.access.errors import ViewRefused
from samspel.access.models import User
from samspel.access.policies import require_own
from samspel.access.queries import views_of
from samspel.audit import services as audit
from samspel.audit.actors import Actor
from samspel.foundation.text import one_line
from samspel.kit.tables import FORMAT, PAGE

LISTS = frozenset({"visits:list"})
"""The lists that views are saved of, by the names of their routes."""

_MOST, _LONGEST_NAME, _LONGEST_QUERY = 20, 40, 500


@transaction.atomic
def save_view(user: User, *, page: str, name: str, query: str, actor: Actor) -> User:
    """Keep what a list's address asks for, under a name of the person's own.

    Refuses somebody else's account, a list that has no views, a view without a name,
    a name that is taken, and more views than anybody finds their way among.
    """
    require_own(user, actor)
    user = User.objects.select_for_update(of=("self",)).get(pk=user.pk)
    called, kept = one_line(name).strip(), _kept(query)
    _require_savable(user, page, called, kept)
    user.saved_views = [*user.saved_views, {"page": page, "name": called, "query": kept}]
    user.save(update_fields=["saved_views"])
    audit.record("access.view.saved", subject=user, actor=actor, facts={"page": page})
    return user


def _kept(query: str) -> str:
    """Give what is kept of an address: not which page of it, nor a file's format."""
    asked = QueryDict(query.lstrip("?"), mutable=True)
    for name in (PAGE, FORMAT):
        asked.pop(name, None)
    return asked.urlencode()


def _require_savable(user: User, page: str, name: str, query: str) -> None:
    own = views_of(user, page)
    if page not in LISTS:
        raise ViewRefused(_("Den listan har inga sparade vyer."))
    if not name:
        raise ViewRefused(_("Ge vyn ett namn."))
    if len(name) > _LONGEST_NAME or len(query) > _LONGEST_QUERY:
        raise ViewRefused(
            _("Namnet får ha högst %(most)s tecken. Korta det, eller avgränsa listan mindre."),
            most=_LONGEST_NAME,
        )
    if any(each["name"].casefold() == name.casefold() for each in own):
        raise ViewRefused(
            _("Du har redan en vy som heter ”%(name)s”. Välj ett annat namn."), name=name
        )
    if len(own) >= _MOST:
        raise ViewRefused(
            _("Du kan ha högst %(most)s vyer av en lista. Ta bort någon först."), most=_MOST
        )


@transaction.atomic
def remove_view(user: User, *, page: str, name: str, actor: Actor) -> User:
    """Take one of the person's views away. Refuses one that is not there any longer."""
    require_own(user, actor)
    user = User.objects.select_for_update(of=("self",)).get(pk=user.pk)
    left = [each for each in user.saved_views if (each["page"], each["name"]) != (page, name)]
    if len(left) == len(user.saved_views):
        raise ViewRefused(_("Vyn är redan borttagen."))
    user.saved_views = left
    user.save(update_fields=["saved_views"])
    audit.record("access.view.removed", subject=user, actor=actor, facts={"page": page})
    return user
