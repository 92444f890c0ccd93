"""The report: begun with the sections that the rules name, written together, submitted.

Saved as it is written, by several on several devices. A submitted report is frozen (a
trigger in the migrations): what has legal effect is never edited.
"""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from samspel.audit import services as audit
from samspel.audit.actors import Actor
from samspel.documents.models import Document
from samspel.documents.services import remove, store
from samspel.foundation.dates import local_day
from samspel.rulebooks.queries import ruleset_in_force
from samspel.rules.explanation import Settings
from samspel.rules.values import Section
from samspel.visits import policies
from samspel.visits.enums import (
    Channel,
    Demand,
    GuardAnswer,
    ReportState,
    Role,
    VisitorState,
    VisitState,
)
from samspel.visits.errors import ReportRefused
from samspel.visits.facts import ground_of
from samspel.visits.models import (
    GuardChoice,
    Report,
    ReportAuthor,
    ReportSection,
    SectionAside,
    Visit,
)
from samspel.visits.queries.privacy import found_in
from samspel.visits.queries.ruling import laid_down
from samspel.visits.services.letters import visitors_of
from samspel.visits.services.locks import acting_person, locked_report, locked_visit
from samspel.visits.services.writing import LONGEST, SectionSave, saved

_MOST_FILES = 20
OWNER = "visits.report"
"""The label under which documents keep a report's files."""


@transaction.atomic
def start_report(visit: Visit, *, actor: Actor, at: dt.datetime) -> Report:
    """Begin the visit's report, with the sections that the rules of its day name.

    The same report is given back to whoever begins it next: there is one per visit.
    Refuses a visit that is not held or was called off, whoever was not there, and a
    guideline that asks for no written report.
    """
    visit = locked_visit(visit)
    _require_reportable(visit)
    known = Report.objects.filter(visit=visit).first()
    if known is not None:
        known.visit = visit
        _require_author(known, actor)
        return known
    day = local_day(visit.held_from or at)
    settings = laid_down(
        "report.submit", ground_of(visit).shared, body_id=visit.body_id, on=day
    )
    together = settings.value("report.written_with")
    with_manager = isinstance(together, frozenset) and Role.UNIT_MANAGER in together
    policies.require(
        policies.may_write_report(visit, actor, with_manager=with_manager),
        policies.ONLY_VISITORS,
    )
    report = _begin(visit, settings, with_manager=with_manager, at=at)
    audit.record(
        "visits.report.begun",
        subject=report,
        actor=actor,
        facts={"visit": visit.pk, "sections": report.sections.count()},
        also=[visit],
    )
    return report


def _require_reportable(visit: Visit) -> None:
    if visit.state == VisitState.CANCELLED:
        raise ReportRefused(
            _("Besöket är inställt, så det finns inget att rapportera. Ingenting har sparats.")
        )
    if visit.state != VisitState.HELD:
        raise ReportRefused(
            _("Besöket är inte noterat som genomfört än. Notera det först, och skriv sedan.")
        )
    if visit.report_demand == Demand.NONE:
        raise ReportRefused(
            _("Riktlinjerna frågar inte efter någon skriftlig rapport om det här besöket.")
        )


def _begin(visit: Visit, settings: Settings, *, with_manager: bool, at: dt.datetime) -> Report:
    channels = settings.value("report.channels")
    channel = Channel.E_SERVICE
    if isinstance(channels, frozenset) and channels and Channel.E_SERVICE not in channels:
        channel = next(each for each in Channel if each in channels)
    report = Report.objects.create(
        visit=visit,
        channel=channel,
        started_at=at,
        unit_manager_writes=with_manager,
        ruleset_sha256=ruleset_in_force(
            visit.body_id, on=local_day(visit.held_from or at)
        ).sha256,
    )
    ReportSection.objects.bulk_create(
        ReportSection(
            report=report,
            key=section.key,
            label=section.label,
            help=section.help,
            position=number,
            is_required=section.required,
        )
        for number, section in enumerate(_sections(settings), start=1)
    )
    ReportAuthor.objects.bulk_create(
        ReportAuthor(report=report, person_id=each.person_id)
        for each in visitors_of(visit)
        if each.state == VisitorState.ATTENDED
    )
    return report


def _sections(settings: Settings) -> list[Section]:
    """Give the sections that the guideline names; one free section when it names none."""
    named = settings.value("report.sections")
    parts = named if isinstance(named, tuple) else ()
    return [each for each in parts if isinstance(each, Section)] or [
        Section("besoket", gettext("Om besöket"), "", required=True)
    ]


def _require_author(report: Report, actor: Actor) -> None:
    policies.require(
        policies.may_write_report(report.visit, actor, with_manager=report.unit_manager_writes),
        policies.ONLY_VISITORS,
    )


def require_draft(report: Report) -> None:
    """Refuse a report that is submitted."""
    if report.state != ReportState.DRAFT:
        raise ReportRefused(
            _("Rapporten är redan inlämnad och kan inte ändras. Läs in sidan på nytt.")
        )


