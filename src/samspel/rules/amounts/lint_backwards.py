"""Lint of KL 2:4: nothing to anybody's disadvantage from a day before it was decided."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from samspel.foundation.labels import mark as _
from samspel.rules.dated import Version
from samspel.rules.errors import NoRuleInForce
from samspel.rules.provisions import Ruleset
from samspel.rules.sentence import Sentence, sentence

from .comparing import inner
from .describing import Words
from .figures import Figures, shipped_figures
from .looking_up import Values
from .model import Article, Cap, Deadline, Exclusion, Laid, Payment, Total, Value
from .remarks import Remark, Severity

LAW = _("2 kap. 4 § kommunallagen")


def backwards(ruleset: Ruleset, before: Ruleset | None) -> Iterator[Remark]:
    """Give what gets, or may get, worse with effect from before its decision."""
    words, values = Words.of(ruleset), _values(ruleset)
    old = None if before is None else _values(before)
    for value in ruleset.amounts.values:
        for version in value.versions:
            decided = version.value.decided
            if decided is None or decided.day is None or decided.day <= version.takes_effect:
                continue
            told = words.value(version.value, value.unit)
            if not value.unit.is_money:
                if _is_other(value, version, values, old):
                    yield _changed(value, told)
            elif _is_lower(value, version, values, old):
                yield _worse(value, told)
    yield from _rules(ruleset, before)
    if before is not None:
        yield from _shorter(ruleset, before)
        yield from _taken_away(ruleset, before)


def _rules(ruleset: Ruleset, before: Ruleset | None) -> Iterator[Remark]:
    """Exclusions and caps take something away; another way to reckon may give less."""
    old = {} if before is None else before.amounts.article_by_id
    for rule in ruleset.amounts.articles():
        if not _is_backdated(rule):
            continue
        known = old.get(rule.id)
        if known is not None and inner(known) == inner(rule):
            continue
        if isinstance(rule, Exclusion | Cap):
            yield _remark(rule, _("”%(title)s” tar bort något från en dag före beslutet."))
        elif isinstance(rule, Total) or (isinstance(rule, Payment) and known is not None):
            yield _remark(rule, _("”%(title)s” räknas på ett annat sätt före beslutet."))


def _is_backdated(rule: Article) -> bool:
    return rule.decided.day is not None and rule.period.first < rule.decided.day


def _taken_away(ruleset: Ruleset, before: Ruleset) -> Iterator[Remark]:
    """A payment that a version no longer has, when the version begins before its decision."""
    decided = ruleset.decision.day
    if decided is None or decided <= ruleset.effective_from:
        return
    for rule in before.amounts.payments:
        if rule.id not in ruleset.amounts.article_by_id:
            yield _remark(rule, _("”%(title)s” tas bort från en dag före beslutet."))


def _remark(rule: Article, what: str) -> Remark:
    return Remark(
        Severity.WARNS,
        LAW,
        rule.id,
        rule.file,
        rule.line,
        sentence(what, title=rule.title),
        sentence(_("Låt det gälla från beslutets dag, eller se till att ingen får mindre.")),
    )


def _values(ruleset: Ruleset) -> Values:
    figures: Figures = shipped_figures()
    return Values(ruleset.amounts.values, figures.values, lambda _value, _laid: "")


def _is_lower(value: Value, version: Version[Laid], values: Values, old: Values | None) -> bool:
    """Tell whether an amount goes down. Without anything to compare with, it does not."""
    now, was = _now_and_was(value, version, values, old)
    return now is not None and was is not None and now < was


def _is_other(value: Value, version: Version[Laid], values: Values, old: Values | None) -> bool:
    """Tell whether a length, a distance or a share is another: which way is worse, none knows."""
    now, was = _now_and_was(value, version, values, old)
    return now is not None and was is not None and now != was


def _now_and_was(
    value: Value, version: Version[Laid], values: Values, old: Values | None
) -> tuple[Decimal | None, Decimal | None]:
    """Give what a value is on the day of one of its versions, and what it would have been."""
    day = version.takes_effect
    earlier = [each for each in value.versions if each.takes_effect < day]
    try:
        now = values.number(value.id, day)[0]
        if old is not None and value.id in old.by_id:
            return now, old.number(value.id, day)[0]
        if earlier:
            return now, values.number(value.id, earlier[-1].takes_effect)[0]
    except NoRuleInForce:
        return None, None
    return now, None


def _worse(value: Value, told: Sentence) -> Remark:
    return Remark(
        Severity.WARNS,
        LAW,
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


def _changed(value: Value, told: Sentence) -> Remark:
    return Remark(
        Severity.WARNS,
        LAW,
        value.id,
        value.file,
        value.line,
        sentence(
            _(
                "”%(title)s” ändras till %(told)s från en dag före beslutet, och det kan ge mindre."
            ),
            title=value.title,
            told=told,
        ),
        sentence(_("Låt det gälla från beslutets dag, eller se till att ingen får mindre.")),
    )


def _shorter(ruleset: Ruleset, before: Ruleset) -> Iterator[Remark]:
    """A deadline that gets shorter from before its decision hits claims already earned."""
    old = {each.id: each for each in before.amounts.deadlines}
    for rule in ruleset.amounts.deadlines:
        known = old.get(rule.id)
        day = rule.decided.day
        if day is None or rule.period.first >= day:
            continue
        if known is None:
            yield _remark(rule, _("”%(title)s” tar bort något från en dag före beslutet."))
        elif rule.months < known.months or not known.payments >= rule.payments:
            yield _shortened(rule)


def _shortened(rule: Deadline) -> Remark:
    return Remark(
        Severity.WARNS,
        LAW,
        rule.id,
        rule.file,
        rule.line,
        sentence(_("”%(title)s” kortas från en dag före beslutet."), title=rule.title),
        sentence(_("Låt den kortare tiden gälla från beslutets dag eller senare.")),
    )
