"""A municipality's own colour: sixteen values in light and dark, checked before use.

The colour is for what can be acted on. It is data (uploaded, or kept in settings), and
is refused in words when something written in it could not be read (WCAG 2.2, 1.4.3 and
1.4.11).
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.http import HttpResponse
from django.utils.translation import gettext

from samspel.foundation.labels import mark as _
from samspel.foundation.refusal import Refused

if TYPE_CHECKING:
    from django.http import HttpRequest

NAMES = (
    *("background-default", "background-tinted", "surface-default", "surface-tinted"),
    *("surface-hover", "surface-active", "border-subtle", "border-default"),
    *("border-strong", "text-subtle", "text-default", "base-default"),
    *("base-hover", "base-active", "base-contrast-subtle", "base-contrast-default"),
)
"""The accent block of the design tokens."""

TEXT, SHAPE = 4.5, 3.0
_HEX = re.compile(r"#(?:[0-9a-f]{3}|[0-9a-f]{6})")
_PAGE = {"light": "#ffffff", "dark": "#181714"}
_SIDE = {"light": "#f6f4f0", "dark": "#12110f"}
_PAIRS = (
    ("text-subtle", "page", TEXT),
    ("text-subtle", "side", TEXT),
    ("text-subtle", "surface-tinted", TEXT),
    ("text-default", "surface-tinted", TEXT),
    ("text-default", "surface-hover", TEXT),
    ("base-contrast-default", "base-default", TEXT),
    ("base-contrast-default", "base-hover", TEXT),
    ("base-contrast-default", "base-active", TEXT),
    ("base-default", "page", SHAPE),
    ("border-default", "page", SHAPE),
)


class ThemeRefused(Refused):
    """The colours can't be used as they are."""


@dataclass(frozen=True, slots=True)
class Theme:
    """A municipality's colours: the accent block, and the two data colours if it likes."""

    light: Mapping[str, str]
    dark: Mapping[str, str]
    data: Mapping[str, tuple[str, str]] = field(default_factory=dict)

    @property
    def css(self) -> str:
        """The style sheet: laid over the tokens, in their layer."""
        dark = _declarations(self, "dark")
        return (
            "@layer sp.tokens {\n"
            ':root, [data-color-scheme="light"], [data-color-scheme="auto"] {'
            f"{_declarations(self, 'light')}}}\n"
            '@media screen and (prefers-color-scheme: dark) { [data-color-scheme="auto"] {'
            f"{dark}}} }}\n"
            f'@media screen {{ [data-color-scheme="dark"] {{{dark}}} }}\n}}\n'
        )

    @property
    def digest(self) -> str:
        """A short mark of what the sheet holds, for its address."""
        return hashlib.sha256(self.css.encode()).hexdigest()[:12]


def _declarations(theme: Theme, scheme: str) -> str:
    """Write the values of one scheme."""
    values = theme.light if scheme == "light" else theme.dark
    lines = [f"--ds-color-accent-{name}:{values[name]};" for name in NAMES]
    lines.append(f"--ds-link-color-visited:{values['text-subtle']};")
    for number, value in enumerate(theme.data.get(scheme, ()), start=1):
        lines.append(f"--sp-data-{number}:{value};")
    return "".join(lines)


BLUE = Theme(
    light=dict(
        zip(
            NAMES,
            (
                *("#fff", "#f4f7fd", "#fff", "#eaf0fb", "#dce6f8", "#c9d8f3"),
                *("#b3c6ec", "#4a6fc4", "#22479d", "#22479d", "#142c64", "#22479d"),
                *("#1a387f", "#132b63", "#dce6f8", "#fff"),
            ),
            strict=True,
        )
    ),
    dark=dict(
        zip(
            NAMES,
            (
                *("#181714", "#1b1e27", "#1c1e24", "#222838", "#2a3247", "#343e58"),
                *("#3d4a6b", "#7d95d4", "#a9bef3", "#a9bef3", "#dbe4fb", "#a9bef3"),
                *("#c0cff7", "#d5dffa", "#22305a", "#121b36"),
            ),
            strict=True,
        )
    ),
)
"""Blåklint: the colour that the tokens themselves hold."""


