"""Reading the report: before it is begun, once it is handed in, and what is added afterwards."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from samspel.audit.actors import Actor
from samspel.documents.queries import documents_of, file_rows
from samspel.foundation.dates import local_day
from samspel.foundation.swedish import capitalise
from samspel.kit import web
from samspel.kit.rows import Fact
from samspel.meetings.queries import questions_on
from samspel.people.queries import name_at_place
from samspel.rulebooks.errors import ReasonNeeded, RuleStops
from samspel.visits import policies, queries, services
from samspel.visits.addresses import report_url
from samspel.visits.enums import Demand, Publication, ReportState, Role, VisitState
from samspel.visits.models import Report, Visit
from samspel.visits.services.submitting import remark_is_too_late
from samspel.visits.web.clauses import LaidDown
from samspel.visits.web.doors import PAGE, actor_of, posted, reason_of, require, seen_in_short
from samspel.visits.web.forms.reports import RemarkForm
from samspel.visits.web.showing import following
from samspel.visits.web.showing import report as shown
from samspel.visits.web.words import day_words, moment_words, span_words

_PUBLIC = (Publication.PUBLIC_PAGE, Publication.BOTH)


@login_required
@require_safe
def report(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Show the visit's report: how to begin, the draft for its authors, or what was handed in."""
    actor = actor_of(request)
    found = queries.report_to_read(actor, uuid)
    if found is None:
        return _show_beginning(request, seen_in_short(request, uuid), actor)
    if found.state == ReportState.SUBMITTED:
        return _show(request, found, RemarkForm())
    draft = queries.draft_written_by(actor, uuid)
    parts = shown.chunks(list(draft.sections.all())) if draft else []
    number = shown.first_open_step(parts)
    if number > len(parts):
        return redirect(reverse("visits:report-check", args=[uuid]))
    return redirect(shown.step_url(found.visit, number))


def _show_beginning(request: HttpRequest, visit: Visit, actor: Actor) -> HttpResponse:
    """Show how the report is begun, or why there is none to read."""
    guideline = LaidDown(visit, "report.submit")
    together = guideline.value("report.written_with")
    with_manager = isinstance(together, frozenset) and Role.UNIT_MANAGER in together
    writes = policies.may_write_report(visit, actor, with_manager=with_manager)
    is_open = visit.state == VisitState.HELD and visit.report_demand != Demand.NONE
    sees_place = policies.sees_place(visit, actor)
    lacks = visit.state == VisitState.HELD and visit.report_demand == Demand.REQUIRED
    context = {
        "visit": visit,
        "title": visit.where if sees_place else visit.operation.name,
        "lead": visit.body.name,
        "can_begin": is_open and writes and not _has_begun(visit),
        "why_not": _why_not(visit),
        "held_url": _held_url(visit, actor),
        "labels": [each.label for each in guideline.sections("report.sections")],
        "facts": shown.known_facts(visit, actor, timezone.now())
        if sees_place and visit.held_from
        else [],
        "reminds": lacks and policies.may_remind(visit.body_id, actor),
    }
    return web.page(request, "visits/report_begin.html", context)


def _has_begun(visit: Visit) -> bool:
    return Report.objects.filter(visit=visit).exists()


def _why_not(visit: Visit) -> str:
    """Say why the viewer sees no report."""
    if visit.state == VisitState.CANCELLED:
        return _("Besöket är inställt, så det finns inget att rapportera.")
    if visit.state != VisitState.HELD:
        return _("Besöket är inte noterat som genomfört än. Rapporten skrivs efter besöket.")
    if visit.report_demand == Demand.NONE:
        return _("Riktlinjerna frågar inte efter någon skriftlig rapport om det här besöket.")
    if visit.report_due_on is not None:
        return _("Rapporten är inte inlämnad än. Den ska lämnas in senast %(day)s.") % {
            "day": day_words(visit.report_due_on)
        }
    return _("Rapporten är inte inlämnad än. Bara de som var med på besöket ser utkastet.")


def _held_url(visit: Visit, actor: Actor) -> str:
    """Give where the visit is noted as held, when its time has passed and the viewer may."""
    is_over = visit.ends_at is not None and visit.ends_at <= timezone.now()
    if visit.state == VisitState.BOOKED and is_over and policies.may_record_held(visit, actor):
        return reverse("visits:held", args=[visit.uuid])
    return ""


def _show(
    request: HttpRequest, found: Report, form: RemarkForm, stopped: Sequence[object] = ()
) -> HttpResponse:
    """Draw a submitted report with all that belongs to it."""
    actor, now, visit = actor_of(request), timezone.now(), found.visit
    sees_place = policies.sees_place(visit, actor)
    follow_ups = queries.follow_ups_visible_to(actor, visit=visit)
    context: dict[str, Any] = {
        "visit": visit,
        "title": visit.where if sees_place else visit.operation.name,
        "lead": _lead(found),
        "sections": found.read_sections,  # type: ignore[attr-defined]  # given by the query
        "files": file_rows(documents_of(found, actor)),
        "remarks": [
            (name_at_place(each.author, actor), each.written_at, each.text)
            for each in found.remarks.all()
        ],
        "questions": _questions(visit),
        "follow_ups": following.rows(follow_ups, actor),
        "facts": _facts(found, actor, now),
        "form": form,
        "may_remark": policies.may_remark(found, actor) and not remark_is_too_late(visit, now),
        "may_note": policies.may_note_follow_up(visit, actor),
        "may_publish": policies.may_publish_report(found, actor)
        and found.published_at is None
        and found.publication in _PUBLIC,
        "judgement": stopped[-1] if stopped else None,
        "reason": reason_of(request),
    }
    return web.page(request, "visits/report.html", context)


