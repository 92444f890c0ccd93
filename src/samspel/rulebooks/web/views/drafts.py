"""A draft being written: its page, its title page and its paragraphs."""

from __future__ import annotations

import datetime as dt
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from samspel.access.middleware import PersonRequest
from samspel.kit import web
from samspel.rulebooks import policies
from samspel.rulebooks.adoption import lacking
from samspel.rulebooks.calculation.clauses import clause_choices, place_clause, place_of
from samspel.rulebooks.calculation.drafting import (
    clip_to,
    draft_of,
    early_count,
    move_to_clause,
    new_id,
    redated,
    redecided,
    rests_on,
    rules_of,
)
from samspel.rulebooks.errors import PartInUse
from samspel.rulebooks.models import RulesetVersion
from samspel.rulebooks.queries import compiled, register_keys, ruleset_of
from samspel.rulebooks.web.amounts import pays, shown_amounts
from samspel.rulebooks.web.editing import Edit, version_url
from samspel.rulebooks.web.fetching import editable_or_403, today
from samspel.rulebooks.web.forms.guideline import ClauseForm, GuidelineForm
from samspel.rulebooks.web.showing import guideline_facts, plain_day, shown_sections
from samspel.rules.cases import problems_with_cases, run_cases
from samspel.rules.editing import Draft, Entry


def draft_page(
    request: PersonRequest, version: RulesetVersion, edit: Edit | None = None
) -> HttpResponse:
    """Show a draft whole: what is left to do, its text, and a way into every part."""
    ruleset, edit = ruleset_of(version), edit or Edit(request, version)
    results = run_cases(compiled(version))
    paid = shown_amounts(ruleset)
    body = version.rulebook.body
    context = {
        "version": version,
        "edit": edit,
        "has_errors": edit.has_errors,
        "facts_shown": guideline_facts(version, ruleset),
        "sections": shown_sections(ruleset, register_keys(on=today())),
        "case_count": len(results) + len(paid.cases),
        "failing_count": sum(not each.holds for each in results) + paid.failing_count,
        "unproved_count": len(problems_with_cases(compiled(version)))
        - sum(len(each.differences) for each in results)
        + len(paid.unproved),
        "has_amounts": pays(ruleset),
        "early_count": early_count(ruleset),
        "first_day": plain_day(ruleset.effective_from),
        "lacking": [web.refusal_text(each) for each in lacking(ruleset, body.name, today())],
        "may_confirm_later": policies.has_right_to_confirm(version, request.actor),
    }
    return web.page(request, "rulebooks/draft.html", context)


@login_required
def facts(request: PersonRequest, uuid: UUID) -> HttpResponse:
    """Show and keep the title page of a draft."""
    version = editable_or_403(request, uuid)
    edit = Edit(request, version)
    posted = request.POST if request.method == "POST" else None
    form = GuidelineForm(posted, edit.draft.index)

    def show(status: int = 200) -> HttpResponse:
        return web.page(
            request, "rulebooks/facts.html", {"edit": edit, "form": form}, status=status
        )

    if posted is None:
        return show()
    if not form.is_valid():
        return show(422)
    return edit.save(
        lambda draft: _write_facts(draft, form),
        version_url(version),
        _("Uppgifterna är sparade."),
        lambda: show(422),
    )


def _write_facts(draft: Draft, form: GuidelineForm) -> None:
    given = form.cleaned_data
    form.write(draft.index)
    if given["adopted"] == "ja":
        redecided(draft, form.decision(), all_of_them=given["all_provisions"])
    for provision in rules_of(draft):
        clip_to(provision, given["effective_from"])


@login_required
@require_POST
def move_cases(request: PersonRequest, uuid: UUID) -> HttpResponse:
    """Move the cases that lie before the first day to it, in one step."""
    version = editable_or_403(request, uuid)
    edit = Edit(request, version)

    def change(draft: Draft) -> None:
        redated(draft, dt.date.fromisoformat(str(draft.index["effective_from"])))

    return edit.save(
        change,
        version_url(version),
        _("Fallen är flyttade till den första dagen."),
        lambda: draft_page(request, version, edit),
    )


@login_required
def clause_new(request: PersonRequest, uuid: UUID) -> HttpResponse:
    """Add a paragraph to the text."""
    return _clause(request, editable_or_403(request, uuid), "")


@login_required
def clause(request: PersonRequest, uuid: UUID, clause_id: str) -> HttpResponse:
    """Change a paragraph of the text."""
    version = editable_or_403(request, uuid)
    clause_or_404(draft_of(version.files), clause_id)
    return _clause(request, version, clause_id)


def _clause(request: PersonRequest, version: RulesetVersion, id_: str) -> HttpResponse:
    edit = Edit(request, version)
    others = [each for each in clause_choices(edit.draft) if each[0] != id_]
    initial = {"after": place_of(edit.draft, id_)}
    if id_:
        initial |= {key: str(text) for key, text in edit.draft.clause(id_).items()}
    posted = request.POST if request.method == "POST" else None
    form = ClauseForm(posted, others, initial)

    def show(status: int = 200) -> HttpResponse:
        context = {
            "edit": edit,
            "form": form,
            "clause_id": id_,
            "others": others,
            "resting": rests_on(edit.draft, id_) if id_ else (0, 0),
        }
        return web.page(request, "rulebooks/clause.html", context, status=status)

    if posted is None:
        return show()
    if not form.is_valid():
        return show(422)
    given = form.cleaned_data
    taken = {key for key, _words in clause_choices(edit.draft)}
    key = id_ or new_id(given["heading"], taken)
    written = {"id": key, "heading": given["heading"], "text": given["text"]}
    return edit.save(
        lambda draft: place_clause(draft, written, given["after"]),
        version_url(version, key),
        _("Stycket är sparat."),
        lambda: show(422),
    )


@login_required
@require_POST
def clause_remove(request: PersonRequest, uuid: UUID, clause_id: str) -> HttpResponse:
    """Take a paragraph away; what rests on it moves to the paragraph that is named."""
    version = editable_or_403(request, uuid)
    to = request.POST.get("to", "")

    def change(draft: Draft) -> None:
        clause_or_404(draft, clause_id)
        if to and to != clause_id:
            move_to_clause(draft, clause_id, to)
        elif any(rests_on(draft, clause_id)):
            raise PartInUse(
                _(
                    "Bestämmelser eller fall vilar på stycket. Välj vilket stycke de flyttas till."
                )
            )
        draft.remove_clause(clause_id)

    edit = Edit(request, version)
    return edit.save(
        change,
        version_url(version),
        _("Stycket är borttaget ur utkastet."),
        lambda: draft_page(request, version, edit),
    )


def clause_or_404(draft: Draft, id_: str) -> Entry:
    """Give a paragraph of the draft, if it is there."""
    try:
        return draft.clause(id_)
    except KeyError as missing:
        raise Http404 from missing
