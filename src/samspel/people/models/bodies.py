"""Political bodies and who sits in them."""

from __future__ import annotations

from django.db import models

from samspel.kit.enums import choices_of
from samspel.kit.models import Dated, PublicId, dated_constraint
from samspel.people.enums import MANDATE_ROLES, BodyKind, EndReason, PositionRole, Side
from samspel.people.models.persons import Person, Versioned


class Party(PublicId, Versioned):
    """Parti: a party with its abbreviation. Working table."""

    name = models.CharField(max_length=120, unique=True)
    abbreviation = models.CharField(max_length=12, unique=True)
    sort_key = models.CharField(max_length=400, editable=False, db_index=True)

    class Meta:
        verbose_name = "parti"
        ordering = ["sort_key"]

    def __str__(self) -> str:
        return self.name


class PartyStanding(Dated):
    """Partiets ställning: on which side a party stands during a period."""

    party = models.ForeignKey(Party, models.PROTECT, related_name="standings")
    side = models.CharField(max_length=12, choices=choices_of(Side))

    class Meta:
        constraints = [dated_constraint("party_standing_ends_after_it_begins")]

    def __str__(self) -> str:
        return f"{self.party}: {self.side}"


class Term(PublicId, Dated, Versioned):
    """Mandatperiod: the period that bodies are elected for."""

    name = models.CharField(max_length=60, unique=True)

    class Meta:
        verbose_name = "mandatperiod"
        constraints = [dated_constraint("term_ends_after_it_begins")]

    def __str__(self) -> str:
        return self.name


class Body(PublicId, Dated, Versioned):
    """Organ: council, board, committee or working committee. Working table, dated."""

    name = models.CharField(max_length=120)
    short_name = models.CharField(max_length=20)
    kind = models.CharField(max_length=24, choices=choices_of(BodyKind))
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="children"
    )
    sort_key = models.CharField(max_length=400, editable=False, db_index=True)

    class Meta:
        verbose_name = "organ"
        ordering = ["sort_key", "id"]
        constraints = [
            dated_constraint("body_ends_after_it_begins"),
            models.UniqueConstraint(
                fields=["short_name", "valid_from"], name="body_once_a_day"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Mandate(PublicId, Dated, Versioned):
    """Uppdrag: that a person is elected to a body, in a role, for a time. Working table.

    One mandate per person and body at a time, one holder of each post in the
    presidium, one substitute per place in the order of a party (exclusion constraints
    in the migrations). The election is cited as body, day and §, as text.
    """

    person = models.ForeignKey(Person, models.PROTECT, related_name="mandates")
    body = models.ForeignKey(Body, models.PROTECT, related_name="mandates")
    term = models.ForeignKey(
        Term, models.PROTECT, null=True, blank=True, related_name="mandates"
    )
    role = models.CharField(
        max_length=24,
        choices=[each for each in choices_of(PositionRole) if each[0] in MANDATE_ROLES],
    )
    party = models.ForeignKey(
        Party, models.PROTECT, null=True, blank=True, related_name="mandates"
    )
    substitute_order = models.PositiveSmallIntegerField(null=True, blank=True)
    occupancy_percent = models.DecimalField(
        max_digits=5, decimal_places=2, null=True, blank=True
    )
    elected_by = models.CharField(max_length=120, blank=True)
    elected_on = models.DateField(null=True, blank=True)
    elected_paragraph = models.CharField(max_length=20, blank=True)
    ended_because = models.CharField(
        max_length=16, choices=choices_of(EndReason), blank=True, default=""
    )

    class Meta:
        verbose_name = "uppdrag"
        constraints = [
            dated_constraint("mandate_ends_after_it_begins"),
            models.CheckConstraint(
                condition=models.Q(substitute_order__isnull=True)
                | models.Q(role=PositionRole.SUBSTITUTE),
                name="mandate_only_substitutes_have_an_order",
            ),
        ]
        indexes = [models.Index(fields=["body", "valid_from"], name="mandate_body_from")]

    def __str__(self) -> str:
        return f"{self.person}, {self.body}"
