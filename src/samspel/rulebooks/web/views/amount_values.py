"""Dated values of a draft: what each is called, and what it is from which day."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.urls import reverse
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
from samspel.rulebooks.web.forms.amount_rules import DayEditor, ValueHeadForm
from samspel.rulebooks.web.forms.provisions import problems_in
from samspel.rulebooks.web.offering import offered_in
from samspel.rulebooks.web.views.drafts import draft_page
from samspel.rules.editing import Draft, Entry
from samspel.rules.writing import Plain

VALUES = "values"
_LAID = ("value", "share", "rounding", "source")


def amounts_url(version: RulesetVersion, id_: str = "") -> str:
    """Give the address of the page of the amounts, or of a place on it."""
    address = reverse("rulebooks:amounts", args=[version.uuid])
    return f"{address}#{id_}" if id_ else address


def entry_or_404(draft: Draft, id_: str, section: str = "") -> tuple[str, Entry]:
    """Give a value or a rule of the draft with its section, if it is there."""
    try:
        found, entry = draft.amount(id_)
    except KeyError as missing:
        raise Http404 from missing
    if section and found != section:
        raise Http404
    return found, entry


def ids_of(draft: Draft) -> set[str]:
    """Give the id of everything about amounts in the draft."""
    return {str(entry.get("id")) for _section, entry in draft.amounts()}


@login_required
def value_new(request: PersonRequest, uuid: UUID) -> HttpResponse:
    """Add a dated value: what it is called, and what it is from its first day."""
    version = editable_or_403(request, uuid)
    edit = Edit(request, version)
    posted = request.POST if request.method == "POST" else None
    head = _head(version, edit, {}, request)
    first = {"day": ruleset_of(version).effective_from, "decided": edit.draft.index["decision"]}
    editor = _editor(version, first, {}, request)

    def show(status: int = 200) -> HttpResponse:
        forms = [head, *editor.forms]
        wrong = problems_in(forms) if status == 422 and not edit.has_errors else []
        context = {"edit": edit, "head": head, "editor": editor, "wrong": wrong}
        return web.page(request, "rulebooks/amount_value_new.html", context, status=status)

    if posted is None:
        return show()
    if not all([head.is_valid(), editor.is_valid()]):
        return show(422)
    id_ = new_id(head.cleaned_data["title"], ids_of(edit.draft))
    day, laid = editor.written()
    entry: Entry = {"id": id_}
    head.write(entry)
    entry["values"] = {day: laid}
    return edit.save(
        lambda draft: draft.add_amount(VALUES, entry),
        amounts_url(version, id_),
        _("Värdet är tillagt. Skriv ett fall som använder det."),
        lambda: show(422),
    )


def _head(
    version: RulesetVersion, edit: Edit, entry: Entry, request: PersonRequest
) -> ValueHeadForm:
    posted = request.POST if request.method == "POST" else None
    is_example = ruleset_of(version).is_example
    return ValueHeadForm(clause_choices(edit.draft), posted, entry, is_example=is_example)


def _editor(
    version: RulesetVersion, initial: dict[str, Any], laid: Entry, request: PersonRequest
) -> DayEditor:
    posted = request.POST if request.method == "POST" else None
    ruleset = ruleset_of(version)
    editor = DayEditor(initial, laid, offered_in(ruleset), posted)
    if ruleset.is_example:
        editor.allow_no_decision()
    return editor


@login_required
def value(request: PersonRequest, uuid: UUID, value_id: str) -> HttpResponse:
    """Change what a value is called and counts; its days have pages of their own."""
    version = editable_or_403(request, uuid)
    edit = Edit(request, version)
    _section, entry = entry_or_404(edit.draft, value_id, VALUES)
    head = _head(version, edit, entry, request)

    def show(status: int = 200) -> HttpResponse:
        wrong = problems_in([head]) if status == 422 and not edit.has_errors else []
        context = {"edit": edit, "head": head, "wrong": wrong, "value_id": value_id}
        context |= {"title": entry.get("title"), "days": days_of(version, entry)}
        return web.page(request, "rulebooks/amount_value.html", context, status=status)

    if request.method != "POST":
        return show()
    if not head.is_valid():
        return show(422)
    return edit.save(
        lambda draft: head.write(draft.amount(value_id)[1]),
        amounts_url(version, value_id),
        _("Värdet är sparat."),
        lambda: show(422),
    )


def days_of(version: RulesetVersion, entry: Entry) -> list[str]:
    """Give the days from which a value counts; the guideline's first for a single one."""
    return sorted(dated_of(version, entry))


