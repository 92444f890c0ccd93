"""Reading dated values: numbers, shares of an index, their units, clauses and decisions."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterable, Sequence
from decimal import Decimal

from samspel.foundation.labels import mark as _
from samspel.rules.dated import Dated, Version
from samspel.rules.decisions import Decision, Source
from samspel.rules.schema.provisions import Frame, read_complete_decision, read_decision
from samspel.rules.schema.reader import Fields, Notes
from samspel.rules.sentence import Sentence, sentence
from samspel.rules.tree import Block, Node
from samspel.rules.values import (
    BadValue,
    read_choice,
    read_day,
    read_key,
    read_text,
    read_yes_no,
)

from .blocks_away import Allowance
from .choices import Tax
from .model import IndexDay, Laid, Share, Value
from .rounding import Mode, Rounding, To
from .units import Unit, convertible, read_amount_unit

LAID = ("value", "share", "rounding", "decided", "source")
SHARE = ("percent", "of", "index_on")
ROUNDING = ("to", "mode")
VALUE = ("id", "title", "unit", "clause", "checked_on", "values", *LAID)
FIGURE = ("id", "title", "unit", "source", "checked_on", "verified", "values")
SOURCE = ("name", "address")
UNKNOWN = "okänt"
_AMOUNT = re.compile(r"[0-9]{1,3}(?: ?[0-9]{3}){0,3}(?:[.,][0-9]{1,4})?")
_THING = sentence(_("Värdet"))


def read_amount(text: str) -> Decimal:
    """Read a number as people write it, 1 730 or 1,5. Refuses anything else."""
    if not _AMOUNT.fullmatch(text):
        raise BadValue(sentence(_("Skriv ett tal, till exempel 1 730 eller 1,5.")))
    return Decimal(text.replace(" ", "").replace(",", "."))


def read_index_on(text: str) -> IndexDay | dt.date:
    """Read when an index is read: on the day, at New Year, or on one day for all."""
    if text in tuple(IndexDay):
        return IndexDay(text)
    try:
        return read_day(text)
    except BadValue:
        raise BadValue(
            sentence(_("Skriv event, year eller en dag, till exempel 2023-01-01."))
        ) from None


def read_rounding(node: Node, notes: Notes) -> Rounding | None:
    """Read a rounding: to what, and which way."""
    fields = Fields(node, notes, sentence(_("Avrundningen")), ROUNDING)
    to = fields.read("to", lambda text: read_choice(text, To), required=True)
    mode = fields.read("mode", lambda text: read_choice(text, Mode), required=True)
    return None if to is None or mode is None else Rounding(To(to), Mode(mode))


class LaidReader:
    """Reads what a value is from a day; notes what is not right."""

    def __init__(self, frame: Frame | None, notes: Notes) -> None:
        self.frame = frame
        self.notes = notes
        complete = frame is not None and not frame.is_example
        self.read_decision: Callable[[str], Decision] = (
            read_complete_decision if complete else read_decision
        )

    def laid(self, fields: Fields, decided: Decision | None = None) -> Laid | None:
        """Read a number, or a share of another value, and the decision behind it."""
        if ("value" in fields) == ("share" in fields):
            self.notes.add(
                fields.line,
                sentence(_("Värdet ska ha antingen ”value” eller ”share”.")),
                sentence(_("Skriv ett tal under ”value”, eller en andel under ”share”.")),
            )
            return None
        own = fields.read("decided", self.read_decision) or decided
        if own is None and self.frame is not None:
            fields.missing("decided")
            return None
        node = fields.node("rounding")
        rounding = None if node is None else read_rounding(node, self.notes)
        source = fields.read("source", read_text) or ""
        node = fields.node("share")
        if node is None:
            return self.number(fields, own, rounding, source)
        share = self.share(node)
        return None if share is None else Laid(None, own, share, rounding, source)

    def number(
        self, fields: Fields, decided: Decision | None, rounding: Rounding | None, source: str
    ) -> Laid | None:
        """Read a number; *okänt* says that from that day nothing is known."""
        text = fields.read("value", str)
        if text == UNKNOWN:
            return Laid(None, decided, None, None, source)
        figure = fields.read("value", read_amount)
        return None if figure is None else Laid(figure, decided, None, rounding, source)

    def share(self, node: Node) -> Share | None:
        """Read a share: how many percent, of what, on which day."""
        fields = Fields(node, self.notes, sentence(_("Andelen")), SHARE)
        percent = fields.read("percent", read_amount, required=True)
        of = fields.read("of", read_key, required=True)
        index_on = fields.read("index_on", read_index_on) or IndexDay.EVENT
        return None if percent is None or of is None else Share(percent, of, index_on)

    def dated(self, node: Node | None, decided: Decision | None = None) -> list[Version[Laid]]:
        """Read what a value is, keyed by the day from which it counts."""
        if not isinstance(node, Block) or not node.parts:
            if node is not None:
                self.notes.add(
                    node.line,
                    sentence(_("”values” ska ha en dag och ett värde per rad.")),
                    sentence(_("Skriv dagen, och under den ”value:” och ”decided:”.")),
                )
            return []
        found = (self.version(day, node, decided) for day in node.parts)
        return [each for each in found if each is not None]

    def version(self, day: str, block: Block, decided: Decision | None) -> Version[Laid] | None:
        """Read one dated value. It may not count before it was decided."""
        line = block.lines[day]
        laid = self.laid(Fields(block.parts[day], self.notes, _THING, LAID), decided)
        try:
            first = read_day(day)
        except BadValue as error:
            self.notes.add(line, sentence(_("”%(text)s” är ingen dag."), text=day), error.right)
            return None
        if laid is None:
            return None
        self.not_before(laid.decided, first, line)
        return Version(first, None if laid.decided is None else laid.decided.day, laid)

    def not_before(self, decided: Decision | None, first: dt.date, line: int) -> None:
        """Note a value that counts from a day before its decision, unless that is allowed."""
        if decided is None or decided.day is None or decided.day <= first:
            return
        if self.frame is None or self.frame.may_precede_decision:
            return
        self.notes.add(
            line,
            sentence(_("Värdet gäller före beslutet.")),
            sentence(
                _(
                    "Låt det gälla från beslutets dag, %(day)s, eller senare. Säger beslutet "
                    "något annat anges det bland riktlinjens uppgifter."
                ),
                day=decided.day,
            ),
        )


def read_clause(fields: Fields, title: str | None, *, is_example: bool) -> str:
    """Read which clause of the text something rests on. What is decided must rest on one."""
    if "clause" not in fields and title and not is_example:
        fields.notes.add(
            fields.line,
            sentence(_("”%(title)s” vilar inte på något stycke i texten."), title=title),
            sentence(_("Välj ett stycke (”clause”).")),
        )
        return ""
    return fields.read("clause", read_key, required=not is_example) or ""


def read_value(node: Node, frame: Frame, notes: Notes) -> Value | None:
    """Read one value of a rule set, with its unit, its clause and its decisions."""
    fields = Fields(node, notes, _THING, VALUE)
    id_ = fields.read("id", read_key, required=True)
    title = fields.read("title", read_text, required=True)
    unit = fields.read("unit", read_amount_unit, required=True)
    clause = read_clause(fields, title, is_example=frame.is_example)
    reader = LaidReader(frame, notes)
    shared = fields.read("decided", reader.read_decision)
    decided = shared or (frame.decision if frame.is_example else None)
    if fields.node("values") is not None:
        versions = reader.dated(fields.node("values"), decided)
    else:
        laid = reader.laid(fields, decided)
        first = frame.period.first
        versions = [] if laid is None else [_from(first, laid)]
    if not (id_ and title and unit and versions):
        return None
    return Value(
        id_,
        title,
        unit,
        clause,
        Dated(versions),
        fields.read("checked_on", read_day),
        file=notes.file,
        line=fields.line,
    )


def is_taxable_so(tax: Tax, chain: Sequence[object], fields: Fields) -> bool:
    """Note a tax that the chain has nothing to reckon by."""
    if tax is not Tax.ALLOWANCE or any(isinstance(each, Allowance) for each in chain):
        return True
    fields.notes.add(
        fields.line_of("tax"),
        sentence(_("Det skattefria traktamentet gäller bara ett traktamente.")),
        sentence(_("Lägg till blocket ”allowance”, eller välj en annan skatt.")),
    )
    return False


def _from(first: dt.date, laid: Laid) -> Version[Laid]:
    return Version(first, None if laid.decided is None else laid.decided.day, laid)


def read_figures(node: Node, notes: Notes) -> list[Value]:
    """Read a file of national figures: cited, checked, and known from day to day."""
    found = (_read_figure(each, notes) for each in notes.parts(node))
    return [each for each in found if each is not None]


def _read_figure(node: Node, notes: Notes) -> Value | None:
    fields = Fields(node, notes, sentence(_("Beloppet")), FIGURE)
    id_ = fields.read("id", read_key, required=True)
    title = fields.read("title", read_text, required=True)
    unit = fields.read("unit", read_amount_unit, required=True)
    checked_on = fields.read("checked_on", read_day, required=True)
    source = _read_source(fields, notes)
    versions = LaidReader(None, notes).dated(fields.node("values", required=True))
    if not (id_ and title and unit and checked_on and source and versions):
        return None
    return Value(
        id_,
        title,
        unit,
        "",
        Dated(versions),
        checked_on,
        source,
        notes.file,
        fields.line,
        is_verified=fields.read("verified", read_yes_no) is not False,
    )


def _read_source(fields: Fields, notes: Notes) -> Source | None:
    node = fields.node("source", required=True)
    if node is None:
        return None
    inner = Fields(node, notes, sentence(_("Källan")), SOURCE)
    name = inner.read("name", read_text, required=True)
    return None if name is None else Source(name, inner.read("address", str) or "")


def check_shares(own: Iterable[Value], figures: Iterable[Value], notes: Notes) -> None:
    """Note a share of what is not there, of itself, or of what can't give its unit."""
    known = {each.id: each for each in (*figures, *own)}
    for value in known.values():
        for version in value.versions:
            share = version.value.share
            if share is not None and value.file:
                _check_share(value, share, known, Notes(value.file, notes.problems))


