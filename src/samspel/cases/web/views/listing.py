"""The list of cases: searched, filtered, exported; the clocks of motions and proposals."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from samspel.cases import queries
from samspel.cases.calculation.clocks import ClockState, time_said
from samspel.cases.calculation.preparation import clause_of_a_motion
from samspel.cases.enums import CaseKind, CaseState
from samspel.cases.queries import KEEP, CaseFilter
from samspel.cases.web import tables as columns
from samspel.cases.web.fetching import actor_of
from samspel.kit import exports, tables, web
from samspel.kit.enums import label_of
from samspel.people.models import Body

WORDS, BODY, STATE, KIND, WHICH = "sok", "organ", "lage", "slag", "visa"
MINE, LATE = "mina", "sena"
DECIDED = "avgjorda"
_MOST_EXPORTED = 20_000


@login_required
@require_safe
def cases(request: HttpRequest) -> HttpResponse:
    """List the cases that the viewer may see."""
    actor, today = actor_of(request), timezone.localdate()
    bodies = queries.bodies_with_cases(actor, today)
    asked = asked_for(request, bodies)
    wants_file = bool(tables.wanted_format(request))
    page = queries.case_page(
        actor,
        asked,
        today=today,
        page=1 if wants_file else tables.wanted_page(request),
        per_page=_MOST_EXPORTED if wants_file else queries.MOST,
    )
    rows = columns.case_rows(page.rows, today)
    if (file := exports.export(request, "arenden", columns.case_columns(), rows)) is not None:
        return file
    context = {
        "words": asked.words,
        "states": _states(request, page.counts),
        "kinds": _kinds(request),
        "which": _which(request, page.counts),
        "bodies": _body_words(request, bodies),
        "kept": [
            each
            for each in bodies
            if actor.can(KEEP, body_id=each.pk) and asked.body in {None, each}
        ],
        "query": tables.saved_view(request),
        "table": tables.cut_table(
            request,
            columns.case_columns(),
            rows,
            total=page.total,
            per_page=queries.MOST,
            caption=_("Ärenden"),
            empty=_("Inga ärenden stämmer med det du letar efter.")
            if asked != CaseFilter()
            else _("Här finns inga ärenden än."),
        ),
    }
    return web.page(request, "cases/cases.html", context)


def asked_for(request: HttpRequest, bodies: list[Body]) -> CaseFilter:
    """Read what the address asks for; what is unknown is ignored."""
    state, kind = request.GET.get(STATE, ""), request.GET.get(KIND, "")
    which = request.GET.get(WHICH, "")
    return CaseFilter(
        words=request.GET.get(WORDS, "").strip()[:100],
        body=chosen(request, bodies),
        state=CaseState(state) if state in set(CaseState) else None,
        kind=CaseKind(kind) if kind in set(CaseKind) else None,
        is_mine=which == MINE,
        is_late=which == LATE,
    )


def chosen(request: HttpRequest, bodies: list[Body]) -> Body | None:
    """Give the body that the address names, out of those that the viewer reads."""
    asked = request.GET.get(BODY, "")
    return next((body for body in bodies if str(body.uuid) == asked), None)


def _states(request: HttpRequest, counts: dict[str, int]) -> tuple[object, ...]:
    words = [("", _("Alla")), *((s.value, label_of(CaseState, s)) for s in CaseState)]
    return tables.filters(request, STATE, words, counts)


def _kinds(request: HttpRequest) -> tuple[object, ...]:
    shown = (
        CaseKind.COUNCIL_MOTION,
        CaseKind.CITIZENS_PROPOSAL,
        CaseKind.REFERRAL,
        CaseKind.STEERING_DOCUMENT,
    )
    words = [("", _("Alla slag")), *((k.value, label_of(CaseKind, k)) for k in shown)]
    return tables.filters(request, KIND, words)


def _which(request: HttpRequest, counts: dict[str, int]) -> tuple[object, ...]:
    words = [("", _("Allas")), (MINE, _("Mina")), (LATE, _("Försenade"))]
    return tables.filters(request, WHICH, words)


def _body_words(request: HttpRequest, bodies: list[Body]) -> tuple[object, ...]:
    """Give the bodies as words to filter by; nothing to choose between with only one."""
    if len(bodies) < 2:
        return ()
    words = [("", _("Alla organ")), *((str(body.uuid), body.name) for body in bodies)]
    return tables.filters(request, BODY, words)


@login_required
@require_safe
def clocks(request: HttpRequest) -> HttpResponse:
    """List motions and citizens' proposals against their year."""
    actor, today = actor_of(request), timezone.localdate()
    is_decided = request.GET.get(WHICH) == DECIDED
    rows = queries.clocks_visible_to(actor, today, is_decided=is_decided)
    drawn = columns.clock_rows(rows)
    file = exports.export(request, "motioner", columns.clock_columns(), drawn)
    if file is not None:
        return file
    context = {
        "finding": _finding(
            [row.state for row in rows], time_said(today, _), is_decided=is_decided
        ),
        "law": clause_of_a_motion(today),
        "which": tables.filters(
            request, WHICH, [("", _("Inte avgjorda")), (DECIDED, _("Avgjorda"))]
        ),
        "today": today,
        "query": tables.saved_view(request),
        "table": tables.table(
            request,
            columns.clock_columns(),
            drawn,
            caption=_("Motioner och medborgarförslag"),
            empty=_("Här finns inga motioner eller medborgarförslag."),
            per_page=queries.MOST,
        ),
    }
    return web.page(request, "cases/clocks.html", context)


def _finding(states: list[ClockState], time: str, *, is_decided: bool) -> str:
    """Say the finding in a sentence or two, before the table; ``time`` is the law's."""
    if is_decided:
        late = sum(state is ClockState.DECIDED_LATE for state in states)
        said = _("%(late)s av %(count)s avgjordes senare än %(time)s efter att de väcktes.")
        return said % {"late": late, "count": len(states), "time": time}
    late = sum(state is ClockState.LATE for state in states)
    soon = sum(state in {ClockState.SOON, ClockState.LAST} for state in states)
    return f"{_late(late, time)} {_soon(soon, time)}"


def _late(count: int, time: str) -> str:
    if not count:
        said = _("Ingen väcktes för mer än %(time)s sedan utan att vara avgjord eller anmäld.")
        return said % {"time": time}
    return ngettext(
        "En väcktes för mer än %(time)s sedan och är varken avgjord eller anmäld till fullmäktige.",
        "%(count)s väcktes för mer än %(time)s sedan och är varken avgjorda eller anmälda till "
        "fullmäktige.",
        count,
    ) % {"count": count, "time": time}


def _soon(count: int, time: str) -> str:
    if not count:
        return _("Ingen når %(time)s inom tre månader.") % {"time": time}
    return ngettext(
        "En når %(time)s inom tre månader.",
        "%(count)s når %(time)s inom tre månader.",
        count,
    ) % {"count": count, "time": time}
