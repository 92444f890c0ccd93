"""The shell round every page: what the top line, the menus and the foot show.

The kit draws the shell; who the person is, which hats they have and what waits for
them is known further up. The floor that knows gives a function by its dotted path in
``SAMSPEL_SHELL``, which takes the request and gives a ``Shell``.
"""

from __future__ import annotations

import logging
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.contrib.messages import get_messages
from django.template.backends.utils import csrf_input
from django.templatetags.static import static
from django.utils.functional import SimpleLazyObject
from django.utils.module_loading import import_string

from samspel.kit import language

if TYPE_CHECKING:
    from django.http import HttpRequest

log = logging.getLogger(__name__)

MOST_ENTRIES = 7
"""Never more than seven entries in the menu at once; the rest falls under "Mer"."""

_CACHE = "_samspel_shell"
_QUIET = "_samspel_no_notices"


@dataclass(frozen=True, slots=True)
class Link:
    """A word that goes somewhere, as in the foot of the page."""

    label: str
    url: str


@dataclass(frozen=True, slots=True)
class NavEntry:
    """One entry of the main menu. ``icon`` is a name in the sprite, without ``i-``."""

    key: str
    label: str
    url: str
    icon: str
    count: int = 0
    on_phone: bool = True


@dataclass(frozen=True, slots=True)
class Hat:
    """One of the person's positions. With ``url`` it is a link, else a button that posts it."""

    key: str
    label: str
    count: int = 0
    current: bool = False
    url: str = ""


@dataclass(frozen=True, slots=True)
class Preferences:
    """How the person wants the pages: colours (auto, light, dark), size of text
    (normal, large, largest), and whether single keys act on a workbench."""

    color_scheme: str = "auto"
    text_size: str = "normal"
    keys: bool = True


@dataclass(frozen=True, slots=True)
class Shell:
    """Everything round a page. Built once for a request, without lazy values."""

    municipality: str = "Samspel"
    mark_url: str = ""
    theme_url: str = ""
    home_url: str = "/"
    search_url: str = ""
    nav: tuple[NavEntry, ...] = ()
    more_url: str = ""
    hats: tuple[Hat, ...] = ()
    hat_url: str = ""
    person_name: str = ""
    person_url: str = ""
    phone: str = ""
    links: tuple[Link, ...] = ()
    public_nav: tuple[Link, ...] = ()
    sign_in_url: str = ""
    preferences: Preferences = field(default_factory=Preferences)

    @property
    def menu(self) -> tuple[NavEntry, ...]:
        """The entries shown at once: seven, or six beside "Mer"."""
        return self.nav[: MOST_ENTRIES - 1] if self.has_more else self.nav[:MOST_ENTRIES]

    @property
    def has_more(self) -> bool:
        """Whether something falls under "Mer", on a desktop or on a phone."""
        hidden_on_phone = any(not entry.on_phone for entry in self.nav)
        return bool(self.more_url) and (len(self.nav) > MOST_ENTRIES or hidden_on_phone)

    @property
    def hat(self) -> Hat | None:
        """The hat that the person wears now."""
        return next((hat for hat in self.hats if hat.current), None)


def bare() -> Shell:
    """Give a shell that needs no database, for errors and before anything is set up."""
    return Shell(
        municipality=getattr(settings, "SAMSPEL_MUNICIPALITY", "Samspel"),
        mark_url=static("kit/marks/samspel.svg"),
    )


def shell_of(request: HttpRequest) -> Shell:
    """Give the request's shell, built once by the function named in ``SAMSPEL_SHELL``."""
    cached = getattr(request, _CACHE, None)
    if cached is None:
        path = getattr(settings, "SAMSPEL_SHELL", "")
        cached = import_string(path)(request) if path else bare()
        setattr(request, _CACHE, cached)
    return cached


def use_bare_shell(request: HttpRequest) -> None:
    """Let this request be answered without asking the database for a shell."""
    setattr(request, _CACHE, bare())
    setattr(request, _QUIET, True)


def use_quiet_shell(request: HttpRequest) -> None:
    """Draw this answer in the municipality's shell, or a bare one where that can't be asked for.

    What is refused before anybody knows who asked gets a bare one. Notices that wait are left
    for the next page.
    """
    if not hasattr(request, "user"):
        use_bare_shell(request)
        return
    try:
        shell_of(request)
    except Exception:  # whatever is broken, the page that says so must not break too
        log.warning("no shell for the error page", exc_info=True)
        setattr(request, _CACHE, bare())
    setattr(request, _QUIET, True)


def context(request: HttpRequest) -> dict[str, Any]:
    """Context processor for every page: the shell, the notices, the other language.

    The field against forgery is written once: a page may have thirty forms.
    """
    return {
        "csrf_input": SimpleLazyObject(lambda: csrf_input(request)),
        "shell": shell_of(request),
        "notices": () if getattr(request, _QUIET, False) else get_messages(request),
        "languages": language.links(request),
        "lang": language.current(),
    }
