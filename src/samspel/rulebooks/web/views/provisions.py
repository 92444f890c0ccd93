"""Provisions of a draft: choosing what to write, writing it, dated values, taking away."""

from __future__ import annotations

from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from samspel.access.middleware import PersonRequest
from samspel.kit import web
from samspel.rulebooks.calculation.clauses import clause_choices
from samspel.rulebooks.calculation.drafting import (
    draft_of,
    file_for,
    new_id,
    provisions_of,
    without_provision,
)
from samspel.rulebooks.models import RulesetVersion
from samspel.rulebooks.queries import register_keys, ruleset_of
from samspel.rulebooks.web.catalogue import offered_acts, settings_in
from samspel.rulebooks.web.editing import Edit, version_url
from samspel.rulebooks.web.fetching import editable_or_403, today
from samspel.rulebooks.web.forms.provisions import (
    DatedValueForm,
    ProvisionEditor,
    ValuePart,
    problems_in,
)
from samspel.rulebooks.web.views.drafts import draft_page
from samspel.rules.catalogue import ACTS, SETTINGS, Act, SettingKind
from samspel.rules.editing import Draft, Entry


@login_required
def provision_new(request: PersonRequest, uuid: UUID) -> HttpResponse:
    """Choose what a new provision is about, and then write it."""
    version = editable_or_403(request, uuid)
    setting = SETTINGS.get(request.GET.get("installning", ""))
    act = ACTS.get(setting.act if setting else request.GET.get("handling", ""))
    if act is None or (setting is None and "krav" not in request.GET):
        return _choose(request, version, act)
    draft = draft_of(version.files)
    clauses = [key for key, _words in clause_choices(draft)]
    asked = request.GET.get("stycke", "")
    entry: Entry = {
        "clause": asked if asked in clauses else "",
        "decided": str(draft.index.get("decision", "")),
    }
    return _write(request, version, entry, act, setting)


def _choose(request: PersonRequest, version: RulesetVersion, act: Act | None) -> HttpResponse:
    context = {
        "edit": Edit(request, version),
        "acts_offered": offered_acts(ruleset_of(version)),
        "act": act,
        "clause_id": request.GET.get("stycke", ""),
    }
    return web.page(request, "rulebooks/choose.html", context)


@login_required
def provision(request: PersonRequest, uuid: UUID, provision_id: str) -> HttpResponse:
    """Change a provision."""
    version = editable_or_403(request, uuid)
    entry = entry_or_404(draft_of(version.files), provision_id)
    setting = SETTINGS.get(str(entry.get("set", "")))
    return _write(request, version, entry, ACTS[str(entry["act"])], setting)


def entry_or_404(draft: Draft, id_: str) -> Entry:
    """Give a provision of the draft, if it is there."""
    try:
        return draft.provision(id_)
    except KeyError as missing:
        raise Http404 from missing


def _write(
    request: PersonRequest,
    version: RulesetVersion,
    entry: Entry,
    act: Act,
    setting: SettingKind | None,
) -> HttpResponse:
    edit = Edit(request, version)
    editor = ProvisionEditor(
        entry,
        act,
        setting,
        clauses=clause_choices(edit.draft),
        settings=settings_in(edit.draft),
        keys=register_keys(on=today()),
        data=request.POST if request.method == "POST" else None,
    )

    def show(status: int = 200) -> HttpResponse:
        wrong = problems_in(editor.forms) if status == 422 and not edit.has_errors else []
        context = {"edit": edit, "editor": editor, "act": act, "wrong": wrong}
        context |= {"provision_id": str(entry.get("id", "")), "dated": dated_of(version, entry)}
        return web.page(request, "rulebooks/provision.html", context, status=status)

    if request.method != "POST" or editor.is_changing_rows:
        return show()
    if not editor.is_valid():
        return show(422)
    taken = {str(each.get("id")) for each in provisions_of(edit.draft)}
    id_ = str(entry.get("id") or new_id(editor.common.cleaned_data["title"], taken))
    written = editor.written(id_)
    return edit.save(
        lambda draft: _put(draft, written),
        version_url(version, f"bestammelse-{id_}"),
        _("Bestämmelsen är sparad."),
        lambda: show(422),
    )


