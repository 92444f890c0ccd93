"""Download of a document, through the policy of whoever owns it."""

from __future__ import annotations

from uuid import UUID

from django.contrib.auth.views import redirect_to_login
from django.http import FileResponse, Http404, HttpRequest, HttpResponseBase
from django.urls import resolve
from django.views.decorators.http import require_safe

from samspel.documents import policies, services
from samspel.documents.errors import FileRefused
from samspel.documents.permission import page_instead_of
from samspel.documents.queries import document_by_uuid
from samspel.kit import errors
from samspel.kit.web import refusal_text, safe_name


@require_safe
def download(request: HttpRequest, uuid: UUID) -> HttpResponseBase:
    """Give a document's file. Whether there is one is only told to those who may read it.

    One that stood on a public page and has been withdrawn answers as that page does now.
    """
    actor = request.actor if request.user.is_authenticated else None  # type: ignore[attr-defined]  # set by the middleware
    document = document_by_uuid(uuid)
    if document is None or not policies.may_read_document(document, actor):
        if document is not None and (page := page_instead_of(document)):
            return _as_the_page(request, page)
        if actor is None:
            return redirect_to_login(request.get_full_path())
        raise Http404
    try:
        path = services.opened(document, actor=actor)
    except FileRefused as refusal:
        return errors.error_page(request, 404, say=refusal_text(refusal))
    response = FileResponse(
        path.open("rb"),
        as_attachment=True,
        filename=safe_name(document.name),
        content_type=document.media_type,
    )
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Cache-Control"] = "private, no-store"
    response.headers["Content-Security-Policy"] = "sandbox"
    return response


def _as_the_page(request: HttpRequest, path: str) -> HttpResponseBase:
    """Answer as another page of ours does, so that an old address says the same as it."""
    found = resolve(path)
    answer: HttpResponseBase = found.func(request, *found.args, **found.kwargs)
    return answer
