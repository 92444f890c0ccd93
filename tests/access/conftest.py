"""What the tests of access share: newcomers, second accounts, and what was logged."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.core import mail
from django.core.cache import cache
from django.test import Client

from samspel.access.models import Grant, User
from samspel.audit.models import AuditEntry
from samspel.foundation.swedish import search_key, sort_key
from samspel.people.models import Person
from tests.cast import PASSWORD

TABLES = (User, Grant, UserSession, Authenticator, AuditEntry)


def everything() -> list[object]:
    """Every row of access and of the trail, and the number of letters, as it stands."""
    rows: list[object] = [list(table.objects.order_by("pk").values_list()) for table in TABLES]
    return [*rows, len(mail.outbox)]


@pytest.fixture
def as_person(town):
    """Sign in as the product does it: here sessions are counted, listed and ended."""

    def sign_in(name: str) -> Client:
        client = Client()
        client.force_login(town.user(name))
        return client

    return sign_in


@pytest.fixture
def nothing_written(db):
    """A context manager: what stands inside changes nothing, logs nothing, sends nothing."""

    @contextmanager
    def checking() -> Iterator[None]:
        before = everything()
        yield
        assert everything() == before

    return checking


@pytest.fixture
def acts(db):
    """Give a function that lists the acts logged since the test began, oldest first."""
    last = AuditEntry.objects.order_by("-id").values_list("id", flat=True).first() or 0

    def logged() -> list[str]:
        rows = AuditEntry.objects.filter(id__gt=last).order_by("id")
        return list(rows.values_list("act", flat=True))

    return logged


@pytest.fixture(autouse=True)
def _fresh_limits(db):
    """Nobody has tried to sign in before."""
    cache.clear()


def newcomer(given: str = "Nils", family: str = "Brodin", **more: object) -> Person:
    """Give somebody in the register without an account."""
    return Person.objects.create(
        given_name=given,
        family_name=family,
        sort_key=sort_key(f"{family} {given}"),
        search_key=search_key(f"{given} {family}"),
        email=f"{given.lower()}@lindakra.example",
        **more,
    )


@pytest.fixture
def sign_in(town):
    """Give a function that signs somebody in on the sign-in page; gives client and answer."""

    def signing(name: str, password: str = PASSWORD, client: Client | None = None):
        browser = client or Client(headers={"user-agent": "Firefox Linux"})
        answer = browser.post(
            "/inloggning/", {"login": f"{name}@lindakra.example", "password": password}
        )
        return browser, answer

    return signing
