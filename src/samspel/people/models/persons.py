"""The municipality and its persons."""

from __future__ import annotations

from django.db import models

from samspel.foundation.swedish import search_key, sort_key
from samspel.kit.enums import choices_of
from samspel.kit.models import Dated, PublicId, dated_constraint
from samspel.people.enums import TieKind


class Versioned(models.Model):
    """A row that people change: its version tells whether a page that was read is stale."""

    version = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        abstract = True


class Municipality(models.Model):
    """Kommun: the one municipality of this database. Working table with a single row."""

    singleton = models.BooleanField(default=True, unique=True, editable=False)
    name = models.CharField(max_length=120)
    code = models.CharField(max_length=4, blank=True)
    phone = models.CharField(max_length=40, blank=True)
    email = models.EmailField(blank=True)
    website = models.URLField(blank=True)
    mark = models.CharField(max_length=200, blank=True)
    theme = models.JSONField(default=dict, blank=True)
    is_demo = models.BooleanField(default=False)

    class Meta:
        verbose_name = "kommun"
        constraints = [
            models.CheckConstraint(condition=models.Q(singleton=True), name="one_municipality")
        ]

    def __str__(self) -> str:
        return self.name


class Person(PublicId, Versioned):
    """Person: somebody with a mandate or an employment. Working table.

    With a protected identity (skyddade personuppgifter) contact details and
    place are never shown, searched, exported, logged or mailed.
    """

    given_name = models.CharField(max_length=80)
    family_name = models.CharField(max_length=80)
    sort_key = models.CharField(max_length=400, editable=False, db_index=True)
    search_key = models.CharField(max_length=400, editable=False, db_index=True)
    email = models.EmailField(blank=True)
    phone = models.CharField(max_length=40, blank=True)
    address = models.CharField(max_length=200, blank=True)
    is_protected = models.BooleanField(default=False)
    registered_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = "person"
        ordering = ["sort_key", "id"]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """Given name and family name."""
        return f"{self.given_name} {self.family_name}".strip()

    def keep_name_keys(self) -> None:
        """Set the keys that belong to the name; the caller saves them."""
        self.sort_key, self.search_key = self.name_keys

    @property
    def name_keys(self) -> tuple[str, str]:
        """The keys to sort and search by, which the services store."""
        return (
            sort_key(f"{self.family_name} {self.given_name}"),
            search_key(f"{self.given_name} {self.family_name}"),
        )


class Tie(PublicId, Dated):
    """Anknytning: that a person, or somebody close, works in an operation. Never who."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="ties")
    operation = models.ForeignKey("people.Operation", models.PROTECT, related_name="ties")
    kind = models.CharField(max_length=12, choices=choices_of(TieKind))

    class Meta:
        verbose_name = "anknytning"
        constraints = [dated_constraint("tie_ends_after_it_begins")]

    def __str__(self) -> str:
        return f"{self.person}: {self.operation}"
