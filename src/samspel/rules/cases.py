"""Cases: every guideline carries its own proof, and is not accepted without it."""

from __future__ import annotations

from collections.abc import Container, Iterable
from dataclasses import dataclass

from samspel.foundation.labels import mark as _

from .catalogue import SETTINGS
from .errors import FactMissing, NoRuleInForce, Problem
from .explanation import Settings, State, Verdict
from .judging import Compiled
from .provisions import Case, Provision
from .sentence import Sentence, sentence
from .values import Item, Section, show


@dataclass(frozen=True, slots=True)
class CaseResult:
    """How one case came out: what differed from the expected, and what it proved."""

    case: Case
    differences: tuple[Sentence, ...]
    proved: frozenset[tuple[str, object]]

    @property
    def holds(self) -> bool:
        """Whether everything came out as expected."""
        return not self.differences


def run_cases(compiled: Compiled) -> tuple[CaseResult, ...]:
    """Run every case of the rule set, in the order in which they are written."""
    return tuple(_run(compiled, case) for case in compiled.ruleset.cases)


def problems_with_cases(compiled: Compiled) -> list[Problem]:
    """Give a problem per case that does not hold, and per provision that none proves.

    A requirement is proved by a case in which it is not met. A setting is proved,
    value by value, by a case that expects it.
    """
    results = run_cases(compiled)
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
    for case in compiled.ruleset.cases:
        problems += _strangers(case, compiled.ruleset.provision_by_id)
    proved = {each for result in results for each in result.proved}
    return problems + _unproved(compiled.ruleset.provisions, proved)


def _strangers(case: Case, known: Container[str]) -> list[Problem]:
    return [
        Problem(
            case.file,
            case.line,
            sentence(_("Fallet nämner ”%(id)s”, som inte finns."), id=id_),
            sentence(_("Skriv id för en bestämmelse i riktlinjerna.")),
        )
        for id_ in sorted(case.expect.not_met | case.expect.unknown)
        if id_ not in known
    ]


def _unproved(
    provisions: Iterable[Provision], proved: set[tuple[str, object]]
) -> list[Problem]:
    problems = []
    for provision in provisions:
        if provision.values is None:
            if (provision.id, State.NOT_MET) not in proved:
                problems.append(_no_case(provision, _ADD_NOT_MET))
            continue
        problems += [
            _no_case(
                provision,
                sentence(
                    _("Lägg till ett fall som väntar sig värdet från %(day)s."),
                    day=version.takes_effect,
                ),
            )
            for version in provision.values
            if (provision.id, version.takes_effect) not in proved
        ]
    return problems


_ADD_NOT_MET = sentence(_("Lägg till ett fall där kravet inte är uppfyllt."))


def _no_case(provision: Provision, right: Sentence) -> Problem:
    what = sentence(_("Inget fall prövar bestämmelsen ”%(id)s”."), id=provision.id)
    return Problem(provision.file, provision.line, what, right)


def _run(compiled: Compiled, case: Case) -> CaseResult:
    try:
        return _judged(compiled, case)
    except (NoRuleInForce, FactMissing) as refusal:
        refused = type(refusal).__name__
        if refused == case.expect.refused:
            return CaseResult(case, (), frozenset())
        return CaseResult(
            case,
            (sentence(_("Det gick inte att pröva: %(why)s"), why=refusal.message),),
            frozenset(),
        )


def _judged(compiled: Compiled, case: Case) -> CaseResult:
    settings = compiled.settings(case.act, case.given, case.on)
    differences = list(_setting_differences(settings, case))
    proved: set[tuple[str, object]] = set(_settings_proved(settings, case))
    if case.expect.refused:
        differences.append(sentence(_("Fallet väntade sig ett nej, men gick att pröva.")))
    if case.expect.outcome is not None:
        verdict = compiled.judge(case.act, case.given, case.on)
        differences += _verdict_differences(verdict, case)
        proved |= {(each.id, each.state) for each in verdict.findings}
    return CaseResult(case, tuple(differences), frozenset(proved))


def _verdict_differences(verdict: Verdict, case: Case) -> list[Sentence]:
    expect = case.expect
    differences = []
    if verdict.outcome is not expect.outcome:
        differences.append(
            sentence(
                _("Väntat: %(expected)s. Reglerna säger: %(found)s."),
                expected=expect.outcome,
                found=verdict.outcome,
            )
        )
    for state, expected in ((State.NOT_MET, expect.not_met), (State.UNKNOWN, expect.unknown)):
        found = {each.id for each in verdict.findings if each.state is state}
        if found != expected:
            differences.append(
                sentence(
                    _("Väntat som ”%(state)s”: %(expected)s. Reglerna säger: %(found)s."),
                    state=sentence(state.label),
                    expected=", ".join(sorted(expected)) or "–",
                    found=", ".join(sorted(found)) or "–",
                )
            )
    return differences


def _setting_differences(settings: Settings, case: Case) -> Iterable[Sentence]:
    for name, expected in case.expect.settings.items():
        found = settings.value(name)
        if _comparable(found) != expected:
            yield sentence(
                _("”%(setting)s” är %(found)s, inte som väntat."),
                setting=sentence(SETTINGS[name].label),
                found=show(found, SETTINGS[name]) if found is not None else "–",
            )


def _settings_proved(settings: Settings, case: Case) -> Iterable[tuple[str, object]]:
    for name in case.expect.settings:
        values = settings[name].finding.provision.values if name in settings else None
        version = None if values is None else values.on(case.on)
        if version is not None:
            yield settings[name].finding.id, version.takes_effect


def _comparable(value: object) -> object:
    """Lists of points are compared by their keys, in order."""
    if isinstance(value, tuple):
        return tuple(each.key for each in value if isinstance(each, (Item, Section)))
    return value
