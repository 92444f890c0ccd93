"""Reading conditions: which facts exist, which comparisons suit them, and with what."""

from __future__ import annotations

from samspel.foundation.labels import mark as _
from samspel.rules.catalogue import FACTS, SETTINGS, Act, Fact, FactValue, Kind
from samspel.rules.conditions import (
    AllOf,
    AnyOf,
    Comparison,
    Condition,
    FactRef,
    Literal,
    Not,
    Op,
    Operand,
    SettingRef,
)
from samspel.rules.sentence import sentence
from samspel.rules.tree import Block, Listing, Node, Scalar
from samspel.rules.values import Described, read_one

from .reader import Fields, Notes

_COMPARED = tuple(op.value for op in Op if op is not Op.KNOWN)
_SHAPES = ("all", "any", "not", "is", "is_not", "known", "fact")
_THING = sentence(_("Villkoret"))


def family(described: Described) -> object:
    """Give what values of the fact or setting can be compared with."""
    if described.choices is not None:
        return described.choices
    if described.kind in (Kind.COUNT, Kind.NUMBER):
        return Kind.NUMBER
    if described.kind is Kind.KEY or described.kind.is_many:
        return Kind.KEY
    return described.kind


def suits(op: Op, kind: Kind) -> bool:
    """Tell whether the comparison makes sense for a fact of the kind."""
    if op in (Op.HAS_ALL, Op.HAS_ANY, Op.HAS_NONE):
        return kind.is_many
    if op in (Op.IN, Op.NOT_IN):
        return kind in (Kind.CHOICE, Kind.KEY)
    if op in (Op.EQ, Op.NE):
        return not kind.is_many
    return kind.is_ordered


