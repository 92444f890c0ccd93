"""What a page says, for tests that ask whether something stands there or not."""

from __future__ import annotations

import re

from django.http import HttpResponse

# Form tokens and addresses of objects are drawn at random and may spell any number.
_DRAWN = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|\b[0-9A-Za-z]{64}\b")


def said(answer: HttpResponse) -> str:
    """Give a page's markup on one line, spaces alike, without what is drawn at random."""
    assert answer.status_code in {200, 422}
    return " ".join(_DRAWN.sub("", answer.content.decode()).split())
