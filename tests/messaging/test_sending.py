"""Sending what is due: what arrives, what is tried again, what fails and why."""

from __future__ import annotations

import datetime as dt
import socket

import pytest

from samspel.access.models import User
from samspel.messaging.calculation import GIVE_UP_AFTER, LEASE, pause_after
from samspel.messaging.enums import DeliveryState
from samspel.messaging.mail import written
from samspel.messaging.models import Delivery
from samspel.messaging.services import sending
from samspel.messaging.services.sending import claim, send_due
from samspel.people.models import Person
from tests.cast import Town
from tests.conftest import NOW
from tests.messaging.conftest import Tell, clock, event
from tests.messaging.sink import Sink, running


def only() -> Delivery:
    return Delivery.objects.get()


def test_a_mail_reaches_its_recipient_and_is_marked_as_sent(town: Town, tell: Tell, sink: Sink):
    tell("anna", due_on=dt.date(2026, 11, 20))

    result = send_due(clock=clock())

    (received,) = sink.received
    assert (received.sender, received.recipient) == (
        "samspel@lindakra.example",
        "anna@lindakra.example",
    )
    message = received.message
    assert message["To"] == "anna@lindakra.example"
    assert message["From"] == "Lindåkra kommun <samspel@lindakra.example>"
    assert message["Subject"] == "Inbjudan till Köket på Björkskolan"
    assert message["Message-ID"] == only().mail_id
    assert [part.get_content_type() for part in message.walk()] == [
        "multipart/alternative",
        "text/plain",
        "text/html",
    ]
    text = message.get_body(("plain",)).get_content()
    assert "Ni ses tisdag 24 november 2026 kl. 13.00." in text
    assert "http://testserver/besok/17/" in text
    for part in ("plain", "html"):
        assert "Senast: fredag 20 november 2026" in message.get_body((part,)).get_content()
    assert (result.sent, only().state, only().sent_at, only().attempts) == (
        1,
        DeliveryState.SENT,
        NOW,
        1,
    )


def test_one_mail_per_recipient(town: Town, tell: Tell, sink: Sink):
    tell("anna", "maria")

    send_due(clock=clock())

    assert sorted(each.message["To"] for each in sink.received) == [
        "anna@lindakra.example",
        "maria@lindakra.example",
    ]
    assert len(set(sink.mail_ids)) == 2
    assert sink.connections == 1


def test_what_is_sent_is_not_sent_again(town: Town, tell: Tell, sink: Sink):
    tell("anna")

    send_due(clock=clock())
    send_due(clock=clock(NOW + dt.timedelta(days=1)))

    assert len(sink.received) == 1


def test_the_address_is_looked_up_when_the_mail_is_sent(town: Town, tell: Tell, sink: Sink):
    tell("anna")
    User.objects.filter(person=town.person("anna")).update(email="ny@lindakra.example")

    send_due(clock=clock())

    assert sink.received[0].recipient == "ny@lindakra.example"


def test_a_person_without_account_gets_mail_at_the_registers_address(
    town: Town, tell: Tell, sink: Sink
):
    User.objects.filter(person=town.person("anna")).update(is_active=False)
    Person.objects.filter(pk=town.person("anna").pk).update(email="hemma@lindakra.example")
    tell("anna")

    send_due(clock=clock())

    assert sink.received[0].recipient == "hemma@lindakra.example"


def test_a_person_without_any_address_is_a_failure_with_its_reason(
    town: Town, tell: Tell, sink: Sink
):
    User.objects.filter(person=town.person("anna")).update(is_active=False)
    Person.objects.filter(pk=town.person("anna").pk).update(email="")
    tell("anna")

    send_due(clock=clock())

    assert sink.received == []
    assert only().state == DeliveryState.FAILED
    assert only().last_error == (
        "Mottagaren har ingen e-postadress i registret. Lägg in en och skicka igen."
    )


def test_of_a_message_to_a_protected_person_only_its_existence_is_mailed(
    town: Town, tell: Tell, sink: Sink
):
    tell("sofia", event=event())

    send_due(clock=clock())

    message = sink.received[0].message
    assert message["Subject"] == "Du har 1 nytt meddelande i Samspel"
    assert "Björkskolan" not in sink.received[0].content.decode()
    for part in ("plain", "html"):
        content = message.get_body((part,)).get_content()
        assert "Björkskolan" not in content
        assert "Skolgatan" not in content
    assert message.get_body(("plain",)).get_content().startswith("Logga in i Samspel")


def test_without_a_mail_server_everything_waits(town: Town, tell: Tell, settings: object):
    settings.SMTP, settings.DEMO = {}, False  # type: ignore[attr-defined]
    tell("anna")

    result = send_due(clock=clock())

    assert (result.sent, only().state, only().attempts) == (0, DeliveryState.WAITING, 0)


def test_in_the_demo_nothing_leaves_but_all_goes_on(town: Town, tell: Tell, settings: object):
    settings.SMTP, settings.DEMO = {}, True  # type: ignore[attr-defined]
    tell("anna")

    send_due(clock=clock())

    assert only().state == DeliveryState.SENT


