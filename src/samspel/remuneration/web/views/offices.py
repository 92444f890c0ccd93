"""Fixed fees: payroll's list of them, a new one, and the end of one."""

from __future__ import annotations

import datetime as dt
from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from samspel.foundation.dates import say_date
from samspel.kit import tables, web
from samspel.kit.language import current
from samspel.kit.models import in_force
from samspel.people.models import Mandate
from samspel.remuneration.enums import DutyOrigin
from samspel.remuneration.models import Duty
from samspel.remuneration.queries.duties import offices_listed
from samspel.remuneration.services import offices as services
from samspel.remuneration.web import forms, showing
from samspel.remuneration.web.errand import Errand, carry_out, confirm, posted
from samspel.remuneration.web.fetching import require_payroll
from samspel.remuneration.web.views.mine import PAGE, acting

_DAY = dt.timedelta(days=1)


@login_required
@require_safe
def offices(request: HttpRequest) -> HttpResponse:
    """List the fixed fees that run."""
    require_payroll(request)
    columns = [
        tables.Column("who", _("Person"), sortable=True),
        tables.Column("what", _("Fast arvode"), sortable=True),
        tables.Column("body", _("Organ"), sortable=True),
        tables.Column("from", _("Från"), sortable=True),
        tables.Column("to", _("Till och med"), sortable=True),
        tables.Column("share", _("Av heltid"), number=True),
        tables.Column("state", _("Läge")),
    ]
    rows = [_row(each) for each in offices_listed(timezone.localdate())]
    table = tables.table(
        request,
        columns,
        rows,
        caption=_("Fasta arvoden"),
        empty=_("Här finns inga fasta arvoden än."),
    )
    return web.page(request, "remuneration/offices.html", {"table": table})


def _row(duty: Duty) -> tuple[Any, ...]:
    last = (duty.until or duty.on) - _DAY
    return (
        tables.Cell(str(duty.person), url=reverse("remuneration:end-office", args=[duty.uuid])),
        duty.subject,
        duty.body.name,
        tables.Cell(say_date(duty.on, current()), sort=duty.on),
        tables.Cell(say_date(last, current()), sort=last),
        f"{duty.occupancy.normalize():f} %".replace(".", ","),
        showing.state_words(duty),
    )


@login_required
@require_http_methods(PAGE)
def register(request: HttpRequest) -> HttpResponse:
    """Enter that a mandate gives a fixed fee."""
    require_payroll(request)
    today = timezone.localdate()
    mandates = Mandate.objects.filter(in_force(today)).select_related("person", "body")
    form = forms.OfficeForm(
        posted(request),
        mandates=mandates.order_by("person__sort_key", "body__sort_key"),
        offices=services.offices_paid(today).items(),
    )
    errand = _errand(_("Nytt fast arvode"), _("Skriv in arvodet"))

    def call() -> Duty:
        given = dict(form.cleaned_data)
        return services.register_office(
            given.pop("mandate"),
            until=given.pop("last_day") + _DAY,
            **given,
            **acting(request),
        )

    return carry_out(
        request,
        errand,
        form,
        call,
        to=errand.back_url,
        say=_("Arvodet är inskrivet och ska granskas och attesteras."),
    )


@login_required
@require_http_methods(PAGE)
def end(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """End a fixed fee."""
    require_payroll(request)
    found = get_object_or_404(
        Duty.objects.select_related("person", "body"), uuid=uuid, origin=DutyOrigin.OFFICE
    )
    form = forms.EndForm(posted(request))
    heading = _("Avsluta: %(what)s, %(who)s") % {"what": found.subject, "who": found.person}
    errand = _errand(heading, _("Avsluta arvodet"))
    return confirm(
        request,
        errand,
        lambda: services.end_office(found, **form.cleaned_data, **acting(request)),
        _("Arvodet är avslutat."),
        form,
    )


def _errand(heading: str, button: str) -> Errand:
    return Errand(
        heading=heading,
        button=button,
        back_label=_("Fasta arvoden"),
        back_url=reverse("remuneration:offices"),
    )
