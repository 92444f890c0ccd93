"""Reading a remuneration rule set's files: values first, then the rules that use them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any, TypeVar

from samspel.foundation.labels import LabelledEnum
from samspel.foundation.labels import mark as _
from samspel.rules.dated import Period
from samspel.rules.errors import Problem
from samspel.rules.schema.provisions import Frame, read_complete_decision, read_decision
from samspel.rules.schema.reader import Fields, Notes
from samspel.rules.sentence import sentence
from samspel.rules.tree import Block, Node
from samspel.rules.values import BadValue, read_count, read_day, read_key, read_text

from .choices import (
    At,
    Certifier,
    DutyKind,
    From,
    GivesWay,
    Income,
    Measure,
    Need,
    Pays,
    Presence,
    Role,
    Tax,
    Window,
)
from .figures import Figures, shipped_figures
from .looking import Quantity
from .model import (
    AmountRules,
    Article,
    Cap,
    Certifying,
    Deadline,
    Exclusion,
    Payment,
    Payout,
    Scope,
    Total,
    Value,
    When,
)
from .reading_blocks import BlockReader
from .reading_quantities import Quantities, choice, read_body
from .reading_values import check_shares, is_taxable_so, read_clause, read_rounding, read_value
from .rounding import TO_ORE
from .spans import CAP_UNIT
from .units import Unit

A = TypeVar("A", bound=Article)
C = TypeVar("C", bound=LabelledEnum)

ARTICLE = ("id", "title", "clause", "decided", "valid_from", "valid_to")
SCOPE = ("kinds", "roles", "presence", "bodies", "offices", "incomes", "needs")
WHEN = ("occupancy", "side", "roles", "offices")
PARTS: Mapping[str, tuple[str, ...]] = {
    "payments": ("pays", "for", "chain", "rounding", "tax", "pay_type"),
    "exclusions": ("payments", "when", "yields_to"),
    "caps": ("payments", "per", "measure", "at_most", "of", "gives_way"),
    "totals": ("at", "rounding"),
    "deadlines": ("payments", "months", "incomes"),
    "payouts": ("submit_by", "paid_on"),
    "certifying": ("of", "steps"),
}
SECTIONS = ("values", *PARTS)
_LAST_DAY = 28


def is_amounts(node: Node) -> bool:
    """Tell whether a file holds amounts: named lists, where provisions are a list."""
    return isinstance(node, Block)


def read_amounts(
    trees: Mapping[str, Node],
    frame: Frame,
    problems: list[Problem],
    figures: Figures | None = None,
) -> AmountRules:
    """Read the amounts of all files. Notes every problem with its file and line."""
    national = shipped_figures() if figures is None else figures
    sections = {
        name: Fields(tree, Notes(name, problems), sentence(_("Filen")), SECTIONS)
        for name, tree in trees.items()
    }
    values = [
        value
        for name, fields in sections.items()
        for part in fields.notes.parts(fields.node("values"))
        if (value := read_value(part, frame, Notes(name, problems))) is not None
    ]
    units = {each.id: each.unit for each in (*national.values, *values)}
    reader = _Reading(frame, units, list(sections.values()))
    check_shares(values, national.values, Notes("", problems))
    rules = reader.rules(tuple(values))
    _check_whole(rules, Notes("", problems))
    return rules


class _Reading:
    """One reading of all files, when every value's unit is known."""

    def __init__(self, frame: Frame, units: Mapping[str, Unit], files: list[Fields]) -> None:
        self.frame = frame
        self.units = units
        self.files = files

    def rules(self, values: tuple[Value, ...]) -> AmountRules:
        """Read every section of every file."""
        return AmountRules(
            values,
            payments=self.section("payments", self.payment),
            exclusions=self.section("exclusions", self.exclusion),
            caps=self.section("caps", self.cap),
            totals=self.section("totals", self.total),
            deadlines=self.section("deadlines", self.deadline),
            payouts=self.section("payouts", self.payout),
            certifying=self.section("certifying", self.certifying),
        )

    def section(
        self, name: str, read: Callable[[Fields, dict[str, Any]], A | None]
    ) -> tuple[A, ...]:
        """Read one section of all files, each rule with what every rule has."""
        found: list[A] = []
        for file in self.files:
            for node in file.notes.parts(file.node(name)):
                fields = Fields(
                    node, file.notes, sentence(_THINGS[name]), (*ARTICLE, *PARTS[name])
                )
                article = self.article(fields)
                rule = read(fields, article or {})
                if rule is not None and article is not None:
                    found.append(rule)
        return tuple(found)

    def article(self, fields: Fields) -> dict[str, Any] | None:
        """Read what every rule has: its name, clause, decision and days."""
        frame, is_example = self.frame, self.frame.is_example
        id_ = fields.read("id", read_key, required=True)
        title = fields.read("title", read_text, required=True)
        clause = read_clause(fields, title, is_example=is_example)
        reader = read_decision if is_example else read_complete_decision
        decided = fields.read("decided", reader, required=not is_example)
        decided = decided or (frame.decision if is_example else None)
        if id_ is None or title is None or decided is None:
            return None
        return {
            "id": id_,
            "title": title,
            "clause": clause,
            "decided": decided,
            "period": self.period(fields),
            "file": fields.notes.file,
            "line": fields.line,
        }

    def period(self, fields: Fields) -> Period:
        """Read from and until when the rule holds; else as long as the guideline."""
        whole = self.frame.period
        first = fields.read("valid_from", read_day) or whole.first
        end = fields.read("valid_to", read_day) or whole.end
        period = Period(first, end)
        beyond = whole.end is not None and (end is None or end > whole.end)
        if period.is_empty or first < whole.first or beyond:
            fields.notes.add(
                fields.line,
                sentence(_("Regelns dagar ligger utanför riktlinjernas eller är omkastade.")),
                sentence(
                    _("Se efter valid_from och valid_to. Den sista dagen räknas inte med.")
                ),
            )
        return period

    def quantities(self, fields: Fields) -> Quantities:
        """Give the reader of quantities for the file."""
        return Quantities(self.units, fields.notes)

    def payment(self, fields: Fields, article: dict[str, Any]) -> Payment | None:
        """Read a payment: what for, and the chain."""
        pays = fields.read("pays", choice(Pays), required=True)
        node, rounding = fields.node("chain", required=True), fields.node("rounding")
        scope = self.scope(fields.node("for"), fields.notes)
        chain = () if node is None else BlockReader(self.units, fields.notes).chain(node)
        rounded = None if rounding is None else read_rounding(rounding, fields.notes)
        tax = fields.read("tax", choice(Tax)) or Tax.TAXABLE
        pay_type = fields.read("pay_type", read_text) or ""
        if not article or pays is None or not chain:
            return None
        if not is_taxable_so(tax, chain, fields):
            return None
        return Payment(
            **article,
            pays=pays,
            scope=scope,
            blocks=chain,
            rounding=rounded or TO_ORE,
            tax=tax,
            pay_type=pay_type,
        )

    def scope(self, node: Node | None, notes: Notes) -> Scope:
        """Read what is paid for."""
        if node is None:
            return Scope()
        fields = Fields(node, notes, sentence(_("”for”")), SCOPE)
        return Scope(
            kinds=_choices(fields, "kinds", DutyKind),
            roles=_choices(fields, "roles", Role),
            presence=_choices(fields, "presence", Presence),
            bodies=_keys(fields, "bodies", read=read_body),
            offices=_keys(fields, "offices"),
            incomes=_choices(fields, "incomes", Income),
            needs=_choices(fields, "needs", Need),
        )

    def exclusion(self, fields: Fields, article: dict[str, Any]) -> Exclusion | None:
        """Read who does not get something."""
        payments = _keys(fields, "payments", required=True)
        node = fields.node("when", required=True)
        yields_to = _choices(fields, "yields_to", DutyKind)
        if node is None:
            return None
        inner = Fields(node, fields.notes, sentence(_("”when”")), WHEN)
        occupancy = self.quantities(inner).quantity(inner.node("occupancy"), Unit.PERCENT)
        side = inner.read("side", choice(From), required="occupancy" in inner)
        when = When(
            occupancy,
            side or From.AT_LEAST,
            _choices(inner, "roles", Role),
            _keys(inner, "offices"),
        )
        if not article or not payments:
            return None
        return Exclusion(**article, payments=payments, when=when, yields_to=yields_to)

    def cap(self, fields: Fields, article: dict[str, Any]) -> Cap | None:
        """Read the most that is paid over a time."""
        payments = _keys(fields, "payments", required=True)
        per = fields.read("per", choice(Window), required=True)
        measure = fields.read("measure", choice(Measure), required=True)
        gives_way = fields.read("gives_way", choice(GivesWay)) or GivesWay.LAST
        if measure is None:
            return None
        at_most = self._most(fields, measure)
        of = self.quantities(fields).ref(fields.node("of"), Unit.SEK, Unit.SEK_HOUR)
        self._fits(fields, measure)
        if not article or not payments or per is None:
            return None
        return Cap(
            **article,
            payments=payments,
            per=per,
            measure=measure,
            at_most=at_most,
            of=of,
            gives_way=gives_way,
        )

    def _most(self, fields: Fields, measure: Measure) -> Quantity | None:
        if measure is Measure.HIGHEST:
            return None
        node = fields.node("at_most", required=True)
        if measure is Measure.AMOUNT:
            return self.quantities(fields).ref(node, Unit.SEK)
        return self.quantities(fields).quantity(node, CAP_UNIT[measure])

    def _fits(self, fields: Fields, measure: Measure) -> None:
        """Note a limit where only the highest counts, or a multiple of nothing."""
        if (measure is Measure.HIGHEST and "at_most" in fields) or (
            (measure is Measure.MULTIPLE) != ("of" in fields)
        ):
            fields.notes.add(
                fields.line_of("measure"),
                sentence(_("Takets delar passar inte ihop.")),
                sentence(
                    _(
                        "”multiple” behöver ”at_most” och ”of”, ”highest” ingen av dem, "
                        "och de andra bara ”at_most”."
                    )
                ),
            )

    def total(self, fields: Fields, article: dict[str, Any]) -> Total | None:
        """Read a rounding of a sum."""
        at = fields.read("at", choice(At), required=True)
        node = fields.node("rounding", required=True)
        rounding = None if node is None else read_rounding(node, fields.notes)
        if not article or at is None or rounding is None:
            return None
        return Total(**article, at=at, rounding=rounding)

    def deadline(self, fields: Fields, article: dict[str, Any]) -> Deadline | None:
        """Read how long after the duty a claim may come."""
        payments = _keys(fields, "payments", required=True)
        months = fields.read("months", read_count, required=True)
        incomes = _choices(fields, "incomes", Income)
        if not article or not payments or months is None:
            return None
        return Deadline(**article, payments=payments, months=months, incomes=incomes)

    def payout(self, fields: Fields, article: dict[str, Any]) -> Payout | None:
        """Read by which day of the month what is handed in is paid."""
        submit_by = fields.read("submit_by", _read_day_of_month, required=True)
        paid_on = fields.read("paid_on", _read_day_of_month, required=True)
        if not article or submit_by is None or paid_on is None:
            return None
        return Payout(**article, submit_by=submit_by, paid_on=paid_on)

    def certifying(self, fields: Fields, article: dict[str, Any]) -> Certifying | None:
        """Read who certifies, in turn."""
        steps = [
            fields.notes.read(each, choice(Certifier))
            for each in fields.notes.parts(fields.node("steps", required=True))
        ]
        of = _choices(fields, "of", Role)
        if not article or not steps or None in steps:
            return None
        return Certifying(**article, of=of, steps=tuple(each for each in steps if each))