@transaction.atomic
def save_report_section(
    report: Report,
    *,
    key: str,
    text: str,
    version: int,
    actor: Actor,
    at: dt.datetime,
) -> SectionSave[ReportSection]:
    """Save one section as it is written, on top of the version that was read.

    When somebody else has saved in between, their text stands, mine is put aside, and
    both are given back to be joined; no words are lost. A save that goes well takes my
    own put-aside words away. Refuses a report that is submitted.
    """
    report = locked_report(report)
    _require_author(report, actor)
    require_draft(report)
    if len(text) > LONGEST:
        raise ReportRefused(
            _("Avsnittet är för långt. Korta det till högst %(most)s tecken."), most=LONGEST
        )
    section = report.sections.select_for_update().filter(key=key).first()
    if section is None:
        raise ReportRefused(_("Avsnittet finns inte längre. Läs in sidan på nytt."))
    outcome = saved(section, text, version, actor=actor, at=at)
    _keep_words(section, outcome, actor=actor, at=at)
    ReportAuthor.objects.update_or_create(
        report=report, person_id=acting_person(actor), defaults={"last_written_at": at}
    )
    audit.record(
        "visits.report.written",
        subject=report,
        actor=actor,
        facts={
            "section": key,
            "version": section.version,
            "put_aside": outcome.conflict is not None,
        },
    )
    return outcome


def _keep_words(
    section: ReportSection,
    outcome: SectionSave[ReportSection],
    *,
    actor: Actor,
    at: dt.datetime,
) -> None:
    """Put words aside that could not be saved; or take them away when they have been."""
    if outcome.conflict is None:
        SectionAside.objects.filter(section=section, author_id=actor.person_id).delete()
        return
    SectionAside.objects.update_or_create(
        section=section,
        author_id=actor.person_id,
        defaults={"text": outcome.conflict.yours, "written_at": at},
    )


@transaction.atomic
def keep_guard_choice(
    report: Report,
    *,
    section_key: str,
    finding_key: str,
    choice: GuardAnswer | str,
    actor: Actor,
    at: dt.datetime,
) -> GuardChoice:
    """Keep what the author decides about a marked place. The text is never touched.

    Refuses a place that is no longer in the text, and a report that is submitted.
    """
    report = locked_report(report)
    _require_author(report, actor)
    require_draft(report)
    section = report.sections.filter(key=section_key).first()
    found = found_in(report, section, on=local_day(at)) if section else []
    finding = next((each for each in found if each.key == finding_key), None)
    if finding is None:
        raise ReportRefused(
            _(
                "Stället finns inte kvar i texten. Läs in sidan på nytt och se vad som är markerat."
            )
        )
    row, __ = GuardChoice.objects.update_or_create(
        report=report,
        section_key=section_key,
        finding_key=finding_key,
        defaults={
            "kind": finding.kind,
            "choice": GuardAnswer(choice),
            "chosen_by_id": acting_person(actor),
            "chosen_at": at,
        },
    )
    audit.record(
        "visits.report.guard_answered",
        subject=report,
        actor=actor,
        facts={"section": section_key, "kind": finding.kind.value, "choice": row.choice},
    )
    return row


@transaction.atomic
def attach_file(
    report: Report, *, upload: UploadedFile[Any], actor: Actor, at: dt.datetime, name: str = ""
) -> Document:
    """Attach a file to a draft. Refuses too many, and what documents do not take."""
    report = locked_report(report)
    _require_author(report, actor)
    require_draft(report)
    kept = Document.objects.filter(
        owner_type=OWNER, owner_id=report.pk, removed_at__isnull=True
    )
    if kept.count() >= _MOST_FILES:
        raise ReportRefused(
            _("Rapporten kan ha högst %(most)s bilagor. Ta bort någon först."), most=_MOST_FILES
        )
    document = store(upload, owner=report, actor=actor, name=name, at=at)
    audit.record(
        "visits.report.file_added",
        subject=report,
        actor=actor,
        facts={"document": document.pk, "sha256": document.sha256},
    )
    return document


@transaction.atomic
def detach_file(
    report: Report, *, document: Document, actor: Actor, at: dt.datetime
) -> Document:
    """Take an attached file away from a draft; its row and its trace stay.

    Refuses a file of something else, one that is taken away already, and a report that
    is submitted: what has been handed in is not changed.
    """
    report = locked_report(report)
    _require_author(report, actor)
    require_draft(report)
    if (document.owner_type, document.owner_id) != (OWNER, report.pk):
        raise ReportRefused(_("Filen hör inte till den här rapporten. Läs in sidan på nytt."))
    removed = remove(document, actor=actor, at=at)
    audit.record(
        "visits.report.file_removed",
        subject=report,
        actor=actor,
        facts={"document": removed.pk, "sha256": removed.sha256},
    )
    return removed


def filled_in(report: Report) -> frozenset[str]:
    """Give the keys of the sections that hold any text."""
    rows = report.sections.values_list("key", "text")
    return frozenset(key for key, text in rows if text.strip())
