"""Trial: yesterday's acts judged again under tomorrow's draft.

The facts of each judged act are kept, so the same reality can be laid before another
rule set. What comes out differently is listed, counted and explained.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from samspel.foundation.labels import mark as _

from .catalogue import SETTINGS
from .errors import NoRuleInForce
from .explanation import Settings, State, Verdict
from .facts import Facts
from .judging import Compiled
from .provisions import Outcome
from .sentence import Sentence, sentence
from .values import show


@dataclass(frozen=True, slots=True)
class JudgedAct:
    """An act that has been judged: its key where it is kept, its facts and its day."""

    key: str
    act: str
    facts: Facts
    on: dt.date


@dataclass(frozen=True, slots=True)
class Difference:
    """An act that comes out differently. ``None`` as an outcome: no rule in force."""

    judged: JudgedAct
    old: Outcome | None
    new: Outcome | None
    because: tuple[Sentence, ...]


@dataclass(frozen=True, slots=True)
class TrialResult:
    """What a draft would have meant for the acts that were tried."""

    tried: int
    differences: tuple[Difference, ...]

    @property
    def same(self) -> int:
        """How many acts come out the same."""
        return self.tried - len(self.differences)

    @property
    def by_outcome(self) -> Counter[tuple[Outcome | None, Outcome | None]]:
        """How many acts go from which outcome to which."""
        return Counter((each.old, each.new) for each in self.differences)

    @property
    def by_reason(self) -> Counter[str]:
        """How many acts each reason explains, in Swedish."""
        return Counter(str(why) for each in self.differences for why in each.because)

    @property
    def said(self) -> Sentence:
        """The finding in one sentence."""
        return sentence(
            _("Av %(tried)s prövade åtgärder får %(count)s ett annat utfall."),
            tried=self.tried,
            count=len(self.differences),
        )


def trial(old: Compiled, new: Compiled, judged: Iterable[JudgedAct]) -> TrialResult:
    """Judge the acts under both rule sets and list those that come out differently.

    An act differs when its outcome, or anything that the guideline lays down for it,
    is another.
    """
    acts = list(judged)
    found = (_difference(old, new, each) for each in acts)
    return TrialResult(len(acts), tuple(each for each in found if each is not None))


_Tried = tuple[Verdict, Settings] | None


def _tried(compiled: Compiled, act: JudgedAct) -> _Tried:
    try:
        return (
            compiled.judge(act.act, act.facts, act.on),
            compiled.settings(act.act, act.facts, act.on),
        )
    except NoRuleInForce:
        return None


def _difference(old: Compiled, new: Compiled, act: JudgedAct) -> Difference | None:
    before, after = _tried(old, act), _tried(new, act)
    if before is None or after is None:
        if before is after:
            return None
        return Difference(act, _outcome(before), _outcome(after), (_no_rule(after is None),))
    because = (*_findings(before[0], after[0]), *_settings(before[1], after[1]))
    if before[0].outcome is after[0].outcome and not because:
        return None
    return Difference(act, before[0].outcome, after[0].outcome, because)


def _outcome(tried: _Tried) -> Outcome | None:
    return None if tried is None else tried[0].outcome


def _no_rule(in_new: bool) -> Sentence:
    if in_new:
        return sentence(_("Förslaget gäller inte den dagen."))
    return sentence(_("De nuvarande riktlinjerna gäller inte den dagen."))


def _findings(old: Verdict, new: Verdict) -> Iterator[Sentence]:
    """Give a sentence per provision that stops or warns in one and not alike in the other."""
    before = {each.id: each for each in (*old.stopping, *old.warning)}
    after = {each.id: each for each in (*new.stopping, *new.warning)}
    for id_, finding in after.items():
        if id_ not in before or before[id_].strength is not finding.strength:
            template = _("”%(title)s” stoppar.") if finding.stops else _("”%(title)s” varnar.")
            yield sentence(template, title=finding.title)
        elif before[id_].state is not finding.state:
            yield sentence(
                _("”%(title)s” %(state)s."),
                title=finding.title,
                state=sentence(State(finding.state).label),
            )
    for id_, finding in before.items():
        if id_ not in after:
            yield sentence(_("”%(title)s” hindrar inte längre."), title=finding.title)


def _settings(old: Settings, new: Settings) -> Iterator[Sentence]:
    """Give a sentence per setting that is another, came, went or cannot be told."""
    for name in dict.fromkeys((*old, *new, *old.undecided, *new.undecided)):
        before, after = _shown(old, name), _shown(new, name)
        if before != after:
            yield sentence(
                _("”%(setting)s” ändras från %(before)s till %(after)s."),
                setting=sentence(SETTINGS[name].label),
                before=before,
                after=after,
            )


def _shown(settings: Settings, name: str) -> str:
    if name in settings.undecided:
        return show(None, SETTINGS[name])
    setting = dict(settings.items()).get(name)
    return "–" if setting is None else show(setting.value, SETTINGS[name])
