"""Changing a draft as a whole: where it starts from, and what must follow when it moves.

Works on a guideline's files by way of the engine's plain parts. What is not touched
keeps its text, comments and all.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping

from samspel.foundation.labels import mark as _
from samspel.foundation.text import slugify
from samspel.rules.editing import Draft, Entry, dump_files, read_files
from samspel.rules.provisions import Decision, Ruleset, Status
from samspel.rules.rulebook import CASES_FILE, INDEX_FILE, TEXT_FILE
from samspel.rules.writing import Plain, dump_tree

Files = Mapping[str, str]
NEW_FILE = "bestammelser.yaml"
NO_RULE = "NoRuleInForce"


def draft_of(files: Files) -> Draft:
    """Give the files as parts to change. Raises ``Unreadable`` for what is not YAML."""
    return Draft(read_files(files))


def changed_files(files: Files, draft: Draft) -> dict[str, str]:
    """Write the draft; a file whose content is the same keeps its text to the letter."""
    before = read_files(files)
    return {
        name: files[name] if before.get(name) == tree else dump_tree(tree)
        for name, tree in draft.model.items()
    }


def said_owner(body_name: str) -> str:
    """Write a body's name as it stands inside a sentence: kommunstyrelsen."""
    return body_name[:1].lower() + body_name[1:]


def empty_guideline(
    title: str,
    body_name: str,
    first: dt.date,
    today: dt.date,
    area: str = "contact_politicians",
) -> dict[str, str]:
    """Give the files of a guideline with nothing but a title page and one clause."""
    owner = said_owner(body_name)
    return dump_files(
        {
            INDEX_FILE: {
                "title": title,
                "area": area,
                "owner": owner,
                "decision": owner,
                "effective_from": first.isoformat(),
                "status": Status.EXAMPLE.value,
                "source": {"name": title},
                "checked_on": today.isoformat(),
            },
            TEXT_FILE: [
                {
                    "id": "inledning-1",
                    "heading": _("Inledning"),
                    "text": _("Skriv riktlinjens första stycke här."),
                }
            ],
            CASES_FILE: {"cases": []},
        }
    )


def undecided(files: Files, body_name: str) -> dict[str, str]:
    """Make the files a draft of the body's own, which it has not yet decided on.

    The text, the provisions and the cases stay. What the new decision must say (body,
    day and §) is emptied, so that no old decision is quoted for new words.
    """
    draft = draft_of(files)
    index = draft.index
    owner = said_owner(body_name)
    if str(index.get("owner", "")).casefold() != owner.casefold():
        index["owner"] = owner
        index.pop("registry_number", None)
    index["decision"] = index["owner"]
    index["status"] = Status.EXAMPLE.value
    return changed_files(files, draft)


def provisions_of(draft: Draft) -> Iterator[Entry]:
    """Give every provision of the draft, to read or to change."""
    for name, tree in draft.model.items():
        if name not in (INDEX_FILE, TEXT_FILE, CASES_FILE) and isinstance(tree, list):
            yield from (each for each in tree if isinstance(each, dict))


def rules_of(draft: Draft) -> Iterator[Entry]:
    """Give every provision, and every dated value and rule about amounts."""
    yield from provisions_of(draft)
    yield from (entry for _section, entry in draft.amounts())


def cases_of(draft: Draft) -> list[Entry]:
    """Give every case of the draft, to read or to change."""
    return [each for each in draft.cases if isinstance(each, dict)]


def redecided(draft: Draft, decision: str, *, all_of_them: bool) -> int:
    """Let provisions rest on a decision: those whose own lacks day or §, or all.

    Gives how many were changed.
    """
    count = 0
    for provision in rules_of(draft):
        if _must_be(provision, decision, all_of_them=all_of_them):
            provision["decided"] = decision
            count += 1
        for dated in _dated_values(provision):
            if not _is_complete(dated.get("decided")):
                dated["decided"] = decision
    return count


