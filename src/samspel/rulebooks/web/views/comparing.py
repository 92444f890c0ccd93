"""What a version changes, in plain Swedish, and what it would have meant for what was done."""

from __future__ import annotations

import datetime as dt
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from samspel.access.middleware import PersonRequest
from samspel.kit import web
from samspel.rulebooks.queries import (
    predecessor_of,
    reads_verdicts_of,
    ruleset_of,
    tried_on_kept_acts,
)
from samspel.rulebooks.web.changes import shown_changes
from samspel.rulebooks.web.fetching import today, version_or_404
from samspel.rulebooks.web.forms.periods import PeriodForm
from samspel.rulebooks.web.trying import shown_trial

_A_YEAR = dt.timedelta(days=365)


@login_required
@require_safe
def compare_page(request: PersonRequest, uuid: UUID) -> HttpResponse:
    """Show what the version changes in what it replaces."""
    version = version_or_404(request, uuid)
    before = predecessor_of(version)
    old = ruleset_of(before) if before else None
    context = {
        "version": version,
        "before": before,
        "changes": shown_changes(old, ruleset_of(version)),
    }
    return web.page(request, "rulebooks/compare.html", context)


@login_required
@require_safe
def trial_page(request: PersonRequest, uuid: UUID) -> HttpResponse:
    """Judge the kept acts of a period again under the version, and show what differs."""
    version = version_or_404(request, uuid)
    bodies = reads_verdicts_of(request.actor)
    if bodies is not None and version.rulebook.body_id not in bodies:
        raise PermissionDenied(
            _("Bedömda åtgärder läses av organets sekreterare och revisorer.")
        )
    last = today()
    asked = request.GET if "first" in request.GET else None
    form = PeriodForm(asked, initial={"first": last - _A_YEAR, "last": last})
    tried = None
    if asked is not None and form.is_valid():
        tried = shown_trial(tried_on_kept_acts(version, **form.cleaned_data))
    context = {"version": version, "form": form, "tried": tried}
    return web.page(
        request, "rulebooks/trial.html", context, status=422 if form.errors else 200
    )
