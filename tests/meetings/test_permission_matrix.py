"""Every act by everybody of the cast: whoever may not is refused, and nothing is written."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from samspel.audit.models import AuditEntry
from samspel.meetings import models
from samspel.messaging.models import Message
from tests.cast import PERSONS
from tests.meetings.acting import acts
from tests.meetings.permissions import ACTS

TABLES = [
    models.Meeting,
    models.AgendaItem,
    models.AgendaPlacement,
    models.AgendaInvitee,
    models.AgendaQuestion,
    models.AgendaAttachment,
    models.BodyMeetingSettings,
    models.Decision,
    models.DelegatedDecision,
    models.DecisionHold,
    models.MeetingRequest,
    models.Ordinance,
    AuditEntry,
    Message,
]


def _everything():
    return [list(table.objects.order_by("pk").values()) for table in TABLES]


def _address(act, scene):
    keys = [getattr(scene, name).uuid for name in act.args]
    return reverse(f"meetings:{act.route}", args=keys) + act.query


def _filled(act, scene):
    def value(given):
        if isinstance(given, str) and given.endswith(".pk"):
            return getattr(scene, given.removesuffix(".pk")).pk
        if isinstance(given, str) and "{scene." in given:
            return given.format(scene=scene)
        if isinstance(given, str) and given.endswith(".txt"):
            return SimpleUploadedFile(given, b"En plan.", "text/plain")
        return given

    return {name: value(given) for name, given in act.data.items()}


@pytest.mark.parametrize("name", sorted(PERSONS))
def test_whoever_may_not_is_refused_every_act_and_nothing_is_written(scene, as_person, name):
    client, before = as_person(name), _everything()
    refused = [act for act in ACTS if name not in act.allowed]

    answers = {
        act.route: client.post(_address(act, scene), _filled(act, scene)).status_code
        for act in refused
    }

    assert set(answers.values()) <= {403, 404}
    assert len(answers) >= 1
    assert _everything() == before


@pytest.mark.parametrize("act", ACTS, ids=lambda act: act.route)
def test_whoever_may_does_the_act_by_its_page(scene, as_person, act):
    (name,) = act.allowed
    before = acts()

    response = as_person(name).post(_address(act, scene), _filled(act, scene))

    assert response.status_code == 302, response.content.decode()[:3000]
    assert act.name in acts()[len(before) :]


@pytest.mark.parametrize("act", ACTS, ids=lambda act: act.route)
def test_nobody_acts_without_signing_in(scene, client, act):
    before = _everything()

    response = client.post(_address(act, scene), _filled(act, scene))

    assert response.status_code == 302
    assert "/inloggning/" in response["Location"]
    assert _everything() == before


@pytest.mark.parametrize("act", [a for a in ACTS if a.data], ids=lambda act: act.route)
def test_an_empty_form_is_shown_again_and_nothing_is_written(scene, as_person, act):
    (name,) = act.allowed
    before = _everything()

    response = as_person(name).post(_address(act, scene), {})

    assert response.status_code == 422
    assert "Fel:" in response.content.decode()
    assert _everything() == before


@pytest.mark.parametrize(
    "act",
    [a for a in ACTS if a.route not in {"uninvite", "bring-papers"}],
    ids=lambda a: a.route,
)
def test_each_act_has_a_page_that_asks_for_it(scene, as_person, act):
    (name,) = act.allowed
    before = _everything()

    response = as_person(name).get(_address(act, scene))

    assert response.status_code == 200
    assert _everything() == before


def test_a_form_that_is_sent_twice_does_the_act_once(scene, as_person):
    client = as_person("gunnar")
    address = reverse("meetings:decide", args=[scene.body.uuid])
    form = {
        "subject": "Extra besök",
        "text": "Anna får göra ett till.",
        "ground": "4.2",
        "matter": "ordinary",
        "form_key": "5b3a3a0e-64f4-4a0f-9f06-0b8d6a3f2c11",
    }

    first, second = client.post(address, form), client.post(address, form)

    assert first["Location"] == second["Location"]
    assert models.DelegatedDecision.objects.count() == 1


def test_the_agenda_of_a_stale_page_is_not_moved(scene, as_person):
    address = reverse("meetings:move", args=[scene.meeting.uuid])
    form = {"day": "2026-12-22", "start": "13:00", "end": "16:00", "version": "1"}
    as_person("ingrid").post(address, form)
    before = _everything()

    response = as_person("ingrid").post(address, form)

    assert response.status_code == 422
    assert "Någon annan har ändrat" in response.content.decode()
    assert _everything() == before


@pytest.mark.parametrize(
    ("day", "words"),
    [("2027-03-28", "ställs klockan fram"), ("2027-10-31", "ställs klockan tillbaka")],
)
def test_a_time_in_the_nights_when_the_clock_is_moved_is_refused_in_words(
    scene, as_person, day, words
):
    address = reverse("meetings:plan", args=[scene.body.uuid])

    response = as_person("ingrid").post(address, {"day": day, "start": "02:30", "end": "05:00"})

    assert response.status_code == 422
    assert words in response.content.decode()
