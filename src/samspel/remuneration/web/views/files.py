"""Files to other systems: made, handed out, taken back, acknowledged."""

from __future__ import annotations

from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from samspel.foundation.refusal import Refused
from samspel.kit import web
from samspel.kit.denied import or_404
from samspel.remuneration import services
from samspel.remuneration.models import PayrollFile
from samspel.remuneration.queries.runs import file_at, layouts_left
from samspel.remuneration.web import forms_runs as forms
from samspel.remuneration.web import showing_runs as showing
from samspel.remuneration.web.errand import confirm, posted
from samspel.remuneration.web.fetching import actor_of, require_payroll
from samspel.remuneration.web.views.runs import PAGE, on_run, run_of


def _file(request: HttpRequest, uuid: UUID) -> PayrollFile:
    require_payroll(request)
    return or_404(file_at(uuid))


@login_required
@require_http_methods(PAGE)
def export(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Make a file of a closed run."""
    one = run_of(request, uuid)
    form = forms.ExportForm(posted(request), layouts=layouts_left(one))
    errand = on_run(
        one,
        _("Överför %(run)s") % {"run": showing.run_name(one.month).lower()},
        _("Gör filen"),
        lead=_(
            "Filen görs en gång. Den innehåller personnummer, och varje hämtning skrivs in i "
            "händelseloggen. Ska den göras om tar du först tillbaka den."
        ),
    )
    return confirm(
        request,
        errand,
        lambda: services.export_run(
            one, form.cleaned_data["layout"], actor=actor_of(request), at=timezone.now()
        ),
        _("Filen är gjord. Hämta den här nedanför."),
        form,
    )


@login_required
@require_POST
def download(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Hand a file out, as a disclosure in the trail."""
    file = _file(request, uuid)
    try:
        content = services.hand_out(file, actor=actor_of(request))
    except Refused as refusal:
        return HttpResponse(web.refusal_text(refusal), status=422, content_type="text/plain")
    return web.download(content, file.name, "application/octet-stream")


@login_required
@require_http_methods(PAGE)
def cancel(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Take a file back by a batch with opposite signs."""
    file = _file(request, uuid)
    errand = on_run(
        file.run,
        _("Ta tillbaka %(name)s") % {"name": file.name},
        _("Ta tillbaka överföringen"),
        lead=_(
            "En ny fil görs med samma rader och omvända tecken. Läs in den i lönesystemet. "
            "Sedan kan körningen överföras igen."
        ),
    )
    return confirm(
        request,
        errand,
        lambda: services.cancel_file(file, actor=actor_of(request), at=timezone.now()),
        _("Överföringen är återtagen. Hämta den nya filen och läs in den."),
    )


@login_required
@require_http_methods(PAGE)
def receipt(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Write down what the other system answered."""
    file = _file(request, uuid)
    form = forms.ReceiptForm(posted(request), initial={"receipt": file.receipt})
    errand = on_run(
        file.run, _("Kvittens för %(name)s") % {"name": file.name}, _("Spara kvittensen")
    )
    return confirm(
        request,
        errand,
        lambda: services.record_receipt(
            file, **form.cleaned_data, actor=actor_of(request), at=timezone.now()
        ),
        _("Kvittensen är sparad."),
        form,
    )
