"""Party visits: which parties were offered the same, on which grounds."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from samspel.kit.enums import choices_of
from samspel.kit.models import PublicId
from samspel.visits.enums import PartyAnswer
from samspel.visits.models.visits import Visit


class PartyOffer(PublicId):
    """Erbjudande om partibesök: the same terms for every party that meets the grounds."""

    body = models.ForeignKey("people.Body", models.PROTECT, related_name="+")
    operation = models.ForeignKey("people.Operation", models.PROTECT, related_name="+")
    unit = models.ForeignKey(
        "people.Unit", models.PROTECT, null=True, blank=True, related_name="+"
    )
    first_day = models.DateField()
    last_day = models.DateField()
    grounds = models.TextField()
    during_lessons = models.BooleanField(default=False)
    offered_at = models.DateTimeField()

    class Meta:
        verbose_name = "erbjudande om partibesök"
        constraints = [
            models.CheckConstraint(
                condition=Q(last_day__gte=F("first_day")),
                name="party_offer_ends_after_it_begins",
            ),
            models.CheckConstraint(condition=~Q(grounds=""), name="party_offer_has_grounds"),
        ]

    def __str__(self) -> str:
        return f"Partibesök: {self.unit or self.operation}"


class PartyOfferRow(models.Model):
    """One party in an offer: when it was asked, what it answered, and the visit that came."""

    offer = models.ForeignKey(PartyOffer, models.PROTECT, related_name="rows")
    party = models.ForeignKey("people.Party", models.PROTECT, related_name="+")
    answer = models.CharField(
        max_length=12, choices=choices_of(PartyAnswer), default=PartyAnswer.OFFERED.value
    )
    answered_at = models.DateTimeField(null=True, blank=True)
    visit = models.OneToOneField(
        Visit, models.PROTECT, null=True, blank=True, related_name="party_offer_row"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["offer", "party"], name="party_offered_once")
        ]

    def __str__(self) -> str:
        return f"{self.party}"