def _check_share(value: Value, share: Share, known: dict[str, Value], notes: Notes) -> None:
    index = known.get(share.of)
    if index is None:
        notes.unknown(
            value.line,
            sentence(_("Det finns inget värde som heter ”%(id)s”."), id=share.of),
            share.of,
            known,
        )
    elif _circles(value.id, share.of, known):
        notes.add(
            value.line,
            sentence(_("”%(id)s” är en andel av sig självt."), id=value.id),
            sentence(_("Låt andelen räknas på ett annat värde.")),
        )
    elif not _shareable(index.unit, value.unit):
        notes.add(
            value.line,
            _not_the_unit(value.id, value.unit, index.unit),
            sentence(_("En andel av kronor blir kronor. Rätta enheten.")),
        )


def _not_the_unit(id_: str, unit: Unit, index: Unit) -> Sentence:
    return sentence(
        _("”%(id)s” i %(unit)s kan inte vara en andel av %(index)s."),
        id=id_,
        unit=sentence(unit.label),
        index=sentence(index.label),
    )


def _shareable(index: Unit, unit: Unit) -> bool:
    """A share of kronor is kronor, whatever it is then paid per; of others, the same unit."""
    return (index.is_money and unit.is_money) or convertible(index, unit)


def _circles(start: str, id_: str, known: dict[str, Value]) -> bool:
    """Tell whether following the shares leads back to where they began."""
    ahead, seen = [id_], set[str]()
    while ahead:
        name = ahead.pop()
        if name == start:
            return True
        if name in seen or name not in known:
            continue
        seen.add(name)
        shares = (version.value.share for version in known[name].versions)
        ahead += [share.of for share in shares if share is not None]
    return False
