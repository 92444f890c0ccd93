"""Somebody of the cast at a browser: opens, presses, follows, answers."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.conf import settings
from django.test import Client
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests import cast

WIDE, PHONE = 1280, 360


class Somebody:
    """A member of the cast at a page of their own."""

    def __init__(self, page: Page, address: str) -> None:
        self.page = page
        self.address = address

    def open(self, path: str, status: int = 200) -> Page:
        """Go to an address, which must answer so."""
        answer = self.page.goto(self.address + path)
        assert answer is not None
        assert answer.status == status, f"{path}: {answer.status}"
        return self.page

    def press(self, name: str) -> Page:
        """Press the button with these words."""
        self.page.get_by_role("button", name=name).first.click()
        return self.page

    def follow(self, name: str) -> Page:
        """Follow the link in the page itself that begins with these words."""
        self.page.locator("main").get_by_role("link", name=name).first.click()
        return self.page

    def tick(self, *names: str) -> None:
        """Tick the boxes with these words."""
        for name in names:
            self.page.get_by_role("checkbox", name=name).first.check()

    def answer(self, question: str, answer: str) -> None:
        """Choose an answer to a question with radio buttons."""
        group = self.page.get_by_role("group", name=question)
        group.get_by_role("radio", name=answer, exact=True).check()

    def fill(self, **fields: str) -> None:
        """Fill in fields by the names that the form has for them."""
        for name, value in fields.items():
            self.page.locator(f"#id_{name}").fill(value)

    def choose(self, field: str, label: str) -> None:
        """Choose in a list by the first words of the choice."""
        options = self.page.locator(f"#id_{field} option").filter(has_text=label)
        self.page.locator(f"#id_{field}").select_option(
            value=options.first.get_attribute("value")
        )

    def is_told(self, words: str) -> None:
        """Expect the receipt on the page to say this."""
        expect(self.page.locator("#notiser")).to_contain_text(words)

    def sees(self, *words: str) -> None:
        """Expect the page itself to hold these words."""
        for each in words:
            expect(self.page.locator("main")).to_contain_text(each)

    def does_not_see(self, *words: str) -> None:
        """Expect the page itself not to hold these words."""
        for each in words:
            expect(self.page.locator("main")).not_to_contain_text(each)


class Streets:
    """The browsers of those who use a municipality: one that is shared, others when asked.

    Whoever acts next takes the same window with another session: a window of its own for
    each takes longer to open than the page.
    """

    def __init__(self, browser: Browser, address: str, *, script: bool = True) -> None:
        self.browser, self.address, self.script = browser, address, script
        self._shared: Page | None = None

    def _window(self) -> Page:
        context = self.browser.new_context(
            locale="sv-SE", java_script_enabled=self.script, reduced_motion="reduce"
        )
        context.set_default_timeout(15_000)
        return context.new_page()

    @contextmanager
    def as_(
        self, name: str, *, width: int = WIDE, other_device: bool = False
    ) -> Iterator[Somebody]:
        """Give somebody, signed in, a page; nobody by no name.

        Another device is a browser of its own, which knows nothing of the first.
        """
        if other_device:
            page = self._window()
        else:
            page = self._shared = self._shared or self._window()
            page.context.clear_cookies()
        if name:
            _sign_in(page.context, self.address, name)
        page.set_viewport_size({"width": width, "height": 900})
        try:
            yield Somebody(page, self.address)
        finally:
            if other_device:
                page.context.close()
            else:
                # What the page would still send by itself is not sent as somebody else.
                page.goto("about:blank")

    def close(self) -> None:
        """Close the shared browser."""
        if self._shared is not None:
            self._shared.context.close()


def _sign_in(context: BrowserContext, address: str, name: str) -> None:
    key = settings.SESSION_COOKIE_NAME
    value = client_of(name).cookies[key].value
    context.add_cookies([{"name": key, "value": value, "url": address}])


def client_of(name: str) -> Client:
    """Give a client where somebody is signed in; nobody by no name.

    After "!" they have just shown again that it is they; after "?" they have given their
    password, and the second step is left.
    """
    client = Client()
    key = name.rstrip("!?")
    if name.endswith("?"):
        given = {"login": f"{key}@lindakra.example", "password": cast.PASSWORD}
        client.post("/inloggning/", given)
    elif key:
        client.force_login(cast.town().user(key))
    if name.endswith("!"):
        client.post("/inloggning/igen/", {"password": cast.PASSWORD})
    return client
