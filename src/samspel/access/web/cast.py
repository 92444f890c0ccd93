"""The demo's sign-in page: the cast, who they are, and what one can try as them."""

from __future__ import annotations

from uuid import UUID

from allauth.account.utils import perform_login
from django.contrib.auth import logout
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_POST

from samspel.access import services
from samspel.access.errors import DemoRefused
from samspel.access.queries import demo_cast
from samspel.kit import web


def cast(request: HttpRequest) -> HttpResponse:
    """List whom one can be. Does not exist outside the demo (404)."""
    if not services.demo_is_on():
        raise Http404
    people = demo_cast(on=timezone.localdate())
    context = {
        "guides": [p for p in people if p.is_guide],
        "others": [p for p in people if not p.is_guide],
    }
    return web.page(request, "access/demo.html", context)


@require_POST
def sign_in_as(request: HttpRequest, person: UUID) -> HttpResponse:
    """Sign in as one of the cast, through the same stages as anybody."""
    try:
        user = services.sign_in_as_demo_person(person)
    except DemoRefused as refusal:
        raise Http404 from refusal
    if request.user.is_authenticated and request.user.pk != user.pk:
        logout(request)
    response: HttpResponse = perform_login(request, user)
    return response