class ConditionReader:
    """Reads the conditions of one act."""

    def __init__(self, act: Act, notes: Notes) -> None:
        self.act = act
        self.notes = notes

    def read(self, node: Node) -> Condition | None:
        """Read a condition, or note what is wrong and give ``None``."""
        fields = Fields(node, self.notes, _THING, (*_SHAPES, *_COMPARED))
        shapes = [shape for shape in _SHAPES if shape in fields]
        if len(shapes) != 1:
            self.notes.add(
                fields.line,
                sentence(
                    _("Villkoret ska ha precis ett av %(shapes)s."), shapes=", ".join(_SHAPES)
                ),
                sentence(_("Skriv till exempel ”is:” och namnet på en uppgift.")),
            )
            return None
        shape = shapes[0]
        part = fields.block.parts[shape]
        if shape in ("all", "any"):
            return self.several(shape, part)
        if shape == "not":
            inner = self.read(part)
            return None if inner is None else Not(inner)
        if shape == "fact":
            return self.comparison(fields, part)
        return self.short(shape, part)

    def several(self, shape: str, node: Node) -> Condition | None:
        """Read the parts of *all* or *any*."""
        nodes = self.notes.parts(node)
        parts = tuple(self.read(each) for each in nodes)
        if isinstance(node, Listing) and not parts:
            self.notes.add(
                node.line,
                sentence(_("”%(shape)s” har inga villkor."), shape=shape),
                sentence(_("Lägg till minst ett villkor, eller ta bort raden.")),
            )
        kept = tuple(each for each in parts if each is not None)
        if not kept or len(kept) < len(parts):
            return None
        return AllOf(kept) if shape == "all" else AnyOf(kept)

    def short(self, shape: str, node: Node) -> Condition | None:
        """Read *is*, *is_not* or *known*, which name only a fact."""
        fact = self.fact(node)
        if fact is None:
            return None
        if shape == "known":
            return Comparison(fact.name, Op.KNOWN, ())
        if fact.kind is not Kind.YES_NO:
            self.notes.add(
                node.line,
                sentence(_("”%(fact)s” är inte en fråga om ja eller nej."), fact=fact.name),
                sentence(_("Skriv ”fact:” och en jämförelse, till exempel ”eq:”.")),
            )
            return None
        return Comparison(fact.name, Op.EQ, (Literal(shape == "is"),))

    def fact(self, node: Node) -> Fact | None:
        """Read the name of a fact that the act offers."""
        name = self.notes.text(node)
        if name is None:
            return None
        if name not in self.act.facts:
            self.notes.unknown(
                node.line,
                sentence(
                    _("”%(fact)s” är inte en uppgift som finns vid ”%(act)s”."),
                    fact=name,
                    act=self.act.key,
                ),
                name,
                self.act.facts,
            )
            return None
        return FACTS[name]

    def comparison(self, fields: Fields, node: Node) -> Condition | None:
        """Read a fact, one comparison and what the fact is compared with."""
        fact = self.fact(node)
        ops = [Op(each) for each in _COMPARED if each in fields]
        if len(ops) != 1:
            self.notes.add(
                fields.line,
                sentence(_("Villkoret ska ha precis en jämförelse.")),
                sentence(_("Skriv en av %(ops)s."), ops=", ".join(_COMPARED)),
            )
            return None
        op = ops[0]
        if fact is None:
            return None
        if not suits(op, fact.kind):
            self.notes.add(
                fields.line_of(op),
                sentence(
                    _("”%(op)s” går inte att använda på ”%(fact)s”, som är %(kind)s."),
                    op=op.value,
                    fact=fact.name,
                    kind=sentence(fact.kind.label),
                ),
                sentence(
                    _("Det som passar är: %(ops)s."),
                    ops=", ".join(each for each in _COMPARED if suits(Op(each), fact.kind)),
                ),
            )
            return None
        operands = self.operands(op, fact, fields.block.parts[op.value])
        return None if operands is None else Comparison(fact.name, op, operands)

    def operands(self, op: Op, fact: Fact, node: Node) -> tuple[Operand, ...] | None:
        """Read what the fact is compared with: one operand, or two for *between*."""
        if op is not Op.BETWEEN:
            found = self.operand(op, fact, node)
            return None if found is None else (found,)
        ends = self.notes.parts(node)
        if len(ends) != 2:
            self.notes.add(
                node.line,
                sentence(_("”between” ska ha ett första och ett sista värde.")),
                sentence(_("Skriv två värden i en lista. Båda räknas med.")),
            )
            return None
        low, high = (self.operand(op, fact, end) for end in ends)
        return None if low is None or high is None else (low, high)

    def operand(self, op: Op, fact: Fact, node: Node) -> Operand | None:
        """Read one operand: a value, a list of values, another fact or a setting."""
        if isinstance(node, Block):
            return self.reference(op, fact, node)
        if op.takes_many:
            return self.many(fact, node)
        value = self.notes.read(node, lambda text: read_one(text, fact))
        return None if value is None else Literal(value)

    def many(self, fact: Fact, node: Node) -> Operand | None:
        """Read a list of values."""
        nodes = self.notes.parts(node)
        values = [self.notes.read(each, lambda text: read_one(text, fact)) for each in nodes]
        if not values or None in values:
            if isinstance(node, Listing) and not values:
                self.notes.add(
                    node.line,
                    sentence(_("Listan är tom.")),
                    sentence(_("Skriv minst ett värde.")),
                )
            return None
        return Literal(frozenset(str(value) for value in values))

    def reference(self, op: Op, fact: Fact, node: Block) -> Operand | None:
        """Read a reference to another fact or to a setting, of a kind that can be compared."""
        fields = Fields(node, self.notes, sentence(_("Hänvisningen")), ("fact", "setting"))
        described = self.referred(fields)
        if described is None:
            return None
        if family(described) != family(fact) or described.kind.is_many != op.takes_many:
            self.notes.add(
                node.line,
                sentence(
                    _("”%(fact)s” och ”%(other)s” går inte att jämföra så."),
                    fact=fact.name,
                    other=described.name,
                ),
                sentence(
                    _("”%(other)s” är %(kind)s."),
                    other=described.name,
                    kind=sentence(described.kind.label),
                ),
            )
            return None
        named = FactRef if isinstance(described, Fact) else SettingRef
        return named(described.name)

    def referred(self, fields: Fields) -> Described | None:
        """Give the fact or setting that a reference names."""
        fact, setting = fields.node("fact"), fields.node("setting")
        if fact is not None and setting is None:
            return self.fact(fact)
        if setting is None or fact is not None:
            self.notes.add(
                fields.line,
                sentence(_("Hänvisningen ska ange en uppgift eller en inställning.")),
                sentence(_("Skriv ”fact:” eller ”setting:” och namnet.")),
            )
            return None
        name = self.notes.text(setting)
        if name is not None and name not in SETTINGS:
            self.notes.unknown(
                setting.line,
                sentence(_("Det finns ingen inställning som heter ”%(name)s”."), name=name),
                name,
                SETTINGS,
            )
            return None
        return None if name is None else SETTINGS[name]


def read_fact_value(node: Node, fact: Fact, notes: Notes) -> FactValue | None:
    """Read a fact's value in a case; the word *okänt* stands for a fact not known."""
    if isinstance(node, Scalar) and node.text == "okänt":
        return None
    if not fact.kind.is_many:
        return notes.read(node, lambda text: read_one(text, fact))
    values = [notes.read(each, lambda text: read_one(text, fact)) for each in notes.parts(node)]
    return frozenset(str(value) for value in values if value is not None)
