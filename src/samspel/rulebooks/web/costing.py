"""What a draft would have cost: a made-up year settled by what applies and by the draft."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samspel.rulebooks.calculation.trials import backdated
from samspel.rules.amounts.figures import shipped_figures
from samspel.rules.amounts.rates import Rates
from samspel.rules.amounts.sampling import (
    CostedYear,
    SampleYear,
    costed,
    offices_in,
    sample_duties,
)
from samspel.rules.amounts.working import Kr
from samspel.rules.provisions import Ruleset

_MOST = 101
_FEWEST_YEAR, _LAST_YEAR = 2023, 2040


class SampleForm(forms.Form):
    """How big the body of the made-up year is, and how often it meets."""

    ar = forms.IntegerField(
        label=gettext_lazy("År"), min_value=_FEWEST_YEAR, max_value=_LAST_YEAR
    )
    ledamoter = forms.IntegerField(
        label=gettext_lazy("Ledamöter"), min_value=1, max_value=_MOST
    )
    ersattare = forms.IntegerField(
        label=gettext_lazy("Ersättare"), min_value=0, max_value=_MOST
    )
    moten = forms.IntegerField(label=gettext_lazy("Sammanträden"), min_value=1, max_value=_MOST)
    minuter = forms.IntegerField(
        label=gettext_lazy("Minuter per sammanträde"), min_value=15, max_value=720
    )

    def __init__(self, data: QueryDict | None, year: int) -> None:
        usual = SampleYear(year)
        initial = {
            "ar": usual.year,
            "ledamoter": usual.members,
            "ersattare": usual.substitutes,
            "moten": usual.meetings,
            "minuter": usual.minutes,
        }
        super().__init__(data, initial=initial)
        for field in self.fields.values():
            field.widget.attrs["data-width"] = "auto"

    def sample(self) -> SampleYear:
        """Give the year asked for; the usual one until somebody asks for another."""
        given = self.cleaned_data if self.is_bound and self.is_valid() else self.initial
        return SampleYear(*(int(given[name]) for name in self.fields))


@dataclass(frozen=True, slots=True)
class ShownCost:
    """What the made-up year costs: the finding, and a row per payment."""

    finding: str
    rows: Sequence[tuple[str, str, str, str]]
    total: tuple[str, str, str]
    refused: Sequence[str]
    has_before: bool


def shown_cost(before: Ruleset | None, draft: Ruleset, sample: SampleYear) -> ShownCost:
    """Settle the year by what applies and by the draft, as if both had applied all year."""
    new = _rates(draft, sample)
    old = new if before is None else _rates(before, sample)
    duties = sample_duties(sample, offices_in(old.rules, new.rules))
    found = costed(old, new, duties)
    rows = [
        (row.title, _kr(row.before), _kr(row.after), _more(row.difference))
        for row in found.rows
        if row.before or row.after
    ]
    return ShownCost(
        finding=_finding(found, has_before=before is not None),
        rows=rows,
        total=(_kr(found.before), _kr(found.after), _more(found.after - found.before)),
        refused=[_(why) for why in found.refused],
        has_before=before is not None,
    )


def _rates(ruleset: Ruleset, sample: SampleYear) -> Rates:
    first = ruleset.effective_from.replace(year=sample.year, month=1, day=1)
    return Rates(backdated(ruleset, first), shipped_figures())


def _finding(found: CostedYear, *, has_before: bool) -> str:
    total, difference = _kr(found.after), found.after - found.before
    if not has_before:
        return _("Provåret kostar %(total)s.") % {"total": total}
    if not difference:
        return _("Provåret kostar %(total)s, lika mycket som i dag.") % {"total": total}
    words = (
        _("Provåret kostar %(total)s, %(much)s mer än i dag.")
        if difference > 0
        else _("Provåret kostar %(total)s, %(much)s mindre än i dag.")
    )
    return words % {"total": total, "much": _kr(abs(difference))}


def _kr(amount: Decimal) -> str:
    return str(Kr(amount))


def _more(amount: Decimal) -> str:
    return f"+{_kr(amount)}" if amount > 0 else _kr(amount)
