"""Pages and acts: what every view of ours uses.

A view fetches, binds a form, and lets ``act`` carry the act out; ``page`` renders.
Everything a template needs stands in its context when rendering begins: a page that
asks the database while it is drawn is a fault, and is refused in development and tests.
"""

from __future__ import annotations

import logging
import re
from contextlib import ExitStack, contextmanager
from datetime import date
from functools import cache
from typing import TYPE_CHECKING, Any, NoReturn, TypeVar
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.db import DataError, connections, models
from django.forms import BaseForm
from django.http import HttpResponse
from django.shortcuts import redirect
from django.template import loader
from django.urls import reverse
from django.utils.http import content_disposition_header, url_has_allowed_host_and_scheme
from django.utils.translation import gettext

from samspel.foundation import dates
from samspel.foundation.refusal import NotAllowed, Refused
from samspel.kit import formkeys, shell
from samspel.kit.filters import today

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from django.http import HttpRequest

log = logging.getLogger(__name__)

Result = TypeVar("Result")

UNPROCESSABLE = 422
AS_OF = "dag"
BACK = "till"
# Also the marks that turn the direction of a name, so that its ending reads as another.
_UNSAFE = re.compile(r'[\x00-\x1f\x7f"\\/:*?<>|\u202a-\u202e\u2066-\u2069]+')
_ENDING = re.compile(r"(.*)(\.[A-Za-z0-9]{1,8})$", re.DOTALL)
_NOTHING = UUID(int=0)
_SHOWN_INLINE = frozenset({"application/pdf", "image/png", "image/jpeg", "text/plain"})


class LazyContextError(Exception):
    """A context holds something that would ask the database when it is drawn."""


class QueriedWhileRenderingError(Exception):
    """A template asked the database: fetch it in the view instead."""


def page(
    request: HttpRequest,
    template: str,
    context: dict[str, Any] | None = None,
    status: int = 200,
) -> HttpResponse:
    """Render a page with what the view has fetched.

    Refuses lazy values, and queries while rendering, where ``SAMSPEL_GUARD_TEMPLATES``
    is on (development and tests). With status 422, or a form with errors, the title
    begins with "Fel:".
    """
    given = context or {}
    wrong = any(isinstance(each, BaseForm) and each.errors for each in given.values())
    filled = {"has_errors": wrong or status == UNPROCESSABLE, **given}
    drawn = loader.get_template(template)
    if not getattr(settings, "SAMSPEL_GUARD_TEMPLATES", settings.DEBUG):
        return HttpResponse(drawn.render(filled, request), status=status)
    refuse_lazy(filled)
    shell.shell_of(request)
    with no_queries():
        return HttpResponse(drawn.render(filled, request), status=status)


def refuse_lazy(context: dict[str, Any]) -> None:
    """Refuse a context with a query set or a manager in it."""
    for name, value in context.items():
        if isinstance(value, models.QuerySet | models.Manager):
            message = f"“{name}” is lazy: give the template a list"
            raise LazyContextError(message)


@contextmanager
def no_queries() -> Iterator[None]:
    """Refuse every query, on every open connection, while this lasts."""
    with ExitStack() as stack:
        for connection in connections.all(initialized_only=True):
            stack.enter_context(connection.execute_wrapper(_refuse_query))
        yield


def _refuse_query(_execute: object, sql: str, *_rest: object) -> NoReturn:
    """Stand in for the database while a page is drawn."""
    raise QueriedWhileRenderingError(sql)


def act(
    request: HttpRequest,
    call: Callable[[], Result],
    success_url: str | Callable[[Result], str],
    message: str | Callable[[Result], str] = "",
    *,
    form: BaseForm | None = None,
    again: Callable[[], HttpResponse] | None = None,
) -> HttpResponse:
    """Carry an act out once, and lead on; or show the form again with what was wrong.

    ``call`` calls the service; ``success_url`` and ``message`` may be made of its
    result. ``again`` renders the page with the same (bound) form and is answered with
    422, or 403 where the person may not; without it the refusal is shown as a notice
    on the page before. A form sent twice is carried out once (see ``formkeys``).
    """
    if form is not None and not form.is_valid():
        return _again(request, again, gettext("Rätta det som är markerat."), UNPROCESSABLE)
    try:
        with formkeys.once(request) as receipt:
            result = call()
            receipt.location = success_url(result) if callable(success_url) else success_url
    except formkeys.AlreadyDoneError as done:
        return redirect(done.location or back(request))
    except Refused as refusal:
        text = refusal_text(refusal)
        if form is not None:
            form.add_error(None, text)
        status = 403 if isinstance(refusal, NotAllowed) else UNPROCESSABLE
        return _again(request, again, text, status)
    except DataError:
        # A column took less than its form asked for: nothing is kept, and no word is lost.
        log.exception("what was sent is larger than its column")
        text = gettext("Något du har skrivit är för långt. Korta det och försök igen.")
        return _again(request, again, text, UNPROCESSABLE)
    said = message(result) if callable(message) else message
    if said:
        messages.success(request, str(said))
    return redirect(receipt.location)


def _again(
    request: HttpRequest, again: Callable[[], HttpResponse] | None, text: str, status: int
) -> HttpResponse:
    """Show the form again, or say the refusal on the page before."""
    if again is None:
        messages.error(request, text)
        return redirect(back(request))
    response = again()
    response.status_code = status
    return response


def refusal_text(refusal: Refused) -> str:
    """Give the text of a refusal in the language that is on."""
    text = gettext(str(refusal.args[0]))
    return text % refusal.params if refusal.params else text


def back(request: HttpRequest, default: str = "/") -> str:
    """Give the page the person came from, on this site only."""
    hosts = {request.get_host()}
    asked = request.POST.get(BACK) or request.GET.get(BACK) or ""
    for candidate in (asked, request.headers.get("Referer", "")):
        if candidate and url_has_allowed_host_and_scheme(
            candidate, hosts, require_https=request.is_secure()
        ):
            return candidate
    return default


def as_of(request: HttpRequest) -> date:
    """Give the day that the page is asked for (``?dag=2026-12-09``), or today."""
    try:
        return dates.day_written(request.GET.get(AS_OF, ""))
    except ValueError:
        return today()


def address_of(route: str, uuid: UUID) -> str:
    """Give the address of one thing at a route: for lists, where each row has its own.

    The route is looked up once; to do it anew for each row would take most of the page.
    """
    before, after = _around(route)
    return f"{before}{uuid}{after}"


@cache
def _around(route: str) -> tuple[str, str]:
    before, _nothing, after = reverse(route, args=[_NOTHING]).partition(str(_NOTHING))
    return before, after


def download(
    content: bytes | str, name: str, content_type: str, *, inline: bool = False
) -> HttpResponse:
    """Give a file, saved under a safe name with å, ä and ö intact (RFC 5987).

    Only types that cannot run anything are ever shown in the browser; the rest is
    always saved.
    """
    base_type = content_type.partition(";")[0].strip()
    shown = inline and base_type in _SHOWN_INLINE
    response = HttpResponse(content, content_type=content_type)
    header = content_disposition_header(not shown, safe_name(name))
    response.headers["Content-Disposition"] = header or "attachment"
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response


def safe_name(name: str) -> str:
    """Give a file name without folders, control characters or leading dots."""
    cleaned = _UNSAFE.sub("_", name).strip(" .")
    stem, ending = found.groups() if (found := _ENDING.match(cleaned)) else (cleaned, "")
    return (stem[:110] or "fil") + ending
