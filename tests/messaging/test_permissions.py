"""Every act of messaging by every person of the cast, over the web."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from samspel.audit.models import AuditEntry
from samspel.messaging.enums import DeliveryState
from samspel.messaging.models import ChannelChoice, Delivery, FeedAddress, Message, Preferences
from tests.cast import PERSONS, Town
from tests.messaging.conftest import Tell
from tests.messaging.permissions import ALLOWED

SignIn = Callable[[str], Client]


def _state() -> tuple[object, ...]:
    """Give all that a refused act must leave as it was."""
    return (
        list(Delivery.objects.values_list("pk", "state", "next_try_at")),
        list(Message.objects.values_list("pk", "read_at")),
        ChannelChoice.objects.count(),
        Preferences.objects.count(),
        FeedAddress.objects.count(),
        AuditEntry.objects.count(),
    )


def _choose(client: Client) -> int:
    page = client.get(reverse("messaging:choices")).content.decode()
    fields = {part.split('"')[0] for part in page.split('name="')}
    given = {name: "none" for name in fields if name.startswith("grupp_")}
    return client.post(reverse("messaging:choices"), {**given, "digest_hour": "9"}).status_code


def _do(act: str, client: Client, delivery: Delivery, message: Message) -> int:
    """Do the act over the web; give the status of the answer."""
    if act == "choose_channels":
        return _choose(client)
    address = _address(act, delivery, message)
    asked = client.get if act.startswith("read_") and "others" not in act else client.post
    return asked(address).status_code


def _address(act: str, delivery: Delivery, message: Message) -> str:
    return {
        "read_own_messages": reverse("messaging:list"),
        "choose_channels": reverse("messaging:choices"),
        "change_feed_address": reverse("messaging:change_feed"),
        "read_outbox": reverse("messaging:outbox"),
        "read_mail": reverse("messaging:mail", args=[delivery.uuid]),
        "send_again": reverse("messaging:send_again", args=[delivery.uuid]),
        "read_others_message": reverse("messaging:open", args=[message.uuid]),
    }[act]


@pytest.fixture
def failed(town: Town, tell: Tell) -> tuple[Delivery, Message]:
    (message,) = tell("anna")
    Delivery.objects.update(state=DeliveryState.FAILED)
    return Delivery.objects.get(), message


@pytest.mark.parametrize("act", sorted(ALLOWED))
def test_the_acts_of_messaging_are_for_those_named(
    act: str, town: Town, failed: tuple[Delivery, Message], as_person: SignIn
):
    # Anna may open the message: it is hers.
    asked = [name for name in PERSONS if not (act == "read_others_message" and name == "anna")]
    done = set()
    for name in asked:
        Delivery.objects.update(state=DeliveryState.FAILED)
        before = _state()
        status = _do(act, as_person(name), *failed)
        if status in {200, 302}:
            done.add(name)
        else:
            assert status in {403, 404}, (act, name, status)
            assert _state() == before, (act, name)

    assert done == ALLOWED[act]


@pytest.mark.parametrize("act", sorted(ALLOWED))
def test_whoever_is_not_signed_in_is_led_to_sign_in(
    act: str, town: Town, failed: tuple[Delivery, Message]
):
    before = _state()

    response = Client().post(_address(act, *failed))

    assert response.status_code == 302
    assert response["Location"].startswith("/inloggning/")
    assert _state() == before
