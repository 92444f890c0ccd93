"""Acts that were judged, kept so that a draft can be tried on what really happened."""

from __future__ import annotations

from django.db import models

from samspel.kit.enums import choices_of
from samspel.people.models import Body
from samspel.rulebooks.models.versions import RulesetVersion
from samspel.rules.provisions import Outcome


class JudgedAct(models.Model):
    """Bedömd åtgärd: act, facts and outcome under a version. Ledger table.

    Facts are keys, numbers and days of the catalogue; never names or free text.
    The reason that somebody wrote when the rules warned is kept beside.
    """

    act = models.CharField(max_length=60)
    body = models.ForeignKey(Body, models.PROTECT, related_name="+")
    version = models.ForeignKey(RulesetVersion, models.PROTECT, related_name="judged_acts")
    on = models.DateField()
    facts = models.JSONField()
    outcome = models.CharField(max_length=8, choices=choices_of(Outcome))
    unmet = models.JSONField(default=list)
    reason = models.TextField(blank=True)
    subject_type = models.CharField(max_length=60)
    subject_id = models.BigIntegerField()
    person_id = models.BigIntegerField(null=True)
    judged_at = models.DateTimeField()

    class Meta:
        verbose_name = "bedömd handling"
        indexes = [
            models.Index(fields=["subject_type", "subject_id"], name="judged_subject"),
            models.Index(fields=["body", "on"], name="judged_body_on"),
        ]

    def __str__(self) -> str:
        return f"{self.act} {self.on}: {self.outcome}"
