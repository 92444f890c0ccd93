"""A browser without JavaScript: reads a page's form, and sends it with something changed."""

from __future__ import annotations

from html.parser import HTMLParser
from typing import Any

from django.http import HttpResponse
from django.test import Client

Fields = dict[str, list[str]]


class _Forms(HTMLParser):
    """Collects the fields of every form on a page, as a browser would send them."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.forms: list[tuple[str, str, Fields]] = []
        self._select = self._option = self._area = None
        self._text = ""
        self._multiple: list[str] = []

    @property
    def _fields(self) -> Fields | None:
        return self.forms[-1][2] if self.forms and self.forms[-1][1] != "closed" else None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "form":
            self.forms.append((given.get("action", ""), "open", {}))
        if self._fields is None:
            return
        if tag == "input":
            self._input(self._fields, given)
        elif tag == "option" and self._select:
            self._multiple.append(given.get("value", ""))
            if "selected" in given:
                self._option = given.get("value", "")
        elif tag == "select":
            self._select, self._multiple = given.get("name"), []
        elif tag == "textarea":
            self._area, self._text = given.get("name"), ""

    def _input(self, fields: Fields, given: dict[str, str]) -> None:
        name, kind = given.get("name"), given.get("type")
        is_box = kind in {"radio", "checkbox"}
        if not name or kind in {"submit", "file"} or (is_box and "checked" not in given):
            return
        fields.setdefault(name, []).append(given.get("value", "on" if is_box else ""))

    def handle_data(self, data: str) -> None:
        if self._area:
            self._text += data

    def handle_endtag(self, tag: str) -> None:
        if tag == "form" and self.forms:
            action, _state, fields = self.forms[-1]
            self.forms[-1] = (action, "closed", fields)
        if self._fields is None:
            return
        if tag == "textarea" and self._area:
            text = self._text.removeprefix("\n")
            self._fields.setdefault(self._area, []).append(text)
            self._area = None
        if tag == "select" and self._select:
            chosen = self._option if self._option is not None else (self._multiple or [""])[0]
            self._fields.setdefault(self._select, []).append(chosen)
            self._select = self._option = None


def form_on(response: HttpResponse, holding: str) -> Fields:
    """Give what a browser would send from the form that holds a field of the name."""
    reader = _Forms()
    reader.feed(response.content.decode())
    found = [fields for _action, _state, fields in reader.forms if holding in fields]
    assert found, f"no form with {holding!r}"
    return found[0]


def sent(
    client: Client, address: str, holding: str = "read", follow: bool = False, **changes: Any
) -> HttpResponse:
    """Open a page, change some fields of its form, and send it. None leaves a field out."""
    page = client.get(address)
    assert page.status_code == 200, page.status_code
    return client.post(address, changed(form_on(page, holding), changes), follow=follow)


def changed(fields: Fields, changes: dict[str, Any]) -> Fields:
    """Give a form's fields with some changed."""
    found = {name: list(values) for name, values in fields.items()}
    for name, value in changes.items():
        if value is None:
            found.pop(name, None)
        else:
            found[name] = (
                [str(each) for each in value] if isinstance(value, list) else [str(value)]
            )
    return found


def words_of(response: HttpResponse) -> str:
    """Give a page's text as it is read: without tags, and with plain spaces."""
    reader = _Text()
    reader.feed(response.content.decode())
    text = "".join(reader.parts).replace("\N{NO-BREAK SPACE}", " ")
    return " ".join(text.replace("\N{WORD JOINER}", "").split())


class _Text(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []

    def handle_data(self, data: str) -> None:
        self.parts.append(data)

    def handle_endtag(self, _tag: str) -> None:
        self.parts.append(" ")
