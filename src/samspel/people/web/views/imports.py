"""Imports: upload, map the columns, look through the rows, enter, undo."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext, ngettext

from samspel.foundation.text import slugify
from samspel.kit import exports, tables, web
from samspel.people import services
from samspel.people.calculation.columns import example_rows
from samspel.people.enums import ImportKind, ImportState
from samspel.people.models import ImportBatch
from samspel.people.queries.imports import (
    imports_listed,
    is_worked_on,
    may_see_import,
    preview,
    run_of,
)
from samspel.people.web import importpage
from samspel.people.web.doors import actor_of, errand, found, keeper, posted, require
from samspel.people.web.forms import VersionForm
from samspel.people.web.importforms import ColumnsForm, EnterForm, UploadForm


@keeper
def imports(request: HttpRequest) -> HttpResponse:
    """List the imports, and take a new file."""
    actor = actor_of(request)
    listed = [importpage.batch_item(batch) for batch in imports_listed(actor)]

    def call(values: dict[str, Any]) -> ImportBatch:
        file = values["file"]
        return services.read_import(
            values["kind"], name=file.name, content=file.read(), actor=actor
        )

    return errand(
        request,
        UploadForm(posted(request), request.FILES if request.method == "POST" else None),
        call,
        heading=gettext("Importera från fil"),
        submit=gettext("Läs in filen"),
        back=(gettext("Registret"), reverse("people:overview")),
        done=lambda batch: reverse("people:import-columns", args=[batch.uuid]),
        template="people/imports.html",
        context={"batches": listed, "kinds": importpage.kinds()},
    )


@keeper
def template_file(request: HttpRequest, kind: str) -> HttpResponse:
    """Give an empty file with the headings of a kind and one example row."""
    if kind not in set(ImportKind):
        raise Http404
    header, example = example_rows(ImportKind(kind))
    titles = [gettext(title) for title in header]
    name = slugify(gettext(ImportKind(kind).label))
    return exports.xlsx_response(f"mall-{name}", titles, [example])


@keeper
def columns(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Say which column fills which field."""
    batch = _batch(request, uuid)
    form = ColumnsForm(posted(request), batch=batch)
    return errand(
        request,
        form,
        lambda _values: services.map_columns(
            batch, form.mapping, form.options, actor=actor_of(request)
        ),
        heading=gettext("Vad betyder kolumnerna?"),
        submit=gettext("Granska raderna"),
        back=(gettext("Importer"), reverse("people:imports")),
        done=reverse("people:import-review", args=[batch.uuid]),
        template="people/import_columns.html",
        context=importpage.columns_context(batch, form),
    )


@keeper
def review(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Show what every row would do, and what is wrong with those that are wrong."""
    batch = _batch(request, uuid)
    return _review(request, batch, EnterForm())


@keeper
def enter(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Enter the rows."""
    batch = _batch(request, uuid)
    form = EnterForm(posted(request))
    if request.method != "POST":
        return _review(request, batch, form)
    now, actor = timezone.now(), actor_of(request)

    def call() -> str:
        only_good = form.cleaned_data["only_good"]
        if importpage.is_long(batch):
            services.ask_to_enter(batch, only_good=only_good, at=now, actor=actor)
            return gettext(
                "Raderna förs in i bakgrunden. Du får ett meddelande när det är klart."
            )
        return services.said_of(
            services.enter_import(batch, only_good=only_good, at=now, actor=actor)
        )

    return web.act(
        request,
        call,
        reverse("people:import-review", args=[batch.uuid]),
        str,
        form=form,
        again=lambda: _review(request, batch, form),
    )


@keeper
def undo(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Take away everything that an import made."""
    batch = _batch(request, uuid)

    def call(_values: dict[str, Any]) -> str:
        now, actor = timezone.now(), actor_of(request)
        if importpage.is_long(batch):
            services.ask_to_undo(batch, at=now, actor=actor)
            return gettext(
                "Importen ångras i bakgrunden. Du får ett meddelande när det är klart."
            )
        services.undo_import(batch, at=now, actor=actor)
        return gettext("Importen är ångrad.")

    return errand(
        request,
        VersionForm(posted(request)),
        call,
        heading=gettext("Ångra importen"),
        submit=gettext("Ångra importen"),
        back=(gettext("Importer"), reverse("people:imports")),
        said=str,
        intro=ngettext(
            "%(count)s rad som importen lade in tas bort. Har något ändrats eller byggts på "
            "sedan dess går importen inte att ångra.",
            "%(count)s rader som importen lade in tas bort. Har något ändrats eller byggts på "
            "sedan dess går importen inte att ångra.",
            batch.entered_count,
        )
        % {"count": batch.entered_count},
    )


@keeper
def discard(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Throw a file away."""
    batch = _batch(request, uuid)
    return errand(
        request,
        VersionForm(posted(request)),
        lambda _values: services.discard_import(batch, actor=actor_of(request)),
        heading=gettext("Kasta filen"),
        submit=gettext("Kasta filen"),
        back=(gettext("Importer"), reverse("people:imports")),
        said=gettext("Filen är kastad. Inget har ändrats i registret."),
        intro=batch.file_name,
    )


def _review(request: HttpRequest, batch: ImportBatch, form: EnterForm) -> HttpResponse:
    """Draw the page of rows; of an import that is entered, what became of it."""
    actor = actor_of(request)
    run = run_of(batch)
    if run is not None and run.ended_at is None and is_worked_on(batch.pk):
        return web.page(
            request,
            "people/import_running.html",
            {"batch": batch, **importpage.run_context(run)},
        )
    is_open = batch.state == ImportState.PREVIEWED
    seen = preview(batch, importpage.keeps(actor)) if is_open else None
    if seen is not None and tables.wanted_format(request):
        return importpage.export_problems(request, batch, seen)
    context = {
        **importpage.review_context(batch, seen, form),
        **importpage.run_context(run if run and run.ended_at else None),
    }
    status = web.UNPROCESSABLE if form.errors else 200
    return web.page(request, "people/import_review.html", context, status)


def _batch(request: HttpRequest, uuid: UUID) -> ImportBatch:
    """Give an import that the actor may see."""
    batch = found(ImportBatch, uuid)
    require(may_see_import(batch, actor_of(request)))
    return batch
