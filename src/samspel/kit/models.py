"""Base models: a public identifier, and things that are valid between two days."""

from __future__ import annotations

import datetime as dt
from typing import Self, TypeVar
from uuid import uuid4

from django.db import models
from django.db.models import F, Q

_Row_co = TypeVar("_Row_co", bound=models.Model, covariant=True)


class PublicId(models.Model):
    """A row with an address: its key stays inside, its UUID may be seen."""

    uuid = models.UUIDField(unique=True, default=uuid4, editable=False)

    class Meta:
        abstract = True


class DatedQuerySet(models.QuerySet[_Row_co]):
    """Rows with ``valid_from`` (inclusive) and ``valid_to`` (exclusive, or open)."""

    def on(self, day: dt.date) -> Self:
        """Keep the rows in force on the day."""
        return self.filter(in_force(day))

    def not_ended(self, day: dt.date) -> Self:
        """Keep the rows that are in force on the day or begin later."""
        return self.filter(Q(valid_to__isnull=True) | Q(valid_to__gt=day))


def in_force(day: dt.date, prefix: str = "") -> Q:
    """Give the condition that a dated row, reached by the prefix, is in force on the day."""
    return Q(**{f"{prefix}valid_from__lte": day}) & (
        Q(**{f"{prefix}valid_to__isnull": True}) | Q(**{f"{prefix}valid_to__gt": day})
    )


class Dated(models.Model):
    """A row that holds from a day and until, but not on, another."""

    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)

    objects = DatedQuerySet.as_manager()

    class Meta:
        abstract = True

    def is_in_force(self, day: dt.date) -> bool:
        """Whether the row holds on the day."""
        return self.valid_from <= day and (self.valid_to is None or day < self.valid_to)


def dated_constraint(name: str) -> models.CheckConstraint:
    """Give the constraint that a dated row ends after it begins."""
    return models.CheckConstraint(
        condition=Q(valid_to__isnull=True) | Q(valid_to__gt=F("valid_from")), name=name
    )


class FormKey(models.Model):
    """A form that has been received once, so that sending it twice does the act once."""

    key = models.UUIDField(primary_key=True)
    user_id = models.BigIntegerField()
    used_at = models.DateTimeField(auto_now_add=True)
    location = models.CharField(max_length=500, default="", blank=True)
