"""Refuses what no person has typed: text that can't be kept, or in no letters of ours."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING

from samspel.kit.errors import error_page

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest, HttpResponse, QueryDict

_NUL = "\0"
_OURS = frozenset({"utf-8", "utf8"})


class Readable:
    """Middleware: answers 400 to a NUL character, and to another encoding than UTF-8.

    The database keeps no NUL, wherever in a form or an address it stands; and a browser
    sends a form as the page that it belongs to is written. So nothing is refused here that
    somebody has filled in.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer the request, unless its address or its encoding can't be read."""
        charset = (request.content_params or {}).get("charset", "utf-8")
        if charset.lower() not in _OURS or _NUL in request.path or _holds_nul(request.GET):
            return error_page(request, HTTPStatus.BAD_REQUEST)
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *_view: object) -> HttpResponse | None:
        """Refuse a form with a NUL in it, when its sender has been judged."""
        if request.method == "POST" and _holds_nul(request.POST):
            return error_page(request, HTTPStatus.BAD_REQUEST)
        return None


def _holds_nul(sent: QueryDict) -> bool:
    return any(
        _NUL in name or any(_NUL in each for each in texts) for name, texts in sent.lists()
    )
