"""A provision in plain words: what is asked, when, what is said, and what is laid down.

Works on the engine's data and gives texts in the language of ``translate``. The
municipality's own words are given as they stand.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType

from samspel.foundation.labels import mark as _
from samspel.rules.catalogue import ACTS, FACTS, SETTINGS, Fact, Kind, Unit
from samspel.rules.conditions import (
    AllOf,
    AnyOf,
    Comparison,
    Condition,
    FactRef,
    Literal,
    Not,
    Op,
    Operand,
    SettingRef,
)
from samspel.rules.provisions import Provision, Ruleset, SetValue
from samspel.rules.sentence import Translate
from samspel.rules.values import Described, Item, Section, SettingValue, listed, show

Names = Mapping[str, Sequence[tuple[str, str]]]
"""The register's names for its keys, by the fact or setting that holds them."""

_NUMBERS = (Kind.COUNT, Kind.NUMBER)
_ONE = {
    Unit.HOURS_PER_YEAR: _("timme per kalenderår"),
    Unit.HOURS_PER_VISIT: _("timme per besök"),
    Unit.DAYS: _("dag"),
    Unit.MONTHS: _("månad"),
    Unit.PERSONS: _("person"),
    Unit.OPERATIONS: _("verksamhet"),
    Unit.UNITS: _("enhet"),
    Unit.TIMES: _("tid"),
    Unit.MEETINGS: _("sammanträde"),
}


@dataclass(frozen=True, slots=True)
class SaidValue:
    """A value that is laid down: from which day, in words, its points, and its decision."""

    first: dt.date
    text: str
    points: tuple[tuple[str, str], ...]
    decided: str


@dataclass(frozen=True, slots=True)
class SaidProvision:
    """A provision in words, ready to be drawn."""

    id: str
    title: str
    strength: str
    act: str
    setting: str
    required: tuple[str, ...]
    any_of: bool
    when: str
    say: str
    instead: str
    who_can: str
    values: tuple[SaidValue, ...]
    decided: str
    valid_from: dt.date | None
    valid_to: dt.date | None


@dataclass(frozen=True, slots=True)
class Words:
    """Puts conditions and values in words, in one language."""

    translate: Translate
    names: Names = field(default_factory=lambda: MappingProxyType({}))
    laid: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))

    def value(self, value: SettingValue | None, described: Described) -> str:
        """Put a value in words, with its unit, and keys by the names in the register."""
        known = dict(self.names.get(described.name, ()))
        if isinstance(value, frozenset) and described.choices is None:
            return listed(sorted(known.get(each, each) for each in value), self.translate)
        if isinstance(value, str) and value in known:
            return known[value]
        shown = show(value, described, self.translate)
        if described.unit is None or described.kind not in _NUMBERS or value is None:
            return shown
        one = _ONE.get(described.unit) if value == 1 else None
        return f"{shown} {self.translate(one or described.unit.label)}"

    def condition(self, condition: Condition) -> str:
        """Put a condition in words: ”Besök i år” är mindre än ”Högst så många” (2 besök)."""
        match condition:
            case Comparison():
                return self._comparison(condition)
            case Not(part):
                return self.translate(_("inte att %(condition)s")) % {
                    "condition": self.condition(part)
                }
            case AllOf(parts):
                return self._joined(parts, _("och"))
            case AnyOf(parts):
                return self._joined(parts, _("eller"))

    def parts(self, condition: Condition | None) -> tuple[tuple[str, ...], bool]:
        """Give what a condition asks as a list, and whether one of it is enough."""
        if condition is None:
            return (), False
        if isinstance(condition, (AllOf, AnyOf)):
            parts = tuple(self._nested(each) for each in condition.parts)
            return parts, isinstance(condition, AnyOf)
        return (self.condition(condition),), False

    def _joined(self, parts: Iterable[Condition], word: str) -> str:
        return f" {self.translate(word)} ".join(self._nested(each) for each in parts)

    def _nested(self, part: Condition) -> str:
        words = self.condition(part)
        return f"({words})" if isinstance(part, (AllOf, AnyOf)) else words

    def _comparison(self, condition: Comparison) -> str:
        fact = FACTS[condition.fact]
        label = self.translate(fact.label)
        if condition.op is Op.KNOWN:
            return self.translate(_("uppgiften ”%(fact)s” finns")) % {"fact": label}
        shown = [self._operand(each, condition.op, fact) for each in condition.operands]
        if condition.op is Op.BETWEEN:
            shown.insert(1, self.translate(_("till och med")))
        # A choice among several reads better as plain «är a eller b».
        plainly = condition.op is Op.IN and isinstance(condition.operands[0], Literal)
        op = self.translate(Op.EQ.label if plainly else condition.op.label)
        return " ".join([f"”{label}”", op, *shown])

    def _operand(self, operand: Operand, op: Op, fact: Fact) -> str:
        match operand:
            case Literal(value):
                return self._literal(value, op, fact)
            case FactRef(name):
                return f"”{self.translate(FACTS[name].label)}”"
            case SettingRef(name):
                label = f"”{self.translate(SETTINGS[name].label)}”"
                return f"{label} ({self.laid[name]})" if name in self.laid else label

    def _literal(self, value: SettingValue, op: Op, fact: Fact) -> str:
        if op is Op.IN and isinstance(value, frozenset):
            return self._either([self._member(each, fact) for each in sorted(value)])
        return self.value(value, fact)

    def _member(self, key: str, fact: Fact) -> str:
        if fact.choices is not None:
            return self.translate(fact.choices(key).label)
        return dict(self.names.get(fact.name, ())).get(key, key)

    def _either(self, words: list[str]) -> str:
        if len(words) < 2:
            return "".join(words)
        return f"{', '.join(words[:-1])} {self.translate(_('eller'))} {words[-1]}"


