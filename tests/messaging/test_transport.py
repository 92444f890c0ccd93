"""The conversation with the mail server: signing in, waiting, and addresses with å."""

from __future__ import annotations

import threading

import pytest

from samspel.access.models import User
from samspel.messaging.models import Delivery
from samspel.messaging.services.sending import send_due
from samspel.messaging.transport import ServerUnreachable, Transport
from tests.cast import Town
from tests.messaging.conftest import Tell, clock
from tests.messaging.sink import Sink, running

MAIL = ("samspel@lindakra.example", "anna@lindakra.example", b"Subject: hej\r\n\r\nhej\r\n")


def deliver(sink: Sink, **more: object) -> None:
    with Transport({**sink.settings, **more}) as transport:
        transport.deliver(*MAIL, lambda: None)


def test_a_server_that_asks_for_it_is_signed_in_to():
    with running() as sink:
        sink.extensions = ("AUTH PLAIN",)
        deliver(sink, username="samspel", password="hemligt")

        assert len(sink.received) == 1


def test_a_sign_in_that_is_not_taken_is_said():
    with running() as sink:
        sink.extensions = ("AUTH PLAIN",)
        sink.at_sign_in = lambda _line: "535 wrong password"

        with pytest.raises(ServerUnreachable, match="godtar inte vår inloggning"):
            deliver(sink, username="samspel", password="fel")
        assert sink.received == []


def test_a_server_without_encryption_is_not_used_where_it_is_asked_for():
    with running() as sink:
        with pytest.raises(ServerUnreachable, match="går inte att nå"):
            deliver(sink, use_tls=True)
        with pytest.raises(ServerUnreachable, match="går inte att nå"):
            deliver(sink, use_ssl=True)

        assert sink.received == []


def test_a_server_that_does_not_answer_is_given_up_for_now():
    answered = threading.Event()
    with running() as sink:
        sink.at_sender = lambda _line: "250 ok" if answered.wait(5) else ""

        with pytest.raises(ServerUnreachable, match="svarade inte i tid"):
            deliver(sink, timeout=0.2)
        answered.set()


def test_a_conversation_that_broke_after_a_refusal_is_opened_anew():
    with running() as sink, Transport(sink.settings) as transport:
        sink.at_recipient = lambda _line: ""
        with pytest.raises(ServerUnreachable):
            transport.deliver(*MAIL, lambda: None)
        sink.at_recipient = lambda _line: "250 ok"

        transport.deliver(*MAIL, lambda: None)

        assert (len(sink.received), sink.connections) == (1, 2)


def test_an_address_with_swedish_letters_is_written_to(town: Town, tell: Tell, sink: Sink):
    User.objects.filter(person=town.person("anna")).update(email="åsa@lindakra.example")
    tell("anna")

    send_due(clock=clock())

    assert sink.received[0].recipient == "åsa@lindakra.example"
    assert sink.received[0].message["To"] == "åsa@lindakra.example"


def test_a_server_that_does_not_know_swedish_letters_says_so(
    town: Town, tell: Tell, sink: Sink
):
    sink.extensions = ()
    User.objects.filter(person=town.person("anna")).update(email="åsa@lindakra.example")
    tell("anna")

    send_due(clock=clock())

    assert Delivery.objects.get().last_error == (
        "E-postservern kan inte ta emot adresser med å, ä eller ö."
    )
