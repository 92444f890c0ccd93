"""The Jinja2 environment of our own pages.

Everything a template may use is named here. Undefined names are errors, everything
is escaped, texts are translated, and whatever comes out is allowed by the CSP.
"""

from __future__ import annotations

from functools import cache, lru_cache
from typing import Any

from django.conf import settings
from django.templatetags.static import static
from django.urls import get_script_prefix, reverse
from django.utils import translation
from jinja2 import Environment, StrictUndefined
from markupsafe import Markup

from samspel.kit import filters, formfields, formkeys, language, texts, verdicts

_REMEMBERED = 4096  # addresses, and as many texts: more than the pages that are in use hold


def environment(**options: Any) -> Environment:
    """Give the environment; Django's Jinja2 backend calls this with its options."""
    options.update(undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    if options.get("auto_reload"):
        # A cached template keeps the macros it imported, also when their file has changed.
        options["cache_size"] = 0
    env = Environment(**options, extensions=["jinja2.ext.i18n"])  # noqa: S701 (Django sets it)
    env.policies["ext.i18n.trimmed"] = True
    env.install_gettext_callables(  # type: ignore[attr-defined]  # the extension adds it
        _gettext,
        translation.ngettext,
        newstyle=True,
        pgettext=translation.pgettext,
        npgettext=translation.npgettext,
    )
    env.filters.update(filters.FILTERS)
    env.filters.update(
        control=formfields.control,
        field_kind=formfields.field_kind,
        option_tag=formfields.option_tag,
        shown_verdict=verdicts.shown,
        text_paragraph=texts.text_paragraph,
        whole_text=texts.whole_text,
    )
    env.globals.update(
        url=url,
        static=cache(static),
        icon=icon,
        form_key=formkeys.hidden_field,
        current_language=language.current,
    )
    return env


def url(route: str, *args: object, **kwargs: object) -> str:
    """Give the address of a route by its name."""
    named = tuple(kwargs.items())
    return _address(settings.ROOT_URLCONF, get_script_prefix(), route, args, named)


@lru_cache(_REMEMBERED)
def _address(
    _routes: str,
    _prefix: str,
    route: str,
    args: tuple[object, ...],
    named: tuple[tuple[str, object], ...],
) -> str:
    """Find an address: dear, and a workbench asks for the same forty at every act."""
    return reverse(route, args=args or None, kwargs=dict(named) or None)


def _gettext(message: str) -> str:
    """Translate a text of a template; what it is in each language is found once."""
    return _translated(translation.get_language(), message)


@lru_cache(_REMEMBERED)
def _translated(_lang: str | None, message: str) -> str:
    """Translate to the language that is on. A Swedish text is looked for in every catalogue."""
    return translation.gettext(message)


@cache
def icon(name: str, *, small: bool = False) -> Markup:
    """Give an icon out of the sprite. Decoration only: a word always stands beside it."""
    size = " sp-icon--small" if small else ""
    return Markup(
        '<svg class="sp-icon{}" aria-hidden="true" focusable="false"><use href="{}#i-{}"/></svg>'
    ).format(size, _sprite(), name)


@cache
def _sprite() -> str:
    """Give the address of the icons: a page has a dozen, and it is dear to look up."""
    return static("kit/icons.svg")