def test_a_mail_server_that_is_down_for_an_hour_loses_nothing(
    town: Town, tell: Tell, sink: Sink, settings: object
):
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        port = closed.getsockname()[1]
    settings.SMTP = {**sink.settings, "port": port}  # type: ignore[attr-defined]
    tell("anna", "maria", "peter")

    for minute in range(0, 60, 4):
        send_due(clock=clock(NOW + dt.timedelta(minutes=minute)))
    assert set(Delivery.objects.values_list("state", flat=True)) == {DeliveryState.WAITING}
    assert "går inte att nå" in Delivery.objects.exclude(last_error="").first().last_error

    settings.SMTP = sink.settings  # type: ignore[attr-defined]
    for minute in (60, 68, 76):
        send_due(clock=clock(NOW + dt.timedelta(minutes=minute)))

    assert sorted(each.recipient for each in sink.received) == [
        "anna@lindakra.example",
        "maria@lindakra.example",
        "peter@lindakra.example",
    ]
    assert set(Delivery.objects.values_list("state", flat=True)) == {DeliveryState.SENT}


def test_a_server_that_is_down_is_asked_once_in_a_round(town: Town, tell: Tell, sink: Sink):
    sink.at_sender = lambda _line: "421 closing"
    tell("anna", "maria", "peter")

    send_due(clock=clock())

    assert sink.connections == 1
    assert sorted(Delivery.objects.values_list("attempts", flat=True)) == [0, 0, 1]


def test_a_busy_server_is_tried_again_with_growing_pauses(town: Town, tell: Tell, sink: Sink):
    sink.at_recipient = lambda _line: "450 mailbox busy"
    tell("anna")

    at, pauses = NOW, []
    for _attempt in range(4):
        send_due(clock=clock(at))
        pauses.append((only().next_try_at - at).total_seconds() / 60)
        at = only().next_try_at
    sink.at_recipient = lambda _line: "250 ok"
    send_due(clock=clock(at))

    assert pauses == [1, 2, 4, 8]
    assert (only().state, only().attempts, only().last_error) == (DeliveryState.SENT, 5, "")


def test_a_mail_is_not_tried_before_its_time(town: Town, tell: Tell, sink: Sink):
    sink.at_recipient = lambda _line: "450 mailbox busy"
    tell("anna")
    send_due(clock=clock())

    send_due(clock=clock(NOW + dt.timedelta(seconds=59)))

    assert only().attempts == 1


def test_a_mail_that_is_refused_for_good_fails_with_the_reason(
    town: Town, tell: Tell, sink: Sink
):
    sink.at_recipient = lambda line: f"550 5.1.1 <{line}> user unknown"
    tell("anna", "maria")

    result = send_due(clock=clock())

    assert result.failed == 2
    for delivery in Delivery.objects.all():
        assert delivery.state == DeliveryState.FAILED
        assert delivery.last_error == (
            "E-postservern tog inte emot mejlet.\n550 5.1.1 <mottagarens adress> user unknown"
        )


def test_content_that_is_refused_for_good_fails_and_does_not_stop_others(
    town: Town, tell: Tell, sink: Sink
):
    sink.after_content = lambda recipient: "554 spam" if "anna" in recipient else "250 ok"
    tell("anna", "maria")

    send_due(clock=clock())

    assert dict(Delivery.objects.values_list("recipient__given_name", "state")) == {
        "Anna": DeliveryState.FAILED,
        "Maria": DeliveryState.SENT,
    }


def test_a_sender_that_the_server_does_not_take_makes_no_mail_fail(
    town: Town, tell: Tell, sink: Sink
):
    sink.at_sender = lambda _line: "553 who are you"
    tell("anna")

    send_due(clock=clock())

    assert only().state == DeliveryState.WAITING
    assert only().last_error == "E-postservern godtar inte vår avsändaradress.\nwho are you"


def test_after_days_in_vain_a_person_must_look(town: Town, tell: Tell, sink: Sink):
    sink.at_recipient = lambda _line: "450 mailbox busy"
    tell("anna")
    send_due(clock=clock())
    last = NOW + GIVE_UP_AFTER

    send_due(clock=clock(last))
    assert only().state == DeliveryState.WAITING

    send_due(clock=clock(last + pause_after(2)))
    assert only().state == DeliveryState.FAILED
    assert only().last_error.startswith("E-postservern bad oss försöka senare.")


def test_a_worker_that_sleeps_for_a_week_gives_up_nothing(town: Town, tell: Tell, sink: Sink):
    sink.at_recipient = lambda _line: "450 mailbox busy"
    tell("anna")

    send_due(clock=clock(NOW + dt.timedelta(days=7)))

    assert only().state == DeliveryState.WAITING


