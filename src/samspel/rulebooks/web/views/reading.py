"""Reading a guideline: its full text, its page, its files."""

from __future__ import annotations

from io import BytesIO
from uuid import UUID
from zipfile import ZIP_DEFLATED, ZipFile

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from samspel.access.middleware import PersonRequest
from samspel.audit.models import AuditEntry
from samspel.audit.queries import entries_about
from samspel.audit.registry import label_of
from samspel.foundation.text import safe_filename
from samspel.kit import web
from samspel.kit.rows import Event
from samspel.rulebooks import policies
from samspel.rulebooks.enums import VersionState
from samspel.rulebooks.models import RulesetVersion
from samspel.rulebooks.queries import register_keys, ruleset_of, siblings_of
from samspel.rulebooks.web.amounts import pays
from samspel.rulebooks.web.fetching import today, version_or_404
from samspel.rulebooks.web.showing import (
    end_of,
    guideline_facts,
    shown_sections,
    state_in_words,
    state_mark,
    versions_as_events,
)
from samspel.rulebooks.web.views.drafts import draft_page


@login_required
@require_safe
def text(request: PersonRequest, uuid: UUID) -> HttpResponse:
    """Show the guideline in its own words, and under each clause what is made of it."""
    version = version_or_404(request, uuid)
    return web.page(request, "rulebooks/text.html", _read(request, version))


def _read(request: PersonRequest, version: RulesetVersion) -> dict[str, object]:
    ruleset = ruleset_of(version)
    siblings = siblings_of(version, request.actor)
    end, on = end_of(version, siblings), today()
    return {
        "version": version,
        "has_amounts": pays(ruleset),
        "sections": shown_sections(ruleset, register_keys(on=on)),
        "facts_shown": guideline_facts(version, ruleset, end),
        "state_words": state_in_words(version, end, on),
        "state_kind": state_mark(version, end, on),
        "versions": versions_as_events(siblings, version, on),
        "may_keep": policies.may_propose(version.rulebook.body, request.actor)
        or policies.has_right_to_confirm(version, request.actor),
    }


@login_required
@require_safe
def version_page(request: PersonRequest, uuid: UUID) -> HttpResponse:
    """Show one version to those who keep it: a draft to write, or its way into force."""
    version = version_or_404(request, uuid)
    may_propose = policies.may_propose(version.rulebook.body, request.actor)
    if version.state == VersionState.DRAFT and may_propose:
        return draft_page(request, version)
    context = _read(request, version) | {
        "story": _story(
            version, with_names=policies.may_reject(version, request.actor) or may_propose
        ),
        "may_propose": may_propose,
        "is_waiting": version.state == VersionState.PROPOSED,
        "may_reject": policies.may_reject(version, request.actor),
    }
    return web.page(request, "rulebooks/version.html", context)


def _story(version: RulesetVersion, *, with_names: bool) -> list[Event]:
    """Give the acts on the version, newest first; who did them is for those who keep it."""
    entries = entries_about(version)[:100]
    return [
        Event(at=each.recorded_at, text=_said(each, with_names=with_names)) for each in entries
    ]


def _said(entry: AuditEntry, *, with_names: bool) -> str:
    act = label_of(entry.act)
    if not with_names:
        return act
    return _("%(act)s av %(name)s") % {"act": act, "name": entry.actor_name}


@login_required
@require_safe
def download(request: PersonRequest, uuid: UUID) -> HttpResponse:
    """Give the guideline's files as a zip archive, as it can be uploaded again."""
    version = version_or_404(request, uuid)
    packed = BytesIO()
    with ZipFile(packed, "w", ZIP_DEFLATED) as archive:
        for name, content in sorted(version.files.items()):
            archive.writestr(name, content)
    stem = safe_filename(version.title, fallback="riktlinje")
    return web.download(packed.getvalue(), f"{stem}.zip", "application/zip")
