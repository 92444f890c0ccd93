"""The catalogue as the editor offers it: acts, what can be asked, what can be laid down."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from samspel.rulebooks.calculation.drafting import provisions_of
from samspel.rules.catalogue import ALL_ACTS, ALL_SETTINGS, FACTS, SETTINGS, STATUTORY, Act
from samspel.rules.conditions import facts_of
from samspel.rules.editing import Draft
from samspel.rules.provisions import Ruleset
from samspel.rules.rulebook import CASES_FILE
from samspel.rules.values import BadValue, read_one, show
from samspel.rules.writing import Plain


@dataclass(frozen=True, slots=True)
class OfferedSetting:
    """A setting to lay down, and the provisions that already do."""

    name: str
    label: str
    meaning: str
    laid_by: Sequence[str]


@dataclass(frozen=True, slots=True)
class OfferedAct:
    """An act to ask something of, and what can be laid down for it."""

    key: str
    label: str
    meaning: str
    settings: Sequence[OfferedSetting]


def offered_acts(ruleset: Ruleset) -> list[OfferedAct]:
    """Give every act with what can be laid down for it, marked where the draft does."""
    laid: dict[str, list[str]] = {}
    for each in ruleset.provisions:
        if each.setting:
            laid.setdefault(each.setting, []).append(each.title)
    return [
        OfferedAct(
            act.key,
            _(act.label),
            _(act.meaning),
            [
                OfferedSetting(
                    kind.name, _(kind.label), _(kind.meaning), laid.get(kind.name, ())
                )
                for kind in ALL_SETTINGS
                if kind.act == act.key
            ],
        )
        for act in ALL_ACTS
        if act.key not in STATUTORY
    ]


def settings_in(draft: Draft) -> list[str]:
    """Give the settings that the draft lays down, each once: what can be compared with."""
    names = (str(each.get("set", "")) for each in provisions_of(draft))
    return [name for name in dict.fromkeys(names) if name in SETTINGS]


def facts_looked_at(ruleset: Ruleset, act: Act, given: Iterable[str]) -> list[str]:
    """Give the facts of an act that its provisions look at, and those already given."""
    named = dict.fromkeys(given)
    for provision in ruleset.provisions:
        if provision.act != act.key:
            continue
        for condition in (provision.when, provision.require):
            if condition is not None:
                named.update(dict.fromkeys(facts_of(condition)))
    return [name for name in act.facts if name in named]


def common_given(draft: Draft, act: Act) -> list[tuple[str, str]]:
    """Give what every case of an act is given unless it says otherwise, in words."""
    cases = draft.model[CASES_FILE]
    common = cases.get("common") if isinstance(cases, dict) else None
    own = common.get(act.key) if isinstance(common, dict) else None
    if not isinstance(own, dict):
        return []
    return [(_(FACTS[name].label), _in_words(name, own[name])) for name in own if name in FACTS]


def _in_words(name: str, value: Plain) -> str:
    """Put a fact's plain value in words; what can't be read stands as it is written."""
    try:
        if isinstance(value, list):
            keys = frozenset(str(read_one(str(each), FACTS[name])) for each in value)
            return show(keys, FACTS[name], _)
        return show(read_one(str(value), FACTS[name]), FACTS[name], _)
    except BadValue:
        return str(value)
