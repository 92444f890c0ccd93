"""To register a case under the next number of its body, and to keep what is said of it."""

from __future__ import annotations

import datetime as dt

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from samspel.audit import services as audit
from samspel.audit.actors import Actor
from samspel.cases import events, policies
from samspel.cases.calculation.preparation import route_judged
from samspel.cases.calculation.registry import Number, needs_class, written
from samspel.cases.enums import EXEMPT_KINDS, CaseKind, Exemption, RelationKind, StepKind
from samspel.cases.errors import CaseRefused, OnlyTheCouncil
from samspel.cases.models import Case, CaseRelation, CaseStep, RegistryPattern
from samspel.cases.queries.registry import next_number
from samspel.cases.services.locks import (
    lock_register,
    locked_case,
    require_not_closed,
    require_past,
)
from samspel.cases.services.telling import tell_responsible
from samspel.documents import services as documents
from samspel.documents.models import Document
from samspel.foundation.dates import local_day
from samspel.foundation.swedish import search_key
from samspel.foundation.text import one_line
from samspel.messaging.services import cover_messages
from samspel.people.enums import BodyKind
from samspel.people.models import Body, Person
from samspel.rules.catalogue.choices import CouncilMatter

_SEARCHED = 1000


@transaction.atomic
def open_case(
    body: Body,
    *,
    title: str,
    actor: Actor,
    at: dt.datetime,
    kind: CaseKind = CaseKind.MATTER,
    responsible: Person | None = None,
    deciding_body: Body | None = None,
    raised_by: str = "",
    raised_on: dt.date | None = None,
    due_on: dt.date | None = None,
    secrecy_ground: str = "",
    class_code: str = "",
    exemption: Exemption | None = None,
    council_matter: CouncilMatter = CouncilMatter.NONE,
    citation: str = "",
    text: str = "",
) -> Case:
    """Register a case under the body's next number, and give it to who prepares it.

    Numbers come without gaps, also when several register at once: the body's register
    is locked until the act is committed. ``citation`` is the decision that asks for the
    case, which then begins as an assignment. A motion and a citizens' proposal are
    decided by the council unless something else is said (KL 5 kap. 22 and 23 §§), and so
    is what ``council_matter`` names as the council's own. Refuses whoever does not keep the
    register, a title that says nothing, a clock without a day, a day that has not come,
    and another body for what only the council decides (5 kap. 1 and 2 §§).
    """
    pattern = lock_register(body)
    policies.require_may_keep(body, actor)
    today = local_day(at)
    case = Case(
        body=body,
        title=_title(title),
        kind=kind,
        responsible=responsible,
        deciding_body=deciding_body or _decides(body, kind, council_matter, local_day(at)),
        exemption=exemption or EXEMPT_KINDS.get(kind, Exemption.NONE),
        council_matter=council_matter,
        raised_by=one_line(raised_by),
        raised_on=_raised(kind, raised_on, today),
        opened_on=today,
        due_on=due_on,
        secrecy_ground=one_line(secrecy_ground),
        opened_by_id=actor.person_id,
        opened_at=at,
    )
    _require_decider(case, today)
    _number(case, pattern, class_code.strip() or pattern.class_code)
    _save_new(case)
    CaseStep.objects.create(
        case=case,
        order=1,
        kind=StepKind.ASSIGNMENT if citation else StepKind.OFFICERS_REPORT,
        person=responsible,
        begun_at=at,
        text=text.strip(),
        citation=one_line(citation),
        entered_by_id=actor.person_id,
    )
    audit.record(
        "cases.case.opened",
        subject=case,
        actor=actor,
        facts={"number": case.registry_number, "kind": str(kind), "secret": case.is_secret},
        also=[body],
    )
    tell_responsible(case, actor=actor, at=at)
    events.case_opened.send(Case, case=case, actor=actor)
    return case


def _title(title: str) -> str:
    cleaned = one_line(title)
    if sum(char.isalpha() for char in cleaned) < 3:
        raise CaseRefused(_("Skriv vad ärendet handlar om."))
    return cleaned


