"""The forms of amounts give back what stands in the draft, and lose no row on the way."""

from __future__ import annotations

from typing import Any

import pytest
from django.forms import BaseForm
from django.http import QueryDict

from samspel.rulebooks.calculation.clauses import clause_choices
from samspel.rulebooks.calculation.drafting import cases_of, draft_of
from samspel.rulebooks.web.forms.amount_cases import AmountCaseEditor
from samspel.rulebooks.web.forms.amount_rules import RuleEditor
from samspel.rulebooks.web.forms.parts import flat, nested, sent_rows
from samspel.rulebooks.web.offering import offered_in
from samspel.rules.rulebook import load_shipped, shipped_folders

PAID = [name for name in shipped_folders() if "arvoden" in name]


def as_sent(forms: list[BaseForm], **more: str) -> QueryDict:
    """Give what a browser would send of the forms as they stand."""
    sent = QueryDict(mutable=True)
    for bound in (bound for form in forms for bound in form):
        value: Any = bound.value()
        if isinstance(value, list):
            sent.setlist(bound.html_name, value)
        elif isinstance(value, bool):
            sent |= {bound.html_name: "on"} if value else {}
        elif value is not None:
            sent[bound.html_name] = str(value)
    sent.update(more)
    return sent


@pytest.mark.parametrize("name", PAID)
def test_every_rule_that_is_opened_and_sent_comes_back_as_it_was(name):
    ruleset = load_shipped(name)
    draft, offered = draft_of(ruleset.files), offered_in(ruleset)

    for section, entry in draft.amounts():
        if section == "values":
            continue
        made = (section, entry, clause_choices(draft), offered)
        shown = RuleEditor(*made, is_example=ruleset.is_example)
        names = {
            f"{form.prefix}-name": form.name
            for form in (shown.chain.forms if shown.chain else [])
        }
        sent = RuleEditor(*made, as_sent(shown.forms, **names), is_example=ruleset.is_example)

        assert sent.is_valid()
        assert sent.written(str(entry["id"])) == entry


@pytest.mark.parametrize("name", PAID)
def test_every_case_that_is_opened_and_sent_comes_back_as_it_was(name):
    ruleset = load_shipped(name)
    draft, offered = draft_of(ruleset.files), offered_in(ruleset)

    for entry in (each for each in cases_of(draft) if "duties" in each):
        made = (entry, clause_choices(draft), offered)
        shown = AmountCaseEditor(*made)
        count = {"duty-count": str(len(shown.duties))}
        sent = AmountCaseEditor(*made, as_sent(shown.forms, **count))

        assert sent.is_valid()
        assert sent.written() == entry


def test_a_tree_is_the_same_taken_apart_and_put_together():
    tree = {"a": "1", "rows": [{"b": "2", "c": ["3", "4"]}, {"b": "5"}], "d": {"e": "6"}}

    assert nested(flat(tree)) == tree
    assert nested({"": "alone"}) == "alone"


def test_as_many_rows_are_shown_again_as_were_sent():
    sent = QueryDict("x-rows.0.a=1&x-rows.3.a=&x-other=2")

    assert len(sent_rows(sent, "x-rows.")) == 3
    assert sent_rows(sent, "y-rows.") == []
