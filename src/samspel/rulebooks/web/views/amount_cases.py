"""Writing a case of a remuneration rule set: duties given, amounts expected."""

from __future__ import annotations

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from samspel.access.middleware import PersonRequest
from samspel.kit import web
from samspel.rulebooks.calculation.clauses import clause_choices
from samspel.rulebooks.calculation.drafting import cases_of
from samspel.rulebooks.models import RulesetVersion
from samspel.rulebooks.queries import ruleset_of
from samspel.rulebooks.web.amountcases import ShownAmountCase, tried_case
from samspel.rulebooks.web.casework import with_case
from samspel.rulebooks.web.editing import Edit, shown_problems
from samspel.rulebooks.web.fetching import today
from samspel.rulebooks.web.forms.amount_cases import AmountCaseEditor
from samspel.rulebooks.web.forms.provisions import problems_in
from samspel.rulebooks.web.offering import offered_in
from samspel.rules.amounts.choices import DutyKind
from samspel.rules.editing import Draft, Entry
from samspel.rules.errors import RulesetInvalid


def new_case(version: RulesetVersion) -> Entry:
    """Give a case to begin from: a committee's meeting on a day when the rules apply."""
    first = max(ruleset_of(version).effective_from, today()).isoformat()
    return {"duties": [{"kind": DutyKind.COMMITTEE_MEETING.value, "on": first, "time": "2 h"}]}


def write_case(
    request: PersonRequest, version: RulesetVersion, entry: Entry, number: int | None
) -> HttpResponse:
    """Show a case to write, say what the rules give, and keep it."""
    edit = Edit(request, version)
    editor = AmountCaseEditor(
        entry,
        clause_choices(edit.draft),
        offered_in(ruleset_of(version)),
        request.POST if request.method == "POST" else None,
    )
    tried: list[ShownAmountCase] = []

    def show(status: int = 200) -> HttpResponse:
        wrong = problems_in(editor.forms) if status == 422 and not edit.has_errors else []
        shown = editor.changed() if "rows" in request.POST else editor
        context = {"edit": edit, "editor": shown, "number": number, "wrong": wrong}
        context |= {"tried": tried[0] if tried else None}
        return web.page(request, "rulebooks/amount_case.html", context, status=status)

    if request.method != "POST" or "rows" in request.POST:
        return show()
    if not editor.is_valid():
        return show(422)
    if "ask" in request.POST:
        _asked(edit, editor, tried, number)
        return show(422 if edit.has_errors else 200)
    written = editor.written()
    return edit.save(
        lambda draft: _put(draft, written, number),
        reverse("rulebooks:cases", args=[version.uuid]),
        _("Fallet är sparat."),
        lambda: show(422),
    )


def _asked(
    edit: Edit, editor: AmountCaseEditor, tried: list[ShownAmountCase], number: int | None
) -> None:
    """Say what the rules give for the duties as they are now, and keep nothing."""
    written = editor.written()
    written["expect"] = written["expect"] or {"amount": "0"}
    place = len(cases_of(edit.draft)) if number is None else number
    try:
        ruleset = with_case(edit.version, written, number)
    except RulesetInvalid as invalid:
        edit.problems = shown_problems(invalid.problems)
        edit.refused(_("Fallet går inte att pröva."))
        return
    tried.append(tried_case(ruleset, place))


def _put(draft: Draft, written: Entry, number: int | None) -> None:
    if number is None:
        draft.add_case(written)
    else:
        draft.cases[number] = written
