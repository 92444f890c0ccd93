"""Lint: where a remuneration rule set parts from the law, or may do so.

What the Local Government Act and its case law settle stops; what they make doubtful
warns. A remark names the law, what is wrong and what would be right.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from itertools import combinations

from samspel.foundation.labels import LabelledEnum
from samspel.foundation.labels import mark as _
from samspel.rules.dated import Version
from samspel.rules.decisions import Decision
from samspel.rules.errors import NoRuleInForce
from samspel.rules.provisions import Ruleset
from samspel.rules.sentence import Sentence, sentence

from .choices import Pays
from .describing import Words
from .figures import Figures, shipped_figures
from .looking import Ref
from .looking_up import Values
from .model import Article, Deadline, Exclusion, Laid, Payment, Value

# What practice holds a substantial part of full time to be (4 kap. 2 § kommunallagen).
SUBSTANTIAL = Decimal(40)
_COUNCILS = ("fullmäktige",)
_SHORT = ("KF", "RF")


class Severity(LabelledEnum):
    """Whether a remark stops the rule set or only warns."""

    STOPS = "stops", _("stoppar")
    WARNS = "warns", _("varnar")


@dataclass(frozen=True, slots=True)
class Remark:
    """Something in a rule set that the law speaks against."""

    severity: Severity
    law: str
    rule: str
    file: str
    line: int
    what: Sentence
    right: Sentence

    def __str__(self) -> str:
        return f"{self.file}, rad {self.line}: {self.what} {self.right} ({self.law})"


def lint(ruleset: Ruleset, before: Ruleset | None = None) -> list[Remark]:
    """Give what the law speaks against in a rule set, the stopping remarks first.

    With ``before``, the version it would replace, also what gets worse with effect
    backwards. A guideline without amounts gives nothing.
    """
    if not ruleset.amounts:
        return []
    found = [
        *_lost_earnings(ruleset),
        *_no_council(ruleset),
        *_unequal(ruleset),
        *_backwards(ruleset, before),
    ]
    return sorted(found, key=lambda each: each.severity is Severity.WARNS)


def _lost_earnings(ruleset: Ruleset) -> Iterator[Remark]:
    """HFD 2017 ref. 28: below a substantial part of full time the right can't be taken away."""
    rules = ruleset.amounts
    rights = {each.id for each in rules.payments if each.pays is Pays.LOST_EARNINGS}
    if not rights and not ruleset.is_example:
        first = rules.payments[0] if rules.payments else None
        yield Remark(
            Severity.STOPS,
            _("4 kap. 12 § kommunallagen"),
            "",
            "" if first is None else first.file,
            1,
            sentence(_("Reglementet ger ingen ersättning för förlorad arbetsinkomst.")),
            sentence(_("Lägg till en ersättning av slaget ”lost_earnings”.")),
        )
    for exclusion in rules.exclusions:
        if rights & exclusion.payments and _reaches_below(exclusion, ruleset):
            yield Remark(
                Severity.STOPS,
                "HFD 2017 ref. 28",
                exclusion.id,
                exclusion.file,
                exclusion.line,
                sentence(
                    _(
                        "”%(title)s” tar bort förlorad arbetsinkomst för den som inte har "
                        "uppdrag på en betydande del av heltid."
                    ),
                    title=exclusion.title,
                ),
                sentence(
                    _("Låt undantaget gälla från minst %(share)s procent av heltid."),
                    share=SUBSTANTIAL,
                ),
            )


def _reaches_below(exclusion: Exclusion, ruleset: Ruleset) -> bool:
    """Tell whether somebody below the substantial part would lose the right."""
    occupancy = exclusion.when.occupancy
    if occupancy is None:
        return True
    borders = _numbers(occupancy.id, ruleset) if isinstance(occupancy, Ref) else [occupancy]
    return any(border < SUBSTANTIAL for border in borders)


def _numbers(id_: str, ruleset: Ruleset) -> list[Decimal]:
    value = ruleset.amounts.value_by_id.get(id_)
    if value is None:
        return []
    return [each.value.figure for each in value.versions if each.value.figure is not None]


def _no_council(ruleset: Ruleset) -> Iterator[Remark]:
    """Only the council decides the grounds: 4:15 for the rights, 4:16 and 5:1 p. 6 for fees."""
    if ruleset.is_example:
        return
    rights = (Pays.LOST_EARNINGS, Pays.BENEFIT, Pays.EXPENSE)
    for rule in ruleset.amounts.articles():
        if not is_council(rule.decided):
            is_right = isinstance(rule, Payment) and rule.pays in rights
            yield _not_the_council(rule, rule.decided, is_right=is_right)
    for value in ruleset.amounts.values:
        for version in value.versions:
            decided = version.value.decided
            if decided is not None and not is_council(decided):
                yield _not_the_council(value, decided, is_right=False)


