"""The kit by itself: its own pages and middleware, without the modules above."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.template import engines
from jinja2 import Environment
from pytest_django import Settings

from tests.kit import pages


@pytest.fixture(scope="session", autouse=True)
def _own_templates() -> Iterator[None]:
    """Let the pages here have templates of their own."""
    folders = engines["jinja2"].env.loader.searchpath
    folders.append(str(Path(__file__).parent / "templates"))
    yield
    folders.pop()


@pytest.fixture(autouse=True)
def _kit_alone(settings: Settings) -> None:
    """Serve tests/kit/pages.py with the kit's middleware only."""
    settings.ROOT_URLCONF = "tests.kit.pages"
    settings.SAMSPEL_SHELL = "tests.kit.pages.shell_for"
    settings.SAMSPEL_GUARD_TEMPLATES = True
    settings.SESSION_ENGINE = "django.contrib.sessions.backends.signed_cookies"
    settings.LOGIN_URL = "/logga-in/"
    settings.MIDDLEWARE = [
        "samspel.kit.security_headers.SecurityHeaders",
        "django.contrib.sessions.middleware.SessionMiddleware",
        "samspel.kit.language.Language",
        "django.middleware.common.CommonMiddleware",
        "django.middleware.csrf.CsrfViewMiddleware",
        "samspel.kit.htmx.ExpiredSignIn",
        "django.contrib.messages.middleware.MessageMiddleware",
    ]
    pages.done.clear()
    pages.preferences.update(pages.CHOSEN)


@pytest.fixture
def jinja() -> Environment:
    """Give the environment that pages are drawn in."""
    return engines["jinja2"].env