def test_a_break_after_the_content_leads_to_one_more_copy_with_the_same_id(
    town: Town, tell: Tell, sink: Sink
):
    answers = iter(["", "250 taken"])
    sink.after_content = lambda _line: next(answers)
    tell("anna", event=event())

    send_due(clock=clock())
    assert (only().state, only().uncertain_count) == (DeliveryState.WAITING, 1)
    send_due(clock=clock(NOW + dt.timedelta(minutes=5)))

    assert len(sink.received) == 2
    assert set(sink.mail_ids) == {only().mail_id}
    assert only().state == DeliveryState.SENT


def test_two_breaks_after_the_content_are_for_a_person_to_judge(
    town: Town, tell: Tell, sink: Sink
):
    sink.after_content = lambda _line: ""
    tell("anna")

    for minute in range(0, 30, 5):
        send_due(clock=clock(NOW + dt.timedelta(minutes=minute)))

    assert len(sink.received) == 2
    assert only().state == DeliveryState.FAILED
    assert only().last_error.startswith("Två försök avbröts mitt i mejlet.")


def test_a_claimed_mail_is_left_alone_until_its_worker_is_taken_for_dead(
    town: Town, tell: Tell, sink: Sink
):
    tell("anna")
    assert claim(only().pk, at=NOW) is not None

    assert claim(only().pk, at=NOW + LEASE) is None
    assert claim(only().pk, at=NOW + LEASE + dt.timedelta(seconds=1)) is not None
    assert only().uncertain_count == 0


def test_a_worker_taken_for_dead_sends_nothing_when_it_wakes(
    town: Town, tell: Tell, sink: Sink, monkeypatch: pytest.MonkeyPatch
):
    tell("anna")
    later = NOW + LEASE + dt.timedelta(seconds=1)

    def taken_over(line: str) -> str:
        Delivery.objects.update(claim="8a3d7a3e-2f5b-4a5b-9a54-0f3f0c1d2e3f", claimed_at=later)
        return "250 ok"

    original = sending.address_of
    monkeypatch.setattr(sending, "address_of", lambda each: (taken_over(""), original(each))[1])

    result = send_due(clock=clock())

    assert sink.received == []
    assert (result.sent, only().state) == (0, DeliveryState.SENDING)


def test_of_two_waiting_forms_of_an_event_only_the_newer_is_sent(
    town: Town, tell: Tell, sink: Sink
):
    tell("anna", event=event(0))
    tell("anna", event=event(1, "CANCEL"))

    send_due(clock=clock())

    (received,) = sink.received
    assert "METHOD:CANCEL" in received.message.get_body(("calendar",)).get_content()
    assert Delivery.objects.order_by("id").first().state == DeliveryState.CANCELLED


def test_a_round_ends_and_the_next_goes_on(town: Town, tell: Tell, sink: Sink):
    tell("anna", "maria", "peter")

    send_due(clock=clock(), limit=2)
    assert len(sink.received) == 2
    send_due(clock=clock(), limit=2)

    assert len(sink.received) == 3


def test_an_address_that_can_not_be_written_fails_and_names_why(
    town: Town, tell: Tell, sink: Sink
):
    User.objects.filter(person=town.person("anna")).update(email="anna@lindakra example")
    tell("anna", event=event())

    send_due(clock=clock())

    assert sink.received == []
    assert only().last_error.startswith("Det går inte att skriva mejlet")


def test_a_mail_that_a_fault_of_ours_stops_does_not_stop_others(
    town: Town, tell: Tell, sink: Sink, monkeypatch: pytest.MonkeyPatch
):
    def writing(delivery: Delivery, address: str, at: dt.datetime) -> object:
        if "anna" in address:
            raise RuntimeError
        return written(delivery, address, at)

    monkeypatch.setattr(sending, "written", writing)
    tell("anna", "maria")

    result = send_due(clock=clock())

    assert (result.sent, result.postponed) == (1, 1)
    stopped = Delivery.objects.get(recipient=town.person("anna"))
    assert stopped.state == DeliveryState.WAITING
    assert stopped.last_error.startswith("Ett fel i Samspel hindrade mejlet.")


def test_a_mail_whose_second_sender_died_in_the_middle_is_for_a_person_to_judge(
    town: Town, tell: Tell, sink: Sink
):
    tell("anna")
    claim(only().pk, at=NOW)
    Delivery.objects.update(handed_over_at=NOW, uncertain_count=1)

    send_due(clock=clock(NOW + LEASE + dt.timedelta(seconds=1)))

    assert sink.received == []
    assert (only().state, only().claim) == (DeliveryState.FAILED, None)
    assert only().last_error.startswith("Två försök avbröts mitt i mejlet.")


def test_the_server_may_come_back_on_the_same_port(town: Town, tell: Tell, settings: object):
    with running() as first:
        settings.SMTP, settings.DEMO = first.settings, False  # type: ignore[attr-defined]
        port = first.port
    tell("anna")
    send_due(clock=clock())

    with running(port) as second:
        send_due(clock=clock(NOW + pause_after(1)))
        assert len(second.received) == 1
