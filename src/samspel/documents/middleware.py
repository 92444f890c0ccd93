"""Refuses a request that is too large before it is read."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext

from samspel.kit import errors

_REST = 1024 * 1024
"""What the rest of a form may weigh beside its file."""


class UploadLimit:
    """Answers 413, with a page that says why, to what is larger than we take.

    The size is what the request says of itself; the server reads no more than that.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Let the request through, unless it says that it is too large."""
        if _length(request) <= settings.DOCUMENT_MAX_BYTES + _REST:
            return self.get_response(request)
        most = settings.DOCUMENT_MAX_BYTES // 1_048_576
        say = gettext("Vi tar emot filer på högst %(most)s MB.") % {"most": most}
        return errors.error_page(request, 413, say=say)


def _length(request: HttpRequest) -> int:
    given = request.META.get("CONTENT_LENGTH") or "0"
    if not (given.isascii() and given.isdecimal()):
        return 0
    return int(given.lstrip("0")[:18] or "0")  # so many digits are too much, whatever follows
