"""Rulebook: a guideline's files read into an immutable rule set, or refused with all reasons."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType

from samspel.foundation.labels import mark as _

from .amounts.casebook import AmountCase
from .amounts.model import AmountRules
from .amounts.proving import problems_with_amounts
from .amounts.rates import compile_amounts
from .amounts.reading import is_amounts, read_amounts
from .amounts.reading_cases import read_amount_cases
from .bundle import digest, tidy
from .cases import problems_with_cases
from .catalogue import AREAS
from .errors import NoRuleInForce, Problem, RulesetInvalid
from .judging import compile_ruleset
from .provisions import Case, Clause, Provision, Ruleset, Status
from .schema.checks import check_clauses, check_guideline
from .schema.guideline import Index, read_cases, read_clauses, read_index
from .schema.provisions import Frame, read_provisions
from .schema.reader import Notes
from .sentence import sentence
from .tree import Node, Unreadable, read_tree

INDEX_FILE = "index.yaml"
TEXT_FILE = "text.yaml"
CASES_FILE = "cases.yaml"
MAX_FILES = 40
MAX_BYTES = 1_048_576

SHIPPED = Path(__file__).parent / "data"
NATIONAL = "riket/"

_NAME = re.compile(r"[a-zåäö0-9][a-zåäö0-9_-]{0,63}\.yaml")


def shipped_folders() -> tuple[str, ...]:
    """Give the names of the guidelines that come with the product, for ``load_shipped``.

    The law of the land is not among them: nobody adopts it, and it is never drafted on.
    """
    return tuple(name for name in _folders() if not name.startswith(NATIONAL))


def shipped_statutes() -> tuple[str, ...]:
    """Give the names of the statutes that come as rules, for ``load_statute``."""
    return tuple(name for name in _folders() if name.startswith(NATIONAL))


def _folders() -> tuple[str, ...]:
    found = SHIPPED.glob(f"**/{INDEX_FILE}")
    return tuple(sorted(path.parent.relative_to(SHIPPED).as_posix() for path in found))


def load_statute(name: str) -> Ruleset:
    """Load a statute that comes with the product as rules: "riket/beredning"."""
    if name not in shipped_statutes():
        raise FileNotFoundError(name)
    return load_folder(SHIPPED / name)


def load_shipped(name: str) -> Ruleset:
    """Load a guideline, or a folder of national rules, that comes with the product."""
    if name not in _folders():
        raise FileNotFoundError(name)
    return load_folder(SHIPPED / name)


def load_folder(folder: Path) -> Ruleset:
    """Load a guideline from its folder. Refuses as ``load_files`` does."""
    files: dict[str, str] = {}
    problems = []
    for path in sorted(folder.glob("*.yaml")):
        try:
            files[path.name] = path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            problems.append(
                Problem(
                    path.name,
                    1,
                    sentence(_("Filen är inte text i UTF-8.")),
                    sentence(_("Spara om den som UTF-8.")),
                )
            )
    if problems:
        raise RulesetInvalid(problems)
    return load_files(files)


def load_files(files: Mapping[str, str], *, check_cases: bool = True) -> Ruleset:
    """Read a guideline's files into a rule set.

    Raises ``RulesetInvalid`` with every problem found, each with its file and line.
    The cases are run last; ``check_cases=False`` leaves them out, for a draft that is
    still being written and can only be looked at.
    """
    canonical = {name: tidy(text) for name, text in sorted(files.items())}
    ruleset = _Loading(canonical).ruleset()
    if check_cases:
        problems = all_problems(ruleset)
        if problems:
            raise RulesetInvalid(problems)
    return ruleset


def all_problems(ruleset: Ruleset) -> list[Problem]:
    """Give what the cases find: those that do not hold, and what none of them tries."""
    problems = problems_with_cases(compile_ruleset(ruleset))
    if ruleset.amounts:
        problems += problems_with_amounts(compile_amounts(ruleset))
    return problems


class _Loading:
    """One reading of one guideline, collecting problems on the way."""

    def __init__(self, files: Mapping[str, str]) -> None:
        self.files = files
        self.problems: list[Problem] = []
        self.trees: dict[str, Node] = {}

    def ruleset(self) -> Ruleset:
        """Give the rule set, or raise with all that is wrong."""
        self.check_bundle()
        self.read_trees()
        index = self.index()
        if index is None:  # it has noted why, and everything else leans on it
            raise RulesetInvalid(self.problems)
        clauses, cases = self.clauses(), self.cases()
        frame = _frame(index)
        provisions, amounts = self.provisions(frame), self.amounts(frame)
        amount_cases = self.amount_cases()
        self.stop_if_problems()
        self.problems += check_guideline(clauses, provisions, cases)
        self.problems += check_clauses(clauses, amounts, amount_cases)
        self.stop_if_problems()
        ruleset = self.assembled(index, clauses, provisions, cases)
        return replace(ruleset, amounts=amounts, amount_cases=tuple(amount_cases))

    def stop_if_problems(self) -> None:
        """Raise all problems found so far, if there are any."""
        if self.problems:
            raise RulesetInvalid(self.problems)

    def check_bundle(self) -> None:
        """Check the names, the number and the size of the files."""
        for name in (INDEX_FILE, TEXT_FILE, CASES_FILE):
            if name not in self.files:
                self.note(name, _("Filen saknas."), _("Lägg till den i mappen."))
        for name in self.files:
            if not _NAME.fullmatch(name):
                self.note(
                    name,
                    _("Filnamnet går inte att använda."),
                    _("Använd små bokstäver, siffror och bindestreck, och sluta med .yaml."),
                )
        size = sum(len(text.encode()) for text in self.files.values())
        if len(self.files) > MAX_FILES or size > MAX_BYTES:
            self.note(
                INDEX_FILE,
                _("Mappen är för stor."),
                _("Den får ha högst 40 filer och vara högst 1 MB."),
            )
        self.stop_if_problems()

    def note(self, file: str, what: str, right: str) -> None:
        """Note a problem with a file as a whole."""
        self.problems.append(Problem(file, 1, sentence(what), sentence(right)))

    def read_trees(self) -> None:
        """Read every file as a tree."""
        for name, text in self.files.items():
            try:
                self.trees[name] = read_tree(text)
            except Unreadable as error:
                self.problems.append(error.in_file(name))

    def index(self) -> Index | None:
        """Read the index, if its file could be read."""
        tree = self.trees.get(INDEX_FILE)
        return None if tree is None else read_index(tree, Notes(INDEX_FILE, self.problems))

    def clauses(self) -> list[Clause]:
        """Read the guideline's own wording."""
        tree = self.trees.get(TEXT_FILE)
        return [] if tree is None else read_clauses(tree, Notes(TEXT_FILE, self.problems))

    def cases(self) -> list[Case]:
        """Read the cases."""
        tree = self.trees.get(CASES_FILE)
        return [] if tree is None else read_cases(tree, Notes(CASES_FILE, self.problems))

    def amount_cases(self) -> list[AmountCase]:
        """Read the cases that give duties."""
        tree = self.trees.get(CASES_FILE)
        if tree is None:
            return []
        return read_amount_cases(tree, Notes(CASES_FILE, self.problems))

    def provisions(self, frame: Frame) -> list[Provision]:
        """Read the provisions of every other file."""
        found: list[Provision] = []
        for name, tree in self.rule_trees().items():
            if not is_amounts(tree):
                found += read_provisions(tree, frame, Notes(name, self.problems))
        return found

    def amounts(self, frame: Frame) -> AmountRules:
        """Read the amounts of every other file."""
        trees = {name: tree for name, tree in self.rule_trees().items() if is_amounts(tree)}
        return read_amounts(trees, frame, self.problems)

    def rule_trees(self) -> dict[str, Node]:
        """Give the files that hold rules: all but the three that every guideline has."""
        known = (INDEX_FILE, TEXT_FILE, CASES_FILE)
        return {name: tree for name, tree in self.trees.items() if name not in known}

    def assembled(
        self,
        index: Index,
        clauses: list[Clause],
        provisions: list[Provision],
        cases: list[Case],
    ) -> Ruleset:
        """Put the rule set together."""
        return Ruleset(
            title=index.title,
            area=index.area,
            owner=index.owner,
            decision=index.decision,
            registry_number=index.registry_number,
            period=index.period,
            status=index.status,
            source=index.source,
            checked_on=index.checked_on,
            clauses=tuple(clauses),
            provisions=tuple(provisions),
            cases=tuple(cases),
            files=MappingProxyType(dict(self.files)),
            sha256=digest(self.files),
        )


def _frame(index: Index) -> Frame:
    """Give what every rule leans on."""
    # Neither an example nor a statute is cited by a day and a § of ours.
    is_example = index.status is not Status.ADOPTED
    return Frame(index.period, is_example, index.may_precede_decision, index.decision)


def ruleset_in_force(rulesets: Iterable[Ruleset], area: str, on: dt.date) -> Ruleset:
    """Pick the version that applied on the day of the event.

    Of those that hold on the day the one that took effect last counts, as each
    version replaces the one before. Raises ``NoRuleInForce`` when there is none.
    """
    holding = [each for each in rulesets if each.area == area and each.in_force(on)]
    if not holding:
        raise NoRuleInForce(AREAS[area], on)
    return max(holding, key=lambda each: each.effective_from)
