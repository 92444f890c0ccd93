"""Writing the report: begun by a button, step by step, saved as it is written, submitted."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from samspel.documents.queries import documents_of, file_rows
from samspel.foundation.dates import local_day, say_time
from samspel.foundation.refusal import NotAllowed, Refused
from samspel.kit import web
from samspel.kit.denied import or_404
from samspel.kit.language import current
from samspel.kit.rows import Answer
from samspel.rulebooks.errors import ReasonNeeded, RuleStops
from samspel.visits import policies, queries, services
from samspel.visits.addresses import report_url
from samspel.visits.enums import Demand, GuardAnswer, ReportState, Role, VisitState
from samspel.visits.models import Report, ReportSection
from samspel.visits.queries.privacy import Marked, choices_in, marked_in
from samspel.visits.web.clauses import LaidDown, Quoted
from samspel.visits.web.doors import PAGE, actor_of, posted, reason_of, require, seen_in_short
from samspel.visits.web.forms.reports import AttachForm, SubmitForm
from samspel.visits.web.saving import Saved, answer_to_autosave, sent_sections
from samspel.visits.web.showing import report as shown

SHOWN, LATER = "visade", "sedan"
_PRIVACY = ("integritet", "enskild")


@login_required
@require_POST
def begin(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Begin the visit's report, and lead to its first step."""
    visit, actor = seen_in_short(request, uuid), actor_of(request)
    if visit.state == VisitState.HELD:
        together = LaidDown(visit, "report.submit").value("report.written_with")
        with_manager = isinstance(together, frozenset) and Role.UNIT_MANAGER in together
        writes = policies.may_write_report(visit, actor, with_manager=with_manager)
        require(writes, policies.ONLY_VISITORS)
    return web.act(
        request,
        lambda: services.start_report(visit, actor=actor, at=timezone.now()),
        shown.step_url(visit, 1),
    )


def _draft(request: HttpRequest, uuid: UUID) -> Report:
    """Give the draft at the address for whoever writes in it; else 404."""
    return or_404(queries.draft_written_by(actor_of(request), uuid))


@login_required
@never_cache
@require_http_methods(PAGE)
def step(request: HttpRequest, uuid: UUID, number: int) -> HttpResponse:
    """Write one step of the report; sent, it is saved and leads on."""
    report = _draft(request, uuid)
    parts = shown.chunks(list(report.sections.all()))
    if not 1 <= number <= len(parts):
        raise Http404
    if request.method != "POST":
        if report.state != ReportState.DRAFT:
            return redirect(report_url(uuid))
        return _show_step(request, report, parts, number)
    try:
        saved = _save(request, report, parts[number - 1])
    except Refused as refusal:
        return _show_step(request, report, parts, number, refusal=refusal)
    return redirect(_next(request, uuid, parts, number, saved))


def _next(
    request: HttpRequest,
    uuid: UUID,
    parts: Sequence[Sequence[ReportSection]],
    number: int,
    saved: Saved,
) -> str:
    """Give where a saved step leads: on, or back to what has to be looked at first."""
    here = reverse("visits:report-step", args=[uuid, number])
    if saved.conflicts:
        return f"{here}#text-{saved.conflicts[0].key}"
    if request.POST.get(LATER):
        return reverse("visits:visit", args=[uuid])
    if key := _newly_marked(request, uuid, parts[number - 1]):
        return f"{here}#skydd-{key}"
    if number < len(parts):
        return reverse("visits:report-step", args=[uuid, number + 1])
    return reverse("visits:report-check", args=[uuid])


def _newly_marked(request: HttpRequest, uuid: UUID, sections: Sequence[ReportSection]) -> str:
    """Give the first section with a mark that the author has not been shown yet."""
    report = _draft(request, uuid)
    known = set(request.POST.get(SHOWN, "").split())
    keys = {each.key for each in sections}
    fresh = [each for each in report.sections.all() if each.key in keys]
    for each in marked_in(report, on=local_day(timezone.now()), sections=fresh):
        if each.choice is None and each.finding.key not in known:
            return each.section_key
    return ""


