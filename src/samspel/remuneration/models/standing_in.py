"""Who certifies in somebody else's place, between which days, and by what decision."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from samspel.kit.enums import choices_of
from samspel.kit.models import Dated, PublicId, dated_constraint
from samspel.people.models import Body, Person
from samspel.remuneration.enums import Certifier


class StandIn(PublicId, Dated):
    """Attestersättare: somebody who takes a step of certification in another's place.

    Working table: it may end sooner, and is never deleted. The body names the stand-in by
    a decision, which is cited.
    """

    body = models.ForeignKey(Body, models.PROTECT, related_name="certifying_stand_ins")
    step = models.CharField(max_length=12, choices=choices_of(Certifier))
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    instead_of = models.ForeignKey(Person, models.PROTECT, related_name="+")
    decided = models.CharField(max_length=200)

    class Meta:
        verbose_name = "attestersättare"
        ordering = ["-valid_from", "id"]
        constraints = [
            dated_constraint("stand_in_ends_after_it_begins"),
            models.CheckConstraint(
                condition=~Q(person=F("instead_of")), name="stand_in_is_somebody_else"
            ),
            models.CheckConstraint(
                condition=~Q(decided=""), name="stand_in_rests_on_a_decision"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person}, {self.step}"
