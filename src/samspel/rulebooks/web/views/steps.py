"""A guideline's way into force: proposed by one, confirmed or rejected by another."""

from __future__ import annotations

from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_POST, require_safe
from markupsafe import Markup

from samspel.access.middleware import PersonRequest
from samspel.foundation.refusal import Refused
from samspel.kit import web
from samspel.kit.rows import Answer
from samspel.rulebooks import policies, services
from samspel.rulebooks.adoption import lacking
from samspel.rulebooks.enums import VersionState
from samspel.rulebooks.models import RulesetVersion
from samspel.rulebooks.queries import (
    compiled,
    persons_who_confirm,
    predecessor_of,
    ruleset_of,
)
from samspel.rulebooks.web.amounts import shown_amounts
from samspel.rulebooks.web.changes import ShownChanges, shown_changes
from samspel.rulebooks.web.editing import version_url
from samspel.rulebooks.web.fetching import (
    confirmable_or_403,
    editable_or_403,
    today,
    version_or_404,
)
from samspel.rulebooks.web.forms.periods import RejectionForm
from samspel.rulebooks.web.showing import decision_in_words, guideline_facts, plain_day
from samspel.rules.cases import problems_with_cases, run_cases


def _changes(version: RulesetVersion) -> tuple[RulesetVersion | None, ShownChanges]:
    before = predecessor_of(version)
    return before, shown_changes(ruleset_of(before) if before else None, ruleset_of(version))


@login_required
def propose(request: PersonRequest, uuid: UUID) -> HttpResponse:
    """Show the answers to check, and propose the draft when they are right."""
    version = editable_or_403(request, uuid)
    if version.state != VersionState.DRAFT and request.method != "POST":
        return redirect(version_url(version))
    refusals: list[str] = []

    def show() -> HttpResponse:
        return _check(request, version, refusals)

    if request.method != "POST":
        return show()

    def call() -> RulesetVersion:
        try:
            return services.propose_version(version, actor=request.actor, at=timezone.now())
        except Refused as refusal:
            refusals.append(web.refusal_text(refusal))
            raise

    return web.act(
        request, call, reverse("rulebooks:proposed", args=[version.uuid]), again=show
    )


def _check(
    request: PersonRequest, version: RulesetVersion, refusals: list[str]
) -> HttpResponse:
    ruleset, body = ruleset_of(version), version.rulebook.body
    before, changes = _changes(version)
    reasons = [web.refusal_text(each) for each in lacking(ruleset, body.name, today())]
    results = run_cases(compiled(version))
    paid = shown_amounts(ruleset)
    failing = sum(not each.holds for each in results) + paid.failing_count
    problems = [*problems_with_cases(compiled(version)), *paid.unproved]
    confirmers = persons_who_confirm(body, on=today(), besides=request.actor.person_id)
    context = {
        "version": version,
        "answers": _answers(version, before, changes, len(results) + len(paid.cases)),
        "lacking": reasons,
        "failing_count": failing,
        "unproved_count": 0 if failing else len(problems),
        "is_ready": not (reasons or problems or failing) and bool(confirmers),
        "confirmers": [each.name for each in confirmers],
        "refusals": refusals,
        "has_errors": bool(refusals),
    }
    return web.page(request, "rulebooks/propose.html", context)


def _answers(
    version: RulesetVersion,
    before: RulesetVersion | None,
    changes: ShownChanges,
    case_count: int,
) -> list[Answer]:
    facts_url = reverse("rulebooks:facts", args=[version.uuid])
    replaces = _("Ingenting, det är den första riktlinjen")
    if before is not None:
        replaces = _("%(title)s, som gäller från %(day)s") % {
            "title": before.title,
            "day": plain_day(before.effective_from),
        }
    return [
        Answer(_("Riktlinje"), version.title, facts_url),
        Answer(_("Gäller för"), version.rulebook.body.name),
        Answer(pgettext("one", "Beslut"), decision_in_words(version), facts_url),
        Answer(_("Gäller från"), plain_day(version.effective_from), facts_url),
        Answer(_("Ersätter"), replaces),
        Answer(_("Ändringar"), _led(_how_many(changes), "compare", version)),
        Answer(_("Fall som prövar den"), _led(str(case_count), "cases", version)),
    ]


