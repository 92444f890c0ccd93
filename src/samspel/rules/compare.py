"""Comparison: what a new version of a guideline changes, in plain Swedish."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from difflib import SequenceMatcher

from samspel.foundation.labels import mark as _

from .amounts.comparing import compare_amounts
from .changing import Change as Change  # noqa: PLC0414  asked for here by those who compare
from .changing import ChangeKind as ChangeKind  # noqa: PLC0414  given on
from .changing import Part as Part  # noqa: PLC0414  given on
from .changing import Words as Words  # noqa: PLC0414  given on
from .changing import or_nothing
from .conditions import Condition
from .dated import Dated
from .provisions import Case, Clause, Provision, Ruleset, SetValue
from .sentence import Sentence, sentence
from .wording import describe, describe_period, describe_provision, describe_value


def compare(old: Ruleset, new: Ruleset) -> list[Change]:
    """List what ``new`` changes in ``old``: title page, text, provisions, cases, amounts."""
    return [
        *_index(old, new),
        *_clauses(old.clauses, new.clauses),
        *_provisions(old.provisions, new.provisions),
        *_cases(old.cases, new.cases),
        *compare_amounts(old, new),
    ]


def word_changes(old: str, new: str) -> tuple[Words, ...]:
    """Give the runs of words by which one text becomes the other."""
    before, after = re.findall(r"\S+\s*", old), re.findall(r"\S+\s*", new)
    runs: list[Words] = []
    matcher = SequenceMatcher(a=before, b=after, autojunk=False)
    for tag, low, high, new_low, new_high in matcher.get_opcodes():
        if tag == "equal":
            runs.append(Words(None, "".join(after[new_low:new_high])))
            continue
        gone, came = "".join(before[low:high]), "".join(after[new_low:new_high])
        runs += [Words(ChangeKind.REMOVED, gone)] if gone else []
        runs += [Words(ChangeKind.ADDED, came)] if came else []
    return tuple(runs)


_TITLE_PAGE = (
    ("title", _("Titeln")),
    ("owner", _("Organet")),
    ("decision", _("Beslutet")),
    ("registry_number", _("Diarienumret")),
    ("status", _("Statusen")),
    ("checked_on", _("Dagen för kontroll")),
)


def _index(old: Ruleset, new: Ruleset) -> Iterator[Change]:
    for name, label in _TITLE_PAGE:
        if getattr(old, name) != getattr(new, name):
            said = _from_to(sentence(label), getattr(old, name), getattr(new, name))
            yield _changed(Part.INDEX, name, said)
    if old.period != new.period:
        said = _before_and_now(
            sentence(_("Tiden som riktlinjerna gäller")),
            describe_period(old.period),
            describe_period(new.period),
        )
        yield _changed(Part.INDEX, "period", said)
    if old.source != new.source:
        said = _from_to(sentence(_("Källan")), _place(old), _place(new))
        yield _changed(Part.INDEX, "source", said)


def _place(ruleset: Ruleset) -> str:
    return " ".join(filter(None, (ruleset.source.name, ruleset.source.address)))


def _from_to(what: Sentence, before: object, after: object) -> Sentence:
    return sentence(
        _("%(what)s ändras från %(before)s till %(after)s."),
        what=what,
        before=or_nothing(before),
        after=or_nothing(after),
    )


def _before_and_now(what: Sentence, before: object, after: object) -> Sentence:
    """Say a change of something that is a sentence by itself."""
    return sentence(
        _("%(what)s ändras. Förut: %(before)s. Nu: %(after)s."),
        what=what,
        before=_bare(or_nothing(before)),
        after=_bare(or_nothing(after)),
    )


def _bare(value: object) -> object:
    return value.rstrip(".") if isinstance(value, str) else value


def _changed(
    part: Part, id_: str, said: Sentence, clause: str = "", words: tuple[Words, ...] = ()
) -> Change:
    return Change(ChangeKind.CHANGED, part, id_, said, clause, words)


def _clauses(old: tuple[Clause, ...], new: tuple[Clause, ...]) -> Iterator[Change]:
    before = {clause.id: clause for clause in old}
    after = {clause.id: clause for clause in new}
    for id_, clause in after.items():
        if id_ not in before:
            said = sentence(_("Nytt stycke under ”%(heading)s”."), heading=clause.heading)
            words = (Words(ChangeKind.ADDED, clause.text),)
            yield Change(ChangeKind.ADDED, Part.CLAUSE, id_, said, id_, words)
        else:
            yield from _clause(before[id_], clause)
    for id_, clause in before.items():
        if id_ not in after:
            said = sentence(
                _("Ett stycke under ”%(heading)s” tas bort."), heading=clause.heading
            )
            words = (Words(ChangeKind.REMOVED, clause.text),)
            yield Change(ChangeKind.REMOVED, Part.CLAUSE, id_, said, id_, words)
    if _order(before, after) != _order(after, before):
        yield _changed(Part.CLAUSE, "", sentence(_("Styckena kommer i en annan ordning.")))


def _order(one: Mapping[str, Clause], other: Mapping[str, Clause]) -> list[str]:
    return [id_ for id_ in one if id_ in other]


def _clause(old: Clause, new: Clause) -> Iterator[Change]:
    if old.heading != new.heading:
        said = _from_to(sentence(_("Rubriken")), old.heading, new.heading)
        yield _changed(Part.CLAUSE, new.id, said, new.id)
    if old.text != new.text:
        said = sentence(_("Texten under ”%(heading)s” ändras."), heading=new.heading)
        yield _changed(Part.CLAUSE, new.id, said, new.id, word_changes(old.text, new.text))


def _provisions(old: tuple[Provision, ...], new: tuple[Provision, ...]) -> Iterator[Change]:
    before = {each.id: each for each in old}
    after = {each.id: each for each in new}
    for id_, provision in after.items():
        if id_ not in before:
            said = _about(_("Ny bestämmelse, ”%(title)s”. %(words)s"), provision)
            yield Change(ChangeKind.ADDED, Part.PROVISION, id_, said, provision.clause)
        else:
            for said in _provision(before[id_], provision):
                yield _changed(Part.PROVISION, id_, said, provision.clause)
    for id_, provision in before.items():
        if id_ not in after:
            said = _about(_("Bestämmelsen ”%(title)s” tas bort. %(words)s"), provision)
            yield Change(ChangeKind.REMOVED, Part.PROVISION, id_, said, provision.clause)


def _about(template: str, provision: Provision) -> Sentence:
    return sentence(template, title=provision.title, words=describe_provision(provision))


def _provision(old: Provision, new: Provision) -> Iterator[Sentence]:
    """Give a sentence per part of the provision that is different."""
    for what, before, after in (
        (_("Rubriken på"), old.title, new.title),
        (_("Styrkan i"), old.strength or "", new.strength or ""),
        (_("Stycket som bär"), old.clause, new.clause),
        (_("Beslutet bakom"), old.decided, new.decided),
        (_("Åtgärden i"), old.act, new.act),
        (_("Inställningen i"), old.setting, new.setting),
        (_("Dagen för kontroll av"), old.checked_on or "", new.checked_on or ""),
    ):
        if before != after:
            yield _from_to(_part_of(what, new), before, after)
    for what, was, now in (
        (_("Tiden för"), describe_period(old.period), describe_period(new.period)),
        (_("Kravet i"), _words(old.require), _words(new.require)),
        (_("Villkoret för"), _words(old.when), _words(new.when)),
        (_("Det som sägs i"), old.say, new.say),
        (_("Rådet i"), old.instead, new.instead),
        (_("Vem som kan besluta annat i"), _who(old), _who(new)),
    ):
        if was != now:
            yield _before_and_now(_part_of(what, new), was, now)
    if old.setting == new.setting and old.values is not None and new.values is not None:
        yield from _values(new, old.values, new.values)


def _part_of(what: str, provision: Provision) -> Sentence:
    return sentence(_("%(what)s ”%(title)s”"), what=sentence(what), title=provision.title)


def _words(condition: Condition | None) -> str:
    return "" if condition is None else describe(condition)


def _who(provision: Provision) -> str:
    return "" if provision.who_can is None else provision.who_can.text


def _values(
    provision: Provision, old: Dated[SetValue], new: Dated[SetValue]
) -> Iterator[Sentence]:
    """Give a sentence per dated value that came, went or is different."""
    before = {each.takes_effect: each.value for each in old}
    after = {each.takes_effect: each.value for each in new}
    for day in sorted(before.keys() | after.keys()):
        one, other = before.get(day), after.get(day)
        if one == other:
            continue
        yield sentence(
            _("”%(title)s” från %(day)s: %(before)s blir %(after)s."),
            title=provision.title,
            day=day,
            before=_laid(one, provision.setting),
            after=_laid(other, provision.setting),
        )


def _laid(laid: SetValue | None, setting: str) -> object:
    if laid is None:
        return sentence(_("inget värde"))
    return sentence(
        "%(value)s (%(decided)s)",
        value=describe_value(laid.value, setting),
        decided=laid.decided,
    )


def _cases(old: tuple[Case, ...], new: tuple[Case, ...]) -> Iterator[Change]:
    before = {case.it: case for case in old}
    after = {case.it: case for case in new}
    for it, case in after.items():
        if it not in before:
            said = sentence(_("Nytt fall: %(it)s."), it=it)
            yield Change(ChangeKind.ADDED, Part.CASE, it, said, case.cites)
        elif before[it] != case:
            said = sentence(_("Fallet ändras: %(it)s."), it=it)
            yield _changed(Part.CASE, it, said, case.cites)
    for it, case in before.items():
        if it not in after:
            said = sentence(_("Fallet tas bort: %(it)s."), it=it)
            yield Change(ChangeKind.REMOVED, Part.CASE, it, said, case.cites)
