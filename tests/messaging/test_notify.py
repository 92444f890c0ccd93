"""To tell people: what is written, for whom, in which language, and when nothing is."""

from __future__ import annotations

import datetime as dt
import threading

import pytest
from django.db import IntegrityError, connection, transaction

from samspel.access.models import User
from samspel.audit.errors import ActorMissing
from samspel.foundation.labels import mark as _
from samspel.messaging.enums import Channel, DeliveryState, EmailChoice
from samspel.messaging.errors import OldSequence, UnknownKind
from samspel.messaging.models import (
    CalendarEntry,
    ChannelChoice,
    Delivery,
    Message,
    Preferences,
)
from samspel.messaging.queries import unread_notices
from samspel.messaging.services import mark_all_read, mark_read, remind_once
from tests import cast
from tests.cast import Town
from tests.conftest import NOW
from tests.messaging.conftest import KIND, Tell, event
from tests.messaging.processes import wait_for


def waiting_jobs() -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT task_name FROM procrastinate_jobs WHERE status = 'todo'")
        return [name for (name,) in cursor.fetchall()]


def test_each_recipient_gets_a_message_and_a_mail_that_wait(town: Town, tell: Tell):
    messages = tell("anna", "maria")

    assert [(each.recipient_id, each.subject, each.link) for each in messages] == [
        (town.person("anna").pk, "Inbjudan till Köket på Björkskolan", "/besok/17/"),
        (town.person("maria").pk, "Inbjudan till Köket på Björkskolan", "/besok/17/"),
    ]
    assert messages[0].body == "Ni ses tisdag 24 november 2026 kl. 13.00."
    assert (messages[0].about_type, messages[0].about_id) == (
        "people.unit",
        town.unit("bjork").pk,
    )
    assert list(Delivery.objects.values_list("recipient_id", "channel", "state")) == [
        (town.person("maria").pk, Channel.EMAIL, DeliveryState.WAITING),
        (town.person("anna").pk, Channel.EMAIL, DeliveryState.WAITING),
    ]
    assert waiting_jobs() == ["messaging.send"]


def test_an_act_that_rolls_back_tells_nobody(town: Town, tell: Tell):
    with transaction.atomic():
        tell("anna", event=event())
        transaction.set_rollback(True)

    assert not Message.objects.exists()
    assert not Delivery.objects.exists()
    assert not CalendarEntry.objects.exists()
    assert waiting_jobs() == []


def test_the_same_person_named_twice_is_told_once(town: Town, tell: Tell):
    assert len(tell("anna", "anna")) == 1


def test_a_message_is_in_the_language_of_its_recipient(town: Town, tell: Tell):
    User.objects.filter(person=town.person("anna")).update(language="en")

    message, other = tell(
        "anna",
        "maria",
        subject=_("Spara"),
        body=_("%(at)s"),
        params={"at": dt.date(2026, 12, 9)},
    )

    assert (message.language, message.body) == ("en", "Wednesday 9 December 2026")
    assert (other.language, other.body) == ("sv", "onsdag 9 december 2026")


def test_words_of_a_person_may_hold_a_per_cent_sign(town: Town, tell: Tell):
    (message,) = tell("anna", subject="Höjd med 12 %", body="100 %", params=None)

    assert (message.subject, message.body) == ("Höjd med 12 %", "100 %")


def test_a_subject_is_one_line_of_bounded_length(town: Town, tell: Tell):
    (message,) = tell("anna", subject="Hej\r\nBcc: x@y.example " + "o" * 400, params=None)

    assert "\n" not in message.subject
    assert len(message.subject) <= 300


def test_an_unregistered_kind_is_refused_and_nothing_is_written(town: Town, tell: Tell):
    with pytest.raises(UnknownKind):
        tell("anna", kind="tests.unknown")

    assert not Message.objects.exists()


def test_nobody_can_tell_without_acting(town: Town, tell: Tell):
    with pytest.raises(ActorMissing):
        tell("anna", actor=None)

    assert not Message.objects.exists()


def test_who_wants_it_only_in_the_product_gets_no_mail(town: Town, tell: Tell):
    ChannelChoice.objects.create(
        person=town.person("anna"), group="tests", email=EmailChoice.NONE
    )

    tell("anna")

    assert Message.objects.count() == 1
    assert not Delivery.objects.exists()
    assert waiting_jobs() == []


def test_who_wants_a_digest_waits_for_its_hour(town: Town, tell: Tell):
    person = town.person("anna")
    ChannelChoice.objects.create(person=person, group="tests", email=EmailChoice.DIGEST)
    Preferences.objects.create(person=person, digest_hour=18)

    tell("anna")

    (delivery,) = Delivery.objects.all()
    assert delivery.channel == Channel.DIGEST
    assert delivery.next_try_at == dt.datetime(2026, 11, 12, 17, 0, tzinfo=dt.UTC)
    assert waiting_jobs() == []


def test_an_event_goes_as_an_invitation_in_the_same_mail(town: Town, tell: Tell):
    tell("anna", event=event())

    (delivery,) = Delivery.objects.all()
    assert delivery.channel == Channel.CALENDAR
    assert delivery.event["uid"] == "besok-17@lindakra.example"
    entry = CalendarEntry.objects.get()
    assert (entry.person, entry.sequence, entry.method) == (town.person("anna"), 0, "REQUEST")


def test_who_takes_no_invitations_gets_a_plain_mail(town: Town, tell: Tell):
    Preferences.objects.create(person=town.person("anna"), takes_calendar=False)

    tell("anna", event=event())

    assert list(Delivery.objects.values_list("channel", "event")) == [(Channel.EMAIL, None)]
    assert not CalendarEntry.objects.exists()


