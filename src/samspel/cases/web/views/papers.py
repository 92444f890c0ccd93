"""A case's papers: added, replaced, named, ordered, removed."""

from __future__ import annotations

import datetime as dt
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from samspel.audit.actors import Actor
from samspel.cases import services
from samspel.cases.models import CaseDocument
from samspel.cases.web import forms
from samspel.cases.web.errand import posted
from samspel.cases.web.fetching import actor_of, prepared_case, prepared_paper
from samspel.cases.web.views.case import PAGE, carry, page_of
from samspel.foundation.as_read import mark_of
from samspel.kit import web

_PAPERS = "#handlingar"


@login_required
@require_http_methods(PAGE)
def add(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Add a file to a case."""
    found = prepared_case(request, uuid)
    form = forms.PaperForm(posted(request), request.FILES or None)

    def call(at: dt.datetime, actor: Actor) -> CaseDocument:
        given = dict(form.cleaned_data)
        return services.add_paper(found, given.pop("file"), **given, at=at, actor=actor)

    return carry(
        request,
        found,
        form,
        call,
        to=page_of(found) + _PAPERS,
        heading=_("Lägg till en handling"),
        button=_("Lägg till handlingen"),
        say=_("Handlingen är tillagd."),
    )


@login_required
@require_http_methods(PAGE)
def replace(request: HttpRequest, uuid: UUID, paper: UUID) -> HttpResponse:
    """Put a new version of a file in its place."""
    found = prepared_paper(request, uuid, paper)
    form = forms.UploadForm(posted(request), request.FILES or None)
    return carry(
        request,
        found.case,
        form,
        lambda at, actor: services.replace_paper(
            found, form.cleaned_data["file"], at=at, actor=actor
        ),
        to=page_of(found.case) + _PAPERS,
        heading=_("Ny version av %(title)s") % {"title": found.title},
        button=_("Spara den nya versionen"),
        lead=_("Den tidigare versionen finns kvar och går att läsa."),
        say=_("Den nya versionen är sparad."),
    )


@login_required
@require_http_methods(PAGE)
def rename(request: HttpRequest, uuid: UUID, paper: UUID) -> HttpResponse:
    """Give a paper another title."""
    found = prepared_paper(request, uuid, paper)
    initial = {
        "title": found.title,
        "dated_on": found.dated_on,
        "is_basis": found.is_basis,
        "as_read": mark_of(found.title, found.dated_on, found.is_basis),
    }
    form = forms.PaperNameForm(posted(request), initial=initial)
    return carry(
        request,
        found.case,
        form,
        lambda _at, actor: services.rename_paper(
            found,
            title=form.cleaned_data["title"],
            dated_on=form.cleaned_data["dated_on"],
            is_basis=form.cleaned_data["is_basis"],
            read=form.cleaned_data["as_read"],
            actor=actor,
        ),
        to=page_of(found.case) + _PAPERS,
        heading=_("Ändra handlingens namn"),
        button=_("Spara"),
        say=_("Handlingens namn är ändrat."),
    )


@login_required
@require_POST
def move(request: HttpRequest, uuid: UUID, paper: UUID) -> HttpResponse:
    """Move a paper one place earlier or later."""
    found = prepared_paper(request, uuid, paper)
    earlier = request.POST.get("dit") != "senare"
    return web.act(
        request,
        lambda: services.move_paper(found, earlier=earlier, actor=actor_of(request)),
        page_of(found.case) + _PAPERS,
    )


@login_required
@require_POST
def remove(request: HttpRequest, uuid: UUID, paper: UUID) -> HttpResponse:
    """Take a paper out of the case."""
    found = prepared_paper(request, uuid, paper)
    return web.act(
        request,
        lambda: services.remove_paper(found, at=timezone.now(), actor=actor_of(request)),
        page_of(found.case) + _PAPERS,
        _("Handlingen är borttagen ur ärendet."),
    )
