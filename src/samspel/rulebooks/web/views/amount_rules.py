"""Rules of a remuneration rule set in a draft: payments with their chains, caps, deadlines."""

from __future__ import annotations

from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from samspel.access.middleware import PersonRequest
from samspel.kit import web
from samspel.rulebooks.calculation.clauses import clause_choices
from samspel.rulebooks.calculation.drafting import new_id
from samspel.rulebooks.models import RulesetVersion
from samspel.rulebooks.queries import ruleset_of
from samspel.rulebooks.web.editing import Edit
from samspel.rulebooks.web.fetching import editable_or_403
from samspel.rulebooks.web.forms.amount_parts import SECTIONS
from samspel.rulebooks.web.forms.amount_rules import RuleEditor
from samspel.rulebooks.web.forms.provisions import problems_in
from samspel.rulebooks.web.offering import offered_in
from samspel.rulebooks.web.views.amount_values import (
    VALUES,
    amounts_url,
    entry_or_404,
    ids_of,
)
from samspel.rulebooks.web.views.drafts import draft_page
from samspel.rules.editing import Draft, Entry


@login_required
def rule_new(request: PersonRequest, uuid: UUID) -> HttpResponse:
    """Choose what sort of rule to add, and then write it."""
    version = editable_or_403(request, uuid)
    section = request.GET.get("slag", "")
    if section not in SECTIONS:
        sections = [(key, _(words), _(what)) for key, (words, what, _p) in SECTIONS.items()]
        context = {"edit": Edit(request, version), "sections": sections}
        return web.page(request, "rulebooks/amount_choose.html", context)
    decided = Edit(request, version).draft.index["decision"]
    return _write(request, version, section, {"decided": decided})


@login_required
def rule(request: PersonRequest, uuid: UUID, rule_id: str) -> HttpResponse:
    """Change a rule."""
    version = editable_or_403(request, uuid)
    section, entry = entry_or_404(Edit(request, version).draft, rule_id)
    if section == VALUES:
        raise Http404
    return _write(request, version, section, entry)


def _write(
    request: PersonRequest, version: RulesetVersion, section: str, entry: Entry
) -> HttpResponse:
    edit = Edit(request, version)
    ruleset = ruleset_of(version)
    posted = request.POST if request.method == "POST" else None
    editor = RuleEditor(
        section,
        entry,
        clause_choices(edit.draft),
        offered_in(ruleset),
        posted,
        is_example=ruleset.is_example,
    )

    def show(status: int = 200) -> HttpResponse:
        wrong = problems_in(editor.forms) if status == 422 and not edit.has_errors else []
        chain = (
            editor.changed_chain() if posted is not None and "rows" in posted else editor.chain
        )
        context = {"edit": edit, "editor": editor, "chain": chain, "wrong": wrong}
        context |= {"rule_id": str(entry.get("id", ""))}
        return web.page(request, "rulebooks/amount_rule.html", context, status=status)

    if posted is None or "rows" in posted:
        return show()
    if not editor.is_valid():
        return show(422)
    taken = ids_of(edit.draft)
    id_ = str(entry.get("id") or new_id(editor.common.cleaned_data["title"], taken))
    written = editor.written(id_)
    return edit.save(
        lambda draft: _put(draft, section, written),
        amounts_url(version, id_),
        _("Regeln är sparad. Se efter att fallen håller."),
        lambda: show(422),
    )


def _put(draft: Draft, section: str, written: Entry) -> None:
    """Write a rule in its place, or a new one beside those of the same clause."""
    try:
        _section, entry = draft.amount(str(written["id"]))
    except KeyError:
        draft.add_amount(section, written)
        return
    entry.clear()
    entry.update(written)


@login_required
@require_POST
def rule_remove(request: PersonRequest, uuid: UUID, rule_id: str) -> HttpResponse:
    """Take a rule away. Refused as long as another rule speaks of it."""
    version = editable_or_403(request, uuid)
    edit = Edit(request, version)
    entry_or_404(edit.draft, rule_id)
    return edit.save(
        lambda draft: draft.remove_amount(rule_id),
        amounts_url(version),
        _("Regeln är borttagen ur utkastet. Se efter att fallen håller."),
        lambda: draft_page(request, version, edit),
    )
