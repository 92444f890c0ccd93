"""A case as its page draws it: where it is, its facts, its papers, its story."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from samspel.cases.calculation.clocks import ClockState
from samspel.cases.calculation.hygiene import Fault
from samspel.cases.calculation.registry import written_paper
from samspel.cases.enums import CaseKind, Exemption, RelationKind, ReportState, StepKind
from samspel.cases.models import Case, CaseRelation, CaseStep
from samspel.cases.queries import BasisPaper, Place, clock_of
from samspel.documents.models import Document
from samspel.foundation.dates import local_day, say_date, say_day_short
from samspel.kit import filters
from samspel.kit.enums import label_of
from samspel.kit.language import current
from samspel.kit.rows import Event, Fact
from samspel.rules.catalogue.choices import CouncilMatter


@dataclass(frozen=True, slots=True)
class PaperRow:
    """A paper as it is drawn: its place, name, addresses, versions, and what is wrong."""

    uuid: str
    number: str
    title: str
    url: str
    detail: str
    versions: tuple[tuple[str, str], ...]
    remarks: tuple[str, ...]
    is_basis: bool
    is_file: bool


def now_facts(place: Place, today: dt.date) -> list[Fact]:
    """Say where the case is, who has it, since when and what is next."""
    since = local_day(place.since)
    facts = [
        Fact(
            _("Var"),
            label_of(StepKind, place.kind),
            _("Omgång %(round)s, ärendet har kommit tillbaka") % {"round": place.round}
            if place.round > 1
            else "",
        ),
        Fact(_("Vem"), _holder(place)),
        Fact(_("Sedan"), say_date(since, current()), _stood(place.days_on(today))),
    ]
    if place.next_kind is not None:
        facts.append(
            Fact(
                _("Härnäst"),
                label_of(StepKind, place.next_kind),
                place.next_body.name if place.next_body else "",
            )
        )
    return facts


def _stood(days: int) -> str:
    """Say how long the case has been where it is."""
    if not days:
        return _("i dag")
    return ngettext("%(count)s dag", "%(count)s dagar", days) % {"count": days}


def _holder(place: Place) -> str:
    """Say who has the case: the body, the person in it, or that nobody does."""
    names = [
        place.body.name if place.body else "",
        place.person.name if place.person else "",
    ]
    nobody = (
        _("Ingen handläggare än")
        if place.kind.is_held_by_an_official
        else _("Ingen är utpekad")
    )
    return ", ".join(filter(None, names)) or nobody


def case_facts(case: Case, today: dt.date) -> list[Fact]:
    """Give a case's facts."""
    facts = [
        Fact(_("Diarienummer"), filters.hold(case.registry_number)),
        Fact(_("Organ"), case.body.name),
        Fact(_("Vad det är"), label_of(CaseKind, case.kind), case.raised_by),
        Fact(
            _("Ansvarig handläggare"),
            case.responsible.name if case.responsible else _("Ingen än"),
        ),
        Fact(_("Beslutar till sist"), case.deciding_body.name),
        Fact(_("Registrerat"), filters.day(case.opened_on)),
    ]
    if case.due_on:
        late = _("Försenat") if case.is_open and case.due_on < today else ""
        facts.append(Fact(_("Klart senast"), filters.day(case.due_on), late))
    if case.council_matter != CouncilMatter.NONE:
        facts.append(
            Fact(
                _("Bara fullmäktige beslutar om"),
                label_of(CouncilMatter, case.council_matter),
            )
        )
    if case.exemption != Exemption.NONE:
        facts.append(Fact(_("Undantag från beredning"), label_of(Exemption, case.exemption)))
    if case.is_secret:
        facts.append(Fact(_("Sekretess"), case.secrecy_ground))
    return [*facts, *_clock_facts(case, today)]


def _clock_facts(case: Case, today: dt.date) -> list[Fact]:
    clock = clock_of(case)
    if clock is None:
        return []
    state, told = clock.state_on(today), clock.reported_on
    reported = [Fact(_("Anmält till fullmäktige"), filters.day(told))] if told else []
    return [
        Fact(_("Väckt"), filters.day(clock.raised_on)),
        *reported,
        Fact(
            _("Bör avgöras senast"),
            filters.day(clock.last_day),
            "" if state is ClockState.RUNNING else label_of(ClockState, state),
        ),
    ]


