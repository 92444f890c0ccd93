"""The doors of the register's pages: who may enter, and the page of an errand."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import TYPE_CHECKING, Any, TypeVar
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.db import models
from django.shortcuts import get_object_or_404

from samspel.audit.actors import Actor
from samspel.kit import web
from samspel.people import policies

if TYPE_CHECKING:
    from django.forms import BaseForm
    from django.http import HttpRequest, HttpResponse, QueryDict

    View = Callable[..., HttpResponse]

Row = TypeVar("Row", bound=models.Model)


def actor_of(request: HttpRequest) -> Actor:
    """Give who acts; every page of the register is behind sign-in."""
    actor: Actor = request.actor  # type: ignore[attr-defined]  # set by the middleware
    return actor


def signed_in(view: View) -> View:
    """Open a page to whoever is signed in; the view itself asks what they may."""
    return login_required(view)


def reader(view: View) -> View:
    """Open a page to whoever may read the register."""

    @login_required
    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        require(policies.may_read_register(actor_of(request)))
        return view(request, *args, **kwargs)

    return guarded


def keeper(view: View) -> View:
    """Open a page to whoever keeps some part of the register."""

    @login_required
    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        require(policies.may_keep(actor_of(request)))
        return view(request, *args, **kwargs)

    return guarded


def require(allowed: bool) -> None:
    """Answer 403 unless the answer is yes."""
    if not allowed:
        raise PermissionDenied


def found(model: type[Row], uuid: UUID, *related: str) -> Row:
    """Give the row with the public identifier, with what the page needs; else 404."""
    rows = model._default_manager.select_related(*related)
    return get_object_or_404(rows, uuid=uuid)


def posted(request: HttpRequest) -> QueryDict | None:
    """Give what was posted, also when it is empty; None when the page is only asked for."""
    return request.POST if request.method == "POST" else None


def errand(
    request: HttpRequest,
    form: BaseForm,
    call: Callable[[dict[str, Any]], Any],
    *,
    heading: str,
    submit: str,
    back: tuple[str, str],
    done: str | Callable[[Any], str] = "",
    said: str | Callable[[Any], str] = "",
    intro: str = "",
    template: str = "people/errand.html",
    context: dict[str, Any] | None = None,
) -> HttpResponse:
    """Show the page of an errand, or carry it out: one form, one act, one way back.

    ``call`` takes the form's cleaned data. ``back`` is (label, address); the errand
    leads there, or to ``done``, when the act is done. A refusal shows the form again,
    filled in, with what was wrong.
    """

    def show() -> HttpResponse:
        filled = {
            "form": form,
            "heading": heading,
            "submit": submit,
            "back_label": back[0],
            "back_url": back[1],
            "intro": intro,
            **(context or {}),
        }
        status = web.UNPROCESSABLE if form.errors else 200
        return web.page(request, template, filled, status)

    if request.method != "POST":
        return show()
    return web.act(
        request, lambda: call(form.cleaned_data), done or back[1], said, form=form, again=show
    )
