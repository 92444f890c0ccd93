"""A person's calendar feed: its secret address, what it holds, and when it stops."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

import pytest
from django.test import Client
from icalendar import Calendar

from samspel.access.models import User
from samspel.audit.models import AuditEntry
from samspel.foundation.refusal import NotAllowed
from samspel.messaging import feeds
from samspel.messaging.events import CalendarEvent
from samspel.messaging.feed_tokens import secret_of
from samspel.messaging.models import FeedAddress
from samspel.messaging.queries import feed_secret
from samspel.messaging.services import change_feed_address
from samspel.people.models import Person
from tests.cast import Town
from tests.conftest import NOW
from tests.messaging.conftest import START, Tell, event


@pytest.fixture
def events() -> Iterator[list[CalendarEvent]]:
    """Events of whoever asks; other modules' providers are left out."""
    given: list[CalendarEvent] = []
    before = list(feeds._PROVIDERS)
    feeds._PROVIDERS[:] = [lambda _person, _on: given]
    yield given
    feeds._PROVIDERS[:] = before


def address_of(town: Town, name: str = "anna") -> str:
    change_feed_address(actor=town.actor(name), at=NOW)
    return f"/meddelanden/kalender/{feed_secret(town.person(name).pk)}.ics"


def read(address: str) -> list[dict[str, str]]:
    response = Client().get(address)
    assert response.status_code == 200
    calendar = Calendar.from_ical(response.content)
    return [
        {key: str(found.get(key, "")) for key in ("UID", "SEQUENCE", "LOCATION", "STATUS")}
        for found in calendar.walk("VEVENT")
    ]


def test_the_feed_holds_the_events_of_its_owner(town: Town, events: list[CalendarEvent]):
    events.append(event(2))

    assert read(address_of(town)) == [
        {
            "UID": "besok-17@lindakra.example",
            "SEQUENCE": "2",
            "LOCATION": "Skolgatan 4",
            "STATUS": "CONFIRMED",
        }
    ]


def test_a_cancelled_event_stays_marked_and_an_older_form_is_left_out(
    town: Town, events: list[CalendarEvent]
):
    events += [event(3, "CANCEL"), event(2)]

    (found,) = read(address_of(town))

    assert (found["SEQUENCE"], found["STATUS"]) == ("3", "CANCELLED")


def test_no_place_is_told_of_a_person_with_a_protected_identity(
    town: Town, events: list[CalendarEvent]
):
    events.append(event())

    (found,) = read(address_of(town, "sofia"))

    assert found["LOCATION"] == ""


def test_the_answer_is_private_and_says_nothing_to_search_engines(
    town: Town, events: list[CalendarEvent]
):
    response = Client().get(address_of(town))

    assert response["Content-Type"] == "text/calendar; charset=utf-8"
    assert response["Cache-Control"] == "private, no-cache"
    assert response["X-Robots-Tag"] == "noindex"
    assert "sessionid" not in response.cookies


def test_a_reader_that_has_it_gets_nothing_again(town: Town, events: list[CalendarEvent]):
    events.append(event())
    address = address_of(town)
    etag = Client().get(address)["ETag"]

    again = Client().get(address, headers={"If-None-Match": etag})
    assert (again.status_code, again.content, again["ETag"]) == (304, b"", etag)

    events.append(event(uid="besok-18@lindakra.example"))
    assert Client().get(address, headers={"If-None-Match": etag}).status_code == 200


def test_a_new_address_stops_the_old_one_at_once(town: Town, events: list[CalendarEvent]):
    old = address_of(town)
    new = address_of(town)

    assert old != new
    assert Client().get(old).status_code == 404
    assert Client().get(new).status_code == 200


def test_a_secret_that_leads_nowhere_is_not_found(town: Town):
    assert Client().get("/meddelanden/kalender/nagot.ics").status_code == 404


def test_the_feed_of_a_shut_account_is_not_found(town: Town, events: list[CalendarEvent]):
    address = address_of(town)
    User.objects.filter(person=town.person("anna")).update(is_active=False)

    assert Client().get(address).status_code == 404


def test_the_secret_is_not_in_the_database(town: Town):
    address_of(town)

    kept = FeedAddress.objects.get()
    secret = secret_of(kept.nonce)
    assert secret not in str(FeedAddress.objects.values().get())
    assert len(secret) == 43


def test_a_secret_under_another_key_can_not_be_read(town: Town, settings: object):
    address_of(town)
    settings.SECRET_KEY = "another"  # type: ignore[attr-defined]

    assert feed_secret(town.person("anna").pk) == ""


def test_changing_the_address_is_kept_in_the_trail(town: Town):
    address_of(town)

    entry = AuditEntry.objects.get(act="messaging.feed.changed")
    assert (entry.actor_name, entry.facts) == ("Anna Ekelöf", {"is_first": True})


def test_the_system_has_no_feed(town: Town):
    from samspel.audit.actors import Actor

    with pytest.raises(NotAllowed):
        change_feed_address(actor=Actor.system("prov"), at=NOW)

    assert not FeedAddress.objects.exists()
    assert not AuditEntry.objects.exists()


def test_without_a_time_of_change_an_event_is_stamped_when_its_owner_was_told(
    town: Town, tell: Tell, events: list[CalendarEvent]
):
    tell("anna", event=event(), at=NOW - dt.timedelta(days=3))
    events.append(event())

    content = Client().get(address_of(town)).content
    (found,) = Calendar.from_ical(content).walk("VEVENT")

    assert found.decoded("DTSTAMP") == NOW - dt.timedelta(days=3)
    assert found.decoded("DTSTART") == START


def test_a_feed_asks_the_database_as_often_for_three_events_as_for_one(
    town: Town, events: list[CalendarEvent], statement_count: object
):
    address = address_of(town)
    counts = []
    for number in (1, 2, 3):
        events.append(event(uid=f"besok-{number}"))
        if number != 2:
            with statement_count() as found:  # type: ignore[operator]
                Client().get(address)
            counts.append(len(found))

    assert counts == [3, 3]


def test_only_reading_is_answered(town: Town):
    assert Client().post(address_of(town)).status_code == 405


def test_a_provider_is_registered_once():
    def provider(_person: Person, _on: dt.date) -> list[CalendarEvent]:
        return []

    before = list(feeds._PROVIDERS)
    feeds.register_feed(provider)
    feeds.register_feed(provider)

    assert [*before, provider] == feeds._PROVIDERS
    feeds._PROVIDERS.remove(provider)