def _show_step(
    request: HttpRequest,
    report: Report,
    parts: Sequence[Sequence[ReportSection]],
    number: int,
    *,
    refusal: Refused | None = None,
) -> HttpResponse:
    """Draw a step; refused, with what was written still there."""
    now, actor = timezone.now(), actor_of(request)
    sections = parts[number - 1]
    marked = marked_in(report, on=local_day(now), sections=sections)
    written = shown.written_sections(sections, marked)
    if refusal is not None:
        written = [_as_sent(request, each) for each in written]
    guideline = LaidDown(report.visit, "visit.prepare") if marked else None
    steps = shown.steps_of(report.visit, parts, number)
    context = {
        "visit": report.visit,
        "heading": shown.heading_of(sections),
        "number": number,
        "steps": steps,
        "next_label": steps[number].label,
        "sections": written,
        "shown": " ".join(each.finding.key for each in marked),
        "clause": _about_privacy(guideline) if guideline else None,
        "saved_words": shown.saved_words(report, actor),
        "facts": shown.known_facts(report.visit, actor, now),
        "refusal": web.refusal_text(refusal) if refusal else "",
    }
    status = 200 if refusal is None else _status(refusal)
    return web.page(request, "visits/report_step.html", context, status=status)


def _about_privacy(guideline: LaidDown) -> Quoted | None:
    """Give the guideline's clause on conduct to quote, where it speaks of single persons."""
    clause = guideline.clause("conduct.points")
    if clause is None or not any(word in clause.text.lower() for word in _PRIVACY):
        return None
    return clause


def _status(refusal: Refused) -> int:
    return 403 if isinstance(refusal, NotAllowed) else web.UNPROCESSABLE


def _as_sent(request: HttpRequest, section: shown.Written) -> shown.Written:
    """Give the section with the text that was sent, which was not saved."""
    text = request.POST.get(f"text-{section.key}", section.text)
    return shown.Written(
        section.key,
        section.label,
        section.help,
        section.is_required,
        text,
        section.version,
    )


def _save(request: HttpRequest, report: Report, sections: Sequence[ReportSection]) -> Saved:
    """Save what was sent of the sections, and what was chosen for marked places."""
    actor, at = actor_of(request), timezone.now()
    saved = Saved()
    for key, text, version in sent_sections(request, [each.key for each in sections]):
        outcome = services.save_report_section(
            report, key=key, text=text, version=version, actor=actor, at=at
        )
        saved.add(key, outcome.version, outcome.conflict)
    _keep_choices(request, report, sections)
    return saved


def _keep_choices(
    request: HttpRequest, report: Report, sections: Sequence[ReportSection]
) -> None:
    """Keep the choices that are new; a place that is gone from the text needs none."""
    known = choices_in(report)
    for section in sections:
        prefix = f"guard-{section.key}-"
        for name, value in request.POST.items():
            if not name.startswith(prefix) or value not in set(GuardAnswer):
                continue
            key = name.removeprefix(prefix)
            before = known.get((section.key, key))
            if value == (before or GuardAnswer.CHANGE):
                continue
            _keep_choice(request, report, section.key, key, value)


def _keep_choice(
    request: HttpRequest, report: Report, section_key: str, key: str, value: str
) -> None:
    try:
        services.keep_guard_choice(
            report,
            section_key=section_key,
            finding_key=key,
            choice=value,
            actor=actor_of(request),
            at=timezone.now(),
        )
    except NotAllowed:
        raise
    except Refused:
        return  # the words are gone from the text, so there is nothing to choose about


