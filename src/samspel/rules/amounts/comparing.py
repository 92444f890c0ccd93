"""Comparison: what a new version changes in what is paid, value by value and rule by rule."""

from __future__ import annotations

from collections.abc import Iterator

from samspel.foundation.labels import mark as _
from samspel.rules.changing import Change, ChangeKind, Part, or_nothing
from samspel.rules.provisions import Ruleset
from samspel.rules.sentence import Sentence, sentence
from samspel.rules.values import swedish_day

from .describing import Words, said_period
from .model import Article, Laid, Value


def compare_amounts(old: Ruleset, new: Ruleset) -> list[Change]:
    """List what ``new`` changes in what ``old`` pays: values, rules, and cases."""
    return [*_values(old, new), *_rules(old, new), *_cases(old, new)]


def _values(old: Ruleset, new: Ruleset) -> Iterator[Change]:
    before, after = old.amounts.value_by_id, new.amounts.value_by_id
    for id_ in {**before, **after}:
        one, other = before.get(id_), after.get(id_)
        value = other or one
        assert value is not None  # noqa: S101  the id is from one of them
        for said in _value(value, one, other, Words.of(old), Words.of(new)):
            kind = _kind(one, other)
            yield Change(kind, Part.AMOUNT, id_, said, value.clause)


def _kind(one: object, other: object) -> ChangeKind:
    if one is None:
        return ChangeKind.ADDED
    return ChangeKind.REMOVED if other is None else ChangeKind.CHANGED


def _value(
    value: Value, one: Value | None, other: Value | None, was: Words, now: Words
) -> Iterator[Sentence]:
    """Give a sentence per dated value that came, went or is different."""
    before = {} if one is None else {each.takes_effect: each.value for each in one.versions}
    after = {} if other is None else {each.takes_effect: each.value for each in other.versions}
    for day in sorted(before.keys() | after.keys()):
        if before.get(day) != after.get(day):
            yield sentence(
                _("”%(title)s” från den %(day)s: %(before)s blir %(after)s."),
                title=value.title,
                day=swedish_day(day),
                before=_laid(before.get(day), one, was),
                after=_laid(after.get(day), other, now),
            )
    if one is not None and other is not None:
        for before_, after_ in (
            (one.title, other.title),
            (sentence(one.unit.label), sentence(other.unit.label)),
            (one.clause, other.clause),
        ):
            if before_ != after_:
                yield _from_to(value.title, before_, after_)


def _laid(laid: Laid | None, value: Value | None, words: Words) -> Sentence:
    if laid is None or value is None:
        return sentence(_("inget värde"))
    return sentence(
        "%(value)s (%(decided)s)",
        value=words.value(laid, value.unit),
        decided=laid.decided or laid.source,
    )


def _from_to(title: str, before: object, after: object) -> Sentence:
    return sentence(
        _("”%(title)s” ändras från %(before)s till %(after)s."),
        title=title,
        before=or_nothing(before),
        after=or_nothing(after),
    )


def _rules(old: Ruleset, new: Ruleset) -> Iterator[Change]:
    before, after = old.amounts.article_by_id, new.amounts.article_by_id
    was, now = Words.of(old), Words.of(new)
    for id_, rule in after.items():
        if id_ not in before:
            said = _about(_("Ny regel, ”%(title)s”. %(words)s"), rule, now)
            yield Change(ChangeKind.ADDED, Part.AMOUNT, id_, said, rule.clause)
        else:
            for said in _rule(before[id_], rule, was, now):
                yield Change(ChangeKind.CHANGED, Part.AMOUNT, id_, said, rule.clause)
    for id_, rule in before.items():
        if id_ not in after:
            said = _about(_("Regeln ”%(title)s” tas bort. %(words)s"), rule, was)
            yield Change(ChangeKind.REMOVED, Part.AMOUNT, id_, said, rule.clause)


def _about(template: str, rule: Article, words: Words) -> Sentence:
    return sentence(template, title=rule.title, words=words.rule(rule))


def _rule(old: Article, new: Article, was: Words, now: Words) -> Iterator[Sentence]:
    for before, after in (
        (old.title, new.title),
        (old.clause, new.clause),
        (str(old.decided), str(new.decided)),
        (said_period(old), said_period(new)),
    ):
        if before != after:
            yield _from_to(new.title, before, after)
    one, other = str(was.rule(old)), str(now.rule(new))
    if one != other:
        yield sentence(
            _("Regeln ”%(title)s” ändras. Förut: %(before)s Nu: %(after)s"),
            title=new.title,
            before=was.rule(old),
            after=now.rule(new),
        )
    elif inner(old) != inner(new):
        yield sentence(_("Regeln ”%(title)s” ändras i sina detaljer."), title=new.title)


def inner(rule: Article) -> tuple[object, ...]:
    """Give what a rule lays down, without its name, clause, decision and days."""
    outer = ("id", "title", "clause", "decided", "period", "file", "line")
    return tuple(getattr(rule, name) for name in rule.__dataclass_fields__ if name not in outer)


def _cases(old: Ruleset, new: Ruleset) -> Iterator[Change]:
    before = {case.it: case for case in old.amount_cases}
    after = {case.it: case for case in new.amount_cases}
    for it, case in after.items():
        if it not in before:
            said = sentence(_("Nytt fall: %(it)s."), it=it)
            yield Change(ChangeKind.ADDED, Part.CASE, it, said, case.cites)
        elif before[it] != case:
            said = sentence(_("Fallet ändras: %(it)s."), it=it)
            yield Change(ChangeKind.CHANGED, Part.CASE, it, said, case.cites)
    for it, case in before.items():
        if it not in after:
            said = sentence(_("Fallet tas bort: %(it)s."), it=it)
            yield Change(ChangeKind.REMOVED, Part.CASE, it, said, case.cites)
