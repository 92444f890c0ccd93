"""Coverage: which operations have contact politicians on a day, which are without, what ends."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from samspel.foundation.swedish import capitalise
from samspel.kit import exports, filters, tables, web
from samspel.kit.filters import today
from samspel.people.models import Body
from samspel.rulebooks.queries import bodies_with_rules
from samspel.visits import policies, queries
from samspel.visits.queries import Coverage
from samspel.visits.queries.coverage import CoverageRow
from samspel.visits.web import tables as columns
from samspel.visits.web.doors import actor_of
from samspel.visits.web.views.listing import body_words, chosen_body
from samspel.visits.web.words import day_words, number_word


@login_required
@require_safe
def coverage(request: HttpRequest) -> HttpResponse:
    """Show who is contact politician for what on a day, and what is without anybody."""
    on, actor = web.as_of(request), actor_of(request)
    bodies = _bodies(on)
    body = chosen_body(request, bodies) or next(iter(bodies), None)
    if body is None:
        return web.page(request, "visits/coverage.html", {"on": on, "finding": _none()})
    found = queries.coverage(body, on)
    rows = columns.coverage_rows(found.rows)
    file = exports.export(request, "tackning", columns.coverage_columns(), rows)
    if file is not None:
        return file
    context = {
        "on": on,
        "body": body,
        "bodies": _words(request, bodies, body),
        "finding": finding(found, body, on),
        "may_appoint": policies.may_appoint(body.pk, actor),
        "query": tables.saved_view(request),
        "next_finding": _next_finding(found, body, on),
        "soon": [(_("I dag"), today()), *_turning_points(found, on)],
        "table": tables.table(
            request,
            columns.coverage_columns(),
            rows,
            caption=_("Kontaktpolitiker per verksamhet"),
            empty=_("Organet har inga verksamheter den dagen."),
            per_page=500,
        ),
        "endings": tables.table(
            request,
            columns.ending_columns(),
            columns.ending_rows(found.endings, _names(found)),
            caption=_("Uppdrag som slutar inom ett år"),
            per_page=500,
        ),
    }
    return web.page(request, "visits/coverage.html", context)


def _bodies(on: dt.date) -> list[Body]:
    """Give the bodies with a guideline about contact politicians on the day."""
    return list(Body.objects.filter(pk__in=bodies_with_rules(on=on)))


def _words(request: HttpRequest, bodies: list[Body], body: Body) -> tuple[object, ...]:
    """Give the bodies as words; the one that is shown is current though none is named."""
    words = body_words(request, bodies)[1:]
    return tuple(
        type(word)(word.label, word.url, current=word.label == body.name) for word in words
    )


def _none() -> str:
    return _("Inget organ har riktlinjer för kontaktpolitiker den dagen")


def finding(found: Coverage, body: Body, on: dt.date) -> str:
    """Say in a sentence what the table shows."""
    missing = [row.operation for row in found.missing]
    ahead = on > today()
    if not missing:
        return _nobody_missing([row for row in found.rows if row.is_covered_by_rules], on)
    names = capitalise(filters.words_list(missing[:4]))
    if len(missing) > 4:
        words = ngettext("%(count)s verksamhet", "%(count)s verksamheter", len(missing))
        names = capitalise(words % {"count": number_word(len(missing))})
    if ahead:
        return _("%(names)s saknar kontaktpolitiker %(day)s") % {
            "names": names,
            "day": day_words(on),
        }
    return _("%(names)s saknar kontaktpolitiker") % {"names": names}


def _nobody_missing(rows: Sequence[CoverageRow], on: dt.date) -> str:
    """Say that every operation that should have contact politicians has them."""
    if not rows:
        return _("Ingen verksamhet ska ha kontaktpolitiker")
    values = {
        "count": number_word(len(rows)),
        "name": capitalise(rows[0].operation),
        "day": day_words(on),
    }
    if on > today():
        return (
            ngettext(
                "%(name)s har kontaktpolitiker %(day)s",
                "Alla %(count)s verksamheter har kontaktpolitiker %(day)s",
                len(rows),
            )
            % values
        )
    return (
        ngettext(
            "%(name)s har kontaktpolitiker",
            "Alla %(count)s verksamheter har kontaktpolitiker",
            len(rows),
        )
        % values
    )


def _next_finding(found: Coverage, body: Body, on: dt.date) -> str:
    """Say what is without anybody on the next day that something ends, if anything is."""
    points = _turning_points(found, on)
    if not points:
        return ""
    day = points[0][1]
    ahead = queries.coverage(body, day)
    return f"{finding(ahead, body, day)}." if ahead.missing else ""


def _turning_points(found: Coverage, on: dt.date) -> list[tuple[str, dt.date]]:
    """Give the next days on which something ends, as days to look at."""
    days = sorted({each.ends_on for each in found.endings if each.ends_on > on})
    return [(filters.day_long(day), day) for day in days[:3]]


def _names(found: Coverage) -> dict[tuple[object, str], str]:
    """Give the names of those whose appointments end, as they may stand in a list."""
    return {
        (holder.appointment, holder.name): holder.public_name
        for row in found.rows
        for holder in row.holders
    }
