"""What a refusal becomes when no page has caught it: a page that says why.

A page with a form catches its own refusals and shows the form again. This is for
the rest: a link that somebody may not follow, a day without rules in force.
"""

from __future__ import annotations

from collections.abc import Callable
from http import HTTPStatus

from django.http import HttpRequest, HttpResponse

from samspel.foundation.refusal import NotAllowed, Refused
from samspel.kit.errors import error_page


class RefusalMiddleware:
    """Answers 403 for what is not allowed and 422 for other refusals, in words."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass the request on; exceptions come to process_exception.

        An address that only takes what a button sends answers a link to it in words.
        """
        response = self.get_response(request)
        if response.status_code != HTTPStatus.METHOD_NOT_ALLOWED or request.method != "GET":
            return response
        told = error_page(request, HTTPStatus.METHOD_NOT_ALLOWED)
        told.headers["Allow"] = response.headers.get("Allow", "")
        return told

    def process_exception(
        self, request: HttpRequest, exception: Exception
    ) -> HttpResponse | None:
        """Turn a refusal into its page; leave every other exception alone."""
        if not isinstance(exception, Refused):
            return None
        status = (
            HTTPStatus.FORBIDDEN
            if isinstance(exception, NotAllowed)
            else HTTPStatus.UNPROCESSABLE_ENTITY
        )
        return error_page(request, status, say=exception.message)
