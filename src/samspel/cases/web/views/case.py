"""A case's own page, and the acts on it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_http_methods, require_safe

from samspel.audit.actors import Actor
from samspel.cases import policies, queries, services
from samspel.cases.calculation.clocks import time_said
from samspel.cases.calculation.registry import needs_class
from samspel.cases.enums import StepKind
from samspel.cases.errors import CaseRefused
from samspel.cases.models import Case, CaseRelation
from samspel.cases.panels import panels_of
from samspel.cases.queries.officials import officials_on
from samspel.cases.queries.preparation import shown
from samspel.cases.web import forms, showing
from samspel.cases.web.errand import Errand, posted
from samspel.cases.web.fetching import actor_of, kept_body, prepared_case, seen_case
from samspel.foundation.dates import local_day
from samspel.kit import errands, web
from samspel.kit.enums import label_of
from samspel.people.enums import BodyKind
from samspel.people.queries import bodies_on

PAGE = ["GET", "HEAD", "POST"]


@login_required
@require_safe
def case(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Show a case: where it is at the top, its papers, its chain."""
    found, actor, now = seen_case(request, uuid), actor_of(request), timezone.now()
    today, steps = local_day(now), queries.steps_of(found)
    attached = queries.attached_to(found, today)
    place = queries.place_among(found, steps, attached.bodies)
    prepares = policies.may_prepare(found, actor)
    context = {
        "case": found,
        "where": label_of(StepKind, place.kind),
        "now_facts": showing.now_facts(place, today),
        "facts": showing.case_facts(found, today),
        "papers": showing.paper_rows(
            queries.papers_of(found, actor),
            found,
            queries.known_pattern_of(found.body).pattern,
        ),
        "drafts": attached.drafts,
        "report_state": showing.report_state,
        "assignments": attached.assignments,
        "related": showing.related_rows(queries.related_cases(found, actor), found),
        "story": showing.story_of(found, steps),
        **_verdict(found, steps, attached.bodies, today, prepares=prepares),
        "prepares": prepares and found.closed_on is None,
        "keeps": policies.may_keep(found.body_id, actor) and prepares,
        "marks": policies.may_mark(found, actor),
        "panels": panels_of(found, actor, now),
        "has_clock": queries.clock_of(found) is not None and found.is_open,
    }
    return web.page(request, "cases/case.html", context)


def _verdict(
    found: Case, steps: Any, bodies: Any, today: Any, *, prepares: bool
) -> dict[str, Any]:
    """Give what the law says of taking the case to the council, where that is its way.

    Who prepares it on the way, where that is all that is left, and else the verdict; nothing
    once it is there.
    """
    to_council = found.deciding_body.kind == BodyKind.COUNCIL and found.is_open
    is_there = any(step.station is StepKind.COUNCIL for step in steps[-1:])
    if not (prepares and to_council) or is_there:
        return {"verdict": None, "before_the_council": []}
    judged = queries.preparation_check(found, on=today, steps=steps)
    left = (
        queries.bodies_before_the_council(found, steps, bodies, today)
        if judged.is_stopped
        else []
    )
    return {"verdict": shown(judged), "before_the_council": list(dict.fromkeys(left))}


@login_required
@require_http_methods(PAGE)
def enter(request: HttpRequest, body: UUID) -> HttpResponse:
    """Register a case under the body's next number."""
    found, today = kept_body(request, body), timezone.localdate()
    pattern = queries.pattern_of(found)
    form = forms.CaseForm(
        posted(request),
        people=officials_on(today),
        bodies=bodies_on(today),
        has_class=needs_class(pattern.pattern),
        # The class that the body has chosen for what nobody says another of.
        initial={"class_code": pattern.class_code},
    )
    errand = Errand(
        heading=pgettext("case", "Nytt ärende"),
        button=_("Registrera ärendet"),
        back_label=_("Ärenden"),
        back_url=reverse("cases:list"),
        lead=_("Ärendet registreras i %(body)s och får nästa nummer: %(number)s.")
        % {"body": found.name, "number": queries.example_of(pattern, today.year)},
    )
    return errands.carry(
        request,
        errand,
        form,
        lambda at, actor: services.open_case(found, **form.cleaned_data, at=at, actor=actor),
        to=page_of,
        say=lambda opened: (
            _("Ärendet är registrerat som %(number)s.") % {"number": opened.registry_number}
        ),
    )


def page_of(found: Case | CaseRelation) -> str:
    """Give the address of a case's page."""
    uuid = found.case.uuid if isinstance(found, CaseRelation) else found.uuid
    return reverse("cases:case", args=[uuid])


def carry(
    request: HttpRequest,
    found: Case,
    form: Any,
    call: Callable[[Any, Actor], Any],
    *,
    say: Any,
    to: str = "",
    **facts: Any,
) -> HttpResponse:
    """Carry an act on a case out, and lead back to its page."""
    errand = Errand(back_label=found.registry_number, back_url=page_of(found), **facts)
    return errands.carry(request, errand, form, call, to=to, say=say)


