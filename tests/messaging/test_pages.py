"""The pages of messaging: what they show, what they hide, and what they cost."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from samspel.messaging.enums import DeliveryState
from samspel.messaging.letters import Letter
from samspel.messaging.models import Delivery, Message
from samspel.messaging.services import enqueue_letter
from samspel.messaging.services.sending import bundle_digests
from tests.cast import Town
from tests.conftest import NOW
from tests.messaging.conftest import Tell, event

SignIn = Callable[[str], Client]


def text(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200
    return response.content.decode()


def test_a_person_sees_their_own_messages_only(town: Town, tell: Tell, as_person: SignIn):
    tell("anna", subject="Till Anna", params=None)
    tell("maria", subject="Till Maria", params=None)

    page = text(as_person("anna"), reverse("messaging:list"))

    assert "Till Anna" in page
    assert "Till Maria" not in page


def test_opening_a_message_marks_it_as_read_and_leads_on(
    town: Town, tell: Tell, as_person: SignIn
):
    (message,) = tell("anna")

    response = as_person("anna").post(reverse("messaging:open", args=[message.uuid]))

    assert (response.status_code, response["Location"]) == (302, "/besok/17/")
    assert Message.objects.get().read_at == NOW


def test_looking_at_the_list_reads_nothing(town: Town, tell: Tell, as_person: SignIn):
    tell("anna")

    text(as_person("anna"), reverse("messaging:list"))

    assert Message.objects.get().read_at is None


def test_the_unread_can_be_shown_alone(town: Town, tell: Tell, as_person: SignIn):
    (old,) = tell("anna", subject="Den gamla", params=None)
    tell("anna", subject="Den nya", params=None)
    Message.objects.filter(pk=old.pk).update(read_at=NOW)

    page = text(as_person("anna"), reverse("messaging:list") + "?visa=olasta")

    assert "Den nya" in page
    assert "Den gamla" not in page


def test_messages_of_one_group_can_be_shown_alone(town: Town, tell: Tell, as_person: SignIn):
    tell("anna", subject="Om prov", params=None)

    assert "Om prov" in text(as_person("anna"), reverse("messaging:list") + "?visa=tests")
    assert "Om prov" not in text(as_person("anna"), reverse("messaging:list") + "?visa=other")


def test_all_can_be_marked_as_read(town: Town, tell: Tell, as_person: SignIn):
    tell("anna", "maria")

    as_person("anna").post(reverse("messaging:read_all"))

    assert Message.objects.filter(read_at__isnull=True).get().recipient == town.person("maria")


def test_a_messages_words_are_escaped(town: Town, tell: Tell, as_person: SignIn):
    tell("anna", subject="<b>fet</b>", body="<script>x</script>", params=None)

    page = text(as_person("anna"), reverse("messaging:list"))

    assert "<b>fet</b>" not in page
    assert "<script>x" not in page


def test_wrong_choices_are_shown_again_and_not_kept(town: Town, as_person: SignIn):
    response = as_person("anna").post(reverse("messaging:choices"), {"digest_hour": "99"})

    assert response.status_code == 422
    assert "Fel:" in response.content.decode()


def test_the_calendars_address_is_shown_to_its_owner(town: Town, as_person: SignIn):
    client = as_person("anna")
    assert "Skapa en kalenderadress" in text(client, reverse("messaging:choices"))

    client.post(reverse("messaging:change_feed"))
    page = text(client, reverse("messaging:choices"))

    address = page.split('id="kalenderadress" type="text" readonly value="')[1].split('"')[0]
    assert Client().get(address.removeprefix("http://testserver")).status_code == 200


def test_the_outbox_tells_why_and_never_what_or_where(
    town: Town, tell: Tell, as_person: SignIn
):
    tell("anna", subject="Hemlig rubrik", body="Hemligt innehåll", params=None)
    Delivery.objects.update(
        state=DeliveryState.FAILED,
        last_error="E-postservern tog inte emot mejlet.\n550 mailbox unavailable",
    )
    client = as_person("tomas")

    listed = text(client, reverse("messaging:outbox") + "?visa=fel")
    shown = text(client, reverse("messaging:mail", args=[Delivery.objects.get().uuid]))

    assert "Anna Ekelöf" in listed
    assert "E-postservern tog inte emot mejlet." in listed
    assert "550 mailbox unavailable" in shown
    for page in (listed, shown):
        assert "Hemlig" not in page
        assert "anna@lindakra.example" not in page


def test_the_outbox_says_when_there_is_no_mail_server(
    town: Town, tell: Tell, as_person: SignIn, settings: object
):
    settings.SMTP, settings.DEMO = {}, False  # type: ignore[attr-defined]
    tell("anna")

    page = text(as_person("tomas"), reverse("messaging:outbox"))

    assert "Ingen e-postserver är inställd" in page


def test_a_refused_resend_is_said_and_changes_nothing(
    town: Town, tell: Tell, as_person: SignIn
):
    tell("anna")
    Delivery.objects.update(state=DeliveryState.SENT, sent_at=NOW)

    response = as_person("tomas").post(
        reverse("messaging:send_again", args=[Delivery.objects.get().uuid])
    )

    assert response.status_code == 422
    assert "Det går inte att skicka det här igen" in response.content.decode()
    assert Delivery.objects.get().state == DeliveryState.SENT


def test_the_demo_shows_what_would_have_been_sent(town: Town, tell: Tell, as_person: SignIn):
    tell("anna", event=event())
    delivery = Delivery.objects.get()
    client = as_person("maria")

    listed = text(client, reverse("messaging:demo"))
    shown = text(client, reverse("messaging:demo_mail", args=[delivery.uuid]))
    file = client.get(reverse("messaging:demo_calendar", args=[delivery.uuid]))

    assert "Inbjudan till Köket på Björkskolan" in listed
    assert "Ni ses tisdag 24 november" in shown.replace("\xa0", " ")
    assert b"METHOD:REQUEST" in file.content
    assert file["Content-Disposition"] == 'attachment; filename="inbjudan.ics"'


def test_the_demo_never_shows_a_protected_address(town: Town, tell: Tell, as_person: SignIn):
    tell("sofia", event=event())
    delivery = Delivery.objects.get()

    shown = text(as_person("tomas"), reverse("messaging:demo_mail", args=[delivery.uuid]))

    assert "skyddad adress" in shown
    assert "sofia@" not in shown
    assert "Björkskolan" not in shown


def test_the_demos_page_exists_in_the_demo_only(
    town: Town, tell: Tell, as_person: SignIn, settings: object
):
    tell("anna", event=event())
    delivery = Delivery.objects.get()
    settings.DEMO = False  # type: ignore[attr-defined]
    client = as_person("tomas")

    assert client.get(reverse("messaging:demo")).status_code == 404
    assert client.get(reverse("messaging:demo_mail", args=[delivery.uuid])).status_code == 404
    address = reverse("messaging:demo_calendar", args=[delivery.uuid])
    assert client.get(address).status_code == 404


@pytest.mark.parametrize(
    ("name", "address"),
    [
        ("anna", "messaging:list"),
        ("anna", "messaging:choices"),
        ("tomas", "messaging:outbox"),
        ("tomas", "messaging:demo"),
    ],
)
def test_pages_ask_the_database_as_often_for_three_rows_as_for_one(
    name: str, address: str, town: Town, tell: Tell, as_person: SignIn, statement_count: object
):
    client = as_person(name)
    client.get(reverse(address))

    def count() -> int:
        with statement_count() as found:  # type: ignore[operator]
            assert client.get(reverse(address)).status_code == 200
        return len(found)

    tell("anna")
    one = count()
    tell("anna", event=event())
    enqueue_letter(Letter("Hej", "Hej"), ["maria@lindakra.example"], at=NOW)
    bundle_digests(at=NOW)
    three = count()

    assert one == three
    assert three <= 12
