"""Every act round the report by everybody of the cast: who may not is refused, nothing written."""

from dataclasses import dataclass, field

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.urls import reverse

from samspel.documents.models import Document
from samspel.visits import services
from tests.cast import PERSONS
from tests.visits.nothing import everything
from tests.visits.web import reporting
from tests.visits.web.reporting import LATER, STEP

WRITERS = frozenset({"anna", "perolof"})
HOSTS = frozenset({"maria", "peter"})
KEEPER = frozenset({"ingrid"})
FOLLOWERS = frozenset({"ingrid", "karin", "perolof"})


@dataclass(frozen=True)
class Act:
    """A route, the scene it is tried on, what is sent, and who may."""

    route: str
    scene: str
    allowed: frozenset[str]
    data: dict = field(default_factory=dict)
    args: tuple = ()
    expected: int = 302


ACTS = [
    Act("preparation", "ekgarden", frozenset({"birgit"}), {"text-nulage": "Lugnt", "version-nulage": "0"}),
    Act("preparation-save", "ekgarden", frozenset({"birgit"}), {"text-nulage": "Lugnt", "version-nulage": "0"}, expected=204),
    Act("confirm-conduct", "ekgarden", frozenset({"larsake"})),
    Act("held", "ekgarden", frozenset({"larsake", "birgit", "ingrid"}), {"day": "2026-11-25", "start": "13:00", "end": "15:00", "attended": "larsake", "reason": "Muntligt."}),
    Act("report-begin", "kitchen_held", WRITERS),
    Act("report-step", "kitchen_begun", WRITERS, STEP, (1,)),
    Act("report-save", "kitchen_begun", WRITERS, STEP, expected=204),
    Act("report-attach", "kitchen_begun", WRITERS, {"file": "file"}),
    Act("report-detach", "kitchen_with_file", WRITERS, args=("file",)),
    Act("report-check", "kitchen_draft", WRITERS, {"wants_to_speak": "ja"}),
    Act("report-remark", "kitchen_submitted", HOSTS, {"text": "Vi har två ugnar."}),
    Act("report-publish", "kitchen_submitted", KEEPER, {"reason": "Utan namn."}),
    Act("remind-report", "kitchen_held", KEEPER),
    Act("note-follow-up", "kitchen_held", FOLLOWERS | {"anna"}, {"text": "Två sittningar."}),
    Act("follow-up-assign", "follow_up", FOLLOWERS, {"owner": "johan", "due_on": "2026-12-20"}),
    Act("follow-up-write", "follow_up", FOLLOWERS | {"johan"}, {"text": "Schemat ritas om."}),
    Act("follow-up-done", "follow_up", FOLLOWERS | {"johan"}, {"text": "Klart."}),
    Act("follow-up-reopen", "done", FOLLOWERS | {"johan"}),
    Act("follow-up-close", "follow_up", FOLLOWERS, {"outcome": "Från januari."}),
    Act("remind-those-whose-turn", "kitchen_held", KEEPER, {"vilka": "enhet"}),
]  # fmt: skip


def _scene(town, name):
    if name == "done":
        found = reporting.follow_up(town)
        return services.mark_follow_up_done(found, actor=town.actor("johan"), at=LATER)
    return getattr(reporting, name)(town)


def _address(act, scene, town):
    if act.route == "remind-those-whose-turn":
        return reverse(f"visits:{act.route}", args=[town.body("KS").uuid])
    thing = (
        scene.visit if act.scene.startswith("kitchen_") and hasattr(scene, "visit") else scene
    )
    file = Document.objects.first()
    args = [file.uuid if each == "file" else each for each in act.args]
    return reverse(f"visits:{act.route}", args=[thing.uuid, *args])


def _sent(act, town):
    data = dict(act.data)
    for name in ("attended", "owner"):
        if name in data:
            data[name] = str(town.person(data[name]).pk)
    if "file" in data:
        data["file"] = SimpleUploadedFile("lunch.txt", b"Meny", content_type="text/plain")
    return data


@pytest.mark.parametrize("act", ACTS, ids=lambda act: act.route)
def test_only_those_concerned_may_and_nobody_else_writes_anything(
    act, town, board, committee, as_person
):
    scene = _scene(town, act.scene)
    address = _address(act, scene, town)

    answers = {}
    with time_machine.travel(LATER, tick=False):
        clients = {name: as_person(name) for name in PERSONS}
        before = everything()
        for name in sorted(set(PERSONS) - act.allowed):
            answers[name] = clients[name].post(address, _sent(act, town)).status_code
        assert everything() == before
        for name in sorted(act.allowed):
            with transaction.atomic():
                answers[name] = clients[name].post(address, _sent(act, town)).status_code
                assert everything() != before, name
                transaction.set_rollback(True)

    done = {name for name, status in answers.items() if status == act.expected}
    refused = {name for name, status in answers.items() if status in (403, 404)}
    assert done == act.allowed
    assert refused == set(PERSONS) - act.allowed
