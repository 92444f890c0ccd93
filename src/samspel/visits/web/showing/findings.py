"""The overview's sentences: the finding said first, computed from the figures.

Nobody is ranked, and parties are spoken of alike. Where the figures are too few to say
anything, that is what is said.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from samspel.foundation.swedish import capitalise
from samspel.kit.filters import words_list
from samspel.visits.queries import Overview, PartyFigures

_NAMED = 3
_FEW = 5
_NEAR = 0.15


@dataclass(frozen=True, slots=True)
class Period:
    """The year that is shown, and whether it is the one going on."""

    year: int
    is_now: bool

    @property
    def words(self) -> str:
        """Say when inside a sentence: "i år", "2025"."""
        return _("i år") if self.is_now else str(self.year)


def count_word(count: int) -> str:
    """Say a small number as a word, as in running text."""
    words = [
        _("ingen"),
        _("en"),
        _("två"),
        _("tre"),
        _("fyra"),
        _("fem"),
        _("sex"),
        _("sju"),
        _("åtta"),
        _("nio"),
        _("tio"),
        _("elva"),
        _("tolv"),
    ]
    return words[count] if 0 <= count < len(words) else str(count)


def of_operations(figures: Overview, period: Period) -> str:
    """Say how many operations have had a visit, and which have not."""
    total, visited = len(figures.operations), figures.operations_visited
    if total == 0:
        return _("Organet har inga verksamheter att besöka.")
    if visited == total:
        return _("Alla verksamheter har haft besök %(when)s.") % {"when": period.words}
    said = ngettext(
        "%(visited)s av %(total)s verksamhet har haft besök %(when)s.",
        "%(visited)s av %(total)s verksamheter har haft besök %(when)s.",
        total,
    ) % {"visited": count_word(visited), "total": count_word(total), "when": period.words}
    without = [row.operation for row in figures.operations if row.held == 0]
    if len(without) > _NAMED:
        return capitalise(said)
    rest = _("%(names)s har inte haft något.") % {"names": words_list(without)}
    return f"{capitalise(said)} {rest}"


def of_units(figures: Overview, period: Period) -> str:
    """Say which units with a contact politician have invited, and which have not."""
    concerned = [row for row in figures.units if row.has_politician]
    silent = figures.units_that_never_invite
    if not concerned:
        return _("Ingen enhet har haft någon kontaktpolitiker %(when)s.") % {
            "when": period.words
        }
    if not silent:
        return _("Alla enheter med kontaktpolitiker har bjudit in %(when)s.") % {
            "when": period.words
        }
    said = _(
        "%(count)s av %(total)s enheter med kontaktpolitiker har inte bjudit in %(when)s"
    ) % {
        "count": count_word(len(silent)),
        "total": count_word(len(concerned)),
        "when": period.words,
    }
    return _with_names(said, [row.unit for row in silent])


def of_persons(figures: Overview, period: Period) -> str:
    """Say of whom reports were asked and have not come."""
    asked = [row for row in figures.persons if row.figures.asked_to_report]
    silent = figures.persons_that_never_report
    if not asked:
        return _("Ingen rapport har behövt lämnas %(when)s.") % {"when": period.words}
    if not silent:
        late = sum(row.figures.late for row in asked)
        if late:
            return _("Alla som gjort besök %(when)s har rapporterat, någon gång för sent.") % {
                "when": period.words
            }
        return _("Alla som gjort besök %(when)s har rapporterat i tid.") % {
            "when": period.words
        }
    said = _(
        "%(count)s av %(total)s som ska rapportera har inte lämnat någon rapport %(when)s"
    ) % {
        "count": count_word(len(silent)),
        "total": count_word(len(asked)),
        "when": period.words,
    }
    return _with_names(said, [row.name for row in silent])


def _with_names(said: str, names: Sequence[str]) -> str:
    if len(names) > _NAMED:
        return f"{capitalise(said)}."
    return f"{capitalise(said)}: {words_list(names)}."


def of_parties(parties: Sequence[PartyFigures], period: Period) -> str:
    """Say whether the offered times suit members of all parties alike."""
    known = [row for row in parties if row.figures.said]
    if not known:
        return _("Ingen har sagt när de kan, så det går inte att se för vilka tiderna passar.")
    enough = [row for row in known if row.figures.said >= _FEW]
    if len(enough) < 2:
        return _("Inbjudningarna är för få %(when)s för att jämföra partierna.") % {
            "when": period.words
        }
    shares = [share_of(row) for row in enough]
    if max(shares) - min(shares) <= _NEAR:
        return _("Erbjudna tider passar ungefär lika ofta för alla partier.")
    return _("Erbjudna tider passar olika ofta: från %(low)s till %(high)s procent.") % {
        "low": round(min(shares) * 100),
        "high": round(max(shares) * 100),
    }


def share_of(row: PartyFigures) -> float:
    """Give how often an offered time was one that had been said to suit."""
    return row.figures.possible / row.figures.said if row.figures.said else 0.0


def of_years(now: int, before: int, period: Period) -> str:
    """Say how many visits were held compared with the year before."""
    when = _("hittills i år") if period.is_now else str(period.year)
    said = {"when": when, "before": before, "other": period.year - 1, "count": now}
    if now == 0:
        return (
            _("Inget besök är genomfört %(when)s, mot %(before)s under hela %(other)s.") % said
        )
    return (
        ngettext(
            "%(count)s besök är genomfört %(when)s, mot %(before)s under hela %(other)s.",
            "%(count)s besök är genomförda %(when)s, mot %(before)s under hela %(other)s.",
            now,
        )
        % said
    )
