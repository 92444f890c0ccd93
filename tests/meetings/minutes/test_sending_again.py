"""An extract that nobody has confirmed: reminded of, sent to another address, handed over."""

from __future__ import annotations

import datetime as dt

import pytest
from django.urls import reverse

from samspel.audit.models import AuditEntry
from samspel.meetings import services
from samspel.meetings.calculation.record import Recipient
from samspel.meetings.errors import DispatchRefused, MeetingsNotAllowed
from samspel.meetings.models import Dispatch
from samspel.meetings.queries.dispatches import extracts_of
from samspel.messaging.enums import DeliveryState
from samspel.messaging.models import Delivery, Message
from tests.everything import changed, everything
from tests.meetings.acting import NOW, told
from tests.meetings.minutes.playing import approve, approved, small_meeting

LATER = NOW + dt.timedelta(days=7)
COUNTY = "registrator@lan.example"
RECIPIENTS = [
    Recipient("Utredaren", "johan@lindakra.example"),
    Recipient("Länsstyrelsen", COUNTY, is_internal=False),
    Recipient("Handläggaren"),
]


@pytest.fixture
def sent(town):
    """An extract sent to an account, to an address outside, and to somebody without either."""
    room, item = small_meeting(town)
    minutes = approved(town, room)
    extract = services.make_extract(minutes, item, at=NOW, actor=town.actor("ingrid"))
    services.send_extract(extract, RECIPIENTS, at=NOW, actor=town.actor("ingrid"))
    return {each.name: each for each in Dispatch.objects.select_related("extract__minutes")}


def letters() -> list[str]:
    return list(
        Delivery.objects.exclude(address="").order_by("pk").values_list("address", flat=True)
    )


def again(town, dispatch, address="", who="ingrid"):
    return services.send_again(dispatch, address=address, at=LATER, actor=town.actor(who))


def test_whoever_has_an_account_is_reminded_there(town, sent):
    again(town, sent["Utredaren"])

    assert len(told("johan", town=town, kind="meetings.extract")) == 2
    assert letters() == [COUNTY]


def test_a_letter_that_did_not_come_is_shown_and_sent_to_the_right_address(
    town, sent, as_person
):
    Delivery.objects.filter(address=COUNTY).update(state=DeliveryState.FAILED)
    county, client = sent["Länsstyrelsen"], as_person("ingrid")
    page = reverse("meetings:extracts", args=[county.extract.minutes.uuid])
    errand = reverse("meetings:send-extract-again", args=[county.uuid])

    lost = client.get(page).content.decode()
    answer = client.post(errand, {"address": "lansstyrelsen@lan.example"})

    assert f"Kom inte fram till {COUNTY}" in lost
    assert errand in lost
    assert answer.status_code == 302
    assert letters() == [COUNTY, "lansstyrelsen@lan.example"]
    assert "Kom inte fram" not in client.get(page).content.decode()
    kept = AuditEntry.objects.get(act="meetings.extract.sent_again")
    assert kept.facts == {"new_address": True}


def test_the_same_address_is_written_to_once_more_as_a_reminder(town, sent):
    Delivery.objects.filter(address=COUNTY).update(state=DeliveryState.FAILED)

    dispatch = again(town, sent["Länsstyrelsen"])

    assert letters() == [COUNTY, COUNTY]
    assert (dispatch.sent_at, dispatch.address) == (LATER, COUNTY)
    # The reminder came, and its address is forgotten; the letter that failed is still there.
    newest = Delivery.objects.filter(address=COUNTY, created_at=LATER)
    newest.update(state=DeliveryState.SENT, sent_at=LATER, address="")
    (lost,) = (
        each
        for extract in extracts_of(dispatch.extract.minutes)
        for each in extract.dispatches.all()
        if each.pk == dispatch.pk
    )
    assert not lost.is_lost


def test_an_address_that_is_somebodys_here_goes_to_the_account(town, sent):
    dispatch = again(town, sent["Handläggaren"], "pia@lindakra.example")

    assert (dispatch.person, dispatch.address) == (town.person("pia"), "")
    assert len(told("pia", town=town, kind="meetings.extract")) == 1


@pytest.mark.parametrize(
    ("name", "who", "refusal", "why"),
    [
        ("Handläggaren", "ingrid", DispatchRefused, "Skriv en e-postadress till Handläggaren"),
        ("Länsstyrelsen", "karin", MeetingsNotAllowed, ""),
        ("Utredaren", "ingrid", DispatchRefused, "redan mottaget"),
    ],
)
def test_what_is_received_without_address_or_not_ones_own_is_refused(
    town, sent, name, who, refusal, why
):
    services.acknowledge(sent["Utredaren"], at=NOW, actor=town.actor("johan"))
    before = everything()

    with pytest.raises(refusal, match=why or None):
        again(town, sent[name], who=who)

    assert changed(before) == set()


def test_what_is_handed_over_is_noted_by_whoever_did_it(town, sent, as_person):
    by_hand, client = sent["Handläggaren"], as_person("ingrid")
    receipt = reverse("meetings:receipt", args=[by_hand.uuid])

    page = client.get(reverse("meetings:extracts", args=[by_hand.extract.minutes.uuid]))
    answer = client.post(receipt, {"by": "Bo Ek"})

    assert receipt in page.content.decode()
    assert answer.status_code == 302
    by_hand.refresh_from_db()
    assert by_hand.received_by == "Bo Ek"


def test_whoever_has_an_extract_is_told_when_its_minutes_are_corrected(town, sent, client):
    ingrid = town.actor("ingrid")
    minutes = sent["Utredaren"].extract.minutes
    correction = services.begin_correction(
        minutes, cites="Ks 2026-11-12 § 9", text="Beloppet är 100 kronor.", at=NOW, actor=ingrid
    )
    services.send_out(correction, at=NOW, actor=ingrid)
    assert len(told("johan", town=town, kind="meetings.extract")) == 1

    approve(town, correction, at=LATER)

    assert told("johan", town=town, kind="meetings.extract")[-1].startswith("Rättat protokoll")
    words = Message.objects.filter(recipient=town.person("johan")).latest("pk").body
    assert "Ks 2026-11-12 § 9" in words
    assert letters() == [COUNTY, COUNTY]
    letter = Delivery.objects.filter(address=COUNTY).latest("pk").letter
    assert "Ks 2026-11-12 § 9" in letter["text"]
    assert letter["enclosures"] == []
    page = client.get(reverse("meetings:receipt", args=[sent["Länsstyrelsen"].uuid]))
    assert "Beloppet är 100 kronor." in page.content.decode()
    kept = AuditEntry.objects.get(act="meetings.extract.corrected")
    assert len(kept.facts["dispatches"]) == 2
