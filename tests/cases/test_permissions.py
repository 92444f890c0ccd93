"""Every act by everybody of the cast: whoever may does it, and who may not writes nothing."""

from __future__ import annotations

from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.urls import reverse

from samspel.audit.models import AuditEntry
from samspel.cases import models
from samspel.documents.models import Document
from samspel.messaging.models import Message
from tests.cases.acting import PDF
from tests.cases.permissions import ACTS

# One of the cast for every sort of position that there is.
EVERYBODY = (
    "anna",
    "birgit",
    "elisabet",
    "gunnar",
    "helena",
    "johan",
    "karin",
    "margareta",
    "mikael",
    "peter",
    "pia",
    "sara",
    "tomas",
)
TABLES = [
    models.Assignment,
    models.AssignmentReport,
    models.Case,
    models.CaseDocument,
    models.CaseRelation,
    models.CaseStep,
    models.OfficersReport,
    models.RegistryPattern,
    models.ReportTemplate,
    Document,
    AuditEntry,
    Message,
]


def _everything():
    return [list(table.objects.order_by("pk").values()) for table in TABLES]


def _address(act, scene):
    return reverse(f"cases:{act.route}", args=[getattr(scene, n).uuid for n in act.args])


def _filled(act, scene):
    def value(given):
        name, _dot, end = str(given).rpartition(".")
        if end in {"pk", "version"}:
            thing = getattr(scene, name)
            thing.refresh_from_db()
            return getattr(thing, end)
        if end == "pdf":
            return SimpleUploadedFile(given, PDF + b"%9", "application/pdf")
        return given

    return {name: value(given) for name, given in act.data.items()}


def test_who_may_not_is_refused_every_act_and_nothing_is_written(scene, as_person, settings):
    settings.SAMSPEL_SHELL = ""  # the pages round a refusal are tested elsewhere
    before = _everything()
    answers = {}

    for name in EVERYBODY:
        client = as_person(name)
        for act in ACTS:
            if name not in act.allowed:
                sent = client.post(_address(act, scene), _filled(act, scene))
                answers[name, act.route] = sent.status_code

    assert {key: code for key, code in answers.items() if code not in {403, 404}} == {}
    assert len(answers) > 250
    assert _everything() == before


def test_who_may_does_every_act_and_it_is_told_in_the_trail(scene, as_person):
    wrong = {}

    for act in ACTS:
        for name in sorted(act.allowed):
            with transaction.atomic():
                client = as_person(name)
                before = AuditEntry.objects.filter(act=act.name).count()
                sent = client.post(_address(act, scene), _filled(act, scene))
                told = AuditEntry.objects.filter(act=act.name).count() - before
                if sent.status_code not in {204, 302} or told != 1:
                    wrong[name, act.route] = (sent.status_code, told)
                transaction.set_rollback(True)

    assert wrong == {}
