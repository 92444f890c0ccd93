"""Cases as their pages show them: in words, with what the rules say beside what was expected."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from samspel.foundation.labels import LabelledEnum
from samspel.foundation.swedish import capitalise
from samspel.rulebooks.calculation.casewords import said_expected, said_given
from samspel.rulebooks.calculation.drafting import cases_of, changed_files, draft_of
from samspel.rulebooks.calculation.wording import Words
from samspel.rulebooks.models import RulesetVersion
from samspel.rulebooks.web.amountcases import place_of
from samspel.rulebooks.web.showing import plain_day
from samspel.rules.cases import CaseResult
from samspel.rules.catalogue import ACTS, SETTINGS
from samspel.rules.errors import FactMissing, NoRuleInForce, Problem
from samspel.rules.explanation import State
from samspel.rules.judging import Compiled
from samspel.rules.provisions import Case, Ruleset
from samspel.rules.rulebook import load_files
from samspel.rules.sentence import Sentence
from samspel.rules.values import SettingValue, listed
from samspel.rules.writing import Plain

_SUGGESTED = "Förslag: "


@dataclass(frozen=True, slots=True)
class Answer:
    """What the rules say about a case: in one word, and then in whole sentences.

    ``is_judged`` is false where there was no rule to judge by, or a fact was missing.
    """

    words: str
    details: Sequence[str]
    is_judged: bool = True


@dataclass(frozen=True, slots=True)
class ShownCase:
    """A case in words, with how it came out where it has been run."""

    number: int
    it: str
    act: str
    day: str
    clause_id: str
    clause_heading: str
    given: Sequence[tuple[str, str]]
    expected: Sequence[str]
    differences: Sequence[str] = ()
    answer: Answer | None = None

    @property
    def holds(self) -> bool:
        """Whether everything came out as expected."""
        return not self.differences


def shown_results(compiled: Compiled, results: Sequence[CaseResult]) -> list[ShownCase]:
    """Give the cases with their results, those that fail first and else as written."""
    shown = [
        shown_case(
            result.case,
            compiled.ruleset,
            place_of(compiled.ruleset, result.case),
            differences=[
                difference_in_words(each, compiled.ruleset) for each in result.differences
            ],
            answer=None if result.holds else answered(compiled, result.case),
        )
        for result in results
    ]
    return sorted(shown, key=lambda each: each.holds)


def difference_in_words(difference: Sentence, ruleset: Ruleset) -> str:
    """Say a difference with the words of its outcomes and the titles of its provisions."""
    params = {name: _in_words(value, ruleset) for name, value in difference.params.items()}
    return Sentence(difference.template, params).through(_)


def _in_words(value: object, ruleset: Ruleset) -> object:
    if isinstance(value, LabelledEnum):
        return _(value.label)
    known = ruleset.provision_by_id
    ids = value.split(", ") if isinstance(value, str) else []
    if ids and all(each in known for each in ids):
        return listed([f"”{known[each].title}”" for each in ids], _)
    return value


def shown_case(
    case: Case,
    ruleset: Ruleset,
    number: int,
    differences: Sequence[str] = (),
    answer: Answer | None = None,
) -> ShownCase:
    """Put one case in words."""
    clause = ruleset.clause_by_id.get(case.cites)
    return ShownCase(
        number=number,
        it=case.it.removeprefix(_SUGGESTED),
        act=_(ACTS[case.act].label),
        day=plain_day(case.on),
        clause_id=case.cites,
        clause_heading=clause.heading if clause else case.cites,
        given=said_given(case, Words(_)),
        expected=said_expected(case, ruleset, Words(_)),
        differences=differences,
        answer=answer,
    )


def answered(compiled: Compiled, case: Case) -> Answer:
    """Say what the rules say about what a case is given."""
    try:
        verdict = compiled.judge(case.act, case.given, case.on)
        settings = compiled.settings(case.act, case.given, case.on)
    except (NoRuleInForce, FactMissing) as refusal:
        return Answer(_("Det går inte att pröva."), [refusal.message], is_judged=False)
    details = []
    for state, words in (
        (State.NOT_MET, _("Inte uppfyllt: %(titles)s.")),
        (State.UNKNOWN, _("Går inte att avgöra: %(titles)s.")),
    ):
        titles = [f"”{each.title}”" for each in verdict.findings if each.state is state]
        if titles:
            details.append(words % {"titles": listed(titles, _)})
    details += [
        f"{_(SETTINGS[name].label)}: {_value(setting.value, name)}."
        for name, setting in settings.items()
    ]
    words = capitalise(_(verdict.outcome.label)) + "."
    return Answer(words, details)


def _value(value: SettingValue, setting: str) -> str:
    """Put what is laid down in words; of lists, the keys that a case names."""
    if isinstance(value, tuple):
        return listed((each.key for each in value), _)
    return Words(_).value(value, SETTINGS[setting])


def with_case(version: RulesetVersion, case: dict[str, Plain], number: int | None) -> Ruleset:
    """Give the draft's rule set with one case written into it, without keeping anything."""
    draft = draft_of(version.files)
    if number is None:
        draft.add_case(case)
    else:
        draft.cases[number] = case
    return load_files(changed_files(version.files, draft), check_cases=False)


def shown_suggestions(
    version: RulesetVersion, suggested: Sequence[dict[str, Plain]]
) -> list[ShownCase]:
    """Put suggested cases in words, as they would stand in the draft."""
    if not suggested:
        return []
    draft = draft_of(version.files)
    count = sum("duties" not in each for each in cases_of(draft))
    for case in suggested:
        draft.add_case(case)
    ruleset = load_files(changed_files(version.files, draft), check_cases=False)
    cases = ruleset.cases[count:]
    return [shown_case(case, ruleset, number) for number, case in enumerate(cases)]


@dataclass(frozen=True, slots=True)
class Unproved:
    """A provision, or one of its values, that no case proves."""

    id: str
    title: str
    right: str


def unproved_in(ruleset: Ruleset, problems: Iterable[Problem]) -> list[Unproved]:
    """Give the provisions that the problems say lack a case, by their titles."""
    places = {(each.file, each.line): each for each in ruleset.provisions}
    found = []
    for problem in problems:
        provision = places.get((problem.file, problem.line))
        if provision is not None:
            right = problem.right.through(_)
            found.append(Unproved(provision.id, provision.title, right))
    return found


def named_anew(case: dict[str, Plain], taken: set[str]) -> dict[str, Plain]:
    """Give an accepted suggestion a name of its own: it is no suggestion any longer."""
    name = str(case["it"]).removeprefix(_SUGGESTED)
    found, number = name, 1
    while found in taken:
        number += 1
        found = f"{name} ({number})"
    taken.add(found)
    return {**case, "it": found}