def said_ruleset(
    ruleset: Ruleset, translate: Translate, names: Names = MappingProxyType({})
) -> dict[str, list[SaidProvision]]:
    """Put every provision in words, under the clause that it rests on."""
    words = Words(translate, names, laid_down(ruleset, Words(translate, names)))
    found: dict[str, list[SaidProvision]] = {clause.id: [] for clause in ruleset.clauses}
    for provision in ruleset.provisions:
        found[provision.clause].append(said_provision(ruleset, provision, words))
    return found


def laid_down(ruleset: Ruleset, words: Words) -> dict[str, str]:
    """Give the single values that hold from the first day without conditions, in words."""
    found: dict[str, str] = {}
    for each in ruleset.provisions:
        always = each.values if each.when is None else None
        version = always.on(ruleset.effective_from) if always is not None else None
        if version is not None and not isinstance(version.value.value, (tuple, frozenset)):
            found[each.setting] = words.value(version.value.value, SETTINGS[each.setting])
    return found


def said_provision(ruleset: Ruleset, provision: Provision, words: Words) -> SaidProvision:
    """Put one provision in words."""
    required, any_of = words.parts(provision.require)
    period, whole = provision.period, ruleset.period
    values = provision.values or ()
    return SaidProvision(
        id=provision.id,
        title=provision.title,
        strength=provision.strength.value if provision.strength else "",
        act=words.translate(ACTS[provision.act].label),
        setting=words.translate(SETTINGS[provision.setting].label) if provision.setting else "",
        required=required,
        any_of=any_of,
        when=words.condition(provision.when) if provision.when else "",
        say=shown_places(provision.say, words.translate),
        instead=shown_places(provision.instead, words.translate),
        who_can=provision.who_can.text if provision.who_can else "",
        values=tuple(
            _value(each.takes_effect, each.value, provision, words) for each in values
        ),
        decided=str(provision.decided),
        valid_from=period.first if period.first > whole.first else None,
        valid_to=period.end if period.end != whole.end else None,
    )


def _value(first: dt.date, laid: SetValue, provision: Provision, words: Words) -> SaidValue:
    if isinstance(laid.value, tuple):
        points = tuple((point.label, _help(point, words.translate)) for point in laid.value)
        return SaidValue(first, "", points, str(laid.decided))
    text = words.value(laid.value, SETTINGS[provision.setting])
    return SaidValue(first, text, (), str(laid.decided))


def _help(point: Item | Section, translate: Translate) -> str:
    needed = isinstance(point, Section) and point.required
    return " ".join(filter(None, (translate(_("Krävs.")) if needed else "", point.help)))


class _Places(dict[str, str]):
    """Writes the label of a fact or setting where its value will stand."""

    def __init__(self, translate: Translate) -> None:
        super().__init__()
        self.translate = translate

    def __missing__(self, name: str) -> str:
        about = FACTS.get(name) or SETTINGS.get(name)
        return f"[{self.translate(about.label) if about else name}]"


def shown_places(text: str, translate: Translate) -> str:
    """Show a message with the names of what will be filled in: ”Du har [Besök i år] besök”."""
    return text % _Places(translate) if text else ""
