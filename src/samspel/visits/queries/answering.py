"""What the visitors have answered to a visit's times."""

from __future__ import annotations

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import F, OuterRef, QuerySet
from django.db.models.functions import JSONObject

from samspel.visits.models import OptionAnswer, TimeOption


def options_with_answers() -> QuerySet[TimeOption]:
    """Give the offered times, each with the answers to it in ``said``."""
    rows = OptionAnswer.objects.filter(option=OuterRef("pk")).order_by("id")
    said = rows.values(row=JSONObject(visitor=F("visitor_id"), answer=F("answer")))
    return TimeOption.objects.annotate(said=ArraySubquery(said))


def answers_to(option: TimeOption) -> dict[int, str]:
    """Give the answers to a time by visitor; no statement where they were read along."""
    said = getattr(option, "said", None)
    if said is None:
        return {each.visitor_id: each.answer for each in option.answers.all()}
    return {each["visitor"]: each["answer"] for each in said}
