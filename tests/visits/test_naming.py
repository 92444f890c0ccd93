"""What a guideline has judged is called by its name, by those who may see it."""

from __future__ import annotations

import pytest
from django.urls import reverse

from samspel.rulebooks import subjects
from samspel.rulebooks.models import JudgedAct
from tests.visits.acting import booked, offered

pytestmark = pytest.mark.django_db


def _kept(kind):
    return sorted({act.subject_id for act in JudgedAct.objects.filter(subject_type=kind)})


def test_a_judged_visit_is_called_by_its_place_and_day(town, board):
    visit = booked(town, chooser="anna")

    named = subjects.named("visits.visit", [visit.pk], town.actor("ingrid"))

    name, address = named[visit.pk]
    assert name.startswith(f"{visit.where}, ")
    assert address == reverse("visits:visit", args=[visit.uuid])


def test_whoever_may_not_see_the_visit_is_not_told_its_name(town, board):
    visit = booked(town, chooser="anna")

    assert subjects.named("visits.visit", [visit.pk], town.actor("birgit")) == {}


def test_every_kind_of_judged_object_has_somebody_who_names_it(town, board):
    offered(town)
    booked(town, chooser="anna")

    kinds = set(JudgedAct.objects.values_list("subject_type", flat=True))

    assert kinds
    for kind in kinds:
        assert subjects.named(kind, _kept(kind), town.actor("ingrid")), kind
