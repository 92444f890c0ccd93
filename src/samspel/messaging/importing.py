"""Large imports of the register, carried out by the worker; who asked is told how it ended.

Here and not in the register's own module, which stands below the queue.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial

from django.db import connections, transaction
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext_noop as _

from samspel.access.models import User
from samspel.access.queries import actor_for
from samspel.audit.actors import Actor
from samspel.messaging.services import notify
from samspel.people.models import ImportRun
from samspel.people.services import carry_out, come_so_far
from samspel.people.services.imports import Progress

RUN_IMPORT = "people.import_run"


def run_import(run_id: int) -> None:
    """Carry out what was asked for, unless it is done, and tell whoever asked."""
    run = ImportRun.objects.select_related("batch").filter(pk=run_id).first()
    if run is None or run.ended_at is not None:
        return
    user = User.objects.select_related("person").get(pk=run.asked_by_id)
    actor = actor_for(user, on=timezone.localdate())
    with translation.override(user.language), _progress_of(run) as progress:
        ended = carry_out(run, actor=actor, at=timezone.now(), progress=progress)
    _tell(ended, user)


@transaction.atomic
def _tell(run: ImportRun, user: User) -> None:
    """Tell whoever asked how it ended."""
    notify(
        [user.person],
        kind="people.import",
        subject=_("Importen av %(file)s är klar"),
        body=_("Så gick det: %(said)s"),
        params={"file": run.batch.file_name, "said": run.said},
        link=reverse("people:import-review", args=[run.batch.uuid]),
        actor=Actor.system("Import"),
        about=run.batch,
        dedupe=f"people.import:{run.pk}",
    )


@contextmanager
def _progress_of(run: ImportRun) -> Iterator[Progress]:
    """Tell how far it has come on a connection of its own: the act's commits at the end."""
    own = connections.create_connection("default")
    try:
        yield partial(_told, run, own)
    finally:
        own.close()


def _told(run: ImportRun, own: object, count: int) -> None:
    come_so_far(run.pk, count, own)
