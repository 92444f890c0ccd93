"""To choose how to be told: what is kept, what it changes, and what is refused."""

from __future__ import annotations

import pytest

from samspel.audit.actors import Actor
from samspel.audit.models import AuditEntry
from samspel.foundation.refusal import NotAllowed
from samspel.messaging.enums import EmailChoice
from samspel.messaging.errors import ChoiceRefused
from samspel.messaging.models import ChannelChoice, Delivery, Preferences
from samspel.messaging.queries import choices_of_person, preferences_of
from samspel.messaging.services import choose_channels
from tests.cast import Town
from tests.messaging.conftest import Tell, event


def choose(actor: Actor, **changes: object) -> Preferences:
    given = {"emails": {"tests": "digest"}, "takes_calendar": False, "digest_hour": 6}
    return choose_channels(actor=actor, **{**given, **changes})  # type: ignore[arg-type]


def nothing_written() -> bool:
    kept = (ChannelChoice.objects, Preferences.objects, AuditEntry.objects)
    return not any(each.exists() for each in kept)


def test_who_has_chosen_nothing_gets_all_at_once(town: Town):
    preferences = preferences_of(town.person("anna").pk)

    assert (preferences.takes_calendar, preferences.digest_hour) == (True, 7)
    assert choices_of_person(town.person("anna").pk) == {}


def test_a_choice_is_kept_and_in_the_trail(town: Town):
    choose(town.actor("anna"))

    person = town.person("anna")
    assert choices_of_person(person.pk) == {"tests": EmailChoice.DIGEST}
    assert preferences_of(person.pk).digest_hour == 6
    entry = AuditEntry.objects.get()
    assert (entry.act, entry.facts) == (
        "messaging.channels.chosen",
        {"emails": {"tests": "digest"}, "takes_calendar": False, "digest_hour": 6},
    )


def test_a_new_choice_takes_the_olds_place(town: Town):
    choose(town.actor("anna"))
    choose(town.actor("anna"), emails={"tests": "none"}, digest_hour=23)

    assert ChannelChoice.objects.get().email == EmailChoice.NONE
    assert Preferences.objects.get().digest_hour == 23


def test_a_choice_is_ones_own(town: Town, tell: Tell):
    choose(town.actor("anna"), emails={"tests": "none"})

    tell("anna", "maria", event=event())

    assert Delivery.objects.get().recipient == town.person("maria")


@pytest.mark.parametrize(
    "wrong",
    [
        {"emails": {"nowhere": "digest"}},
        {"emails": {"tests": "by pigeon"}},
        {"digest_hour": 24},
        {"digest_hour": -1},
    ],
)
def test_what_there_is_not_can_not_be_chosen(town: Town, wrong: dict[str, object]):
    with pytest.raises(ChoiceRefused):
        choose(town.actor("anna"), **wrong)

    assert nothing_written()


def test_the_system_chooses_nothing(town: Town):
    with pytest.raises(NotAllowed, match="Bara en person"):
        choose(Actor.system("prov"))

    assert nothing_written()
