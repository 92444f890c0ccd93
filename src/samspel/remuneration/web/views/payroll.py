"""What payroll keeps: pay types, file layouts, numbers and settings."""

from __future__ import annotations

from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from samspel.foundation.identity_numbers import hyphenated, masked
from samspel.kit import filters, tables, web
from samspel.kit.enums import label_of
from samspel.people.models import Person
from samspel.remuneration import services
from samspel.remuneration.enums import FileKind, Pays
from samspel.remuneration.models import FileLayout, PayeeNumber, PayType
from samspel.remuneration.queries.payroll import Payee, payees, remuneration_settings
from samspel.remuneration.web import forms_runs as forms
from samspel.remuneration.web.errand import Errand, confirm, posted
from samspel.remuneration.web.fetching import actor_of, require_payroll
from samspel.remuneration.web.views.runs import PAGE


def _errand(heading: str, button: str, back: str, back_label: str, lead: str = "") -> Errand:
    return Errand(
        heading=heading,
        button=button,
        back_label=back_label,
        back_url=reverse(back),
        lead=lead,
    )


def _listed(
    request: HttpRequest,
    heading: str,
    lead: str,
    columns: list[tables.Column],
    rows: list[tuple[object, ...]],
    empty: str,
    act: tuple[str, str] | None = None,
    *,
    numbers_hidden: bool = False,
) -> HttpResponse:
    context = {
        "heading": heading,
        "lead": lead,
        "table": tables.table(request, columns, rows, caption=heading, empty=empty),
        "act": act,
        "numbers_hidden": numbers_hidden,
    }
    return web.page(request, "remuneration/kept.html", context)


@login_required
@require_safe
def pay_types(request: HttpRequest) -> HttpResponse:
    """List the pay types."""
    require_payroll(request)
    columns = [
        tables.Column("code", _("Löneart"), sortable=True),
        tables.Column("name", _("Namn"), sortable=True),
        tables.Column("pays", _("För")),
        tables.Column("account", _("Kontosträng")),
    ]
    rows: list[tuple[object, ...]] = [
        (
            tables.Cell(each.code, url=reverse("remuneration:pay-type", args=[each.pk])),
            each.name,
            filters.capital(_what_for(each)),
            each.account,
        )
        for each in PayType.objects.all()
    ]
    return _listed(
        request,
        _("Lönearter"),
        _("Lönesystemets koder för det som betalas, och var det bokförs."),
        columns,
        rows,
        _("Här finns inga lönearter än."),
        (_("Ny löneart"), reverse("remuneration:new-pay-type")),
    )


def _what_for(each: PayType) -> str:
    words = label_of(Pays, each.pays)
    if each.rule:
        words = f"{words} ({each.rule})"
    return _("%(what)s, skattefri del") % {"what": words} if each.is_tax_free else words


@login_required
@require_http_methods(PAGE)
def pay_type(request: HttpRequest, pk: int | None = None) -> HttpResponse:
    """Add or change a pay type."""
    require_payroll(request)
    row = None if pk is None else get_object_or_404(PayType, pk=pk)
    form = forms.PayTypeForm(posted(request), initial=_values(row))
    heading = _("Ny löneart") if row is None else str(row)
    errand = _errand(heading, _("Spara lönearten"), "remuneration:pay-types", _("Lönearter"))
    if row is not None:
        remove = reverse("remuneration:remove-pay-type", args=[row.pk])
        errand.more["remove"] = (_("Ta bort lönearten"), remove)
    return confirm(
        request,
        errand,
        lambda: services.keep_pay_type(
            form.cleaned_data, actor=actor_of(request), pay_type=row
        ),
        _("Lönearten är sparad."),
        form,
    )


def _values(row: PayType | None) -> dict[str, object]:
    names = forms.PayTypeForm.base_fields
    return {} if row is None else {name: getattr(row, name) for name in names}