def _raised(kind: CaseKind, raised_on: dt.date | None, today: dt.date) -> dt.date | None:
    """Give the day that the clock is counted from; refuses a clock without one."""
    if raised_on is None and kind.has_clock:
        raise CaseRefused(
            _(
                "Ange dagen då motionen eller medborgarförslaget väcktes. Från den dagen "
                "räknas året (5 kap. 35 § kommunallagen)."
            )
        )
    if raised_on is not None:
        require_past(raised_on, today)
    return raised_on


def _decides(body: Body, kind: CaseKind, matter: CouncilMatter, on: dt.date) -> Body:
    """Give the body that decides: the council for what is the council's, else the case's own."""
    raised = kind.has_clock  # a motion or a citizens' proposal
    if route_judged(matter, on, by_council=False, raised_in_council=raised).is_allowed:
        return body
    council = Body.objects.filter(kind=BodyKind.COUNCIL, valid_to__isnull=True).first()
    return council or body


def _require_decider(case: Case, on: dt.date) -> None:
    """Refuse a committee as the one who decides what only the council may (KL 5 kap. 1–2 §§)."""
    by_council = case.deciding_body.kind == BodyKind.COUNCIL
    verdict = route_judged(CouncilMatter(case.council_matter), on, by_council=by_council)
    if verdict.is_stopped:
        raise OnlyTheCouncil(verdict)


def _number(case: Case, pattern: RegistryPattern, class_code: str) -> None:
    """Put the next number on the case, written as the body writes it."""
    if needs_class(pattern.pattern) and not class_code:
        raise CaseRefused(
            _("Ange ärendets klass, för den ingår i %(body)s diarienummer."),
            body=case.body.name,
        )
    year = case.opened_on.year
    case.series = year if pattern.starts_every_year else 0
    case.number = next_number(pattern, case.series)
    case.class_code = class_code
    case.registry_number = written(
        pattern.pattern, Number(year, case.number, pattern.code, class_code)
    )
    case.search_key = _searched(case)


def _searched(case: Case) -> str:
    parts = f"{case.registry_number} {case.title} {case.raised_by}"
    return search_key(parts)[:_SEARCHED]


def _save_new(case: Case) -> None:
    """Save a new case; a number that another register has used is refused in words."""
    try:
        with transaction.atomic():
            case.save()
    except IntegrityError as fault:
        if "registry_number" not in str(fault):
            raise
        raise CaseRefused(
            _(
                "Diarienumret %(number)s finns redan. Be den som för diariet att se "
                "över hur %(body)s skriver sina nummer."
            ),
            number=case.registry_number,
            body=case.body.name,
        ) from fault


@transaction.atomic
def change_case(
    case: Case,
    *,
    title: str,
    responsible: Person | None,
    due_on: dt.date | None,
    deciding_body: Body,
    exemption: Exemption,
    council_matter: CouncilMatter | None = None,
    actor: Actor,
    at: dt.datetime,
    version: int | None = None,
) -> Case:
    """Change what is said of a case: its title, who prepares it, by when, who decides.

    The number, the kind and the day it was raised stay. A new responsible official has
    the case from now on where it is with an official. Refuses whoever does not prepare
    it, a closed case, a version that somebody has changed since, and another body for what
    only the council decides.
    """
    case = locked_case(case, version)
    policies.require_may_prepare(case, actor)
    require_not_closed(case)
    is_new = responsible is not None and responsible.pk != case.responsible_id
    case.title = _title(title)
    case.responsible = responsible
    case.due_on = due_on
    case.deciding_body = deciding_body
    case.exemption = exemption
    if council_matter is not None:
        case.council_matter = council_matter
    _require_decider(case, local_day(at))
    case.search_key = _searched(case)
    _keep(case)
    _hand_over(case)
    audit.record(
        "cases.case.changed",
        subject=case,
        actor=actor,
        facts={
            "responsible": case.responsible_id,
            "due_on": due_on,
            "deciding_body": deciding_body.pk,
            "exemption": str(exemption),
            "council_matter": str(case.council_matter),
        },
    )
    if is_new:
        tell_responsible(case, actor=actor, at=at)
    return case


