"""Choices of enums: in the page's language, also those whose words stand inside sentences."""

from __future__ import annotations

import pytest
from django import forms
from django.http import Http404
from django.utils import translation

from samspel.kit import jinja
from samspel.kit.denied import or_404
from samspel.kit.enums import capital_choices
from samspel.people.models import Person
from samspel.remuneration.enums import CostKind
from samspel.remuneration.web.forms import offer
from samspel.remuneration.web.forms_parts import CostForm


@pytest.mark.parametrize(
    ("lang", "said"), [("sv", "Kollektivtrafik"), ("en", "Public transport")]
)
def test_a_list_begins_each_word_with_a_capital_in_the_language_that_is_on(
    lang: str, said: str
) -> None:
    with translation.override(lang):
        choices = dict(capital_choices(CostKind))
        shown = str(CostForm()["kind"])

        assert choices[CostKind.PUBLIC_TRANSPORT] == said
        assert said in shown


def test_where_one_of_several_must_be_chosen_none_is_chosen_beforehand() -> None:
    field = forms.ModelChoiceField(queryset=Person.objects.none())
    anna, bo = Person(pk=1, given_name="Anna"), Person(pk=2, given_name="Bo")

    offer(field, Person, [anna, bo])
    several = field.widget.optgroups("person", [])
    offer(field, Person, [anna])
    alone = field.widget.optgroups("person", [])

    assert [len(several), len(alone)] == [3, 1]
    assert several[0][1][0]["value"] == ""


def test_a_remembered_text_is_of_the_language_that_is_on() -> None:
    said = []
    for lang in ("sv", "en", "sv"):
        with translation.override(lang):
            said.append(jinja._gettext("Sök"))

    assert said == ["Sök", "Search", "Sök"]


def test_what_a_query_did_not_find_is_not_found() -> None:
    assert or_404("found") == "found"
    with pytest.raises(Http404):
        or_404(None)