def _how_many(changes: ShownChanges) -> str:
    return _("Allt är nytt") if changes.is_new else str(changes.count)


def _led(words: str, route: str, version: RulesetVersion) -> Markup:
    """Give words with a link to where they can be read in full."""
    url = reverse(f"rulebooks:{route}", args=[version.uuid])
    return Markup('{}. <a class="ds-link" href="{}">{}</a>').format(words, url, _("Läs dem"))


@login_required
@require_safe
def proposed(request: PersonRequest, uuid: UUID) -> HttpResponse:
    """Show the receipt: who may confirm, and what happens then."""
    version = version_or_404(request, uuid)
    body = version.rulebook.body
    confirmers = persons_who_confirm(body, on=today(), besides=version.proposed_by_id)
    context = {
        "version": version,
        "confirmers": [each.name for each in confirmers],
        "first_day": plain_day(version.effective_from),
        "is_waiting": version.state == VersionState.PROPOSED,
    }
    return web.page(request, "rulebooks/proposed.html", context)


@login_required
def confirm(request: PersonRequest, uuid: UUID) -> HttpResponse:
    """Show a proposal with what it changes, and confirm it."""
    version = confirmable_or_403(request, uuid)
    if version.state != VersionState.PROPOSED and request.method != "POST":
        return redirect(version_url(version))
    refusals: list[str] = []
    form = RejectionForm()

    def show() -> HttpResponse:
        return _proposal(request, version, form, refusals)

    if request.method != "POST":
        return show()

    def call() -> RulesetVersion:
        try:
            return services.confirm_version(version, actor=request.actor, at=timezone.now())
        except Refused as refusal:
            refusals.append(web.refusal_text(refusal))
            raise

    said = _("Riktlinjen är bekräftad. Den gäller från %(day)s.")
    return web.act(
        request,
        call,
        version_url(version),
        said % {"day": plain_day(version.effective_from)},
        again=show,
    )


def _proposal(
    request: PersonRequest, version: RulesetVersion, form: RejectionForm, refusals: list[str]
) -> HttpResponse:
    ruleset = ruleset_of(version)
    before, changes = _changes(version)
    results = run_cases(compiled(version))
    paid = shown_amounts(ruleset)
    context = {
        "version": version,
        "before": before,
        "changes": changes,
        "facts_shown": guideline_facts(version, ruleset),
        "case_count": len(results) + len(paid.cases),
        "failing_count": sum(not each.holds for each in results) + paid.failing_count,
        "is_own": version.proposed_by_id == request.actor.person_id,
        "may_confirm": policies.may_confirm(version, request.actor),
        "form": form,
        "refusals": refusals,
        "has_errors": bool(refusals or form.errors),
    }
    return web.page(request, "rulebooks/confirm.html", context)


@login_required
@require_POST
def reject(request: PersonRequest, uuid: UUID) -> HttpResponse:
    """Reject a proposal with a reason, or take one's own back."""
    version = confirmable_or_403(request, uuid)
    form = RejectionForm(request.POST)
    return web.act(
        request,
        lambda: services.reject_version(
            version,
            because=form.cleaned_data["because"],
            actor=request.actor,
            at=timezone.now(),
        ),
        version_url(version),
        _("Förslaget är avvisat. Den som föreslog det har fått besked."),
        form=form,
        again=lambda: _proposal(request, version, form, []),
    )


@login_required
@require_POST
def discard(request: PersonRequest, uuid: UUID) -> HttpResponse:
    """Throw a draft away."""
    version = editable_or_403(request, uuid)
    return web.act(
        request,
        lambda: services.discard_draft(version, actor=request.actor),
        reverse("rulebooks:list"),
        _("Utkastet är kastat. Det som gäller är oförändrat."),
    )