def test_nobody_with_a_protected_identity_is_sent_an_invitation(town: Town, tell: Tell):
    tell("sofia", event=event())

    assert list(Delivery.objects.values_list("channel", "event")) == [(Channel.EMAIL, None)]


def test_a_cancellation_reaches_only_calendars_that_had_the_event(town: Town, tell: Tell):
    tell("anna", event=event())

    tell("anna", "maria", event=event(1, "CANCEL"))

    anna, maria = town.person("anna"), town.person("maria")
    assert Delivery.objects.filter(recipient=anna).first().channel == Channel.CALENDAR
    assert Delivery.objects.get(recipient=maria).channel == Channel.EMAIL
    assert CalendarEntry.objects.get(person=anna).method == "CANCEL"


def test_an_older_form_of_an_event_is_never_sent_after_a_newer(town: Town, tell: Tell):
    tell("anna", event=event(3))

    with pytest.raises(OldSequence):
        tell("anna", event=event(2))

    assert Message.objects.count() == 1
    assert CalendarEntry.objects.get().sequence == 3


def test_told_under_a_key_once_is_told(town: Town, tell: Tell):
    tell("anna", dedupe="mote-3")

    again = tell("anna", "maria", dedupe="mote-3")

    assert [each.recipient for each in again] == [town.person("maria")]
    assert Message.objects.count() == 2


def test_the_database_keeps_a_person_from_being_told_twice_under_a_key(town: Town, tell: Tell):
    (message,) = tell("anna", dedupe="mote-3")
    message.pk = None
    message.uuid = "8a3d7a3e-2f5b-4a5b-9a54-0f3f0c1d2e3f"

    with pytest.raises(IntegrityError):
        message.save(force_insert=True)


def test_a_reminder_is_sent_once_under_its_key(town: Town):
    def remind(key: str) -> int:
        return len(
            remind_once(
                key,
                [town.person("anna")],
                kind=KIND,
                subject="Skriv rapporten",
                body="Den ska in på fredag.",
                link="/besok/17/",
                actor=town.actor("ingrid"),
                about=town.unit("bjork"),
            )
        )

    assert [remind("rapport:17:1"), remind("rapport:17:1"), remind("rapport:17:2")] == [1, 0, 1]


def test_telling_takes_as_many_statements_for_three_as_for_one(
    town: Town, tell: Tell, statement_count: object
):
    people = {name: town.person(name) for name in ("anna", "maria", "peter", "karin")}
    tell("karin", event=event())

    def count(names: list[str]) -> int:
        actor, unit = town.actor("ingrid"), town.unit("bjork")
        with statement_count() as found:  # type: ignore[operator]
            from samspel.messaging.services import notify

            notify(
                [people[name] for name in names],
                kind=KIND,
                subject="Hej",
                body="Hej",
                link="/",
                actor=actor,
                about=unit,
                event=event(),
            )
        return len(found)

    assert count(["anna"]) == count(["anna", "maria", "peter"])


def test_reading_a_message_is_for_its_recipient_only(town: Town, tell: Tell):
    (message,) = tell("anna")

    mark_read(message, person_id=town.person("maria").pk, at=NOW)
    message.refresh_from_db()
    assert message.read_at is None

    mark_read(message, person_id=town.person("anna").pk, at=NOW)
    message.refresh_from_db()
    assert message.read_at == NOW


def test_marking_all_as_read_leaves_others_messages_alone(town: Town, tell: Tell):
    tell("anna", "maria")
    tell("anna")

    assert mark_all_read(town.person("anna").pk, at=NOW) == 2
    assert unread_notices(town.person("anna")).count() == 0
    assert unread_notices(town.person("maria")).count() == 1


def test_no_address_is_kept_of_anyone_in_the_register(town: Town, tell: Tell):
    tell("sofia", "anna", event=event())

    with connection.cursor() as cursor:
        for table in ("messaging_delivery", "messaging_message", "messaging_calendarentry"):
            for name in ("sofia", "anna"):
                cursor.execute(
                    f"SELECT count(*) FROM {table} t WHERE t::text LIKE %s",
                    [f"%{name}@lindakra.example%"],
                )
                assert cursor.fetchone() == (0,)


def test_times_and_labels_among_the_values_are_said_in_words(town: Town, tell: Tell):
    (message,) = tell(
        "anna",
        subject="%(state)s",
        body="%(at)s",
        params={"state": EmailChoice.DIGEST, "at": dt.time(9, 5)},
    )

    assert (message.subject, message.body) == ("I en sammanfattning per dag", "9.05")


def test_a_message_may_have_a_subject_only(town: Town, tell: Tell):
    (message,) = tell("anna", body="", params=None)

    assert message.body == ""


def test_two_who_remind_at_once_remind_once(committed_db: None):
    def remind() -> int:
        town = cast.town()
        return len(
            remind_once(
                "rapport:17",
                [town.person("anna")],
                kind=KIND,
                subject="Skriv rapporten",
                body="Den ska in på fredag.",
                link="/besok/17/",
                actor=town.actor("ingrid"),
                about=town.unit("bjork"),
            )
        )

    reminded = threading.Event()
    written: list[int] = []

    def other() -> None:
        try:
            reminded.wait(20)
            written.append(remind())
        finally:
            connection.close()

    second = threading.Thread(target=other)
    second.start()
    with transaction.atomic():
        written.append(remind())
        reminded.set()
        # Until the other one stands at the door, waiting for this transaction.
        wait_for(_somebody_waits)
    second.join()

    assert written == [1, 0]
    assert Message.objects.count() == 1


def _somebody_waits() -> bool:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM pg_locks WHERE NOT granted AND locktype = 'transactionid'"
        )
        return bool(cursor.fetchone()[0])
