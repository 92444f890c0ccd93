"""What the rules say, and what is in the way, made ready to be drawn on the visits' pages."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _

from samspel.foundation.dates import say_time
from samspel.kit.filters import words_list
from samspel.kit.language import current
from samspel.kit.verdicts import STOPPED, WARNED, ShownVerdict, shown
from samspel.rulebooks.queries import Judgement
from samspel.rules.catalogue import Role
from samspel.visits.enums import ClashKind
from samspel.visits.facts import Clash
from samspel.visits.queries.trials import Trial
from samspel.visits.web.words import span_words

CHAIR_HAS_DECIDED = "booking.chair_has_decided"


@dataclass(frozen=True, slots=True)
class Tried:
    """One thing that was tried, ready to be drawn: what, the verdict, and what is beside it."""

    label: str
    verdict: ShownVerdict
    say: str = ""
    notes: tuple[str, ...] = ()


def without_reason(verdict: object) -> ShownVerdict:
    """Give the verdict as it is drawn where the reason is asked for somewhere else."""
    given = shown(verdict)
    if given.outcome != WARNED:
        return given
    return ShownVerdict(STOPPED, given.against, given.rests_on)


def asked_once(rows: Iterable[Tried]) -> tuple[Tried, ...]:
    """Give the rows with the field for a reason under the last one that warns only."""
    found = list(rows)
    warned = [at for at, row in enumerate(found) if row.verdict.outcome == WARNED]
    last = warned[-1] if warned else -1
    return tuple(
        row if at == last else replace(row, verdict=without_reason(row.verdict))
        for at, row in enumerate(found)
    )


def chair_can_decide(judgement: Judgement) -> bool:
    """Whether all that stops the act would be lifted by the chair's decision."""
    return judgement.is_stopped and all(
        any(seen.name == CHAIR_HAS_DECIDED for seen in finding.seen)
        or (finding.who_can is not None and finding.who_can.role is Role.CHAIR)
        for finding in judgement.verdict.stopping
    )


def busy_verdict() -> dict[str, object]:
    """Give the verdict on a time when the person is on another visit: the database refuses it."""
    finding = {
        "strength": "ska",
        "state": "unmet",
        "title": _("Du är upptagen då."),
        "say": _("Du har redan ett annat besök bokat den tiden."),
        "instead": _("Välj en annan tid, eller föreslå en."),
    }
    return {"outcome": STOPPED, "findings": [finding]}


def clash_words(
    clashes: Iterable[Clash], names: Mapping[int, str], me: int | None = None
) -> list[str]:
    """Say who sits in a meeting, or is on another visit, at the time: one line for each."""
    return [_clash(each, names, me) for each in clashes]


def _clash(clash: Clash, names: Mapping[int, str], me: int | None) -> str:
    who = _("Du") if clash.person_id == me else names.get(clash.person_id, _("Någon"))
    times = f"{say_time(clash.starts_at, current())}–{say_time(clash.ends_at, current())}"
    if clash.kind is ClashKind.MEETING:
        said = _("%(who)s sitter i möte då: %(title)s kl. %(times)s.")
        return said % {"who": who, "title": clash.title, "times": times}
    return _("%(who)s är på ett annat besök då, kl. %(times)s.") % {"who": who, "times": times}


def tried_row(trial: Trial, names: Mapping[int, str], say: str) -> Tried:
    """Give one tried time: whom the verdict is about, what clashes, and whom it suits."""
    notes = []
    if trial.judgement.outcome != "allowed" and len(trial.about) < len(names):
        about = words_list(names[key] for key in trial.about if key in names)
        notes.append(_("Gäller %(names)s.") % {"names": about})
    notes += clash_words(trial.clashes, names)
    if trial.suits:
        suits = words_list(names[key] for key in trial.suits if key in names)
        notes.append(_("Tiden passar enligt vad %(names)s har angett.") % {"names": suits})
    label = span_words(trial.starts_at, trial.ends_at)
    return Tried(label, shown(trial.judgement), say, tuple(notes))
