import pytest

from samspel.foundation.refusal import NotAllowed
from samspel.meetings import services
from samspel.meetings.calendar_entries import event_of_invitation
from samspel.meetings.enums import Purpose
from samspel.meetings.errors import ItemRefused
from samspel.messaging.models import Message
from tests.meetings.acting import NOW, acts, opened, planned, told

DAY = "tisdag 1 december 2026 kl. 13.00"


def _invite(town, item, actor="ingrid"):
    return services.invite(
        item,
        town.person("birgit"),
        purpose=Purpose.ACCOUNT,
        at=NOW,
        actor=town.actor(actor),
    )


def test_somebody_who_is_invited_is_told_when_and_for_what(town):
    planned(town, 12, 1, body="SN")
    item = opened(town, body="SN")

    _invite(town, item)

    message = Message.objects.get(recipient=town.person("birgit"))
    assert message.subject == f"Inbjudan: Socialnämnden {DAY}"
    assert message.body.startswith("Socialnämnden vill att du redogör för")
    assert acts()[-1] == "meetings.item.invited"


def test_a_calendar_entry_names_the_body_and_never_the_item(town):
    meeting = planned(town, 12, 1, body="SN")

    invitee = _invite(town, opened(town, body="SN"))

    event = event_of_invitation(invitee, meeting)
    assert event.summary == "Inbjuden till Socialnämnden"
    assert event.description == ""
    assert event.sequence == 0


def test_the_message_about_a_closed_item_does_not_name_it(town):
    planned(town, 12, 1, body="SN")
    item = opened(town, body="SN", is_closed=True)

    _invite(town, item)

    message = Message.objects.get(recipient=town.person("birgit"))
    assert item.title not in message.body + message.subject
    assert "ett slutet ärende" in message.body


def test_nobody_is_invited_twice(town):
    item = opened(town)
    _invite(town, item)

    with pytest.raises(ItemRefused, match="redan inbjuden"):
        _invite(town, item)


def test_an_invitation_that_is_taken_back_leaves_the_calendar(town):
    planned(town, 12, 1, body="SN")
    invitee = _invite(town, opened(town, body="SN"))

    services.uninvite(invitee, at=NOW, actor=town.actor("ingrid"))

    invitee.refresh_from_db()
    assert (invitee.cancelled_at, invitee.calendar_sequence) == (NOW, 1)
    assert told("birgit", town=town)[-1] == "Du behöver inte komma: Socialnämnden"
    with pytest.raises(ItemRefused, match="redan återtagen"):
        services.uninvite(invitee, at=NOW, actor=town.actor("ingrid"))


def test_whoever_is_invited_again_keeps_the_uid_with_a_higher_sequence(town):
    planned(town, 12, 1, body="SN")
    item = opened(town, body="SN")
    first = _invite(town, item)
    services.uninvite(first, at=NOW, actor=town.actor("ingrid"))

    again = _invite(town, item)

    assert again.uuid == first.uuid
    assert (again.calendar_sequence, again.cancelled_at) == (2, None)


def test_an_invitation_that_follows_from_another_act_asks_for_no_right_of_its_own(town):
    item = opened(town)

    invitee = services.invite_to_item(
        item, town.person("anna"), purpose=Purpose.SUMMARY, at=NOW, actor=town.actor("anna")
    )

    assert list(item.invitees.all()) == [invitee]


def test_only_the_secretary_invites(town):
    item = opened(town)
    invitee = _invite(town, item)
    before = acts()

    with pytest.raises(NotAllowed):
        _invite(town, item, actor="karin")
    with pytest.raises(NotAllowed):
        services.uninvite(invitee, at=NOW, actor=town.actor("birgit"))

    assert acts() == before
