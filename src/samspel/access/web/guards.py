"""Which pages a person reaches: signed in, and allowed."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec, cast

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse

from samspel.access.middleware import PersonRequest
from samspel.access.policies import require_may_keep_accounts
from samspel.foundation.refusal import NotAllowed
from samspel.kit import errors, web

P = ParamSpec("P")
View = Callable[Concatenate[PersonRequest, P], HttpResponse]


def keepers_only(view: View[P]) -> View[P]:
    """Let only whoever keeps accounts reach the page; others read why not (403)."""

    @wraps(view)
    def guarded(request: PersonRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        try:
            require_may_keep_accounts(request.actor)
        except NotAllowed as refusal:
            return errors.error_page(request, 403, say=web.refusal_text(refusal))
        return view(request, *args, **kwargs)

    return cast("View[P]", login_required(guarded))
