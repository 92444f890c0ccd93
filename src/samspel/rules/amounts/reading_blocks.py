"""Reading the chain of blocks: one name per link, and the parts of each."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal

from samspel.foundation.labels import mark as _
from samspel.rules.schema.reader import Fields, Notes
from samspel.rules.sentence import Sentence, sentence
from samspel.rules.tree import Block as Parts
from samspel.rules.tree import Node
from samspel.rules.values import BadValue, read_yes_no

from .blocks import (
    Block,
    First,
    Hours,
    Multiplied,
    Once,
    Rounded,
    StartedUnits,
    StepRow,
    Steps,
    Time,
    Within,
)
from .blocks_away import Allowance
from .blocks_more import Annual, Distance, Documented, Earnings
from .blocks_scaled import Band, Bands, Percent
from .choices import (
    CostKind,
    Counted,
    From,
    LossBasis,
    Presence,
    Proration,
    Role,
    Side,
    SumsTo,
    Taking,
    Travel,
)
from .looking import Quantity
from .reading_quantities import Quantities, Units, choice
from .reading_values import read_rounding
from .units import Unit

HOLIDAY_PAY = "holiday_pay"
_DIVISORS = ("month_hours", "week_hours", "year_hours")
ONLY = (*(each.value for each in Role), *(each.value for each in Presence), HOLIDAY_PAY)

# The parts of each block, in the order in which the reference lists them.
PARTS: Mapping[str, tuple[str, ...]] = {
    "time": ("counts", "travel", "standard", "from_km", "side", "at_most"),
    "first": ("length", "counts_as"),
    "once": (),
    "started": ("value", "unit", "after"),
    "hours": (),
    "steps": ("up_to", "side", "value"),
    "bands": ("unit", "bands"),
    "annual": ("value", "proration", "sums_to", "per_count"),
    "distance": ("value", "from_km", "side", "beyond"),
    "documented": (),
    "allowance": ("full_day", "half_day", "breakfast", "meal", "night", "from_km", "side"),
    "earnings": (
        "basis",
        "standard",
        "unit",
        "month_hours",
        "week_hours",
        "year_hours",
        "most_an_hour",
    ),
    "percent": ("value", "taking", "only"),
    "times": (),
    "at_most": (),
    "at_least": (),
    "round": ("to", "mode"),
}


class BlockReader:
    """Reads one chain of blocks."""

    def __init__(self, units: Units, notes: Notes) -> None:
        self.notes = notes
        self.quantities = Quantities(units, notes)
        self.readers: Mapping[str, Callable[[Node], Block | None]] = {
            "time": self.time,
            "first": self.first,
            "once": self.once,
            "started": self.started,
            "hours": self.hours,
            "steps": self.steps,
            "bands": self.bands,
            "annual": self.annual,
            "distance": self.distance,
            "documented": self.documented,
            "allowance": self.allowance,
            "earnings": self.earnings,
            "percent": self.percent,
            "times": self.times,
            "at_most": lambda node: self.within(node, is_most=True),
            "at_least": lambda node: self.within(node, is_most=False),
            "round": self.round,
        }

    def chain(self, node: Node) -> tuple[Block, ...]:
        """Read every block, and check that they can stand in that order."""
        parts = self.notes.parts(node)
        found = [self.block(each) for each in parts]
        blocks = tuple(each for each in found if each is not None)
        if len(blocks) == len(found):
            self._check(blocks, node.line)
        return blocks

    def _check(self, blocks: tuple[Block, ...], line: int) -> None:
        if any(isinstance(each, Time) for each in blocks[1:]):
            self.notes.add(
                line,
                sentence(_("”time” står inte först.")),
                sentence(_("Säg först vilken tid som räknas, och sedan vad den ger.")),
            )
        if len(blocks) > 1 and any(isinstance(each, Annual) for each in blocks):
            self.notes.add(
                line,
                sentence(_("”annual” ska stå ensamt.")),
                sentence(_("Lägg tillägg i en egen ersättning, så att delarna går ihop.")),
            )
        if not any(_pays(each) for each in blocks):
            self.notes.add(
                line,
                sentence(_("Kedjan ger inget belopp.")),
                sentence(_("Lägg till till exempel ”once” eller ”hours”.")),
            )

    def block(self, node: Node) -> Block | None:
        """Read one block: a name, and its parts."""
        if not isinstance(node, Parts) or len(node.parts) != 1:
            self.notes.add(
                node.line,
                sentence(_("Ett block ska ha ett enda namn.")),
                sentence(_("Skriv till exempel ”once: grundarvode” på en egen rad.")),
            )
            return None
        [(name, part)] = node.parts.items()
        if name not in self.readers:
            self.notes.unknown(
                node.line,
                sentence(_("Det finns inget block som heter ”%(name)s”."), name=name),
                name,
                self.readers,
            )
            return None
        return self.readers[name](part)

    def fields(self, node: Node, name: str) -> Fields:
        """Give the parts of a block."""
        return Fields(node, self.notes, _thing(name), PARTS[name])

    def time(self, node: Node) -> Block | None:
        """Read which time counts."""
        fields, read = self.fields(node, "time"), self.quantities.quantity
        travel = fields.read("travel", choice(Travel)) or Travel.NONE
        standard = read(fields.node("standard"), Unit.MINUTES)
        if (travel is Travel.STANDARD) != ("standard" in fields):
            self.notes.add(
                fields.line,
                sentence(_("En schablon för restid behöver ”standard”, och bara den.")),
                sentence(_("Skriv ”travel: standard” och ”standard: 1 h”.")),
            )
        return Time(
            counts=fields.read("counts", choice(Counted)) or Counted.ATTENDED,
            travel=travel,
            standard=standard,
            from_km=read(fields.node("from_km"), Unit.KM),
            side=fields.read("side", choice(From)) or From.AT_LEAST,
            at_most=read(fields.node("at_most"), Unit.MINUTES),
        )

    def first(self, node: Node) -> Block | None:
        """Read what the first part counts as."""
        fields, read = self.fields(node, "first"), self.quantities.quantity
        length = read(fields.node("length", required=True), Unit.MINUTES)
        counts_as = read(fields.node("counts_as", required=True), Unit.MINUTES)
        return None if length is None or counts_as is None else First(length, counts_as)

    def once(self, node: Node) -> Block | None:
        """Read what is paid once."""
        value = self.quantities.ref(node, Unit.SEK)
        return None if value is None else Once(value)

    def started(self, node: Node) -> Block | None:
        """Read what is paid per started unit."""
        fields, read = self.fields(node, "started"), self.quantities.quantity
        wanted = (Unit.SEK_HOUR, Unit.SEK)
        value = self.quantities.ref(fields.node("value", required=True), *wanted)
        unit = read(fields.node("unit", required=True), Unit.MINUTES)
        after = read(fields.node("after"), Unit.MINUTES) or Decimal(0)
        if value is None or not self._is_some(unit, fields.line_of("unit")):
            return None
        assert unit is not None  # noqa: S101  the line above has just said so
        return StartedUnits(value, unit, after, self.quantities.per(value, *wanted))

    def _is_some(self, unit: Quantity | None, line: int) -> bool:
        """Tell whether a unit can be divided by, and note one that is nothing."""
        if isinstance(unit, Decimal) and unit <= 0:
            self.notes.add(
                line,
                sentence(_("Enheten är noll.")),
                sentence(_("Skriv till exempel 30 min.")),
            )
            return False
        return unit is not None

    def hours(self, node: Node) -> Block | None:
        """Read what is paid per hour."""
        value = self.quantities.ref(node, Unit.SEK_HOUR)
        return None if value is None else Hours(value)

    def steps(self, node: Node) -> Block | None:
        """Read steps: each up to a length, the last without an end."""
        rows: list[StepRow] = []
        for part in self.notes.parts(node):
            fields = self.fields(part, "steps")
            value = self.quantities.ref(fields.node("value", required=True), Unit.SEK)
            up_to = self.quantities.quantity(fields.node("up_to"), Unit.MINUTES)
            side = fields.read("side", choice(Side), required="up_to" in fields)
            if value is not None:
                rows.append(StepRow(value, up_to, side or Side.AT_MOST))
        self._ends_open([row.up_to for row in rows], node.line)
        return Steps(tuple(rows)) if rows else None

    def _ends_open(self, borders: list[Quantity | None], line: int) -> None:
        """Note steps that leave some length out, or that can never be reached."""
        if not borders or borders[-1] is not None or None in borders[:-1]:
            self.notes.add(
                line,
                sentence(_("Det sista steget, och bara det, ska sakna ”up_to”.")),
                sentence(_("Lägg till ett steg för allt som är längre.")),
            )
        written = [each for each in borders if isinstance(each, Decimal)]
        if written != sorted(set(written)):
            self.notes.add(
                line,
                sentence(_("Stegen kommer inte i ordning.")),
                sentence(_("Skriv det kortaste först.")),
            )

    def bands(self, node: Node) -> Block | None:
        """Read a scale: stretches of time, each with a price by the hour."""
        fields = self.fields(node, "bands")
        unit = self.quantities.quantity(fields.node("unit"), Unit.MINUTES)
        if "unit" in fields and not self._is_some(unit, fields.line_of("unit")):
            return None
        found: list[Band] = []
        for part in self.notes.parts(fields.node("bands", required=True)):
            inner = Fields(part, self.notes, sentence(_("Skalans del")), ("up_to", "value"))
            value = self.quantities.ref(inner.node("value", required=True), Unit.SEK_HOUR)
            up_to = self.quantities.quantity(inner.node("up_to"), Unit.MINUTES)
            if value is not None:
                found.append(Band(value, up_to))
        self._ends_open([band.up_to for band in found], node.line)
        return Bands(tuple(found), unit) if found else None

    def annual(self, node: Node) -> Block | None:
        """Read a fixed fee."""
        fields = self.fields(node, "annual")
        value = self.quantities.ref(fields.node("value", required=True), Unit.SEK_YEAR)
        if value is None:
            return None
        return Annual(
            value,
            fields.read("proration", choice(Proration)) or Proration.DAYS,
            fields.read("sums_to", choice(SumsTo)) or SumsTo.YEAR,
            fields.read("per_count", read_yes_no) or False,
        )

    def distance(self, node: Node) -> Block | None:
        """Read what is paid per kilometre."""
        fields = self.fields(node, "distance")
        value = self.quantities.ref(fields.node("value", required=True), Unit.SEK_KM)
        from_km = self.quantities.quantity(fields.node("from_km"), Unit.KM)
        side = fields.read("side", choice(From), required="from_km" in fields)
        beyond = fields.read("beyond", read_yes_no) or False
        return (
            None if value is None else Distance(value, from_km, side or From.AT_LEAST, beyond)
        )

    def documented(self, node: Node) -> Block | None:
        """Read which kinds of cost are paid by receipt."""
        found = [self.notes.read(each, choice(CostKind)) for each in self.notes.parts(node)]
        kinds = frozenset(each for each in found if each is not None)
        return Documented(kinds) if kinds else None

    def earnings(self, node: Node) -> Block | None:
        """Read by what lost earnings are reckoned."""
        fields, q = self.fields(node, "earnings"), self.quantities
        basis = fields.read("basis", choice(LossBasis), required=True)
        if basis is None:
            return None
        if (basis is not LossBasis.DOCUMENTED) != ("standard" in fields):
            self.notes.add(
                fields.line,
                sentence(_("En schablon behöver ”standard”, och bara den.")),
                sentence(_("Lägg till ”standard” med ett värde, eller ändra ”basis”.")),
            )
        unit = q.quantity(fields.node("unit"), Unit.MINUTES)
        if "unit" in fields and not self._is_some(unit, fields.line_of("unit")):
            return None
        if sum(name in fields for name in _DIVISORS) > 1:
            self.notes.add(
                fields.line,
                sentence(_("En inkomst kan bara delas på ett sätt.")),
                sentence(_("Behåll en av ”month_hours”, ”week_hours” och ”year_hours”.")),
            )
        return Earnings(
            basis,
            q.ref(fields.node("standard"), Unit.SEK_HOUR),
            unit,
            q.quantity(fields.node("month_hours"), Unit.HOURS),
            q.ref(fields.node("most_an_hour"), Unit.SEK_HOUR),
            q.quantity(fields.node("week_hours"), Unit.HOURS),
            q.quantity(fields.node("year_hours"), Unit.HOURS),
        )

    def allowance(self, node: Node) -> Block | None:
        """Read what a day and a night away give, and what meals take off."""
        fields, q = self.fields(node, "allowance"), self.quantities
        full = q.ref(fields.node("full_day", required=True), Unit.SEK)
        half = q.ref(fields.node("half_day", required=True), Unit.SEK)
        breakfast = q.quantity(fields.node("breakfast", required=True), Unit.PERCENT)
        meal = q.quantity(fields.node("meal", required=True), Unit.PERCENT)
        night = q.ref(fields.node("night"), Unit.SEK)
        from_km = q.quantity(fields.node("from_km"), Unit.KM)
        side = fields.read("side", choice(From), required="from_km" in fields)
        if full is None or half is None or breakfast is None or meal is None:
            return None
        return Allowance(full, half, breakfast, meal, night, from_km, side or From.MORE_THAN)

    def percent(self, node: Node) -> Block | None:
        """Read an addition, or the part that is paid."""
        fields = self.fields(node, "percent")
        value = self.quantities.quantity(fields.node("value", required=True), Unit.PERCENT)
        taking = fields.read("taking", choice(Taking), required=True)
        only = [
            self.notes.read(each, _read_only) for each in self.notes.parts(fields.node("only"))
        ]
        if value is None or taking is None:
            return None
        return Percent(value, taking, frozenset(each for each in only if each is not None))

    def times(self, node: Node) -> Block | None:
        """Read that the amount counts as many times as the duty says."""
        self.notes.read(node, _read_count)
        return Multiplied()

    def within(self, node: Node, *, is_most: bool) -> Block | None:
        """Read the most or the least that one occasion gives."""
        wanted = (Unit.SEK_HOUR, Unit.SEK)
        value = self.quantities.ref(node, *wanted)
        if value is None:
            return None
        return Within(value, is_most, self.quantities.per(value, *wanted))

    def round(self, node: Node) -> Block | None:
        """Read a rounding in the middle of the chain."""
        rounding = read_rounding(node, self.notes)
        return None if rounding is None else Rounded(rounding)


def _thing(name: str) -> Sentence:
    return sentence(_("Blocket ”%(name)s”"), name=name)


def _pays(block: Block) -> bool:
    return not isinstance(block, Time | First | Percent | Multiplied | Within | Rounded)


def _read_only(text: str) -> str:
    if text not in ONLY:
        raise BadValue(sentence(_("Skriv något av: %(names)s."), names=", ".join(ONLY)))
    return text


def _read_count(text: str) -> str:
    if text != "count":
        raise BadValue(sentence(_("Skriv ”times: count”.")))
    return text
