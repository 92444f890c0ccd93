"""The start page, the whole menu, and search."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from samspel.access.middleware import PersonRequest
from samspel.access.services import NEWS_SINCE
from samspel.desk.checklist import first_steps
from samspel.desk.navigation import entry_of
from samspel.desk.start import greeting, news_since, summary
from samspel.desk.waiting import waiting_for
from samspel.foundation.dates import local_day
from samspel.kit import rows, web
from samspel.kit.search import search
from samspel.kit.tables import filters
from samspel.messaging.todo import Todo, all_at_once, news_for, next_for

HAT = "hatt"
_NEWS_SHOWN = 12


@login_required
def start(request: PersonRequest) -> HttpResponse:
    """Show what waits, what comes next, and what is new."""
    now = timezone.now()
    with all_at_once(request.actor, now):
        todos = waiting_for(request, now)
        coming = next(iter(next_for(request.actor, now)), None)
        happened = news_for(request.actor, now)
    since = news_since(request.session.get(NEWS_SINCE, ""), now)
    context = {
        "greeting": greeting(now, request.user.person.given_name),
        "summary": summary(todos, now),
        "todos": [_row(todo) for todo in todos if _is_shown(todo, request.GET.get(HAT, ""))],
        "hat_words": _hats(request, todos),
        "next": coming,
        "next_is_a_meeting": coming is not None and entry_of(coming.url) == "meetings",
        "news": [each for each in happened if each.at > since][:_NEWS_SHOWN],
        "since": local_day(since),
        "steps": first_steps(request.actor),
    }
    return web.page(request, "desk/start.html", context)


def _row(todo: Todo) -> rows.Todo:
    return rows.Todo(label=todo.verb_object, url=todo.url, due=todo.when, who=todo.detail)


def _is_shown(todo: Todo, hat: str) -> bool:
    return not hat or todo.position_key in {hat, ""}


def _hats(request: PersonRequest, todos: list[Todo]) -> tuple[rows.Word, ...]:
    """Give what waits under each hat as words to filter by, where it waits under several."""
    counts = {
        each.key: sum(_is_shown(todo, each.key) for todo in todos)
        for each in request.actor.positions
    }
    waiting = [each for each in request.actor.positions if counts[each.key]]
    if len(waiting) < 2:
        return ()
    choices = [("", _("Alla")), *((each.key, each.label) for each in waiting)]
    return filters(request, HAT, choices, {**counts, "": len(todos)})


@login_required
def more(request: PersonRequest) -> HttpResponse:
    """Show the whole menu."""
    return web.page(request, "kit/more.html")


@login_required
def search_page(request: PersonRequest) -> HttpResponse:
    """Find persons, bodies, units, decisions, clauses and visits."""
    words = request.GET.get("q", "").strip()[:100]
    found = search(words, request.actor) if words else []
    return web.page(request, "desk/search.html", {"words": words, "found": found})