def _put(draft: Draft, written: Entry) -> None:
    """Write a provision in its place, or a new one beside those of the same clause."""
    try:
        entry = draft.provision(str(written["id"]))
    except KeyError:
        draft.add_provision(file_for(draft, str(written["clause"])), written)
        return
    entry.clear()
    entry.update(written)


def dated_of(version: RulesetVersion, entry: Entry) -> list[str]:
    """Give the days of a provision's dated values; none where it has a single value."""
    values = entry.get("values")
    return list(values) if isinstance(values, dict) else []


@login_required
@require_POST
def provision_remove(request: PersonRequest, uuid: UUID, provision_id: str) -> HttpResponse:
    """Take a provision away, and its name out of the cases."""
    version = editable_or_403(request, uuid)
    entry_or_404(draft_of(version.files), provision_id)
    edit = Edit(request, version)
    return edit.save(
        lambda draft: without_provision(draft, provision_id),
        version_url(version),
        _("Bestämmelsen är borttagen ur utkastet. Se efter att fallen håller."),
        lambda: draft_page(request, version, edit),
    )


@login_required
def value(request: PersonRequest, uuid: UUID, provision_id: str, day: str = "") -> HttpResponse:
    """Change a dated value, or add another from a new day, by a decision."""
    return _value(request, editable_or_403(request, uuid), provision_id, day)


def _value(request: PersonRequest, version: RulesetVersion, id_: str, day: str) -> HttpResponse:
    edit = Edit(request, version)
    entry = entry_or_404(edit.draft, id_)
    setting = SETTINGS.get(str(entry.get("set", "")))
    values = entry.get("values")
    dated = values if isinstance(values, dict) else {}
    if setting is None or (day and day not in dated):
        raise Http404
    found = _standing(entry, dated, day)
    posted = request.POST if request.method == "POST" else None
    initial = {
        "day": day,
        "value_decided": found.get("decided") if day else edit.draft.index["decision"],
    }
    form = DatedValueForm(posted, initial=initial)
    part = ValuePart.of(setting, found.get("value"), register_keys(on=today()), posted)

    def show(status: int = 200) -> HttpResponse:
        wrong = (
            problems_in([form, *part.forms]) if status == 422 and not edit.has_errors else []
        )
        context = {"edit": edit, "form": form, "part": part, "wrong": wrong, "day": day}
        context |= {"provision": entry, "provision_id": id_}
        return web.page(request, "rulebooks/value.html", context, status=status)

    if posted is None:
        return show()
    if not all([form.is_valid(), part.is_valid()]):
        return show(422)

    def change(draft: Draft) -> None:
        if "value" in draft.provision(id_):
            draft.date_value(id_)
        kept = draft.provision(id_)["values"]
        if day and isinstance(kept, dict):
            del kept[day]
        given = form.cleaned_data
        draft.set_dated_value(
            id_, given["day"].isoformat(), part.plain(), given["value_decided"]
        )

    place = f"bestammelse-{id_}"
    return edit.save(
        change, version_url(version, place), _("Värdet är sparat."), lambda: show(422)
    )


def _standing(entry: Entry, dated: Entry, day: str) -> Entry:
    """Give the value of a day; a new one begins from the latest, or from the single value."""
    found = dated.get(day or max(dated, default=""))
    return found if isinstance(found, dict) else {"value": entry.get("value", "")}


@login_required
@require_POST
def value_remove(
    request: PersonRequest, uuid: UUID, provision_id: str, day: str
) -> HttpResponse:
    """Take a dated value away; the one before it counts on."""
    version = editable_or_403(request, uuid)
    entry = entry_or_404(draft_of(version.files), provision_id)
    if day not in dated_of(version, entry):
        raise Http404
    edit = Edit(request, version)

    def change(draft: Draft) -> None:
        values = draft.provision(provision_id)["values"]
        if isinstance(values, dict):
            del values[day]

    return edit.save(
        change,
        version_url(version, f"bestammelse-{provision_id}"),
        _("Värdet är borttaget ur utkastet."),
        lambda: draft_page(request, version, edit),
    )
