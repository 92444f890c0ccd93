"""Reading provisions: what is required or laid down, on which clause and decision."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace

from samspel.foundation.labels import mark as _
from samspel.rules.catalogue import ACTS, SETTINGS, Act, Role, SettingKind, Unit
from samspel.rules.dated import Dated, Period, Version
from samspel.rules.provisions import Decision, Provision, SetValue, Strength, WhoCan
from samspel.rules.sentence import sentence
from samspel.rules.tree import Block, Node
from samspel.rules.values import BadValue, read_choice, read_day, read_key, read_text

from .conditions import ConditionReader
from .reader import Fields, Notes
from .values import read_setting_value

COMMON = (
    "id",
    "title",
    "act",
    "clause",
    "decided",
    "when",
    "valid_from",
    "valid_to",
    "checked_on",
)
REQUIRING = ("strength", "require", "say", "instead", "who_can")
SETTING = ("set", "unit", "value", "values")
_THING = sentence(_("Bestämmelsen"))


@dataclass(frozen=True, slots=True)
class Frame:
    """What the index says and every provision leans on."""

    period: Period
    is_example: bool
    may_precede_decision: bool = False
    decision: Decision | None = None


def read_decision(text: str) -> Decision:
    """Read a decision with body, day and §. Refuses one that cannot be read."""
    decision = Decision.parse(text)
    if decision is None:
        raise BadValue(sentence(_("Skriv till exempel ”kommunstyrelsen 2023-02-14 § 18”.")))
    return decision


def read_complete_decision(text: str) -> Decision:
    """Read a decision that states both its day and its §."""
    decision = read_decision(text)
    if not decision.is_complete:
        raise BadValue(sentence(_("Ange både dag och paragraf för beslutet.")))
    return decision


def read_unit(text: str) -> Unit:
    """Read a unit by its Swedish name or its key."""
    for unit in Unit:
        if text in (unit.label, unit.value):
            return unit
    named = ", ".join(unit.label for unit in Unit)
    raise BadValue(sentence(_("Skriv något av: %(units)s."), units=named))


def read_strength(text: str) -> Strength:
    """Read *ska* or *bör*."""
    try:
        return Strength(text)
    except ValueError:
        raise BadValue(sentence(_("Skriv ska eller bör."))) from None


class ProvisionReader:
    """Reads one provision and notes every problem in it."""

    def __init__(self, node: Node, frame: Frame, notes: Notes) -> None:
        self.frame = frame
        self.notes = notes
        self.fields = Fields(node, notes, _THING, (*COMMON, *REQUIRING, *SETTING))
        self.read_decision = read_decision if frame.is_example else read_complete_decision
        self.period = self.read_period()

    def read(self) -> Provision | None:
        """Read the provision, or give ``None`` when what it must have is not there."""
        act = self.act()
        common = self.common(act)
        if "set" in self.fields:
            return self.setting(act, common)
        return self.requirement(act, common)

    def common(self, act: Act | None) -> Provision | None:
        """Read what every provision has: its name, act, clause, decision and days."""
        fields = self.fields
        id_ = fields.read("id", read_key, required=True)
        title = fields.read("title", read_text, required=True)
        clause = fields.read("clause", read_key, required=True)
        decided = fields.read("decided", self.read_decision, required=True)
        checked_on = fields.read("checked_on", read_day)
        when = fields.node("when")
        if not (id_ and title and act and clause and decided):
            return None
        return Provision(
            id=id_,
            title=title,
            act=act.key,
            clause=clause,
            decided=decided,
            period=self.period,
            when=None if when is None else ConditionReader(act, self.notes).read(when),
            checked_on=checked_on,
            file=self.notes.file,
            line=fields.line,
        )

    def act(self) -> Act | None:
        """Read which act the provision speaks of."""
        name = self.fields.read("act", str, required=True)
        if name is not None and name not in ACTS:
            self.notes.unknown(
                self.fields.line_of("act"),
                sentence(_("Det finns ingen åtgärd som heter ”%(act)s”."), act=name),
                name,
                ACTS,
            )
        return ACTS.get(name or "")

    def read_period(self) -> Period:
        """Read from and until when the provision holds; else as long as the guideline."""
        whole = self.frame.period
        first = self.fields.read("valid_from", read_day) or whole.first
        end = self.fields.read("valid_to", read_day) or whole.end
        period = Period(first, end)
        if period.is_empty or first < whole.first or not _ends_within(period, whole):
            self.notes.add(
                self.fields.line,
                sentence(
                    _("Bestämmelsens dagar ligger utanför riktlinjernas eller är omkastade.")
                ),
                sentence(
                    _("Se efter valid_from och valid_to. Den sista dagen räknas inte med.")
                ),
            )
        return period

    def requirement(self, act: Act | None, common: Provision | None) -> Provision | None:
        """Read what is required, how strongly, and what to say when it is not met."""
        fields = self.fields
        self.misplaced(SETTING, _("Den hör bara hemma i en bestämmelse med ”set”."))
        strength = fields.read("strength", read_strength, required=True)
        say = fields.read("say", read_text, required=True)
        instead = fields.read("instead", read_text, required=True)
        node = fields.node("require", required=True)
        who_can = self.who_can()
        require = ConditionReader(act, self.notes).read(node) if act and node else None
        if not (common and require and strength and say and instead):
            return None
        return replace(
            common,
            strength=strength,
            require=require,
            say=say,
            instead=instead,
            who_can=who_can,
        )

    def who_can(self) -> WhoCan | None:
        """Read who may decide otherwise, if the guideline names anyone."""
        node = self.fields.node("who_can")
        if node is None:
            return None
        fields = Fields(node, self.notes, sentence(_("”who_can”")), ("role", "text"))
        role = fields.read("role", lambda text: read_choice(text, Role), required=True)
        text = fields.read("text", read_text, required=True)
        return None if role is None or text is None else WhoCan(Role(role), text)

    def setting(self, act: Act | None, common: Provision | None) -> Provision | None:
        """Read which setting is laid down, and its value or dated values."""
        self.misplaced(REQUIRING, _("Den hör inte hemma i en bestämmelse med ”set”."))
        kind = self.setting_kind()
        if kind is None or act is None:
            return None
        if kind.act != act.key:
            self.notes.add(
                self.fields.line_of("set"),
                sentence(
                    _("”%(setting)s” hör inte till ”%(act)s”."), setting=kind.name, act=act.key
                ),
                sentence(_("Skriv ”act: %(act)s”."), act=kind.act),
            )
            return None
        self.unit(kind)
        if common is None:
            return None
        versions = self.versions(kind, common.decided)
        if not versions:
            return None
        return replace(common, setting=kind.name, values=Dated(versions))

    def setting_kind(self) -> SettingKind | None:
        """Read the name of the setting."""
        name = self.fields.read("set", str)
        if name is not None and name not in SETTINGS:
            self.notes.unknown(
                self.fields.line_of("set"),
                sentence(_("Det finns ingen inställning som heter ”%(name)s”."), name=name),
                name,
                SETTINGS,
            )
        return SETTINGS.get(name or "")

    def unit(self, kind: SettingKind) -> None:
        """Check that a number states the unit that the catalogue gives it."""
        if kind.unit is None:
            self.misplaced(("unit",), _("Den här inställningen har ingen enhet."))
            return
        unit = self.fields.read("unit", read_unit, required=True)
        if unit is not None and unit is not kind.unit:
            self.notes.add(
                self.fields.line_of("unit"),
                sentence(
                    _("”%(setting)s” räknas inte i %(unit)s."),
                    setting=kind.name,
                    unit=sentence(unit.label),
                ),
                sentence(_("Skriv ”unit: %(unit)s”."), unit=kind.unit.label),
            )

    def versions(self, kind: SettingKind, decided: Decision) -> list[Version[SetValue]]:
        """Read the one value, or the values keyed by the day each takes effect."""
        single, dated = self.fields.node("value"), self.fields.node("values")
        if (single is None) == (dated is None):
            self.notes.add(
                self.fields.line,
                sentence(_("Bestämmelsen ska ha antingen ”value” eller ”values”.")),
                sentence(_("Använd ”values” när värdet ändras från en viss dag.")),
            )
            return []
        if single is not None:
            value = read_setting_value(single, kind, self.notes)
            first = self.period.first
            return (
                [] if value is None else [Version(first, decided.day, SetValue(value, decided))]
            )
        return self.dated(kind, dated)

    def dated(self, kind: SettingKind, node: Node | None) -> list[Version[SetValue]]:
        """Read values keyed by the day from which each counts."""
        if not isinstance(node, Block) or not node.parts:
            self.notes.add(
                self.fields.line_of("values"),
                sentence(_("”values” ska ha en dag och ett värde per rad.")),
                sentence(_("Skriv dagen, och under den ”value:” och ”decided:”.")),
            )
            return []
        versions = (self.version(kind, day, node) for day in node.parts)
        return [each for each in versions if each is not None]

    def version(self, kind: SettingKind, day: str, block: Block) -> Version[SetValue] | None:
        """Read one dated value. It may not count before it was decided."""
        fields = Fields(
            block.parts[day], self.notes, sentence(_("Värdet")), ("value", "decided")
        )
        line = block.lines[day]
        node = fields.node("value", required=True)
        decided = fields.read("decided", self.read_decision, required=True)
        try:
            first = read_day(day)
        except BadValue as error:
            self.notes.add(line, sentence(_("”%(text)s” är ingen dag."), text=day), error.right)
            return None
        value = None if node is None else read_setting_value(node, kind, self.notes)
        if value is None or decided is None:
            return None
        self.not_before(decided, first, line)
        return Version(first, decided.day, SetValue(value, decided))

    def not_before(self, decided: Decision, first: dt.date, line: int) -> None:
        """Note a value that counts from a day before its decision, unless that is allowed."""
        if decided.day is None or self.frame.may_precede_decision or decided.day <= first:
            return
        self.notes.add(
            line,
            sentence(_("Värdet gäller före beslutet.")),
            sentence(
                _("Låt det gälla från beslutets dag, %(day)s, eller senare."), day=decided.day
            ),
        )

    def misplaced(self, keys: tuple[str, ...], right: str) -> None:
        """Note parts that belong in the other sort of provision."""
        for key in keys:
            if key in self.fields:
                self.notes.add(
                    self.fields.line_of(key),
                    sentence(_("”%(key)s” står på fel ställe."), key=key),
                    sentence(right),
                )


def _ends_within(period: Period, whole: Period) -> bool:
    return whole.end is None or (period.end is not None and period.end <= whole.end)


def read_provisions(node: Node, frame: Frame, notes: Notes) -> list[Provision]:
    """Read a file of provisions."""
    found = (ProvisionReader(each, frame, notes).read() for each in notes.parts(node))
    return [each for each in found if each is not None]
