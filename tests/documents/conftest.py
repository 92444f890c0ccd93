"""Fixtures for documents: an owner whose papers a few of the cast may read."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from samspel.audit.actors import Actor
from samspel.documents import permission, services
from samspel.documents.models import Document
from tests.cast import Town
from tests.documents import files

OWNER = "people.body"
READERS = ("Ingrid Falk", "Karin Sundell")

Store = Callable[..., Document]


def may_read(document: Document, actor: Actor | None) -> bool:
    """Open papers are for all, also residents; secret ones for two of the cast."""
    return not document.is_secret or (actor is not None and actor.name in READERS)


def may_change(_document: Document, actor: Actor | None) -> bool:
    return actor is not None and actor.name == "Ingrid Falk"


@pytest.fixture(autouse=True)
def _policy() -> Iterator[None]:
    before = dict(permission._POLICIES)
    permission.register_policy(OWNER, may_read, may_change)
    yield
    permission._POLICIES.clear()
    permission._POLICIES.update(before)


@pytest.fixture
def store(town: Town) -> Store:
    """Ingrid stores a file with the executive board."""

    def storing(
        file: str = "rapport.pdf", content: bytes = files.PDF, **more: object
    ) -> Document:
        media_type = str(more.pop("media_type", ""))
        return services.store(
            files.upload(file, content, media_type),
            **{"owner": town.body("KS"), "actor": town.actor("ingrid"), **more},
        )

    return storing
