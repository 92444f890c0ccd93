"""Proving: a remuneration rule set's cases are run, and what none of them tries is told."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from samspel.foundation.labels import mark as _
from samspel.rules.dated import Version
from samspel.rules.errors import NoRuleInForce, Problem
from samspel.rules.sentence import Sentence, sentence

from .casebook import AmountCase
from .claiming import certifiers, claim_by, payday
from .looking import Mark
from .model import Article, Laid, Payment, Value
from .rates import Rates
from .settling import Settlement, settle
from .working import Kr


@dataclass(frozen=True, slots=True)
class AmountResult:
    """How one case came out: the settlement, what differed, and what it proved."""

    case: AmountCase
    settlement: Settlement
    differences: tuple[Sentence, ...]
    proved: frozenset[Mark]

    @property
    def holds(self) -> bool:
        """Whether everything came out as expected."""
        return not self.differences


def run_amount_cases(rates: Rates) -> tuple[AmountResult, ...]:
    """Run every case that gives duties, in the order in which they are written."""
    return tuple(run_amount_case(rates, case) for case in rates.ruleset.amount_cases)


def problems_with_amounts(rates: Rates) -> list[Problem]:
    """Give a problem per case that does not hold, and per rule or value that none tries."""
    results = run_amount_cases(rates)
    problems = [
        Problem(
            result.case.file,
            result.case.line,
            sentence(_("Fallet ”%(it)s” håller inte."), it=result.case.it),
            difference,
        )
        for result in results
        for difference in result.differences
    ]
    return [*problems, *untried(rates, results)]


def untried(rates: Rates, results: Iterable[AmountResult]) -> list[Problem]:
    """Give a problem per rule or value that no case tries, and per rule that is not there."""
    run = list(results)
    strangers = [each for result in run for each in _strangers(result.case, rates)]
    proved = {mark for result in run for mark in result.proved}
    return [*strangers, *_unproved(rates, proved)]


def _strangers(case: AmountCase, rates: Rates) -> Iterator[Problem]:
    expect = case.expect
    known = rates.rules.article_by_id
    for id_ in sorted({*expect.lines, *expect.claim_by, *(expect.because or ())}):
        if id_ not in known:
            yield Problem(
                case.file,
                case.line,
                sentence(_("Fallet nämner ”%(id)s”, som inte finns."), id=id_),
                sentence(_("Skriv id för en regel i samma riktlinjer.")),
            )


def run_amount_case(rates: Rates, case: AmountCase) -> AmountResult:
    """Run one case: settle its duties and compare with what it expects."""
    settlement = settle(case.duties, rates)
    proved = {mark for line in settlement.lines for mark in line.marks}
    proved |= {(line.rule.id, "paid") for line in settlement.lines if line.amount}
    differences = [*_refusal(case, settlement)]
    if not case.expect.refused:
        differences += _amounts(case, settlement)
    differences += _unpaid(case, settlement)
    try:
        differences += _around(rates, case, proved)
    except NoRuleInForce as refusal:
        differences.append(_could_not(refusal))
    return AmountResult(case, settlement, tuple(differences), frozenset(proved))


def _could_not(refusal: NoRuleInForce) -> Sentence:
    return sentence(_("Det gick inte att räkna: %(why)s"), why=refusal.message)


def _refusal(case: AmountCase, settlement: Settlement) -> Iterator[Sentence]:
    if case.expect.refused and not settlement.refused:
        yield sentence(_("Fallet väntade sig ett nej, men gick att räkna."))
    if not case.expect.refused:
        yield from (_could_not(refusal) for _duty, refusal in settlement.refused)


def _unpaid(case: AmountCase, settlement: Settlement) -> Iterator[Sentence]:
    if case.expect.unpaid and not settlement.unpaid:
        yield sentence(_("Fallet väntade sig att ingen regel ersätter uppdraget."))
    if not case.expect.unpaid:
        for _duty, refusal in settlement.unpaid:
            yield sentence("%(why)s", why=refusal.message)


def _amounts(case: AmountCase, settlement: Settlement) -> Iterator[Sentence]:
    if settlement.refused:
        return
    expect, sums = case.expect, settlement.by_rule()
    if expect.amount is not None and settlement.total != expect.amount:
        yield _differs(_("summan"), expect.amount, settlement.total)
    if expect.tax_free is not None and settlement.tax_free != expect.tax_free:
        yield _differs(_("den skattefria delen"), expect.tax_free, settlement.tax_free)
    for id_, amount in expect.lines.items():
        found = sums.get(id_, Decimal(0))
        if found != amount:
            yield _differs(id_, amount, found)
    if expect.because is not None:
        acted = {
            str(mark[0]) for line in settlement.lines for mark in line.marks if _acted(mark)
        }
        if acted != expect.because:
            yield sentence(
                _("Väntat att dessa regler slår till: %(expected)s. Det gör: %(found)s."),
                expected=", ".join(sorted(expect.because)) or "–",
                found=", ".join(sorted(acted)) or "–",
            )


def _acted(mark: Mark) -> bool:
    return mark[1:] == ("acted",)


def _differs(what: str, expected: Decimal, found: Decimal) -> Sentence:
    return sentence(
        _("Väntat för %(what)s: %(expected)s. Reglerna ger: %(found)s."),
        what=sentence(what.replace("%", "%%")),
        expected=Kr(expected),
        found=Kr(found),
    )


def _around(rates: Rates, case: AmountCase, proved: set[Mark]) -> Iterator[Sentence]:
    """Compare what is said of deadlines, paydays and persons, about the first duty."""
    duty, expect = case.duties[0], case.expect
    latest = claim_by(duty, rates) if expect.claim_by else {}
    for id_, day in expect.claim_by.items():
        found = latest.get(id_)
        if found is None or found[0] != day:
            said = "–" if found is None else found[0]
            yield _other(_("sista dag"), day, said)
        else:
            proved.add((found[1].id, "acted"))
    if expect.paid_on is not None:
        paid_on, payout = payday(duty.claimed_on or duty.on, rates)
        proved.add((payout.id, "acted"))
        if paid_on != expect.paid_on:
            yield _other(_("utbetalningsdag"), expect.paid_on, paid_on)
    if expect.certified_by:
        steps, rule = certifiers(duty.role, duty.on, rates)
        proved.add((rule.id, "acted"))
        if steps != expect.certified_by:
            yield _other(_("attest"), _steps(expect.certified_by), _steps(steps))


def _steps(steps: Iterable[str]) -> str:
    return ", ".join(steps)


def _other(what: str, expected: object, found: object) -> Sentence:
    return sentence(
        _("Väntad %(what)s: %(expected)s. Reglerna säger: %(found)s."),
        what=sentence(what),
        expected=expected,
        found=found,
    )


def _unproved(rates: Rates, proved: Container[Mark]) -> Iterator[Problem]:
    rules = rates.rules
    for payment in rules.payments:
        yield from _payment_unproved(payment, proved)
    for rule in rules.articles():
        if not isinstance(rule, Payment) and (rule.id, "acted") not in proved:
            yield _no_case(rule, sentence(_("Lägg till ett fall där den slår till.")))
    for value in rules.values:
        for version in value.versions:
            if _needs_case(value, version, proved):
                right = sentence(
                    _("Lägg till ett fall som använder värdet från %(day)s."),
                    day=version.takes_effect,
                )
                yield _no_case(value, right)


def _payment_unproved(payment: Payment, proved: Container[Mark]) -> Iterator[Problem]:
    if (payment.id, "paid") not in proved:
        yield _no_case(payment, sentence(_("Lägg till ett fall där den betalas.")))
    for mark in (mark for block in payment.blocks for mark in block.branches()):
        if (payment.id, *mark) not in proved:
            yield _no_case(payment, _missing(mark))


def _needs_case(value: Value, version: Version[Laid], proved: Container[Mark]) -> bool:
    return version.value.is_known and ("value", value.id, version.takes_effect) not in proved


def _no_case(rule: Article | Value, right: Sentence) -> Problem:
    what = sentence(_("Inget fall prövar ”%(id)s” fullt ut."), id=rule.id)
    return Problem(rule.file, rule.line, what, right)


def _missing(mark: Mark) -> Sentence:
    """Say which case is missing for a way that a block can go."""
    name, way = mark
    if isinstance(way, bool):
        return sentence(_WAYS[str(name)][0 if way else 1])
    return sentence(_("Lägg till ett fall som når steg %(number)s."), number=int(str(way)) + 1)


_SIDES = (_("Lägg till ett fall över gränsen."), _("Lägg till ett fall under gränsen."))
_LIMITS = (
    _("Lägg till ett fall där gränsen slår till."),
    _("Lägg till ett fall där gränsen inte slår till."),
)
_WAYS = {
    "travel": _SIDES,
    "far": _SIDES,
    "beyond": _SIDES,
    "at_most": _LIMITS,
    "within": _LIMITS,
    "most": _LIMITS,
    "only": (
        _("Lägg till ett fall där procenttalet används."),
        _("Lägg till ett fall där procenttalet inte används."),
    ),
    "overnight": (
        _("Lägg till ett fall med övernattning."),
        _("Lägg till ett fall utan övernattning."),
    ),
    "half_day": (
        _("Lägg till ett fall med en halv dag."),
        _("Lägg till ett fall med en hel dag."),
    ),
    "meal": (
        _("Lägg till ett fall där någon annan bjuder på en måltid."),
        _("Lägg till ett fall utan måltider från andra."),
    ),
    "own_night": (
        _("Lägg till ett fall med en egen natt."),
        _("Lägg till ett fall utan egna nätter."),
    ),
    "proved": (
        _("Lägg till ett fall med styrkt inkomst."),
        _("Lägg till ett fall utan styrkt inkomst."),
    ),
}
