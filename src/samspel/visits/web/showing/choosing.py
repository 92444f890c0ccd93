"""The times of a visit as choices: each with what the rules say about it, before it is taken."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samspel.audit.actors import Actor
from samspel.foundation.dates import local_day
from samspel.foundation.swedish import ordinal_figure
from samspel.kit import web
from samspel.kit.filters import words_list
from samspel.kit.language import current
from samspel.kit.rows import Choice
from samspel.rules.errors import NoRuleInForce
from samspel.visits import policies
from samspel.visits.enums import VisitState
from samspel.visits.models import ExtraVisitRequest, Visit
from samspel.visits.queries.page import own_requests_waiting
from samspel.visits.queries.trials import OptionTrial, tried_options
from samspel.visits.web.showing.people import names_in, own_visitor
from samspel.visits.web.verdicts import (
    busy_verdict,
    chair_can_decide,
    clash_words,
)
from samspel.visits.web.words import span_words

_ORDINALS = (
    gettext_lazy("första"),
    gettext_lazy("andra"),
    gettext_lazy("tredje"),
    gettext_lazy("fjärde"),
    gettext_lazy("femte"),
    gettext_lazy("sjätte"),
    gettext_lazy("sjunde"),
    gettext_lazy("åttonde"),
    gettext_lazy("nionde"),
    gettext_lazy("tionde"),
)


@dataclass(frozen=True, slots=True)
class Stopped:
    """A time that can't be taken: why, and whether the chair can be asked."""

    label: str
    verdict: object
    note: str = ""
    year: int = 0
    asks_chair: bool = False
    asked: ExtraVisitRequest | None = None


@dataclass(frozen=True, slots=True)
class Choosing:
    """What the page asks: which time, with which button; and what can't be taken."""

    legend: str = ""
    button: str = ""
    rows: tuple[Choice, ...] = ()
    stopped: tuple[Stopped, ...] = ()
    waits: tuple[str, ...] = ()
    no_rules: str = ""


@dataclass(frozen=True, slots=True)
class Filled:
    """What was filled in when the page is shown again: the time, and the reasons."""

    chosen: str = ""
    reasons: Mapping[str, str] = field(default_factory=dict)


def ordinal(number: int) -> str:
    """Say a number in order: "andra"."""
    if 0 < number <= len(_ORDINALS):
        return str(_ORDINALS[number - 1])
    return ordinal_figure(number, current())


def choosing_for(visit: Visit, actor: Actor, at: dt.datetime, filled: Filled) -> Choosing:
    """Give the times that the viewer may settle, judged as if they were settled now."""
    mine = own_visitor(visit, actor)
    me = mine.person_id if mine and policies.is_coming(visit, actor) else None
    is_host = policies.hosts(visit, actor)
    if me is None and not is_host and not policies.keeps(visit.body_id, actor):
        return Choosing()
    try:
        tried = tried_options(visit, person_id=None if is_host else me, is_host=is_host, at=at)
    except NoRuleInForce as missing:
        return Choosing(no_rules=web.refusal_text(missing))
    return _sorted(visit, actor, tried, me=None if is_host else me, filled=filled)


def _sorted(
    visit: Visit, actor: Actor, tried: list[OptionTrial], *, me: int | None, filled: Filled
) -> Choosing:
    """Part the times in those that can be taken, those that can't, and those that wait."""
    names = names_in(visit, actor)
    asked = waiting_requests(visit, me)
    rows: list[Choice] = []
    stopped: list[Stopped] = []
    waits: list[str] = []
    for each in tried:
        label = span_words(each.option.starts_at, each.option.ends_at)
        why_not = _waits(each, me)
        if why_not:
            waits.append(f"{label}: {why_not}")
        elif _is_stopped(each, me):
            stopped.append(_stopped(each, label, names, me, asked))
        else:
            rows.append(_choice(each, label, names, me, filled))
    if rows and not any(row.checked for row in rows):
        first = rows[0]
        rows[0] = Choice(
            first.value, first.label, first.verdict, first.say, first.note, True, first.reason
        )
    legend, button = _asked_words(visit, me, len(rows))
    return Choosing(legend, button, tuple(rows), tuple(stopped), tuple(waits))


def _asked_words(visit: Visit, me: int | None, count: int) -> tuple[str, str]:
    if me is not None:
        legend = _("Vilken tid passar?") if count > 1 else _("Passar tiden?")
        return legend, _("Tacka ja till besöket")
    if visit.state == VisitState.PROPOSED:
        return _("Passar tiden för enheten?"), _("Säg ja till besöket")
    return _("Vilken tid ska gälla?"), _("Boka besöket")


def _waits(each: OptionTrial, me: int | None) -> str:
    """Say why nobody here can settle the time now, or nothing."""
    if each.has_passed:
        return _("tiden har passerat.")
    if me is not None and each.option.suggested_by_id is not None:
        if each.option.suggested_by_id == me:
            return _("ditt förslag väntar på enhetens svar.")
        return _("en annan besökares förslag väntar på enhetens svar.")
    if each.trial is None:
        return _("ingen har svarat att tiden passar än.")
    return ""


def _is_stopped(each: OptionTrial, me: int | None) -> bool:
    trial = each.trial
    if trial is None:
        return False
    return trial.judgement.is_stopped or (me is not None and me in trial.busy)


def _stopped(
    each: OptionTrial,
    label: str,
    names: Mapping[int, str],
    me: int | None,
    asked: Mapping[int, ExtraVisitRequest],
) -> Stopped:
    trial = each.trial
    year = local_day(each.option.starts_at).year
    if trial is None or not trial.judgement.is_stopped:
        return Stopped(label, busy_verdict(), each.option.note, year)
    return Stopped(
        label,
        trial.judgement,
        " ".join([each.option.note, *clash_words(trial.clashes, names, me)]).strip(),
        year,
        asks_chair=me is not None and chair_can_decide(trial.judgement),
        asked=asked.get(year),
    )


def _choice(
    each: OptionTrial, label: str, names: Mapping[int, str], me: int | None, filled: Filled
) -> Choice:
    trial = each.trial
    value = str(each.option.pk)
    notes = [each.option.note] if each.option.note else []
    suggested_by = names.get(each.option.suggested_by_id or 0)
    if suggested_by:
        notes.append(_("%(who)s föreslog tiden.") % {"who": suggested_by})
    notes += clash_words(trial.clashes, names, me) if trial else []
    return Choice(
        value,
        label,
        trial.judgement if trial else None,
        _allowed_words(each, names, me),
        " ".join(notes),
        checked=value == filled.chosen,
        reason=filled.reasons.get(value, ""),
    )


def _allowed_words(each: OptionTrial, names: Mapping[int, str], me: int | None) -> str:
    """Say what taking the time means: "Får bokas. Det blir ditt andra besök i år, …"."""
    can = [names[one.person_id] for one in each.can if one.person_id != me]
    others = words_list(can)
    if me is None:
        return _("Får bokas. %(names)s kan.") % {"names": others}
    params = {"which": ordinal(each.visits_this_year + 1), "names": others}
    if can:
        return (
            _("Får bokas. Det blir ditt %(which)s besök i år, och %(names)s kan också.")
            % params
        )
    return _("Får bokas. Det blir ditt %(which)s besök i år.") % params


def waiting_requests(visit: Visit, me: int | None) -> dict[int, ExtraVisitRequest]:
    """Give the viewer's own questions that wait for the chair about the operation, by year."""
    return own_requests_waiting(me, visit.operation_id) if me is not None else {}
