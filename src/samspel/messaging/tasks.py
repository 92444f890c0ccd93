"""What the worker does for messaging, and the housekeeping that no module owns."""

from __future__ import annotations

import datetime as dt
import logging

from django.conf import settings
from django.contrib.sessions.models import Session
from django.utils import timezone

from samspel.audit import services as audit
from samspel.audit.actors import Actor
from samspel.audit.models import AuditLink
from samspel.kit import formkeys
from samspel.messaging import importing, jobs
from samspel.messaging.importing import RUN_IMPORT
from samspel.messaging.registry import periodic, task
from samspel.messaging.services import forget_old_messages
from samspel.messaging.services.outbox import SEND
from samspel.messaging.services.sending import BATCH, bundle_digests, send_due

log = logging.getLogger(__name__)
chain_log = logging.getLogger("samspel.audit.chain")

_FORM_KEYS_KEPT = dt.timedelta(days=2)
_JOBS_KEPT = dt.timedelta(days=30)


@task(SEND)
def send() -> None:
    """Send what is due. Deferred by each act that tells somebody something."""
    is_more = True
    while is_more:
        done = send_due(clock=timezone.now)
        is_more = done.sent + done.failed >= BATCH
        if done.sent or done.failed or done.postponed:
            counts = (done.sent, done.failed, done.postponed)
            log.info("mail: %d sent, %d failed, %d postponed", *counts)


@task(RUN_IMPORT, attempts=3)
def run_import(run: int) -> None:
    """Enter or undo a large file that somebody has asked for."""
    importing.run_import(run)


@periodic("* * * * *", "messaging.sweep")
def sweep() -> None:
    """Gather the digests that are due, and send whatever no job has sent."""
    bundle_digests(at=timezone.now())
    send()


@periodic("* * * * *", "messaging.stalled_jobs")
def retry_stalled_jobs() -> None:
    """Put the jobs of dead workers back in the queue."""
    if retried := jobs.retry_stalled():
        log.warning("%d jobs of a dead worker were put back in the queue", retried)


@periodic("* * * * *", "audit.seal")
def seal_chain() -> None:
    """Seal what no act has sealed, so that an entry is never without its link for long."""
    while audit.seal():
        continue


@periodic("5 3 * * *", "audit.head")
def log_chain_head() -> None:
    """Write the chain's head to the log each night: a copy that the database can't change."""
    head = AuditLink.objects.order_by("-number").values_list("number", "hash").first()
    if head:
        chain_log.info("audit chain: link %d, head %s", *head)


@periodic("15 2 * * *", "kit.old_form_keys")
def forget_form_keys() -> None:
    """Forget forms that nobody will send a second time."""
    formkeys.forget_old(timezone.now() - _FORM_KEYS_KEPT)


@periodic("25 2 * * *", "access.old_sessions")
def forget_sessions() -> None:
    """Forget sessions that have run out."""
    Session.objects.filter(expire_date__lt=timezone.now()).delete()


@periodic("35 2 * * *", "messaging.old_jobs")
def forget_jobs() -> None:
    """Forget jobs that ended long ago."""
    jobs.forget_ended(timezone.now() - _JOBS_KEPT)


@periodic("55 2 * * *", "messaging.old_messages")
def forget_messages() -> None:
    """Forget messages that were read or sent longer ago than the municipality keeps them."""
    if settings.MESSAGES_KEPT_DAYS <= 0:
        return
    before = timezone.now() - dt.timedelta(days=settings.MESSAGES_KEPT_DAYS)
    if gone := forget_old_messages(before=before, actor=Actor.system("nattjobbet")):
        log.info("%d old messages and mails were forgotten", gone)