def is_council(decided: Decision) -> bool:
    """Tell whether a decision is the council's own."""
    body = decided.body
    return body in _SHORT or any(body.casefold().endswith(name) for name in _COUNCILS)


def _not_the_council(rule: Article | Value, decided: Decision, *, is_right: bool) -> Remark:
    law = (
        _("4 kap. 15 § kommunallagen")
        if is_right
        else _("4 kap. 16 § och 5 kap. 1 § 6 kommunallagen")
    )
    return Remark(
        Severity.STOPS,
        law,
        rule.id,
        rule.file,
        rule.line,
        sentence(
            _("”%(title)s” vilar på ett beslut av %(body)s."),
            title=rule.title,
            body=decided.body,
        ),
        sentence(_("Bara fullmäktige får besluta om det. Ange fullmäktiges beslut.")),
    )


def _unequal(ruleset: Ruleset) -> Iterator[Remark]:
    """KL 4:16: amounts are to be equal for equal duties, so two that differ need a reason."""
    fees = [
        each for each in ruleset.amounts.payments if each.pays in (Pays.FEE, Pays.ANNUAL_FEE)
    ]
    for one, other in combinations(fees, 2):
        if one.pays is other.pays and _same_duty(one, other) and one.blocks != other.blocks:
            yield Remark(
                Severity.WARNS,
                _("4 kap. 16 § kommunallagen"),
                other.id,
                other.file,
                other.line,
                sentence(
                    _("”%(one)s” och ”%(other)s” ger olika belopp för samma slags uppdrag."),
                    one=one.title,
                    other=other.title,
                ),
                sentence(_("Ge samma belopp, eller se till att uppdragen skiljer sig åt.")),
            )


def _same_duty(one: Payment, other: Payment) -> bool:
    """Tell whether two payments are for the same kind of duty, in different bodies or places."""
    first, second = one.scope, other.scope
    return (
        one.period.overlaps(other.period)
        and first.bodies != second.bodies
        and bool(first.bodies or second.bodies)
        and _meet(first.kinds, second.kinds)
        and _meet(first.roles, second.roles)
        and _meet(first.presence, second.presence)
        and _meet(first.offices, second.offices)
    )


def _meet(one: frozenset[object], other: frozenset[object]) -> bool:
    return not one or not other or bool(one & other)


def _backwards(ruleset: Ruleset, before: Ruleset | None) -> Iterator[Remark]:
    """KL 2:4: nothing to anybody's disadvantage with effect from before the decision."""
    words, values = Words.of(ruleset), _values(ruleset)
    old = None if before is None else _values(before)
    for value in ruleset.amounts.values:
        for version in value.versions:
            decided = version.value.decided
            if decided is None or decided.day is None or decided.day <= version.takes_effect:
                continue
            if _is_lower(value, version, values, old):
                yield _worse(value, words.value(version.value, value.unit))
    if before is not None:
        yield from _shorter(ruleset, before)


def _values(ruleset: Ruleset) -> Values:
    figures: Figures = shipped_figures()
    return Values(ruleset.amounts.values, figures.values, lambda _value, _laid: "")


def _is_lower(value: Value, version: Version[Laid], values: Values, old: Values | None) -> bool:
    """Tell whether the value goes down. Without anything to compare with, it does not."""
    day = version.takes_effect
    earlier = [each for each in value.versions if each.takes_effect < day]
    try:
        now = values.number(value.id, day)[0]
        if old is not None and value.id in old.by_id:
            return now < old.number(value.id, day)[0]
        return bool(earlier) and now < values.number(value.id, earlier[-1].takes_effect)[0]
    except NoRuleInForce:
        return False


def _worse(value: Value, told: Sentence) -> Remark:
    return Remark(
        Severity.WARNS,
        _("2 kap. 4 § kommunallagen"),
        value.id,
        value.file,
        value.line,
        sentence(
            _("”%(title)s” sänks till %(told)s från en dag före beslutet."),
            title=value.title,
            told=told,
        ),
        sentence(_("Låt sänkningen gälla från beslutets dag eller senare.")),
    )


def _shorter(ruleset: Ruleset, before: Ruleset) -> Iterator[Remark]:
    """A deadline that gets shorter from before its decision hits claims already earned."""
    old = {each.id: each for each in before.amounts.deadlines}
    for rule in ruleset.amounts.deadlines:
        known = old.get(rule.id)
        day = rule.decided.day
        if known is None or day is None or rule.period.first >= day:
            continue
        if rule.months < known.months:
            yield _shortened(rule)


def _shortened(rule: Deadline) -> Remark:
    return Remark(
        Severity.WARNS,
        _("2 kap. 4 § kommunallagen"),
        rule.id,
        rule.file,
        rule.line,
        sentence(_("”%(title)s” kortas från en dag före beslutet."), title=rule.title),
        sentence(_("Låt den kortare tiden gälla från beslutets dag eller senare.")),
    )
