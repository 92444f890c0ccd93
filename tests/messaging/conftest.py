"""Fixtures for messaging: a kind of message, a mail server, and an act that tells."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator

import pytest

from samspel.foundation.labels import mark as _
from samspel.messaging import kinds
from samspel.messaging.events import CalendarEvent
from samspel.messaging.models import Message
from samspel.messaging.services import notify
from tests.cast import Town
from tests.conftest import NOW
from tests.messaging.sink import Sink, running

KIND = "tests.invitation"
START = dt.datetime(2026, 11, 24, 12, 0, tzinfo=dt.UTC)

Tell = Callable[..., list[Message]]


@pytest.fixture(autouse=True)
def kind() -> Iterator[str]:
    kinds.register_kind(KIND, _("Inbjudan till prov"))
    kinds.register_group("tests", _("Prov"))
    yield KIND
    kinds._KINDS.pop(KIND)
    kinds._GROUPS.pop("tests")


@pytest.fixture
def sink(settings: object) -> Iterator[Sink]:
    with running() as found:
        settings.SMTP = found.settings  # type: ignore[attr-defined]
        settings.DEMO = False  # type: ignore[attr-defined]
        settings.DEFAULT_FROM_EMAIL = "samspel@lindakra.example"  # type: ignore[attr-defined]
        yield found


@pytest.fixture
def tell(town: Town) -> Tell:
    """An act of Ingrid's that tells people something about the kitchen at Björkskolan."""

    def telling(*names: str, **more: object) -> list[Message]:
        return notify(
            [town.person(name) for name in names],
            **{
                "kind": KIND,
                "subject": _("Inbjudan till %(unit)s"),
                "body": _("Ni ses %(at)s."),
                "params": {"unit": "Köket på Björkskolan", "at": START},
                "link": "/besok/17/",
                "actor": town.actor("ingrid"),
                "about": town.unit("bjork"),
                **more,
            },
        )

    return telling


def event(sequence: int = 0, method: str = "REQUEST", **more: object) -> CalendarEvent:
    return CalendarEvent(
        **{
            "uid": "besok-17@lindakra.example",
            "sequence": sequence,
            "method": method,
            "summary": "Besök i köket på Björkskolan",
            "start": START,
            "end": START + dt.timedelta(hours=2),
            "place": "Skolgatan 4",
            **more,
        }
    )


def clock(at: dt.datetime = NOW) -> Callable[[], dt.datetime]:
    return lambda: at
