"""What a rule about amounts can point at: dated values, payments, and other rules."""

from __future__ import annotations

from django.utils.translation import gettext as _

from samspel.rulebooks.web.forms.parts import Offered
from samspel.rules.amounts.figures import shipped_figures
from samspel.rules.amounts.model import Payment
from samspel.rules.provisions import Ruleset


def offered_in(ruleset: Ruleset) -> Offered:
    """Give the values of a rule set with the national figures, its payments and its rules."""
    rules = ruleset.amounts
    own = [(each.id, each.title, each.unit) for each in rules.values]
    named = {id_ for id_, _title, _unit in own}
    national = [
        (each.id, _("%(title)s (hela landet)") % {"title": each.title}, each.unit)
        for each in shipped_figures().values
        if each.id not in named
    ]
    return Offered(
        values=[*own, *national],
        payments=[(each.id, each.title) for each in rules.payments],
        rules=[
            (each.id, each.title) for each in rules.articles() if not isinstance(each, Payment)
        ],
    )
