"""Every page of the product: found from its addresses, each with samples and a reader.

A page that is new is found by itself. What it needs to be opened, it gets from
`tests/browser/samples.py`, or from a `samples.py` in the tests of its own module.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from uuid import UUID

from django.http import HttpResponse
from django.test import Client
from django.urls import Resolver404, URLPattern, URLResolver, get_resolver, resolve, reverse

from samspel.config import urls
from tests.browser.walking import client_of

# In this order the cast tries to open a page that names no reader of its own.
READERS = (
    *("ingrid", "tomas", "anna", "karin", "maria", "birgit", "larsake", "helena"),
    *("pia", "gunnar", "perolof", "johan", "peter", "elisabet", "margareta", "bo", ""),
)
# A value that fits an address and is nobody's, by the kind of its parameter.
_ANY = {"uuid": UUID(int=0), "int": 0, "str": "0-0", "string": "0", "slug": "0", "path": "0"}
HOW = (
    "Every page is looked at by axe at 360 and 1280 pixels. Give {name} a sample in "
    "tests/browser/samples.py, or in tests/<module>/samples.py as a function "
    "samples(town) -> dict[str, list[Sample]] under the key “{name}” (or “{default}” for "
    "all of the module's addresses with that parameter), or list it in LEFT_OUT there with "
    "the reason why nobody sees it as a page."
)


@dataclass(frozen=True)
class Sample:
    """What one address of a page is made from, and who opens it (else whoever may).

    ``by`` is somebody of the cast, "nobody", or somebody in the middle of signing in as
    `tests/browser/walking.py` says.
    """

    given: dict[str, object] = field(default_factory=dict)
    by: str = ""
    query: str = ""


@dataclass(frozen=True)
class Route:
    """An address as the product lists it."""

    name: str
    parameters: tuple[tuple[str, str], ...]

    @property
    def module(self) -> str:
        """The module whose page it is; sign-in's have no name of their own."""
        space = self.name.rpartition(":")[0]
        return space or ("sign-in" if self.name.startswith(("account", "mfa")) else "design")

    @property
    def default(self) -> str:
        """The key of the samples for every address of the module with this parameter."""
        return f"{self.module}:*{'+'.join(name for name, _kind in self.parameters)}"


@dataclass(frozen=True)
class Shown:
    """A page that somebody reads."""

    route: str
    by: str
    path: str
    html: str = field(default="", repr=False, compare=False)


Samples = dict[str, list[Sample]]


def routes() -> list[Route]:
    """Give every address of the product."""
    return list(_routes(get_resolver(urls.__name__).url_patterns, ""))


def _routes(patterns: Sequence[URLPattern | URLResolver], space: str) -> Iterator[Route]:
    for each in patterns:
        if isinstance(each, URLResolver):
            inner = f"{each.namespace}:" if each.namespace else space
            yield from _routes(each.url_patterns, inner)
        else:
            kinds = {
                **dict.fromkeys(each.pattern.regex.groupindex, "str"),
                **{name: _kind(kind) for name, kind in each.pattern.converters.items()},
            }
            yield Route(f"{space}{each.name}", tuple(sorted(kinds.items())))


def _kind(converter: object) -> str:
    return type(converter).__name__.removesuffix("Converter").lower()


def found(route: Route, samples: Samples) -> tuple[list[Shown], str]:
    """Give the route's pages with who reads each; or none, and what is missing.

    An address that only takes what is sent (405), or gives a file, is no page.
    """
    if route.parameters and _takes_only_what_is_sent(route):
        return [], ""
    given = samples.get(route.name) or samples.get(route.default)
    if given is None and route.parameters:
        return [], HOW.format(name=route.name, default=route.default)
    shown: list[Shown] = []
    for sample in given or [Sample()]:
        path = reverse(route.name, kwargs=sample.given) + sample.query
        answers: list[str] = []
        for reader in [sample.by.replace("nobody", "")] if sample.by else READERS:
            answer = _opened(reader, path)
            if answer.status_code == 405 or _is_file(answer):
                break
            landed = _landed(answer)
            if answer.status_code == 200 and landed == route.name:
                shown.append(Shown(route.name, reader, path, answer.content.decode()))
                break
            answers.append(f"{reader or 'nobody'}: {answer.status_code} {landed}")
        else:
            said = ", ".join(answers)
            why = HOW.format(name=route.name, default=route.default)
            return shown, f"Nobody of the cast could open {path} ({said}). {why}"
    return shown, ""


def _takes_only_what_is_sent(route: Route) -> bool:
    """Whether the address refuses every GET, whatever it is about."""
    path = reverse(route.name, kwargs={name: _ANY[kind] for name, kind in route.parameters})
    return _opened("ingrid", path).status_code == 405


_clients: dict[str, Client] = {}


def forget_readers() -> None:
    """Forget who was signed in, when another municipality is served."""
    _clients.clear()


def _opened(reader: str, path: str) -> HttpResponse:
    if reader not in _clients:
        _clients[reader] = client_of(reader)
    return _clients[reader].get(path, follow=True)


def _is_file(answer: HttpResponse) -> bool:
    kind = answer.headers.get("Content-Type", "")
    return answer.status_code == 200 and not kind.startswith("text/html")


def _landed(answer: HttpResponse) -> str:
    try:
        return resolve(answer.request["PATH_INFO"]).view_name
    except Resolver404:
        return ""


__all__ = ["Route", "Sample", "Samples", "Shown", "forget_readers", "found", "routes"]
