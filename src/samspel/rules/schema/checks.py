"""Checks across a whole guideline: what one part says of another must be there."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import combinations

from samspel.foundation.labels import mark as _
from samspel.rules.amounts.casebook import AmountCase
from samspel.rules.amounts.model import AmountRules, Article, Value
from samspel.rules.catalogue import ACTS, SETTINGS
from samspel.rules.conditions import exclusive, facts_of, settings_of
from samspel.rules.errors import Problem
from samspel.rules.provisions import Case, Clause, Provision
from samspel.rules.sentence import Sentence, sentence

_PLACE = re.compile(r"%\(([^)]*)\)s")


def check_guideline(
    clauses: Iterable[Clause], provisions: list[Provision], cases: Iterable[Case]
) -> list[Problem]:
    """Give every problem that only shows when the parts are seen together."""
    ids = {clause.id for clause in clauses}
    problems = [*_twins(provisions), *_overlaps(provisions)]
    for provision in provisions:
        problems += _clause_missing(provision.clause, ids, provision.file, provision.line)
        problems += _settings_missing(provision, provisions)
        problems += _places_wrong(provision)
    for case in cases:
        problems += _clause_missing(case.cites, ids, case.file, case.line)
    return problems


def check_clauses(
    clauses: Iterable[Clause], amounts: AmountRules, cases: Iterable[AmountCase]
) -> list[Problem]:
    """Give a problem per amount or case that rests on a clause that is not there."""
    ids = {clause.id for clause in clauses}
    problems = []
    every: tuple[Value | Article, ...] = (*amounts.values, *amounts.articles())
    for rule in every:
        if rule.clause:
            problems += _clause_missing(rule.clause, ids, rule.file, rule.line)
    for case in cases:
        problems += _clause_missing(case.cites, ids, case.file, case.line)
    return problems


def settings_used(provision: Provision) -> tuple[str, ...]:
    """Give the settings that the provision's conditions compare with."""
    conditions = [each for each in (provision.when, provision.require) if each is not None]
    return tuple(dict.fromkeys(name for each in conditions for name in settings_of(each)))


def _problem(provision: Provision, what: Sentence, right: Sentence) -> Problem:
    return Problem(provision.file, provision.line, what, right)


def _twins(provisions: list[Provision]) -> list[Problem]:
    seen: set[str] = set()
    problems = []
    for each in provisions:
        if each.id in seen:
            problems.append(
                _problem(
                    each,
                    sentence(_("Två bestämmelser heter ”%(id)s”."), id=each.id),
                    sentence(_("Ge den ena ett annat id.")),
                )
            )
        seen.add(each.id)
    return problems


def _overlaps(provisions: list[Provision]) -> list[Problem]:
    """Two of the same setting may not count at the same time, unless conditions part them."""
    setting = [each for each in provisions if each.setting]
    return [
        _problem(
            later,
            sentence(
                _("”%(one)s” och ”%(other)s” bestämmer båda ”%(setting)s” under samma dagar."),
                one=earlier.id,
                other=later.id,
                setting=sentence(SETTINGS[later.setting].label),
            ),
            sentence(
                _("Ändra dagarna, eller ge dem villkor under ”when” som utesluter varandra.")
            ),
        )
        for earlier, later in combinations(setting, 2)
        if earlier.setting == later.setting
        and earlier.period.overlaps(later.period)
        and not exclusive(earlier.when, later.when)
    ]


def _clause_missing(clause: str, ids: set[str], file: str, line: int) -> list[Problem]:
    if clause in ids:
        return []
    what = sentence(
        _("Det finns inget stycke ”%(clause)s” i riktlinjernas text."), clause=clause
    )
    right = sentence(_("Stycken som finns: %(ids)s."), ids=", ".join(sorted(ids)) or "–")
    return [Problem(file, line, what, right)]


def _settings_missing(provision: Provision, provisions: list[Provision]) -> list[Problem]:
    problems = []
    if provision.setting and settings_used(provision):
        problems.append(
            _problem(
                provision,
                sentence(_("Villkoret för ”%(id)s” beror på en inställning."), id=provision.id),
                sentence(_("Använd bara uppgifter i villkor för inställningar.")),
            )
        )
    for name in settings_used(provision):
        givers = [each for each in provisions if each.setting == name]
        if not givers:
            problems.append(
                _problem(
                    provision,
                    sentence(
                        _(
                            "”%(id)s” jämför med ”%(setting)s”, som riktlinjerna inte bestämmer."
                        ),
                        id=provision.id,
                        setting=name,
                    ),
                    sentence(
                        _("Lägg till en bestämmelse med ”set: %(setting)s”."), setting=name
                    ),
                )
            )
        problems += _not_offered(provision, givers)
    return problems


def _not_offered(provision: Provision, givers: list[Provision]) -> list[Problem]:
    """A setting with a condition can be compared with only where its facts are offered."""
    offered = set(ACTS[provision.act].facts)
    return [
        _problem(
            provision,
            sentence(
                _(
                    "”%(id)s” jämför med ”%(giver)s”, som beror på uppgifter som inte finns här."
                ),
                id=provision.id,
                giver=giver.id,
            ),
            sentence(_("Ta bort villkoret under ”when” i ”%(giver)s”."), giver=giver.id),
        )
        for giver in givers
        if giver.when is not None and not offered.issuperset(facts_of(giver.when))
    ]


def _places_wrong(provision: Provision) -> list[Problem]:
    """What is said may only hold places for facts of the act and settings it uses."""
    allowed = {*ACTS[provision.act].facts, *settings_used(provision)}
    texts = (provision.say, provision.instead)
    unknown = [
        _problem(
            provision,
            sentence(_("”%(name)s” finns inte att skriva ut."), name=name),
            sentence(_("Ta bort platsen, eller använd en uppgift som hör till åtgärden.")),
        )
        for text in texts
        for name in _PLACE.findall(text)
        if name not in allowed
    ]
    alone = [
        _problem(
            provision,
            sentence(_("Texten har ett ensamt procenttecken.")),
            sentence(_("Skriv två procenttecken efter varandra.")),
        )
        for text in texts
        if "%" in _PLACE.sub("", text).replace("%%", "")
    ]
    return unknown + alone
