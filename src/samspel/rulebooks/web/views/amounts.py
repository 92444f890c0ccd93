"""The amounts of a remuneration rule set: what it pays, what the law says, how cases come out."""

from __future__ import annotations

from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from samspel.access.middleware import PersonRequest
from samspel.kit import web
from samspel.rulebooks import policies
from samspel.rulebooks.enums import VersionState
from samspel.rulebooks.queries import ruleset_of
from samspel.rulebooks.queries.versions import predecessor_of
from samspel.rulebooks.web.amounts import ShownAmounts, pays, shown_amounts
from samspel.rulebooks.web.costing import SampleForm, shown_cost
from samspel.rulebooks.web.editing import version_url
from samspel.rulebooks.web.fetching import today, version_or_404


def _cases_said(amounts: ShownAmounts) -> str:
    """Say how the cases stand, as a way to them."""
    if amounts.failing_count:
        words = ngettext(
            "%(count)s fall håller inte", "%(count)s fall håller inte", amounts.failing_count
        )
        return words % {"count": amounts.failing_count}
    if amounts.unproved:
        return _("Något saknar fall")
    return _("Alla fall håller") if amounts.cases else _("Det finns inga fall än")


@login_required
@require_safe
def amounts_page(request: PersonRequest, uuid: UUID) -> HttpResponse:
    """Show values, rules and cases of a version, with every case's working."""
    version = version_or_404(request, uuid)
    ruleset = ruleset_of(version)
    if not pays(ruleset):
        raise Http404
    before = predecessor_of(version)
    old = ruleset_of(before) if before else None
    is_draft = version.state == VersionState.DRAFT
    amounts = shown_amounts(ruleset, old)
    form = SampleForm(request.GET if "ar" in request.GET else None, today().year)
    context = {
        "version": version,
        "back_url": version_url(version),
        "amounts": amounts,
        "is_example": ruleset.is_example,
        "failing_words": _cases_said(amounts),
        "may_write": is_draft and policies.may_propose(version.rulebook.body, request.actor),
        "sample_form": form,
        "tried": shown_cost(old, ruleset, form.sample()),
    }
    return web.page(request, "rulebooks/amounts.html", context)
