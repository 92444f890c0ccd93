"""Lint: where a remuneration rule set parts from the law, or may do so.

What the Local Government Act and its case law settle stops; what they make doubtful
warns. A remark names the law, what is wrong and what would be right.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal
from itertools import combinations
from typing import Any

from samspel.foundation.labels import LabelledEnum
from samspel.foundation.labels import mark as _
from samspel.rules.decisions import Decision
from samspel.rules.provisions import Ruleset
from samspel.rules.sentence import sentence

from .blocks import Block
from .blocks_away import TAX_FREE, Allowance
from .blocks_more import Distance, Documented
from .choices import CostKind, Income, Pays, Role, Tax
from .figures import shipped_figures
from .lint_backwards import backwards
from .looking import Ref
from .model import Article, Exclusion, Payment, Value
from .rates import REMUNERATION
from .remarks import Remark, Severity
from .spans import TAX_FREE_MILEAGE

# What practice holds a substantial part of full time to be (4 kap. 2 § kommunallagen).
SUBSTANTIAL = Decimal(40)
_COUNCILS = ("fullmäktige",)
_SHORT = ("KF", "RF")


# The rights that no rule set may be without: what pays them, and where the law says so.
_COSTS = {
    CostKind.DISABILITY: (
        _("4 kap. 13 § kommunallagen"),
        _("Reglementet ger ingen ersättning för kostnader på grund av funktionsnedsättning."),
    ),
    CostKind.CHILD_CARE: (
        _("4 kap. 14 § kommunallagen"),
        _("Reglementet ger ingen ersättning för barntillsyn."),
    ),
}


def lint(ruleset: Ruleset, before: Ruleset | None = None) -> list[Remark]:
    """Give what the law speaks against in a rule set, the stopping remarks first.

    With ``before``, the version it would replace, also what gets worse with effect
    backwards. A guideline without amounts gives nothing.
    """
    if not ruleset.amounts and ruleset.area != REMUNERATION:
        return []
    found = [
        *_lost_earnings(ruleset),
        *_costs(ruleset),
        *_no_council(ruleset),
        *_unequal(ruleset),
        *_untaxed(ruleset),
        *backwards(ruleset, before),
    ]
    return sorted(found, key=lambda each: each.severity is Severity.WARNS)


def _lost_earnings(ruleset: Ruleset) -> Iterator[Remark]:
    """HFD 2017 ref. 28: below a substantial part of full time the right can't be taken away."""
    rights = {each.id for each in ruleset.amounts.payments if each.pays is Pays.LOST_EARNINGS}
    if not rights and not ruleset.is_example:
        yield _lacks(
            ruleset,
            _("4 kap. 12 § kommunallagen"),
            _("Reglementet ger ingen ersättning för förlorad arbetsinkomst."),
        )
    what = _(
        "”%(title)s” tar bort förlorad arbetsinkomst för den som inte har "
        "uppdrag på en betydande del av heltid."
    )
    yield from _switched_off(ruleset, rights, "HFD 2017 ref. 28", what)
    yield from _left_out(ruleset)


def _left_out(ruleset: Ruleset) -> Iterator[Remark]:
    """KL 4:12: a payment may be for some only when another is for the rest of them."""
    paid = [each for each in ruleset.amounts.payments if each.pays is Pays.LOST_EARNINGS]
    if not paid:
        return
    everybody = (
        (frozenset(Role) - {Role.COUNCILLOR}, [each.scope.roles for each in paid]),
        (frozenset(Income), [each.scope.incomes for each in paid]),
    )
    for all_, told in everybody:
        left = () if not all(told) else tuple(each for each in all_ if not _in(each, told))
        if left:
            yield Remark(
                Severity.STOPS,
                _("4 kap. 12 § kommunallagen"),
                paid[0].id,
                paid[0].file,
                paid[0].line,
                sentence(
                    _("Ingen ersättning för förlorad arbetsinkomst gäller %(left)s."),
                    left=tuple(sentence(each.label) for each in sorted(left)),
                ),
                sentence(_("Låt en av dem gälla också dem, eller alla.")),
            )


def _in(wanted: LabelledEnum, told: Iterable[frozenset[Any]]) -> bool:
    return any(wanted in each for each in told)


def _costs(ruleset: Ruleset) -> Iterator[Remark]:
    """KL 4:13 and 4:14: costs of a disability and of child care are rights too."""
    for kind, (law, lacks) in _COSTS.items():
        rights = {each.id for each in ruleset.amounts.payments if _pays_for(each, kind)}
        if not rights and not ruleset.is_example:
            yield _lacks(ruleset, law, lacks)
        what = _(
            "”%(title)s” tar bort en ersättning som den har rätt till som inte har uppdrag på "
            "en betydande del av heltid."
        )
        yield from _switched_off(ruleset, rights, law, what)


def _pays_for(payment: Payment, kind: CostKind) -> bool:
    wanted = (block for block in payment.blocks if isinstance(block, Documented))
    return any(kind in block.kinds for block in wanted)


def _lacks(ruleset: Ruleset, law: str, what: str) -> Remark:
    payments = ruleset.amounts.payments
    right = sentence(_("Lägg till en ersättning för det, med fullmäktiges beslut."))
    file = payments[0].file if payments else ""
    return Remark(Severity.STOPS, law, "", file, 1, sentence(what), right)


def _switched_off(ruleset: Ruleset, rights: set[str], law: str, what: str) -> Iterator[Remark]:
    for exclusion in ruleset.amounts.exclusions:
        if rights & exclusion.payments and _reaches_below(exclusion, ruleset):
            yield Remark(
                Severity.STOPS,
                law,
                exclusion.id,
                exclusion.file,
                exclusion.line,
                sentence(what, title=exclusion.title),
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
    values = {each.id: each for each in (*shipped_figures().values, *ruleset.amounts.values)}
    laid = [each.value for each in values[id_].versions]
    return [each.figure for each in laid if each.figure is not None]


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


def _untaxed(ruleset: Ruleset) -> Iterator[Remark]:
    """IL 12:5 and 12:11: only the law's own figures are tax-free, and what lies above is pay."""
    for payment in ruleset.amounts.payments:
        if payment.tax is not Tax.FREE:
            continue
        for block in payment.blocks:
            law, is_own = _untaxed_by(block)
            if is_own:
                yield Remark(
                    Severity.WARNS,
                    law,
                    payment.id,
                    payment.file,
                    payment.line,
                    sentence(
                        _("”%(title)s” är skattefri hur hög den än är."), title=payment.title
                    ),
                    sentence(
                        _("Låt den vara skattefri upp till lagens belopp. Resten är lön.")
                    ),
                )


def _untaxed_by(block: Block) -> tuple[str, bool]:
    """Give the law behind a block that may be tax-free, and whether it pays other figures."""
    if isinstance(block, Distance):
        is_own = block.value.id != TAX_FREE_MILEAGE
        return _("12 kap. 5 § inkomstskattelagen"), is_own
    if isinstance(block, Allowance):
        own = {block.full_day, block.half_day, block.night or TAX_FREE.night}
        is_own = own != {TAX_FREE.full_day, TAX_FREE.half_day, TAX_FREE.night}
        return _("12 kap. 11 § inkomstskattelagen"), is_own
    return "", False


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
