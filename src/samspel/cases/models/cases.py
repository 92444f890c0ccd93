"""Cases, how they hang together, and the stations that they pass."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext

from samspel.cases.enums import CaseKind, CaseState, Exemption, RelationKind, StepKind
from samspel.kit.enums import choices_of
from samspel.kit.models import PublicId
from samspel.people.models import Body, Person
from samspel.rules.catalogue.choices import CouncilMatter

# One line of text that a reader can take in, in a list and in minutes.
TITLE_LENGTH = 300


class Case(PublicId):
    """Ärende: a matter that a body has registered and that somebody prepares.

    Working table. ``series`` is the year that the running number counts within, or 0
    where the body never begins anew; the written number is set when the case is opened
    and never changes (a trigger refuses it, and gaps). A case with a ground of secrecy
    is neither shown nor named to whoever may not see it. ``council_matter`` is what the law
    keeps for the council to decide (KL 5 kap. 1 and 2 §§), if it is such a case.
    """

    body = models.ForeignKey(Body, models.PROTECT, related_name="cases")
    series = models.PositiveSmallIntegerField()
    number = models.PositiveIntegerField()
    registry_number = models.CharField(max_length=60, unique=True)
    class_code = models.CharField(max_length=20, blank=True)
    title = models.CharField(max_length=TITLE_LENGTH)
    search_key = models.CharField(max_length=1000, editable=False)
    kind = models.CharField(
        max_length=20, choices=choices_of(CaseKind), default=CaseKind.MATTER
    )
    state = models.CharField(
        max_length=12, choices=choices_of(CaseState), default=CaseState.OPEN
    )
    responsible = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="cases"
    )
    deciding_body = models.ForeignKey(Body, models.PROTECT, related_name="cases_to_decide")
    exemption = models.CharField(
        max_length=16, choices=choices_of(Exemption), default=Exemption.NONE
    )
    council_matter = models.CharField(
        max_length=16, choices=choices_of(CouncilMatter), default=CouncilMatter.NONE
    )
    raised_by = models.CharField(max_length=200, blank=True)
    raised_on = models.DateField(null=True, blank=True)
    opened_on = models.DateField()
    due_on = models.DateField(null=True, blank=True)
    reported_on = models.DateField(null=True, blank=True)
    decided_on = models.DateField(null=True, blank=True)
    closed_on = models.DateField(null=True, blank=True)
    secrecy_ground = models.CharField(max_length=200, blank=True)
    opened_by = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="+"
    )
    opened_at = models.DateTimeField()
    version = models.PositiveIntegerField(default=1)

    class Meta:
        verbose_name = "ärende"
        ordering = ["-opened_at", "-id"]
        indexes = [
            models.Index(fields=["body", "state"], name="case_body_state"),
            models.Index(fields=["-opened_at", "-id"], name="case_newest_first"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["body", "series", "number"], name="case_number_once_a_series"
            ),
            models.CheckConstraint(
                condition=Q(state=CaseState.CLOSED, closed_on__isnull=False)
                | (~Q(state=CaseState.CLOSED) & Q(closed_on__isnull=True)),
                name="case_closed_on_a_day",
            ),
            models.CheckConstraint(
                condition=~Q(state=CaseState.DECIDED) | Q(decided_on__isnull=False),
                name="case_decided_on_a_day",
            ),
            models.CheckConstraint(
                condition=~Q(kind__in=[CaseKind.COUNCIL_MOTION, CaseKind.CITIZENS_PROPOSAL])
                | Q(raised_on__isnull=False),
                name="case_with_a_clock_was_raised_on_a_day",
            ),
            models.CheckConstraint(
                condition=Q(raised_on__isnull=True) | Q(raised_on__lte=F("opened_on")),
                name="case_raised_before_it_was_opened",
            ),
        ]

    def __str__(self) -> str:
        """A name for the trail: a secret case's own title may tell too much."""
        if self.is_secret:
            return gettext("Ärende %(number)s") % {"number": self.registry_number}
        return f"{self.registry_number} {self.title}"

    @property
    def status(self) -> CaseState:
        """The state as the enum that knows its words and moves."""
        return CaseState(self.state)

    @property
    def is_secret(self) -> bool:
        """Whether the case is marked with a ground of secrecy."""
        return bool(self.secrecy_ground)

    @property
    def is_open(self) -> bool:
        """Whether the case is still to be decided."""
        return self.state == CaseState.OPEN


class CaseRelation(models.Model):
    """Samband: that a case has to do with another. Working table."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="relations")
    other = models.ForeignKey(Case, models.PROTECT, related_name="related_from")
    kind = models.CharField(
        max_length=12, choices=choices_of(RelationKind), default=RelationKind.RELATED
    )
    related_at = models.DateTimeField()

    class Meta:
        verbose_name = "samband"
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["case", "other"], name="case_relation_once"),
            models.CheckConstraint(
                condition=~Q(case=F("other")), name="case_never_related_to_itself"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.case_id}–{self.other_id}"


class CaseStep(PublicId):
    """Beredningssteg: a station of the case, who has it there, from when to when.

    Working table. Exactly one step of an open case is not ended: that is where it is.
    ``citation`` names the decision behind the step ("kommunfullmäktige 2025-03-24 § 41")
    and ``ref`` what another module means by it ("meetings.agendaitem:…"), so that the
    same cause never makes two.
    """

    case = models.ForeignKey(Case, models.PROTECT, related_name="steps")
    order = models.PositiveIntegerField()
    kind = models.CharField(max_length=20, choices=choices_of(StepKind))
    body = models.ForeignKey(
        Body, models.PROTECT, null=True, blank=True, related_name="case_steps"
    )
    person = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="case_steps"
    )
    begun_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)
    text = models.TextField(blank=True)
    citation = models.CharField(max_length=200, blank=True)
    url = models.CharField(max_length=300, blank=True)
    ref = models.CharField(max_length=160, blank=True)
    entered_by = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        verbose_name = "beredningssteg"
        ordering = ["case_id", "order"]
        constraints = [
            models.UniqueConstraint(fields=["case", "order"], name="case_step_one_per_place"),
            models.UniqueConstraint(
                fields=["case"],
                condition=Q(ended_at__isnull=True),
                name="case_is_in_one_place",
            ),
            models.UniqueConstraint(
                fields=["ref"], condition=~Q(ref=""), name="case_step_one_per_cause"
            ),
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True) | Q(ended_at__gte=F("begun_at")),
                name="case_step_ends_after_it_begins",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.case_id}: {self.kind}"

    @property
    def station(self) -> StepKind:
        """The kind as the enum that knows its words."""
        return StepKind(self.kind)
