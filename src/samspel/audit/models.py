"""The audit trail. Both tables are append-only; triggers in the migrations guard them."""

from __future__ import annotations

from django.db import models

from samspel.audit.actors import ActorKind
from samspel.kit.enums import choices_of


class AuditEntry(models.Model):
    """Händelse: one act, written in the act's own transaction. Ledger table.

    Names and roles are printed as they were. Facts hold keys, numbers and days,
    never free text that may have to be withheld: of such text the hash is kept.
    """

    recorded_at = models.DateTimeField()
    act = models.CharField(max_length=80, db_index=True)
    subject_type = models.CharField(max_length=60)
    subject_id = models.BigIntegerField()
    subject_name = models.CharField(max_length=200)
    actor_kind = models.CharField(max_length=12, choices=choices_of(ActorKind))
    actor_user_id = models.BigIntegerField(null=True)
    actor_person_id = models.BigIntegerField(null=True)
    actor_name = models.CharField(max_length=200)
    actor_role = models.CharField(max_length=200, blank=True)
    request_id = models.CharField(max_length=40, blank=True)
    facts = models.JSONField(default=dict)
    digest = models.CharField(max_length=64)

    class Meta:
        verbose_name = "händelse"
        indexes = [
            models.Index(fields=["subject_type", "subject_id", "id"], name="audit_subject")
        ]

    def __str__(self) -> str:
        return f"{self.act} {self.subject_name}"


class AuditSubject(models.Model):
    """A further object that the act concerns, so that its page can show the act too."""

    entry = models.ForeignKey(AuditEntry, models.PROTECT, related_name="also")
    subject_type = models.CharField(max_length=60)
    subject_id = models.BigIntegerField()

    class Meta:
        indexes = [models.Index(fields=["subject_type", "subject_id"], name="audit_also")]

    def __str__(self) -> str:
        return f"{self.subject_type} {self.subject_id}"


class AuditLink(models.Model):
    """Länk i kedjan: binds an entry to all that were sealed before it. Ledger table.

    Links are written after the act has committed, by one writer at a time, so
    that acts never wait for each other (docs/decisions/0002).
    """

    number = models.BigIntegerField(primary_key=True)
    entry = models.OneToOneField(AuditEntry, models.PROTECT, related_name="link")
    previous_hash = models.CharField(max_length=64)
    hash = models.CharField(max_length=64)
    sealed_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.number}: {self.hash[:12]}"