def story_of(case: Case, steps: Sequence[CaseStep]) -> list[Event]:
    """Give the chain as a timeline, newest first; where the case is now is marked."""
    last = len(steps) - 1
    events = [
        Event(
            at=step.begun_at,
            text=_told(step),
            now=index == last and step.ended_at is None and case.closed_on is None,
            clause_heading=step.citation,
            url=step.url,
        )
        for index, step in enumerate(steps)
    ]
    return list(reversed(events))


def _told(step: CaseStep) -> str:
    """Say a station in one line: what, where, with whom, and what was noted."""
    where = step.body.name if step.body else ""
    who = step.person.name if step.person else ""
    placed = ", ".join(filter(None, (where, who)))
    line = label_of(StepKind, step.kind)
    line = f"{line}: {placed}" if placed else line
    return f"{line}. {step.text}" if step.text else line


def paper_rows(papers: Iterable[BasisPaper], case: Case, pattern: str) -> list[PaperRow]:
    """Give a case's papers as they are drawn, each with its number in the register."""
    listed = list(papers)
    numbers = {each.paper.pk: index for index, each in enumerate(listed, start=1)}
    return [_paper_row(each, numbers, case, pattern) for each in listed]


def _paper_row(each: BasisPaper, numbers: dict[int, int], case: Case, pattern: str) -> PaperRow:
    paper, document = each.paper, each.document
    details = [
        filters.hold(written_paper(pattern, case.registry_number, paper.number)),
        document.type_in_words if document else _("Skriven här"),
        filters.file_size(document.size) if document else "",
        say_day_short(paper.dated_on, current()) if paper.dated_on else "",
        "" if paper.is_basis else _("ingår inte i beslutsunderlaget"),
        _("Sekretess") if document and document.is_secret else "",
    ]
    return PaperRow(
        uuid=str(paper.uuid),
        number=str(numbers[paper.pk]),
        title=paper.title,
        url=_address(each),
        detail=" · ".join(filter(None, details)),
        versions=tuple(map(_version, each.versions[1:])),
        remarks=tuple(
            _remarked(Fault(r.fault), numbers.get(r.other or 0)) for r in each.remarks
        ),
        is_basis=paper.is_basis,
        is_file=document is not None,
    )


def _address(each: BasisPaper) -> str:
    if each.document is not None:
        return reverse("documents:download", args=[each.document.uuid])
    report = each.paper.report
    return reverse("cases:report", args=[report.uuid]) if report else ""


def _version(document: Document) -> tuple[str, str]:
    """Give an earlier version: its address and how it is called."""
    day = say_day_short(local_day(document.uploaded_at), current())
    return (
        reverse("documents:download", args=[document.uuid]),
        _("Version från %(day)s") % {"day": day},
    )


def _remarked(fault: Fault, other: int | None) -> str:
    """Say what is wrong with a paper, and what to do."""
    what = _(fault.label)
    if other:
        what = f"{what} ({_('se nummer %(number)s') % {'number': other}})"
    return f"{what}. {_(fault.advice)}"


def related_rows(pairs: Iterable[tuple[CaseRelation, Case]], case: Case) -> list[Fact]:
    """Give the cases that this one has to do with."""
    return [
        Fact(
            label_of(RelationKind, relation.kind)
            if relation.case_id == case.pk
            else _related_from(relation),
            f"{other.registry_number} {other.title}",
            url=reverse("cases:case", args=[other.uuid]),
        )
        for relation, other in pairs
    ]


def _related_from(relation: CaseRelation) -> str:
    """Say how the other case has to do with this one, read from this one's side."""
    said = {RelationKind.CONTINUES: _("Fortsätts i"), RelationKind.ANSWERS: _("Besvaras i")}
    return said.get(RelationKind(relation.kind)) or label_of(RelationKind, relation.kind)


def report_state(state: str) -> str:
    """Give a report's state in words."""
    return label_of(ReportState, state)
