"""The list of guidelines: what applies, what waits, and what is being written."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_safe

from samspel.access.middleware import PersonRequest
from samspel.kit import filters, tables, web
from samspel.people.queries import bodies_on
from samspel.rulebooks import policies
from samspel.rulebooks.enums import VersionState
from samspel.rulebooks.models import RulesetVersion
from samspel.rulebooks.queries import listed_versions, reads_verdicts
from samspel.rulebooks.web.fetching import today
from samspel.rulebooks.web.showing import days_of, end_of, own_words, plain_day


@dataclass(frozen=True, slots=True)
class Waiting:
    """A proposal that waits, and whether it waits for whoever looks."""

    title: str
    url: str
    body: str
    who: str
    first: str
    is_mine_to_confirm: bool


@login_required
@require_safe
def list_guidelines(request: PersonRequest) -> HttpResponse:
    """Show the guidelines in force per body on a day, what waits and what is drafted."""
    on = web.as_of(request)
    versions = listed_versions(request.actor, on=on)
    bodies = bodies_on(today())
    context = {
        "as_of_day": on,
        "applying": _applying(request, versions, on),
        "waiting": [
            _waiting(each, request) for each in versions if _is(each, VersionState.PROPOSED)
        ],
        "drafts": _drafts(request, versions),
        "drafts_for": [each.name for each in policies.drafts_for(request.actor, bodies)],
        "confirms_for": [each.name for each in policies.confirms_for(request.actor, bodies)],
        "may_read_verdicts": reads_verdicts(request.actor),
    }
    return web.page(request, "rulebooks/list.html", context)


def _is(version: RulesetVersion, state: VersionState) -> bool:
    return bool(version.state == state)


def _applying(
    request: PersonRequest, versions: Iterable[RulesetVersion], on: dt.date
) -> tables.Table:
    """Give what applies on the day, body by body, with what comes next under it."""
    confirmed = [each for each in versions if _is(each, VersionState.CONFIRMED)]
    rows = [
        row
        for _body, group in groupby(confirmed, lambda each: each.rulebook.body_id)
        for row in _rows_of_body(list(group), on)
    ]
    columns = [
        tables.Column("body", _("Organ")),
        tables.Column("title", _("Riktlinje")),
        tables.Column("days", _("Gäller")),
        tables.Column("decided", pgettext("one", "Beslut")),
    ]
    return tables.table(
        request,
        columns,
        rows,
        caption=_("Riktlinjer som gäller"),
        empty=_("Ingen riktlinje gällde den dagen.")
        if on != today()
        else _("Ingen riktlinje gäller än."),
    )


def _rows_of_body(group: list[RulesetVersion], on: dt.date) -> list[tuple[object, ...]]:
    """Give the version that applies, and those that are to come; the replaced stay away."""
    coming = [each for each in group if each.effective_from and each.effective_from > on]
    applying = [each for each in group if each not in coming][:1]
    return [_row(each, group, is_coming=each in coming) for each in (*applying, *coming)]


def _row(
    version: RulesetVersion, group: list[RulesetVersion], *, is_coming: bool
) -> tuple[object, ...]:
    note = _("Kommande") if is_coming else ""
    return (
        tables.Cell(own_words(version.rulebook.body.name), note=note),
        tables.Cell(own_words(version.title), reverse("rulebooks:text", args=[version.uuid])),
        days_of(version, end_of(version, group)),
        own_words(filters.hold_place(version.citation)),
    )


def _waiting(version: RulesetVersion, request: PersonRequest) -> Waiting:
    may_see_it = policies.may_reject(version, request.actor)
    route = "confirm" if may_see_it else "version"
    return Waiting(
        title=version.title,
        url=reverse(f"rulebooks:{route}", args=[version.uuid]),
        body=version.rulebook.body.name,
        who=str(version.proposed_by or ""),
        first=plain_day(version.effective_from),
        is_mine_to_confirm=policies.may_confirm(version, request.actor),
    )


def _drafts(request: PersonRequest, versions: Iterable[RulesetVersion]) -> tables.Table:
    rows = [
        (
            tables.Cell(own_words(each.title), reverse("rulebooks:version", args=[each.uuid])),
            own_words(each.rulebook.body.name),
            str(each.drafted_by or "–"),
            filters.event_time(each.changed_at),
        )
        for each in versions
        if _is(each, VersionState.DRAFT)
    ]
    columns = [
        tables.Column("title", _("Utkast")),
        tables.Column("body", _("Organ")),
        tables.Column("who", _("Påbörjat av")),
        tables.Column("changed", _("Senast ändrat")),
    ]
    return tables.table(request, columns, rows, caption=_("Utkast"), empty=_("Inga utkast."))
