"""The trail of one object, and the whole log."""

from __future__ import annotations

from django import forms
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from samspel.access.middleware import PersonRequest
from samspel.access.policies import may_read_trail, require_may_read_trail
from samspel.audit.errors import ChainBroken
from samspel.audit.queries import verified_chain
from samspel.desk import trail as trails
from samspel.kit import exports, tables, web
from samspel.kit.formfields import DateField

_HEADER = (
    _("Nummer"),
    _("Tid"),
    _("Händelse"),
    _("I ord"),
    _("Typ"),
    _("Nyckel"),
    _("Vad"),
    _("Slag"),
    _("Vem"),
    _("Som"),
    _("Anrop"),
    _("Uppgifter"),
    _("Kontrollsumma"),
)


class LogForm(forms.Form):
    """What to look for in the log."""

    q = forms.CharField(label=_("Namn på person eller sak"), required=False, max_length=100)
    fran = DateField(label=_("Från och med"), required=False)
    till = DateField(label=_("Till och med"), required=False)
    modul = forms.CharField(required=False, max_length=20, widget=forms.HiddenInput)
    fore = forms.IntegerField(required=False, min_value=1, widget=forms.HiddenInput)


@login_required
def trail(request: PersonRequest, kind: str, pk: int) -> HttpResponse:
    """Show what has been done to one object. Tells nobody else that it exists (404)."""
    if not trails.may_read_trail_of(kind, pk, request.actor):
        raise Http404
    entries = list(trails.entries_of(kind, pk)[: trails.PER_PAGE])
    if not entries:
        raise Http404
    named = [each for each in entries if (each.subject_type, each.subject_id) == (kind, pk)]
    context = {
        "subject": named[0].subject_name if named else "",
        "rows": trails.rows_of(entries, with_facts=may_read_trail(request.actor)),
        "back": web.back(request, ""),
    }
    return web.page(request, "desk/trail.html", context)


@login_required
def log_page(request: PersonRequest) -> HttpResponse:
    """Show the whole log to those who audit; as a file when the address asks for one."""
    require_may_read_trail(request.actor)
    return _log(request)


def _log(request: PersonRequest, verdict: object = None) -> HttpResponse:
    form = LogForm(request.GET)
    found = trails.log(_wanted(form))
    if tables.wanted_format(request) == "csv":
        newest = found[: trails.MOST_EXPORTED]
        header = [str(each) for each in _HEADER]
        return exports.csv_response("handelser", header, trails.exported(newest.iterator()))
    entries = list(found[: trails.PER_PAGE + 1])
    shown = entries[: trails.PER_PAGE]
    older = tables.address(request.GET, fore=shown[-1].pk) if len(entries) > len(shown) else ""
    context = {
        "form": form,
        "words": tables.filters(request, "modul", [("", str(_("Allt"))), *trails.modules()]),
        "rows": trails.rows_of(shown, with_facts=True),
        "older_url": older,
        "export_url": tables.address(request.GET, format="csv"),
        "chain": trails.chain_status(),
        "verdict": verdict,
    }
    return web.page(request, "desk/log.html", context)


def _wanted(form: LogForm) -> trails.Wanted:
    """Read what is asked for; a filter that can't be read is shown as wrong and left out."""
    form.is_valid()
    given = form.cleaned_data
    return trails.Wanted(
        module=given.get("modul", ""),
        words=given.get("q", ""),
        first_day=given.get("fran"),
        last_day=given.get("till"),
        before=given.get("fore"),
    )


@login_required
@require_POST
def verify(request: PersonRequest) -> HttpResponse:
    """Walk the whole chain now, and say what was found."""
    require_may_read_trail(request.actor)
    try:
        verdict: object = verified_chain()
    except ChainBroken as broken:
        verdict = broken
    return _log(request, verdict)