@login_required
@require_http_methods(PAGE)
def remove_pay_type(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a pay type away."""
    require_payroll(request)
    row = get_object_or_404(PayType, pk=pk)
    errand = _errand(
        _("Ta bort %(what)s") % {"what": row},
        _("Ta bort lönearten"),
        "remuneration:pay-types",
        _("Lönearter"),
        _("Det som redan är överfört ändras inte."),
    )
    return confirm(
        request,
        errand,
        lambda: services.remove_pay_type(row, actor=actor_of(request)),
        _("Lönearten är borttagen."),
    )


@login_required
@require_safe
def layouts(request: HttpRequest) -> HttpResponse:
    """List the file layouts."""
    require_payroll(request)
    columns = [
        tables.Column("name", _("Namn"), sortable=True),
        tables.Column("kind", _("Slag av fil")),
        tables.Column("encoding", _("Teckenkodning")),
        tables.Column("used", _("Används")),
    ]
    rows: list[tuple[object, ...]] = [
        (
            tables.Cell(each.name, url=reverse("remuneration:layout", args=[each.uuid])),
            label_of(FileKind, each.kind),
            each.encoding,
            _("Ja") if each.is_used else _("Nej"),
        )
        for each in FileLayout.objects.all()
    ]
    return _listed(
        request,
        _("Filformat"),
        _(
            "Så ser filerna till andra system ut. PAXml är ett öppet format. Andra lönesystem "
            "har inget publikt format: stäm av kolumnerna med er leverantör."
        ),
        columns,
        rows,
        _("Här finns inga filformat än."),
        (_("Nytt filformat"), reverse("remuneration:new-layout")),
    )


@login_required
@require_http_methods(PAGE)
def layout(request: HttpRequest, uuid: UUID | None = None) -> HttpResponse:
    """Add or change a file layout."""
    require_payroll(request)
    row = None if uuid is None else get_object_or_404(FileLayout, uuid=uuid)
    form = forms.LayoutForm(posted(request), initial=_form_of(row or FileLayout()))
    heading = _("Nytt filformat") if row is None else row.name
    errand = _errand(heading, _("Spara formatet"), "remuneration:layouts", _("Filformat"))
    return confirm(
        request,
        errand,
        lambda: services.keep_layout(form.cleaned_data, actor=actor_of(request), layout=row),
        _("Formatet är sparat."),
        form,
    )


def _form_of(row: FileLayout) -> dict[str, object]:
    return {
        "name": row.name,
        "kind": row.kind or FileKind.PAXML,
        "columns": forms.written_columns(row.columns),
        "separator": forms.TAB if row.separator == "\t" else row.separator,
        "counter": next((each["counter"] for each in row.columns if each.get("counter")), ""),
        "decimal_sign": row.decimal_sign,
        "encoding": row.encoding,
        "line_end": row.line_end,
        "has_header": row.has_header,
        "is_used": row.is_used,
    }


@login_required
@require_safe
def numbers(request: HttpRequest) -> HttpResponse:
    """List those who are paid, with their numbers hidden."""
    require_payroll(request)
    return _numbers(request, payees(), shown={})


@login_required
@require_POST
def show_numbers(request: HttpRequest) -> HttpResponse:
    """Show the identity numbers, as a disclosure in the trail."""
    require_payroll(request)
    shown = services.show_numbers(actor=actor_of(request))
    return _numbers(request, payees(), shown=shown)


def _numbers(request: HttpRequest, found: list[Payee], shown: dict[int, str]) -> HttpResponse:
    columns = [
        tables.Column("name", _("Person"), sortable=True),
        tables.Column("identity", _("Personnummer")),
        tables.Column("employee", _("Anställningsnr")),
        tables.Column("state", _("Läge")),
    ]
    rows: list[tuple[object, ...]] = [
        (
            tables.Cell(each.name, url=reverse("remuneration:number", args=[each.uuid])),
            _identity(each, shown),
            each.employee_number,
            _("Klar") if each.is_known else _("Saknas"),
        )
        for each in sorted(found, key=lambda one: one.is_known)
    ]
    return _listed(
        request,
        _("Personnummer för lön"),
        _(
            "Numren används bara i filen till lönesystemet. Bara den som sköter löner ser dem, "
            "och när de visas i klartext skrivs det in i händelseloggen."
        ),
        columns,
        rows,
        _("Ingen har något uppdrag som ersätts än."),
        numbers_hidden=not shown and any(each.identity_number for each in found),
    )


def _identity(each: Payee, shown: dict[int, str]) -> str:
    if not each.identity_number:
        return filters.NOTHING
    return hyphenated(shown[each.person_id]) if shown else masked(each.identity_number)


@login_required
@require_http_methods(PAGE)
def number(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Enter a person's numbers. The one that is there is never filled in."""
    require_payroll(request)
    person = get_object_or_404(Person, uuid=uuid)
    row = PayeeNumber.objects.filter(person=person).first()
    form = forms.NumberForm(
        posted(request), initial={"employee_number": row.employee_number if row else ""}
    )
    errand = _errand(
        person.name,
        _("Spara numren"),
        "remuneration:numbers",
        _("Personnummer för lön"),
        _("Det som står i fälten ersätter det som var inskrivet."),
    )
    return confirm(
        request,
        errand,
        lambda: services.keep_numbers(
            person, **form.cleaned_data, actor=actor_of(request), at=timezone.now()
        ),
        _("Numren är sparade."),
        form,
    )


@login_required
@require_http_methods(PAGE)
def settings(request: HttpRequest) -> HttpResponse:
    """Change what the municipality sets itself."""
    require_payroll(request)
    known = remuneration_settings()
    names = forms.SettingsForm.base_fields
    form = forms.SettingsForm(
        posted(request), initial={name: getattr(known, name) for name in names}
    )
    errand = _errand(
        _("Inställningar för ersättning"),
        _("Spara inställningarna"),
        "remuneration:runs",
        _("Lönekörningar"),
    )
    return confirm(
        request,
        errand,
        lambda: services.change_settings(form.cleaned_data, actor=actor_of(request)),
        _("Inställningarna är sparade."),
        form,
    )
