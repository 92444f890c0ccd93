"""The cases of a guideline: run, written, suggested and taken away."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from samspel.access.middleware import PersonRequest
from samspel.foundation.numbers import whole
from samspel.kit import web
from samspel.rulebooks import policies
from samspel.rulebooks.calculation.clauses import clause_choices
from samspel.rulebooks.calculation.drafting import cases_of, draft_of, early_count
from samspel.rulebooks.enums import VersionState
from samspel.rulebooks.models import RulesetVersion
from samspel.rulebooks.queries import compiled, register_keys, ruleset_of
from samspel.rulebooks.web.amountcases import place_of, shown_amount_cases, unproved_amounts
from samspel.rulebooks.web.amounts import pays
from samspel.rulebooks.web.casework import (
    Answer,
    answered,
    named_anew,
    shown_results,
    shown_suggestions,
    unproved_in,
    with_case,
)
from samspel.rulebooks.web.catalogue import common_given, facts_looked_at, offered_acts
from samspel.rulebooks.web.editing import Edit, shown_problems
from samspel.rulebooks.web.fetching import editable_or_403, today, version_or_404
from samspel.rulebooks.web.forms.cases import CaseForm
from samspel.rulebooks.web.forms.provisions import problems_in
from samspel.rulebooks.web.showing import plain_day
from samspel.rulebooks.web.views.amount_cases import new_case, write_case
from samspel.rulebooks.web.views.drafts import draft_page
from samspel.rules.cases import problems_with_cases, run_cases
from samspel.rules.catalogue import ACTS, Act
from samspel.rules.editing import Draft, Entry
from samspel.rules.errors import RulesetInvalid
from samspel.rules.judging import compile_ruleset
from samspel.rules.suggestions import suggest_cases
from samspel.rules.writing import Plain

Show = Callable[..., HttpResponse]


@login_required
@require_safe
def list_cases(request: PersonRequest, uuid: UUID) -> HttpResponse:
    """Run every case, and show those that fail first with what was expected and found."""
    version = version_or_404(request, uuid)
    ready, ruleset = compiled(version), ruleset_of(version)
    results = run_cases(ready)
    shown = shown_results(ready, results)
    paid = shown_amount_cases(ruleset)
    differing = sum(len(each.differences) for each in results)
    is_draft = version.state == VersionState.DRAFT
    early = early_count(ruleset)
    context = {
        "version": version,
        "edit": Edit(request, version),
        "failing": [each for each in shown if not each.holds],
        "holding": [each for each in shown if each.holds],
        "unproved": []
        if early
        else unproved_in(ruleset, problems_with_cases(ready)[differing:]),
        "paid_failing": [each for each in paid if not each.holds],
        "paid_holding": [each for each in paid if each.holds],
        "paid_unproved": unproved_amounts(ruleset),
        "may_write": is_draft and policies.may_propose(version.rulebook.body, request.actor),
        "early_count": early,
        "first_day": plain_day(ruleset.effective_from),
    }
    return web.page(request, "rulebooks/cases.html", context)


@login_required
def case_new(request: PersonRequest, uuid: UUID) -> HttpResponse:
    """Choose which act a new case is about, and then write it."""
    version = editable_or_403(request, uuid)
    act = ACTS.get(request.GET.get("handling", ""))
    if act is None:
        ruleset = ruleset_of(version)
        if "uppdrag" in request.GET or (pays(ruleset) and not ruleset.provisions):
            return write_case(request, version, new_case(version), None)
        used = {each.act for each in ruleset.provisions}
        acts = [each for each in offered_acts(ruleset) if each.key in used]
        context = {"edit": Edit(request, version), "acts_offered": acts}
        context["has_amounts"] = pays(ruleset)
        return web.page(request, "rulebooks/case_choose.html", context)
    first = ruleset_of(version).effective_from
    entry: Entry = {
        "on": max(first, today()).isoformat(),
        "cites": request.GET.get("stycke", ""),
    }
    return _write(request, version, entry, act, None)


@login_required
def case(request: PersonRequest, uuid: UUID, number: int) -> HttpResponse:
    """Change a case."""
    version = editable_or_403(request, uuid)
    entry = case_or_404(draft_of(version.files), number)
    if "duties" in entry:
        return write_case(request, version, entry, number)
    return _write(request, version, entry, ACTS[str(entry["act"])], number)


def case_or_404(draft: Draft, number: int) -> Entry:
    """Give a case of the draft by its place, if it is there."""
    cases = cases_of(draft)
    if number >= len(cases):
        raise Http404
    return cases[number]


def _write(
    request: PersonRequest, version: RulesetVersion, entry: Entry, act: Act, number: int | None
) -> HttpResponse:
    edit = Edit(request, version)
    form = _form(request, edit, entry, act)
    answer: list[Answer] = []

    def show(status: int = 200) -> HttpResponse:
        wrong = problems_in([form]) if status == 422 and not edit.has_errors else []
        looked_at = facts_looked_at(ruleset_of(version), act, form.given)
        context = {"edit": edit, "form": form, "act": act, "number": number, "wrong": wrong}
        context |= {
            "answer": answer[0] if answer else None,
            "given_first": form.given_bound(looked_at),
            "given_rest": form.given_bound(each for each in act.facts if each not in looked_at),
            "expected": form.expected_bound(),
            "common": common_given(edit.draft, act),
        }
        return web.page(request, "rulebooks/case.html", context, status=status)

    if request.method != "POST":
        return show()
    if "ask" in request.POST:
        return _asked(edit, form, answer, number, show)
    if not form.is_valid():
        return show(422)
    written = form.written()
    return edit.save(
        lambda draft: _put(draft, written, number),
        _cases_url(version),
        _("Fallet är sparat."),
        lambda: show(422),
    )


def _form(request: PersonRequest, edit: Edit, entry: Entry, act: Act) -> CaseForm:
    ruleset = ruleset_of(edit.version)
    asking = [each for each in ruleset.provisions if each.act == act.key]
    return CaseForm(
        entry,
        act,
        clauses=clause_choices(edit.draft),
        requirements=[(each.id, each.title) for each in asking if each.require is not None],
        settings=[each.setting for each in asking if each.setting],
        keys=register_keys(on=today()),
        data=request.POST if request.method == "POST" else None,
    )


def _asked(
    edit: Edit, form: CaseForm, answer: list[Answer], number: int | None, show: Show
) -> HttpResponse:
    """Say what the rules say about what is given now, and keep nothing."""
    form.is_asking = True
    if not form.is_valid():
        return show(422)
    try:
        ruleset = with_case(edit.version, form.written(with_expectation=False), number)
    except RulesetInvalid as invalid:
        edit.problems = shown_problems(invalid.problems)
        edit.refused(_("Fallet går inte att pröva."))
        return show(422)
    asked = ruleset.cases[-1]
    if number is not None:
        asked = next(each for each in ruleset.cases if place_of(ruleset, each) == number)
    answer.append(answered(compile_ruleset(ruleset), asked))
    return show()


def _put(draft: Draft, written: Entry, number: int | None) -> None:
    if number is None:
        draft.add_case(written)
    else:
        draft.cases[number] = written


def _cases_url(version: RulesetVersion) -> str:
    return reverse("rulebooks:cases", args=[version.uuid])


@login_required
@require_POST
def case_remove(request: PersonRequest, uuid: UUID, number: int) -> HttpResponse:
    """Take a case away."""
    version = editable_or_403(request, uuid)
    case_or_404(draft_of(version.files), number)
    edit = Edit(request, version)
    return edit.save(
        lambda draft: draft.cases.pop(number),
        _cases_url(version),
        _("Fallet är borttaget ur utkastet."),
        lambda: draft_page(request, version, edit),
    )


@login_required
def suggestions(request: PersonRequest, uuid: UUID) -> HttpResponse:
    """Suggest cases for what none proves; those that somebody has read are added."""
    version = editable_or_403(request, uuid)
    edit = Edit(request, version)
    suggested = suggest_cases(compiled(version))
    has_amounts = bool(ruleset_of(version).amounts)

    def show(status: int = 200) -> HttpResponse:
        context = {"edit": edit, "suggested": shown_suggestions(version, suggested)}
        context |= {"has_amounts": has_amounts}
        return web.page(request, "rulebooks/suggestions.html", context, status=status)

    if request.method != "POST":
        return show()
    taken = map(whole, request.POST.getlist("take"))
    chosen = [
        suggested[number] for number in taken if number is not None and number < len(suggested)
    ]
    if not chosen:
        edit.refused(_("Kryssa i de fall som du har läst och som stämmer."))
        return show(422)
    return edit.save(
        lambda draft: _accept(draft, chosen),
        _cases_url(version),
        _("Fallen är tillagda."),
        lambda: show(422),
    )


def _accept(draft: Draft, chosen: list[dict[str, Plain]]) -> None:
    taken = {str(each.get("it")) for each in cases_of(draft)}
    for each in chosen:
        draft.add_case(named_anew(each, taken))
