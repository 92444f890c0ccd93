"""Download of a document, through the policy of whoever owns it."""

from __future__ import annotations

from uuid import UUID

from django.contrib.auth.views import redirect_to_login
from django.http import FileResponse, Http404, HttpRequest, HttpResponseBase
from django.views.decorators.http import require_safe

from samspel.documents import policies, services
from samspel.documents.errors import FileRefused
from samspel.documents.queries import document_by_uuid
from samspel.kit import errors
from samspel.kit.web import refusal_text, safe_name


@require_safe
def download(request: HttpRequest, uuid: UUID) -> HttpResponseBase:
    """Give a document's file. Whether there is one is only told to those who may read it."""
    actor = request.actor if request.user.is_authenticated else None  # type: ignore[attr-defined]  # set by the middleware
    document = document_by_uuid(uuid)
    if document is None or not policies.may_read_document(document, actor):
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
