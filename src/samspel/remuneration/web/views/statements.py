"""Statements: what somebody has been paid, per month and year, on the page and as PDF."""

from __future__ import annotations

from itertools import groupby
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from samspel.foundation.dates import FIRST_DAY, LAST_DAY, month_name, say_date
from samspel.foundation.numbers import whole_within
from samspel.foundation.refusal import Refused
from samspel.kit import web
from samspel.kit.language import current
from samspel.kit.rows import Word
from samspel.people.models import Person
from samspel.remuneration import payroll_policies as policies
from samspel.remuneration import services
from samspel.remuneration.queries.entries import EntryRow, entries_of_year, paid_years
from samspel.remuneration.web import showing_runs as showing
from samspel.remuneration.web.fetching import actor_of, require_payroll

_MONTHS = 12


def _person(request: HttpRequest, uuid: UUID) -> Person:
    """Give the person whose statement it is; 404 for anybody else's but for payroll."""
    found = get_object_or_404(Person, uuid=uuid)
    if not policies.may_read_statement(found.pk, actor_of(request)):
        raise Http404
    return found


def _require_year(year: int) -> None:
    """Give 404 for a year that nothing is reckoned in."""
    if not FIRST_DAY.year <= year <= LAST_DAY.year:
        raise Http404


def _month(request: HttpRequest) -> int | None:
    return whole_within(request.GET.get("manad", ""), 1, _MONTHS)


@login_required
@require_safe
def own(request: HttpRequest) -> HttpResponse:
    """Lead to one's own latest statement."""
    person = Person.objects.filter(pk=actor_of(request).person_id or 0).first()
    if person is None:
        raise PermissionDenied(_("Den som är inloggad är inte en person i registret."))
    years = paid_years(person.pk)
    year = years[0] if years else timezone.localdate().year
    return redirect("remuneration:statement", person.uuid, year)


@login_required
@require_safe
def statement(request: HttpRequest, person: UUID, year: int) -> HttpResponse:
    """Show what a person has been paid in a year, month by month."""
    _require_year(year)
    who, month = _person(request, person), _month(request)
    rows = entries_of_year(who.pk, year, month)
    years = sorted({year, *paid_years(who.pk)}, reverse=True)
    total = sum((row.amount for row in rows), showing.NOTHING)
    free = sum((row.tax_free for row in rows), showing.NOTHING)
    address = reverse("remuneration:statement-pdf", args=[who.uuid, year])
    context = {
        "name": who.name,
        "is_own": who.pk == actor_of(request).person_id,
        "year": year,
        "years": tuple(
            Word(
                str(each),
                reverse("remuneration:statement", args=[who.uuid, each]),
                current=each == year,
            )
            for each in years
        ),
        "facts": [
            (_("Tillsammans"), showing.money(total)),
            (_("Skattepliktigt"), showing.money(total - free)),
            (_("Skattefritt"), showing.money(free)),
        ],
        "months": [_shown(first, list(each), address) for first, each in _months(rows)],
        "pdf_url": address if month is None else f"{address}?manad={month}",
    }
    return web.page(request, "remuneration/statement.html", context)


def _months(rows: list[EntryRow]) -> list[tuple[object, list[EntryRow]]]:
    return [(first, list(each)) for first, each in groupby(rows, key=lambda row: row.month)]


def _shown(first: object, rows: list[EntryRow], address: str) -> dict[str, object]:
    month = rows[0].month
    name = month_name(month.month, current()).capitalize()
    return {
        "id": f"manad-{month.month}",
        "name": f"{name} {month.year}",
        "paid": say_date(rows[0].pays_on, current()),
        "is_past": rows[0].pays_on < timezone.localdate(),
        "total": showing.money(sum((row.amount for row in rows), showing.NOTHING)),
        "rows": [showing.entry(row) for row in rows],
        "pdf_url": f"{address}?manad={month.month}",
    }


@login_required
@require_safe
def as_pdf(request: HttpRequest, person: UUID, year: int) -> HttpResponse:
    """Give a statement as an accessible PDF."""
    _require_year(year)
    who, month = _person(request, person), _month(request)
    content = services.statement_pdf(who, year=year, month=month, at=timezone.now())
    name = f"ersattning-{year}" + (f"-{month:02}" if month else "") + ".pdf"
    return web.download(content, name, "application/pdf")


@login_required
@require_POST
def everybody(request: HttpRequest, year: int) -> HttpResponse:
    """Give everybody's statements as a zip, or everything as one PDF; kept in the trail."""
    require_payroll(request)
    _require_year(year)
    month, actor, at = _month_posted(request), actor_of(request), timezone.now()
    name = f"ersattning-{year}" + (f"-{month:02}" if month else "")

    try:
        if request.POST.get("som") == "pdf":
            return web.download(
                services.total_pdf(year=year, month=month, actor=actor, at=at),
                f"{name}.pdf",
                "application/pdf",
            )
        return web.download(
            services.statements_zip(year=year, month=month, actor=actor, at=at),
            f"{name}.zip",
            "application/zip",
        )
    except Refused as refusal:
        messages.error(request, web.refusal_text(refusal))
        return redirect(web.back(request, reverse("remuneration:overview")))


def _month_posted(request: HttpRequest) -> int | None:
    return whole_within(request.POST.get("manad", ""), 1, _MONTHS)
