"""A case in plain words: what it is given, and what it expects the rules to say."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from samspel.foundation.labels import mark as _
from samspel.foundation.swedish import capitalise
from samspel.rulebooks.calculation.wording import Words
from samspel.rules.catalogue import FACTS, SETTINGS
from samspel.rules.provisions import Case, Ruleset
from samspel.rules.sentence import Translate
from samspel.rules.values import listed

REFUSED = {
    "NoRuleInForce": _("Riktlinjerna gäller inte den dagen."),
    "FactMissing": _("Det går inte att avgöra, eftersom en uppgift saknas."),
}


def said_given(case: Case, words: Words) -> list[tuple[str, str]]:
    """Put what a case is given in words: pairs of label and value."""
    return [
        (words.translate(FACTS[name].label), words.value(value, FACTS[name]))
        for name, value in case.given.items()
    ]


def said_expected(case: Case, ruleset: Ruleset, words: Words) -> list[str]:
    """Put what a case expects in words, one sentence per thing."""
    expect, translate = case.expect, words.translate
    said = []
    if expect.outcome is not None:
        said.append(capitalise(translate(expect.outcome.label)) + ".")
    for ids, template in (
        (expect.not_met, _("Inte uppfyllt: %(titles)s.")),
        (expect.unknown, _("Går inte att avgöra: %(titles)s.")),
    ):
        if ids:
            said.append(translate(template) % {"titles": _titles(ids, ruleset, translate)})
    for name, value in expect.settings.items():
        said.append(f"{translate(SETTINGS[name].label)}: {expected_value(name, value, words)}.")
    if expect.refused:
        said.append(translate(REFUSED[expect.refused]))
    return said


def _titles(ids: Iterable[str], ruleset: Ruleset, translate: Translate) -> str:
    known = ruleset.provision_by_id
    titles = [f"”{known[each].title}”" for each in sorted(ids) if each in known]
    return listed(titles, translate)


def expected_value(name: str, value: object, words: Words) -> str:
    """Put a value that a case expects in words; of lists, a case names the keys."""
    if value is None:
        return words.translate(_("inget bestämt"))
    if isinstance(value, tuple):
        return listed((str(each) for each in value), words.translate)
    if isinstance(value, (bool, int, str, frozenset, dt.date, dt.time)):
        return words.value(value, SETTINGS[name])
    return str(value).replace(".", ",")