def _keep(case: Case) -> None:
    case.version += 1
    case.save()


def _hand_over(case: Case) -> None:
    """Let the new official have the case where an official has it now."""
    now = case.steps.filter(ended_at__isnull=True).first()
    if now is not None and now.station.is_held_by_an_official:
        now.person_id = case.responsible_id
        now.save(update_fields=["person"])


@transaction.atomic
def relate_cases(
    case: Case,
    other: Case,
    *,
    actor: Actor,
    at: dt.datetime,
    kind: RelationKind = RelationKind.RELATED,
) -> CaseRelation:
    """Say that a case has to do with another.

    Refuses whoever does not prepare the case, and to say it twice or of itself. The
    caller has found the other case among those that the actor may see.
    """
    case = locked_case(case)
    policies.require_may_prepare(case, actor)
    if case.pk == other.pk:
        raise CaseRefused(_("Det är samma ärende. Ange ett annat ärendes diarienummer."))
    known = CaseRelation.objects.filter(case=case, other=other) | CaseRelation.objects.filter(
        case=other, other=case
    )
    if known.exists():
        raise CaseRefused(_("Ärendena är redan kopplade till varandra."))
    relation = CaseRelation.objects.create(case=case, other=other, kind=kind, related_at=at)
    audit.record(
        "cases.case.related",
        subject=case,
        actor=actor,
        facts={"kind": str(kind)},
        also=[other],
    )
    return relation


@transaction.atomic
def mark_case_secret(case: Case, *, ground: str, actor: Actor) -> Case:
    """Mark a case as secret on a ground, such as a chapter of OSL.

    From then on it is neither shown nor named to whoever may not see it, and its files
    are secret on the same ground, so that the trail does not name them either. What
    messages have said of it is covered. Refuses whoever does not prepare it, and a
    marking without a ground.
    """
    case = locked_case(case)
    policies.require_may_mark(case, actor)
    if not ground.strip():
        raise CaseRefused(_("Ange grunden för sekretessen, till exempel OSL 26 kap. 1 §."))
    case.secrecy_ground = one_line(ground)
    _keep(case)
    for document in _files_of(case):
        if not document.is_secret:
            documents.mark_secret(document, ground=case.secrecy_ground, actor=actor)
    told = [case, *case.reports.all(), *case.assignments.all()]
    cover_messages(told, titles=[case.title])
    audit.record(
        "cases.case.marked_secret",
        subject=case,
        actor=actor,
        facts={"ground": case.secrecy_ground},
    )
    events.case_marked_secret.send(Case, case=case, actor=actor)
    return case


@transaction.atomic
def open_up_case(case: Case, *, reason: str, actor: Actor) -> Case:
    """Take a case's marking of secrecy away; the reason is kept as a hash in the trail.

    Its files are opened up with it, but not those that are secret on another ground.
    Refuses whoever may not, a case that isn't marked, and one without a reason.
    """
    case = locked_case(case)
    policies.require_may_mark(case, actor)
    if not case.is_secret:
        raise CaseRefused(_("Ärendet är inte markerat med sekretess."))
    if not reason.strip():
        raise CaseRefused(_("Ange varför ärendet inte längre har sekretess."))
    ground = case.secrecy_ground
    for document in _files_of(case):
        if document.secrecy_ground == ground:
            documents.open_up(document, reason=reason, actor=actor)
    case.secrecy_ground = ""
    _keep(case)
    audit.record(
        "cases.case.opened_up",
        subject=case,
        actor=actor,
        facts={"ground": ground},
        reason=reason.strip(),
    )
    events.case_opened_up.send(
        Case, case=case, ground=ground, reason=reason.strip(), actor=actor
    )
    return case


def _files_of(case: Case) -> list[Document]:
    """Give the files of the case, all their versions, those that are not removed."""
    return list(
        Document.objects.filter(
            owner_type=case._meta.label_lower, owner_id=case.pk, removed_at__isnull=True
        )
    )
