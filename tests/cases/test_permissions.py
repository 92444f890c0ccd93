"""Every act by everybody of the cast: whoever may does it, and who may not writes nothing."""

from __future__ import annotations

import pytest

from samspel.audit.models import AuditEntry
from samspel.cases import models
from samspel.documents.models import Document
from samspel.messaging.models import Message
from tests.acts import Trial, rows_of, unlike_refusals
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


@pytest.fixture
def trial(scene, as_person):
    return Trial(ACTS, "cases", scene, as_person, {"pdf": (PDF + b"%9", "application/pdf")})


def test_who_may_not_is_refused_every_act_and_nothing_is_written(trial, settings):
    settings.SAMSPEL_SHELL = ""  # the pages round a refusal are tested elsewhere
    before = rows_of(TABLES)

    answers = trial.refused(EVERYBODY)

    assert unlike_refusals(answers) == {}
    assert len(answers) > 250
    assert rows_of(TABLES) == before


def test_who_may_does_every_act_and_it_is_told_in_the_trail(trial):
    assert trial.not_done() == {}