def _lead(found: Report) -> str:
    said = _("Inlämnad %(when)s") % {"when": moment_words(found.submitted_at)}  # type: ignore[arg-type]  # it is handed in
    return f"{said}, {_('efter sista dagen')}" if found.is_late else said


def _questions(visit: Visit) -> list[tuple[str, str, str]]:
    """Give what was asked at the meeting about the visit, and what was answered."""
    if visit.agenda_item is None:
        return []
    return [
        (each.question, _asker(each), each.answer) for each in questions_on(visit.agenda_item)
    ]


def _asker(question: Any) -> str:
    if question.asked_by is not None:
        return str(question.asked_by)
    return question.asked_by_name or _("En ledamot")


def _facts(found: Report, actor: Actor, now: dt.datetime) -> list[Fact]:
    visit = found.visit
    writers = [
        name_at_place(each.person, actor)
        for each in found.authors.all()
        if each.last_written_at
    ]
    facts = [Fact(_("Skriven av"), ", ".join(writers) or str(found.submitted_by))]
    if policies.sees_place(visit, actor) and visit.held_from and visit.held_to:
        facts.append(Fact(_("Besöket"), span_words(visit.held_from, visit.held_to)))
    met = [
        words
        for words, was in (
            (_("medarbetare"), visit.staff_met),
            (_("brukare, elever eller anhöriga"), visit.users_met),
        )
        if was
    ]
    facts.append(Fact(_("Träffade"), capitalise(", ".join(met)) or _("Inget är noterat")))
    facts.append(_item_fact(visit, now))
    if found.published_at is not None:
        day = capitalise(day_words(local_day(found.published_at)))
        facts.append(Fact(_("Publicerad"), day))
    return facts


def _item_fact(visit: Visit, now: dt.datetime) -> Fact:
    fact = shown.meeting_fact(visit, now)
    if visit.agenda_item is None:
        return fact
    address = reverse("meetings:item", args=[visit.agenda_item.uuid])
    return Fact(fact.term, fact.text, "" if visit.agenda_item.meeting else fact.note, address)


def _submitted(request: HttpRequest, uuid: UUID) -> Report:
    """Give the submitted report at the address, if the viewer may read it; else 404."""
    found = queries.report_to_read(actor_of(request), uuid)
    if found is None or found.state != ReportState.SUBMITTED:
        raise Http404
    return found


@login_required
@require_safe
def receipt(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Say that the report is handed in, and what happens next and when."""
    found = _submitted(request, uuid)
    visit, now = found.visit, timezone.now()
    fact = shown.meeting_fact(visit, now)
    steps = [
        (_("Nu"), _("Enheten har fått besked och kan läsa rapporten.")),
        (
            _("Fram till sammanträdet"),
            _("Enhetschefen kan lägga till en sakupplysning. Du får veta om det händer."),
        ),
        (fact.text, f"{fact.term}."),
        (
            _("Därefter"),
            _(
                "Det som du noterar att enheten ville lyfta följs upp tills det är avslutat. "
                "Enheten och du ser vad det blir av det."
            ),
        ),
    ]
    say = _("Den kom in %(when)s.") % {"when": moment_words(found.submitted_at)}  # type: ignore[arg-type]  # it is handed in
    may_note = policies.may_note_follow_up(visit, actor_of(request))
    context = {"visit": visit, "say": say, "next": steps, "may_note": may_note}
    return web.page(request, "visits/report_receipt.html", context)


@login_required
@require_http_methods(PAGE)
def remark(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Add what the unit's manager finds wrong or missing."""
    found, actor = _submitted(request, uuid), actor_of(request)
    require(policies.may_remark(found, actor), policies.ONLY_UNIT)
    if request.method != "POST":
        return redirect(report_url(uuid) + "#sakupplysningar")
    form = RemarkForm(posted(request))
    return web.act(
        request,
        lambda: services.add_factual_remark(
            found, text=form.cleaned_data["text"], actor=actor, at=timezone.now()
        ),
        report_url(uuid) + "#sakupplysningar",
        _("Sakupplysningen är lämnad."),
        form=form,
        again=lambda: _show(request, found, form),
    )


@login_required
@require_http_methods(PAGE)
def publish(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Put the report on the public page."""
    found, actor = _submitted(request, uuid), actor_of(request)
    require(policies.may_publish_report(found, actor), policies.ONLY_SECRETARY)
    if request.method != "POST":
        return redirect(report_url(uuid) + "#publicering")
    stopped: list[object] = []

    def call() -> Report:
        try:
            return services.publish_report(
                found, actor=actor, at=timezone.now(), reason=reason_of(request)
            )
        except (RuleStops, ReasonNeeded) as refusal:
            stopped.append(refusal.judgement)
            raise

    form = RemarkForm(posted(request))
    form.fields["text"].required = False
    return web.act(
        request,
        call,
        report_url(uuid),
        _("Rapporten är publicerad."),
        form=form,
        again=lambda: _show(request, found, form, stopped),
    )


@login_required
@require_POST
def remind(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Remind those who were there of the report."""
    visit, actor = seen_in_short(request, uuid), actor_of(request)
    require(policies.may_remind(visit.body_id, actor), policies.ONLY_SECRETARY)
    return web.act(
        request,
        lambda: services.remind_report(visit, actor=actor, at=timezone.now()),
        web.back(request, report_url(uuid)),
        lambda told: (
            _("En påminnelse är skickad.")
            if told
            else _("De har redan fått en påminnelse i dag.")
        ),
    )