def _must_be(provision: Entry, decision: str, *, all_of_them: bool) -> bool:
    decided = provision.get("decided")
    if decided is None and "values" in provision:
        return False  # each of its values has a decision of its own
    return decided != decision and (all_of_them or not _is_complete(decided))


def _is_complete(decided: Plain | None) -> bool:
    parsed = Decision.parse(decided) if isinstance(decided, str) else None
    return parsed is not None and parsed.is_complete


def _dated_values(provision: Entry) -> list[Entry]:
    values = provision.get("values")
    if not isinstance(values, dict):
        return []
    return [each for each in values.values() if isinstance(each, dict)]


def early_count(ruleset: Ruleset) -> int:
    """Count the cases dated before the guideline's first day, which can't be judged.

    A case that expects just that (no rule in force) is right where it is.
    """
    first = ruleset.effective_from
    return sum(each.on < first and each.expect.refused != NO_RULE for each in ruleset.cases)


def _is_early(case: Entry, first: dt.date) -> bool:
    expect = case.get("expect")
    wants_none = isinstance(expect, dict) and expect.get("refused") == NO_RULE
    return not wants_none and str(case.get("on", "")) < first.isoformat()


def redated(draft: Draft, first: dt.date) -> int:
    """Move what lies before the guideline's first day along with it.

    Cases are dated to the first day, provisions begin with the guideline, and values
    that were replaced before it are dropped. Gives how many cases were moved.
    """
    early = [case for case in cases_of(draft) if _is_early(case, first)]
    for case in early:
        case["on"] = first.isoformat()
    for provision in rules_of(draft):
        clip_to(provision, first)
        _drop_replaced(provision, first)
    return len(early)


def clip_to(provision: Entry, first: dt.date) -> None:
    """Let a provision that would begin before the guideline begin with it."""
    if str(provision.get("valid_from", "9999")) <= first.isoformat():
        provision.pop("valid_from", None)


def _drop_replaced(provision: Entry, first: dt.date) -> None:
    values = provision.get("values")
    if not isinstance(values, dict):
        return
    early = sorted(day for day in values if day <= first.isoformat())
    for day in early[:-1]:
        del values[day]


def without_provision(draft: Draft, id_: str) -> int:
    """Take a provision away, and its name out of the cases. Gives how many named it."""
    draft.remove_provision(id_)
    count = 0
    for case in cases_of(draft):
        expect = case.get("expect")
        if isinstance(expect, dict):
            named = [_forget(expect, each, id_) for each in _LISTS]
            count += any(named)
    return count


_LISTS = ("not_met", "unknown")


def _forget(expect: Entry, name: str, id_: str) -> bool:
    ids = expect.get(name)
    if not isinstance(ids, list) or id_ not in ids:
        return False
    left = [each for each in ids if each != id_]
    if left:
        expect[name] = left
    else:
        del expect[name]
    return True


def rests_on(draft: Draft, clause: str) -> tuple[int, int]:
    """Count the provisions and the cases that rest on a clause."""
    provisions = sum(each.get("clause") == clause for each in rules_of(draft))
    return provisions, sum(each.get("cites") == clause for each in cases_of(draft))


def move_to_clause(draft: Draft, clause: str, to: str) -> None:
    """Let what rests on a clause rest on another."""
    for provision in rules_of(draft):
        if provision.get("clause") == clause:
            provision["clause"] = to
    for case in cases_of(draft):
        if case.get("cites") == clause:
            case["cites"] = to


def file_for(draft: Draft, clause: str) -> str:
    """Give the file where a new provision of the clause belongs: beside its neighbours."""
    for name, tree in draft.model.items():
        if name in (INDEX_FILE, TEXT_FILE, CASES_FILE) or not isinstance(tree, list):
            continue
        if any(isinstance(each, dict) and each.get("clause") == clause for each in tree):
            return name
    return NEW_FILE


def new_id(words: str, taken: set[str]) -> str:
    """Give an id made of the words that nothing else has: hogst-tre, hogst-tre-2."""
    stem = slugify(words, length=48) or "bestammelse"
    number, found = 1, stem
    while found in taken:
        number += 1
        found = f"{stem}-{number}"
    return found
