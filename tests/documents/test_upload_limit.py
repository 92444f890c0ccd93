"""A request that is too large is refused before anybody reads it."""

from __future__ import annotations

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory

from samspel.documents.middleware import UploadLimit

LIMIT = 25 * 1024 * 1024


class _Unread:
    """A body that fails whoever reads it."""

    def read(self, *_args: object) -> bytes:
        raise AssertionError("the body was read")


def answer(length: str) -> HttpResponse:
    request = RequestFactory().post("/besok/")
    request.META["CONTENT_LENGTH"] = length
    request._stream = _Unread()

    def inner(_request: HttpRequest) -> HttpResponse:
        return HttpResponse("taken")

    return UploadLimit(inner)(request)


@pytest.mark.parametrize("length", [str(100 * 1024 * 1024), "0" * 20 + "999999999", "9" * 5000])
def test_a_hundred_megabytes_are_refused_unread_with_a_page_that_says_why(
    length: str, db: None
):
    response = answer(length)

    assert response.status_code == 413
    page = response.content.decode()
    assert "Vi tar emot filer på högst 25 MB." in page
    assert "välj en mindre fil" in page


@pytest.mark.parametrize("length", ["0", "", "not a number", str(LIMIT)])
def test_what_is_within_the_limit_goes_through(length: str, db: None):
    assert answer(length).content == b"taken"
