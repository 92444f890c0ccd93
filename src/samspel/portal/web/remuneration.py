"""Paid remuneration per elected person, where the municipality publishes it."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from samspel.foundation.money import kronor
from samspel.foundation.numbers import whole
from samspel.kit import exports, tables, web
from samspel.kit.denied import or_404
from samspel.kit.language import current
from samspel.kit.rows import Word
from samspel.remuneration.queries.published import Published, published


@require_safe
def remuneration(request: HttpRequest) -> HttpResponse:
    """Show what the elected have been paid in a year; 404 where it isn't published."""
    found = or_404(published(whole(request.GET.get("ar", ""))))
    columns, rows = _columns(), _rows(found)
    file = exports.export(request, f"ersattning-{found.year}", columns, rows)
    if file is not None:
        return file
    context = {
        "found": found,
        "total": kronor(found.total, current()),
        "years": tuple(
            Word(str(year), f"?ar={year}", current=year == found.year)
            for year in sorted(found.years)
        ),
        "table": tables.table(
            request,
            columns,
            rows,
            caption=_("Utbetald ersättning per förtroendevald"),
            empty=_("Ingen ersättning har betalats ut än."),
            per_page=200,
        ),
        "query": tables.saved_view(request),
    }
    return web.page(request, "portal/remuneration.html", context)


def _columns() -> list[tables.Column]:
    return [
        tables.Column("name", _("Förtroendevald"), sortable=True),
        tables.Column("party", _("Parti"), sortable=True),
        tables.Column("fees", _("Arvoden"), number=True, sortable=True),
        tables.Column("other", _("Annan ersättning"), number=True, sortable=True),
        tables.Column("total", _("Summa"), number=True, wide=True, sortable=True),
    ]


def _rows(found: Published) -> list[tuple[object, ...]]:
    lang = current()
    return [
        (
            row.name,
            row.party,
            *(
                tables.Cell(kronor(amount, lang), sort=amount)
                for amount in (row.fees, row.other, row.total)
            ),
        )
        for row in found.rows
    ]