@login_required
@require_http_methods(PAGE)
def change(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Change what is said of a case."""
    found, today = prepared_case(request, uuid), timezone.localdate()
    initial = {
        "version": found.version,
        "title": found.title,
        "responsible": found.responsible_id,
        "due_on": found.due_on,
        "deciding_body": found.deciding_body_id,
        "exemption": found.exemption,
        "council_matter": found.council_matter,
    }
    form = forms.ChangeForm(
        posted(request),
        initial=initial,
        people=_people(found),
        bodies=bodies_on(today),
        on=today,
    )
    return carry(
        request,
        found,
        form,
        lambda at, actor: services.change_case(found, **form.cleaned_data, at=at, actor=actor),
        heading=_("Ändra ärendets uppgifter"),
        button=_("Spara"),
        say=_("Uppgifterna är ändrade."),
    )


def _people(found: Case) -> list[tuple[Any, str]]:
    """Give who can have the case: the officials, and whoever has it even if they left."""
    people = officials_on(timezone.localdate())
    if found.responsible and all(p.pk != found.responsible_id for p, _title in people):
        people.insert(0, (found.responsible, _("har ärendet nu")))
    return people


@login_required
@require_http_methods(PAGE)
def move(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Bring a case to its next station; the next one on its way is chosen beforehand."""
    found, today = prepared_case(request, uuid), timezone.localdate()
    place = queries.place_of(found, on=today)
    following = place.next_kind if place and place.next_kind != StepKind.CLOSED else None
    initial = {
        "version": found.version,
        "kind": following or StepKind.OFFICERS_REPORT,
        "body": place.next_body.pk if place and place.next_body else None,
    }
    form = forms.MoveForm(
        posted(request), initial=initial, people=_people(found), bodies=bodies_on(today)
    )
    return carry(
        request,
        found,
        form,
        lambda at, actor: services.move_case(found, **form.cleaned_data, at=at, actor=actor),
        heading=_("Flytta ärendet vidare"),
        button=pgettext("case", "Flytta ärendet"),
        say=_("Ärendet är flyttat."),
    )


@login_required
@require_http_methods(PAGE)
def relate(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Say that a case has to do with another, found by its number however it is written."""
    found = prepared_case(request, uuid)
    form = forms.RelateForm(posted(request))
    return carry(
        request,
        found,
        form,
        lambda at, actor: services.relate_cases(
            found,
            _other(form.cleaned_data["number"], actor),
            kind=form.cleaned_data["kind"],
            at=at,
            actor=actor,
        ),
        heading=_("Koppla till ett annat ärende"),
        button=_("Koppla ärendena"),
        say=_("Ärendena är kopplade till varandra."),
    )


def _other(number: str, actor: Actor) -> Case:
    """Find the other case; one that the person may not see is no other than none at all."""
    other = queries.case_numbered(number)
    if other is None or not queries.sees_case(actor, other):
        raise CaseRefused(_("Det finns inget ärende med det numret som du får se."))
    return other


@login_required
@require_http_methods(PAGE)
def mark(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Mark a case as secret, or take the marking away."""
    found = prepared_case(request, uuid)
    if found.is_secret:
        return _open_up(request, found)
    form = forms.SecrecyForm(posted(request))
    return carry(
        request,
        found,
        form,
        lambda _at, actor: services.mark_case_secret(found, **form.cleaned_data, actor=actor),
        heading=_("Markera med sekretess"),
        button=_("Markera ärendet"),
        lead=_(
            "Bara de som får läsa organets ärenden med sekretess, och den som är ansvarig, "
            "ser sedan att ärendet finns."
        ),
        say=_("Ärendet är markerat med sekretess."),
    )


def _open_up(request: HttpRequest, found: Case) -> HttpResponse:
    form = forms.ReasonForm(posted(request))
    return carry(
        request,
        found,
        form,
        lambda _at, actor: services.open_up_case(found, **form.cleaned_data, actor=actor),
        heading=_("Häv ärendets sekretess"),
        button=_("Häv sekretessen"),
        lead=_("Alla som läser organets ärenden ser sedan ärendet."),
        say=_("Ärendets sekretess är hävd."),
    )


@login_required
@require_http_methods(PAGE)
def report_late(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Note that the council was told that a motion can't be prepared within the year."""
    found = prepared_case(request, uuid)
    form = forms.LateForm(posted(request))
    return carry(
        request,
        found,
        form,
        lambda at, actor: services.report_late(found, **form.cleaned_data, at=at, actor=actor),
        heading=_("Anmält till fullmäktige"),
        button=_("Anteckna"),
        lead=_(
            "Om beredningen inte blir klar inom %(time)s ska det, och vad som har kommit fram, "
            "anmälas till fullmäktige inom samma tid (5 kap. 35 § kommunallagen)."
        )
        % {"time": time_said(found.raised_on or found.opened_on, _)},
        say=_("Det är antecknat att fullmäktige har fått veta."),
    )


@login_required
@require_http_methods(PAGE)
def close(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Close a case."""
    found = prepared_case(request, uuid)
    form = forms.CloseForm(posted(request), initial={"version": found.version})
    return carry(
        request,
        found,
        form,
        lambda at, actor: services.close_case(found, **form.cleaned_data, at=at, actor=actor),
        heading=_("Avsluta ärendet"),
        button=_("Avsluta ärendet"),
        say=_("Ärendet är avslutat."),
    )


@login_required
@require_http_methods(PAGE)
def reopen(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Open a closed case again."""
    found = prepared_case(request, uuid)
    kept_body(request, found.body.uuid)
    form = forms.ReasonForm(posted(request))
    return carry(
        request,
        found,
        form,
        lambda at, actor: services.reopen_case(found, **form.cleaned_data, at=at, actor=actor),
        heading=_("Öppna ärendet igen"),
        button=_("Öppna ärendet"),
        say=_("Ärendet är öppet igen."),
    )
