"""What the tests of the desk share: things that wait, come and happen, made for the test."""

from __future__ import annotations

import pytest

from samspel.messaging import todo


@pytest.fixture
def quiet(monkeypatch):
    """Nothing waits, comes or happens, but what the test itself registers."""
    for name in ("_TODO", "_NEXT", "_NEWS"):
        monkeypatch.setattr(todo, name, [])
    return todo
