"""What the pages show of a guideline, evaluated before a template sees it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from markupsafe import Markup

from samspel.foundation.dates import say_date
from samspel.kit.filters import NOTHING, period
from samspel.kit.language import current
from samspel.kit.rows import Event, Fact
from samspel.rulebooks.calculation.wording import Names, SaidProvision, said_ruleset
from samspel.rulebooks.enums import VersionState
from samspel.rulebooks.models import RulesetVersion
from samspel.rules.provisions import Ruleset


@dataclass(frozen=True, slots=True)
class ShownClause:
    """A clause with what the product does of it."""

    id: str
    heading: str
    text: str
    provisions: Sequence[SaidProvision]


@dataclass(frozen=True, slots=True)
class ShownSection:
    """The clauses that stand under one heading."""

    heading: str
    id: str
    clauses: Sequence[ShownClause]


def shown_sections(ruleset: Ruleset, names: Names) -> list[ShownSection]:
    """Give the guideline's text in its order, with its provisions in words."""
    said = said_ruleset(ruleset, _, names)
    clauses = [
        ShownClause(each.id, each.heading, each.text, said[each.id]) for each in ruleset.clauses
    ]
    grouped = [(heading, list(group)) for heading, group in groupby(clauses, _heading)]
    return [
        ShownSection(heading, f"del-{number}", group)
        for number, (heading, group) in enumerate(grouped, 1)
    ]


def _heading(clause: ShownClause) -> str:
    return clause.heading


def end_of(version: RulesetVersion, siblings: Sequence[RulesetVersion]) -> dt.date | None:
    """Give the first day on which a confirmed version no longer applies, if it is known.

    Its own last day, or the first day of the version that replaces it.
    """
    if version.state != VersionState.CONFIRMED:
        return version.effective_to
    after = [
        each.effective_from
        for each in siblings
        if each.state == VersionState.CONFIRMED and _order(each) > _order(version)
    ]
    days = [day for day in (*after, version.effective_to) if day is not None]
    return min(days, default=None)


def _order(version: RulesetVersion) -> tuple[dt.date, dt.datetime, int]:
    first = version.effective_from or dt.date.max
    return first, version.confirmed_at or version.drafted_at, version.pk


def state_in_words(version: RulesetVersion, end: dt.date | None, today: dt.date) -> str:
    """Say where a version stands on a day: what is confirmed may be to come, or be over."""
    state, first = VersionState(version.state), version.effective_from
    if state is not VersionState.CONFIRMED or first is None:
        return _(state.label)
    if end is not None and end <= max(today, first):
        return _("Har upphört")
    if first > today:
        return _("Börjar gälla %(day)s") % {"day": plain_day(first)}
    return pgettext("state", "Gäller")


def state_mark(version: RulesetVersion, end: dt.date | None, today: dt.date) -> str:
    """Give the mark that stands beside the state: full for what applies, half for what may."""
    state, first = VersionState(version.state), version.effective_from
    if state is VersionState.PROPOSED:
        return "half"
    if state is not VersionState.CONFIRMED or first is None:
        return ""
    if end is not None and end <= max(today, first):
        return ""
    return "half" if first > today else "done"


def own_words(text: str) -> Markup:
    """Mark the municipality's own words, which stay Swedish in whatever language is on."""
    return Markup('<span lang="sv">{}</span>').format(text)


def plain_day(day: dt.date | None) -> str:
    """Say a day inside a sentence."""
    return say_date(day, current()) if day else NOTHING


def days_of(version: RulesetVersion, end: dt.date | None) -> str:
    """Say from when and until when a version applies."""
    first = version.effective_from
    if first is None:
        return NOTHING
    if end is not None and end <= first:
        return _("Ersatt från sin första dag, %(day)s") % {"day": plain_day(first)}
    return period(first, end)


def decision_in_words(version: RulesetVersion) -> str:
    """Say by which decision a version was adopted, if it has been."""
    return version.citation if version.decided_on else _("Inget beslut än")


def guideline_facts(
    version: RulesetVersion, ruleset: Ruleset, end: dt.date | None = None
) -> list[Fact]:
    """Give the facts of the title page."""
    decided = decision_in_words(version)
    found = [
        Fact(_("Gäller för"), version.rulebook.body.name),
        Fact(_("Gäller"), days_of(version, end)),
        Fact(pgettext("one", "Beslut"), decided),
    ]
    if ruleset.registry_number:
        found.append(Fact(_("Diarienummer"), ruleset.registry_number))
    found.append(Fact(_("Källa"), ruleset.source.name, ruleset.source.address))
    found.append(Fact(_("Kontrollerad"), plain_day(ruleset.checked_on)))
    return found


def versions_as_events(
    versions: Sequence[RulesetVersion], here: RulesetVersion, today: dt.date
) -> list[Event]:
    """Give the other versions of the guideline as a timeline, the newest first."""
    return [
        Event(
            at=each.effective_from or each.drafted_at,
            text=state_in_words(each, end_of(each, versions), today),
            now=each.pk == here.pk,
            clause_heading=each.title,
            citation=each.citation,
            url=reverse("rulebooks:text", args=[each.uuid]),
        )
        for each in versions
    ]
