"""Every act by everybody of the cast: whoever may does it, and who may not writes nothing."""

from __future__ import annotations

from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.urls import reverse

from samspel.audit.models import AuditEntry
from samspel.documents.models import Document
from samspel.messaging.models import Delivery, Message
from samspel.remuneration import models
from tests.cast import PERSONS
from tests.remuneration.acting import PNG
from tests.remuneration.permissions import ACTS
from tests.remuneration.scene import scene
from tests.stages import staged

TABLES = [
    models.Certification,
    models.Cost,
    models.Duty,
    models.DutyFacts,
    models.IncomeCertificate,
    models.Journey,
    models.LostEarnings,
    models.NightsAway,
    models.StandIn,
    AuditEntry,
    Delivery,
    Document,
    Message,
]


@staged
def place(town):
    return scene(town)


def _everything():
    return [list(table.objects.order_by("pk").values()) for table in TABLES]


def _address(act, place):
    return reverse(f"remuneration:{act.route}", args=[getattr(place, n).uuid for n in act.args])


def _filled(act, place):
    def value(given):
        name, _dot, end = str(given).rpartition(".")
        if end in {"pk", "uuid"} and name:
            return getattr(getattr(place, name), end)
        if end == "png":
            return SimpleUploadedFile(given, PNG, "image/png")
        return given

    return {name: value(given) for name, given in act.data.items()}


def test_who_may_not_is_refused_every_act_and_nothing_is_written(place, as_person, settings):
    settings.SAMSPEL_SHELL = ""  # the pages round a refusal are tested elsewhere
    before = _everything()
    answers = {}

    for name in sorted(PERSONS):
        client = as_person(name)
        for act in ACTS:
            if name not in act.allowed:
                sent = client.post(_address(act, place), _filled(act, place))
                answers[name, act.route] = sent.status_code

    assert {key: code for key, code in answers.items() if code not in {403, 404}} == {}
    assert len(answers) > 250
    assert _everything() == before


def test_who_may_does_every_act_and_it_is_told_in_the_trail(place, as_person):
    wrong = {}

    for act in ACTS:
        for name in sorted(act.allowed):
            with transaction.atomic():
                client = as_person(name)
                before = AuditEntry.objects.filter(act=act.name).count()
                sent = client.post(_address(act, place), _filled(act, place))
                told = AuditEntry.objects.filter(act=act.name).count() - before
                if sent.status_code != 302 or told != 1:
                    wrong[name, act.route] = (sent.status_code, told)
                transaction.set_rollback(True)

    assert wrong == {}
