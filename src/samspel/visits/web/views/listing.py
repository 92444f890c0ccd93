"""The list of visits: what waits, what comes, what has been, and what lacks its report."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TypeVar
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from samspel.access.queries import saved_views
from samspel.audit.actors import Actor
from samspel.foundation.dates import FIRST_DAY, LAST_DAY, local_day
from samspel.foundation.numbers import whole_within
from samspel.kit import exports, tables, web
from samspel.kit.filters import today
from samspel.kit.rows import Word
from samspel.people.models import Body, Person, Unit
from samspel.people.queries import public_name
from samspel.visits import policies, queries
from samspel.visits.enums import OPEN_STATES, VisitState
from samspel.visits.queries import VisitFilter
from samspel.visits.queries.choices import Choice, choices_for
from samspel.visits.queries.waiting import waiting_for
from samspel.visits.web import tables as columns
from samspel.visits.web.doors import account_of, actor_of

SHOW, BODY, WORDS, OPERATION, UNIT, PERSON, YEAR = (
    "visa",
    "organ",
    "q",
    "verksamhet",
    "enhet",
    "person",
    "ar",
)
TO_DO, COMING, HELD, MISSING, ALL = "att-gora", "kommande", "genomforda", "saknar", "alla"
# What waits that is done on a visit's own pages; the start page shows the rest too.
_ON_A_VISIT = frozenset({"answer", "agree", "prepare", "held", "report"})
PER_PAGE, MOST_EXPORTED = 200, 50_000


Chosen = TypeVar("Chosen", Body, Choice)


@dataclass(frozen=True, slots=True)
class Narrowed:
    """One row that the list is narrowed to: its key, and what it is called."""

    pk: int
    name: str


def shown_by(value: str) -> str:
    """Give the heading of a list, as a question answered."""
    return {
        TO_DO: _("Besök som väntar på dig"),
        COMING: _("Kommande besök"),
        HELD: _("Genomförda besök"),
        MISSING: _("Besök som saknar rapport"),
        ALL: _("Alla besök"),
    }[value]


@login_required
@require_safe
def visits(request: HttpRequest) -> HttpResponse:
    """List the visits that the viewer may see, as the address asks."""
    actor, now = actor_of(request), timezone.now()
    waiting = waiting_for(actor, now, local_day(now))
    waits = tuple(dict.fromkeys(each.uuid for each in waiting if each.what in _ON_A_VISIT))
    choices = choices_for(actor, today())
    show = _show(request, has_waiting=bool(waits))
    narrowed = _narrowed(request, choices.operations)
    body = chosen_body(request, choices.bodies)
    wanted = _wanted(request, show, waits, body, narrowed)
    soonest = show in {TO_DO, COMING}
    if tables.wanted_format(request):
        page = queries.visits_visible_to(
            actor, wanted, today=today(), soonest_first=soonest, count=MOST_EXPORTED
        )
        rows = [columns.visit_values(each) for each in page.rows]
        file = exports.export(request, "besok", columns.visit_columns(), rows)
        if file is not None:
            return file
    first = (tables.wanted_page(request) - 1) * PER_PAGE
    page = queries.visits_visible_to(
        actor, wanted, today=today(), soonest_first=soonest, first=first, count=PER_PAGE
    )
    cells = columns.VisitCells(reverse("visits:list"))
    query = tables.saved_view(request)
    context = {
        "heading": shown_by(show),
        "shows": _words(request, show, len(waits)),
        "bodies": body_words(request, choices.bodies),
        "search": request.GET.get(WORDS, ""),
        "kept_query": [
            (name, request.GET[name]) for name in (SHOW, BODY, YEAR) if name in request.GET
        ],
        "narrowed": _taken_away(request, narrowed),
        "reminder_url": _reminder_url(actor, request.GET.get(UNIT, ""), narrowed),
        "operations": [("", _("Alla verksamheter"))]
        + [(str(each.uuid), each.name) for each in choices.operations],
        "operation": request.GET.get(OPERATION, ""),
        "invites": queries.hosts_anything(actor),
        "overviews": bool(queries.bodies_overviewed(actor)),
        "errands": _errands(actor, choices.bodies),
        "query": query,
        "list_page": "visits:list",
        "saved_views": saved_views(account_of(request), "visits:list", query),
        "table": tables.cut_table(
            request,
            columns.visit_columns(),
            [cells.row(each) for each in page.rows],
            total=page.total,
            per_page=PER_PAGE,
            caption=shown_by(show),
            empty=_empty(show),
        ),
    }
    return web.page(request, "visits/list.html", context)


def _show(request: HttpRequest, *, has_waiting: bool) -> str:
    asked = request.GET.get(SHOW, "")
    if asked in {TO_DO, COMING, HELD, MISSING, ALL}:
        return asked
    return TO_DO if has_waiting else COMING


def _words(request: HttpRequest, show: str, waiting: int) -> tuple[Word, ...]:
    labels = [
        (TO_DO, _("Att göra")),
        (COMING, _("Kommande")),
        (HELD, _("Genomförda")),
        (MISSING, _("Saknar rapport")),
        (ALL, _("Alla")),
    ]
    return tuple(
        Word(
            label,
            tables.address(request.GET, **{SHOW: value, tables.PAGE: ""}),
            current=value == show,
            count=waiting if value == TO_DO and waiting else None,
        )
        for value, label in labels
    )


def _wanted(
    request: HttpRequest,
    show: str,
    waits: tuple[UUID, ...],
    body: Choice | None,
    narrowed: dict[str, Narrowed],
) -> VisitFilter:
    keys = {name: each.pk for name, each in narrowed.items()}
    wanted = VisitFilter(
        body_id=body.pk if body else None,
        operation_id=keys.get(OPERATION),
        unit_id=keys.get(UNIT),
        person_id=keys.get(PERSON),
        words=request.GET.get(WORDS, "")[:100],
        year=whole_within(request.GET.get(YEAR, ""), FIRST_DAY.year, LAST_DAY.year),
    )
    if show == TO_DO:
        return replace(wanted, uuids=waits)
    if show == COMING:
        return replace(wanted, states=tuple(sorted(OPEN_STATES)))
    if show == HELD:
        return replace(wanted, states=(VisitState.HELD,))
    return replace(wanted, lacks_report=True) if show == MISSING else wanted


def _narrowed(request: HttpRequest, operations: list[Choice]) -> dict[str, Narrowed]:
    """Give what the address narrows the list to; nothing is found under a key that is not there."""
    found = {}
    asked = request.GET.get(OPERATION, "")
    if asked:
        known = {str(each.uuid): Narrowed(each.pk, each.name) for each in operations}
        found[OPERATION] = known.get(asked, Narrowed(0, _("Okänd verksamhet")))
    models: tuple[tuple[str, type[Unit | Person], str], ...] = (
        (UNIT, Unit, _("Okänd enhet")),
        (PERSON, Person, _("Okänd person")),
    )
    for name, model, unknown in models:
        asked = request.GET.get(name, "")
        if asked:
            row = _row(model, asked)
            found[name] = Narrowed(row.pk, _called(row)) if row else Narrowed(0, unknown)
    return found


def _row(model: type[Unit | Person], asked: str) -> Unit | Person | None:
    try:
        return model.objects.filter(uuid=UUID(asked)).first()
    except ValueError:
        return None


def _called(row: Unit | Person) -> str:
    return public_name(row) if isinstance(row, Person) else row.name


def _taken_away(request: HttpRequest, narrowed: dict[str, Narrowed]) -> list[Word]:
    """Give what the list is narrowed to, each as a word that takes it away."""
    return [
        Word(each.name, tables.address(request.GET, **{name: "", tables.PAGE: ""}))
        for name, each in narrowed.items()
        if name != OPERATION
    ]


def _reminder_url(actor: Actor, unit: str, narrowed: dict[str, Narrowed]) -> str:
    """Give where the one unit that the list is narrowed to is reminded to invite, or nothing."""
    if UNIT not in narrowed or not narrowed[UNIT].pk or not actor.bodies_with(policies.KEEP):
        return ""
    return reverse("visits:remind-unit", args=["enhet", unit])


def _empty(show: str) -> str:
    return {
        TO_DO: _("Ingenting väntar på dig just nu. Bra så."),
        COMING: _("Inga besök är på väg."),
        HELD: _("Inga besök är genomförda än."),
        MISSING: _("Inget besök saknar sin rapport."),
        ALL: _("Här finns inga besök."),
    }[show]


def _errands(actor: Actor, bodies: list[Choice]) -> list[tuple[str, str]]:
    """Give what the viewer can begin beside inviting: words and address."""
    found = []
    if actor.bodies_with(policies.BOOK):
        found.append((_("Föreslå ett besök"), reverse("visits:propose")))
        found.append((_("När passar besök?"), reverse("visits:availability")))
    for body in bodies:
        if policies.may_book_for_others(body.pk, actor):
            params = {"body": body.short_name or body.name}
            found.append(
                (_("Boka besök: %(body)s") % params, reverse("visits:book", args=[body.uuid]))
            )
            found.append(
                (_("Fasta besök: %(body)s") % params, reverse("visits:fixed", args=[body.uuid]))
            )
    return found


def chosen_body(request: HttpRequest, bodies: Sequence[Chosen]) -> Chosen | None:
    """Give the body that the address names, out of those that the viewer reads."""
    asked = request.GET.get(BODY, "")
    return next((body for body in bodies if str(body.uuid) == asked), None)


def body_words(
    request: HttpRequest, bodies: Sequence[Body] | Sequence[Choice]
) -> tuple[Word, ...]:
    """Give the bodies as words to filter by; nothing to choose between with only one."""
    if len(bodies) < 2:
        return ()
    words = [("", _("Alla organ")), *((str(body.uuid), body.name) for body in bodies)]
    return tables.filters(request, BODY, words)
