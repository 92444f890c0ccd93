"""Whatever is written in an address or a form, the answer says what is wrong and never breaks.

Every page that the sweep has a sample of is asked for with nasty values, and every form on
it sent with them, by somebody who may. Takes some minutes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from urllib.parse import urlencode

import pytest
from django.db import transaction
from django.test import Client

from tests.browser.conftest import furnish
from tests.browser.pages import Shown, forget_readers, found, routes
from tests.browser.samples import LEFT_OUT, samples
from tests.browser.walking import client_of

# More digits than Python reads, a digit that is none, days without a next, what cuts loose.
NASTY = (
    *("9" * 5000, "²", "9999-12-31", "0001-01-01", "NaN", "99:99", "2147483648", "-1"),
    *("x" * 20_000, "\x01\x0b", "=1+1", "%s {0} {{7*7}}", "\u202e\ufeff", "a\0b"),
)
# Names that addresses use besides those on the page itself.
NAMES = ("sida", "dag", "q", "ar", "manad", "organ", "visa", "vy", "format", "mote", "enhet")
_DRAWN = re.compile(r"[0-9a-f]{8}-[0-9a-f-]{27}|\d+")
FORM = "application/x-www-form-urlencoded"


class Forms(HTMLParser):
    """The forms of a page: where each is sent, how, and the names of its fields."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[tuple[str, str, dict[str, str]]] = []
        self._open = False
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note a form, or a field of the one that is open."""
        given = {name: value or "" for name, value in attrs}
        if tag == "form":
            self.found.append((given.get("method", "get"), given.get("action", ""), {}))
            self._open = True
        elif self._open and tag in {"input", "select", "textarea", "button"}:
            name = given.get("name", "")
            if name and name not in {"csrfmiddlewaretoken", "form_key"}:
                self.found[-1][2].setdefault(name, given.get("value", ""))

    def handle_endtag(self, tag: str) -> None:
        """Close the form."""
        self._open = self._open and tag != "form"


@pytest.fixture
def shown(town) -> Iterator[list[Shown]]:
    """Let everything have happened; give a page of each address, with who reads it."""
    furnish(town)
    given = samples(town)
    forget_readers()
    pages = {}
    for route in routes():
        if route.name not in LEFT_OUT:
            for each in found(route, given)[0]:
                pages.setdefault(each.route, each)
    yield list(pages.values())
    forget_readers()


def broken(client: Client, method: str, address: str, data: dict[str, str]) -> bool:
    """Send a request that leaves nothing behind, and tell whether the answer broke."""
    with transaction.atomic():
        if method == "post":
            answer = client.post(address, urlencode(data), content_type=FORM)
        else:
            answer = client.get(address.partition("?")[0], data)
        transaction.set_rollback(True)
    return answer.status_code >= 500


def requests_of(page: Shown) -> Iterator[tuple[str, str, dict[str, str]]]:
    """Give what to send: the page with nasty values, and its forms, each field at a time."""
    for value in NASTY:
        yield "get", page.path, dict.fromkeys(NAMES, value[:5000])
    for method, action, fields in Forms(page.html).found:
        to = action if action.startswith("/") else page.path.partition("?")[0] + action
        if method != "post" or to.startswith("/inloggning/ut/"):
            continue
        for value in NASTY:
            yield "post", to, dict.fromkeys(fields, value)
        for name in list(fields)[:12]:
            for value in ("x" * 20_000, "9" * 30, "9999-12-31"):
                yield "post", to, {**fields, name: value}


@pytest.mark.soak(still=True)
def test_no_nasty_value_breaks_a_page_or_a_form(shown):
    clients = {each.by: client_of(each.by) for each in shown}
    for client in clients.values():
        client.raise_request_exception = False
    sent, faults = set(), []

    for page in shown:
        for method, address, data in requests_of(page):
            key = (method, _DRAWN.sub("", address), *sorted(map(str, data.items())))
            if key in sent:
                continue
            sent.add(key)
            if broken(clients[page.by], method, address, data):
                values = {name: value[:20] for name, value in data.items()}
                faults.append(f"{page.by} {method} {address} {values}")

    assert faults == []
