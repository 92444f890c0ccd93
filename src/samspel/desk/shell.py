"""The shell round every page, for whoever asks: the signed-in person, or a resident."""

from __future__ import annotations

from typing import cast

from django.http import HttpRequest
from django.templatetags.static import static
from django.urls import reverse
from django.utils.translation import gettext as _

from samspel.access.middleware import PersonRequest
from samspel.access.models import User
from samspel.audit.actors import Actor
from samspel.desk.navigation import entries_for
from samspel.desk.waiting import Counts, known_counts
from samspel.kit import shell, themes
from samspel.people.models import Municipality
from samspel.people.queries import municipality


def shell_for(request: HttpRequest) -> shell.Shell:
    """Give the shell: the municipality's name and mark, and what the person may reach.

    Named in settings.SAMSPEL_SHELL. Costs one statement, and with somebody signed in
    two more for their positions and what those give.
    """
    known = municipality() or Municipality(name="Samspel")
    if isinstance(getattr(request, "user", None), User):
        return _signed_in(cast("PersonRequest", request), known)
    return shell.Shell(
        municipality=known.name,
        mark_url=static(known.mark) if known.mark else "",
        theme_url=theme_url(known),
        phone=known.phone,
        links=_foot(),
        public_nav=_public_nav(),
        sign_in_url=reverse("account_login"),
    )


def _signed_in(request: PersonRequest, known: Municipality) -> shell.Shell:
    actor, user = request.actor, request.user
    counts = known_counts(request)
    return shell.Shell(
        municipality=known.name,
        mark_url=static(known.mark) if known.mark else "",
        theme_url=theme_url(known),
        home_url=reverse("desk:start"),
        search_url=reverse("desk:search"),
        nav=entries_for(actor, counts.entries),
        more_url=reverse("desk:more"),
        hats=hats_of(actor, counts),
        hat_url=reverse("access:hat"),
        person_name=actor.name,
        person_url=reverse("access:account"),
        phone=known.phone,
        links=_foot(),
        public_nav=_public_nav(),
        preferences=shell.Preferences(
            color_scheme=user.colour_scheme,
            text_size=user.text_size,
            keys=user.shortcut_keys,
        ),
    )


def hats_of(actor: Actor, counts: Counts) -> tuple[shell.Hat, ...]:
    """Give the hats to choose between, «all» last; one position is no choice."""
    if len(actor.positions) == 1:
        only = actor.positions[0]
        return (shell.Hat(only.key, only.label, counts.hats.get(only.key, 0), current=True),)
    if not actor.positions:
        return ()
    worn = actor.hat if any(each.key == actor.hat for each in actor.positions) else ""
    hats = [
        shell.Hat(each.key, each.label, counts.hats.get(each.key, 0), current=each.key == worn)
        for each in actor.positions
    ]
    whole = shell.Hat("", _("Alla uppdrag"), sum(counts.hats.values()), current=not worn)
    return (*hats, whole)


def theme_url(known: Municipality) -> str:
    """Give the address of the municipality's own colours, or nothing where it has none."""
    if not known.theme:
        return ""
    return f"{reverse('desk:theme')}?v={themes.theme_from(known.theme).digest}"


def _public_nav() -> tuple[shell.Link, ...]:
    return (
        shell.Link(_("Kontaktpolitiker"), reverse("portal:contacts")),
        shell.Link(_("Rapporter"), reverse("portal:reports")),
        shell.Link(_("Sammanträden"), reverse("portal:meetings")),
        shell.Link(_("Anslagstavla"), reverse("portal:board")),
        shell.Link(_("Förtroendevalda"), reverse("portal:elected")),
    )


def _foot() -> tuple[shell.Link, ...]:
    return (
        shell.Link(_("Hjälp"), reverse("desk:help")),
        shell.Link(_("Tillgänglighet"), reverse("desk:accessibility")),
        shell.Link(_("Så behandlar vi personuppgifter"), reverse("desk:privacy")),
    )