def dated_of(version: RulesetVersion, entry: Entry) -> dict[str, Plain]:
    """Give what a value is, by the day from which it counts."""
    values = entry.get("values")
    if isinstance(values, dict):
        return dict(values)
    laid = {name: entry[name] for name in (*_LAID, "decided") if name in entry}
    return {ruleset_of(version).effective_from.isoformat(): laid} if laid else {}


@login_required
@require_POST
def value_remove(request: PersonRequest, uuid: UUID, value_id: str) -> HttpResponse:
    """Take a value away. Refused as long as a rule uses it."""
    version = editable_or_403(request, uuid)
    edit = Edit(request, version)
    entry_or_404(edit.draft, value_id, VALUES)
    return edit.save(
        lambda draft: draft.remove_amount(value_id),
        amounts_url(version),
        _("Värdet är borttaget ur utkastet."),
        lambda: draft_page(request, version, edit),
    )


@login_required
def day(request: PersonRequest, uuid: UUID, value_id: str, first: str = "") -> HttpResponse:
    """Change what a value is from a day, or let it be another from a new one, by a decision."""
    return _day(request, editable_or_403(request, uuid), value_id, first)


def _day(request: PersonRequest, version: RulesetVersion, id_: str, first: str) -> HttpResponse:
    edit = Edit(request, version)
    _section, entry = entry_or_404(edit.draft, id_, VALUES)
    dated = dated_of(version, entry)
    if first and first not in dated:
        raise Http404
    standing = dated.get(first or max(dated, default=""), {})
    laid = standing if isinstance(standing, dict) else {}
    decided = laid.get("decided", entry.get("decided", "")) if first else ""
    initial = {"day": first, "decided": decided or edit.draft.index["decision"]}
    editor = _editor(version, initial, laid, request)

    def show(status: int = 200) -> HttpResponse:
        wrong = problems_in(editor.forms) if status == 422 and not edit.has_errors else []
        context = {"edit": edit, "editor": editor, "wrong": wrong, "day": first}
        context |= {"title": entry.get("title"), "value_id": id_, "count": len(dated)}
        return web.page(request, "rulebooks/amount_day.html", context, status=status)

    if request.method != "POST":
        return show()
    if not editor.is_valid():
        return show(422)

    def change(draft: Draft) -> None:
        _in, kept = draft.amount(id_)
        values = dated_of(version, kept)
        values.pop(first, None)
        new, what = editor.written()
        _lay(kept, values | {new: what})

    return edit.save(
        change, amounts_url(version, id_), _("Värdet är sparat."), lambda: show(422)
    )


def _lay(entry: Entry, values: dict[str, Plain]) -> None:
    """Write a value's days in their order; a single value becomes a dated one."""
    shared = entry.get("decided")
    for name in _LAID:
        entry.pop(name, None)
    if shared and all(isinstance(each, dict) and "decided" in each for each in values.values()):
        del entry["decided"]
    entry["values"] = {key: values[key] for key in sorted(values)}


@login_required
@require_POST
def day_remove(request: PersonRequest, uuid: UUID, value_id: str, first: str) -> HttpResponse:
    """Take a day's value away; the one before it counts on. The last one must stay."""
    version = editable_or_403(request, uuid)
    edit = Edit(request, version)
    _section, entry = entry_or_404(edit.draft, value_id, VALUES)
    dated = dated_of(version, entry)
    if first not in dated or len(dated) == 1:
        raise Http404

    def change(draft: Draft) -> None:
        _in, kept = draft.amount(value_id)
        _lay(kept, {key: laid for key, laid in dated.items() if key != first})

    return edit.save(
        change,
        amounts_url(version, value_id),
        _("Värdet från den dagen är borttaget ur utkastet."),
        lambda: draft_page(request, version, edit),
    )
