"""A large file never holds a request up: its rows go in in the background, all or none."""

from __future__ import annotations

import time

import pytest
from django.test import Client
from django.urls import reverse

from samspel.audit.models import AuditEntry
from samspel.messaging import tasks
from samspel.messaging.models import Message
from samspel.people import services
from samspel.people.enums import ImportKind, ImportState
from samspel.people.models import Employment, ImportBatch, ImportRun, Person
from samspel.people.web import importpage
from tests import cast
from tests.messaging.processes import WORK, process, wait_for

HEAD = "Namn;Titel;Enhet;Från\n"
RIGHT = "".join(
    f"Nils Brodin{letter};kock;Köket på Kvarnskolan;2026-10-01\n" for letter in "abcd"
)
WRONG = RIGHT + "Nils Brodine;kock;Köket som inte finns;2026-10-01\n"


@pytest.fixture(autouse=True)
def _small_is_large(request, monkeypatch):
    """More than three rows are many here; the soak test has as many as are taken."""
    if not request.node.get_closest_marker("soak"):
        monkeypatch.setattr(importpage, "_LONG", 3)


def _mapped(town: cast.Town, rows: str) -> ImportBatch:
    actor = town.actor("ingrid")
    batch = services.read_import(
        ImportKind.EMPLOYMENTS, name="personal.csv", content=(HEAD + rows).encode(), actor=actor
    )
    return services.map_columns(batch, batch.mapping, {}, actor=actor)


def _url(name: str, batch: ImportBatch) -> str:
    return reverse(f"people:import-{name}", args=[batch.uuid])


def test_the_rows_of_a_large_file_go_in_in_the_background_and_out_again(town, as_person):
    batch, ingrid = _mapped(town, RIGHT), as_person("ingrid")

    asked = ingrid.post(_url("enter", batch), {}, follow=True)
    twice = ingrid.post(_url("enter", batch), {})
    before = Person.objects.filter(family_name__startswith="Brodin").count()
    tasks.run_import(ImportRun.objects.get().pk)
    tasks.run_import(ImportRun.objects.get().pk)
    done = ingrid.get(_url("review", batch)).content.decode()

    page = asked.content.decode()
    assert "Raderna förs in i bakgrunden" in page
    assert '<progress max="4" value="0"' in page
    assert 'hx-trigger="every 3s"' in page
    assert twice.status_code == 422
    assert before == 0
    assert Employment.objects.filter(person__family_name__startswith="Brodin").count() == 4
    assert AuditEntry.objects.filter(act="people.import.entered").count() == 1
    assert "4 rader är införda." in done
    message = Message.objects.get(kind="people.import")
    assert message.recipient == town.person("ingrid")
    assert "4 rader är införda." in message.body
    assert message.link == _url("review", batch)

    ingrid.post(_url("undo", batch), {})
    tasks.run_import(ImportRun.objects.get().pk)

    assert not Person.objects.filter(family_name__startswith="Brodin").exists()
    batch.refresh_from_db()
    assert batch.state == ImportState.UNDONE
    assert "Importen är ångrad." in ingrid.get(_url("review", batch)).content.decode()


def test_a_large_file_with_wrong_rows_enters_none_and_says_which(town, as_person):
    batch, ingrid = _mapped(town, WRONG), as_person("ingrid")

    ingrid.post(_url("enter", batch), {})
    tasks.run_import(ImportRun.objects.get().pk)
    refused = ingrid.get(_url("review", batch)).content.decode()
    ingrid.post(_url("enter", batch), {"only_good": "on"})
    tasks.run_import(ImportRun.objects.get().pk)

    assert "1 rader går inte att föra in, så inget har ändrats" in refused
    assert "”Köket som inte finns” finns inte." in refused
    run = ImportRun.objects.get()
    assert (run.was_refused, run.said) == (False, "4 rader är införda. 1 rad hoppades över.")
    assert [each["number"] for each in run.problems] == [6]


def test_what_is_worked_on_is_neither_changed_nor_thrown_away_meanwhile(town, as_person):
    batch, ingrid = _mapped(town, RIGHT), as_person("ingrid")
    ingrid.post(_url("enter", batch), {})

    answer = ingrid.post(_url("discard", batch), {})
    by_somebody_else = as_person("pia").get(_url("review", batch))

    assert answer.status_code == 422
    assert "Samspel arbetar med filen i bakgrunden just nu." in answer.content.decode()
    assert by_somebody_else.status_code == 403
    batch.refresh_from_db()
    assert batch.state == ImportState.PREVIEWED


@pytest.mark.soak
def test_twenty_thousand_rows_hold_no_request_up(committed_db):
    town = cast.town()
    rows = "".join(
        f"Nils Brodin{at};kock;Köket på Kvarnskolan;2026-10-01\n" for at in range(20_000)
    )
    ingrid = Client()
    ingrid.force_login(town.user("ingrid"))
    batch = _mapped(town, rows)
    took, seen = [], set()

    def timed(ask):
        began = time.monotonic()
        answer = ask()
        took.append(time.monotonic() - began)
        return answer

    timed(lambda: ingrid.get(_url("review", batch)))
    timed(lambda: ingrid.post(_url("enter", batch), {}))

    def is_done() -> bool:
        timed(lambda: ingrid.get(_url("review", batch)))
        run = ImportRun.objects.get()
        seen.add(run.done_count)
        time.sleep(1)
        return run.ended_at is not None

    with process(WORK, 1):
        wait_for(is_done, seconds=30)

    batch.refresh_from_db()
    assert (batch.state, batch.entered_count) == (ImportState.COMMITTED, 20_000)
    assert Employment.objects.filter(person__family_name__startswith="Brodin").count() == 20_000
    assert seen - {0, 20_000}, "how far it had come was told meanwhile"
    assert max(took) < 20, sorted(took)[-5:]