_THINGS = {
    "payments": _("Ersättningen"),
    "exclusions": _("Undantaget"),
    "caps": _("Taket"),
    "totals": _("Summans avrundning"),
    "deadlines": _("Tidsgränsen"),
    "payouts": _("Utbetalningen"),
    "certifying": _("Attesten"),
}


def _choices(fields: Fields, key: str, kind: type[C]) -> frozenset[C]:
    found = [
        fields.notes.read(each, choice(kind)) for each in fields.notes.parts(fields.node(key))
    ]
    return frozenset(each for each in found if each is not None)


def _keys(
    fields: Fields,
    key: str,
    *,
    required: bool = False,
    read: Callable[[str], str] = read_key,
) -> frozenset[str]:
    node = fields.node(key, required=required)
    found = [fields.notes.read(each, read) for each in fields.notes.parts(node)]
    return frozenset(each for each in found if each is not None)


def _read_day_of_month(text: str) -> int:
    day = read_count(text)
    if not 1 <= day <= _LAST_DAY:
        raise BadValue(sentence(_("Skriv en dag i månaden, 1 till 28.")))
    return day


def _check_whole(rules: AmountRules, notes: Notes) -> None:
    """Note two of the same name, and rules about payments that are not there."""
    seen: set[str] = set()
    every: tuple[Value | Article, ...] = (*rules.values, *rules.articles())
    for rule in every:
        own = Notes(rule.file, notes.problems)
        if rule.id in seen:
            own.add(
                rule.line,
                sentence(_("Två regler eller värden heter ”%(id)s”."), id=rule.id),
                sentence(_("Ge den ena ett annat id.")),
            )
        seen.add(rule.id)
    known = {each.id for each in rules.payments}
    about: tuple[Exclusion | Cap | Deadline, ...]
    about = (*rules.exclusions, *rules.caps, *rules.deadlines)
    for each in about:
        _check_named(each, each.payments, known, Notes(each.file, notes.problems))


def _check_named(
    rule: Article, named: Iterable[str], known: Iterable[str], notes: Notes
) -> None:
    for id_ in sorted(set(named) - set(known)):
        notes.unknown(
            rule.line,
            sentence(_("Det finns ingen ersättning som heter ”%(id)s”."), id=id_),
            id_,
            known,
        )