def theme_from(data: object) -> Theme:
    """Read a theme from plain data: ``light``, ``dark``, and ``data`` if there is one.

    Refuses with ThemeRefused what is missing, is not a colour, or could not be read;
    the message names every fault, so that all can be mended at once.
    """
    if not isinstance(data, Mapping):
        raise ThemeRefused(_("Temat ska ha färger för ljust och mörkt läge."))
    schemes = {name: _values(data.get(name), name) for name in _PAGE}
    theme = Theme(schemes["light"], schemes["dark"], _data_colours(data.get("data")))
    faults = problems(theme)
    if faults:
        raise ThemeRefused(" ".join(faults))
    return theme


def _values(raw: object, scheme: str) -> dict[str, str]:
    """Read the sixteen values of one scheme."""
    given = raw if isinstance(raw, Mapping) else {}
    wrong = [name for name in NAMES if not _is_colour(given.get(name))]
    if wrong:
        raise ThemeRefused(
            _("Skriv en färg som #22479d för %(names)s (%(scheme)s)."),
            names=", ".join(wrong),
            scheme=scheme,
        )
    return {name: str(given[name]).lower() for name in NAMES}


def _data_colours(raw: object) -> dict[str, tuple[str, str]]:
    """Read the data colours, if the municipality has its own."""
    if not isinstance(raw, Mapping):
        return {}
    pairs = {scheme: raw.get(scheme) for scheme in _PAGE}
    for pair in pairs.values():
        if not (
            isinstance(pair, list | tuple) and len(pair) == 2 and all(map(_is_colour, pair))
        ):
            raise ThemeRefused(_("Ange två datafärger för både ljust och mörkt läge."))
    return {scheme: (str(pair[0]), str(pair[1])) for scheme, pair in pairs.items() if pair}


def _is_colour(value: object) -> bool:
    """Tell whether a value is a colour written in hexadecimals."""
    return isinstance(value, str) and _HEX.fullmatch(value.lower()) is not None


def problems(theme: Theme) -> list[str]:
    """Say every contrast that is too weak, in words."""
    found: list[str] = []
    for scheme, values in (("light", theme.light), ("dark", theme.dark)):
        known = {**values, "page": _PAGE[scheme], "side": _SIDE[scheme]}
        for front, back, least in _PAIRS:
            found += _too_weak(scheme, front, known[front], back, known[back], least)
        for number, colour in enumerate(theme.data.get(scheme, ()), start=1):
            found += _too_weak(scheme, f"data-{number}", colour, "page", _PAGE[scheme], SHAPE)
    return found


def _too_weak(
    scheme: str, front: str, colour: str, back: str, ground: str, least: float
) -> list[str]:
    """Say that one colour is too weak on another, or nothing."""
    ratio = contrast(colour, ground)
    if ratio >= least:
        return []
    said = gettext(
        "%(front)s syns för dåligt mot %(back)s (%(scheme)s): %(ratio).1f, minst %(least).1f behövs."
    )
    return [
        said % {"front": front, "back": back, "scheme": scheme, "ratio": ratio, "least": least}
    ]


def contrast(one: str, other: str) -> float:
    """Give the contrast between two colours, from 1 to 21 (WCAG 2.2, relative luminance)."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    """Give the relative luminance of a colour."""
    digits = colour.lstrip("#")
    if len(digits) == 3:
        digits = "".join(digit * 2 for digit in digits)
    red, green, blue = (_linear(int(digits[i : i + 2], 16) / 255) for i in (0, 2, 4))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(part: float) -> float:
    """Give a part of a colour in linear light."""
    return float(part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4)


def theme_response(request: HttpRequest, theme: Theme) -> HttpResponse:
    """Give the style sheet; kept for long by the browser when the address names its digest."""
    response = HttpResponse(theme.css, content_type="text/css; charset=utf-8")
    lasting = request.GET.get("v") == theme.digest
    response.headers["Cache-Control"] = (
        "public, max-age=31536000, immutable" if lasting else "public, max-age=300"
    )
    return response
