"""The files of a draft as text, for whoever prefers them raw."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from samspel.access.middleware import PersonRequest
from samspel.kit import web
from samspel.rulebooks import policies
from samspel.rulebooks.enums import VersionState
from samspel.rulebooks.models import RulesetVersion
from samspel.rulebooks.queries import compiled
from samspel.rulebooks.web.editing import Edit, line_url, shown_problems
from samspel.rulebooks.web.fetching import editable_or_403, version_or_404
from samspel.rulebooks.web.lines import numbered, unix_lines
from samspel.rules.cases import problems_with_cases
from samspel.rules.rulebook import CASES_FILE, INDEX_FILE, TEXT_FILE

NEEDED = (INDEX_FILE, TEXT_FILE, CASES_FILE)


@login_required
@require_safe
def list_files(request: PersonRequest, uuid: UUID) -> HttpResponse:
    """List the files of a version, with the problems of its cases."""
    version = version_or_404(request, uuid)
    may_write = version.state == VersionState.DRAFT and policies.may_propose(
        version.rulebook.body, request.actor
    )
    problems = problems_with_cases(compiled(version))
    context = {
        "version": version,
        "edit": Edit(request, version),
        "files": [(name, text.count("\n")) for name, text in sorted(version.files.items())],
        "needed": NEEDED,
        "may_write": may_write,
        "problems": shown_problems(problems, lambda each: line_url(version, each)),
    }
    return web.page(request, "rulebooks/files.html", context)


@login_required
def file(request: PersonRequest, uuid: UUID, name: str) -> HttpResponse:
    """Show a file with its lines numbered; of a draft, it can be changed."""
    version = version_or_404(request, uuid)
    if name not in version.files:
        raise Http404
    if request.method == "POST":
        version = editable_or_403(request, uuid)
    return _file(request, version, name, name)


@login_required
def file_new(request: PersonRequest, uuid: UUID) -> HttpResponse:
    """Add a file to a draft."""
    version = editable_or_403(request, uuid)
    return _file(request, version, request.POST.get("name", "").strip(), "")


def _file(
    request: PersonRequest, version: RulesetVersion, name: str, present: str
) -> HttpResponse:
    """Show one file; keep what was sent, or show it again beside what is wrong with it."""
    edit = Edit(request, version)
    standing = version.files.get(present, "")
    text = unix_lines(request.POST.get("text", "")) if request.method == "POST" else standing

    def show(status: int = 200) -> HttpResponse:
        marks = [each.line for each in edit.problems if each.file == name]
        context = {
            "version": version,
            "edit": edit,
            "name": name,
            "is_new": not present,
            "is_needed": name in NEEDED,
            "text": text,
            "lines": numbered(text, marks),
            "may_write": version.state == VersionState.DRAFT
            and policies.may_propose(version.rulebook.body, request.actor),
            "here": [each for each in edit.problems if each.file == name],
            "elsewhere": [each for each in edit.problems if each.file != name],
        }
        return web.page(request, "rulebooks/file.html", context, status=status)

    if request.method != "POST":
        edit.problems = shown_problems(
            [each for each in problems_with_cases(compiled(version)) if each.file == name]
        )
        return show()
    if not present and (not name or name in version.files):
        edit.refused(_("Ge filen ett namn som ingen annan fil har."))
        return show(422)

    def files() -> Mapping[str, str]:
        return {**version.files, name: text}

    url = (
        reverse("rulebooks:file", args=[version.uuid, name]) if present else _list_url(version)
    )
    return edit.save_files(files, url, _("Filen är sparad."), lambda: show(422))


def _list_url(version: RulesetVersion) -> str:
    return reverse("rulebooks:files", args=[version.uuid])


@login_required
@require_POST
def file_remove(request: PersonRequest, uuid: UUID, name: str) -> HttpResponse:
    """Take a file away from a draft. The three that every guideline has must stay."""
    version = editable_or_403(request, uuid)
    if name not in version.files or name in NEEDED:
        raise Http404
    edit = Edit(request, version)

    def files() -> Mapping[str, str]:
        return {each: text for each, text in version.files.items() if each != name}

    def again() -> HttpResponse:
        context = {
            "version": version,
            "edit": edit,
            "files": [(each, text.count("\n")) for each, text in sorted(version.files.items())],
            "needed": NEEDED,
            "may_write": True,
            "problems": (),
        }
        return web.page(request, "rulebooks/files.html", context, status=422)

    return edit.save_files(
        files, _list_url(version), _("Filen är borttagen ur utkastet."), again
    )
