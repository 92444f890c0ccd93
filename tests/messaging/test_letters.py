"""Django's own mails, sign-in's among them: through the outbox, and what is kept of them."""

from __future__ import annotations

from email.mime.application import MIMEApplication

import pytest
from django.core.mail import EmailMessage, EmailMultiAlternatives, send_mail
from django.db import connection, transaction

from samspel.messaging.enums import DeliveryState
from samspel.messaging.letters import Letter
from samspel.messaging.models import Delivery
from samspel.messaging.services import enqueue_letter
from samspel.messaging.services.sending import send_due
from samspel.people.models import Person
from tests.cast import Town
from tests.conftest import NOW
from tests.messaging.conftest import clock
from tests.messaging.sink import Sink


@pytest.fixture(autouse=True)
def _outbox(settings: object) -> None:
    settings.EMAIL_BACKEND = "samspel.messaging.backend.OutboxBackend"  # type: ignore[attr-defined]


def kept() -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT string_agg(d::text, ' ') FROM messaging_delivery d")
        return str(cursor.fetchone()[0])


def send(*to: str) -> None:
    send_mail(
        "Välj ett nytt lösenord",
        f"Hej {to[0]}!\nhttps://samspel.example/hemlig-lank",
        None,
        list(to),
    )


def test_a_letter_reaches_its_recipient_through_the_outbox(town: Town, sink: Sink):
    send("anna@lindakra.example")
    assert sink.received == []

    send_due(clock=clock())

    message = sink.received[0].message
    assert (message["To"], message["Subject"]) == (
        "anna@lindakra.example",
        "Välj ett nytt lösenord",
    )
    text = message.get_content()
    assert "Hej anna@lindakra.example!" in text
    assert "hemlig-lank" in text
    assert message["From"] == "Lindåkra kommun <samspel@lindakra.example>"


def test_of_somebody_in_the_register_no_address_is_kept(town: Town):
    send("Sofia@Lindakra.example")

    delivery = Delivery.objects.get()
    assert (delivery.recipient, delivery.address) == (town.person("sofia"), "")
    assert "sofia@lindakra" not in kept().lower()


def test_each_recipient_gets_a_mail_of_their_own(town: Town, sink: Sink):
    send("anna@lindakra.example", "utanfor@annat.example")

    send_due(clock=clock())

    assert sorted(each.message["To"] for each in sink.received) == [
        "anna@lindakra.example",
        "utanfor@annat.example",
    ]


def test_a_letter_is_forgotten_when_it_is_sent(town: Town, sink: Sink):
    send("utanfor@annat.example")
    send_due(clock=clock())

    delivery = Delivery.objects.get()
    assert (delivery.state, delivery.address) == (DeliveryState.SENT, "")
    assert "hemlig-lank" not in kept()
    assert "utanfor@annat" not in kept()
    assert delivery.letter["subject"] == "Välj ett nytt lösenord"


def test_a_letter_of_an_act_that_rolls_back_is_never_sent(town: Town, sink: Sink):
    with transaction.atomic():
        send("anna@lindakra.example")
        transaction.set_rollback(True)

    send_due(clock=clock())

    assert sink.received == []


def test_html_and_files_come_through(town: Town, sink: Sink):
    letter = EmailMultiAlternatives("Ämne", "Text", None, ["anna@lindakra.example"])
    letter.attach_alternative("<p>Åäö</p>", "text/html")
    letter.attach("lista.csv", "a;b\n", "text/csv")
    letter.send()

    send_due(clock=clock())

    message = sink.received[0].message
    assert message.get_body(("html",)).get_content().strip() == "<p>Åäö</p>"
    (file,) = message.iter_attachments()
    assert (file.get_filename(), file.get_content_type()) == ("lista.csv", "text/csv")
    assert file.get_content() == "a;b\n"


def test_a_subject_can_not_smuggle_headers(town: Town, sink: Sink):
    enqueue_letter(
        Letter("Hej\r\nBcc: annan@annat.example", "Text"), ["anna@lindakra.example"], at=NOW
    )
    send_due(clock=clock())

    message = sink.received[0].message
    assert message["Bcc"] is None
    assert message["Subject"] == "Hej Bcc: annan@annat.example"


def test_a_letter_to_the_registers_address_goes_there_and_not_to_the_account(
    town: Town, sink: Sink
):
    Person.objects.filter(pk=town.person("anna").pk).update(email="forr@lindakra.example")
    send("Forr@lindakra.example")

    send_due(clock=clock())

    assert Delivery.objects.get().recipient == town.person("anna")
    assert sink.received[0].recipient == "forr@lindakra.example"


def test_a_mail_in_html_only_and_a_file_as_a_part_come_through(town: Town, sink: Sink):
    letter = EmailMessage("Ämne", "<p>Hej</p>", None, ["anna@lindakra.example"])
    letter.content_subtype = "html"
    file = MIMEApplication(b"%PDF", "pdf")
    file.add_header("Content-Disposition", "attachment", filename="brev.pdf")
    letter.attach(file)
    letter.send()

    send_due(clock=clock())

    message = sink.received[0].message
    assert message.get_body(("html",)).get_content().strip() == "<p>Hej</p>"
    (found,) = message.iter_attachments()
    assert (found.get_filename(), found.get_content()) == ("brev.pdf", b"%PDF")


def test_a_mail_to_nobody_is_not_kept(town: Town):
    assert enqueue_letter(Letter("Hej", "Hej"), ["  "], at=NOW) == 0
    assert not Delivery.objects.exists()
