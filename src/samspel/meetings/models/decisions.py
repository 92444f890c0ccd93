"""Decisions as rows: taken by a body at a meeting, or by one person on delegation."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from samspel.kit.enums import choices_of
from samspel.kit.models import PublicId
from samspel.meetings.enums import DecisionKind
from samspel.meetings.models.agenda import AgendaItem
from samspel.people.models import Body, Person


class Decision(PublicId):
    """Beslut: what a body decided on a day under a §. Frozen table.

    Entered by the secretary. Never edited: a correction is a new row that replaces the
    old one, which then only gets the time when it was replaced (a trigger in the
    migrations). Body, day and § are unique among the rows that stand.
    """

    body = models.ForeignKey(Body, models.PROTECT, related_name="decisions")
    item = models.ForeignKey(
        AgendaItem, models.PROTECT, null=True, blank=True, related_name="decisions"
    )
    decided_on = models.DateField()
    paragraph = models.CharField(max_length=12)
    title = models.CharField(max_length=200)
    text = models.TextField()
    kind = models.CharField(
        max_length=12, choices=choices_of(DecisionKind), default=DecisionKind.OTHER
    )
    entered_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    entered_at = models.DateTimeField()
    replaces = models.OneToOneField(
        "self", models.PROTECT, null=True, blank=True, related_name="replaced_by"
    )
    correction_reason = models.CharField(max_length=300, blank=True)
    replaced_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = "beslut"
        ordering = ["-decided_on", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["body", "decided_on", "paragraph"],
                condition=Q(replaced_at__isnull=True),
                name="decision_once_per_body_day_and_paragraph",
            ),
            models.CheckConstraint(
                condition=Q(paragraph__startswith="§ "), name="decision_has_a_paragraph"
            ),
            models.CheckConstraint(
                condition=Q(replaces__isnull=True, correction_reason="")
                | (Q(replaces__isnull=False) & ~Q(correction_reason="")),
                name="decision_corrected_for_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return self.citation

    @property
    def citation(self) -> str:
        """How the decision is referred to: "Kommunstyrelsen 2026-02-10 § 14"."""
        return f"{self.body.name} {self.decided_on.isoformat()} {self.paragraph}"

    @property
    def stands(self) -> bool:
        """Whether the row has not been replaced by a correction."""
        return self.replaced_at is None


class DelegatedDecision(PublicId):
    """Delegationsbeslut: taken by one person on the body's behalf. Frozen table.

    Numbered per body and year without gaps (a trigger refuses any other number), and
    reported to the body under an item (KL 6 kap. 40 §, 7 kap. 8 §), the only thing that
    is filled in afterwards. ``reference`` names what was decided on, in the module that
    asked for the decision ("visits.extra:…"), so that nothing is decided twice.
    """

    body = models.ForeignKey(Body, models.PROTECT, related_name="delegated_decisions")
    year = models.PositiveSmallIntegerField()
    number = models.PositiveIntegerField()
    decided_by = models.ForeignKey(Person, models.PROTECT, related_name="delegated_decisions")
    decided_as = models.CharField(max_length=200)
    decided_at = models.DateTimeField()
    subject = models.CharField(max_length=200)
    text = models.TextField()
    ground = models.CharField(max_length=300)
    is_urgent = models.BooleanField(default=False)
    reference = models.CharField(max_length=120, blank=True)
    item = models.ForeignKey(
        AgendaItem, models.PROTECT, null=True, blank=True, related_name="delegated_decisions"
    )

    class Meta:
        verbose_name = "delegationsbeslut"
        ordering = ["body_id", "-year", "-number"]
        constraints = [
            models.UniqueConstraint(
                fields=["body", "year", "number"], name="delegated_decision_number_once"
            ),
            models.CheckConstraint(
                condition=Q(number__gte=1), name="delegated_decision_number_from_one"
            ),
            models.UniqueConstraint(
                fields=["reference"],
                condition=~Q(reference=""),
                name="delegated_decision_once_per_reference",
            ),
            models.CheckConstraint(
                condition=~Q(text=""), name="delegated_decision_says_something"
            ),
        ]

    def __str__(self) -> str:
        return self.citation

    @property
    def label(self) -> str:
        """The number as it is printed: "D 2026:3"."""
        return f"D {self.year}:{self.number}"

    @property
    def citation(self) -> str:
        """How the decision is referred to: "Kommunstyrelsen, delegationsbeslut D 2026:3"."""
        return f"{self.body.name}, delegationsbeslut {self.label}"
