"""Acts of asking in the council: an interpellation or a question, allowed and answered.

KL 5 kap. 59–64 §§. The council decides without debate whether it may be put; the minutes
say which were put and which were answered (5 kap. 68 §).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from samspel.audit import services as audit
from samspel.audit.actors import Actor
from samspel.meetings.enums import CouncilQuestionKind, SeatKind
from samspel.meetings.errors import RecordRefused
from samspel.meetings.models import AgendaItem, CouncilAsking, Participation
from samspel.meetings.queries.room import deciding_settings_of
from samspel.meetings.services.proposing import place_now
from samspel.meetings.services.room import grown, lock_item, require_lawful, require_open
from samspel.people.models import Person


@transaction.atomic
def ask_council(
    item: AgendaItem,
    *,
    kind: CouncilQuestionKind,
    asker: Participation,
    subject: str,
    reasons: str = "",
    answerer: Person | None = None,
    answerer_role: str = "",
    concerns_authority: bool = False,
    at: dt.datetime,
    actor: Actor,
) -> CouncilAsking:
    """Enter an interpellation or a question under an item.

    Refuses what the law stops: outside the council, by somebody who is no member, an
    interpellation without its reasons, the exercise of authority against an individual.
    """
    sitting, handling = lock_item(item, actor)
    settings = deciding_settings_of(sitting.meeting.body)
    require_lawful(
        "meeting.ask_council",
        {
            "body.is_council": settings.is_council,
            "asker.is_member": asker.seat == SeatKind.MEMBER
            or place_now(sitting, asker).serves,
            "asking.is_interpellation": kind is CouncilQuestionKind.INTERPELLATION,
            "asking.has_reasons": bool(reasons.strip()),
            "asking.concerns_authority": concerns_authority,
        },
        at,
    )
    if not subject.strip():
        raise RecordRefused(_("Skriv vad som frågas. Innehållet ska vara bestämt."))
    if CouncilAsking.objects.filter(item=item).exists():
        raise RecordRefused(_("Ärendet har redan en interpellation eller fråga."))
    asked = CouncilAsking.objects.create(
        item=item,
        kind=kind,
        asker=asker,
        answerer=answerer,
        answerer_role=answerer_role,
        subject=subject.strip(),
        put_at=at,
    )
    grown(handling)
    _record("meetings.asking.put", asked, actor, kind=kind.value)
    return asked


@transaction.atomic
def allow_asking(
    asked: CouncilAsking, *, allowed: bool, at: dt.datetime, actor: Actor
) -> CouncilAsking:
    """Enter whether the council allows it to be put (KL 5 kap. 62 §), without debate.

    Refuses a meeting that is not open, and one that has been answered.
    """
    sitting, handling = lock_item(asked.item, actor)
    require_open(sitting, at)
    asked = CouncilAsking.objects.get(pk=asked.pk)
    if asked.answered_at is not None:
        raise RecordRefused(_("Frågan är redan besvarad."))
    asked.allowed = allowed
    asked.save(update_fields=["allowed"])
    grown(handling)
    _record("meetings.asking.allowed", asked, actor, allowed=allowed)
    return asked


@transaction.atomic
def answer_asking(
    asked: CouncilAsking,
    *,
    speakers: Iterable[Participation] = (),
    at: dt.datetime,
    actor: Actor,
) -> CouncilAsking:
    """Enter that it has been answered, and who spoke.

    Refuses (UnlawfulAct) one that the council has not allowed, and in a question any speaker
    beside the one who asks and the one who answers (KL 5 kap. 62 and 64 §§).
    """
    sitting, handling = lock_item(asked.item, actor)
    require_open(sitting, at)
    asked = CouncilAsking.objects.get(pk=asked.pk)
    spoke = list(speakers)
    others = [
        each
        for each in spoke
        if each.pk != asked.asker_id and each.person_id != asked.answerer_id
    ]
    require_lawful(
        "asking.answer",
        {
            "asking.is_interpellation": asked.kind == CouncilQuestionKind.INTERPELLATION,
            "asking.is_allowed": bool(asked.allowed),
            "asking.others_speak": bool(others),
        },
        at,
    )
    asked.answered_at = at
    asked.save(update_fields=["answered_at"])
    asked.speakers.clear()
    for each in spoke:  # one by one: the minutes name them in the order in which they spoke
        asked.speakers.add(each)
    grown(handling)
    _record("meetings.asking.answered", asked, actor)
    return asked


def _record(act: str, asked: CouncilAsking, actor: Actor, **facts: object) -> None:
    audit.record(act, subject=asked, actor=actor, facts=facts, also=[asked.item])