@login_required
@require_POST
def save(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Save what the page sends by itself while somebody writes."""
    report = _draft(request, uuid)
    try:
        saved = _save(request, report, list(report.sections.all()))
    except Refused as refusal:
        return JsonResponse({"say": web.refusal_text(refusal)}, status=_status(refusal))
    return answer_to_autosave(saved, say_time(timezone.now(), current()))


@login_required
@never_cache
@require_http_methods(PAGE)
def check(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Read the answers through, and submit the report."""
    report = _draft(request, uuid)
    if request.method != "POST" and report.state != ReportState.DRAFT:
        return redirect(report_url(uuid))
    form = _submit_form(request, report)
    stopped: list[object] = []

    def submit() -> Report:
        try:
            return services.submit_report(
                report,
                **form.values,
                actor=actor_of(request),
                at=timezone.now(),
                reason=reason_of(request),
            )
        except (RuleStops, ReasonNeeded) as refusal:
            stopped.append(refusal.judgement)
            raise

    def show() -> HttpResponse:
        return _show_check(request, report, form, stopped)

    if request.method != "POST":
        return show()
    receipt = reverse("visits:report-receipt", args=[uuid])
    return web.act(request, submit, receipt, form=form, again=show)


def _submit_form(request: HttpRequest, report: Report) -> SubmitForm:
    oral = LaidDown(report.visit, "visit.held").value("account.oral")
    return SubmitForm(
        posted(request),
        asks_to_speak=oral == Demand.OPTIONAL,
        with_manager=report.unit_manager_writes,
    )


def _show_check(
    request: HttpRequest, report: Report, form: SubmitForm, stopped: Sequence[object]
) -> HttpResponse:
    now, actor = timezone.now(), actor_of(request)
    parts = shown.chunks(list(report.sections.all()))
    marked = marked_in(report, on=local_day(now))
    documents = documents_of(report, actor)
    context = {
        "visit": report.visit,
        "form": form,
        "file_form": AttachForm(),
        "steps": shown.steps_of(report.visit, parts, len(parts) + 1),
        "answers": _answers(report, parts),
        "missing": _missing(report),
        "open_words": _open_words(marked),
        "files": list(zip(file_rows(documents), documents, strict=True)),
        "facts": shown.known_facts(report.visit, actor, now),
        "judgement": stopped[-1] if stopped else None,
        "reason": reason_of(request),
        "back_url": shown.step_url(report.visit, len(parts)),
        "back_number": len(parts),
        "saved_words": shown.saved_at_words(report),
    }
    return web.page(request, "visits/report_check.html", context)


def _answers(report: Report, parts: Sequence[Sequence[ReportSection]]) -> list[Answer]:
    return [
        Answer(
            each.label,
            each.text.strip() or _("Inget är skrivet."),
            f"{shown.step_url(report.visit, number)}#text-{each.key}",
        )
        for number, sections in enumerate(parts, start=1)
        for each in sections
    ]


def _missing(report: Report) -> list[str]:
    """Give the sections that must be filled in and are empty."""
    return [
        each.label
        for each in report.sections.all()
        if each.is_required and not each.text.strip()
    ]


def _open_words(marked: Sequence[Marked]) -> str:
    left = {(each.section_key, each.finding.key) for each in marked if each.is_open}
    return shown.open_words(len(left)) if left else ""


@login_required
@require_POST
def attach(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Attach a file to the draft."""
    report = _draft(request, uuid)
    form = AttachForm(request.POST, request.FILES)
    return web.act(
        request,
        lambda: services.attach_file(
            report, upload=form.cleaned_data["file"], actor=actor_of(request), at=timezone.now()
        ),
        reverse("visits:report-check", args=[uuid]) + "#bilagor",
        _("Filen är bifogad."),
        form=form,
        again=lambda: _attach_again(request, report, form),
    )


@login_required
@require_POST
def detach(request: HttpRequest, uuid: UUID, file: UUID) -> HttpResponse:
    """Take a file away from the draft."""
    report, actor = _draft(request, uuid), actor_of(request)
    document = or_404(
        next((each for each in documents_of(report, actor) if each.uuid == file), None)
    )
    return web.act(
        request,
        lambda: services.detach_file(report, document=document, actor=actor, at=timezone.now()),
        reverse("visits:report-check", args=[uuid]) + "#bilagor",
        _("%(name)s är borttagen.") % {"name": document.name},
    )


def _attach_again(request: HttpRequest, report: Report, form: AttachForm) -> HttpResponse:
    parts = shown.chunks(list(report.sections.all()))
    context = {
        "visit": report.visit,
        "form": form,
        "back_url": reverse("visits:report-check", args=[report.visit.uuid]),
        "count": len(parts),
    }
    return web.page(request, "visits/report_attach.html", context)
