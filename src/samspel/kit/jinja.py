"""The Jinja2 environment of our own pages.

Everything a template may use is named here. Undefined names are errors, everything
is escaped, texts are translated, and whatever comes out is allowed by the CSP.
"""

from __future__ import annotations

from functools import cache
from typing import Any

from django.templatetags.static import static
from django.urls import reverse
from django.utils import translation
from jinja2 import Environment, StrictUndefined
from markupsafe import Markup

from samspel.kit import filters, formfields, formkeys, language, texts, verdicts


def environment(**options: Any) -> Environment:
    """Give the environment; Django's Jinja2 backend calls this with its options."""
    options.update(undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    if options.get("auto_reload"):
        # A cached template keeps the macros it imported, also when their file has changed.
        options["cache_size"] = 0
    env = Environment(**options, extensions=["jinja2.ext.i18n"])  # noqa: S701 (Django sets it)
    env.policies["ext.i18n.trimmed"] = True
    env.install_gettext_callables(  # type: ignore[attr-defined]  # the extension adds it
        translation.gettext,
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
    return reverse(route, args=args or None, kwargs=kwargs or None)


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
