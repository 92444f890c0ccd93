"""How the rules have been used: the verdicts that were kept, for auditors and secretaries."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from dataclasses import replace
from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from samspel.access.middleware import PersonRequest
from samspel.foundation.swedish import capitalise
from samspel.kit import exports, tables, web
from samspel.kit.denied import or_404
from samspel.kit.rows import Word
from samspel.people.models import Body
from samspel.rulebooks.models import JudgedAct
from samspel.rulebooks.queries import (
    Asked,
    actors_of,
    judged_act_visible_to,
    judged_acts_of,
    judged_bodies,
    judged_counts,
    reads_verdicts,
)
from samspel.rulebooks.web.fetching import today
from samspel.rulebooks.web.forms.periods import PeriodForm
from samspel.rulebooks.web.verdictrows import (
    Row,
    facts_in_words,
    judged_again,
    subjects_of,
    verdict_columns,
    verdict_rows,
)
from samspel.rules.catalogue import ACTS
from samspel.rules.provisions import Outcome

_A_YEAR = dt.timedelta(days=365)
_MOST = 5_000
_PER_PAGE = 50


@login_required
@require_safe
def list_verdicts(request: PersonRequest) -> HttpResponse:
    """Show a body's kept verdicts, filtered by act, outcome and days."""
    if not reads_verdicts(request.actor):
        raise PermissionDenied(
            _("Bedömda åtgärder läses av organens sekreterare och revisorer.")
        )
    bodies = judged_bodies(request.actor)
    body = _chosen(bodies, request.GET.get("organ", ""))
    form, first, last = _period(request)
    context: dict[str, Any] = {"bodies": bodies, "body": body, "form": form}
    if body is None:
        return web.page(request, "rulebooks/verdicts.html", context | {"table": None})
    asked = Asked(body.pk, first, last, _act(request), _outcome(request))
    acts, counts = _counted(asked)
    rows = verdict_rows(acts, request.actor)
    if (
        file := exports.export(request, "bedomda-handlingar", verdict_columns(), rows)
    ) is not None:
        return file
    return web.page(
        request,
        "rulebooks/verdicts.html",
        context | _listed(request, asked, rows, counts, bodies),
    )


def _counted(asked: Asked) -> tuple[list[JudgedAct], dict[str, int]]:
    """Give the acts that are asked for, and how many there are by outcome.

    One statement where they are not too many to be read at once, whichever outcome is
    asked for.
    """
    every = list(judged_acts_of(replace(asked, outcome=""))[:_MOST])
    if len(every) == _MOST:
        return list(judged_acts_of(asked)[:_MOST]), judged_counts(asked)
    counts = Counter(each.outcome for each in every)
    acts = [each for each in every if asked.outcome in ("", each.outcome)]
    return acts, {**counts, "": len(every)}


def _listed(
    request: PersonRequest,
    asked: Asked,
    rows: list[Row],
    counts: dict[str, int],
    bodies: list[Body],
) -> dict[str, Any]:
    acts = [("", _("Alla åtgärder")), *((key, _(act.label)) for key, act in ACTS.items())]
    outcomes = [(each.value, capitalise(_(each.label))) for each in Outcome]
    return {
        "table": tables.table(
            request,
            verdict_columns(),
            rows,
            caption=_("Bedömda åtgärder"),
            empty=_("Inga åtgärder är bedömda under de dagarna."),
            per_page=_PER_PAGE,
        ),
        "count": len(rows),
        "outcome_words": tables.filters(
            request, "utfall", [("", _("Alla")), *outcomes], counts
        ),
        "body_words": [
            Word(
                each.name,
                tables.address(request.GET, organ=each.uuid),
                each.pk == asked.body_id,
            )
            for each in bodies
        ],
        "acts": acts,
        "act": asked.act,
        "query": tables.saved_view(request),
    }


def _chosen(bodies: list[Body], uuid: str) -> Body | None:
    """Give the body that is asked for, or the first."""
    return next(
        (each for each in bodies if str(each.uuid) == uuid), bodies[0] if bodies else None
    )


def _period(request: PersonRequest) -> tuple[PeriodForm, dt.date, dt.date]:
    last = today()
    asked = request.GET if "first" in request.GET else None
    form = PeriodForm(asked, initial={"first": last - _A_YEAR, "last": last})
    if asked is not None and form.is_valid():
        return form, form.cleaned_data["first"], form.cleaned_data["last"]
    return form, last - _A_YEAR, last


def _act(request: PersonRequest) -> str:
    asked = request.GET.get("handling", "")
    return asked if asked in ACTS else ""


def _outcome(request: PersonRequest) -> str:
    asked = request.GET.get("utfall", "")
    return asked if asked in {each.value for each in Outcome} else ""


@login_required
@require_safe
def verdict(request: PersonRequest, key: int) -> HttpResponse:
    """Show one kept verdict: what was known, what the rules said, and on which clause."""
    judged = or_404(judged_act_visible_to(key, request.actor))
    names = actors_of([judged])
    context = {
        "judged": judged,
        "act": _(ACTS[judged.act].label) if judged.act in ACTS else judged.act,
        "outcome": _(Outcome(judged.outcome).label),
        "who": names.get(judged.person_id or 0, "–"),
        "subject": subjects_of([judged], request.actor)[judged.pk],
        "shown": {"outcome": _told(judged), "findings": judged_again(judged).findings},
        "seen": facts_in_words(judged),
    }
    return web.page(request, "rulebooks/verdict.html", context)


def _told(judged: JudgedAct) -> str:
    """Give the outcome as something that was said: nobody is asked for a reason any more."""
    is_allowed = judged.outcome == Outcome.ALLOWED
    return judged.outcome if is_allowed else Outcome.STOPPED.value
