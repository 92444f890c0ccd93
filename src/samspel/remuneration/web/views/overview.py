"""The overview: what remuneration has cost, per body, party and kind, with charts."""

from __future__ import annotations

from collections.abc import Sequence

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from samspel.foundation.dates import month_name
from samspel.foundation.numbers import whole
from samspel.kit import charts, exports, tables, web
from samspel.kit.enums import label_of
from samspel.kit.language import current
from samspel.kit.rows import Word
from samspel.remuneration import payroll_policies as policies
from samspel.remuneration.enums import Pays
from samspel.remuneration.queries import overview as query
from samspel.remuneration.queries.overview import Overview, Part
from samspel.remuneration.web.fetching import actor_of
from samspel.remuneration.web.showing_runs import money

BODIES, PARTIES, KINDS = "", "parti", "slag"
_VIEWS = (BODIES, PARTIES, KINDS)
_HOUR = 60


@login_required
@require_safe
def overview(request: HttpRequest) -> HttpResponse:
    """Show a year from one side, with the finding first."""
    actor = actor_of(request)
    if not policies.may_read_overview(actor):
        raise PermissionDenied(_("Översikten över ersättning läses av lön och revision."))
    years = query.years_paid()
    asked = whole(request.GET.get("ar", ""))
    latest = years[0] if years else timezone.localdate().year
    year = asked if asked in years else latest
    side = request.GET.get("vy", "")
    side = side if side in _VIEWS else BODIES
    found = query.overview(year)
    parts = {BODIES: found.bodies, PARTIES: found.parties, KINDS: found.kinds}[side]
    columns, rows = _columns(side), [_row(each, side) for each in parts]
    name = f"ersattning-{year}"
    if (file := exports.export(request, name, columns, rows)) is not None:
        return file
    context = {
        "heading": _heading(found),
        "lead": _lead(found),
        "views": _views(request, side),
        "years": _years(request, years, year),
        "bars": _bars(parts, side),
        "line": _line(found),
        "table": tables.table(
            request, columns, rows, caption=_labels()[side], empty=_("Inget är utbetalt än.")
        ),
        "table_heading": _labels()[side],
        "query": tables.saved_view(request),
        "year": year,
        "may_pay": policies.may_pay(actor),
        "months": [
            (str(first.month), month_name(first.month, current()))
            for first, _sum in found.months
        ],
        "all_url": reverse("remuneration:all-statements", args=[year]),
    }
    return web.page(request, "remuneration/overview.html", context)


def _heading(found: Overview) -> str:
    if not found.persons:
        return _("Ingen ersättning har betalats %(year)s") % {"year": found.year}
    return ngettext(
        "%(count)s förtroendevald har fått %(sum)s under %(year)s",
        "%(count)s förtroendevalda har fått %(sum)s under %(year)s",
        found.persons,
    ) % {"count": found.persons, "sum": money(found.total), "year": found.year}


def _lead(found: Overview) -> str:
    if not found.months:
        return ""
    last = month_name(found.months[-1][0].month, current())
    return _("Till och med körningen för %(month)s. Varav skattefritt %(free)s.") % {
        "month": last,
        "free": money(found.tax_free),
    }


def _labels() -> dict[str, str]:
    return {BODIES: _("Per organ"), PARTIES: _("Per parti"), KINDS: _("Per slag")}


def _name(each: Part, side: str) -> str:
    if side == KINDS:
        return label_of(Pays, each.name).capitalize()
    return each.name or _("Utan parti")


def _views(request: HttpRequest, side: str) -> tuple[Word, ...]:
    return tuple(
        Word(label, tables.address(request.GET, vy=key, sortera=""), current=key == side)
        for key, label in _labels().items()
    )


def _years(request: HttpRequest, years: Sequence[int], chosen: int) -> tuple[Word, ...]:
    return tuple(
        Word(str(each), tables.address(request.GET, ar=str(each)), current=each == chosen)
        for each in sorted(years)
    )


def _bars(parts: Sequence[Part], side: str) -> list[charts.Bar]:
    """Draw each part against the largest; a part that is below zero has no bar."""
    whole = max((float(each.amount) for each in parts), default=0)
    if whole <= 0:
        return []
    return [
        charts.bar(_name(each, side), money(each.amount), [max(float(each.amount), 0)], whole)
        for each in parts
    ]


def _line(found: Overview) -> charts.Line | None:
    values = [
        (month_name(first.month, current()), float(amount), money(amount))
        for first, amount in found.months
    ]
    if len(values) < 2 or min(value for _name_, value, _said in values) < 0:
        return None
    return charts.line(values)


def _columns(side: str) -> list[tables.Column]:
    sorts = (
        []
        if side == KINDS
        else [
            tables.Column("fees", _("Arvoden"), number=True, wide=True),
            tables.Column("lost", _("Förlorad inkomst och förmåner"), number=True, wide=True),
            tables.Column("costs", _("Resor och kostnader"), number=True, wide=True),
        ]
    )
    return [
        tables.Column("name", _labels()[side].removeprefix("Per ").capitalize(), sortable=True),
        tables.Column("persons", _("Personer"), number=True, sortable=True),
        tables.Column("hours", _("Timmar"), number=True),
        *sorts,
        tables.Column("amount", _("Summa"), number=True, wide=True, sortable=True),
    ]


_GROUPS = (
    (Pays.FEE, Pays.ANNUAL_FEE),
    (Pays.LOST_EARNINGS, Pays.BENEFIT),
    (Pays.MILEAGE, Pays.ALLOWANCE, Pays.EXPENSE),
)


def _row(each: Part, side: str) -> tuple[object, ...]:
    sums = [
        sum((each.by_pays.get(pays, query.NOTHING) for pays in group), query.NOTHING)
        for group in _GROUPS
    ]
    cells = [] if side == KINDS else [tables.Cell(money(value), sort=value) for value in sums]
    return (
        _name(each, side),
        each.persons,
        round(each.minutes / _HOUR),
        *cells,
        tables.Cell(money(each.amount), sort=each.amount),
    )
