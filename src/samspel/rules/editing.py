"""Editing: a guideline as plain parts that a form can change, and back to files.

A draft may be wrong while it is written; ``Draft.ruleset`` says what is wrong. Files
written from a draft read back to the same draft, so nothing moves but what was changed.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from .provisions import Ruleset
from .rulebook import CASES_FILE, INDEX_FILE, TEXT_FILE, load_files
from .tree import read_tree
from .writing import Plain, dump_tree, plain_of

Entry = dict[str, Plain]
AMOUNTS_FILE = "belopp.yaml"


def dump_files(model: Mapping[str, Plain]) -> dict[str, str]:
    """Write the parts of every file as YAML, in one settled form."""
    return {name: dump_tree(tree) for name, tree in model.items()}


def read_files(files: Mapping[str, str]) -> dict[str, Plain]:
    """Read files as plain parts, without asking whether they make sense as rules."""
    return {name: plain_of(read_tree(text)) for name, text in files.items()}


class Draft:
    """A guideline being written. Changes itself; the rule set it came from does not."""

    def __init__(self, model: Mapping[str, Plain]) -> None:
        self.model = dict(model)

    @classmethod
    def of(cls, ruleset: Ruleset) -> Draft:
        """Begin from a rule set."""
        return cls(read_files(ruleset.files))

    def files(self) -> dict[str, str]:
        """Give the files as they would be written now."""
        return dump_files(self.model)

    def ruleset(self, *, check_cases: bool = True) -> Ruleset:
        """Give the rule set, or raise ``RulesetInvalid`` with all that is wrong."""
        return load_files(self.files(), check_cases=check_cases)

    @property
    def index(self) -> Entry:
        """The title page."""
        return _entry(self.model[INDEX_FILE])

    @property
    def clauses(self) -> list[Plain]:
        """The paragraphs of the text."""
        return _list(self.model[TEXT_FILE])

    @property
    def cases(self) -> list[Plain]:
        """The cases."""
        return _list(_entry(self.model[CASES_FILE])["cases"])

    def clause(self, id_: str) -> Entry:
        """Give one paragraph to change. Refuses an id that is not there."""
        return _named(self.clauses, "id", id_)

    def provision(self, id_: str) -> Entry:
        """Give one provision to change. Refuses an id that is not there."""
        for name in self._provision_files():
            for part in _list(self.model[name]):
                if _entry(part).get("id") == id_:
                    return _entry(part)
        raise KeyError(id_)

    def amounts(self) -> Iterator[tuple[str, Entry]]:
        """Give every dated value and rule of a remuneration rule set, with its section."""
        for name in self._rule_files():
            tree = self.model[name]
            if isinstance(tree, dict):
                for section, parts in tree.items():
                    yield from ((section, _entry(part)) for part in _list(parts))

    def amount(self, id_: str) -> tuple[str, Entry]:
        """Give a dated value or a rule to change. Refuses an id that is not there."""
        for section, entry in self.amounts():
            if entry.get("id") == id_:
                return section, entry
        raise KeyError(id_)

    def add_amount(self, section: str, entry: Entry) -> None:
        """Add a dated value or a rule, in the file that has the clause's others."""
        file = _entry(self.model.setdefault(self._amount_file(section, entry), {}))
        _list(file.setdefault(section, [])).append(entry)

    def remove_amount(self, id_: str) -> None:
        """Take a dated value or a rule away. A section or a file left empty goes with it."""
        _section, entry = self.amount(id_)
        for name in list(self._rule_files()):
            tree = self.model[name]
            if not isinstance(tree, dict):
                continue
            for section, parts in list(tree.items()):
                kept = [each for each in _list(parts) if each is not entry]
                tree[section] = kept
                if not kept:
                    del tree[section]
            if not tree:
                del self.model[name]

    def _amount_file(self, section: str, entry: Entry) -> str:
        """Give the file of the clause's others, of the section's others, or a new one."""
        near = ""
        for name in self._rule_files():
            tree = self.model[name]
            parts = tree.get(section, []) if isinstance(tree, dict) else []
            for part in _list(parts):
                near = near or name
                if _entry(part).get("clause") == entry.get("clause"):
                    return name
        return near or AMOUNTS_FILE

    def case(self, it: str) -> Entry:
        """Give one case to change. Refuses one that is not there."""
        return _named(self.cases, "it", it)

    def change(self, id_: str, field: str, value: Plain) -> None:
        """Change one part of a provision; an empty value takes the part away."""
        provision = self.provision(id_)
        if value in ("", [], {}):
            provision.pop(field, None)
        else:
            provision[field] = value

    def set_value(self, id_: str, value: Plain) -> None:
        """Change the value that a provision lays down, where it has only one."""
        self.provision(id_)["value"] = value

    def set_dated_value(self, id_: str, day: str, value: Plain, decided: str) -> None:
        """Add or change what a provision lays down from a day, by a decision."""
        provision = self.provision(id_)
        values = _entry(provision.setdefault("values", {}))
        values[day] = {"value": value, "decided": decided}
        provision["values"] = {key: values[key] for key in sorted(values)}

    def date_value(self, id_: str) -> None:
        """Turn a provision's one value into a dated one, so that another can follow it."""
        provision = self.provision(id_)
        first = str(provision.get("valid_from", self.index["effective_from"]))
        self.set_dated_value(id_, first, provision.pop("value"), str(provision["decided"]))

    def add_provision(self, file: str, provision: Entry) -> None:
        """Add a provision last in a file; the file is made if it is not there."""
        _list(self.model.setdefault(file, [])).append(provision)

    def remove_provision(self, id_: str) -> None:
        """Take a provision away. A file left empty goes with it."""
        provision = self.provision(id_)
        for name in list(self._provision_files()):
            parts = _list(self.model[name])
            if provision in parts:
                parts.remove(provision)
            if not parts:
                del self.model[name]

    def add_clause(self, clause: Entry) -> None:
        """Add a paragraph last in the text."""
        self.clauses.append(clause)

    def remove_clause(self, id_: str) -> None:
        """Take a paragraph away."""
        self.clauses.remove(self.clause(id_))

    def add_case(self, case: Entry) -> None:
        """Add a case last."""
        self.cases.append(case)

    def remove_case(self, it: str) -> None:
        """Take a case away."""
        self.cases.remove(self.case(it))

    def _rule_files(self) -> Iterator[str]:
        return (n for n in self.model if n not in (INDEX_FILE, TEXT_FILE, CASES_FILE))

    def _provision_files(self) -> Iterator[str]:
        return (n for n in self._rule_files() if isinstance(self.model[n], list))


def _entry(part: Plain) -> Entry:
    if not isinstance(part, dict):
        raise TypeError("the part has no named parts")
    return part


def _list(part: Plain) -> list[Plain]:
    if not isinstance(part, list):
        raise TypeError("the part is not a list")
    return part


def _named(parts: list[Plain], key: str, name: str) -> Entry:
    for part in parts:
        if _entry(part).get(key) == name:
            return _entry(part)
    raise KeyError(name)
